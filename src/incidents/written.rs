//! Numbers as texts write them, in the reader's language, held against the data.

use rust_decimal::Decimal;

use super::figure::{Answer, Unit};
use super::statistics::rounded;
use crate::translation::Conventions;

/// A number as a text writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// How much, with every word that multiplies it: "5,106 million" is 5 106 000 000.
    pub number: Decimal,
    /// The last digit that is shown: its place after the decimal mark, before any word.
    decimals: u32,
    /// By what a word multiplies it.
    scale: Decimal,
    /// Whether it is said to be per cent.
    pub percent: bool,
}

const SPACES: &[char] = &[' ', '\u{a0}', '\u{202f}', '\u{2009}'];

impl Written {
    /// Reads a text that is a number and nothing else. Signs may stand before it; a percent sign,
    /// or a word such as "million" or "per cent", behind it.
    pub fn read(text: &str, conventions: &Conventions) -> Option<Written> {
        let text = text.trim();
        let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let text = text.trim_start_matches(SPACES);
        let (number, decimals, rest) = digits(text, conventions)
            .or_else(|| conventions.in_words(text).map(|n| (Decimal::from(n), 0, "")))?;
        let (scale, end) = conventions.scale_of(rest).unwrap_or((1, 0));
        let rest = rest[end..].trim_start_matches(SPACES);
        let percent = rest == "%" || conventions.is_percent(rest);
        if !percent && !rest.is_empty() {
            return None;
        }
        let scale = Decimal::from(scale);
        let number = number.checked_mul(scale)?;
        let number = if negative { -number } else { number };
        Some(Written { number, decimals, scale, percent })
    }

    /// Whether it is what the data say: exactly, or at the precision that it shows where the data's
    /// figure is computed or the text says "million".
    pub fn says(&self, answer: &Answer) -> bool {
        let fits = !self.percent || answer.unit == Unit::Percent;
        fits && self.number == self.as_shown(answer)
    }

    /// A figure in the form of the text that shows this number: with its words and its sign of per
    /// cent.
    pub fn told(&self, number: Decimal, shown: &str, conventions: &Conventions) -> String {
        let scaled = number.checked_div(self.scale).unwrap_or(number);
        let tail = shown.find(|c: char| c.is_alphabetic() || c == '%');
        let tail = tail.filter(|_| self.percent || self.scale != Decimal::ONE);
        let text = write(scaled, conventions);
        tail.map_or(text.clone(), |at| format!("{text} {}", &shown[at..]))
    }

    /// The data's figure at the precision that the text shows.
    pub fn as_shown(&self, answer: &Answer) -> Decimal {
        let exact = answer.value.number;
        if !answer.value.computed && self.scale == Decimal::ONE {
            return exact;
        }
        let scaled = exact.checked_div(self.scale).map(|scaled| rounded(scaled, self.decimals));
        scaled.and_then(|scaled| scaled.checked_mul(self.scale)).unwrap_or(exact)
    }
}

/// A number in digits that a text starts with: how much, how many decimals, and what follows.
fn digits<'t>(text: &'t str, conventions: &Conventions) -> Option<(Decimal, u32, &'t str)> {
    let is_group = |c: char| conventions.groups.contains(&c) || SPACES[1..].contains(&c);
    let mut plain = String::new();
    let (mut decimals, mut end) = (None, 0);
    // The lengths of the groups of digits before the decimal mark.
    let mut groups = vec![0];
    for (at, c) in text.char_indices() {
        let next_is_digit =
            text[at + c.len_utf8()..].starts_with(|next: char| next.is_ascii_digit());
        if c.is_ascii_digit() {
            plain.push(c);
            match &mut decimals {
                Some(count) => *count += 1,
                None => groups.last_mut().into_iter().for_each(|length| *length += 1),
            }
        } else if c == conventions.decimal && decimals.is_none() && next_is_digit && at > 0 {
            plain.push('.');
            decimals = Some(0);
        } else if is_group(c) && decimals.is_none() && next_is_digit && at > 0 {
            groups.push(0);
        } else {
            break;
        }
        end = at + c.len_utf8();
    }
    let (first, rest) = groups.split_first()?;
    let sound =
        rest.iter().all(|length| *length == 3) && (rest.is_empty() || (1..=3).contains(first));
    let number = plain.parse().ok().filter(|_| sound && !plain.is_empty())?;
    Some((number, decimals.unwrap_or(0), &text[end..]))
}

/// A number as a language writes it: `1.276`, `18,5`.
pub fn write(number: Decimal, conventions: &Conventions) -> String {
    let plain = number.abs().normalize().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let group = conventions.groups.first().copied().unwrap_or('\u{a0}');
    let mut text =
        String::from(if number.is_sign_negative() && !number.is_zero() { "\u{2212}" } else { "" });
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(conventions.decimal);
        text.push_str(fraction);
    }
    text
}
