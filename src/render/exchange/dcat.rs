//! `/catalog.jsonld`: a DCAT-AP 3 catalogue of the index itself and of every publication that has
//! files.
//!
//! Sources: SEMIC, "DCAT-AP 3.0"; W3C, "DCAT 3"; Publications Office of the EU, authority tables
//! "Language", "File type", "Licence", "Access right", "Data theme"; SPDX 2 (checksums). The
//! context is in the file, so that it can be read without asking anyone.

use serde_json::{Map, Value, json};

use super::{AttachmentRecord, Catalogue, DataRecord, EditionRecord, Licence, Record, pretty};
use crate::identity::{Address, Lang};
use crate::media::Media;
use crate::plan::Exchange;
use crate::render::view::site::licence_url;
use crate::render::{Fault, address};

const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

/// ISO 639-1 to the codes of the authority table "Language", which are those of ISO 639-3.
const LANGUAGES: &[(&str, &str)] = &[
    ("bg", "BUL"),
    ("cs", "CES"),
    ("da", "DAN"),
    ("de", "DEU"),
    ("el", "ELL"),
    ("en", "ENG"),
    ("es", "SPA"),
    ("et", "EST"),
    ("fi", "FIN"),
    ("fr", "FRA"),
    ("ga", "GLE"),
    ("hr", "HRV"),
    ("hu", "HUN"),
    ("it", "ITA"),
    ("lt", "LIT"),
    ("lv", "LAV"),
    ("mt", "MLT"),
    ("nl", "NLD"),
    ("pl", "POL"),
    ("pt", "POR"),
    ("ro", "RON"),
    ("sk", "SLK"),
    ("sl", "SLV"),
    ("sv", "SWE"),
];

/// SPDX to the codes of the authority table "Licence".
const LICENCES: &[(&str, &str)] = &[("CC-BY-4.0", "CC_BY_4_0"), ("CC0-1.0", "CC0")];

/// The catalogue.
pub(super) fn write(catalogue: &Catalogue<'_>) -> Result<String, Fault> {
    let root = catalogue.url(Exchange::Dcat);
    let languages: Vec<&Lang> = catalogue.languages().collect();
    let with_files = catalogue.records.iter().filter(|record| !record.attachments.is_empty());
    let datasets: Vec<Value> = std::iter::once(whole(catalogue, &languages))
        .chain(with_files.map(|record| dataset(catalogue, record)))
        .chain(catalogue.data.iter().filter_map(|data| figures(catalogue, data)))
        .collect();
    let mut node = Map::new();
    put(&mut node, "@context", context());
    put(&mut node, "@id", json!(root));
    put(&mut node, "@type", json!("dcat:Catalog"));
    put(&mut node, "dct:title", title(catalogue, &languages));
    put(&mut node, "dct:description", description(catalogue, &languages));
    put(&mut node, "dct:publisher", publisher(catalogue, &languages));
    put(&mut node, "dct:language", languages_of(languages.iter().copied()));
    put(&mut node, "foaf:homepage", json!({ "@id": home(catalogue) }));
    let spdx = catalogue.shelf.config.licence.as_deref();
    let licence = spdx.map(|spdx| Licence { spdx, url: licence_url(spdx) });
    put_licence(&mut node, licence.as_ref());
    if let Some(newest) = catalogue.records.iter().map(|record| modified(record)).max() {
        put(&mut node, "dct:modified", day(&newest));
    }
    put(&mut node, "dcat:dataset", Value::Array(datasets));
    pretty(&Value::Object(node))
}

/// The names that the file uses.
fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#"
    })
}

/// The index itself, as a dataset in several formats.
fn whole(catalogue: &Catalogue<'_>, languages: &[&Lang]) -> Value {
    const FORMATS: &[(Exchange, Option<&str>)] = &[
        (Exchange::Json, Some("JSON")),
        (Exchange::Csv, Some("CSV")),
        (Exchange::Bibtex, None),
        (Exchange::Ris, None),
        (Exchange::CslJson, Some("JSON")),
    ];
    let url = catalogue.url(Exchange::Json);
    let spdx = catalogue.shelf.config.licence.as_deref();
    let licence = spdx.map(|spdx| Licence { spdx, url: licence_url(spdx) });
    let distribution = |(format, file_type): &(Exchange, Option<&'static str>)| {
        let url = catalogue.url(*format);
        let mut node = Map::new();
        put(&mut node, "@id", json!(format!("{url}#distribution")));
        put(&mut node, "@type", json!("dcat:Distribution"));
        put(&mut node, "dct:title", json!(format.name()));
        let media = Media { media_type: format.media_type(), file_type: *file_type };
        put_file(&mut node, &url, media);
        if *format == Exchange::Json {
            let schema = json!({ "@id": catalogue.url(Exchange::Schema) });
            put(&mut node, "dct:conformsTo", schema);
        }
        put_licence(&mut node, licence.as_ref());
        Value::Object(node)
    };
    let mut node = Map::new();
    put(&mut node, "@id", json!(format!("{url}#dataset")));
    put(&mut node, "@type", json!("dcat:Dataset"));
    put(&mut node, "dct:title", title(catalogue, languages));
    put(&mut node, "dct:description", description(catalogue, languages));
    put(&mut node, "dct:publisher", publisher(catalogue, languages));
    put(&mut node, "dct:accessRights", public());
    put(&mut node, "dcat:theme", theme());
    put(&mut node, "dct:language", languages_of(languages.iter().copied()));
    let pages = languages.iter().filter_map(|lang| catalogue.page(lang));
    let pages: Vec<Value> = pages.map(|url| json!({ "@id": url })).collect();
    if !pages.is_empty() {
        put(&mut node, "dcat:landingPage", Value::Array(pages));
    }
    let distributions = FORMATS.iter().map(distribution).collect();
    put(&mut node, "dcat:distribution", Value::Array(distributions));
    Value::Object(node)
}

/// A publication, as a dataset whose distributions are its files.
fn dataset(catalogue: &Catalogue<'_>, record: &Record<'_>) -> Value {
    let languages: Vec<&Lang> = record.editions.iter().map(|edition| edition.lang).collect();
    let own = |text: fn(&EditionRecord<'_>) -> String| -> Value {
        let editions = record.editions.iter();
        tagged(editions.map(|edition| (edition.lang, text(edition))).collect())
    };
    let mut node = Map::new();
    put(&mut node, "@id", json!(format!("{}#dataset", record.main().url)));
    put(&mut node, "@type", json!("dcat:Dataset"));
    put(&mut node, "dct:identifier", json!(record.id));
    put(&mut node, "dct:title", own(|edition| edition.title.to_owned()));
    let summary = |edition: &EditionRecord<'_>| edition.summary.unwrap_or(edition.title).to_owned();
    put(&mut node, "dct:description", own(summary));
    put(&mut node, "dct:publisher", publisher(catalogue, &languages));
    put(&mut node, "dct:issued", day(&record.date.day().to_string()));
    put(&mut node, "dct:modified", day(&modified(record)));
    put(&mut node, "dct:language", languages_of(languages.iter().copied()));
    put(&mut node, "dct:accessRights", public());
    put(&mut node, "dcat:theme", theme());
    let topics = record.topics.iter();
    let keywords = topics.flat_map(|id| catalogue.labels(languages.iter().copied(), "topic", id));
    put(&mut node, "dcat:keyword", tagged(keywords.collect()));
    if let Some(version) = record.version {
        put(&mut node, "dcat:version", json!(version));
    }
    let pages = record.editions.iter().map(|edition| json!({ "@id": edition.url }));
    put(&mut node, "dcat:landingPage", pages.collect());
    let files = record.attachments.iter().map(|file| distribution(record, file));
    put(&mut node, "dcat:distribution", files.collect());
    Value::Object(node)
}

/// A dataset of a report, in two formats.
fn figures(catalogue: &Catalogue<'_>, data: &DataRecord) -> Option<Value> {
    let record = catalogue.records.iter().find(|record| record.id == data.report)?;
    let languages: Vec<&Lang> = data.titles.iter().map(|(lang, _)| lang).collect();
    let tagged = |text: &str, lang: &Lang| json!({ "@value": text, "@language": lang.as_str() });
    let titles = data.titles.iter().map(|(lang, title)| {
        let edition = record.editions.iter().find(|edition| edition.lang == lang);
        let report = edition.unwrap_or(record.main()).title;
        tagged(&format!("{report}: {title}"), lang)
    });
    let titles: Vec<Value> = titles.collect();
    let mut node = Map::new();
    put(&mut node, "@id", json!(format!("{}#dataset", data.csv)));
    put(&mut node, "@type", json!("dcat:Dataset"));
    put(&mut node, "dct:identifier", json!(format!("{}/{}", data.report, data.id)));
    put(&mut node, "dct:title", json!(titles));
    put(&mut node, "dct:description", json!(titles));
    put(&mut node, "dct:publisher", publisher(catalogue, &languages));
    put(&mut node, "dct:issued", day(&record.date.day().to_string()));
    put(&mut node, "dct:modified", day(&modified(record)));
    put(&mut node, "dct:accessRights", public());
    put(&mut node, "dcat:theme", theme());
    let [start, end] = data.period.map(|date| day(&date.to_string()));
    let period =
        json!({ "@type": "dct:PeriodOfTime", "dcat:startDate": start, "dcat:endDate": end });
    put(&mut node, "dct:temporal", period);
    let pages = record.editions.iter().map(|edition| json!({ "@id": edition.url }));
    put(&mut node, "dcat:landingPage", pages.collect());
    let package = json!({ "@id": data.package });
    put(&mut node, "foaf:page", package);
    let file = |title: &str, url: &str, media: &str| {
        let mut node = Map::new();
        put(&mut node, "@id", json!(format!("{url}#distribution")));
        put(&mut node, "@type", json!("dcat:Distribution"));
        put(&mut node, "dct:title", json!(title));
        put_file(&mut node, url, Media::of(media));
        put_licence(&mut node, record.licence.as_ref());
        node
    };
    let mut csv = file("CSV", &data.csv, "x.csv");
    put_bytes(&mut csv, data.bytes, &data.sha256);
    let json = file("JSON", &data.json, "x.json");
    put(&mut node, "dcat:distribution", json!([csv, json]));
    Some(Value::Object(node))
}

/// A file.
fn distribution(record: &Record<'_>, file: &AttachmentRecord<'_>) -> Value {
    let mut node = Map::new();
    put(&mut node, "@id", json!(format!("{}#distribution", file.url)));
    put(&mut node, "@type", json!("dcat:Distribution"));
    let titles = file.titles.iter();
    let titles: Vec<Value> = titles
        .map(|(lang, title)| json!({ "@value": title, "@language": lang.as_str() }))
        .collect();
    let title = if titles.is_empty() { json!(file.file) } else { Value::Array(titles) };
    put(&mut node, "dct:title", title);
    put_file(&mut node, &file.url, file.media);
    if let Some(lang) = file.lang {
        put(&mut node, "dct:language", languages_of([lang]));
    }
    put_bytes(&mut node, file.bytes, &file.sha256);
    put_licence(&mut node, record.licence.as_ref());
    Value::Object(node)
}

/// How long a file is, and its digest.
fn put_bytes(node: &mut Map<String, Value>, bytes: u64, sha256: &str) {
    let size = json!({ "@value": bytes.to_string(), "@type": "xsd:nonNegativeInteger" });
    put(node, "dcat:byteSize", size);
    let checksum = json!({
        "@type": "spdx:Checksum",
        "spdx:algorithm": { "@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256" },
        "spdx:checksumValue": { "@value": sha256, "@type": "xsd:hexBinary" }
    });
    put(node, "spdx:checksum", checksum);
}

/// Says one thing more of something.
fn put(node: &mut Map<String, Value>, name: &str, value: Value) {
    node.insert(name.to_owned(), value);
}

/// Where a file is and what kind of file it is.
fn put_file(node: &mut Map<String, Value>, url: &str, media: Media) {
    put(node, "dcat:accessURL", json!({ "@id": url }));
    put(node, "dcat:downloadURL", json!({ "@id": url }));
    let media_type = format!("https://www.iana.org/assignments/media-types/{}", media.media_type);
    put(node, "dcat:mediaType", json!({ "@id": media_type }));
    if let Some(code) = media.file_type {
        let format = format!("{AUTHORITY}/file-type/{code}");
        put(node, "dct:format", json!({ "@id": format }));
    }
}

fn put_licence(node: &mut Map<String, Value>, licence: Option<&Licence<'_>>) {
    let Some(Licence { spdx, url }) = licence else { return };
    let known = LICENCES.iter().find(|(id, _)| id == spdx);
    let uri = known.map_or_else(|| url.clone(), |(_, code)| format!("{AUTHORITY}/licence/{code}"));
    put(node, "dct:license", json!({ "@id": uri }));
}

/// Texts with their languages.
fn tagged(texts: Vec<(&Lang, String)>) -> Value {
    let tagged =
        |(lang, text): (&Lang, String)| json!({ "@value": text, "@language": lang.as_str() });
    texts.into_iter().map(tagged).collect()
}

fn title(catalogue: &Catalogue<'_>, languages: &[&Lang]) -> Value {
    tagged(catalogue.labels(languages.iter().copied(), "listing", "publications"))
}

fn description(catalogue: &Catalogue<'_>, languages: &[&Lang]) -> Value {
    let description =
        |lang: &Lang| catalogue.attribute("listing-publications", "description", lang);
    let languages = languages.iter().copied();
    tagged(catalogue.in_languages(languages, "listing-publications", description))
}

/// Who publishes: an agent without a register's number is known by the site.
fn publisher(catalogue: &Catalogue<'_>, languages: &[&Lang]) -> Value {
    json!({
        "@id": format!("{}#publisher", home(catalogue)),
        "@type": "foaf:Agent",
        "foaf:name": tagged(catalogue.texts(languages.iter().copied(), "site-publisher"))
    })
}

fn home(catalogue: &Catalogue<'_>) -> String {
    address::absolute(catalogue.shelf.config, &Address::new("/"))
}

fn languages_of<'l>(languages: impl IntoIterator<Item = &'l Lang>) -> Value {
    let code = |lang: &Lang| {
        let own = lang.as_str().split('-').next().unwrap_or_default().to_owned();
        let (_, code) = LANGUAGES.iter().find(|(tag, _)| *tag == own)?;
        Some(json!({ "@id": format!("{AUTHORITY}/language/{code}") }))
    };
    languages.into_iter().filter_map(code).collect()
}

fn public() -> Value {
    json!({ "@id": format!("{AUTHORITY}/access-right/PUBLIC") })
}

/// What a cybersecurity publication is about, of the thirteen themes there are.
fn theme() -> Value {
    json!({ "@id": format!("{AUTHORITY}/data-theme/TECH") })
}

fn day(day: &str) -> Value {
    json!({ "@value": day, "@type": "xsd:date" })
}

/// The day of the last change of any edition.
fn modified(record: &Record<'_>) -> String {
    let changes = record.editions.iter().filter_map(|edition| edition.updated);
    changes.chain([record.date]).map(|date| date.day().to_string()).max().unwrap_or_default()
}
