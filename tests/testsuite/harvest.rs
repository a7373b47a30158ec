//! What harvesters read: feeds by `feed-rs`, the data of index pages.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
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

/// Whether a publication of the index is in a list.
type Belongs<'b> = &'b dyn Fn(&Value) -> bool;

/// The feeds of every list of the index, each with the editions that it should have: those in its
/// language of what is current, as the index has them.
#[test]
fn feeds_have_what_the_index_has() {
    let all = |_: &Value| true;
    let topic =
        |id: &'static str| move |p: &Value| p["topics"].as_array().unwrap().contains(&id.into());
    let kind = |id: &'static str| move |p: &Value| p["kind"] == id;
    let year = |year: &'static str| move |p: &Value| p["date"].as_str().unwrap().starts_with(year);
    let lists: [(&str, &str, Belongs<'_>); 10] = [
        ("it/pubblicazioni", "it", &all),
        ("en/publications", "en", &all),
        ("fr/pubblicazioni", "fr", &all),
        ("it/linee-guida", "it", &kind("guideline")),
        ("en/incident-reports", "en", &kind("incident-report")),
        ("it/pubblicazioni/temi/diritto-regole-norme", "it", &topic("law")),
        ("it/pubblicazioni/temi/reti-5g", "it", &topic("5g")),
        ("en/publications/topics/5g-networks", "en", &topic("5g")),
        ("it/pubblicazioni/2025", "it", &year("2025")),
        ("it/serie/manuale-100-prova", "it", &|p| p["series"] == "manual"),
    ];
    for (list, lang, belongs) in lists {
        let expected: Vec<BTreeMap<&str, String>> = editions()
            .iter()
            .filter(|(publication, edition)| {
                let is_current = publication["superseded_by"].is_null();
                is_current && belongs(publication) && edition["language"] == lang
            })
            .map(|(publication, edition)| {
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                let published = text(&publication["date"]);
                let updated = edition["updated"].as_str().unwrap_or(&published)[..10].to_owned();
                BTreeMap::from([
                    ("url", text(&edition["url"])),
                    ("title", text(&edition["title"])),
                    ("summary", text(&edition["summary"])),
                    ("published", published[..10].to_owned()),
                    ("updated", updated),
                ])
            })
            .collect();
        for file in ["feed.xml", "feed.json"] {
            let bytes = &BUILT[&format!("{list}/{file}")];
            let feed = feed_rs::parser::parse(&bytes[..]).unwrap();
            let found: Vec<BTreeMap<&str, String>> = feed.entries.iter().map(entry).collect();
            assert_eq!(found, expected, "{list}/{file}");
        }
    }
}

/// What a reader of feeds learns of an entry.
fn entry(entry: &feed_rs::model::Entry) -> BTreeMap<&'static str, String> {
    let text = |text: &Option<feed_rs::model::Text>| text.as_ref().unwrap().content.clone();
    // Days are those of the site's zone.
    let zone = TimeZone::get("Europe/Rome").unwrap();
    let day = |seconds: i64| {
        Timestamp::from_second(seconds).unwrap().to_zoned(zone.clone()).date().to_string()
    };
    BTreeMap::from([
        ("url", entry.links[0].href.clone()),
        ("title", text(&entry.title)),
        ("summary", text(&entry.summary)),
        ("published", day(entry.published.unwrap().timestamp())),
        ("updated", day(entry.updated.unwrap().timestamp())),
    ])
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
