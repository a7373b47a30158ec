//! From the text of a Fluent file to its entries, with every fault reported.
//!
//! [`entries`] is the entry. The text is cut where Fluent's parser recovers from an error, before
//! each line that starts with a letter, `-` or `#`, and every piece is parsed on its own. So a
//! fault never swallows its neighbours, places come cheap, and what a hostile text may cost is
//! bounded: the parser recurses on every brace and parenthesis, and would end the process by
//! exhausting the stack. The one thing lost is a placeable that continues in the first column.

use std::ops::Range;

use fluent_syntax::ast;
use fluent_syntax::parser::{ErrorKind, ParserError, parse_runtime};

use super::catalogue::{Entry, Resource};
use crate::diagnostics::{Diagnostic, Diagnostics, FTL_SYNTAX, Location, MESSAGE_DUPLICATE};

/// How many braces and parentheses one entry may open: a choice among the 27 Member States with
/// three placeables each fits, and the parser's recursion stays within a thread's stack.
const MOST_OPENINGS: usize = 100;

/// The messages and terms of a text, in order; a term's id starts with `-`.
pub(super) fn entries(resource: &Resource, out: &mut Diagnostics) -> Vec<(String, Entry)> {
    let mut list = Vec::new();
    let mut line = 1;
    for range in pieces(&resource.text) {
        let piece = &resource.text[range.clone()];
        parse(resource, piece, range.start, line, &mut list, out);
        line += piece.bytes().filter(|b| *b == b'\n').count();
    }
    list
}

/// Cuts a text before every line that may start an entry.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let bytes = text.as_bytes();
    let mut cuts = vec![start];
    cuts.extend((start + 1..bytes.len()).filter(|i| {
        bytes[i - 1] == b'\n' && (bytes[*i].is_ascii_alphabetic() || b"-#".contains(&bytes[*i]))
    }));
    cuts.push(text.len());
    cuts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

fn parse(
    resource: &Resource,
    piece: &str,
    start: usize,
    line: usize,
    list: &mut Vec<(String, Entry)>,
    out: &mut Diagnostics,
) {
    if let Some((range, reason)) = refusal(piece) {
        let range = start + range.start..start + range.end;
        out.push(FTL_SYNTAX.at(Location::bytes(&resource.source, range), reason));
        return;
    }
    let (parsed, errors) = match parse_runtime(piece.to_owned()) {
        Ok(parsed) => (parsed, Vec::new()),
        Err(both) => both,
    };
    for entry in parsed.body {
        let (id, value, attributes) = match entry {
            ast::Entry::Message(m) => (m.id.name, m.value, m.attributes),
            ast::Entry::Term(t) => (format!("-{}", t.id.name), Some(t.value), t.attributes),
            _ => continue,
        };
        let range = start..start + id.len();
        let attributes = attributes.into_iter().map(|a| (a.id.name, a.value)).collect();
        let (layer, source) = (resource.layer, resource.source.clone());
        let text = piece.to_owned();
        let entry = Entry { layer, source, range, line, text, shadowed: None, value, attributes };
        out.extend(repeated_attribute(&id, &entry));
        list.push((id, entry));
    }
    let known = list.last().filter(|(_, e)| e.range.start == start).map(|(id, _)| id.as_str());
    for error in errors {
        out.push(junk(resource, piece, start, known, &error));
    }
}

/// Why the parser must not see a piece at all.
fn refusal(piece: &str) -> Option<(Range<usize>, String)> {
    if piece.starts_with('#') {
        return None; // A comment is not parsed further, and nothing after it in a piece is valid.
    }
    let bytes = piece.as_bytes();
    let mut openings = 0;
    for (i, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' | b'(' => openings += 1,
            b'\\' if splits_a_character(&bytes[i + 1..]) => {
                let reason = "`\\u` is followed by four hexadecimal digits, `\\U` by six";
                return Some((i..i + 2, reason.to_owned()));
            }
            _ => {}
        }
    }
    let first_line = piece.find('\n').unwrap_or(piece.len());
    (openings > MOST_OPENINGS).then(|| {
        (0..first_line, format!("the entry opens more than {MOST_OPENINGS} braces or parentheses"))
    })
}

/// Whether a `\u` is cut short by a character of several bytes, in the middle of which
/// fluent-syntax 0.12 would cut the text, and panic.
fn splits_a_character(escape: &[u8]) -> bool {
    let length = match escape.first() {
        Some(b'u') => 4,
        Some(b'U') => 6,
        _ => return false,
    };
    let digits = escape[1..].iter().take(length).take_while(|b| b.is_ascii_hexdigit()).count();
    digits < length && escape.get(1 + digits).is_some_and(|b| !b.is_ascii())
}

fn repeated_attribute(id: &str, entry: &Entry) -> Option<Diagnostic> {
    let mut names: Vec<&str> = entry.attributes.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    let twice = names.windows(2).find(|pair| pair[0] == pair[1])?[0];
    let location = Location::bytes(&entry.source, entry.range.clone());
    let message = format!("`{id}` has the attribute `.{twice}` twice");
    Some(MESSAGE_DUPLICATE.at(location, message).help("remove one of the two"))
}

/// What the parser could not read. `known` is the message that the piece starts with, if that
/// much could be read.
fn junk(
    resource: &Resource,
    piece: &str,
    start: usize,
    known: Option<&str>,
    error: &ParserError,
) -> Diagnostic {
    let slice = error.slice.clone().unwrap_or_else(|| error.pos.clone());
    let text = piece.get(slice.clone()).unwrap_or(piece);
    let from = slice.start + (text.len() - text.trim_start().len());
    let range = start + from..start + from + text.trim().len();
    let location = Location::bytes(&resource.source, range);
    let before = piece.get(..error.pos.start).unwrap_or(piece);
    let before = before.rsplit('\n').find(|l| !l.trim().is_empty()).unwrap_or_default().trim();
    let read: String = before.chars().skip(before.chars().count().saturating_sub(40)).collect();
    match known {
        Some(id) if text.trim_start().starts_with('.') => FTL_SYNTAX
            .at(location, format!("an attribute of `{id}` cannot be read"))
            .help("an attribute is an indented line `.name = text`"),
        _ if read.is_empty() => FTL_SYNTAX.at(location, reason(&error.kind)),
        _ => FTL_SYNTAX.at(location, format!("{} after `{read}`", reason(&error.kind))),
    }
}

fn reason(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::ExpectedToken(token) => format!("expected `{token}`"),
        ErrorKind::ExpectedCharRange { range } if range == "a-zA-Z" => {
            "expected a name, which starts with a letter".to_owned()
        }
        ErrorKind::ExpectedCharRange { range } if range == "0-9" => "expected a digit".to_owned(),
        ErrorKind::ExpectedCharRange { .. } => "expected the end of the line".to_owned(),
        ErrorKind::ExpectedMessageField { entry_id } => format!("`{entry_id}` has no text"),
        ErrorKind::ExpectedTermField { entry_id } => format!("`-{entry_id}` has no text"),
        other => {
            let text = other.to_string().replace('"', "`");
            let mut letters = text.chars();
            letters.next().map_or_else(String::new, |c| c.to_lowercase().to_string())
                + letters.as_str()
        }
    }
}
