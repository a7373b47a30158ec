//! What is due and not ready is held, named and told by the exit status; what is to come is waited
//! for.

use super::publish::{publish, served, two_news};
use super::site::Site;

/// A publication that goes out in both languages together, at six in the evening.
fn evening(languages: &[(&str, &str)]) -> Site {
    let site = two_news();
    publish(&site, &["--now", "2026-03-01"]).succeeds();
    let facts = "date: 2026-03-02T18:00\nrelease: together\noriginal: it\n";
    site.write("content/news/evening/publication.yaml", facts);
    for (lang, body) in languages {
        let text = format!("---\ntitle: Sera {lang}\nslug: sera\nsummary: S\n---\n{body}\n");
        site.write(&format!("content/news/evening/{lang}.md"), text);
    }
    site
}

const PAGES: [&str; 2] = ["it/notizie/sera/index.html", "en/news/sera/index.html"];

fn out(site: &Site) -> Vec<bool> {
    let tree = served(site);
    PAGES.iter().map(|page| tree.contains_key(*page)).collect()
}

#[test]
fn what_is_due_and_not_ready() {
    let site = evening(&[("it", "Testo.")]);
    let before = "2026-03-02T17:59";
    publish(&site, &["--now", before]).succeeds();
    assert_eq!(out(&site), [false, false]);
    // The rest goes out all the same.
    let text = "---\ntitle: Due\nslug: due\nsummary: Due\nchanges:\n- {date: 2026-03-01, kind: \
                correction, text: Era il terzo}\n---\nTerzo.\n";
    site.write("content/news/two/it.md", text);
    let outcome = publish(&site, &["--now", "2026-03-02T18:00"]).exits(3);
    assert!(outcome.stderr.contains("due and held back: news/evening"), "{outcome}");
    assert_eq!(out(&site), [false, false]);
    let page = &served(&site)["it/notizie/due/index.html"];
    assert!(String::from_utf8_lossy(page).contains("Era il terzo"));
    let redacted = ["--now", "2026-03-02T18:00", "--redact-unpublished"];
    let outcome = publish(&site, &redacted).exits(3);
    assert!(!format!("{outcome}").contains("evening"), "{outcome}");
    // Both languages, feed and list together.
    site.write("content/news/evening/en.md", "---\ntitle: S\nslug: sera\nsummary: S\n---\nText.\n");
    let accept = ["translations", "accept", "news/evening", "en", "--by", "A"];
    site.run(&accept).succeeds();
    let outcome = publish(&site, &["--now", "2026-03-02T18:00"]).succeeds();
    assert_eq!(out(&site), [true, true]);
    let tree = served(&site);
    for path in ["it/feed.xml", "en/feed.xml", "it/notizie/index.html", "en/news/index.html"] {
        assert!(String::from_utf8_lossy(&tree[path]).contains("/sera/"), "{path}");
    }
    assert_eq!(outcome.stdout.matches("https://example.org").count(), 2, "{outcome}");
}

/// A new text with errors is held; one that readers have already stops everything.
#[test]
fn faults_of_what_is_new() {
    let site = evening(&[("it", "[x](@/news/none)"), ("en", "[x](@/news/none)")]);
    let facts = "date: 2026-03-02T18:00\noriginal: it\n";
    site.write("content/news/evening/publication.yaml", facts);
    publish(&site, &["--now", "2026-03-02T17:59"]).succeeds();
    let outcome = publish(&site, &["--now", "2026-03-02T18:00"]).exits(3);
    assert!(outcome.stderr.contains("news/evening"), "{outcome}");
    assert_eq!(out(&site), [false, false]);
}

#[test]
fn what_is_to_come() {
    let site = evening(&[("it", "Testo."), ("en", "Text.")]);
    let facts = "date: 2026-03-02T18:00\noriginal: it\n";
    site.write("content/news/evening/publication.yaml", facts);
    let before = served(&site);
    let rehearse = |args: &[&str]| {
        publish(&site, &[&["--dry-run", "--now", "2026-03-02T17:00"], args].concat())
    };
    let outcome = rehearse(&["--wait"]).succeeds();
    assert!(outcome.stdout.contains("As of 2026-03-02 18:00 CET"), "{outcome}");
    assert!(outcome.stdout.contains("https://example.org/it/notizie/sera/"), "{outcome}");
    let outcome = rehearse(&[]).succeeds();
    assert!(!outcome.stdout.contains("sera"), "{outcome}");
    let outcome = rehearse(&["--wait=30m"]).exits(2);
    assert!(outcome.stderr.contains("the next is at 2026-03-02 18:00"), "{outcome}");
    rehearse(&["--wait=soon"]).exits(2);
    assert!(served(&site) == before);
    // The clock that is waited for is the real one.
    publish(&site, &["--wait", "--now", "2026-03-02T17:00"]).exits(2);
}
