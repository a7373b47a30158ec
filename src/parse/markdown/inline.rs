//! Links and pictures inside a text.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::{Anchor, Capture, Writer, attribute};
use crate::diagnostics::{ALTERNATIVE_TEXT_MISSING, FIGURE_UNKNOWN, LINK_SCHEME};
use crate::parse::body::Fill;
use crate::parse::links::{Destination, Link, Target, destination};
use crate::parse::sanitise::EXTERNAL_REL;
use crate::parse::{Picture, ShownFigure};

impl Writer<'_> {
    pub(super) fn start_link(
        &mut self,
        kind: LinkType,
        dest: &str,
        title: &str,
        range: &Range<usize>,
    ) {
        if self.in_alternative() {
            return;
        }
        let title = if title.is_empty() { String::new() } else { attribute("title", title) };
        if kind == LinkType::Email {
            self.push(&format!("<a{}{title}>", attribute("href", &format!("mailto:{dest}"))));
            self.anchors.push(Anchor::External);
            return;
        }
        match destination(dest, self.publication) {
            Destination::External => {
                let mut href = String::with_capacity(dest.len());
                // Writing to a string cannot fail.
                let _ = pulldown_cmark_escape::escape_href(&mut href, dest);
                let rel = if dest.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"))
                {
                    attribute("rel", EXTERNAL_REL)
                } else {
                    String::new()
                };
                self.push(&format!("<a href=\"{href}\"{rel}{title}>"));
                self.anchors.push(Anchor::External);
            }
            Destination::Internal(target) => {
                let index = self.outline.links.len() as u32;
                self.outline.links.push(Link { target, range: self.source_range(range) });
                self.push("<a");
                self.hole(Fill::LinkAttributes(index));
                self.push(&format!("{title}>"));
                self.anchors.push(Anchor::Internal(index));
            }
            Destination::Data(Ok(figure)) => {
                let range = self.source_range(range);
                let shown = String::new();
                self.anchors.push(Anchor::Figure(self.outline.figures.len()));
                self.outline.figures.push(ShownFigure { figure, shown, range });
                self.push(&format!("<span class=\"figure-value\"{title}>"));
            }
            Destination::Data(Err(fault)) => {
                let at = self.at(range);
                self.out.push(FIGURE_UNKNOWN.at(at, fault.problem).help(fault.help));
                self.anchors.push(Anchor::Refused);
            }
            Destination::Refused(reason) => {
                let at = self.at(range);
                self.out.push(
                    LINK_SCHEME
                        .at(at, reason)
                        .help("use https, mailto or tel, `@/kind/name`, a file name, or `#anchor`"),
                );
                self.anchors.push(Anchor::Refused);
            }
        }
    }

    pub(super) fn end_link(&mut self) {
        if self.in_alternative() {
            return;
        }
        match self.anchors.pop() {
            Some(Anchor::External) => self.push("</a>"),
            Some(Anchor::Internal(index)) => {
                self.push("</a>");
                self.hole(Fill::LinkNote(index));
            }
            Some(Anchor::Figure(_)) => self.push("</span>"),
            Some(Anchor::Refused) | None => {}
        }
    }

    pub(super) fn start_picture(&mut self, dest: &str, range: Range<usize>) {
        if let Some(Capture::Alternative { depth, .. }) = self.captures.last_mut() {
            *depth += 1;
            return;
        }
        let file = match destination(dest, self.publication) {
            Destination::Internal(Target::File { publication, file })
                if publication == *self.publication =>
            {
                Some(file)
            }
            _ => {
                let at = self.at(&range);
                self.out.push(
                    LINK_SCHEME
                        .at(at, format!("the picture `{dest}` is not a file of the publication"))
                        .help("put the picture into the publication's folder: pages load nothing from elsewhere"),
                );
                None
            }
        };
        self.captures.push(Capture::Alternative { text: String::new(), file, range, depth: 0 });
    }

    pub(super) fn end_picture(&mut self) {
        if let Some(Capture::Alternative { depth, .. }) = self.captures.last_mut()
            && *depth > 0
        {
            *depth -= 1;
            return;
        }
        let Some(Capture::Alternative { text, file, range, .. }) = self.captures.pop() else {
            return;
        };
        if text.trim().is_empty() {
            let at = self.at(&range);
            self.out.push(
                ALTERNATIVE_TEXT_MISSING
                    .at(at, "the picture has no alternative text")
                    .help("describe it: `![what the picture shows](file.png)`"),
            );
        }
        let Some(file) = file else { return };
        let index = self.add_picture(file, text.trim().to_owned(), &range);
        self.hole(Fill::Picture(index));
    }

    pub(super) fn add_picture(&mut self, file: String, alt: String, range: &Range<usize>) -> u32 {
        let index = self.outline.pictures.len() as u32;
        let range = self.source_range(range);
        self.outline.pictures.push(Picture { file, alt, range });
        index
    }
}
