//! Lists: of a kind, a topic or a series, and one year of one of these.

use serde::Serialize;
use tera::Value;

use super::Shared;
use super::entry::{EntryView, FormatView, LinkView};
use super::page::{CrumbView, Frame, PageDraft, formats_of, languages_of, no_page, page};
use crate::library::Index;
use crate::messages::Argument;
use crate::plan::{FRONT, Listing, PageKey, Scope};
use crate::render::Fault;
use crate::render::json_ld;
use crate::render::reader::{Detail, Reader};

/// Some entries under a title of their own.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// The title.
    pub title: Option<String>,
    /// An id for the group.
    pub id: Option<String>,
    /// Its entries, never none.
    pub entries: Vec<EntryView>,
}

impl GroupView {
    pub(crate) fn untitled(entries: Vec<EntryView>) -> Self {
        Self { title: None, id: None, entries }
    }

    pub(crate) fn titled(title: String, id: Option<String>, entries: Vec<EntryView>) -> Self {
        Self { title: Some(title), id, entries }
    }
}

/// One year of a list.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveView {
    /// The year.
    pub label: String,
    /// Its page.
    pub url: String,
    /// Whether it is this page.
    pub current: bool,
    /// How many entries it has.
    pub count: usize,
}

/// `listing`.
#[derive(Clone, Debug, Serialize)]
pub struct ListingView {
    /// `kind`, `archive`, `topic`, `series`, or `index` for a topic of the publications index.
    pub kind_of: &'static str,
    /// Its title.
    pub title: String,
    /// What it is a list of.
    pub description: Option<String>,
    /// The entries: by year, in an archive by month.
    pub groups: Vec<GroupView>,
    /// The years, the newest first.
    pub archives: Vec<ArchiveView>,
    /// Whether its entries are of several kinds.
    pub mixed: bool,
    /// Its feeds.
    pub feeds: Vec<FormatView>,
    /// Of a series: the page that sets its years side by side.
    pub comparison: Option<String>,
    /// How many entries it has in all.
    pub total: usize,
}

/// A list, or one year of it.
pub(crate) fn frame(reader: &Reader<'_>, scope: &Scope, year: Option<i16>) -> Result<Frame, Fault> {
    let plan = &reader.site.plan;
    let key = match year {
        Some(year) => PageKey::Archive(scope.clone(), year),
        None => PageKey::Listing(scope.clone()),
    };
    let (Some(address), Some(listing)) =
        (plan.address(&key, reader.lang), plan.listing(scope, reader.lang))
    else {
        return Err(no_page(&key));
    };
    let list_title = title(reader, scope)?;
    let view = ListingView {
        kind_of: match (year, scope) {
            (Some(_), _) => "archive",
            (None, Scope::Kind(_)) => "kind",
            (None, Scope::Topic(_)) => "topic",
            (None, Scope::Series(_)) => "series",
            (None, Scope::Catalogue | Scope::CatalogueTopic(_)) => "index",
        },
        title: match year {
            Some(year) => archive_title(reader, &list_title, year)?,
            None => list_title.clone(),
        },
        description: description(reader, scope)?.filter(|_| year.is_none()),
        groups: groups(reader, scope, listing, year)?,
        archives: archives(reader, scope, listing, year),
        mixed: !matches!(scope, Scope::Kind(_)),
        feeds: formats_of(reader, &key)?,
        comparison: comparison(reader, scope, year),
        total: year
            .map_or(listing.entries.len(), |year| listing.years.get(&year).map_or(0, Vec::len)),
    };
    let mut parents = above(reader, scope)?;
    if let (Some(_), Some(list)) = (year, reader.list(scope)?) {
        parents.push(CrumbView { title: list_title, url: Some(list.url.clone()) });
    }
    let mut page = page(
        reader,
        PageDraft {
            template: "listing",
            section: section(scope),
            title: view.title.clone(),
            description: view.description.clone(),
            address,
            languages: languages_of(reader, &key),
            parents,
        },
    )?;
    let said: Vec<&str> = page.feeds.iter().map(|feed| feed.url.as_str()).collect();
    page.formats = view.feeds.iter().filter(|f| !said.contains(&f.url.as_str())).cloned().collect();
    let entries = view.groups.iter().flat_map(|group| &group.entries);
    page.json_ld = Some(json_ld::listing(reader, &page, view.total, entries)?);
    let content = Value::from_serializable(&view);
    Ok(Frame { template: "listing.html", page, name: "listing", content })
}

fn comparison(reader: &Reader<'_>, scope: &Scope, year: Option<i16>) -> Option<String> {
    let (Scope::Series(series), None) = (scope, year) else { return None };
    let key = PageKey::Comparison(series.clone());
    reader.site.plan.address(&key, reader.lang).map(|address| reader.href(address))
}

fn section(scope: &Scope) -> Option<String> {
    match scope {
        Scope::Kind(kind) => Some(kind.id().to_owned()),
        Scope::Catalogue | Scope::CatalogueTopic(_) => Some("publications".to_owned()),
        Scope::Topic(_) | Scope::Series(_) => None,
    }
}

/// The list of which another is a part.
fn above(reader: &Reader<'_>, scope: &Scope) -> Result<Vec<CrumbView>, Fault> {
    if !matches!(scope, Scope::CatalogueTopic(_)) {
        return Ok(Vec::new());
    }
    let list = reader.list(&Scope::Catalogue)?;
    let crumb = |list: Shared<LinkView>| CrumbView {
        title: list.label.clone(),
        url: Some(list.url.clone()),
    };
    Ok(list.map(crumb).into_iter().collect())
}

/// How much a list says of its entries: documents are chosen by their languages and files.
fn detail(reader: &Reader<'_>, scope: &Scope) -> Detail {
    match scope {
        Scope::Catalogue | Scope::CatalogueTopic(_) => Detail::Index,
        Scope::Series(_) => Detail::Document,
        Scope::Kind(kind) if reader.site.config.catalogue.contains(kind) => Detail::Document,
        Scope::Kind(_) | Scope::Topic(_) => Detail::Plain,
    }
}

pub(crate) fn title(reader: &Reader<'_>, scope: &Scope) -> Result<String, Fault> {
    match scope {
        Scope::Kind(kind) => reader.kind_plural(*kind),
        Scope::Topic(topic) => reader.label("topic", topic.as_str()),
        Scope::Series(series) => reader.label("series", series.as_str()),
        Scope::Catalogue => reader.label("listing", "publications"),
        Scope::CatalogueTopic(topic) => {
            let topic = reader.label("topic", topic.as_str())?;
            reader.text("listing-publications-topic", &[("topic", (&topic).into())])
        }
    }
}

pub(crate) fn archive_title(reader: &Reader<'_>, title: &str, year: i16) -> Result<String, Fault> {
    let arguments = [("title", title.into()), ("year", Argument::Year(year))];
    reader.text("listing-archive-title", &arguments)
}

fn description(reader: &Reader<'_>, scope: &Scope) -> Result<Option<String>, Fault> {
    let id = match scope {
        Scope::Kind(kind) => format!("kind-{}", kind.id()),
        Scope::Topic(topic) | Scope::CatalogueTopic(topic) => format!("topic-{topic}"),
        Scope::Series(series) => format!("series-{series}"),
        Scope::Catalogue => "listing-publications".to_owned(),
    };
    reader.attribute(&id, "description")
}

fn groups(
    reader: &Reader<'_>,
    scope: &Scope,
    listing: &Listing,
    year: Option<i16>,
) -> Result<Vec<GroupView>, Fault> {
    let detail = detail(reader, scope);
    match year {
        None => {
            let front = &listing.entries[..listing.entries.len().min(FRONT)];
            groups_by_year(reader, front, detail)
        }
        Some(year) => {
            let entries = listing.years.get(&year).map_or(&[][..], Vec::as_slice);
            groups_by_month(reader, entries, year, detail)
        }
    }
}

/// Entries under the year of their date, in the order in which they come.
pub(crate) fn groups_by_year(
    reader: &Reader<'_>,
    entries: &[Index],
    detail: Detail,
) -> Result<Vec<GroupView>, Fault> {
    let year_of = |index: &Index| reader.site.library.get(*index).facts.date.day().year();
    let mut groups = Vec::new();
    for same in entries.chunk_by(|a, b| year_of(a) == year_of(b)) {
        let year = same.first().map_or(0, year_of);
        let entries = reader.entries(same.iter().copied(), detail)?;
        if !entries.is_empty() {
            groups.push(GroupView::titled(year.to_string(), Some(format!("_{year}")), entries));
        }
    }
    Ok(groups)
}

fn groups_by_month(
    reader: &Reader<'_>,
    entries: &[Index],
    year: i16,
    detail: Detail,
) -> Result<Vec<GroupView>, Fault> {
    let month_of = |index: &Index| reader.site.library.get(*index).facts.date.day().month();
    let mut groups = Vec::new();
    for same in entries.chunk_by(|a, b| month_of(a) == month_of(b)) {
        let month = same.first().map_or(1, month_of);
        let entries = reader.entries(same.iter().copied(), detail)?;
        if !entries.is_empty() {
            let title = reader.words.month(year, month);
            groups.push(GroupView::titled(title, Some(format!("_{year}-{month:02}")), entries));
        }
    }
    Ok(groups)
}

pub(crate) fn archives(
    reader: &Reader<'_>,
    scope: &Scope,
    listing: &Listing,
    current: Option<i16>,
) -> Vec<ArchiveView> {
    listing
        .years
        .iter()
        .rev()
        .filter_map(|(year, entries)| {
            let key = PageKey::Archive(scope.clone(), *year);
            let address = reader.site.plan.address(&key, reader.lang)?;
            Some(ArchiveView {
                label: year.to_string(),
                url: reader.href(address),
                current: current == Some(*year),
                count: entries.len(),
            })
        })
        .collect()
}
