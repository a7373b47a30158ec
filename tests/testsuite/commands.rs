//! The commands around a build: `init`, `new`, `languages add`, `explain`, `completions`, help.

use std::fs;

use bollettino::diagnostics::ALL;
use bollettino::seal::is_seal;

use super::site::{Outcome, Site};

#[test]
fn a_new_site_builds_at_once() {
    let folder = Site::empty();
    let outcome = folder.run(&["init", "sito"]).succeeds().says_nothing();
    assert!(outcome.stdout.contains("bollettino build --site sito"), "{outcome}");
    let outcome = folder.run(&["build", "--site", "sito"]).succeeds().says_nothing();
    assert!(outcome.stdout.contains("sito/public"), "{outcome}");
    folder.run(&["check", "--site", "sito", "--deny", "warnings"]).succeeds();
    assert!(folder.tree("sito/public").contains_key("it/index.html"));
}

#[test]
fn a_site_is_never_written_over() {
    let folder = Site::empty();
    folder.run(&["init", "sito"]).succeeds();
    let before = folder.tree("sito");
    folder.run(&["init", "sito"]).exits(1);
    assert_eq!(before, folder.tree("sito"));
}

#[test]
fn each_kind_starts_as_a_draft() {
    for (kind, path) in [
        ("news", "news/2026-03-02-enisa-la-nuova-strategia"),
        ("guideline", "guidelines/enisa-la-nuova-strategia"),
        ("incident-report", "incident-reports/enisa-la-nuova-strategia"),
        ("page", "pages/enisa-la-nuova-strategia"),
    ] {
        let site = Site::new();
        let outcome = site.run(&["new", kind, "ENISA: la \"nuova\" strategia"]).succeeds();
        let expected =
            [format!("./content/{path}/publication.yaml"), format!("./content/{path}/it.md")];
        assert_eq!(outcome.stdout.lines().collect::<Vec<_>>(), expected, "{outcome}");
        let outcome = site.run(&["check", "--drafts"]).succeeds();
        assert_eq!(outcome.codes(), ["warning summary-missing"], "{outcome}");
        let text = fs::read_to_string(site.path(&format!("content/{path}/it.md"))).unwrap();
        assert!(text.contains("title: \"ENISA: la \\\"nuova\\\" strategia\"\n"), "{text}");
        let tree = site.build_without_a_word();
        assert!(!tree.keys().any(|path| path.contains("strategia")), "a draft is not built");
        site.run(&["new", kind, "ENISA: la nuova strategia"]).exits(1);
    }
}

#[test]
fn a_publication_starts_in_the_language_that_is_named() {
    let site = Site::new();
    site.run(&["new", "news", "A notice", "--lang", "en"]).succeeds();
    let folder = "content/news/2026-03-02-a-notice";
    let facts = fs::read_to_string(site.path(&format!("{folder}/publication.yaml"))).unwrap();
    assert!(facts.contains("original: en\n") && facts.contains("draft: true\n"), "{facts}");
    assert!(site.path(&format!("{folder}/en.md")).exists());
}

#[test]
fn a_language_is_added_in_preparation() {
    let folder = Site::empty();
    folder.run(&["init", "."]).succeeds();
    let build = || {
        let mut tree = folder.build();
        // The manifest alone tells that site.yaml is another one.
        tree.retain(|path, _| !is_seal(path));
        tree
    };
    let before = build();
    let outcome = folder.run(&["languages", "add", "de"]).succeeds().says_nothing();
    assert!(outcome.stdout.contains("i18n/de/"), "{outcome}");
    let config = fs::read_to_string(folder.path("site.yaml")).unwrap();
    assert!(config.contains("{tag: de, stage: preparing}"), "{config}");
    assert!(before == build(), "a language in preparation changes nothing");
    for (path, bytes) in folder.tree("i18n/de") {
        let text = String::from_utf8(bytes).unwrap();
        let is_waiting = |line: &str| line.is_empty() || line.starts_with('#');
        assert!(text.lines().all(is_waiting), "{path} passes something for translated:\n{text}");
    }
    folder.run(&["languages", "add", "de"]).exits(2);
}

/// A list over several lines, entries with a stage, and every language of the Union.
#[test]
fn languages_are_listed_where_the_others_are() {
    for languages in
        ["languages:\n  - it\n  - {tag: en, stage: partial}\n", "languages:\n- it\n- en\n"]
    {
        let config = format!("base_url: https://example.org\n{languages}theme: istituzionale\n");
        let site = Site::new().file("site.yaml", config);
        site.run(&["languages", "add", "mt"]).succeeds();
        site.run(&["languages", "add", "pt-BR"]).succeeds();
        site.run(&["check"]).succeeds().says_nothing();
    }
}

#[test]
fn every_code_is_explained() {
    let site = Site::empty();
    let list = site.run(&["explain"]).succeeds().says_nothing();
    for code in ALL {
        assert!(list.stdout.lines().any(|line| line.starts_with(code.name)), "{}", code.name);
        let outcome = site.run(&["explain", code.name]).succeeds().says_nothing();
        assert!(outcome.stdout.starts_with(&format!("{} (", code.name)), "{outcome}");
        assert!(outcome.stdout.len() > code.name.len() + 60, "{outcome}");
        assert!(code.name.bytes().all(|b| b.is_ascii_lowercase() || b"-0123456789".contains(&b)));
    }
    let outcome = site.run(&["explain", "yaml-needs-quote"]).exits(2);
    assert!(outcome.stderr.contains("did you mean `yaml-needs-quotes`?"), "{outcome}");
}

#[test]
fn completions_for_each_shell() {
    for shell in ["bash", "zsh", "fish"] {
        let outcome = Site::empty().run(&["completions", shell]).succeeds().says_nothing();
        for word in ["build", "languages", "message-format"] {
            assert!(outcome.stdout.contains(word), "{shell} without {word}");
        }
    }
}

#[test]
fn help_has_examples_that_are_understood() {
    let site = Site::empty();
    let help = |args: &[&str]| site.run(&[args, &["--help"]].concat()).succeeds().stdout;
    assert!(help(&[]).contains("Exit status: 0 done, 1 the site has errors, 2 wrong usage"));
    for command in [
        &["init"] as &[&str],
        &["new"],
        &["build"],
        &["check"],
        &["languages", "add"],
        &["explain"],
        &["completions"],
    ] {
        let help = help(command);
        let example = help.lines().find_map(|line| line.strip_prefix("Example: bollettino "));
        let example = example.unwrap_or_else(|| panic!("{command:?} has no example:\n{help}"));
        assert!(example.starts_with(&command.join(" ")), "{example}");
        for option in example.split_whitespace().filter(|word| word.starts_with("--")) {
            assert!(help.contains(option), "{example}");
        }
    }
}

#[test]
fn the_base_url_of_the_command_line() {
    let site = Site::new().news("a", "", &[("it", "title: A\nsummary: A\n---\nx\n")]);
    let tree = site.build_with(&["--base-url", "https://preview.example.org/pr/7"]);
    let page = String::from_utf8_lossy(&tree["it/notizie/a/index.html"]).into_owned();
    let canonical = "rel=\"canonical\" href=\"https://preview.example.org/pr/7/it/notizie/a/\"";
    assert!(page.contains(canonical), "{page}");
    assert!(page.contains("href=\"/pr/7/it/\""), "{page}");
    assert!(!page.contains("https://example.org"), "{page}");
}

impl Site {
    /// Builds where a left-out draft may be warned about.
    fn build_without_a_word(&self) -> super::site::Tree {
        let outcome: Outcome = self.run(&["build"]).succeeds();
        assert!(outcome.codes().iter().all(|code| code.starts_with("warning")), "{outcome}");
        self.tree("public")
    }
}
