//! `bollettino explain CODE`: what a diagnostic means.

use std::process::ExitCode;

use super::{say, usage};
use crate::diagnostics::{ALL, did_you_mean};

/// Explains one code, or lists them all.
pub fn run(code: Option<&str>) -> ExitCode {
    let Some(name) = code else {
        for code in ALL {
            let first = code.explanation.split(". ").next().unwrap_or_default();
            say(&format!("{:<26} {:<8} {first}", code.name, code.severity.as_str()));
        }
        return ExitCode::SUCCESS;
    };
    match ALL.iter().find(|code| code.name == name) {
        Some(code) => {
            say(&format!("{} ({})\n\n{}", code.name, code.severity.as_str(), code.explanation));
            ExitCode::SUCCESS
        }
        None => {
            let help = did_you_mean(name, ALL.iter().map(|code| code.name));
            let help = help.unwrap_or_else(|| "`bollettino explain` lists all codes".to_owned());
            usage(&format!("there is no diagnostic `{name}`: {help}"))
        }
    }
}
