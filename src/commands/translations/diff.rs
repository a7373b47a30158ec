//! What changed between two texts, word by word.

use similar::{ChangeTag, TextDiff};

/// A text with what went and what came: in colour on a terminal, else as `[-old-]{+new+}`.
pub(super) fn words(old: &str, new: &str, coloured: bool) -> String {
    let diff = TextDiff::from_words(old, new);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, run)) if *tag == change.tag() => run.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    runs.into_iter()
        .map(|(tag, run)| match (tag, coloured) {
            (ChangeTag::Equal, _) => run,
            (ChangeTag::Delete, false) => format!("[-{run}-]"),
            (ChangeTag::Insert, false) => format!("{{+{run}+}}"),
            (ChangeTag::Delete, true) => format!("\u{1b}[31;9m{run}\u{1b}[0m"),
            (ChangeTag::Insert, true) => format!("\u{1b}[32;4m{run}\u{1b}[0m"),
        })
        .collect()
}
