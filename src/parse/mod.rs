//! From files to documents: `publication.yaml` to facts, each `<lang>.md` to a [`Document`].
//!
//! [`parse`] reads every publication in parallel. A broken file still yields its id, so that links
//! to it are not reported as dangling, and all its errors. The only part that knows
//! pulldown-cmark; it knows nothing of other publications.

mod blocks;
mod body;
mod components;
mod concord;
mod highlight;
mod links;
mod markdown;
mod publications;
mod raw_html;
mod sanitise;
mod translations;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::{BAD_VALUE, Diagnostic, Diagnostics, FRONT_MATTER_MISSING, Location};
use crate::identity::{Lang, PublicationId, SeriesId, SourceId, TopicId};
use crate::publication::{EditionFacts, Facts, is_plainly_draft, read_edition, read_facts};
use crate::sources::Sources;
use crate::translation::parity::Counts;
use crate::translation::{Block, Report, Rules};
use crate::yaml::Text;

use highlight::Highlighter;

pub use body::{Body, Fill, Hole, Mark, Marks, Word, anchor};
pub use components::{CalloutKind, Component, CountryOrder, Grouping};
pub use links::{Link, Target};
pub use markdown::Outline;
pub use publications::{Folder, folders};
pub use translations::SideBySide;

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

/// A code that a component names; what it is called is a Fluent message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A topic.
    Topic(TopicId),
    /// A series.
    Series(SeriesId),
    /// A country, by ISO 3166-1 alpha-2 in lower case.
    Country(String),
}

/// Something that a component names, before it is known whether it exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What.
    pub named: Named,
    /// Where.
    pub at: Location,
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
    /// How each translation stands to the original.
    pub reports: BTreeMap<Lang, Report>,
    /// The other files of its folder.
    pub files: Vec<String>,
    /// Whether `publication.yaml` says that it is a draft, whatever is wrong with the rest of it.
    pub draft: bool,
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
    rules: &Rules,
    budget: &BodyBudget,
    out: &mut Diagnostics,
) -> Vec<ParsedPublication> {
    publications::folders(sources, out)
        .par_iter()
        .map(|folder| parse_publication(sources, config, rules, folder, budget))
        .collect()
}

/// Parses one publication's folder.
pub fn parse_publication(
    sources: &Sources,
    config: &Config,
    rules: &Rules,
    folder: &Folder,
    budget: &BodyBudget,
) -> ParsedPublication {
    let mut out = Diagnostics::new();
    let (facts, draft) = read_facts_of(sources, config, folder, &mut out);
    let (editions, texts) = parse_editions(sources, config, folder, budget, &mut out);
    publications::check(folder, facts.as_ref(), &editions, &config.time_zone, &mut out);
    let one_alone = texts.len() <= 1 && folder.ledgers.is_empty();
    let reports = match &facts {
        Some(_) if one_alone => {
            check_words(folder, rules, &editions, &texts, &mut out);
            BTreeMap::new()
        }
        Some(facts) => {
            SideBySide::read(sources, config, folder, facts, &editions, &texts, &mut out)
                .map(|editions| editions.reports(folder, rules, &texts, &mut out))
                .unwrap_or_default()
        }
        None => BTreeMap::new(),
    };
    ParsedPublication {
        id: folder.id.clone(),
        facts,
        editions,
        reports,
        files: folder.files.clone(),
        draft,
        faults: out.into_iter().collect(),
    }
}

/// The editions of one publication as blocks, for those who work on its translations. `None` when
/// its facts cannot be read.
pub fn side_by_side(
    sources: &Sources,
    config: &Config,
    folder: &Folder,
    out: &mut Diagnostics,
) -> Option<SideBySide> {
    let facts = read_facts_of(sources, config, folder, out).0?;
    let budget = BodyBudget::bytes(0);
    let (editions, texts) = parse_editions(sources, config, folder, &budget, out);
    SideBySide::read(sources, config, folder, &facts, &editions, &texts, out)
}

/// The blocks of an edition's text that is not in its file yet.
pub fn blocks_of_text(source: &SourceId, config: &Config, text: &str) -> Option<Vec<Block>> {
    let (yaml, offset, body_at) = front_matter(text)?;
    let yaml = Text { source, yaml, offset };
    let facts = read_edition(yaml, &config.time_zone, &mut Diagnostics::new())?;
    Some(blocks::blocks(source, &facts, text, body_at).0)
}

/// A publication's facts, and whether they say that it is a draft, whatever else is wrong.
fn read_facts_of(
    sources: &Sources,
    config: &Config,
    folder: &Folder,
    out: &mut Diagnostics,
) -> (Option<Facts>, bool) {
    let Some(source) = &folder.facts else { return (None, false) };
    let Some(yaml) = take(sources.read_text(source), out) else { return (None, false) };
    let text = Text { source, yaml: &yaml, offset: 0 };
    let facts = read_facts(folder.kind, text, &config.time_zone, out);
    (facts, is_plainly_draft(&yaml))
}

type Editions = BTreeMap<Lang, Option<Box<Document>>>;

fn parse_editions(
    sources: &Sources,
    config: &Config,
    folder: &Folder,
    budget: &BodyBudget,
    out: &mut Diagnostics,
) -> (Editions, BTreeMap<Lang, String>) {
    let mut editions = Editions::new();
    let mut texts = BTreeMap::new();
    let mut highlighter = Highlighter::default();
    for (lang, source) in publications::editions(folder, config, out) {
        let text = take(sources.read_text(&source), out);
        let lang = shared(lang, config);
        let document = text.as_ref().and_then(|text| {
            parse_edition(&source, folder, config, text, budget, &mut highlighter, out)
        });
        texts.extend(document.is_some().then(|| lang.clone()).zip(text));
        editions.insert(lang, document.map(Box::new));
    }
    (editions, texts)
}

/// Looks for forbidden terms in an edition that stands alone; it is read as blocks for nothing else.
fn check_words(
    folder: &Folder,
    rules: &Rules,
    editions: &Editions,
    texts: &BTreeMap<Lang, String>,
    out: &mut Diagnostics,
) {
    for (lang, (blocks, _)) in blocks_of(editions, texts, |lang| rules.forbids(lang)) {
        let source = folder.id.source(&format!("{lang}.md"));
        let file = concord::File { source: &source, text: texts.get(&lang) };
        concord::check_words(&lang, &blocks, file, rules, |_| false, out);
    }
}

/// The blocks of each edition that is asked for and not withdrawn.
fn blocks_of(
    editions: &Editions,
    texts: &BTreeMap<Lang, String>,
    wanted: impl Fn(&Lang) -> bool,
) -> BTreeMap<Lang, (Vec<Block>, Counts)> {
    let blocks = |(lang, text): (&Lang, &String)| {
        let document = editions.get(lang)?.as_ref()?;
        let (_, _, body_at) = front_matter(text)?;
        document.facts.withdrawn.is_none().then(|| {
            (lang.clone(), blocks::blocks(&document.source, &document.facts, text, body_at))
        })
    };
    texts.iter().filter(|(lang, _)| wanted(lang)).filter_map(blocks).collect()
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
        out.push(no_front_matter(source, text));
        return None;
    };
    let facts = read_edition(Text { source, yaml, offset }, &config.time_zone, out);
    let (outline, body) =
        markdown::read(source, &folder.id, text, body_at, &Marks::new(), highlighter, out);
    Some(Document { source: source.clone(), facts: facts?, outline, body: budget.keep(body) })
}

/// Makes the body of an edition again that was parsed before without keeping it, or without its
/// marks. `None` when the
/// text is not the one whose outline that was.
pub fn parse_body(
    source: &SourceId,
    publication: &PublicationId,
    text: &str,
    outline: &Outline,
    marks: &Marks,
) -> Option<Body> {
    let (_, _, body_at) = front_matter(text)?;
    let (mut highlighter, mut out) = (Highlighter::default(), Diagnostics::new());
    let (again, body) =
        markdown::read(source, publication, text, body_at, marks, &mut highlighter, &mut out);
    (again == *outline).then_some(body)
}

/// The front matter's YAML, where it starts, and where the body starts.
fn front_matter(text: &str) -> Option<(&str, usize, usize)> {
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

fn no_front_matter(source: &SourceId, text: &str) -> Diagnostic {
    if opening(text).is_some() {
        return FRONT_MATTER_MISSING
            .at(Location::bytes(source, 0..3), "the front matter begins here and is not closed")
            .help("add a line `---` after its last field");
    }
    FRONT_MATTER_MISSING
        .at(Location::bytes(source, 0..0), "the edition does not start with its front matter")
        .help("start the file with `---`, `title: \"…\"` and `---`, each on its own line")
}

fn take<T>(result: Result<T, Diagnostic>, out: &mut Diagnostics) -> Option<T> {
    result.map_err(|fault| out.push(fault)).ok()
}
