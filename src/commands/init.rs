//! `bollettino init DIR`: a new site that builds at once.

use std::path::Path;
use std::process::ExitCode;

use super::{FAILED, complain, say};
use crate::author;
use crate::cli::Global;

/// Makes a new site.
pub fn run(global: &Global, dir: &Path) -> ExitCode {
    match author::init(dir) {
        Ok(files) => {
            if !global.quiet {
                let dir = dir.display();
                say(&format!(
                    "Made `{dir}` with {} files.\n\nNext:\n  bollettino build --site {dir}",
                    files.len()
                ));
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(FAILED)
        }
    }
}
