//! A folder of this machine, which a web server serves: replaced as a whole.
//!
//! The new release is made beside it, with what did not change in common with the old one, and
//! swapped in; the old one is kept beside it. Until the swap nothing of the old one is touched.

#![expect(clippy::disallowed_methods, reason = "a target is one of the places that are written")]

use std::collections::BTreeSet;
use std::fs::{self, File as OpenFile, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::Digest as _;

use super::{Headers, Listing, Payload, Session, Target};
use crate::diagnostics::{Diagnostic, TARGET_BUSY};
use crate::digest::Digest;
use crate::seal::Previous;
use crate::seal::manifest::{File, MOST_BYTES, NEWEST};
use crate::sinks::{MARKER, OutputFolder, failed, followed};
use crate::sources::FileDigest;

/// A folder.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at a path, or what that leads to where it is a symbolic link. It need not be
    /// there yet.
    pub fn new(path: &Path) -> Result<Folder, Diagnostic> {
        let path = followed(path).map_err(|e| failed("find", path, &e))?;
        Ok(Folder { path })
    }

    /// Where a file of it lies.
    pub fn path(&self, file: &str) -> PathBuf {
        self.path.join(file)
    }

    /// A name beside the folder that belongs to it.
    fn beside(&self, what: &str) -> PathBuf {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        self.path.with_file_name(format!(".{name}.{what}"))
    }

    fn manifest(&self) -> Option<Previous> {
        Previous::read(&self.read(NEWEST).ok()??).ok()
    }

    /// Keeps what a run that was interrupted after the swap did not come to keep.
    fn rescue(&self) -> io::Result<()> {
        let Some(live) = self.manifest() else { return Ok(()) };
        let parent = self.path.parent().unwrap_or(&self.path);
        let prefix = self.beside("new-");
        let prefix = prefix.file_name().unwrap_or_default().to_string_lossy();
        for entry in fs::read_dir(parent)? {
            let entry = entry?;
            let left = Folder { path: entry.path() };
            let is_left = entry.file_name().to_string_lossy().starts_with(&*prefix);
            let is_former =
                || left.manifest().is_some_and(|m| Some(m.digest) == live.manifest.predecessor);
            if is_left && is_former() {
                let kept = self.beside("previous");
                if kept.exists() {
                    fs::remove_dir_all(&kept)?;
                }
                fs::rename(&left.path, &kept)?;
            }
        }
        Ok(())
    }
}

impl Target for Folder {
    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let path = self.path(path);
        let mut bytes = Vec::new();
        let read = OpenFile::open(&path)
            .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes));
        match read {
            Ok(_) => Ok(Some(bytes)),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(failed("read", &path, &error)),
        }
    }

    fn list(&self) -> Result<Listing, Diagnostic> {
        let mut listing = Listing::new();
        match list(&self.path, "", &mut listing) {
            Err(error) if is_missing(&error) => {}
            other => other.map_err(|e| failed("list", &self.path, &e))?,
        }
        listing.remove(MARKER);
        Ok(listing)
    }

    fn is_intact(&self, file: &File, _: &Listing) -> Result<bool, Diagnostic> {
        let found = digest(&self.path(&file.path))?;
        Ok(found.is_some_and(|found| (found.sha256, found.length) == (file.sha256, file.length)))
    }

    fn kept(&self) -> Option<Folder> {
        let path = self.beside("previous");
        path.is_dir().then_some(Folder { path })
    }

    fn begin(&self) -> Result<Box<dyn Session + '_>, Diagnostic> {
        let parent = self.path.parent().unwrap_or(&self.path);
        fs::create_dir_all(parent).map_err(|e| failed("make", parent, &e))?;
        let path = self.beside("lock");
        let lock = OpenFile::create(&path).map_err(|e| failed("write", &path, &e))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(busy(self)),
            Err(TryLockError::Error(error)) => return Err(failed("lock", &path, &error)),
        }
        self.rescue().map_err(|e| failed("keep what was beside", &self.path, &e))?;
        let staged = OutputFolder::stage_over(self.path.clone())?;
        if let Ok(metadata) = fs::metadata(&self.path) {
            let path = staged.path("");
            fs::set_permissions(&path, metadata.permissions())
                .map_err(|e| failed("prepare", &path, &e))?;
        }
        Ok(Box::new(Staged { folder: self, staged, _lock: lock }))
    }
}

/// A release that is being made beside the folder.
struct Staged<'a> {
    folder: &'a Folder,
    staged: OutputFolder,
    /// Held until the session ends, however it ends.
    _lock: OpenFile,
}

impl Session for Staged<'_> {
    fn unfinished(&self) -> BTreeSet<String> {
        // What was left lies beside the folder and was swept.
        BTreeSet::new()
    }

    fn announce(&self, _: &BTreeSet<String>) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn put(&self, path: &str, content: &Payload, _: &Headers) -> Result<FileDigest, Diagnostic> {
        match content {
            Payload::Bytes(bytes) => {
                self.staged.write(path, bytes)?;
                Ok(FileDigest::of(bytes))
            }
            Payload::File(from) => {
                self.staged.copy(path, from)?;
                let copied = self.staged.path(path);
                digest(&copied)?.ok_or_else(|| vanished(&copied))
            }
        }
    }

    fn leave(&self, path: &str) -> Result<(), Diagnostic> {
        self.staged.share(path, &self.folder.path(path))
    }

    fn read_back(&self, path: &str) -> Result<Option<FileDigest>, Diagnostic> {
        digest(&self.staged.path(path))
    }

    fn switch(&self, manifest: &[u8], _: &Headers) -> Result<(), Diagnostic> {
        self.staged.write(NEWEST, manifest)
    }

    fn remove(&self, _: &str) -> Result<(), Diagnostic> {
        // What was not put and not left is not there.
        Ok(())
    }

    fn finish(self: Box<Self>, keep: bool) -> Result<(), Diagnostic> {
        let kept = self.folder.beside("previous");
        if keep {
            return self.staged.commit_keeping(&kept);
        }
        self.staged.commit()?;
        match fs::remove_dir_all(&kept) {
            Err(error) if !is_missing(&error) => Err(failed("remove", &kept, &error)),
            _ => Ok(()),
        }
    }
}

fn busy(folder: &Folder) -> Diagnostic {
    TARGET_BUSY
        .nowhere(format!("another run is publishing to `{}`", folder.path.display()))
        .help("wait until it is done, and run the command again")
}

fn vanished(path: &Path) -> Diagnostic {
    failed("read back", path, &io::ErrorKind::NotFound.into())
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Reads a file in pieces for its digest; `None` when there is none.
fn digest(path: &Path) -> Result<Option<FileDigest>, Diagnostic> {
    let read = || -> io::Result<FileDigest> {
        let mut file = OpenFile::open(path)?;
        let mut hasher = sha2::Sha256::new();
        let length = io::copy(&mut file, &mut hasher)?;
        Ok(FileDigest { sha256: Digest(hasher.finalize().into()), length })
    };
    match read() {
        Ok(digest) => Ok(Some(digest)),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(failed("read", path, &error)),
    }
}

/// Lists the files below a folder. A symbolic link to a file is a file; one to a folder is not
/// followed, and what is neither is told as an error: it could not be left as it is.
fn list(folder: &Path, prefix: &str, listing: &mut Listing) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            return Err(io::Error::other(format!(
                "the name of `{prefix}{}` is not valid Unicode",
                name.to_string_lossy()
            )));
        };
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() {
            list(&entry.path(), &format!("{path}/"), listing)?;
        } else if fs::metadata(entry.path())?.is_file() {
            listing.insert(path, fs::metadata(entry.path())?.len());
        } else {
            return Err(io::Error::other(format!("`{path}` is neither a file nor a folder")));
        }
    }
    Ok(())
}
