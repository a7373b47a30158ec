//! Innocent reasons for what two texts do not seem to share.
//!
//! Only texts that differ come here, so this may take its time. Each rule takes out of the two
//! lists of leftovers what it can explain; what stays is a true difference.

use std::ops::Range;

use super::compare::Side;
use super::number::{value, whole};
use super::{Invariant, Kind};
use crate::diagnostics::{Code, PARITY_NUMBER_FORM, PARITY_NUMBER_WORD};

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

    /// Takes out the first leftover that fits.
    fn take(&mut self, fits: impl Fn(&Invariant) -> bool) -> Option<Invariant> {
        let at = self.left.iter().position(fits)?;
        Some(self.left.remove(at))
    }
}

/// Explains what it can of the leftovers of two texts, the original first.
pub(super) fn settle(
    [first, second]: [Side<'_>; 2],
    [all_first, all_second]: [&[Invariant]; 2],
    [left_first, left_second]: [&mut Vec<Invariant>; 2],
) -> Vec<Innocent> {
    let mut a = Half { side: first, all: all_first, left: left_first };
    let mut b = Half { side: second, all: all_second, left: left_second };
    let mut innocent = same_letters(&mut a, &mut b);
    pair(&mut a, &mut b, |a, x, b, y| same_quantity(a, x, b, y) || same_quantity(b, y, a, x));
    for swapped in [false, true] {
        let (from, to) = if swapped { (&mut b, &mut a) } else { (&mut a, &mut b) };
        references(from, to);
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
        let (ours, theirs) = (a.written(x).chars(), b.written(y).chars());
        is_written(x)
            && is_written(y)
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
    let x_value = match x.kind {
        Kind::Number => Some(x.value),
        Kind::Version => version(a.written(x)),
        _ => None,
    };
    let Some(x_value) = x_value else { return false };
    match y.kind {
        Kind::Version => x.kind == Kind::Number && version(b.written(y)) == Some(x_value),
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
            for part in parts {
                to.take(is(part));
            }
            from.take(|i| *i == reference);
        }
    }
}

/// `5` where the other text has `5G`, `1` where it has `Q1`, `90` where it has `1990s`.
fn inside_words(from: &mut Half<'_>, to: &Half<'_>) {
    let words: Vec<&str> =
        to.all.iter().filter(|i| i.kind == Kind::Word).map(|i| to.written(i)).collect();
    let inside = |number: &Invariant| {
        let Some(number) = (number.kind == Kind::Number).then(|| whole(number.value)).flatten()
        else {
            return false;
        };
        let digits = number.to_string();
        let mut runs = words.iter().flat_map(|word| word.split(|c: char| !c.is_ascii_digit()));
        runs.any(|run| run == digits || run.len() == 4 && run[2..] == digits)
    };
    from.left.retain(|number| !inside(number));
}

/// The parts of a date; 0 where one is not told.
fn parts(date: &Invariant) -> [u64; 3] {
    [date.value / 10_000, date.value / 100 % 100, date.value % 100]
}

/// Dates put together otherwise: "3–5 November 2025" and "November 3–5, 2025". All of both texts
/// are explained, or none.
fn dates(a: &mut Half<'_>, b: &mut Half<'_>) {
    let (mut used_by_a, mut used_by_b) = (Vec::new(), Vec::new());
    if explained(a, b, &mut used_by_a) && explained(b, a, &mut used_by_b) {
        a.left.retain(|i| i.kind != Kind::Date && !used_by_b.contains(i));
        b.left.retain(|i| i.kind != Kind::Date && !used_by_a.contains(i));
    }
}

/// Whether the other text has the parts of all leftover dates; the numbers that it has them in.
fn explained(from: &Half<'_>, to: &Half<'_>, used: &mut Vec<Invariant>) -> bool {
    let is_number = |i: &Invariant, part| i.kind == Kind::Number && whole(i.value) == Some(part);
    let full = |date: &[u64; 3]| date.iter().all(|part| *part > 0);
    from.left.iter().filter(|i| i.kind == Kind::Date).map(parts).all(|date| {
        let [year, month, day] = date;
        let dates = || to.all.iter().filter(|i| i.kind == Kind::Date).map(parts);
        used.extend(to.left.iter().find(|i| is_number(i, year)).cloned());
        let has_year = year == 0
            || dates().any(|other| other[0] == year)
            || to.all.iter().any(|i| is_number(i, year));
        let has_month = dates().any(|other| other[1] == month) || names_month(to.side, month);
        let number = to.left.iter().find(|i| is_number(i, day) && !used.contains(i)).cloned();
        let leftover = || to.left.iter().filter(|i| i.kind == Kind::Date).map(parts);
        let has_day = day == 0
            || number.is_some()
            || leftover().any(|other| other[2] == day && !(full(&date) && full(&other)));
        used.extend(number);
        has_year && has_month && has_day
    })
}

/// Whether a text has the name of a month, with a number beside or without.
fn names_month(side: Side<'_>, month: u64) -> bool {
    let mut words = side.text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2);
    words.any(|word| {
        side.conventions.month(word).is_some_and(|named| u64::from(named.number) == month)
    })
}

/// Numbers in digits that the other text has in words, with the places of both.
fn in_words(from: &mut Half<'_>, to: &mut Half<'_>) -> Vec<(Kind, Range<usize>, Range<usize>)> {
    if !from.left.iter().any(|i| matches!(i.kind, Kind::Number | Kind::Date)) {
        return Vec::new();
    }
    let mut spoken = spoken(to.side);
    let mut found = Vec::new();
    from.left.retain(|invariant| {
        let number = match invariant.kind {
            Kind::Number | Kind::Percentage => whole(invariant.value),
            // The rest of the date stands beside the word.
            Kind::Date => Some(parts(invariant)[2])
                .filter(|day| *day > 0 && names_month(to.side, parts(invariant)[1])),
            _ => None,
        };
        let at = spoken.iter().position(|(value, _)| Some(*value) == number);
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
        let number = side.conventions.numbers.get(&word.to_lowercase()).copied();
        Some((number.or_else(|| roman(word))?, range))
    };
    let (mut found, mut next) = (Vec::new(), 0);
    while let Some(word) = words.get(next) {
        let pair = words.get(next + 1).and_then(|second| named(word.start..second.end));
        next += if pair.is_some() { 2 } else { 1 };
        found.extend(pair.or_else(|| named(word.clone())));
    }
    found
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
