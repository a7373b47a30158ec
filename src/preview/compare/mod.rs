//! Editions of a publication side by side, block beside block: what each reader gets, and what is
//! stale, missing or contradictory.
//!
//! Everything comes from the site's [`Contents`](crate::site::Contents) and the files as they are
//! now, so drafts and what is not due are compared like everything else.

mod align;
mod pictures;
mod rows;
mod side;
mod views;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::desk::DeskView;
use super::files::SiteFile;
use super::hidden::{HiddenView, hidden_view};
use super::notes::{Note, notes};
use super::pages::blocking;
use super::{App, client, desk};
use crate::author::Desk;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::identity::Lang;
use crate::media::Media;
use crate::parse::{ParsedPublication, side_by_side};
use crate::site::Contents;
use rows::Rows;
use side::{LanguageView, Role, Side, SideView, languages, role};
use views::RowView;

/// What the page is told.
#[derive(Debug, Serialize)]
struct Told {
    #[serde(flatten)]
    desk: DeskView,
    #[serde(flatten)]
    view: CompareView,
}

/// Two editions of a publication.
#[derive(Debug, Serialize)]
struct CompareView {
    publication: String,
    kind: &'static str,
    /// The original's title.
    title: Option<String>,
    /// Why the public does not see it now.
    hidden: Option<HiddenView>,
    /// The language of the original.
    original: String,
    /// What may be compared.
    languages: Vec<LanguageView>,
    /// Left and right; `None` when the publication cannot be read at all.
    sides: Option<[SideView; 2]>,
    rows: Vec<RowView>,
    /// All there is to say about the publication's files.
    notes: Vec<Note>,
}

#[derive(Deserialize)]
pub(super) struct CompareQuery {
    publication: String,
    left: Option<String>,
    right: Option<String>,
}

/// The page on which two editions are compared; its script asks for what it shows.
pub(super) async fn page() -> Response {
    client::page("compare.html")
}

/// Compares two editions.
pub(super) async fn compare(
    State(app): State<Arc<App>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Query(query): Query<CompareQuery>,
) -> Response {
    let compared = blocking(move || {
        let desk = DeskView::new(&app, peer);
        let now = (app.studio.options.clock)();
        let view = app.studio.with_contents(|contents| {
            let publication = find(contents, &query.publication)?;
            Some(view(contents, publication, &query, now))
        });
        view.flatten().map(|view| Told { desk, view })
    });
    match compared.await {
        Some(None) => (StatusCode::NOT_FOUND, "there is no such publication").into_response(),
        compared => desk::answer(compared.flatten()),
    }
}

/// The publication of this id, as the site's folders have it.
pub(super) fn find<'c>(contents: &'c Contents, id: &str) -> Option<&'c ParsedPublication> {
    let publications = contents.publications();
    let at = publications.binary_search_by(|known| known.folder.id.as_str().cmp(id)).ok()?;
    publications.get(at)
}

fn view(
    contents: &Contents,
    publication: &ParsedPublication,
    query: &CompareQuery,
    now: Timestamp,
) -> CompareView {
    let (sources, config) = (contents.sources(), contents.config());
    let mut out = Diagnostics::new();
    let folder = &publication.folder;
    let opened = side_by_side(&sources, config, folder, &mut out);
    let desk = opened.map(|sides| Desk {
        sources: &sources,
        config,
        rules: contents.rules(),
        id: &folder.id,
        sides,
    });
    let mut faults: Vec<&Diagnostic> = out.iter().collect();
    let is_new = |fault: &&Diagnostic| {
        out.iter().all(|d| d.location != fault.location || d.message != fault.message)
    };
    faults.extend(publication.faults.iter().filter(is_new));
    let notes = notes(faults, &sources);
    let original = desk.as_ref().map(|desk| desk.sides.original.clone());
    let original = original.or_else(|| publication.original(config).cloned());
    let title = original.as_ref().and_then(|lang| publication.editions.get(lang)?.as_ref());
    let today = now.to_zoned(config.time_zone.clone()).date();
    let mut view = CompareView {
        publication: folder.id.to_string(),
        kind: folder.kind.id(),
        title: title.map(|document| document.facts.title.clone()),
        hidden: hidden_view(publication, config, now),
        original: original.map(|lang| lang.to_string()).unwrap_or_default(),
        languages: Vec::new(),
        sides: None,
        rows: Vec::new(),
        notes,
    };
    if let Some(desk) = &desk {
        let [left, right] = chosen(desk, publication, query);
        let left = Side::open(desk, publication, &left);
        let right = Side::open(desk, publication, &right);
        view.languages = languages(desk, publication);
        view.rows = Rows::new(desk, publication).of(&left, &right, today);
        view.sides = Some([left.view(desk, publication), right.view(desk, publication)]);
    }
    view
}

/// The two editions that are asked for; those that are not are the original and the first other.
fn chosen(desk: &Desk<'_>, publication: &ParsedPublication, query: &CompareQuery) -> [Lang; 2] {
    let listed = desk.config.languages.iter().map(|(lang, _)| lang);
    let known: Vec<&Lang> = listed.chain(publication.editions.keys()).collect();
    let asked = |lang: &Option<String>| {
        let lang = lang.as_deref()?;
        known.iter().find(|known| known.as_str() == lang).map(|lang| (*lang).clone())
    };
    let original = desk.sides.original.clone();
    let (left, right) = (asked(&query.left), asked(&query.right));
    let left = left.unwrap_or_else(|| match &right {
        Some(right) if *right == original => other(desk, publication, &known, right),
        _ => original.clone(),
    });
    let right = right.filter(|right| *right != left);
    let right = right.unwrap_or_else(|| match left == original {
        true => other(desk, publication, &known, &left),
        false => original,
    });
    [left, right]
}

/// Another language than this: a translation rather than one without.
fn other(desk: &Desk<'_>, publication: &ParsedPublication, known: &[&Lang], lang: &Lang) -> Lang {
    let others = || known.iter().filter(|known| ***known != *lang);
    let translation = others().find(|lang| role(desk, publication, lang) == Role::Translation);
    translation.or_else(|| others().next()).map_or_else(|| lang.clone(), |lang| (*lang).clone())
}

/// Answers with a picture of a publication, whoever may see that.
pub(super) async fn picture(
    State(app): State<Arc<App>>,
    Path(path): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    let found = blocking(move || {
        let found = app.studio.with_contents(|contents| {
            let owner = |publication: &&ParsedPublication| {
                let folder = &publication.folder;
                let file = path.strip_prefix(folder.id.as_str());
                let file = file.and_then(|file| file.strip_prefix('/'));
                file.is_some_and(|file| folder.files.iter().any(|known| known == file))
            };
            let publication = contents.publications().iter().find(owner)?;
            let file = &path[publication.folder.id.as_str().len() + 1..];
            let media_type = Media::of(file).media_type;
            let source = publication.folder.id.source(file);
            let is_picture = media_type.starts_with("image/");
            is_picture.then(|| SiteFile::new(&contents.sources(), &source, media_type)).flatten()
        });
        found.flatten()
    });
    match found.await.flatten() {
        Some(file) => file.send(&method, &headers).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
