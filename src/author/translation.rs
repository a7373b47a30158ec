//! What work on translations writes: their ledgers, and codes carried over into their texts.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::{AuthorError, write_atomically};
use crate::identity::{PublicationId, SourceId};
use crate::sources::Sources;
use crate::translation::Ledger;

/// Keeps others from working on a site's translations until it is dropped. Where the file system
/// knows no locks it keeps nobody: then two at once are the user's to avoid.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

/// Waits for whoever works on a site's translations, and locks them.
pub fn lock(site: &Path) -> Lock {
    let file = File::open(site.join("site.yaml")).ok();
    Lock { _file: file.filter(|file| file.lock().is_ok()) }
}

/// The same for those who cannot wait.
pub fn try_lock(site: &Path) -> Result<Lock, Busy> {
    let file = File::open(site.join("site.yaml")).ok();
    match file.as_ref().map(File::try_lock) {
        Some(Err(TryLockError::WouldBlock)) => Err(Busy),
        Some(Ok(())) => Ok(Lock { _file: file }),
        Some(Err(TryLockError::Error(_))) | None => Ok(Lock { _file: None }),
    }
}

/// Somebody else is at work on a site's translations.
#[derive(Debug)]
pub struct Busy;

/// Writes the ledger of one translation, in the place of the former one.
pub fn save_ledger(
    sources: &Sources,
    publication: &PublicationId,
    ledger: &Ledger,
) -> Result<(), AuthorError> {
    let path = sources.path(&publication.source(&format!("{}.ledger", ledger.to)));
    write_atomically(&path, ledger.to_string().as_bytes())
        .map_err(|error| AuthorError::new(&path, error))
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes the changed text of an edition, behind the byte order mark that the file had.
pub fn save_edition(sources: &Sources, source: &SourceId, text: &str) -> Result<(), AuthorError> {
    let path = sources.path(source);
    let had_mark = |bytes: Vec<u8>| bytes.starts_with(BYTE_ORDER_MARK.as_bytes());
    let mark = if sources.read(source).is_ok_and(had_mark) { BYTE_ORDER_MARK } else { "" };
    let bytes = [mark, text].concat();
    write_atomically(&path, bytes.as_bytes()).map_err(|error| AuthorError::new(&path, error))
}
