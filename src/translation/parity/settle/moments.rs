//! Days and hours that are put together otherwise in the other text.

use std::ops::Range;

use super::{Half, is_number};
use crate::translation::Conventions;
use crate::translation::conventions::same_word;
use crate::translation::parity::compare::Side;
use crate::translation::parity::{Invariant, Kind};

/// `30/6` is a day where the other text has that day with its month's name.
pub(super) fn days_with_slashes(from: &mut Half<'_>, to: &mut Half<'_>) {
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
pub(super) fn around_the_clock(from: &mut Half<'_>, to: &Half<'_>) {
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
pub(super) fn hours_in_words(from: &mut Half<'_>, to: &Half<'_>) {
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
pub(super) fn named<'a>(
    side: Side<'a>,
    names: &'a [String],
) -> impl Iterator<Item = Range<usize>> + 'a {
    let words = side.text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let found = words.filter(|word| names.iter().any(|name| same_word(word, name)));
    found.map(move |word| {
        let start = word.as_ptr().addr() - side.text.as_ptr().addr();
        start..start + word.len()
    })
}

/// The parts of a date; 0 where one is not told.
pub(super) fn parts(date: &Invariant) -> [u64; 3] {
    [date.value / 10_000, date.value / 100 % 100, date.value % 100]
}

/// Dates put together otherwise: "3–5 November 2025" and "November 3–5, 2025". All of both texts
/// are explained, or none.
pub(super) fn dates(a: &mut Half<'_>, b: &mut Half<'_>) {
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
pub(super) fn names_month(side: Side<'_>, month: u64) -> bool {
    let mut words = side.text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2);
    words.any(|word| {
        side.conventions.month(word).is_some_and(|named| u64::from(named.number) == month)
    })
}
