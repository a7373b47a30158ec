//! Bringing a site to where readers get it: complete, in an order that never shows them half of
//! it, and nothing changed in silence.
//!
//! [`Release`] is what goes out; [`compare`] holds it against what a [`Target`] serves and changes
//! nothing; [`upload`] brings it there. Only [`target`] touches a target.

mod difference;
mod order;
mod release;
pub mod rollback;
mod silence;
pub mod target;
mod wait;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, Diagnostics, MANIFEST_BROKEN, TARGET_FOREIGN};
use crate::identity::{Address, PublicationId};
use crate::seal::manifest::{Edition, File, Manifest, NEWEST, What, number_of, numbered};
use crate::seal::{Continues, FileKind, Previous};

pub use difference::{Difference, Size, Table};
pub use order::Contents;
pub use release::Release;
pub use target::{Folder, Headers, Listing, Payload, Session, Target};
pub use wait::{Clock, wait_until};

/// What whoever publishes says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terms<'a> {
    /// Why texts changed that say nothing of it.
    pub minor: Option<&'a str>,
    /// Whether a target is taken over that was not published to by this program.
    pub adopt: bool,
}

/// What lies on a target before it is changed.
#[derive(Debug)]
pub struct Live {
    /// What is served; `None` before the first time.
    pub previous: Option<Previous>,
    listing: Listing,
}

impl Live {
    /// Looks at a target.
    pub fn of(target: &dyn Target) -> Result<Live, Diagnostic> {
        let previous = match target.read(NEWEST)? {
            None => None,
            Some(bytes) => Some(Previous::read(&bytes).map_err(|problem| {
                MANIFEST_BROKEN.nowhere(format!("`{NEWEST}` on `{}`: {problem}", target.name()))
            })?),
        };
        Ok(Live { previous, listing: target.list()? })
    }

    /// Whether readers have a publication already. On a target without a manifest nothing can be
    /// told, and it is taken that they have.
    pub fn has(&self, id: &PublicationId) -> bool {
        self.manifest().is_none_or(|manifest| !manifest.editions_of(id).is_empty())
    }

    fn manifest(&self) -> Option<&Manifest> {
        self.previous.as_ref().map(|previous| &previous.manifest)
    }
}

/// A release beside what is served.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The manifest that the release gets.
    pub manifest: &'a Manifest,
    /// What it changes.
    pub difference: Difference<'a>,
    /// Files that did not change, and are not what the manifest that is served says.
    pub damaged: BTreeSet<String>,
    /// What lies on the target and no manifest names.
    pub foreign: Vec<String>,
    /// Publications that were served and leave no trace but that they are gone.
    pub erased: Vec<PublicationId>,
    /// Former manifests that go with them.
    erased_manifests: Vec<String>,
    /// Former manifests that stay.
    former_manifests: Vec<String>,
    /// Whether the former release is kept.
    keeps_former: bool,
}

impl Comparison<'_> {
    /// Whether the target is what the release wants it to be.
    pub fn is_empty(&self) -> bool {
        self.difference.is_empty() && self.damaged.is_empty()
    }

    /// How many files are put.
    pub fn puts(&self) -> usize {
        self.difference.added.len() + self.difference.changed.len() + self.damaged.len()
    }

    /// The pages of editions that readers have not seen before.
    pub fn new_pages(&self) -> impl Iterator<Item = &Edition> {
        let added = self.manifest.changes.iter().filter(|change| change.what == What::Added);
        let first = (self.manifest.number == 1).then_some(&self.manifest.editions);
        let editions =
            added.filter_map(|change| self.manifest.edition(&change.publication, &change.language));
        editions.chain(first.into_iter().flatten())
    }
}

/// The manifest that a release gets on a target.
pub fn manifest(
    release: &Release<'_>,
    target: &dyn Target,
    live: &Live,
    terms: Terms<'_>,
) -> Result<Manifest, Diagnostic> {
    if let Some(former) = live.manifest().filter(|former| release.manifest.serves_the_same(former))
    {
        return Ok(former.clone());
    }
    let continues = Continues { previous: live.previous.as_ref(), minor: terms.minor };
    let mut manifest = release.manifest.clone().after(continues);
    manifest.restores = release.restores;
    let gone = live.manifest().map(|former| erased(former, &manifest)).unwrap_or_default();
    if !gone.is_empty() {
        let former = live.listing.keys().filter(|path| number_of(path).is_some());
        for path in former {
            if names_any(target, path, &gone)? {
                manifest.erased.extend(number_of(path));
            }
        }
        manifest.erased.sort_unstable();
        manifest.erased.dedup();
    }
    Ok(manifest)
}

/// Whether a former manifest tells of publications that are erased; one that cannot be read might.
fn names_any(
    target: &dyn Target,
    path: &str,
    publications: &[PublicationId],
) -> Result<bool, Diagnostic> {
    let Some(bytes) = target.read(path)? else { return Ok(false) };
    let names = |manifest: Manifest| {
        let editions = manifest.editions.iter().map(|edition| &edition.publication);
        let changes = manifest.changes.iter().map(|change| &change.publication);
        let files = manifest.files.iter().filter_map(|file| file.publication.as_ref());
        editions.chain(changes).chain(files).any(|id| publications.contains(id))
    };
    Ok(path.ends_with(".json") && Manifest::read(&bytes).map_or(true, names))
}

/// The publications that a manifest has and the next has not, and whose pages are gone for good.
pub(crate) fn erased(former: &Manifest, next: &Manifest) -> Vec<PublicationId> {
    let is_gone = |edition: &Edition| {
        next.file(&edition.page).is_some_and(|file| file.kind == FileKind::Gone)
    };
    let mut erased = Vec::new();
    for editions in former.editions.chunk_by(|a, b| a.publication == b.publication) {
        let id = &editions[0].publication;
        if next.editions_of(id).is_empty() && editions.iter().all(is_gone) {
            erased.push(id.clone());
        }
    }
    erased
}

/// Holds a release against what a target serves. What a run that was interrupted left there is
/// `unfinished`, and ours.
pub fn compare<'a>(
    manifest: &'a Manifest,
    target: &dyn Target,
    live: &'a Live,
    unfinished: &BTreeSet<String>,
) -> Result<Comparison<'a>, Diagnostic> {
    let former = live.manifest();
    let difference = Difference::between(former, manifest);
    let damaged = |file: &&File| match target.is_intact(file, &live.listing) {
        Ok(true) => None,
        Ok(false) => Some(Ok(file.path.clone())),
        Err(fault) => Some(Err(fault)),
    };
    let damaged =
        difference.same.par_iter().filter_map(damaged).collect::<Result<_, Diagnostic>>()?;
    let (manifests, others): (Vec<&String>, Vec<&String>) = live
        .listing
        .keys()
        .filter(|path| path.as_str() != NEWEST && **path != numbered(manifest.number))
        .partition(|path| former.is_some() && number_of(path).is_some());
    let is_ours = |path: &str| {
        unfinished.contains(path) || former.is_some_and(|former| former.file(path).is_some())
    };
    let foreign = others.into_iter().filter(|path| !is_ours(path)).cloned().collect();
    let is_erased = |path: &str| {
        number_of(path).is_some_and(|number| manifest.erased.binary_search(&number).is_ok())
    };
    let (erased_manifests, former_manifests) =
        manifests.into_iter().cloned().partition(|path: &String| is_erased(path));
    let erased = former.map(|former| erased(former, manifest)).unwrap_or_default();
    Ok(Comparison {
        manifest,
        difference,
        damaged,
        foreign,
        keeps_former: erased.is_empty(),
        erased,
        erased_manifests,
        former_manifests,
    })
}

/// What keeps a release from its target: nothing that is not ours is written over, and nothing that
/// readers have seen changes in silence.
pub fn obstacles(
    release: &Release<'_>,
    comparison: &Comparison<'_>,
    target: &dyn Target,
    live: &Live,
    terms: Terms<'_>,
) -> Diagnostics {
    let mut out = Diagnostics::new();
    if !terms.adopt {
        out.extend(foreign(comparison, target, live));
    }
    let public = live.manifest().filter(|former| former.public);
    if let (Some(former), Some(site)) = (public, release.site) {
        out.append(silence::check(former, comparison.manifest, site, terms.minor));
    }
    out
}

/// What on a target is not ours and in the way.
fn foreign(comparison: &Comparison<'_>, target: &dyn Target, live: &Live) -> Option<Diagnostic> {
    const ADOPT: &str = "when this is the right target, take it over with `--adopt`";
    let name = target.name();
    let Some(former) = live.manifest() else {
        if comparison.foreign.is_empty() {
            return None;
        }
        let message = format!(
            "`{name}` holds {} that this program did not put there",
            files(comparison.foreign.len())
        );
        return Some(TARGET_FOREIGN.nowhere(message).help(ADOPT));
    };
    if !former.public {
        let message = format!("`{name}` holds a build with drafts, which was never for the public");
        return Some(TARGET_FOREIGN.nowhere(message).help(ADOPT));
    }
    if former.site != comparison.manifest.site {
        let message = format!(
            "`{name}` serves `{}`, and this is `{}`",
            former.site, comparison.manifest.site
        );
        return Some(TARGET_FOREIGN.nowhere(message).help(ADOPT));
    }
    let is_wanted = |path: &&String| comparison.manifest.file(path).is_some();
    let in_the_way = comparison.foreign.iter().find(is_wanted)?;
    let message = format!("`{in_the_way}` on `{name}` was not put there by this program");
    Some(TARGET_FOREIGN.nowhere(message).help(ADOPT))
}

/// `1 file`, `2 files`.
pub fn files(count: usize) -> String {
    format!("{count} file{}", if count == 1 { "" } else { "s" })
}

/// Brings a release to its target, within a session that began before the comparison was made.
/// `progress` is told of each file.
pub fn upload(
    session: Box<dyn Session + '_>,
    release: &Release<'_>,
    comparison: &Comparison<'_>,
    progress: &(dyn Fn() + Sync),
) -> Result<(), Diagnostic> {
    order::upload(session, &*release.contents, comparison, progress)
}

/// Where the file at a path is served: `it/index.html` at `/it/`.
pub fn address(path: &str) -> Address {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => {
            Address::new(format!("/{folder}"))
        }
        _ => Address::new(format!("/{path}")),
    }
}
