//! `bollettino headers`: what a web server has to be told, as a snippet of its configuration.

use std::process::ExitCode;

use super::{FAILED, Shown, now, report};
use crate::cli::Global;
use crate::render::servers::{Server, snippet};
use crate::site::{self, Loaded};

/// Prints the snippet of a server.
pub fn run(global: &Global, server: Server, base_url: Option<String>) -> ExitCode {
    let now = match now(global) {
        Ok(now) => now,
        Err(code) => return code,
    };
    let shown = Shown { drafts: false, pseudo: false };
    let options = site::Options { base_url, ..shown.options(now) };
    let Loaded { site, diagnostics, policy } = site::load(&global.site, &options);
    let outcome = report(global, diagnostics, &policy);
    match site {
        Some(site) if outcome.errors == 0 => {
            super::say(snippet(&site, server).trim_end());
            ExitCode::SUCCESS
        }
        _ => {
            super::complain(&outcome.summary());
            ExitCode::from(FAILED)
        }
    }
}
