//! CSV, a line an edition, what is the same in every language repeated. Source: RFC 4180.
//!
//! Fields with several values part them with a space; no id, address or number holds one. A text
//! that a spreadsheet would take for a formula (`=`, `+`, `@`) is left as it is: who reads the file
//! must get what the site says, and all of it was written by the site's own authors.

use super::{Catalogue, EditionRecord, Record, failed};
use crate::publication::LegalReference;
use crate::render::Fault;

const HEAD: &[&str] = &[
    "id",
    "language",
    "original",
    "title",
    "summary",
    "url",
    "kind",
    "number",
    "version",
    "status",
    "date",
    "updated",
    "year",
    "regime",
    "topics",
    "series",
    "eli",
    "celex",
    "doi",
    "isbn",
    "issn",
    "catalogue",
    "licence",
    "supersedes",
    "superseded_by",
    "attachments",
];

/// The editions of an index, with a head.
pub(super) fn write(catalogue: &Catalogue<'_>) -> Result<String, Fault> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut put = |row: &[String]| writer.write_record(row).map_err(|e| failed(&e.to_string()));
    put(&HEAD.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())?;
    for (record, edition) in catalogue.editions() {
        put(&row(record, edition))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(&error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| failed(&error.to_string()))
}

fn row(record: &Record<'_>, edition: &EditionRecord<'_>) -> Vec<String> {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let acts = |of: fn(&LegalReference) -> Option<&str>| {
        record.legal.iter().filter_map(of).collect::<Vec<_>>().join(" ")
    };
    let files: Vec<&str> = record.attachments.iter().map(|file| file.url.as_str()).collect();
    vec![
        record.id.to_owned(),
        edition.lang.to_string(),
        record.original.to_string(),
        edition.title.to_owned(),
        text(edition.summary),
        edition.url.clone(),
        record.kind.id().to_owned(),
        text(record.number),
        text(record.version),
        text(record.status.map(|status| status.id())),
        record.date.iso(),
        edition.updated.map(|date| date.iso()).unwrap_or_default(),
        record.year.map(|year| year.to_string()).unwrap_or_default(),
        text(record.regime),
        record.topics.join(" "),
        text(record.series),
        acts(LegalReference::eli),
        acts(LegalReference::celex),
        text(record.doi),
        text(record.isbn),
        text(record.issn),
        text(record.catalogue),
        text(record.licence.as_ref().map(|licence| licence.spdx)),
        text(record.supersedes),
        text(record.superseded_by),
        files.join(" "),
    ]
}
