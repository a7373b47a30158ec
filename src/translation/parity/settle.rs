//! Innocent reasons for what two texts do not seem to share.
//!
//! Only texts that differ come here, so this may take its time. Each rule takes out of the two
//! lists of leftovers what it can explain; what stays is a true difference.

use std::ops::Range;

use super::compare::Side;
use super::number::{times, value, whole};
use super::{Invariant, Kind};
use crate::diagnostics::{Code, PARITY_NUMBER_FORM, PARITY_NUMBER_WORD};
use crate::translation::Conventions;
use crate::translation::conventions::same_word;

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

/// `30/6` is a day where the other text has that day with its month's name.
fn days_with_slashes(from: &mut Half<'_>, to: &mut Half<'_>) {
    to.left.retain(|date| {
        let [year, month, day] = parts(date);
        if date.kind != Kind::Date || year > 0 || day == 0 {
            return true;
        }
        // Only where the day cannot be a month does the month stand first.
        let (side, all) = (from.side, from.all);
        let beside = |first: u64, second: u64| {
            let first = all.iter().filter(move |i| is_number(i, first));
            first.flat_map(|i| all.iter().map(move |j| (i, j))).find(move |(i, j)| {
                is_number(j, second) && side.text.get(i.range.end..j.range.start) == Some("/")
            })
        };
        let found = beside(day, month).or_else(|| beside(month, day).filter(|_| day > 12));
        let found = found.filter(|(i, j)| from.left.contains(i) && from.left.contains(j));
        if let Some((i, j)) = found {
            from.left.retain(|left| left != i && left != j);
        }
        found.is_none()
    });
}

/// "24 ore su 24, 7 giorni su 7", "24 hours a day, 7 days a week" and `24/7`.
fn around_the_clock(from: &mut Half<'_>, to: &Half<'_>) {
    const NEAR: usize = 24;
    let idiom = to.side.text.contains("24/7");
    let all = from.all;
    from.left.retain(|left| {
        if !is_number(left, 24) && !is_number(left, 7) {
            return true;
        }
        let near = |other: &&Invariant| {
            *other != left
                && other
                    .range
                    .start
                    .abs_diff(left.range.end)
                    .min(other.range.end.abs_diff(left.range.start))
                    < NEAR
        };
        let beside = |number| all.iter().filter(near).any(|i| is_number(i, number));
        let has = |number| to.all.iter().any(|i| is_number(i, number));
        !(idiom && (beside(24) || beside(7)) || beside(24) && beside(7) && has(24) && has(7))
    });
}

/// Noon and midnight in words.
fn hours_in_words(from: &mut Half<'_>, to: &Half<'_>) {
    let Conventions { noon, midnight, .. } = to.side.conventions;
    for (names, hours) in [(noon, [12, 12]), (midnight, [0, 24])] {
        for _ in 0..named(to.side, names).count() {
            from.take(|i| {
                hours.iter().any(|hour| {
                    (i.kind == Kind::Time && i.value == hour * 3600) || is_number(i, *hour)
                })
            });
        }
    }
}

/// The places of words of a text that are among some.
fn named<'a>(side: Side<'a>, names: &'a [String]) -> impl Iterator<Item = Range<usize>> + 'a {
    let words = side.text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let found = words.filter(|word| names.iter().any(|name| same_word(word, name)));
    found.map(move |word| {
        let start = word.as_ptr().addr() - side.text.as_ptr().addr();
        start..start + word.len()
    })
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
            || leftover().any(|other| other[1..] == date[1..] && !(full(&date) && full(&other)));
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
pub(super) fn other_words(original: Side<'_>, translation: Side<'_>) -> Option<Innocent> {
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
    let is_inside = |c: char| c.is_alphabetic() || c == '-';
    // Most texts have no such word, and are told so by looking at each word once.
    let words = side.text.split(|c: char| !is_inside(c)).filter(|word| !word.is_empty());
    let mut some = false;
    for word in words.filter(|word| side.conventions.shapes.may_hold(word)) {
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
