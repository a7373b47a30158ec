//! Innocent reasons for what two texts do not seem to share.
//!
//! Only texts that differ come here, so this may take its time. Each rule takes out of the two
//! lists of leftovers what it can explain; what stays is a true difference.

mod moments;
mod spoken;

use std::ops::Range;

use super::compare::Side;
use super::number::{times, value, whole};
use super::{Invariant, Kind};
use crate::diagnostics::{Code, PARITY_NUMBER_FORM, PARITY_NUMBER_WORD};
use moments::{around_the_clock, dates, days_with_slashes, hours_in_words, parts};
use spoken::in_words;

pub(super) use spoken::other_words;

/// A pair that is the same in meaning and worth a warning all the same.
pub(super) struct Innocent {
    pub(super) check: &'static Code,
    pub(super) kind: Kind,
    pub(super) original: Range<usize>,
    pub(super) translation: Range<usize>,
}

/// What one text has, and what is left of it unexplained.
struct Half<'a> {
    side: Side<'a>,
    all: &'a [Invariant],
    left: &'a mut Vec<Invariant>,
}

impl Half<'_> {
    fn written(&self, invariant: &Invariant) -> &str {
        &self.side.text[invariant.range.clone()]
    }

    /// Whether a number is another one of the other text, if that has its scale words elsewhere or
    /// its language has none that are known.
    fn rescaled(&self, x: &Invariant, other: &Half<'_>, y: &Invariant) -> bool {
        let near = x.range.end..x.range.end + 16;
        let is_near = |i: &&Invariant| i.kind == Kind::Number && near.contains(&i.range.start);
        let (_, factor) = unscaled(other.side, y);
        // "from 3 to 5 million", "2000 million"; "3 Millionen".
        factor > 1
            && times(x.value, factor) == y.value
            && (self.side.conventions.scales.is_empty()
                || unscaled(self.side, x).1 == factor
                || self.all.iter().filter(is_near).any(|i| unscaled(self.side, i).1 == factor))
    }

    /// Takes out the first leftover that fits.
    fn take(&mut self, fits: impl Fn(&Invariant) -> bool) -> Option<Invariant> {
        let at = self.left.iter().position(fits)?;
        Some(self.left.remove(at))
    }
}

/// A number as it is written, without scale words, and by what these multiply it; those after what
/// may be a year are not part of it.
fn unscaled<'a>(side: Side<'a>, number: &Invariant) -> (&'a str, u64) {
    let written = &side.text[number.range.clone()];
    let digits = written.trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
    let after = &side.text[number.range.start + digits.len()..];
    (digits, side.conventions.scale(after).map_or(1, |(factor, _)| factor))
}

/// Explains what it can of the leftovers of two texts, the original first.
pub(super) fn settle(
    [first, second]: [Side<'_>; 2],
    [all_first, all_second]: [&[Invariant]; 2],
    [left_first, left_second]: [&mut Vec<Invariant>; 2],
) -> Vec<Innocent> {
    let mut a = Half { side: first, all: all_first, left: left_first };
    let mut b = Half { side: second, all: all_second, left: left_second };
    telephones(&mut a, &mut b);
    let mut innocent = same_letters(&mut a, &mut b);
    pair(&mut a, &mut b, |a, x, b, y| same_quantity(a, x, b, y) || same_quantity(b, y, a, x));
    for swapped in [false, true] {
        let (from, to) = if swapped { (&mut b, &mut a) } else { (&mut a, &mut b) };
        references(from, to);
        days_with_slashes(from, to);
        around_the_clock(from, to);
        hours_in_words(from, to);
        inside_words(from, to);
    }
    dates(&mut a, &mut b);
    for swapped in [false, true] {
        let (from, to) = if swapped { (&mut b, &mut a) } else { (&mut a, &mut b) };
        for (kind, digits, word) in in_words(from, to) {
            let (original, translation) = if swapped { (word, digits) } else { (digits, word) };
            innocent.push(Innocent { check: &PARITY_NUMBER_WORD, kind, original, translation });
        }
    }
    words(&mut a, &mut b);
    innocent
}

/// Takes out every pair that some rule holds to be the same.
fn pair(
    a: &mut Half<'_>,
    b: &mut Half<'_>,
    same: impl Fn(&Half<'_>, &Invariant, &Half<'_>, &Invariant) -> bool,
) -> Vec<(Invariant, Invariant)> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while let Some(x) = a.left.get(at) {
        match b.left.iter().position(|y| same(a, x, b, y)) {
            Some(other) => pairs.push((a.left.remove(at), b.left.remove(other))),
            None => at += 1,
        }
    }
    pairs
}

/// The same digits and marks in both texts: a version to one language and a number to the other,
/// or a number that kept the marks of the original's language.
fn same_letters(a: &mut Half<'_>, b: &mut Half<'_>) -> Vec<Innocent> {
    let is_written = |i: &Invariant| {
        matches!(i.kind, Kind::Number | Kind::Percentage | Kind::Version | Kind::Time)
    };
    let pairs = pair(a, b, |a, x, b, y| {
        if !is_written(x) || !is_written(y) {
            return false;
        }
        let ((ours, factor), (theirs, other)) = match x.kind {
            Kind::Number => (unscaled(a.side, x), unscaled(b.side, y)),
            _ => ((a.written(x), 1), (b.written(y), 1)),
        };
        let (ours, theirs) = (ours.chars(), theirs.chars());
        factor == other
            && ours.filter(|c| !c.is_whitespace()).eq(theirs.filter(|c| !c.is_whitespace()))
    });
    let quantities = pairs.into_iter().filter(|(x, y)| {
        let is_quantity = |i: &Invariant| matches!(i.kind, Kind::Number | Kind::Percentage);
        is_quantity(x) && is_quantity(y)
    });
    quantities
        .map(|(x, y)| Innocent {
            check: &PARITY_NUMBER_FORM,
            kind: x.kind,
            original: x.range,
            translation: y.range,
        })
        .collect()
}

/// Whether a number or version is the version, time or percentage of the other text.
fn same_quantity(a: &Half<'_>, x: &Invariant, b: &Half<'_>, y: &Invariant) -> bool {
    match (x.kind, y.kind) {
        // A key's fingerprint without its spaces.
        (Kind::Hash, Kind::Fingerprint) => return x.value == y.value,
        // "11/2025" may be a month.
        (Kind::LawReference, Kind::Date) => {
            let (month, year) = (x.value / 1_000_000, x.value % 1_000_000);
            return parts(y) == [year, month, 0];
        }
        _ => {}
    }
    let x_value = match x.kind {
        Kind::Number => Some(x.value),
        Kind::Version => version(a.written(x)),
        _ => None,
    };
    let Some(x_value) = x_value else { return false };
    match y.kind {
        Kind::Version => x.kind == Kind::Number && version(b.written(y)) == Some(x_value),
        Kind::Number => a.rescaled(&Invariant { value: x_value, ..x.clone() }, b, y),
        // "18.30" and "6:30 p.m.", "18" and "18:00".
        Kind::Time => {
            let (hour, minute) = (y.value / 3600, y.value / 60 % 60);
            value(hour.to_string().bytes(), format!("{minute:02}").as_bytes()) == x_value
        }
        // "from 20 to 30 %" has one percent sign where "from 20 % to 30 %" has two.
        Kind::Percentage => x_value == y.value && before_percentage(a, x),
        _ => false,
    }
}

/// The number that a version with one dot would be.
fn version(written: &str) -> Option<u64> {
    let (before, after) = written.split_once('.')?;
    Some(value(before.bytes(), after.as_bytes()))
}

/// Whether a percentage follows closely.
fn before_percentage(half: &Half<'_>, number: &Invariant) -> bool {
    let near = number.range.end..number.range.end + 16;
    half.all.iter().any(|i| i.kind == Kind::Percentage && near.contains(&i.range.start))
}

/// `138/2024` in one text, No 138 and the year 2024 in the other.
fn references(from: &mut Half<'_>, to: &mut Half<'_>) {
    let references: Vec<Invariant> =
        from.left.iter().filter(|i| i.kind == Kind::LawReference).cloned().collect();
    for reference in references {
        let parts = [reference.value / 1_000_000, reference.value % 1_000_000];
        let is =
            |part: u64| move |i: &Invariant| i.kind == Kind::Number && whole(i.value) == Some(part);
        let dated = |i: &Invariant| i.kind == Kind::Date && parts.contains(&(i.value / 10_000));
        let [first, second] = parts.map(|part| to.left.iter().any(is(part)));
        if (first && second) || ((first || second) && to.all.iter().any(dated)) {
            let number = parts.into_iter().filter_map(|part| to.take(is(part))).last();
            // "Law 90 of 28 June 2024".
            if let Some(number) = number.filter(|_| !(first && second)) {
                let near = |a: usize, b: usize| a <= b && b < a + 12;
                to.take(|i| {
                    i.kind == Kind::Date
                        && dated(i)
                        && (near(number.range.end, i.range.start)
                            || near(i.range.end, number.range.start))
                });
            }
            from.take(|i| *i == reference);
        }
    }
}

/// Whether an invariant is a whole number.
fn is_number(invariant: &Invariant, number: u64) -> bool {
    invariant.kind == Kind::Number && whole(invariant.value) == Some(number)
}

/// Telephone numbers that differ in nothing but spaces.
fn telephones<'a>(a: &mut Half<'a>, b: &mut Half<'a>) {
    let (ours, theirs) = (telephones_of(a.side.text), telephones_of(b.side.text));
    if ours.is_empty()
        || ours.iter().map(|(digits, _)| digits).ne(theirs.iter().map(|(digits, _)| digits))
    {
        return;
    }
    for (half, places) in [(a, ours), (b, theirs)] {
        half.left.retain(|i| {
            !places.iter().any(|(_, at)| at.start <= i.range.start && i.range.end <= at.end)
        });
    }
}

/// The digits of what may be telephone numbers, and their places.
fn telephones_of(text: &str) -> Vec<(String, Range<usize>)> {
    const FEWEST_DIGITS: usize = 8;
    let is_inside = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = text[at..].find('+').map(|offset| at + offset + 1) {
        let rest = &text[start..];
        let run = &rest[..rest.find(|c| !is_inside(c)).unwrap_or(rest.len())];
        let run = run.trim_end();
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        at = start + run.len();
        if run.starts_with(|c: char| c.is_ascii_digit()) && digits.len() >= FEWEST_DIGITS {
            found.push((digits, start..at));
        }
    }
    found
}

/// `5` where the other text has `5G`, `1` where it has `Q1`, `90` where it has `1990s`.
fn inside_words(from: &mut Half<'_>, to: &Half<'_>) {
    let words: Vec<&str> =
        to.all.iter().filter(|i| i.kind == Kind::Word).map(|i| to.written(i)).collect();
    let side = from.side;
    let inside = |number: &Invariant| {
        let Some(value) = (number.kind == Kind::Number).then(|| whole(number.value)).flatten()
        else {
            return false;
        };
        // "10 milioni" may be "10m".
        let (digits, _) = unscaled(side, number);
        let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        let digits = if is_plain { digits.to_owned() } else { value.to_string() };
        let mut runs = words.iter().flat_map(|word| word.split(|c: char| !c.is_ascii_digit()));
        runs.any(|run| run == digits || run.len() == 4 && run[2..] == digits)
    };
    from.left.retain(|number| !inside(number));
}

/// A word with digits may be left out or said otherwise; it is wrong only where the other text has
/// one with the same letters and other digits (`APT28`, `APT29`).
fn words(a: &mut Half<'_>, b: &mut Half<'_>) {
    let letters = |half: &Half<'_>| -> Vec<String> {
        let words = half.left.iter().filter(|i| i.kind == Kind::Word);
        words.map(|word| skeleton(half.written(word))).collect()
    };
    let (ours, theirs) = (letters(a), letters(b));
    keep_clashing(a, &theirs);
    keep_clashing(b, &ours);
}

fn keep_clashing(half: &mut Half<'_>, others: &[String]) {
    let text = half.side.text;
    half.left
        .retain(|i| i.kind != Kind::Word || others.contains(&skeleton(&text[i.range.clone()])));
}

fn skeleton(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}
