//! What a chain of manifests says of one publication.

use super::{NoManifest, Place, before};
use crate::digest::Digest;
use crate::identity::{Lang, PublicationId};
use crate::seal::manifest::{Change, MOST_BYTES, Manifest, NEWEST, Note, What};

/// Something that happened to an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The number of the manifest that tells of it.
    pub number: u32,
    /// The edition's language.
    pub language: Lang,
    /// What happened.
    pub what: What,
    /// The digest of its page from then on; `None` when it has none any more.
    pub page: Option<Digest>,
    /// Why, as its author said.
    pub why: Vec<Note>,
    /// Why, as whoever published it said.
    pub minor: Option<String>,
}

/// The events of a publication, the oldest first, and why the chain is not read further back, if it
/// is not.
pub fn history(
    place: &dyn Place,
    publication: &PublicationId,
) -> Result<(Vec<Event>, Option<String>), NoManifest> {
    let newest = place.read(NEWEST, MOST_BYTES).map_err(NoManifest)?;
    let bytes = newest.ok_or_else(|| NoManifest(format!("`{NEWEST}` is not there")))?;
    let mut manifest =
        Manifest::read(&bytes).map_err(|e| NoManifest(format!("`{NEWEST}`: {e}")))?;
    let mut events = Vec::new();
    let mut stopped = None;
    loop {
        let mut here = of_one(&manifest, publication);
        here.append(&mut events);
        events = here;
        let Some(digest) = manifest.predecessor else { break };
        let number = manifest.number - 1;
        match before(place, number, digest) {
            Ok(former) => manifest = former,
            Err(why) => {
                stopped = Some(format!("manifest {number:04}: {why}"));
                break;
            }
        }
    }
    Ok((events, stopped))
}

/// What one manifest tells. The first of a chain tells of no changes: all that it names is new.
fn of_one(manifest: &Manifest, publication: &PublicationId) -> Vec<Event> {
    let first = manifest.editions.iter().filter(|_| manifest.number == 1).map(|edition| Change {
        publication: edition.publication.clone(),
        language: edition.language.clone(),
        what: What::Added,
        why: edition.history.clone(),
        minor: None,
    });
    let changes = first.chain(manifest.changes.iter().cloned());
    let of = changes.filter(|change| change.publication == *publication);
    of.map(|change| {
        let edition = manifest.edition(publication, &change.language);
        let page = edition.and_then(|edition| manifest.file(&edition.page));
        Event {
            number: manifest.number,
            language: change.language,
            what: change.what,
            page: page.map(|file| file.sha256),
            why: change.why,
            minor: change.minor,
        }
    })
    .collect()
}
