//! schema.org data of pages, as one JSON-LD graph a page. Source: schema.org, release 29.
//!
//! Names stand in the order of the alphabet.

use serde::Serialize;

use super::Fault;
use super::reader::Reader;
use super::view::Html;
use super::view::entry::EntryView;
use super::view::glossary::GlossaryView;
use super::view::page::{PageView, editions_of};
use super::view::publication::PublicationView;
use crate::diagnostics::TEMPLATE_ERROR;
use crate::library::{Attachment, Index, Publication};
use crate::plan::{DataFile, data_address, file_address};
use crate::publication::{Kind, updated};

/// What one page is, and the way to it.
#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    nodes: Vec<Node<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Node<'a> {
    Work(Box<Work<'a>>),
    Terms(DefinedTermSet<'a>),
    Breadcrumb(BreadcrumbList<'a>),
}

/// A page, or the work that it holds.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'a> {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(rename = "@type")]
    schema_type: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    associated_media: Vec<MediaObject>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Organization<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    correction: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    has_part: Vec<DatasetNode<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_accessible_for_free: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Series<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity: Option<ItemList<'a>>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Organization<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    report_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation_of_work: Option<Translation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    work_translation: Vec<Translation>,
}

/// A dataset of a report.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "Dataset", rename_all = "camelCase")]
struct DatasetNode<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Organization<'a>>,
    description: String,
    distribution: Vec<DataDownload>,
    identifier: String,
    is_accessible_for_free: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    name: String,
    temporal_coverage: String,
    variable_measured: Vec<String>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct DataDownload {
    #[serde(skip_serializing_if = "Option::is_none")]
    content_size: Option<String>,
    content_url: String,
    encoding_format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
}

/// A glossary.
#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct DefinedTermSet<'a> {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    has_defined_term: Vec<DefinedTerm<'a>>,
    in_language: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct DefinedTerm<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternate_name: Vec<&'a str>,
    description: &'a str,
    name: &'a str,
    term_code: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Thing<'a> {
    name: &'a str,
}

#[derive(Clone, Serialize)]
#[serde(tag = "@type")]
struct Organization<'a> {
    name: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "CreativeWorkSeries")]
struct Series<'a> {
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Translation {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    schema_type: &'static str,
    in_language: String,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct MediaObject {
    content_size: String,
    content_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<String>,
    sha256: String,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct BreadcrumbList<'a> {
    item_list_element: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct ListItem<'a> {
    item: Option<String>,
    name: &'a str,
    position: usize,
}

/// What a list shows; the newest first, as it stands there.
#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct ItemList<'a> {
    item_list_element: Vec<ItemListEntry<'a>>,
    number_of_items: usize,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "ListItem")]
struct ItemListEntry<'a> {
    name: &'a str,
    position: usize,
    url: String,
}

/// The graph of the home page.
pub(super) fn home(reader: &Reader<'_>, page: &PageView) -> Result<Html, Fault> {
    let publisher = reader.text("site-publisher", &[])?;
    let work = work("WebSite", page);
    let work = Work { publisher: Some(organization(reader, &publisher)), ..work };
    graph(work, None)
}

/// The graph of a list: what it shows, and how much there is in all.
pub(super) fn listing<'a>(
    reader: &Reader<'_>,
    page: &'a PageView,
    total: usize,
    entries: impl Iterator<Item = &'a EntryView>,
) -> Result<Html, Fault> {
    let item = |(at, entry): (usize, &'a EntryView)| ItemListEntry {
        name: &entry.title,
        position: at + 1,
        url: format!("{}{}", host(reader), entry.url),
    };
    let list = ItemList {
        item_list_element: entries.enumerate().map(item).collect(),
        number_of_items: total,
    };
    let work = Work { main_entity: Some(list), ..work("CollectionPage", page) };
    graph(work, Some(breadcrumb(reader, page)))
}

/// The graph of an edition.
pub(super) fn publication(
    reader: &Reader<'_>,
    index: Index,
    view: &PublicationView,
    page: &PageView,
) -> Result<Html, Fault> {
    let publication = reader.site.library.get(index);
    let (_, edition) = publication.edition_for(reader.lang);
    let facts = &publication.facts;
    let (kind, doi) = (facts.kind, facts.identifiers.doi.as_ref());
    let schema_type = kind.spec().schema_type;
    let publisher = reader.text("site-publisher", &[])?;
    let publisher = organization(reader, &publisher);
    let modified = updated(&edition.facts).unwrap_or(&facts.date);
    let has_part = datasets(reader, index, view, &publisher)?;
    let number = view.number.as_deref().filter(|_| schema_type == "Report");
    let work = Work {
        about: view.topics.iter().map(|topic| Thing { name: &topic.label }).collect(),
        associated_media: publication
            .attachments
            .iter()
            .map(|a| media(reader, publication, a))
            .collect(),
        author: (kind != Kind::Page).then(|| publisher.clone()),
        correction: view.correction.as_ref().map(|correction| correction.text.as_str()),
        date_modified: Some(modified.iso()),
        date_published: Some(facts.date.iso()),
        has_part,
        headline: Some(&view.title),
        identifier: doi.map(|doi| format!("https://doi.org/{doi}")),
        image: page.og.image.as_ref().map(|image| image.url.as_str()),
        is_accessible_for_free: Some(true),
        is_part_of: view.series.as_ref().map(|series| Series {
            name: &series.label,
            url: format!("{}{}", host(reader), series.url),
        }),
        license: view.licence.as_ref().map(|licence| licence.url.as_str()),
        name: &view.title,
        publisher: Some(publisher),
        report_number: number,
        translation_of_work: translation_of(reader, index),
        version: view.version.as_deref(),
        work_translation: translations(reader, index),
        ..work(schema_type, page)
    };
    graph(work, Some(breadcrumb(reader, page)))
}

/// The datasets of a report, each with its files.
fn datasets<'a>(
    reader: &Reader<'_>,
    index: Index,
    view: &'a PublicationView,
    publisher: &Organization<'a>,
) -> Result<Vec<DatasetNode<'a>>, Fault> {
    let publication = reader.site.library.get(index);
    let shown = view.data.iter().flat_map(|data| &data.datasets);
    let mut nodes = Vec::new();
    for (dataset, shown) in publication.datasets.current.iter().zip(shown) {
        let (csv, json) = (DataFile::Csv(dataset.id.clone()), DataFile::Json(dataset.id.clone()));
        let served = reader.site.open_data.served(reader.site, index, &dataset.id)?;
        let download = |file: &DataFile| DataDownload {
            content_size: None,
            content_url: reader.absolute(&data_address(publication, file)),
            encoding_format: file.media_type(),
            sha256: None,
        };
        let size = Some(served.bytes.to_string());
        let sha256 = Some(served.digest.to_string());
        let csv_download = DataDownload { content_size: size, sha256, ..download(&csv) };
        let labels = dataset.measures().map(|measure| reader.label("measure", measure.id()));
        let year = publication.reported().map_or(0, |reported| reported.year);
        nodes.push(DatasetNode {
            id: format!("{}#dataset", reader.absolute(&data_address(publication, &csv))),
            creator: Some(publisher.clone()),
            description: format!("{}: {}", view.title, shown.title),
            distribution: vec![csv_download, download(&json)],
            identifier: format!("{}/{}", publication.id, dataset.id),
            is_accessible_for_free: true,
            license: view.licence.as_ref().map(|licence| licence.url.as_str()),
            name: shown.title.clone(),
            temporal_coverage: match dataset.through {
                Some(through) => format!("{year}-01-01/{through}"),
                None => year.to_string(),
            },
            variable_measured: labels.collect::<Result<_, _>>()?,
        });
    }
    Ok(nodes)
}

/// What every page says of itself.
fn work<'a>(schema_type: &'static str, page: &'a PageView) -> Work<'a> {
    Work {
        id: page.canonical.as_deref(),
        schema_type,
        description: page.description.as_deref(),
        in_language: &page.lang,
        name: &page.title,
        url: page.canonical.as_deref(),
        ..Work::default()
    }
}

fn organization<'a>(reader: &Reader<'a>, name: &'a str) -> Organization<'a> {
    Organization { name, url: &reader.site.config.base_url }
}

/// The scheme and host before the base path, which links already have.
fn host<'r>(reader: &Reader<'r>) -> &'r str {
    let config = &reader.site.config;
    config.base_url.strip_suffix(config.base_path.as_str()).unwrap_or(&config.base_url)
}

/// The original, of which this edition is a translation.
fn translation_of(reader: &Reader<'_>, index: Index) -> Option<Translation> {
    let publication = reader.site.library.get(index);
    let original = &publication.original;
    if original == reader.lang {
        return None;
    }
    let address = reader.site.plan.publication(index, original)?;
    Some(Translation {
        id: reader.absolute(address),
        schema_type: publication.facts.kind.spec().schema_type,
        in_language: original.as_str().to_owned(),
    })
}

/// The translations, of which this edition is the original.
fn translations(reader: &Reader<'_>, index: Index) -> Vec<Translation> {
    let publication = reader.site.library.get(index);
    if publication.original != *reader.lang {
        return Vec::new();
    }
    editions_of(reader, index)
        .into_iter()
        .filter(|(lang, _)| lang != reader.lang)
        .map(|(lang, address)| Translation {
            id: reader.absolute(&address),
            schema_type: publication.facts.kind.spec().schema_type,
            in_language: lang.as_str().to_owned(),
        })
        .collect()
}

fn media(reader: &Reader<'_>, publication: &Publication, attachment: &Attachment) -> MediaObject {
    MediaObject {
        content_size: attachment.digest.length.to_string(),
        content_url: reader.absolute(&file_address(publication, &attachment.file)),
        in_language: attachment.language.as_ref().map(|lang| lang.as_str().to_owned()),
        sha256: attachment.digest.hex(),
    }
}

fn breadcrumb<'a>(reader: &Reader<'_>, page: &'a PageView) -> BreadcrumbList<'a> {
    let items = page.breadcrumb.iter().enumerate().map(|(at, crumb)| ListItem {
        item: match &crumb.url {
            Some(url) => Some(format!("{}{url}", host(reader))),
            None => page.canonical.clone(),
        },
        name: &crumb.title,
        position: at + 1,
    });
    BreadcrumbList { item_list_element: items.collect() }
}

/// The glossary.
pub(super) fn glossary(
    reader: &Reader<'_>,
    view: &GlossaryView,
    page: &PageView,
) -> Result<Html, Fault> {
    let concepts = view.letters.iter().flat_map(|letter| &letter.concepts);
    let set = DefinedTermSet {
        id: page.canonical.as_deref(),
        has_defined_term: concepts
            .map(|concept| DefinedTerm {
                alternate_name: concept.also.iter().map(String::as_str).collect(),
                description: &concept.definition,
                name: &concept.term,
                term_code: &concept.id,
            })
            .collect(),
        in_language: &page.lang,
        name: &view.title,
        url: page.canonical.as_deref(),
    };
    write(vec![Node::Terms(set), Node::Breadcrumb(breadcrumb(reader, page))])
}

fn graph(work: Work<'_>, breadcrumb: Option<BreadcrumbList<'_>>) -> Result<Html, Fault> {
    let mut nodes = vec![Node::Work(Box::new(work))];
    nodes.extend(breadcrumb.map(Node::Breadcrumb));
    write(nodes)
}

/// One graph, safe inside a `script` element: no `<` can end it.
fn write(nodes: Vec<Node<'_>>) -> Result<Html, Fault> {
    let graph = Graph { context: "https://schema.org", nodes };
    let json = serde_json::to_string(&graph).map_err(|error| {
        Box::new(TEMPLATE_ERROR.nowhere(format!("cannot write JSON-LD: {error}")))
    })?;
    Ok(Html(if json.contains('<') { json.replace('<', "\\u003c") } else { json }))
}
