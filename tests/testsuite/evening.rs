//! The evening of a release, minute by minute, as the README tells it.

use bollettino::seal::manifest::NEWEST;

use super::publish::{manifest, publish, served};
use super::site::{Outcome, Site};

const ITALIAN: &str = "---\ntitle: Allerta\nsummary: S\nslug: allerta\n---\n\
                       Aggiornare entro 72 ore.\n\nContattare lo CSIRT.\n";
const ENGLISH: &str = "---\ntitle: Alert\nsummary: S\nslug: alert\n---\n\
                       Update within 72 hours.\n\nContact the CSIRT.\n";

/// A site that is out, and a release that is due at six in both languages.
fn site() -> Site {
    let site = Site::new()
        .news("before", "", &[("it", "title: Prima\nsummary: S\n---\nTesto.\n")])
        .file("content/news/alert/publication.yaml", FACTS)
        .file("content/news/alert/it.md", ITALIAN)
        .file("content/news/alert/en.md", ENGLISH);
    site.run(&["translations", "accept", "alert", "en"]).succeeds();
    publish(&site, &["--now", "2026-03-02T17:00"]).succeeds();
    site
}

const FACTS: &str = "date: 2026-03-02T18:00\nrelease: together\n";

fn rewrite(site: &Site, lang: &str, old: &str, new: &str) {
    let path = format!("content/news/alert/{lang}.md");
    let text = std::fs::read_to_string(site.path(&path)).unwrap();
    assert!(text.contains(old), "{text}");
    site.write(&path, text.replace(old, new));
}

fn at(site: &Site, minute: &str, args: &[&str]) -> Outcome {
    publish(site, &[&["--now", &format!("2026-03-02T{minute}")], args].concat())
}

fn due(site: &Site, minute: &str) -> String {
    site.run(&["due", "--now", &format!("2026-03-02T{minute}")]).succeeds().stdout
}

fn text(site: &Site, path: &str) -> String {
    String::from_utf8_lossy(&served(site)[path]).into_owned()
}

#[test]
fn from_five_to_six_to_three_past() {
    let site = site();
    let before = served(&site);
    // 17:55: a deadline changes in the Italian text, and the English one is behind.
    rewrite(&site, "it", "72 ore", "24 ore");
    rewrite(&site, "it", "lo CSIRT", "lo CSIRT nazionale");
    assert_eq!(
        due(&site, "17:55"),
        "18:00 news/alert WOULD BE HELD: en, 2 stale paragraphs; run `bollettino translations \
         status news/alert en`\n"
    );
    rewrite(&site, "en", "72 hours", "24 hours");
    rewrite(&site, "en", "the CSIRT", "the national CSIRT");
    site.run(&["translations", "accept", "alert", "en"]).succeeds();
    assert_eq!(due(&site, "17:58"), "18:00 news/alert READY (en, it)\n");
    at(&site, "17:59", &[]).succeeds();
    assert_eq!(before, served(&site), "nothing before the hour");

    // 18:00: both languages, feeds and index together, in one manifest.
    at(&site, "18:00", &[]).succeeds();
    assert_eq!(manifest(&served(&site)).number, manifest(&before).number + 1);
    for (page, list, feed) in [
        ("it/notizie/allerta/index.html", "it/notizie/index.html", "it/feed.xml"),
        ("en/news/alert/index.html", "en/news/index.html", "en/feed.xml"),
    ] {
        assert!(text(&site, page).contains("24 "), "{page}");
        let link = format!("/{}", page.trim_end_matches("index.html"));
        for path in [list, feed, "sitemap.xml", NEWEST] {
            let named = text(&site, path);
            assert!(
                named.contains(&link) || named.contains(page),
                "{path} does not lead to {page}"
            );
        }
    }

    // 18:03: a correction. Unannounced it is refused, and nothing changes.
    let released = served(&site);
    rewrite(&site, "it", "24 ore", "48 ore");
    let refused = at(&site, "18:03", &[]).exits(1);
    assert!(refused.codes().contains(&"error unannounced-change".to_owned()), "{refused}");
    assert_eq!(released, served(&site));
    let change = "slug: allerta\nchanges: [{date: 2026-03-02T18:03, kind: correction, text: \
                  \"48 ore, non 24.\"}]\n";
    rewrite(&site, "it", "slug: allerta\n", change);
    at(&site, "18:03", &[]).succeeds();
    let page = text(&site, "it/notizie/allerta/index.html");
    assert!(page.contains("48 ore, non 24.") && page.contains("dateModified"), "{page}");
    assert!(text(&site, "it/feed.xml").contains("2026-03-02T18:03:00+01:00"));
    let other = text(&site, "en/news/alert/index.html");
    assert!(other.contains("class=\"behind\"") && other.contains("24 hours"), "{other}");
    assert!(due(&site, "18:04").starts_with("Nothing is due"));
}

/// Nobody mended it: the rest goes out, the release does not, and the exit code tells.
#[test]
fn what_is_not_ready_is_held_and_nothing_else() {
    let site = site();
    rewrite(&site, "it", "72 ore", "24 ore");
    site.write("content/news/before/en.md", "---\ntitle: Before\nsummary: S\n---\nText.\n");
    let outcome = at(&site, "18:00", &[]).exits(3);
    assert!(format!("{outcome}").contains("news/alert"), "{outcome}");
    let to = format!("file://{}", site.path("www").display());
    let told = site.run(&["due", "--to", &to, "--now", "2026-03-02T18:01"]).succeeds().stdout;
    assert!(told.starts_with("18:00 news/alert HELD: en, 1 stale paragraph; run"), "{told}");
    let now = served(&site);
    assert!(now.contains_key("en/news/before/index.html"));
    assert!(!now.keys().any(|path| path.contains("allert") || path.contains("alert")));
}
