//! What a feed says, whatever its format: the newest of what a page lists.
//!
//! A feed holds the editions in its own language; `updated` moves with corrections and updates,
//! not with slips of the pen.

use jiff::Timestamp;

use super::Fault;

use super::reader::Reader;
use super::view::page::feed_title;
use crate::identity::Lang;
use crate::library::{Attachment, Index, Publication};
use crate::media::Media;
use crate::plan::{FeedFormat, PageKey, Scope, file_address};
use crate::publication::{Kind, updated};
use crate::site::Site;

/// How many entries a feed holds.
const ENTRIES: usize = 30;

/// A feed.
pub(super) struct Feed {
    pub(super) title: String,
    pub(super) publisher: String,
    /// Its own address.
    pub(super) url: String,
    /// The page whose entries it has.
    pub(super) page: String,
    pub(super) entries: Vec<Entry>,
}

/// One edition in a feed.
pub(super) struct Entry {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) summary: Option<String>,
    pub(super) published: String,
    pub(super) updated: String,
    /// `updated` as an instant: texts with different offsets do not sort.
    pub(super) changed: Timestamp,
    /// Topics, each with its label.
    pub(super) categories: Vec<(String, String)>,
    pub(super) files: Vec<File>,
}

/// A file of a publication in a feed.
pub(super) struct File {
    pub(super) url: String,
    pub(super) media_type: &'static str,
    pub(super) bytes: u64,
}

impl Feed {
    /// The feed of a page's list in a language.
    pub(super) fn of(
        site: &Site,
        page: &PageKey,
        format: FeedFormat,
        lang: &Lang,
    ) -> Result<Feed, Fault> {
        let reader = Reader::new(site, lang);
        let plan = &site.plan;
        let mut entries = Vec::new();
        for index in newest(&reader, page) {
            entries.push(entry(&reader, index)?);
        }
        let absolute = |address| reader.absolute(address);
        Ok(Feed {
            title: feed_title(&reader, page)?,
            publisher: reader.text("site-publisher", &[])?,
            url: plan.feed(page, format, lang).map(absolute).unwrap_or_default(),
            page: plan.address(page, lang).map(absolute).unwrap_or_default(),
            entries,
        })
    }
}

/// The newest editions in the language of what a page lists.
fn newest(reader: &Reader<'_>, page: &PageKey) -> Vec<Index> {
    let plan = &reader.site.plan;
    let list = |scope: &Scope| plan.listing(scope, reader.lang);
    let lists: Vec<&[Index]> = match page {
        PageKey::Listing(scope) => list(scope).map(|list| &*list.entries).into_iter().collect(),
        PageKey::Archive(scope, year) => {
            let list = list(scope).and_then(|list| list.years.get(year));
            list.map(Vec::as_slice).into_iter().collect()
        }
        _ => {
            let kinds = Kind::ALL.iter().filter_map(|kind| list(&Scope::Kind(*kind)));
            kinds.map(|list| &*list.entries).collect()
        }
    };
    let is_own = |index: &&Index| {
        let publication = reader.site.library.get(**index);
        publication.editions.contains_key(reader.lang)
    };
    let own = lists.iter().flat_map(|list| list.iter().filter(is_own).take(ENTRIES));
    let mut newest: Vec<Index> = own.copied().collect();
    newest.sort();
    newest.truncate(ENTRIES);
    newest
}

fn entry(reader: &Reader<'_>, index: Index) -> Result<Entry, Fault> {
    let publication: &Publication = reader.site.library.get(index);
    let zone = &reader.site.config.time_zone;
    let (_, edition) = publication.edition_for(reader.lang);
    let facts = &publication.facts;
    let changed = updated(&edition.facts).unwrap_or(&facts.date);
    let mut categories = Vec::new();
    for topic in &facts.topics {
        if let Some(link) = reader.topic(topic)? {
            categories.push((topic.as_str().to_owned(), link.label.clone()));
        }
    }
    let address = reader.site.plan.publication(index, reader.lang);
    let file = |attachment: &Attachment| File {
        url: reader.absolute(&file_address(publication, &attachment.file)),
        media_type: Media::of(&attachment.file).media_type,
        bytes: attachment.digest.length,
    };
    Ok(Entry {
        url: address.map(|address| reader.absolute(address)).unwrap_or_default(),
        title: edition.facts.title.clone(),
        summary: edition.facts.summary.clone(),
        published: facts.date.rfc3339(zone),
        updated: changed.rfc3339(zone),
        changed: changed.instant(zone),
        categories,
        files: publication.attachments.iter().map(file).collect(),
    })
}
