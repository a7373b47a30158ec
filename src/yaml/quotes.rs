//! Text that YAML would misread: `title: ENISA: nuova strategia`, `'L'ENISA…'`, `[Nuovo] …`,
//! `5G # toolbox`.
//!
//! [`misread`] finds such lines before the parser sees them, so that a person gets the corrected
//! line instead of a parser's error, and never a silently cut title.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memchr2};

use super::place::split_key;

/// A line that needs quotes.
pub(super) struct Misread {
    /// The value's bytes.
    pub(super) range: Range<usize>,
    /// The whole line as it should be.
    pub(super) corrected: String,
}

/// Fields that hold text for readers; in others ` #` may be a real comment and `[` a real list.
const TEXT_FIELDS: &[&str] = &[
    "title",
    "summary",
    "slug",
    "alt",
    "credit",
    "text",
    "withdrawn",
    "caption",
    "contact",
    "description",
];

/// Those that are lists elsewhere: `contact` of security.txt. There only `[Nuovo] …` is a text.
const LISTS_TOO: &[&str] = &["contact"];

/// Finds the lines whose plain text means something else to YAML.
pub(super) fn misread(yaml: &str) -> Vec<Misread> {
    let mut found = Vec::new();
    let mut block_scalar: Option<usize> = None;
    let mut open_brackets = 0;
    let mut at = 0;
    let ends = memchr_iter(b'\n', yaml.as_bytes()).map(|end| end + 1).chain([yaml.len()]);
    for end in ends {
        let raw = &yaml[at..end];
        let line = raw.strip_suffix('\n').unwrap_or(raw).trim_end_matches('\r');
        let indent = line.len() - line.trim_start().len();
        if block_scalar.is_some_and(|outer| line.trim().is_empty() || indent > outer) {
            at += raw.len();
            continue;
        }
        block_scalar = None;
        let content_at = entry_start(line);
        if open_brackets > 0 || line[content_at..].starts_with(['{', '[']) {
            open_brackets = (open_brackets + balance(&line[content_at..])).max(0);
            at += raw.len();
            continue;
        }
        if let Some((key, after)) = split_key(&line[content_at..]) {
            let value = line[content_at + after..].trim();
            let value_at = line.len() - line[content_at + after..].trim_start().len();
            if value.starts_with(['|', '>']) {
                block_scalar = Some(indent);
            } else if needs_quotes(unquoted(key), value) {
                let value = inner_text(value);
                found.push(Misread {
                    range: at + value_at..at + line.trim_end().len(),
                    corrected: format!("{}{}", &line[..value_at], quoted(value)),
                });
            } else if value.starts_with(['{', '[']) {
                open_brackets = balance(value).max(0);
            }
        }
        at += raw.len();
    }
    found
}

/// The text with every misread line corrected, so that the parser can go on to further faults.
pub(super) fn correct<'y>(yaml: &'y str, misread: &[Misread]) -> Cow<'y, str> {
    if misread.is_empty() {
        return Cow::Borrowed(yaml);
    }
    let mut corrected = String::with_capacity(yaml.len() + 16);
    let mut at = 0;
    for line in misread {
        let line_start = yaml[..line.range.start].rfind('\n').map_or(0, |i| i + 1);
        corrected.push_str(&yaml[at..line_start]);
        corrected.push_str(&line.corrected);
        at = line.range.end;
    }
    corrected.push_str(&yaml[at..]);
    Cow::Owned(corrected)
}

/// A text as a double-quoted YAML scalar.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// How many brackets of flow style (`{a: [b]}`) a line leaves open.
fn balance(line: &str) -> i32 {
    line.bytes().fold(0, |open, byte| match byte {
        b'{' | b'[' => open + 1,
        b'}' | b']' => open - 1,
        _ => open,
    })
}

/// A key without the quotes that it may stand in.
fn unquoted(key: &str) -> &str {
    if key.starts_with(['"', '\'']) { key.trim_matches(['"', '\'']) } else { key }
}

fn entry_start(line: &str) -> usize {
    let mut at = line.len() - line.trim_start().len();
    while line[at..].starts_with("- ") {
        at += 2;
        at += line[at..].len() - line[at..].trim_start().len();
    }
    at
}

fn needs_quotes(key: &str, value: &str) -> bool {
    let is_text = TEXT_FIELDS.contains(&key);
    match value.chars().next() {
        None => false,
        Some('"') => text_after_quote(value, b'"'),
        Some('\'') => text_after_quote(value, b'\''),
        Some('[') if LISTS_TOO.contains(&key) => !value.ends_with(']'),
        Some('[' | '{') => is_text,
        Some('#') => is_text && value.len() > 1,
        Some('&' | '*' | '!' | '%' | '@' | '`') => is_text,
        Some('-' | '?') if is_text && value[1..].starts_with(' ') => true,
        Some(_) => {
            value.contains(": ") || value.ends_with(':') || (is_text && value.contains(" #"))
        }
    }
}

/// Whether a quotation closes before the text does: `'L'ENISA…'`. Quotes and backslashes are ASCII,
/// so bytes are looked at.
fn text_after_quote(value: &str, quote: u8) -> bool {
    let escape = if quote == b'"' { b'\\' } else { quote };
    let bytes = value.as_bytes();
    let mut at = 1;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(quote, escape, rest)) {
        let here = at + found;
        let is_escaped =
            bytes[here] != quote || quote != b'"' && bytes.get(here + 1) == Some(&quote);
        if !is_escaped {
            let rest = value[here + 1..].trim_start();
            return !rest.is_empty() && !rest.starts_with('#');
        }
        at = here + 2;
    }
    false
}

/// What the author meant between quotes that do not match.
fn inner_text(value: &str) -> &str {
    for quote in ['"', '\''] {
        if value.starts_with(quote) && value.len() > 1 {
            return value[1..].strip_suffix(quote).unwrap_or(value);
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, corrected: Option<&str>) {
        let found = misread(line);
        assert_eq!(found.first().map(|m| m.corrected.as_str()), corrected, "for {line:?}");
        if corrected.is_some() {
            let text = correct(line, &found);
            assert!(serde_yaml::from_str::<serde_yaml::Value>(&text).is_ok(), "{text:?}");
        }
    }

    #[test]
    fn lines_that_need_quotes() {
        check("title: ENISA: nuova strategia", Some("title: \"ENISA: nuova strategia\""));
        check("title: 'L'ENISA cambia'", Some("title: \"L'ENISA cambia\""));
        check("title: [Aggiornato] Nota", Some("title: \"[Aggiornato] Nota\""));
        check("title: 5G # toolbox", Some("title: \"5G # toolbox\""));
        check("title: \"Una \"nuova\" nota\"", Some("title: \"Una \\\"nuova\\\" nota\""));
        check("  text: corretto: era 18", Some("  text: \"corretto: era 18\""));
        check("- title: a: b", Some("- title: \"a: b\""));
        check("contact: [Nuovo] ufficio", Some("contact: \"[Nuovo] ufficio\""));
        check("title: @nota", Some("title: \"@nota\""));
    }

    #[test]
    fn lines_that_are_right() {
        check("title: Una nota semplice", None);
        check("title: \"ENISA: nuova\"", None);
        check("title: \"una \\\"nuova\\\" nota\\\\\" # così", None);
        check("title: \"così \\è\"", None);
        check("title: \"aperta \\", None);
        check("title: 'L''ENISA'", None);
        check("date: 2026-01-01 # the day", None);
        check("topics: [a, b]", None);
        check("contact: [\"mailto:a@example.org\", tel:+39-06]", None);
        check("  - {date: 2026-01-01, kind: minor, text: \"a\"}", None);
        check("title: |\n  a: b\n  c # d\n", None);
        check("legal: http://data.europa.eu/eli/dir/2022/2555/oj", None);
        check("title: \"una nota su\n  due righe\"", None);
        check("- {tag: en, stage: full}", None);
        check("changes: [{date: 2026-01-03, kind: minor, text: x}]", None);
        check("cover: {\n  alt: x, credit: y,\n}\n", None);
    }
}
