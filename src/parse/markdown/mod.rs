//! Markdown to a [`Body`] and its [`Outline`].
//!
//! One pass over pulldown-cmark's events. What a later stage must know (ids, addresses, words of
//! the reader's language, components) becomes a hole. There is no template language: `{{7*7}}`
//! stays what it is.

mod blocks;
mod footnotes;
mod inline;

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::blocks::Gatherer;
use super::body::{Body, Fill, Mark, Marks, anchor, exact};
use super::highlight::Highlighter;
use super::{ExhibitBlock, Heading, Link, Mention, Picture, ShownFigure, raw_html, sanitise};
use crate::diagnostics::{Diagnostics, HTML_UNCLOSED, LEFTOVER_TEXT, Location, NESTING};
use crate::html::{escape, escape_into};
use crate::identity::{PublicationId, SourceId};
use crate::publication::leftover;

/// How deep blocks may lie in one another: deeper than any text needs, shallower than what
/// browsers display (Chromium stops at 512 elements).
const MAX_DEPTH: usize = 40;
/// How deep callouts may lie in one another.
const MAX_CALLOUTS: usize = 4;

/// What a body consists of and points to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Its links inside the site, in order.
    pub links: Vec<Link>,
    /// The figures of datasets that it shows, in order.
    pub figures: Vec<ShownFigure>,
    /// Its pictures, in order.
    pub pictures: Vec<Picture>,
    /// The charts and tables of figures that it asks for, in order.
    pub exhibits: Vec<ExhibitBlock>,
    /// What its components name by a code, in order.
    pub mentions: Vec<Mention>,
    /// How many bytes its text has.
    pub length: u32,
}

impl Outline {
    /// Gives back the memory that was only there to grow into.
    fn shrink(&mut self) {
        self.headings = exact(&mut self.headings);
        self.links = exact(&mut self.links);
        self.figures = exact(&mut self.figures);
        self.pictures = exact(&mut self.pictures);
        self.exhibits = exact(&mut self.exhibits);
        self.mentions = exact(&mut self.mentions);
    }
}

/// The Markdown of an edition.
#[derive(Clone, Copy)]
pub(super) struct Markdown<'a> {
    pub(super) source: &'a SourceId,
    pub(super) publication: &'a PublicationId,
    /// The whole file.
    pub(super) text: &'a str,
    /// The byte at which the body starts.
    pub(super) body_at: usize,
    /// What blocks are marked with; mostly nothing.
    pub(super) marks: &'a Marks,
}

impl Markdown<'_> {
    /// Reads it, and lets `blocks` see it too.
    pub(super) fn read(
        &self,
        highlighter: &mut Highlighter,
        blocks: Option<&mut Gatherer<'_>>,
        out: &mut Diagnostics,
    ) -> (Outline, Body) {
        let body = &self.text[self.body_at..];
        let mut writer = Writer {
            source: self.source,
            publication: self.publication,
            highlighter,
            out,
            marks: self.marks,
            offset: self.body_at,
            exact: true,
            outline: Outline { length: body.len() as u32, ..Outline::default() },
            has_leftover: false,
            frames: vec![Sheet::default()],
            captures: Vec::new(),
            anchors: Vec::new(),
            columns: Vec::new(),
            footnotes: footnotes::Footnotes::default(),
            tables: 0,
            codes: 0,
            depth: 0,
            heading_ids: HashSet::new(),
        };
        // As HTML most texts are less than half as long again.
        writer.frame().html.reserve(body.len() * 3 / 2);
        writer.markdown(body, blocks);
        let mut body = writer.pop_frame();
        writer.append_footnotes(&mut body);
        writer.outline.shrink();
        (writer.outline, body)
    }
}

/// The dialect of every text.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// A body under construction: the whole text, a callout or a footnote.
#[derive(Default)]
struct Sheet {
    body: Body,
    raw_html: bool,
    /// The elements that raw HTML has left open so far.
    open_elements: Vec<String>,
    too_deep: bool,
}

/// Text that is gathered instead of written, or beside it.
enum Capture {
    /// A heading's text; its markup is written too.
    Heading(String),
    /// A picture's alternative text.
    Alternative { text: String, file: Option<String>, range: Range<usize>, depth: usize },
    /// A block of code with its info string.
    Code { info: String, text: String, opened: usize, start: Option<usize> },
    /// A block of raw HTML.
    Html { text: String, start: usize },
}

/// How an open link ends.
enum Anchor {
    External,
    Internal(u32),
    /// The index of a figure among the outline's.
    Figure(usize),
    Refused,
}

struct Writer<'a> {
    source: &'a SourceId,
    publication: &'a PublicationId,
    highlighter: &'a mut Highlighter,
    out: &'a mut Diagnostics,
    /// What blocks are marked with; mostly nothing.
    marks: &'a Marks,
    /// Bytes of the source before the text that is being read.
    offset: usize,
    /// Whether ranges of the text being read are ranges of the source.
    exact: bool,
    /// Whether the text being read has anything that should not be left in it, code included.
    has_leftover: bool,
    outline: Outline,
    frames: Vec<Sheet>,
    captures: Vec<Capture>,
    anchors: Vec<Anchor>,
    columns: Vec<blocks::Columns>,
    footnotes: footnotes::Footnotes,
    tables: u32,
    codes: u32,
    depth: usize,
    /// The ids that authors gave to headings so far.
    heading_ids: HashSet<String>,
}

impl Writer<'_> {
    /// Writes the events of a text into the topmost frame.
    fn markdown(&mut self, text: &str, mut blocks: Option<&mut Gatherer<'_>>) {
        let outer = std::mem::replace(&mut self.has_leftover, leftover(text).is_some());
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            self.check(&event, &range, text);
            if let Some(blocks) = &mut blocks {
                blocks.take(&event, &range);
            }
            self.event(event, range);
        }
        self.has_leftover = outer;
    }

    /// Looks for what would be shown as it is written though its author means something else.
    fn check(&mut self, event: &Event<'_>, range: &Range<usize>, text: &str) {
        match event {
            Event::Text(_) => self.check_footnote(range.start, text),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                self.check_info(info, range, text);
            }
            _ => {}
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth == MAX_DEPTH {
                    let at = self.at(&range);
                    self.out.push(
                        NESTING
                            .at(at, format!("blocks are nested more than {MAX_DEPTH} deep"))
                            .help(
                                "lists and quotations this deep cannot be followed: flatten them",
                            ),
                    );
                }
                if self.depth < MAX_DEPTH {
                    self.start(tag, range);
                }
            }
            Event::End(tag) => {
                if self.depth < MAX_DEPTH {
                    self.end(tag);
                }
                self.depth -= 1;
            }
            _ if self.depth >= MAX_DEPTH => {}
            Event::Text(text) => self.text(&text, &range),
            Event::Code(text) => self.code_span(&text),
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, &range),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => self.push("<hr>\n"),
            Event::TaskListMarker(done) => self.task_marker(done),
            // Mathematics is not enabled.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, &range),
        }
    }

    /// Marks the block that starts here, if it is to be marked.
    fn mark(&mut self, start: usize) {
        if self.marks.is_empty() || !self.exact {
            return;
        }
        match self.marks.get(&((start + self.offset) as u32)) {
            Some(Mark::Anchor(number)) => {
                self.push(&format!("<span id=\"{}\"></span>", anchor(*number)));
            }
            Some(Mark::Behind(number) | Mark::Withheld(number)) => {
                self.push("<span class=\"behind\">");
                self.hole(Fill::Behind(*number));
                self.push("</span> ");
            }
            None => {}
        }
    }

    /// What stands in the place of the component that starts here, if it must not be shown.
    fn withheld(&self, start: usize) -> Option<Fill> {
        match self.marks.get(&((start + self.offset) as u32)) {
            Some(Mark::Withheld(number)) if self.exact => Some(Fill::Withheld(*number)),
            _ => None,
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        match self.captures.last_mut() {
            Some(Capture::Code { text: code, start, .. }) => {
                start.get_or_insert(range.start);
                code.push_str(text);
                return;
            }
            Some(Capture::Html { text: html, .. }) => {
                html.push_str(text);
                return;
            }
            Some(Capture::Alternative { text: alt, .. }) => {
                alt.push_str(text);
                return;
            }
            Some(Capture::Heading(heading)) => heading.push_str(text),
            None => {}
        }
        if let Some(Anchor::Figure(figure)) = self.anchors.last() {
            self.outline.figures[*figure].shown.push_str(text);
        }
        if self.has_leftover
            && let Some((found, at)) = leftover(text)
        {
            let as_written = range.len() == text.len();
            let word = range.start + at..range.start + at + found.len();
            let at = self.at(if as_written { &word } else { range });
            self.out.push(LEFTOVER_TEXT.at(at, format!("`{found}` was left in the text")));
        }
        escape_into(text, &mut self.frame().html);
    }

    fn code_span(&mut self, text: &str) {
        match self.captures.last_mut() {
            Some(Capture::Alternative { text: alt, .. }) => {
                alt.push_str(text);
                return;
            }
            Some(Capture::Heading(heading)) => heading.push_str(text),
            _ => {}
        }
        let html = &mut self.frame().html;
        html.push_str("<code>");
        escape_into(text, html);
        html.push_str("</code>");
    }

    fn line_break(&mut self, html: &str) {
        match self.captures.last_mut() {
            Some(Capture::Alternative { text, .. }) => text.push(' '),
            Some(Capture::Heading(heading)) => {
                heading.push(' ');
                self.push(html);
            }
            _ => self.push(html),
        }
    }

    fn raw_html(&mut self, html: &str, range: &Range<usize>) {
        match self.captures.last_mut() {
            Some(Capture::Html { text, .. }) => text.push_str(html),
            Some(Capture::Alternative { .. }) => {}
            _ => {
                self.report_raw_html(html, range.start);
                self.push_raw_html(html, range.start);
            }
        }
    }

    fn report_raw_html(&mut self, html: &str, start: usize) {
        if let Some(open) = raw_html::unclosed(html) {
            let at = self.at(&(start + open..start + open + 1));
            self.out.push(
                HTML_UNCLOSED
                    .at(at, "a tag, a quoted value or a comment is not closed")
                    .help("close it before the next empty line, or write it in Markdown"),
            );
        }
        for refused in raw_html::refused(html) {
            let range = start + refused.range.start..start + refused.range.end;
            let at = self.at(&range);
            self.out.push(refused.diagnostic(at));
        }
    }

    fn push_raw_html(&mut self, html: &str, start: usize) {
        let Some(frame) = self.frames.last_mut() else { return };
        if raw_html::stays_shallow(html, &mut frame.open_elements, MAX_DEPTH) {
            frame.raw_html = true;
            frame.body.push(html);
        } else if !frame.too_deep {
            frame.too_deep = true;
            let at = self.at(&(start..start + html.len()));
            let message = format!("more than {MAX_DEPTH} elements of raw HTML are open");
            self.out.push(NESTING.at(at, message).help("close each where it ends"));
        }
    }

    /// Whether text goes into a picture's alternative text, where markup means nothing.
    fn in_alternative(&self) -> bool {
        matches!(self.captures.last(), Some(Capture::Alternative { .. }))
    }

    /// The body that is being written.
    fn frame(&mut self) -> &mut Body {
        if self.frames.is_empty() {
            self.frames.push(Sheet::default());
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last].body
    }

    fn push(&mut self, html: &str) {
        if !self.in_alternative() {
            self.frame().push(html);
        }
    }

    fn hole(&mut self, fill: Fill) {
        self.frame().hole(fill);
    }

    /// Finishes a body; only one that has raw HTML goes through the sanitiser.
    fn pop_frame(&mut self) -> Body {
        let frame = self.frames.pop().unwrap_or_default();
        if frame.raw_html { sanitise::clean(frame.body) } else { frame.body }
    }

    /// Where a range of the text being read stands in the source.
    fn at(&self, range: &Range<usize>) -> Location {
        let range = self.source_range(range);
        Location::bytes(self.source, range)
    }

    fn source_range(&self, range: &Range<usize>) -> Range<usize> {
        if self.exact {
            range.start + self.offset..range.end + self.offset
        } else {
            self.offset..self.offset + 1
        }
    }
}

/// An attribute with its value escaped, after a space.
fn attribute(name: &str, value: &str) -> String {
    format!(" {name}=\"{}\"", escape(value))
}
