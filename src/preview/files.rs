//! Files of the site as they are: in parts where parts are asked for, and not at all where a browser
//! has them already.

use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, LAST_MODIFIED, RANGE,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::ServeFile;

use crate::headers::content_type;
use crate::identity::SourceId;
use crate::sources::Sources;

/// A file, ready to be sent.
pub(super) struct SiteFile {
    path: PathBuf,
    media_type: String,
    /// What tells this content from another.
    tag: Option<String>,
}

impl SiteFile {
    /// A file of the site; `None` when it is none any more, or lies elsewhere behind a link.
    pub(super) fn new(sources: &Sources, source: &SourceId, media_type: &str) -> Option<SiteFile> {
        sources.is_inside(source).then(|| SiteFile {
            path: sources.path(source),
            media_type: content_type(media_type),
            tag: sources.stamp(source).map(|stamp| format!("\"{stamp}\"")),
        })
    }

    /// Answers a request with it.
    pub(super) async fn send(self, method: &Method, asked: &HeaderMap) -> Response {
        let tag = self.tag.as_deref().and_then(|tag| HeaderValue::from_str(tag).ok());
        let mut response = match self.tag.as_deref().is_some_and(|tag| is_known(tag, asked)) {
            true => StatusCode::NOT_MODIFIED.into_response(),
            false => self.read(method, asked).await,
        };
        if let Some(tag) = tag.filter(|_| response.status() != StatusCode::NOT_FOUND) {
            response.headers_mut().insert(ETAG, tag);
        }
        response
    }

    async fn read(&self, method: &Method, asked: &HeaderMap) -> Response {
        let part = asked.get(RANGE).filter(|range| method == Method::GET && is_one_part(range));
        let since = asked.get(IF_MODIFIED_SINCE).filter(|_| !asked.contains_key(IF_NONE_MATCH));
        let response = self.serve(method, [(RANGE, part), (IF_MODIFIED_SINCE, since)]).await;
        // A part of what a browser has the rest of, if that is what is here.
        match asked.get(IF_RANGE).filter(|_| part.is_some()) {
            Some(known) if !self.is_still(known, response.headers()) => {
                self.serve(method, [(IF_MODIFIED_SINCE, since)]).await
            }
            _ => response,
        }
    }

    async fn serve<const N: usize>(
        &self,
        method: &Method,
        asked: [(axum::http::HeaderName, Option<&HeaderValue>); N],
    ) -> Response {
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method.clone();
        let given = asked.into_iter().filter_map(|(name, value)| Some((name, value?.clone())));
        request.headers_mut().extend(given);
        let served = ServeFile::new(Path::new(&self.path)).oneshot(request).await;
        let Ok(mut response) = served.map(|response| response.map(Body::new));
        if let Ok(value) = HeaderValue::from_str(&self.media_type)
            && response.headers().contains_key(CONTENT_TYPE)
        {
            response.headers_mut().insert(CONTENT_TYPE, value);
        }
        response
    }

    fn is_still(&self, known: &HeaderValue, headers: &HeaderMap) -> bool {
        self.tag.as_deref().is_some_and(|tag| known.as_bytes() == tag.as_bytes())
            || headers.get(LAST_MODIFIED) == Some(known)
    }
}

/// Whether a browser says that it has what a tag stands for.
pub(super) fn is_known(tag: &str, asked: &HeaderMap) -> bool {
    let known = asked.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    known.flat_map(|value| value.split(',')).any(|known| {
        let known = known.trim();
        known == "*" || known.trim_start_matches("W/") == tag
    })
}

/// Whether one part in bytes is asked for: any other `Range` may be passed over, and is (RFC 9110,
/// 14.2).
fn is_one_part(range: &HeaderValue) -> bool {
    let text = range.to_str().unwrap_or_default();
    let Some((unit, part)) = text.split_once('=') else { return false };
    let Some((first, last)) = part.trim().split_once('-') else { return false };
    let number = |text: &str| text.parse::<u64>().ok();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_part = match (is_number(first), is_number(last)) {
        (true, true) => number(first) <= number(last),
        (true, false) => last.is_empty(),
        (false, true) => first.is_empty(),
        (false, false) => false,
    };
    unit.eq_ignore_ascii_case("bytes") && is_part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_ranges_than_one_part_in_bytes_are_passed_over() {
        for (range, expected) in [
            ("bytes=0-4", true),
            ("Bytes=0-4", true),
            ("bytes=4-", true),
            ("bytes=-4", true),
            ("bytes=4-0", false),
            ("bytes=0-1,3-4", false),
            ("bytes=", false),
            ("bytes=-", false),
            ("bytes=a-b", false),
            ("bytes=+1-2", false),
            ("items=0-4", false),
            ("bytes", false),
        ] {
            assert_eq!(is_one_part(&HeaderValue::from_static(range)), expected, "{range}");
        }
    }
}
