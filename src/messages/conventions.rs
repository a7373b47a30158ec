//! How a language writes numbers and dates, told to those who compare texts.
//!
//! Marks and months come from ICU, words from the program's messages `convention-…`, which a
//! language may lack: then its words are not recognised.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Messages;
use super::formats::Formats;
use super::translator::Translator;
use super::value::{DateLength, Number};
use crate::identity::Lang;
use crate::translation::{Conventions, Month, NumberWords, Shapes};

/// A year whose digits stand in no month's name.
const YEAR: i16 = 2025;

impl Messages {
    /// How a language writes numbers and dates; made anew at each call.
    pub fn conventions(&self, lang: &Lang) -> Conventions {
        let translator = self.translator(lang);
        let formats = &translator.own().formats;
        let (decimal, groups) = marks(formats);
        let (mut months, mut date_words) = months(formats);
        // Cases that dates of ICU never have: "w maju 2025".
        let inflected = (1..=12).zip(entries(translator, "convention-months"));
        months.extend(inflected.flat_map(|(number, forms)| {
            let form = move |name| Month { name, number, capital: false, short: false };
            forms.into_iter().map(form)
        }));
        date_words.extend(words(translator, "convention-date-words"));
        let mut ordinals = words(translator, "convention-ordinal-marks");
        ordinals.extend(first_of_month(formats));
        let number_words = NumberWords {
            units: entries(translator, "convention-units"),
            tens: entries(translator, "convention-tens"),
            hundred: words(translator, "convention-hundred"),
            thousand: words(translator, "convention-thousand"),
            ordinals: entries(translator, "convention-ordinals"),
        };
        let numbers = number_words.composed();
        let scales = scales(translator);
        let ambiguous = words(translator, "convention-ambiguous");
        let told = |(word, number): &(&String, &u64)| **number > 2 || ambiguous.contains(word);
        let told = numbers.iter().filter(told).map(|(word, _)| word);
        Conventions {
            decimal,
            groups,
            months,
            date_words,
            ordinals,
            shapes: Shapes::of(told),
            numbers,
            scale_shapes: Shapes::of(scales.iter().map(|(name, _)| name)),
            scales,
            percent: words(translator, "convention-percent"),
            ambiguous,
            half: words(translator, "convention-half"),
            noon: words(translator, "convention-noon"),
            midnight: words(translator, "convention-midnight"),
            versions: words(translator, "convention-version"),
            morning: words(translator, "convention-morning"),
            afternoon: words(translator, "convention-afternoon"),
        }
    }
}

/// The decimal mark and the marks between thousands, taken from a number that has both.
fn marks(formats: &Formats) -> (char, Vec<char>) {
    let written = Number::parse("12345678.5").map(|number| formats.written(&number));
    let mut marks: Vec<char> =
        written.unwrap_or_default().chars().filter(|c| !c.is_numeric()).collect();
    let decimal = marks.pop().unwrap_or('.');
    marks.dedup();
    (decimal, marks)
}

/// The forms of the months' names, and the words that stand in the dates of every month.
fn months(formats: &Formats) -> (Vec<Month>, Vec<String>) {
    let dates = |short: bool| {
        (1i8..=12).map(move |month| {
            let day = Date::new(YEAR, month, 2).unwrap_or_default();
            let text = if short {
                formats.date(day, DateLength::Medium)
            } else {
                formats.date(day, DateLength::Long) + " " + &formats.month(YEAR, month)
            };
            (month.unsigned_abs(), short, text)
        })
    };
    let mut seen: BTreeMap<String, Vec<Month>> = BTreeMap::new();
    for (number, short, text) in dates(false).chain(dates(true)) {
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            let (name, capital) = (word.to_lowercase(), word.starts_with(char::is_uppercase));
            let months = seen.entry(name.clone()).or_default();
            if months.iter().all(|month| month.number != number) {
                months.push(Month { name, number, capital, short });
            }
        }
    }
    let (of_one, of_all): (Vec<_>, Vec<_>) =
        seen.into_iter().partition(|(_, months)| months.len() == 1);
    let months = of_one.into_iter().flat_map(|(_, months)| months).collect();
    (months, of_all.into_iter().map(|(word, _)| word).collect())
}

/// What makes an ordinal of the first of a month: `er` in French.
fn first_of_month(formats: &Formats) -> Option<String> {
    let text = formats.date(Date::new(YEAR, 1, 1).ok()?, DateLength::Long);
    let mark = text.strip_prefix('1')?.split(char::is_whitespace).next()?;
    (!mark.is_empty() && mark.chars().all(char::is_alphabetic)).then(|| mark.to_owned())
}

/// The entries of a message, each in all its forms; none where the language lacks the message.
fn entries(translator: &Translator, id: &str) -> Vec<Vec<String>> {
    let text = translator.has_own(id).then(|| translator.text(id, &[]).ok()).flatten();
    let forms = |entry: &str| entry.split('/').map(|form| form.trim().to_lowercase()).collect();
    text.map(|text| text.split(',').map(forms).collect()).unwrap_or_default()
}

/// The words that multiply a number: the factor is the first form of each entry.
fn scales(translator: &Translator) -> Vec<(String, u64)> {
    let of_entry = |entry: Vec<String>| {
        let factor: Option<u64> = entry.first().and_then(|factor| factor.parse().ok());
        let names = entry.into_iter().skip(1);
        names.filter_map(move |name| Some((name, factor?))).collect::<Vec<_>>()
    };
    entries(translator, "convention-scales").into_iter().flat_map(of_entry).collect()
}

fn words(translator: &Translator, id: &str) -> Vec<String> {
    entries(translator, id).concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Stage;
    use crate::diagnostics::Diagnostics;
    use crate::messages::program_resources;

    fn check(lang: &str, decimal: char, months: &[(&str, u8)], twenty_four: Option<&str>) {
        let lang = Lang::new(lang);
        let languages = [(lang.clone(), Stage::Full)];
        let messages = Messages::load(&languages, program_resources(), &mut Diagnostics::new());
        let conventions = messages.conventions(&lang);
        assert_eq!(conventions.decimal, decimal, "{lang}");
        for (name, number) in months {
            let month = conventions.month(name).map(|month| month.number);
            assert_eq!(month, Some(*number), "{lang}: {name} in {:?}", conventions.months);
        }
        let word = conventions.numbers.iter().find(|(_, n)| **n == 24).map(|(word, _)| &**word);
        assert_eq!(word, twenty_four, "{lang}");
    }

    #[test]
    fn marks_months_and_numbers() {
        let (it, en) = ([("Novembre", 11), ("gen", 1)], [("MAY", 5), ("Nov", 11)]);
        check("it", ',', &it, Some("venti quattro"));
        check("en", '.', &en, Some("twenty four"));
        check("cs", ',', &[("listopadu", 11), ("listopad", 11), ("Září", 9)], None);
        check("es", ',', &[("noviembre", 11)], None);
        check("el", ',', &[("Νοεμβρίου", 11)], None);
    }
}
