//! The home page.

use serde::Serialize;
use tera::Value;

use super::Html;
use super::entry::EntryView;
use super::page::{Frame, PageDraft, formats_of, languages_of, no_page, page};
use crate::library::Index;
use crate::plan::{PageKey, Scope};
use crate::publication::Kind;
use crate::render::Fault;
use crate::render::json_ld;
use crate::render::reader::{Detail, Reader};

/// How many news releases and how many guidelines and reports are shown.
const SHOWN: usize = 5;

/// Some publications under a title.
#[derive(Clone, Debug, Serialize)]
pub struct SectionView {
    /// The title.
    pub title: String,
    /// The whole list.
    pub url: Option<String>,
    /// The newest.
    pub entries: Vec<EntryView>,
}

/// A topic with how much there is.
#[derive(Clone, Debug, Serialize)]
pub struct TopicView {
    /// Its label.
    pub label: String,
    /// Its page.
    pub url: String,
    /// What it is about.
    pub description: Option<String>,
    /// How many publications it has.
    pub count: usize,
}

/// `home`.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// The latest news.
    pub news: SectionView,
    /// The latest guidelines and reports.
    pub guidance: SectionView,
    /// Every topic, sorted as the language sorts.
    pub topics: Vec<TopicView>,
    /// Message `site-intro`, which may hold HTML.
    pub intro: Option<Html>,
}

/// The home page of a language.
pub(crate) fn frame(reader: &Reader<'_>) -> Result<Frame, Fault> {
    let key = PageKey::Home;
    let Some(address) = reader.site.plan.address(&key, reader.lang) else {
        return Err(no_page(&key));
    };
    let intro = match reader.words.has("site-intro") {
        true => Some(reader.words.markup("site-intro", &[]).map_err(|e| Box::new(e.diagnostic()))?),
        false => None,
    };
    let in_index = |kind: &Kind| kind.spec().catalogue;
    let guidance: Vec<Kind> = Kind::ALL.iter().copied().filter(in_index).collect();
    let view = HomeView {
        news: section(reader, &[Kind::News])?,
        guidance: section(reader, &guidance)?,
        topics: topics(reader)?,
        intro: intro.map(Html),
    };
    let tagline = reader.words.has("site-tagline").then(|| reader.text("site-tagline", &[]));
    let mut page = page(
        reader,
        PageDraft {
            template: "home",
            section: None,
            title: reader.text("site-name", &[])?,
            description: tagline.transpose()?,
            address,
            languages: languages_of(reader, &key),
            parents: Vec::new(),
        },
    )?;
    if let Some(default) = page.alternates.last_mut() {
        default.url = reader.absolute(&crate::identity::Address::new("/"));
    }
    let said: Vec<&str> = page.feeds.iter().map(|feed| feed.url.as_str()).collect();
    let feeds = formats_of(reader, &key)?;
    page.formats = feeds.into_iter().filter(|feed| !said.contains(&feed.url.as_str())).collect();
    page.json_ld = Some(json_ld::home(reader, &page)?);
    let content = Value::from_serializable(&view);
    Ok(Frame { template: "home.html", page, name: "home", content })
}

fn section(reader: &Reader<'_>, kinds: &[Kind]) -> Result<SectionView, Fault> {
    let plan = &reader.site.plan;
    let mut newest: Vec<Index> = Vec::new();
    for kind in kinds {
        if let Some(listing) = plan.listing(&Scope::Kind(*kind), reader.lang) {
            newest.extend(listing.entries.iter().take(SHOWN));
        }
    }
    newest.sort();
    newest.truncate(SHOWN);
    let (title, url) = match kinds {
        [kind] => {
            let address = plan.address(&PageKey::Listing(Scope::Kind(*kind)), reader.lang);
            (reader.kind_plural(*kind)?, address.map(|address| reader.href(address)))
        }
        _ => {
            let index = reader.list(&Scope::Catalogue)?;
            let url = index.map(|index| index.url.clone());
            (reader.text("listing-guidance", &[])?, url)
        }
    };
    Ok(SectionView { title, url, entries: reader.entries(newest, Detail::Plain)? })
}

/// Every topic of the language with its count, sorted as it sorts.
pub(crate) fn topics(reader: &Reader<'_>) -> Result<Vec<TopicView>, Fault> {
    let mut topics = Vec::new();
    for (scope, listing) in reader.site.plan.listings(reader.lang) {
        let Scope::Topic(topic) = scope else { continue };
        let Some(link) = reader.topic(topic)? else { continue };
        topics.push(TopicView {
            label: link.label.clone(),
            url: link.url.clone(),
            description: reader.attribute(&format!("topic-{topic}"), "description")?,
            count: listing.entries.len(),
        });
    }
    topics.sort_by(|a, b| reader.words.compare(&a.label, &b.label));
    Ok(topics)
}
