//! The publications that the dashboard lists, filtered, the most urgent first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use serde::Serialize;

use super::{Filter, states};
use crate::diagnostics::{Diagnostic, Severity};
use crate::identity::{Lang, PublicationId, SourceId};
use crate::parse::ParsedPublication;
use crate::preview::hidden::{HiddenView, hidden_view};
use crate::site::{Contents, Standing, Weights};

/// So many rows are given, unless more are asked for.
const ROWS: usize = 200;

/// A publication with those of its languages that match.
#[derive(Debug, Serialize)]
pub(super) struct PublicationView {
    id: String,
    kind: &'static str,
    /// The original's title; `None` when it cannot be read.
    title: Option<String>,
    /// The language of the original.
    original: Option<String>,
    /// The day on which it was or will be published.
    date: Option<String>,
    /// Why the public does not see it now.
    hidden: Option<HiddenView>,
    rows: Vec<RowView>,
}

/// One language of a publication.
#[derive(Debug, Serialize)]
pub(super) struct RowView {
    lang: String,
    /// `original`, `translation`, `absent`, or `broken` when it cannot be read.
    role: &'static str,
    /// Whether its text was withdrawn.
    withdrawn: bool,
    /// Blocks by state; none of an original.
    states: BTreeMap<&'static str, u32>,
    /// Words that somebody vouches for, in percent.
    percent: Option<u32>,
    errors: usize,
    warnings: usize,
}

/// The list, and what it was taken from.
pub(super) struct List {
    pub(super) publications: Vec<PublicationView>,
    pub(super) matching: usize,
    pub(super) shown: usize,
    pub(super) rows: usize,
    pub(super) hidden: BTreeMap<&'static str, usize>,
}

/// Errors and warnings of each file.
type Faults<'d> = BTreeMap<&'d SourceId, (usize, usize)>;

/// What every publication is listed with.
struct Listing<'a> {
    contents: &'a Contents,
    standings: HashMap<&'a PublicationId, Vec<&'a Standing<'a>>>,
    faults: Faults<'a>,
    /// Errors and warnings of each publication as a whole.
    all_faults: HashMap<&'a str, (usize, usize)>,
    filter: &'a Filter,
    words: String,
}

/// Lists what a filter lets through.
pub(super) fn list(
    contents: &Contents,
    standings: &[Standing<'_>],
    weights: &Weights<'_>,
    diagnostics: &[Diagnostic],
    filter: &Filter,
    now: Timestamp,
) -> List {
    let mut listing = Listing {
        contents,
        standings: HashMap::new(),
        faults: faults(diagnostics),
        all_faults: HashMap::new(),
        filter,
        words: filter.q.trim().to_lowercase(),
    };
    for standing in standings {
        listing.standings.entry(standing.publication).or_default().push(standing);
    }
    for (source, (errors, warnings)) in &listing.faults {
        if let Some(id) = owner(contents, source) {
            let all = listing.all_faults.entry(id).or_default();
            *all = (all.0 + errors, all.1 + warnings);
        }
    }
    let mut publications: Vec<&ParsedPublication> = contents.publications().iter().collect();
    // What cannot be read is the most urgent of all.
    let weight = |p: &ParsedPublication| weights.get(&p.folder.id).copied().unwrap_or(i64::MAX);
    publications.sort_by_key(|p| (Reverse(weight(p)), &p.folder.id));
    let limit = filter.rows.max(ROWS);
    let mut list =
        List { publications: Vec::new(), matching: 0, shown: 0, rows: 0, hidden: BTreeMap::new() };
    for publication in publications {
        let hidden = hidden_view(publication, contents.config(), now);
        if let Some(hidden) = &hidden {
            *list.hidden.entry(hidden.why).or_default() += 1;
        }
        let mut rows = listing.rows(publication);
        list.rows += rows.len();
        if !listing.lets_through(publication, hidden.as_ref()) {
            continue;
        }
        rows.retain(|row| listing.lets_row_through(row));
        list.matching += rows.len();
        if rows.is_empty() || list.shown >= limit {
            continue;
        }
        list.shown += rows.len();
        list.publications.push(listing.view(publication, hidden, rows));
    }
    list
}

/// Errors and warnings of each file.
fn faults(diagnostics: &[Diagnostic]) -> Faults<'_> {
    let mut faults = Faults::new();
    for diagnostic in diagnostics {
        let Some(location) = &diagnostic.location else { continue };
        let count = faults.entry(&location.source).or_default();
        match diagnostic.severity {
            Severity::Error => count.0 += 1,
            Severity::Warning | Severity::Overdue => count.1 += 1,
        }
    }
    faults
}

/// The publication that a file belongs to.
fn owner<'c>(contents: &'c Contents, source: &SourceId) -> Option<&'c str> {
    let path = source.as_str().strip_prefix("content/")?;
    let publications = contents.publications();
    let after = publications.partition_point(|known| known.folder.id.as_str() <= path);
    let id = publications.get(after.checked_sub(1)?)?.folder.id.as_str();
    path.strip_prefix(id)?.starts_with('/').then_some(id)
}

impl Listing<'_> {
    fn lets_through(&self, publication: &ParsedPublication, hidden: Option<&HiddenView>) -> bool {
        let filter = self.filter;
        let folder = &publication.folder;
        let is_kind = filter.kind.is_empty() || folder.kind.id() == filter.kind;
        let is_hidden = match (filter.hidden.as_str(), hidden) {
            ("", _) | ("any", Some(_)) | ("public", None) => true,
            (why, Some(hidden)) => hidden.why == why,
            (_, None) => false,
        };
        let titles = publication.editions.values().flatten();
        let mut titles = titles.map(|document| document.facts.title.to_lowercase());
        let words = self.words.as_str();
        is_kind
            && is_hidden
            && (folder.id.as_str().contains(words) || titles.any(|title| title.contains(words)))
    }

    fn lets_row_through(&self, row: &RowView) -> bool {
        let filter = self.filter;
        let is_lang = filter.lang.is_empty() || row.lang == filter.lang;
        let is_settled = |state: &&'static str| ["current", "forked"].contains(state);
        let is_state = match filter.state.as_str() {
            "" => true,
            "open" => {
                row.role == "absent" || row.role == "broken" || !row.states.keys().all(is_settled)
            }
            "faulty" => row.errors + row.warnings > 0 || row.role == "broken",
            state => row.role == state || row.states.contains_key(state),
        };
        is_lang && is_state
    }

    /// Every language of a publication, the original first.
    fn rows(&self, publication: &ParsedPublication) -> Vec<RowView> {
        let folder = &publication.folder;
        let config = self.contents.config();
        let original = publication.original(config);
        let standings = self.standings.get(&folder.id).map_or(&[][..], Vec::as_slice);
        let mut langs: Vec<&Lang> = original.into_iter().collect();
        let others = publication.editions.keys().chain(standings.iter().map(|row| row.lang));
        for lang in others {
            if !langs.contains(&lang) {
                langs.push(lang);
            }
        }
        let mut rows: Vec<RowView> = Vec::with_capacity(langs.len());
        let mut placed = (0, 0);
        for lang in langs {
            let standing = standings.iter().find(|row| row.lang == lang);
            let document = publication.editions.get(lang);
            let files =
                ["md", "ledger"].map(|ending| folder.id.source(&format!("{lang}.{ending}")));
            let found = files.iter().filter_map(|file| self.faults.get(file));
            let (errors, warnings) = found.fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
            placed = (placed.0 + errors, placed.1 + warnings);
            let is_broken = publication.facts.is_none() || matches!(document, Some(None));
            rows.push(RowView {
                lang: lang.to_string(),
                role: match (document, original == Some(lang)) {
                    _ if is_broken => "broken",
                    (None, _) => "absent",
                    (Some(_), true) => "original",
                    (Some(_), false) => "translation",
                },
                withdrawn: document.is_some_and(|document| {
                    document.as_ref().is_some_and(|d| d.facts.withdrawn.is_some())
                }),
                states: standing.map(|row| states(&row.tally)).unwrap_or_default(),
                percent: standing.map(|row| row.tally.percent()),
                errors,
                warnings,
            });
        }
        // What is wrong with its facts and other files is told of the original.
        let all = self.all_faults.get(folder.id.as_str()).copied().unwrap_or_default();
        if let Some(first) = rows.first_mut() {
            first.errors += all.0 - placed.0;
            first.warnings += all.1 - placed.1;
        }
        rows
    }

    fn view(
        &self,
        publication: &ParsedPublication,
        hidden: Option<HiddenView>,
        rows: Vec<RowView>,
    ) -> PublicationView {
        let original = publication.original(self.contents.config());
        let first = || publication.editions.iter().find(|(_, document)| document.is_some());
        let titled = original.or_else(|| first().map(|(lang, _)| lang));
        let document = titled.and_then(|lang| publication.editions.get(lang)?.as_ref());
        PublicationView {
            id: publication.folder.id.to_string(),
            kind: publication.folder.kind.id(),
            title: document.map(|document| document.facts.title.clone()),
            original: titled.map(|lang| lang.to_string()),
            date: publication.facts.as_ref().map(|facts| facts.date.day().to_string()),
            hidden,
            rows,
        }
    }
}
