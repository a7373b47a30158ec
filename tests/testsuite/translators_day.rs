//! A translator's day, command by command, from a site that nobody has looked at to one that is up
//! to date, with what comes in between.

use std::fs;

use super::site::{Outcome, Site};
use super::translations::{ID, accepted, edition, open, pair, replace, translations};

/// The values of `--fail-on` that a site does not pass.
fn fails_on(site: &Site) -> Vec<&'static str> {
    let fails = |what: &&str| {
        let outcome = translations(site, &["status", "--fail-on", what]);
        let one = translations(site, &["status", ID, "en", "--fail-on", what]);
        // Block by block there is nothing to show of an edition that does not exist.
        assert!(one.code == outcome.code || one.code == Some(2), "{what}: {one}");
        match outcome.code {
            Some(0) => false,
            Some(1) => true,
            _ => panic!("{outcome}"),
        }
    };
    ["stale", "missing", "unreviewed"].into_iter().filter(fails).collect()
}

#[test]
fn what_a_pipeline_may_fail_on() {
    assert_eq!(fails_on(&accepted()), [""; 0]);
    assert_eq!(fails_on(&pair()), ["unreviewed"]);
    for (lang, old, new, expected) in [
        ("it", "72 ore", "24 ore", &["stale"][..]),
        ("it", "org/guida", "org/manuale", &["stale"]),
        ("it", "\n## Che", "\nAltro testo ancora.\n\n## Che", &["missing"]),
        ("it", "- Segnalare ogni anomalia al proprio CSIRT di riferimento.\n", "", &["stale"]),
        ("en", "- Report any anomaly to your CSIRT.\n", "", &["missing"]),
        ("en", "within the day", "the same day", &["unreviewed"]),
    ] {
        let site = accepted();
        replace(&site, lang, old, new);
        assert_eq!(fails_on(&site), expected, "{new}");
    }
    let site = accepted();
    fs::remove_file(site.path(&edition("en"))).unwrap();
    fs::remove_file(site.path(&format!("content/{ID}/en.ledger"))).unwrap();
    assert_eq!(fails_on(&site), ["missing"]);
    let both = ["status", "--fail-on", "stale,unreviewed", "--fail-on", "missing"];
    translations(&site, &both).exits(1);
    translations(&site, &["status", "--fail-on", "late"]).exits(2);
}

#[test]
fn an_edition_that_does_not_exist_has_its_row() {
    let site = pair();
    fs::remove_file(site.path(&edition("en"))).unwrap();
    let table = translations(&site, &["status"]).succeeds().says_nothing().stdout;
    let row = table.lines().nth(1).unwrap_or_default();
    let cells: Vec<&str> = row.split("  ").filter(|cell| !cell.is_empty()).map(str::trim).collect();
    assert_eq!(cells, [ID, "en (no edition)", "15 (81)", "0 %"], "{table}");
    assert!(table.contains("0 of 1 translations are accepted"), "{table}");
    let json = translations(&site, &["status", "--format", "json"]).succeeds().stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let row = &json["translations"][0];
    assert_eq!(row["exists"], false, "{json}");
    assert_eq!((&row["publication"], &row["language"]), (&ID.into(), &"en".into()), "{json}");
    assert_eq!(row["blocks"]["missing"], 15, "{json}");
    assert_eq!((&row["words"]["missing"], &row["percent"]), (&81.into(), &0.into()), "{json}");
    assert_eq!(json["languages"][0]["blocks"], row["blocks"], "{json}");
    for command in ["status", "accept"] {
        let outcome = translations(&site, &[command, ID, "en"]).exits(2);
        assert!(outcome.stderr.contains("start `content/news/aggiornamento/en.md`"), "{outcome}");
    }
}

#[test]
fn adopting_leaves_out_what_differs_and_says_so() {
    let site = pair();
    replace(&site, "en", "within 72 hours", "within 24 hours");
    replace(&site, "en", "CVE-2026-0001", "CVE-2026-0010");
    site.write("content/news/rotta/publication.yaml", "date: 2026-13-02\n");
    site.write("content/news/rotta/it.md", "---\ntitle: Rotta\nsummary: S\n---\nTesto.\n");
    let outcome = translations(&site, &["adopt"]).exits(1);
    assert_eq!(outcome.codes(), ["error bad-date"], "{outcome}");
    let said = "news/aggiornamento en: 13 blocks accepted, 2 left to review\n  \
                block 4: the original has the CVE id `CVE-2026-0001`, the translation the CVE id \
                `CVE-2026-0010` [parity-identifier]: correct it, or say `--despite CHECK WHY`\n  \
                block 5: the original has the number `72`, the translation the number `24` \
                [parity-number]: correct it, or say `--despite CHECK WHY`\n";
    assert_eq!(outcome.stdout, said);
    assert_eq!(open(&site), ["paragraph unreviewed", "paragraph unreviewed"]);
    fs::remove_dir_all(site.path("content/news/rotta")).unwrap();
    let outcome = site.run(&["check"]).succeeds();
    assert_eq!(outcome.codes(), ["warning parity-unreviewed"], "{outcome}");
    replace(&site, "en", "CVE-2026-0010", "CVE-2026-0001");
    replace(&site, "en", "within 24 hours", "within 72 hours");
    translations(&site, &["accept", ID, "en"]).succeeds();
    assert_eq!(open(&site), [""; 0]);
}

#[test]
fn what_is_excused_is_excused_until_either_text_moves() {
    let site = accepted();
    replace(&site, "en", "within 72 hours", "within 96 hours");
    let refused = translations(&site, &["accept", ID, "en"]).exits(1);
    assert!(refused.stderr.contains("[parity-number]"), "{refused}");
    let misspelt = ["accept", ID, "en", "--despite", "parity-nubmer", "another law"];
    let refused = translations(&site, &misspelt).exits(2);
    assert!(refused.stderr.contains("did you mean `parity-number`?"), "{refused}");
    let despite = ["--despite", "parity-number", "another law"];
    translations(&site, &[&["accept", ID, "en"][..], &despite].concat()).succeeds();
    site.run(&["check"]).succeeds().says_nothing();
    // A word of the translation changes: the excuse was of the text before.
    replace(&site, "en", "within 96 hours", "within 9999 hours");
    assert_eq!(site.run(&["check"]).exits(1).codes(), ["error parity-number"]);
    translations(&site, &["accept", ID, "en"]).exits(1);
    replace(&site, "en", "within 9999 hours", "within 96 hours");
    site.run(&["check"]).succeeds().says_nothing();
    // The original moves, and the translation follows: the excuse was of the text before.
    replace(&site, "it", "Aggiornare entro", "Si aggiorni entro");
    assert_eq!(site.run(&["check"]).succeeds().codes(), ["warning translation-stale"]);
    replace(&site, "en", "Update within", "Please update within");
    let refused = translations(&site, &["accept", ID, "en"]).exits(1);
    assert!(refused.stderr.contains("[parity-number]"), "{refused}");
    replace(&site, "en", "within 96 hours", "within 72 hours");
    translations(&site, &["accept", ID, "en"]).succeeds();
    let ledger = fs::read_to_string(site.path(&format!("content/{ID}/en.ledger"))).unwrap();
    assert!(!ledger.contains("despite"), "{ledger}");
}

const GLOSSARY: &str = "- concept: product
  definition: {it: Ciò che si vende., en: What is sold.}
  terms:
    it: [{term: prodotto}]
    en: [{term: product}, {term: gadget, status: forbidden}]
";

#[test]
fn a_site_denies_and_allows_checks() {
    let site = accepted().file("i18n/glossary.yaml", GLOSSARY);
    let policy = |policy: &str| {
        let yaml = "base_url: https://example.org\nlanguages: [it, en]\n";
        site.write("site.yaml", format!("{yaml}{policy}"));
    };
    replace(&site, "en", "(https://example.org/guida)", "(https://example.org/guide)");
    replace(&site, "en", "version 4.2 of the product", "version 4.2");
    let codes = |outcome: Outcome| outcome.codes();
    let both = ["warning term-missing", "warning parity-address"];
    assert_eq!(codes(site.run(&["check"]).succeeds()), both);
    policy("policies: {deny: [parity-address], allow: [term-missing]}\n");
    assert_eq!(codes(site.run(&["check"]).exits(1)), ["error parity-address"]);
    // What the site denies is not vouched for without a word either; what it allows is nobody's
    // business.
    let refused = translations(&site, &["accept", ID, "en"]).exits(1);
    assert!(refused.stderr.contains("[parity-address]"), "{refused}");
    assert!(!refused.stderr.contains("term-missing"), "{refused}");
    let despite = ["accept", ID, "en", "--despite", "parity-address", "the English guide"];
    translations(&site, &despite).succeeds();
    site.run(&["check"]).succeeds().says_nothing();
    // An error of translations can be allowed as well: a site may print other figures on purpose.
    replace(&site, "en", "within 72 hours", "within 96 hours");
    assert!(codes(site.run(&["check"]).exits(1)).contains(&"error parity-number".to_owned()));
    policy("policies: {allow: [parity-number, parity-address, term-missing]}\n");
    site.run(&["check"]).succeeds().says_nothing();
    replace(&site, "en", "within 96 hours", "within 72 hours");
    // A forbidden term is seen in every state, and excused as any other fault.
    policy("policies: {deny: [term-forbidden], allow: [term-missing]}\n");
    replace(&site, "en", "with its light on", "with its light on, a gadget");
    assert_eq!(codes(site.run(&["check"]).exits(1)), ["error term-forbidden"]);
    translations(&site, &["accept", ID, "en"]).exits(1);
    translations(&site, &["accept", ID, "en", "--despite", "term-forbidden", "a joke"]).succeeds();
    site.run(&["check"]).succeeds().says_nothing();
}

/// Files as another editor saves them say the same.
#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    let site = accepted();
    for file in [edition("it"), edition("en"), format!("content/{ID}/en.ledger")] {
        let text = fs::read_to_string(site.path(&file)).unwrap();
        site.write(&file, format!("\u{feff}{}", text.replace('\n', "\r\n")));
    }
    assert_eq!(open(&site), [""; 0]);
    site.run(&["check"]).succeeds().says_nothing();
    // The place of a fault is the same too.
    replace(&site, "en", "within 72 hours", "within 24 hours");
    let outcome = site.run(&["check"]).exits(1);
    assert!(outcome.stderr.contains(&format!("--> {}:9:15\n", edition("en"))), "{outcome}");
    assert!(outcome.stderr.contains("|               ^^\n"), "{outcome}");
    replace(&site, "en", "within 24 hours", "within 72 hours");
    replace(&site, "it", "(https://example.org/guida)", "(https://example.org/manuale)");
    translations(&site, &["propagate", ID]).succeeds();
    assert_eq!(open(&site), [""; 0]);
    let english = fs::read_to_string(site.path(&edition("en"))).unwrap();
    assert!(english.contains("the [guide](https://example.org/manuale).\r\n"), "{english}");
    assert!(english.starts_with("\u{feff}---\r\n"), "{english}");
}

#[test]
fn a_publication_is_renamed_while_its_translation_is_stale() {
    let site = accepted();
    replace(&site, "it", "72 ore", "24 ore");
    let before = open(&site);
    assert_eq!(before, ["paragraph stale"]);
    fs::rename(site.path("content/news/aggiornamento"), site.path("content/news/altro")).unwrap();
    let json = translations(&site, &["status", "altro", "en", "--format", "json"]).succeeds();
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    let stale: Vec<&serde_json::Value> =
        json["blocks"].as_array().unwrap().iter().filter(|b| b["state"] != "current").collect();
    assert_eq!(stale.len(), 1, "{json}");
    assert_eq!((&stale[0]["state"], &stale[0]["by"]), (&"stale".into(), &"Anna Rossi".into()));
    assert!(stale[0]["original_when_accepted"].as_str().unwrap().contains("72 ore"), "{json}");
    let outcome = site.run(&["check"]).succeeds();
    assert_eq!(outcome.codes(), ["warning translation-stale"], "{outcome}");
    assert!(outcome.stderr.contains("translations status news/altro en`"), "{outcome}");
}

#[test]
fn a_withdrawn_edition_is_held_against_nothing() {
    for (lang, said) in [("en", "the edition `en` of"), ("it", "the original of")] {
        let site = accepted();
        replace(&site, lang, "attachments:", "withdrawn: Conteneva un errore.\nattachments:");
        replace(&site, "en", "within 72 hours", "within 24 hours");
        site.run(&["check"]).succeeds().says_nothing();
        site.build();
        assert_eq!(fails_on(&site), [""; 0]);
        let outcome = translations(&site, &["accept", ID, "en"]).exits(2);
        assert!(outcome.stderr.contains(said), "{outcome}");
        assert!(outcome.stderr.contains("withdrawn"), "{outcome}");
        translations(&site, &["adopt"]).succeeds();
    }
}
