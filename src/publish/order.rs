//! The order in which a release reaches its target: what pages need, pages, what leads to them,
//! what vouches for all; then the manifest; then what is no longer there is taken away.
//!
//! So a reader finds the old site, or the new one with every part that a page needs. Each file is
//! read back before the manifest vouches for it.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Comparison;
use super::target::{Headers, Payload, Session};
use crate::diagnostics::{Diagnostic, SOURCE_CHANGED, TARGET};
use crate::seal::Wave;
use crate::seal::manifest::{File, Manifest, NEWEST, numbered};
use crate::sources::FileDigest;

/// Where the files of a release come from.
pub trait Contents: Sync {
    /// A file, and what is said of it when it is served.
    fn content(&self, file: &File) -> Result<(Payload, Headers), Diagnostic>;
}

/// Brings a release to its target. `progress` is told of each file.
pub(super) fn upload(
    session: Box<dyn Session + '_>,
    contents: &dyn Contents,
    comparison: &Comparison<'_>,
    progress: &(dyn Fn() + Sync),
) -> Result<(), Diagnostic> {
    let new = comparison.manifest;
    let unfinished = session.unfinished();
    let is_left = |path: &str| unfinished.contains(path);
    let (same, doubtful): (Vec<&File>, Vec<&File>) = comparison
        .difference
        .same
        .iter()
        .copied()
        .partition(|file| !comparison.damaged.contains(&file.path) && !is_left(&file.path));
    let put: Vec<&File> = [&comparison.difference.added, &comparison.difference.changed, &doubtful]
        .into_iter()
        .flatten()
        .copied()
        .collect();
    let mut remove: BTreeSet<String> =
        comparison.difference.removed.iter().map(|file| file.path.clone()).collect();
    remove.extend(unfinished.into_iter().filter(|path| new.file(path).is_none()));
    remove.extend(comparison.erased_manifests.iter().cloned());
    let touched = put.iter().map(|file| file.path.clone()).chain(remove.iter().cloned());
    session.announce(&touched.collect())?;

    same.par_iter().try_for_each(|file| session.leave(&file.path))?;
    let stays: Vec<&String> =
        comparison.foreign.iter().filter(|path| new.file(path).is_none()).collect();
    stays.par_iter().try_for_each(|path| session.leave(path))?;
    comparison.former_manifests.par_iter().try_for_each(|path| session.leave(path))?;
    for wave in Wave::ALL {
        let files: Vec<&&File> = put.iter().filter(|file| file.kind.wave() == wave).collect();
        files.par_iter().try_for_each(|file| {
            put_one(&*session, contents, file)?;
            progress();
            Ok::<(), Diagnostic>(())
        })?;
        files.par_iter().try_for_each(|file| verify(&*session, file))?;
    }
    put_manifest(&*session, new)?;
    remove.par_iter().try_for_each(|path| session.remove(path))?;
    session.finish(comparison.keeps_former)
}

fn put_one(session: &dyn Session, contents: &dyn Contents, file: &File) -> Result<(), Diagnostic> {
    let (content, headers) = contents.content(file)?;
    let took = session.put(&file.path, &content, &headers)?;
    match is(file, &took) {
        true => Ok(()),
        false => Err(SOURCE_CHANGED
            .nowhere(format!("what belongs at `{}` changed while it was published", file.path))
            .help("run the command again")),
    }
}

/// Reads a file back from the target.
fn verify(session: &dyn Session, file: &File) -> Result<(), Diagnostic> {
    match session.read_back(&file.path)? {
        Some(found) if is(file, &found) => Ok(()),
        found => {
            let what = found.map_or("is not there", |_| "has other bytes");
            Err(TARGET
                .nowhere(format!("`{}` was put on the target and {what}", file.path))
                .help("see whether something else writes there, and run the command again"))
        }
    }
}

fn is(file: &File, found: &FileDigest) -> bool {
    (found.sha256, found.length) == (file.sha256, file.length)
}

fn put_manifest(session: &dyn Session, manifest: &Manifest) -> Result<(), Diagnostic> {
    let bytes = manifest.write();
    let path = numbered(manifest.number);
    session.put(&path, &Payload::Bytes(bytes.clone()), &Headers::of("application/json", &path))?;
    session.switch(&bytes, &Headers::of("application/json", NEWEST))
}
