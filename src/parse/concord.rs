//! What two editions must have in common, said at its place in the file where it is mended.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Folder;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, PARITY_UNREVIEWED, byte_range};
use crate::identity::Lang;
use crate::translation::parity::{Counts, structure};
use crate::translation::{Block, Failure, Ledger, Review, Rules, State, Unit};

/// A translation, its original, and how they stand.
#[derive(Clone, Copy)]
pub(super) struct Between<'a> {
    pub(super) folder: &'a Folder,
    pub(super) from: &'a Lang,
    pub(super) to: &'a Lang,
    pub(super) original: &'a [Block],
    pub(super) translation: &'a [Block],
    pub(super) ledger: Option<&'a Ledger>,
    pub(super) review: &'a Review,
    /// The editions' files.
    pub(super) texts: &'a BTreeMap<Lang, String>,
}

/// Checks every block that both editions have. What was accepted must agree; what never was gets
/// one warning; where the original has moved, differences are part of that.
pub(super) fn check(between: &Between<'_>, rules: &Rules, out: &mut Diagnostics) {
    let mut unreviewed: Vec<Diagnostic> = Vec::new();
    for unit in &between.review.units {
        let (Some(o), Some(t)) = (unit.original, unit.translation) else { continue };
        let vouched = match unit.state {
            State::Current | State::Edited | State::Machine => true,
            State::Unreviewed => false,
            _ => continue,
        };
        let (original, translation) =
            (&between.original[o as usize], &between.translation[t as usize]);
        let failures = rules.failures((between.from, original), (between.to, translation));
        for failure in failures.into_iter().filter(|failure| !between.exempts(unit, failure)) {
            let said = between.said(original, translation, &failure);
            if vouched {
                out.push(said);
            } else {
                unreviewed.push(said);
            }
        }
    }
    out.extend(between.sum_up(unreviewed));
}

/// Checks that both editions have as many headings, lists, tables and the like, where nothing else
/// says that they differ.
pub(super) fn check_structure(
    between: &Between<'_>,
    original: &Counts,
    translation: &Counts,
    out: &mut Diagnostics,
) {
    let units = &between.review.units;
    let explained = |unit: &Unit| unit.state.is_behind() || unit.state == State::Forked;
    if !between.review.was_accepted() || units.iter().any(explained) {
        return;
    }
    let source = between.folder.id.source(&format!("{}.md", between.to));
    for difference in structure(original, translation) {
        let at = Location::field(&source, "title");
        out.push(difference.check.at(at, difference.message).help(difference.help));
    }
}

impl Between<'_> {
    fn exempts(&self, unit: &Unit, failure: &Failure) -> bool {
        let record = unit.record.and_then(|at| self.ledger?.records.get(at as usize));
        record.is_some_and(|record| record.exempts(failure.check.name))
    }

    fn said(&self, original: &Block, translation: &Block, failure: &Failure) -> Diagnostic {
        let (lang, block) = match failure.in_original {
            true => (self.from, original),
            false => (self.to, translation),
        };
        let at = self.place(lang, block, &failure.range);
        failure.check.at(at, failure.message.clone()).help(failure.help.clone())
    }

    /// The words that are meant, where they stand in the file as they do in the block; else the
    /// block's first line.
    fn place(&self, lang: &Lang, block: &Block, range: &Range<usize>) -> Location {
        let source = self.folder.id.source(&format!("{lang}.md"));
        let location = Location { source: source.clone(), spot: block.spot.clone() };
        let Some(text) = self.texts.get(lang) else { return location };
        let bytes = byte_range(&location, text);
        let whole = text.get(bytes.clone()).unwrap_or_default();
        let words = block.text.get(range.clone()).filter(|words| !words.is_empty());
        if let Some(at) = words.and_then(|words| Some((whole.find(words)?, words.len()))) {
            let start = bytes.start + at.0;
            return Location::bytes(&source, start..start + at.1);
        }
        let line = whole.lines().next().unwrap_or_default().trim_end().len();
        Location::bytes(&source, bytes.start..bytes.start + line)
    }

    /// One warning for all that a translation says otherwise which nobody has accepted.
    fn sum_up(&self, unreviewed: Vec<Diagnostic>) -> Option<Diagnostic> {
        let more = unreviewed.len().checked_sub(1)?;
        let first = unreviewed.into_iter().next()?;
        let rest = match more {
            0 => String::new(),
            1 => ", and 1 more".to_owned(),
            more => format!(", and {more} more"),
        };
        let message = format!("what nobody has accepted yet differs: {}{rest}", first.message);
        let (id, lang) = (&self.folder.id, self.to);
        let help = format!("correct it and run `bollettino translations accept {id} {lang}`");
        first.location.map(|at| PARITY_UNREVIEWED.at(at, message).help(help))
    }
}
