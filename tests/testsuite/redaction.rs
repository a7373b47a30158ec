//! `--redact-unpublished`: no command names what the public cannot see, in any format of messages.

use super::site::{Outcome, Site};

/// A draft, an embargo, a restricted text and one whose facts cannot be read, each with faults in
/// itself and in what names it; everything about them says zebra.
fn site() -> Site {
    let text =
        "title: Zebra corre\nslug: zebra\n---\n#### Zebra\n\nzebra [zebra](@/news/nowhere-zebra)\n";
    let mut site = Site::new().news(
        "visible",
        "related: [news/zebra-draft]\n",
        &[(
            "it",
            "title: Visibile\n---\nVedi (è) [Zebra corre](@/news/zebra-embargo).\n\nÈ TODO.\n",
        )],
    );
    for (name, facts) in [
        ("zebra-draft", "draft: true\nstatus: zebra\n"),
        ("zebra-embargo", "embargo: 2026-03-02T18:00\nrelease: together\n"),
        ("zebra-amber", "tlp: TLP:AMBER\n"),
        ("zebra-broken", "zebra: true\n"),
        ("zebra-held", "release: together\n"),
    ] {
        site = site.news(name, facts, &[("it", text)]);
        site.write(&format!("content/news/{name}/zebra #1.png"), "x");
        site.write(&format!("content/news/{name}/zebra.md.orig"), "x");
    }
    site.file("content/nwes/zebra/it.md", text)
        .file("content/zebra.md", text)
        .file("redirects.csv", "/alt/,/it/notizie/zebra/,301\n")
}

const COMMANDS: &[&[&str]] = &[
    &["build"],
    &["build", "--drafts"],
    &["check"],
    &["check", "--drafts", "--deny", "warnings"],
    &["index"],
    &["index", "--format", "json"],
    &["translations", "status"],
    &["translations", "status", "--all", "--format", "json"],
    &["translations", "status", "zebr"],
    &["translations", "accept", "zebr", "en"],
    &["translations", "adopt"],
    &["translations", "propagate", "visibl"],
    &["proof", "news/visibl", "--out", "proof.html"],
];

fn says_zebra(outcome: &Outcome) -> bool {
    format!("{}{}", outcome.stdout, outcome.stderr).to_lowercase().contains("zebra")
}

#[test]
fn nothing_unpublished_is_named() {
    let site = site();
    let mut named = 0;
    for command in COMMANDS {
        named += usize::from(says_zebra(&site.run(command)));
        for format in ["human", "json", "github"] {
            let options = ["--redact-unpublished", "--message-format", format];
            let outcome = site.run(&[command, &options[..]].concat());
            assert!(!says_zebra(&outcome), "{command:?}: {outcome}");
            assert!(!outcome.stderr.contains("panicked"), "{outcome}");
        }
    }
    assert!(named >= 8, "{named} commands have something to keep to themselves");
}

/// What is left: the code of every fault, and places and lines that name nothing.
#[test]
fn what_is_said_instead() {
    let outcome = site().run(&["check", "--redact-unpublished"]).exits(1);
    for expected in [
        "error[unknown-field]: in something that is not published yet",
        "--> content/news/visible/publication.yaml:2:11\n",
        "error[link-hidden]: `[unpublished]` cannot be seen by readers: it is not due yet\n \
         --> content/news/visible/it.md:4:10\n",
        "**·",
        "warning[leftover-text]: `TODO` was left in the text\n --> content/news/visible/it.md:6:3\n",
        "6 | È TODO.\n",
    ] {
        assert!(outcome.stderr.contains(expected), "{expected}: {outcome}");
    }
    let json = site().run(&["check", "--redact-unpublished", "--message-format", "json"]).exits(1);
    assert!(json.stderr.contains(r#""path":null"#), "{json}");
    let codes = |outcome: &Outcome| outcome.stderr.lines().last().unwrap().to_owned();
    assert_eq!(codes(&outcome), codes(&site().run(&["check"])), "as many faults are counted");
}

/// Without a configuration nobody can tell what is published.
#[test]
fn what_cannot_be_told_is_not_named() {
    let outcome = site().file("site.yaml", "languages: [it]\ntime_zone: Nowhere\n");
    let outcome = outcome.run(&["check", "--redact-unpublished"]).exits(1);
    assert!(!says_zebra(&outcome), "{outcome}");
}
