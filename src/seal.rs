//! What vouches for everything else: the digests of all files, made from what was delivered.

use std::collections::BTreeMap;

use crate::identity::Address;
use crate::render::{Artifact, Content, Wave};
use crate::sources::FileDigest;

/// What was delivered, by file.
pub type Delivered = BTreeMap<Address, FileDigest>;

/// `SHA256SUMS` in the form that `sha256sum -c` reads.
pub fn checksums(delivered: &Delivered) -> Artifact {
    let mut text = String::with_capacity(delivered.len() * 100);
    let mut files: Vec<(String, &FileDigest)> =
        delivered.iter().map(|(address, digest)| (address.file(), digest)).collect();
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (file, digest) in files {
        text.push_str(&digest.hex());
        text.push_str("  ");
        text.push_str(&file);
        text.push('\n');
    }
    Artifact {
        address: Address::new("/SHA256SUMS"),
        wave: Wave::Seals,
        content: Content::Bytes(text.into_bytes()),
    }
}
