//! The commands, one file each: the only part that prints and that asks the clock.

pub mod build;
pub mod check;
pub mod completions;
pub mod due;
pub mod explain;
pub mod headers;
pub mod index;
pub mod init;
pub mod languages;
pub mod new;
pub mod preview;
mod progress;
pub mod proof;
pub mod publish;
mod redaction;
mod signing;
pub mod translations;
pub mod verify;
pub mod withdraw;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::author::AuthorError;
use crate::cli::{Color, Global};
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Diagnostics, Policy, Reporter, Severity};
use crate::publication::parse_date;
use crate::select::Audience;
use crate::site::Options;
use crate::sources::Sources;
use crate::{messages, theme};
use redaction::Redaction;

/// The site has errors.
const FAILED: u8 = 1;
/// The command line is wrong.
const USAGE: u8 = 2;
/// Published, but something that is due was held back.
const HELD: u8 = 3;

/// What a run shows besides what the public sees.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Drafts.
    pub drafts: bool,
    /// A language whose interface is in disguise.
    pub pseudo: bool,
}

impl Shown {
    /// How a site is loaded to show it.
    fn options(self, now: Timestamp) -> Options {
        let audience = Audience { drafts: self.drafts, ..Audience::public(now) };
        Options { pseudo: self.pseudo, ..Options::new(audience) }
    }
}

/// Says what is wrong with the command line.
fn usage(message: &str) -> ExitCode {
    complain(message);
    ExitCode::from(USAGE)
}

fn complain(message: &str) {
    // Nobody is left to tell when stderr is closed.
    let _ = writeln!(std::io::stderr(), "error: {message}");
}

/// Says what does not stop the command.
fn complain_softly(message: &str) {
    let _ = writeln!(std::io::stderr(), "warning: {message}");
}

/// Prints a line of a command's result.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// The time that decides what is due: `--now`, else the clock.
fn now(global: &Global) -> Result<Timestamp, ExitCode> {
    match &global.now {
        None => Ok(clock()),
        Some(text) => match parse_date(text, &time_zone(global)) {
            Ok(date) => Ok(date.instant(&time_zone(global))),
            Err(help) => Err(usage(&format!("--now {text}: {help}"))),
        },
    }
}

#[expect(clippy::disallowed_methods, reason = "the only place that asks the clock")]
fn clock() -> Timestamp {
    Timestamp::now()
}

/// The site's time zone, as far as its configuration can be read.
fn time_zone(global: &Global) -> TimeZone {
    let sources = Sources::settings(&global.site);
    Config::read(&sources, &mut Diagnostics::new()).map_or(TimeZone::UTC, |config| config.time_zone)
}

/// The site's files and configuration, for commands that write into the site.
fn configured(global: &Global) -> Result<(Sources, Config), ExitCode> {
    configured_with_faults(global).map(|(sources, config, _)| (sources, config))
}

/// The same with what is wrong with them.
fn configured_with_faults(global: &Global) -> Result<(Sources, Config, Diagnostics), ExitCode> {
    let mut out = Diagnostics::new();
    let sources = Sources::open(&global.site, &mut out);
    match Config::read(&sources, &mut out) {
        Some(config) => Ok((sources, config, out)),
        None => {
            report(global, out, &Policy::default());
            Err(ExitCode::from(FAILED))
        }
    }
}

/// Says which files a command wrote, or why it did not.
fn written(result: Result<Vec<PathBuf>, AuthorError>) -> ExitCode {
    match result {
        Ok(files) => {
            for file in files {
                say(&file.display().to_string());
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(FAILED)
        }
    }
}

/// Prints diagnostics on stderr in source order and says whether the site has errors.
fn report(global: &Global, mut diagnostics: Diagnostics, policy: &Policy) -> Outcome {
    diagnostics.apply(policy);
    diagnostics.drop_repeats();
    let outcome = Outcome {
        errors: diagnostics.count(Severity::Error),
        warnings: diagnostics.count(Severity::Warning),
        overdue: diagnostics.count(Severity::Overdue),
    };
    if diagnostics.is_empty() {
        return outcome;
    }
    let redaction = Redaction::new(global);
    let shown = |d: &&Diagnostic| !global.quiet || d.severity == Severity::Error;
    let sources = Sources::settings(&global.site);
    let own = |id: &_| theme::show(id).or_else(|| messages::show(id));
    let read = |id: &_| own(id).or_else(|| sources.show(id));
    let diagnostics = redaction.diagnostics(diagnostics, read);
    let show = |id: &_| read(id).map(|text| redaction.lines(text));
    let mut stderr = std::io::stderr().lock();
    let reporter = Reporter::new(global.message_format, colored(global), show);
    // Nobody is left to tell when stderr is closed.
    let _ = reporter.print(diagnostics.iter().filter(shown), &mut stderr);
    outcome
}

/// How many diagnostics of each severity there were.
struct Outcome {
    errors: usize,
    warnings: usize,
    overdue: usize,
}

impl Outcome {
    /// `1 error, 2 warnings`, or nothing.
    fn summary(&self) -> String {
        let counted = [(self.errors, "error"), (self.warnings, "warning")];
        let mut parts: Vec<String> = counted
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| format!("{count} {name}{}", if *count == 1 { "" } else { "s" }))
            .collect();
        if self.overdue > 0 {
            parts.push(format!("{} overdue", self.overdue));
        }
        parts.join(", ")
    }
}

fn colored(global: &Global) -> bool {
    match global.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}
