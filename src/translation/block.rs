//! The unit of translation: what a translator sees as one piece of text.

use std::fmt;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

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
        if !self.text.contains(CODE_OPEN) && !self.text.contains('|') {
            let spaces = self.text.bytes().filter(|byte| *byte == b' ').count() as u32;
            return if self.text.is_empty() { 0 } else { spaces + 1 };
        }
        let (mut words, mut inside_code, mut inside_word) = (0, false, false);
        for (at, byte) in self.text.bytes().enumerate() {
            match byte {
                0xe2 if self.text[at..].starts_with(CODE_OPEN) => inside_code = true,
                0xe2 if self.text[at..].starts_with(CODE_CLOSE) => inside_code = false,
                b' ' | b'|' => inside_word = false,
                // The rest of a mark.
                0x80..=0xbf => {}
                _ if inside_code || inside_word => {}
                _ => (words, inside_word) = (words + 1, true),
            }
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
        let sound = text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
        sound.then(|| u64::from_str_radix(text, 16).ok().map(Self)).flatten()
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
/// so are quotation marks and dashes.
fn is_plain(bytes: &[u8]) -> bool {
    let is_plain = |(at, byte): (usize, &u8)| match byte {
        0xe2 => matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x90..=0xbf])),
        byte => *byte < 0xcc,
    };
    bytes.iter().enumerate().all(is_plain)
}

/// The first byte of prose that is not kept as it is: white space that is not one space, and the
/// marks of codes.
fn irregular(text: &str, mut after_space: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let keeps = match byte {
            b' ' => !std::mem::replace(&mut after_space, true),
            b'\t' | b'\n' | 0x0b | 0x0c | b'\r' => false,
            // The first bytes of other white space and of the marks.
            0xc2 | 0xe1 | 0xe2 | 0xe3 => {
                after_space = false;
                let letter = text[at..].chars().next().unwrap_or_default();
                !letter.is_whitespace() && ![CODE_OPEN, CODE_CLOSE].contains(&letter)
            }
            _ => {
                after_space = false;
                true
            }
        };
        if !keeps {
            return Some(at);
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
