//! What templates ask for is there, is given what it uses, and uses what it is given.

use std::collections::BTreeSet;

use super::uses::Call;
use super::{Lint, variables};
use crate::diagnostics::{
    ARGUMENT_UNUSED, Diagnostic, Diagnostics, MESSAGE_ARGUMENT, did_you_mean,
};
use crate::messages::MessageError;
use crate::messages::resolve::not_given;
use crate::messages::translator::Translator;

/// Checks every call, also on pages that no run renders.
pub(super) fn check(lint: &Lint<'_>, out: &mut Diagnostics) {
    for call in &lint.uses.calls {
        for words in lint.full().filter(|words| !words.has(&call.key)) {
            out.push(missing(lint, words, call));
        }
        let mut used = BTreeSet::new();
        for words in lint.all() {
            let uses = variables(words, &call.key, None);
            let lacking = uses.iter().filter(|name| !call.arguments.iter().any(|a| a == *name));
            out.extend(lacking.filter_map(|name| lacks(words, call, name)));
            used.extend(uses);
        }
        if lint.all().any(|words| words.has(&call.key)) {
            let idle = call.arguments.iter().filter(|name| !used.contains(name.as_str()));
            out.extend(idle.map(|name| unused(call, name, &used)));
        }
    }
}

/// A name that nobody else asks for may be the one that is meant.
fn missing(lint: &Lint<'_>, words: &Translator, call: &Call) -> Diagnostic {
    let hint = lint.meant(words, &call.key);
    let fault = MessageError::Missing { lang: words.lang().clone(), id: call.key.clone(), hint };
    Diagnostic { location: Some(call.location.clone()), ..fault.diagnostic() }
}

/// Said in the words of the resolution, which reports the same where a page shows it.
fn lacks(words: &Translator, call: &Call, name: &str) -> Option<Diagnostic> {
    let (_, entry) = words.find(&call.key)?;
    let reason = not_given(name, call.arguments.iter().map(String::as_str));
    let fault = words.failed(&call.key, entry, reason);
    let hint = did_you_mean(name, call.arguments.iter().map(String::as_str));
    Some(MESSAGE_ARGUMENT.at(call.location.clone(), fault.to_string()).maybe_help(hint))
}

fn unused(call: &Call, name: &str, used: &BTreeSet<&str>) -> Diagnostic {
    let message = format!("no language's `{}` uses `${name}`, which is given here", call.key);
    let hint = did_you_mean(name, used.iter().copied());
    ARGUMENT_UNUSED.at(call.location.clone(), message).maybe_help(hint)
}
