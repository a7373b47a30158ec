//! `bollettino index`: the same as the site has, without the site; and the index for people.

use std::io::Read;
use std::process::{Command, Stdio};

use super::html::tags;
use super::site::{NOW, Site, fixture};

fn sample() -> Site {
    Site::copy_of(&fixture("exchange/site"))
}

/// Every format that both have is the same, byte for byte, in the fixture and on the project's own
/// site.
#[test]
fn it_prints_what_the_site_has() {
    for site in [sample(), Site::sample()] {
        site.run(&["build"]).succeeds();
        let built = site.tree("public");
        for (format, file) in [
            ("json", "publications.json"),
            ("csv", "publications.csv"),
            ("bibtex", "publications.bib"),
            ("ris", "publications.ris"),
            ("csl-json", "publications.csl.json"),
        ] {
            let outcome = site.run(&["index", "--format", format]).succeeds().says_nothing();
            assert_eq!(outcome.stdout.as_bytes(), built[file], "{format}");
        }
    }
}

#[test]
fn the_table() {
    let outcome = sample().run(&["index"]).succeeds().says_nothing();
    let expected = "\
date        kind             number   version  status      languages  title
2026-02-01  guideline        04/2018  2.0      final       it en fr   Perché \"l’università\", C:\\temp, 5 % & $x_1 {{7*7}} ~ ^ # -- così
2025-08-28  incident-report                                en it      Incidents in 2024: 1,276
2025-06-03  guideline                                      en         Only in English
2025-05-02  guideline                                      it         =1+1 vale ancora: שלום 👩‍💻 ?`<<sì>>,, e così
2025-03-01  guideline                 1.0      superseded  it         Perché: prima edizione
";
    assert_eq!(outcome.stdout, expected);
}

#[track_caller]
fn finds(filter: &[&str], expected: &[&str]) {
    let arguments = [&["index", "--format", "csv"], filter].concat();
    let outcome = sample().run(&arguments).succeeds().says_nothing();
    let mut reader = csv::Reader::from_reader(outcome.stdout.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    let found: Vec<String> =
        rows.map(|row| format!("{} {}", row[0].split('/').next_back().unwrap(), &row[1])).collect();
    assert_eq!(found, expected, "{filter:?}");
}

#[test]
fn conditions() {
    finds(&["--lang", "en"], &["signs en", "figures en", "notice en"]);
    finds(&["--lang", "fr,en", "--topic", "5g"], &["signs en", "signs fr", "notice en"]);
    finds(&["--kind", "incident-report"], &["figures en", "figures it"]);
    finds(&["--kind", "incident-reports", "--lang", "it"], &["figures it"]);
    finds(&["--year", "2026"], &["signs it", "signs en", "signs fr"]);
    finds(
        &["--year", "2026", "--year", "2025", "--series", "manual", "--lang", "it"],
        &["signs it", "signs-2025 it"],
    );
    finds(&["--status", "superseded"], &["signs-2025 it"]);
}

/// Nothing found is told apart from nothing there, beside the result.
#[test]
fn nothing_found() {
    let outcome = sample().run(&["index", "--year", "1999"]).succeeds();
    assert_eq!(outcome.stdout, "date  kind  number  version  status  languages  title\n");
    let said = "warning: no publication of the index meets all of these conditions\n";
    assert_eq!(outcome.stderr, said);
    let quiet =
        ["index", "--lang", "fr", "--kind", "incident-report", "-q", "--format", "csl-json"];
    assert_eq!(sample().run(&quiet).succeeds().says_nothing().stdout, "[]\n");
}

#[test]
fn what_a_site_cannot_have_is_a_slip() {
    for (arguments, said) in [
        (
            ["--kind", "guidline"],
            "`guidline` is not a kind in the index; did you mean `guideline`?",
        ),
        (
            ["--kind", "news"],
            "`news` is not a kind in the index; known: guideline, incident-report",
        ),
        (["--lang", "de"], "`de` is not a language of this site"),
        (["--year", "26"], "26 is not in 1000..=9999"),
        (["--topic", "laws"], "`laws` is not a topic in the index; did you mean `law`?"),
        (["--series", "x"], "`x` is not a series in the index; known: manual"),
        (["--status", "finale"], "`finale` is not a status; did you mean `final`?"),
    ] {
        let outcome = sample().run(&[&["index"], &arguments[..]].concat()).exits(2);
        assert!(outcome.stderr.contains(said), "{outcome}");
        assert_eq!(outcome.stdout, "");
    }
}

/// Whoever stops reading is not an error; a disk that is full is one.
#[test]
fn the_reader_may_stop() {
    let site = sample();
    let program = |stdout: Stdio| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bollettino"));
        command.args(["index", "--now", NOW, "--site"]).arg(site.path(""));
        command.stdout(stdout).stderr(Stdio::piped()).spawn().unwrap()
    };
    let mut child = program(Stdio::piped());
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(child.wait().unwrap().success(), "{said}");
    assert_eq!(said, "");
    if let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") {
        let output = program(full.into()).wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("error: cannot write the index: "), "{said}");
    }
}

/// What keeps a publication out of the index is said, and the rest is printed.
#[test]
fn a_broken_publication_is_told() {
    let site = sample()
        .file("content/guidelines/broken/publication.yaml", "date: 2026/01/01\n")
        .file("content/guidelines/broken/it.md", "---\ntitle: A\nsummary: A\n---\nTesto.\n");
    let outcome = site.run(&["index"]).exits(1);
    assert_eq!(outcome.codes(), ["error bad-date"], "{outcome}");
    assert_eq!(outcome.stdout.lines().count(), 6, "{outcome}");
}

/// A title that says that it is not for everyone is not printed in silence.
#[test]
fn a_marking_is_told() {
    let edition = "---\ntitle: \"TLP:AMBER\"\nsummary: A\n---\nTesto.\n";
    let site = sample()
        .file("content/guidelines/marked/publication.yaml", "date: 2026-01-01\n")
        .file("content/guidelines/marked/it.md", edition);
    let outcome = site.run(&["index"]).exits(1);
    assert_eq!(outcome.codes(), ["error tlp-marking"], "{outcome}");
}

/// So is what is wrong with the site's own settings, and with the names of its files; the conditions
/// are held against what could be read.
#[test]
fn a_broken_site_is_told() {
    let site = sample().file("content/guidelines/signs/a#b.pdf", "%PDF");
    let outcome = site.run(&["index"]).exits(1);
    assert_eq!(outcome.codes(), ["error source-name"], "{outcome}");
    let site = sample().file("content/guidelines/notice/publication.yaml", "topics: [5g]\n");
    let outcome = site.run(&["index", "--topic", "5gg"]).exits(2);
    assert_eq!(outcome.codes(), ["error missing-field"], "{outcome}");
    assert!(outcome.stderr.contains("`5gg` is not a topic in the index"), "{outcome}");
}

/// Translations that go out together are compared, and pictures in texts are no attachments.
#[test]
fn texts_are_read_where_they_decide() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x01\x08\x06\0\0\0";
    let site = sample()
        .file("content/guidelines/held/publication.yaml", "date: 2026-01-01\nrelease: together\n")
        .file("content/guidelines/held/it.md", "---\ntitle: Zebra\nsummary: A\n---\nTesto.\n")
        .file("content/guidelines/held/en.md", "---\ntitle: Zebra\nsummary: A\n---\nText.\n")
        .file("content/guidelines/seen/publication.yaml", "date: 2026-01-01\n")
        .file("content/guidelines/seen/it.md", "---\ntitle: A\nsummary: A\n---\n![Una](a.png)\n")
        .file("content/guidelines/seen/a.png", png)
        .file("content/guidelines/seen/b.png", png);
    let outcome = site.run(&["index", "--format", "json"]).succeeds();
    assert!(!outcome.stdout.contains("Zebra") && !outcome.stdout.contains("a.png"), "{outcome}");
    assert!(outcome.stdout.contains("seen/b.png"), "{outcome}");
    site.run(&["build"]).succeeds();
    assert_eq!(outcome.stdout.as_bytes(), site.tree("public")["publications.json"]);
}

/// A site chooses what belongs in its index.
#[test]
fn kinds_in_the_index_are_the_sites_choice() {
    let site = sample();
    let config = std::fs::read_to_string(site.path("site.yaml")).unwrap();
    let kinds = "kinds:\n  news: {catalogue: true}\n  incident-report: {catalogue: false}\n";
    site.write("site.yaml", config.split("kinds:").next().unwrap().to_owned() + kinds);
    let outcome = site.run(&["index", "--format", "csv", "--kind", "news"]).succeeds();
    assert!(outcome.stdout.contains("news/release"), "{outcome}");
    site.run(&["index", "--kind", "incident-report"]).exits(2);
    site.run(&["build"]).succeeds();
    let tree = site.tree("public");
    let page = String::from_utf8_lossy(&tree["it/pubblicazioni/index.html"]);
    assert!(page.contains("Un comunicato non è nell’indice") && !page.contains("1.276"), "{page}");
    assert!(tree.contains_key("it/notizie/un-comunicato-non-e-nell-indice/citation.bib"));
}

/// Nothing to index, no index; and a language whose index would be empty has none.
#[test]
fn an_empty_index_is_not_there() {
    let site = Site::new().news("a", "", &[("it", "title: A\nsummary: A\n---\nTesto.\n")]);
    let tree = site.build();
    let index = |path: &&String| path.contains("pubblicazioni") || path.starts_with("publications");
    assert_eq!(tree.keys().filter(index).collect::<Vec<_>>(), Vec::<&String>::new());
    let outcome = site.run(&["index"]).succeeds().says_nothing();
    assert_eq!(outcome.stdout, "date  kind  number  version  status  languages  title\n");
}

/// Every way to less of the index leads to a page with as many entries as it says.
#[test]
fn counts_are_those_of_the_pages() {
    let site = sample();
    site.run(&["build"]).succeeds();
    let tree = site.tree("public");
    let mut seen = 0;
    for index in ["it/pubblicazioni/index.html", "en/publications/index.html"] {
        let html = String::from_utf8(tree[index].clone()).unwrap();
        let facets = html.split("class=\"facets\"").nth(1).unwrap().split("</nav>").next().unwrap();
        for item in facets.split("<li>").skip(1) {
            let address = item.split('"').nth(1).unwrap().strip_prefix("/agency/").unwrap();
            let count = item.split("<span>(").nth(1).unwrap().split(')').next().unwrap();
            let page = tags(&tree[&format!("{address}index.html")]);
            let entries = page.iter().filter(|tag| tag.is("class", "entry")).count();
            assert_eq!(entries.to_string(), count, "{address}");
            seen += 1;
        }
    }
    assert!(seen > 12, "{seen}");
}

/// A title in another language is marked and noted; where a notice page stands in for a missing
/// translation, the index leads to the text that there is.
#[test]
fn foreign_titles_are_marked() {
    let site = sample();
    site.run(&["build"]).succeeds();
    let tree = site.tree("public");
    let html = String::from_utf8(tree["it/pubblicazioni/index.html"].clone()).unwrap();
    let link = "<a href=\"/agency/en/guidelines/only-in-english/\" lang=\"en\" hreflang=\"en\" \
                dir=\"auto\">Only in English</a>";
    assert!(html.contains(link), "{html}");
    assert!(html.contains("<li class=\"language-note\">in inglese</li>"), "{html}");
    assert!(!html.contains("/it/linee-guida/only-in-english/"), "the notice page is not in it");
    assert!(tree.contains_key("it/linee-guida/only-in-english/index.html"));
}
