//! YAML as people type it: fields are taken one by one and every mistake is collected.
//!
//! [`read`] turns a text into [`Fields`], [`read_list`] into those of each entry; each getter takes
//! one field, says what is wrong with it and goes on. What nobody asked for is an unknown field. The only module that knows
//! `serde_yaml`, which is no longer maintained: swapping it concerns this folder alone.

mod named;
mod place;
mod quotes;
mod read;

use serde_yaml::{Mapping, Value};

use crate::diagnostics::{
    BAD_VALUE, Diagnostics, Location, MISSING_FIELD, Step, UNKNOWN_FIELD, WRONG_TYPE,
    YAML_NEEDS_QUOTES, did_you_mean,
};
use crate::identity::SourceId;

pub use place::find;
pub(crate) use quotes::quoted;
pub use read::{read, read_list};

/// How many fields are asked for, and how many given, where nobody writes much.
const ASKED: usize = 32;
const GIVEN: usize = 12;

/// The fields of one mapping, taken one by one.
pub struct Fields<'a> {
    text: Text<'a>,
    /// What nobody asked for yet, as written. Few fields are found faster in a list than by hashes.
    left: Vec<(Value, Value)>,
    path: Vec<Step>,
    asked: Vec<&'static str>,
    given: Vec<&'static str>,
    out: &'a mut Diagnostics,
}

/// A YAML text and where in its source it stands.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// The source that holds it.
    pub source: &'a SourceId,
    /// The YAML itself.
    pub yaml: &'a str,
    /// Bytes of the source before it.
    pub offset: usize,
}

impl Text<'_> {
    fn location(&self, path: &[Step]) -> Location {
        let range = place::find_in(self.yaml, path);
        Location::bytes(self.source, range.start + self.offset..range.end + self.offset)
    }
}

impl<'a> Fields<'a> {
    fn new(text: Text<'a>, map: Mapping, out: &'a mut Diagnostics) -> Self {
        Self::at_path(text, map, Vec::new(), out)
    }

    fn at_path(
        text: Text<'a>,
        map: Mapping,
        path: Vec<Step>,
        out: &'a mut Diagnostics,
    ) -> Fields<'a> {
        let (asked, given) = (Vec::with_capacity(ASKED), Vec::with_capacity(GIVEN));
        Fields { text, left: map.into_iter().collect(), path, asked, given, out }
    }

    /// A text. Numbers, booleans and lists where a text is meant are errors.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        match self.take(key)? {
            Value::String(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
            Value::Null => None,
            Value::Number(_) | Value::Bool(_) => {
                let written = self.written(key);
                let fault = YAML_NEEDS_QUOTES
                    .at(
                        self.at(key),
                        format!("`{key}` is a text, but YAML reads {written} as a value"),
                    )
                    .help(format!("put it in quotes: `{key}: \"{written}\"`"));
                self.out.push(fault);
                None
            }
            _ => {
                self.wrong_type(key, "a text");
                None
            }
        }
    }

    /// A text, or what its author typed where YAML reads a number or the like: for values that are
    /// checked by their own rules, such as dates.
    pub fn typed(&mut self, key: &'static str) -> Option<String> {
        match self.peek(key) {
            Some(Value::Number(_) | Value::Bool(_)) => {
                self.take(key);
                Some(self.written(key))
            }
            _ => self.text(key),
        }
    }

    /// A text that must be there.
    pub fn required_text(&mut self, key: &'static str) -> Option<String> {
        let before = self.out.iter().count();
        let text = self.text(key);
        if text.is_none() && self.out.iter().count() == before {
            self.missing(key);
        }
        text
    }

    /// A text that may be empty on purpose (`alt: ""`).
    pub fn text_or_empty(&mut self, key: &'static str) -> Option<String> {
        match self.peek(key) {
            Some(Value::String(text)) if text.trim().is_empty() => {
                self.take(key);
                Some(String::new())
            }
            _ => self.text(key),
        }
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        match self.take(key)? {
            Value::Bool(value) => Some(value),
            Value::Null => None,
            _ => {
                self.wrong_type(key, "`true` or `false`");
                None
            }
        }
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'static str) -> Option<i64> {
        match self.take(key)? {
            Value::Number(n) if n.is_i64() => n.as_i64(),
            Value::Null => None,
            _ => {
                self.wrong_type(key, "a whole number");
                None
            }
        }
    }

    /// A list of texts; a single text is a list of one.
    pub fn texts(&mut self, key: &'static str) -> Vec<String> {
        let list = match self.take(key) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Sequence(list)) => list,
            Some(Value::String(text)) if text.contains(',') => {
                let parts: Vec<&str> = text.split(',').map(str::trim).collect();
                let fault = WRONG_TYPE
                    .at(self.at(key), format!("`{key}` must be a list of texts"))
                    .help(format!("write `{key}: [{}]`", parts.join(", ")));
                self.out.push(fault);
                return parts.into_iter().map(str::to_owned).collect();
            }
            Some(single @ Value::String(_)) => vec![single],
            Some(_) => {
                self.wrong_type(key, "a list of texts");
                return Vec::new();
            }
        };
        let mut texts = Vec::with_capacity(list.len());
        for (index, value) in list.into_iter().enumerate() {
            match value {
                Value::String(text) => texts.push(text),
                _ => {
                    let at = self.at_steps(&[Step::Key(key.into()), Step::Item(index)]);
                    self.out.push(WRONG_TYPE.at(at, format!("`{key}` is a list of texts")));
                }
            }
        }
        texts
    }

    /// A mapping inside this one.
    pub fn section<T>(
        &mut self,
        key: &'static str,
        take: impl FnOnce(&mut Fields<'_>) -> T,
    ) -> Option<T> {
        match self.take(key)? {
            Value::Mapping(map) => Some(self.nested(vec![Step::Key(key.into())], map, take)),
            Value::Null => None,
            _ => {
                self.wrong_type(key, "fields of its own");
                None
            }
        }
    }

    /// A list of mappings: `changes: [{date: …}, …]`.
    pub fn sections<T>(
        &mut self,
        key: &'static str,
        mut take: impl FnMut(&mut Fields<'_>) -> T,
    ) -> Vec<T> {
        let list = match self.take(key) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Sequence(list)) => list,
            Some(_) => {
                self.wrong_type(key, "a list, each entry with fields of its own");
                return Vec::new();
            }
        };
        self.entries(&[Step::Key(key.into())], list, &mut take)
    }

    /// The mappings of a list that stands at some steps from here.
    fn entries<T>(
        &mut self,
        list_at: &[Step],
        list: Vec<Value>,
        take: &mut impl FnMut(&mut Fields<'_>) -> T,
    ) -> Vec<T> {
        let mut entries = Vec::with_capacity(list.len());
        for (index, value) in list.into_iter().enumerate() {
            let steps: Vec<Step> = list_at.iter().cloned().chain([Step::Item(index)]).collect();
            match value {
                Value::Mapping(map) => entries.push(self.nested(steps, map, &mut *take)),
                _ => {
                    let at = self.at_steps(&steps);
                    let of = match list_at.last() {
                        Some(Step::Key(key)) => format!("of `{key}` "),
                        _ => String::new(),
                    };
                    let message = format!("an entry {of}needs fields of its own");
                    self.out.push(WRONG_TYPE.at(at, message));
                }
            }
        }
        entries
    }

    /// A list whose entries are a text or a mapping (`languages: [it, {tag: de, stage: …}]`): a
    /// text is read as a mapping with that text in the field `short`.
    pub fn sections_or_texts<T>(
        &mut self,
        key: &'static str,
        short: &'static str,
        take: impl FnMut(&mut Fields<'_>) -> T,
    ) -> Vec<T> {
        let at = self.position(key);
        if let Some((_, Value::Sequence(list))) = at.map(|at| &mut self.left[at]) {
            for entry in list {
                if let Value::String(text) = entry {
                    let mut map = Mapping::new();
                    map.insert(short.into(), Value::String(std::mem::take(text)));
                    *entry = Value::Mapping(map);
                }
            }
        }
        self.sections(key, take)
    }

    /// A text that is one of the `known` names, as what it stands for.
    pub fn one_of<T>(&mut self, key: &'static str, known: &[(&str, T)]) -> Option<T>
    where
        T: Clone,
    {
        let text = self.text(key)?;
        if let Some((_, value)) = known.iter().find(|(name, _)| *name == text) {
            return Some(value.clone());
        }
        let names: Vec<String> = known.iter().map(|(name, _)| format!("`{name}`")).collect();
        let fault = BAD_VALUE
            .at(self.at(key), format!("`{text}` is not a `{key}`"))
            .help(format!("known: {}", names.join(", ")))
            .maybe_help(did_you_mean(&text, known.iter().map(|(name, _)| *name)));
        self.out.push(fault);
        None
    }

    /// Whether the field is there at all, taken already or not.
    pub fn has(&self, key: &str) -> bool {
        self.given.contains(&key) || self.position(key).is_some()
    }

    /// Where a field's value stands.
    pub fn at(&self, key: &str) -> Location {
        self.at_steps(&[Step::Key(key.to_owned())])
    }

    /// The byte of the source at which a field's value begins.
    pub fn start(&self, key: &str) -> usize {
        let path: Vec<Step> = self.path.iter().cloned().chain([Step::Key(key.into())]).collect();
        place::find_in(self.text.yaml, &path).start + self.text.offset
    }

    /// Where one entry of a list stands.
    pub fn at_item(&self, key: &str, index: usize) -> Location {
        self.at_steps(&[Step::Key(key.to_owned()), Step::Item(index)])
    }

    /// Says what else is wrong with the fields.
    pub fn report(&mut self, diagnostic: crate::diagnostics::Diagnostic) {
        self.out.push(diagnostic);
    }

    /// Reports that a required field is missing.
    pub fn missing(&mut self, key: &str) {
        let fault = MISSING_FIELD
            .at(self.at_steps(&[]), format!("the field `{key}` is missing"))
            .help(format!("add a line `{key}: …`"));
        self.out.push(fault);
    }

    fn take(&mut self, key: &'static str) -> Option<Value> {
        self.asked.push(key);
        let (_, value) = self.left.remove(self.position(key)?);
        self.given.push(key);
        Some(value)
    }

    fn peek(&self, key: &str) -> Option<&Value> {
        self.position(key).map(|at| &self.left[at].1)
    }

    fn position(&self, key: &str) -> Option<usize> {
        self.left.iter().position(|(name, _)| matches!(name, Value::String(name) if name == key))
    }

    fn wrong_type(&mut self, key: &str, expected: &str) {
        let fault = WRONG_TYPE.at(self.at(key), format!("`{key}` must be {expected}"));
        self.out.push(fault);
    }

    fn at_steps(&self, steps: &[Step]) -> Location {
        let path: Vec<Step> = self.path.iter().chain(steps).cloned().collect();
        self.text.location(&path)
    }

    /// Where a field's name stands.
    fn at_name(&self, key: &str) -> Location {
        let own = Step::Key(key.to_owned());
        let path: Vec<Step> = self.path.iter().cloned().chain([own]).collect();
        let range = place::find_name_in(self.text.yaml, &path);
        let offset = self.text.offset;
        Location::bytes(self.text.source, range.start + offset..range.end + offset)
    }

    /// The value as its author typed it.
    fn written(&self, key: &str) -> String {
        let path: Vec<Step> =
            self.path.iter().cloned().chain([Step::Key(key.to_owned())]).collect();
        self.text.yaml[place::find_in(self.text.yaml, &path)].to_owned()
    }

    fn nested<T>(
        &mut self,
        steps: Vec<Step>,
        map: Mapping,
        take: impl FnOnce(&mut Fields<'_>) -> T,
    ) -> T {
        let path = self.path.iter().cloned().chain(steps).collect();
        let mut fields = Fields::at_path(self.text, map, path, &mut *self.out);
        let value = take(&mut fields);
        fields.finish();
        value
    }

    fn finish(mut self) {
        let left = std::mem::take(&mut self.left);
        for (key, _) in left {
            let name = key.as_str().map_or_else(|| format!("{key:?}"), str::to_owned);
            let at = self.at_name(&name);
            let known = self.asked.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
            self.out.push(
                UNKNOWN_FIELD
                    .at(at, format!("unknown field `{name}`"))
                    .help(format!("known here: {known}"))
                    .maybe_help(did_you_mean(&name, self.asked.iter().copied())),
            );
        }
    }
}
