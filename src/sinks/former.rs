//! A build that was made before, whose manifests a new one continues.

#![expect(clippy::disallowed_methods, reason = "what a sink wrote is read back by one")]

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::disk::failed;
use crate::diagnostics::{Diagnostic, MANIFEST_BROKEN};
use crate::seal::Previous;
use crate::seal::manifest::{FOLDER, MOST_BYTES, NEWEST, number_of};

/// A folder with a build in it, or the manifest of one.
#[derive(Debug)]
pub struct FormerBuild {
    /// Its manifest.
    pub manifest: Previous,
    /// The folder; `None` where only a manifest was given.
    folder: Option<PathBuf>,
}

impl FormerBuild {
    /// Reads the manifest at a path, or the newest one of the folder there.
    pub fn read(path: &Path) -> Result<FormerBuild, Diagnostic> {
        let folder = path.is_dir().then(|| path.to_owned());
        let file = folder.as_ref().map_or_else(|| path.to_owned(), |folder| folder.join(NEWEST));
        let bytes = read_bounded(&file).map_err(|e| failed("read", &file, &e))?;
        match Previous::read(&bytes) {
            Ok(manifest) => Ok(FormerBuild { manifest, folder }),
            Err(problem) => {
                Err(MANIFEST_BROKEN.nowhere(format!("`{}`: {problem}", file.display())))
            }
        }
    }

    /// The manifests up to this one, with their signatures: where each lies, and its name in a
    /// build.
    pub(super) fn manifests(&self) -> Result<Vec<(PathBuf, String)>, Diagnostic> {
        let Some(folder) = self.folder.as_ref().map(|folder| folder.join(FOLDER)) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for entry in fs::read_dir(&folder).map_err(|e| failed("list", &folder, &e))? {
            let entry = entry.map_err(|e| failed("list", &folder, &e))?;
            let name = format!("{FOLDER}{}", entry.file_name().to_string_lossy());
            if number_of(&name).is_some_and(|number| number <= self.manifest.manifest.number) {
                found.push((entry.path(), name));
            }
        }
        found.sort();
        Ok(found)
    }
}

/// The bytes of a manifest, no more than one may have and one beyond.
fn read_bounded(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
