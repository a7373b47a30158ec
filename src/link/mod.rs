//! From a selection to a [`Library`]: ids of headings, what links lead to, versions, related
//! publications, attachments with their digests.
//!
//! [`link`] is the entry. It sees only what `select` let pass, plus the names of what it did not,
//! so that it can say why a link leads nowhere. It knows no addresses.

mod alone;
mod files;
mod headings;
mod known;
mod lag;
mod references;
mod relations;
mod versions;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::library::Library;
use crate::select::Selection;
use crate::sources::Sources;
use alone::Alone;
use known::Known;

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
    let read: Vec<(Alone, Diagnostics)> = publications
        .into_par_iter()
        .map(|publication| {
            let mut out = Diagnostics::new();
            (Alone::read(sources, config, publication, &mut out), out)
        })
        .collect();
    let mut alone = Vec::with_capacity(read.len());
    for (publication, faults) in read {
        alone.push(publication);
        out.append(faults);
    }
    let known = Known::new(&alone, hidden, broken);
    let versions = versions::find(&alone, &known, out);
    let related = relations::find(&alone, &versions, &known, out);
    let references = references::find(&alone, &versions, &known, out);
    let together = alone.into_iter().zip(versions).zip(related).zip(references);
    Library::new(
        together
            .map(|(((alone, versions), related), links)| alone.linked(versions, related, links))
            .collect(),
    )
}
