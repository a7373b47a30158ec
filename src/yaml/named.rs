//! Mappings whose names the author chooses: files, languages, codes.

use serde_yaml::{Mapping, Value};

use super::Fields;
use crate::diagnostics::{Step, WRONG_TYPE};

impl Fields<'_> {
    /// A mapping with names chosen by the author, each to a mapping: `attachments: {file: {…}}`.
    pub fn named_sections<T>(
        &mut self,
        key: &'static str,
        mut take: impl FnMut(&str, &mut Fields<'_>) -> T,
    ) -> Vec<(String, T)> {
        let mut sections = Vec::new();
        for (name, value) in self.named(key, "names with fields of their own") {
            let steps = vec![Step::Key(key.into()), Step::Key(name.clone())];
            let inner = match value {
                Value::Mapping(inner) => inner,
                Value::Null => Mapping::new(),
                _ => {
                    let at = self.at_steps(&steps);
                    self.out.push(WRONG_TYPE.at(at, format!("`{name}` needs fields of its own")));
                    continue;
                }
            };
            let taken = self.nested(steps, inner, |fields| take(&name, fields));
            sections.push((name, taken));
        }
        sections
    }

    /// A mapping with names chosen by the author, each to a text: `definition: {it: …, en: …}`.
    pub fn named_texts(&mut self, key: &'static str) -> Vec<(String, String)> {
        let expected = "names, each with a text";
        let mut texts = Vec::new();
        for (name, value) in self.named(key, expected) {
            match value {
                Value::String(text) if !text.trim().is_empty() => {
                    texts.push((name, text.trim().to_owned()));
                }
                _ => {
                    let at = self.at_steps(&[Step::Key(key.into()), Step::Key(name.clone())]);
                    self.out.push(WRONG_TYPE.at(at, format!("`{name}` must be a text")));
                }
            }
        }
        texts
    }

    /// A mapping with names chosen by the author, each to a list of mappings:
    /// `terms: {it: [{term: …}, …]}`.
    pub fn named_lists<T>(
        &mut self,
        key: &'static str,
        mut take: impl FnMut(&mut Fields<'_>) -> T,
    ) -> Vec<(String, Vec<T>)> {
        let mut lists = Vec::new();
        for (name, value) in self.named(key, "names, each with a list") {
            let steps = [Step::Key(key.into()), Step::Key(name.clone())];
            match value {
                Value::Sequence(list) => {
                    let taken = self.entries(&steps, list, &mut take);
                    lists.push((name, taken));
                }
                _ => {
                    let at = self.at_steps(&steps);
                    self.out.push(WRONG_TYPE.at(at, format!("`{name}` must be a list")));
                }
            }
        }
        lists
    }

    /// A mapping with names chosen by the author, each to a list of texts: `words: {it: [a, b]}`.
    pub fn named_texts_lists(&mut self, key: &'static str) -> Vec<(String, Vec<String>)> {
        let mut lists = Vec::new();
        for (name, value) in self.named(key, "names, each with a list of texts") {
            let text = |value: Value| match value {
                Value::String(text) => Some(text.trim().to_owned()),
                _ => None,
            };
            let texts = match value {
                Value::Sequence(list) => list.into_iter().map(text).collect(),
                _ => None,
            };
            match texts {
                Some(texts) => lists.push((name, texts)),
                None => {
                    let at = self.at_named(key, &name);
                    self.out.push(WRONG_TYPE.at(at, format!("`{name}` must be a list of texts")));
                }
            }
        }
        lists
    }

    /// Where the value of a name that the author chose stands.
    pub fn at_named(&self, key: &str, name: &str) -> crate::diagnostics::Location {
        self.at_steps(&[Step::Key(key.to_owned()), Step::Key(name.to_owned())])
    }

    /// The names and values of a mapping.
    fn named(&mut self, key: &'static str, expected: &str) -> Vec<(String, Value)> {
        let map = match self.take(key) {
            None | Some(Value::Null) => Mapping::new(),
            Some(Value::Mapping(map)) => map,
            Some(_) => {
                self.wrong_type(key, expected);
                Mapping::new()
            }
        };
        let mut named = Vec::with_capacity(map.len());
        for (name, value) in map {
            match name {
                Value::String(name) => named.push((name, value)),
                _ => self.wrong_type(key, expected),
            }
        }
        named
    }
}
