//! Faults of messages that no page need show: what one language has and another lacks, what nobody
//! asks for, what is given or chosen in vain.
//!
//! [`Messages::lint`] is the entry; it works on the parsed entries of all languages and on what the
//! templates ask for ([`Uses`]). Each file holds one question.

mod between;
mod calls;
mod choices;
mod gaps;
mod parts;
mod references;
#[cfg(test)]
mod tests;
mod unused;
mod uses;

pub(super) use gaps::is_on_demand;
pub(super) use references::place as place_of_fault;
pub use uses::{Call, Uses};

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::{Entry, Layer};
use super::program::program_ids;
use super::translator::Translator;
use super::{Messages, Stage};
use crate::diagnostics::{Diagnostics, Location, did_you_mean};
use crate::identity::Lang;

/// Messages that the program asks of a site, though it has no text of its own for them.
const REQUIRED: &[&str] = &["site-name", "site-publisher"];
/// The same, where a site need not have them.
const OPTIONAL: &[&str] = &["site-tagline", "site-intro"];
/// How many messages one may refer to, through others, before its variables are left alone.
const MOST_FOLLOWED: usize = 100;
/// Families of labels whose codes are the site's own.
const OPEN: &[&str] = &["topic-", "series-"];

impl Messages {
    /// Holds the messages of the site's languages against one another and against the templates.
    ///
    /// `home` says where the words belong that a language lacks.
    pub fn lint(
        &self,
        languages: &[(Lang, Stage)],
        uses: &Uses,
        home: &dyn Fn(&Lang) -> Location,
        out: &mut Diagnostics,
    ) {
        let lint = Lint::new(self, languages, uses);
        gaps::check(&lint, home, out);
        calls::check(&lint, out);
        between::check(&lint, out);
        unused::check(&lint, out);
        for words in lint.all() {
            let rules = choices::Rules::new(&words.own().formats);
            for (id, entry) in words.own().entries() {
                references::check(words, id, entry, out);
                choices::check(words.lang(), &rules, id, entry, out);
            }
        }
    }
}

/// What the questions are asked of.
struct Lint<'m> {
    /// The languages in the site's order, the default first.
    languages: Vec<(&'m Translator, Stage)>,
    uses: &'m Uses,
    /// What messages of any language refer to.
    referenced: BTreeSet<String>,
    /// By language, what nothing asks for: among these is what was meant by a name that is missing.
    idle: BTreeMap<&'m Lang, Vec<&'m str>>,
}

impl<'m> Lint<'m> {
    fn new(messages: &'m Messages, languages: &[(Lang, Stage)], uses: &'m Uses) -> Self {
        let spoken = languages.iter().filter(|(_, stage)| *stage != Stage::Pseudo);
        let languages: Vec<_> =
            spoken.map(|(lang, stage)| (messages.translator(lang), *stage)).collect();
        let referenced = languages.iter().flat_map(|(words, _)| references_of(words)).collect();
        let mut lint = Self { languages, uses, referenced, idle: BTreeMap::new() };
        let idle = lint.all().map(|words| {
            let messages = words.own().messages().map(|message| message.id);
            (words.lang(), messages.filter(|id| !lint.is_asked(id)).collect())
        });
        lint.idle = idle.collect();
        lint
    }

    /// "Did you mean …?" among what nothing asks for.
    fn meant(&self, words: &Translator, id: &str) -> Option<String> {
        did_you_mean(id, self.idle.get(words.lang())?.iter().copied())
    }

    fn all(&self) -> impl Iterator<Item = &'m Translator> + use<'m, '_> {
        self.languages.iter().map(|(words, _)| *words)
    }

    /// The languages that must have everything.
    fn full(&self) -> impl Iterator<Item = &'m Translator> {
        self.languages.iter().filter(|(_, stage)| *stage == Stage::Full).map(|(words, _)| *words)
    }

    /// Whether anything asks for a message.
    fn is_asked(&self, id: &str) -> bool {
        self.is_asked_in_all(id) || self.referenced.contains(id)
    }

    /// Whether a message is asked for whatever the language: by the program, a template or a
    /// label's family, and not only by other messages, of which each language has its own.
    fn is_asked_in_all(&self, id: &str) -> bool {
        program_ids().contains(id) || is_label(id) || self.uses.name(id)
    }

    /// Whether an entry is in the hands of the site's author, not inherited from elsewhere.
    fn is_own(&self, entry: &Entry) -> bool {
        let source = entry.source.as_str();
        let theme = source.strip_prefix("themes/").and_then(|path| path.split('/').next());
        entry.layer == Layer::Site || theme == Some(&self.uses.theme)
    }
}

/// Whether the program asks for a message by a name or a family that it knows, and gives it nothing.
fn is_label(id: &str) -> bool {
    REQUIRED.contains(&id)
        || OPTIONAL.contains(&id)
        || OPEN.iter().chain(gaps::ON_DEMAND).any(|family| id.starts_with(family))
}

/// The messages and terms that those of one language refer to.
fn references_of(words: &Translator) -> impl Iterator<Item = String> {
    let parts = words.own().entries().flat_map(|(_, entry)| parts::parts(entry));
    parts.flat_map(|parts| parts.references).map(|reference| reference.id)
}

/// The variables of a message, or of an attribute of it, with those of what it refers to. A term's
/// are not among them: it has its own.
fn variables<'m>(words: &'m Translator, id: &str, attribute: Option<&str>) -> BTreeSet<&'m str> {
    let mut found = BTreeSet::new();
    let mut ahead = vec![(id.to_owned(), attribute.map(str::to_owned))];
    let mut seen = BTreeSet::new();
    while let Some(next) = ahead.pop().filter(|_| seen.len() < MOST_FOLLOWED) {
        let (id, attribute) = &next;
        let entry = words.find(id).filter(|_| !id.starts_with('-') && !seen.contains(&next));
        let parts = entry.map(|(_, entry)| parts::parts(entry)).unwrap_or_default();
        for part in parts.into_iter().filter(|part| part.attribute == attribute.as_deref()) {
            let references = part.references.into_iter();
            ahead.extend(references.map(|r| (r.id, r.attribute.map(str::to_owned))));
            found.extend(part.variables);
        }
        seen.insert(next);
    }
    found
}
