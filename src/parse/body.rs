//! A body: HTML with typed holes for what only later stages know.

use std::collections::BTreeMap;

use super::Component;

/// A word that the reader's language fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Names the section of footnotes.
    Footnotes,
    /// Leads back from a footnote to its reference, by number.
    FootnoteBack(u32),
    /// Names a scrolling table, by number.
    Table(u32),
    /// Names a scrolling block of code, by number.
    Code(u32),
    /// A finished task.
    TaskDone,
    /// An open task.
    TaskOpen,
}

/// What fills a hole.
#[derive(Clone, Debug, PartialEq)]
pub enum Fill {
    /// ` href="…"` and the target's language, by index into the outline's links.
    LinkAttributes(u32),
    /// The note that a link leads to another language.
    LinkNote(u32),
    /// A heading's id, by index into the outline's headings.
    HeadingId(u32),
    /// A whole `<img …>`, by index into the outline's pictures.
    Picture(u32),
    /// A word of the reader's language.
    Word(Word),
    /// A component of the theme.
    Component(Box<Component>),
    /// The note that the original of a block has changed, by the number of the original's block.
    Behind(Option<u32>),
    /// What stands in the place of a critical callout that is stale, by the same number.
    Withheld(Option<u32>),
}

/// What a block is marked with when a translation is behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// In the original: other editions lead to this block, by its number.
    Anchor(u32),
    /// In the translation: the original's block of this number has changed, or is gone.
    Behind(Option<u32>),
    /// In the translation: the same of a block that must not be shown stale.
    Withheld(Option<u32>),
}

/// Marks by the byte of the edition's file at which their block starts.
pub type Marks = BTreeMap<u32, Mark>;

/// The id of a block that other editions lead to. No heading's id starts so.
pub fn anchor(number: u32) -> String {
    format!("_block-{number}")
}

/// What a list holds, in a list that has no room for more. Shrinking would not do: the allocator
/// gives back nothing of a block that is more than half full.
pub(super) fn exact<T>(list: &mut Vec<T>) -> Vec<T> {
    let mut exact = Vec::with_capacity(list.len());
    exact.append(list);
    exact
}

/// A hole and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Hole {
    /// Byte of the HTML before which it stands.
    pub at: u32,
    /// What fills it.
    pub fill: Fill,
}

/// HTML with holes, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The HTML between the holes.
    pub html: String,
    /// The holes, sorted by place.
    pub holes: Vec<Hole>,
}

impl Body {
    /// About how many bytes of memory it takes.
    pub fn size(&self) -> usize {
        self.html.len() + self.holes.len() * size_of::<Hole>()
    }

    /// The same without the memory that was only there to grow into.
    pub(super) fn exact(mut self) -> Body {
        Body { html: self.html.as_str().to_owned(), holes: exact(&mut self.holes) }
    }

    pub(super) fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    pub(super) fn hole(&mut self, fill: Fill) {
        self.holes.push(Hole { at: self.html.len() as u32, fill });
    }

    /// Appends another body with its holes.
    pub(super) fn append(&mut self, other: Body) {
        let shift = self.html.len() as u32;
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.into_iter().map(|hole| Hole { at: hole.at + shift, ..hole }));
    }

    /// Fills the holes, in order.
    pub fn fill<E>(
        &self,
        mut fill: impl FnMut(&Fill, &mut String) -> Result<(), E>,
    ) -> Result<String, E> {
        let mut out = String::with_capacity(self.html.len() + self.holes.len() * 48);
        let mut from = 0;
        for hole in &self.holes {
            out.push_str(&self.html[from..hole.at as usize]);
            fill(&hole.fill, &mut out)?;
            from = hole.at as usize;
        }
        out.push_str(&self.html[from..]);
        Ok(out)
    }
}
