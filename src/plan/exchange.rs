//! What is served for programs: feeds of lists, the index in exchange formats, citations.

use super::addresses::Assigner;
use super::{PageKey, Spec};
use crate::config::Config;
use crate::identity::{Address, Lang};
use crate::library::{Edition, Index, Publication};

/// In which form a feed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedFormat {
    /// Atom, RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl FeedFormat {
    /// Every form.
    pub const ALL: &[FeedFormat] = &[FeedFormat::Atom, FeedFormat::Json];

    /// The file's name beside the list.
    fn file(self) -> &'static str {
        match self {
            FeedFormat::Atom => "feed.xml",
            FeedFormat::Json => "feed.json",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
        }
    }
}

/// The whole index in a form for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exchange {
    /// JSON after the schema that lies beside it.
    Json,
    /// The JSON Schema.
    Schema,
    /// A line an edition.
    Csv,
    /// BibTeX.
    Bibtex,
    /// RIS.
    Ris,
    /// CSL-JSON.
    CslJson,
    /// A DCAT-AP catalogue of datasets, as JSON-LD.
    Dcat,
}

impl Exchange {
    /// Every form.
    pub const ALL: &[Exchange] = &[
        Exchange::Json,
        Exchange::Schema,
        Exchange::Csv,
        Exchange::Bibtex,
        Exchange::Ris,
        Exchange::CslJson,
        Exchange::Dcat,
    ];

    /// Where it is served: once, whatever the language.
    pub fn address(self) -> Address {
        Address::new(match self {
            Exchange::Json => "/publications.json",
            Exchange::Schema => "/publications.schema.json",
            Exchange::Csv => "/publications.csv",
            Exchange::Bibtex => "/publications.bib",
            Exchange::Ris => "/publications.ris",
            Exchange::CslJson => "/publications.csl.json",
            Exchange::Dcat => "/catalog.jsonld",
        })
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Exchange::Json => "application/json",
            Exchange::Schema => "application/schema+json",
            Exchange::Csv => "text/csv",
            Exchange::Bibtex => Citation::Bibtex.media_type(),
            Exchange::Ris => Citation::Ris.media_type(),
            Exchange::CslJson => Citation::CslJson.media_type(),
            Exchange::Dcat => "application/ld+json",
        }
    }

    /// The name by which people know it.
    pub fn name(self) -> &'static str {
        match self {
            Exchange::Json => "JSON",
            Exchange::Schema => "JSON Schema",
            Exchange::Csv => "CSV",
            Exchange::Bibtex => Citation::Bibtex.name(),
            Exchange::Ris => Citation::Ris.name(),
            Exchange::CslJson => Citation::CslJson.name(),
            Exchange::Dcat => "DCAT-AP (JSON-LD)",
        }
    }
}

/// One edition in a form for those who cite it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Citation {
    /// BibTeX.
    Bibtex,
    /// RIS.
    Ris,
    /// CSL-JSON.
    CslJson,
}

impl Citation {
    /// Every form.
    pub const ALL: &[Citation] = &[Citation::Bibtex, Citation::Ris, Citation::CslJson];

    /// Where it stands beside an edition's page.
    fn address(self, page: &Address) -> Address {
        let ending = match self {
            Citation::Bibtex => "bib",
            Citation::Ris => "ris",
            Citation::CslJson => "csl.json",
        };
        match page.as_str() {
            folder if folder.ends_with('/') => Address::new(format!("{folder}citation.{ending}")),
            file => Address::new(format!("{file}.{ending}")),
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Citation::Bibtex => "application/x-bibtex",
            Citation::Ris => "application/x-research-info-systems",
            Citation::CslJson => "application/vnd.citationstyles.csl+json",
        }
    }

    /// The name by which people know it.
    pub fn name(self) -> &'static str {
        match self {
            Citation::Bibtex => "BibTeX",
            Citation::Ris => "RIS",
            Citation::CslJson => "CSL-JSON",
        }
    }
}

/// Whether a publication belongs in the index, as long as some edition of it stands.
pub fn in_catalogue(config: &Config, publication: &Publication) -> bool {
    config.catalogue.contains(&publication.facts.kind) && !publication.is_withdrawn()
}

/// Whether an edition can be read, and so be cited.
pub fn stands(edition: &Edition) -> bool {
    edition.facts.withdrawn.is_none()
}

impl Assigner<'_, '_> {
    /// The feeds of what a page lists, beside it.
    pub(super) fn feeds(&mut self, page: &PageKey, lang: &Lang, base: &str) {
        for format in FeedFormat::ALL {
            let address = Address::new(format!("{base}{}", format.file()));
            self.put(&address, Spec::Feed(page.clone(), *format, lang.clone()), None);
            self.plan.feeds.insert((page.clone(), *format, lang.clone()), address);
        }
    }

    /// The index for programs, and each of its editions for those who cite it.
    pub(super) fn exchange(&mut self) {
        let ingredients = self.ingredients;
        let library = ingredients.library.iter();
        let shelved = library.filter(|(_, p)| in_catalogue(ingredients.config, p));
        let mut is_empty = true;
        for (index, publication) in shelved {
            is_empty = false;
            for (lang, _) in publication.editions.iter().filter(|(_, edition)| stands(edition)) {
                self.citations(index, lang);
            }
        }
        for format in Exchange::ALL.iter().filter(|_| !is_empty) {
            self.put(&format.address(), Spec::Exchange(*format), None);
        }
    }

    fn citations(&mut self, index: Index, lang: &Lang) {
        let Some(page) = self.plan.publication(index, lang).cloned() else { return };
        for format in Citation::ALL {
            let address = format.address(&page);
            if self.put(&address, Spec::Citation(*format, index, lang.clone()), None) {
                self.plan.citations.insert((*format, index, lang.clone()), address);
            }
        }
    }
}
