//! The unit of translation: what a translator sees as one piece of text.

use std::fmt;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::diagnostics::Spot;

/// Opens what is the same in every language inside a block's text: code, an address, a label.
pub const CODE_OPEN: char = '⟦';
/// Closes it.
pub const CODE_CLOSE: char = '⟧';

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
        prose(&self.text).split_whitespace().filter(|word| *word != "|").count() as u32
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
        for (index, part) in text.split(char::is_whitespace).enumerate() {
            if index > 0 {
                self.space();
            }
            if part.contains([CODE_OPEN, CODE_CLOSE]) {
                self.text.push_str(&part.replace(CODE_OPEN, "[").replace(CODE_CLOSE, "]"));
            } else {
                self.text.push_str(part);
            }
        }
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
        match is_nfc_quick(text.chars()) {
            IsNormalized::Yes => text,
            _ => text.nfc().collect(),
        }
    }
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
