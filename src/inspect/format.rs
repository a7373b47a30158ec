//! Formats of files, by their names and by their first bytes.
//!
//! Sources: ISO 32000 (PDF), W3C PNG, ITU-T T.81 (JPEG), GIF89a, RFC 9649 (WebP), ISO 23008-12
//! (AVIF), PKWARE APPNOTE (ZIP), ECMA-376, OASIS OpenDocument, MS-CFB.

use super::archive::Archive;

/// A format that is told apart from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Pdf,
    Png,
    Jpeg,
    Gif,
    WebP,
    Avif,
    Zip,
    /// A document in a ZIP archive.
    Office(Office),
    /// Something to be read as text.
    Text(Text),
    /// An older document of an office suite.
    Compound,
    /// A program.
    Program,
    Gzip,
}

/// Documents that are ZIP archives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Office {
    Docx,
    Xlsx,
    Pptx,
    OpenDocument,
    Epub,
}

/// Sorts of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    Plain,
    Table,
    Markup,
    Svg,
    Json,
}

const BY_ENDING: &[(&str, Format)] = &[
    ("avif", Format::Avif),
    ("css", Format::Text(Text::Plain)),
    ("csv", Format::Text(Text::Table)),
    ("docx", Format::Office(Office::Docx)),
    ("epub", Format::Office(Office::Epub)),
    ("gif", Format::Gif),
    ("html", Format::Text(Text::Markup)),
    ("jpeg", Format::Jpeg),
    ("jpg", Format::Jpeg),
    ("json", Format::Text(Text::Json)),
    ("jsonld", Format::Text(Text::Json)),
    ("odp", Format::Office(Office::OpenDocument)),
    ("ods", Format::Office(Office::OpenDocument)),
    ("odt", Format::Office(Office::OpenDocument)),
    ("pdf", Format::Pdf),
    ("png", Format::Png),
    ("pptx", Format::Office(Office::Pptx)),
    ("rdf", Format::Text(Text::Markup)),
    ("svg", Format::Text(Text::Svg)),
    ("tsv", Format::Text(Text::Table)),
    ("ttl", Format::Text(Text::Plain)),
    ("txt", Format::Text(Text::Plain)),
    ("webp", Format::WebP),
    ("xlsx", Format::Office(Office::Xlsx)),
    ("xml", Format::Text(Text::Markup)),
    ("zip", Format::Zip),
];

/// First bytes, and where they stand.
const SIGNATURES: &[(usize, &[u8], Format)] = &[
    (0, b"%PDF-", Format::Pdf),
    (0, b"\x89PNG\r\n\x1a\n", Format::Png),
    (0, b"\xff\xd8\xff", Format::Jpeg),
    (0, b"GIF87a", Format::Gif),
    (0, b"GIF89a", Format::Gif),
    (8, b"WEBP", Format::WebP),
    (4, b"ftypavif", Format::Avif),
    (4, b"ftypavis", Format::Avif),
    (0, b"PK\x03\x04", Format::Zip),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format::Compound),
    (0, b"MZ", Format::Program),
    (0, b"\x7fELF", Format::Program),
    (0, b"\x1f\x8b", Format::Gzip),
];

/// Readers look for the start of a PDF within so many bytes.
const PDF_START: usize = 1024;

impl Format {
    pub(super) fn name(self) -> &'static str {
        match self {
            Format::Pdf => "a PDF",
            Format::Png => "a PNG picture",
            Format::Jpeg => "a JPEG picture",
            Format::Gif => "a GIF picture",
            Format::WebP => "a WebP picture",
            Format::Avif => "an AVIF picture",
            Format::Zip => "a ZIP archive",
            Format::Office(Office::Docx) => "a DOCX document",
            Format::Office(Office::Xlsx) => "an XLSX document",
            Format::Office(Office::Pptx) => "a PPTX document",
            Format::Office(Office::OpenDocument) => "an OpenDocument file",
            Format::Office(Office::Epub) => "an EPUB",
            Format::Text(Text::Markup) => "markup",
            Format::Text(Text::Svg) => "an SVG picture",
            Format::Text(Text::Json) => "JSON",
            Format::Text(Text::Plain | Text::Table) => "text",
            Format::Compound => "a document of an older office suite",
            Format::Program => "a program",
            Format::Gzip => "a gzip archive",
        }
    }

    /// Whether bytes that look like `found` are of this format.
    pub(super) fn is_met_by(self, found: Option<Format>, bytes: &[u8]) -> bool {
        match self {
            Format::Text(kind) => found.is_none() && is_text(kind, bytes),
            Format::Office(kind) => found == Some(Format::Zip) && is_office(kind, bytes),
            format => found == Some(format),
        }
    }
}

/// The format that a name promises; `None` for one that is not told by its bytes.
pub(super) fn expected(name: &str) -> Option<Format> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    let at = BY_ENDING.binary_search_by_key(&ending.as_str(), |(ending, _)| ending).ok()?;
    Some(BY_ENDING[at].1)
}

/// Whether a file of this name is looked into.
pub(crate) fn is_inspected(name: &str) -> bool {
    expected(name).is_some()
}

/// Whether a file of this name is a picture whose metadata is left out.
pub(crate) fn is_stripped(name: &str) -> bool {
    matches!(expected(name), Some(Format::Jpeg | Format::Png | Format::WebP))
}

/// The format that bytes have; `None` for text and what is not known.
pub(super) fn found(bytes: &[u8]) -> Option<Format> {
    let has = |(at, signature, _): &&(usize, &[u8], Format)| {
        bytes.get(*at..).is_some_and(|rest| rest.starts_with(signature))
    };
    let known = SIGNATURES.iter().find(has).map(|(_, _, format)| *format);
    let head = &bytes[..bytes.len().min(PDF_START)];
    let is_pdf = || memchr::memmem::find(head, b"%PDF-").is_some().then_some(Format::Pdf);
    known.or_else(is_pdf)
}

/// Whether bytes may be text of a sort, whatever their encoding.
fn is_text(kind: Text, bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    // Texts in UTF-16 have zeros, and a mark by which they are known.
    let is_wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let first = |signs: &[u8]| start.first().is_some_and(|byte| signs.contains(byte)) || is_wide;
    let fits = match kind {
        Text::Plain | Text::Table => true,
        Text::Markup | Text::Svg => first(b"<"),
        Text::Json => first(b"{["),
    };
    fits && (is_wide || memchr::memchr(0, bytes).is_none())
}

fn is_office(kind: Office, bytes: &[u8]) -> bool {
    let Some(archive) = Archive::open(bytes) else { return true };
    let has = |start: &str| archive.entries().any(|entry| entry.name.starts_with(start.as_bytes()));
    match kind {
        Office::Docx => has("word/"),
        Office::Xlsx => has("xl/"),
        Office::Pptx => has("ppt/"),
        Office::OpenDocument => has("content.xml"),
        Office::Epub => has("META-INF/container.xml"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_sorted() {
        assert!(BY_ENDING.is_sorted_by_key(|(ending, _)| *ending));
    }
}
