//! Footnotes: references, definitions, and the section at the end of a text.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::{Capture, Sheet, Writer};
use crate::diagnostics::{FOOTNOTE_UNDEFINED, FOOTNOTE_UNUSED, Location, did_you_mean};
use crate::parse::body::{Body, Fill, Word};

/// How many definitions are looked through for one that may be meant.
const MOST_SUGGESTED: usize = 100;

#[derive(Default)]
pub(super) struct Footnotes {
    /// Labels in the order of their first reference, with how often each is referred to.
    order: Vec<(String, u32)>,
    numbers: HashMap<String, usize>,
    definitions: BTreeMap<String, (Body, Location)>,
    open: Vec<(String, Range<usize>)>,
    /// References that are text to the parser, which knows no definition of theirs.
    undefined: Vec<(String, Location)>,
}

impl Writer<'_> {
    /// A reference without a definition is text to the parser: `[^x]` where a text begins with its
    /// bracket, as written and not escaped.
    pub(super) fn check_footnote(&mut self, start: usize, text: &str) {
        let start = start + usize::from(text[start..].starts_with("!["));
        let Some(rest) = text[start..].strip_prefix("[^") else { return };
        let Some(label) = rest.find([']', '[', '\n']).map(|end| &rest[..end]) else { return };
        let is_closed = rest[label.len()..].starts_with(']') && !label.trim().is_empty();
        let escaped = text[..start].ends_with('\\');
        let in_code = matches!(
            self.captures.last(),
            Some(Capture::Code { .. } | Capture::Html { .. } | Capture::Alternative { .. })
        );
        if !is_closed || escaped || in_code {
            return;
        }
        let at = self.at(&(start..start + "[^]".len() + label.len()));
        self.footnotes.undefined.push((label.to_owned(), at));
    }

    fn report_undefined(&mut self) {
        let defined = &self.footnotes.definitions;
        for (label, at) in self.footnotes.undefined.drain(..) {
            let help = match defined.contains_key(&label) {
                true => {
                    "the `text` of a component is a text of its own: define it there".to_owned()
                }
                false => {
                    format!("add a line `[^{label}]: …`, or write `\\[^{label}]` for the text")
                }
            };
            let known = defined.keys().take(MOST_SUGGESTED).filter(|known| **known != label);
            self.out.push(
                FOOTNOTE_UNDEFINED
                    .at(at, format!("the footnote `{label}` is not defined"))
                    .help(help)
                    .maybe_help(did_you_mean(&label, known.map(String::as_str))),
            );
        }
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        if self.in_alternative() {
            return;
        }
        let notes = &mut self.footnotes;
        let index = match notes.numbers.get(label) {
            Some(index) => *index,
            None => {
                notes.order.push((label.to_owned(), 0));
                notes.numbers.insert(label.to_owned(), notes.order.len() - 1);
                notes.order.len() - 1
            }
        };
        notes.order[index].1 += 1;
        let (number, repeat) = (index + 1, notes.order[index].1);
        let id = if repeat == 1 {
            format!("fnref-{number}")
        } else {
            format!("fnref-{number}-{repeat}")
        };
        self.push(&format!(
            "<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#fn-{number}\">{number}</a></sup>"
        ));
    }

    /// Appends the footnotes in the order of their references.
    pub(super) fn append_footnotes(&mut self, body: &mut Body) {
        self.report_undefined();
        let order = std::mem::take(&mut self.footnotes.order);
        for (label, (_, at)) in &self.footnotes.definitions {
            if !self.footnotes.numbers.contains_key(label) {
                let message = format!("nothing refers to the footnote `{label}`");
                self.out.push(FOOTNOTE_UNUSED.at(at.clone(), message));
            }
        }
        if order.is_empty() {
            return;
        }
        body.push("<section class=\"footnotes\" aria-label=\"");
        body.hole(Fill::Word(Word::Footnotes));
        body.push("\">\n<ol>\n");
        for (index, (label, _)) in order.iter().enumerate() {
            let number = index + 1;
            let definition = self.footnotes.definitions.remove(label);
            let mut note = definition.map(|(body, _)| body).unwrap_or_default();
            let closes_paragraph = note.html.ends_with("</p>\n");
            if closes_paragraph {
                note.html.truncate(note.html.len() - "</p>\n".len());
            }
            body.push(&format!("<li id=\"fn-{number}\">"));
            body.append(note);
            body.push(&format!(
                " <a class=\"footnote-back\" href=\"#fnref-{number}\" aria-label=\""
            ));
            body.hole(Fill::Word(Word::FootnoteBack(number as u32)));
            body.push(if closes_paragraph { "\">↩</a></p></li>\n" } else { "\">↩</a></li>\n" });
        }
        body.push("</ol>\n</section>\n");
    }

    pub(super) fn start_footnote(&mut self, label: &str, range: Range<usize>) {
        self.footnotes.open.push((label.to_owned(), range));
        self.frames.push(Sheet::default());
    }

    pub(super) fn end_footnote(&mut self) {
        let body = self.pop_frame();
        let Some((label, range)) = self.footnotes.open.pop() else { return };
        let at = self.at(&range);
        self.footnotes.definitions.entry(label).or_insert((body, at));
    }
}
