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
    let range = byte_range(location, text);
    Walk::default().to(text, range)
}

/// The bytes that a location means.
pub fn byte_range(location: &Location, text: &str) -> Range<usize> {
    let range = match &location.spot {
        Spot::Whole => 0..0,
        Spot::Bytes(range) => range.clone(),
        Spot::Field(path) => yaml::find(text, path),
    };
    let start = floor(text, range.start);
    start..floor(text, range.end).max(start)
}

/// Counts lines and columns on the way through a text, once for all places in it.
#[derive(Default)]
struct Walk {
    at: usize,
    lines: usize,
    characters: usize,
}

impl Walk {
    /// Goes on to a range that does not begin before the last one.
    fn to(&mut self, text: &str, range: Range<usize>) -> Place {
        let passed = &text[self.at..range.start];
        let line_start = passed.rfind('\n').map(|newline| newline + 1);
        if let Some(line_start) = line_start {
            self.lines += passed.bytes().filter(|b| *b == b'\n').count();
            self.characters = passed[line_start..].chars().count();
        } else {
            self.characters += passed.chars().count();
        }
        self.at = range.start;
        Place { line: self.lines + 1, column: self.characters + 1, range }
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
        let mut ranged: Vec<(Option<Range<usize>>, &Diagnostic)> = list
            .into_iter()
            .map(|d| (d.location.as_ref().map(|l| byte_range(l, text)), d))
            .collect();
        ranged.sort_by_key(|(range, _)| range.as_ref().map(|range| range.start));
        let mut walk = Walk::default();
        let mut placed: Vec<(Option<Place>, &Diagnostic)> = ranged
            .into_iter()
            .map(|(range, d)| (range.map(|range| walk.to(text, range)), d))
            .collect();
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
        let mut cut = None;
        if let (Some(place), Some(location)) = (&place, &diagnostic.location) {
            let (excerpt, span) = excerpt(text, place);
            let shown = excerpt[..span.start].chars().count() + 1;
            let at = |column| format!("{}:{}:{column}", location.source, place.line);
            cut = (shown != place.column).then(|| (at(shown), at(place.column)));
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
        let mut rendered = renderer.render(&[group]);
        // The renderer counts columns from where the line was cut.
        if let Some((shown, meant)) = cut {
            rendered = rendered.replacen(&shown, &meant, 1);
        }
        writeln!(out, "{rendered}\n")
    }
}

/// The line of a place, cut to a readable width, and where in it the place is.
fn excerpt<'t>(text: &'t str, place: &Place) -> (&'t str, Range<usize>) {
    const AROUND: usize = 160;
    let start = place.range.start;
    let from = floor(text, start.saturating_sub(AROUND));
    let from = text[from..start].rfind('\n').map_or(from, |newline| from + newline + 1);
    let to = floor(text, start + AROUND);
    let to = text[start..to].find('\n').map_or(to, |newline| start + newline);
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
