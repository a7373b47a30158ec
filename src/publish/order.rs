//! The order in which a release reaches its target: what pages need, pages, what leads to them,
//! what vouches for all; then the manifest; then what is no longer there is taken away.
//!
//! So a reader finds the old site, or the new one with every part that a page needs. Each file is
//! read back before the manifest vouches for it.

use std::collections::BTreeSet;

use rayon::ThreadPoolBuilder;
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

/// What a run does, file by file.
struct Work<'a> {
    /// What is put: new files, others than before, and those that cannot be relied on.
    put: Vec<&'a File>,
    /// What stays as it is.
    leave: Vec<&'a str>,
    /// What is taken away at the end.
    remove: BTreeSet<String>,
}

impl<'a> Work<'a> {
    fn of(comparison: &'a Comparison<'_>, unfinished: &BTreeSet<String>) -> Self {
        let new = comparison.manifest;
        let difference = &comparison.difference;
        let is_sound = |file: &&&File| {
            !comparison.damaged.contains(&file.path) && !unfinished.contains(&file.path)
        };
        let (same, doubtful): (Vec<&File>, Vec<&File>) =
            difference.same.iter().partition(|file| is_sound(file));
        let others = [&difference.added, &difference.changed, &doubtful];
        // What is not ours and at an address of ours is replaced.
        let foreign = comparison.foreign.iter().filter(|path| new.file(path).is_none());
        let stays = foreign.chain(&comparison.former_manifests).map(String::as_str);
        let removed = difference.removed.iter().map(|file| &file.path);
        let left_over = unfinished.iter().filter(|path| new.file(path).is_none());
        let remove = removed.chain(left_over).chain(&comparison.erased_manifests);
        Work {
            put: others.into_iter().flatten().copied().collect(),
            leave: same.iter().map(|file| file.path.as_str()).chain(stays).collect(),
            remove: remove.cloned().collect(),
        }
    }

    /// Every path that is not left as it is.
    fn touched(&self) -> BTreeSet<String> {
        self.put.iter().map(|file| &file.path).chain(&self.remove).cloned().collect()
    }
}

/// Brings a release to its target. `progress` is told of each file.
pub(super) fn upload(
    session: Box<dyn Session + '_>,
    contents: &dyn Contents,
    comparison: &Comparison<'_>,
    progress: &(dyn Fn() + Sync),
) -> Result<(), Diagnostic> {
    let work = Work::of(comparison, &session.unfinished());
    let held = &*session;
    let transfer = || transfer(held, contents, comparison.manifest, &work, progress);
    match session.parallel().map(|threads| ThreadPoolBuilder::new().num_threads(threads).build()) {
        Some(Ok(pool)) => pool.install(transfer)?,
        Some(Err(_)) | None => transfer()?,
    }
    session.finish(comparison.keeps_former)
}

fn transfer(
    session: &dyn Session,
    contents: &dyn Contents,
    new: &Manifest,
    work: &Work<'_>,
    progress: &(dyn Fn() + Sync),
) -> Result<(), Diagnostic> {
    session.announce(&work.touched())?;
    work.leave.par_iter().try_for_each(|path| session.leave(path))?;
    for wave in Wave::ALL {
        let files: Vec<&File> =
            work.put.iter().copied().filter(|file| file.kind.wave() == wave).collect();
        files.par_iter().try_for_each(|file| {
            put_one(session, contents, file)?;
            progress();
            Ok::<(), Diagnostic>(())
        })?;
        files.par_iter().try_for_each(|file| verify(session, file))?;
    }
    put_manifest(session, new)?;
    work.remove.par_iter().try_for_each(|path| session.remove(path))
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
