//! CSL-JSON, an item an edition. Source: citationstyles.org, "CSL-JSON schema", 1.0.
//!
//! `keyword` is one text there: topics are parted by semicolons, since their names may hold commas.

use serde::Serialize;

use super::{Catalogue, EditionRecord, Record, key, pretty};
use crate::render::Fault;

/// An item; the names are the schema's.
#[derive(Serialize)]
struct Item<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    author: [Name; 1],
    publisher: String,
    issued: Issued,
    language: &'a str,
    genre: String,
    #[serde(rename = "collection-title", skip_serializing_if = "Option::is_none")]
    series: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(rename = "DOI", skip_serializing_if = "Option::is_none")]
    doi: Option<&'a str>,
    #[serde(rename = "ISBN", skip_serializing_if = "Option::is_none")]
    isbn: Option<&'a str>,
    #[serde(rename = "ISSN", skip_serializing_if = "Option::is_none")]
    issn: Option<&'a str>,
    #[serde(rename = "call-number", skip_serializing_if = "Option::is_none")]
    catalogue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keyword: Option<String>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(rename = "URL")]
    url: &'a str,
}

/// A body that has no given name.
#[derive(Serialize)]
struct Name {
    literal: String,
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    parts: [[i16; 3]; 1],
}

/// The editions of an index.
pub(super) fn write(catalogue: &Catalogue<'_>) -> Result<String, Fault> {
    let items = catalogue.editions().map(|(record, edition)| item(catalogue, record, edition));
    pretty(&items.collect::<Vec<_>>())
}

fn item<'a>(
    catalogue: &Catalogue<'_>,
    record: &Record<'a>,
    edition: &'a EditionRecord<'_>,
) -> Item<'a> {
    let label = |family, id: &str| catalogue.label(family, id, edition.lang);
    let day = record.date.day();
    let publisher = catalogue.text("site-publisher", edition.lang);
    let topics: Vec<String> = record.topics.iter().map(|id| label("topic", id)).collect();
    let is_report = record.kind.spec().schema_type == "Report";
    Item {
        id: key(record, edition),
        kind: if is_report { "report" } else { "webpage" },
        title: edition.title,
        author: [Name { literal: publisher.clone() }],
        publisher,
        issued: Issued { parts: [[day.year(), i16::from(day.month()), i16::from(day.day())]] },
        language: edition.lang.as_str(),
        genre: label("kind", record.kind.id()),
        series: record.series.map(|id| label("series", id)),
        number: record.number,
        version: record.version,
        doi: record.doi,
        isbn: record.isbn,
        issn: record.issn,
        catalogue: record.catalogue,
        keyword: (!topics.is_empty()).then(|| topics.join("; ")),
        summary: edition.summary,
        url: &edition.url,
    }
}
