//! The index for programs, read back by libraries that were not written here. The fixture
//! `tests/exchange/site` has the signs that each format treats apart, three languages, every field,
//! and what must not be in an index.
//!
//! `/publications.json` is held against the sources, every other format against it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use bollettino::seal::is_seal;
use serde_json::Value;

use super::site::{Site, Tree, fixture};

/// What the fixture is built into. Its one warning is that nobody accepted a translation.
pub(super) static BUILT: LazyLock<Tree> = LazyLock::new(|| {
    let site = Site::copy_of(&fixture("exchange/site"));
    let outcome = site.run(&["build"]).succeeds();
    assert_eq!(outcome.codes(), ["warning parity-unreviewed"], "{outcome}");
    site.tree("public")
});

pub(super) fn text(path: &str) -> &'static str {
    std::str::from_utf8(BUILT.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

pub(super) fn json(path: &str) -> Value {
    serde_json::from_str(text(path)).unwrap()
}

/// Every edition of the index as `/publications.json` has it: the publication and the edition.
pub(super) fn editions() -> Vec<(Value, Value)> {
    let index = json("publications.json");
    let publications = index["publications"].as_array().unwrap().clone();
    let pairs = publications.into_iter().flat_map(|publication| {
        let editions = publication["editions"].as_array().unwrap().clone();
        editions.into_iter().map(move |edition| (publication.clone(), edition))
    });
    pairs.collect()
}

/// The key of an edition in formats for citations.
pub(super) fn key((publication, edition): &(Value, Value)) -> String {
    let id = publication["id"].as_str().unwrap().replace('/', ":");
    format!("{id}:{}", edition["language"].as_str().unwrap())
}

/// What a code is called in the language of an edition; Italian, the site's first, lends what another
/// language lacks.
pub(super) fn label(family: &str, id: &Value, edition: &Value) -> String {
    let labels = json("publications.json");
    let label = &labels["labels"][family][id.as_str().unwrap()];
    let own = label.get(edition["language"].as_str().unwrap());
    own.unwrap_or(&label["it"]).as_str().unwrap().to_owned()
}

pub(super) fn topics((publication, edition): &(Value, Value)) -> Vec<String> {
    let topics = publication["topics"].as_array().unwrap().iter();
    topics.map(|id| label("topics", id, edition)).collect()
}

/// The schema is one, the index fulfils it, and it is strict: what is misspelt is no index.
#[test]
fn the_index_fulfils_its_schema() {
    let (schema, index) = (json("publications.schema.json"), json("publications.json"));
    jsonschema::meta::validate(&schema).unwrap();
    assert_eq!(schema["$id"], index["$schema"]);
    assert_eq!(schema["$id"], "https://example.eu/agency/publications.schema.json");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&index).map(|e| e.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    for wrong in ["/publications/0/kind", "/publications/0/editions/0/url", "/publications/0/date"]
    {
        let mut broken = index.clone();
        *broken.pointer_mut(wrong).unwrap() = Value::from("Not so!");
        assert!(!validator.is_valid(&broken), "{wrong}");
    }
}

/// Everything that the sources say of one publication.
#[test]
fn the_index_says_what_the_sources_say() {
    let index = json("publications.json");
    let ids: Vec<&str> = index["publications"]
        .as_array()
        .unwrap()
        .iter()
        .map(|publication| publication["id"].as_str().unwrap())
        .collect();
    assert_eq!(
        ids,
        [
            "guidelines/signs",
            "incident-reports/figures",
            "guidelines/notice",
            "guidelines/withdrawn-here",
            "guidelines/signs-2025",
        ]
    );
    let signs = &index["publications"][0];
    let pdf = BUILT["files/guidelines/signs/documento.en.pdf"].clone();
    let expected = serde_json::json!({
        "id": "guidelines/signs",
        "kind": "guideline",
        "date": "2026-02-01T18:30:00+01:00",
        "original": "it",
        "number": "04/2018",
        "version": "2.0",
        "status": "final",
        "topics": ["law", "5g"],
        "series": "manual",
        "legal": [
            {"eli": "http://data.europa.eu/eli/dir/2022/2555/oj", "celex": "32022L2555"},
            {"eli": "http://data.europa.eu/eli/reg/2019/881/oj", "celex": "32019R0881"},
            {"eli": "https://www.example.it/eli/id/2024/10/01/24G00155/SG"},
        ],
        "identifiers": {
            "doi": "10.2824/698162",
            "isbn": "978-92-9204-167-0",
            "issn": "2314-9434",
            "catalogue": "TP-AB-16-001-EN-N",
        },
        "licence": {
            "spdx": "CC-BY-4.0",
            "url": "https://creativecommons.org/licenses/by/4.0/",
        },
        "contact": "info@example.eu",
        "supersedes": "guidelines/signs-2025",
        "editions": signs["editions"],
        "attachments": [
            signs["attachments"][0],
            {
                "file": "documento.en.pdf",
                "url": "https://example.eu/agency/files/guidelines/signs/documento.en.pdf",
                "language": "en",
                "titles": {"it": "Documento in inglese"},
                "media_type": "application/pdf",
                "bytes": pdf.len(),
                "sha256": sha256(&pdf),
                "signatures": [
                    "https://example.eu/agency/files/guidelines/signs/documento.en.pdf.asc"
                ],
            },
        ],
    });
    assert_eq!(*signs, expected);
    let original = serde_json::json!({
        "language": "it",
        "url": "https://example.eu/agency/it/linee-guida/segni/",
        "title": "Perché \"l’università\", C:\\temp, 5 % & $x_1 {{7*7}} ~ ^ # -- così",
        "summary": "Riga con virgole, \"virgolette\"; punto e virgola; à è ì ò ù; ''apici'' e \
                    `accenti`.",
        "updated": "2026-02-10",
        "changes": [
            {"date": "2026-02-10", "kind": "correction",
             "text": "Corretto il 5 %, non il \"6 %\"."},
            {"date": "2026-02-11", "kind": "minor", "text": "Un refuso."},
        ],
    });
    assert_eq!(signs["editions"][0], original);
    let languages = signs["editions"].as_array().unwrap().iter().map(|e| &e["language"]);
    assert_eq!(languages.collect::<Vec<_>>(), ["it", "en", "fr"]);
    assert_eq!(signs["editions"][2]["translation_of"], "it");
    let older = &index["publications"][4];
    assert_eq!((&older["status"], &older["superseded_by"]), (&"superseded".into(), &signs["id"]));
    let report = &index["publications"][1];
    assert_eq!((&report["year"], &report["regime"]), (&2024.into(), &"nis".into()));
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Nothing hidden or withdrawn is in any of it, and every address in it is served.
#[test]
fn nothing_else_is_in_it() {
    // The tombstone itself is served, so its digest is among the others.
    for path in BUILT.keys().filter(|path| !path.ends_with(".html") && !is_seal(path)) {
        let bytes = &BUILT[path];
        assert!(!String::from_utf8_lossy(bytes).contains("zebra"), "{path}");
    }
    let listed = ["it/pubblicazioni/", "en/publications/", "fr/pubblicazioni/"];
    for path in BUILT.keys().filter(|path| listed.iter().any(|list| path.starts_with(list))) {
        assert!(!String::from_utf8_lossy(&BUILT[path]).contains("zebra"), "{path}");
    }
    let mut addresses = 0;
    for path in ["publications.json", "publications.csv", "publications.bib", "publications.ris"] {
        for part in text(path).split("https://example.eu/agency/").skip(1) {
            let end = part.find(|c: char| !c.is_ascii_alphanumeric() && !"/-._".contains(c));
            let file = part[..end.unwrap_or(part.len())].to_owned();
            let file = if file.ends_with('/') { format!("{file}index.html") } else { file };
            assert!(BUILT.contains_key(&file), "{path}: {file}");
            addresses += 1;
        }
    }
    assert!(addresses > 40, "{addresses}");
}

#[test]
fn csv_is_read_back() {
    let mut reader = csv::Reader::from_reader(text("publications.csv").as_bytes());
    let rows: Vec<BTreeMap<String, String>> =
        reader.deserialize().collect::<Result<_, _>>().unwrap();
    let editions = editions();
    assert_eq!(rows.len(), editions.len());
    for (row, (publication, edition)) in rows.iter().zip(&editions) {
        let seen = RefCell::new(BTreeSet::new());
        let same = |column: &str, value: &Value| {
            seen.borrow_mut().insert(column.to_owned());
            let value = match value {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(row[column], value, "{column} of {}", row["id"]);
        };
        for name in ["id", "kind", "number", "version", "status", "date", "year", "regime"] {
            same(name, &publication[name]);
        }
        for name in ["original", "series", "supersedes", "superseded_by"] {
            same(name, &publication[name]);
        }
        for name in ["doi", "isbn", "issn", "catalogue"] {
            same(name, &publication["identifiers"][name]);
        }
        for name in ["language", "title", "summary", "url", "updated"] {
            same(name, &edition[name]);
        }
        same("licence", &publication["licence"]["spdx"]);
        let many = |list: &Value, name: Option<&str>| {
            let values = list.as_array().unwrap().iter();
            let values =
                values.filter_map(|value| name.map_or(value, |name| &value[name]).as_str());
            Value::from(values.collect::<Vec<_>>().join(" "))
        };
        same("topics", &many(&publication["topics"], None));
        same("eli", &many(&publication["legal"], Some("eli")));
        same("celex", &many(&publication["legal"], Some("celex")));
        same("attachments", &many(&publication["attachments"], Some("url")));
        let columns: BTreeSet<String> = row.keys().cloned().collect();
        assert_eq!(columns, seen.into_inner(), "every column is compared");
    }
}
