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
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) layer: Layer,
    pub(super) source: SourceId,
    /// The bytes of its id.
    pub(super) range: Range<usize>,
    /// The line of its id, from 1.
    pub(super) line: usize,
    pub(super) value: Option<Pattern<String>>,
    pub(super) attributes: Vec<(String, Pattern<String>)>,
}

impl Entry {
    /// The text of one attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&Pattern<String>> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, pattern)| pattern)
    }
}

/// All entries of one language, and its formats. A term's key starts with `-`.
#[derive(Debug)]
pub(super) struct Catalogue {
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
                        entries.insert(id, entry);
                    }
                }
            }
        }
        Self { formats: Formats::new(lang), entries }
    }

    /// A message by its id, or a term by its id with a hyphen before it.
    pub(super) fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// Every message, by id.
    pub(super) fn messages(&self) -> impl Iterator<Item = MessageInfo<'_>> {
        let sorted: BTreeMap<&String, &Entry> =
            self.entries.iter().filter(|(id, _)| !id.starts_with('-')).collect();
        sorted.into_iter().map(|(id, entry)| MessageInfo {
            id,
            attributes: entry.attributes.iter().map(|(name, _)| name.as_str()).collect(),
            layer: entry.layer,
            location: Location::bytes(&entry.source, entry.range.clone()),
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
