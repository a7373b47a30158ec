//! The entries of one language, merged from all layers.
//!
//! [`Catalogue::load`] is the entry: it parses the texts handed in, lets the later layer win, and
//! reports an id that one layer defines twice. A catalogue never looks into another language.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use fluent_syntax::ast::Pattern;

use super::MessageInfo;
use super::formats::Formats;
use super::syntax;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, MESSAGE_DUPLICATE};
use crate::identity::{Lang, SourceId};

/// One Fluent text handed in.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Who speaks.
    pub layer: Layer,
    /// In which language.
    pub lang: Lang,
    /// The file that holds the text.
    pub source: SourceId,
    /// The text itself.
    pub text: String,
}

/// Who defines a message. The later of two layers wins, with all its attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// The program itself.
    Program,
    /// The site's theme.
    Theme,
    /// The site.
    Site,
}

impl Layer {
    /// The layer as it is named in a message to the author.
    fn owner(self) -> &'static str {
        match self {
            Layer::Program => "the program's",
            Layer::Theme => "the theme's",
            Layer::Site => "the site's",
        }
    }
}

/// A message or a term, and where it was defined.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) layer: Layer,
    pub(super) source: SourceId,
    /// The bytes of its id.
    pub(super) range: Range<usize>,
    /// The line of its id, from 1.
    pub(super) line: usize,
    /// The entry as it is written, from its id on: Fluent's trees know no places.
    pub(super) text: String,
    /// What an earlier layer says in its stead.
    pub(super) shadowed: Option<Box<Entry>>,
    pub(super) value: Option<Pattern<String>>,
    pub(super) attributes: Vec<(String, Pattern<String>)>,
}

impl Entry {
    /// The text of one attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&Pattern<String>> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, pattern)| pattern)
    }

    /// The entries of all layers that say something here, the one that counts first.
    pub(super) fn layers(&self) -> impl Iterator<Item = &Entry> {
        std::iter::successors(Some(self), |entry| entry.shadowed.as_deref())
    }

    /// Its value, and its attributes with their names.
    pub(super) fn patterns(&self) -> impl Iterator<Item = (Option<&str>, &Pattern<String>)> {
        let attributes = self.attributes.iter().map(|(name, pattern)| (Some(&**name), pattern));
        self.value.iter().map(|value| (None, value)).chain(attributes)
    }

    /// Where its id stands.
    pub(super) fn location(&self) -> Location {
        Location::bytes(&self.source, self.range.clone())
    }

    /// Some bytes of its text as bytes of its file.
    pub(super) fn part(&self, part: Range<usize>) -> Range<usize> {
        self.range.start + part.start..self.range.start + part.end
    }

    /// Where a name (`$count`, `-agency`, `.slug`) first stands in it; else where its id does.
    pub(super) fn place_of(&self, name: &str) -> Range<usize> {
        let named = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let found = self.text.match_indices(name).map(|(at, _)| at..at + name.len()).find(|r| {
            let before = self.text[..r.start].chars().next_back();
            let after = self.text[r.end..].chars().next();
            let begins = name.starts_with(['$', '<']) || !before.is_some_and(named);
            r.start > 0 && begins && !after.is_some_and(named)
        });
        found.map_or(self.range.clone(), |range| self.part(range))
    }
}

/// All entries of one language, and its formats. A term's key starts with `-`.
#[derive(Debug)]
pub(super) struct Catalogue {
    pub(super) lang: Lang,
    pub(super) formats: Formats,
    entries: HashMap<String, Entry>,
}

impl Catalogue {
    /// Merges the texts of one language.
    pub(super) fn load(lang: &Lang, mut resources: Vec<Resource>, out: &mut Diagnostics) -> Self {
        resources.sort_by(|a, b| (a.layer, &a.source).cmp(&(b.layer, &b.source)));
        let mut entries: HashMap<String, Entry> = HashMap::new();
        for resource in resources {
            for (id, entry) in syntax::entries(&resource, out) {
                match entries.get(&id) {
                    Some(first) if first.layer == entry.layer => {
                        out.push(duplicate(lang, &id, first, &entry));
                    }
                    _ => {
                        let shadowed = entries.remove(&id).map(Box::new);
                        entries.insert(id, Entry { shadowed, ..entry });
                    }
                }
            }
        }
        Self { lang: lang.clone(), formats: Formats::new(lang), entries }
    }

    /// A message by its id, or a term by its id with a hyphen before it.
    pub(super) fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// Every entry, by id.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        let sorted: BTreeMap<&str, &Entry> =
            self.entries.iter().map(|(id, entry)| (id.as_str(), entry)).collect();
        sorted.into_iter()
    }

    /// A catalogue of the entries of others, the first of each id, each changed on its way.
    pub(super) fn made_from<'c>(
        catalogues: impl Iterator<Item = &'c Catalogue>,
        lang: Lang,
        formats: Formats,
        change: impl Fn(&str, &Entry) -> Entry,
    ) -> Self {
        let mut entries = HashMap::new();
        for (id, entry) in catalogues.flat_map(Catalogue::entries) {
            entries.entry(id.to_owned()).or_insert_with(|| change(id, entry));
        }
        Self { lang, formats, entries }
    }

    /// Every message, by id.
    pub(super) fn messages(&self) -> impl Iterator<Item = MessageInfo<'_>> {
        let messages = self.entries().filter(|(id, _)| !id.starts_with('-'));
        messages.map(|(id, entry)| MessageInfo {
            id,
            attributes: entry.attributes.iter().map(|(name, _)| name.as_str()).collect(),
            layer: entry.layer,
            location: entry.location(),
        })
    }
}

fn duplicate(lang: &Lang, id: &str, first: &Entry, second: &Entry) -> Diagnostic {
    let (owner, source, line) = (second.layer.owner(), &first.source, first.line);
    MESSAGE_DUPLICATE
        .at(
            Location::bytes(&second.source, second.range.clone()),
            format!("`{id}` is defined twice in {owner} texts for `{lang}`"),
        )
        .help(format!("remove one of the two; the other is in {source}, line {line}"))
}
