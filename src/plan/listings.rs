//! What each list holds, in each language.

use std::collections::BTreeMap;

use super::{Ingredients, Plan, Scope, display};
use crate::config::Config;
use crate::identity::Lang;
use crate::library::{Index, Publication};

/// How many publications the front page of a list shows; the others are in its archives.
pub const FRONT: usize = 50;

/// A list in one language: publications in the library's order, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Every entry.
    pub entries: Vec<Index>,
    /// The entries by year. A year's archive never changes when another year gains a release.
    pub years: BTreeMap<i16, Vec<Index>>,
}

impl Listing {
    /// The entries before and after one: the next newer, the next older.
    pub fn neighbours(&self, of: Index) -> (Option<Index>, Option<Index>) {
        match self.entries.binary_search(&of) {
            Ok(at) => {
                let newer = at.checked_sub(1).map(|at| self.entries[at]);
                (newer, self.entries.get(at + 1).copied())
            }
            Err(_) => (None, None),
        }
    }

    fn push(&mut self, index: Index, year: i16) {
        self.entries.push(index);
        self.years.entry(year).or_default().push(index);
    }
}

/// Whether a publication stands in lists: older versions and tombstones do not.
pub(super) fn is_listed(publication: &Publication) -> bool {
    !publication.is_superseded() && !publication.is_withdrawn()
}

/// Whether it stands in the lists of a language.
fn is_listed_in(config: &Config, publication: &Publication, lang: &Lang) -> bool {
    let (_, edition) = publication.edition_for(lang);
    display(config, publication, lang).is_some() && edition.facts.withdrawn.is_none()
}

/// Whether the index of a language has an entry.
pub(super) fn has_index(ingredients: &Ingredients<'_>, lang: &Lang) -> bool {
    let config = ingredients.config;
    let shelved = |p: &Publication| config.catalogue.contains(&p.facts.kind) && is_listed(p);
    ingredients.library.iter().any(|(_, p)| shelved(p) && is_listed_in(config, p, lang))
}

/// Puts every publication into its lists, in every language in which it can be reached.
pub(super) fn collect(plan: &mut Plan, ingredients: &Ingredients<'_>) {
    for (index, publication) in ingredients.library.iter().filter(|(_, p)| is_listed(p)) {
        let facts = &publication.facts;
        let year = facts.date.day().year();
        let kind = facts.kind.spec().listed.then_some(Scope::Kind(facts.kind));
        let indexed = ingredients.config.catalogue.contains(&facts.kind);
        let in_index = std::iter::once(Scope::Catalogue)
            .chain(facts.topics.iter().cloned().map(Scope::CatalogueTopic));
        let scopes: Vec<Scope> = kind
            .into_iter()
            .chain(in_index.filter(|_| indexed))
            .chain(facts.topics.iter().cloned().map(Scope::Topic))
            .chain(facts.series.clone().map(Scope::Series))
            .collect();
        for lang in &plan.languages {
            if !is_listed_in(ingredients.config, publication, lang) {
                continue;
            }
            for scope in &scopes {
                let key = (scope.clone(), lang.clone());
                plan.listings.entry(key).or_default().push(index, year);
            }
        }
    }
}
