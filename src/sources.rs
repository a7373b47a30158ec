//! The door to a site's files: the sorted list of what there is, and `read` for one of them.
//!
//! The only reader of the site's folder. It holds names, not contents; what is read is gone again
//! when the stage that asked for it is done with it.

#![expect(clippy::disallowed_methods, reason = "the door to the site's files")]

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use walkdir::WalkDir;

use crate::diagnostics::{Diagnostics, Location, NOT_UTF8, SOURCE_NAME, SOURCE_UNREADABLE};
use crate::digest::Digest;
use crate::identity::SourceId;

/// The folders of a site that the program reads, besides the files on top.
pub(crate) const FOLDERS: &[&str] = &["content", "i18n", "static", "themes"];
/// The files on top.
pub(crate) const FILES: &[&str] = &["site.yaml", "redirects.csv"];

/// How many paths a change is told of through links, of links to what they lie in.
const MOST_PATHS: usize = 10_000;

/// How many bytes of a file are read where only its first lines are wanted.
const START: usize = 4096;

/// The files of one site.
#[derive(Debug)]
pub struct Sources {
    root: PathBuf,
    ids: Vec<SourceId>,
    links: Vec<InnerLink>,
    digests: Option<Digests>,
}

/// The digests of files that have not changed since they were read: of the whole file, and of what
/// is left where something is left out of it.
type Digests = Mutex<HashMap<(SourceId, Whole), FileDigest>>;

/// What of a file a digest is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Whole {
    Yes,
    Not,
}
/// A symbolic link, and where it leads: both by their paths in the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct InnerLink {
    at: String,
    to: String,
}

/// Files and links, as they are listed.
#[derive(Default)]
struct Listing {
    ids: Vec<SourceId>,
    links: Vec<InnerLink>,
}

/// What is to be known of a file that is copied as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDigest {
    /// SHA-256.
    pub sha256: Digest,
    /// Length in bytes.
    pub length: u64,
}

impl FileDigest {
    /// Of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { sha256: Digest::of(bytes), length: bytes.len() as u64 }
    }

    /// The SHA-256 in lower-case hexadecimal.
    pub fn hex(&self) -> String {
        self.sha256.to_string()
    }
}

impl Sources {
    /// Lists the files of the site in `root`, sorted. Hidden files and editors' backups are not
    /// part of a site; a name that is not Unicode and a link out of the site are errors.
    pub fn open(root: &Path, out: &mut Diagnostics) -> Sources {
        let mut listing = Listing { ids: Sources::settings(root).ids, links: Vec::new() };
        for folder in FOLDERS {
            list(root, folder, &mut listing, out);
        }
        Sources::of(root, listing, None)
    }

    fn of(root: &Path, mut listing: Listing, digests: Option<Digests>) -> Sources {
        listing.ids.sort();
        listing.ids.dedup();
        listing.links.sort();
        listing.links.dedup();
        Sources { root: root.to_owned(), ids: listing.ids, links: listing.links, digests }
    }

    /// The files on top of the site in `root`, without looking into its folders: enough to read
    /// the configuration, and to show any file by its name.
    pub fn settings(root: &Path) -> Sources {
        let inside = |path: &Path| root.canonicalize().is_ok_and(|root| !leaves(&root, path));
        let is_ours = |path: &Path| path.is_file() && (!path.is_symlink() || inside(path));
        let files = FILES.iter().filter(|file| is_ours(&root.join(file)));
        let ids = files.map(|file| SourceId::new(*file)).collect();
        Sources { root: root.to_owned(), ids, links: Vec::new(), digests: None }
    }

    /// The same files, each of whose digests is computed once: for a site that is told of every
    /// change by [`relisted`](Self::relisted).
    #[must_use]
    pub fn remembering(self) -> Sources {
        Sources { digests: Some(Digests::default()), ..self }
    }

    /// The files after a change of these, each a file or a folder by its path in the site, there
    /// or no longer there. What lies elsewhere is taken to be as it was.
    pub fn relisted(&self, changed: &[SourceId], out: &mut Diagnostics) -> Sources {
        let paths: HashSet<&str> = changed.iter().map(SourceId::as_str).collect();
        let is_changed = |id: &SourceId| paths_to(id.as_str()).any(|path| paths.contains(path));
        let settings = Sources::settings(&self.root).ids;
        let kept = self.without(changed);
        let lies_in = |link: &&InnerLink| paths_to(&link.at).any(|path| paths.contains(path));
        let mut listing = Listing {
            ids: settings.into_iter().chain(kept).collect(),
            links: self.links.iter().filter(|link| !lies_in(link)).cloned().collect(),
        };
        for path in changed.iter().filter(|p| is_source(p.as_str()) && !is_setting(p.as_str())) {
            list(&self.root, path.as_str(), &mut listing, out);
        }
        let digests = self.digests.as_ref().map(|digests| {
            let known = digests.lock().unwrap_or_else(PoisonError::into_inner);
            let kept = known.iter().filter(|((id, _), _)| !is_changed(id));
            Mutex::new(kept.map(|(key, digest)| (key.clone(), digest.clone())).collect())
        });
        Sources::of(&self.root, listing, digests)
    }

    /// The files in folders but for those at some paths, or below them.
    fn without(&self, paths: &[SourceId]) -> Vec<SourceId> {
        let mut changed: Vec<Range<usize>> = Vec::new();
        for path in paths {
            let at = self.ids.partition_point(|id| id < path);
            let is_there = self.ids.get(at) == Some(path);
            let below = format!("{path}/");
            let start = self.ids.partition_point(|id| id.as_str() < below.as_str());
            let length = self.ids[start..].partition_point(|id| id.as_str().starts_with(&below));
            changed.extend([at..at + usize::from(is_there), start..start + length]);
        }
        changed.sort_by_key(|range| range.start);
        let mut kept = Vec::with_capacity(self.ids.len());
        let mut next = 0;
        for range in changed.into_iter().filter(|range| !range.is_empty()) {
            kept.extend_from_slice(&self.ids[next..range.start.max(next)]);
            next = next.max(range.end);
        }
        kept.extend_from_slice(&self.ids[next..]);
        kept.retain(|id| !is_setting(id.as_str()));
        kept
    }

    /// These files and folders with all that shows the same through symbolic links: what is told of
    /// a place is true of every path that leads there.
    pub fn with_links(&self, changed: &[SourceId]) -> Vec<SourceId> {
        let mut all: BTreeSet<String> = changed.iter().map(SourceId::to_string).collect();
        // Where a link leads may have changed with any other.
        if self.links.iter().any(|link| all.contains(&link.at)) {
            all.extend(self.links.iter().map(|link| link.at.clone()));
        }
        let mut ahead: Vec<String> = all.iter().cloned().collect();
        while let Some(path) = ahead.pop() {
            for link in &self.links {
                let there = link.seen_through(&path).into_iter().chain(link.reached_by(&path));
                ahead.extend(
                    there.filter(|path| all.len() < MOST_PATHS && all.insert(path.clone())),
                );
            }
        }
        all.into_iter().map(SourceId::new).collect()
    }

    /// Where symbolic links lead to that are not in the folders that are read: what is there has to
    /// be followed as well.
    pub(crate) fn linked_to(&self) -> impl Iterator<Item = &str> {
        self.links.iter().map(|link| link.to.as_str()).filter(|path| !is_source(path))
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Every file, sorted.
    pub fn ids(&self) -> &[SourceId] {
        &self.ids
    }

    /// The files below a folder (`content/`), sorted.
    pub fn below(&self, folder: &str) -> &[SourceId] {
        let start = self.ids.partition_point(|id| id.as_str() < folder);
        let length = self.ids[start..].partition_point(|id| id.as_str().starts_with(folder));
        &self.ids[start..start + length]
    }

    /// Whether there is such a file.
    pub fn contains(&self, id: &SourceId) -> bool {
        self.ids.binary_search(id).is_ok()
    }

    /// Whether there was such a file, or any in such a folder, when the site was listed.
    pub(crate) fn knows(&self, id: &SourceId) -> bool {
        self.contains(id) || !self.below(&format!("{id}/")).is_empty()
    }

    /// Whether one of the site's folders is there now.
    pub(crate) fn has_folder(&self, folder: &str) -> bool {
        self.root.join(folder).is_dir()
    }

    /// Where the file lies on this machine.
    pub fn path(&self, id: &SourceId) -> PathBuf {
        self.root.join(id.as_str())
    }

    /// Whether a file still lies in the site, and not elsewhere behind a link.
    pub fn is_inside(&self, id: &SourceId) -> bool {
        self.root.canonicalize().is_ok_and(|root| !leaves(&root, &self.path(id)))
    }

    /// What tells one content of a file from another without reading it: its length and the time of
    /// its last change.
    pub(crate) fn stamp(&self, id: &SourceId) -> Option<String> {
        let file = fs::metadata(self.path(id)).ok()?;
        let since = file.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(format!("{:x}-{:x}", file.len(), since.as_nanos()))
    }

    /// The bytes of one file.
    pub fn read(&self, id: &SourceId) -> Result<Vec<u8>, crate::diagnostics::Diagnostic> {
        fs::read(self.path(id)).map_err(|error| unreadable(id, &error))
    }

    /// The text of one file, without a byte order mark.
    pub fn read_text(&self, id: &SourceId) -> Result<String, crate::diagnostics::Diagnostic> {
        let bytes = self.read(id)?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
                Some(rest) => rest.to_owned(),
                None => text,
            }),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                Err(NOT_UTF8
                    .at(Location::bytes(id, at..at + 1), format!("byte {at} is not UTF-8"))
                    .help("save the file as UTF-8"))
            }
        }
    }

    /// The start of one file, as many bytes as `wanted` says of the first ones, which are the end of
    /// a line; the whole text where it does not say.
    pub fn read_start(
        &self,
        id: &SourceId,
        wanted: impl Fn(&[u8]) -> Option<usize>,
    ) -> Result<String, crate::diagnostics::Diagnostic> {
        let mut file = fs::File::open(self.path(id)).map_err(|e| unreadable(id, &e))?;
        let mut buffer = [0; START];
        let read = file.read(&mut buffer).map_err(|e| unreadable(id, &e))?;
        let start = wanted(&buffer[..read]).and_then(|end| buffer[..read].get(..end));
        match start.map(std::str::from_utf8) {
            Some(Ok(start)) => Ok(start.to_owned()),
            _ => self.read_text(id),
        }
    }

    /// The text of one file as far as it is text, to show a line of it; nothing of a file that is
    /// none.
    pub fn show(&self, id: &SourceId) -> Option<String> {
        let bytes = fs::read(self.path(id)).ok()?;
        let head = &bytes[..bytes.len().min(START)];
        if head.contains(&0) || head.starts_with(b"%PDF-") {
            return Some(String::new());
        }
        // Data files that are not UTF-8 are read as Windows-1252 where that is declared.
        let text = match id.as_str().ends_with(".csv") && std::str::from_utf8(&bytes).is_err() {
            true => encoding_rs::WINDOWS_1252.decode(&bytes).0.into_owned(),
            false => String::from_utf8_lossy(&bytes).into_owned(),
        };
        Some(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        })
    }

    /// The first bytes of one file, at most so many.
    pub fn head(
        &self,
        id: &SourceId,
        bytes: u64,
    ) -> Result<Vec<u8>, crate::diagnostics::Diagnostic> {
        let file = fs::File::open(self.path(id)).map_err(|e| unreadable(id, &e))?;
        let mut head = Vec::new();
        file.take(bytes).read_to_end(&mut head).map_err(|e| unreadable(id, &e))?;
        Ok(head)
    }

    /// The length of one file in bytes.
    pub fn length(&self, id: &SourceId) -> Result<u64, crate::diagnostics::Diagnostic> {
        fs::metadata(self.path(id)).map(|file| file.len()).map_err(|e| unreadable(id, &e))
    }

    /// The digest and length of what is left of one file, where something is left out of it.
    pub fn digest_without(
        &self,
        id: &SourceId,
        without: impl Fn(&[u8]) -> Option<Vec<u8>>,
    ) -> Result<FileDigest, crate::diagnostics::Diagnostic> {
        self.remembered(id, Whole::Not, || {
            let bytes = self.read(id)?;
            let left = without(&bytes).unwrap_or(bytes);
            Ok(FileDigest::of(&left))
        })
    }

    /// The digest and length of one file.
    pub fn digest(&self, id: &SourceId) -> Result<FileDigest, crate::diagnostics::Diagnostic> {
        self.remembered(id, Whole::Yes, || self.digest_now(id))
    }

    /// A digest, made once where changes are told.
    fn remembered(
        &self,
        id: &SourceId,
        whole: Whole,
        make: impl FnOnce() -> Result<FileDigest, crate::diagnostics::Diagnostic>,
    ) -> Result<FileDigest, crate::diagnostics::Diagnostic> {
        let Some(digests) = &self.digests else { return make() };
        let known = || digests.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (id.clone(), whole);
        if let Some(digest) = known().get(&key) {
            return Ok(digest.clone());
        }
        let digest = make()?;
        known().insert(key, digest.clone());
        Ok(digest)
    }

    /// A digest of all that there is, to tell whether any of it changed.
    pub fn fingerprint(&self) -> Result<Digest, crate::diagnostics::Diagnostic> {
        let digest = |id| self.digest_now(id).map(|digest| digest.sha256);
        let digests: Vec<Digest> = self.ids.par_iter().map(digest).collect::<Result<_, _>>()?;
        let parts = self.ids.iter().zip(&digests);
        Ok(Digest::of_parts(parts.flat_map(|(id, digest)| [id.as_str().as_bytes(), &digest.0])))
    }

    /// Reads a file in pieces for its digest.
    fn digest_now(&self, id: &SourceId) -> Result<FileDigest, crate::diagnostics::Diagnostic> {
        let mut file = fs::File::open(self.path(id)).map_err(|e| unreadable(id, &e))?;
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 1 << 16];
        let mut length = 0;
        loop {
            let read = file.read(&mut buffer).map_err(|e| unreadable(id, &e))?;
            if read == 0 {
                break;
            }
            hasher.update(&buffer[..read]);
            length += read as u64;
        }
        Ok(FileDigest { sha256: Digest(hasher.finalize().into()), length })
    }
}

/// What tells a folder from another that has taken its place.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    number: Option<(u64, u64)>,
    made: Option<std::time::SystemTime>,
}

impl Identity {
    /// Of the folder at a path; `None` while there is none.
    pub(crate) fn of(path: &Path) -> Option<Identity> {
        let folder = fs::metadata(path).ok().filter(fs::Metadata::is_dir)?;
        #[cfg(unix)]
        let number = {
            use std::os::unix::fs::MetadataExt;
            Some((folder.dev(), folder.ino()))
        };
        #[cfg(not(unix))]
        let number = None;
        // A number may be given again as soon as its folder is gone.
        Some(Identity { number, made: folder.created().ok() })
    }
}

impl InnerLink {
    /// What changes behind the link when this does: the link, if this is around where it leads.
    fn seen_through(&self, path: &str) -> Option<String> {
        match inside(path, &self.to) {
            Some(rest) => Some(format!("{}{rest}", self.at)),
            None => inside(&self.to, path).map(|_| self.at.clone()),
        }
    }

    /// Where a path leads that goes through the link.
    fn reached_by(&self, path: &str) -> Option<String> {
        inside(path, &self.at).map(|rest| format!("{}{rest}", self.to))
    }
}

/// What follows a folder in the path of something in it: nothing for the folder itself.
fn inside<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    path.strip_prefix(folder).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

fn unreadable(id: &SourceId, error: &std::io::Error) -> crate::diagnostics::Diagnostic {
    SOURCE_UNREADABLE.at(Location::whole(id), format!("cannot read `{id}`: {error}"))
}

/// A path and the folders that it lies in: `a/b/c`, `a/b`, `a`.
pub(crate) fn paths_to(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(folder, _)| folder))
}

/// Whether a path is that of a file on top of a site.
fn is_setting(path: &str) -> bool {
    FILES.contains(&path)
}

/// Whether a site is read from a path: a file, or a folder in which there may be some.
pub(crate) fn is_source(path: &str) -> bool {
    let folder = path.split('/').next().unwrap_or_default();
    let is_ignored = |part: &str| is_ignored(part.as_bytes());
    is_setting(path) || (FOLDERS.contains(&folder) && !path.split('/').any(is_ignored))
}

/// Adds the files of a folder, or the one file of this name.
fn list(root: &Path, folder: &str, listing: &mut Listing, out: &mut Diagnostics) {
    let top = root.join(folder);
    if !top.exists() {
        return;
    }
    let canonical_root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    // What lies behind a link that leaves the site: the link itself is reported.
    if !top.is_symlink() && leaves(&canonical_root, &top) {
        return;
    }
    // A link that leaves the site is reported and not followed, folders among them.
    let mut leaving = Vec::new();
    let walk = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter().filter_entry(
        |entry| {
            let ignored = entry.depth() > 0 && is_ignored(entry.file_name().as_encoded_bytes());
            let leaves = entry.path_is_symlink() && leaves(&canonical_root, entry.path());
            if leaves && !ignored {
                leaving.push(entry.path().to_owned());
            }
            !ignored && !leaves
        },
    );
    let entries: Vec<_> = walk.collect();
    for path in leaving {
        let shown = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
        out.push(SOURCE_NAME.nowhere(format!("`{shown}` is a link that leaves the site")));
    }
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                out.push(SOURCE_UNREADABLE.nowhere(format!("cannot list `{folder}`: {error}")));
                continue;
            }
        };
        if entry.path_is_symlink() {
            listing.links.extend(inner_link(root, &canonical_root, entry.path()));
        }
        if !entry.file_type().is_file() {
            continue;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        match name(relative) {
            Some(name) if name.chars().any(is_unfit) => out.push(
                SOURCE_NAME
                    .at(
                        Location::whole(&SourceId::new(&name)),
                        format!("`{name}` cannot be part of an address"),
                    )
                    .help("rename it: without `# ? % \\ : * \" < > |` and control characters"),
            ),
            Some(name) => listing.ids.push(SourceId::new(name)),
            None => {
                let shown = relative.to_string_lossy();
                out.push(
                    SOURCE_NAME.nowhere(format!("the name of `{shown}` is not valid Unicode")),
                );
            }
        }
    }
}

fn name(relative: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// Characters that mean something else in an address, or that some file systems cannot hold.
fn is_unfit(c: char) -> bool {
    c.is_control() || "#?%\\:*\"<>|".contains(c)
}

/// A link of the site, which does not leave it.
fn inner_link(root: &Path, canonical_root: &Path, path: &Path) -> Option<InnerLink> {
    let target = path.canonicalize().ok()?;
    let at = name(path.strip_prefix(root).ok()?)?;
    let to = name(target.strip_prefix(canonical_root).ok()?)?;
    Some(InnerLink { at, to })
}

fn leaves(root: &Path, path: &Path) -> bool {
    path.canonicalize().map_or(true, |target| !target.starts_with(root))
}

/// Hidden files, editors' backups and what desktops leave in folders. `.well-known` is the one
/// dotted folder that a site may have.
fn is_ignored(name: &[u8]) -> bool {
    (name.starts_with(b".") && name != b".well-known")
        || name.ends_with(b"~")
        || name.ends_with(b".swp")
        || name == b"Thumbs.db"
}
