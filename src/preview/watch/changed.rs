//! What a burst of events has changed.

use std::collections::BTreeSet;

use notify::event::{AccessKind, AccessMode, MetadataKind, ModifyKind};
use notify::{Event, EventKind};

use super::watched::Watched;
use crate::identity::SourceId;
use crate::sources::{FILES, FOLDERS, Sources};

/// Files and folders that have changed.
#[derive(Default)]
pub(super) struct Changed {
    pub(super) paths: BTreeSet<SourceId>,
    /// Those of them that are folders, in which more may have changed than was told.
    pub(super) folders: BTreeSet<SourceId>,
}

impl Changed {
    /// What some events tell of.
    pub(super) fn of(burst: &[Event], watched: &Watched<'_>) -> Changed {
        let mut changed = Changed::default();
        for event in burst.iter().filter(|event| is_change(event)) {
            if event.need_rescan() {
                let all = Changed::everything();
                changed.paths.extend(all.paths);
                changed.folders.extend(all.folders);
            }
            for path in &event.paths {
                let Some(id) = watched.source(path) else { continue };
                let known = if path.is_dir() { &mut changed.folders } else { &mut changed.paths };
                known.insert(id);
            }
        }
        changed
    }

    /// All that a site is read from.
    pub(super) fn everything() -> Changed {
        let ids = |names: &[&str]| names.iter().map(SourceId::new).collect();
        Changed { paths: ids(FILES), folders: ids(FOLDERS) }
    }
}

/// What the site had, and what is not there now.
pub(super) struct Gone<'s> {
    sources: &'s Sources,
    paths: BTreeSet<SourceId>,
}

impl<'s> Gone<'s> {
    pub(super) fn new(sources: &'s Sources) -> Self {
        Gone { sources, paths: BTreeSet::new() }
    }

    /// Adds what some events may tell of.
    pub(super) fn add(&mut self, burst: &[Event], watched: &Watched<'_>) {
        let paths = burst.iter().filter(|event| is_change(event)).flat_map(|event| &event.paths);
        let known = paths.filter_map(|path| watched.source(path));
        self.paths.extend(known.filter(|id| self.sources.knows(id)));
    }

    /// Whether anything is still gone.
    pub(super) fn is_any(&mut self) -> bool {
        while let Some(path) = self.paths.first() {
            if !self.sources.path(path).exists() {
                return true;
            }
            self.paths.pop_first();
        }
        false
    }
}

/// Whether an event can change what a site says: reading a file does not, nor does touching it.
fn is_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        EventKind::Modify(ModifyKind::Metadata(kind)) => kind == MetadataKind::Any,
        _ => true,
    }
}
