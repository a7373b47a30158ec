//! Which variant of a select expression is meant.
//!
//! [`choose`] is the entry. Numbers match a numeric key by value and a word by the plural category
//! that the language's rules (ICU's, of the current CLDR) give them; texts match a word.

use fluent_syntax::ast::{Pattern, Variant, VariantKey};

use super::formats::Formats;
use super::value::{Number, Value};

/// The variant that a value selects, or the default one.
pub(super) fn choose<'t>(
    formats: &Formats,
    selector: Option<&Value<'_>>,
    variants: &'t [Variant<String>],
) -> Result<&'t Pattern<String>, String> {
    let chosen = match selector {
        None => None,
        Some(Value::Given(text)) => by_word(text, variants),
        Some(Value::Own(text)) => by_word(text, variants),
        Some(Value::Number(number)) => by_number(formats, number, variants)?,
        Some(Value::Date(..)) => return Err("it selects on a date".to_owned()),
    };
    let chosen = chosen.or_else(|| variants.iter().find(|variant| variant.default));
    chosen.map(|variant| &variant.value).ok_or_else(|| "no variant is the default".to_owned())
}

/// A number as Fluent's grammar writes it; its zeros after the point are shown.
pub(super) fn literal(digits: &str) -> Result<Number, String> {
    Number::parse(digits).ok_or_else(|| "it has a number that is too long".to_owned())
}

fn by_word<'t>(text: &str, variants: &'t [Variant<String>]) -> Option<&'t Variant<String>> {
    variants.iter().find(|variant| match &variant.key {
        VariantKey::Identifier { name } => name == text,
        VariantKey::NumberLiteral { .. } => false,
    })
}

/// The first variant, in their order, whose key is the number itself or its plural category.
fn by_number<'t>(
    formats: &Formats,
    number: &Number,
    variants: &'t [Variant<String>],
) -> Result<Option<&'t Variant<String>>, String> {
    let category = formats.plural_category(number);
    for variant in variants {
        let matches = match &variant.key {
            VariantKey::Identifier { name } => name == category,
            VariantKey::NumberLiteral { value } => literal(value)?.equals(number),
        };
        if matches {
            return Ok(Some(variant));
        }
    }
    Ok(None)
}
