//! Atom feeds, one a language and one a kind in it. Source: RFC 4287.
//!
//! A feed holds the editions in its own language; `updated` moves with corrections and updates,
//! not with slips of the pen.

use jiff::Timestamp;

use super::Fault;
use super::reader::Reader;
use super::view::page::feed_title;
use super::view::publication::updated;
use super::xml::Xml;
use crate::identity::Lang;
use crate::library::{Index, Publication};
use crate::plan::{PageKey, Scope};
use crate::publication::Kind;
use crate::site::Site;

/// How many entries a feed holds.
const ENTRIES: usize = 30;

/// The feed of a kind, or of everything, in a language.
pub(super) fn feed(site: &Site, kind: Option<Kind>, lang: &Lang) -> Result<Vec<u8>, Fault> {
    let reader = Reader::new(site, lang);
    let title = feed_title(&reader, kind)?;
    let publisher = reader.text("site-publisher", &[])?;
    let own = site.plan.feed(kind, lang).map(|a| reader.absolute(a)).unwrap_or_default();
    let page_key = match kind {
        Some(kind) => PageKey::Listing(Scope::Kind(kind)),
        None => PageKey::Home,
    };
    let page = site.plan.address(&page_key, lang).map(|a| reader.absolute(a)).unwrap_or_default();
    let mut entries = Vec::new();
    for index in newest(&reader, kind) {
        entries.push(entry(&reader, index)?);
    }
    let newest = entries.iter().max_by_key(|entry| entry.changed);
    let updated = newest.map_or("1970-01-01T00:00:00Z", |entry| entry.updated.as_str());
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", lang.as_str())];
    Xml::document("feed", &attributes, |xml| {
        xml.text("id", &[], &own)?;
        xml.text("title", &[], &title)?;
        xml.text("updated", &[], updated)?;
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)])?;
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)])?;
        xml.element("author", &[], |xml| xml.text("name", &[], &publisher))?;
        for entry in &entries {
            write(xml, entry)?;
        }
        Ok(())
    })
}

struct Entry {
    url: String,
    title: String,
    summary: Option<String>,
    published: String,
    updated: String,
    /// `updated` as an instant: texts with different offsets do not sort.
    changed: Timestamp,
    categories: Vec<(String, String)>,
}

/// The newest editions in the language.
fn newest(reader: &Reader<'_>, kind: Option<Kind>) -> Vec<Index> {
    let listed = Kind::ALL.iter().filter(|k| kind.is_none_or(|kind| kind == **k));
    let mut newest: Vec<Index> = listed
        .filter_map(|kind| reader.site.plan.listing(&Scope::Kind(*kind), reader.lang))
        .flat_map(|listing| {
            let is_own = |index: &&Index| {
                reader.site.library.get(**index).editions.contains_key(reader.lang)
            };
            listing.entries.iter().filter(is_own).take(ENTRIES).copied()
        })
        .collect();
    newest.sort();
    newest.truncate(ENTRIES);
    newest
}

fn entry(reader: &Reader<'_>, index: Index) -> Result<Entry, Fault> {
    let publication: &Publication = reader.site.library.get(index);
    let zone = &reader.site.config.time_zone;
    let (_, edition) = publication.edition_for(reader.lang);
    let facts = &publication.facts;
    let changed = updated(edition).unwrap_or(&facts.date);
    let mut categories = Vec::new();
    for topic in &facts.topics {
        if let Some(link) = reader.topic(topic)? {
            categories.push((topic.as_str().to_owned(), link.label.clone()));
        }
    }
    let address = reader.site.plan.publication(index, reader.lang);
    Ok(Entry {
        url: address.map(|address| reader.absolute(address)).unwrap_or_default(),
        title: edition.facts.title.clone(),
        summary: edition.facts.summary.clone(),
        published: facts.date.rfc3339(zone),
        updated: changed.rfc3339(zone),
        changed: changed.instant(zone),
        categories,
    })
}

fn write(xml: &mut Xml, entry: &Entry) -> std::io::Result<()> {
    xml.element("entry", &[], |xml| {
        xml.text("id", &[], &entry.url)?;
        xml.text("title", &[], &entry.title)?;
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)])?;
        xml.text("published", &[], &entry.published)?;
        xml.text("updated", &[], &entry.updated)?;
        for (term, label) in &entry.categories {
            xml.empty("category", &[("term", term), ("label", label)])?;
        }
        if let Some(summary) = &entry.summary {
            xml.text("summary", &[("type", "text")], summary)?;
        }
        Ok(())
    })
}
