//! What harvesters read: feeds by `feed-rs`, the catalogue by `oxjsonld`, the data of index pages.

use std::collections::{BTreeMap, BTreeSet};

use oxjsonld::JsonLdParser;
use serde_json::Value;

use super::exchange::{BUILT, editions, json, text};

#[test]
fn feeds_are_read_back() {
    let mut read = 0;
    for path in BUILT.keys().filter(|path| path.ends_with("feed.xml")) {
        let atom = feed_rs::parser::parse(&BUILT[path][..]).unwrap();
        let sibling = path.replace("feed.xml", "feed.json");
        let json_feed = feed_rs::parser::parse(&BUILT[&sibling][..]).unwrap();
        let said = |feed: &feed_rs::model::Feed| -> Vec<Vec<String>> {
            let text = |text: &Option<feed_rs::model::Text>| {
                text.as_ref().map(|text| text.content.clone()).unwrap_or_default()
            };
            let entry = |entry: &feed_rs::model::Entry| {
                let day = |date: &Option<_>| format!("{date:?}");
                let mut said = vec![entry.id.clone(), text(&entry.title), text(&entry.summary)];
                said.extend([day(&entry.published), day(&entry.updated)]);
                said
            };
            feed.entries.iter().map(entry).collect()
        };
        // A list in which everything is in another language has nothing for its feed.
        assert!(!atom.entries.is_empty() || path.starts_with("en/"), "{path}");
        assert_eq!(said(&atom), said(&json_feed), "{path}");
        let title = |feed: &feed_rs::model::Feed| feed.title.as_ref().unwrap().content.clone();
        assert_eq!(title(&atom), title(&json_feed), "{path}");
        let labels = |entry: &feed_rs::model::Entry, own: bool| -> Vec<String> {
            let label = |c: &feed_rs::model::Category| match own {
                true => c.label.clone().unwrap_or_default(),
                false => c.term.clone(),
            };
            entry.categories.iter().map(label).collect()
        };
        for (one, other) in atom.entries.iter().zip(&json_feed.entries) {
            assert_eq!(labels(one, true), labels(other, false), "{path}");
        }
        let raw: Value = json(&sibling);
        assert_eq!(raw["version"], "https://jsonfeed.org/version/1.1");
        let index = raw["home_page_url"].as_str().unwrap();
        let page = index.strip_prefix("https://example.eu/agency/").unwrap();
        let page = text(&format!("{page}index.html"));
        for feed in [path, &sibling] {
            assert!(page.contains(&format!("href=\"/agency/{feed}\"")), "{feed}");
        }
        read += 1;
    }
    let there = |path: &str| assert!(BUILT.contains_key(path), "no {path}");
    for list in ["", "notizie/", "linee-guida/", "temi/diritto-regole-norme/", "pubblicazioni/"] {
        there(&format!("it/{list}feed.json"));
    }
    there("it/pubblicazioni/2025/feed.xml");
    there("it/pubblicazioni/temi/reti-5g/feed.xml");
    assert!(read > 20, "{read}");
    // The signs of the original, through XML and JSON.
    let feed = feed_rs::parser::parse(&BUILT["it/linee-guida/feed.xml"][..]).unwrap();
    let (_, original) = &editions()[0];
    let title = feed.entries[0].title.as_ref().unwrap();
    assert_eq!(Some(title.content.as_str()), original["title"].as_str());
}

/// What DCAT-AP demands is there, and says what the index says.
#[test]
fn the_catalogue_is_read_as_rdf() {
    const DCAT: &str = "http://www.w3.org/ns/dcat#";
    const DCT: &str = "http://purl.org/dc/terms/";
    let mut facts: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for quad in JsonLdParser::new().for_slice(&BUILT["catalog.jsonld"]) {
        let quad = quad.unwrap();
        let name = quad.predicate.as_str();
        let name = name.replace(DCAT, "dcat:").replace(DCT, "dct:");
        let name = name.replace("http://spdx.org/rdf/terms#", "spdx:");
        let name = name.replace("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "a");
        let of = facts.entry(quad.subject.to_string()).or_default();
        of.entry(name).or_default().insert(quad.object.to_string());
    }
    let typed = |class: &str| -> Vec<&String> {
        let class = format!("<{DCAT}{class}>");
        let is = |said: &BTreeMap<String, BTreeSet<String>>| {
            said.get("a").is_some_and(|types| types.contains(&class))
        };
        facts.iter().filter(|(_, said)| is(said)).map(|(subject, _)| subject).collect()
    };
    let demands: &[(&str, &[&str])] = &[
        ("Catalog", &["dct:title", "dct:description", "dct:publisher", "dcat:dataset"]),
        ("Dataset", &["dct:title", "dct:description", "dct:publisher", "dcat:distribution"]),
        ("Distribution", &["dcat:accessURL", "dcat:downloadURL", "dcat:mediaType", "dct:license"]),
    ];
    for (class, names) in demands {
        assert!(!typed(class).is_empty(), "no {class}");
        for subject in typed(class) {
            for name in *names {
                assert!(facts[subject].contains_key(*name), "{subject} has no {name}");
            }
        }
    }
    assert_eq!(typed("Dataset").len(), 2, "the index itself and the guideline with files");
    let (publication, original) = &editions()[0];
    let dataset = &facts[&format!("<{}#dataset>", original["url"].as_str().unwrap())];
    for (_, edition) in editions().iter().take(3) {
        let (title, lang) = (&edition["title"], edition["language"].as_str().unwrap());
        let title = oxrdf::Literal::new_language_tagged_literal(title.as_str().unwrap(), lang);
        assert!(dataset["dct:title"].contains(&title.unwrap().to_string()), "{lang}");
    }
    let authority = "http://publications.europa.eu/resource/authority";
    for lang in ["ITA", "ENG", "FRA"] {
        assert!(dataset["dct:language"].contains(&format!("<{authority}/language/{lang}>")));
    }
    for attachment in publication["attachments"].as_array().unwrap() {
        let url = attachment["url"].as_str().unwrap();
        let file = &facts[&format!("<{url}#distribution>")];
        let said = |name: &str| file[name].iter().next().unwrap().as_str();
        assert_eq!(said("dcat:downloadURL"), format!("<{url}>"));
        let media_type = attachment["media_type"].as_str().unwrap();
        assert!(said("dcat:mediaType").ends_with(&format!("/{media_type}>")));
        assert!(said("dct:format").starts_with(&format!("<{authority}/file-type/")));
        assert_eq!(said("dct:license"), format!("<{authority}/licence/CC_BY_4_0>"));
        assert!(said("dcat:byteSize").starts_with(&format!("\"{}\"", attachment["bytes"])));
        let checksum = &facts[said("spdx:checksum")]["spdx:checksumValue"];
        let sha256 = attachment["sha256"].as_str().unwrap();
        assert!(checksum.iter().next().unwrap().contains(sha256));
    }
}

/// JSON-LD on index pages: a collection page whose list says what the page shows.
#[test]
fn index_pages_carry_their_list() {
    for (path, total) in [
        ("it/pubblicazioni/index.html", 4),
        ("en/publications/index.html", 3),
        ("it/pubblicazioni/2025/index.html", 3),
        ("it/pubblicazioni/temi/reti-5g/index.html", 2),
    ] {
        let html = text(path);
        let (_, data) = html.split_once("<script type=\"application/ld+json\">").unwrap();
        let data: Value = serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
        let page = &data["@graph"][0];
        assert_eq!(page["@type"], "CollectionPage", "{path}");
        let list = &page["mainEntity"];
        assert_eq!((&list["@type"], &list["numberOfItems"]), (&"ItemList".into(), &total.into()));
        let items = list["itemListElement"].as_array().unwrap();
        assert_eq!(items.len(), total, "{path}");
        for (at, item) in items.iter().enumerate() {
            assert_eq!(item["position"], at + 1, "{path}");
            let url = item["url"].as_str().unwrap().strip_prefix("https://example.eu").unwrap();
            assert!(html.contains(&format!("href=\"{url}\"")), "{path}: {url}");
        }
    }
}
