//! What templates ask of messages, as whoever reads templates tells it.

use std::collections::BTreeSet;

use crate::diagnostics::Location;

/// A template's call of a message by its literal name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The message's id.
    pub key: String,
    /// The names of the values that the call gives, in their order.
    pub arguments: Vec<String>,
    /// Where the call stands.
    pub location: Location,
}

/// Everything that the templates of a theme ask for.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// The theme's name. What it inherits may be there for others.
    pub theme: String,
    /// Calls by a literal name.
    pub calls: Vec<Call>,
    /// Every string in the templates: a name that is put together or handed on is among them, or
    /// starts with one that ends in a hyphen.
    pub words: BTreeSet<String>,
    /// Whether a message's name comes from somewhere else than the templates.
    pub unknown: bool,
}

impl Uses {
    /// Whether a template names a message, or may name it.
    pub(super) fn name(&self, id: &str) -> bool {
        let begun = |(at, _): (usize, char)| self.words.contains(&id[..=at]);
        self.words.contains(id) || id.char_indices().filter(|(_, c)| *c == '-').any(begun)
    }
}
