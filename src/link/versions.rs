//! Versions of a document: who supersedes whom, and which is the latest.

use super::alone::Alone;
use super::known::Known;
use crate::diagnostics::{Diagnostics, Location, SUPERSEDES_CYCLE};
use crate::library::Index;

/// Where a publication stands among the versions of its document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Versions {
    /// What it replaces.
    pub(super) supersedes: Option<Index>,
    /// What replaces it.
    pub(super) superseded_by: Option<Index>,
    /// The first version.
    pub(super) first: Index,
    /// The newest version.
    pub(super) latest: Index,
}

/// Follows `supersedes`.
pub(super) fn find(publications: &[Alone], known: &Known, out: &mut Diagnostics) -> Vec<Versions> {
    let alone = |at: usize| {
        let own = Index(at as u32);
        Versions { supersedes: None, superseded_by: None, first: own, latest: own }
    };
    let mut versions: Vec<Versions> = (0..publications.len()).map(alone).collect();
    for (at, publication) in publications.iter().enumerate() {
        let Some(id) = &publication.facts.supersedes else { continue };
        let source = publication.id.source("publication.yaml");
        let place = Location::field(&source, "supersedes");
        let Some(older) = known.find(id, &publication.id, &place, out) else { continue };
        let newer = Index(at as u32);
        let problem = if older == newer {
            Some("a publication cannot supersede itself".to_owned())
        } else if let Some(rival) = versions[older.0 as usize].superseded_by {
            let rival = &publications[rival.0 as usize].id;
            Some(format!("`{id}` is already superseded by `{rival}`"))
        } else if reaches(&versions, older, newer) {
            Some("publications supersede one another in a circle".to_owned())
        } else {
            None
        };
        match problem {
            Some(problem) => out.push(SUPERSEDES_CYCLE.at(place, problem)),
            None => {
                versions[newer.0 as usize].supersedes = Some(older);
                versions[older.0 as usize].superseded_by = Some(newer);
            }
        }
    }
    families(&mut versions);
    versions
}

/// Whether following `supersedes` from `from` leads to `to`.
fn reaches(versions: &[Versions], from: Index, to: Index) -> bool {
    let mut at = Some(from);
    while let Some(index) = at {
        if index == to {
            return true;
        }
        at = versions[index.0 as usize].supersedes;
    }
    false
}

/// Tells every version of a document its first and latest one.
fn families(versions: &mut [Versions]) {
    for start in 0..versions.len() {
        if versions[start].supersedes.is_some() || versions[start].superseded_by.is_none() {
            continue;
        }
        let first = Index(start as u32);
        let mut family = vec![first];
        let mut at = versions[start].superseded_by;
        while let Some(index) = at {
            family.push(index);
            at = versions[index.0 as usize].superseded_by;
        }
        let latest = family[family.len() - 1];
        for index in family {
            versions[index.0 as usize].first = first;
            versions[index.0 as usize].latest = latest;
        }
    }
}
