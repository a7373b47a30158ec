//! What readers must not see leaves no trace: every hidden publication carries a mark of its own in
//! every place that could leak, and no byte and no name of the output may hold a mark.

use super::site::{PDF, PNG, Site, Tree};

const CONFIG: &str = "base_url: https://example.org\ntime_zone: Europe/Rome\n\
                      kinds: {news: {catalogue: true}}\n";

/// A site with visible publications around `facts`, in Italian and, where asked, in English; all
/// of them belong in its index.
fn site(facts: &str, languages: &[&str]) -> Site {
    let mut site = Site::new()
        .file("site.yaml", format!("{CONFIG}languages: [it, en]\n"))
        .news(
            "visible",
            "topics: [nis2]\n",
            &[
                ("it", "title: Visibile\nsummary: Uno\n---\n``` latest\n```\n"),
                ("en", "title: Visible\nsummary: One\n---\n``` latest\n```\n"),
            ],
        )
        .file(
            "i18n/it/topics.ftl",
            "topic-nis2 = NIS2\ntopic-zebra = Zebra\nseries-zebra = Zebra\n",
        )
        .file(
            "i18n/en/topics.ftl",
            "topic-nis2 = NIS2\ntopic-zebra = Zebra\nseries-zebra = Zebra\n",
        );
    let folder = "content/news/zebra-news";
    site = site
        .file(
            &format!("{folder}/publication.yaml"),
            format!("{facts}topics: [nis2, zebra]\nseries: zebra\ncover: zebra.png\n"),
        )
        .file(&format!("{folder}/zebra.png"), PNG)
        .file(&format!("{folder}/zebra.pdf"), format!("{PDF}% zebra"))
        .file(&format!("{folder}/zebra.pdf.asc"), "zebra signature");
    let changed = &facts.split_once("date: ").unwrap().1[..10];
    for lang in languages {
        let front = format!(
            "title: Zebra\nsummary: Zebra\nslug: zebra\n\
             cover: {{alt: zebra}}\nattachments: {{zebra.pdf: {{title: Zebra}}}}\n\
             changes: [{{date: {changed}, kind: correction, text: zebra}}]"
        );
        let text = format!(
            "---\n{front}\naliases: [/{lang}/zebra/]\n---\n## Zebra\n\nzebra ![zebra](zebra.png)\n"
        );
        site = site.file(&format!("{folder}/{lang}.md"), text);
    }
    site
}

fn traces(tree: &Tree) -> Vec<String> {
    let marked = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase().contains("zebra");
    tree.iter()
        .filter(|(path, bytes)| path.to_lowercase().contains("zebra") || marked(bytes))
        .map(|(path, _)| path.clone())
        .collect()
}

#[track_caller]
fn nothing_leaks(facts: &str, languages: &[&str]) {
    let site = site(facts, languages);
    assert_eq!(traces(&site.build()), Vec::<String>::new(), "{facts}");
    for format in ["table", "json", "csv", "bibtex", "ris", "csl-json"] {
        let outcome = site.run(&["index", "--format", format]).succeeds();
        assert!(outcome.stdout.to_lowercase().contains("visib"), "{outcome}");
        assert!(!outcome.stdout.to_lowercase().contains("zebra"), "{facts}: {outcome}");
    }
}

#[test]
fn what_is_visible_is_found() {
    let tree = site("date: 2026-01-01\n", &["it", "en"]).build();
    let traces = traces(&tree);
    for path in [
        "it/index.html",
        "it/notizie/zebra/index.html",
        "en/news/zebra/index.html",
        "it/feed.xml",
        "it/feed.json",
        "it/pubblicazioni/index.html",
        "it/pubblicazioni/2026/index.html",
        "it/pubblicazioni/2026/feed.json",
        "it/pubblicazioni/temi/zebra/index.html",
        "it/notizie/zebra/citation.bib",
        "publications.json",
        "publications.csv",
        "publications.bib",
        "publications.ris",
        "publications.csl.json",
        "catalog.jsonld",
        "sitemap.xml",
        "files/news/zebra-news/zebra.png",
        "files/news/zebra-news/zebra.pdf",
        "files/news/zebra-news/zebra.pdf.asc",
        "it/temi/zebra/index.html",
        "it/notizie/visibile/index.html",
        "it/zebra/index.html",
        "SHA256SUMS",
    ] {
        assert!(traces.iter().any(|trace| trace == path), "{path} is not among {traces:#?}");
    }
}

#[test]
fn a_draft() {
    nothing_leaks("date: 2026-01-01\ndraft: true\n", &["it", "en"]);
}

#[test]
fn an_embargo() {
    nothing_leaks("date: 2026-01-01\nembargo: 2026-03-02T00:01\n", &["it", "en"]);
}

#[test]
fn a_date_to_come() {
    nothing_leaks("date: 2026-03-03\n", &["it", "en"]);
}

#[test]
fn every_label_above_clear() {
    for label in ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN"] {
        nothing_leaks(&format!("date: 2026-01-01\ntlp: {label}\n"), &["it", "en"]);
    }
}

#[test]
fn held_together() {
    for languages in [&["it"][..], &["it", "en"]] {
        let site = site("date: 2026-01-01\nrelease: together\n", languages);
        let outcome = site.run(&["build"]).succeeds();
        assert_eq!(outcome.codes(), ["warning release-held"], "{outcome}");
        assert_eq!(traces(&site.tree("public")), Vec::<String>::new());
    }
}

/// Drafts never lift a label or an embargo.
#[test]
fn drafts_show_drafts_only() {
    for facts in ["tlp: TLP:AMBER\n", "embargo: 2027-01-01\n"] {
        let site = site(&format!("date: 2026-01-01\ndraft: true\n{facts}"), &["it"]);
        site.run(&["build", "--drafts"]).succeeds().says_nothing();
        assert_eq!(traces(&site.tree("public")), Vec::<String>::new());
    }
}

/// What is plainly a draft needs no sound facts to stay hidden, and stops nothing.
#[test]
fn a_draft_whose_facts_are_broken() {
    let broken = "date: 2026-01-01\ndraft: true\nstatus: finished\ntlp: WHITE\n";
    let site = site(broken, &["it", "en"]);
    let outcome = site.run(&["build"]).succeeds();
    assert_eq!(outcome.codes(), ["warning left-out"; 2], "{outcome}");
    assert_eq!(traces(&site.tree("public")), Vec::<String>::new());
    site.run(&["build", "--drafts"]).exits(1);
}

/// A language in preparation is nowhere, whether or not a publication has others.
#[test]
fn a_language_in_preparation() {
    let config = format!("{CONFIG}languages:\n  - it\n  - en\n  - {{tag: de, stage: preparing}}\n");
    let tree = site("date: 2026-01-01\n", &["de"]).file("site.yaml", config).build();
    assert_eq!(traces(&tree), Vec::<String>::new());
}

/// An embargo ends at its minute in the site's zone, and not by `SOURCE_DATE_EPOCH`.
#[test]
fn an_embargo_ends_when_it_says() {
    let site = site("date: 2026-01-01\nembargo: 2026-03-02T18:00\n", &["it", "en"]);
    let visible = |now: &str, environment: &[(&str, &str)]| {
        site.run_with(&["build", "--now", now], environment).succeeds();
        !traces(&site.tree("public")).is_empty()
    };
    assert!(!visible("2026-03-02T17:59", &[]));
    assert!(visible("2026-03-02T18:00", &[]));
    assert!(!visible("2026-03-02T16:59Z", &[]));
    assert!(visible("2026-03-02T17:00Z", &[]));
    assert!(!visible("2026-03-02T17:59", &[("SOURCE_DATE_EPOCH", "1900000000")]));
}

/// What is left of a withdrawn publication: its title and the reason.
#[test]
fn a_withdrawn_text() {
    let site = Site::new().file("site.yaml", format!("{CONFIG}languages: [it, en]\n")).news(
        "gone",
        "cover: zebra.png\n",
        &[(
            "it",
            "title: Ritirato\nsummary: zebra\nslug: ritirato\nwithdrawn: Perché era errato\n\
                  cover: {alt: zebra}\nattachments: {zebra.pdf: {title: Zebra}}\n\
                  changes: [{date: 2026-01-03, kind: correction, text: zebra}]\n---\n## Zebra\n",
        )],
    );
    let site =
        site.file("content/news/gone/zebra.png", PNG).file("content/news/gone/zebra.pdf", PDF);
    let tree = site.build();
    assert_eq!(traces(&tree), Vec::<String>::new());
    let page = String::from_utf8_lossy(&tree["it/notizie/ritirato/index.html"]).into_owned();
    assert!(page.contains("Ritirato") && page.contains("Perché era errato"), "{page}");
    assert!(page.contains("noindex"), "{page}");
    let sitemap = String::from_utf8_lossy(&tree["sitemap.xml"]).into_owned();
    assert!(!sitemap.contains("ritirato"), "{sitemap}");
    assert!(!tree.contains_key("publications.json"), "there is nothing else in the index");
    let outcome = site.run(&["index"]).succeeds();
    assert!(!outcome.stdout.contains("Ritirato"), "{outcome}");
}

/// Files that only a withdrawn edition showed or offered go with it, and those in its language.
#[test]
fn the_files_of_a_withdrawn_edition() {
    let english = "title: Gone\nsummary: S\nwithdrawn: It was wrong\n\
                   attachments: {zebra.txt: {title: T}}\n---\n![a](zebra.png)\n![b](both.png)\n";
    let italian = "title: Resta\nsummary: S\n---\n![b](both.png)\n\n[c](all.pdf)\n";
    let site = Site::new()
        .news("a", "", &[("it", italian), ("en", english)])
        .file("content/news/a/zebra.png", PNG)
        .file("content/news/a/both.png", PNG)
        .file("content/news/a/zebra.txt", "x")
        .file("content/news/a/zebra.en.pdf", PDF)
        .file("content/news/a/all.pdf", PDF);
    site.run(&["build"]).succeeds();
    let tree = site.tree("public");
    assert_eq!(traces(&tree), Vec::<String>::new());
    let files = tree.keys().filter(|path| path.starts_with("files/")).collect::<Vec<_>>();
    assert_eq!(files, ["files/news/a/all.pdf", "files/news/a/both.png"]);
}

/// The same of an edition in a language that is in preparation; and neither its original tells that
/// there is something that lags behind, nor a translation what a hidden original says.
#[test]
fn an_edition_in_preparation_leaves_no_trace_in_others() {
    let config = |it: &str, de: &str| {
        let languages = format!("languages: [en, {{tag: it{it}}}, {{tag: de{de}}}]\n");
        format!("base_url: https://example.org\n{languages}")
    };
    let both = config("", ", stage: partial");
    let text = |body: &str| format!("title: T\nsummary: S\nslug: t\n---\nUno.\n\n{body}Due.\n");
    let site = Site::new().file("site.yaml", &both).news(
        "a",
        "original: it\n",
        &[("it", &text("")), ("de", &text("![z](zebra.png)\n\n"))],
    );
    let site = site.file("content/news/a/zebra.png", PNG);
    site.run(&["translations", "accept", "a", "de"]).exits(1);
    site.write("content/news/a/de.md", format!("---\n{}", text("")));
    site.run(&["translations", "accept", "a", "de"]).succeeds();
    site.write("content/news/a/de.md", format!("---\n{}", text("![z](zebra.png)\n\n")));
    site.write("content/news/a/it.md", format!("---\n{}", text("Zebra, eccone una.\n\n")));
    site.write("site.yaml", config("", ", stage: preparing"));
    let page = |path: &str| String::from_utf8(site.tree("public")[path].clone()).unwrap();
    site.run(&["build"]).succeeds();
    assert!(!page("it/notizie/t/index.html").contains("_block-"));
    assert!(!site.path("public/files").exists());
    std::fs::remove_file(site.path("content/news/a/zebra.png")).unwrap();
    site.write("content/news/a/de.md", format!("---\n{}", text("")));
    site.write("site.yaml", config(", stage: preparing", ", stage: partial"));
    site.run(&["build"]).succeeds();
    assert_eq!(traces(&site.tree("public")), Vec::<String>::new());
}

/// A build with drafts says so on every page, and asks search engines to stay away.
#[test]
fn a_build_with_drafts_is_marked() {
    let site = site("date: 2026-01-01\ndraft: true\n", &["it", "en"])
        .file("redirects.csv", "/alt/,/it/,301\n/weg/,,410\n");
    let tree = site.build_with(&["--drafts"]);
    let pages: Vec<_> = tree.iter().filter(|(path, _)| path.ends_with(".html")).collect();
    assert!(pages.len() > 15, "{}", pages.len());
    for (path, page) in pages {
        let page = String::from_utf8_lossy(page);
        for mark in ["<aside class=\"draft-banner\">", "<meta name=\"robots\" content=\"noindex\">"]
        {
            assert_eq!(page.matches(mark).count(), 1, "{path}: {page}");
        }
    }
    assert_eq!(tree["robots.txt"], b"User-agent: *\nDisallow: /\n");
}
