//! How a language writes numbers, days, times and lists, and how it sorts.
//!
//! [`Formats::new`] is the entry. ICU's data decides, with three corrections: `en` means British
//! English and `pt` European Portuguese, since the program's users are European; Italian groups
//! numbers of four digits; and the first of a month is an ordinal where the language says so ("1º
//! febbraio", "1er février").

use std::cmp::Ordering;

use icu::locale::{LanguageIdentifier, Locale, LocaleDirectionality, LocaleExpander};
use jiff::civil::{Date, Time};

use super::icu::Icu;
use super::value::{DateLength, Number};
use crate::identity::Lang;

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The way in which a language is written.
    pub fn of(lang: &Lang) -> Direction {
        Direction::of_locale(&lang.as_str().parse().unwrap_or(Locale::UNKNOWN))
    }

    fn of_locale(locale: &Locale) -> Direction {
        match LocaleDirectionality::new_common().is_right_to_left(&locale.id) {
            true => Direction::Rtl,
            false => Direction::Ltr,
        }
    }

    /// The value of HTML's `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// The formats of one language.
#[derive(Debug)]
pub(super) struct Formats {
    pub(super) direction: Direction,
    /// Language and territory: `it_IT`.
    pub(super) open_graph: String,
    /// What the first of a month is called where it is not "1".
    first: Option<&'static str>,
    /// `None` never happens with compiled data; then numbers and days are in ISO form.
    icu: Option<Icu>,
}

impl Formats {
    /// The formats of a language; those of ICU's root where it does not know the language.
    pub(super) fn new(lang: &Lang) -> Self {
        let tag = match lang.as_str() {
            "en" => "en-GB",
            "pt" => "pt-PT",
            tag => tag,
        };
        let locale: Locale = tag.parse().unwrap_or(Locale::UNKNOWN);
        let first = match locale.id.language.as_str() {
            "it" => Some("1º"),
            "fr" => Some("1er"),
            _ => None,
        };
        Self {
            direction: Direction::of_locale(&locale),
            open_graph: with_territory(locale.id.clone()),
            first,
            icu: Icu::new(&locale),
        }
    }

    /// A number with all the digits it has.
    pub(super) fn written(&self, number: &Number) -> String {
        match &self.icu {
            Some(icu) => icu.number(number),
            None => number.decimal.to_string(),
        }
    }

    /// The plural category of a number: `one`, `few`, `other` …
    pub(super) fn plural_category(&self, number: &Number) -> &'static str {
        self.icu.as_ref().map_or("other", |icu| icu.plural_category(number))
    }

    /// The plural categories that the language has for counting, or for ordering.
    pub(super) fn plural_categories(&self, ordinal: bool) -> Vec<&'static str> {
        self.icu.as_ref().map_or_else(|| vec!["other"], |icu| icu.plural_categories(ordinal))
    }

    /// A day: "4 novembre 2025".
    pub(super) fn date(&self, date: Date, length: DateLength) -> String {
        let text = self.icu.as_ref().and_then(|icu| icu.date(date, length));
        let text = text.unwrap_or_else(|| date.to_string());
        match (self.first, text.strip_prefix("1 ")) {
            (Some(first), Some(rest)) if date.day() == 1 => format!("{first} {rest}"),
            _ => text,
        }
    }

    /// A month: "novembre 2025". A month that does not exist is given back as it came.
    pub(super) fn month(&self, year: i16, month: i8) -> String {
        let text = Date::new(year, month, 1).ok().and_then(|d| self.icu.as_ref()?.month(d));
        text.unwrap_or_else(|| format!("{year:04}-{month:02}"))
    }

    /// A time of day: "18:00".
    pub(super) fn time(&self, time: Time) -> String {
        let text = self.icu.as_ref().and_then(|icu| icu.time(time));
        text.unwrap_or_else(|| time.strftime("%H:%M").to_string())
    }

    /// An enumeration: "a, b e c".
    pub(super) fn list(&self, items: &[String]) -> String {
        self.icu.as_ref().map_or_else(|| items.join(", "), |icu| icu.list(items))
    }

    /// The order of a dictionary of this language; what it holds equal is ordered by bytes.
    pub(super) fn compare(&self, a: &str, b: &str) -> Ordering {
        let order = self.icu.as_ref().map_or(Ordering::Equal, |icu| icu.compare(a, b));
        order.then_with(|| a.cmp(b))
    }
}

/// A language and its territory, which CLDR's likely subtags tell where the tag does not.
fn with_territory(mut id: LanguageIdentifier) -> String {
    LocaleExpander::new_extended().maximize(&mut id);
    match id.region {
        Some(region) => format!("{}_{region}", id.language),
        None => id.language.to_string(),
    }
}
