//! A word of its own in what is under embargo, what is a draft, what is restricted and what was
//! erased: it is in no file that is built, published or shown, and in nothing that is said.

use super::publish::{publish, served};
use super::site::{Outcome, PDF, PNG, Site, Tree};

const WORDS: &[&str] = &["quokkembargo", "quokkdraft", "quokkamber", "quokkerased"];

/// A picture whose dots and metadata have a word in them.
fn picture(word: &str) -> Vec<u8> {
    let chunk = |kind: &[u8]| {
        [&(word.len() as u32).to_be_bytes()[..], kind, word.as_bytes(), b"crc!"].concat()
    };
    let (head, end) = PNG.split_at(PNG.len() - 12);
    [head, &chunk(b"tEXt"), &chunk(b"IDAT"), end].concat()
}

/// A publication that says its word everywhere: titles, texts, files, pictures, topics, changes.
fn with(site: Site, folder: &str, word: &str, slug: &str, facts: &str) -> Site {
    let edition = |lang: &str| {
        format!(
            "---\ntitle: {word}\nsummary: {word}\nslug: {slug}\naliases: [/{lang}/{slug}/]\n\
             cover: {{alt: {word}}}\nattachments: {{{word}.pdf: {{title: {word}}}}}\n\
             changes: [{{date: 2026-03-01, kind: correction, text: {word}}}]\n---\n\
             ## {word}\n\n{word} ![{word}]({word}.png)\n"
        )
    };
    let facts = format!("{facts}topics: [nis2, {word}]\nseries: {word}\ncover: {word}-cover.png\n");
    let label = format!("topic-{word} = {word}\nseries-{word} = {word}\n");
    site.file(&format!("content/{folder}/publication.yaml"), facts)
        .file(&format!("content/{folder}/it.md"), edition("it"))
        .file(&format!("content/{folder}/en.md"), edition("en"))
        .file(&format!("content/{folder}/{word}.png"), picture(word))
        .file(&format!("content/{folder}/{word}-cover.png"), picture(word))
        .file(&format!("content/{folder}/{word}.pdf"), format!("{PDF}% {word}"))
        .file(&format!("i18n/it/{word}.ftl"), &label)
        .file(&format!("i18n/en/{word}.ftl"), &label)
}

fn site() -> Site {
    let config = "base_url: https://example.org\ntime_zone: Europe/Rome\nlanguages: [it, en]\n\
                  kinds: {news: {catalogue: true}}\n";
    let site = Site::new()
        .file("site.yaml", config)
        .file("i18n/it/topics.ftl", "topic-nis2 = NIS2\n")
        .file("i18n/en/topics.ftl", "topic-nis2 = NIS2\n")
        .news(
            "visible",
            "topics: [nis2]\n",
            &[
                ("it", "title: Visibile\nsummary: S\n---\nTesto.\n\n``` latest\n```\n"),
                ("en", "title: Visible\nsummary: S\n---\nText.\n\n``` latest\n```\n"),
            ],
        );
    let date = "date: 2026-01-10\n";
    let [embargo, draft, amber, erased] = WORDS else { panic!("four words") };
    let site = with(
        site,
        &format!("news/{embargo}"),
        embargo,
        embargo,
        &format!("{date}embargo: 2026-03-02T18:00\n"),
    );
    let site = with(site, &format!("news/{draft}"), draft, draft, &format!("{date}draft: true\n"));
    let site =
        with(site, &format!("news/{amber}"), amber, amber, &format!("{date}tlp: TLP:AMBER\n"));
    // Its addresses are known to readers and stay, with nothing there.
    with(site, "news/gone", erased, "sparita", date)
}

fn says(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.to_lowercase().contains(word))
}

#[track_caller]
fn has_none(tree: &Tree, words: &[&str]) {
    for (path, bytes) in tree {
        assert!(!says(path, words) && !says(&String::from_utf8_lossy(bytes), words), "{path}");
    }
}

const COMMANDS: &[&[&str]] = &[
    &["check"],
    &["check", "--drafts"],
    &["build"],
    &["due", "--within", "30d"],
    &["due", "--format", "json"],
    &["index"],
    &["index", "--format", "json"],
    &["index", "--format", "csv"],
    &["index", "--format", "bibtex"],
    &["index", "--format", "ris"],
    &["index", "--format", "csl-json"],
    &["headers", "nginx"],
    &["headers", "apache"],
    &["headers", "caddy"],
    &["translations", "status", "--all"],
    &["translations", "status", "--format", "json"],
    &["translations", "status", "quokkembarg"],
    &["translations", "adopt"],
    &["proof", "news/quokkembarg", "--out", "proof.html"],
    &["withdraw", "news/visible", "--mode", "erase", "--reason", "x"],
];

#[test]
fn no_word_gets_out() {
    let site = site();
    let [hidden @ .., erased] = WORDS else { panic!("four words") };
    publish(&site, &["--redact-unpublished"]).succeeds();
    has_none(&served(&site), hidden);
    let out = served(&site).keys().filter(|path| says(path, &[erased])).count();
    assert!(out > 5, "what is to be erased was out");
    let erase = ["withdraw", "news/gone", "--mode", "erase", "--reason", "Dati", "--yes"];
    site.run(&erase).succeeds();
    for lang in ["it", "en"] {
        std::fs::remove_file(site.path(&format!("i18n/{lang}/{erased}.ftl"))).unwrap();
    }
    let outcome = publish(&site, &["--redact-unpublished"]).succeeds();
    assert!(!says(&format!("{outcome}"), hidden), "{outcome}");
    // Topics that only what is hidden has are words of the site's interface, and known to their files.
    has_none(&served(&site), WORDS);
    let around = site.tree("").into_iter().filter(|(path, _)| path.contains("www")).collect();
    has_none(&around, WORDS);
    for command in COMMANDS {
        for format in ["human", "json", "github"] {
            let options = ["--redact-unpublished", "--message-format", format];
            let outcome: Outcome = site.run(&[command, &options[..]].concat());
            assert!(!says(&format!("{outcome}"), WORDS), "{command:?}: {outcome}");
            assert!(!outcome.stderr.contains("panicked"), "{outcome}");
        }
    }
    has_none(&site.tree("public"), WORDS);
}
