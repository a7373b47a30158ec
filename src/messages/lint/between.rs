//! What the languages of a site have in common: the same messages, and in each the same variables,
//! attributes and elements of HTML.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::parts::{Parts, parts};
use super::{Layer, Lint, REQUIRED, is_label, variables};
use crate::diagnostics::{
    Code, Diagnostic, Diagnostics, Location, MESSAGE_ATTRIBUTES, MESSAGE_MARKUP, MESSAGE_UNEVEN,
    MESSAGE_VARIABLES, did_you_mean,
};
use crate::messages::catalogue::Entry;
use crate::messages::translator::Translator;

/// One message in one language.
#[derive(Clone, Copy)]
struct Said<'m> {
    words: &'m Translator,
    entry: &'m Entry,
}

/// Holds every message of one language against the same message of the others.
pub(super) fn check(lint: &Lint<'_>, out: &mut Diagnostics) {
    let mut messages: BTreeMap<&str, Vec<Said<'_>>> = BTreeMap::new();
    for words in lint.all() {
        for (id, entry) in words.own().entries().filter(|(id, _)| !id.starts_with('-')) {
            messages.entry(id).or_default().push(Said { words, entry });
        }
    }
    for (id, said) in messages {
        if said.iter().all(|one| one.entry.layer == Layer::Program) {
            continue;
        }
        uneven(lint, id, &said, out);
        for other in &said[1..] {
            // What is told is told of the later layer: there it can be mended.
            let inherited = said[0].entry.layer > other.entry.layer;
            let (first, other) = if inherited { (*other, said[0]) } else { (said[0], *other) };
            Pair { id, first, other }.check(out);
        }
        // Where one language has the program's own text, the others were just held against it.
        if said.iter().all(|one| one.entry.layer > Layer::Program) {
            said.iter().for_each(|one| beyond_program(lint, id, *one, &said, out));
        }
    }
}

/// A message that one full language has and another lacks. What a template or the program is sure
/// to ask for is an error elsewhere, and what nobody asks for is another fault.
fn uneven(lint: &Lint<'_>, id: &str, said: &[Said<'_>], out: &mut Diagnostics) {
    let sure = REQUIRED.contains(&id) || lint.uses.calls.iter().any(|call| call.key == id);
    let has = |words: &Translator| said.iter().find(|one| one.words.lang() == words.lang());
    let Some(one) = lint.full().find_map(has) else { return };
    if sure || one.entry.layer == Layer::Program || !lint.is_asked_in_all(id) {
        return;
    }
    for lacking in lint.full().filter(|words| has(words).is_none()) {
        let (lang, other) = (lacking.lang(), one.words.lang());
        let hint = lint.meant(lacking, id);
        out.push(
            MESSAGE_UNEVEN
                .at(one.entry.location(), format!("`{id}` is in `{other}` and not in `{lang}`"))
                .help(format!("add `{id} = …` to a file of i18n/{lang}/"))
                .maybe_help(hint.map(|hint| format!("in `{lang}`: {hint}"))),
        );
    }
}

/// The program gives its messages what its own texts use, and nothing to a label; another text for
/// one can use no more, unless it is templates that ask for it.
fn beyond_program(
    lint: &Lint<'_>,
    id: &str,
    one: Said<'_>,
    all: &[Said<'_>],
    out: &mut Diagnostics,
) {
    let layers = all.iter().flat_map(|said| said.entry.layers());
    let mut program = layers.filter(|entry| entry.layer == Layer::Program).peekable();
    let by_program = program.peek().is_some() || is_label(id);
    if !by_program || lint.uses.name(id) {
        return;
    }
    let given: BTreeSet<&str> = program.flat_map(parts).flat_map(|parts| parts.variables).collect();
    for name in variables(one.words, id, None).difference(&given) {
        let range = one.entry.place_of(&format!("${name}"));
        let message = format!("`{id}` uses `${name}`, which the program does not give it");
        let hint = did_you_mean(name, given.iter().copied());
        out.push(at(&MESSAGE_VARIABLES, one, range, message).maybe_help(hint));
    }
}

fn at(code: &'static Code, one: Said<'_>, range: Range<usize>, message: String) -> Diagnostic {
    code.at(Location::bytes(&one.entry.source, range), message)
}

/// A message in one language, and in another of which differences are told.
struct Pair<'m> {
    id: &'m str,
    first: Said<'m>,
    other: Said<'m>,
}

impl Pair<'_> {
    fn check(&self, out: &mut Diagnostics) {
        let (first, other) = (parts(self.first.entry), parts(self.other.entry));
        for ours in &other {
            match first.iter().find(|theirs| theirs.attribute == ours.attribute) {
                Some(theirs) => self.pattern(theirs, ours, out),
                None => out.extend(ours.attribute.map(|name| self.more_attributes(name))),
            }
        }
        for theirs in &first {
            if !other.iter().any(|ours| ours.attribute == theirs.attribute) {
                out.extend(theirs.attribute.map(|name| self.fewer_attributes(name)));
            }
        }
    }

    /// Variables and elements of a value, or of one attribute.
    fn pattern(&self, theirs: &Parts<'_>, ours: &Parts<'_>, out: &mut Diagnostics) {
        let used = |one: Said<'_>| -> BTreeSet<String> {
            let names = variables(one.words, self.id, ours.attribute);
            names.into_iter().map(|name| format!("${name}")).collect()
        };
        let (first, other) = (used(self.first), used(self.other));
        self.differ(&MESSAGE_VARIABLES, "uses", &first, &other, ours.attribute, out);
        let opened = |parts: &Parts<'_>| parts.tags.iter().map(|tag| format!("<{tag}>")).collect();
        let (first, other) = (opened(theirs), opened(ours));
        self.differ(&MESSAGE_MARKUP, "has", &first, &other, ours.attribute, out);
    }

    fn differ(
        &self,
        code: &'static Code,
        verb: &str,
        first: &BTreeSet<String>,
        other: &BTreeSet<String>,
        attribute: Option<&str>,
        out: &mut Diagnostics,
    ) {
        let attribute = attribute.map(|name| format!(".{name}")).unwrap_or_default();
        let name = format!("{}{attribute}", self.id);
        let (there, here) = (self.first.words.lang(), self.other.words.lang());
        let entry = self.other.entry;
        for more in other.difference(first) {
            let hint = did_you_mean(more, first.difference(other).map(String::as_str));
            let message = format!("`{name}` {verb} `{more}` in `{here}` and not in `{there}`");
            let range = entry.place_of(more.trim_end_matches('>'));
            out.push(at(code, self.other, range, message).maybe_help(hint));
        }
        for less in first.difference(other) {
            let message = format!("`{name}` {verb} `{less}` in `{there}` and not in `{here}`");
            out.push(at(code, self.other, entry.range.clone(), message));
        }
    }

    fn more_attributes(&self, name: &str) -> Diagnostic {
        let (there, here) = (self.first.words.lang(), self.other.words.lang());
        let message = format!("`{}` has `.{name}` in `{here}` and not in `{there}`", self.id);
        let range = self.other.entry.place_of(&format!(".{name}"));
        let hint = did_you_mean(name, self.first.entry.attributes.iter().map(|(n, _)| &**n));
        at(&MESSAGE_ATTRIBUTES, self.other, range, message).maybe_help(hint)
    }

    fn fewer_attributes(&self, name: &str) -> Diagnostic {
        let (there, here) = (self.first.words.lang(), self.other.words.lang());
        let message = format!("`{}` has `.{name}` in `{there}` and not in `{here}`", self.id);
        at(&MESSAGE_ATTRIBUTES, self.other, self.other.entry.range.clone(), message)
    }
}
