//! `bollettino completions SHELL`.

use std::process::ExitCode;

use clap::CommandFactory;

use crate::cli::Cli;

/// Prints completions for a shell.
pub fn run(shell: clap_complete::Shell) -> ExitCode {
    clap_complete::generate(shell, &mut Cli::command(), "bollettino", &mut std::io::stdout());
    ExitCode::SUCCESS
}
