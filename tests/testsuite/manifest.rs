//! The manifest of a built site: what it says of every file, and what it continues.

use std::collections::BTreeMap;
use std::fs;

use bollettino::digest::Digest;
use bollettino::identity::{Lang, PublicationId};
use bollettino::seal::manifest::{Manifest, NEWEST, What, number_of, numbered};
use bollettino::seal::{FileKind, Wave};

use super::golden::bare;
use super::site::{PDF, Site, Tree};

/// The newest manifest of a built site.
fn newest(tree: &Tree) -> Manifest {
    Manifest::read(&tree[NEWEST]).unwrap()
}

fn two_news() -> Site {
    let facts = "attachments: {a.pdf: {language: it}}\n";
    Site::new()
        .news(
            "one",
            facts,
            &[
                ("it", "title: Uno\nsummary: Uno\n---\nPrimo.\n"),
                ("en", "title: One\nsummary: One\n---\nFirst.\n"),
            ],
        )
        .file("content/news/one/a.pdf", PDF)
        .news("two", "", &[("it", "title: Due\nsummary: Due\n---\nSecondo.\n")])
}

/// Every file of a whole site, with its digest, its length, its kind and whose it is.
#[test]
fn every_file_is_named() {
    let tree = bare("agency").build();
    let manifest = newest(&tree);
    assert_eq!(tree[NEWEST], tree[&numbered(1)]);
    let named: BTreeMap<&str, (Digest, u64)> =
        manifest.files.iter().map(|f| (f.path.as_str(), (f.sha256, f.length))).collect();
    let is_named =
        |path: &str| path != ".bollettino" && path != NEWEST && number_of(path).is_none();
    let expected: BTreeMap<&str, (Digest, u64)> = tree
        .iter()
        .filter(|(path, _)| is_named(path))
        .map(|(path, bytes)| (path.as_str(), (Digest::of(bytes), bytes.len() as u64)))
        .collect();
    assert_eq!(named, expected);
    let counted = |wave: Wave| manifest.files.iter().filter(|f| f.kind.wave() == wave).count();
    assert!(Wave::ALL.iter().all(|wave| counted(*wave) > 0));
    assert_eq!(counted(Wave::Seals), 1, "SHA256SUMS");
}

#[test]
fn whose_a_file_is() {
    let manifest = newest(&two_news().build());
    let of = |path: &str| {
        let file = manifest.file(path).unwrap_or_else(|| panic!("{path} is not there"));
        let publication = file.publication.as_ref().map_or("", PublicationId::as_str);
        (file.kind, publication.to_owned(), file.language.as_ref().map_or("", Lang::as_str))
    };
    let one = || "news/one".to_owned();
    assert_eq!(of("en/news/one/index.html"), (FileKind::Page, one(), "en"));
    assert_eq!(of("files/news/one/a.pdf"), (FileKind::Attachment, one(), "it"));
    assert_eq!(of("it/notizie/index.html"), (FileKind::List, String::new(), "it"));
    assert_eq!(of("it/feed.xml"), (FileKind::Feed, String::new(), "it"));
    assert_eq!(of("sitemap.xml"), (FileKind::Data, String::new(), ""));
    assert_eq!(of("SHA256SUMS"), (FileKind::Seal, String::new(), ""));
    let editions = manifest.editions.iter().map(|e| (e.publication.leaf(), e.language.as_str()));
    assert_eq!(editions.collect::<Vec<_>>(), [("one", "en"), ("one", "it"), ("two", "it")]);
}

/// `build` alone knows no former build: the same site has the same manifest.
#[test]
fn a_build_begins_anew() {
    let site = two_news();
    let first = site.build();
    assert_eq!(newest(&first).number, 1);
    assert!(first == site.build(), "the same input gives other bytes");
}

#[test]
fn a_build_continues_another() {
    let site = two_news();
    let first = site.build();
    let same = site.build_with(&["--previous", "public"]);
    assert!(first == same, "nothing changed, and yet the bytes did");
    let text = "---\ntitle: Due\nsummary: Due\nchanges:\n- {date: 2026-03-01, kind: correction, \
                text: Era sbagliato}\n---\nTerzo.\n";
    site.write("content/news/two/it.md", text);
    let second = site.build_with(&["--previous", "public"]);
    let manifest = newest(&second);
    assert_eq!(manifest.number, 2);
    assert_eq!(manifest.predecessor, Some(Digest::of(&first[NEWEST])));
    assert_eq!(second[&numbered(1)], first[NEWEST], "the former manifest is still there");
    assert_eq!(second[&numbered(2)], second[NEWEST]);
    let [change] = &manifest.changes[..] else { panic!("{:?}", manifest.changes) };
    assert_eq!((change.publication.leaf(), change.what), ("two", What::Changed));
    assert_eq!(change.why[0].text, "Era sbagliato");
    assert!(second == site.build_with(&["--previous", "public"]));
    // The manifest alone will do; the former one is then kept by whoever has it.
    fs::copy(site.path("public").join(NEWEST), site.path("kept.json")).unwrap();
    let third = site.build_with(&["--previous", "kept.json"]);
    assert_eq!(third[NEWEST], second[NEWEST]);
    assert!(!third.contains_key(&numbered(1)));
}

#[test]
fn a_former_manifest_that_cannot_be_read() {
    let site = two_news();
    let before = site.build();
    for (content, code) in [("{}", "error manifest-broken"), ("", "error manifest-broken")] {
        site.write("broken.json", content);
        let outcome = site.run(&["build", "--previous", "broken.json"]).exits(1);
        assert_eq!(outcome.codes(), [code], "{outcome}");
    }
    let outcome = site.run(&["build", "--previous", "nowhere"]).exits(1);
    assert_eq!(outcome.codes(), ["error output"], "{outcome}");
    assert!(site.tree("public") == before);
}

/// The text of an edition has a digest of its own: neither a theme nor a neighbour changes it.
#[test]
fn what_an_edition_says() {
    let texts = |tree: &Tree| {
        let manifest = newest(tree);
        manifest
            .editions
            .into_iter()
            .map(|edition| (edition.page, edition.text))
            .collect::<Vec<_>>()
    };
    let site = two_news();
    let (first, manifest) = (texts(&site.build()), newest(&site.build()));
    let theme = "{% extends \"publication.html\" %}\n{% block main %}<h1>X</h1>{% endblock main %}";
    site.write("themes/istituzionale/templates/news.html", theme);
    site.write(
        "content/news/one/it.md",
        "---\ntitle: Altro\nslug: uno\nsummary: Uno\n---\nPrimo.\n",
    );
    let tree = site.build();
    let changed: Vec<usize> = (0..3).filter(|at| texts(&tree)[*at] != first[*at]).collect();
    assert_eq!(changed, [1], "the one whose title is another");
    let page = "it/notizie/due/index.html";
    assert_ne!(newest(&tree).file(page), manifest.file(page), "its page did change");
}

/// The revision depends on every source that readers see, and on nothing else.
#[test]
fn the_revision() {
    let revision = |site: &Site| newest(&site.build()).revision;
    let site = two_news().file("static/robots.extra", "a").news(
        "draft",
        "draft: true\n",
        &[("it", "title: Bozza\nsummary: Bozza\n---\nSegreto.\n")],
    );
    let first = revision(&site);
    site.write("content/news/draft/it.md", "---\ntitle: Bozza\nsummary: B\n---\nAltro segreto.\n");
    site.write("content/news/draft/piano.pdf", PDF);
    assert_eq!(first, revision(&site), "a draft has no part in it");
    for (path, content) in [
        ("static/robots.extra", "b"),
        ("content/news/one/a.pdf", &*format!("{PDF}% new")),
        ("content/news/two/publication.yaml", "date: 2026-01-02\n# a word\n"),
        ("i18n/it/site.ftl", "site-name = Avvisi nuovi\nsite-publisher = Agenzia\n"),
    ] {
        let before = revision(&site);
        site.write(path, content);
        assert_ne!(before, revision(&site), "{path}");
    }
}

/// A manifest says whether what it describes is for the public.
#[test]
fn for_whom_it_is() {
    let site = two_news();
    assert!(newest(&site.build()).public);
    assert!(!newest(&site.build_with(&["--drafts"])).public);
    site.run(&["build", "--pseudo"]).succeeds();
    assert!(!newest(&site.tree("public")).public);
}
