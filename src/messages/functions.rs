//! The functions that messages may call: `NUMBER` and `DATETIME`.
//!
//! [`call`] is the entry. Both keep the value a number or a day, so that a message can still select
//! on it; it is written only when it meets the text. An option that is not known is an error, as is
//! a value of the wrong type.

use super::value::{DateLength, Number, Value};

/// The most fraction digits that a message may ask for.
const MOST_DIGITS: u8 = 20;

/// All functions.
pub(super) const FUNCTIONS: &[&str] = &["NUMBER", "DATETIME"];

/// That there is no function of a name.
pub(super) fn no_function(name: &str) -> String {
    format!("there is no function `{name}`; there are `NUMBER` and `DATETIME`")
}

/// Calls a function by its name.
pub(super) fn call<'v>(
    name: &str,
    positional: Vec<Value<'v>>,
    named: &[(&str, Value<'v>)],
) -> Result<Value<'v>, String> {
    let mut positional = positional.into_iter();
    let (Some(value), None) = (positional.next(), positional.next()) else {
        return Err(format!("`{name}` takes one value and then only named options"));
    };
    match (name, value) {
        ("NUMBER", Value::Number(number)) => self::number(number, named).map(Value::Number),
        ("NUMBER", _) => Err("`NUMBER` is given something that is not a number".to_owned()),
        ("DATETIME", Value::Date(date, _)) => {
            date_length(named).map(|length| Value::Date(date, length))
        }
        ("DATETIME", _) => Err("`DATETIME` is given something that is not a date".to_owned()),
        _ => Err(no_function(name)),
    }
}

fn number(mut number: Number, named: &[(&str, Value<'_>)]) -> Result<Number, String> {
    let mut least = None;
    for (name, value) in named {
        match (*name, text(value)) {
            ("minimumFractionDigits", _) => least = Some(digits(name, value)?),
            ("maximumFractionDigits", _) => number.at_most(digits(name, value)?),
            ("useGrouping", Some("false")) => number.grouped = false,
            ("useGrouping", Some("true")) => number.grouped = true,
            ("type", Some("ordinal")) => number.ordinal = true,
            ("type", Some("cardinal")) => number.ordinal = false,
            _ => return Err(unknown("NUMBER", name)),
        }
    }
    // Last, whatever the order of the options: rounding drops zeros at the end.
    if let Some(least) = least {
        number.at_least(least);
    }
    Ok(number)
}

fn date_length(named: &[(&str, Value<'_>)]) -> Result<DateLength, String> {
    let mut length = DateLength::Long;
    for (name, value) in named {
        length = match (*name, text(value)) {
            ("dateStyle", Some("long")) => DateLength::Long,
            ("dateStyle", Some("medium")) => DateLength::Medium,
            ("dateStyle", Some("short")) => DateLength::Short,
            _ => return Err(unknown("DATETIME", name)),
        };
    }
    Ok(length)
}

fn text<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    match value {
        Value::Own(text) => Some(text),
        _ => None,
    }
}

fn digits(name: &str, value: &Value<'_>) -> Result<u8, String> {
    let digits = match value {
        Value::Number(number) => number.decimal.to_string().parse().ok(),
        _ => None,
    };
    let few = digits.filter(|digits| *digits <= MOST_DIGITS);
    few.ok_or_else(|| format!("`{name}` is a whole number from 0 to {MOST_DIGITS}"))
}

fn unknown(function: &str, option: &str) -> String {
    format!("`{function}` has no option `{option}` with this value")
}
