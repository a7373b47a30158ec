//! The search: what its files hold, and what is nowhere in them. What a reader gets of it is tested
//! in the browser (`tests/browser/checks/search.mjs`).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::site::{Site, Tree};

/// A site with a publication, to which a test adds more.
fn site() -> Site {
    Site::new().news(
        "a",
        "",
        &[
            ("it", "title: Notifiche\nsummary: Le reti\n---\nIl testo: **rischio** e rischi.\n"),
            ("en", "title: Notifications\nsummary: Networks\n---\nThe text.\n"),
        ],
    )
}

fn json(tree: &Tree, path: &str) -> Value {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("no {path}"));
    serde_json::from_slice(bytes).unwrap()
}

fn files<'t>(tree: &'t Tree, lang: &str, name: &str) -> Vec<&'t str> {
    let start = format!("search/{lang}/{name}-");
    tree.keys().filter(|path| path.starts_with(&start)).map(String::as_str).collect()
}

/// Every stem of a language with its list.
fn words(tree: &Tree, lang: &str) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for path in files(tree, lang, "words") {
        for (stem, list) in json(tree, path).as_object().unwrap() {
            let before = words.insert(stem.clone(), list.as_str().unwrap().to_owned());
            assert_eq!(before, None, "{stem} is there twice");
        }
    }
    words
}

/// The titles that a language's search can show, in order.
fn titles(tree: &Tree, lang: &str) -> Vec<String> {
    let count = json(tree, &format!("search/{lang}/index.json"))["count"].as_u64().unwrap();
    let mut titles = Vec::new();
    for number in 0..files(tree, lang, "publications").len() {
        let file = json(tree, &format!("search/{lang}/publications-{number}.json"));
        let entries = file.as_array().unwrap().iter();
        titles.extend(entries.map(|entry| entry["title"].as_str().unwrap().to_owned()));
    }
    assert_eq!(titles.len() as u64, count);
    titles
}

#[test]
fn titles_summaries_and_texts_are_found_by_their_stems() {
    let tree = site().build();
    let words = words(&tree, "it");
    // In the title, in the summary, in the text.
    assert_eq!(words["notific"], "3");
    assert_eq!(words["ret"], "2");
    assert_eq!(words["risc"], "0");
    assert!(!words.contains_key("strong"), "a tag is no word");
    assert_eq!(titles(&tree, "en"), ["Notifications"]);
    let page = String::from_utf8_lossy(&tree["it/cerca/index.html"]).into_owned();
    assert!(page.contains("data-folder=\"/search/it/\""), "{page}");
    let home = String::from_utf8_lossy(&tree["it/index.html"]).into_owned();
    assert!(home.contains("<a href=\"/it/cerca/\">"), "{home}");
    assert!(!home.contains("<script type=\"module\""), "only the page of the search has a script");
}

/// Facets have labels in the language, and places that agree with the publications.
#[test]
fn facets() {
    let site = site()
        .file("i18n/it/topics.ftl", "topic-nis2 = Direttiva NIS2\n")
        .file("i18n/en/topics.ftl", "topic-nis2 = NIS2 Directive\n")
        .news("b", "topics: [nis2]\n", &[("it", "title: B\nsummary: B\n---\nTesto.\n")])
        .file("content/guidelines/c/publication.yaml", "date: 2024-05-01\n")
        .file("content/guidelines/c/en.md", "---\ntitle: C\nsummary: C\n---\nText.\n");
    let tree = site.build();
    assert_eq!(titles(&tree, "it"), ["Notifiche", "B", "C"]);
    // The publications index leads to the search of what is in it.
    let page = String::from_utf8_lossy(&tree["it/pubblicazioni/index.html"]).into_owned();
    assert!(page.contains("<a href=\"/it/cerca/?kind=guideline\">"), "{page}");
    let index = json(&tree, "search/it/index.json");
    let shown: Vec<String> = index["facets"].as_array().unwrap().iter().map(shown).collect();
    assert_eq!(
        shown,
        [
            "kind: news=Comunicato guideline=Linea guida [[0],[0],[1]]",
            "topic: nis2=Direttiva NIS2 [[],[0],[]]",
            "year: 2026=2026 2024=2024 [[0],[0],[1]]",
            "language: en=inglese it=italiano [[0,1],[1],[0]]",
        ]
    );
    // What exists in another language only is found, and marked.
    let last = &json(&tree, "search/it/publications-0.json")[2];
    assert_eq!(last["lang"], "en", "{last}");
    assert!(last["note"].is_string(), "{last}");
}

fn shown(facet: &Value) -> String {
    let values = facet["values"].as_array().unwrap().iter();
    let values: Vec<String> = values
        .map(|value| format!("{}={}", value[0].as_str().unwrap(), value[1].as_str().unwrap()))
        .collect();
    format!("{}: {} {}", facet["name"].as_str().unwrap(), values.join(" "), facet["of"])
}

/// Words of the file and of the glossary, as stems, every one of a group equal to the others.
#[test]
fn synonyms() {
    let glossary = "- concept: flaw\n  definition: {it: D, en: D}\n  terms:\n    it:\n      - term: \
                    falla\n      - term: bachi\n        status: forbidden\n";
    let site = site()
        .file(
            "i18n/search.yaml",
            "- words: {it: [Cybersicurezza, cibersicurezza, sicurezza informatica]}\n\
             - words: {it: [SRI, NIS]}\n",
        )
        .file("i18n/glossary.yaml", glossary);
    let tree = site.build();
    let index = json(&tree, "search/it/index.json");
    assert_eq!(
        index["synonyms"].to_string(),
        "[[[\"cibersicurezz\"],[\"cybersicurezz\"],[\"sicurezz\",\"informatic\"]],\
         [[\"nis\"],[\"sri\"]],[[\"bac\"],[\"fall\"]]]"
    );
    assert_eq!(json(&tree, "search/en/index.json")["synonyms"].to_string(), "[]");
}

/// What readers do not see, a stand-in for a translation, a withdrawn text and an older version are
/// in no file of the search.
#[test]
fn what_is_not_found() {
    let edition = |mark: &str| format!("---\ntitle: {mark}\nsummary: {mark}\n---\n{mark}\n");
    let mut site = site().file(
        "site.yaml",
        "base_url: https://example.org\ntime_zone: Europe/Rome\nlanguages: [it, en]\n\
         kinds: {guideline: {missing_translation: notice-page}}\n",
    );
    for (name, facts) in [
        ("draft", "draft: true\n"),
        ("embargo", "embargo: 2027-01-01\n"),
        ("amber", "tlp: TLP:AMBER\n"),
    ] {
        site = site.news(
            &format!("zebra{name}"),
            facts,
            &[("it", &edition(&format!("Zebra{name}"))[4..])],
        );
    }
    site = site
        .news("zebragone", "", &[("it", "title: Zebragone\nsummary: Z\nslug: zebragone\nwithdrawn: Zebragone\n---\nZebragone\n")])
        .file("content/guidelines/old/publication.yaml", "date: 2025-01-01\nversion: '1'\n")
        .file("content/guidelines/old/it.md", edition("Zebraold"))
        .file("content/guidelines/new/publication.yaml", "date: 2025-02-01\nversion: '2'\nsupersedes: guidelines/old\n")
        .file("content/guidelines/new/it.md", edition("Leone"));
    let tree = site.build();
    let traces: Vec<&String> = tree
        .iter()
        .filter(|(path, _)| path.starts_with("search/"))
        .filter(|(_, bytes)| String::from_utf8_lossy(bytes).to_lowercase().contains("zebra"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(traces, Vec::<&String>::new());
    assert_eq!(titles(&tree, "it"), ["Notifiche", "Leone"]);
    // English readers get a notice in its place, and do not find it.
    assert!(tree.contains_key("en/guidelines/leone/index.html"));
    assert_eq!(titles(&tree, "en"), ["Notifications"]);
}

/// Enough for several files of words and of publications.
fn many(count: usize) -> Site {
    let mut site = site();
    for number in 0..count {
        let text =
            format!("title: Titolo {number}\nsummary: S\n---\nparola{number} e altre cose\n");
        site = site.news(&format!("n{number:03}"), "", &[("it", &text)]);
    }
    site
}

#[test]
fn the_same_bytes_for_any_number_of_jobs() {
    let site = many(90);
    let searched = |jobs: &str| {
        let mut tree = site.build_with(&["--jobs", jobs]);
        tree.retain(|path, _| path.starts_with("search/"));
        tree
    };
    let one = searched("1");
    assert!(files(&one, "it", "words").len() > 3 && files(&one, "it", "publications").len() == 3);
    assert!(one == searched("4"));
    // Files are cut where the index says.
    let index = json(&one, "search/it/index.json");
    let starts: Vec<&str> =
        index["words"].as_array().unwrap().iter().map(|start| start.as_str().unwrap()).collect();
    for (number, start) in starts.iter().enumerate() {
        let file = json(&one, &format!("search/it/words-{number}.json"));
        let stems: BTreeSet<&str> = file.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(stems.first(), Some(start));
        assert!(starts.get(number + 1).is_none_or(|next| stems.iter().all(|stem| stem < next)));
    }
}

#[test]
fn switched_off_it_leaves_nothing() {
    let site = site().file(
        "site.yaml",
        "base_url: https://example.org\ntime_zone: Europe/Rome\nlanguages: [it, en]\nsearch: false\n",
    );
    let tree = site.build();
    assert!(!tree.keys().any(|path| path.starts_with("search/") || path.contains("cerca")));
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!String::from_utf8_lossy(bytes).contains("/it/cerca/"), "{path}");
    }
}

/// Beyond the limit the oldest are not found; it is said to the site and to its readers.
#[test]
fn the_limit() {
    let site = many(5).file(
        "site.yaml",
        "base_url: https://example.org\ntime_zone: Europe/Rome\nlanguages: [it, en]\nsearch_limit: 4\n",
    );
    let outcome = site.run(&["build"]).succeeds();
    assert_eq!(outcome.codes(), ["warning search-limit"; 2], "{outcome}");
    let tree = site.tree("public");
    assert_eq!(titles(&tree, "it").len(), 4);
    let page = String::from_utf8_lossy(&tree["it/cerca/index.html"]).into_owned();
    assert!(page.contains("4 pubblicazioni più recenti"), "{page}");
    assert!(page.contains("<a href=\"/it/notizie/\">"), "the lists remain");
}
