//! From a text to a mapping, with what is wrong on the way.

use serde_yaml::{Mapping, Value};

use super::{Text, quotes};
use crate::diagnostics::{
    Diagnostic, Diagnostics, Location, WRONG_TYPE, YAML_NEEDS_QUOTES, YAML_SYNTAX,
};

/// The mapping that a text is; `None` when it is none even after what YAML would misread is put in
/// quotes.
pub(super) fn parse(text: Text<'_>, out: &mut Diagnostics) -> Option<Mapping> {
    let misread = quotes::misread(text.yaml);
    for line in &misread {
        let range = line.range.start + text.offset..line.range.end + text.offset;
        out.push(
            YAML_NEEDS_QUOTES
                .at(Location::bytes(text.source, range), "YAML would misread this text")
                .help(format!("put it in quotes: `{}`", line.corrected.trim())),
        );
    }
    let corrected = quotes::correct(text.yaml, &misread);
    match serde_yaml::from_str::<Value>(&corrected) {
        Ok(Value::Mapping(map)) => Some(map),
        Ok(Value::Null) => Some(Mapping::new()),
        Ok(_) => {
            out.push(
                WRONG_TYPE.at(text.location(&[]), "expected fields of the form `name: value`"),
            );
            None
        }
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
