//! From a location to a line a person can find, and from there to the terminal.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};

use super::{Diagnostic, Location, Severity, Spot};
use crate::identity::SourceId;
use crate::yaml;

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum MessageFormat {
    /// The source line with a caret, for people.
    #[default]
    Human,
    /// One JSON object a line, for programs.
    Json,
    /// Workflow commands that GitHub shows beside the changed lines.
    Github,
}

/// A location as people and editors name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Bytes of the source that are meant.
    pub range: Range<usize>,
}

/// Finds the place of a location in its source's text.
pub fn locate(location: &Location, text: &str) -> Place {
    let range = match &location.spot {
        Spot::Whole => 0..0,
        Spot::Bytes(range) => range.clone(),
        Spot::Field(path) => yaml::find(text, path),
    };
    let start = floor(text, range.start);
    let end = floor(text, range.end).max(start);
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    Place {
        line: text[..start].bytes().filter(|b| *b == b'\n').count() + 1,
        column: text[line_start..start].chars().count() + 1,
        range: start..end,
    }
}

fn floor(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}

/// Gets at the text of a source again.
type Read<'a> = dyn Fn(&SourceId) -> Option<String> + 'a;

/// Prints diagnostics; knows how to get at a source's text again.
pub struct Reporter<'a> {
    format: MessageFormat,
    color: bool,
    read: Box<Read<'a>>,
}

impl<'a> Reporter<'a> {
    /// A reporter that reads sources through `read` when it has to show a line.
    pub fn new(
        format: MessageFormat,
        color: bool,
        read: impl Fn(&SourceId) -> Option<String> + 'a,
    ) -> Self {
        Self { format, color, read: Box::new(read) }
    }

    /// Prints all of them in source order: by path, line, column and code; those without a
    /// place come last.
    pub fn print<'d>(
        &self,
        diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let mut by_source: BTreeMap<Option<&SourceId>, Vec<&Diagnostic>> = BTreeMap::new();
        for diagnostic in diagnostics {
            let source = diagnostic.location.as_ref().map(|l| &l.source);
            by_source.entry(source).or_default().push(diagnostic);
        }
        let nowhere = by_source.remove(&None).unwrap_or_default();
        for (source, list) in by_source {
            let text = source.and_then(|s| (self.read)(s)).unwrap_or_default();
            self.print_source(&text, list, out)?;
        }
        self.print_source("", nowhere, out)
    }

    fn print_source(
        &self,
        text: &str,
        list: Vec<&Diagnostic>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let mut placed: Vec<(Option<Place>, &Diagnostic)> =
            list.into_iter().map(|d| (d.location.as_ref().map(|l| locate(l, text)), d)).collect();
        placed.sort_by(|(a, x), (b, y)| {
            let key = |p: &Option<Place>| p.as_ref().map(|p| (p.line, p.column));
            (key(a), x.code.name, &x.message).cmp(&(key(b), y.code.name, &y.message))
        });
        placed.dedup_by(|(a, x), (b, y)| a == b && x.code == y.code && x.message == y.message);
        for (place, diagnostic) in placed {
            match self.format {
                MessageFormat::Human => self.human(diagnostic, place, text, out)?,
                MessageFormat::Json => json(diagnostic, place, out)?,
                MessageFormat::Github => github(diagnostic, place, out)?,
            }
        }
        Ok(())
    }

    fn human(
        &self,
        diagnostic: &Diagnostic,
        place: Option<Place>,
        text: &str,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Overdue => Level::NOTE.with_name("overdue"),
        };
        let title = level.primary_title(&diagnostic.message).id(diagnostic.code.name);
        let mut group = Group::with_title(title);
        if let (Some(place), Some(location)) = (&place, &diagnostic.location) {
            let (excerpt, span) = excerpt(text, place);
            group = group.element(
                Snippet::source(excerpt)
                    .path(location.source.as_str())
                    .line_start(place.line)
                    .annotation(AnnotationKind::Primary.span(span)),
            );
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(help));
        }
        let renderer = if self.color { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(120);
        writeln!(out, "{}\n", renderer.render(&[group]))
    }
}

/// The line of a place, cut to a readable width, and where in it the place is.
fn excerpt<'t>(text: &'t str, place: &Place) -> (&'t str, Range<usize>) {
    const AROUND: usize = 160;
    let line_start = text[..place.range.start].rfind('\n').map_or(0, |i| i + 1);
    let line_end =
        text[place.range.start..].find('\n').map_or(text.len(), |i| place.range.start + i);
    let from = floor(text, place.range.start.saturating_sub(AROUND)).max(line_start);
    let to = floor(text, place.range.start + AROUND).min(line_end);
    let line = text[from..to].trim_end_matches('\r');
    let start = place.range.start - from;
    let end = (place.range.end.saturating_sub(from)).clamp(start, line.len().max(start));
    (line, start.min(line.len())..end.min(line.len()))
}

fn json(d: &Diagnostic, place: Option<Place>, out: &mut impl Write) -> io::Result<()> {
    let object = serde_json::json!({
        "severity": d.severity.as_str(),
        "code": d.code.name,
        "message": d.message,
        "path": d.location.as_ref().map(|l| l.source.as_str()),
        "line": place.as_ref().map(|p| p.line),
        "column": place.as_ref().map(|p| p.column),
        "help": d.help,
    });
    writeln!(out, "{object}")
}

fn github(d: &Diagnostic, place: Option<Place>, out: &mut impl Write) -> io::Result<()> {
    let command = match d.severity {
        Severity::Error => "error",
        Severity::Warning | Severity::Overdue => "warning",
    };
    let escape = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let mut properties = Vec::new();
    if let (Some(location), Some(place)) = (&d.location, &place) {
        properties.push(format!("file={}", property(location.source.as_str())));
        properties.push(format!("line={},col={}", place.line, place.column));
    }
    properties.push(format!("title={}", property(d.code.name)));
    let help = d.help.as_deref().map(|h| format!("\n{h}")).unwrap_or_default();
    writeln!(
        out,
        "::{command} {}::{}",
        properties.join(","),
        escape(&format!("{}{help}", d.message))
    )
}
