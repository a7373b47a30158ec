//! Numbers in words.

use std::ops::Range;

use super::moments::{named, names_month, parts};
use super::{Half, Innocent};
use crate::diagnostics::PARITY_NUMBER_WORD;
use crate::translation::parity::compare::Side;
use crate::translation::parity::number::whole;
use crate::translation::parity::{Invariant, Kind};
use crate::translation::{Conventions, Shapes, bytes};

/// Numbers in digits that the other text has in words, with the places of both.
pub(super) fn in_words(
    from: &mut Half<'_>,
    to: &mut Half<'_>,
) -> Vec<(Kind, Range<usize>, Range<usize>)> {
    let is_told = |i: &Invariant| matches!(i.kind, Kind::Number | Kind::Percentage | Kind::Date);
    if !from.left.iter().any(is_told) {
        return Vec::new();
    }
    let mut spoken = spoken(to.side);
    let mut halves: Vec<_> = named(to.side, &to.side.conventions.half).collect();
    let mut found = Vec::new();
    let text = from.side.text;
    from.left.retain(|invariant| {
        let number = match invariant.kind {
            Kind::Number | Kind::Percentage => whole(invariant.value),
            // The rest of the date stands beside the word.
            Kind::Date => Some(parts(invariant)[2])
                .filter(|day| *day > 0 && names_month(to.side, parts(invariant)[1])),
            _ => None,
        };
        let at = spoken.iter().position(|(value, _)| Some(*value) == number);
        let is_half = invariant.kind == Kind::Percentage && number == Some(50);
        if at.is_none()
            && is_half
            && let Some(half) = halves.pop()
        {
            found.push((invariant.kind, invariant.range.clone(), half));
            return false;
        }
        if number == Some(0) && at.is_some() && text[invariant.range.end..].starts_with('-') {
            // "0-day", "zero-day"
            return false;
        }
        if let Some(at) = at {
            found.push((invariant.kind, invariant.range.clone(), spoken.remove(at).1));
            if invariant.kind == Kind::Date {
                let month = invariant.value - parts(invariant)[2];
                to.take(|i| i.kind == Kind::Date && i.value == month);
            }
        }
        at.is_none()
    });
    found
}

/// The numbers that a text has in words or as Roman numerals; two words may be one number ("two
/// hundred").
fn spoken(side: Side<'_>) -> Vec<(u64, Range<usize>)> {
    let is_inside = |c: char| c.is_alphabetic() || c == '-';
    let (mut words, mut at, mut in_code) = (Vec::new(), 0, false);
    for part in side.text.split_inclusive(|c: char| !is_inside(c)) {
        let word = part.trim_end_matches(|c: char| !is_inside(c));
        if !in_code && !word.is_empty() {
            words.push(at..at + word.len());
        }
        in_code = (in_code || part.ends_with('⟦')) && !part.ends_with('⟧');
        at += part.len();
    }
    let named = |range: Range<usize>| {
        let word = &side.text[range.clone()];
        let number = side.conventions.number_word(&word.to_lowercase());
        Some((number.or_else(|| roman(word))?, range))
    };
    let (mut found, mut next) = (Vec::<(u64, Range<usize>)>::new(), 0);
    while let Some(word) = words.get(next) {
        let pair = words.get(next + 1).and_then(|second| named(word.start..second.end));
        next += if pair.is_some() { 2 } else { 1 };
        let Some((value, range)) = pair.or_else(|| named(word.clone())) else {
            // "zero-day", "three-year"
            let before_hyphen =
                word.start..word.start + side.text[word.clone()].rfind('-').unwrap_or(0);
            if let Some(number) = named(before_hyphen) {
                found.push(number);
                continue;
            }
            // "a million"
            let scale = side.conventions.scale(&side.text[word.clone()]);
            found.extend(scale.map(|(factor, _)| (factor, word.clone())));
            continue;
        };
        let (mut value, mut range) = (value, range);
        let before = found.last().filter(|(_, before)| side.text[before.end..range.start] == *" ");
        if let Some((joined, before)) = before.and_then(|(n, at)| Some((joined(*n, value)?, at))) {
            (value, range) = (joined, before.start..range.end);
            found.pop();
        }
        let scale = side.conventions.scale(&side.text[range.end..]);
        if let Some((factor, length)) = scale.filter(|_| value < 1_000_000) {
            (value, range) = (value.saturating_mul(factor), range.start..range.end + length);
            next += words[next..].iter().take_while(|word| word.start < range.end).count();
        }
        found.push((value, range));
    }
    found
}

/// A number in words that is another one in the other text: only where both have as many, of three
/// and more, and none that may be another word.
pub(in crate::translation::parity) fn other_words(
    original: Side<'_>,
    translation: Side<'_>,
) -> Option<Innocent> {
    let ours = certain(original).filter(|words| !words.is_empty())?;
    let theirs = certain(translation).filter(|words| words.len() == ours.len())?;
    let lacks = |words: &[(u64, Range<usize>)], others: &[(u64, Range<usize>)]| {
        let other = |number| others.iter().filter(|(n, _)| *n == number).count();
        let own = |number| words.iter().filter(|(n, _)| *n == number).count();
        words.iter().find(|(n, _)| own(*n) > other(*n)).map(|(_, range)| range.clone())
    };
    Some(Innocent {
        check: &PARITY_NUMBER_WORD,
        kind: Kind::Number,
        original: lacks(&ours, &theirs)?,
        translation: lacks(&theirs, &ours)?,
    })
}

/// The numbers of a text in words from three up; `None` where one may be another word.
fn certain(side: Side<'_>) -> Option<Vec<(u64, Range<usize>)>> {
    let Conventions { numbers, ambiguous, .. } = side.conventions;
    // Most texts have no such word, and are told so by the first letters of each word.
    let mut some = false;
    for word in shaped(side.text, &side.conventions.shapes) {
        let word = word.to_lowercase();
        if let Some(number) = numbers.get(&word) {
            if ambiguous.contains(&word) {
                return None;
            }
            some |= *number > 2;
        }
    }
    let mut found = if some { spoken(side) } else { Vec::new() };
    let is_roman = |range: &Range<usize>| roman(&side.text[range.clone()]).is_some();
    found.retain(|(number, range)| *number > 2 && !is_roman(range));
    Some(found)
}

/// The words of a text, of letters and hyphens, that may be among those of some shapes.
fn shaped<'t>(text: &'t str, shapes: &Shapes) -> impl Iterator<Item = &'t str> {
    let bytes = text.as_bytes();
    let is_inside = |byte: u8| ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte == b'-');
    // Beyond ASCII a byte may be of a letter or not.
    let starts =
        move |before: u8, first: u8| !is_inside(before) & (is_inside(first) | (first > 0x7f));
    let starts = bytes::all(bytes, starts).map(|before| before + 1);
    let likely = std::iter::once(0).chain(starts).filter(|at| shapes.may_start(&bytes[*at..]));
    let words = likely.filter_map(|at| {
        let (before, after) = text.split_at_checked(at)?;
        let is_inside = |c: char| c.is_alphabetic() || c == '-';
        let end = after.find(|c| !is_inside(c)).unwrap_or(after.len());
        (end > 0 && !before.ends_with(is_inside)).then(|| &after[..end])
    });
    words.filter(|word| shapes.may_hold(word.as_bytes()))
}

/// Two number words that stand side by side as one number: "one hundred", "two hundred six".
fn joined(first: u64, second: u64) -> Option<u64> {
    let adds = |round: u64| first >= round && first.is_multiple_of(round) && second < round;
    match second {
        100 if (1..10).contains(&first) => Some(first * 100),
        1..1000 if adds(100) && second < 100 || adds(1000) => Some(first + second),
        _ => None,
    }
}

/// The value of a Roman numeral in capitals.
fn roman(word: &str) -> Option<u64> {
    let digit = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        _ => None,
    };
    let digits: Vec<u64> = word.chars().map(digit).collect::<Option<_>>()?;
    let signed = digits.iter().enumerate().map(|(at, digit)| {
        let larger_follows = digits.get(at + 1).is_some_and(|next| next > digit);
        if larger_follows { -digit.cast_signed() } else { digit.cast_signed() }
    });
    u64::try_from(signed.sum::<i64>()).ok().filter(|sum| *sum > 0)
}
