//! `build --pseudo`: what is not translated shows, and nothing else changes.

use std::collections::BTreeSet;

use super::built::hold;
use super::html::tags;
use super::site::{Site, fixture, project, tree};

/// A site of everything that the theme can show, with pages for what is not translated.
fn specimen() -> Site {
    let site = Site::copy_of(&fixture("browser/specimen"));
    for (path, bytes) in tree(&project().join("themes")) {
        site.write(&format!("themes/{path}"), bytes);
    }
    let config = String::from_utf8(site.tree("")["site.yaml"].clone()).unwrap();
    let kinds = "kinds:\n  news: {missing_translation: notice-page}\n  \
                 page: {missing_translation: notice-page}\n  \
                 incident-report: {missing_translation: notice-page}";
    site.write("site.yaml", config.replace("kinds:", kinds));
    site
}

/// `build` says nothing; what holds of every site holds of this one.
#[test]
fn the_sample_site_builds_in_disguise() {
    let site = Site::sample();
    let built = site.build_with(&["--pseudo"]);
    assert!(built.contains_key("en-XA/index.html"));
    assert_eq!(built, site.build_with(&["--pseudo", "--jobs", "1"]), "the same twice");
    site.run(&["check", "--pseudo", "--deny", "warnings"]).succeeds().says_nothing();
    hold("https://nis-observatory.example.org", built);
}

#[test]
fn a_normal_build_knows_nothing_of_it() {
    let built = specimen().build();
    let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("en-XA");
    let known: Vec<&String> = built
        .iter()
        .filter(|(path, bytes)| path.contains("en-XA") || shown(bytes))
        .map(|f| f.0)
        .collect();
    assert_eq!(known, Vec::<&String>::new());
}

/// Same addresses as in English, and search engines are told of none.
#[test]
fn addresses_are_plain_and_not_to_be_found() {
    let built = Site::sample().build_with(&["--pseudo"]);
    let lists = |lang: &str| -> Vec<String> {
        let inside = built.keys().filter_map(|path| path.strip_prefix(&format!("{lang}/")));
        inside.filter(|path| path.starts_with("topics/")).map(str::to_owned).collect()
    };
    assert!(!lists("en-XA").is_empty());
    assert!(lists("en-XA").iter().all(|path| lists("en").contains(path)), "{:?}", lists("en-XA"));
    for (path, bytes) in &built {
        let is_page = path.ends_with(".html");
        if path.starts_with("en-XA/") && is_page {
            let robots =
                |tag: &super::html::Tag| tag.is("name", "robots") && tag.is("content", "noindex");
            assert!(tags(bytes).iter().any(robots), "{path}");
        } else if is_page {
            let named = tags(bytes).into_iter().filter(|tag| tag.is("rel", "alternate"));
            let named = named.filter(|tag| tag.get("hreflang") == Some("en-XA")).count();
            assert_eq!(named, 0, "{path}");
        }
    }
    assert!(!String::from_utf8_lossy(&built["sitemap.xml"]).contains("en-XA"));
}

/// On every page of the language, whatever stands outside brackets comes from the content: it is
/// marked as of another language, or repeats what is, or is an address, a number or a month.
#[test]
fn every_word_of_the_interface_is_in_brackets() {
    for site in [Site::sample(), specimen()] {
        let built = site.build_with(&["--pseudo"]);
        let mut pages = 0;
        for (path, bytes) in
            built.iter().filter(|(p, _)| p.starts_with("en-XA/") && p.ends_with(".html"))
        {
            let plain = outside_brackets(std::str::from_utf8(bytes).unwrap());
            assert_eq!(plain, Vec::<String>::new(), "{path}");
            pages += 1;
        }
        assert!(pages > 5, "{pages}");
    }
}

/// Elements that hold no text for readers, or text that stands as it is in every language.
const SILENT: &[&str] = &["script", "style", "time", "code", "svg"];

/// Months stand as ICU writes them.
const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Formats are called the same in every language.
const FORMATS: &[&str] =
    &["BibTeX", "RIS", "CSL-JSON", "JSON", "CSV", "DCAT-AP", "JSON-LD", "PDF", "PNG", "TXT"];

/// Words between tags that are in no brackets and in no element of another language.
fn outside_brackets(html: &str) -> Vec<String> {
    let mut plain = Vec::new();
    let mut content = BTreeSet::new();
    let mut brackets = 0_i32;
    // The open elements, and whether each is of the content.
    let mut open: Vec<(String, bool)> = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        let name: String = tag.chars().take_while(|c| c.is_alphanumeric() || *c == '/').collect();
        if let Some(name) = name.strip_prefix('/') {
            let at = open.iter().rposition(|(open, _)| open == name).unwrap();
            open.truncate(at);
        } else if !tag.starts_with('!') && !tag.ends_with('/') && !is_void(&name) {
            let foreign = tag.contains(" lang=\"") && !tag.contains("lang=\"en-XA\"");
            let silent = SILENT.contains(&name.as_str());
            open.push((name, foreign || silent));
        }
        for label in ["aria-label=\"", "placeholder=\""] {
            let value = tag.split_once(label).map(|(_, rest)| rest.split('"').next().unwrap());
            plain.extend(value.filter(|value| !value.starts_with('⟦')).map(str::to_owned));
        }
        let is_content = open.iter().any(|(_, content)| *content);
        for word in text.split_whitespace() {
            let opened = i32::try_from(word.matches('⟦').count()).unwrap();
            let inside = brackets + opened > 0;
            brackets += opened - i32::try_from(word.matches('⟧').count()).unwrap();
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            if is_content {
                content.insert(word.to_owned());
            } else if !inside && letters > 1 && !is_name(word) && !word.contains("://") {
                plain.push(word.to_owned());
            }
        }
    }
    plain.retain(|word| !content.contains(word));
    plain
}

fn is_name(word: &str) -> bool {
    MONTHS.contains(&word) || FORMATS.contains(&word.trim_matches(['(', ')', ',']))
}

#[test]
fn a_word_outside_brackets_is_found() {
    let html = "<main><p aria-label=\"Box\">⟦á⟧ Hard <a lang=\"it\">di casa</a> <b>⟦á</b> ⟦é⟧ x⟧ coded di</p></main>";
    assert_eq!(outside_brackets(html), ["Box", "Hard", "coded"]);
}

fn is_void(name: &str) -> bool {
    ["meta", "link", "img", "br", "hr", "input", "source"].contains(&name)
}
