//! `bollettino index`: the publications index, without building the site.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use super::{FAILED, configured, now, report, usage};
use crate::cli::{Global, IndexFilter, IndexFormat};
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::identity::Lang;
use crate::plan::Exchange;
use crate::publication::{Kind, Status};
use crate::render::exchange::{Catalogue, write};
use crate::select::Audience;
use crate::site::load_index;

mod table;

/// Prints the index.
pub fn run(global: &Global, format: IndexFormat, filter: &IndexFilter) -> ExitCode {
    print(global, format, filter).unwrap_or_else(|code| code)
}

fn print(global: &Global, format: IndexFormat, filter: &IndexFilter) -> Result<ExitCode, ExitCode> {
    let now = now(global)?;
    let (sources, config) = configured(global)?;
    let wanted = Wanted::read(filter, &config)?;
    let mut out = Diagnostics::new();
    let files = matches!(format, IndexFormat::Json | IndexFormat::Csv);
    let policy = config.policy.clone();
    let holdings = load_index(&sources, config, Audience::public(now), files, &mut out);
    let mut catalogue = Catalogue::of(holdings.shelf());
    wanted.check_labels(&catalogue)?;
    catalogue.records.retain(|record| wanted.has(record));
    if !wanted.langs.is_empty() {
        for record in &mut catalogue.records {
            record.editions.retain(|edition| wanted.langs.contains(edition.lang));
        }
        catalogue.records.retain(|record| !record.editions.is_empty());
    }
    let printed = match exchange(format) {
        Some(format) => write(&catalogue, format),
        None => Ok(table::write(&catalogue, width()).into_bytes()),
    };
    let said = match printed {
        Ok(bytes) => put(&bytes),
        Err(fault) => {
            out.push(*fault);
            Ok(())
        }
    };
    let errors = report_errors(global, out, &policy);
    // The process ends here: what it holds is given back at once and not piece by piece.
    std::mem::forget(catalogue);
    std::mem::forget(holdings);
    Ok(if said.is_err() || errors { ExitCode::from(FAILED) } else { ExitCode::SUCCESS })
}

/// The format in which the site has the index too; none for the table.
fn exchange(format: IndexFormat) -> Option<Exchange> {
    Some(match format {
        IndexFormat::Table => return None,
        IndexFormat::Json => Exchange::Json,
        IndexFormat::Csv => Exchange::Csv,
        IndexFormat::Bibtex => Exchange::Bibtex,
        IndexFormat::Ris => Exchange::Ris,
        IndexFormat::CslJson => Exchange::CslJson,
    })
}

/// Writes the result. Whoever reads it may stop reading.
fn put(bytes: &[u8]) -> std::io::Result<()> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => {
            super::complain(&format!("cannot write the index: {error}"));
            Err(error)
        }
        Ok(()) => Ok(()),
    }
}

/// How many columns a terminal has; a pipe has no end.
fn width() -> Option<usize> {
    let (terminal_size::Width(columns), _) = terminal_size::terminal_size()?;
    std::io::stdout().is_terminal().then_some(usize::from(columns))
}

/// Errors keep publications out, so they are said; all else is for `check`.
fn report_errors(global: &Global, out: Diagnostics, policy: &crate::diagnostics::Policy) -> bool {
    let mut errors = Diagnostics::new();
    let is_error = |fault: &Diagnostic| fault.severity == Severity::Error;
    errors.extend(out.into_iter().filter(is_error));
    report(global, errors, policy).errors > 0
}

/// Which publications are asked for: of each sort of condition, any one.
struct Wanted {
    langs: BTreeSet<Lang>,
    kinds: BTreeSet<Kind>,
    years: BTreeSet<i16>,
    topics: BTreeSet<String>,
    series: BTreeSet<String>,
    statuses: BTreeSet<&'static str>,
}

impl Wanted {
    /// The conditions as typed, held against what a site can have.
    fn read(filter: &IndexFilter, config: &Config) -> Result<Self, ExitCode> {
        let mut langs = BTreeSet::new();
        for tag in &filter.lang {
            let lang = Lang::new(tag);
            if config.stage(&lang).is_none() {
                let known = config.languages.iter().map(|(lang, _)| lang.as_str());
                return Err(unknown("language of this site", tag, known));
            }
            langs.insert(lang);
        }
        let mut kinds = BTreeSet::new();
        for id in &filter.kind {
            let all = || config.catalogue.iter().copied();
            match all().find(|kind| kind.id() == id || kind.spec().folder == id) {
                Some(kind) => kinds.insert(kind),
                None => return Err(unknown("kind in the index", id, all().map(Kind::id))),
            };
        }
        let mut statuses = BTreeSet::new();
        for id in &filter.status {
            let all = || Status::ALL.iter().map(|status| status.id());
            match all().find(|known| known == id) {
                Some(status) => statuses.insert(status),
                None => return Err(unknown("status", id, all())),
            };
        }
        Ok(Self {
            langs,
            kinds,
            years: filter.year.iter().copied().collect(),
            topics: filter.topic.iter().cloned().collect(),
            series: filter.series.iter().cloned().collect(),
            statuses,
        })
    }

    /// Topics and series that nothing has are slips of the pen.
    fn check_labels(&self, catalogue: &Catalogue<'_>) -> Result<(), ExitCode> {
        let records = &catalogue.records;
        let topics: BTreeSet<&str> = records.iter().flat_map(|r| r.topics.clone()).collect();
        let series: BTreeSet<&str> = records.iter().filter_map(|record| record.series).collect();
        for (what, asked, known) in [
            ("topic in the index", &self.topics, topics),
            ("series in the index", &self.series, series),
        ] {
            if let Some(id) = asked.iter().find(|id| !known.contains(id.as_str())) {
                return Err(unknown(what, id, known.iter().copied()));
            }
        }
        Ok(())
    }

    fn has(&self, record: &crate::render::exchange::Record<'_>) -> bool {
        let is_in = |set: &BTreeSet<String>, id: &str| set.contains(id);
        let status = || record.status.map(Status::id);
        (self.kinds.is_empty() || self.kinds.contains(&record.kind))
            && (self.years.is_empty() || self.years.contains(&record.published()))
            && (self.topics.is_empty() || record.topics.iter().any(|id| is_in(&self.topics, id)))
            && (self.series.is_empty() || record.series.is_some_and(|id| is_in(&self.series, id)))
            && (self.statuses.is_empty() || status().is_some_and(|id| self.statuses.contains(id)))
    }
}

fn unknown<'k>(what: &str, id: &str, known: impl Iterator<Item = &'k str> + Clone) -> ExitCode {
    let help = did_you_mean(id, known.clone()).unwrap_or_else(|| {
        let known: Vec<&str> = known.collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        format!("known: {known}")
    });
    usage(&format!("`{id}` is not a {what}; {help}"))
}
