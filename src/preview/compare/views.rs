//! What a row of the comparison says, as the page gets it.

use std::ops::Range;

use serde::Serialize;

use super::align::{Piece, pieces};
use crate::diagnostics::Severity;
use crate::preview::accept::RefusalView;
use crate::translation::{
    Block, BlockKind, CODE_CLOSE, CODE_OPEN, Change, Failure, Record, word_changes,
};

/// One block in every edition that is compared.
#[derive(Debug, Serialize)]
pub(super) struct RowView {
    /// What tells the row from others when the page is brought up to date.
    pub(super) key: String,
    /// What the block is: `heading`, `paragraph` …
    pub(super) kind: String,
    /// The same with its level, file or date.
    pub(super) label: String,
    /// The original, where it is neither of the two editions.
    pub(super) original: Option<CellView>,
    pub(super) left: Option<CellView>,
    pub(super) right: Option<CellView>,
    /// What does not agree.
    pub(super) faults: Vec<FaultView>,
}

/// One block of one edition, or the place where it should be.
#[derive(Debug, Serialize)]
pub(super) struct CellView {
    /// How it stands; `None` for the original.
    pub(super) state: Option<&'static str>,
    /// Whether somebody vouches for it as it is.
    pub(super) settled: bool,
    /// Its number in the review, by which it is accepted.
    pub(super) number: Option<usize>,
    /// What was read of it, for the same purpose.
    pub(super) seen: Option<String>,
    /// Its text; `None` where the edition has no such block.
    pub(super) text: Option<Vec<PieceView>>,
    /// Where it stands in its file.
    pub(super) place: Option<PlaceView>,
    /// What has changed in the original since it was accepted.
    pub(super) was: Option<Vec<RunView>>,
    pub(super) accepted: Option<AcceptedView>,
    /// Why it cannot be accepted as it is.
    pub(super) refusal: Option<RefusalView>,
    /// Whether a stale translation of it is dangerous.
    pub(super) critical: bool,
    /// The picture that it describes.
    pub(super) picture: Option<PictureView>,
}

/// A piece of a text.
#[derive(Debug, Serialize)]
pub(super) struct PieceView {
    pub(super) text: String,
    /// Whether it is the same in every language.
    pub(super) code: bool,
    /// The faults of the row that it is part of.
    pub(super) faults: Vec<usize>,
}

/// A picture.
#[derive(Debug, Serialize)]
pub(super) struct PictureView {
    /// Where it is, below `/_preview/picture/`.
    pub(super) path: String,
    /// What tells its content from another: a browser keeps what an address gave once.
    pub(super) stamp: String,
}

/// A place in a file.
#[derive(Debug, Serialize)]
pub(super) struct PlaceView {
    pub(super) path: String,
    pub(super) line: usize,
    pub(super) column: usize,
}

/// Some words of the original, and what became of them.
#[derive(Debug, Serialize)]
pub(super) struct RunView {
    pub(super) change: &'static str,
    pub(super) text: String,
}

/// Who vouched for a block.
#[derive(Debug, Serialize)]
pub(super) struct AcceptedView {
    pub(super) date: String,
    pub(super) by: Option<String>,
    /// Why it stayed as it was although the original had moved.
    pub(super) unchanged: Option<String>,
    /// Checks that it need not pass, each with the reason.
    pub(super) despite: Vec<(String, String)>,
    /// What else was said.
    pub(super) note: Option<String>,
}

/// A check that a block does not pass.
#[derive(Debug, Serialize)]
pub(super) struct FaultView {
    /// `left`, `right` or `original`: the cell in which it is told.
    pub(super) side: &'static str,
    pub(super) code: &'static str,
    pub(super) severity: &'static str,
    pub(super) message: String,
    pub(super) help: String,
}

impl FaultView {
    /// Of a check that a block on this side does not pass.
    pub(super) fn of(failure: &Failure, side: &'static str, severity: Severity) -> Self {
        Self {
            side,
            code: failure.check.name,
            severity: severity.as_str(),
            message: failure.message.clone(),
            help: failure.help.clone(),
        }
    }
}

impl CellView {
    /// Of the original, without anything in it.
    pub(super) fn empty() -> Self {
        Self {
            state: None,
            settled: true,
            number: None,
            seen: None,
            text: None,
            place: None,
            was: None,
            accepted: None,
            refusal: None,
            critical: false,
            picture: None,
        }
    }
}

impl AcceptedView {
    /// Of what was accepted.
    pub(super) fn of(record: &Record) -> Self {
        Self {
            date: record.date.to_string(),
            by: record.by.clone(),
            unchanged: record.unchanged.clone(),
            despite: record.despite.clone(),
            note: record.note.clone(),
        }
    }
}

/// What has changed in the original since a block was accepted; `None` where nothing has.
pub(super) fn was(record: Option<&Record>, original: Option<&Block>) -> Option<Vec<RunView>> {
    let then = record?.original.as_deref()?;
    let now = original.map_or("", |block| block.text.as_str());
    let run = |(change, text): (Change, String)| RunView {
        change: match change {
            Change::Kept => "kept",
            Change::Gone => "gone",
            Change::New => "new",
        },
        text: text.replace(CODE_OPEN, " ‹").replace(CODE_CLOSE, "›"),
    };
    (then != now).then(|| word_changes(then, now).into_iter().map(run).collect())
}

/// A block's text in pieces, with the faults that it is marked with.
pub(super) fn pieces_view(block: &Block, marks: &[(usize, Range<usize>)]) -> Vec<PieceView> {
    let view = |piece: Piece<'_>| PieceView {
        text: piece.text.to_owned(),
        code: piece.code,
        faults: piece.marks,
    };
    pieces(&block.text, marks).into_iter().map(view).collect()
}

/// What a block is, for a style sheet and for a reader.
pub(super) fn named(kind: &BlockKind) -> (String, String) {
    let word = kind.to_string();
    let word = word.split(' ').next().unwrap_or_default().to_owned();
    let label = match kind {
        BlockKind::Heading(level) => format!("Heading {level}"),
        BlockKind::CoverAlternative => "Cover, alternative text".to_owned(),
        BlockKind::Attachment(file) => format!("Title of {file}"),
        BlockKind::Change(date, 1) => format!("Change of {date}"),
        BlockKind::Change(date, number) => format!("Change of {date}, {number}"),
        BlockKind::Item => "List item".to_owned(),
        BlockKind::Row => "Table row".to_owned(),
        BlockKind::Alternative => "Alternative text".to_owned(),
        BlockKind::CalloutTitle => "Title of a callout".to_owned(),
        BlockKind::Title
        | BlockKind::Summary
        | BlockKind::Method
        | BlockKind::Paragraph
        | BlockKind::Term
        | BlockKind::Definition
        | BlockKind::Footnote
        | BlockKind::Caption
        | BlockKind::Code
        | BlockKind::Component => {
            let mut letters = word.chars();
            letters.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(letters).collect()
        }
    };
    (word, label)
}
