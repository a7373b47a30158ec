//! What changed between two texts, word by word.

use similar::{ChangeTag, TextDiff};

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// They stayed.
    Kept,
    /// They went.
    Gone,
    /// They came.
    New,
}

/// A text with what went and what came, in pieces with one fate each.
pub fn word_changes(old: &str, new: &str) -> Vec<(Change, String)> {
    let diff = TextDiff::from_words(old, new);
    let mut runs: Vec<(Change, String)> = Vec::new();
    for part in diff.iter_all_changes() {
        let change = match part.tag() {
            ChangeTag::Equal => Change::Kept,
            ChangeTag::Delete => Change::Gone,
            ChangeTag::Insert => Change::New,
        };
        match runs.last_mut() {
            Some((last, run)) if *last == change => run.push_str(part.value()),
            _ => runs.push((change, part.value().to_owned())),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::{Change, word_changes};

    fn check(old: &str, new: &str, expected: &str) {
        let shown = |(change, words): (Change, String)| match change {
            Change::Kept => words,
            Change::Gone => format!("-{words}-"),
            Change::New => format!("+{words}+"),
        };
        let said: String = word_changes(old, new).into_iter().map(shown).collect();
        assert_eq!(said, expected, "{old} / {new}");
    }

    #[test]
    fn words_stay_go_and_come() {
        check("entro 72 ore", "entro 72 ore", "entro 72 ore");
        check("entro 72 ore", "entro 24 ore", "entro -72-+24+ ore");
        check("da qui", "non da qui", "+non +da qui");
        check("da qui", "", "-da qui-");
        check("", "è qui", "+è qui+");
    }
}
