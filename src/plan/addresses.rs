//! Which address each page gets.

use std::collections::btree_map::Entry;
use std::collections::{BTreeSet, HashMap};

use super::listings::{FRONT, has_index};
use super::{
    Display, HostRules, Ingredients, PageKey, Plan, Redirect, SECURITY_TXT, Scope, SearchFile,
    Spec, display, in_catalogue, search_file,
};
use crate::diagnostics::{
    Diagnostic, Diagnostics, LABEL_MISSING, LINK_DANGLING, Location, SLUG_DUPLICATE,
};
use crate::identity::{Address, Lang, SourceId};
use crate::library::{Index, Publication};
use crate::publication::Kind;
use crate::slug::short_slug;

/// Where the pages of one language are.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    /// By the publication's place in the library.
    publications: Vec<Option<Address>>,
    others: HashMap<PageKey, Address>,
}

impl Addresses {
    pub(super) fn get(&self, key: &PageKey) -> Option<&Address> {
        match key {
            PageKey::Publication(Index(at)) => self.publications.get(*at as usize)?.as_ref(),
            key => self.others.get(key),
        }
    }

    fn insert(&mut self, key: PageKey, address: Address) {
        let PageKey::Publication(Index(at)) = key else {
            self.others.insert(key, address);
            return;
        };
        let at = at as usize;
        if self.publications.len() <= at {
            self.publications.resize(at + 1, None);
        }
        self.publications[at] = Some(address);
    }
}

/// Gives every page its address and fills the map.
pub(super) fn assign(plan: &mut Plan, ingredients: &Ingredients<'_>, out: &mut Diagnostics) {
    let mut assigner = Assigner::new(plan, ingredients, out);
    let languages = assigner.plan.languages.clone();
    for lang in &languages {
        assigner.interface(lang);
        assigner.listings(lang);
        assigner.comparisons(lang);
    }
    for (index, publication) in ingredients.library.iter() {
        assigner.publication(index, publication, &languages);
    }
    assigner.exchange();
    assigner.latest(&languages);
    assigner.aliases();
    assigner.files();
    assigner.datasets();
    assigner.navigation();
}

/// Gives the index and its publications their addresses, and nothing else.
pub(super) fn assign_catalogue(
    plan: &mut Plan,
    ingredients: &Ingredients<'_>,
    out: &mut Diagnostics,
) {
    let mut assigner = Assigner::new(plan, ingredients, out);
    let languages = assigner.plan.languages.clone();
    for lang in languages.iter().filter(|lang| has_index(ingredients, lang)) {
        if let Some(address) = assigner.listing_address(&Scope::Catalogue, lang) {
            assigner.page(PageKey::Listing(Scope::Catalogue), lang, Address::new(address), None);
        }
    }
    for (index, publication) in ingredients.library.iter() {
        if in_catalogue(ingredients.config, publication) {
            assigner.publication(index, publication, &languages);
        }
    }
}

pub(super) struct Assigner<'a, 'p> {
    pub(super) plan: &'p mut Plan,
    pub(super) ingredients: &'a Ingredients<'a>,
    /// What to name when two pages want the same address.
    origins: HashMap<Address, SourceId>,
    /// What the addresses of a kind's publications begin with in a language; there are few.
    kind_paths: Vec<(Kind, Lang, Option<String>)>,
    out: &'p mut Diagnostics,
}

impl<'a, 'p> Assigner<'a, 'p> {
    fn new(
        plan: &'p mut Plan,
        ingredients: &'a Ingredients<'a>,
        out: &'p mut Diagnostics,
    ) -> Assigner<'a, 'p> {
        Assigner { plan, ingredients, origins: HashMap::new(), kind_paths: Vec::new(), out }
    }
    /// Serves something at an address unless it is taken. Says whether it was free.
    pub(super) fn put(&mut self, address: &Address, spec: Spec, origin: Option<Location>) -> bool {
        if let Entry::Vacant(free) = self.plan.specs.entry(address.clone()) {
            free.insert(spec);
            if let Some(origin) = origin {
                self.origins.insert(address.clone(), origin.source);
            }
            return true;
        }
        let other = self.origins.get(address).map(SourceId::to_string);
        let by = other.unwrap_or_else(|| "a page of the site".to_owned());
        let message = format!("`{address}` is already the address of `{by}`");
        let fault = match origin {
            Some(origin) => SLUG_DUPLICATE.at(origin, message),
            None => SLUG_DUPLICATE.nowhere(message),
        };
        self.out.push(fault.help("give one of them another `slug`"));
        false
    }

    pub(super) fn page(
        &mut self,
        key: PageKey,
        lang: &Lang,
        address: Address,
        origin: Option<Location>,
    ) {
        if self.put(&address, Spec::Page(key.clone(), lang.clone()), origin) {
            self.plan.addresses.entry(lang.clone()).or_default().insert(key, address);
        }
    }

    /// Home, 404, the feed of everything.
    fn interface(&mut self, lang: &Lang) {
        self.page(PageKey::Home, lang, Address::new(format!("/{lang}/")), None);
        self.page(PageKey::NotFound, lang, Address::new(format!("/{lang}/404.html")), None);
        if self.ingredients.glossary.speaks(lang)
            && let Some(slug) = self.slug("glossary", "title", lang)
        {
            self.page(PageKey::Glossary, lang, Address::new(format!("/{lang}/{slug}/")), None);
        }
        self.search(lang);
        self.feeds(&PageKey::Home, lang, &format!("/{lang}/"));
        if self.plan.languages.first() == Some(lang) {
            self.put(&Address::new("/"), Spec::Chooser, None);
            let not_found = Spec::Page(PageKey::NotFound, lang.clone());
            self.put(&Address::new("/404.html"), not_found, None);
            self.put(&Address::new("/robots.txt"), Spec::Robots, None);
            if self.ingredients.config.security_txt.is_some() {
                self.put(&Address::new(SECURITY_TXT), Spec::SecurityTxt, None);
            }
            for rules in HostRules::ALL {
                self.put(&rules.address(), Spec::HostRules(*rules), None);
            }
        }
    }

    /// The page that searches, and what it asks for.
    fn search(&mut self, lang: &Lang) {
        let Some(search) = self.plan.search(lang) else { return };
        let files: Vec<SearchFile> = search.files().collect();
        let Some(slug) = self.slug("search", "title", lang) else { return };
        self.page(PageKey::Search, lang, Address::new(format!("/{lang}/{slug}/")), None);
        for file in files {
            self.put(&search_file(lang, file), Spec::Search(file, lang.clone()), None);
        }
    }

    fn listings(&mut self, lang: &Lang) {
        let scopes: Vec<(Scope, Vec<i16>, usize)> = self
            .plan
            .listings(lang)
            .map(|(scope, list)| {
                (scope.clone(), list.years.keys().copied().collect(), list.entries.len())
            })
            .collect();
        for (scope, years, total) in scopes {
            let Some(base) = self.listing_address(&scope, lang) else { continue };
            let origin = self.origin(&scope, lang);
            self.feeds(&PageKey::Listing(scope.clone()), lang, &base);
            if matches!(scope, Scope::Kind(_) | Scope::Catalogue) || total > FRONT {
                for year in years {
                    let below = format!("{base}{year}/");
                    let key = PageKey::Archive(scope.clone(), year);
                    if scope == Scope::Catalogue {
                        self.feeds(&key, lang, &below);
                    }
                    self.page(key, lang, Address::new(below), origin.clone());
                }
            }
            self.page(PageKey::Listing(scope), lang, Address::new(base), origin);
        }
    }

    /// `/it/notizie/`, `/it/temi/5g/`, `/it/serie/rapporti-annuali/`.
    fn listing_address(&mut self, scope: &Scope, lang: &Lang) -> Option<String> {
        let (parent, family, id) = match scope {
            Scope::Kind(kind) => {
                let slug = self.slug("kind", kind.id(), lang)?;
                return Some(format!("/{lang}/{slug}/"));
            }
            Scope::Topic(id) | Scope::CatalogueTopic(id) => ("topic", "topic", id.as_str()),
            Scope::Series(id) => ("series", "series", id.as_str()),
            Scope::Catalogue => {
                let slug = self.slug("listing", "publications", lang)?;
                return Some(format!("/{lang}/{slug}/"));
            }
        };
        let parent = match scope {
            Scope::CatalogueTopic(_) => {
                let index = self.slug("listing", "publications", lang)?;
                format!("{index}/{}", self.slug("listing", parent, lang)?)
            }
            _ => self.slug("listing", parent, lang)?,
        };
        let slug = match self.slug(family, id, lang) {
            Some(slug) => slug,
            None => {
                // The list of all that has the topic says so.
                if !matches!(scope, Scope::CatalogueTopic(_)) {
                    self.label_missing(scope, lang);
                }
                return None;
            }
        };
        Some(format!("/{lang}/{parent}/{slug}/"))
    }

    /// The `.slug` of a label, else one made from the label itself.
    pub(super) fn slug(&mut self, family: &str, id: &str, lang: &Lang) -> Option<String> {
        let translator = self.ingredients.messages.address_words(lang);
        let message = format!("{family}-{id}");
        if let Some(Ok(slug)) = translator.attribute(&message, "slug", &[]) {
            return Some(slug);
        }
        let label = translator.label(family, id).ok()?;
        let made = short_slug(&label);
        Some(if made.is_empty() { id.to_owned() } else { made })
    }

    fn label_missing(&mut self, scope: &Scope, lang: &Lang) {
        let (family, id) = match scope {
            Scope::Kind(kind) => ("kind", kind.id().to_owned()),
            Scope::Topic(id) | Scope::CatalogueTopic(id) => ("topic", id.to_string()),
            Scope::Series(id) => ("series", id.to_string()),
            Scope::Catalogue => ("listing", "publications".to_owned()),
        };
        let message = format!("`{family}-{id}` has no label in `{lang}`");
        let fault = match self.origin(scope, lang) {
            Some(origin) => LABEL_MISSING.at(origin, message),
            None => LABEL_MISSING.nowhere(message),
        };
        let help = format!("add a line `{family}-{id} = …` to a file in i18n/{lang}/");
        self.out.push(fault.help(help));
    }

    /// Where a topic or series is first used.
    fn origin(&self, scope: &Scope, lang: &Lang) -> Option<Location> {
        let first = *self.plan.listing(scope, lang)?.entries.last()?;
        let publication = self.ingredients.library.get(first);
        let source = publication.id.source("publication.yaml");
        match scope {
            Scope::Kind(_) | Scope::Catalogue => None,
            Scope::Topic(topic) | Scope::CatalogueTopic(topic) => {
                let position = publication.facts.topics.iter().position(|t| t == topic)?;
                Some(Location::item(&source, "topics", position))
            }
            Scope::Series(_) => Some(Location::field(&source, "series")),
        }
    }

    fn publication(&mut self, index: Index, publication: &Publication, languages: &[Lang]) {
        for lang in languages {
            let shown = display(self.ingredients.config, publication, lang);
            let (_, edition) = publication.edition_for(lang);
            if !matches!(shown, Some(Display::Own | Display::Notice)) {
                continue;
            }
            let own = shown == Some(Display::Own);
            let address = match &edition.facts.address {
                Some(address) if own => address.clone(),
                _ => match self.kind_path(publication.facts.kind, lang) {
                    Some(path) => format!("{path}{}/", edition.slug),
                    None => continue,
                },
            };
            let key = if edition.facts.address.is_some() {
                "address"
            } else if edition.facts.slug.is_some() {
                "slug"
            } else {
                "title"
            };
            let origin = Location::field(&edition.source, key);
            let address = Address::new(address);
            self.page(PageKey::Publication(index), lang, address, Some(origin));
        }
    }

    /// `/it/linee-guida/`; a page has no kind path.
    fn kind_path(&mut self, kind: Kind, lang: &Lang) -> Option<&str> {
        let known = self.kind_paths.iter().position(|(of, tag, _)| *of == kind && tag == lang);
        let at = known.unwrap_or_else(|| {
            let path = match kind.spec().listed {
                true => self.slug("kind", kind.id(), lang).map(|slug| format!("/{lang}/{slug}/")),
                false => Some(format!("/{lang}/")),
            };
            self.kind_paths.push((kind, lang.clone(), path));
            self.kind_paths.len() - 1
        });
        self.kind_paths[at].2.as_deref()
    }

    /// The stable address of a document's latest version.
    fn latest(&mut self, languages: &[Lang]) {
        let library = self.ingredients.library;
        for (first, publication) in library.iter() {
            let has_versions =
                publication.facts.version.is_some() || publication.latest_version != first;
            if !has_versions || publication.first_version != first {
                continue;
            }
            for lang in languages {
                let newest = publication.latest_version;
                let Some(base) = self.oldest_address(first, lang) else { continue };
                let shown = library.get(newest).edition_for(lang).0;
                let Some(target) =
                    self.plan.publication(newest, lang).or(self.plan.publication(newest, shown))
                else {
                    continue;
                };
                let redirect = Redirect { lasting: false, ..Redirect::to(target, lang) };
                let address = Address::new(format!("{base}latest/"));
                if self.put(&address, Spec::Redirect(redirect), None) {
                    self.plan.latest.insert((first, lang.clone()), address);
                }
            }
        }
    }

    /// The address of the oldest version that has a page in a language.
    fn oldest_address(&self, first: Index, lang: &Lang) -> Option<Address> {
        let mut at = Some(first);
        while let Some(index) = at {
            let address = self.plan.publication(index, lang).filter(|a| a.as_str().ends_with('/'));
            if address.is_some() {
                return address.cloned();
            }
            at = self.ingredients.library.get(index).superseded_by;
        }
        None
    }

    fn aliases(&mut self) {
        for (index, publication) in self.ingredients.library.iter() {
            for (lang, edition) in &publication.editions {
                let Some(target) = self.plan.publication(index, lang).cloned() else { continue };
                for (position, alias) in edition.facts.aliases.iter().enumerate() {
                    let origin = Location::item(&edition.source, "aliases", position);
                    let redirect = Spec::Redirect(Redirect::to(&target, lang));
                    self.put(&Address::new(alias), redirect, Some(origin));
                }
            }
        }
    }

    /// Assets, the site's static files, and the files of publications.
    fn files(&mut self) {
        for (path, asset) in self.ingredients.assets.iter() {
            self.put(&asset.address, Spec::Asset(path.to_owned()), None);
        }
        for source in self.ingredients.sources.below("static/") {
            let address = Address::new(&source.as_str()["static".len()..]);
            self.put(&address, Spec::Static(source.clone()), Some(Location::whole(source)));
        }
        for (_, publication) in self.ingredients.library.iter() {
            let attachments = publication.attachments.iter();
            let names: BTreeSet<&str> = attachments
                .flat_map(|a| std::iter::once(&a.file).chain(&a.signatures).map(String::as_str))
                .chain(publication.pictures.keys().map(String::as_str))
                .collect();
            for name in names {
                let source = publication.id.source(name);
                let address = super::file_address(publication, name);
                self.put(&address, Spec::File(source.clone()), Some(Location::whole(&source)));
            }
        }
    }

    /// The configuration's navigation must lead somewhere.
    fn navigation(&mut self) {
        use crate::config::NavigationEntry;
        let config = self.ingredients.config;
        let source = SourceId::new("site.yaml");
        for (key, entries) in [("navigation", &config.navigation), ("footer", &config.footer)] {
            for (position, entry) in entries.iter().enumerate() {
                let problem = match entry {
                    NavigationEntry::Kind(kind) if kind.spec().listed => None,
                    NavigationEntry::Kind(kind) => {
                        Some(format!("there is no list of the kind `{}`", kind.id()))
                    }
                    // Like a kind's list, it is there once there is something in it.
                    NavigationEntry::Catalogue => None,
                    NavigationEntry::Glossary => {
                        let is_there = !self.ingredients.glossary.concepts.is_empty();
                        (!is_there).then(|| "the site has no i18n/glossary.yaml".to_owned())
                    }
                    NavigationEntry::Publication(id) => match self.ingredients.library.find(id) {
                        Some(_) => None,
                        None => Some(format!("there is no visible publication `{id}`")),
                    },
                };
                if let Some(problem) = problem {
                    let fault: Diagnostic =
                        LINK_DANGLING.at(Location::item(&source, key, position), problem);
                    self.out.push(fault);
                }
            }
        }
    }
}
