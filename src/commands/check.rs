//! `bollettino check`: everything that `build` does, without writing, and what takes longer: every
//! page is parsed and held against the site's own Content-Security-Policy.

use std::process::ExitCode;

use super::{FAILED, Shown, now, progress, report, say};
use crate::cli::{Deny, Global};
use crate::sinks::{Checker, deliver};
use crate::site::{self, Loaded};

/// Checks the site.
pub fn run(global: &Global, deny: &[Deny], shown: Shown) -> ExitCode {
    let now = match now(global) {
        Ok(now) => now,
        Err(code) => return code,
    };
    let Loaded { site, mut diagnostics, policy } = site::load(&global.site, &shown.options(now));
    if let Some(site) = &site {
        let bar = progress::bar(global, site.plan.iter().len(), "Checking");
        let checker = Checker::default();
        if let Err(faults) = deliver(site, &checker, &|| bar.inc(1)) {
            diagnostics.append(faults);
        }
        diagnostics.append(checker.faults(site));
        bar.finish_and_clear();
    }
    let outcome = report(global, diagnostics, &policy);
    let denied = outcome.errors > 0
        || (deny.contains(&Deny::Warnings) && outcome.warnings > 0)
        || (deny.contains(&Deny::Overdue) && outcome.overdue > 0);
    if denied || site.is_none() {
        super::complain(&outcome.summary());
        return ExitCode::from(FAILED);
    }
    if !global.quiet {
        let files = site.map_or(0, |site| site.plan.iter().len());
        let rest = outcome.summary();
        let rest = if rest.is_empty() { String::new() } else { format!(" ({rest})") };
        say(&format!("{files} pages and files checked: no errors{rest}."));
    }
    ExitCode::SUCCESS
}
