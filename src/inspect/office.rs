//! Documents of office suites: who wrote them, what they have not yet agreed on, how they are marked.
//!
//! Sources: ECMA-376 parts 1 and 2 (core properties, `w:ins`, `w:del`, comments), OASIS OpenDocument
//! 1.3 (`meta:initial-creator`, `dc:creator`, `text:tracked-changes`).

use quick_xml::Reader;
use quick_xml::events::Event;

use super::archive::Archive;
use super::{Finding, MOST_UNPACKED, labels};

/// How many parts of a document are read.
const MOST_PARTS: usize = 256;

pub(super) fn inspect(bytes: &[u8]) -> Vec<Finding> {
    let Some(archive) = Archive::open(bytes) else {
        return vec![Finding::Unchecked("the archive is damaged")];
    };
    let mut seen = Seen::default();
    let (mut left, mut unread) = (MOST_UNPACKED, false);
    let parts = archive.entries().filter(|entry| is_read(entry.name));
    for (number, entry) in parts.enumerate() {
        match archive.read(&entry, left).filter(|_| number < MOST_PARTS) {
            Some(part) => {
                left -= part.len();
                unread |= seen.read(&part).is_none();
            }
            None => unread = true,
        }
    }
    seen.findings(unread)
}

/// Whether a part has text that readers see, or says who wrote it.
fn is_read(name: &[u8]) -> bool {
    const PARTS: &[&[u8]] = &[
        b"docProps/core.xml",
        b"meta.xml",
        b"content.xml",
        b"styles.xml",
        b"word/document",
        b"word/header",
        b"word/footer",
        b"word/footnotes",
        b"word/comments",
        b"xl/sharedStrings",
        b"xl/comments",
        b"ppt/slides/slide",
        b"ppt/notesSlides/",
        b"ppt/comments",
    ];
    name.ends_with(b".xml") && PARTS.iter().any(|part| name.starts_with(part))
}

#[derive(Default)]
struct Seen {
    author: bool,
    changes: bool,
    comments: bool,
    label: Option<Finding>,
}

impl Seen {
    /// Reads one part; `None` when it is not XML to its end.
    fn read(&mut self, part: &[u8]) -> Option<()> {
        let mut reader = Reader::from_reader(part);
        let mut buffer = Vec::new();
        let (mut line, mut in_author) = (String::new(), false);
        loop {
            match reader.read_event_into(&mut buffer).ok()? {
                Event::Start(tag) | Event::Empty(tag) => {
                    let name = tag.name().as_ref().to_vec();
                    in_author = matches!(
                        name.as_slice(),
                        b"dc:creator" | b"cp:lastModifiedBy" | b"meta:initial-creator"
                    );
                    self.changes |= matches!(
                        name.as_slice(),
                        b"w:ins" | b"w:del" | b"w:moveFrom" | b"text:changed-region"
                    );
                    self.comments |=
                        matches!(name.as_slice(), b"w:comment" | b"comment" | b"office:annotation");
                }
                Event::Text(text) => {
                    let text = text.decode().ok()?;
                    self.author |= in_author && !text.trim().is_empty();
                    line.push_str(&text);
                }
                Event::End(tag) => {
                    in_author = false;
                    if matches!(
                        tag.name().as_ref(),
                        b"w:p" | b"a:p" | b"text:p" | b"text:h" | b"si"
                    ) {
                        self.end_line(&mut line);
                    }
                }
                Event::Eof => break,
                _ => {}
            }
            buffer.clear();
        }
        self.end_line(&mut line);
        Some(())
    }

    fn end_line(&mut self, line: &mut String) {
        let found = labels(std::iter::once(&*line));
        let is_alone = |f: &Finding| matches!(f, Finding::Label(marked, _) if marked.alone);
        if found.as_ref().is_some_and(is_alone) || self.label.is_none() {
            self.label = found.or(self.label.take());
        }
        line.clear();
    }

    fn findings(self, unread: bool) -> Vec<Finding> {
        let said = [
            (self.author, Finding::Metadata("the name of who wrote it")),
            (self.changes, Finding::Metadata("tracked changes: what was struck out can be read")),
            (self.comments, Finding::Metadata("comments")),
            (unread, Finding::Unchecked("parts of it are damaged, encrypted or too large")),
        ];
        let said = said.into_iter().filter(|(is_so, _)| *is_so).map(|(_, finding)| finding);
        self.label.into_iter().chain(said).collect()
    }
}
