//! The only writer of the author's own folder: `init`, `new`, `languages add`, ledgers, `withdraw`.
//!
//! Each file is written atomically, and none that exists is ever overwritten, except the one line
//! of `site.yaml` that lists the languages, and what is withdrawn.

#![expect(clippy::disallowed_methods, reason = "the only writer of the author's folder")]

mod desk;
mod language;
mod pipeline;
mod publication;
mod starter;
mod translation;
mod withdraw;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use desk::{Desk, Obstacle};
pub use language::add_language;
pub use pipeline::{Pipeline, init_pipeline};
pub use publication::new_publication;
pub use starter::init;
pub use translation::{Busy, Lock, lock, save_edition, save_ledger, try_lock};
pub use withdraw::{Erasure, erase, withdraw};

/// Why something was not written.
#[derive(Debug)]
pub struct AuthorError {
    path: PathBuf,
    problem: String,
}

impl AuthorError {
    fn new(path: &Path, problem: impl fmt::Display) -> Self {
        Self { path: path.to_owned(), problem: problem.to_string() }
    }
}

impl fmt::Display for AuthorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.path.display(), self.problem)
    }
}

impl std::error::Error for AuthorError {}

/// Writes files that must not exist yet; all of them or, as far as possible, none.
fn write_new(files: &[(PathBuf, Vec<u8>)]) -> Result<Vec<PathBuf>, AuthorError> {
    for (path, _) in files {
        if path.exists() {
            return Err(AuthorError::new(path, "exists already and is left alone"));
        }
    }
    let mut written: Vec<PathBuf> = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        if let Err(error) = write_atomically(path, bytes) {
            for done in &written {
                // Best effort: what cannot be removed is named by the error that follows.
                let _ = fs::remove_file(done);
            }
            return Err(AuthorError::new(path, error));
        }
        written.push(path.clone());
    }
    Ok(written)
}

/// Writes a file beside its place and moves it there.
fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = folder.join(format!(".{name}.new-{}", std::process::id()));
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}
