//! How faults are told: formats of messages, order, policies, exit codes.

use super::site::{Outcome, Site};

/// Two errors in two files and a warning.
fn faulty() -> Site {
    Site::new()
        .news("b", "", &[("it", "title: B\n---\nVedi [x](@/news/x), 100%: \"ecco\".\n")])
        .news("a", "dratf: true\n", &[("it", "title: A\nsummary: A\n---\nTesto.\n")])
}

fn sound() -> Site {
    Site::new().news("a", "", &[("it", "title: A\nsummary: A\n---\nTesto.\n")])
}

fn warned() -> Site {
    Site::new().news("a", "", &[("it", "title: A\n---\nTesto.\n")])
}

fn overdue() -> Site {
    let facts = "date: 2026-01-02\nstatus: consultation\nconsultation: {closes: 2026-02-01}\n";
    Site::new()
        .file("content/guidelines/a/publication.yaml", facts)
        .file("content/guidelines/a/it.md", "---\ntitle: A\nsummary: A\n---\nTesto.\n")
}

#[test]
fn json_is_one_object_a_line() {
    let outcome = faulty().run(&["check", "--message-format", "json"]).exits(1);
    let mut lines: Vec<&str> = outcome.stderr.lines().collect();
    assert_eq!(lines.pop(), Some("error: 2 errors, 1 warning"));
    let expected = [
        r#"{"code":"unknown-field","column":1,"help":"did you mean `draft`?","line":2,"message":"unknown field `dratf`","path":"content/news/a/publication.yaml","severity":"error"}"#,
        r#"{"code":"summary-missing","column":8,"help":"add a line `summary: \"…\"` of one or two sentences","line":2,"message":"the edition has no `summary`","path":"content/news/b/it.md","severity":"warning"}"#,
        r#"{"code":"link-dangling","column":6,"help":"did you mean `news/b`?","line":4,"message":"there is no publication `news/x`","path":"content/news/b/it.md","severity":"error"}"#,
    ];
    assert_eq!(lines.len(), expected.len(), "{outcome}");
    for (came, expected) in lines.into_iter().zip(expected) {
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(value(came), value(expected), "{outcome}");
    }
}

#[test]
fn github_gets_workflow_commands() {
    let site = faulty().news("c", "", &[("it", "title: \"50%: tutto\"\nsummary: TODO\n---\nx\n")]);
    let outcome = site.run(&["check", "--message-format", "github"]).exits(1);
    let expected = "\
::error file=content/news/a/publication.yaml,line=2,col=1,title=unknown-field::unknown field \
`dratf`%0Adid you mean `draft`?
::warning file=content/news/b/it.md,line=2,col=8,title=summary-missing::the edition has no \
`summary`%0Aadd a line `summary: \"…\"` of one or two sentences
::error file=content/news/b/it.md,line=4,col=6,title=link-dangling::there is no publication \
`news/x`%0Adid you mean `news/b`?
::warning file=content/news/c/it.md,line=3,col=10,title=leftover-text::`TODO` was left in \
`summary`
error: 2 errors, 2 warnings
";
    assert_eq!(outcome.stderr, expected);
}

#[test]
fn quiet_leaves_errors_only() {
    let outcome = faulty().run(&["check", "-q"]).exits(1);
    assert_eq!(outcome.codes(), ["error unknown-field", "error link-dangling"], "{outcome}");
    let outcome = sound().run(&["build", "-q"]).succeeds().says_nothing();
    assert_eq!(outcome.stdout, "");
}

#[test]
fn color_is_asked_for() {
    let plain = faulty().run(&["check"]);
    assert!(!plain.stderr.contains('\x1b'), "{plain}");
    let never = faulty().run(&["check", "--color", "never"]);
    assert_eq!(plain.stderr, never.stderr);
    let always = faulty().run(&["check", "--color", "always"]);
    assert!(always.stderr.contains("\x1b["), "{always}");
}

/// 0 done, 1 the site has errors, 2 wrong usage.
#[test]
fn exit_codes() {
    check(sound().run(&["check"]), 0);
    check(sound().run(&["build"]), 0);
    check(warned().run(&["check"]), 0);
    check(overdue().run(&["check"]), 0);
    check(faulty().run(&["check"]), 1);
    check(faulty().run(&["build"]), 1);
    check(Site::empty().run(&["build"]), 1);
    check(sound().run(&["biuld"]), 2);
    check(sound().run(&["build", "--jobs", "many"]), 2);
    check(sound().run(&["check", "--now", "yesterday"]), 2);
    check(sound().run(&["explain", "no-such-code"]), 2);
    check(sound().run(&["new", "nwes", "Titolo"]), 2);
    check(sound().run(&["new", "news", "Titolo", "--lang", "de"]), 2);
    check(sound().run(&["new", "news", " "]), 2);
    check(sound().run(&["languages", "add", "ee"]), 2);
    check(sound().run(&["languages", "add", "en"]), 2);
}

/// What is denied fails a check that it would not fail otherwise.
#[test]
fn denied_on_the_command_line() {
    check(sound().run(&["check", "--deny", "warnings", "--deny", "overdue"]), 0);
    check(warned().run(&["check", "--deny", "overdue"]), 0);
    check(warned().run(&["check", "--deny", "warnings"]), 1);
    check(overdue().run(&["check", "--deny", "warnings"]), 0);
    check(overdue().run(&["check", "--deny", "overdue"]), 1);
}

/// A policy weighs warnings; it cannot wish an error away, and a build follows it too.
#[test]
fn policies_weigh_in_builds_too() {
    let config = "base_url: https://example.org\nlanguages: [it, en]\n";
    let deny = warned().file("site.yaml", format!("{config}policies: {{deny: [summary-missing]}}"));
    assert_eq!(deny.run(&["build"]).exits(1).codes(), ["error summary-missing"]);
    assert!(!deny.path("public").exists());
    let allow =
        warned().file("site.yaml", format!("{config}policies: {{allow: [summary-missing]}}"));
    allow.run(&["build"]).succeeds().says_nothing();
}

/// The summary of a check tells what there is besides errors.
#[test]
fn results_go_to_stdout() {
    let outcome = warned().run(&["check"]).succeeds();
    assert!(outcome.stdout.ends_with(" checked: no errors (1 warning).\n"), "{outcome}");
    let outcome = overdue().run(&["check"]).succeeds();
    assert!(outcome.stdout.ends_with(" checked: no errors (1 overdue).\n"), "{outcome}");
}

#[track_caller]
fn check(outcome: Outcome, code: i32) {
    outcome.exits(code);
}
