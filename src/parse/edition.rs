//! One edition: front matter, body, and the blocks that translations are compared by.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::blocks::{Composition, Gatherer};
use super::highlight::Highlighter;
use super::markdown::Markdown;
use super::text::digest;
use super::{Body, BodyBudget, Document, Folder, Marks, Outline, publications, take};
use crate::config::Config;
use crate::diagnostics::{BAD_VALUE, Diagnostic, Diagnostics, FRONT_MATTER_MISSING, Location};
use crate::identity::{Lang, PublicationId, SourceId};
use crate::publication::read_edition;
use crate::sources::Sources;
use crate::yaml::Text;

/// The editions of one publication.
#[derive(Default)]
pub(super) struct Editions {
    /// Every edition; `None` for one whose file has errors.
    pub(super) documents: BTreeMap<Lang, Option<Box<Document>>>,
    /// The files of those without.
    pub(super) texts: BTreeMap<Lang, String>,
    /// The blocks of those that are not withdrawn, where they are wanted.
    pub(super) blocks: BTreeMap<Lang, Composition>,
}

/// How the editions of one publication are read.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) sources: &'a Sources,
    pub(super) config: &'a Config,
    pub(super) folder: &'a Folder,
    pub(super) budget: &'a BodyBudget,
    /// Of which languages blocks are wanted.
    pub(super) blocks: &'a (dyn Fn(&Lang) -> bool + Sync),
}

impl Reading<'_> {
    /// Reads all of them.
    pub(super) fn editions(&self, out: &mut Diagnostics) -> Editions {
        let mut editions = Editions::default();
        let mut highlighter = Highlighter::default();
        for (lang, source) in publications::editions(self.folder, self.config, out) {
            let lang = shared(lang, self.config);
            let Some(text) = take(self.sources.read_text(&source), out) else {
                editions.documents.insert(lang, None);
                continue;
            };
            let read = self.edition(&source, &lang, &text, &mut highlighter, out);
            let (document, blocks) = read.unzip();
            if document.is_some() {
                editions.texts.insert(lang.clone(), text);
            }
            editions.blocks.extend(blocks.flatten().map(|blocks| (lang.clone(), blocks)));
            editions.documents.insert(lang, document);
        }
        editions
    }

    /// Reads one. `None` when it has no title; other errors do not keep its links from being
    /// checked.
    fn edition(
        &self,
        source: &SourceId,
        lang: &Lang,
        text: &str,
        highlighter: &mut Highlighter,
        out: &mut Diagnostics,
    ) -> Option<(Box<Document>, Option<Composition>)> {
        if text.len() > u32::MAX as usize {
            out.push(BAD_VALUE.at(Location::whole(source), "a text is at most 4 GiB"));
            return None;
        }
        let Some((yaml, offset, body_at)) = front_matter(text) else {
            out.push(no_front_matter(source, text));
            return None;
        };
        let facts = read_edition(Text { source, yaml, offset }, &self.config.time_zone, out);
        let compared = facts.as_ref().filter(|facts| facts.withdrawn.is_none());
        let compared = compared.filter(|_| (self.blocks)(lang));
        let mut blocks = compared.map(|facts| Gatherer::new(source, facts, body_at));
        let (publication, marks) = (&self.folder.id, &Marks::new());
        let markdown = Markdown { source, publication, text, body_at, marks };
        let (outline, body) = markdown.read(highlighter, blocks.as_mut(), out);
        let blocks = blocks.map(Gatherer::finish);
        let (source, facts, body) = (source.clone(), facts?, self.budget.keep(body));
        let text = digest(&facts, &text[body_at..]);
        let (facts, outline) = (Arc::new(facts), Arc::new(outline));
        Some((Box::new(Document { source, facts, outline, body, text }), blocks))
    }
}

/// A language as the configuration has it: one text for the whole site instead of one an edition.
pub(super) fn shared(lang: Lang, config: &Config) -> Lang {
    let known = config.languages.iter().map(|(known, _)| known).find(|known| **known == lang);
    known.cloned().unwrap_or(lang)
}

/// Makes the body of an edition again that was parsed before without keeping it, or without its
/// marks. `None` when the text is not the one whose outline that was.
pub fn parse_body(
    source: &SourceId,
    publication: &PublicationId,
    text: &str,
    outline: &Outline,
    marks: &Marks,
) -> Option<Body> {
    let (_, _, body_at) = front_matter(text)?;
    let (mut highlighter, mut out) = (Highlighter::default(), Diagnostics::new());
    let markdown = Markdown { source, publication, text, body_at, marks };
    let (again, body) = markdown.read(&mut highlighter, None, &mut out);
    (again == *outline).then_some(body)
}

/// The front matter's YAML, where it starts, and where the body starts.
pub(super) fn front_matter(text: &str) -> Option<(&str, usize, usize)> {
    let first = opening(text)?;
    let mut at = first.len();
    for line in text[first.len()..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((&text[first.len()..at], first.len(), at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The line that opens a front matter.
fn opening(text: &str) -> Option<&str> {
    text.split_inclusive('\n').next().filter(|line| line.trim_end() == "---")
}

pub(super) fn no_front_matter(source: &SourceId, text: &str) -> Diagnostic {
    if opening(text).is_some() {
        return FRONT_MATTER_MISSING
            .at(Location::bytes(source, 0..3), "the front matter begins here and is not closed")
            .help("add a line `---` after its last field");
    }
    FRONT_MATTER_MISSING
        .at(Location::bytes(source, 0..0), "the edition does not start with its front matter")
        .help("start the file with `---`, `title: \"…\"` and `---`, each on its own line")
}
