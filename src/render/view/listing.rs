//! Lists: of a kind, a topic or a series, and one year of one of these.

use serde::Serialize;
use tera::Value;

use super::entry::{EntryView, TitledLink};
use super::page::{CrumbView, Frame, PageDraft, feed_title, languages_of, no_page, page};
use crate::library::Index;
use crate::messages::Argument;
use crate::plan::{FRONT, Listing, PageKey, Scope};
use crate::render::Fault;
use crate::render::json_ld;
use crate::render::reader::Reader;

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
    /// `kind`, `archive`, `topic` or `series`.
    pub kind_of: &'static str,
    /// Its title.
    pub title: String,
    /// What it is a list of.
    pub description: Option<String>,
    /// The entries: by year, in an archive by month.
    pub groups: Vec<GroupView>,
    /// The years, the newest first.
    pub archives: Vec<ArchiveView>,
    /// Its feed.
    pub feed: Option<TitledLink>,
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
        },
        title: match year {
            Some(year) => archive_title(reader, &list_title, year)?,
            None => list_title.clone(),
        },
        description: description(reader, scope)?.filter(|_| year.is_none()),
        groups: groups(reader, listing, year)?,
        archives: archives(reader, scope, listing, year),
        feed: feed(reader, scope)?,
        total: year
            .map_or(listing.entries.len(), |year| listing.years.get(&year).map_or(0, Vec::len)),
    };
    let parents = match (year, plan.address(&PageKey::Listing(scope.clone()), reader.lang)) {
        (Some(_), Some(list)) => {
            vec![CrumbView { title: list_title, url: Some(reader.href(list)) }]
        }
        _ => Vec::new(),
    };
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
    page.json_ld = Some(json_ld::listing(reader, &page)?);
    let content = Value::from_serializable(&view);
    Ok(Frame { template: "listing.html", page, name: "listing", content })
}

fn section(scope: &Scope) -> Option<String> {
    match scope {
        Scope::Kind(kind) => Some(kind.id().to_owned()),
        Scope::Topic(_) | Scope::Series(_) => None,
    }
}

fn title(reader: &Reader<'_>, scope: &Scope) -> Result<String, Fault> {
    match scope {
        Scope::Kind(kind) => reader.kind_plural(*kind),
        Scope::Topic(topic) => reader.label("topic", topic.as_str()),
        Scope::Series(series) => reader.label("series", series.as_str()),
    }
}

fn archive_title(reader: &Reader<'_>, title: &str, year: i16) -> Result<String, Fault> {
    let arguments = [("title", title.into()), ("year", Argument::Year(year))];
    reader.text("listing-archive-title", &arguments)
}

fn description(reader: &Reader<'_>, scope: &Scope) -> Result<Option<String>, Fault> {
    let id = match scope {
        Scope::Kind(kind) => format!("kind-{}", kind.id()),
        Scope::Topic(topic) => format!("topic-{topic}"),
        Scope::Series(series) => format!("series-{series}"),
    };
    reader.attribute(&id, "description")
}

fn feed(reader: &Reader<'_>, scope: &Scope) -> Result<Option<TitledLink>, Fault> {
    let Scope::Kind(kind) = scope else { return Ok(None) };
    let Some(address) = reader.site.plan.feed(Some(*kind), reader.lang) else { return Ok(None) };
    Ok(Some(TitledLink { title: feed_title(reader, Some(*kind))?, url: reader.href(address) }))
}

fn groups(
    reader: &Reader<'_>,
    listing: &Listing,
    year: Option<i16>,
) -> Result<Vec<GroupView>, Fault> {
    match year {
        None => groups_by_year(reader, &listing.entries[..listing.entries.len().min(FRONT)]),
        Some(year) => {
            let entries = listing.years.get(&year).map_or(&[][..], Vec::as_slice);
            groups_by_month(reader, entries, year)
        }
    }
}

/// Entries under the year of their date, in the order in which they come.
pub(crate) fn groups_by_year(
    reader: &Reader<'_>,
    entries: &[Index],
) -> Result<Vec<GroupView>, Fault> {
    let year_of = |index: &Index| reader.site.library.get(*index).facts.date.day().year();
    let mut groups = Vec::new();
    for same in entries.chunk_by(|a, b| year_of(a) == year_of(b)) {
        let year = same.first().map_or(0, year_of);
        let entries = reader.entries(same.iter().copied())?;
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
) -> Result<Vec<GroupView>, Fault> {
    let month_of = |index: &Index| reader.site.library.get(*index).facts.date.day().month();
    let mut groups = Vec::new();
    for same in entries.chunk_by(|a, b| month_of(a) == month_of(b)) {
        let month = same.first().map_or(1, month_of);
        let entries = reader.entries(same.iter().copied())?;
        if !entries.is_empty() {
            let title = reader.words.month(year, month);
            groups.push(GroupView::titled(title, Some(format!("_{year}-{month:02}")), entries));
        }
    }
    Ok(groups)
}

fn archives(
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
