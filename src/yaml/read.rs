//! From a whole YAML text to the fields of its mapping or of the entries of its list.

use serde_yaml::{Mapping, Value};

use super::{Fields, Text, quotes};
use crate::diagnostics::{
    Diagnostic, Diagnostics, Location, WRONG_TYPE, YAML_NEEDS_QUOTES, YAML_SYNTAX,
};

/// Reads a mapping and hands its fields to `take`; unknown fields are reported afterwards.
/// `None` when the text is no mapping even after what YAML would misread is put in quotes.
pub fn read<T>(
    text: Text<'_>,
    out: &mut Diagnostics,
    take: impl FnOnce(&mut Fields<'_>) -> T,
) -> Option<T> {
    let map = match value(text, out)? {
        Value::Mapping(map) => map,
        Value::Null => Mapping::new(),
        _ => {
            out.push(
                WRONG_TYPE.at(text.location(&[]), "expected fields of the form `name: value`"),
            );
            return None;
        }
    };
    let mut fields = Fields::new(text, map, out);
    let taken = take(&mut fields);
    fields.finish();
    Some(taken)
}

/// Reads a list of mappings and hands the fields of each to `take`; unknown fields are reported.
/// `None` when the text is no list.
pub fn read_list<T>(
    text: Text<'_>,
    out: &mut Diagnostics,
    mut take: impl FnMut(&mut Fields<'_>) -> T,
) -> Option<Vec<T>> {
    let list = match value(text, out)? {
        Value::Sequence(list) => list,
        Value::Null => Vec::new(),
        _ => {
            let message = "expected a list, each entry with fields of its own after `- `";
            out.push(WRONG_TYPE.at(text.location(&[]), message));
            return None;
        }
    };
    Some(Fields::new(text, Mapping::new(), out).entries(&[], list, &mut take))
}

fn value(text: Text<'_>, out: &mut Diagnostics) -> Option<Value> {
    let misread = quotes::misread(text.yaml);
    for line in &misread {
        let range = line.range.start + text.offset..line.range.end + text.offset;
        out.push(
            YAML_NEEDS_QUOTES
                .at(Location::bytes(text.source, range), "YAML would misread this text")
                .help(format!("put it in quotes: `{}`", line.corrected.trim())),
        );
    }
    match serde_yaml::from_str::<Value>(&quotes::correct(text.yaml, &misread)) {
        Ok(value) => Some(value),
        Err(error) => {
            out.push(syntax(text, &error));
            None
        }
    }
}

/// What the parser says, in the author's words where it is known what they did.
fn syntax(text: Text<'_>, error: &serde_yaml::Error) -> Diagnostic {
    let at =
        |start: usize| Location::bytes(text.source, start + text.offset..start + text.offset + 1);
    let line = error.location().map_or(1, |location| location.line());
    if let Some(tab) = tab_in_indentation(text.yaml, line) {
        return YAML_SYNTAX
            .at(at(tab), "the line begins with a tab, which YAML does not take for indentation")
            .help("indent with spaces");
    }
    let start = error.location().map_or(0, |location| location.index()).min(text.yaml.len());
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
    YAML_SYNTAX.at(at(start), message)
}

/// The first tab before the text of a line, counted from 1.
fn tab_in_indentation(yaml: &str, line: usize) -> Option<usize> {
    let start: usize = yaml.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let indentation = yaml[start..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
    indentation.enumerate().find(|(_, byte)| *byte == b'\t').map(|(at, _)| start + at)
}
