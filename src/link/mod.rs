//! From a selection to a [`Library`]: ids of headings, what links lead to, versions, related
//! publications, attachments with their digests.
//!
//! [`link`] is the entry. It sees only what `select` let pass, plus the names of what it did not,
//! so that it can say why a link leads nowhere. It knows no addresses.

mod files;
mod headings;
mod lag;
mod references;
mod relations;
mod versions;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::identity::Lang;
use crate::library::{Edition, Index, Library, Publication};
use crate::parse::Document;
use crate::select::{Selection, VisiblePublication};
use crate::slug::short_slug;
use crate::sources::Sources;

/// How many related publications are kept.
pub const RELATED: usize = 8;

/// Links everything that is visible.
pub fn link(
    sources: &Sources,
    config: &Config,
    selection: Selection,
    out: &mut Diagnostics,
) -> Library {
    let Selection { mut publications, hidden, broken } = selection;
    publications.sort_by_cached_key(|p| {
        (std::cmp::Reverse(p.facts.date.instant(&config.time_zone)), p.id.clone())
    });
    let linked: Vec<(Publication, Diagnostics)> = publications
        .into_par_iter()
        .enumerate()
        .map(|(at, publication)| {
            let mut out = Diagnostics::new();
            (alone(sources, config, Index(at as u32), publication, &mut out), out)
        })
        .collect();
    let mut publications = Vec::with_capacity(linked.len());
    for (publication, faults) in linked {
        publications.push(publication);
        out.append(faults);
    }
    let unseen = references::Unseen { hidden, broken };
    versions::link(&mut publications, &unseen, out);
    relations::link(&mut publications, &unseen, out);
    references::link(&mut publications, &unseen, out);
    Library::new(publications)
}

/// What can be said of a publication without knowing any other.
fn alone(
    sources: &Sources,
    config: &Config,
    index: Index,
    publication: VisiblePublication,
    out: &mut Diagnostics,
) -> Publication {
    let VisiblePublication { id, facts, original, editions, reports, files } = publication;
    let files = files::read(sources, config, &id, &facts, &editions, files, out);
    let ids = headings::ids(&editions, &original, out);
    let mut marks = lag::marks(&original, &reports);
    let editions: BTreeMap<Lang, Box<Edition>> = editions
        .into_iter()
        .zip(ids)
        .map(|((lang, document), heading_ids)| {
            let slug = slug(&document, id.leaf());
            let Document { source, facts, outline, body } = *document;
            let marks = marks.remove(&lang).unwrap_or_default();
            let edition = Edition {
                source,
                facts,
                slug,
                outline,
                heading_ids,
                references: Vec::new(),
                // A marked body is made when it is asked for: few are.
                body: body.filter(|_| marks.is_empty()),
                marks,
                lag: reports.get(&lang).and_then(lag::lag),
            };
            (lang, Box::new(edition))
        })
        .collect();
    Publication {
        status: facts.status,
        id,
        facts,
        original,
        editions,
        attachments: files.attachments,
        pictures: files.pictures,
        supersedes: None,
        superseded_by: None,
        first_version: index,
        latest_version: index,
        related: Vec::new(),
    }
}

fn slug(document: &Document, leaf: &str) -> String {
    let written = document.facts.slug.clone();
    let made = || Some(short_slug(&document.facts.title)).filter(|slug| !slug.is_empty());
    written.or_else(made).unwrap_or_else(|| leaf.to_owned())
}
