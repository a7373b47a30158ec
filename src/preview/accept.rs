//! Vouching for blocks of a translation from the browser, as `bollettino translations accept` does
//! it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::pages::blocking;
use super::{App, compare, desk};
use crate::author::{Busy, Desk, Lock, Obstacle, try_lock};
use crate::diagnostics::Diagnostics;
use crate::identity::{Lang, SourceId};
use crate::parse::folders;
use crate::site::Contents;
use crate::translation::{Block, Fingerprint, Refusal, Standing, Word};

/// How long a reviewer waits for others who are at work on the site's translations …
const PATIENCE: Duration = Duration::from_secs(2);
/// … and how often it is seen whether they still are.
const GLANCE: Duration = Duration::from_millis(20);

/// What a reviewer says in the browser.
#[derive(Deserialize)]
pub(super) struct AcceptRequest {
    publication: String,
    lang: String,
    /// The blocks that are meant: the number of each, and what was read of it.
    blocks: Vec<(usize, String)>,
    /// Who vouches for them.
    by: String,
    /// The reason, where one is needed; else what there is to say beside.
    #[serde(default)]
    note: String,
    /// Whether the translation stays as it is although the original has moved.
    #[serde(default)]
    unchanged: bool,
    /// Checks that the blocks need not pass.
    #[serde(default)]
    despite: Vec<String>,
    /// Whether they differ on purpose.
    #[serde(default)]
    forked: bool,
}

/// What came of it.
#[derive(Debug, Serialize)]
struct AcceptedView {
    /// The numbers of the blocks that were accepted.
    accepted: Vec<usize>,
    refused: Vec<RefusedView>,
}

/// A block that was not accepted.
#[derive(Debug, Serialize)]
struct RefusedView {
    number: usize,
    refusal: RefusalView,
}

/// Why a block is not accepted, and what to do.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RefusalView {
    /// `missing`, `untouched`, `obsolete` or `differs`.
    why: &'static str,
    message: String,
    /// What to do about it.
    help: &'static str,
    /// The checks that it does not pass.
    checks: Vec<&'static str>,
}

impl From<&Refusal> for RefusalView {
    fn from(refusal: &Refusal) -> Self {
        let (why, message, help) = match refusal {
            Refusal::Missing => (
                "missing",
                "the translation does not have it".to_owned(),
                "translate it, or leave it out on purpose",
            ),
            Refusal::Untouched => (
                "untouched",
                "the original has changed and the translation has not".to_owned(),
                "translate the change, or say why the translation stays as it is",
            ),
            Refusal::Obsolete => (
                "obsolete",
                "the original no longer has it".to_owned(),
                "remove it from the translation, or keep it on purpose",
            ),
            Refusal::Differs(failed) => {
                let said: Vec<&str> = failed.iter().map(|f| f.message.as_str()).collect();
                ("differs", said.join("; "), "correct it, or say why it may differ")
            }
        };
        let mut checks = match refusal {
            Refusal::Differs(failed) => failed.iter().map(|failure| failure.check.name).collect(),
            _ => Vec::new(),
        };
        checks.dedup();
        Self { why, message, help, checks }
    }
}

/// What tells whether both texts of a block still are what a reviewer has read.
pub(super) fn seen(original: Option<&Block>, translation: Option<&Block>) -> String {
    let texts = [original, translation].map(|block| block.map_or("", |block| &block.text));
    Fingerprint::of(&texts.join("\n\n")).to_string()
}

/// Accepts blocks, writes the ledger, and reads it again.
pub(super) async fn accept(
    State(app): State<Arc<App>>,
    Json(request): Json<AcceptRequest>,
) -> Response {
    let Ok(lock) = locked(&app).await else {
        let message = "somebody else is at work on the translations of this site, perhaps on the \
                       command line: nothing was changed; try again in a moment";
        return (StatusCode::CONFLICT, message).into_response();
    };
    let done = blocking(move || {
        let _lock = lock;
        let now = (app.studio.options.clock)();
        let taken = app.studio.with_contents(|contents| take(contents, &request, now));
        let (ledger, accepted) = taken.unwrap_or_else(|| {
            Err((StatusCode::SERVICE_UNAVAILABLE, "the site cannot be read".to_owned()))
        })?;
        if !accepted.accepted.is_empty() {
            app.studio.change(vec![ledger]);
        }
        Ok::<_, Refused>(accepted)
    });
    match done.await {
        Some(Err(refused)) => refused.into_response(),
        done => desk::answer(done.and_then(Result::ok)),
    }
}

/// Keeps others from the site's translations. Whoever waits for them here keeps no thread from
/// showing pages.
async fn locked(app: &App) -> Result<Lock, Busy> {
    let since = Instant::now();
    loop {
        match try_lock(&app.studio.options.site) {
            Err(Busy) if since.elapsed() < PATIENCE => tokio::time::sleep(GLANCE).await,
            done => return done,
        }
    }
}

/// Why nothing was done.
type Refused = (StatusCode, String);

/// Takes a reviewer's word; gives the ledger's name and what came of it.
fn take(
    contents: &Contents,
    request: &AcceptRequest,
    now: jiff::Timestamp,
) -> Result<(SourceId, AcceptedView), Refused> {
    let Some(publication) = compare::find(contents, &request.publication) else {
        return Err((StatusCode::NOT_FOUND, "there is no such publication".to_owned()));
    };
    let by = request.by.trim();
    if by.is_empty() || request.blocks.is_empty() {
        let missing = if by.is_empty() { "say who you are" } else { "no block is named" };
        return Err((StatusCode::BAD_REQUEST, missing.to_owned()));
    }
    let (id, config) = (&publication.folder.id, contents.config());
    // A ledger that somebody else has written just now must not be taken for missing.
    let changed = [SourceId::new(format!("content/{id}"))];
    let sources = contents.sources().relisted(&changed, &mut Diagnostics::new());
    let folders = folders(&sources, &mut Diagnostics::new());
    let folder = folders.iter().find(|folder| folder.id == *id).unwrap_or(&publication.folder);
    let desk = Desk::open(&sources, config, contents.rules(), folder)
        .map_err(|_| (StatusCode::CONFLICT, format!("`{id}` has errors: nothing was changed")))?;
    let lang = desk.translation(&request.lang).map_err(refused)?;
    if !is_as_it_was_read(&desk, &lang, request) {
        let message = "the texts have changed since they were shown: read them again";
        return Err((StatusCode::CONFLICT, message.to_owned()));
    }
    let date = now.to_zoned(config.time_zone.clone()).date();
    let accepted = desk.accept(&lang, &word(request, by, date)).map_err(refused)?;
    let told = |(number, refusal): &(usize, Refusal)| RefusedView {
        number: *number,
        refusal: refusal.into(),
    };
    let refused = accepted.refused.iter().map(told).collect();
    let ledger = id.source(&format!("{lang}.ledger"));
    Ok((ledger, AcceptedView { accepted: accepted.accepted, refused }))
}

fn word(request: &AcceptRequest, by: &str, date: jiff::civil::Date) -> Word {
    let note = request.note.trim();
    let is_reason = request.unchanged || !request.despite.is_empty();
    Word {
        blocks: request.blocks.iter().map(|(number, _)| *number).collect(),
        standing: if request.forked { Standing::Forked } else { Standing::Current },
        unchanged: request.unchanged.then(|| note.to_owned()),
        despite: request.despite.iter().map(|code| (code.clone(), note.to_owned())).collect(),
        note: (!is_reason && !note.is_empty()).then(|| note.to_owned()),
        date,
        by: Some(by.to_owned()),
    }
}

/// Whether the blocks still are what the reviewer has read.
fn is_as_it_was_read(desk: &Desk<'_>, lang: &Lang, request: &AcceptRequest) -> bool {
    let (Some(pair), Some(review)) = (desk.sides.pair(lang), desk.sides.review(lang, desk.rules))
    else {
        return false;
    };
    request.blocks.iter().all(|(number, read)| {
        let unit = number.checked_sub(1).and_then(|at| review.units.get(at));
        unit.is_some_and(|unit| {
            let (original, translation) = pair.blocks(unit);
            seen(original, translation) == *read
        })
    })
}

fn refused(obstacle: Obstacle) -> Refused {
    let status = match obstacle {
        Obstacle::NotWritten(_) => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    };
    (status, obstacle.to_string())
}
