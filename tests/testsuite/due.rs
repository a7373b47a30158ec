//! What is due, and whether it would go out.

use super::site::{Outcome, Site};

const BOTH: &[(&str, &str)] = &[
    ("it", "title: Uno\nsummary: S\n---\nPrimo testo.\n\nSecondo testo.\n"),
    ("en", "title: One\nsummary: S\n---\nFirst text.\n\nSecond text.\n"),
];

fn due(site: &Site, args: &[&str]) -> Outcome {
    site.run(&[&["due"], args].concat())
}

#[track_caller]
fn says(site: &Site, args: &[&str], expected: &[&str]) {
    let outcome = due(site, args).succeeds();
    assert_eq!(outcome.stdout.lines().collect::<Vec<_>>(), expected, "{outcome}");
}

/// What comes is sorted by its time, and each thing that holds it has a line.
#[test]
fn what_comes_next() {
    let it = &BOTH[..1];
    let site = Site::new()
        .news("out", "", &[("it", "title: Fuori\nsummary: S\n---\nTesto.\n")])
        .news(
            "later",
            "embargo: 2026-03-05\n",
            &[
                ("it", "title: Dopo\nsummary: S\n---\nTesto.\n"),
                ("en", "title: Later\nsummary: S\n---\nText.\n"),
            ],
        )
        .news("ready", "embargo: 2026-03-02T18:00\n", it)
        .news("held", "embargo: 2026-03-02T12:00\nrelease: together\n", it)
        .news("unread", "release: together\n", BOTH)
        .news("draft", "embargo: 2026-03-03\ndraft: true\n", it)
        .news("old-draft", "draft: true\n", it)
        .news("amber", "embargo: 2026-03-04T09:30\ntlp: TLP:AMBER\n", it)
        .news("old-amber", "tlp: TLP:AMBER\n", it)
        .news(
            "far",
            "embargo: 2026-03-20\n",
            &[("it", "title: Lontano\nsummary: S\n---\nTesto.\n")],
        )
        .news(
            "broken",
            "embargo: 2026-03-04T10:00\n",
            &[(
                "it",
                "title: Rotta\nsummary: S\n---\n[x](@/news/far)\n\nTLP:RED\n\n[y](@/news/ready)\n",
            )],
        );
    let run = "run `bollettino";
    let expected = [
        &format!(
            "2026-01-02 00:00 news/unread HELD: en, never accepted; {run} translations accept news/unread en`"
        ),
        "12:00 news/held WOULD BE HELD: en, no edition; write `en.md` in news/held",
        "18:00 news/ready READY (it)",
        "2026-03-03 00:00 news/draft WOULD BE HELD: it is a draft; remove `draft: true` from content/news/draft/publication.yaml",
        "2026-03-04 09:30 news/amber WOULD BE HELD: it is marked TLP:AMBER; only TLP:CLEAR goes out: see content/news/amber/publication.yaml",
        &format!(
            "2026-03-04 10:00 news/broken WOULD BE HELD: 2 errors; {run} check --now 2026-03-04T10:00`"
        ),
        "2026-03-05 00:00 news/later READY (en, it)",
    ];
    says(&site, &[], &expected);
    says(&site, &["--within", "13h"], &expected[..2]);
    says(&site, &["--within", "18h"], &expected[..3]);
    says(
        &site,
        &["--within", "3w"],
        &[&expected[..], &["2026-03-20 00:00 news/far READY (it)"]].concat(),
    );
    let check = site.run(&["check", "--now", "2026-03-04T10:00"]).exits(1);
    assert!(
        check.stderr.contains("[link-hidden]") && check.stderr.contains("[tlp-marking]"),
        "{check}"
    );
    due(&site, &["--fail-on", "held"]).exits(1);
    let outcome = due(&site, &["--redact-unpublished"]).succeeds();
    assert!(!outcome.stdout.contains("news/"), "{outcome}");
    assert_eq!(outcome.stdout.matches("[unpublished]").count(), 9, "{outcome}");
}

#[test]
fn nothing_is_due() {
    let site = Site::new().news("out", "", &BOTH[..1]);
    says(&site, &["--fail-on", "held"], &["Nothing is due within 7d, and nothing is held."]);
    due(&site, &["--within", "soon"]).exits(2);
}

/// Five minutes before the hour: held, mended, ready. A text that went out together and moves later
/// is a correction, and holds nothing.
#[test]
fn stale_paragraphs_hold_a_first_release() {
    let site = Site::new().news("a", "embargo: 2026-03-02T18:00\nrelease: together\n", BOTH);
    let before = &["--now", "2026-03-02T17:55", "--fail-on", "held"];
    site.run(&["translations", "accept", "a", "en"]).succeeds();
    says(&site, before, &["18:00 news/a READY (en, it)"]);
    site.write(
        "content/news/a/it.md",
        "---\ntitle: Uno\nsummary: S\n---\nPrimo testo, mutato.\n\nSecondo testo, mutato.\n",
    );
    let outcome = due(&site, before).exits(1);
    let held = "18:00 news/a WOULD BE HELD: en, 2 stale paragraphs; \
                run `bollettino translations status news/a en`\n";
    assert_eq!(outcome.stdout, held);
    let json = due(&site, &["--now", "2026-03-02T17:55", "--format", "json"]).succeeds();
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["due"][0]["at"], "2026-03-02T18:00:00+01:00", "{json}");
    assert_eq!(json["due"][0]["ready"], false, "{json}");
    assert_eq!(json["due"][0]["obstacles"][0]["kind"], "stale", "{json}");
    site.write(
        "content/news/a/en.md",
        "---\ntitle: One\nsummary: S\n---\nFirst text, changed.\n\nSecond text, changed.\n",
    );
    site.run(&["translations", "accept", "a", "en"]).succeeds();
    says(&site, before, &["18:00 news/a READY (en, it)"]);
}

/// What is wrong with the site itself is said beside it: nothing would go out.
#[test]
fn errors_of_the_site() {
    let site = Site::new()
        .news("out", "", &[("it", "title: A\nsummary: S\n---\n[x](@/news/nowhere)\n")])
        .news("ready", "embargo: 2026-03-02T18:00\n", &BOTH[..1]);
    let outcome = due(&site, &[]).succeeds();
    assert_eq!(outcome.stdout, "18:00 news/ready READY (it)\n");
    assert!(outcome.stderr.starts_with("warning: the site has 1 error now"), "{outcome}");
}
