//! `bollettino init DIR`: a new site that builds at once.

use std::path::Path;
use std::process::ExitCode;

use super::{FAILED, complain, say, written};
use crate::author::{self, Pipeline};
use crate::cli::Global;

/// Makes a new site, or the pipeline of one that is there.
pub fn run(global: &Global, dir: &Path, pipeline: Option<Pipeline>) -> ExitCode {
    let is_there = dir.join("site.yaml").exists();
    if let Some(pipeline) = pipeline.filter(|_| is_there) {
        return written(author::init_pipeline(dir, pipeline));
    }
    match author::init(dir, pipeline) {
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
