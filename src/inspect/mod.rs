//! What a file is, whatever its name says, and what it tells besides what its author meant to show.
//!
//! [`inspect`] is a pure function of a name and bytes. What it reads may be hostile: nothing here
//! recurses, no more is unpacked than [`MOST_UNPACKED`] says, and what cannot be read is said to be
//! unread rather than taken to be right.

mod archive;
mod format;
mod office;
mod pdf;
mod pictures;
mod text;

use std::ops::Range;

use crate::publication::Marked;

pub(crate) use format::{is_inspected, is_stripped};
pub(crate) use pictures::stripped;

/// The largest file that is looked into, in bytes.
pub(crate) const LARGEST: u64 = 64 << 20;

/// How many bytes are unpacked of one file, however little they are packed.
const MOST_UNPACKED: usize = 64 << 20;

/// Something that is to be said of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// It is not what its name says, but this, where that is known.
    OtherFormat(&'static str, Option<&'static str>),
    /// It has a TLP label above CLEAR; where, for a file that is text.
    Label(Marked, Option<Range<usize>>),
    /// It tells something of who made it, and where: what a person would look for.
    Metadata(&'static str),
    /// It lacks something that readers need who do not see it.
    Inaccessible(&'static str),
    /// It could not be looked into, and why.
    Unchecked(&'static str),
}

/// Looks into a file.
pub(crate) fn inspect(name: &str, bytes: &[u8]) -> Vec<Finding> {
    let Some(expected) = format::expected(name) else { return Vec::new() };
    let found = format::found(bytes);
    if !expected.is_met_by(found, bytes) {
        return vec![Finding::OtherFormat(expected.name(), found.map(format::Format::name))];
    }
    match expected {
        format::Format::Pdf => pdf::inspect(bytes),
        format::Format::Text(kind) => text::inspect(kind, bytes),
        format::Format::Office(_) => office::inspect(bytes),
        format::Format::Jpeg | format::Format::Png | format::Format::WebP => {
            let is_whole = stripped(bytes).is_some();
            let unread = Finding::Unchecked("its parts cannot be told apart");
            if is_whole { Vec::new() } else { vec![unread] }
        }
        _ => pictures::left_in(bytes),
    }
}

/// A label in a text that has no places.
fn labels(lines: impl Iterator<Item = impl AsRef<str>>) -> Option<Finding> {
    let marked = lines.filter_map(|line| crate::publication::Tlp::mark(line.as_ref()));
    let worst = marked.max_by_key(|marked| (marked.alone, std::cmp::Reverse(marked.tlp)));
    worst.map(|marked| Finding::Label(marked, None))
}

#[cfg(test)]
mod tests;
