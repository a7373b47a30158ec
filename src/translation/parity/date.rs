//! Days and months: in digits, or with a month's name beside a number.

use std::ops::Range;

use super::Kind;
use super::invariants::{Scanner, is_letter};
use super::number::{Run, digits_end, space};
use crate::translation::conventions::same_word;

/// A date as its canonical value; what is not told is 0.
fn date(year: u64, month: u64, day: u64) -> Option<u64> {
    let real = (1..=12).contains(&month) && day <= 31 && (year == 0 || is_year(year));
    real.then_some(year * 10_000 + month * 100 + day)
}

pub(super) fn is_year(year: u64) -> bool {
    (1000..=2999).contains(&year)
}

impl Scanner<'_> {
    /// Three groups as a day: year first, or day first.
    pub(super) fn day(&mut self, run: &Run, mark: u8) -> Option<usize> {
        if run.count < 3 || run.marks[1] != mark {
            return None;
        }
        let (a, b, c) = (self.group(run, 0), self.group(run, 1), self.group(run, 2));
        let value = match [run.length(0), run.length(1), run.length(2)] {
            [4, 1..=2, 1..=2] if c > 0 => date(a, b, c),
            // Only where the day cannot be a month is the month taken to stand first.
            [1..=2, 1..=2, 4] if a > 0 && b > 0 => date(c, b, a).or_else(|| date(c, a, b)),
            _ => None,
        }?;
        let range = run.range(2);
        let end = range.end;
        self.push(Kind::Date, value, range);
        // `2025-11-04T18:00`: the time is read next.
        let time = self.text[end..].strip_prefix(['T', 't']);
        Some(end + usize::from(time.is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()))))
    }

    /// A day of a month, or a month with its year or day, if a month's name stands beside.
    pub(super) fn dated(
        &mut self,
        range: Range<usize>,
        number: u64,
        length: usize,
    ) -> Option<usize> {
        let is_day = (1..=31).contains(&number) && length <= 2;
        if is_day && let Some((month, short, end)) = self.month_after(range.end) {
            let (year, past) = self.year_after(end).unwrap_or((0, end));
            if year > 0 || !short {
                self.push(Kind::Date, date(year, month, number)?, range.start..past);
                return Some(past);
            }
        }
        let (month, short, start) = self.month_before(range.start)?;
        if length == 4 && is_year(number) {
            self.push(Kind::Date, date(number, month, 0)?, start..range.end);
            return Some(range.end);
        }
        let (year, past) = self.year_after(range.end).unwrap_or((0, range.end));
        if !is_day || (short && year == 0) {
            return None;
        }
        self.push(Kind::Date, date(year, month, number)?, start..past);
        Some(past)
    }

    /// The month that the word before is, whether it is shortened, and where it starts; "of" may
    /// stand between.
    fn month_before(&self, at: usize) -> Option<(u64, bool, usize)> {
        let Range { mut start, mut end } = self.before.clone();
        let beside = |gap: &str| matches!(gap, " " | "\u{a0}" | "\u{202f}");
        if self.past_date_word(start..end) == Some(at) {
            end = self.text[..start].trim_end().len();
            let word = self.text[..end].trim_end_matches(char::is_alphabetic);
            (start, end) =
                if beside(&self.text[end..start]) { (word.len(), end) } else { (at, at) };
        } else if !beside(self.text.get(end..at)?.trim_start_matches('.')) {
            return None;
        }
        let month = self.conventions.month(&self.text[start..end])?;
        let stopped = self.text[end..].starts_with('.');
        (month.short || !stopped).then_some((u64::from(month.number), month.short, start))
    }

    /// The month whose name follows a day, and where that ends.
    fn month_after(&self, at: usize) -> Option<(u64, bool, usize)> {
        let at = at + usize::from(self.text[at..].starts_with('.'));
        let mut place = at + space(self.text.as_bytes(), at)?;
        for _ in 0..3 {
            let word = self.letters(place);
            if let Some(month) = self.conventions.month(&self.text[word.clone()]) {
                let stop = usize::from(month.short && self.text[word.end..].starts_with('.'));
                return Some((u64::from(month.number), month.short, word.end + stop));
            }
            place = self.past_date_word(word)?;
        }
        None
    }

    /// The year that follows a month or a day, and where it ends.
    fn year_after(&self, at: usize) -> Option<(u64, usize)> {
        let bytes = self.text.as_bytes();
        let at = at + usize::from(bytes.get(at) == Some(&b','));
        let mut place = at + space(bytes, at)?;
        if let Some(past) = self.past_date_word(self.letters(place)) {
            place = past;
        }
        let end = digits_end(bytes, place);
        let year = self.text[place..end].parse().ok().filter(|year| is_year(*year))?;
        // Not `4 November 2025/C 12`, nor a number of thousands.
        let alone = !is_letter(bytes, end) && bytes.get(end) != Some(&b'/');
        alone.then_some((year, end))
    }

    /// The letters at a byte.
    fn letters(&self, at: usize) -> Range<usize> {
        let length = self.text[at..].find(|c: char| !c.is_alphabetic());
        at..length.map_or(self.text.len(), |length| at + length)
    }

    /// The byte after a word that dates have inside, such as "of".
    fn past_date_word(&self, word: Range<usize>) -> Option<usize> {
        let is_inside = self
            .conventions
            .date_words
            .iter()
            .any(|inside| same_word(&self.text[word.clone()], inside));
        is_inside.then(|| space(self.text.as_bytes(), word.end).map(|gap| word.end + gap)).flatten()
    }
}
