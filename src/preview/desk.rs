//! What the script on every page asks for and does: how the page stands, another view, a file
//! opened in the editor.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::notes::{Note, notes};
use super::pages::{blocking, find};
use super::studio::Shown;
use super::{App, View, editor};
use crate::diagnostics::{Diagnostic, Severity};
use crate::identity::{Lang, SourceId};
use crate::library::Publication;
use crate::plan::{PageKey, Spec};
use crate::publication::parse_date;
use crate::render::render;
use crate::select::due;
use crate::site::Site;
use crate::translation::{Report, State as BlockState};

/// So many diagnostics are shown at most, the errors first.
const NOTES: usize = 100;

/// A page of the site, as the preview's bar shows it.
#[derive(Debug, Serialize)]
struct PageView {
    /// The site's generation that this is true of.
    generation: u64,
    /// What writes must carry.
    token: String,
    /// What the browser has chosen to see.
    view: ViewView,
    /// The page; `None` when there is nothing at the address.
    page: Option<Standing>,
    /// How many errors and warnings the site has.
    errors: usize,
    warnings: usize,
    /// The site's errors, and all there is to say about the page's own files.
    notes: Vec<Note>,
    /// How a place is opened: an address with `{file}`, `{line}`, `{column}`; `None` when this
    /// program does it.
    editor: Option<String>,
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
    Query(query): Query<PageQuery>,
    headers: HeaderMap,
) -> Response {
    let view = app.view(&headers);
    answer(blocking(move || page_view(&app, view, &query.path)).await)
}

fn page_view(app: &App, view: View, path: &str) -> PageView {
    let generation = *app.studio.generations().borrow();
    let shown = app.studio.shown(view);
    let found = shown.site.as_ref().and_then(|site| Some((site, find(site, path)?)));
    let fault = found.as_ref().and_then(|(site, address)| render(site, address).err());
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
    let errors = || shown.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let own = shown.diagnostics.iter().filter(|d| d.severity != Severity::Error).filter(is_its_own);
    let told = fault.as_deref().into_iter().chain(errors()).chain(own).take(NOTES);
    let sources = app.studio.sources();
    PageView {
        generation,
        token: app.guard.token().to_owned(),
        view: view_view(app, view),
        errors: errors().count() + usize::from(fault.is_some()),
        warnings: count(&shown, Severity::Warning),
        notes: notes(told, &sources),
        page,
        editor: editor::address(&app.studio.options),
    }
}

fn count(shown: &Shown, severity: Severity) -> usize {
    shown.diagnostics.iter().filter(|d| d.severity == severity).count()
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
    match editor::open(&app.studio.options, &sources.path(&source), place.line, place.column) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
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
