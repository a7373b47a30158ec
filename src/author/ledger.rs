//! The ledgers beside translations.

use super::{AuthorError, write_atomically};
use crate::identity::PublicationId;
use crate::sources::Sources;
use crate::translation::Ledger;

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
