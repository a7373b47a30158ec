//! What every page of a language shows around its content.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::Shared;
use super::entry::{LinkView, TitledLink};
use crate::config::{NavigationEntry, Statement};
use crate::diagnostics::{Diagnostics, Location};
use crate::identity::{Lang, SourceId};
use crate::plan::{PageKey, Scope};
use crate::render::phrases::Phrases;
use crate::render::reader::Reader;
use crate::render::{Fault, placed};
use crate::site::Site;

/// An entry of the main navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavigationView {
    /// Equal to `page.section` on the pages below it.
    pub key: String,
    /// What it says.
    pub title: String,
    /// The title's language, when it is not the interface's.
    pub lang: Option<String>,
    /// Where it leads.
    pub url: String,
}

/// `site`: the same on every page of a language.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    /// Message `site-name`.
    pub name: String,
    /// Message `site-tagline`.
    pub tagline: Option<String>,
    /// Message `site-publisher`.
    pub publisher: String,
    /// The interface's language.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The host, without a slash at the end.
    pub base_url: String,
    /// The home page.
    pub home_url: String,
    /// Whether drafts are shown: never for the public.
    pub draft_build: bool,
    /// The page that searches.
    pub search: Option<LinkView>,
    /// The main navigation.
    pub nav: Vec<NavigationView>,
    /// The links of the footer.
    pub footer: Vec<NavigationView>,
    /// The feeds of the language.
    pub feeds: Shared<Vec<TitledLink>>,
    /// The licence of what does not name its own.
    pub licence: Option<LinkView>,
}

/// `site` in every language, made once, and what its pages say often.
#[derive(Debug, Default)]
pub struct Chrome {
    by_lang: BTreeMap<Lang, (Value, Phrases)>,
}

impl Chrome {
    /// Makes `site` for every language; a missing word is a fault of its own.
    pub(crate) fn of(site: &Site, out: &mut Diagnostics) -> Option<Chrome> {
        let mut chrome = Chrome::default();
        let mut complete = true;
        for lang in &site.plan.languages {
            let reader = Reader::new(site, lang);
            match view(&reader) {
                Ok(view) => {
                    let said = (Value::from_serializable(&view), Phrases::of(&reader));
                    chrome.by_lang.insert(lang.clone(), said);
                }
                Err(fault) => {
                    out.push(*fault);
                    complete = false;
                }
            }
        }
        complete.then_some(chrome)
    }

    /// `site` in a language; a clone shares what it holds.
    pub(crate) fn get(&self, lang: &Lang) -> Value {
        self.by_lang.get(lang).map_or_else(Value::none, |(view, _)| view.clone())
    }

    /// What pages in a language say often.
    pub(crate) fn phrases(&self, lang: &Lang) -> Option<&Phrases> {
        self.by_lang.get(lang).map(|(_, phrases)| phrases)
    }
}

fn view(reader: &Reader<'_>) -> Result<SiteView, Fault> {
    let site = reader.site;
    let home = site.plan.address(&PageKey::Home, reader.lang);
    let mut nav = Vec::new();
    for entry in &site.config.navigation {
        nav.extend(navigation(reader, entry)?);
    }
    let mut footer = Vec::new();
    for entry in &site.config.footer {
        footer.extend(navigation(reader, entry)?);
    }
    footer.extend(statement_elsewhere(reader)?);
    let tagline = match reader.words.has("site-tagline") {
        true => Some(reader.text("site-tagline", &[])?),
        false => None,
    };
    let search = match site.plan.address(&PageKey::Search, reader.lang) {
        Some(page) => {
            Some(LinkView { label: reader.text("search-title", &[])?, url: reader.href(page) })
        }
        None => None,
    };
    Ok(SiteView {
        name: reader.text("site-name", &[])?,
        tagline,
        publisher: reader.text("site-publisher", &[])?,
        lang: reader.lang.as_str().to_owned(),
        dir: reader.words.direction().as_str(),
        base_url: site.config.base_url.clone(),
        home_url: home.map(|home| reader.href(home)).unwrap_or_default(),
        draft_build: site.audience.drafts,
        search,
        nav,
        footer,
        feeds: reader.feeds()?,
        licence: site_licence(reader)?,
    })
}

fn navigation(
    reader: &Reader<'_>,
    entry: &NavigationEntry,
) -> Result<Option<NavigationView>, Fault> {
    match entry {
        NavigationEntry::Kind(kind) => {
            let key = PageKey::Listing(Scope::Kind(*kind));
            let Some(address) = reader.site.plan.address(&key, reader.lang) else {
                return Ok(None);
            };
            Ok(Some(NavigationView {
                key: kind.id().to_owned(),
                title: reader.kind_plural(*kind)?,
                lang: None,
                url: reader.href(address),
            }))
        }
        NavigationEntry::Catalogue => {
            let Some(list) = reader.list(&Scope::Catalogue)? else { return Ok(None) };
            Ok(Some(NavigationView {
                key: "publications".to_owned(),
                title: list.label.clone(),
                lang: None,
                url: list.url.clone(),
            }))
        }
        NavigationEntry::Glossary => {
            let address = reader.site.plan.address(&PageKey::Glossary, reader.lang);
            let Some(address) = address else { return Ok(None) };
            Ok(Some(NavigationView {
                key: "glossary".to_owned(),
                title: reader.text("glossary-title", &[])?,
                lang: None,
                url: reader.href(address),
            }))
        }
        NavigationEntry::Publication(id) => {
            let Some(index) = reader.site.library.find(id) else { return Ok(None) };
            let Some((address, shown)) = reader.way_to(index) else { return Ok(None) };
            let (_, edition) = reader.site.library.get(index).edition_for(reader.lang);
            Ok(Some(NavigationView {
                key: id.as_str().to_owned(),
                title: edition.facts.title.clone(),
                lang: Some(shown)
                    .filter(|lang| *lang != reader.lang)
                    .map(|l| l.as_str().to_owned()),
                url: reader.href(address),
            }))
        }
    }
}

/// The accessibility statement, where another site has it; its own is named in `footer`.
fn statement_elsewhere(reader: &Reader<'_>) -> Result<Option<NavigationView>, Fault> {
    let statement = reader.site.config.accessibility.as_ref().map(|one| &one.statement);
    let Some(Statement::Elsewhere(url)) = statement else { return Ok(None) };
    Ok(Some(NavigationView {
        key: "accessibility".to_owned(),
        title: reader.text("accessibility-statement", &[])?,
        lang: None,
        url: url.clone(),
    }))
}

/// Where the text of a licence is. Source: SPDX licence list.
const LICENCES: &[(&str, &str, &str)] = &[
    ("CC-BY-4.0", "cc-by-4-0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC0-1.0", "cc0-1-0", "https://creativecommons.org/publicdomain/zero/1.0/"),
];

/// The licence of what does not name its own.
pub(crate) fn site_licence(reader: &Reader<'_>) -> Result<Option<LinkView>, Fault> {
    let named = reader.site.config.licence.as_deref().map(|id| licence(reader, id));
    named.transpose().map_err(placed(|| Location::field(&SourceId::new("site.yaml"), "licence")))
}

/// A licence by its SPDX identifier; one that the program does not know links to the SPDX list.
pub(crate) fn licence(reader: &Reader<'_>, spdx: &str) -> Result<LinkView, Fault> {
    match LICENCES.iter().find(|(id, _, _)| *id == spdx) {
        Some((_, label, url)) => {
            Ok(LinkView { label: reader.label("licence", label)?, url: (*url).to_owned() })
        }
        None => Ok(LinkView { label: spdx.to_owned(), url: licence_url(spdx) }),
    }
}

/// Where the text of a licence is.
pub(crate) fn licence_url(spdx: &str) -> String {
    let known = LICENCES.iter().find(|(id, _, _)| *id == spdx);
    let listed = || format!("https://spdx.org/licenses/{spdx}.html");
    known.map_or_else(listed, |(_, _, url)| (*url).to_owned())
}
