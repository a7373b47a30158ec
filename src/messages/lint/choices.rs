//! Select expressions: variants that are never chosen, and plural forms that a language needs.
//!
//! [`check`] is the entry. A form is needed when a common whole number, up to 200, takes it: so a
//! Polish text needs `[many]`, while an Italian one, whose `[many]` starts at a million, does not.

use std::cell::OnceCell;

use fluent_syntax::ast::{InlineExpression, VariantKey};

use super::parts::{Choice, parts};
use crate::diagnostics::{
    Code, Diagnostic, Diagnostics, Location, PLURAL_MISSING, PLURAL_UNREACHABLE, VARIANT_UNUSED,
};
use crate::identity::Lang;
use crate::messages::catalogue::Entry;
use crate::messages::formats::Formats;
use crate::messages::value::Number;

/// The categories that any language may have.
const CATEGORIES: &[&str] = &["zero", "one", "two", "few", "many", "other"];
/// How far common numbers go.
const COMMON: i64 = 200;

/// The plural rules of one language, as far as anyone asked for them.
pub(super) struct Rules<'f> {
    formats: &'f Formats,
    /// The category of every common number, for counting and for ordering.
    common: [OnceCell<Vec<&'static str>>; 2],
}

impl<'f> Rules<'f> {
    pub(super) fn new(formats: &'f Formats) -> Self {
        Self { formats, common: [OnceCell::new(), OnceCell::new()] }
    }

    fn common(&self, ordinal: bool) -> &[&'static str] {
        self.common[usize::from(ordinal)].get_or_init(|| {
            let number = |n| Number { ordinal, ..Number::integer(n) };
            (0..=COMMON).map(|n| self.formats.plural_category(&number(n))).collect()
        })
    }
}

/// Checks every choice of an entry.
pub(super) fn check(
    lang: &Lang,
    rules: &Rules<'_>,
    id: &str,
    entry: &Entry,
    out: &mut Diagnostics,
) {
    for choice in parts(entry).iter().flat_map(|parts| &parts.choices) {
        let checked = Checked { lang, rules, id, entry, choice };
        out.extend(checked.idle());
        out.extend(checked.repeated());
        if let Some(ordinal) = counts(choice) {
            out.extend(checked.unreachable(ordinal));
            out.extend(checked.missing(ordinal));
        }
    }
}

/// Whether a choice is one of plural forms, and whether of those of an order.
fn counts(choice: &Choice<'_>) -> Option<bool> {
    match choice.selector {
        InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
            let ordinal = |value: &InlineExpression<String>| matches!(value, InlineExpression::StringLiteral { value } if value == "ordinal");
            Some(arguments.named.iter().any(|a| a.name.name == "type" && ordinal(&a.value)))
        }
        InlineExpression::NumberLiteral { .. } => Some(false),
        // Else it may be a word that is selected on, such as a grammatical case.
        InlineExpression::VariableReference { .. } => {
            let plural = words(choice).all(|word| CATEGORIES.contains(&word));
            (plural && words(choice).any(|word| word != "other")).then_some(false)
        }
        _ => None,
    }
}

/// The keys of a choice that are words.
fn words<'t>(choice: &Choice<'t>) -> impl Iterator<Item = &'t str> + use<'t> {
    choice.variants.iter().filter_map(|variant| match &variant.key {
        VariantKey::Identifier { name } => Some(name.as_str()),
        VariantKey::NumberLiteral { .. } => None,
    })
}

/// A key as it is written, and the number that it is.
fn key(key: &VariantKey<String>) -> (&str, Option<Number>) {
    match key {
        VariantKey::Identifier { name } => (name, None),
        VariantKey::NumberLiteral { value } => (value, Number::parse(value)),
    }
}

struct Checked<'c> {
    lang: &'c Lang,
    rules: &'c Rules<'c>,
    id: &'c str,
    entry: &'c Entry,
    choice: &'c Choice<'c>,
}

impl Checked<'_> {
    /// At the key of one variant.
    fn at(&self, code: &'static Code, variant: usize, message: String) -> Diagnostic {
        let key = self.choice.keys.get(variant).map(|key| self.entry.part(key.clone()));
        let range = key.unwrap_or(self.entry.range.clone());
        code.at(Location::bytes(&self.entry.source, range), message)
    }

    /// A choice between one thing.
    fn idle(&self) -> Option<Diagnostic> {
        let (first, rest) = self.choice.variants.split_first()?;
        rest.iter().all(|variant| variant.value == first.value).then(|| {
            let message =
                format!("whatever is chosen, `{}` says the same in `{}`", self.id, self.lang);
            self.at(&VARIANT_UNUSED, 0, message).help("write the text without the choice")
        })
    }

    /// A key that an earlier variant has.
    fn repeated(&self) -> Vec<Diagnostic> {
        let same = |a: &VariantKey<String>, b: &VariantKey<String>| match (key(a), key(b)) {
            ((_, Some(a)), (_, Some(b))) => a.equals(&b),
            ((a, None), (b, None)) => a == b,
            _ => false,
        };
        let variants = self.choice.variants;
        let repeats = variants.iter().enumerate().filter(|(at, variant)| {
            variants[..*at].iter().any(|earlier| same(&earlier.key, &variant.key))
        });
        let say = |(at, variant): (usize, &fluent_syntax::ast::Variant<String>)| {
            let (key, id) = (key(&variant.key).0, self.id);
            let message = format!("an earlier variant of `{id}` is chosen for `[{key}]`");
            self.at(&VARIANT_UNUSED, at, message).help("remove one of the two")
        };
        repeats.map(say).collect()
    }

    /// Keys that are no category of the language.
    fn unreachable(&self, ordinal: bool) -> Vec<Diagnostic> {
        let categories = self.rules.formats.plural_categories(ordinal);
        let listed: Vec<String> = categories.iter().map(|name| format!("`{name}`")).collect();
        let never = self.choice.variants.iter().enumerate().filter_map(|(at, variant)| {
            let VariantKey::Identifier { name } = &variant.key else { return None };
            let reached = variant.default || categories.contains(&name.as_str());
            (!reached).then_some((at, name))
        });
        let say = |(at, name): (usize, &String)| {
            let (id, lang) = (self.id, self.lang);
            let message = format!("`[{name}]` of `{id}` is never chosen in `{lang}`");
            let help = format!("plural forms of `{lang}`: {}", listed.join(", "));
            self.at(&PLURAL_UNREACHABLE, at, message).help(help)
        };
        never.map(say).collect()
    }

    /// Categories of common numbers that no variant is written for.
    fn missing(&self, ordinal: bool) -> Vec<Diagnostic> {
        if words(self.choice).all(|word| word == "other" || !CATEGORIES.contains(&word)) {
            return Vec::new();
        }
        let exact: Vec<Number> =
            self.choice.variants.iter().filter_map(|variant| key(&variant.key).1).collect();
        let lacks = |category: &&str| {
            // The default stands for `other` under whatever name.
            *category != "other" && !words(self.choice).any(|word| word == *category)
        };
        let taking = |category: &str| -> Vec<i64> {
            let common = (0..=COMMON).zip(self.rules.common(ordinal));
            common
                .filter(|(n, c)| {
                    **c == category && !exact.iter().any(|e| e.equals(&Number::integer(*n)))
                })
                .map(|(n, _)| n)
                .collect()
        };
        let categories = self.rules.formats.plural_categories(ordinal);
        let needed = categories.into_iter().filter(lacks).map(|c| (c, taking(c)));
        needed.filter(|(_, numbers)| !numbers.is_empty()).map(|(c, n)| self.lacks(c, &n)).collect()
    }

    fn lacks(&self, category: &str, numbers: &[i64]) -> Diagnostic {
        let more = if numbers.len() > 3 { " …" } else { "" };
        let shown: Vec<String> = numbers.iter().take(3).map(ToString::to_string).collect();
        let (id, lang, shown) = (self.id, self.lang, shown.join(", "));
        let message =
            format!("`{id}` has no `[{category}]` in `{lang}`, the form of {shown}{more}");
        let help = format!("add a variant `[{category}] …`");
        self.at(&PLURAL_MISSING, 0, message).help(help)
    }
}
