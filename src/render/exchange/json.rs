//! `/publications.json` and the JSON Schema that it fulfils. Source: JSON Schema 2020-12.
//!
//! Names stand in the order in which people read them. A field that a publication does not have is
//! left out.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{AttachmentRecord, Catalogue, EditionRecord, Record, pretty};
use crate::identity::Lang;
use crate::plan::Exchange;
use crate::publication::LegalReference;
use crate::render::Fault;

/// The schema, but for its own address.
const SCHEMA: &str = include_str!("publications.schema.json");
/// What stands for that address.
const OWN_ADDRESS: &str = "https://example.org/publications.schema.json";

/// Texts by language.
type Texts<'a> = BTreeMap<&'a str, String>;

#[derive(Serialize)]
struct Index<'a> {
    #[serde(rename = "$schema")]
    schema: String,
    title: Texts<'a>,
    publisher: Texts<'a>,
    pages: Texts<'a>,
    labels: Labels<'a>,
    publications: Vec<PublicationItem<'a>>,
}

/// What codes are called, by family, code and language.
#[derive(Serialize)]
struct Labels<'a> {
    kinds: BTreeMap<&'a str, Texts<'a>>,
    series: BTreeMap<&'a str, Texts<'a>>,
    statuses: BTreeMap<&'a str, Texts<'a>>,
    topics: BTreeMap<&'a str, Texts<'a>>,
}

#[derive(Serialize)]
struct PublicationItem<'a> {
    id: &'a str,
    kind: &'a str,
    date: String,
    original: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<i16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    regime: Option<&'a str>,
    topics: &'a [&'a str],
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<&'a str>,
    legal: Vec<Act<'a>>,
    identifiers: IdentifierSet<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<LicenceItem<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supersedes: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    superseded_by: Option<&'a str>,
    editions: Vec<EditionItem<'a>>,
    attachments: Vec<AttachmentItem<'a>>,
}

#[derive(Serialize)]
struct Act<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    eli: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    celex: Option<&'a str>,
}

#[derive(Serialize)]
struct IdentifierSet<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    doi: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    isbn: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issn: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    catalogue: Option<&'a str>,
}

#[derive(Serialize)]
struct LicenceItem<'a> {
    spdx: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
struct EditionItem<'a> {
    language: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation_of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    changes: Vec<ChangeItem<'a>>,
}

#[derive(Serialize)]
struct ChangeItem<'a> {
    date: String,
    kind: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct AttachmentItem<'a> {
    file: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    titles: BTreeMap<&'a str, &'a str>,
    media_type: &'a str,
    bytes: u64,
    sha256: &'a str,
    signatures: &'a [String],
}

/// The index.
pub(super) fn write<'s>(catalogue: &Catalogue<'s>) -> Result<String, Fault> {
    let records = &catalogue.records;
    let labels = |family: &str, ids: &mut dyn Iterator<Item = &'s str>| {
        let ids: BTreeSet<&str> = ids.collect();
        let label = |id| (id, texts(catalogue.labels(catalogue.languages(), family, id)));
        ids.into_iter().map(label).collect()
    };
    pretty(&Index {
        schema: catalogue.url(Exchange::Schema),
        title: texts(catalogue.labels(catalogue.languages(), "listing", "publications")),
        publisher: texts(catalogue.texts(catalogue.languages(), "site-publisher")),
        pages: catalogue
            .languages()
            .filter_map(|lang| Some((lang.as_str(), catalogue.page(lang)?)))
            .collect(),
        labels: Labels {
            kinds: labels("kind", &mut records.iter().map(|record| record.kind.id())),
            series: labels("series", &mut records.iter().filter_map(|record| record.series)),
            statuses: labels("status", &mut records.iter().filter_map(|r| Some(r.status?.id()))),
            topics: labels("topic", &mut records.iter().flat_map(|r| r.topics.iter().copied())),
        },
        publications: records.iter().map(publication).collect(),
    })
}

fn texts(texts: Vec<(&Lang, String)>) -> Texts<'_> {
    texts.into_iter().map(|(lang, text)| (lang.as_str(), text)).collect()
}

fn publication<'a>(record: &'a Record<'_>) -> PublicationItem<'a> {
    PublicationItem {
        id: record.id,
        kind: record.kind.id(),
        date: record.date.iso(),
        original: record.original.as_str(),
        number: record.number,
        version: record.version,
        status: record.status.map(|status| status.id()),
        year: record.year,
        regime: record.regime,
        topics: &record.topics,
        series: record.series,
        legal: record.legal.iter().map(act).collect(),
        identifiers: IdentifierSet {
            doi: record.doi,
            isbn: record.isbn,
            issn: record.issn,
            catalogue: record.catalogue,
        },
        licence: record
            .licence
            .as_ref()
            .map(|licence| LicenceItem { spdx: licence.spdx, url: &licence.url }),
        contact: record.contact,
        supersedes: record.supersedes,
        superseded_by: record.superseded_by,
        editions: record.editions.iter().map(|edition| self::edition(record, edition)).collect(),
        attachments: record.attachments.iter().map(attachment).collect(),
    }
}

fn act(act: &LegalReference) -> Act<'_> {
    Act { eli: act.eli(), celex: act.celex() }
}

fn edition<'a>(record: &'a Record<'_>, edition: &'a EditionRecord<'_>) -> EditionItem<'a> {
    let change = |change: &'a crate::publication::Change| ChangeItem {
        date: change.date.iso(),
        kind: change.kind.id(),
        text: &change.text,
    };
    EditionItem {
        language: edition.lang.as_str(),
        url: &edition.url,
        title: edition.title,
        summary: edition.summary,
        translation_of: (edition.lang != record.original).then(|| record.original.as_str()),
        updated: edition.updated.map(|date| date.iso()),
        changes: edition.changes.iter().map(change).collect(),
    }
}

fn attachment<'a>(file: &'a AttachmentRecord<'_>) -> AttachmentItem<'a> {
    AttachmentItem {
        file: file.file,
        url: &file.url,
        language: file.lang.map(|lang| lang.as_str()),
        titles: file.titles.iter().map(|(lang, title)| (lang.as_str(), *title)).collect(),
        media_type: file.media.media_type,
        bytes: file.bytes,
        sha256: &file.sha256,
        signatures: &file.signatures,
    }
}

/// The schema, at its own address.
pub(super) fn schema(catalogue: &Catalogue<'_>) -> Result<String, Fault> {
    Ok(SCHEMA.replace(OWN_ADDRESS, &catalogue.url(Exchange::Schema)))
}
