//! The files that browsers get from the preview itself. They never reach a build.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};

use crate::headers::content_type;
use crate::media::Media;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/preview/client");

/// Answers with one of the files.
pub(super) async fn file(Path(name): Path<String>) -> Response {
    answer(&name)
}

/// Answers with one of the preview's own pages.
pub(super) fn page(name: &str) -> Response {
    answer(name)
}

fn answer(name: &str) -> Response {
    match FILES.get_file(name) {
        Some(file) => {
            let headers = [
                (CONTENT_TYPE, content_type(Media::of(name).media_type)),
                (CACHE_CONTROL, "no-cache".to_owned()),
            ];
            (headers, file.contents()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
