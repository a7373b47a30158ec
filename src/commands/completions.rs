//! `bollettino completions SHELL`.

use std::process::ExitCode;

use clap::CommandFactory;

use super::say;
use crate::cli::Cli;

/// Prints completions for a shell.
pub fn run(shell: clap_complete::Shell) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "bollettino", &mut script);
    say(String::from_utf8_lossy(&script).trim_end());
    ExitCode::SUCCESS
}
