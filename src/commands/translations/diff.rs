//! What changed between two texts, for a terminal.

use crate::translation::{Change, word_changes};

/// A text with what went and what came: in colour on a terminal, else as `[-old-]{+new+}`.
pub(super) fn words(old: &str, new: &str, coloured: bool) -> String {
    let runs = word_changes(old, new).into_iter();
    runs.map(|(change, run)| match (change, coloured) {
        (Change::Kept, _) => run,
        (Change::Gone, false) => format!("[-{run}-]"),
        (Change::New, false) => format!("{{+{run}+}}"),
        (Change::Gone, true) => format!("\u{1b}[31;9m{run}\u{1b}[0m"),
        (Change::New, true) => format!("\u{1b}[32;4m{run}\u{1b}[0m"),
    })
    .collect()
}
