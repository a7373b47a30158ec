//! The site's own addresses: what a build would write there, rendered when it is asked for.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, COOKIE, ETAG, LOCATION, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use super::files::{SiteFile, is_known};
use super::studio::Shown;
use super::{App, View};
use crate::digest::Digest;
use crate::headers::content_type;
use crate::identity::{Address, Lang};
use crate::media::Media;
use crate::plan::{PageKey, Spec};
use crate::render::Content;
use crate::seal::{Continues, is_seal, seal};
use crate::sinks::{Nowhere, render_all};
use crate::site::Site;

/// What a page of the preview has that one of a build has not: its last child of `<head>`.
pub(super) const SCRIPT: &str =
    "<script type=\"module\" src=\"/_preview/client/preview.js\"></script>";

/// What is answered.
enum Answer {
    /// Bytes made by the program.
    Made { status: StatusCode, media_type: String, bytes: Vec<u8>, location: Option<String> },
    /// A file of the site.
    File(SiteFile),
    /// The same with another spelling of the address.
    Moved(String),
}

/// Answers with what the plan has at an address.
pub(super) async fn site(State(app): State<Arc<App>>, request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    let view = app.view(request.headers());
    let path = request.uri().path().to_owned();
    let answer = blocking(move || answer(&app, view, &path)).await;
    let mut response = match answer {
        Some(Answer::Made { status, media_type, bytes, location }) => {
            made(status, &media_type, bytes, location, request.headers())
        }
        Some(Answer::File(file)) => file.send(request.method(), request.headers()).await,
        Some(Answer::Moved(to)) => (StatusCode::FOUND, [(LOCATION, to)]).into_response(),
        None => (StatusCode::INTERNAL_SERVER_ERROR, "the preview failed\n").into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(VARY, HeaderValue::from_static("cookie"));
    response
}

/// Tells of every change: an event with the number of the site's generation; and when all pages of
/// one were made.
pub(super) async fn events(State(app): State<Arc<App>>) -> impl IntoResponse {
    let heard = (app.studio.generations(), app.studio.sweeps());
    let told = futures_util::stream::unfold(heard, async |(mut generations, mut sweeps)| {
        let event = tokio::select! {
            changed = generations.changed() => {
                changed.ok()?;
                let generation = *generations.borrow_and_update();
                Event::default().event("change").data(generation.to_string())
            }
            swept = sweeps.changed() => {
                swept.ok()?;
                Event::default().event("swept").data("")
            }
        };
        Some((Ok::<Event, Infallible>(event), (generations, sweeps)))
    });
    Sse::new(told).keep_alive(KeepAlive::default())
}

/// Does what takes its time where nobody waits for it; `None` when it panicked.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}

/// The address of the site that a path of this server means, if something is there.
pub(super) fn find(site: &Site, path: &str) -> Option<Address> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let address = Address::new(decoded.strip_prefix(site.config.base_path.as_str())?);
    site.plan.spec(&address).map(|_| address)
}

/// What is asked for pages of one view.
struct Asked<'a> {
    app: &'a App,
    view: View,
    shown: &'a Shown,
    site: &'a Site,
}

fn answer(app: &App, view: View, path: &str) -> Answer {
    let shown = app.studio.shown(view);
    let Some(site) = &shown.site else { return unavailable() };
    let asked = Asked { app, view, shown: &shown, site };
    let Ok(decoded) = percent_decode_str(path).decode_utf8() else { return asked.nothing(path) };
    let base = site.config.base_path.as_str();
    match decoded.strip_prefix(base) {
        Some("") => Answer::Moved(format!("{base}/")),
        Some(inside) if inside.starts_with('/') => asked.at(inside, path),
        _ if decoded == "/" => Answer::Moved(format!("{base}/")),
        _ => asked.nothing(&decoded),
    }
}

impl Asked<'_> {
    /// What is at an address of the site; `path` is how it was asked for.
    fn at(&self, inside: &str, path: &str) -> Answer {
        let plan = &self.site.plan;
        let address = Address::new(inside);
        if let Some(spec) = plan.spec(&address) {
            return self.served(&address, spec);
        }
        if let Some(answer) = seals(self.site, &address) {
            return answer;
        }
        let folder = inside.strip_suffix("index.html").unwrap_or("");
        if plan.spec(&Address::new(folder)).is_some() {
            return Answer::Moved(path.trim_end_matches("index.html").to_owned());
        }
        if plan.spec(&Address::new(format!("{inside}/"))).is_some() {
            return Answer::Moved(format!("{path}/"));
        }
        self.nothing(inside)
    }

    /// What the plan has at an address; as it was last made when it cannot be made now.
    fn served(&self, address: &Address, spec: &Spec) -> Answer {
        let site = self.site;
        let (status, location) = match spec {
            Spec::Redirect(redirect) => match &redirect.target {
                Some(target) => {
                    let base = &site.config.base_path;
                    (StatusCode::FOUND, Some(format!("{base}{}", target.encoded())))
                }
                None => (StatusCode::GONE, None),
            },
            Spec::Page(PageKey::NotFound, _) => (StatusCode::NOT_FOUND, None),
            _ => (StatusCode::OK, None),
        };
        let media_type = spec.media_type(address);
        let last = &self.app.last;
        let bytes = match self.shown.render(address).map(|artifact| artifact.content) {
            Ok(Content::Bytes(bytes)) => {
                last.keep(self.view, address, &bytes);
                bytes
            }
            Ok(Content::File(source)) => {
                return match SiteFile::new(&site.sources, &source, media_type) {
                    Some(file) => Answer::File(file),
                    None => self.nothing(address.as_str()),
                };
            }
            Err(fault) => match last.find(self.view, address) {
                Some(bytes) => bytes.to_vec(),
                None => return failed(&fault.message),
            },
        };
        Answer::Made { status, media_type: content_type(media_type), bytes, location }
    }

    /// The page that says so in the language of the address.
    fn nothing(&self, path: &str) -> Answer {
        let site = self.site;
        let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        let first = Lang::new(first);
        let is_spoken = site.plan.languages.contains(&first);
        let lang = if is_spoken { &first } else { site.config.default_language() };
        let address = site.plan.address(&PageKey::NotFound, lang);
        match address.and_then(|address| Some((address, site.plan.spec(address)?))) {
            Some((address, spec)) => self.served(address, spec),
            None => unavailable(),
        }
    }
}

/// What vouches for everything, made by rendering everything; `None` where an address is none of it.
fn seals(site: &Site, address: &Address) -> Option<Answer> {
    if !is_seal(&address.file()) {
        return None;
    }
    let sealed = render_all(site, &Nowhere, &|| ())
        .and_then(|delivered| Ok(seal(site, delivered, Continues::default())?));
    let Ok(seals) = sealed else {
        return Some(failed("the site has errors, and no digests until they are mended"));
    };
    let artifact =
        seals.artifacts(None).into_iter().find(|artifact| artifact.address == *address)?;
    let Content::Bytes(bytes) = artifact.content else { return Some(unavailable()) };
    let media_type = content_type(Media::of(&address.file()).media_type);
    Some(Answer::Made { status: StatusCode::OK, media_type, bytes, location: None })
}

/// A page that cannot be made: the script on it says why, and shows the page when it can be.
fn failed(why: &str) -> Answer {
    let why = crate::html::escape(why);
    let bytes = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Preview</title>\
         </head><body><main><h1>This page cannot be made</h1><p>{why}</p></main></body></html>\n"
    );
    Answer::Made {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        media_type: "text/html; charset=utf-8".to_owned(),
        bytes: bytes.into_bytes(),
        location: None,
    }
}

fn unavailable() -> Answer {
    failed("the site cannot be read")
}

fn made(
    status: StatusCode,
    media_type: &str,
    mut bytes: Vec<u8>,
    location: Option<String>,
    asked: &HeaderMap,
) -> Response {
    if media_type.starts_with("text/html") {
        add_script(&mut bytes);
    }
    let tag = format!("\"{}\"", &Digest::of(&bytes).to_string()[..32]);
    let is_known = is_known(&tag, asked);
    let mut response = match is_known && status == StatusCode::OK {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => (status, [(CONTENT_TYPE, media_type)], Body::from(bytes)).into_response(),
    };
    let headers = response.headers_mut();
    headers.extend([(ETAG, tag)].into_iter().filter_map(valid));
    headers.extend(location.map(|to| (LOCATION, to)).and_then(valid));
    response
}

fn valid<N>((name, value): (N, String)) -> Option<(N, HeaderValue)> {
    Some((name, HeaderValue::from_str(&value).ok()?))
}

/// Puts the preview's script at the end of a page's head.
fn add_script(page: &mut Vec<u8>) {
    let end = memchr::memmem::find(page, b"</head>").unwrap_or(0);
    page.splice(end..end, SCRIPT.bytes());
}

impl App {
    /// What the browser that asks has chosen to see.
    pub(super) fn view(&self, headers: &HeaderMap) -> View {
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        View::from_cookies(&cookies.collect::<Vec<_>>().join("; "), &self.cookie)
    }
}
