//! Messages and terms that others refer to, and functions that they call, must be there.

use std::ops::Range;

use super::parts::parts;
use crate::diagnostics::Diagnostics;
use crate::messages::catalogue::Entry;
use crate::messages::functions::FUNCTIONS;
use crate::messages::translator::Translator;

/// What a message refers to in vain, said as its resolution would say it.
pub(super) fn check(words: &Translator, id: &str, entry: &Entry, out: &mut Diagnostics) {
    for (attribute, reason, _) in faults(words, entry) {
        let id = attribute.map_or_else(|| id.to_owned(), |name| format!("{id}.{name}"));
        out.push(words.failed(&id, entry, reason).diagnostic());
    }
}

/// Where an entry has what made its resolution fail, as far as that can be told from the entry
/// alone; else where its id is.
pub(in crate::messages) fn place(words: &Translator, entry: &Entry, reason: &str) -> Range<usize> {
    let found = faults(words, entry).into_iter().find(|(_, told, _)| told == reason);
    found.map_or(entry.range.clone(), |(_, _, range)| range)
}

type Fault<'e> = (Option<&'e str>, String, Range<usize>);

fn faults<'e>(words: &Translator, entry: &'e Entry) -> Vec<Fault<'e>> {
    let mut faults = Vec::new();
    for parts in parts(entry) {
        for reference in &parts.references {
            let Err(reason) = words.pattern(&reference.id, reference.attribute) else { continue };
            faults.push((parts.attribute, reason, entry.place_of(&reference.id)));
        }
        for name in parts.functions.iter().filter(|name| !FUNCTIONS.contains(*name)) {
            let reason = crate::messages::functions::no_function(name);
            faults.push((parts.attribute, reason, entry.place_of(name)));
        }
    }
    faults
}
