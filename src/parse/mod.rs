//! From files to documents: `publication.yaml` to facts, each `<lang>.md` to a [`Document`].
//!
//! [`parse`] reads every publication in parallel. A broken file still yields its id, so that links
//! to it are not reported as dangling, and all its errors. The only part that knows
//! pulldown-cmark; it knows nothing of other publications.

mod attachments;
mod blocks;
mod body;
mod components;
mod concord;
mod dataset;
mod edition;
mod exhibits;
mod highlight;
mod index;
mod links;
mod markdown;
mod markings;
mod publications;
mod raw_html;
mod sanitise;
mod text;
mod translations;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::{Diagnostic, Diagnostics, Location};
use crate::digest::Digest;
use crate::identity::{Lang, SeriesId, SourceId, TopicId};
use crate::incidents::Datasets;
use crate::publication::{EditionFacts, Facts, Tlp, is_plainly_draft, read_edition, read_facts};
use crate::sources::Sources;
use crate::translation::{Block, Report, Rules, State, Tally};
use crate::yaml::Text;

use blocks::{Composition, Gatherer};
use edition::{Editions, Reading, front_matter};

pub use body::{Body, Fill, Hole, Mark, Marks, Word, anchor};
pub use components::{CalloutKind, Component, CountryOrder, Grouping};
pub use edition::parse_body;
pub use exhibits::ExhibitBlock;
pub use index::parse_index;
pub use links::{Link, ShownFigure, Target};
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
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub source: SourceId,
    /// Its front matter.
    pub facts: Arc<EditionFacts>,
    /// What the body consists of and points to.
    pub outline: Arc<Outline>,
    /// The body, unless the byte budget was used up.
    pub body: Option<Arc<Body>>,
    /// The digest of what its author wrote for readers; zeros where the body was not read.
    pub text: Digest,
}

/// One publication as its folder has it. Site after site is made of it, so what is large is shared.
#[derive(Clone, Debug)]
pub struct ParsedPublication {
    /// Its folder, with its id.
    pub folder: Folder,
    /// Its facts; `None` when `publication.yaml` has errors.
    pub facts: Option<Arc<Facts>>,
    /// Its editions; `None` for one whose file has errors. Boxed, because a map of two has room for
    /// eleven.
    pub editions: BTreeMap<Lang, Option<Box<Document>>>,
    /// How each translation stands to the original.
    pub reports: BTreeMap<Lang, Report>,
    /// Its datasets.
    pub datasets: Datasets,
    /// Whether `publication.yaml` says that it is a draft, whatever is wrong with the rest of it.
    pub draft: bool,
    /// What is wrong with it; kept apart so that `select` can set aside what is not due.
    pub faults: Vec<Diagnostic>,
    /// All of the original, counted when it was first asked for.
    untranslated: OnceLock<Tally>,
}

impl ParsedPublication {
    /// The language of its original; `None` when its facts or its editions do not tell.
    pub fn original<'p>(&'p self, config: &'p Config) -> Option<&'p Lang> {
        let exists = |lang: &Lang| self.editions.contains_key(lang);
        let written = self.facts.as_ref()?.original.as_ref();
        let original = config.original(written, exists)?;
        self.editions.get_key_value(original).map(|(own, _)| own)
    }

    /// How an edition stands that does not exist: all of the original is missing. Reads the
    /// original again the first time.
    pub fn untranslated(&self, sources: &Sources, config: &Config) -> Tally {
        let count = || {
            let mut tally = Tally::default();
            let sides = side_by_side(sources, config, &self.folder, &mut Diagnostics::new());
            let blocks = sides.and_then(|mut sides| sides.blocks.remove(&sides.original));
            for block in blocks.unwrap_or_default() {
                tally.add(State::Missing, block.words());
            }
            tally
        };
        *self.untranslated.get_or_init(count)
    }

    /// The same, with what cannot be read now as it was when it last could; its faults stay.
    #[must_use]
    pub fn or_as_it_was(mut self, mut former: ParsedPublication) -> Self {
        if self.facts.is_none() {
            (self.facts, self.reports) = (former.facts, former.reports);
        }
        if self.datasets.broken {
            self.datasets = former.datasets;
        }
        for (lang, document) in &mut self.editions {
            let was = || former.editions.remove(lang).flatten();
            *document = document.take().or_else(was);
        }
        self
    }
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

    /// Takes back the bytes of bodies that are no longer needed.
    pub fn give_back(&self, publication: &ParsedPublication) {
        let documents = publication.editions.values().flatten();
        let bodies = documents.filter_map(|document| document.body.as_ref());
        self.left.fetch_add(bodies.map(|body| body.size()).sum(), Ordering::Relaxed);
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
        .into_par_iter()
        .map(|folder| parse_publication(sources, config, rules, folder, budget))
        .collect()
}

/// Parses one publication's folder.
pub fn parse_publication(
    sources: &Sources,
    config: &Config,
    rules: &Rules,
    folder: Folder,
    budget: &BodyBudget,
) -> ParsedPublication {
    let mut out = Diagnostics::new();
    let (facts, draft) = read_facts_of(sources, config, &folder, &mut out);
    let read = |facts| dataset::read(sources, &config.vocabulary, &folder, facts, &mut out);
    let datasets = facts.as_deref().map(read).unwrap_or_default();
    let compared = folder.markdown.len() > 1 || !folder.ledgers.is_empty();
    let wanted = |lang: &Lang| compared || rules.forbids(lang);
    let reading = Reading { sources, config, folder: &folder, budget, blocks: &wanted };
    let Editions { documents, texts, blocks } = reading.editions(&mut out);
    publications::check(&folder, facts.as_deref(), &documents, &config.time_zone, &mut out);
    if facts.as_ref().is_some_and(|facts| must_bear_no_marking(facts)) {
        check_markings(&documents, &texts, &mut out);
    }
    if let Some(facts) = &facts {
        attachments::check(sources, &folder, facts, &mut out);
    }
    let reports = match &facts {
        Some(facts) if compared => {
            SideBySide::read(sources, config, &folder, facts, &documents, blocks, &mut out)
                .map(|sides| sides.reports(&folder, rules, &texts, &mut out))
        }
        Some(_) => {
            check_words(&folder, rules, &blocks, &texts, &mut out);
            None
        }
        None => None,
    };
    ParsedPublication {
        folder,
        facts: facts.map(Arc::from),
        editions: documents,
        reports: reports.unwrap_or_default(),
        datasets,
        draft,
        faults: out.into_iter().collect(),
        untranslated: OnceLock::new(),
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
    let reading = Reading { sources, config, folder, budget: &budget, blocks: &|_| true };
    let Editions { documents, blocks, .. } = reading.editions(out);
    SideBySide::read(sources, config, folder, &facts, &documents, blocks, out)
}

/// The blocks of an edition's text that is not in its file yet.
pub fn blocks_of_text(source: &SourceId, config: &Config, text: &str) -> Option<Vec<Block>> {
    let (yaml, offset, body_at) = front_matter(text)?;
    let yaml = Text { source, yaml, offset };
    let facts = read_edition(yaml, &config.time_zone, &mut Diagnostics::new())?;
    let mut blocks = Gatherer::new(source, &facts, body_at);
    blocks.read(&text[body_at..]);
    Some(blocks.finish().0)
}

/// A publication's facts, and whether they say that it is a draft, whatever else is wrong.
fn read_facts_of(
    sources: &Sources,
    config: &Config,
    folder: &Folder,
    out: &mut Diagnostics,
) -> (Option<Box<Facts>>, bool) {
    let Some(source) = &folder.facts else { return (None, false) };
    let Some(yaml) = take(sources.read_text(source), out) else { return (None, false) };
    let text = Text { source, yaml: &yaml, offset: 0 };
    let facts = read_facts(folder.kind, text, &config.time_zone, out);
    (facts.map(Box::new), is_plainly_draft(&yaml))
}

/// Whether a label of TLP in its texts would say that it is not for everyone.
fn must_bear_no_marking(facts: &Facts) -> bool {
    facts.tlp == Tlp::Clear && !facts.explains_tlp
}

/// Looks for TLP labels in what is for everyone.
fn check_markings(
    editions: &BTreeMap<Lang, Option<Box<Document>>>,
    texts: &BTreeMap<Lang, String>,
    out: &mut Diagnostics,
) {
    for (lang, text) in texts {
        let document = editions.get(lang).and_then(Option::as_ref);
        if let (Some(document), Some((_, _, body_at))) = (document, front_matter(text)) {
            markings::check(&document.source, &document.facts, text, body_at, out);
        }
    }
}

/// Looks for forbidden terms in an edition that stands alone; it is read as blocks for nothing else.
fn check_words(
    folder: &Folder,
    rules: &Rules,
    editions: &BTreeMap<Lang, Composition>,
    texts: &BTreeMap<Lang, String>,
    out: &mut Diagnostics,
) {
    for (lang, (blocks, _)) in editions {
        let source = folder.id.source(&format!("{lang}.md"));
        let file = concord::File { source: &source, text: texts.get(lang) };
        concord::check_words(lang, blocks, file, rules, |_| false, out);
    }
}

fn take<T>(result: Result<T, Diagnostic>, out: &mut Diagnostics) -> Option<T> {
    result.map_err(|fault| out.push(fault)).ok()
}
