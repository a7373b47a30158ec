//! Plural forms of the official languages of the European Union, held against a table in
//! `tests/plurals/`, which npm's `@fluent/bundle` is held against too (`tests/plurals/run.sh`).

use std::collections::BTreeMap;
use std::fs;

use bollettino::config::Stage;
use bollettino::diagnostics::Diagnostics;
use bollettino::identity::{Lang, SourceId};
use bollettino::messages::{Argument, Layer, Messages, Resource, Translator};
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use super::expected::{difference, updating};
use super::site::fixture;

/// Regulation No 1 of 1958, as amended; and Portuguese of Portugal by its full name.
const LANGUAGES: &[&str] = &[
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv",
    "mt", "nl", "pl", "pt", "pt-PT", "ro", "sk", "sl", "sv",
];

/// How far whole numbers are looked at one by one.
const LAST: i64 = 3000;

/// Other numbers, with the digits that are shown.
const SAMPLES: &[&str] = &[
    "0.0",
    "0.00",
    "0.1",
    "0.2",
    "0.5",
    "0.9",
    "0.10",
    "0.11",
    "0.21",
    "1.0",
    "1.00",
    "1.1",
    "1.2",
    "1.5",
    "1.9",
    "1.01",
    "1.10",
    "1.11",
    "1.21",
    "2.0",
    "2.1",
    "2.5",
    "2.02",
    "3.0",
    "3.5",
    "4.0",
    "5.0",
    "5.5",
    "6.0",
    "10.0",
    "10.1",
    "10.5",
    "11.0",
    "11.1",
    "19.0",
    "20.0",
    "21.0",
    "21.1",
    "22.2",
    "100.0",
    "100.1",
    "101.0",
    "102.02",
    "111.1",
    "1000.0",
    "1000.5",
    "10000",
    "100000",
    "1000000",
    "1000001",
    "1000000.0",
    "1000000.5",
    "1500000",
    "2000000",
    "2000000.0",
    "1000000000",
];

#[test]
fn the_program_agrees_with_the_table() {
    let mut table = String::from(
        "# The plural categories that the program gives, by language: of whole numbers to 3000 when\n\
         # counted and when ordered, and of samples as they are written. What is not named is `other`.\n",
    );
    for lang in LANGUAGES {
        let words = program(lang);
        let of = |message, n: Argument<'_>| words.text(message, &[("n", n)]).unwrap();
        for (kind, message) in [("cardinal", "plain"), ("ordinal", "ordinal")] {
            let numbers = (0..=LAST).map(|n| (n, of(message, Argument::Integer(n))));
            write(&mut table, lang, kind, &by_category(numbers));
        }
        let samples = SAMPLES.iter().map(|sample| (*sample, ours(&words, sample)));
        let mut named: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (sample, category) in samples.filter(|(_, category)| category != "other") {
            named.entry(category).or_default().push(sample);
        }
        let named = named.into_iter().map(|(category, list)| (category, list.join(" ")));
        write(&mut table, lang, "sample", &named.collect());
    }
    hold("categories.txt", &table);
}

/// What the tables of the crate `fluent` say in its stead, which is why the program does without.
#[test]
fn what_the_fluent_crate_says_instead() {
    let mut table = String::from(
        "# Where the crate `fluent` 0.17 has another category than the program: language, kind, the\n\
         # program's category and the crate's, numbers.\n",
    );
    for lang in LANGUAGES {
        let (words, bundle) = (program(lang), crate_bundle(lang));
        let whole = (0..=LAST).map(|n| {
            let ours = words.text("plain", &[("n", Argument::Integer(n))]).unwrap();
            (n, format!("{ours}/{}", theirs(&bundle, &n.to_string())))
        });
        let differ = |pair: &str| pair.split_once('/').is_some_and(|(a, b)| a != b);
        let whole = by_category(whole.filter(|(_, pair)| differ(pair)));
        write(&mut table, lang, "cardinal", &whole);
        let mut samples: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for sample in SAMPLES {
            let pair = format!("{}/{}", ours(&words, sample), theirs(&bundle, sample));
            if differ(&pair) {
                samples.entry(pair).or_default().push(sample);
            }
        }
        let samples = samples.into_iter().map(|(pair, list)| (pair, list.join(" ")));
        write(&mut table, lang, "sample", &samples.collect());
    }
    hold("fluent-crate.txt", &table);
}

fn ftl() -> String {
    fs::read_to_string(fixture("plurals/messages.ftl")).unwrap()
}

fn program(lang: &str) -> Translator {
    let lang = Lang::new(lang);
    let resource = Resource {
        layer: Layer::Site,
        lang: lang.clone(),
        source: SourceId::new("messages.ftl"),
        text: ftl(),
    };
    let mut out = Diagnostics::new();
    let messages = Messages::load(&[(lang.clone(), Stage::Full)], vec![resource], &mut out);
    assert_eq!(out.iter().count(), 0);
    messages.translator(&lang).clone()
}

/// The program's category of a sample, written with the digits that it has.
fn ours(words: &Translator, sample: &str) -> String {
    let (message, number) = match digits(sample) {
        0 => ("plain", Argument::Integer(sample.parse().unwrap())),
        1 => ("digits1", Argument::Decimal(sample.parse().unwrap())),
        _ => ("digits2", Argument::Decimal(sample.parse().unwrap())),
    };
    words.text(message, &[("n", number)]).unwrap()
}

fn crate_bundle(lang: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(vec![lang.parse().unwrap()]);
    bundle.add_resource(FluentResource::try_new(ftl()).unwrap()).unwrap();
    bundle
}

fn theirs(bundle: &FluentBundle<FluentResource>, sample: &str) -> String {
    let digits = (digits(sample) > 0).then(|| digits(sample));
    let options = FluentNumberOptions { minimum_fraction_digits: digits, ..Default::default() };
    let number = FluentNumber::new(sample.parse().unwrap(), options);
    let mut args = FluentArgs::new();
    args.set("n", FluentValue::Number(number));
    let pattern = bundle.get_message("plain").unwrap().value().unwrap();
    bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
}

fn digits(sample: &str) -> usize {
    sample.split_once('.').map_or(0, |(_, digits)| digits.len())
}

/// Numbers by what is said of them, as ranges; `other` is left out.
fn by_category(numbers: impl Iterator<Item = (i64, String)>) -> BTreeMap<String, String> {
    let mut ranges: BTreeMap<String, Vec<(i64, i64)>> = BTreeMap::new();
    for (n, category) in numbers.filter(|(_, category)| category != "other") {
        let list = ranges.entry(category).or_default();
        match list.last_mut() {
            Some((_, end)) if *end + 1 == n => *end = n,
            _ => list.push((n, n)),
        }
    }
    let shown = |(start, end): &(i64, i64)| match start == end {
        true => start.to_string(),
        false => format!("{start}-{end}"),
    };
    let joined = |list: Vec<(i64, i64)>| list.iter().map(shown).collect::<Vec<_>>().join(" ");
    ranges.into_iter().map(|(category, list)| (category, joined(list))).collect()
}

fn write(table: &mut String, lang: &str, kind: &str, named: &BTreeMap<String, String>) {
    for (category, numbers) in named {
        table.push_str(&format!("{lang} {kind} {category}: {numbers}\n"));
    }
}

fn hold(name: &str, came: &str) {
    let path = fixture("plurals").join(name);
    if updating() {
        fs::write(&path, came).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == came, "tests/plurals/{name}:\n{}", difference(&expected, came));
}
