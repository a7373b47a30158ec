//! The catalogue of datasets as RDF, read by `oxjsonld`: held against a table of what DCAT-AP 3
//! demands and admits, and against the index.
//!
//! Source: SEMIC, "DCAT-AP 3.0", application profile and its SHACL shapes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use oxjsonld::JsonLdParser;
use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedOrBlankNode, Term};
use serde_json::Value;

use super::exchange::{BUILT, editions, json, label};

/// What a property may lead to.
enum Range {
    /// Texts, at most one a language, each with its language.
    Texts,
    /// A text of any kind.
    Text,
    /// A literal of a type.
    Typed(&'static str),
    /// A resource that begins so.
    Iri(&'static str),
    /// A resource that the catalogue describes, of a class.
    Node(&'static str),
}

use Range::{Iri, Node, Text, Texts, Typed};

const AUTHORITY: &str = "http://publications.europa.eu/resource/authority/";
const HTTP: &str = "http";
const DATE: &str = "http://www.w3.org/2001/XMLSchema#date";
const MANY: usize = usize::MAX;

/// A property: its name, how often it must and may be there, and what it leads to.
type Property = (&'static str, usize, usize, Range);

/// The properties of each class. Nothing else is there.
const PROFILE: &[(&str, &[Property])] = &[
    (
        "dcat:Catalog",
        &[
            ("dct:title", 1, MANY, Texts),
            ("dct:description", 1, MANY, Texts),
            ("dct:publisher", 1, 1, Node("foaf:Agent")),
            ("dcat:dataset", 1, MANY, Node("dcat:Dataset")),
            ("dct:language", 1, MANY, Iri("language/")),
            ("dct:license", 0, 1, Iri("licence/")),
            ("dct:modified", 0, 1, Typed(DATE)),
            ("foaf:homepage", 0, 1, Iri(HTTP)),
        ],
    ),
    (
        "dcat:Dataset",
        &[
            ("dct:title", 1, MANY, Texts),
            ("dct:description", 1, MANY, Texts),
            ("dct:publisher", 1, 1, Node("foaf:Agent")),
            ("dcat:distribution", 1, MANY, Node("dcat:Distribution")),
            ("dcat:keyword", 0, MANY, Text),
            ("dcat:landingPage", 1, MANY, Iri(HTTP)),
            ("dcat:theme", 1, MANY, Iri("data-theme/")),
            ("dcat:version", 0, 1, Text),
            ("dct:accessRights", 1, 1, Iri("access-right/")),
            ("dct:identifier", 0, 1, Text),
            ("dct:issued", 0, 1, Typed(DATE)),
            ("dct:language", 1, MANY, Iri("language/")),
            ("dct:modified", 0, 1, Typed(DATE)),
        ],
    ),
    (
        "dcat:Distribution",
        &[
            ("dcat:accessURL", 1, MANY, Iri(HTTP)),
            ("dcat:byteSize", 0, 1, Typed("http://www.w3.org/2001/XMLSchema#nonNegativeInteger")),
            ("dcat:downloadURL", 1, 1, Iri(HTTP)),
            ("dcat:mediaType", 1, 1, Iri("https://www.iana.org/assignments/media-types/")),
            ("dct:conformsTo", 0, MANY, Iri(HTTP)),
            ("dct:format", 0, 1, Iri("file-type/")),
            ("dct:language", 0, MANY, Iri("language/")),
            ("dct:license", 1, 1, Iri("licence/")),
            ("dct:title", 1, MANY, Text),
            ("spdx:checksum", 0, 1, Node("spdx:Checksum")),
        ],
    ),
    ("foaf:Agent", &[("foaf:name", 1, MANY, Texts)]),
    (
        "spdx:Checksum",
        &[
            ("spdx:algorithm", 1, 1, Iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")),
            ("spdx:checksumValue", 1, 1, Typed("http://www.w3.org/2001/XMLSchema#hexBinary")),
        ],
    ),
];

const PREFIXES: &[(&str, &str)] = &[
    ("http://www.w3.org/ns/dcat#", "dcat:"),
    ("http://purl.org/dc/terms/", "dct:"),
    ("http://xmlns.com/foaf/0.1/", "foaf:"),
    ("http://spdx.org/rdf/terms#", "spdx:"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "a"),
];

/// What is said of each thing.
type Graph = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

static TERMS: LazyLock<(Graph, BTreeMap<String, Term>)> = LazyLock::new(|| {
    let (mut graph, mut terms) = (Graph::new(), BTreeMap::new());
    for quad in JsonLdParser::new().for_slice(&BUILT["catalog.jsonld"]) {
        let quad = quad.unwrap();
        let subject = match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        let said = graph.entry(subject).or_default();
        let object = quad.object.to_string();
        said.entry(short(quad.predicate.as_str())).or_default().insert(object.clone());
        terms.insert(object, quad.object);
    }
    (graph, terms)
});

fn short(iri: &str) -> String {
    let (start, prefix) = PREFIXES.iter().find(|(start, _)| iri.starts_with(start)).unwrap();
    iri.replacen(start, prefix, 1)
}

/// Of what class a thing is.
fn class(subject: &str) -> Option<String> {
    let types = TERMS.0.get(subject)?.get("a")?;
    assert_eq!(types.len(), 1, "{subject} is of {types:?}");
    types.first().map(|class| short(class.trim_matches(['<', '>'])))
}

#[test]
fn it_is_as_the_profile_demands() {
    let known: BTreeMap<&str, _> = PROFILE.iter().map(|(class, rows)| (*class, rows)).collect();
    let mut classes = BTreeSet::new();
    for (subject, said) in &TERMS.0 {
        let class = class(subject).unwrap_or_else(|| panic!("{subject} has no class"));
        let rows = known[class.as_str()];
        for (name, least, most, range) in *rows {
            let values = said.get(*name).map_or(0, BTreeSet::len);
            assert!((*least..=*most).contains(&values), "{subject} has {values} {name}");
            let values: Vec<&Term> =
                said.get(*name).into_iter().flatten().map(|value| &TERMS.1[value]).collect();
            check(subject, name, &values, range);
        }
        let names: BTreeSet<&str> = rows.iter().map(|(name, ..)| *name).chain(["a"]).collect();
        let unknown: Vec<&String> = said.keys().filter(|n| !names.contains(n.as_str())).collect();
        assert!(unknown.is_empty(), "{subject} has {unknown:?}");
        classes.insert(class);
    }
    assert_eq!(classes.len(), known.len(), "{classes:?}");
}

fn check(subject: &str, name: &str, values: &[&Term], range: &Range) {
    let mut languages = BTreeSet::new();
    for value in values {
        let wrong = format!("{subject} has {name} {value}");
        match (range, value) {
            (Texts, Term::Literal(text)) => {
                let lang = text.language().expect(&wrong);
                assert!(languages.insert(lang.to_owned()), "{subject} has two {name} in {lang}");
            }
            (Text, Term::Literal(text)) => {
                let is_text = text.language().is_some() || text.datatype() == xsd::STRING;
                assert!(is_text && !text.value().is_empty(), "{wrong}");
            }
            (Typed(of), Term::Literal(text)) => {
                assert_eq!(text.datatype().as_str(), *of, "{wrong}");
            }
            (Iri(start), Term::NamedNode(node)) => {
                let is_whole = start.starts_with(HTTP);
                let start =
                    if is_whole { (*start).to_owned() } else { format!("{AUTHORITY}{start}") };
                assert!(node.as_str().starts_with(&start), "{wrong}");
            }
            (Node(of), Term::NamedNode(node)) => {
                assert_eq!(class(node.as_str()).as_deref(), Some(*of), "{wrong}");
            }
            (Node(of), Term::BlankNode(node)) => {
                assert_eq!(class(&node.to_string()).as_deref(), Some(*of), "{wrong}");
            }
            _ => panic!("{wrong}"),
        }
    }
}

/// The values of a property, as RDF writes them.
fn said(subject: &str, name: &str) -> BTreeSet<String> {
    TERMS.0[subject].get(name).cloned().unwrap_or_default()
}

fn tagged(text: &Value, lang: &Value) -> String {
    let (text, lang) = (text.as_str().unwrap(), lang.as_str().unwrap());
    Literal::new_language_tagged_literal(text, lang).unwrap().to_string()
}

/// Every publication with files is a dataset that says what the index says of it.
#[test]
fn it_says_what_the_index_says() {
    let index = json("publications.json");
    let publications = index["publications"].as_array().unwrap().iter();
    let with_files = publications.filter(|p| !p["attachments"].as_array().unwrap().is_empty());
    let mut datasets = 1;
    for publication in with_files {
        datasets += 1;
        let editions: Vec<Value> = editions()
            .into_iter()
            .filter(|(of, _)| of["id"] == publication["id"])
            .map(|(_, edition)| edition)
            .collect();
        let dataset = format!("{}#dataset", editions[0]["url"].as_str().unwrap());
        let texts = |name: &str| -> BTreeSet<String> {
            editions.iter().map(|edition| tagged(&edition[name], &edition["language"])).collect()
        };
        assert_eq!(said(&dataset, "dct:title"), texts("title"));
        assert_eq!(said(&dataset, "dct:description"), texts("summary"));
        let one = |text: &str| BTreeSet::from([Literal::from(text).to_string()]);
        assert_eq!(said(&dataset, "dct:identifier"), one(publication["id"].as_str().unwrap()));
        assert_eq!(said(&dataset, "dcat:version"), one(publication["version"].as_str().unwrap()));
        let day = |day: &str| BTreeSet::from([format!("\"{}\"^^<{DATE}>", &day[..10])]);
        assert_eq!(said(&dataset, "dct:issued"), day(publication["date"].as_str().unwrap()));
        let updated = editions.iter().filter_map(|edition| edition["updated"].as_str()).max();
        assert_eq!(said(&dataset, "dct:modified"), day(updated.unwrap()));
        let iris = |iris: &mut dyn Iterator<Item = String>| -> BTreeSet<String> {
            iris.map(|iri| format!("<{iri}>")).collect()
        };
        let pages = &mut editions.iter().map(|edition| edition["url"].as_str().unwrap().to_owned());
        assert_eq!(said(&dataset, "dcat:landingPage"), iris(pages));
        let codes = ["ITA", "ENG", "FRA"].map(|code| format!("{AUTHORITY}language/{code}"));
        assert_eq!(said(&dataset, "dct:language"), iris(&mut codes.into_iter()));
        // French calls one of the topics by its own name and borrows that of the other.
        let topics = publication["topics"].as_array().unwrap();
        let keywords = topics.iter().flat_map(|id| {
            editions.iter().filter_map(|edition| {
                let own = &index["labels"]["topics"][id.as_str().unwrap()];
                let lang = &edition["language"];
                let has = own.get(lang.as_str().unwrap()).is_some();
                has.then(|| tagged(&label("topics", id, edition).into(), lang))
            })
        });
        assert_eq!(said(&dataset, "dcat:keyword"), keywords.collect());
        assert_eq!(said(&dataset, "dcat:keyword").len(), 5);
        check_files(publication, &dataset);
    }
    let all = said("https://example.eu/agency/catalog.jsonld", "dcat:dataset");
    assert_eq!((datasets, all.len()), (2, 2), "the index itself and the guideline with files");
}

/// Each file of a publication, and no other.
fn check_files(publication: &Value, dataset: &str) {
    let files = publication["attachments"].as_array().unwrap();
    assert_eq!(said(dataset, "dcat:distribution").len(), files.len());
    for file in files {
        let url = file["url"].as_str().unwrap();
        let own = format!("{url}#distribution");
        let iri = |iri: String| BTreeSet::from([format!("<{iri}>")]);
        assert!(said(dataset, "dcat:distribution").contains(&format!("<{own}>")), "{own}");
        assert_eq!(said(&own, "dcat:downloadURL"), iri(url.to_owned()));
        assert_eq!(said(&own, "dcat:accessURL"), iri(url.to_owned()));
        let media_type = file["media_type"].as_str().unwrap();
        let media_type = format!("https://www.iana.org/assignments/media-types/{media_type}");
        assert_eq!(said(&own, "dcat:mediaType"), iri(media_type));
        let format = if url.ends_with(".pdf") { "PDF" } else { "CSV" };
        assert_eq!(said(&own, "dct:format"), iri(format!("{AUTHORITY}file-type/{format}")));
        let code = if file["language"] == "it" { "ITA" } else { "ENG" };
        assert_eq!(said(&own, "dct:language"), iri(format!("{AUTHORITY}language/{code}")));
        assert_eq!(said(&own, "dct:license"), iri(format!("{AUTHORITY}licence/CC_BY_4_0")));
        let titles = file["titles"].as_object().unwrap().iter();
        let titles = titles.map(|(lang, title)| tagged(title, &lang.as_str().into()));
        assert_eq!(said(&own, "dct:title"), titles.collect());
        let size = said(&own, "dcat:byteSize").first().unwrap().clone();
        assert!(size.starts_with(&format!("\"{}\"^^", file["bytes"])), "{size}");
        let checksum = said(&own, "spdx:checksum").first().unwrap().clone();
        let digest = said(&checksum, "spdx:checksumValue").first().unwrap().clone();
        assert!(digest.starts_with(&format!("\"{}\"^^", file["sha256"].as_str().unwrap())));
    }
}
