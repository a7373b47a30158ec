//! Atom. Source: RFC 4287.

use super::Fault;
use super::feed::{Entry, Feed};
use super::xml::Xml;
use crate::identity::Lang;

/// A feed as Atom.
pub(super) fn write(feed: &Feed, lang: &Lang) -> Result<Vec<u8>, Fault> {
    let newest = feed.entries.iter().max_by_key(|entry| entry.changed);
    let updated = newest.map_or("1970-01-01T00:00:00Z", |entry| entry.updated.as_str());
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", lang.as_str())];
    let link = |rel, media_type, href| [("rel", rel), ("type", media_type), ("href", href)];
    Xml::document("feed", &attributes, |xml| {
        xml.text("id", &[], &feed.url)?;
        xml.text("title", &[], &feed.title)?;
        xml.text("updated", &[], updated)?;
        xml.empty("link", &link("self", "application/atom+xml", &feed.url))?;
        xml.empty("link", &link("alternate", "text/html", &feed.page))?;
        xml.element("author", &[], |xml| xml.text("name", &[], &feed.publisher))?;
        for entry in &feed.entries {
            one(xml, entry)?;
        }
        Ok(())
    })
}

fn one(xml: &mut Xml, entry: &Entry) -> std::io::Result<()> {
    xml.element("entry", &[], |xml| {
        xml.text("id", &[], &entry.url)?;
        xml.text("title", &[], &entry.title)?;
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)])?;
        for file in &entry.files {
            let bytes = file.bytes.to_string();
            let link = [("rel", "enclosure"), ("type", file.media_type)];
            xml.empty("link", &[&link[..], &[("href", &file.url), ("length", &bytes)]].concat())?;
        }
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
