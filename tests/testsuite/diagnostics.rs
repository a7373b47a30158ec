//! Bad input and exactly what is said of it. The cases lie in `tests/diagnostics/`.
//!
//! A section may be named `path (escaped)`: `\xE8` in it is that byte, `\r` a carriage return;
//! `path (absent)`: the file that every other case has is not there. `arguments` are those of the
//! run, `check` unless given.

use std::collections::BTreeSet;
use std::fs;

use bollettino::diagnostics::ALL;
use bollettino::select::Audience;
use bollettino::sinks::{Nowhere, deliver};
use bollettino::site::{Options, load};
use rayon::prelude::*;

use super::expected::{self, Case};
use super::site::{Site, project, tree};

#[test]
fn bad_input_is_reported_exactly() {
    let cases = expected::cases("diagnostics");
    expected::report(cases.par_iter().filter_map(check).collect());
}

fn check(case: &Case) -> Option<String> {
    let site = Site::new();
    let mut arguments = vec!["check"];
    for (name, content) in case.given() {
        if name == "arguments" {
            arguments = content.split_whitespace().collect();
        } else if let Some(path) = name.strip_suffix(" (escaped)") {
            site.write(path, unescaped(content));
        } else if let Some(path) = name.strip_suffix(" (absent)") {
            fs::remove_file(site.path(path)).unwrap();
        } else {
            site.write(name, content);
        }
    }
    let outcome = site.run(&arguments);
    let code = outcome.code.map_or("signal".to_owned(), |code| code.to_string());
    case.hold(&[(format!("expected, exit {code}"), outcome.stderr)])
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut parts = text.split('\\');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let (byte, rest) = match part.strip_prefix('r') {
            Some(rest) => (b'\r', rest),
            None => (u8::from_str_radix(&part[1..3], 16).unwrap(), &part[3..]),
        };
        bytes.push(byte);
        bytes.extend(rest.bytes());
    }
    bytes
}

/// Codes that no file in a folder can bring about; each has its test in a file of its own topic.
const SHOWN_ELSEWHERE: &[&str] = &[
    "source-unreadable",
    "source-name",
    "source-changed",
    "output",
    "manifest-broken",
    "target",
    "target-busy",
    "target-foreign",
    "address-lost",
    "attachment-replaced",
    "unannounced-change",
    "rollback",
    "cover-large",
    "signing",
];

#[test]
fn every_code_has_a_case() {
    let mut shown: BTreeSet<String> = SHOWN_ELSEWHERE.iter().map(|c| (*c).to_owned()).collect();
    for case in expected::cases("diagnostics") {
        for (_, text) in case.sections.iter().filter(|(name, _)| name.starts_with("expected")) {
            let codes = text.lines().filter_map(|line| line.split_once('[')?.1.split_once(']'));
            shown.extend(codes.map(|(code, _)| code.to_owned()));
        }
    }
    let missing: Vec<&str> =
        ALL.iter().map(|code| code.name).filter(|name| !shown.contains(*name)).collect();
    assert!(missing.is_empty(), "add a case to tests/diagnostics for {missing:?}");
}

#[test]
fn a_file_that_cannot_be_listed() {
    let site = Site::new();
    link("nowhere", &site, "content/news/a/it.md");
    let outcome = site.run(&["check"]).exits(1);
    assert_eq!(outcome.codes(), ["error source-unreadable"], "{outcome}");
    assert!(outcome.stderr.contains("content/news/a/it.md"), "{outcome}");
}

#[test]
fn a_link_out_of_the_site() {
    let outside = Site::empty().file("secret.pdf", "secret");
    let site = Site::new();
    link(outside.path("secret.pdf").to_str().unwrap(), &site, "content/news/a/note.pdf");
    let outcome = site.run(&["check"]).exits(1);
    let expected = "error[source-name]: `content/news/a/note.pdf` is a link that leaves the site\n\n\
                    error: 1 error\n";
    assert_eq!(outcome.stderr, expected);
}

/// A folder that is a link is not followed either, nor is one of the site's own folders.
#[test]
fn a_folder_that_leaves_the_site() {
    let outside = Site::empty().file("deep/secret.pdf", "secret");
    let site = Site::new();
    let target = outside.path("");
    link(target.to_str().unwrap(), &site, "content/news/a/more");
    link(target.to_str().unwrap(), &site, "static");
    let outcome = site.run(&["check"]).exits(1);
    let leaves = |name| format!("error[source-name]: `{name}` is a link that leaves the site\n\n");
    let expected =
        format!("{}{}error: 2 errors\n", leaves("content/news/a/more"), leaves("static"));
    assert_eq!(outcome.stderr, expected);
}

#[test]
fn a_name_that_is_no_unicode() {
    use std::os::unix::ffi::OsStrExt;
    let site = Site::new();
    let name = std::ffi::OsStr::from_bytes(b"perch\xe8.pdf");
    fs::create_dir_all(site.path("static")).unwrap();
    fs::write(site.path("static").join(name), "x").unwrap();
    let outcome = site.run(&["check"]).exits(1);
    assert_eq!(outcome.codes(), ["error source-name"], "{outcome}");
    assert!(outcome.stderr.contains("`static/perch\u{fffd}.pdf`"), "{outcome}");
}

/// A further full language with every word but those that only content asks for: each gap is told
/// where it is asked for.
#[test]
fn labels_that_only_content_needs() {
    let site = Site::new()
        .file("site.yaml", "base_url: https://example.org\nlanguages: [it, en, mt]\n")
        .news("a", "licence: CC0-1.0\n", &[("mt", "title: A\nsummary: A\n---\nTest.\n")])
        .news(
            "b",
            "identifiers:\n  doi: 10.2824/1\n",
            &[("mt", "title: B\nsummary: B\n---\nTest.\n")],
        );
    for folder in ["src/messages/program/en", "themes/istituzionale/i18n/en"] {
        for (name, bytes) in tree(&project().join(folder)) {
            let text = String::from_utf8(bytes).unwrap();
            let on_demand =
                |line: &&str| ["licence-", "identifier-"].iter().any(|f| line.starts_with(f));
            let kept: Vec<&str> = text.lines().filter(|line| !on_demand(line)).collect();
            site.write(&format!("i18n/mt/{name}"), kept.join("\n"));
        }
    }
    site.write("i18n/mt/site.ftl", "site-name = Avviżi\nsite-publisher = Aġenzija\n");
    let outcome = site.run(&["check"]).exits(1);
    let told = |label: &str, place: &str| {
        let text = format!("`mt` has no label `{label}`\n --> content/news/{place}\n");
        assert!(outcome.stderr.contains(&text), "{outcome}");
    };
    told("licence-cc0-1-0", "a/publication.yaml:2:10");
    told("identifier-doi", "b/publication.yaml:3:8");
    let codes = outcome.codes();
    let errors: Vec<&String> = codes.iter().filter(|code| code.starts_with("error ")).collect();
    assert_eq!(errors, ["error label-missing"; 2], "{outcome}");
}

/// A body that is not kept is read again; what was there before is not there any more.
#[test]
fn a_file_that_changes_during_the_run() {
    let site = Site::new().news("a", "", &[("it", "title: A\nsummary: A\n---\nTesto.\n")]);
    let now = super::site::NOW.parse::<jiff::civil::Date>().unwrap();
    let now = now.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
    let options = Options { body_budget: 0, ..Options::new(Audience::public(now)) };
    let loaded = load(&site.path(""), &options);
    site.write("content/news/a/it.md", "The front matter is gone.");
    let faults = deliver(&loaded.site.unwrap(), &Nowhere, &|| {}).unwrap_err();
    assert!(faults.iter().all(|fault| fault.code.name == "source-changed"), "{faults:?}");
}

fn link(target: &str, site: &Site, path: &str) {
    let path = site.path(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(target, path).unwrap();
}
