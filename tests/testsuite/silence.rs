//! Nothing changes in silence: what `publish` refuses of a site that readers have seen.

use std::fs;

use super::publish::{manifest, publish, served, two_news};
use super::site::{Outcome, Site};

/// A site that was published, and what is said of a change of it; nothing of it is out.
#[track_caller]
fn refused(change: impl FnOnce(&Site)) -> Outcome {
    let site = published();
    let before = served(&site);
    change(&site);
    let outcome = publish(&site, &[]).exits(1);
    assert!(served(&site) == before, "{outcome}");
    assert!(outcome.stderr.contains("nothing was published"), "{outcome}");
    outcome
}

/// The same of one that goes out.
#[track_caller]
fn taken(change: impl FnOnce(&Site)) -> Site {
    let site = published();
    change(&site);
    publish(&site, &[]).succeeds().says_nothing();
    site
}

fn published() -> Site {
    let site = two_news().file("static/manuale.txt", "x");
    publish(&site, &[]).succeeds();
    site
}

const FRONT: &str = "title: Due\nslug: due\nsummary: Due\n";

#[test]
fn a_text_that_changed() {
    let outcome =
        refused(|site| site.write("content/news/two/it.md", format!("---\n{FRONT}---\nTerzo.\n")));
    assert_eq!(outcome.codes(), ["error unannounced-change"], "{outcome}");
    assert!(outcome.stderr.contains(" --> content/news/two/it.md:2:"), "{outcome}");
    assert!(outcome.stderr.contains("kind: correction"), "{outcome}");
    refused(|site| {
        let text = "---\ntitle: Altro\nslug: due\nsummary: Due\n---\nSecondo.\n";
        site.write("content/news/two/it.md", text);
    });
}

#[test]
fn a_text_whose_change_is_told() {
    for kind in ["correction", "update", "minor"] {
        taken(|site| {
            let changes = format!("changes: [{{date: 2026-03-01, kind: {kind}, text: Era altro}}]");
            let text = format!("---\n{FRONT}{changes}\n---\nTerzo.\n");
            site.write("content/news/two/it.md", text);
        });
    }
}

/// Each edition speaks for itself, and each change for one release.
#[test]
fn a_change_that_was_told_before() {
    let site = taken(|site| {
        let changes = "changes: [{date: 2026-03-01, kind: update, text: Era altro}]";
        site.write("content/news/two/it.md", format!("---\n{FRONT}{changes}\n---\nTerzo.\n"));
    });
    let changes = "changes: [{date: 2026-03-01, kind: update, text: Era altro}]";
    site.write("content/news/two/it.md", format!("---\n{FRONT}{changes}\n---\nQuarto.\n"));
    let outcome = publish(&site, &[]).exits(1);
    assert_eq!(outcome.codes(), ["error unannounced-change"], "{outcome}");
    // Nor may what was told be untold.
    site.write("content/news/two/it.md", format!("---\n{FRONT}---\nTerzo.\n"));
    let outcome = publish(&site, &[]).exits(1);
    assert_eq!(outcome.codes(), ["error unannounced-change"], "{outcome}");
}

#[test]
fn a_slip_of_the_pen() {
    let site = published();
    site.write("content/news/two/it.md", format!("---\n{FRONT}---\nSecondo!\n"));
    publish(&site, &["--minor", "un punto"]).succeeds().says_nothing();
    let change = &manifest(&served(&site)).changes[0];
    assert_eq!(change.minor.as_deref(), Some("un punto"));
    assert!(publish(&site, &[]).succeeds().stdout.contains("up to date"));
}

/// A theme, a neighbour and what nobody reads are no change of a text.
#[test]
fn what_is_no_change_of_a_text() {
    taken(|site| {
        let block = "{% extends \"base.html\" %}{% block main %}<h1>X</h1>{% endblock main %}";
        site.write("themes/istituzionale/templates/news.html", block);
    });
    let site = taken(|site| {
        let text = "---\nsummary: 'Due'\nslug: due\ntitle: \"Due\"\n---\nSecondo.  \r\n\r\n";
        site.write("content/news/two/it.md", text);
    });
    site.write("content/news/three/publication.yaml", "date: 2026-01-03\ntopics: [nis2]\n");
    site.write("content/news/three/it.md", "---\ntitle: Tre\nsummary: Tre\n---\nTesto.\n");
    publish(&site, &[]).succeeds().says_nothing();
    assert_eq!(manifest(&served(&site)).changes.len(), 1);
}

#[test]
fn an_address_that_is_lost() {
    // It moved.
    let moved =
        |more: &str| format!("---\ntitle: Due\nslug: zwei\nsummary: Due\n{more}---\nSecondo.\n");
    let outcome = refused(|site| site.write("content/news/two/it.md", moved("")));
    assert_eq!(outcome.codes(), ["error address-lost"], "{outcome}");
    assert!(outcome.stderr.contains("add `aliases: [/it/notizie/due/]`"), "{outcome}");
    taken(|site| site.write("content/news/two/it.md", moved("aliases: [/it/notizie/due/]\n")));
    // It is gone.
    let gone = |site: &Site| fs::remove_dir_all(site.path("content/news/two")).unwrap();
    let outcome = refused(gone);
    assert_eq!(outcome.codes(), ["error address-lost"], "{outcome}");
    assert!(outcome.stderr.contains("`/it/notizie/due/`"), "{outcome}");
    assert!(outcome.stderr.contains("withdraw news/two --mode notice"), "{outcome}");
    taken(|site| {
        gone(site);
        site.write("redirects.csv", "/it/notizie/due/,,410\n");
    });
    // It was withdrawn.
    taken(|site| {
        let text = "---\ntitle: Due\nslug: due\nwithdrawn: Era errato\n---\n";
        site.write("content/news/two/it.md", text);
    });
    // It became a draft again.
    let outcome = refused(|site| {
        site.write("content/news/two/publication.yaml", "date: 2026-01-02\ndraft: true\n");
    });
    assert_eq!(outcome.codes(), ["error address-lost"], "{outcome}");
}

/// Files, lists and what lies in `static/` have addresses as well.
#[test]
fn other_addresses_that_are_lost() {
    let outcome = refused(|site| fs::remove_file(site.path("static/manuale.txt")).unwrap());
    assert_eq!(outcome.codes(), ["error address-lost"], "{outcome}");
    let outcome = refused(|site| {
        fs::remove_file(site.path("content/news/one/a.txt")).unwrap();
        site.write("content/news/one/publication.yaml", "date: 2026-01-02\ntopics: [nis2]\n");
    });
    assert_eq!(outcome.codes(), ["error address-lost"], "{outcome}");
    assert!(outcome.stderr.contains("/files/news/one/a.txt"), "{outcome}");
    let facts = "date: 2026-01-02\nattachments: {a.txt: {language: it}}\n";
    let outcome = refused(|site| site.write("content/news/one/publication.yaml", facts));
    assert_eq!(outcome.codes(), ["error address-lost"; 2], "{outcome}");
    assert!(outcome.stderr.contains("`/it/temi/nis2/,/new/address/,301`"), "{outcome}");
    taken(|site| {
        site.write("content/news/one/publication.yaml", facts);
        let lines = "/it/temi/nis2/,/it/notizie/,301\n/en/topics/nis2/,,410\n";
        site.write("redirects.csv", lines);
    });
}

/// What is withdrawn takes its files and its lists with it, and says so itself.
#[test]
fn a_whole_publication_that_is_withdrawn() {
    let site = taken(|site| {
        for (lang, title) in [("it", "Uno"), ("en", "One")] {
            let slug = title.to_lowercase();
            let text = format!("---\ntitle: {title}\nslug: {slug}\nwithdrawn: Era errato\n---\n");
            site.write(&format!("content/news/one/{lang}.md"), text);
        }
    });
    let now = served(&site);
    assert!(!now.contains_key("files/news/one/a.txt"));
    assert!(!now.contains_key("it/temi/nis2/index.html"));
    assert!(String::from_utf8_lossy(&now["en/news/one/index.html"]).contains("Era errato"));
}

#[test]
fn a_file_that_was_replaced() {
    let outcome = refused(|site| site.write("content/news/one/a.txt", "figures2"));
    assert_eq!(outcome.codes(), ["error attachment-replaced"], "{outcome}");
    assert!(outcome.stderr.contains(" --> content/news/one/a.txt:1:1"), "{outcome}");
    // No slip of the pen is one in a file.
    let site = published();
    site.write("content/news/one/a.txt", "figures2");
    publish(&site, &["--minor", "typo"]).exits(1);
    // It is told, in the edition whose readers it concerns.
    taken(|site| {
        site.write("content/news/one/a.txt", "figures2");
        let text = "---\ntitle: Uno\nslug: uno\nsummary: Uno\nchanges: [{date: 2026-03-01, kind: \
                    correction, text: Tabella 2}]\n---\nPrimo.\n";
        site.write("content/news/one/it.md", text);
    });
}
