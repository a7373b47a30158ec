//! `bollettino index`: the publications index, without building the site.

mod table;
mod wanted;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use super::{FAILED, complain, complain_softly, configured_with_faults, now, report};
use crate::cli::{Global, IndexFilter, IndexFormat};
use crate::diagnostics::{Diagnostic, Diagnostics, Policy, Severity};
use crate::plan::Exchange;
use crate::render::exchange::{Catalogue, write};
use crate::select::Audience;
use crate::site::load_index;
use wanted::Wanted;

/// Prints the index.
pub fn run(global: &Global, format: IndexFormat, filter: &IndexFilter) -> ExitCode {
    print(global, format, filter).unwrap_or_else(|code| code)
}

fn print(global: &Global, format: IndexFormat, filter: &IndexFilter) -> Result<ExitCode, ExitCode> {
    let now = now(global)?;
    let (sources, config, mut out) = configured_with_faults(global)?;
    let wanted = Wanted::read(filter, &config)?;
    let files = matches!(format, IndexFormat::Json | IndexFormat::Csv);
    let policy = config.policy.clone();
    let holdings = load_index(&sources, config, Audience::public(now), files, &mut out);
    let mut catalogue = Catalogue::of(holdings.shelf());
    if let Err(code) = wanted.check_labels(&catalogue) {
        // What is not known may stand in what could not be read.
        report_errors(global, out, &policy);
        return Err(code);
    }
    let was_empty = catalogue.records.is_empty();
    wanted.narrow(&mut catalogue);
    if catalogue.records.is_empty() && !was_empty && !global.quiet {
        complain_softly("no publication of the index meets all of these conditions");
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
            complain(&format!("cannot write the index: {error}"));
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
fn report_errors(global: &Global, out: Diagnostics, policy: &Policy) -> bool {
    let mut errors = Diagnostics::new();
    let is_error = |fault: &Diagnostic| fault.severity == Severity::Error;
    errors.extend(out.into_iter().filter(is_error));
    report(global, errors, policy).errors > 0
}
