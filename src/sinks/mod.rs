//! Where artifacts go: a folder, or nowhere when a site is only checked.
//!
//! [`deliver`] renders every address in parallel and hands each artifact on as it is made, so that
//! no more of the site is in memory than is being worked on.

mod checker;
mod disk;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::identity::{Address, Lang};
use crate::plan::Spec;
use crate::render::{Artifact, Content, artifact};
use crate::seal::{Delivered, checksums};
use crate::site::Site;
use crate::sources::FileDigest;

pub use checker::Checker;
pub use disk::{OutputFolder, write_file};

/// Takes artifacts, from many threads at once.
pub trait Sink: Sync {
    /// Takes one artifact and says what it took.
    fn put(&self, site: &Site, artifact: &Artifact) -> Result<FileDigest, Diagnostic>;
}

/// Lets everything pass and keeps nothing.
pub struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, site: &Site, artifact: &Artifact) -> Result<FileDigest, Diagnostic> {
        match &artifact.content {
            Content::Bytes(bytes) => Ok(digest(bytes)),
            Content::File(source) => site.sources.digest(source),
        }
    }
}

/// Renders every address of the plan into a sink, then seals. `progress` is told of each artifact.
pub fn deliver(
    site: &Site,
    sink: &impl Sink,
    progress: &(impl Fn() + Sync),
) -> Result<Delivered, Diagnostics> {
    let (searches, others): (Vec<_>, Vec<_>) =
        site.plan.iter().partition(|(_, spec)| matches!(spec, Spec::Search(..)));
    let deliver = |&(address, spec): &(&Address, &Spec)| -> Result<_, Box<Diagnostic>> {
        let artifact = artifact(site, address, spec)?;
        let digest = sink.put(site, &artifact)?;
        progress();
        Ok((artifact.address, digest))
    };
    // A language's search is made as a whole by whoever asks first: one thread each, beside the
    // others, so that none waits for it.
    let by_lang: Vec<_> = searches.chunk_by(|(_, a), (_, b)| language(a) == language(b)).collect();
    let (mut results, searched) = rayon::join(
        || others.par_iter().map(deliver).collect::<Vec<_>>(),
        || by_lang.par_iter().flat_map_iter(|files| files.iter().map(deliver)).collect::<Vec<_>>(),
    );
    results.extend(searched);
    let mut delivered = Delivered::new();
    let mut faults = Diagnostics::new();
    for result in results {
        match result {
            Ok((address, digest)) => {
                delivered.insert(address, digest);
            }
            Err(fault) => faults.push(*fault),
        }
    }
    if faults.has_errors() {
        return Err(faults);
    }
    let seal = checksums(&delivered);
    match sink.put(site, &seal) {
        Ok(digest) => {
            delivered.insert(seal.address, digest);
            Ok(delivered)
        }
        Err(fault) => {
            faults.push(fault);
            Err(faults)
        }
    }
}

/// The language whose search a file belongs to.
fn language(spec: &Spec) -> Option<&Lang> {
    match spec {
        Spec::Search(_, lang) => Some(lang),
        _ => None,
    }
}

/// The digest of some bytes.
pub(crate) fn digest(bytes: &[u8]) -> FileDigest {
    FileDigest { sha256: Sha256::digest(bytes).into(), length: bytes.len() as u64 }
}
