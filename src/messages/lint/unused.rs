//! Messages and terms of the site and its theme that nothing asks for.

use std::collections::BTreeSet;

use super::{Lint, OPTIONAL, REQUIRED, Stage, program_ids, references_of};
use crate::diagnostics::{Diagnostic, Diagnostics, MESSAGE_UNUSED, did_you_mean};
use crate::messages::catalogue::Entry;
use crate::messages::translator::Translator;

/// Reports them, each in every language that has it.
pub(super) fn check(lint: &Lint<'_>, out: &mut Diagnostics) {
    for (position, words) in lint.all().enumerate() {
        let terms = terms(lint, position);
        let meant = Meant::new(lint, words);
        for (id, entry) in words.own().entries().filter(|(_, entry)| lint.is_own(entry)) {
            let idle = match id.starts_with('-') {
                true => !terms.contains(id),
                false => !lint.uses.unknown && !lint.is_asked(id),
            };
            if idle {
                out.push(meant.unused(id, entry));
            }
        }
    }
}

/// What the messages of a language refer to, and of those that fall back to it.
fn terms(lint: &Lint<'_>, position: usize) -> BTreeSet<String> {
    let counts = |(at, (_, stage)): &(usize, &(&Translator, Stage))| {
        *at == position || (position == 0 && *stage != Stage::Full)
    };
    let languages = lint.languages.iter().enumerate().filter(counts);
    languages.flat_map(|(_, (words, _))| references_of(words)).collect()
}

/// What may be meant by a name that nothing asks for.
struct Meant<'m> {
    /// What is asked of the language that it has not.
    missing: BTreeSet<&'m str>,
    /// What it has, and a text of the same name would stand in for.
    present: BTreeSet<&'m str>,
}

impl<'m> Meant<'m> {
    fn new(lint: &Lint<'m>, words: &'m Translator) -> Self {
        let called = lint.uses.calls.iter().map(|call| call.key.as_str());
        let known = REQUIRED.iter().chain(OPTIONAL).copied().chain(called);
        let all = lint.all().flat_map(|words| words.own().messages()).map(|message| message.id);
        let program = program_ids().iter().map(String::as_str);
        let asked = known.chain(program).chain(all.filter(|id| lint.is_asked_in_all(id)));
        let (present, missing) = asked.partition(|id| words.own().get(id).is_some());
        Self { missing, present }
    }

    fn unused(&self, id: &str, entry: &Entry) -> Diagnostic {
        let message = format!("nothing asks for `{id}`");
        let fault = MESSAGE_UNUSED.at(entry.location(), message).help("remove it");
        if id.starts_with('-') {
            return fault;
        }
        let hint = did_you_mean(id, self.missing.iter().copied());
        let hint = hint.or_else(|| did_you_mean(id, self.present.iter().copied()));
        fault.maybe_help(hint.map(|hint| format!("{hint} or remove it")))
    }
}
