//! Diagnostics as the preview's pages show them: each with its line, found again in its file.

use std::collections::HashMap;

use serde::Serialize;

use crate::diagnostics::{Diagnostic, Severity, locate};
use crate::identity::SourceId;
use crate::messages::show;
use crate::sources::Sources;
use crate::theme;

/// The longest piece of a source line that is shown, in characters.
const LONGEST_LINE: usize = 200;

/// A diagnostic, ready to be shown.
#[derive(Debug, Serialize)]
pub(super) struct Note {
    severity: &'static str,
    code: &'static str,
    message: String,
    help: Option<String>,
    place: Option<PlaceView>,
}

/// Where it is.
#[derive(Debug, Serialize)]
pub(super) struct PlaceView {
    /// The file, from the site's folder.
    pub(super) path: String,
    /// Line, from 1.
    pub(super) line: usize,
    /// Column in characters, from 1.
    pub(super) column: usize,
    /// Whether it is a file of the site: the program's own cannot be opened.
    opens: bool,
    /// The line up to the place, the place, and the rest of the line.
    excerpt: [String; 3],
}

/// Diagnostics, the errors first, each severity in source order; those without a place come last.
pub(super) fn notes<'d>(
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    sources: &Sources,
) -> Vec<Note> {
    let mut texts: HashMap<&SourceId, String> = HashMap::new();
    let mut notes: Vec<Note> = Vec::new();
    for diagnostic in diagnostics {
        let place = diagnostic.location.as_ref().map(|location| {
            let read = || {
                let own = || theme::show(&location.source).or_else(|| show(&location.source));
                own().or_else(|| sources.show(&location.source))
            };
            let text = texts.entry(&location.source).or_insert_with(|| read().unwrap_or_default());
            let found = locate(location, text);
            PlaceView {
                path: location.source.to_string(),
                line: found.line,
                column: found.column,
                opens: sources.contains(&location.source),
                excerpt: excerpt(text, found.range),
            }
        });
        notes.push(Note {
            severity: diagnostic.severity.as_str(),
            code: diagnostic.code.name,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            place,
        });
    }
    notes.sort_by(|a, b| a.key().cmp(&b.key()));
    notes
}

impl Note {
    fn key(&self) -> impl Ord + '_ {
        let place = self.place.as_ref();
        let place = place.map(|place| (place.path.as_str(), place.line, place.column));
        let is_error = self.severity == Severity::Error.as_str();
        (!is_error, place.is_none(), place, self.code, self.message.as_str())
    }
}

/// The line around a range, cut to a readable width.
fn excerpt(text: &str, range: std::ops::Range<usize>) -> [String; 3] {
    let start = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[range.start..].find('\n').map_or(text.len(), |length| range.start + length);
    let until = range.end.clamp(range.start, end);
    let last = |text: &str| {
        let skipped = text.chars().count().saturating_sub(LONGEST_LINE);
        text.chars().skip(skipped).collect::<String>()
    };
    let first = |text: &str| text.chars().take(LONGEST_LINE).collect::<String>();
    let rest = text[until..end].trim_end_matches('\r');
    [last(&text[start..range.start]), first(&text[range.start..until]), first(rest)]
}
