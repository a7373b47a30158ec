//! Values that messages are given and computed with.
//!
//! [`Argument`] is what callers hand in; [`Value`] is what the resolver works on. Neither knows a
//! language: how a number looks is for [`super::formats`].

use std::borrow::Cow;

use icu::decimal::input::{Decimal, SignDisplay};
use jiff::civil::Date;

/// A value handed to a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Argument<'a> {
    /// A text; escaped where the message is markup.
    Text(&'a str),
    /// A quantity; grouped, and selects plural forms.
    Integer(i64),
    /// A number that names and does not count, such as a year: never grouped.
    Year(i16),
    /// A quantity with fraction digits, of which three are shown unless the message says otherwise.
    Decimal(f64),
    /// A day; shown in its long form unless the message says otherwise.
    Date(Date),
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Argument::Text(text)
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Argument::Text(text)
    }
}

impl From<i64> for Argument<'_> {
    fn from(number: i64) -> Self {
        Argument::Integer(number)
    }
}

impl From<Date> for Argument<'_> {
    fn from(date: Date) -> Self {
        Argument::Date(date)
    }
}

/// A value inside a message.
#[derive(Clone, Debug)]
pub(super) enum Value<'v> {
    /// A text handed in by the caller: not trusted in markup.
    Given(&'v str),
    /// A text of the messages themselves, or one already escaped.
    Own(Cow<'v, str>),
    /// A number, not yet written.
    Number(Number),
    /// A day, not yet written.
    Date(Date, DateLength),
}

/// How long a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateLength {
    /// 4 novembre 2025
    Long,
    /// 4 nov 2025
    Medium,
    /// 04/11/2025
    Short,
}

/// A number, with the fraction digits it is shown with; these count for plural forms.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub(super) decimal: Decimal,
    pub(super) grouped: bool,
    pub(super) ordinal: bool,
}

impl Number {
    /// A whole number.
    pub(super) fn integer(value: i64) -> Self {
        Self { decimal: Decimal::from(value), grouped: true, ordinal: false }
    }

    /// A number that Fluent or Rust wrote: `-12.50`. `None` if it is not one or is absurdly long.
    pub(super) fn parse(digits: &str) -> Option<Self> {
        let decimal = Decimal::try_from_str(digits).ok()?;
        Some(Self { decimal, grouped: true, ordinal: false })
    }

    /// A finite number with at most so many fraction digits.
    pub(super) fn float(value: f64, most: u8) -> Option<Self> {
        // Display writes the shortest digits that give the same number again, never an exponent.
        let mut number = Self::parse(&value.to_string())?;
        number.at_most(most);
        Some(number)
    }

    /// Rounds to at most so many fraction digits, halves away from zero as schools and browsers do.
    pub(super) fn at_most(&mut self, digits: u8) {
        let position = -i16::from(digits);
        if self.decimal.absolute.digit_at(position - 1) >= 5 {
            self.decimal.expand(position);
        } else {
            self.decimal.trunc(position);
        }
        self.decimal.absolute.trim_end();
        // What rounds to nothing has no sign.
        self.decimal.apply_sign_display(SignDisplay::Negative);
    }

    /// Adds zeros up to so many fraction digits.
    pub(super) fn at_least(&mut self, digits: u8) {
        self.decimal.absolute.pad_end(-i16::from(digits));
    }

    /// Whether both are the same quantity, however written.
    pub(super) fn equals(&self, other: &Number) -> bool {
        let plain = |number: &Number| {
            let mut decimal = number.decimal.clone();
            decimal.absolute.trim_start();
            decimal.absolute.trim_end();
            decimal
        };
        plain(self) == plain(other)
    }
}
