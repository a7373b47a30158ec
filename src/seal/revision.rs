//! The revision: a digest of what a site was made from, to tell whether it can be made again.

use rayon::prelude::*;

use crate::config::Stage;
use crate::diagnostics::Diagnostic;
use crate::digest::Digest;
use crate::identity::{Lang, SourceId};
use crate::library::Publication;
use crate::site::Site;

/// The digest of the site's sources with their names, sorted. What readers must not see has no
/// part in it: otherwise a draft would change what is published, and a guess at its text could be
/// tried out.
pub(super) fn revision(site: &Site) -> Result<Digest, Diagnostic> {
    let around = site.sources.ids().iter().filter(|source| is_around(site, source)).cloned();
    let owned = site.library.iter().flat_map(|(_, publication)| sources_of(publication));
    let owned = owned.filter(|source| site.sources.contains(source));
    let mut seen: Vec<SourceId> = around.chain(owned).collect();
    seen.sort();
    let digest = |source: &SourceId| Ok(site.sources.digest(source)?.sha256);
    let digests: Vec<Digest> = seen.par_iter().map(digest).collect::<Result<_, Diagnostic>>()?;
    let parts = seen.iter().zip(&digests);
    Ok(Digest::of_parts(parts.flat_map(|(source, digest)| [source.as_str().as_bytes(), &digest.0])))
}

/// Whether a file is one that publications stand on, and not one of their own.
fn is_around(site: &Site, source: &SourceId) -> bool {
    let path = source.as_str();
    let words = path.strip_prefix("i18n/").and_then(|path| path.split_once('/'));
    let in_preparation = words.is_some_and(|(tag, _)| {
        site.config.stage(&Lang::new(tag)) == Some(Stage::Preparing) && !site.audience.preparing
    });
    !path.starts_with("content/") && !in_preparation
}

/// What an audience sees of a publication's folder.
fn sources_of(publication: &Publication) -> Vec<SourceId> {
    let editions = publication.editions.iter().flat_map(|(lang, edition)| {
        [edition.source.clone(), publication.id.source(&format!("{lang}.ledger"))]
    });
    let attachments = publication.attachments.iter();
    let files = attachments.flat_map(|a| std::iter::once(&a.file).chain(&a.signatures));
    let files = files.chain(publication.pictures.keys());
    let files = files.map(|file| publication.id.source(file));
    let facts = publication.id.source("publication.yaml");
    std::iter::once(facts).chain(editions).chain(files).collect()
}
