//! Versions of a document: who supersedes whom, and which is the latest.

use super::references::Unseen;
use crate::diagnostics::{Diagnostics, Location, SUPERSEDES_CYCLE};
use crate::library::{Index, Publication};
use crate::publication::Status;

/// Follows `supersedes` and sets status, first and latest version.
pub(super) fn link(publications: &mut [Publication], unseen: &Unseen, out: &mut Diagnostics) {
    let find = super::references::finder(publications);
    let mut pairs: Vec<(Index, Index)> = Vec::new();
    for (at, publication) in publications.iter().enumerate() {
        let Some(id) = &publication.facts.supersedes else { continue };
        let source = publication.id.source("publication.yaml");
        let at_field = Location::field(&source, "supersedes");
        match find.find(id) {
            None => unseen.report(id, at_field, &publication.id, &find.ids(), out),
            Some(older) if older.0 as usize == at => {
                out.push(SUPERSEDES_CYCLE.at(at_field, "a publication cannot supersede itself"));
            }
            Some(older) => pairs.push((Index(at as u32), older)),
        }
    }
    for (newer, older) in pairs {
        let rival = publications[older.0 as usize].superseded_by;
        if rival.is_some() || reaches(publications, older, newer) {
            let source = publications[newer.0 as usize].id.source("publication.yaml");
            let message = match rival {
                Some(rival) => format!(
                    "`{}` is already superseded by `{}`",
                    publications[older.0 as usize].id, publications[rival.0 as usize].id
                ),
                None => "publications supersede one another in a circle".to_owned(),
            };
            out.push(SUPERSEDES_CYCLE.at(Location::field(&source, "supersedes"), message));
            continue;
        }
        publications[newer.0 as usize].supersedes = Some(older);
        let replaced = &mut publications[older.0 as usize];
        replaced.superseded_by = Some(newer);
        replaced.status = Some(Status::Superseded);
    }
    families(publications);
}

/// Whether following `supersedes` from `from` leads to `to`.
fn reaches(publications: &[Publication], from: Index, to: Index) -> bool {
    let mut at = Some(from);
    while let Some(index) = at {
        if index == to {
            return true;
        }
        at = publications[index.0 as usize].supersedes;
    }
    false
}

/// Tells every version of a document its first and latest one.
fn families(publications: &mut [Publication]) {
    for start in 0..publications.len() {
        if publications[start].supersedes.is_some() || publications[start].superseded_by.is_none() {
            continue;
        }
        let first = Index(start as u32);
        let mut family = vec![first];
        let mut at = publications[start].superseded_by;
        while let Some(index) = at {
            family.push(index);
            at = publications[index.0 as usize].superseded_by;
        }
        let latest = family[family.len() - 1];
        for index in family {
            publications[index.0 as usize].first_version = first;
            publications[index.0 as usize].latest_version = latest;
        }
    }
}
