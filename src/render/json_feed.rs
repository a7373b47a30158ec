//! JSON Feed. Source: jsonfeed.org, version 1.1.

use serde::Serialize;

use super::Fault;
use super::feed::{Entry, Feed};
use crate::diagnostics::TEMPLATE_ERROR;
use crate::identity::Lang;

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    language: &'a str,
    authors: [Author<'a>; 1],
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    /// What an item must have: the summary, else the title.
    content_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    date_published: &'a str,
    date_modified: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    size_in_bytes: u64,
}

/// A feed as JSON Feed.
pub(super) fn write(feed: &Feed, lang: &Lang) -> Result<Vec<u8>, Fault> {
    let written = serde_json::to_vec_pretty(&JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page,
        feed_url: &feed.url,
        language: lang.as_str(),
        authors: [Author { name: &feed.publisher }],
        items: feed.entries.iter().map(|entry| item(entry, lang)).collect(),
    });
    written.map_err(|error| TEMPLATE_ERROR.nowhere(format!("cannot write a feed: {error}")).into())
}

fn item<'a>(entry: &'a Entry, lang: &'a Lang) -> Item<'a> {
    let file = |file: &'a super::feed::File| Attachment {
        url: &file.url,
        mime_type: file.media_type,
        size_in_bytes: file.bytes,
    };
    Item {
        id: &entry.url,
        url: &entry.url,
        title: &entry.title,
        content_text: entry.summary.as_deref().unwrap_or(&entry.title),
        summary: entry.summary.as_deref(),
        date_published: &entry.published,
        date_modified: &entry.updated,
        language: lang.as_str(),
        tags: entry.categories.iter().map(|(_, label)| label.as_str()).collect(),
        attachments: entry.files.iter().map(file).collect(),
    }
}
