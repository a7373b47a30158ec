//! `bollettino due`: what comes next, and whether it will go out.

use std::process::ExitCode;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::redaction::Redaction;
use super::{FAILED, complain_softly, now, report, say, usage};
use crate::cli::{Due as Arguments, Global, StatusFormat};
use crate::diagnostics::{Diagnostics, Policy, Severity};
use crate::identity::{Lang, PublicationId};
use crate::publish::Live;
use crate::select::{Audience, Hidden};
use crate::site::{Contents, Due, Loaded, Obstacle, Options, due};

/// Shows what is due.
pub fn run(global: &Global, arguments: &Arguments) -> ExitCode {
    show(global, arguments).unwrap_or_else(|code| code)
}

fn show(global: &Global, arguments: &Arguments) -> Result<ExitCode, ExitCode> {
    let now = now(global)?;
    let contents = Contents::read(&global.site, 0).map_err(|faults| {
        report(global, faults, &Policy::default());
        ExitCode::from(FAILED)
    })?;
    let zone = contents.config().time_zone.clone();
    let until = now.to_zoned(zone.clone()).checked_add(arguments.within);
    let until = until.map_err(|error| usage(&format!("--within {}: {error}", arguments.within)))?;
    let live = arguments.to.as_ref().map(|to| live(global, to)).transpose()?;
    // Where nobody says what is out, what lies back is told only where a gate holds it.
    let is_out = |id: &PublicationId| live.as_ref().is_none_or(|live| live.has(id));
    let dues = due(&contents, now, until.timestamp(), &is_out);
    let page = Page { now, zone, redaction: Redaction::new(global) };
    match arguments.format {
        StatusFormat::Table => page.print(&dues, arguments, global.quiet),
        StatusFormat::Json => say(&page.as_json(&dues).to_string()),
    }
    let errors = errors(&contents, now);
    if errors > 0 {
        let errors = count(errors, "error");
        complain_softly(&format!(
            "the site has {errors} now, and nothing goes out before they are mended: run \
             `bollettino check`"
        ));
    }
    let is_held = dues.iter().any(|due| !due.is_ready());
    let failed = arguments.fail_on.is_some() && is_held;
    Ok(if failed { ExitCode::from(FAILED) } else { ExitCode::SUCCESS })
}

/// What is out on a target.
fn live(global: &Global, to: &str) -> Result<Live, ExitCode> {
    let live = super::publish::open(to, false).and_then(|target| Live::of(&*target));
    live.map_err(|fault| {
        let mut faults = Diagnostics::new();
        faults.push(fault);
        report(global, faults, &Policy::default());
        ExitCode::from(FAILED)
    })
}

/// How many errors the site has now.
fn errors(contents: &Contents, now: Timestamp) -> usize {
    let options = Options::new(Audience::public(now));
    let Loaded { mut diagnostics, policy, .. } = contents.site(&options);
    diagnostics.apply(&policy);
    diagnostics.drop_repeats();
    diagnostics.count(Severity::Error)
}

/// `1 error`, `2 errors`.
fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

struct Page {
    now: Timestamp,
    zone: TimeZone,
    redaction: Redaction,
}

impl Page {
    /// A line for each that is ready, and for each thing that holds another.
    fn print(&self, dues: &[Due], arguments: &Arguments, quiet: bool) {
        for due in dues {
            let (at, name) = (self.at(due.at), self.redaction.name(&due.publication));
            if due.is_ready() {
                say(&format!("{at} {name} READY ({})", listed(&due.editions)));
            }
            let state = if due.at > self.now { "WOULD BE HELD" } else { "HELD" };
            for obstacle in &due.obstacles {
                let (problem, mend) = words(obstacle, due, name, &self.local(due.at.max(self.now)));
                say(&format!("{at} {name} {state}: {problem}; {mend}"));
            }
        }
        if dues.is_empty() && !quiet {
            say(&format!("Nothing is due within {:#}, and nothing is held.", arguments.within));
        }
    }

    fn as_json(&self, dues: &[Due]) -> Value {
        let due = |due: &Due| {
            let name = self.redaction.name(&due.publication);
            let obstacle = |obstacle: &Obstacle| {
                let (problem, mend) = words(obstacle, due, name, &self.local(due.at.max(self.now)));
                json!({"kind": kind(obstacle), "problem": problem, "help": mend})
            };
            json!({
                "at": due.at.to_zoned(self.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
                "publication": name,
                "languages": due.editions.iter().map(Lang::as_str).collect::<Vec<_>>(),
                "ready": due.is_ready(),
                "obstacles": due.obstacles.iter().map(obstacle).collect::<Vec<_>>(),
            })
        };
        json!({ "due": dues.iter().map(due).collect::<Vec<_>>() })
    }

    /// The hour, with its day unless it is today.
    fn at(&self, at: Timestamp) -> String {
        let (at, now) = (at.to_zoned(self.zone.clone()), self.now.to_zoned(self.zone.clone()));
        let form = if at.date() == now.date() { "%H:%M" } else { "%Y-%m-%d %H:%M" };
        at.strftime(form).to_string()
    }

    /// As `--now` takes it.
    fn local(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string()
    }
}

fn listed(langs: &[Lang]) -> String {
    langs.iter().map(Lang::as_str).collect::<Vec<_>>().join(", ")
}

fn kind(obstacle: &Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Gate(Hidden::Draft) => "draft",
        Obstacle::Gate(Hidden::NotDue) => "not-due",
        Obstacle::Gate(Hidden::Restricted(_)) => "restricted",
        Obstacle::Gate(Hidden::Incomplete(_)) => "missing",
        Obstacle::Gate(Hidden::Unaccepted(_)) => "unaccepted",
        Obstacle::Gate(Hidden::Preparing) => "preparing",
        Obstacle::Gate(Hidden::Held) => "held",
        Obstacle::Stale { .. } => "stale",
        Obstacle::Faults(_) => "errors",
    }
}

/// What holds it, and what to do.
fn words(obstacle: &Obstacle, due: &Due, name: &str, at: &str) -> (String, String) {
    match obstacle {
        Obstacle::Gate(hidden) => gate(hidden, due, name),
        Obstacle::Stale { lang, blocks } => (
            format!("{lang}, {}", count(*blocks as usize, "stale paragraph")),
            format!("run `bollettino translations status {name} {lang}`"),
        ),
        Obstacle::Faults(faults) => {
            (count(faults.len(), "error"), format!("run `bollettino check --now {at}`"))
        }
    }
}

fn gate(hidden: &Hidden, due: &Due, name: &str) -> (String, String) {
    let facts = || facts_of(&due.publication, name);
    match hidden {
        Hidden::Draft => {
            ("it is a draft".to_owned(), format!("remove `draft: true` from {}", facts()))
        }
        Hidden::Restricted(tlp) => (
            format!("it is marked {}", tlp.label()),
            format!("only TLP:CLEAR goes out: see {}", facts()),
        ),
        Hidden::Incomplete(lang) => {
            (format!("{lang}, no edition"), format!("write `{lang}.md` in {name}"))
        }
        Hidden::Unaccepted(lang) => (
            format!("{lang}, never accepted"),
            format!("run `bollettino translations accept {name} {lang}`"),
        ),
        Hidden::Preparing => (
            "its languages are in preparation".to_owned(),
            "add an edition in another one, or change `stage` in site.yaml".to_owned(),
        ),
        Hidden::NotDue | Hidden::Held => ("it is held back".to_owned(), format!("see {}", facts())),
    }
}

/// The file that says when and to whom a publication is shown.
fn facts_of(id: &PublicationId, name: &str) -> String {
    match id.as_str() == name {
        true => id.source("publication.yaml").to_string(),
        false => "its publication.yaml".to_owned(),
    }
}
