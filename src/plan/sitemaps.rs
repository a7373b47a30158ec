//! Which pages the sitemap names, and into how many files they go.

use std::collections::btree_map::Entry;

use super::{Display, Ingredients, PageKey, Plan, Spec, display};
use crate::diagnostics::{Diagnostics, SLUG_DUPLICATE};
use crate::identity::{Address, Lang};

/// How many addresses one file of the sitemap holds; the protocol allows 50,000 and 50 MiB.
pub const SITEMAP_PART: usize = 25_000;

/// The address of one part of a large sitemap, counted from 0.
pub fn sitemap_part(part: usize) -> Address {
    Address::new(format!("/sitemap-{}.xml", part + 1))
}

/// Gathers the pages that may be found and gives the sitemap its addresses.
pub(super) fn add(plan: &mut Plan, ingredients: &Ingredients<'_>, out: &mut Diagnostics) {
    plan.findable = plan
        .specs
        .values()
        .filter_map(|spec| match spec {
            Spec::Page(key, lang) if is_findable(ingredients, key, lang) => {
                Some((key.clone(), lang.clone()))
            }
            _ => None,
        })
        .collect();
    let whole = Address::new("/sitemap.xml");
    let parts = plan.findable.len().div_ceil(SITEMAP_PART);
    let mut files = Vec::new();
    if parts <= 1 {
        files.push((whole, Spec::Sitemap(None)));
    } else {
        files.push((whole, Spec::SitemapIndex));
        files.extend((0..parts).map(|part| (sitemap_part(part), Spec::Sitemap(Some(part)))));
    }
    for (address, spec) in files {
        match plan.specs.entry(address) {
            Entry::Vacant(free) => {
                free.insert(spec);
            }
            Entry::Occupied(taken) => {
                let message = format!("`{}` is the address of the sitemap", taken.key());
                out.push(SLUG_DUPLICATE.nowhere(message).help("give the other file another name"));
            }
        }
    }
}

/// Real pages only: no stand-in for a translation, no tombstone, no page of an error, no disguise.
fn is_findable(ingredients: &Ingredients<'_>, key: &PageKey, lang: &Lang) -> bool {
    if ingredients.config.is_pseudo(lang) {
        return false;
    }
    match key {
        PageKey::Home
        | PageKey::Listing(_)
        | PageKey::Archive(..)
        | PageKey::Comparison(_)
        | PageKey::Glossary
        | PageKey::Search => true,
        PageKey::NotFound => false,
        PageKey::Publication(index) => {
            let publication = ingredients.library.get(*index);
            let (_, edition) = publication.edition_for(lang);
            display(ingredients.config, publication, lang) == Some(Display::Own)
                && edition.facts.withdrawn.is_none()
        }
    }
}
