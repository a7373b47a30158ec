//! The sanitiser for raw HTML in texts: what may stay, and [`clean`] for a whole body.
//!
//! Ammonia does the work and says nothing of what it removed; [`super::raw_html`] holds authors'
//! tags against the same lists and tells.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use sha2::{Digest, Sha256};

use super::body::{Body, Fill, Hole};
use crate::sources::hex;

/// What links to other sites tell browsers.
pub(super) const EXTERNAL_REL: &str = "external noopener noreferrer";

/// Elements that authors may write, or that the program writes itself.
pub(super) const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];
/// Attributes of every element.
pub(super) const ATTRIBUTES: &[&str] =
    &["class", "id", "lang", "dir", "title", "role", "aria-label", "tabindex"];
/// Attributes of single elements.
pub(super) const ELEMENT_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang"]),
    ("blockquote", &["cite"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("ins", &["datetime"]),
    ("ol", &["start", "reversed", "type"]),
    ("q", &["cite"]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("th", &["colspan", "rowspan", "headers", "scope", "abbr"]),
    ("time", &["datetime"]),
];
/// Elements whose content goes with them.
pub(super) const WITH_CONTENT: &[&str] =
    &["script", "style", "iframe", "object", "noscript", "template", "svg", "math"];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    let attributes: HashMap<&str, HashSet<&str>> = ELEMENT_ATTRIBUTES
        .iter()
        .map(|(element, list)| (*element, list.iter().copied().collect()))
        .collect();
    builder
        .tags(ELEMENTS.iter().copied().collect())
        .tag_attributes(attributes)
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .clean_content_tags(WITH_CONTENT.iter().copied().collect())
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some(EXTERNAL_REL))
        .attribute_filter(|element, attribute, value| {
            let keep = (element, attribute) != ("a", "href") || is_linkable(value);
            keep.then_some(value.into())
        });
    builder
});

/// Raw HTML may link to other sites and inside its page; other links are Markdown's.
pub(super) fn is_linkable(href: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:", "#"].iter().any(|start| href.starts_with(start))
}

/// Cleans a body that has raw HTML. Its holes pass through as marks that occur nowhere in it.
pub(super) fn clean(body: Body) -> Body {
    let mark = unused_mark(&body.html);
    let mut marked = String::with_capacity(body.html.len() + body.holes.len() * 24);
    let mut from = 0;
    for (index, hole) in body.holes.iter().enumerate() {
        marked.push_str(&body.html[from..hole.at as usize]);
        marked.push_str(&match hole.fill {
            Fill::LinkAttributes(_) => format!(" href=\"#{mark}{index}x\""),
            _ => format!("{mark}{index}x"),
        });
        from = hole.at as usize;
    }
    marked.push_str(&body.html[from..]);
    let cleaned = SANITISER.clean(&marked).to_string();
    restore(&without_needless_rel(&cleaned), &mark, body.holes)
}

/// Ammonia gives every link a `rel`; only those to other sites want one.
fn without_needless_rel(html: &str) -> String {
    let rel = format!(" rel=\"{EXTERNAL_REL}\"");
    let mut kept = String::with_capacity(html.len());
    let mut from = 0;
    for (at, _) in html.match_indices(&rel) {
        let tag = &html[html[..at].rfind('<').unwrap_or(at)..];
        let tag = tag.split('>').next().unwrap_or_default();
        if !tag.contains(" href=\"http") {
            kept.push_str(&html[from..at]);
            from = at + rel.len();
        }
    }
    kept.push_str(&html[from..]);
    kept
}

/// Puts the holes back where their marks are.
fn restore(cleaned: &str, mark: &str, holes: Vec<Hole>) -> Body {
    let mut body = Body::default();
    let mut holes: Vec<Option<Fill>> = holes.into_iter().map(|hole| Some(hole.fill)).collect();
    let mut rest = cleaned;
    while let Some(at) = rest.find(mark) {
        let (before, from_mark) = rest.split_at(at);
        let after = &from_mark[mark.len()..];
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let fill = after[..digits].parse::<usize>().ok().and_then(|i| holes.get_mut(i)?.take());
        let mut after = &after[(digits + 1).min(after.len())..];
        match fill {
            Some(fill @ Fill::LinkAttributes(_)) => {
                body.push(before.strip_suffix(" href=\"#").unwrap_or(before));
                body.hole(fill);
                after = after.strip_prefix('"').unwrap_or(after);
                let rel = format!(" rel=\"{EXTERNAL_REL}\"");
                after = after.strip_prefix(rel.as_str()).unwrap_or(after);
            }
            Some(fill) => {
                body.push(before);
                body.hole(fill);
            }
            None => body.push(before),
        }
        rest = after;
    }
    body.push(rest);
    body
}

/// A mark that a text cannot hold: it is a digest of the text.
fn unused_mark(html: &str) -> String {
    let digest = hex(&Sha256::digest(html.as_bytes()));
    format!("hole{}y", &digest[..32])
}
