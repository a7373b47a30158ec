//! Where a field stands in a YAML text.
//!
//! The parser forgets places, so they are found again from the text's lines and indentation, only
//! when something has to be said. Block style is followed by indentation, flow style (`{a: b}`) by
//! its brackets.

use std::ops::Range;

use crate::diagnostics::Step;

/// The bytes of a field in a source: a whole YAML file, or one that opens with front matter.
pub fn find(text: &str, path: &[Step]) -> Range<usize> {
    let text_start = text.strip_prefix('\u{feff}').map_or(0, |_| 3);
    let rest = &text[text_start..];
    let offset =
        text_start + if rest.starts_with("---") { rest.find('\n').map_or(0, |i| i + 1) } else { 0 };
    let range = find_in(&text[offset..], path);
    range.start + offset..range.end + offset
}

/// The bytes of a field's name in a YAML text.
pub(super) fn find_name_in(yaml: &str, path: &[Step]) -> Range<usize> {
    let value = find_in(yaml, path);
    let Some(Step::Key(name)) = path.last() else { return value };
    let line_start = yaml[..value.start].rfind('\n').map_or(0, |i| i + 1);
    match yaml[line_start..value.start].rfind(&format!("{name}:")) {
        Some(at) => line_start + at..line_start + at + name.len(),
        None => value,
    }
}

/// The bytes of a field in a YAML text; of its nearest parent when it cannot be found.
pub(super) fn find_in(yaml: &str, path: &[Step]) -> Range<usize> {
    let lines = lines(yaml);
    let mut scope: &[Line<'_>] = &lines;
    let mut found = 0..scope.first().map_or(0, |l| l.text.trim_end().len());
    for (at, step) in path.iter().enumerate() {
        if at > 0 && yaml[found.start..].starts_with(['{', '[']) {
            return in_flow(yaml, found, &path[at..]);
        }
        let next = match step {
            Step::Key(key) => find_key(scope, key),
            Step::Item(index) => find_item(scope, *index),
        };
        match next {
            Some((range, children)) => {
                found = range;
                scope = children;
            }
            None => return found,
        }
    }
    found
}

#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    start: usize,
    indent: usize,
    /// From the first character that is not a space, or after `- ` in a list entry's first line.
    text: &'a str,
    dash: bool,
}

fn lines(yaml: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for raw in yaml.split_inclusive('\n') {
        let line = raw.trim_end_matches(['\n', '\r']);
        if line.trim_end() == "---" && !lines.is_empty() {
            break;
        }
        let mut text = line.trim_start_matches(' ');
        let mut indent = line.len() - text.len();
        if !text.is_empty() && !text.starts_with('#') {
            let mut dash = false;
            while let Some(rest) = text.strip_prefix("- ") {
                lines.push(Line { start: at + indent, indent, text: "-", dash: true });
                let inner = rest.trim_start_matches(' ');
                indent += text.len() - inner.len();
                text = inner;
                dash = true;
            }
            lines.push(Line { start: at + indent, indent, text, dash: false });
            let _ = dash;
        }
        at += raw.len();
    }
    lines
}

/// The entries of a scope: lines at its own indentation.
fn own_indent(scope: &[Line<'_>]) -> usize {
    scope.iter().map(|l| l.indent).min().unwrap_or(0)
}

fn find_key<'l, 'a>(scope: &'l [Line<'a>], key: &str) -> Option<(Range<usize>, &'l [Line<'a>])> {
    let indent = own_indent(scope);
    let position = scope.iter().position(|l| l.indent == indent && key_of(l.text) == Some(key))?;
    let line = scope[position];
    let children = children(&scope[position + 1..], indent, true);
    Some((value_range(&line), children))
}

fn find_item<'l, 'a>(
    scope: &'l [Line<'a>],
    index: usize,
) -> Option<(Range<usize>, &'l [Line<'a>])> {
    let indent = own_indent(scope);
    let position = scope
        .iter()
        .enumerate()
        .filter(|(_, l)| l.dash && l.indent == indent)
        .nth(index)
        .map(|(position, _)| position)?;
    let children = children(&scope[position + 1..], indent, false);
    let first = children.first()?;
    Some((first.start..first.start + first.text.trim_end().len(), children))
}

/// The lines below an entry. A list may stand at the indentation of its own key.
fn children<'l, 'a>(after: &'l [Line<'a>], indent: usize, of_key: bool) -> &'l [Line<'a>] {
    let end = after
        .iter()
        .position(|l| l.indent < indent || (l.indent == indent && !(of_key && l.dash)))
        .unwrap_or(after.len());
    &after[..end]
}

/// The key that a line starts with, without quotes.
pub(super) fn key_of(text: &str) -> Option<&str> {
    let (key, _) = split_key(text)?;
    Some(key.trim_matches(['"', '\'']))
}

/// A line's key as written and the byte after its colon.
pub(super) fn split_key(text: &str) -> Option<(&str, usize)> {
    let quoted = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let from = match quoted {
        Some(quote) => 1 + text[1..].find(quote)? + 1,
        None => 0,
    };
    let colon = from
        + text[from..]
            .char_indices()
            .find(|(i, c)| {
                *c == ':' && text[from + i + 1..].chars().next().is_none_or(char::is_whitespace)
            })?
            .0;
    Some((text[..colon].trim_end(), colon + 1))
}

fn value_range(line: &Line<'_>) -> Range<usize> {
    let Some((key, after)) = split_key(line.text) else {
        return line.start..line.start + line.text.trim_end().len();
    };
    let value = line.text[after..].trim();
    let value = match value.chars().next() {
        Some('"' | '\'' | '[' | '{') => value,
        _ => value.split(" #").next().unwrap_or(value).trim_end(),
    };
    if value.is_empty() || value.starts_with('#') {
        return line.start..line.start + key.len();
    }
    let start =
        line.start + after + (line.text[after..].len() - line.text[after..].trim_start().len());
    start..start + value.len()
}

/// The rest of a path inside flow style (`{a: [b, c]}`), as far as it can be followed.
fn in_flow(yaml: &str, found: Range<usize>, path: &[Step]) -> Range<usize> {
    let mut value = found;
    for step in path {
        let entries = flow_entries(yaml, value.start);
        let next = match step {
            Step::Item(index) => entries.get(*index).cloned(),
            Step::Key(key) => entries.iter().find_map(|entry| flow_value(yaml, entry, key)),
        };
        match next {
            Some(next) => value = next,
            None => break,
        }
    }
    value
}

/// The entries of the flow collection that opens at a byte; none where none opens.
fn flow_entries(yaml: &str, open: usize) -> Vec<Range<usize>> {
    let mut entries = Vec::new();
    if !yaml[open..].starts_with(['{', '[']) {
        return entries;
    }
    let (mut depth, mut start, mut quote, mut before) = (0, open + 1, None, ' ');
    for (at, c) in yaml[open..].char_indices().map(|(at, c)| (open + at, c)) {
        match (quote, c) {
            (Some(open), c) => quote = Some(open).filter(|open| *open != c),
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']' | ',') if depth == 1 => {
                entries.push(trimmed(yaml, start..at));
                start = at + 1;
                if c != ',' {
                    break;
                }
            }
            (None, '}' | ']') => depth -= 1,
            (None, _) => {}
        }
        before = c;
    }
    entries
}

/// The value of an entry of a flow mapping, if this is its key.
fn flow_value(yaml: &str, entry: &Range<usize>, key: &str) -> Option<Range<usize>> {
    let text = &yaml[entry.clone()];
    let (_, after) = split_key(text).filter(|_| key_of(text) == Some(key))?;
    let value = trimmed(yaml, entry.start + after..entry.end);
    Some(if value.is_empty() { entry.clone() } else { value })
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..(start + inner.trim().len()).min(range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(yaml: &str, path: &[Step], expected: &str) {
        assert_eq!(&yaml[find(yaml, path)], expected, "in {yaml:?} at {path:?}");
    }

    fn key(name: &str) -> Step {
        Step::Key(name.to_owned())
    }

    #[test]
    fn fields_are_found() {
        check("date: 2026-01-01\ntitle: \"a: b\"\n", &[key("title")], "\"a: b\"");
        check("---\ntitle: Uno\n---\n# due\ntitle: x", &[key("title")], "Uno");
        check("a:\n  b: 1\n  c: [x, y, z]\n", &[key("a"), key("c"), Step::Item(1)], "y");
        check("list:\n- one\n- two\n", &[key("list"), Step::Item(1)], "two");
        check(
            "l:\n  - date: 1\n    kind: x\n  - date: 2\n",
            &[key("l"), Step::Item(1), key("date")],
            "2",
        );
        check("l:\n  - date: 1\n    kind: x\n", &[key("l"), Step::Item(0), key("kind")], "x");
        let title = [key("files"), key("a.pdf"), key("title")];
        check("files:\n  a.pdf: {title: T}\n", &title, "T");
        check("files: {b: {title: U}, a.pdf: {title: \"T, {\" }}\n", &title, "\"T, {\"");
        check("files:\n  a.pdf: {\n    lang: it,\n    title: L'ora }\n", &title, "L'ora");
        check("l:\n- {a: 1, b: 2}\n", &[key("l"), Step::Item(0), key("b")], "2");
        check("empty:\nnext: 1\n", &[key("empty")], "empty");
        check("only: 1\n", &[key("absent")], "only: 1");
        check("version: 1.10 # quoted?\n", &[key("version")], "1.10");
    }
}
