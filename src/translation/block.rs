//! The unit of translation: what a translator sees as one piece of text.

use std::fmt;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::bytes;
use crate::diagnostics::Spot;

/// Opens what is the same in every language inside a block's text: code, an address, a label.
pub const CODE_OPEN: char = '⟦';
/// Closes it.
pub const CODE_CLOSE: char = '⟧';

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The edition's title.
    Title,
    /// Its summary.
    Summary,
    /// The alternative text of its cover picture.
    CoverAlternative,
    /// What changed in the method of an incident report.
    Method,
    /// The title of an attachment, by file name.
    Attachment(String),
    /// A note on a change, by its date and its number among those of that date, from 1.
    Change(String, u32),
    /// A heading, by level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A row of a table, its cells parted by ` | `.
    Row,
    /// A term of a list of definitions.
    Term,
    /// Its definition.
    Definition,
    /// A footnote.
    Footnote,
    /// The caption of a figure.
    Caption,
    /// The alternative text of a picture.
    Alternative,
    /// The title of a callout.
    CalloutTitle,
    /// A block of code, or raw HTML.
    Code,
    /// A component that holds no text of its own.
    Component,
}

impl BlockKind {
    /// Whether a text has at most one such block, so that two of them belong together whatever
    /// they say.
    pub(super) fn is_named(&self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Summary
                | Self::CoverAlternative
                | Self::Method
                | Self::Attachment(_)
                | Self::Change(..)
        )
    }

    /// Whether blocks of the two kinds may say the same: headings of any level may.
    pub(super) fn goes_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Heading(_), Self::Heading(_)) => true,
            _ => self == other,
        }
    }

    /// Reads what [`Display`](fmt::Display) writes.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let plain = SIMPLE.iter().find(|(name, _)| *name == word && rest.is_empty());
        match (word, rest) {
            ("heading", level) => {
                level.parse().ok().filter(|l| (1..=6).contains(l)).map(Self::Heading)
            }
            ("attachment", file) if !file.is_empty() => Some(Self::Attachment(file.to_owned())),
            ("change", rest) => {
                let (date, number) = rest.split_once(' ').unwrap_or((rest, "1"));
                Some(Self::Change(date.to_owned(), number.parse().ok()?))
            }
            _ => plain.map(|(_, kind)| kind.clone()),
        }
    }
}

const SIMPLE: &[(&str, BlockKind)] = &[
    ("title", BlockKind::Title),
    ("summary", BlockKind::Summary),
    ("cover", BlockKind::CoverAlternative),
    ("method", BlockKind::Method),
    ("paragraph", BlockKind::Paragraph),
    ("item", BlockKind::Item),
    ("row", BlockKind::Row),
    ("term", BlockKind::Term),
    ("definition", BlockKind::Definition),
    ("footnote", BlockKind::Footnote),
    ("caption", BlockKind::Caption),
    ("alternative", BlockKind::Alternative),
    ("callout-title", BlockKind::CalloutTitle),
    ("code", BlockKind::Code),
    ("component", BlockKind::Component),
];

impl fmt::Display for BlockKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Heading(level) => write!(f, "heading {level}"),
            Self::Attachment(file) => write!(f, "attachment {file}"),
            Self::Change(date, 1) => write!(f, "change {date}"),
            Self::Change(date, number) => write!(f, "change {date} {number}"),
            simple => {
                f.write_str(SIMPLE.iter().find(|(_, kind)| kind == simple).map_or("", |(n, _)| n))
            }
        }
    }
}

/// One block of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text: NFC, single spaces, without emphasis, what is the same in every language
    /// between [`CODE_OPEN`] and [`CODE_CLOSE`].
    pub text: String,
    /// Where it stands in the edition's file.
    pub spot: Spot,
    /// Whether a stale translation of it is dangerous (`critical: true`).
    pub critical: bool,
}

impl Block {
    /// How many words a translator has to read.
    pub fn words(&self) -> u32 {
        let is_gap = |byte: u8| matches!(byte, b' ' | b'|');
        let (mut words, mut after_gap, mut rest) = (0, true, self.text.as_str());
        while !rest.is_empty() {
            let (prose, more) = rest.split_once(CODE_OPEN).unwrap_or((rest, ""));
            let (code, more) = more.split_once(CODE_CLOSE).unwrap_or((more, ""));
            for byte in prose.bytes() {
                words += u32::from(after_gap && !is_gap(byte));
                after_gap = is_gap(byte);
            }
            after_gap |= code.bytes().any(is_gap);
            rest = more;
        }
        words
    }

    /// Tells this block's text from any other: the first 16 hexadecimal digits of its SHA-256.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.text)
    }
}

/// The first 64 bits of the SHA-256 of a block's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// Of a text.
    pub fn of(text: &str) -> Self {
        use sha2::{Digest, Sha256};
        let digest = Sha256::digest(text.as_bytes());
        Self(digest.iter().take(8).fold(0, |bits, byte| bits << 8 | u64::from(*byte)))
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let add = |bits, byte| Some(bits << 4 | u64::from(char::from(byte).to_digit(16)?));
        let mut bytes = text.bytes();
        (bytes.len() == 16).then(|| bytes.try_fold(0, add).map(Self)).flatten()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Collects a block's text and brings it into its normal form.
#[derive(Debug, Default)]
pub struct TextBuilder {
    text: String,
}

impl TextBuilder {
    /// Expects a text of so many bytes, or of what most blocks have at most.
    pub fn with_room(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes.min(1024)) }
    }

    /// Adds prose.
    pub fn prose(&mut self, text: &str) {
        let mut rest = text;
        // Most texts have single spaces and no mark of a code: they are copied in one piece.
        while let Some(at) = irregular(rest, self.text.ends_with(' ') || self.text.is_empty()) {
            self.text.push_str(&rest[..at]);
            let Some(letter) = rest[at..].chars().next() else { return };
            match letter {
                CODE_OPEN => self.text.push('['),
                CODE_CLOSE => self.text.push(']'),
                _ => self.space(),
            }
            rest = &rest[at + letter.len_utf8()..];
        }
        self.text.push_str(rest);
    }

    /// Adds what is the same in every language.
    pub fn code(&mut self, text: &str) {
        self.text.push(CODE_OPEN);
        self.text.extend(text.chars().filter(|c| ![CODE_OPEN, CODE_CLOSE].contains(c)));
        self.text.push(CODE_CLOSE);
    }

    /// Adds a space, unless one is there.
    pub fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.text.trim_end().is_empty()
    }

    /// The text, and an empty builder again.
    pub fn take(&mut self) -> String {
        let mut text = std::mem::take(&mut self.text);
        text.truncate(text.trim_end().len());
        let plain = is_plain(text.as_bytes());
        match plain || is_nfc_quick(text.chars()) == IsNormalized::Yes {
            true => text,
            false => text.nfc().collect(),
        }
    }
}

/// Whether every character is in its normal form without looking it up: all before U+0300 are, and
/// so are quotation marks, dashes and the marks of codes.
fn is_plain(bytes: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = bytes::find(bytes, from, |byte, _| byte >= 0xcc) {
        let is_mark = matches!(bytes[at..], [0xe2, 0x9f, 0xa6 | 0xa7, ..]);
        if !is_mark && !matches!(bytes[at..], [0xe2, 0x80, 0x90..=0xbf, ..]) {
            return false;
        }
        from = at + 3;
    }
    true
}

/// The first byte of prose that is not kept as it is: white space that is not one space, and the
/// marks of codes.
fn irregular(text: &str, after_space: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    if after_space && bytes.first() == Some(&b' ') {
        return Some(0);
    }
    // The first bytes of white space of all kinds and of the marks; two spaces.
    let is_space = |byte: u8| byte.wrapping_sub(b'\t') < 5;
    let is_first = |byte: u8| (byte == 0xc2) | (byte.wrapping_sub(0xe1) < 3);
    let are_spaces = |byte: u8, next: u8| (byte == b' ') & (next == b' ');
    let may_be = |byte, next| is_space(byte) | is_first(byte) | are_spaces(byte, next);
    let mut from = 0;
    while let Some(at) = bytes::find(bytes, from, may_be) {
        let letter = text[at..].chars().next().unwrap_or_default();
        match letter {
            ' ' => return Some(at + 1),
            CODE_OPEN | CODE_CLOSE => return Some(at),
            letter if letter.is_whitespace() => return Some(at),
            letter => from = at + letter.len_utf8(),
        }
    }
    None
}

/// A block's text without what is the same in every language.
pub fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(CODE_OPEN) {
        out.push_str(before);
        rest = after.split_once(CODE_CLOSE).map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// What is the same in every language inside a block's text, in order.
pub fn codes(text: &str) -> impl Iterator<Item = &str> {
    text.split(CODE_OPEN).skip(1).filter_map(|part| Some(part.split_once(CODE_CLOSE)?.0))
}
