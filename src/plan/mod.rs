//! The total map of the site: every page's key and language to its address, every address to
//! what is served there.
//!
//! Alternates, the language menu, canonical addresses, breadcrumbs, lists, feeds and the sitemap
//! come from this map alone, so they cannot disagree. [`build`] makes it; rendering one page needs
//! nothing but the map and the library.

mod addresses;
mod datasets;
mod exchange;
mod files;
mod listings;
mod mentions;
mod redirects;
mod search;
mod sitemaps;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::assets::Assets;
use crate::config::{Config, MissingTranslation, Stage};
use crate::diagnostics::{Diagnostics, LINK_DANGLING, Location, TRANSLATION_MISSING};
use crate::identity::{Address, Lang, SeriesId, SourceId, TopicId};
use crate::library::{Index, Library, Publication, Reference};
use crate::media::Media;
use crate::messages::Messages;
use crate::publication::Kind;
use crate::sources::Sources;
use crate::translation::glossary::Glossary;

use addresses::Addresses;

pub use datasets::{DataFile, compared, data_address, series_data_address};
pub use exchange::{Citation, Exchange, FeedFormat, in_catalogue, stands};
pub use listings::{FRONT, Listing};
pub use redirects::Redirect;
pub use search::{DESCRIBED, Search, SearchFile, search_file, search_folder};
pub use sitemaps::{SITEMAP_PART, sitemap_part};

/// What a list is a list of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The publications of a kind.
    Kind(Kind),
    /// Those with a topic.
    Topic(TopicId),
    /// Those of a series.
    Series(SeriesId),
    /// The publications index: those of the kinds that belong in it.
    Catalogue,
    /// Those of the index with a topic.
    CatalogueTopic(TopicId),
}

/// A page, whatever its language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKey {
    /// The home page.
    Home,
    /// A list.
    Listing(Scope),
    /// One year of a list.
    Archive(Scope, i16),
    /// A publication.
    Publication(Index),
    /// The years of a series, side by side.
    Comparison(SeriesId),
    /// The site's glossary.
    Glossary,
    /// The search.
    Search,
    /// What is shown where there is nothing.
    NotFound,
}

/// How a reader of a language gets at a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// There is an edition in that language.
    Own,
    /// Lists lead to the original, marked with its language.
    Foreign,
    /// There is a page with a notice and the original's text.
    Notice,
}

/// Where security.txt is. Source: RFC 9116, section 3.
pub const SECURITY_TXT: &str = "/.well-known/security.txt";

/// Rules of static hosts, in files of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostRules {
    /// `_headers`.
    Headers,
    /// `_redirects`.
    Redirects,
}

impl HostRules {
    /// Every file.
    pub const ALL: &[HostRules] = &[HostRules::Headers, HostRules::Redirects];

    /// Where the hosts look for it.
    pub fn address(self) -> Address {
        Address::new(match self {
            HostRules::Headers => "/_headers",
            HostRules::Redirects => "/_redirects",
        })
    }
}

/// What is served at an address.
#[derive(Clone, Debug, PartialEq)]
pub enum Spec {
    /// A page of the interface in a language.
    Page(PageKey, Lang),
    /// The choice of language.
    Chooser,
    /// A page that leads elsewhere.
    Redirect(Redirect),
    /// A feed of what a page lists; the home page's has everything.
    Feed(PageKey, FeedFormat, Lang),
    /// The whole index for programs.
    Exchange(Exchange),
    /// One edition for those who cite it.
    Citation(Citation, Index, Lang),
    /// Figures of a report.
    Data(Index, DataFile),
    /// The figures of all years of a series, as CSV.
    SeriesData(SeriesId),
    /// The sitemap, or one part of a large one.
    Sitemap(Option<usize>),
    /// The list of a large sitemap's parts.
    SitemapIndex,
    /// robots.txt.
    Robots,
    /// Where vulnerabilities are reported.
    SecurityTxt,
    /// What static hosts take their rules from.
    HostRules(HostRules),
    /// A file of a language's search.
    Search(SearchFile, Lang),
    /// An asset of the theme, by its path.
    Asset(String),
    /// A file of the site's `static/`.
    Static(SourceId),
    /// A file of a publication.
    File(SourceId),
}

impl Spec {
    /// The media type of what is served.
    pub fn media_type(&self, address: &Address) -> &'static str {
        match self {
            Spec::Feed(_, format, _) => format.media_type(),
            Spec::Exchange(exchange) => exchange.media_type(),
            Spec::Citation(citation, ..) => citation.media_type(),
            Spec::Data(_, file) => file.media_type(),
            Spec::SeriesData(_) => "text/csv",
            Spec::Sitemap(_) | Spec::SitemapIndex => "application/xml",
            Spec::HostRules(_) => "text/plain",
            _ => Media::of(&address.file()).media_type,
        }
    }
}

/// The total map.
#[derive(Debug)]
pub struct Plan {
    /// The languages that have pages, in the site's order.
    pub languages: Vec<Lang>,
    specs: BTreeMap<Address, Spec>,
    addresses: BTreeMap<Lang, Addresses>,
    listings: BTreeMap<(Scope, Lang), Listing>,
    feeds: HashMap<(PageKey, FeedFormat, Lang), Address>,
    citations: HashMap<(Citation, Index, Lang), Address>,
    /// What is searched in each language; nothing without search.
    searches: BTreeMap<Lang, Search>,
    /// The stable address of a document's latest version, by its first version.
    latest: HashMap<(Index, Lang), Address>,
    /// What is gone with all that was below it: `/files/news/x/`. A page there may say so.
    gone_below: BTreeSet<Address>,
    /// The pages that search engines may find, sorted by address.
    findable: Vec<(PageKey, Lang)>,
}

/// Everything that a plan is made from.
pub struct Ingredients<'a> {
    /// The site's files.
    pub sources: &'a Sources,
    /// The site's configuration.
    pub config: &'a Config,
    /// What is visible.
    pub library: &'a Library,
    /// Words for addresses.
    pub messages: &'a Messages,
    /// The theme's assets.
    pub assets: &'a Assets,
    /// The site's concepts and terms.
    pub glossary: &'a Glossary,
    /// How many publications the search of a language holds; `None` without search.
    pub search: Option<usize>,
    /// Whether languages in preparation have pages.
    pub preparing: bool,
}

/// Makes the map; two pages at one address, a missing label and a link to an address that nobody
/// serves are reported.
pub fn build(ingredients: &Ingredients<'_>, out: &mut Diagnostics) -> Plan {
    let mut plan = empty(ingredients);
    require_translations(ingredients, out);
    listings::collect(&mut plan, ingredients);
    search::collect(&mut plan, ingredients, out);
    addresses::assign(&mut plan, ingredients, out);
    redirects::add(&mut plan, ingredients, out);
    sitemaps::add(&mut plan, ingredients, out);
    let checks: [&(dyn Fn(&mut Diagnostics) + Sync); 3] =
        [&|out| files::check(&plan, out), &|out| check_links(&plan, ingredients, out), &|out| {
            mentions::check(&plan, ingredients, out)
        }];
    let said: Vec<((), Diagnostics)> = checks.par_iter().map(Diagnostics::of).collect();
    said.into_iter().for_each(|(_, said)| out.append(said));
    plan
}

/// The map of the index's publications alone, for those who print it: no lists, files or redirects.
pub fn of_catalogue(ingredients: &Ingredients<'_>, out: &mut Diagnostics) -> Plan {
    let mut plan = empty(ingredients);
    addresses::assign_catalogue(&mut plan, ingredients, out);
    plan
}

fn empty(ingredients: &Ingredients<'_>) -> Plan {
    let languages = ingredients
        .config
        .languages
        .iter()
        .filter(|(_, stage)| *stage != Stage::Preparing || ingredients.preparing)
        .map(|(lang, _)| lang.clone())
        .collect();
    Plan {
        languages,
        specs: BTreeMap::new(),
        addresses: BTreeMap::new(),
        listings: BTreeMap::new(),
        feeds: HashMap::new(),
        citations: HashMap::new(),
        searches: BTreeMap::new(),
        latest: HashMap::new(),
        gone_below: BTreeSet::new(),
        findable: Vec::new(),
    }
}

impl Plan {
    /// What is served at an address.
    pub fn spec(&self, address: &Address) -> Option<&Spec> {
        self.specs.get(address)
    }

    /// Every address with what is served there, sorted.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Address, &Spec)> {
        self.specs.iter()
    }

    /// Addresses below which nothing is any more, sorted.
    pub fn gone_below(&self) -> impl Iterator<Item = &Address> {
        self.gone_below.iter()
    }

    /// Where a page is in a language, if it is there.
    pub fn address(&self, key: &PageKey, lang: &Lang) -> Option<&Address> {
        self.addresses.get(lang)?.get(key)
    }

    /// Where a publication's page is in a language.
    pub fn publication(&self, index: Index, lang: &Lang) -> Option<&Address> {
        self.address(&PageKey::Publication(index), lang)
    }

    /// A list in a language; `None` when it would be empty.
    pub fn listing(&self, scope: &Scope, lang: &Lang) -> Option<&Listing> {
        self.listings.get(&(scope.clone(), lang.clone()))
    }

    /// Every list of a language.
    pub fn listings<'p>(
        &'p self,
        lang: &'p Lang,
    ) -> impl Iterator<Item = (&'p Scope, &'p Listing)> {
        self.listings.iter().filter(move |((_, l), _)| l == lang).map(|((scope, _), l)| (scope, l))
    }

    /// The pages that search engines may find, sorted by address.
    pub fn findable(&self) -> &[(PageKey, Lang)] {
        &self.findable
    }

    /// Where the feed of a page is.
    pub fn feed(&self, page: &PageKey, format: FeedFormat, lang: &Lang) -> Option<&Address> {
        self.feeds.get(&(page.clone(), format, lang.clone()))
    }

    /// Where an edition is described for those who cite it.
    pub fn citation(&self, format: Citation, index: Index, lang: &Lang) -> Option<&Address> {
        self.citations.get(&(format, index, lang.clone()))
    }

    /// Whether there is an index for programs.
    pub fn has_exchange(&self) -> bool {
        self.specs.contains_key(&Exchange::Json.address())
    }

    /// What is searched in a language.
    pub fn search(&self, lang: &Lang) -> Option<&Search> {
        self.searches.get(lang)
    }

    /// The stable address of the latest version, by the first one.
    pub fn latest(&self, first: Index, lang: &Lang) -> Option<&Address> {
        self.latest.get(&(first, lang.clone()))
    }
}

/// How a reader of `lang` gets at a publication; `None` when not at all.
pub fn display(config: &Config, publication: &Publication, lang: &Lang) -> Option<Display> {
    if publication.editions.contains_key(lang) {
        return Some(Display::Own);
    }
    if !matches!(config.stage(lang), Some(Stage::Full | Stage::Pseudo)) {
        return None;
    }
    match config.missing_translation(publication.facts.kind) {
        MissingTranslation::Link | MissingTranslation::Error => Some(Display::Foreign),
        MissingTranslation::NoticePage => Some(Display::Notice),
        MissingTranslation::Omit => None,
    }
}

fn require_translations(ingredients: &Ingredients<'_>, out: &mut Diagnostics) {
    let config = ingredients.config;
    for (_, publication) in ingredients.library.iter() {
        if config.missing_translation(publication.facts.kind) != MissingTranslation::Error {
            continue;
        }
        for (lang, stage) in &config.languages {
            if *stage == Stage::Full && !publication.editions.contains_key(lang) {
                let source = publication.id.source("publication.yaml");
                let message = format!("`{}` has no edition in `{lang}`", publication.id);
                out.push(
                    TRANSLATION_MISSING
                        .at(Location::whole(&source), message)
                        .help(format!("add `{lang}.md`")),
                );
            }
        }
    }
}

/// Links that name an address of the site must find something there.
fn check_links(plan: &Plan, ingredients: &Ingredients<'_>, out: &mut Diagnostics) {
    for (_, publication) in ingredients.library.iter() {
        for edition in publication.editions.values() {
            for (reference, link) in edition.references.iter().zip(&edition.outline.links) {
                let Reference::Address(address) = reference else { continue };
                let path = address.as_str().split(['#', '?']).next().unwrap_or_default();
                let path = path.strip_suffix("index.html").unwrap_or(path);
                let named = Address::new(path);
                let as_folder = Address::new(format!("{path}/"));
                if plan.spec(&named).is_none() && plan.spec(&as_folder).is_none() {
                    let at = Location::bytes(&edition.source, link.range.clone());
                    out.push(
                        LINK_DANGLING
                            .at(at, format!("nothing is served at `{path}`"))
                            .help("name a publication as `@/kind/name`: its address may change"),
                    );
                }
            }
        }
    }
}

/// Where a file of a publication is served: once, whatever the language.
pub fn file_address(publication: &Publication, file: &str) -> Address {
    Address::new(format!("/files/{}/{file}", publication.id))
}
