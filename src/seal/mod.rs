//! What vouches for everything else: the digests of all files, and the manifest that tells what a
//! site is and what it was before.
//!
//! `SHA256SUMS` vouches for every file but itself and the manifests; a [`manifest`] vouches for
//! every file but the manifests, `SHA256SUMS` among them, and for the manifest before it.

mod checksums;
mod kind;
pub mod manifest;
mod record;
mod revision;
pub mod signer;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::diagnostics::Diagnostic;
use crate::identity::Address;
use crate::render::{Artifact, Content};
use crate::site::Site;
use crate::sources::FileDigest;

use checksums::checksums;
pub use kind::{FileKind, Wave};
pub use manifest::{Manifest, Previous};
pub use record::Continues;

/// Where `sha256sum -c` looks.
pub const CHECKSUMS: &str = "SHA256SUMS";

/// What was delivered, by file.
pub type Delivered = BTreeMap<Address, FileDigest>;

/// Whether a file is one that vouches for others.
pub fn is_seal(file: &str) -> bool {
    let newest = file.strip_suffix(manifest::SIGNED).unwrap_or(file) == manifest::NEWEST;
    file == CHECKSUMS || newest || manifest::number_of(file).is_some()
}

/// What vouches for a site.
#[derive(Debug)]
pub struct Seals {
    /// `SHA256SUMS`.
    pub checksums: Artifact,
    /// What the site is.
    pub manifest: Manifest,
}

/// Seals what was delivered.
pub fn seal(
    site: &Site,
    mut delivered: Delivered,
    continues: Continues<'_>,
) -> Result<Seals, Diagnostic> {
    let checksums = checksums(&delivered);
    if let Content::Bytes(bytes) = &checksums.content {
        delivered.insert(checksums.address.clone(), FileDigest::of(bytes));
    }
    let manifest = record::record(site, &delivered, continues)?;
    Ok(Seals { checksums, manifest })
}

impl Seals {
    /// The files that they are: the checksums, the manifest under its number and as the newest, and
    /// its signature beside both, if it has one.
    pub fn artifacts(self, signature: Option<String>) -> Vec<Artifact> {
        let bytes = self.manifest.write();
        let at = |path: &str, bytes| Artifact {
            address: Address::new(format!("/{path}")),
            content: Content::Bytes(bytes),
        };
        let places = [&*manifest::numbered(self.manifest.number), manifest::NEWEST];
        let mut artifacts = vec![self.checksums];
        for signature in signature.iter() {
            let bytes = signature.as_bytes();
            artifacts.extend(places.map(|of| at(&manifest::signature_of(of), bytes.to_vec())));
        }
        artifacts.extend(places.map(|place| at(place, bytes.clone())));
        artifacts
    }
}
