//! Blocks: headings, lists, tables, code, callouts and fenced components.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, HeadingLevel, Tag, TagEnd};

use super::{Capture, MAX_CALLOUTS, Sheet, Writer, attribute};
use crate::diagnostics::{COMPONENT_UNKNOWN, HEADING_ID, HEADING_LEVEL, NESTING};
use crate::parse::body::{Fill, Word};
use crate::parse::components::{self, CalloutKind, Component, Draft, Nested};
use crate::parse::{Heading, highlight};

/// The columns of an open table.
pub(super) struct Columns {
    alignments: Vec<Alignment>,
    next: usize,
    /// Where the row starts.
    row: usize,
    in_head: bool,
}

impl Writer<'_> {
    pub(super) fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.open("<p>", range.start),
            Tag::Heading { level, id, .. } => self.start_heading(level, id, range),
            Tag::BlockQuote(kind) => self.start_quote(kind, &range),
            Tag::CodeBlock(kind) => self.start_code(kind, range.start),
            Tag::HtmlBlock => {
                self.mark(range.start);
                self.captures.push(Capture::Html { text: String::new(), start: range.start });
            }
            Tag::List(None) => self.push("<ul>\n"),
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(start)) => self.push(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => self.open("<li>", range.start),
            Tag::FootnoteDefinition(label) => self.start_footnote(&label, range),
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.open("<dt>", range.start),
            Tag::DefinitionListDefinition => self.open("<dd>", range.start),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.start_row(true, range.start),
            Tag::TableRow => self.start_row(false, range.start),
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(link_type, &dest_url, &title, &range);
            }
            Tag::Image { dest_url, .. } => self.start_picture(&dest_url, range),
            Tag::MetadataBlock(_) => {}
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.push("</p>\n"),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::BlockQuote(kind) => self.end_quote(kind),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::List(false) => self.push("</ul>\n"),
            TagEnd::List(true) => self.push("</ol>\n"),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push("</dd>\n"),
            TagEnd::Table => {
                self.columns.pop();
                self.push("</tbody></table></div>\n");
            }
            TagEnd::TableHead => self.push("</tr></thead><tbody>\n"),
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Superscript => self.push("</sup>"),
            TagEnd::Subscript => self.push("</sub>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_picture(),
            TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Opens an element that holds a block.
    fn open(&mut self, tag: &str, start: usize) {
        self.push(tag);
        self.mark(start);
    }

    fn start_heading(&mut self, level: HeadingLevel, id: Option<CowStr<'_>>, range: Range<usize>) {
        let level = level as u8;
        let previous = self.outline.headings.last().map_or(1, |heading| heading.level);
        let at = self.at(&range);
        if level == 1 {
            self.out.push(
                HEADING_LEVEL
                    .at(at, "the title is the only first-level heading")
                    .help("start headings in the text with `##`"),
            );
        } else if level > previous + 1 {
            let right = "#".repeat(usize::from(previous) + 1);
            self.out.push(
                HEADING_LEVEL
                    .at(at, format!("a heading of level {level} follows one of level {previous}"))
                    .help(format!("use `{right}`")),
            );
        }
        self.check_heading_id(id.as_deref(), &range);
        let index = self.outline.headings.len() as u32;
        self.outline.headings.push(Heading {
            level,
            text: String::new(),
            explicit_id: id.map(|id| id.into_string()),
            range: self.source_range(&range),
        });
        self.captures.push(Capture::Heading(String::new()));
        self.push(&format!("<h{level} id=\""));
        self.hole(Fill::HeadingId(index));
        self.push("\">");
    }

    fn check_heading_id(&mut self, id: Option<&str>, range: &Range<usize>) {
        let Some(id) = id else { return };
        let sound = id.starts_with(|c: char| c.is_ascii_alphabetic())
            && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let reserved = id.starts_with("fn-") || id.starts_with("fnref-");
        let used = !self.heading_ids.insert(id.to_owned());
        if !sound || used || reserved {
            let problem = match (used, reserved) {
                (true, _) => "is used twice",
                (_, true) => "is kept for footnotes",
                _ => "has other characters than letters, digits and hyphens",
            };
            let at = self.at(range);
            self.out.push(HEADING_ID.at(at, format!("the heading id `{id}` {problem}")));
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let mut start = None;
        if let Some(Capture::Heading(text)) = self.captures.pop()
            && let Some(heading) = self.outline.headings.last_mut()
        {
            heading.text = text;
            start = Some(heading.range.start);
        }
        self.push(&format!("</h{}>\n", level as u8));
        if let Some(start) = start.filter(|_| self.exact) {
            self.mark(start - self.offset);
        }
    }

    fn start_quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        if kind.is_none() {
            self.push("<blockquote>\n");
            return;
        }
        if self.frames.len() > MAX_CALLOUTS {
            let at = self.at(range);
            self.out.push(NESTING.at(at, "callouts are nested too deep").help("flatten them"));
        }
        self.frames.push(Sheet::default());
    }

    fn end_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let kind = match kind {
            None => return self.push("</blockquote>\n"),
            Some(BlockQuoteKind::Note) => CalloutKind::Note,
            Some(BlockQuoteKind::Tip) => CalloutKind::Tip,
            Some(BlockQuoteKind::Important) => CalloutKind::Important,
            Some(BlockQuoteKind::Warning) => CalloutKind::Warning,
            Some(BlockQuoteKind::Caution) => CalloutKind::Caution,
        };
        let body = self.pop_frame();
        self.component(Component::Callout { kind, critical: false, title: None, body });
    }

    fn component(&mut self, component: Component) {
        self.hole(Fill::Component(Box::new(component)));
        self.push("\n");
    }

    /// A block whose first word is nearly a component's name is hardly code.
    pub(super) fn check_info(&mut self, info: &str, range: &Range<usize>, text: &str) {
        let name = first_word(info);
        let Some(meant) = components::misspelt(name).filter(|_| !highlight::knows(name)) else {
            return;
        };
        let start = range.start + text[range.clone()].find(name).unwrap_or(0);
        let at = self.at(&(start..start + name.len()));
        self.out.push(
            COMPONENT_UNKNOWN
                .at(at, format!("there is no component `{name}`: the block is shown as code"))
                .help(format!("did you mean `{meant}`?")),
        );
    }

    fn start_code(&mut self, kind: CodeBlockKind<'_>, opened: usize) {
        let info = match kind {
            CodeBlockKind::Indented => String::new(),
            CodeBlockKind::Fenced(info) => info.into_string(),
        };
        self.captures.push(Capture::Code { info, text: String::new(), opened, start: None });
    }

    fn end_code(&mut self) {
        let Some(Capture::Code { info, text, opened, start }) = self.captures.pop() else { return };
        let name = first_word(&info);
        if components::is_component(name) {
            let start = start.unwrap_or(opened);
            return match self.withheld(opened) {
                Some(instead) => {
                    self.in_its_place(instead, |w| w.fenced_component(name, &text, start))
                }
                None => {
                    self.mark(opened);
                    self.fenced_component(name, &text, start);
                }
            };
        }
        self.mark(opened);
        self.codes += 1;
        self.push("<pre tabindex=\"0\" role=\"region\" aria-label=\"");
        self.hole(Fill::Word(Word::Code(self.codes)));
        let class = match name {
            "" => String::new(),
            name => attribute("class", &format!("language-{name}")),
        };
        self.push(&format!("\"><code{class}>"));
        let code = self.highlighter.html(name, &text).into_owned();
        self.push(&code);
        self.push("</code></pre>\n");
    }

    /// Reads something for what it points to, and shows something else.
    fn in_its_place(&mut self, instead: Fill, read: impl FnOnce(&mut Self)) {
        let (html, holes) = (self.frame().html.len(), self.frame().holes.len());
        read(self);
        self.frame().html.truncate(html);
        self.frame().holes.truncate(holes);
        self.hole(instead);
    }

    fn fenced_component(&mut self, name: &str, yaml: &str, start: usize) {
        let offset = self.source_range(&(start..start)).start;
        match components::read(name, self.source, yaml, offset, self.out) {
            None => {}
            Some(Draft::Done { component, mentions }) => {
                self.outline.mentions.extend(mentions);
                self.component(component);
            }
            Some(Draft::Callout { kind, critical, title, text }) => {
                let body = self.nested(&text);
                self.component(Component::Callout { kind, critical, title, body });
            }
            Some(Draft::Figure { file, alt, caption, credit }) => {
                let picture = self.add_picture(file, alt, &(start..start + yaml.len()));
                let caption = caption.map(|text| self.nested_inline(&text));
                self.component(Component::Figure { picture, caption, credit });
            }
            Some(Draft::Exhibit(draft)) => {
                let exhibit = self.outline.exhibits.len() as u32;
                self.outline.exhibits.push(draft.block);
                let note = draft.note.map(|text| self.nested_inline(&text));
                self.component(Component::Exhibit { exhibit, note });
            }
        }
    }

    /// The body of a text that stands inside a component's YAML.
    fn nested(&mut self, nested: &Nested) -> crate::parse::Body {
        if self.frames.len() > MAX_CALLOUTS {
            let at = self.at(&(0..1));
            self.out.push(NESTING.at(at, "callouts are nested too deep").help("flatten them"));
            return crate::parse::Body::default();
        }
        let outer = (self.offset, self.exact, self.depth);
        if self.exact {
            self.offset = nested.at;
        }
        (self.exact, self.depth) = (false, 0);
        self.frames.push(Sheet::default());
        self.markdown(&nested.text, None);
        (self.offset, self.exact, self.depth) = outer;
        self.pop_frame()
    }

    /// The same for a text of one paragraph, without the paragraph's tags.
    fn nested_inline(&mut self, nested: &Nested) -> crate::parse::Body {
        let mut body = self.nested(nested);
        let inner = body.html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>\n"));
        if let Some(inner) = inner.filter(|html| !html.contains("<p>")) {
            body.html = inner.to_owned();
            for hole in &mut body.holes {
                hole.at -= "<p>".len() as u32;
            }
        }
        body
    }

    fn end_html(&mut self) {
        if let Some(Capture::Html { text, start }) = self.captures.pop() {
            self.report_raw_html(&text, start);
            self.push_raw_html(&text, start);
        }
    }

    fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.tables += 1;
        self.push("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.hole(Fill::Word(Word::Table(self.tables)));
        self.push("\"><table>");
        self.columns.push(Columns { alignments, next: 0, row: 0, in_head: false });
    }

    fn start_row(&mut self, in_head: bool, start: usize) {
        if let Some(columns) = self.columns.last_mut() {
            columns.next = 0;
            columns.row = start;
            columns.in_head = in_head;
        }
        self.push(if in_head { "<thead><tr>" } else { "<tr>" });
    }

    fn start_cell(&mut self) {
        let Some(columns) = self.columns.last_mut() else { return };
        let alignment = columns.alignments.get(columns.next).copied().unwrap_or(Alignment::None);
        columns.next += 1;
        let class = match alignment {
            Alignment::None => "",
            Alignment::Left => " class=\"align-left\"",
            Alignment::Center => " class=\"align-center\"",
            Alignment::Right => " class=\"align-right\"",
        };
        let open = if columns.in_head { "<th scope=\"col\"" } else { "<td" };
        let row = (columns.next == 1).then_some(columns.row);
        self.push(&format!("{open}{class}>"));
        if let Some(start) = row {
            self.mark(start);
        }
    }

    fn end_cell(&mut self) {
        let in_head = self.columns.last().is_some_and(|columns| columns.in_head);
        self.push(if in_head { "</th>" } else { "</td>" });
    }

    pub(super) fn task_marker(&mut self, done: bool) {
        // The item was opened before it was known to be a task.
        let html = &mut self.frame().html;
        for open in ["<li>", "<li><p>"] {
            if html.ends_with(open) {
                html.truncate(html.len() - open.len());
                html.push_str(&open.replace("<li>", "<li class=\"task-item\">"));
                break;
            }
        }
        let (class, word) =
            if done { ("task-done", Word::TaskDone) } else { ("task-open", Word::TaskOpen) };
        self.push(&format!("<span class=\"task {class}\" role=\"img\" aria-label=\""));
        self.hole(Fill::Word(word));
        self.push("\"></span> ");
    }
}

/// What an info string begins with: a component, or a language of code.
fn first_word(info: &str) -> &str {
    info.split([' ', ',', '{']).next().unwrap_or_default()
}
