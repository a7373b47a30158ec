//! Every publication in every language: how it stands, who may see it, and what is wrong.
//!
//! The server filters, sorts and cuts, so that the page stays fast however large the site is.

mod list;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

use super::notes::{Note, notes};
use super::pages::blocking;
use super::{App, View, client, desk, editor};
use crate::config::Stage;
use crate::diagnostics::{
    Code, Diagnostic, LABEL_MISSING, MESSAGE_ATTRIBUTES, MESSAGE_MARKUP, MESSAGE_MISSING,
    MESSAGE_UNEVEN, MESSAGE_VARIABLES, PLURAL_MISSING, Severity,
};
use crate::identity::{Lang, PublicationId};
use crate::messages::Direction;
use crate::publication::Kind;
use crate::site::{Contents, Standing, overview, totals, weights};
use crate::sources::Sources;
use crate::translation::{State as BlockState, Tally};
use list::{List, PublicationView, list};

/// So many diagnostics are shown, unless more are asked for.
const NOTES: usize = 50;

/// What a message to readers lacks in one language: codes of missing interface strings.
const WORDS: &[&Code] = &[
    &MESSAGE_MISSING,
    &MESSAGE_UNEVEN,
    &MESSAGE_ATTRIBUTES,
    &MESSAGE_VARIABLES,
    &MESSAGE_MARKUP,
    &PLURAL_MISSING,
    &LABEL_MISSING,
];

/// The site at a glance.
#[derive(Debug, Serialize)]
struct DashboardView {
    /// The site's generation that this is true of.
    generation: u64,
    /// What writes must carry.
    token: String,
    /// How a place is opened; see the page view.
    editor: Option<String>,
    /// The site's time zone, in which times are given.
    time_zone: String,
    /// Now, in that zone: `2026-03-02T18:00`.
    now: String,
    /// Whether the browser sees drafts and languages in preparation.
    drafts: bool,
    /// The languages of the site, each with its progress.
    languages: Vec<ProgressView>,
    kinds: Vec<&'static str>,
    /// The publications that match, with those of their languages that do, the most urgent first.
    publications: Vec<PublicationView>,
    /// How many rows (publication and language) match, and how many of them are given.
    matching: usize,
    shown: usize,
    /// How many rows there are in all.
    rows: usize,
    /// How many publications are hidden, by why.
    hidden: BTreeMap<&'static str, usize>,
    /// Missing strings of the interface.
    words: NotesView,
    /// All diagnostics, the errors first.
    notes: NotesView,
    /// Diagnostics by severity.
    counts: BTreeMap<&'static str, usize>,
}

/// How a language stands.
#[derive(Debug, Serialize)]
struct ProgressView {
    lang: String,
    dir: &'static str,
    /// `full`, `partial` or `preparing`.
    stage: &'static str,
    /// Publications of which it is the original.
    originals: usize,
    /// Translations into it that exist, and those that are accepted and up to date.
    translations: usize,
    settled: usize,
    /// Publications that lack it.
    absent: usize,
    /// Blocks by state.
    states: BTreeMap<&'static str, u32>,
    /// Words that somebody vouches for, in percent.
    percent: u32,
}

/// Some diagnostics.
#[derive(Debug, Default, Serialize)]
struct NotesView {
    /// How many there are in all.
    total: usize,
    list: Vec<Note>,
}

/// What the dashboard shows.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    /// Words that the id or a title has, in any case.
    q: String,
    kind: String,
    lang: String,
    /// A block's state, `original`, `absent`, `open` or `faulty`; nothing for all.
    state: String,
    /// Why it is hidden, `any`, or `public`; nothing for all.
    hidden: String,
    /// How many rows are given at least.
    rows: usize,
    /// How many diagnostics are given.
    notes: usize,
}

/// The page that shows it; its script asks for what it shows.
pub(super) async fn page() -> Response {
    client::page("dashboard.html")
}

/// The same without the slash.
pub(super) async fn to_page() -> Redirect {
    Redirect::permanent("/_preview/")
}

/// Tells how the site stands.
pub(super) async fn dashboard(
    State(app): State<Arc<App>>,
    Query(filter): Query<Filter>,
    headers: HeaderMap,
) -> Response {
    let view = app.view(&headers);
    desk::answer(blocking(move || dashboard_view(&app, view, &filter)).await)
}

fn dashboard_view(app: &App, view: View, filter: &Filter) -> DashboardView {
    let generation = *app.studio.generations().borrow();
    let shown = app.studio.shown(view);
    let now = (app.studio.options.clock)();
    let diagnostics = &shown.diagnostics;
    let made = app.studio.with_contents(|contents| {
        let sources = contents.sources();
        let (config, publications) = (contents.config(), contents.publications());
        let weights = weights(publications);
        let standings = overview(&sources, config, publications, &weights);
        let listed = list(contents, &standings, &weights, diagnostics, filter, now);
        let List { publications, matching, shown, rows, hidden } = listed;
        DashboardView {
            generation,
            token: app.guard.token().to_owned(),
            editor: editor::address(&app.studio.options),
            time_zone: contents.config().time_zone.iana_name().unwrap_or("UTC").to_owned(),
            now: String::new(),
            drafts: view.drafts,
            languages: progress(contents, &standings),
            kinds: Kind::ALL.iter().map(|kind| kind.id()).collect(),
            publications,
            matching,
            shown,
            rows,
            hidden,
            words: some(diagnostics.iter().filter(|d| WORDS.contains(&d.code)), filter, &sources),
            notes: some(diagnostics.iter(), filter, &sources),
            counts: counts(diagnostics),
        }
    });
    let now = app.studio.civil(now);
    let broken = || DashboardView {
        generation,
        token: app.guard.token().to_owned(),
        notes: some(diagnostics.iter(), filter, &app.studio.sources()),
        counts: counts(diagnostics),
        ..DashboardView::empty()
    };
    DashboardView { now, ..made.unwrap_or_else(broken) }
}

impl DashboardView {
    /// Of a site that cannot be read.
    fn empty() -> Self {
        Self {
            generation: 0,
            token: String::new(),
            editor: None,
            time_zone: String::new(),
            now: String::new(),
            drafts: false,
            languages: Vec::new(),
            kinds: Vec::new(),
            publications: Vec::new(),
            matching: 0,
            shown: 0,
            rows: 0,
            hidden: BTreeMap::new(),
            words: NotesView::default(),
            notes: NotesView::default(),
            counts: BTreeMap::new(),
        }
    }
}

/// The first of some diagnostics, the errors before the rest, each group in source order.
fn some<'d>(
    diagnostics: impl Iterator<Item = &'d Diagnostic>,
    filter: &Filter,
    sources: &Sources,
) -> NotesView {
    let mut all: Vec<&Diagnostic> = diagnostics.collect();
    let source = |d: &Diagnostic| d.location.as_ref().map(|location| location.source.clone());
    all.sort_by_key(|d| (d.severity, d.location.is_none(), source(d)));
    let total = all.len();
    all.truncate(filter.notes.max(NOTES));
    let groups = all.chunk_by(|a, b| a.severity == b.severity);
    let list = groups.flat_map(|group| notes(group.iter().copied(), sources)).collect();
    NotesView { total, list }
}

fn counts(diagnostics: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Overdue] {
        let of_it = diagnostics.iter().filter(|d| d.severity == severity);
        counts.insert(severity.as_str(), of_it.count());
    }
    counts
}

/// Blocks by state, without the states that none is in.
fn states(tally: &Tally) -> BTreeMap<&'static str, u32> {
    let counted = BlockState::ALL.map(|state| (state.as_str(), tally.blocks(state)));
    counted.into_iter().filter(|(_, blocks)| *blocks > 0).collect()
}

fn progress(contents: &Contents, standings: &[Standing<'_>]) -> Vec<ProgressView> {
    let config = contents.config();
    let totals = totals(standings);
    let mut originals: BTreeMap<&Lang, usize> = BTreeMap::new();
    for publication in contents.publications() {
        if let Some(lang) = publication.original(config) {
            *originals.entry(lang).or_default() += 1;
        }
    }
    let listed = config.languages.iter().filter(|(_, stage)| *stage != Stage::Pseudo);
    let view = |(lang, stage): &(Lang, Stage)| {
        let own = || standings.iter().filter(|row| row.lang == lang);
        let tally = totals.get(lang).copied().unwrap_or_default();
        ProgressView {
            lang: lang.to_string(),
            dir: Direction::of(lang).as_str(),
            stage: match stage {
                Stage::Full => "full",
                Stage::Partial => "partial",
                Stage::Preparing | Stage::Pseudo => "preparing",
            },
            originals: originals.get(lang).copied().unwrap_or(0),
            translations: own().filter(|row| row.exists).count(),
            settled: own().filter(|row| !row.is_open()).count(),
            absent: own().filter(|row| !row.exists).count(),
            states: states(&tally),
            percent: tally.percent(),
        }
    };
    listed.map(view).collect()
}

/// Leads to the page of an edition in the view that the browser has chosen.
pub(super) async fn go(
    State(app): State<Arc<App>>,
    Path((lang, publication)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let view = app.view(&headers);
    let found = blocking(move || {
        let shown = app.studio.shown(view);
        let site = shown.site.as_ref()?;
        let index = site.library.find(&PublicationId::new(publication))?;
        let address = site.plan.publication(index, &Lang::new(lang))?;
        Some(format!("{}{}", site.config.base_path, address.encoded()))
    });
    match found.await.flatten() {
        Some(address) => (StatusCode::FOUND, [(LOCATION, address)]).into_response(),
        None => (StatusCode::NOT_FOUND, "this view of the site has no such page\n").into_response(),
    }
}
