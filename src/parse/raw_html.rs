//! What authors' raw HTML has that does not stay, that is not closed, or that lies too deep.
//!
//! A scan of tags, enough to name a place; whether something is safe is [`super::sanitise`]'s to
//! say.

use std::ops::Range;

use super::sanitise::{ATTRIBUTES, ELEMENT_ATTRIBUTES, ELEMENTS, WITH_CONTENT, is_linkable};
use crate::diagnostics::{Diagnostic, HTML_REMOVED, Location};

/// Something in an author's raw HTML that the sanitiser removes.
pub(super) struct Refused {
    /// Bytes of the raw HTML.
    pub(super) range: Range<usize>,
    what: String,
    help: &'static str,
}

impl Refused {
    pub(super) fn diagnostic(&self, at: Location) -> Diagnostic {
        HTML_REMOVED.at(at, format!("{} was removed", self.what)).help(self.help)
    }
}

/// Where a tag, a quoted value or a comment begins that is not closed in some raw HTML.
pub(super) fn unclosed(html: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        let rest = &html[open..];
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let length = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + "-->".len())
        } else if is_tag {
            closing_bracket(rest, 1).map(|end| end + 1)
        } else {
            Some(1)
        };
        match length {
            Some(length) => at = open + length,
            None => return Some(open),
        }
    }
    None
}

/// What of some raw HTML the sanitiser removes. Comments are left out of pages without a word.
pub(super) fn refused(html: &str) -> Vec<Refused> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        if html[open..].starts_with("<!--") {
            at = html[open..].find("-->").map_or(html.len(), |i| open + i + 3);
            continue;
        }
        let name_end = html[open + 1..]
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .map_or(html.len(), |i| open + 1 + i);
        let name = html[open + 1..name_end].to_ascii_lowercase();
        at = tag_end(html, name_end);
        if name.is_empty() {
            continue;
        }
        if !ELEMENTS.contains(&name.as_str()) {
            let help = match name.as_str() {
                "img" => "write a picture as `![what it shows](file.png)`",
                "h1" => "the title is the only first-level heading: use `##`",
                _ => "write it in Markdown, or as a fenced component such as `callout`",
            };
            found.push(Refused { range: open..at, what: format!("the element `<{name}>`"), help });
            if WITH_CONTENT.contains(&name.as_str()) {
                at = closing_tag(html, at, &name);
            }
            continue;
        }
        refused_attributes(&name, html, name_end..at, &mut found);
    }
    found
}

/// Elements that are never left open: they have no content, or the next of their kind ends them.
const NEVER_OPEN: &[&str] = &[
    "area", "base", "br", "caption", "col", "dd", "dt", "embed", "hr", "img", "input", "li",
    "link", "meta", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th",
    "thead", "tr", "track", "wbr",
];

/// Follows which elements some raw HTML leaves open; `false` when there are more than `most`. The
/// sanitiser builds a tree as a browser does, in a time that grows with the square of its depth.
pub(super) fn stays_shallow(html: &str, open: &mut Vec<String>, most: usize) -> bool {
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|i| at + i) {
        if html[start..].starts_with("<!--") {
            at = html[start..].find("-->").map_or(html.len(), |i| start + i + 3);
            continue;
        }
        let closes = html[start + 1..].starts_with('/');
        let name_at = start + 1 + usize::from(closes);
        let name_end = html[name_at..]
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .map_or(html.len(), |i| name_at + i);
        let name = html[name_at..name_end].to_ascii_lowercase();
        at = tag_end(html, name_end);
        if name.is_empty() || NEVER_OPEN.contains(&name.as_str()) {
            continue;
        }
        if !closes {
            open.push(name);
            if open.len() > most {
                return false;
            }
        } else if let Some(found) = open.iter().rposition(|other| *other == name) {
            open.remove(found);
        }
    }
    true
}

/// Where the closing tag of an element begins, or the end.
fn closing_tag(html: &str, from: usize, name: &str) -> usize {
    html[from..]
        .match_indices("</")
        .map(|(i, _)| from + i)
        .find(|at| {
            html.get(at + 2..at + 2 + name.len()).is_some_and(|s| s.eq_ignore_ascii_case(name))
        })
        .map_or(html.len(), |at| at + 1)
}

fn refused_attributes(element: &str, html: &str, range: Range<usize>, found: &mut Vec<Refused>) {
    let own = ELEMENT_ATTRIBUTES.iter().find(|(name, _)| *name == element).map(|(_, list)| *list);
    for (name, value, at) in attributes(html, range) {
        let known = ATTRIBUTES.contains(&name.as_str())
            || own.is_some_and(|list| list.contains(&name.as_str()));
        if !known {
            let what = format!("the attribute `{name}` of `<{element}>`");
            found.push(Refused { range: at, what, help: "use a class of the theme, or Markdown" });
        } else if name == "href" && !is_linkable(&value) {
            let what = format!("the link `{value}`");
            found.push(Refused {
                range: at,
                what,
                help: "write links inside the site in Markdown",
            });
        }
    }
}

/// The end of a tag that begins before `from`: quotes may hold `>`.
fn tag_end(html: &str, from: usize) -> usize {
    closing_bracket(html, from).map_or(html.len(), |bracket| bracket + 1)
}

fn closing_bracket(html: &str, from: usize) -> Option<usize> {
    let mut quote = None;
    for (i, byte) in html.bytes().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'>') => return Some(i),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Name, value and place of each attribute of a tag.
fn attributes(html: &str, range: Range<usize>) -> Vec<(String, String, Range<usize>)> {
    let mut found = Vec::new();
    let bytes = html.as_bytes();
    let mut at = range.start;
    while at < range.end {
        if bytes[at].is_ascii_whitespace() || matches!(bytes[at], b'/' | b'>') {
            at += 1;
            continue;
        }
        let start = at;
        let stops = |b: u8| b.is_ascii_whitespace() || matches!(b, b'=' | b'>' | b'/');
        while at < range.end && !stops(bytes[at]) {
            at += 1;
        }
        let name = String::from_utf8_lossy(&bytes[start..at]).to_ascii_lowercase();
        let mut value = String::new();
        let mut look = at;
        while look < range.end && bytes[look].is_ascii_whitespace() {
            look += 1;
        }
        if bytes.get(look) == Some(&b'=') && look < range.end {
            (value, at) = attribute_value(bytes, look + 1, range.end);
        }
        if at == start {
            at += 1;
            continue;
        }
        found.push((name, value, start..at));
    }
    found
}

fn attribute_value(bytes: &[u8], mut at: usize, end: usize) -> (String, usize) {
    while at < end && bytes[at].is_ascii_whitespace() {
        at += 1;
    }
    let text = |slice: &[u8]| String::from_utf8_lossy(slice).trim().to_owned();
    match bytes.get(at) {
        Some(quote @ (b'"' | b'\'')) if at < end => {
            let close =
                bytes[at + 1..end].iter().position(|b| b == quote).map_or(end, |i| at + 1 + i);
            (text(&bytes[at + 1..close]), (close + 1).min(end))
        }
        _ => {
            let close = bytes[at..end]
                .iter()
                .position(|b| b.is_ascii_whitespace() || *b == b'>')
                .map_or(end, |i| at + i);
            (text(&bytes[at..close]), close)
        }
    }
}
