//! What starts with a digit: numbers, percentages, times, versions, references to law; days are
//! in [`super::date`].
//!
//! Digits and the marks between them are gathered first ([`Run`]); the marks tell what it is, the
//! words around it the rest.

use std::ops::Range;

use super::date::is_year;
use super::invariants::{Scanner, is_letter};
use super::{Kind, digest};
use crate::translation::Conventions;

/// Groups of digits with one mark between each two. A space of any kind is `b' '`.
pub(super) struct Run {
    pub(super) groups: [(usize, usize); Run::MOST],
    pub(super) marks: [u8; Run::MOST],
    pub(super) count: usize,
}

impl Run {
    const MOST: usize = 8;

    fn read(bytes: &[u8], start: usize) -> Run {
        let mut run = Run { groups: [(0, 0); Run::MOST], marks: [0; Run::MOST], count: 0 };
        let mut at = start;
        while run.count < Run::MOST {
            let end = digits_end(bytes, at);
            run.groups[run.count] = (at, end);
            run.count += 1;
            let Some((mark, length)) = run.mark(bytes, end, at - start) else { break };
            run.marks[run.count - 1] = mark;
            at = end + length;
        }
        run
    }

    /// The mark after a group, if another group follows, and its length in bytes.
    fn mark(&self, bytes: &[u8], end: usize, read: usize) -> Option<(u8, usize)> {
        let (mark, length) = match *bytes.get(end)? {
            mark @ (b'.' | b',' | b':' | b'/' | b'-' | b'\'') => (mark, 1),
            _ if bytes[end..].starts_with("–".as_bytes()) => (b'-', 3),
            _ => (b' ', space(bytes, end).or_else(|| apostrophe(bytes, end))?),
        };
        let after = digits_end(bytes, end + length) - end - length;
        // With spaces and apostrophes only thousands are parted.
        let thousands = || {
            let (start, first_end) = self.groups[0];
            after == 3
                && !is_letter(bytes, end + length + 3)
                && first_end - start <= 3
                && bytes[start] != b'0'
                && (read == 0 || self.marks[self.count - 2] == mark)
        };
        let fits = after > 0 && (!matches!(mark, b' ' | b'\'') || thousands());
        fits.then_some((mark, length))
    }

    pub(super) fn length(&self, group: usize) -> usize {
        self.groups[group].1 - self.groups[group].0
    }

    /// Whether groups up to one are thousands: one to three digits, then three each.
    fn thousands(&self, bytes: &[u8], last: usize) -> bool {
        (1..=3).contains(&self.length(0))
            && bytes[self.groups[0].0] != b'0'
            && (1..=last).all(|group| self.length(group) == 3)
    }

    pub(super) fn range(&self, last: usize) -> Range<usize> {
        self.groups[0].0..self.groups[last].1
    }
}

pub(super) fn digits_end(bytes: &[u8], at: usize) -> usize {
    bytes[at.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count() + at
}

/// The length of a space: plain, no-break, narrow or thin.
pub(super) fn space(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b' ' => Some(1),
        0xc2 if bytes.get(at + 1) == Some(&0xa0) => Some(2),
        0xe2 if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xaf | 0x89])) => Some(3),
        _ => None,
    }
}

fn apostrophe(bytes: &[u8], at: usize) -> Option<usize> {
    bytes[at..].starts_with("’".as_bytes()).then_some(3)
}

/// A number of these digits, exact up to 17 of them.
pub(super) fn value(whole: impl Iterator<Item = u8>, fraction: &[u8]) -> u64 {
    let zeros = fraction.iter().rev().take_while(|b| **b == b'0').count();
    let fraction = &fraction[..fraction.len() - zeros];
    let digits = whole.chain(fraction.iter().copied()).filter(u8::is_ascii_digit);
    let (mut mantissa, mut count) = (0u64, 0);
    digits.skip_while(|b| *b == b'0').for_each(|digit| {
        mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        count += 1;
    });
    // What is too long to be exact stays a digest of its digits.
    let scale = fraction.len().min(15) as u64;
    if count > 17 { mantissa | 1 << 63 } else { mantissa << 4 | scale }
}

/// A value so many times; as it is where that is too much to be exact.
pub(super) fn times(number: u64, factor: u64) -> u64 {
    const MOST: u64 = 10u64.pow(17);
    let product = (number >> 4).checked_mul(factor).filter(|_| number >> 63 == 0);
    let Some(mut product) = product else { return number };
    let mut scale = number & 0xf;
    while scale > 0 && product % 10 == 0 {
        (product, scale) = (product / 10, scale - 1);
    }
    if product < MOST { product << 4 | scale } else { number }
}

/// The whole number that a value is.
pub(super) fn whole(value: u64) -> Option<u64> {
    (value & 0xf == 0 && value >> 63 == 0).then_some(value >> 4)
}

impl Scanner<'_> {
    /// Reads what starts with the digit at a byte of a word; gives the byte to go on from.
    pub(super) fn number(&mut self, at: usize, word_end: usize) -> usize {
        let run = Run::read(self.text.as_bytes(), at);
        let end = match run.marks[0] {
            b'-' => self.dashes(&run),
            b'/' => self.slashes(&run),
            b':' => self.clock(&run),
            b'.' | b',' | b' ' | b'\'' => self.marked(&run, at..word_end),
            _ => None,
        };
        end.unwrap_or_else(|| self.integer(&run, at..word_end))
    }

    /// The whole number that a group is.
    pub(super) fn group(&self, run: &Run, group: usize) -> u64 {
        let (start, end) = run.groups[group];
        self.text[start..end].parse().unwrap_or(u64::MAX)
    }

    fn number_value(&self, run: &Run, group: usize) -> u64 {
        let (start, end) = run.groups[group];
        value(self.text[start..end].bytes(), &[])
    }

    /// `2025-11-04`, `4-11-2025`, `2024–25`.
    fn dashes(&mut self, run: &Run) -> Option<usize> {
        self.day(run, b'-').or_else(|| self.two_years(run))
    }

    /// `2024-25` and `2024/25` are two years.
    fn two_years(&mut self, run: &Run) -> Option<usize> {
        let (first, second) = (self.group(run, 0), self.group(run, 1));
        let are = run.length(0) == 4
            && run.length(1) == 2
            && is_year(first)
            && second == (first + 1) % 100;
        are.then(|| {
            let range = run.range(1);
            let (end, next) = (range.end, first + 1);
            self.push(Kind::Number, first << 4, range.clone());
            self.push(Kind::Number, next << 4, range);
            end
        })
    }

    /// `2022/2555`, `04/11/2025`; `24/7` is an idiom.
    fn slashes(&mut self, run: &Run) -> Option<usize> {
        if let Some(end) = self.day(run, b'/').or_else(|| self.two_years(run)) {
            return Some(end);
        }
        let (first, second) = (self.group(run, 0), self.group(run, 1));
        let range = run.range(1);
        if (first, second) == (24, 7) {
            return Some(range.end);
        }
        let is_reference = is_year(first) && run.length(0) == 4 || is_year(second);
        (is_reference && first < 1_000_000 && second < 1_000_000).then(|| {
            let end = range.end;
            self.push(Kind::LawReference, first * 1_000_000 + second, range);
            end
        })
    }

    /// `18:00`, `18:00:30`.
    fn clock(&mut self, run: &Run) -> Option<usize> {
        let (hour, minute) = (self.group(run, 0), self.group(run, 1));
        if run.length(1) != 2 || hour > 24 || minute > 59 || run.length(0) > 2 {
            return None;
        }
        let seconds = run.count > 2 && run.marks[1] == b':' && run.length(2) == 2;
        let second = if seconds { self.group(run, 2) } else { 0 };
        let range = run.range(if seconds { 2 } else { 1 });
        let end = self.half_day(range.clone(), hour, minute * 60 + second);
        Some(end.unwrap_or_else(|| {
            let end = range.end;
            self.push(Kind::Time, hour * 3600 + minute * 60 + second, range);
            end
        }))
    }

    /// An hour with `a.m.` or `p.m.` after it.
    fn half_day(&mut self, range: Range<usize>, hour: u64, seconds: u64) -> Option<usize> {
        if hour > 12 {
            return None;
        }
        let gap = space(self.text.as_bytes(), range.end).unwrap_or(0);
        let after = &self.text[range.end + gap..];
        let Conventions { morning, afternoon, .. } = self.conventions;
        let (length, noon) = Conventions::leading(after, morning)
            .map(|length| (length, 0))
            .or_else(|| Conventions::leading(after, afternoon).map(|length| (length, 12)))?;
        let end = range.end + gap + length;
        self.push(Kind::Time, (hour % 12 + noon) * 3600 + seconds, range.start..end);
        Some(end)
    }

    /// Groups with dots, commas or spaces between them: a number, a version or a day.
    fn marked(&mut self, run: &Run, word: Range<usize>) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let marks = &run.marks[..run.count - 1];
        let last = marks.iter().take_while(|m| matches!(m, b'.' | b',' | b' ' | b'\'')).count();
        let marks = &marks[..last];
        let (first, final_mark) = (marks[0], marks[last - 1]);
        let dotted = marks.iter().all(|mark| *mark == b'.');
        if dotted
            && last == 2
            && let Some(end) = self.day(run, b'.')
        {
            return Some(end);
        }
        let decimal = self.conventions.decimal;
        let own_decimal = |mark: u8| char::from(mark) == decimal;
        let same = marks.iter().all(|mark| *mark == first);
        let whole = if same && (last > 1 || !own_decimal(first)) && run.thousands(bytes, last) {
            last
        } else if last == 1
            || (marks[..last - 1].iter().all(|m| *m == first && *m != final_mark)
                && run.thousands(bytes, last - 1))
        {
            last - 1
        } else if dotted {
            return Some(self.version(run, last));
        } else {
            return None;
        };
        let range = run.range(last);
        let is_version = dotted && last == 1 && whole == 0 && self.follows_a_name(word.start);
        let scaled = self.scale(&range).is_some();
        if is_version && !scaled && self.percent(range.end).is_none() {
            return Some(self.version(run, last));
        }
        if is_letter(bytes, range.end) && !scaled {
            return Some(self.named(range.start..word.end.max(range.end)));
        }
        let fraction = if whole < last { run.groups[last] } else { (0, 0) };
        let value = value(self.text[run.range(whole)].bytes(), &bytes[fraction.0..fraction.1]);
        let foreign = if whole < last { !own_decimal(final_mark) } else { own_decimal(first) };
        let is_share = self.percent(range.end).is_some();
        let end = self.quantity(value, range);
        // `1.0` alone may be a version; what is counted has a word after it.
        let counted = || bytes.get(end) == Some(&b' ') && is_letter(bytes, end + 1);
        if foreign && (is_share || scaled || last > 1 || counted()) {
            self.foreign();
        }
        Some(end)
    }

    fn version(&mut self, run: &Run, last: usize) -> usize {
        let range = run.range(last);
        let end = range.end;
        self.push(Kind::Version, digest(self.text[range.clone()].bytes()), range);
        end
    }

    /// Whether the word just before is a name ("OpenSSL 3.0") or says that a version follows.
    fn follows_a_name(&self, at: usize) -> bool {
        let word = &self.text[self.before.clone()];
        at == self.before.end + 1
            && (word.contains(char::is_uppercase)
                || Conventions::leading(word, &self.conventions.versions).is_some())
    }

    /// A number or, with a percent sign after it, a percentage.
    fn quantity(&mut self, value: u64, range: Range<usize>) -> usize {
        let sign = self.percent(range.end);
        let scale = if sign.is_none() { self.scale(&range) } else { None };
        let (factor, end) = scale.unwrap_or((1, sign.unwrap_or(range.end)));
        let kind = if sign.is_some() { Kind::Percentage } else { Kind::Number };
        self.push(kind, times(value, factor), range.start..end);
        end
    }

    /// By what the words after a number multiply it, and where they end. "In 2025 millions" has no
    /// such number.
    fn scale(&self, number: &Range<usize>) -> Option<(u64, usize)> {
        let written = &self.text[number.clone()];
        if written.len() == 4 && (written.starts_with("19") || written.starts_with("20")) {
            return None;
        }
        let (factor, length) = self.conventions.scale(&self.text[number.end..])?;
        Some((factor, number.end + length))
    }

    /// Where the percent sign at a byte ends, if one stands there.
    fn percent(&self, at: usize) -> Option<usize> {
        let at = at + space(self.text.as_bytes(), at).unwrap_or(0);
        let after = &self.text[at..];
        let sign = after.starts_with('%').then_some(1);
        let length = sign.or_else(|| Conventions::leading(after, &self.conventions.percent))?;
        Some(at + length)
    }

    /// The first group alone: part of a date, an hour, a word, or just a number.
    fn integer(&mut self, run: &Run, word: Range<usize>) -> usize {
        let (start, end) = run.groups[0];
        if run.length(0) == 5
            && let Some(end) = self.celex(&word)
        {
            return end;
        }
        let after = &self.text[end..];
        let ordinal = self.conventions.ordinals.iter().find(|mark| {
            after.bytes().next() == mark.bytes().next()
                && after.starts_with(mark.as_str())
                && !after[mark.len()..].starts_with(char::is_alphanumeric)
        });
        let past = end + ordinal.map_or(0, String::len);
        let number = self.group(run, 0);
        if ordinal.is_none() && self.scale(&(start..end)).is_some() {
            return self.quantity(self.number_value(run, 0), start..end);
        }
        if let Some(end) = self.dated(start..past, number, run.length(0)) {
            return end;
        }
        if let Some(end) = self.half_day(start..end, number, 0) {
            return end;
        }
        if ordinal.is_none() && is_letter(self.text.as_bytes(), end) {
            return self.named(start..word.end.max(end));
        }
        self.quantity(self.number_value(run, 0), start..past)
    }

    /// A CELEX number: `32022L2555`.
    fn celex(&mut self, word: &Range<usize>) -> Option<usize> {
        let bytes = &self.text.as_bytes()[word.start..word.end];
        let letters = bytes.get(5..)?.iter().take_while(|b| b.is_ascii_uppercase()).count();
        let digits = bytes[5 + letters..].iter().take_while(|b| b.is_ascii_digit()).count();
        ((1..=2).contains(&letters) && digits == 4).then(|| {
            self.push(Kind::LawReference, digest(bytes.iter().copied()), word.clone());
            word.end
        })
    }
}
