//! From files to documents: `publication.yaml` to facts, each `<lang>.md` to a [`Document`].
//!
//! [`parse`] reads every publication in parallel. A broken file still yields its id, so that links
//! to it are not reported as dangling, and all its errors. The only part that knows
//! pulldown-cmark; it knows nothing of other publications.

mod body;
mod components;
mod highlight;
mod links;
mod markdown;
mod publications;
mod raw_html;
mod sanitise;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::{BAD_VALUE, Diagnostic, Diagnostics, FRONT_MATTER_MISSING, Location};
use crate::identity::{Lang, PublicationId, SourceId};
use crate::publication::{EditionFacts, Facts, read_edition, read_facts};
use crate::sources::Sources;
use crate::yaml::Text;

use highlight::Highlighter;

pub use body::{Body, Fill, Hole, Word};
pub use components::{CalloutKind, Component, CountryOrder, Grouping};
pub use links::{Link, Target};
pub use markdown::Outline;
pub use publications::Folder;

/// A heading of a document, before it is known which id the original gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its text without markup.
    pub text: String,
    /// The id its author gave it.
    pub explicit_id: Option<String>,
    /// Where it stands.
    pub range: std::ops::Range<usize>,
}

/// A picture that a body shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file in the publication's folder.
    pub file: String,
    /// Its alternative text.
    pub alt: String,
    /// Where it is named.
    pub range: std::ops::Range<usize>,
}

/// One edition as its file has it.
#[derive(Debug)]
pub struct Document {
    /// The file.
    pub source: SourceId,
    /// Its front matter.
    pub facts: EditionFacts,
    /// What the body consists of and points to.
    pub outline: Outline,
    /// The body, unless the byte budget was used up.
    pub body: Option<Arc<Body>>,
}

/// One publication as its folder has it.
#[derive(Debug)]
pub struct ParsedPublication {
    /// Its id.
    pub id: PublicationId,
    /// Its facts; `None` when `publication.yaml` has errors.
    pub facts: Option<Facts>,
    /// Its editions; `None` for one whose file has errors. Boxed, because a map of two has room for
    /// eleven.
    pub editions: BTreeMap<Lang, Option<Box<Document>>>,
    /// The other files of its folder.
    pub files: Vec<String>,
    /// What is wrong with it; kept apart so that `select` can set aside what is not due.
    pub faults: Vec<Diagnostic>,
}

/// How many bytes of bodies are kept; the rest is made again when asked for.
#[derive(Debug)]
pub struct BodyBudget {
    left: AtomicUsize,
}

impl BodyBudget {
    /// Keeps up to so many bytes.
    pub fn bytes(bytes: usize) -> Self {
        Self { left: AtomicUsize::new(bytes) }
    }

    fn keep(&self, body: Body) -> Option<Arc<Body>> {
        let size = body.size();
        self.left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(size))
            .ok()
            .map(|_| Arc::new(body.exact()))
    }
}

/// Parses every publication of the site, sorted by id.
pub fn parse(
    sources: &Sources,
    config: &Config,
    budget: &BodyBudget,
    out: &mut Diagnostics,
) -> Vec<ParsedPublication> {
    publications::folders(sources, out)
        .par_iter()
        .map(|folder| parse_publication(sources, config, folder, budget))
        .collect()
}

/// Parses one publication's folder.
pub fn parse_publication(
    sources: &Sources,
    config: &Config,
    folder: &Folder,
    budget: &BodyBudget,
) -> ParsedPublication {
    let mut out = Diagnostics::new();
    let facts = folder.facts.as_ref().and_then(|source| {
        let yaml = take(sources.read_text(source), &mut out)?;
        let text = Text { source, yaml: &yaml, offset: 0 };
        read_facts(folder.kind, text, &config.time_zone, &mut out)
    });
    let mut highlighter = Highlighter::default();
    let mut editions = BTreeMap::new();
    for (lang, source) in publications::editions(folder, config, &mut out) {
        let document = take(sources.read_text(&source), &mut out).and_then(|text| {
            parse_edition(&source, folder, config, &text, budget, &mut highlighter, &mut out)
        });
        editions.insert(shared(lang, config), document.map(Box::new));
    }
    publications::check(folder, facts.as_ref(), &editions, &mut out);
    ParsedPublication {
        id: folder.id.clone(),
        facts,
        editions,
        files: folder.files.clone(),
        faults: out.into_iter().collect(),
    }
}

/// A language as the configuration has it: one text for the whole site instead of one an edition.
fn shared(lang: Lang, config: &Config) -> Lang {
    let known = config.languages.iter().map(|(known, _)| known).find(|known| **known == lang);
    known.cloned().unwrap_or(lang)
}

/// Parses one edition. `None` when it has no title; other errors do not keep its links from being
/// checked.
fn parse_edition(
    source: &SourceId,
    folder: &Folder,
    config: &Config,
    text: &str,
    budget: &BodyBudget,
    highlighter: &mut Highlighter,
    out: &mut Diagnostics,
) -> Option<Document> {
    if text.len() > u32::MAX as usize {
        out.push(BAD_VALUE.at(Location::whole(source), "a text is at most 4 GiB"));
        return None;
    }
    let Some((yaml, offset, body_at)) = front_matter(text) else {
        out.push(
            FRONT_MATTER_MISSING
                .at(
                    Location::bytes(source, 0..0),
                    "the edition does not start with its front matter",
                )
                .help("start the file with `---`, `title: \"…\"` and `---`, each on its own line"),
        );
        return None;
    };
    let facts = read_edition(Text { source, yaml, offset }, &config.time_zone, out);
    let (outline, body) = markdown::read(source, &folder.id, text, body_at, highlighter, out);
    Some(Document { source: source.clone(), facts: facts?, outline, body: budget.keep(body) })
}

/// Makes the body of an edition again that was parsed before without keeping it. `None` when the
/// text is not the one whose outline that was.
pub fn parse_body(
    source: &SourceId,
    publication: &PublicationId,
    text: &str,
    outline: &Outline,
) -> Option<Body> {
    let (_, _, body_at) = front_matter(text)?;
    let (mut highlighter, mut out) = (Highlighter::default(), Diagnostics::new());
    let (again, body) =
        markdown::read(source, publication, text, body_at, &mut highlighter, &mut out);
    (again == *outline).then_some(body)
}

/// The front matter's YAML, where it starts, and where the body starts.
fn front_matter(text: &str) -> Option<(&str, usize, usize)> {
    let first = text.split_inclusive('\n').next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = first.len();
    for line in text[first.len()..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((&text[first.len()..at], first.len(), at + line.len()));
        }
        at += line.len();
    }
    None
}

fn take<T>(result: Result<T, Diagnostic>, out: &mut Diagnostics) -> Option<T> {
    result.map_err(|fault| out.push(fault)).ok()
}
