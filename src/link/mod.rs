//! From a selection to a [`Library`]: ids of headings, what links lead to, versions, related
//! publications, attachments with their digests.
//!
//! [`link`] is the entry. It sees only what `select` let pass, plus the names of what it did not,
//! so that it can say why a link leads nowhere. It knows no addresses.

mod alone;
mod exhibits;
mod figures;
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
use crate::translation::Rules;
use alone::Alone;
use known::Known;

/// How many related publications are kept.
pub const RELATED: usize = 8;

/// Links everything that is visible.
pub fn link(
    sources: &Sources,
    config: &Config,
    rules: &Rules,
    selection: Selection,
    out: &mut Diagnostics,
) -> Library {
    let (alone, known) = by_themselves(sources, config, selection, out);
    let versions = versions::find(&alone, &known, out);
    let related = relations::find(&alone, &versions, &known, out);
    let references = references::find(&alone, &versions, &known, out);
    let together = alone.into_iter().zip(versions).zip(related).zip(references);
    let mut library = Library::new(
        together
            .map(|(((alone, versions), related), links)| alone.linked(versions, related, links))
            .collect(),
    );
    exhibits::answer(&mut library, &known, &config.vocabulary, out);
    figures::check(&library, &known, config, rules, out);
    library
}

/// Links what an index tells of: versions and files, no text and nothing to read beside it.
pub fn link_index(
    sources: &Sources,
    config: &Config,
    selection: Selection,
    out: &mut Diagnostics,
) -> Library {
    let (alone, known) = by_themselves(sources, config, selection, out);
    let versions = versions::find(&alone, &known, out);
    let together = alone.into_iter().zip(versions).map(|(alone, versions)| {
        let no_links = vec![Vec::new(); alone.editions.len()];
        alone.linked(versions, Vec::new(), no_links)
    });
    Library::new(together.collect())
}

/// Looks at each publication's own files, in the library's order.
fn by_themselves(
    sources: &Sources,
    config: &Config,
    selection: Selection,
    out: &mut Diagnostics,
) -> (Vec<Alone>, Known) {
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
    (alone, known)
}
