//! The ICU formatters of one language, made once.
//!
//! [`Icu::new`] is the entry. This file holds all that is particular about ICU's data; what the
//! program asks of it is in [`super::formats`].

use icu::calendar::{Date as IcuDate, Gregorian};
use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::datetime::fieldsets::{T, YM, YMD};
use icu::datetime::options::YearStyle;
use icu::datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu::decimal::DecimalFormatter;
use icu::decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu::list::ListFormatter;
use icu::list::options::ListFormatterOptions;
use icu::locale::{Locale, locale};
use icu::plurals::{PluralCategory, PluralRules};
use jiff::civil::{Date, Time};

use super::value::{DateLength, Number};

type Formatter<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

/// All formatters of one locale. Days are Gregorian everywhere, as publications date them.
#[derive(Debug)]
pub(super) struct Icu {
    grouped: DecimalFormatter,
    ungrouped: DecimalFormatter,
    cardinal: PluralRules,
    ordinal: PluralRules,
    long: Formatter<YMD>,
    medium: Formatter<YMD>,
    short: Formatter<YMD>,
    month: Formatter<YM>,
    portuguese: bool,
    time: NoCalendarFormatter<T>,
    list: ListFormatter,
    collator: CollatorBorrowed<'static>,
}

impl Icu {
    /// The formatters of a locale; `None` where ICU has no data at all, which the compiled data
    /// rules out: an unknown language has the root's.
    pub(super) fn new(locale: &Locale) -> Option<Self> {
        let number = |grouping: GroupingStrategy| {
            let options = DecimalFormatterOptions::from(grouping);
            DecimalFormatter::try_new((&numeric(locale)).into(), options).ok()
        };
        let date = |fields: YMD| {
            let fields = fields.with_year_style(YearStyle::Full);
            Formatter::try_new(locale.into(), fields).ok()
        };
        Some(Self {
            grouped: number(GroupingStrategy::Auto)?,
            ungrouped: number(GroupingStrategy::Never)?,
            cardinal: PluralRules::try_new_cardinal(locale.into()).ok()?,
            ordinal: PluralRules::try_new_ordinal(locale.into()).ok()?,
            long: date(YMD::long())?,
            medium: date(YMD::medium())?,
            short: date(YMD::short())?,
            month: Formatter::try_new(locale.into(), YM::long()).ok()?,
            portuguese: locale.id.language.as_str() == "pt",
            time: NoCalendarFormatter::try_new(locale.into(), T::hm()).ok()?,
            list: ListFormatter::try_new_and(locale.into(), ListFormatterOptions::default())
                .ok()?,
            collator: Collator::try_new(locale.into(), CollatorOptions::default()).ok()?,
        })
    }

    pub(super) fn number(&self, number: &Number) -> String {
        let formatter = if number.grouped { &self.grouped } else { &self.ungrouped };
        formatter.format_to_string(&number.decimal)
    }

    pub(super) fn plural_category(&self, number: &Number) -> &'static str {
        let rules = if number.ordinal { &self.ordinal } else { &self.cardinal };
        category(rules.category_for(&number.decimal))
    }

    pub(super) fn plural_categories(&self, ordinal: bool) -> Vec<&'static str> {
        let rules = if ordinal { &self.ordinal } else { &self.cardinal };
        rules.categories().map(category).collect()
    }

    pub(super) fn date(&self, date: Date, length: DateLength) -> Option<String> {
        let formatter = match length {
            DateLength::Long => &self.long,
            DateLength::Medium => &self.medium,
            DateLength::Short => &self.short,
        };
        Some(formatter.format(&gregorian(date)?).to_string())
    }

    pub(super) fn month(&self, first_day: Date) -> Option<String> {
        if self.portuguese {
            // ICU4X 2.4 cannot fill its own pattern for a Portuguese month: "1 de novembro de 2025".
            let day = self.date(first_day, DateLength::Long)?;
            return Some(day.strip_prefix("1 de ").map_or(day.clone(), str::to_owned));
        }
        Some(self.month.format(&gregorian(first_day)?).to_string())
    }

    pub(super) fn time(&self, time: Time) -> Option<String> {
        let (hour, minute) = (u8::try_from(time.hour()).ok()?, u8::try_from(time.minute()).ok()?);
        let time = icu::time::Time::try_new(hour, minute, 0, 0).ok()?;
        Some(self.time.format(&time).to_string())
    }

    pub(super) fn list(&self, items: &[String]) -> String {
        self.list.format_to_string(items.iter().map(String::as_str))
    }

    pub(super) fn compare(&self, a: &str, b: &str) -> std::cmp::Ordering {
        self.collator.compare(a, b)
    }
}

fn category(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// The locale whose marks numbers are written with.
///
/// CLDR leaves Italian numbers of four digits ungrouped, but public bodies write 1.276, and ICU4X
/// 2.4 treats `GroupingStrategy::Always` as `Auto`. German has the same digits and marks as Italian
/// outside Switzerland and groups four digits; a test holds that they agree on all others.
fn numeric(locale: &Locale) -> Locale {
    let swiss = locale.id.region.is_some_and(|region| region.as_str() == "CH");
    if locale.id.language.as_str() == "it" && !swiss { locale!("de") } else { locale.clone() }
}

fn gregorian(date: Date) -> Option<IcuDate<Gregorian>> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    IcuDate::try_new_gregorian(date.year().into(), month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_marks_are_those_of_italian() {
        let of = |locale: Locale| {
            DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default()).unwrap()
        };
        let (italian, german) = (of(locale!("it")), of(locale!("de")));
        for digits in ["0", "-1", "999", "-12345", "1234567.89", "-0.5"] {
            let number = Number::parse(digits).unwrap().decimal;
            assert_eq!(italian.format_to_string(&number), german.format_to_string(&number));
        }
    }
}
