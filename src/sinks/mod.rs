//! Where artifacts go: a folder, or nowhere when a site is only checked.
//!
//! [`deliver`] renders every address in parallel and hands each artifact on as it is made, so that
//! no more of the site is in memory than is being worked on.

mod checker;
mod disk;
mod former;
mod signing;

use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::identity::{Address, Lang};
use crate::plan::Spec;
use crate::render::{Artifact, Content, artifact};
use crate::seal::signer::Signer;
use crate::seal::{Continues, Delivered, seal};
use crate::site::Site;
use crate::sources::FileDigest;

pub use checker::Checker;
pub(crate) use disk::failed;
pub use disk::{MARKER, OutputFolder, followed, write_file};
pub use former::FormerBuild;
pub use signing::{key_file, sign};

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
            Content::Bytes(bytes) => Ok(FileDigest::of(bytes)),
            Content::File(source) => site.sources.digest(source),
        }
    }
}

/// Renders every address of the plan into a sink, then seals it as the first of its kind.
/// `progress` is told of each artifact.
pub fn deliver(
    site: &Site,
    sink: &impl Sink,
    progress: &(impl Fn() + Sync),
) -> Result<Delivered, Diagnostics> {
    deliver_after(site, sink, Continues::default(), None, progress)
}

/// The same, sealed as what follows a former manifest, and signed.
pub fn deliver_after(
    site: &Site,
    sink: &impl Sink,
    continues: Continues<'_>,
    signer: Option<&Signer>,
    progress: &(impl Fn() + Sync),
) -> Result<Delivered, Diagnostics> {
    let mut delivered = render_all(site, sink, progress)?;
    let seals = seal(site, delivered.clone(), continues)?;
    let signature = signer.map(|signer| sign(signer, &seals.manifest)).transpose()?;
    for artifact in seals.artifacts(signature) {
        let digest = sink.put(site, &artifact)?;
        delivered.insert(artifact.address, digest);
    }
    Ok(delivered)
}

/// Renders every address of the plan into a sink. `progress` is told of each artifact.
pub fn render_all(
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
    match faults.has_errors() {
        true => Err(faults),
        false => Ok(delivered),
    }
}

/// The language whose search a file belongs to.
fn language(spec: &Spec) -> Option<&Lang> {
    match spec {
        Spec::Search(_, lang) => Some(lang),
        _ => None,
    }
}
