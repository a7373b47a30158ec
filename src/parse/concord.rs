//! What two editions must have in common, said at its place in the file where it is mended.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Folder;
use crate::diagnostics::{
    Diagnostic, Diagnostics, Location, PARITY_UNREVIEWED, TRANSLATION_ORDER, byte_range,
};
use crate::identity::{Lang, SourceId};
use crate::translation::parity::{Counts, structure};
use crate::translation::{Block, CODE_OPEN, Failure, Pair, Review, Rules, State, Unit};

/// A translation, its original, and how they stand.
#[derive(Clone, Copy)]
pub(super) struct Between<'a> {
    pub(super) folder: &'a Folder,
    pub(super) pair: Pair<'a>,
    pub(super) review: &'a Review,
    /// The editions' files.
    pub(super) texts: &'a BTreeMap<Lang, String>,
}

/// An edition's file.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    pub(super) source: &'a SourceId,
    pub(super) text: Option<&'a String>,
}

/// Checks every block that both editions have. What was accepted must agree; what never was gets
/// one warning; where the original has moved, differences are part of that.
pub(super) fn check(between: &Between<'_>, rules: &Rules, out: &mut Diagnostics) {
    let pair = between.pair;
    let sources = [pair.from, pair.to].map(|lang| between.folder.id.source(&format!("{lang}.md")));
    let from = File { source: &sources[0], text: between.texts.get(pair.from) };
    let to = File { source: &sources[1], text: between.texts.get(pair.to) };
    let mut unreviewed: Vec<Diagnostic> = Vec::new();
    for unit in &between.review.units {
        let (Some(original), Some(translation)) = pair.blocks(unit) else { continue };
        let vouched = match unit.state {
            State::Current | State::Edited | State::Machine => true,
            State::Unreviewed => false,
            _ => continue,
        };
        for failure in pair.failures(unit, rules) {
            let said = match failure.in_original {
                true => from.said(original, failure),
                false => to.said(translation, failure),
            };
            if vouched {
                out.push(said);
            } else {
                unreviewed.push(said);
            }
        }
    }
    out.extend(between.sum_up(unreviewed));
}

/// Says once where a translation leaves the original's order: each block may be right, and the whole
/// say something else ("affected", "not affected").
pub(super) fn check_order(between: &Between<'_>, out: &mut Diagnostics) {
    let moved = between.review.out_of_order.filter(|_| between.review.was_accepted());
    let Some(block) = moved.and_then(|at| between.pair.translation.get(at as usize)) else {
        return;
    };
    let to = between.pair.to;
    let source = between.folder.id.source(&format!("{to}.md"));
    let file = File { source: &source, text: between.texts.get(to) };
    let message = "the translation has its blocks in another order than the original".to_owned();
    let help =
        "put them into the original's order: this is the first that stands elsewhere".to_owned();
    let failure = Failure {
        check: &TRANSLATION_ORDER,
        in_original: false,
        range: 0..0,
        places: Default::default(),
        message,
        help,
    };
    out.push(file.said(block, failure));
}

/// Looks for forbidden terms in every block of an edition that is not excused.
pub(super) fn check_words(
    lang: &Lang,
    blocks: &[Block],
    file: File<'_>,
    rules: &Rules,
    is_excused: impl Fn(usize) -> bool,
    out: &mut Diagnostics,
) {
    if !rules.forbids(lang) {
        return;
    }
    for (_, block) in blocks.iter().enumerate().filter(|(at, _)| !is_excused(*at)) {
        let failures = rules.forbidden(lang, block).into_iter();
        out.extend(failures.map(|failure| file.said(block, failure)));
    }
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
    let source = between.folder.id.source(&format!("{}.md", between.pair.to));
    for difference in structure(original, translation) {
        let at = Location::field(&source, "title");
        out.push(difference.check.at(at, difference.message).help(difference.help));
    }
}

impl Between<'_> {
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
        let (id, lang) = (&self.folder.id, self.pair.to);
        let help = format!("correct it and run `bollettino translations accept {id} {lang}`");
        first.location.map(|at| PARITY_UNREVIEWED.at(at, message).help(help))
    }
}

impl File<'_> {
    fn said(self, block: &Block, failure: Failure) -> Diagnostic {
        let at = self.place(block, &failure.range);
        failure.check.at(at, failure.message).help(failure.help)
    }

    /// The words that are meant. Where none are, or the file has them in other letters, the line
    /// from the block's opening words on, else its first line.
    fn place(self, block: &Block, range: &Range<usize>) -> Location {
        let location = Location { source: self.source.clone(), spot: block.spot.clone() };
        let Some(text) = self.text else { return location };
        let bytes = byte_range(&location, text);
        let whole = text.get(bytes.clone()).unwrap_or_default();
        // A component has several blocks in one place.
        let opening = opening(whole, &block.text);
        let own = &whole[opening.unwrap_or(0)..];
        let words = find(own, &block.text, range)
            .map(|words| words.start + opening.unwrap_or(0)..words.end + opening.unwrap_or(0));
        let place = words.unwrap_or_else(|| {
            let start = opening.unwrap_or(0);
            let line = whole[start..].lines().next().unwrap_or_default().trim_end();
            start..start + line.len()
        });
        Location::bytes(self.source, bytes.start + place.start..bytes.start + place.end)
    }
}

/// Where a block's text starts in its source: as many of its first words as stand there.
fn opening(source: &str, text: &str) -> Option<usize> {
    let prose = text.split(CODE_OPEN).next().unwrap_or_default().trim_end();
    let ends = prose.match_indices(' ').map(|(at, _)| at);
    let mut starts: Vec<&str> = ends.map(|end| &prose[..end]).take(7).collect();
    starts.push(prose);
    let mut starts = starts.into_iter().rev().filter(|words| !words.is_empty());
    starts.find_map(|words| places(source, words).next()).map(|place| place.start)
}

/// The words at a range of a block's text, in its source: those with as many like them before.
fn find(source: &str, text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let words = text.get(range.clone()).filter(|words| !words.is_empty())?;
    let before = places(text, words).take_while(|place| place.start < range.start).count();
    places(source, words).nth(before).or_else(|| places(source, words).next())
}

/// Where a text has some words, with a space or the end of a line between them.
fn places<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let mut parts = words.split(' ');
    let first = parts.next().unwrap_or_default();
    text.match_indices(first).filter_map(move |(start, _)| {
        let mut rest = &text[start + first.len()..];
        for part in parts.clone() {
            let next = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
            rest = next.strip_prefix(part).filter(|_| next.len() < rest.len())?;
        }
        Some(start..text.len() - rest.len())
    })
}
