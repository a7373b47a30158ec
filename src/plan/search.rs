//! Which publications the search of a language holds, and the files that its page asks for.

use super::listings::is_listed;
use super::{Display, Ingredients, Plan, display};
use crate::diagnostics::{Diagnostics, Location, SEARCH_LIMIT};
use crate::identity::{Address, Lang, SourceId};
use crate::library::Index;

/// How many publications one file describes.
pub const DESCRIBED: usize = 40;
/// For how many publications there is one file of words, and how many such files at most.
const A_FILE_OF_WORDS: usize = 20;
const MOST_FILES_OF_WORDS: usize = 256;

/// A file of a language's search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchFile {
    /// What every search needs: facets, endings, synonyms, where words are.
    Index,
    /// Some words, with the publications that have them.
    Words(usize),
    /// Some publications, as results show them.
    Publications(usize),
}

/// The search of a language.
#[derive(Debug, Default)]
pub struct Search {
    /// The publications that it holds, the newest first.
    pub publications: Vec<Index>,
    /// How many older ones it does not hold.
    pub left_out: usize,
}

impl Search {
    /// In how many files its words are.
    pub fn files_of_words(&self) -> usize {
        self.publications.len().div_ceil(A_FILE_OF_WORDS).clamp(1, MOST_FILES_OF_WORDS)
    }

    /// Its files, the index first.
    pub fn files(&self) -> impl Iterator<Item = SearchFile> {
        let words = (0..self.files_of_words()).map(SearchFile::Words);
        let described = self.publications.len().div_ceil(DESCRIBED);
        let described = (0..described).map(SearchFile::Publications);
        std::iter::once(SearchFile::Index).chain(words).chain(described)
    }
}

/// The folder of a language's search.
pub fn search_folder(lang: &Lang) -> Address {
    Address::new(format!("/search/{lang}/"))
}

/// Where a file of a language's search is.
pub fn search_file(lang: &Lang, file: SearchFile) -> Address {
    let folder = search_folder(lang);
    Address::new(match file {
        SearchFile::Index => format!("{folder}index.json"),
        SearchFile::Words(number) => format!("{folder}words-{number}.json"),
        SearchFile::Publications(number) => format!("{folder}publications-{number}.json"),
    })
}

/// Gathers what each language's search holds: what its lists can show, and pages. Where an edition
/// is missing, a publication is found by its original, unless a notice stands in for it.
pub(super) fn collect(plan: &mut Plan, ingredients: &Ingredients<'_>, out: &mut Diagnostics) {
    let Some(limit) = ingredients.search else { return };
    for lang in &plan.languages {
        let mut search = Search::default();
        for (index, publication) in ingredients.library.iter().filter(|(_, p)| is_listed(p)) {
            let (_, edition) = publication.edition_for(lang);
            let shown = display(ingredients.config, publication, lang);
            if !matches!(shown, Some(Display::Own | Display::Foreign))
                || edition.facts.withdrawn.is_some()
            {
                continue;
            }
            match search.publications.len() < limit {
                true => search.publications.push(index),
                false => search.left_out += 1,
            }
        }
        if search.left_out > 0 && !ingredients.config.is_pseudo(lang) {
            let site = SourceId::new("site.yaml");
            let at = match ingredients.config.search_limit_is_said {
                true => Location::field(&site, "search_limit"),
                false => Location::whole(&site),
            };
            let total = limit + search.left_out;
            let message =
                format!("the search in `{lang}` holds the newest {limit} of {total} publications");
            out.push(SEARCH_LIMIT.at(at, message).help("`search_limit` says how many it holds"));
        }
        plan.searches.insert(lang.clone(), search);
    }
}
