//! What goes out: a manifest, and where the files that it names come from.

use std::collections::HashMap;

use super::order::Contents;
use super::target::{Headers, Payload};
use crate::diagnostics::{Diagnostic, LINK_DANGLING};
use crate::identity::Address;
use crate::media::Media;
use crate::render::{Content, artifact};
use crate::seal::manifest::{File, Manifest};
use crate::seal::{CHECKSUMS, Continues, Delivered, Seals, seal};
use crate::site::Site;

/// What goes out.
pub struct Release<'s> {
    /// Its manifest, as if it were the first.
    pub manifest: Manifest,
    /// The number of the former release that it puts back, if it does.
    pub restores: Option<u32>,
    /// The site that it is of, unless it is put back.
    pub(super) site: Option<&'s Site>,
    pub(super) contents: Box<dyn Contents + 's>,
}

impl<'s> Release<'s> {
    /// Of a site, every address of which was rendered.
    pub fn of(site: &'s Site, delivered: Delivered) -> Result<Release<'s>, Diagnostic> {
        let Seals { checksums, manifest } = seal(site, delivered, Continues::default())?;
        let Content::Bytes(checksums) = checksums.content else {
            unreachable!("checksums are made by the program")
        };
        let addresses =
            site.plan.iter().map(|(address, _)| (address.file(), address.clone())).collect();
        let contents = Rendered { site, addresses, checksums };
        Ok(Release { manifest, restores: None, site: Some(site), contents: Box::new(contents) })
    }
}

/// The files of a site, each rendered again when it is put: so no more of it is in memory than is
/// being worked on, and what does not change is not made twice.
struct Rendered<'s> {
    site: &'s Site,
    addresses: HashMap<String, Address>,
    checksums: Vec<u8>,
}

impl Contents for Rendered<'_> {
    fn content(&self, file: &File) -> Result<(Payload, Headers), Diagnostic> {
        let path = file.path.as_str();
        if path == CHECKSUMS {
            let headers = Headers::of(Media::of(path).media_type, path);
            return Ok((Payload::Bytes(self.checksums.clone()), headers));
        }
        let found = self.addresses.get(path);
        let Some((address, spec)) = found.and_then(|a| Some((a, self.site.plan.spec(a)?))) else {
            return Err(LINK_DANGLING.nowhere(format!("nothing is served at `{path}`")));
        };
        let headers = Headers::of(spec.media_type(address), path);
        let artifact = artifact(self.site, address, spec).map_err(|fault| *fault)?;
        Ok(match artifact.content {
            Content::Bytes(bytes) => (Payload::Bytes(bytes), headers),
            Content::File(source) => (Payload::File(self.site.sources.path(&source)), headers),
        })
    }
}
