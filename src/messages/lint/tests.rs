//! The lint on texts that are right, and on the program's own.

use crate::config::Stage;
use crate::diagnostics::{Diagnostics, Location};
use crate::identity::{Lang, SourceId};
use crate::messages::{Layer, Messages, Resource, Uses, program_resources};

/// What is said of one message in some languages, each as `en: value`, that a template asks for.
fn said(texts: &[(&str, &str)]) -> Vec<String> {
    let mut resources = program_resources();
    for (lang, value) in texts {
        resources.push(Resource {
            layer: Layer::Site,
            lang: Lang::new(lang),
            source: SourceId::new(format!("i18n/{lang}/a.ftl")),
            text: format!("site-name = N\nsite-publisher = P\nm = {value}\n"),
        });
    }
    let languages: Vec<(Lang, Stage)> =
        texts.iter().map(|(lang, _)| (Lang::new(lang), Stage::Partial)).collect();
    let mut out = Diagnostics::new();
    let messages = Messages::load(&languages, resources, &mut out);
    let uses = Uses { words: ["m".to_owned()].into(), ..Uses::default() };
    messages.lint(&languages, &uses, &nowhere, &mut out);
    out.iter().map(|fault| format!("{}: {}", fault.code.name, fault.message)).collect()
}

fn check(lang: &str, selector: &str, keys: &str, expected: &[&str]) {
    let variants = keys.split(' ').enumerate().map(|(at, key)| match key.strip_prefix('*') {
        Some(key) => format!("\n   *[{key}] {at}"),
        None => format!("\n    [{key}] {at}"),
    });
    let value = format!("{{ {selector} ->{}\n }}", variants.collect::<String>());
    assert_eq!(said(&[(lang, &value)]), expected, "{lang}: {keys}");
}

#[test]
fn plural_forms_of_languages() {
    for lang in ["it", "en", "de", "fr", "es", "pt", "nl", "sv", "el", "hu", "fi", "et", "bg", "da"]
    {
        check(lang, "$n", "one *other", &[]);
        check(lang, "$n", "0 one *other", &[]);
        check(lang, "$n", "0 *other", &[]);
    }
    check("pl", "$n", "one few many *other", &[]);
    check("pl", "$n", "one few *many", &[]);
    check(
        "pl",
        "$n",
        "one few *other",
        &["plural-missing: `m` has no `[many]` in `pl`, the form of 0, 5, 6 …"],
    );
    check("it", "$n", "one many *other", &[]);
    check(
        "it",
        "$n",
        "one few *other",
        &["plural-unreachable: `[few]` of `m` is never chosen in `it`"],
    );
    check("cs", "$n", "one few *other", &[]);
    check("ga", "$n", "1 2 few many *other", &[]);
    check(
        "it",
        "$n",
        "many *other",
        &["plural-missing: `m` has no `[one]` in `it`, the form of 1"],
    );
    check("it", "$n", "1 many *other", &[]);
    let ordinal = "NUMBER($n, type: \"ordinal\")";
    check("en", ordinal, "one two few *other", &[]);
    check("it", ordinal, "many *other", &[]);
    check(
        "it",
        ordinal,
        "one *other",
        &[
            "plural-unreachable: `[one]` of `m` is never chosen in `it`",
            "plural-missing: `m` has no `[many]` in `it`, the form of 8, 11, 80",
        ],
    );
}

#[test]
fn a_word_is_no_plural_form() {
    check("it", "$state", "few final *other", &[]);
    check("it", "$state", "draft *final", &[]);
    check(
        "it",
        "NUMBER($n)",
        "one final *other",
        &["plural-unreachable: `[final]` of `m` is never chosen in `it`"],
    );
}

#[test]
fn choices_in_vain() {
    let repeated =
        |key: &str| format!("variant-unused: an earlier variant of `m` is chosen for `[{key}]`");
    check("it", "$n", "one one *other", &[&repeated("one")]);
    check("it", "$n", "1 one 1.0 *other", &[&repeated("1.0")]);
    let same = "variant-unused: whatever is chosen, `m` says the same in `it`";
    check("it", "$n", "*other", &[same]);
    assert_eq!(said(&[("it", "{ $n ->\n    [a] x\n   *[b] x\n }")]), [same]);
}

#[test]
fn the_union_of_variants_is_compared() {
    let one = "{ $n ->\n    [one] una cosa\n   *[other] { $n } cose\n }";
    let other = "{ $n ->\n    [one] { $n } thing\n   *[other] { $n } things\n }";
    assert_eq!(said(&[("it", one), ("en", other)]), Vec::<String>::new());
    let fewer = said(&[("it", "<b>{ $n }</b>"), ("en", "no { $m }")]);
    assert_eq!(
        fewer,
        [
            "message-variables: `m` uses `$m` in `en` and not in `it`",
            "message-variables: `m` uses `$n` in `it` and not in `en`",
            "message-markup: `m` has `<b>` in `it` and not in `en`",
        ]
    );
}

/// A term's variables are its own; those of a message that is referred to count.
#[test]
fn variables_are_followed_into_messages() {
    let by_reference = "{ inner } { -t(case: \"x\") }\n-t = { $case }\ninner = { $n }";
    assert_eq!(
        said(&[("it", by_reference), ("en", "{ $n } { inner }\ninner = { $n }")]),
        Vec::<String>::new()
    );
}

/// The program speaks neither language, but it asks for its messages in any.
#[test]
fn a_site_may_translate_the_program() {
    let texts = [("de", "x\nkind-news = Meldung"), ("fr", "x\nkind-news = Nouvelle")];
    assert_eq!(said(&texts), Vec::<String>::new());
    assert_eq!(
        said(&[("de", "x\nkind-newz = Meldung")]),
        ["message-unused: nothing asks for `kind-newz`"]
    );
}

#[test]
fn the_program_s_own_texts_have_no_fault() {
    let languages = ["it", "en"].map(|lang| (Lang::new(lang), Stage::Partial));
    let mut out = Diagnostics::new();
    let messages = Messages::load(&languages, program_resources(), &mut out);
    messages.lint(&languages, &Uses::default(), &nowhere, &mut out);
    let said: Vec<&str> = out.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(said, Vec::<&str>::new());
}

/// Where words belong that a language lacks.
fn nowhere(_: &Lang) -> Location {
    Location::whole(&SourceId::new("i18n"))
}
