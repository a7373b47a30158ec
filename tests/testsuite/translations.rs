//! What the program knows of translations: realistic histories, block by block.

use std::fs;
use std::process::Command;

use super::site::{Outcome, PDF, Site};

pub(super) const ID: &str = "news/aggiornamento";

const ITALIAN: &str = "title: Aggiornamento del prodotto
summary: Una correzione è disponibile per il prodotto.
attachments: {avviso.pdf: {title: Avviso completo}}
---

Il fornitore ha corretto CVE-2026-0001 nella versione 4.2 del prodotto.

Aggiornare entro 72 ore; chi non può farlo segua la [guida](https://example.org/guida).

## Che cosa fare

- Installare la versione corretta su ogni server esposto.
- Verificare i registri degli accessi degli ultimi giorni.
- Segnalare ogni anomalia al proprio CSIRT di riferimento.

| Prodotto | Versione |
|---|---|
| Router | 4.2 |
| Firewall | 7.1 |

![Un router con la spia accesa](router.png)

Per domande scrivere alla redazione, che risponde in giornata.
";

const ENGLISH: &str = "title: Product update
summary: A fix is available for the product.
attachments: {avviso.pdf: {title: Full notice}}
---

The vendor has fixed CVE-2026-0001 in version 4.2 of the product.

Update within 72 hours; those who cannot should follow the [guide](https://example.org/guida).

## What to do

- Install the fixed version on every exposed server.
- Check the access logs of the last few days.
- Report any anomaly to your CSIRT.

| Product | Version |
|---|---|
| Router | 4.2 |
| Firewall | 7.1 |

![A router with its light on](router.png)

For questions write to the editors, who answer within the day.
";

/// A one-pixel PNG.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";

pub(super) fn pair() -> Site {
    Site::new()
        .news("aggiornamento", "", &[("it", ITALIAN), ("en", ENGLISH)])
        .file("content/news/aggiornamento/router.png", PIXEL)
        .file("content/news/aggiornamento/avviso.pdf", PDF)
}

/// The same with every block accepted.
pub(super) fn accepted() -> Site {
    let site = pair();
    translations(&site, &["adopt", "--by", "Anna Rossi"]).succeeds();
    site
}

pub(super) fn translations(site: &Site, args: &[&str]) -> Outcome {
    site.run(&[&["translations"], args].concat())
}

/// The file of an edition.
pub(super) fn edition(lang: &str) -> String {
    format!("content/{ID}/{lang}.md")
}

pub(super) fn replace(site: &Site, lang: &str, old: &str, new: &str) {
    let text = fs::read_to_string(site.path(&edition(lang))).unwrap();
    assert!(text.contains(old), "{old}");
    site.write(&edition(lang), text.replacen(old, new, 1));
}

/// The blocks that are not current, each as its kind and state.
pub(super) fn open(site: &Site) -> Vec<String> {
    let outcome = translations(site, &["status", ID, "en", "--format", "json"]).succeeds();
    let page: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    let blocks = page["blocks"].as_array().unwrap();
    let text = |block: &serde_json::Value, key: &str| block[key].as_str().unwrap().to_owned();
    blocks
        .iter()
        .filter(|block| block["state"] != "current")
        .map(|block| format!("{} {}", text(block, "kind"), text(block, "state")))
        .collect()
}

/// Each edit of the original, and what is no longer current after it.
const EDITS: &[(&str, &str, &str, &[&str])] = &[
    ("typing error", "alla redazione", "alla  redazzione", &["paragraph stale"]),
    ("line breaks only", "alla redazione", "alla\nredazione", &[]),
    ("emphasis only", "alla redazione", "alla **redazione**", &[]),
    ("added negation", "Installare la", "Non installare la", &["item stale"]),
    (
        "moved paragraph",
        "Aggiornare entro 72 ore; chi non può farlo segua la [guida](https://example.org/guida).\n\n## Che cosa fare\n",
        "## Che cosa fare\n\nAggiornare entro 72 ore; chi non può farlo segua la [guida](https://example.org/guida).\n",
        &[],
    ),
    (
        "split paragraph",
        "72 ore; chi non può farlo segua",
        "72 ore.\n\nChi non può farlo segua",
        &["paragraph missing", "paragraph stale"],
    ),
    (
        "merged paragraphs",
        "del prodotto.\n\nAggiornare",
        "del prodotto. Aggiornare",
        &["paragraph obsolete", "paragraph stale"],
    ),
    ("new heading", "\nPer domande", "\n## Contatti\n\nPer domande", &["heading 2 missing"]),
    (
        "changed link only",
        "(https://example.org/guida)",
        "(https://example.org/manuale)",
        &["paragraph codes-only"],
    ),
    (
        "deleted item",
        "- Verificare i registri degli accessi degli ultimi giorni.\n",
        "",
        &["item obsolete"],
    ),
    ("table row", "| Router | 4.2 |", "| Router di bordo | 4.2 |", &["row stale"]),
    (
        "new table row",
        "| Firewall | 7.1 |",
        "| Firewall | 7.1 |\n| Sonda | 2.0 |",
        &["row missing"],
    ),
    ("title", "title: Aggiornamento del prodotto", "title: Avviso urgente", &["title stale"]),
    ("alternative text", "![Un router con", "![Un apparato con", &["alternative stale"]),
    (
        "attachment title",
        "{title: Avviso completo}",
        "{title: Avviso}",
        &["attachment avviso.pdf stale"],
    ),
    ("heading", "## Che cosa fare", "## Da fare subito", &["heading 2 stale"]),
    (
        "change note",
        "---\n\nIl fornitore",
        "changes: [{date: 2026-01-20, kind: minor, text: Corretto un refuso}]\n---\n\nIl fornitore",
        &["change 2026-01-20 missing"],
    ),
];

#[test]
fn an_edit_of_the_original_is_seen_where_it_is_and_nowhere_else() {
    assert_eq!(open(&accepted()), [""; 0]);
    for (name, old, new, expected) in EDITS {
        let site = accepted();
        replace(&site, "it", old, new);
        assert_eq!(open(&site), *expected, "{name}");
    }
}

#[test]
fn an_edit_of_the_translation_is_seen_too() {
    for (name, old, new, expected) in [
        ("touched", "who answer within", "who reply within", &["paragraph edited"][..]),
        ("deleted", "- Check the access logs of the last few days.\n", "", &["item missing"]),
        ("added", "\nFor questions", "\nOne more.\n\nFor questions", &["paragraph obsolete"]),
    ] {
        let site = accepted();
        replace(&site, "en", old, new);
        assert_eq!(open(&site), expected, "{name}");
    }
}

#[test]
fn what_was_never_accepted_is_unreviewed_or_missing() {
    let site = pair();
    replace(&site, "en", "- Check the access logs of the last few days.\n", "");
    let open = open(&site);
    assert_eq!(open.iter().filter(|block| *block == "item missing").count(), 1, "{open:?}");
    assert!(open.iter().all(|b| b.ends_with(" unreviewed") || b == "item missing"), "{open:?}");
}

#[test]
fn a_renamed_folder_changes_nothing() {
    let site = accepted();
    fs::rename(site.path("content/news/aggiornamento"), site.path("content/news/altro")).unwrap();
    let outcome = translations(&site, &["status", "--fail-on", "stale,missing,unreviewed"]);
    outcome.succeeds();
}

#[test]
fn acceptance_is_refused_where_the_original_moved_and_the_translation_did_not() {
    let site = accepted();
    replace(&site, "it", "entro 72 ore", "entro 24 ore");
    let ledger = format!("content/{ID}/en.ledger");
    let before = fs::read_to_string(site.path(&ledger)).unwrap();
    let outcome = translations(&site, &["accept", ID, "en"]).exits(1);
    assert!(outcome.stderr.contains("the translation has not"), "{outcome}");
    assert_eq!(before, fs::read_to_string(site.path(&ledger)).unwrap(), "nothing was accepted");
    let unchanged = ["accept", ID, "en", "--unchanged", "for Italy only"];
    let outcome = translations(&site, &unchanged).exits(1);
    assert!(outcome.stderr.contains("[parity-number]"), "{outcome}");
    let despite = ["--despite", "parity-number", "another deadline there"];
    translations(&site, &[&unchanged[..], &despite[..]].concat()).succeeds();
    assert_eq!(open(&site), [""; 0]);
    let after = fs::read_to_string(site.path(&ledger)).unwrap();
    assert!(after.contains("  unchanged for Italy only\n"), "{after}");
    assert!(after.contains("  despite parity-number another deadline there\n"), "{after}");
    site.run(&["check"]).succeeds().says_nothing();
}

#[test]
fn one_block_is_accepted_alone() {
    let site = accepted();
    replace(&site, "it", "entro 72 ore", "entro 24 ore");
    replace(&site, "it", "alla redazione", "a noi");
    replace(&site, "en", "within 72 hours", "within 24 hours");
    replace(&site, "en", "to the editors", "to us");
    assert_eq!(open(&site), ["paragraph stale", "paragraph stale"]);
    translations(&site, &["accept", ID, "en", "--block", "5"]).succeeds();
    assert_eq!(open(&site), ["paragraph stale"]);
    translations(&site, &["accept", ID, "en", "--block", "99"]).exits(2);
}

#[test]
fn what_a_machine_translated_and_what_differs_on_purpose_is_said() {
    let site = accepted();
    translations(&site, &["accept", ID, "en", "--block", "4", "--as", "machine"]).succeeds();
    translations(&site, &["accept", ID, "en", "--block", "5", "--as", "forked"]).succeeds();
    assert_eq!(open(&site), ["paragraph machine", "paragraph forked"]);
    let page =
        String::from_utf8(site.build()["en/news/product-update/index.html"].clone()).unwrap();
    assert!(page.contains("translated by a machine"), "{page}");
    translations(&site, &["status", "--fail-on", "stale,missing"]).succeeds();
    translations(&site, &["status", "--fail-on", "unreviewed"]).exits(1);
}

#[test]
fn two_people_accept_different_blocks_and_git_merges_them() {
    let ledger = format!("content/{ID}/en.ledger");
    let accept = |edits: &[(&str, &str, &str)], block: &str| {
        let site = accepted();
        replace(&site, "it", "entro 72 ore", "entro 24 ore");
        replace(&site, "it", "alla redazione", "a noi");
        for (lang, old, new) in edits {
            replace(&site, lang, old, new);
        }
        translations(&site, &["accept", ID, "en", "--block", block]).succeeds();
        fs::read_to_string(site.path(&ledger)).unwrap()
    };
    let ours = accept(&[("en", "within 72 hours", "within 24 hours")], "5");
    let theirs = accept(&[("en", "to the editors", "to us")], "15");
    let base = fs::read_to_string(accepted().path(&ledger)).unwrap();
    let files = Site::empty().file("ours", &ours).file("base", base).file("theirs", &theirs);
    let names = ["ours", "base", "theirs"].map(|name| files.path(name));
    let merged = Command::new("git").arg("merge-file").arg("-p").args(names).output().unwrap();
    assert!(merged.status.success(), "the merge has conflicts");
    let merged = String::from_utf8(merged.stdout).unwrap();
    assert!(merged.contains("24 ore") && merged.contains("a noi"), "{merged}");
}

/// What a ledger may look like after a bad day.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    ("a merge's markers", "title #", "<<<<<<< HEAD\ntitle #", "error ledger-conflict"),
    ("a kind", "heading 2 #", "headline 2 #", "error ledger-broken"),
    (
        "two originals under one head",
        "  original Aggiornamento",
        "  original Altro\n  original Aggiornamento",
        "error ledger-broken",
    ),
    ("a fingerprint", " current 2026", "x current 2026", "error ledger-broken"),
    ("a day", "current 2026-03-02", "current 2026-13-02", "error ledger-broken"),
    ("a line", "  original Aggiornamento", "  orignal Aggiornamento", "error ledger-broken"),
    ("the first line", "ledger 1 it en", "ledger 9", "error ledger-broken"),
    ("another language", "ledger 1 it en", "ledger 1 it de", "error ledger-foreign"),
];

#[test]
fn a_broken_ledger_is_an_error_and_is_never_written_over() {
    let path = format!("content/{ID}/en.ledger");
    for (name, old, new, code) in BROKEN {
        let site = accepted();
        let sound = fs::read_to_string(site.path(&path)).unwrap();
        let broken = sound.replacen(old, new, 1);
        assert_ne!(sound, broken, "{name}");
        site.write(&path, &broken);
        let outcome = site.run(&["check"]).exits(1);
        assert!(outcome.codes().contains(&(*code).to_owned()), "{name}: {outcome}");
        translations(&site, &["accept", ID, "en"]).exits(1);
        assert_eq!(fs::read_to_string(site.path(&path)).unwrap(), broken, "{name}");
    }
}

#[test]
fn a_ledger_of_another_text_is_told_from_one_that_is_behind() {
    let site = accepted();
    let text = "title: Altro\nsummary: Tutt'altra cosa.\n---\n\nNiente di simile.\n";
    let site = site.news("altro", "", &[("it", text), ("en", text)]);
    fs::copy(
        site.path(&format!("content/{ID}/en.ledger")),
        site.path("content/news/altro/en.ledger"),
    )
    .unwrap();
    let outcome = site.run(&["check"]).exits(1);
    assert!(outcome.codes().contains(&"error ledger-foreign".to_owned()), "{outcome}");
}

#[test]
fn a_ledger_without_its_edition_is_said() {
    let site = accepted();
    fs::rename(site.path(&edition("en")), site.path("content/en.md")).unwrap();
    fs::remove_file(site.path("content/en.md")).unwrap();
    let outcome = site.run(&["check"]).exits(1);
    assert_eq!(outcome.codes(), ["error stray-file"], "{outcome}");
}

/// From publication to correction to catching up, as readers see it.
#[test]
fn a_correction_goes_out_at_once_and_the_translation_bears_a_stamp() {
    let site = Site::new().news(
        "aggiornamento",
        "release: together\n",
        &[(
            "it",
            ITALIAN.replace("attachments: {avviso.pdf: {title: Avviso completo}}\n", "").as_str(),
        )],
    );
    site.write("content/news/aggiornamento/router.png", PIXEL);
    let held = |site: &Site| site.run(&["build"]).succeeds().codes();
    assert_eq!(held(&site), ["warning release-held"], "an edition is missing");
    let english = ENGLISH.replace("attachments: {avviso.pdf: {title: Full notice}}\n", "");
    site.write(&edition("en"), format!("---\n{english}"));
    assert_eq!(held(&site), ["warning release-held"], "it was never accepted");
    translations(&site, &["accept", ID, "en", "--by", "Anna Rossi", "--now", "2026-01-02"])
        .succeeds();
    let page =
        |site: &Site, path: &str| String::from_utf8(site.tree("public")[path].clone()).unwrap();
    site.run(&["build"]).succeeds().says_nothing();
    assert!(!page(&site, "en/news/product-update/index.html").contains("Translated from"));

    replace(&site, "it", "entro 72 ore", "entro 24 ore");
    let outcome = site.run(&["build"]).succeeds();
    assert_eq!(outcome.codes(), ["warning translation-stale"], "{outcome}");
    let italian = page(&site, "it/notizie/aggiornamento-del-prodotto/index.html");
    assert!(italian.contains("entro 24 ore"), "the correction is out");
    assert!(italian.contains("<p><span id=\"_block-3\"></span>Aggiornare"), "{italian}");
    let english = page(&site, "en/news/product-update/index.html");
    assert!(
        english.contains(
            "Translated from the version of 2 January 2026; 1 paragraph has changed since."
        ),
        "{english}"
    );
    let link = "<span class=\"behind\"><a href=\"/it/notizie/aggiornamento-del-prodotto/#_block-3\" hreflang=\"it\">";
    assert!(
        english.contains(&format!("<p>{link}Changed in the original</a></span> Update")),
        "{english}"
    );

    replace(&site, "en", "within 72 hours", "within 24 hours");
    translations(&site, &["accept", ID, "en", "--now", "2026-01-05"]).succeeds();
    site.run(&["build"]).succeeds().says_nothing();
    assert!(!page(&site, "en/news/product-update/index.html").contains("behind"));
}

#[test]
fn a_critical_callout_that_is_stale_is_not_shown() {
    let callout = |text: &str| {
        format!(
            "title: Chiave\nsummary: La chiave è cambiata.\n---\n\n```callout\ncritical: true\ntext: |\n  {text}\n```\n"
        )
    };
    let site = Site::new().news(
        "chiave",
        "",
        &[("it", &callout("La chiave è A1.")), ("en", &callout("The key is A1."))],
    );
    translations(&site, &["adopt"]).succeeds();
    site.write("content/news/chiave/it.md", format!("---\n{}", callout("La chiave è B2.")));
    let outcome = site.run(&["build"]).succeeds();
    assert_eq!(outcome.codes(), ["warning translation-stale", "warning translation-critical"]);
    let tree = site.tree("public");
    let english = tree.iter().find(|(path, _)| path.starts_with("en/news/chiave/")).unwrap().1;
    let english = String::from_utf8_lossy(english);
    assert!(!english.contains("A1"), "{english}");
    assert!(english.contains("Read it in the original"), "{english}");
}

#[test]
fn changed_codes_and_links_are_carried_over() {
    let site = accepted();
    replace(&site, "it", "(https://example.org/guida)", "(https://example.org/manuale)");
    assert_eq!(open(&site), ["paragraph codes-only"]);
    translations(&site, &["propagate", ID]).succeeds();
    assert_eq!(open(&site), [""; 0]);
    let english = fs::read_to_string(site.path(&edition("en"))).unwrap();
    assert!(english.contains("the [guide](https://example.org/manuale)."), "{english}");
    let outcome = translations(&site, &["propagate", ID]).succeeds();
    assert!(outcome.stdout.contains("nothing to carry over"), "{outcome}");
}

#[test]
fn a_code_that_the_translation_lacks_is_not_carried_over() {
    let site = pair();
    replace(&site, "en", "[guide](https://example.org/guida)", "guide");
    translations(&site, &["adopt"]).succeeds();
    let before = fs::read_to_string(site.path(&edition("en"))).unwrap();
    replace(&site, "it", "(https://example.org/guida)", "(https://example.org/manuale)");
    let outcome = translations(&site, &["propagate", ID]).exits(1);
    assert!(outcome.stderr.contains("does not have `https://example.org/guida`"), "{outcome}");
    assert_eq!(before, fs::read_to_string(site.path(&edition("en"))).unwrap());
}

#[test]
fn the_sample_site_is_accepted_as_it_is() {
    let project = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = Site::empty();
    let root = project.to_str().unwrap();
    let status = ["translations", "status", "--site", root, "--fail-on", "stale,unreviewed"];
    site.run(&status).succeeds().says_nothing();
}

#[test]
fn nothing_is_carried_over_into_a_text_that_was_edited() {
    let site = accepted();
    replace(&site, "en", "The vendor has fixed", "The vendor has NOT fixed");
    replace(&site, "it", "CVE-2026-0001", "CVE-2026-0002");
    let outcome = translations(&site, &["propagate", ID]).exits(1);
    assert!(outcome.stderr.contains("was edited since it was accepted"), "{outcome}");
    assert_eq!(open(&site), ["paragraph codes-only"]);
}

/// A typing fix in the translation does not make a rewritten original pass for a new one.
#[test]
fn what_is_rewritten_is_stale_though_the_translation_was_touched() {
    let site = accepted();
    replace(
        &site,
        "it",
        "Il fornitore ha corretto CVE-2026-0001 nella versione 4.2 del prodotto.",
        "Spegnere tutto e attendere.",
    );
    replace(
        &site,
        "it",
        "Aggiornare entro 72 ore; chi non può farlo segua la [guida](https://example.org/guida).",
        "Chiamare subito il numero verde gratuito.",
    );
    replace(&site, "en", "The vendor has fixed", "The vendor fixed");
    replace(&site, "en", "Update within", "Please update within");
    assert_eq!(open(&site), ["paragraph stale", "paragraph stale"]);
    translations(&site, &["status", "--fail-on", "stale"]).exits(1);
}

#[test]
fn another_order_is_said() {
    let site = accepted();
    let (first, third) = (
        "- Installare la versione corretta su ogni server esposto.\n",
        "- Segnalare ogni anomalia al proprio CSIRT di riferimento.\n",
    );
    replace(&site, "it", first, "");
    replace(&site, "it", third, &format!("{third}{first}"));
    assert_eq!(open(&site), [""; 0]);
    assert_eq!(site.run(&["check"]).succeeds().codes(), ["warning translation-order"]);
}

/// Headings that repeat are told apart by what stands around them.
#[test]
fn a_section_that_is_gone_on_both_sides_leaves_the_others_as_they_are() {
    let text = |words: [&str; 6]| {
        let [a, b, c, d, e, f] = words;
        format!("title: T\nsummary: S\n---\n\n## {a}\n\n{b}\n\n## {c}\n\n{d}\n\n## {e}\n\n{f}\n")
    };
    let italian = [
        "Descrizione",
        "Uno di alfa.",
        "Descrizione",
        "Due di beta.",
        "Descrizione",
        "Tre di gamma.",
    ];
    let english = [
        "Overview",
        "One of alpha.",
        "Description",
        "Two of beta.",
        "Description",
        "Three of gamma.",
    ];
    let site =
        Site::new().news("aggiornamento", "", &[("it", &text(italian)), ("en", &text(english))]);
    translations(&site, &["adopt"]).succeeds();
    replace(&site, "it", "## Descrizione\n\nUno di alfa.\n\n", "");
    replace(&site, "en", "## Overview\n\nOne of alpha.\n\n", "");
    assert_eq!(open(&site), [""; 0]);
}

#[test]
fn a_name_with_a_line_break_stays_on_its_line() {
    let site = pair();
    translations(&site, &["adopt", "--by", "Anna\nRossi"]).succeeds();
    assert_eq!(open(&site), [""; 0]);
    translations(&site, &["accept", ID, "en", "--unchanged", "  "]).exits(2);
    translations(&site, &["accept", ID, "en", "--as", "forked"]).exits(2);
}

#[test]
fn nobody_loses_a_block_to_another_who_accepts_at_the_same_time() {
    let site = pair();
    let accept = |block: usize| {
        let number = block.to_string();
        let args = ["translations", "accept", ID, "en", "--block", &number, "--now", "2026-03-02"];
        let mut command = Command::new(env!("CARGO_BIN_EXE_bollettino"));
        command.current_dir(site.path("")).args(args).stdout(std::process::Stdio::null());
        command.spawn().unwrap()
    };
    let running: Vec<_> = (1..=8).map(accept).collect();
    for mut child in running {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(open(&site).iter().filter(|block| block.ends_with("unreviewed")).count(), 7);
}

/// The first block of a component and its title start at one place: one anchor serves both.
#[test]
fn every_link_to_the_original_finds_its_paragraph() {
    let text = |title: &str, words: &str| {
        format!(
            "title: T\nsummary: S\n---\n\n```callout\ntitle: {title}\ntext: |\n  {words}\n```\n"
        )
    };
    let site = Site::new().news(
        "aggiornamento",
        "",
        &[
            ("it", &text("Avviso", "Il testo del riquadro.")),
            ("en", &text("Notice", "The box's text.")),
        ],
    );
    translations(&site, &["adopt"]).succeeds();
    replace(&site, "it", "title: Avviso", "title: Avviso grave");
    replace(
        &site,
        "it",
        "Il testo del riquadro.",
        "Il nuovo testo del riquadro.\n\n  Un altro paragrafo.",
    );
    site.run(&["build"]).succeeds();
    let tree = site.tree("public");
    let page = |start: &str| {
        let found = tree.iter().find(|(path, _)| path.starts_with(start)).unwrap();
        String::from_utf8_lossy(found.1).into_owned()
    };
    let (italian, english) = (page("it/notizie/t/"), page("en/news/t/"));
    let links: Vec<&str> =
        english.split("#_block-").skip(1).map(|s| s.split('"').next().unwrap()).collect();
    assert!(!links.is_empty());
    for number in links {
        assert!(italian.contains(&format!("id=\"_block-{number}\"")), "{number}: {italian}");
    }
    assert!(english.contains("Un altro paragrafo."), "its first words name it: {english}");
}

/// The sanitiser that raw HTML passes through leaves the notes and what they lead to.
#[test]
fn raw_html_is_compared_and_marked() {
    let text = |html: &str, words: &str| {
        format!("title: T\nsummary: S\n---\n\n{words}\n\n<p class=\"x\">{html}</p>\n")
    };
    let editions = [
        ("it", text("Cambiare entro domani.", "Uno.")),
        ("en", text("Change by tomorrow.", "One.")),
    ];
    let editions = editions.each_ref().map(|(lang, text)| (*lang, text.as_str()));
    let site = Site::new().news("aggiornamento", "", &editions);
    translations(&site, &["adopt"]).succeeds();
    replace(&site, "it", "entro domani", "entro oggi");
    replace(&site, "it", "Uno.", "Uno e mezzo.");
    assert_eq!(open(&site), ["paragraph stale", "paragraph stale"]);
    site.run(&["build"]).succeeds();
    let tree = site.tree("public");
    let page = |path: &str| String::from_utf8_lossy(&tree[path]).into_owned();
    let (italian, english) = (page("it/notizie/t/index.html"), page("en/news/t/index.html"));
    for number in [2, 3] {
        assert!(italian.contains(&format!("id=\"_block-{number}\"")), "{italian}");
        assert!(english.contains(&format!("#_block-{number}\" hreflang=\"it\"")), "{english}");
    }
}
