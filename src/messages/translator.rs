//! One language as the rest of the program sees it.
//!
//! A [`Translator`] answers for messages, labels and formats. It is made by
//! [`Messages::load`](super::Messages::load), is never changed, and holds no lock.

use std::cmp::Ordering;
use std::sync::Arc;

use fluent_syntax::ast::Pattern;
use jiff::civil::{Date, Time};

use super::MessageError;
use super::catalogue::{Catalogue, Entry};
use super::formats::Direction;
use super::lint;
use super::resolve::Resolver;
use super::value::{Argument, DateLength, Number};
use crate::diagnostics::did_you_mean;
use crate::identity::Lang;

/// The units of a file's size, from bytes up, a thousand of each being one of the next.
const SIZES: [&str; 4] =
    ["file-size-bytes", "file-size-kilobytes", "file-size-megabytes", "file-size-gigabytes"];

/// Messages, labels and formats of one language.
#[derive(Clone, Debug)]
pub struct Translator {
    lang: Lang,
    own: Arc<Catalogue>,
    fallback: Option<Arc<Catalogue>>,
}

impl Translator {
    pub(super) fn new(lang: Lang, own: Arc<Catalogue>, fallback: Option<Arc<Catalogue>>) -> Self {
        Self { lang, own, fallback }
    }

    pub(super) fn own(&self) -> &Catalogue {
        &self.own
    }

    /// A message or term, with the catalogue that has it.
    pub(super) fn find(&self, id: &str) -> Option<(&Catalogue, &Entry)> {
        self.catalogues().find_map(|c| Some((c, c.get(id)?)))
    }

    /// The text of a message or term, or of an attribute, with the catalogue that has it.
    pub(super) fn pattern(
        &self,
        id: &str,
        attribute: Option<&str>,
    ) -> Result<(&Catalogue, &Pattern<String>), String> {
        let (catalogue, entry) = self.find(id).ok_or_else(|| format!("there is no `{id}`"))?;
        let pattern = match attribute {
            None => entry.value.as_ref().ok_or_else(|| format!("`{id}` has no text of its own"))?,
            Some(name) => {
                entry.attribute(name).ok_or_else(|| format!("`{id}` has no attribute `.{name}`"))?
            }
        };
        Ok((catalogue, pattern))
    }

    /// Its own entries, then those it falls back to.
    pub(super) fn catalogues(&self) -> impl Iterator<Item = &Catalogue> {
        [Some(&self.own), self.fallback.as_ref()].into_iter().flatten().map(|c| &**c)
    }

    /// The language.
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// Which way the language is written.
    pub fn direction(&self) -> Direction {
        self.own.formats.direction
    }

    /// The language with the territory in which it is most likely spoken, as the Open Graph protocol
    /// writes it: `it_IT`; `en_GB`, since `en` is British here.
    pub fn open_graph_locale(&self) -> &str {
        &self.own.formats.open_graph
    }

    /// Whether the language itself has a message, whatever its fallback has.
    pub fn has_own(&self, id: &str) -> bool {
        self.own.get(id).is_some()
    }

    /// The language that a message is borrowed from, where the fallback has it and the language
    /// itself has not.
    pub fn borrowed_from(&self, id: &str) -> Option<&Lang> {
        let (catalogue, _) = self.find(id)?;
        (catalogue.lang != self.lang).then_some(&catalogue.lang)
    }

    /// Whether there is a message with a text of its own, here or in the fallback.
    pub fn has(&self, id: &str) -> bool {
        self.find(id).is_some_and(|(_, entry)| entry.value.is_some())
    }

    /// A message as plain text.
    pub fn text(&self, id: &str, args: &[(&str, Argument<'_>)]) -> Result<String, MessageError> {
        self.message(id, args, false)
    }

    /// A message that is HTML: texts among its arguments are escaped, the message is not.
    pub fn markup(&self, id: &str, args: &[(&str, Argument<'_>)]) -> Result<String, MessageError> {
        self.message(id, args, true)
    }

    /// An attribute of a message as plain text (`kind-news`, `slug`); `None` where neither the
    /// language nor its fallback has one.
    pub fn attribute(
        &self,
        id: &str,
        attribute: &str,
        args: &[(&str, Argument<'_>)],
    ) -> Option<Result<String, MessageError>> {
        let (catalogue, entry, pattern) = self.catalogues().find_map(|c| {
            let entry = c.get(id)?;
            Some((c, entry, entry.attribute(attribute)?))
        })?;
        let resolved = Resolver::new(self, args, false).write(catalogue, pattern);
        Some(resolved.map_err(|reason| self.failed(&format!("{id}.{attribute}"), entry, reason)))
    }

    /// The label of a code: the message `<family>-<id>`.
    pub fn label(&self, family: &str, id: &str) -> Result<String, MessageError> {
        let id = format!("{family}-{id}");
        self.message(&id, &[], false).map_err(|error| match error {
            MessageError::Missing { lang, id, .. } => MessageError::LabelMissing { lang, id },
            other => other,
        })
    }

    /// A whole number: "1.276" in Italian, "1,276" in English.
    pub fn number(&self, n: i64) -> String {
        self.own.formats.written(&Number::integer(n))
    }

    /// A number with at most so many fraction digits: "12,3" in Italian, "12.3" in English.
    pub fn decimal(&self, n: f64, max_fraction: u8) -> String {
        let number = Number::float(n, max_fraction);
        number.map_or_else(|| n.to_string(), |number| self.own.formats.written(&number))
    }

    /// A number with all the digits that it has: "-1234.50" is "-1.234,50" in Italian. What is no
    /// number is given back as it came.
    pub fn digits(&self, digits: &str) -> String {
        let number = Number::parse(digits);
        number.map_or_else(|| digits.to_owned(), |number| self.own.formats.written(&number))
    }

    /// A day: "4 novembre 2025", "1º febbraio 2026"; "4 November 2025" in English.
    pub fn date(&self, date: Date) -> String {
        self.own.formats.date(date, DateLength::Long)
    }

    /// A month of a year, from 1: "novembre 2025".
    pub fn month(&self, year: i16, month: i8) -> String {
        self.own.formats.month(year, month)
    }

    /// A time of day: "18:00".
    pub fn time(&self, time: Time) -> String {
        self.own.formats.time(time)
    }

    /// A file's size in decimal units, with a no-break space: "12,3 kB".
    pub fn file_size(&self, bytes: u64) -> Result<String, MessageError> {
        let (mut unit, mut divisor, mut tenths) = (0, 1, bytes.saturating_mul(10));
        // What would be shown decides, so 999,950 bytes are 1 MB and never 1000 kB.
        while tenths >= 10_000 && unit + 1 < SIZES.len() {
            unit += 1;
            divisor *= 1000;
            tenths = tenths_of(bytes, divisor);
        }
        #[allow(clippy::cast_precision_loss, reason = "at most 1.9e11 tenths, exact in f64")]
        let size = Argument::Decimal(tenths as f64 / 10.0);
        self.text(SIZES[unit], &[("size", size)])
    }

    /// An enumeration: "a, b e c" in Italian, "a, b and c" in English.
    pub fn list(&self, items: &[String]) -> String {
        self.own.formats.list(items)
    }

    /// The order of the language's dictionaries; what they hold equal is ordered by bytes.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.own.formats.compare(a, b)
    }

    fn message(
        &self,
        id: &str,
        args: &[(&str, Argument<'_>)],
        markup: bool,
    ) -> Result<String, MessageError> {
        let Some((catalogue, entry)) = self.find(id) else {
            return Err(self.missing(id));
        };
        let resolved = match &entry.value {
            Some(pattern) => Resolver::new(self, args, markup).write(catalogue, pattern),
            None => Err("it has attributes but no text of its own".to_owned()),
        };
        resolved.map_err(|reason| self.failed(id, entry, reason))
    }

    fn missing(&self, id: &str) -> MessageError {
        let hint = did_you_mean(id, self.own.messages().map(|message| message.id));
        MessageError::Missing { lang: self.lang.clone(), id: id.to_owned(), hint }
    }

    pub(super) fn failed(&self, id: &str, entry: &Entry, reason: String) -> MessageError {
        MessageError::Failed {
            lang: self.lang.clone(),
            id: id.to_owned(),
            source: entry.source.clone(),
            range: lint::place_of_fault(self, entry, &reason),
            reason,
        }
    }
}

/// Tenths of a unit, rounded half up.
fn tenths_of(bytes: u64, unit: u64) -> u64 {
    let tenths = (u128::from(bytes) * 10 + u128::from(unit / 2)) / u128::from(unit);
    u64::try_from(tenths).unwrap_or(u64::MAX)
}
