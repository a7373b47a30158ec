//! Where a site is published to: a folder, or an object store.
//!
//! Only what is in here touches a target. A [`Target`] can be looked at by anyone; a [`Session`]
//! changes it and keeps others from doing so at the same time.

mod folder;
#[cfg(feature = "cloud")]
mod store;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use percent_encoding::percent_decode_str;

use crate::diagnostics::{Diagnostic, TARGET};
use crate::headers::{caching, content_type};
use crate::seal::manifest::File;
use crate::sources::FileDigest;

pub use folder::Folder;
#[cfg(feature = "cloud")]
pub use store::Store;

/// How a target is reached.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// The variables of the environment that object stores are reached by: their names begin with
    /// `AWS_`.
    pub variables: Vec<(String, String)>,
    /// Whether what an interrupted run has claimed is taken over at once, without looking first
    /// whether it still runs.
    pub take_over: bool,
    /// How long runs wait for one another.
    pub pace: Pace,
}

/// How a run shows that it lives, and how long others look for that.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// A run renews its claim as often as this.
    pub beat: Duration,
    /// A run whose claim was not renewed for so long is taken for dead.
    pub patience: Duration,
}

impl Default for Pace {
    /// Five seconds, and four times as long.
    fn default() -> Self {
        Self { beat: Duration::from_secs(5), patience: Duration::from_secs(20) }
    }
}

/// The target at an address: `file:///srv/www`, `s3://bucket/folder`.
pub fn open(to: &str, access: &Access) -> Result<Box<dyn Target>, Diagnostic> {
    let wrong = |message: String| {
        TARGET
            .nowhere(message)
            .help("name a folder as `file:///srv/www`, a bucket as `s3://name/folder`")
    };
    let Some((scheme, rest)) = to.split_once("://") else {
        return Err(wrong(format!("`{to}` is not the address of a target")));
    };
    match scheme {
        "file" => {
            let path = percent_decode_str(rest).decode_utf8().unwrap_or_default();
            if !path.starts_with('/') || path.trim_matches('/').is_empty() {
                return Err(wrong(format!("`{to}` does not name a folder from the top")));
            }
            Ok(Box::new(Folder::new(Path::new(path.trim_end_matches('/')))?))
        }
        "s3" => store(to, access),
        _ => Err(wrong(format!("`{scheme}:` is not a kind of target"))),
    }
}

#[cfg(feature = "cloud")]
fn store(to: &str, access: &Access) -> Result<Box<dyn Target>, Diagnostic> {
    Ok(Box::new(Store::new(to, access)?))
}

#[cfg(not(feature = "cloud"))]
fn store(to: &str, _: &Access) -> Result<Box<dyn Target>, Diagnostic> {
    Err(TARGET
        .nowhere(format!("`{to}`: this program was built without object stores"))
        .help("build it with `cargo install bollettino --features cloud`"))
}

/// What lies on a target: the length of each file by its path.
pub type Listing = BTreeMap<String, u64>;

/// A place that a site is served from.
pub trait Target: Sync {
    /// How messages call it.
    fn name(&self) -> String;

    /// The bytes of a file; `None` when there is none. No more than a manifest may have.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic>;

    /// Every file.
    fn list(&self) -> Result<Listing, Diagnostic>;

    /// Whether a file is what a manifest says, as far as that can be told without fetching it all.
    fn is_intact(&self, file: &File, listing: &Listing) -> Result<bool, Diagnostic>;

    /// The release before the one that is served, where one is kept.
    fn kept(&self) -> Option<Folder>;

    /// Begins to change it; refuses while another run does.
    fn begin(&self) -> Result<Box<dyn Session + '_>, Diagnostic>;
}

/// A run that changes a target. What it does may show at once or at the end; what was there
/// before stays readable until the new manifest is in its place.
pub trait Session: Sync {
    /// How many files are put at the same time, where that is not a matter of processors.
    fn parallel(&self) -> Option<usize> {
        None
    }

    /// The paths that a run which was interrupted may have changed or left.
    fn unfinished(&self) -> BTreeSet<String>;

    /// Says beforehand which paths will be written or removed.
    fn announce(&self, paths: &BTreeSet<String>) -> Result<(), Diagnostic>;

    /// Puts a file and says what it took.
    fn put(
        &self,
        path: &str,
        content: &Payload,
        headers: &Headers,
    ) -> Result<FileDigest, Diagnostic>;

    /// Leaves a file that is there as it is.
    fn leave(&self, path: &str) -> Result<(), Diagnostic>;

    /// Reads a file back; `None` when there is none.
    fn read_back(&self, path: &str) -> Result<Option<FileDigest>, Diagnostic>;

    /// Puts the newest manifest, if the one that is there is still the one that was read.
    fn switch(&self, manifest: &[u8], headers: &Headers) -> Result<(), Diagnostic>;

    /// Removes a file, if it is there.
    fn remove(&self, path: &str) -> Result<(), Diagnostic>;

    /// Ends the session. What was served before is kept where that is possible and wanted.
    fn finish(self: Box<Self>, keep: bool) -> Result<(), Diagnostic>;
}

/// What is put at a path.
#[derive(Debug)]
pub enum Payload {
    /// Made by the program.
    Bytes(Vec<u8>),
    /// A file of this machine.
    File(PathBuf),
}

/// What a server says beside a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headers {
    /// `Content-Type`.
    pub content_type: String,
    /// `Cache-Control`.
    pub cache_control: &'static str,
}

impl Headers {
    /// Of a file of a media type at a path.
    pub fn of(media_type: &str, path: &str) -> Headers {
        Headers {
            content_type: content_type(media_type),
            cache_control: caching(&format!("/{path}")),
        }
    }
}
