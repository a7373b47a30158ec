//! The blocks of an edition, as a translator sees them: front matter texts, then the body's.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd};

use super::components::{self, Draft};
use super::markdown::options;
use crate::diagnostics::{Diagnostics, Spot, Step};
use crate::identity::SourceId;
use crate::publication::EditionFacts;
use crate::translation::parity::Counts;
use crate::translation::{Block, BlockKind, TextBuilder};

/// How deep texts may lie inside components.
const MAX_NESTING: usize = 4;

/// The blocks of an edition, and how many of each thing it has.
pub(super) type Composition = (Vec<Block>, Counts);

/// The blocks of an edition, gathered while its text is read.
pub(super) struct Gatherer<'a> {
    source: &'a SourceId,
    /// Bytes of the source before the text that is being read.
    offset: usize,
    /// The component whose text is being read.
    inside: Option<Inside>,
    open: Vec<Open>,
    /// Open pictures: the file, where it starts, and the alternative text so far.
    pictures: Vec<(String, usize, TextBuilder)>,
    /// An open block of code: its info string, where it starts and ends, its text.
    code: Option<(String, usize, usize, String)>,
    links: Vec<String>,
    /// Open elements whose text says nothing of its own.
    muted: usize,
    blocks: Vec<Block>,
    counts: Counts,
}

fn front_matter(facts: &EditionFacts) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut add = |kind: BlockKind, text: &str, path: Vec<Step>| {
        let mut builder = TextBuilder::default();
        builder.prose(text);
        let text = builder.take();
        if !text.is_empty() {
            blocks.push(Block { kind, text, spot: Spot::Field(path), critical: false });
        }
    };
    let key = |key: &str| Step::Key(key.to_owned());
    add(BlockKind::Title, &facts.title, vec![key("title")]);
    if let Some(summary) = &facts.summary {
        add(BlockKind::Summary, summary, vec![key("summary")]);
    }
    if let Some(alt) = facts.cover.as_ref().and_then(|cover| cover.alt.as_deref()) {
        add(BlockKind::CoverAlternative, alt, vec![key("cover"), key("alt")]);
    }
    if let Some(method) = &facts.method {
        add(BlockKind::Method, method, vec![key("method")]);
    }
    for (file, title) in &facts.attachment_titles {
        let path = vec![key("attachments"), key(file), key("title")];
        add(BlockKind::Attachment(file.clone()), title.as_deref().unwrap_or_default(), path);
    }
    for (at, change) in facts.changes.iter().enumerate() {
        let day = change.date.day();
        let of_that_day = facts.changes[..at].iter().filter(|other| other.date.day() == day);
        let number = of_that_day.count() as u32 + 1;
        let path = vec![key("changes"), Step::Item(at), key("text")];
        add(BlockKind::Change(day.to_string(), number), &change.text, path);
    }
    blocks
}

/// Raw HTML: tags are the same in every language, the text between them is not.
fn raw_html(html: &str, text: &mut TextBuilder) {
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.prose(before);
        let end = tag.find('>').map_or(tag.len(), |at| at + 1);
        text.code(&format!("<{}", &tag[..end]));
        rest = &tag[end..];
    }
    text.prose(rest);
}

/// An element that holds text, while it is open.
struct Open {
    kind: BlockKind,
    start: usize,
    end: usize,
    text: TextBuilder,
}

/// What a text inside a component belongs to.
#[derive(Clone)]
struct Inside {
    spot: Spot,
    critical: bool,
    depth: usize,
}

impl<'a> Gatherer<'a> {
    /// Starts with the front matter of an edition whose body starts at byte `body_at`.
    pub(super) fn new(source: &'a SourceId, facts: &EditionFacts, body_at: usize) -> Self {
        Self {
            source,
            offset: body_at,
            inside: None,
            open: Vec::new(),
            pictures: Vec::new(),
            code: None,
            links: Vec::new(),
            muted: 0,
            blocks: front_matter(facts),
            counts: Counts::default(),
        }
    }

    /// What was gathered.
    pub(super) fn finish(self) -> Composition {
        (self.blocks, self.counts)
    }

    /// Gathers the blocks of a text.
    pub(super) fn read(&mut self, text: &str) {
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            self.take(&event, &range);
        }
    }

    /// Takes note of one event of a text.
    pub(super) fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range.start, range.end),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(text);
            }
            Event::Code(code) => self.add(|text| text.code(code)),
            Event::Html(html) | Event::InlineHtml(html) => self.add(|text| raw_html(html, text)),
            Event::FootnoteReference(label) => self.add(|text| text.code(&format!("^{label}"))),
            Event::SoftBreak | Event::HardBreak => self.add(TextBuilder::space),
            Event::TaskListMarker(done) => {
                self.add(|text| text.prose(if *done { "[x] " } else { "[ ] " }));
            }
            Event::Rule => {}
        }
    }

    fn count(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.counts.headings += 1,
            Tag::List(_) => self.counts.lists += 1,
            Tag::Table(_) => self.counts.tables += 1,
            Tag::CodeBlock(_) => self.counts.code += 1,
            Tag::Image { .. } => self.counts.figures += 1,
            Tag::Link { .. } => self.counts.links += 1,
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, start: usize, end: usize) {
        self.count(tag);
        let kind = match tag {
            Tag::Heading { level, .. } => BlockKind::Heading(*level as u8),
            Tag::Paragraph => self.paragraph(),
            Tag::Item => BlockKind::Item,
            Tag::TableHead | Tag::TableRow => BlockKind::Row,
            Tag::DefinitionListTitle => BlockKind::Term,
            Tag::DefinitionListDefinition => BlockKind::Definition,
            Tag::FootnoteDefinition(_) => BlockKind::Footnote,
            Tag::HtmlBlock => BlockKind::Paragraph,
            Tag::TableCell => return self.cell(),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.flush();
                self.code = Some((info, start, end, String::new()));
                return;
            }
            Tag::Strikethrough => return self.add(|text| text.prose("~~")),
            Tag::Link { link_type, dest_url, .. } => {
                self.muted +=
                    usize::from(matches!(link_type, LinkType::Autolink | LinkType::Email));
                return self.links.push(dest_url.to_string());
            }
            Tag::Image { dest_url, .. } => {
                let picture = (dest_url.to_string(), start, TextBuilder::default());
                return self.pictures.push(picture);
            }
            Tag::List(_) | Tag::BlockQuote(_) | Tag::Table(_) | Tag::DefinitionList => {
                return self.flush();
            }
            Tag::Emphasis | Tag::Strong | Tag::Superscript | Tag::Subscript => return,
            Tag::MetadataBlock(_) => return,
        };
        self.flush();
        let text = TextBuilder::with_room(end - start);
        self.open.push(Open { kind, start, end, text });
    }

    /// A paragraph at the start of an item, a definition or a footnote is that item's text.
    fn paragraph(&self) -> BlockKind {
        match self.open.last().map(|open| &open.kind) {
            Some(kind @ (BlockKind::Item | BlockKind::Definition | BlockKind::Footnote)) => {
                kind.clone()
            }
            _ => BlockKind::Paragraph,
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::FootnoteDefinition
            | TagEnd::HtmlBlock => {
                self.flush();
                self.open.pop();
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::Strikethrough => self.add(|text| text.prose("~~")),
            TagEnd::Link => {
                self.muted = self.muted.saturating_sub(1);
                if let Some(address) = self.links.pop() {
                    self.add(|text| text.code(&address));
                }
            }
            TagEnd::Image => self.end_picture(),
            _ => {}
        }
    }

    fn cell(&mut self) {
        self.add(|text| {
            if !text.is_empty() {
                text.prose(" | ");
            }
        });
    }

    fn text(&mut self, text: &str) {
        if let Some((.., code)) = &mut self.code {
            code.push_str(text);
        } else if let Some((_, _, alternative)) = self.pictures.last_mut() {
            alternative.prose(text);
        } else if self.muted == 0 {
            self.add(|builder| builder.prose(text));
        }
    }

    /// Adds to the text of the innermost element.
    fn add(&mut self, add: impl FnOnce(&mut TextBuilder)) {
        if let Some(open) = self.open.last_mut() {
            add(&mut open.text);
        }
    }

    /// Ends the block that the innermost element has gathered so far.
    fn flush(&mut self) {
        let Some(open) = self.open.last_mut().filter(|open| !open.text.is_empty()) else { return };
        let (kind, text, start, end) = (open.kind.clone(), open.text.take(), open.start, open.end);
        self.push(kind, text, start, end);
    }

    fn push(&mut self, kind: BlockKind, text: String, start: usize, end: usize) {
        let (spot, critical) = match &self.inside {
            Some(inside) => (inside.spot.clone(), inside.critical),
            None => (Spot::Bytes(start + self.offset..end + self.offset), false),
        };
        self.blocks.push(Block { kind, text, spot, critical });
    }

    fn end_picture(&mut self) {
        let Some((file, start, mut alternative)) = self.pictures.pop() else { return };
        if !self.pictures.is_empty() {
            return;
        }
        self.add(|text| text.code(&file));
        let text = alternative.take();
        let start = self.open.last().map_or(start, |open| open.start);
        if !text.is_empty() {
            self.push(BlockKind::Alternative, text, start, start + 1);
        }
    }

    fn end_code(&mut self) {
        let Some((info, start, end, text)) = self.code.take() else { return };
        let name = info.split([' ', ',', '{']).next().unwrap_or("");
        let draft = components::is_component(name)
            .then(|| components::read(name, self.source, &text, 0, &mut Diagnostics::new()))
            .flatten();
        match draft {
            Some(Draft::Callout { critical, title, text, .. }) => {
                self.nested(start, end, critical, |reader| {
                    reader.line(BlockKind::CalloutTitle, title.as_deref());
                    reader.read(&text.text);
                });
            }
            Some(Draft::Figure { file, alt, caption, .. }) => {
                self.nested(start, end, false, |reader| {
                    let mut code = TextBuilder::default();
                    code.code(&file);
                    reader.push(BlockKind::Code, code.take(), start, end);
                    reader.line(BlockKind::Alternative, Some(&alt));
                    reader.line(
                        BlockKind::Caption,
                        caption.as_ref().map(|caption| caption.text.as_str()),
                    );
                });
            }
            Some(Draft::Exhibit(draft)) => {
                self.nested(start, end, false, |reader| {
                    let mut code = TextBuilder::default();
                    code.code(&draft.block.neutral());
                    reader.push(BlockKind::Code, code.take(), start, end);
                    reader.line(BlockKind::Caption, Some(&draft.block.title));
                    reader.line(
                        BlockKind::Caption,
                        draft.note.as_ref().map(|note| note.text.as_str()),
                    );
                });
            }
            done => {
                let mut code = TextBuilder::default();
                code.code(text.trim_end());
                let kind = if done.is_some() { BlockKind::Component } else { BlockKind::Code };
                self.push(kind, code.take(), start, end);
            }
        }
    }

    /// Reads texts that stand inside a component's YAML.
    fn nested(&mut self, start: usize, end: usize, critical: bool, read: impl FnOnce(&mut Self)) {
        let outer = self.inside.clone();
        let depth = outer.as_ref().map_or(0, |inside| inside.depth) + 1;
        if depth > MAX_NESTING {
            return;
        }
        self.inside = Some(match &outer {
            Some(inside) => {
                Inside { depth, critical: critical || inside.critical, ..inside.clone() }
            }
            None => Inside {
                spot: Spot::Bytes(start + self.offset..end + self.offset),
                critical,
                depth,
            },
        });
        let open = std::mem::take(&mut self.open);
        read(self);
        self.open = open;
        self.inside = outer;
    }

    fn line(&mut self, kind: BlockKind, text: Option<&str>) {
        let mut builder = TextBuilder::default();
        builder.prose(text.unwrap_or_default());
        if !builder.is_empty() {
            self.push(kind, builder.take(), 0, 0);
        }
    }
}
