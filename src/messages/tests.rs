//! The module as its users see it: texts in, words and diagnostics out.

use jiff::civil::{date, time};

use super::*;
use crate::identity::SourceId;

fn resource(layer: Layer, lang: &str, source: &str, text: &str) -> Resource {
    Resource { layer, lang: Lang::new(lang), source: SourceId::new(source), text: text.to_owned() }
}

fn site(lang: &str, text: &str) -> Resource {
    resource(Layer::Site, lang, &format!("i18n/{lang}/a.ftl"), text)
}

fn load(languages: &[(&str, Stage)], resources: Vec<Resource>) -> (Messages, Vec<String>) {
    let languages: Vec<_> = languages.iter().map(|(l, stage)| (Lang::new(l), *stage)).collect();
    let mut out = Diagnostics::new();
    let messages = Messages::load(&languages, resources, &mut out);
    let said = out.iter().map(|d| {
        let at = d.location.as_ref().map(|l| format!("{} {:?}", l.source, l.spot));
        let help = d.help.as_deref().unwrap_or("-");
        format!("{} | {} | {} | {help}", d.code.name, at.unwrap_or_default(), d.message)
    });
    (messages, said.collect())
}

/// A language with the program's texts and those of a site.
fn translator(lang: &str, text: &str) -> Translator {
    let mut resources = program_resources();
    resources.push(site(lang, text));
    let (messages, said) = load(&[(lang, Stage::Full)], resources);
    assert_eq!(said, Vec::<String>::new());
    messages.translator(&Lang::new(lang)).clone()
}

fn resolved(result: Result<String, MessageError>) -> String {
    match result {
        Ok(text) => text,
        Err(MessageError::Failed { reason, .. }) => format!("failed: {reason}"),
        Err(other) => format!("error: {other}"),
    }
}

/// Resolves the value of `m = …` with a few arguments.
fn check(lang: &str, value: &str, expected: &str) {
    let translator = translator(lang, &format!("-agency = ACN\n    .kind = body\nm = {value}"));
    let args = [
        ("n", Argument::Integer(1276)),
        ("one", Argument::Integer(1)),
        ("x", Argument::Decimal(12.3456)),
        ("year", Argument::Year(2025)),
        ("day", Argument::Date(date(2026, 2, 1))),
        ("t", Argument::Text("<b> & \"c\"")),
    ];
    assert_eq!(resolved(translator.text("m", &args)), expected, "{value}");
}

#[test]
fn values_are_written_in_the_language() {
    check("it", "{ $n } { $x } { $year }", "1.276 12,346 2025");
    check("en", "{ $n } { $x } { $year }", "1,276 12.346 2025");
    check("it", "{ $day }", "1º febbraio 2026");
    check("en", "{ $day }", "1 February 2026");
    check("it", "{ DATETIME($day, dateStyle: \"medium\") }", "1º feb 2026");
    check("en", "{ DATETIME($day, dateStyle: \"short\") }", "01/02/2026");
    check("it", "{ DATETIME($day, dateStyle: \"short\") }", "01/02/2026");
    check("it", "{ NUMBER($x, maximumFractionDigits: 1) }", "12,3");
    check("it", "{ NUMBER($one, minimumFractionDigits: 2) }", "1,00");
    check("it", "{ NUMBER($n, useGrouping: \"false\") }", "1276");
    check("it", "{ 12345.60 } { -3 }", "12.345,60 -3");
    check("it", "{ $t } { \"{\" }\\{ \"\\u00BA\" }", "<b> & \"c\" {\\º");
    check("it", "{ -agency }, { kind-news }, { kind-news.slug }", "ACN, Comunicato, notizie");
}

#[test]
fn selectors_choose_by_value_category_and_word() {
    let select = |what: &str, keys: &str| {
        let mut variants: Vec<String> = keys.split(' ').map(|k| format!(" [{k}] {k}\n")).collect();
        variants.push("*[default] default\n".to_owned());
        format!("{{ {what} ->\n{}}}", variants.concat())
    };
    check("it", &select("$one", "one other"), "one");
    check("it", &select("$one", "1 one"), "1");
    check("it", &select("$one", "one 1.0"), "one");
    check("it", &select("$one", "1.0 one"), "1.0");
    check("it", &select("$n", "one other"), "other");
    check("it", &select("NUMBER($one, minimumFractionDigits: 1)", "one other"), "other");
    check("it", &select("1000000", "many other"), "many");
    check("it", &select("NUMBER(8, type: \"ordinal\")", "many other"), "many");
    check("en", &select("NUMBER(22, type: \"ordinal\")", "one two few"), "two");
    check("it", &select("-agency.kind", "person body"), "body");
    check("it", &select("\"one\"", "1 one"), "one");
    check("it", &select("$day", "one"), "failed: it selects on a date");
    check("lt", &select("22", "one few"), "few");
    check("lv", &select("111", "zero one"), "zero");
    check("ro", &select("101", "one few"), "few");
    check("mt", &select("103", "few many"), "few");
}

#[test]
fn nothing_fails_silently() {
    let given = "; given here: `$n`, `$one`, `$x`, `$year`, `$day`, `$t`";
    check("it", "{ $no }", &format!("failed: the variable `$no` is not given{given}"));
    check(
        "it",
        "{ $no ->\n *[a] b\n }",
        &format!("failed: the variable `$no` is not given{given}"),
    );
    check("it", "{ no }", "failed: there is no `no`");
    check("it", "{ -no }", "failed: there is no `-no`");
    check("it", "{ kind-news.no }", "failed: `kind-news` has no attribute `.no`");
    check(
        "it",
        "{ NO(1) }",
        "failed: there is no function `NO`; there are `NUMBER` and `DATETIME`",
    );
    check("it", "{ NUMBER($t) }", "failed: `NUMBER` is given something that is not a number");
    check("it", "{ NUMBER() }", "failed: `NUMBER` takes one value and then only named options");
    check(
        "it",
        "{ NUMBER(1, style: \"percent\") }",
        "failed: `NUMBER` has no option `style` with this value",
    );
    check(
        "it",
        "{ NUMBER(1, minimumFractionDigits: 99) }",
        "failed: `minimumFractionDigits` is a whole number from 0 to 20",
    );
    check("it", "{ DATETIME($n) }", "failed: `DATETIME` is given something that is not a date");
    check("it", "{ -agency($n) }", "failed: the term `-agency` takes only named values");
    let endless = "failed: it expands without end; does it refer to itself?";
    check("it", "{ m }", endless);
    check("it", "{ NUMBER(m) }{ m }", endless);
    let zeros = format!("{{ {} }}", "9".repeat(40_000));
    check("it", &zeros, "failed: it has a number that is too long");
}

#[test]
fn terms_see_only_what_they_are_passed() {
    let text = "-law = { $case ->\n *[of] della direttiva\n  [the] la direttiva\n }\n\
                -bare = { $n }\nof = { -law }\nthe = { -law(case: \"the\") }\nbad = { -bare }\n\
                both = { -law(case: \"the\") } { -law } { $n }";
    let translator = translator("it", text);
    let get = |id| resolved(translator.text(id, &[("n", Argument::Integer(1))]));
    assert_eq!(get("of"), "della direttiva");
    assert_eq!(get("the"), "la direttiva");
    assert_eq!(get("both"), "la direttiva della direttiva 1");
    assert_eq!(get("bad"), "failed: a term is not passed its variable `$n`");
}

#[test]
fn markup_escapes_what_is_handed_in_once() {
    let text = "-t = <i>T</i>\nin = <b>{ $t }</b>\nm = { in } { -t } { \"<br>\" } { $n }\n\
                s = { $t ->\n  [ab] yes\n *[other] { $t }\n }";
    let translator = translator("it", text);
    let args = [("t", Argument::Text("<a href=\"x\">&amp;")), ("n", Argument::Integer(1276))];
    let escaped = "&lt;a href=&quot;x&quot;&gt;&amp;amp;";
    assert_eq!(
        resolved(translator.markup("m", &args)),
        format!("<b>{escaped}</b> <i>T</i> <br> 1.276")
    );
    assert_eq!(resolved(translator.markup("s", &args)), escaped);
}

#[test]
fn later_layers_win_with_their_attributes() {
    let layers = vec![
        resource(Layer::Site, "it", "i18n/it/z.ftl", "b = sito"),
        resource(Layer::Program, "it", "bollettino:it/x.ftl", "a = uno\n    .x = ax\nb = due"),
        resource(Layer::Theme, "it", "themes/t/i18n/it/a.ftl", "a = tema\nb = tema\n    .y = by"),
    ];
    let (messages, said) = load(&[("it", Stage::Full)], layers);
    assert!(said.is_empty(), "{said:?}");
    let it = messages.translator(&Lang::new("it"));
    assert_eq!(resolved(it.text("a", &[])), "tema");
    assert_eq!(resolved(it.text("b", &[])), "sito");
    assert!(it.attribute("a", "x", &[]).is_none());
    assert!(it.attribute("b", "y", &[]).is_none());
    let ids: Vec<_> = messages.ids(&Lang::new("it")).map(|m| (m.id, m.layer)).collect();
    assert_eq!(ids, [("a", Layer::Theme), ("b", Layer::Site)]);
}

#[test]
fn only_languages_in_the_making_fall_back() {
    let texts = || {
        vec![
            site("it", "a = { $n } da { in }\n    .slug = uno\nin = it\nonly-it = solo"),
            site("de", "in = de\nc = { only-it }"),
        ]
    };
    for (stage, expected) in [
        (Stage::Full, "error: `de` has no message `a`"),
        (Stage::Partial, "1.276 da de"),
        (Stage::Preparing, "1.276 da de"),
    ] {
        let (messages, _) = load(&[("it", Stage::Full), ("de", stage)], texts());
        let de = messages.translator(&Lang::new("de"));
        assert_eq!(resolved(de.text("a", &[("n", Argument::Integer(1276))])), expected);
        assert_eq!(de.has("a"), stage != Stage::Full);
        assert_eq!(de.attribute("a", "slug", &[]).is_some(), stage != Stage::Full);
        assert_eq!(resolved(de.text("c", &[])).starts_with("failed"), stage == Stage::Full);
        assert_eq!(messages.translator(&Lang::new("xx")).lang().as_str(), "it");
    }
    let (none, _) = load(&[], Vec::new());
    assert_eq!(none.translator(&Lang::new("it")).lang().as_str(), "en");
}

#[test]
fn requests_that_fail_name_the_line_to_add() {
    let it = translator("it", "topic-nis = NIS\nonly =\n    .slug = x\nbad = { $x }");
    let said = |result: Result<String, MessageError>| match result {
        Ok(text) => text,
        Err(error) => {
            let d = error.diagnostic();
            let place = d.location.map(|l| format!(" at {} {:?}", l.source, l.spot));
            let help = d.help.unwrap_or_default();
            format!("{}{}: {} ({help})", d.code.name, place.unwrap_or_default(), d.message)
        }
    };
    assert_eq!(it.label("topic", "nis").unwrap(), "NIS");
    assert_eq!(
        said(it.label("topic", "5g")),
        "label-missing: `it` has no label `topic-5g` \
         (add this line to a file of i18n/it/: `topic-5g = …`)"
    );
    assert_eq!(
        said(it.text("kind-newz", &[])),
        "message-missing: `it` has no message `kind-newz` \
         (did you mean `kind-news`? or add `kind-newz = …` to a file of i18n/it/)"
    );
    assert_eq!(
        said(it.text("bad", &[])),
        "message-argument at i18n/it/a.ftl Bytes(37..40): the message `bad` cannot be written in \
         `it`: the variable `$x` is not given; given here: none (correct the message in \
         i18n/it/a.ftl)"
    );
    assert_eq!(resolved(it.text("only", &[])), "failed: it has attributes but no text of its own");
}

#[test]
fn faults_of_a_text_are_all_told_and_the_rest_loads() {
    let text = "\u{feff}ok = 1\nbroken text\nb = { $x\nc = 3\n    .slug c\nc = 4\n-t =\nd = }\n\
                e = { \"\\uè\" }\nf = 5\n    .x = 1\n    .x = 2\n== \nlast = { -none }";
    let other = resource(Layer::Site, "it", "i18n/it/b.ftl", "\n\nok = 2");
    let (messages, said) = load(&[("it", Stage::Full)], vec![other, site("it", text)]);
    let expected = "\
ftl-syntax | i18n/it/a.ftl Bytes(10..21) | expected `=` after `broken` | -
ftl-syntax | i18n/it/a.ftl Bytes(22..30) | expected `}` after `b = { $x` | -
ftl-syntax | i18n/it/a.ftl Bytes(41..48) | an attribute of `c` cannot be read | an attribute is an indented line `.name = text`
ftl-syntax | i18n/it/a.ftl Bytes(55..59) | `-t` has no text | -
ftl-syntax | i18n/it/a.ftl Bytes(60..65) | unbalanced closing brace after `d =` | -
ftl-syntax | i18n/it/a.ftl Bytes(73..75) | `\\u` is followed by four hexadecimal digits, `\\U` by six | -
message-duplicate | i18n/it/a.ftl Bytes(81..82) | `f` has the attribute `.x` twice | remove one of the two
ftl-syntax | i18n/it/a.ftl Bytes(109..111) | expected a name, which starts with a letter after `.x = 2` | -
message-duplicate | i18n/it/a.ftl Bytes(49..50) | `c` is defined twice in the site's texts for `it` | remove one of the two; the other is in i18n/it/a.ftl, line 4
message-duplicate | i18n/it/b.ftl Bytes(2..4) | `ok` is defined twice in the site's texts for `it` | remove one of the two; the other is in i18n/it/a.ftl, line 1";
    assert_eq!(said.join("\n"), expected);
    let ids: Vec<_> = messages.ids(&Lang::new("it")).map(|m| m.id).collect();
    assert_eq!(ids, ["c", "f", "last", "ok"]);
    assert_eq!(resolved(messages.translator(&Lang::new("it")).text("c", &[])), "3");
}

#[test]
fn formats_of_italian_and_english() {
    let (it, en) = (translator("it", ""), translator("en", ""));
    let both = |f: &dyn Fn(&Translator) -> String| [f(&it), f(&en)];
    assert_eq!(both(&|t| t.number(1276)), ["1.276", "1,276"]);
    assert_eq!(both(&|t| t.number(-12_345_678)), ["-12.345.678", "-12,345,678"]);
    assert_eq!(both(&|t| t.decimal(1234.5, 2)), ["1.234,5", "1,234.5"]);
    assert_eq!(both(&|t| t.decimal(22.5, 0)), ["23", "23"]);
    assert_eq!(both(&|t| t.decimal(0.125, 2)), ["0,13", "0.13"]);
    assert_eq!(both(&|t| t.decimal(-0.001, 2)), ["0", "0"]);
    assert_eq!(both(&|t| t.decimal(1e300, 2).len().to_string()), ["401", "401"]);
    assert_eq!(both(&|t| t.decimal(f64::NAN, 2)), ["NaN", "NaN"]);
    assert_eq!(both(&|t| t.date(date(2025, 11, 4))), ["4 novembre 2025", "4 November 2025"]);
    assert_eq!(both(&|t| t.date(date(2026, 2, 1))), ["1º febbraio 2026", "1 February 2026"]);
    assert_eq!(both(&|t| t.date(date(2026, 2, 11))), ["11 febbraio 2026", "11 February 2026"]);
    assert_eq!(both(&|t| t.month(2025, 11)), ["novembre 2025", "November 2025"]);
    assert_eq!(both(&|t| t.month(2025, 13)), ["2025-13", "2025-13"]);
    assert_eq!(both(&|t| t.time(time(18, 0, 0, 0))), ["18:00", "18:00"]);
    assert_eq!(both(&|t| t.time(time(9, 5, 0, 0))), ["09:05", "09:05"]);
    let three = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
    assert_eq!(both(&|t| t.list(&three)), ["a, b e c", "a, b and c"]);
    assert_eq!(both(&|t| t.list(&three[..2])), ["a e b", "a and b"]);
    assert_eq!(both(&|t| t.list(&[])), ["", ""]);
    assert_eq!(it.direction().as_str(), "ltr");
    assert_eq!(translator("ar", "").direction().as_str(), "rtl");
    assert_eq!(translator("fr", "").date(date(2026, 2, 1)), "1er février 2026");
}

#[test]
fn file_sizes_are_decimal_and_rounded_once() {
    let (it, en) = (translator("it", ""), translator("en", ""));
    for (bytes, italian, english) in [
        (0, "0 B", "0 B"),
        (999, "999 B", "999 B"),
        (1000, "1 kB", "1 kB"),
        (12_345, "12,3 kB", "12.3 kB"),
        (12_350, "12,4 kB", "12.4 kB"),
        (999_949, "999,9 kB", "999.9 kB"),
        (999_950, "1 MB", "1 MB"),
        (2_500_000_000, "2,5 GB", "2.5 GB"),
        (1_276_000_000_000, "1.276 GB", "1,276 GB"),
        (u64::MAX, "18.446.744.073,7 GB", "18,446,744,073.7 GB"),
    ] {
        let plain = |t: &Translator| t.file_size(bytes).unwrap().replace('\u{a0}', " ");
        assert_eq!((plain(&it), plain(&en)), (italian.to_owned(), english.to_owned()));
    }
}

#[test]
fn sorting_is_the_dictionary_s_and_total() {
    let it = translator("it", "");
    let mut names = ["Zagabria", "être", "Étoile", "città", "citta", "Cipro", "cipro", "5G"];
    names.sort_by(|a, b| it.compare(a, b));
    assert_eq!(names, ["5G", "cipro", "Cipro", "citta", "città", "Étoile", "être", "Zagabria"]);
    assert!(it.compare("a\u{301}", "á").is_ne());
}

#[test]
fn the_program_speaks_the_same_in_all_its_languages() {
    let (messages, said) = load(&[("it", Stage::Full), ("en", Stage::Full)], program_resources());
    assert_eq!(said, Vec::<String>::new());
    let shape = |lang: &str| -> Vec<(String, Vec<String>)> {
        let list = messages.ids(&Lang::new(lang));
        list.map(|m| (m.id.to_owned(), m.attributes.iter().map(|a| (*a).to_owned()).collect()))
            .collect()
    };
    assert_eq!(shape("it"), shape("en"));
    // Every message resolves when given all that any of them takes.
    let args = [
        ("site", "ACN".into()),
        ("kind", "Notizie".into()),
        ("topic", "Reti 5G".into()),
        ("title", "Notizie".into()),
        ("language", "inglese".into()),
        ("year", Argument::Year(2025)),
        ("number", Argument::Integer(1)),
        ("count", Argument::Integer(2)),
        ("size", Argument::Decimal(12.3)),
        ("date", Argument::Date(date(2026, 2, 1))),
        ("day", "1 febbraio 2026".into()),
        ("hour", "18:00".into()),
        ("zone", "Europe/Rome".into()),
    ];
    // What charts say of their figures.
    let texts = [
        "shape",
        "regime",
        "measure",
        "label",
        "value",
        "unknown",
        "unknown-value",
        "highest",
        "highest-value",
        "highest-series",
        "lowest",
        "lowest-value",
        "lowest-series",
        "first",
        "first-value",
        "last",
        "last-value",
        "change",
        "peak",
        "peak-value",
        "series",
        "dimensions",
        "measures",
    ];
    let counts = ["highest-count", "lowest-count"].map(|name| (name, Argument::Integer(2)));
    let args: Vec<(&str, Argument<'_>)> =
        args.into_iter().chain(texts.map(|name| (name, "x".into()))).chain(counts).collect();
    for lang in ["it", "en"] {
        let translator = messages.translator(&Lang::new(lang));
        for message in messages.ids(&Lang::new(lang)) {
            let text = resolved(translator.text(message.id, &args));
            assert!(!text.contains(['{', '}']) && !text.starts_with("failed"), "{text}");
            for attribute in message.attributes {
                translator.attribute(message.id, attribute, &args).unwrap().unwrap();
            }
        }
    }
    assert_eq!(
        resolved(messages.translator(&Lang::new("it")).text("listing-archive-title", &args)),
        "Notizie: 2025"
    );
}

#[test]
fn agrees_with_fluent_bundle_where_that_is_right() {
    use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
    let text = "\
-brand = Agenzia\n    .gender = f\n\
plain = testo\n\
lines =\n    una riga\n      rientrata\n\n    dopo una vuota\n\
var = prima { $t } dopo\n\
ref = { plain } e { lines }\n\
nested = { { { $t } } }\n\
plural = { $n ->\n    [0] niente\n    [one] uno\n   *[other] { $n } cose\n}\n\
term = { -brand } { -brand.gender ->\n    [f] nuova\n   *[other] nuovo\n}\n\
quotes = { \"{\" }{ \"\\\"\" }{ \"\\u00E8\" }\n";
    let resource = FluentResource::try_new(text.to_owned()).unwrap();
    let mut bundle = FluentBundle::new(vec!["it".parse().unwrap()]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).unwrap();
    let translator = translator("it", text);
    for n in [0, 1, 2, 10] {
        let mut args = FluentArgs::new();
        args.set("t", "<x>");
        args.set("n", n);
        let ours = [("t", Argument::Text("<x>")), ("n", Argument::Integer(n))];
        for id in ["plain", "lines", "var", "ref", "nested", "plural", "term", "quotes"] {
            let mut errors = Vec::new();
            let pattern = bundle.get_message(id).unwrap().value().unwrap();
            let theirs = bundle.format_pattern(pattern, Some(&args), &mut errors);
            assert!(errors.is_empty(), "{errors:?}");
            assert_eq!(resolved(translator.text(id, &ours)), theirs, "{id}");
        }
    }
}

/// Holds a text against itself in another language, and puts it in disguise.
fn lint(text: &str) {
    let languages = [("it", Stage::Full), ("en", Stage::Full), (PSEUDO, Stage::Pseudo)]
        .map(|(lang, stage)| (Lang::new(lang), stage));
    let mut out = Diagnostics::new();
    let texts = vec![site("it", text), site("en", text)];
    Messages::load(&languages, texts, &mut out).lint(
        &languages,
        &Uses::default(),
        &nowhere,
        &mut out,
    );
}

#[test]
fn hostile_texts_end_in_diagnostics() {
    let deep = format!("a = {}1", "{".repeat(1_000_000));
    let calls = format!("a = {{ {}1", "A(".repeat(1_000_000));
    let crossing = "a = {\nA({\n".repeat(100_000);
    let variants = format!("a = {}", "{ 1 ->\n *[a] ".repeat(100_000));
    let laughs: String =
        (0..64).map(|i| format!("m{i} = {{ m{} }}{{ m{} }}\n", i + 1, i + 1)).collect();
    let chain: String = (0..2000).map(|i| format!("m{i} = {{ m{} }}\n", i + 1)).collect();
    let terms = "m0 = { -t(a: \"x\") }\n-t = { -t(a: \"x\") }{ $a }";
    let nested: String = (0..200)
        .map(|i| format!("m{i} = {}m{}{}\n", "{".repeat(90), i + 1, "}".repeat(90)))
        .collect();
    for text in [deep, calls, crossing, variants, laughs, chain, terms.to_owned(), nested] {
        let (messages, said) = load(&[("it", Stage::Full)], vec![site("it", &text)]);
        lint(&text);
        let result = messages.translator(&Lang::new("it")).text("m0", &[]);
        assert!(result.is_err() || !said.is_empty());
    }
}

/// As deep as an entry may be, in the smallest stack that the program's threads have.
#[test]
fn the_deepest_entry_fits_the_stack() {
    let nest = |open: &str, close: &str| open.repeat(98) + "1" + &close.repeat(98);
    for value in [
        nest("{ ", " }"),
        nest("{ 1 ->\n *[a] ", "\n }"),
        format!("{{ {} }}", nest("NUMBER(", ")")),
    ] {
        let (messages, said) =
            load(&[("it", Stage::Full)], vec![site("it", &format!("m = {value}"))]);
        assert_eq!(said, Vec::<String>::new());
        lint(&format!("m = {value}"));
        assert_eq!(resolved(messages.translator(&Lang::new("it")).text("m", &[])), "1");
    }
}

#[test]
fn lines_may_end_as_windows_ends_them() {
    let it =
        translator("it", "# nota \\uè\r\na = x\r\nb =\r\n    uno\r\n    due\r\n    .c = z\r\n");
    assert_eq!(resolved(it.text("a", &[])), "x");
    assert_eq!(resolved(it.text("b", &[])), "uno\ndue");
    assert_eq!(resolved(it.attribute("b", "c", &[]).unwrap()), "z");
}

/// Random texts of Fluent's own marks: nothing panics, and the entry after them loads.
#[test]
fn random_texts_never_panic() {
    let marks: Vec<&str> =
        "{ } \" \\u \\U \\ è a B( ( ) , : -> -t $v . = * [ ] # 9 1.5 \n \r \n  \n\u{20}\u{20}.x= é \u{feff}"
            .split(' ')
            .collect();
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    for _ in 0..2_000 {
        let mut text = String::from("m = ");
        for _ in 0..24 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let picked = usize::try_from(state >> 33).unwrap() % (marks.len() + 1);
            text.push_str(marks.get(picked).unwrap_or(&" "));
        }
        text.push_str("\nlast = x\n");
        let (messages, _) = load(&[("it", Stage::Full)], vec![site("it", &text)]);
        lint(&text);
        let it = messages.translator(&Lang::new("it"));
        for message in messages.ids(&Lang::new("it")) {
            let _ = it.markup(message.id, &[("v", Argument::Integer(1))]);
        }
        assert_eq!(resolved(it.text("last", &[])), "x", "{text:?}");
    }
}

#[test]
fn is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Messages>();
    shared::<Translator>();
}

#[test]
fn languages_with_their_territory() {
    let check = |lang: &str, expected: &str| {
        let languages = [(Lang::new(lang), Stage::Partial)];
        let messages = Messages::load(&languages, Vec::new(), &mut Diagnostics::new());
        assert_eq!(messages.translator(&Lang::new(lang)).open_graph_locale(), expected);
    };
    check("it", "it_IT");
    check("en", "en_GB");
    check("de", "de_DE");
    check("mt", "mt_MT");
    check("pt-BR", "pt_BR");
    check("sr-Latn", "sr_RS");
    check("fur", "fur_IT");
}

/// Where words belong that a language lacks.
fn nowhere(_: &Lang) -> Location {
    Location::whole(&SourceId::new("i18n"))
}
