//! `init --ci`: the pipeline that checks every change, and publishes.

use std::path::{Path, PathBuf};

use super::{AuthorError, write_new};

/// Who runs the pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Pipeline {
    /// GitHub Actions.
    Github,
    /// GitLab CI/CD.
    Gitlab,
}

/// Writes the pipeline of a site, and that git keeps bytes as they are.
pub fn init_pipeline(dir: &Path, pipeline: Pipeline) -> Result<Vec<PathBuf>, AuthorError> {
    write_new(&files(dir, pipeline))
}

pub(super) fn files(dir: &Path, pipeline: Pipeline) -> Vec<(PathBuf, Vec<u8>)> {
    let (path, text) = match pipeline {
        Pipeline::Github => (".github/workflows/site.yml", include_str!("pipeline/github.yml")),
        Pipeline::Gitlab => (".gitlab-ci.yml", include_str!("pipeline/gitlab.yml")),
    };
    let text = text.replace("@VERSION@", env!("CARGO_PKG_VERSION"));
    let attributes = include_bytes!("pipeline/gitattributes");
    vec![(dir.join(path), text.into_bytes()), (dir.join(".gitattributes"), attributes.to_vec())]
}
