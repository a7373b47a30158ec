//! The publications index: what belongs in it by series and by year, and the ways to less of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::Value;

use super::entry::{EntryView, FormatView};
use super::listing::{ArchiveView, GroupView, archives, groups_by_year};
use super::page::{Frame, PageDraft, formats_of, languages_of, no_page, page};
use crate::identity::SeriesId;
use crate::library::Index;
use crate::plan::{Exchange, Listing, PageKey, Scope};
use crate::publication::Kind;
use crate::render::Fault;
use crate::render::json_ld;
use crate::render::reader::{Detail, Reader};

/// How many publications of a series the front page shows; the others are in the series' own list.
const SHOWN: usize = 10;

/// The publications of one series.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesView {
    /// What it is called; for what is in no series, what that is called.
    pub title: String,
    /// An id for the group.
    pub id: String,
    /// What it is about.
    pub description: Option<String>,
    /// Its own list, where there is one.
    pub url: Option<String>,
    /// How many publications of it are in the index.
    pub count: usize,
    /// Whether some of them are not shown here.
    pub more: bool,
    /// The newest, by year, never none.
    pub years: Vec<GroupView>,
}

/// A list with less of the index.
#[derive(Clone, Debug, Serialize)]
pub struct FacetLinkView {
    /// What it is a list of.
    pub label: String,
    /// Where it is.
    pub url: String,
    /// How many publications it has.
    pub count: usize,
}

/// The lists that part the index in one way, never none.
#[derive(Clone, Debug, Serialize)]
pub struct FacetView {
    /// `kind`, `series`, `topic` or `year`.
    pub id: &'static str,
    /// The lists.
    pub links: Vec<FacetLinkView>,
}

/// `catalogue`.
#[derive(Clone, Debug, Serialize)]
pub struct CatalogueView {
    /// Its title.
    pub title: String,
    /// What is in it.
    pub description: Option<String>,
    /// How many publications it has.
    pub total: usize,
    /// Its publications by series.
    pub series: Vec<SeriesView>,
    /// The ways to less of it.
    pub facets: Vec<FacetView>,
    /// The search with the kinds of the index chosen, where the site has one.
    pub search: Option<String>,
    /// Its feeds.
    pub feeds: Vec<FormatView>,
    /// The whole index for programs.
    pub formats: Vec<FormatView>,
}

impl CatalogueView {
    /// The entries that are shown, in their order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &EntryView> {
        self.series.iter().flat_map(|series| &series.years).flat_map(|year| &year.entries)
    }
}

/// The front page of the index.
pub(crate) fn frame(reader: &Reader<'_>) -> Result<Frame, Fault> {
    let key = PageKey::Listing(Scope::Catalogue);
    let plan = &reader.site.plan;
    let (Some(address), Some(listing)) =
        (plan.address(&key, reader.lang), plan.listing(&Scope::Catalogue, reader.lang))
    else {
        return Err(no_page(&key));
    };
    let view = CatalogueView {
        title: reader.label("listing", "publications")?,
        description: reader.attribute("listing-publications", "description")?,
        total: listing.entries.len(),
        series: by_series(reader, listing)?,
        facets: facets(reader, listing)?,
        search: search(reader, listing),
        feeds: formats_of(reader, &key)?,
        formats: exchange(reader),
    };
    let mut page = page(
        reader,
        PageDraft {
            template: "catalogue",
            section: Some("publications".to_owned()),
            title: view.title.clone(),
            description: view.description.clone(),
            address,
            languages: languages_of(reader, &key),
            parents: Vec::new(),
        },
    )?;
    page.formats = view.feeds.iter().chain(&view.formats).cloned().collect();
    page.json_ld = Some(json_ld::listing(reader, &page, view.total, view.entries())?);
    let content = Value::from_serializable(&view);
    Ok(Frame { template: "catalogue.html", page, name: "catalogue", content })
}

/// Where the whole index is for programs.
fn exchange(reader: &Reader<'_>) -> Vec<FormatView> {
    let readable = Exchange::ALL.iter().filter(|format| **format != Exchange::Schema);
    let view = |format: &Exchange| FormatView {
        title: format.name().to_owned(),
        url: reader.href(&format.address()),
        media_type: format.media_type(),
    };
    readable.filter(|_| reader.site.plan.has_exchange()).map(view).collect()
}

/// Where the index is searched: a link, since without JavaScript a field would promise what no
/// static page can do.
fn search(reader: &Reader<'_>, listing: &Listing) -> Option<String> {
    let page = reader.site.plan.address(&PageKey::Search, reader.lang)?;
    let library = &reader.site.library;
    let kinds: BTreeSet<Kind> =
        listing.entries.iter().map(|index| library.get(*index).facts.kind).collect();
    let chosen: Vec<String> = kinds.iter().map(|kind| format!("kind={}", kind.id())).collect();
    Some(format!("{}?{}", reader.href(page), chosen.join("&")))
}

/// The index by series, in the order of the language's dictionaries; what is in none comes last.
fn by_series(reader: &Reader<'_>, listing: &Listing) -> Result<Vec<SeriesView>, Fault> {
    let mut members: BTreeMap<Option<&SeriesId>, Vec<Index>> = BTreeMap::new();
    for index in &listing.entries {
        let series = reader.site.library.get(*index).facts.series.as_ref();
        members.entry(series).or_default().push(*index);
    }
    let alone = members.remove(&None);
    let mut views = Vec::new();
    for (series, entries) in members {
        let Some(series) = series else { continue };
        let link = reader.series(series)?;
        let (title, url) = match &link {
            Some(link) => (link.label.clone(), Some(link.url.clone())),
            None => (reader.label("series", series.as_str())?, None),
        };
        let description = reader.attribute(&format!("series-{series}"), "description")?;
        views.push(SeriesView {
            description,
            ..group(reader, title, series.as_str(), url, &entries)?
        });
    }
    views.sort_by(|a, b| reader.words.compare(&a.title, &b.title));
    if let Some(entries) = alone {
        let title = match views.is_empty() {
            true => reader.text("listing-all-series", &[])?,
            false => reader.text("listing-no-series", &[])?,
        };
        views.push(group(reader, title, "", None, &entries)?);
    }
    Ok(views)
}

fn group(
    reader: &Reader<'_>,
    title: String,
    id: &str,
    url: Option<String>,
    entries: &[Index],
) -> Result<SeriesView, Fault> {
    let shown = &entries[..entries.len().min(SHOWN)];
    let mut years = groups_by_year(reader, shown, Detail::Index)?;
    for year in &mut years {
        year.id = None;
    }
    Ok(SeriesView {
        title,
        id: format!("_series-{id}").trim_end_matches('-').to_owned(),
        description: None,
        url,
        count: entries.len(),
        more: shown.len() < entries.len(),
        years,
    })
}

/// The ways to less of the index. Kinds and series have lists of their own anyway, so that there
/// is one address for each.
fn facets(reader: &Reader<'_>, listing: &Listing) -> Result<Vec<FacetView>, Fault> {
    let (plan, config) = (&reader.site.plan, &reader.site.config);
    let mut kinds = Vec::new();
    for kind in Kind::ALL.iter().filter(|kind| config.catalogue.contains(kind)) {
        kinds.extend(facet(reader, &Scope::Kind(*kind))?);
    }
    let (mut series, mut topics) = (Vec::new(), Vec::new());
    for (scope, list) in plan.listings(reader.lang) {
        let in_index = |index: &Index| listing.entries.binary_search(index).is_ok();
        match scope {
            Scope::Series(_) if list.entries.iter().any(in_index) => {
                series.extend(facet(reader, scope)?);
            }
            Scope::CatalogueTopic(topic) => {
                let link = facet(reader, scope)?;
                let label = reader.label("topic", topic.as_str())?;
                topics.extend(link.map(|link| FacetLinkView { label, ..link }));
            }
            _ => {}
        }
    }
    for links in [&mut series, &mut topics] {
        links.sort_by(|a, b| reader.words.compare(&a.label, &b.label));
    }
    let years = archives(reader, &Scope::Catalogue, listing, None);
    let year = |ArchiveView { label, url, count, .. }| FacetLinkView { label, url, count };
    let facets = [
        ("kind", kinds),
        ("series", series),
        ("topic", topics),
        ("year", years.into_iter().map(year).collect()),
    ];
    let there = facets.into_iter().filter(|(_, links)| !links.is_empty());
    Ok(there.map(|(id, links)| FacetView { id, links }).collect())
}

fn facet(reader: &Reader<'_>, scope: &Scope) -> Result<Option<FacetLinkView>, Fault> {
    let count = reader.site.plan.listing(scope, reader.lang).map_or(0, |list| list.entries.len());
    let link = reader.list(scope)?.filter(|_| count > 0);
    Ok(link.map(|link| FacetLinkView { label: link.label.clone(), url: link.url.clone(), count }))
}
