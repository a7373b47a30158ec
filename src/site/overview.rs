//! How every translation of a site stands, the most urgent first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::{Config, Stage};
use crate::identity::{Lang, PublicationId};
use crate::parse::{ParsedPublication, Target};
use crate::sources::Sources;
use crate::translation::{State, Tally};

/// How many days newer a publication counts for each link that leads to it.
const DAYS_A_LINK: i64 = 30;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// How one translation stands.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'p> {
    /// The publication.
    pub publication: &'p PublicationId,
    /// The language of the translation.
    pub lang: &'p Lang,
    /// The language of the original.
    pub original: &'p Lang,
    /// How urgent it is: the newer, and the more lead to it, the more.
    pub weight: i64,
    /// Whether there is such an edition.
    pub exists: bool,
    /// Its blocks and words by state.
    pub tally: Tally,
}

impl Standing<'_> {
    /// Whether there is anything to do about it.
    pub fn is_open(&self) -> bool {
        let open = State::ALL.iter().filter(|state| !state.is_settled());
        !self.exists || open.into_iter().any(|state| self.tally.blocks(*state) > 0)
    }
}

/// How every translation stands: those that exist, and those that the site's full languages lack.
/// The most urgent first.
pub fn overview<'p>(
    sources: &Sources,
    config: &'p Config,
    publications: &'p [ParsedPublication],
    weights: &Weights<'p>,
) -> Vec<Standing<'p>> {
    let mut rows: Vec<Standing<'p>> = publications
        .par_iter()
        .flat_map_iter(|publication| of_publication(publication, sources, config, weights))
        .collect();
    rows.sort_by_key(|row| (Reverse(row.weight), row.publication, row.lang));
    rows
}

/// Blocks and words of each language.
pub fn totals<'p>(rows: &[Standing<'p>]) -> BTreeMap<&'p Lang, Tally> {
    let mut totals: BTreeMap<&Lang, Tally> = BTreeMap::new();
    for row in rows {
        totals.entry(row.lang).or_default().merge(&row.tally);
    }
    totals
}

/// How urgent publications are. One whose facts cannot be read has no weight.
pub type Weights<'p> = BTreeMap<&'p PublicationId, i64>;

/// Weighs every publication: the newer it is and the more texts link to it, the heavier.
pub fn weights(publications: &[ParsedPublication]) -> Weights<'_> {
    let links = inbound_links(publications);
    let weight = |publication: &ParsedPublication| {
        let age = publication.facts.as_ref()?.date.day().duration_since(EPOCH).as_hours() / 24;
        Some(age + DAYS_A_LINK * links.get(&publication.folder.id).copied().unwrap_or(0))
    };
    let weighed = publications.iter().filter_map(|p| Some((&p.folder.id, weight(p)?)));
    weighed.collect()
}

/// How many texts link to each publication.
fn inbound_links(publications: &[ParsedPublication]) -> BTreeMap<&PublicationId, i64> {
    let mut links: BTreeMap<&PublicationId, i64> = BTreeMap::new();
    for publication in publications {
        let documents = publication.editions.values().flatten();
        let targets = documents.flat_map(|document| &document.outline.links);
        for link in targets {
            if let Target::Publication { id, .. } = &link.target
                && *id != publication.folder.id
            {
                *links.entry(id).or_default() += 1;
            }
        }
    }
    links
}

fn of_publication<'p>(
    publication: &'p ParsedPublication,
    sources: &Sources,
    config: &'p Config,
    weights: &Weights<'p>,
) -> Vec<Standing<'p>> {
    let weight = weights.get(&publication.folder.id).copied();
    let (Some(weight), Some(original)) = (weight, publication.original(config)) else {
        return Vec::new();
    };
    let exists = |lang: &Lang| publication.editions.contains_key(lang);
    let row = |lang: &'p Lang, exists: bool, tally: Tally| Standing {
        publication: &publication.folder.id,
        lang,
        original,
        weight,
        exists,
        tally,
    };
    let translated = publication.reports.iter().map(|(lang, report)| row(lang, true, report.tally));
    let full = config.languages.iter().filter(|(_, stage)| *stage == Stage::Full);
    let absent: Vec<&Lang> = full.map(|(lang, _)| lang).filter(|lang| !exists(lang)).collect();
    let missing = match absent.is_empty() {
        true => Tally::default(),
        false => publication.untranslated(sources, config),
    };
    let absent = absent.into_iter().map(|lang| row(lang, false, missing));
    translated.chain(absent).collect()
}
