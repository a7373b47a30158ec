//! What the script on every page asks for and does: how the page stands, another view, a file
//! opened in the editor.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Json;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::editor::Obstacle;
use super::embedded::embedded;
use super::guard::may_write;
use super::notes::{Note, notes};
use super::pages::{blocking, find};
use super::{App, View};
use crate::diagnostics::{Diagnostic, Severity};
use crate::identity::{Lang, SourceId};
use crate::library::Publication;
use crate::plan::{PageKey, Spec};
use crate::publication::parse_date;
use crate::render::{Artifact, Content};
use crate::select::due;
use crate::site::Site;
use crate::translation::{Report, State as BlockState};

/// So many diagnostics are shown at most, the errors first.
const NOTES: usize = 100;

/// A page of the site, as the preview's bar shows it.
#[derive(Debug, Serialize)]
struct PageView {
    #[serde(flatten)]
    desk: DeskView,
    /// What the browser has chosen to see.
    view: ViewView,
    /// The page; `None` when there is nothing at the address.
    page: Option<Standing>,
    /// How many errors and warnings the site has.
    errors: usize,
    warnings: usize,
    /// The site's errors, and all there is to say about the page's own files.
    notes: Vec<Note>,
    /// The pictures that the page shows, each with what tells its content from another.
    pictures: BTreeMap<String, String>,
}

/// What each of the preview's own pages is told.
#[derive(Debug, Serialize)]
pub(super) struct DeskView {
    /// The site's generation that the rest is true of.
    generation: u64,
    /// What writes must carry; `None` for who may only read.
    token: Option<String>,
    /// How a place is opened: an address with `{file}`, `{line}`, `{column}`; `None` when this
    /// program does it.
    editor: Option<String>,
}

impl DeskView {
    /// For a browser at this address.
    pub(super) fn new(app: &App, peer: SocketAddr) -> DeskView {
        DeskView {
            generation: *app.studio.generations().borrow(),
            token: may_write(peer).then(|| app.guard.token().to_owned()),
            editor: app.studio.options.editor.address(&app.studio.options.site),
        }
    }
}

/// What a browser has chosen to see.
#[derive(Debug, Serialize)]
struct ViewView {
    drafts: bool,
    pseudo: bool,
    /// The chosen time, in the site's zone: `2026-03-02T18:00`.
    as_of: Option<String>,
}

/// How a page stands.
#[derive(Debug, Serialize)]
struct Standing {
    lang: String,
    /// Its publication, where it shows one.
    publication: Option<String>,
    /// Why the public does not see it now: `draft` or `embargo`.
    hidden: Option<&'static str>,
    /// When it will be seen, in the site's zone.
    due: Option<String>,
    /// The page in every language of the site.
    languages: Vec<Alternate>,
    /// The file that holds its text.
    source: Option<String>,
}

/// The same page in another language.
#[derive(Debug, Serialize)]
struct Alternate {
    lang: String,
    href: String,
    /// `original`, or how the translation stands: `current`, `behind`, `machine`, `unreviewed`,
    /// `missing`.
    state: Option<&'static str>,
}

#[derive(Deserialize)]
pub(super) struct PageQuery {
    path: String,
}

/// Tells how a page stands.
pub(super) async fn page(
    State(app): State<Arc<App>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Query(query): Query<PageQuery>,
    headers: HeaderMap,
) -> Response {
    let view = app.view(&headers);
    answer(blocking(move || page_view(&app, view, peer, &query.path)).await)
}

fn page_view(app: &App, view: View, peer: SocketAddr, path: &str) -> PageView {
    let desk = DeskView::new(app, peer);
    let shown = app.studio.shown(view);
    let found = shown.site.as_ref().and_then(|site| Some((site, find(site, path)?)));
    let made = found.as_ref().map(|(site, address)| (site, shown.render(address)));
    let pictures = match &made {
        Some((site, Ok(Artifact { content: Content::Bytes(page), .. }))) => embedded(site, page),
        _ => BTreeMap::new(),
    };
    let fault = made.and_then(|(_, made)| made.err());
    let page = found.and_then(|(site, address)| match site.plan.spec(&address) {
        Some(Spec::Page(key, lang)) => Some(standing(app, site, key, lang)),
        _ => None,
    });
    let folder = page.as_ref().and_then(|page| page.publication.as_ref());
    let folder = folder.map(|id| format!("content/{id}/"));
    let is_its_own = |d: &&Diagnostic| {
        let source = d.location.as_ref().map(|location| location.source.as_str());
        folder.as_ref().is_some_and(|f| source.is_some_and(|s| s.starts_with(f.as_str())))
    };
    let faults = shown.faults();
    let all = || faults.iter().chain(&shown.diagnostics);
    let errors = || all().filter(|d| d.severity == Severity::Error);
    let own = all().filter(|d| d.severity != Severity::Error).filter(is_its_own);
    // What keeps this page from being made comes first.
    let told = fault.as_deref().into_iter().chain(errors()).chain(own);
    let told = told.enumerate().filter(|(at, d)| *at == 0 || !is_same(fault.as_deref(), d));
    let sources = app.studio.sources();
    PageView {
        desk,
        view: view_view(app, view),
        errors: errors().count(),
        warnings: all().filter(|d| d.severity == Severity::Warning).count(),
        notes: notes(told.map(|(_, d)| d).take(NOTES), &sources),
        page,
        pictures,
    }
}

/// Whether a fault is this one.
fn is_same(fault: Option<&Diagnostic>, other: &Diagnostic) -> bool {
    fault.is_some_and(|fault| fault.message == other.message && fault.location == other.location)
}

fn view_view(app: &App, view: View) -> ViewView {
    let as_of = view.as_of.map(|time| app.studio.civil(time));
    ViewView { drafts: view.drafts, pseudo: view.pseudo, as_of }
}

fn standing(app: &App, site: &Site, key: &PageKey, lang: &Lang) -> Standing {
    let publication = match key {
        PageKey::Publication(index) => Some(site.library.get(*index)),
        _ => None,
    };
    let now = (app.studio.options.clock)();
    let due = publication.and_then(|p| due(&p.facts, &site.config)).filter(|due| *due > now);
    let hidden = publication.and_then(|publication| match (publication.facts.draft, due) {
        (true, _) => Some("draft"),
        (false, Some(_)) => Some("embargo"),
        (false, None) => None,
    });
    let reports = publication.and_then(|publication| app.studio.reports(&publication.id));
    let reports = reports.unwrap_or_default();
    let alternates = site.plan.languages.iter().filter_map(|lang| {
        let address = site.plan.address(key, lang)?;
        Some(Alternate {
            lang: lang.to_string(),
            href: format!("{}{}", site.config.base_path, address.encoded()),
            state: publication.map(|publication| state(publication, lang, reports.get(lang))),
        })
    });
    Standing {
        lang: lang.to_string(),
        publication: publication.map(|publication| publication.id.to_string()),
        hidden,
        due: due.map(|due| app.studio.civil(due)),
        languages: alternates.collect(),
        source: publication.map(|publication| publication.edition_for(lang).1.source.to_string()),
    }
}

/// How an edition stands.
fn state(publication: &Publication, lang: &Lang, report: Option<&Report>) -> &'static str {
    if !publication.editions.contains_key(lang) {
        return "missing";
    }
    if *lang == publication.original {
        return "original";
    }
    let Some(report) = report.filter(|report| report.right_as_of.is_some()) else {
        return "unreviewed";
    };
    let has = |is_meant: fn(BlockState) -> bool| {
        BlockState::ALL.into_iter().any(|state| is_meant(state) && report.tally.blocks(state) > 0)
    };
    match () {
        () if has(BlockState::is_behind) => "behind",
        () if has(|state| state == BlockState::Machine) => "machine",
        () if has(|state| !state.is_settled()) => "unreviewed",
        () => "current",
    }
}

#[derive(Deserialize)]
pub(super) struct ViewChoice {
    drafts: bool,
    pseudo: bool,
    /// A time as `--now` takes it; empty for now.
    #[serde(default)]
    as_of: String,
}

/// Chooses what this browser sees.
pub(super) async fn choose(
    State(app): State<Arc<App>>,
    Json(choice): Json<ViewChoice>,
) -> Response {
    let zone = app.studio.time_zone();
    let as_of = match choice.as_of.trim() {
        "" => None,
        text => match parse_date(text, &zone) {
            Ok(date) => Some(date.instant(&zone)),
            Err(help) => {
                return (StatusCode::BAD_REQUEST, format!("{text}: {help}")).into_response();
            }
        },
    };
    let view = View { drafts: choice.drafts, pseudo: choice.pseudo, as_of };
    let cookie = format!("{}={}; Path=/; SameSite=Strict; HttpOnly", app.cookie, view.cookie());
    (StatusCode::NO_CONTENT, [(SET_COOKIE, cookie)]).into_response()
}

#[derive(Deserialize)]
pub(super) struct Place {
    path: String,
    line: usize,
    column: usize,
}

/// Opens a file of the site in the editor of the person at this machine.
pub(super) async fn open(State(app): State<Arc<App>>, Json(place): Json<Place>) -> Response {
    let sources = app.studio.sources();
    let source = SourceId::new(&place.path);
    if !sources.contains(&source) {
        return (StatusCode::NOT_FOUND, "there is no such file in the site").into_response();
    }
    let opened = app.studio.options.editor.open(&sources.path(&source), place.line, place.column);
    match opened {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(why @ Obstacle::NotStarted(..)) => {
            (StatusCode::INTERNAL_SERVER_ERROR, why.to_string()).into_response()
        }
        Err(why) => (StatusCode::CONFLICT, why.to_string()).into_response(),
    }
}

/// What was found out, as JSON that nobody keeps.
pub(super) fn answer<T: Serialize>(found: Option<T>) -> Response {
    let no_store = [(axum::http::header::CACHE_CONTROL, "no-store")];
    match found {
        Some(found) => (no_store, Json(found)).into_response(),
        None => (StatusCode::INTERNAL_SERVER_ERROR, no_store).into_response(),
    }
}
