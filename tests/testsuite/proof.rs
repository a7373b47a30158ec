//! `bollettino proof`: one file of all editions, whether they are out or not.

use std::fs;

use super::site::Site;

/// A picture of one pixel.
const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

fn site(facts: &str) -> Site {
    let body = |title: &str| {
        format!(
            "title: {title}\nsummary: S.\nslug: s\n---\n## Parte\n\n![Punto](punto.gif)\n\n\
             [qui](#parte) [altro](@/news/two) [fuori](https://example.com/)\n"
        )
    };
    Site::new()
        .news("one", facts, &[("it", &body("Uno")), ("en", &body("One"))])
        .news("two", "", &[("it", "title: Due\nsummary: S.\nslug: due\n---\nDue.\n")])
        .file("content/news/one/punto.gif", GIF)
        .file("content/news/one/nota.txt", "nota")
}

fn proof(site: &Site) -> String {
    let outcome = site.run(&["proof", "news/one", "--out", "prova.html"]).succeeds();
    assert_eq!(outcome.stdout, "prova.html\n", "{outcome}");
    fs::read_to_string(site.path("prova.html")).unwrap()
}

#[test]
fn all_editions_are_in_one_file_that_needs_no_other() {
    let html = proof(&site(""));
    let original = html.find("id=\"it\" lang=\"it\"").unwrap();
    let translation = html.find("id=\"en\" lang=\"en\"").unwrap();
    assert!(original < translation, "the original stands first");
    assert_eq!(html.matches("src=\"data:image/gif;base64,").count(), 2);
    assert!(!html.contains("src=\"/") && !html.contains("href=\"/"), "{html}");
    assert!(!html.contains("<script") && !html.contains("<link"));
    assert!(html.contains("href=\"#it-parte\"") && html.contains("id=\"it-parte\""));
    assert!(html.contains("href=\"#en-parte\"") && html.contains("id=\"en-parte\""));
    assert!(html.contains("href=\"https://example.org/it/notizie/due/\""));
    assert_eq!(html.matches("sha256sum nota.txt</code>").count(), 2);
    assert_eq!(html.matches("<details").count(), html.matches(" open=\"\"").count());
    assert!(!html.contains("class=\"proof-banner\""), "it is out");
}

#[test]
fn what_is_not_out_says_so_in_each_language() {
    for (facts, texts) in [
        ("draft: true\n", ["Bozza", "Draft"]),
        (
            "embargo: 2026-05-01T18:00\n",
            [
                "Embargo fino al 1º maggio 2026, ore 18:00 (Europe/Rome)",
                "Embargo until 1 May 2026, 18:00 (Europe/Rome)",
            ],
        ),
    ] {
        let html = proof(&site(facts));
        for text in texts {
            let banner = format!("<p class=\"proof-banner\"><strong>{text}</strong></p>");
            assert!(html.contains(&banner), "{text}");
        }
        let on_paper = format!("@top-center {{ content: \"{} · {}\" }}", texts[0], texts[1]);
        assert!(html.contains(&on_paper), "{on_paper}");
    }
}

#[test]
fn what_waits_for_its_translation_can_be_signed_off() {
    let html = proof(&site("release: together\n"));
    assert!(html.contains("id=\"en\""));
}

#[test]
fn what_cannot_be_proofed_is_said() {
    let refused = |site: Site, publication: &str, code: i32, why: &str| {
        let outcome = site.run(&["proof", publication, "--out", "prova.html"]).exits(code);
        assert!(outcome.stderr.contains(why), "{outcome}");
        assert!(!site.path("prova.html").exists());
    };
    refused(site(""), "news/on", 2, "did you mean `news/one`");
    refused(site("tlp: amber\n"), "news/one", 1, "TLP:AMBER");
    refused(site("dat: x\n"), "news/one", 1, "unknown-field");
    refused(site("").file("site.yaml", "base_url: ["), "news/one", 1, "yaml-syntax");
    let theme =
        "base_url: https://example.org\ntime_zone: Europe/Rome\nlanguages: [it, en]\ntheme: x\n";
    refused(site("").file("site.yaml", theme), "news/one", 1, "theme");
    refused(site("").file("i18n/it/broken.ftl", "broken = { $x\n"), "news/one", 1, "ftl-syntax");
    let dangling = "title: Uno\nsummary: S.\n---\n[x](@/news/nope)\n";
    refused(Site::new().news("one", "", &[("it", dangling)]), "news/one", 1, "link-dangling");
}

/// A proof is never written over what it is made from.
#[test]
fn the_site_is_not_written_over() {
    for out in ["site.yaml", "content/news/one/it.md", "static/x.html"] {
        let site = site("").file("static/a.txt", "a");
        let before = site.tree("");
        let outcome = site.run(&["proof", "news/one", "--out", out]).exits(2);
        assert!(outcome.stderr.contains("is part of the site"), "{outcome}");
        assert_eq!(site.tree(""), before);
    }
}
