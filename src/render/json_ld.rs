//! schema.org data of pages, as one JSON-LD graph a page. Source: schema.org, release 29.

use serde_json::{Map, Value, json};

use super::Fault;
use super::reader::Reader;
use super::view::Html;
use super::view::page::{PageView, editions_of};
use super::view::publication::{PublicationView, updated};
use crate::library::Index;
use crate::plan::file_address;
use crate::publication::Kind;

/// The graph of the home page.
pub(super) fn home(reader: &Reader<'_>, page: &PageView) -> Result<Html, Fault> {
    let mut site = publisherless("WebSite", page);
    site.insert("name".into(), json!(page.title));
    site.insert("publisher".into(), organization(reader)?);
    Ok(graph(vec![Value::Object(site)]))
}

/// The graph of a list.
pub(super) fn listing(reader: &Reader<'_>, page: &PageView) -> Html {
    let mut list = publisherless("CollectionPage", page);
    list.insert("name".into(), json!(page.title));
    graph(vec![Value::Object(list), breadcrumb(reader, page)])
}

/// The graph of an edition.
pub(super) fn publication(
    reader: &Reader<'_>,
    index: Index,
    view: &PublicationView,
    page: &PageView,
) -> Result<Html, Fault> {
    let publication = reader.site.library.get(index);
    let facts = &publication.facts;
    let kind = facts.kind;
    let mut work = publisherless(kind.spec().schema_type, page);
    work.insert("headline".into(), json!(view.title));
    work.insert("name".into(), json!(view.title));
    work.insert("datePublished".into(), json!(facts.date.iso()));
    let (_, edition) = publication.edition_for(reader.lang);
    let modified = updated(edition).unwrap_or(&facts.date);
    work.insert("dateModified".into(), json!(modified.iso()));
    work.insert("publisher".into(), organization(reader)?);
    work.insert("isAccessibleForFree".into(), json!(true));
    if kind != Kind::Page {
        work.insert("author".into(), organization(reader)?);
    }
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            work.insert(key.into(), value);
        }
    };
    put("version", view.version.as_ref().map(|version| json!(version)));
    let is_report = kind.spec().schema_type == "Report";
    put("reportNumber", view.number.as_ref().filter(|_| is_report).map(|number| json!(number)));
    put("license", view.licence.as_ref().map(|licence| json!(licence.url)));
    put("isPartOf", view.series.as_ref().map(|series| series_node(reader, series)));
    put("image", page.og.image.as_ref().map(|image| json!(image.url)));
    put("about", (!view.topics.is_empty()).then(|| topics(view)));
    put("correction", view.correction.as_ref().map(|correction| json!(correction.text)));
    put(
        "identifier",
        facts.identifiers.doi.as_ref().map(|doi| json!(format!("https://doi.org/{doi}"))),
    );
    put("translationOfWork", translation_of(reader, index));
    put("workTranslation", translations(reader, index));
    put("associatedMedia", media(reader, index));
    Ok(graph(vec![Value::Object(work), breadcrumb(reader, page)]))
}

fn publisherless(schema_type: &str, page: &PageView) -> Map<String, Value> {
    let mut node = Map::new();
    node.insert("@type".into(), json!(schema_type));
    if let Some(url) = &page.canonical {
        node.insert("@id".into(), json!(url));
        node.insert("url".into(), json!(url));
    }
    node.insert("inLanguage".into(), json!(page.lang));
    if let Some(description) = &page.description {
        node.insert("description".into(), json!(description));
    }
    node
}

fn organization(reader: &Reader<'_>) -> Result<Value, Fault> {
    let name = reader.text("site-publisher", &[])?;
    Ok(json!({"@type": "Organization", "name": name, "url": reader.site.config.base_url}))
}

fn series_node(reader: &Reader<'_>, series: &super::view::entry::Link) -> Value {
    let url = format!("{}{}", host(reader), series.url);
    json!({"@type": "CreativeWorkSeries", "name": series.label, "url": url})
}

fn topics(view: &PublicationView) -> Value {
    let names = view.topics.iter().map(|topic| json!({"@type": "Thing", "name": topic.label}));
    Value::Array(names.collect())
}

/// The scheme and host before the base path, which links already have.
fn host<'r>(reader: &Reader<'r>) -> &'r str {
    let config = &reader.site.config;
    config.base_url.strip_suffix(config.base_path.as_str()).unwrap_or(&config.base_url)
}

/// The original, of which this edition is a translation.
fn translation_of(reader: &Reader<'_>, index: Index) -> Option<Value> {
    let publication = reader.site.library.get(index);
    let original = &publication.original;
    if original == reader.lang {
        return None;
    }
    let address = reader.site.plan.publication(index, original)?;
    let url = reader.absolute(address);
    Some(
        json!({"@type": publication.facts.kind.spec().schema_type, "@id": url, "inLanguage": original.as_str()}),
    )
}

/// The translations, of which this edition is the original.
fn translations(reader: &Reader<'_>, index: Index) -> Option<Value> {
    let publication = reader.site.library.get(index);
    if publication.original != *reader.lang {
        return None;
    }
    let nodes: Vec<Value> = editions_of(reader, index)
        .iter()
        .filter(|(lang, _)| lang != reader.lang)
        .map(|(lang, address)| {
            json!({
                "@type": publication.facts.kind.spec().schema_type,
                "@id": reader.absolute(address),
                "inLanguage": lang.as_str(),
            })
        })
        .collect();
    (!nodes.is_empty()).then_some(Value::Array(nodes))
}

fn media(reader: &Reader<'_>, index: Index) -> Option<Value> {
    let publication = reader.site.library.get(index);
    let nodes: Vec<Value> = publication
        .attachments
        .iter()
        .map(|attachment| {
            let mut node = Map::new();
            node.insert("@type".into(), json!("MediaObject"));
            let url = reader.absolute(&file_address(publication, &attachment.file));
            node.insert("contentUrl".into(), json!(url));
            node.insert("contentSize".into(), json!(attachment.digest.length.to_string()));
            node.insert("sha256".into(), json!(attachment.digest.sha256));
            if let Some(lang) = &attachment.language {
                node.insert("inLanguage".into(), json!(lang.as_str()));
            }
            Value::Object(node)
        })
        .collect();
    (!nodes.is_empty()).then_some(Value::Array(nodes))
}

fn breadcrumb(reader: &Reader<'_>, page: &PageView) -> Value {
    let items: Vec<Value> = page
        .breadcrumb
        .iter()
        .enumerate()
        .map(|(at, crumb)| {
            let url = match &crumb.url {
                Some(url) => Some(format!("{}{url}", host(reader))),
                None => page.canonical.clone(),
            };
            json!({"@type": "ListItem", "position": at + 1, "name": crumb.title, "item": url})
        })
        .collect();
    json!({"@type": "BreadcrumbList", "itemListElement": items})
}

/// One graph, safe inside a `script` element: no `<` can end it.
fn graph(nodes: Vec<Value>) -> Html {
    let json = json!({"@context": "https://schema.org", "@graph": nodes}).to_string();
    Html(json.replace('<', "\\u003c"))
}
