//! `SHA256SUMS`: the digests of all files in the form that `sha256sum -c` reads.

use super::{CHECKSUMS, Delivered};
use crate::identity::Address;
use crate::render::{Artifact, Content};
use crate::sources::FileDigest;

/// Vouches for everything that was delivered.
pub(super) fn checksums(delivered: &Delivered) -> Artifact {
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
    let address = Address::new(format!("/{CHECKSUMS}"));
    Artifact { address, content: Content::Bytes(text.into_bytes()) }
}
