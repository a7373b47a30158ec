//! Every publication in every language: how it stands, who may see it, and what is wrong.
//!
//! The server filters, sorts and cuts, so that the page stays fast however large the site is.

mod list;
mod told;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::desk::DeskView;
use super::pages::blocking;
use super::sweep::sweep;
use super::{App, View, client, desk};
use crate::config::Stage;
use crate::diagnostics::{
    Code, Diagnostic, LABEL_MISSING, MESSAGE_ATTRIBUTES, MESSAGE_MARKUP, MESSAGE_MISSING,
    MESSAGE_UNEVEN, MESSAGE_VARIABLES, PLURAL_MISSING,
};
use crate::identity::{Lang, PublicationId};
use crate::messages::Direction;
use crate::publication::Kind;
use crate::site::{Contents, Site, Standing, overview, totals, weights};
use crate::translation::{State as BlockState, Tally};
use list::{List, PublicationView, list};
use told::{NotesView, counts, first, some};

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
    #[serde(flatten)]
    desk: DeskView,
    #[serde(flatten)]
    site: SiteView,
    /// Now, in the site's zone: `2026-03-02T18:00`.
    now: String,
    /// Whether the browser sees drafts and languages in preparation.
    drafts: bool,
    /// Whether pages are still being made to find what is wrong with them.
    sweeping: bool,
    /// All diagnostics, the errors first.
    notes: NotesView,
    /// Diagnostics by severity.
    counts: BTreeMap<&'static str, usize>,
}

/// What the site's files say; nothing while they cannot be read.
#[derive(Debug, Default, Serialize)]
struct SiteView {
    /// The site's time zone, in which times are given.
    time_zone: String,
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
    /// What is wrong with strings of the interface, in languages that should have them all.
    words: NotesView,
    /// Strings that the other languages borrow.
    borrowed: NotesView,
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
    /// Strings of the interface that it borrows from the default language.
    borrowed: usize,
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
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Query(filter): Query<Filter>,
    headers: HeaderMap,
) -> Response {
    let view = app.view(&headers);
    desk::answer(blocking(move || dashboard_view(&app, view, peer, &filter)).await)
}

fn dashboard_view(app: &App, view: View, peer: SocketAddr, filter: &Filter) -> DashboardView {
    let desk = DeskView::new(app, peer);
    let shown = app.studio.shown(view);
    sweep(&app.studio, &shown);
    let now = (app.studio.options.clock)();
    let diagnostics = [shown.faults(), shown.diagnostics.clone()].concat();
    let site = app.studio.with_contents(|contents| {
        let waiting = shown.site.as_ref().map(|site| waiting(site)).unwrap_or_default();
        site_view(contents, &diagnostics, &waiting, filter, now)
    });
    DashboardView {
        desk,
        site: site.unwrap_or_default(),
        now: app.studio.civil(now),
        drafts: view.drafts,
        sweeping: shown.site.is_some() && !shown.swept.is_done(),
        notes: some(diagnostics.iter(), filter.notes, &app.studio.sources()),
        counts: counts(&diagnostics),
    }
}

fn site_view(
    contents: &Contents,
    diagnostics: &[Diagnostic],
    waiting: &BTreeMap<Lang, Vec<Diagnostic>>,
    filter: &Filter,
    now: Timestamp,
) -> SiteView {
    let sources = contents.sources();
    let (config, publications) = (contents.config(), contents.publications());
    let weights = weights(publications);
    let standings = overview(&sources, config, publications, &weights);
    let listed = list(contents, &standings, &weights, diagnostics, filter, now);
    let List { publications, matching, shown, rows, hidden } = listed;
    let words = diagnostics.iter().filter(|d| WORDS.contains(&d.code));
    SiteView {
        time_zone: config.time_zone.iana_name().unwrap_or("UTC").to_owned(),
        languages: progress(contents, &standings, waiting),
        kinds: Kind::ALL.iter().map(|kind| kind.id()).collect(),
        publications,
        matching,
        shown,
        rows,
        hidden,
        words: some(words, filter.notes, &sources),
        borrowed: first(waiting.values().flatten().collect(), filter.notes, &sources),
    }
}

/// What the languages that are not complete borrow from another: what is to be translated.
fn waiting(site: &Site) -> BTreeMap<Lang, Vec<Diagnostic>> {
    let unfinished = |stage: &Stage| matches!(stage, Stage::Partial | Stage::Preparing);
    let languages = site.config.languages.iter().filter(|(_, stage)| unfinished(stage));
    languages.map(|(lang, _)| (lang.clone(), site.messages.borrowed(lang))).collect()
}

/// Blocks by state, without the states that none is in.
fn states(tally: &Tally) -> BTreeMap<&'static str, u32> {
    let counted = BlockState::ALL.map(|state| (state.as_str(), tally.blocks(state)));
    counted.into_iter().filter(|(_, blocks)| *blocks > 0).collect()
}

fn progress(
    contents: &Contents,
    standings: &[Standing<'_>],
    waiting: &BTreeMap<Lang, Vec<Diagnostic>>,
) -> Vec<ProgressView> {
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
            borrowed: waiting.get(lang).map_or(0, Vec::len),
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
