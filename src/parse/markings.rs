//! TLP labels in texts that are meant for everyone.
//!
//! A label above TLP:CLEAR that stands alone on a line, in a heading or in a cell marks the text, so
//! the text is not for the public: an error. In prose or code it may be what the text is about: a
//! warning. `explains_tlp: true` in publication.yaml says that it is.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::components::is_component;
use super::markdown::options;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Step, TLP_MARKING, TLP_MENTION};
use crate::identity::SourceId;
use crate::publication::{EditionFacts, Marked, Tlp};

/// Looks through an edition: the texts of its front matter, and its body from byte `body_at`.
pub(super) fn check(
    source: &SourceId,
    facts: &EditionFacts,
    text: &str,
    body_at: usize,
    out: &mut Diagnostics,
) {
    if !Tlp::may_occur(text) {
        return;
    }
    front_matter(source, facts, out);
    if facts.withdrawn.is_none() {
        let lines = Lines { source, text, offset: body_at, line: Line::default(), out };
        lines.read();
    }
}

fn front_matter(source: &SourceId, facts: &EditionFacts, out: &mut Diagnostics) {
    let key = |key: &str| Step::Key(key.to_owned());
    let mut say = |text: Option<&str>, path: Vec<Step>| {
        let marked = text.and_then(Tlp::mark);
        out.extend(marked.map(|marked| fault(&marked, Location::path(source, path))));
    };
    say(Some(&facts.title), vec![key("title")]);
    say(facts.withdrawn.as_deref(), vec![key("withdrawn")]);
    if facts.withdrawn.is_some() {
        return;
    }
    say(facts.summary.as_deref(), vec![key("summary")]);
    if let Some(cover) = &facts.cover {
        say(cover.alt.as_deref(), vec![key("cover"), key("alt")]);
        say(cover.credit.as_deref(), vec![key("cover"), key("credit")]);
    }
    for (file, title) in &facts.attachment_titles {
        say(title.as_deref(), vec![key("attachments"), key(file), key("title")]);
    }
    for (at, change) in facts.changes.iter().enumerate() {
        say(Some(&change.text), vec![key("changes"), Step::Item(at), key("text")]);
    }
}

/// What is said of a label at a place.
pub(crate) fn fault(marked: &Marked, at: Location) -> Diagnostic {
    let label = marked.tlp.label();
    if marked.alone {
        return TLP_MARKING
            .at(at, format!("`{label}` stands alone, as a marking: this is not for the public"))
            .help(format!(
                "write `tlp: {label}` in publication.yaml to hold it back, or remove the marking; \
                 where labels are the subject, write `explains_tlp: true` there"
            ));
    }
    TLP_MENTION
        .at(at, format!("`{label}` is named in what is for the public"))
        .help("where labels are the subject, write `explains_tlp: true` in publication.yaml")
}

/// What readers see as one line: a paragraph's line, a heading, a cell.
#[derive(Default)]
struct Line {
    text: String,
    /// The parts of `text` that are code.
    code: Vec<Range<usize>>,
    /// Where it stands in the body.
    range: Option<Range<usize>>,
}

struct Lines<'a> {
    source: &'a SourceId,
    text: &'a str,
    offset: usize,
    line: Line,
    out: &'a mut Diagnostics,
}

impl Lines<'_> {
    fn read(mut self) {
        let body = &self.text[self.offset..];
        let mut block: Option<bool> = None;
        for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    self.end_line();
                    block = Some(matches!(&kind, CodeBlockKind::Fenced(info) if holds_text(info)));
                }
                Event::End(TagEnd::CodeBlock) => block = None,
                Event::Text(text) => match block {
                    Some(is_component) => self.block(&text, range, is_component),
                    None => self.add(&text, range),
                },
                Event::Code(text) => {
                    let start = self.line.text.len();
                    self.add(&text, range);
                    self.line.code.push(start..self.line.text.len());
                }
                Event::Html(html) => {
                    self.end_line();
                    self.html(&html, range);
                    self.end_line();
                }
                Event::InlineHtml(html) if html.starts_with("<br") => self.end_line(),
                Event::Start(tag) if is_inline(&tag) => {}
                Event::End(tag) if is_inline_end(tag) => {}
                Event::Start(_) | Event::End(_) => self.end_line(),
                Event::SoftBreak | Event::HardBreak | Event::Rule => self.end_line(),
                _ => {}
            }
        }
        self.end_line();
    }

    fn add(&mut self, text: &str, range: Range<usize>) {
        self.line.text.push_str(text);
        let start = self.line.range.as_ref().map_or(range.start, |known| known.start);
        self.line.range = Some(start..range.end);
    }

    /// A block of code, line by line; the texts of a component are the values of its fields.
    fn block(&mut self, text: &str, range: Range<usize>, is_component: bool) {
        for line in text.lines() {
            let value = if is_component { value_of(line) } else { line };
            self.add(value, range.clone());
            if !is_component {
                self.line.code.push(0..value.len());
            }
            self.end_line();
        }
    }

    /// Raw HTML: each tag ends a line.
    fn html(&mut self, html: &str, range: Range<usize>) {
        let mut rest = html;
        while let Some((before, tag)) = rest.split_once('<') {
            self.add(before, range.clone());
            self.end_line();
            rest = tag.split_once('>').map_or("", |(_, rest)| rest);
        }
        self.add(rest, range);
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let (Some(mut marked), Some(range)) = (Tlp::mark(&line.text), line.range) else { return };
        marked.alone &= line.code.is_empty();
        let (from, to) = (range.start + self.offset, range.end + self.offset);
        let written = &line.text[marked.range.clone()];
        let within = self.text.get(from..to).and_then(|source| source.find(written));
        let range = within.map_or(from..to, |at| from + at..from + at + written.len());
        self.out.push(fault(&marked, Location::bytes(self.source, range)));
    }
}

/// Whether a fenced block is shown as texts rather than as code.
fn holds_text(info: &str) -> bool {
    is_component(info.split([' ', ',', '{']).next().unwrap_or_default())
}

/// The value on a line of YAML.
fn value_of(line: &str) -> &str {
    let line = line.trim_start().trim_start_matches("- ");
    let is_key = |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase());
    line.split_once(": ").filter(|(key, _)| is_key(key)).map_or(line, |(_, value)| value)
}

fn is_inline(tag: &Tag<'_>) -> bool {
    is_inline_end(tag.to_end())
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
