//! The scanner: one pass over a text, word by word.
//!
//! Most words have neither digits nor marks inside and are skipped as soon as that is known. What
//! starts with a digit is read in [`super::number`], addresses in [`super::address`].

use std::net::Ipv6Addr;
use std::ops::Range;

use super::{Invariant, Kind, digest, folded};
use crate::translation::Conventions;
use crate::translation::bytes::find;

/// What must be the same in every edition of a text, in the order of the text.
pub fn invariants(text: &str, conventions: &Conventions) -> Vec<Invariant> {
    let mut scanner = Scanner { text, conventions, found: Vec::new(), before: 0..0 };
    let mut at = 0;
    while let Some(word) = scanner.next_special(at) {
        at = match mark_at(text.as_bytes(), word) {
            Mark::Code => scanner.code(word),
            Mark::Other(length) => word + length,
            Mark::None => scanner.word(word),
        };
    }
    scanner.found
}

/// The first byte at or after `at` without whose like no word is more than a word: a digit, a mark
/// of an address, or what opens a code.
fn signal(bytes: &[u8], at: usize) -> Option<usize> {
    let is = |byte: u8, marks: &[u8]| marks.iter().fold(false, |any, mark| any | (byte == *mark));
    let is_digit = |byte: u8| byte.wrapping_sub(b'0') < 10;
    find(bytes, at, |byte, next| {
        (is_digit(byte) | is(byte, b"@/:["))
            | ((byte == b'.') & !is(next, b" \t\n\x0c\r"))
            | ((byte == 0xe2) & (next == 0x9f))
    })
}

pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) conventions: &'a Conventions,
    found: Vec<Invariant>,
    /// The word before the place that is read.
    pub(super) before: Range<usize>,
}

/// What ends a word.
enum Mark {
    /// `⟦`.
    Code,
    /// So many bytes of punctuation or space.
    Other(usize),
    /// Nothing: a letter, a digit, or a mark that may stand inside a word.
    None,
}

fn mark_at(bytes: &[u8], at: usize) -> Mark {
    match bytes[at] {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'.' | b'-' | b'/' | b':' | b'@' | b'_' => {
            Mark::None
        }
        b'[' if bytes[at..].starts_with(b"[.]") => Mark::None,
        b']' if bytes[..at].ends_with(b"[.") => Mark::None,
        0..=0x7f => Mark::Other(1),
        // Latin-1 punctuation; the ordinal marks ª and º are among it on purpose.
        0xc2 => Mark::Other(2),
        // × and ÷ among the letters of Latin-1.
        0xc3 if matches!(bytes.get(at + 1), Some(0x97 | 0xb7)) => Mark::Other(2),
        // Punctuation, currencies, arrows; hyphens that never break are part of a word.
        0xe2 => match bytes.get(at + 1..at + 3) {
            Some([0x80, 0x90 | 0x91]) => Mark::None,
            Some([0x9f, 0xa6]) => Mark::Code,
            Some([0x80..=0x83 | 0x86..=0xaf, _]) => Mark::Other(3),
            _ => Mark::None,
        },
        _ => Mark::None,
    }
}

/// Whether a byte stands in the middle of a character.
fn is_inside(byte: u8) -> bool {
    (0x80..=0xbf).contains(&byte)
}

/// Where the word begins that has the byte `inside`, not before `at`.
fn word_start(bytes: &[u8], at: usize, inside: usize) -> usize {
    for place in (at..inside).rev() {
        if is_inside(bytes[place]) {
            continue;
        }
        match mark_at(bytes, place) {
            Mark::None => {}
            Mark::Other(length) => return place + length,
            Mark::Code => return place + '⟦'.len_utf8(),
        }
    }
    at
}

/// Whether a byte is of a letter; those of other alphabets count whole.
pub(super) fn is_letter(bytes: &[u8], at: usize) -> bool {
    at < bytes.len()
        && (bytes[at].is_ascii_alphabetic()
            || (bytes[at] >= 0x80 && matches!(mark_at(bytes, at), Mark::None)))
}

/// What a word consists of, beside letters.
#[derive(Default)]
struct Parts {
    digits: bool,
    marks: bool,
}

impl Scanner<'_> {
    /// Where the next word begins that may be more than a word; the words before it are passed over,
    /// and the last of them is remembered.
    fn next_special(&mut self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let word = word_start(bytes, at, signal(bytes, at)?);
        let is_text = |place: &usize| {
            let byte = bytes[*place];
            byte.is_ascii_digit() || (!is_inside(byte) && is_letter(bytes, *place))
        };
        if let Some(end) = (at..word).rev().find(is_text) {
            let length = self.text[end..].chars().next().map_or(0, char::len_utf8);
            self.before = word_start(bytes, at, end)..end + length;
        }
        Some(word)
    }

    pub(super) fn push(&mut self, kind: Kind, value: u64, range: Range<usize>) {
        self.found.push(Invariant { kind, value, range, foreign: false });
    }

    /// Says that what was found last is written as another language would.
    pub(super) fn foreign(&mut self) {
        if let Some(last) = self.found.last_mut() {
            last.foreign = true;
        }
    }

    fn code(&mut self, at: usize) -> usize {
        let inner = at + '⟦'.len_utf8();
        let end = self.text[inner..].find('⟧').map_or(self.text.len(), |length| inner + length);
        let value = super::address::canonical(&self.text[inner..end]);
        self.push(Kind::Code, value, inner..end);
        (end + '⟧'.len_utf8()).min(self.text.len())
    }

    /// Reads the word at a byte; gives the byte to go on from.
    fn word(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        if matches!(bytes[at], b'.' | b'-' | b'/' | b':' | b'@' | b'_' | b'[' | b']') {
            return at + 1;
        }
        let (word, parts, end) = self.extent(at);
        let next = if parts.digits || parts.marks { self.special(&word, &parts) } else { None };
        if next.is_none() {
            self.before = word;
        }
        next.unwrap_or(end)
    }

    /// The word at a byte without punctuation after it, and where that ends.
    fn extent(&self, at: usize) -> (Range<usize>, Parts, usize) {
        let bytes = self.text.as_bytes();
        let (mut end, mut last, mut parts, mut mark) = (at, at, Parts::default(), false);
        while end < bytes.len() {
            match bytes[end] {
                b'a'..=b'z' | b'A'..=b'Z' => (parts.marks, last) = (parts.marks | mark, end + 1),
                b'0'..=b'9' => {
                    parts.digits = true;
                    (parts.marks, last) = (parts.marks | mark, end + 1);
                }
                b'.' | b':' | b'/' | b'@' | b'[' | b']' | b'_' | b'-'
                    if matches!(mark_at(bytes, end), Mark::None) =>
                {
                    mark |= bytes[end] != b'-' && bytes[end] != b'_';
                }
                _ if !matches!(mark_at(bytes, end), Mark::None) => break,
                _ => last = end + 1,
            }
            end += 1;
        }
        (at..last, parts, end)
    }

    /// Reads a word with digits or marks; `None` where it is a word like any other.
    fn special(&mut self, word: &Range<usize>, parts: &Parts) -> Option<usize> {
        let text = &self.text[word.clone()];
        let known = if parts.marks { self.address(word) } else { None };
        if let Some(end) = known.or_else(|| self.label(word)) {
            return Some(end);
        }
        if let Some(end) = self.hexadecimal(word) {
            return Some(end);
        }
        if !parts.digits {
            return None;
        }
        if text.as_bytes()[0].is_ascii_digit() {
            return Some(self.number(word.start, word.end));
        }
        self.identifier(word)
    }

    /// TLP labels, CVE and CWE ids, CVSS vectors.
    fn label(&mut self, word: &Range<usize>) -> Option<usize> {
        let text = &self.text[word.clone()];
        if !matches!(text.as_bytes()[0], b'T' | b't' | b'C' | b'c' | b'A' | b'a') {
            return None;
        }
        let starts = |prefix: &str| {
            text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        };
        if starts("TLP:") {
            let strict = "+STRICT";
            let after = &self.text[word.end..];
            let more = if after.starts_with(strict) { strict.len() } else { 0 };
            let range = word.start..word.end + more;
            self.push(Kind::Tlp, folded(self.text[range.clone()].bytes()), range.clone());
            return Some(range.end);
        }
        let kind = match () {
            () if starts("CVE") => Kind::Cve,
            () if starts("CWE") => Kind::Cwe,
            () if starts("CVSS:") || starts("AV:") => Kind::Cvss,
            () => return None,
        };
        if kind == Kind::Cvss {
            self.push(kind, folded(text.bytes()), word.clone());
            return Some(word.end);
        }
        // The hyphen may be one of those that never break.
        let rest = text[3..].trim_start_matches(['-', '\u{2010}', '\u{2011}']);
        let number = rest.bytes().filter(u8::is_ascii_alphanumeric);
        rest.starts_with(|c: char| c.is_ascii_digit()).then(|| {
            self.push(kind, folded(number), word.clone());
            word.end
        })
    }

    /// Hashes, fingerprints and IPv6 addresses.
    fn hexadecimal(&mut self, word: &Range<usize>) -> Option<usize> {
        let text = &self.text[word.clone()];
        let bytes = text.as_bytes();
        let is_hex = |b: &u8| b.is_ascii_hexdigit();
        if bytes.len() == 4 && bytes.iter().all(is_hex) {
            return self.key(word);
        }
        if bytes.len() >= 32 && bytes.iter().all(is_hex) {
            self.push(Kind::Hash, folded(text.bytes()), word.clone());
            return Some(word.end);
        }
        if !bytes.iter().all(|b| is_hex(b) || matches!(b, b':' | b'.' | b'-')) {
            return None;
        }
        let pairs = bytes.len() >= 17
            && bytes.iter().skip(2).step_by(3).all(|b| matches!(b, b':' | b'-'))
            && bytes.iter().enumerate().all(|(at, b)| at % 3 == 2 || is_hex(b));
        let colons = bytes.iter().filter(|b| **b == b':').count();
        if pairs {
            let digits = bytes.iter().copied().filter(u8::is_ascii_hexdigit);
            self.push(Kind::Fingerprint, folded(digits), word.clone());
            return Some(word.end);
        }
        let address: Ipv6Addr = (colons >= 2).then(|| text.parse().ok()).flatten()?;
        self.push(Kind::IpAddress, digest(address.octets()), word.clone());
        Some(word.end)
    }

    /// A key's fingerprint: six or more groups of four hexadecimal digits with spaces.
    fn key(&mut self, word: &Range<usize>) -> Option<usize> {
        let mut end = word.end;
        let (mut groups, mut start) = (1, word.start);
        // Groups without digits were passed over as words.
        while let Some(before) = self.text[..start].strip_suffix(' ')
            && let Some((rest, group)) = before.split_at_checked(before.len().wrapping_sub(4))
            && group.bytes().all(|b| matches!(b, b'A'..=b'F'))
            && !rest.ends_with(char::is_alphanumeric)
            && self.found.last().is_none_or(|last| last.range.end <= rest.len())
        {
            (groups, start) = (groups + 1, rest.len());
        }
        let rest = self.text[word.end..].split(' ').skip(1);
        for group in rest {
            let bytes = group.as_bytes();
            // An empty group is the wider gap in the middle of a fingerprint.
            if bytes.is_empty() {
                end += 1;
                continue;
            }
            let hex = bytes.iter().take_while(|b| b.is_ascii_hexdigit()).count();
            if hex != 4 || is_letter(bytes, 4) {
                break;
            }
            (groups, end) = (groups + 1, end + 5);
            if bytes.len() > 4 {
                break;
            }
        }
        if groups < 6 || self.text.as_bytes().get(word.end) != Some(&b' ') {
            return None;
        }
        let digits = self.text[start..end].bytes().filter(u8::is_ascii_hexdigit);
        self.push(Kind::Fingerprint, folded(digits), start..end);
        Some(end)
    }

    /// A word that starts with letters and has digits: `v1.2.3`, `NIS2`, `COVID-19`, `mid-2025`.
    fn identifier(&mut self, word: &Range<usize>) -> Option<usize> {
        let text = &self.text[word.clone()];
        let first = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, rest) = text.split_at(first);
        let dotted = rest.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if letters.eq_ignore_ascii_case("v") && dotted {
            self.push(Kind::Version, folded(rest.bytes()), word.start + first..word.end);
            return Some(word.end);
        }
        let glued = letters.ends_with(char::is_alphanumeric);
        let named = letters.ends_with(['-', '\u{2010}', '\u{2011}', '_'])
            && letters.bytes().any(|b| b.is_ascii_uppercase());
        if glued || named {
            return Some(self.named(word.clone()));
        }
        self.before = word.start..word.start + letters.trim_end_matches(['-', '.', ':', '/']).len();
        Some(self.number(word.start + first, word.end))
    }

    /// A word with digits as a whole.
    pub(super) fn named(&mut self, word: Range<usize>) -> usize {
        let value = folded(self.text[word.clone()].bytes().filter(u8::is_ascii_alphanumeric));
        self.push(Kind::Word, value, word.clone());
        self.before = word.clone();
        word.end
    }
}
