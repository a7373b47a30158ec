//! A folder that is replaced as a whole, by a complete build only.
//!
//! A build is written to a folder beside the target and swapped in by rename. Until then the
//! target is as it was, whatever happens: bad input, a full disk, Ctrl-C. A folder that this
//! program did not make is never touched.

#![expect(clippy::disallowed_methods, reason = "a sink writes what was built")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{FormerBuild, Sink};
use crate::diagnostics::{Diagnostic, OUTPUT};
use crate::render::{Artifact, Content};
use crate::site::Site;
use crate::sources::FileDigest;

/// The file by which a folder is known to be this program's.
pub const MARKER: &str = ".bollettino";
const MARKER_TEXT: &str = "Made by bollettino build, which replaces this folder as a whole.\n";

/// A folder being filled beside its target.
#[derive(Debug)]
pub struct OutputFolder {
    target: PathBuf,
    staging: PathBuf,
    /// Held locked while the folder is being filled, so that another run knows that it is in use.
    _lock: File,
    committed: bool,
}

impl OutputFolder {
    /// Prepares to replace `target`, or what it leads to where it is a symbolic link; refuses a
    /// folder with files that are not this program's.
    pub fn stage(target: &Path) -> Result<OutputFolder, Diagnostic> {
        let target = followed(target).map_err(|e| failed("find", target, &e))?;
        if is_foreign(&target).map_err(|e| failed("list", &target, &e))? {
            return Err(OUTPUT
                .nowhere(format!(
                    "`{}` was not made by this program and is left alone",
                    target.display()
                ))
                .help("name another folder with `--out`, or remove this one yourself"));
        }
        OutputFolder::stage_over(target)
    }

    /// The same, whatever is in the folder, which no link leads to: for those who take over what
    /// is not theirs.
    pub fn stage_over(target: PathBuf) -> Result<OutputFolder, Diagnostic> {
        let (parent, name) = parent_and_name(&target);
        fs::create_dir_all(&parent).map_err(|e| failed("make", &parent, &e))?;
        restore(&target, &parent, &name);
        sweep(&parent, &name);
        let staging = parent.join(format!(".{name}.new-{}", std::process::id()));
        fs::create_dir_all(&staging).map_err(|e| failed("make", &staging, &e))?;
        let marker = staging.join(MARKER);
        fs::write(&marker, MARKER_TEXT).map_err(|e| failed("write", &marker, &e))?;
        let lock = File::open(&marker).map_err(|e| failed("open", &marker, &e))?;
        // Where the file system knows no locks, two runs at once are the user's to avoid.
        let _ = lock.try_lock();
        Ok(OutputFolder { target, staging, _lock: lock, committed: false })
    }

    /// Where a file lies until the folder is put in its place.
    pub fn path(&self, file: &str) -> PathBuf {
        self.staging.join(file)
    }

    /// Writes a file that is not there yet: what is there may be another folder's as well.
    pub fn write(&self, file: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let path = self.path(file);
        in_folder(&path, || File::create_new(&path)?.write_all(bytes))
            .map_err(|e| failed("write", &path, &e))
    }

    /// Copies a file.
    pub fn copy(&self, file: &str, from: &Path) -> Result<(), Diagnostic> {
        let path = self.path(file);
        in_folder(&path, || fs::copy(from, &path))
            .map(drop)
            .map_err(|e| failed("copy to", &path, &e))
    }

    /// Has a file in common with another folder; copies it where that cannot be.
    pub fn share(&self, file: &str, from: &Path) -> Result<(), Diagnostic> {
        let path = self.path(file);
        match in_folder(&path, || fs::hard_link(from, &path)) {
            Ok(()) => Ok(()),
            Err(_) => self.copy(file, from),
        }
    }

    /// Takes over the manifests that came before.
    pub fn carry_over(&self, former: &FormerBuild) -> Result<(), Diagnostic> {
        for (from, name) in former.manifests()? {
            if !self.path(&name).exists() {
                self.copy(&name, &from)?;
            }
        }
        Ok(())
    }

    /// Puts the finished folder in the target's place.
    pub fn commit(self) -> Result<(), Diagnostic> {
        match self.replace()? {
            Some(old) => fs::remove_dir_all(&old).map_err(|e| failed("remove", &old, &e)),
            None => Ok(()),
        }
    }

    /// The same, and keeps what was there in the place of what was kept before.
    pub fn commit_keeping(self, kept: &Path) -> Result<(), Diagnostic> {
        let Some(old) = self.replace()? else { return Ok(()) };
        if kept.exists() {
            fs::remove_dir_all(kept).map_err(|e| failed("remove", kept, &e))?;
        }
        fs::rename(&old, kept).map_err(|e| failed("keep", kept, &e))
    }

    /// Puts the folder in the target's place and says where what was there is now.
    fn replace(mut self) -> Result<Option<PathBuf>, Diagnostic> {
        if !self.target.exists() {
            fs::rename(&self.staging, &self.target)
                .map_err(|e| failed("replace", &self.target, &e))?;
            self.committed = true;
            return Ok(None);
        }
        if exchange(&self.staging, &self.target).map_err(|e| failed("replace", &self.target, &e))? {
            self.committed = true;
            return Ok(Some(self.staging.clone()));
        }
        let (_, name) = parent_and_name(&self.target);
        let old = self.target.with_file_name(format!(".{name}.old-{}", std::process::id()));
        fs::rename(&self.target, &old).map_err(|e| failed("move", &self.target, &e))?;
        if let Err(error) = fs::rename(&self.staging, &self.target) {
            fs::rename(&old, &self.target).map_err(|e| failed("restore", &self.target, &e))?;
            return Err(failed("replace", &self.target, &error));
        }
        self.committed = true;
        Ok(Some(old))
    }
}

/// Exchanges two folders at once, so that at every moment both names lead to one. Says whether
/// the system can.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// The folder that a folder lies in, and its name.
fn parent_and_name(target: &Path) -> (PathBuf, String) {
    let name = target.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    (target.parent().unwrap_or(target).to_owned(), name)
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        if !self.committed {
            // What cannot be removed now is swept by the next build.
            let _ = fs::remove_dir_all(&self.staging);
        }
    }
}

impl Sink for OutputFolder {
    fn put(&self, site: &Site, artifact: &Artifact) -> Result<FileDigest, Diagnostic> {
        let path = self.staging.join(artifact.address.file());
        // Most pages have a folder of their own, which need not be missed first.
        if let Some(folder) = path.parent().filter(|_| artifact.address.as_str().ends_with('/')) {
            fs::create_dir_all(folder).map_err(|e| failed("make", folder, &e))?;
        }
        match &artifact.content {
            Content::Bytes(bytes) => {
                in_folder(&path, || fs::write(&path, bytes))
                    .map_err(|e| failed("write", &path, &e))?;
                Ok(FileDigest::of(bytes))
            }
            Content::File(source) => {
                let from = site.sources.path(source);
                in_folder(&path, || fs::copy(&from, &path))
                    .map_err(|e| failed("copy to", &path, &e))?;
                site.sources.digest(source)
            }
        }
    }
}

/// Writes one file beside its place and moves it there, so that it is never half there.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.new-{}", std::process::id()));
    let written =
        in_folder(&beside, || fs::write(&beside, bytes)).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // What cannot be removed was not written.
        let _ = fs::remove_file(&beside);
        failed("write", path, &error)
    })
}

/// Does something with a path; makes its folder when that is what is missing.
fn in_folder<T>(path: &Path, mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    match act() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            act()
        }
        result => result,
    }
}

/// How many symbolic links may lead to one another.
const MOST_LINKS: usize = 40;

/// Where a path leads through symbolic links, whether something is there or not: a link stays, and
/// what it leads to is replaced.
pub fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = std::path::absolute(path)?;
    for _ in 0..MOST_LINKS {
        if !path.is_symlink() {
            return Ok(path);
        }
        let to = fs::read_link(&path)?;
        path = path.parent().map_or_else(|| to.clone(), |folder| folder.join(&to));
    }
    Err(io::Error::other("too many symbolic links lead to one another"))
}

/// Whether a folder holds something that this program did not put there.
fn is_foreign(target: &Path) -> io::Result<bool> {
    if !target.exists() || target.join(MARKER).is_file() {
        return Ok(false);
    }
    Ok(fs::read_dir(target)?.next().is_some())
}

/// Puts back the last complete build, where a run was interrupted between moving it away and
/// putting the new one in its place.
fn restore(target: &Path, parent: &Path, name: &str) {
    if target.exists() {
        return;
    }
    let Ok(entries) = fs::read_dir(parent) else { return };
    let is_old = |path: &PathBuf| {
        let file_name = path.file_name().map(|n| n.to_string_lossy().into_owned());
        file_name.is_some_and(|n| n.starts_with(&format!(".{name}.old-")))
            && path.join(MARKER).is_file()
    };
    if let Some(old) = entries.flatten().map(|entry| entry.path()).find(is_old) {
        // When it cannot be put back it stays where it is, and the build goes on.
        let _ = fs::rename(old, target);
    }
}

/// Removes what interrupted runs left beside the target, unless a run still holds it.
fn sweep(parent: &Path, name: &str) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let file_name = entry.file_name().to_string_lossy().into_owned();
        let leftover = [".new-", ".old-"].iter().any(|mark| {
            file_name.strip_prefix(&format!(".{name}")).is_some_and(|rest| rest.starts_with(mark))
        });
        if !leftover {
            continue;
        }
        let is_free =
            File::open(entry.path().join(MARKER)).is_ok_and(|file| file.try_lock().is_ok());
        if is_free {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

pub(crate) fn failed(what: &str, path: &Path, error: &io::Error) -> Diagnostic {
    OUTPUT.nowhere(format!("cannot {what} `{}`: {error}", path.display()))
}
