//! What figures say, in a sentence.
//!
//! Only what can be read off the figures themselves: the highest and the lowest, what changed most,
//! and how much is not known. What is something else, or not known, is never called the highest.

use super::words::{Words, shown};
use crate::incidents::exhibit::{Axis, Exhibit, Head, Measured, Shape};
use crate::incidents::{Comparison, Decimal, Unit, Value};
use crate::library::Index;
use crate::messages::Argument;
use crate::render::Fault;

/// A figure with its place.
#[derive(Clone, Copy)]
struct Found {
    row: usize,
    column: usize,
    value: Value,
    shown: Decimal,
}

struct Summary<'a> {
    words: &'a Words<'a>,
    exhibit: &'a Exhibit<Index>,
    measured: Measured,
}

/// The sentence; tables have none.
pub(super) fn summary(
    words: &Words<'_>,
    exhibit: &Exhibit<Index>,
) -> Result<Option<String>, Fault> {
    let Some(measured) = exhibit.measures.first().copied() else { return Ok(None) };
    let summary = Summary { words, exhibit, measured };
    let sentence = match exhibit.shape {
        Shape::Table => return Ok(None),
        Shape::Line if exhibit.columns.len() == 1 => summary.one_line()?,
        Shape::Line => summary.lines()?,
        Shape::Bar if exhibit.axis == Some(Axis::Year) => summary.one_line()?,
        Shape::Bar => summary.bars()?,
        Shape::Grouped | Shape::Stacked => summary.groups()?,
    };
    Ok(Some(sentence))
}

impl Summary<'_> {
    /// The figures that may be ranked: those of complete years, as long as there are any.
    fn ranked(&self) -> Vec<Found> {
        let complete = self.of(|head| head.rank() == 0 && !head.is_partial());
        if complete.is_empty() { self.of(|head| head.rank() == 0) } else { complete }
    }

    /// The figures in rows and columns of which something is true.
    fn of(&self, wanted: fn(&Head) -> bool) -> Vec<Found> {
        let Exhibit { rows, columns, cells, .. } = self.exhibit;
        let mut found = Vec::new();
        for row in (0..rows.len()).filter(|row| wanted(&rows[*row])) {
            for column in (0..columns.len()).filter(|column| wanted(&columns[*column])) {
                let measured = self.exhibit.measured(row, column).unwrap_or(self.measured);
                found.extend(cells[row][column].map(|value| Found {
                    row,
                    column,
                    value,
                    shown: shown(value, measured),
                }));
            }
        }
        found
    }

    fn bars(&self) -> Result<String, Fault> {
        let ranked = self.ranked();
        let measure = self.words.measure(self.measured)?;
        let [unknown, unknown_value] = self.unknown()?;
        let Some((highest, lowest)) = extremes(&ranked) else {
            return self.text(
                "exhibit-summary-unknown",
                &[("measure", &measure), ("unknown", &unknown), ("unknown-value", &unknown_value)],
            );
        };
        let (most, least) = (self.value(highest)?, self.value(lowest)?);
        let (most_names, most_count) = self.tied(&ranked, highest)?;
        let (least_names, least_count) = self.tied(&ranked, lowest)?;
        let id = match (ranked.len(), highest.shown == lowest.shown) {
            (1, _) => "exhibit-summary-single",
            (_, true) => "exhibit-summary-equal",
            _ => "exhibit-summary-bar",
        };
        let texts: &[(&str, &str)] = match id {
            "exhibit-summary-single" => &[("label", &most_names), ("value", &most)],
            "exhibit-summary-equal" => &[("value", &most)],
            _ => &[
                ("highest", &most_names),
                ("highest-value", &most),
                ("lowest", &least_names),
                ("lowest-value", &least),
            ],
        };
        let shared = [
            ("measure", measure.as_str()),
            ("unknown", unknown.as_str()),
            ("unknown-value", unknown_value.as_str()),
        ];
        let mut arguments: Vec<(&str, Argument<'_>)> =
            shared.iter().chain(texts).map(|(name, text)| (*name, Argument::Text(text))).collect();
        if id == "exhibit-summary-bar" {
            arguments.push(("highest-count", Argument::Integer(most_count)));
            arguments.push(("lowest-count", Argument::Integer(least_count)));
        }
        self.words.reader.text(id, &arguments)
    }

    fn groups(&self) -> Result<String, Fault> {
        let ranked = self.ranked();
        let Some((highest, lowest)) = extremes(&ranked) else { return self.bars() };
        if highest.shown == lowest.shown {
            return self.bars();
        }
        let (most_row, least_row) = (self.row(highest)?, self.row(lowest)?);
        let most_series = self.words.head(&self.exhibit.columns[highest.column])?;
        let least_series = self.words.head(&self.exhibit.columns[lowest.column])?;
        let (most, least) = (self.value(highest)?, self.value(lowest)?);
        self.text(
            "exhibit-summary-grouped",
            &[
                ("highest", &most_row),
                ("highest-series", &most_series),
                ("highest-value", &most),
                ("lowest", &least_row),
                ("lowest-series", &least_series),
                ("lowest-value", &least),
            ],
        )
    }

    fn one_line(&self) -> Result<String, Fault> {
        let ranked = self.ranked();
        let (Some(first), Some(last)) = (ranked.first(), ranked.last()) else {
            return self.bars();
        };
        if ranked.len() == 1 {
            return self.bars();
        }
        let measure = self.words.measure(self.measured)?;
        let (from, to) = (self.row(first)?, self.row(last)?);
        let (first_value, last_value) = (self.value(first)?, self.value(last)?);
        let change = self.change(first, last)?;
        let peak = extremes(&ranked).map(|(highest, _)| highest);
        let peak = peak.filter(|peak| peak.shown > first.shown && peak.shown > last.shown);
        let (peak_at, peak_value) = match peak {
            Some(peak) => (self.row(peak)?, self.value(peak)?),
            None => ("none".to_owned(), String::new()),
        };
        self.text(
            "exhibit-summary-line",
            &[
                ("measure", &measure),
                ("first", &from),
                ("first-value", &first_value),
                ("last", &to),
                ("last-value", &last_value),
                ("change", &change),
                ("peak", &peak_at),
                ("peak-value", &peak_value),
            ],
        )
    }

    fn lines(&self) -> Result<String, Fault> {
        let ranked = self.ranked();
        let newest = ranked.iter().map(|found| found.row).max();
        let at_end: Vec<Found> =
            ranked.iter().copied().filter(|found| Some(found.row) == newest).collect();
        let Some((highest, lowest)) = extremes(&at_end) else { return self.bars() };
        let measure = self.words.measure(self.measured)?;
        let last = self.row(highest)?;
        let series = |found: &Found| self.words.head(&self.exhibit.columns[found.column]);
        let (most, least) = (self.value(highest)?, self.value(lowest)?);
        self.text(
            "exhibit-summary-lines",
            &[
                ("measure", &measure),
                ("last", &last),
                ("highest", &series(highest)?),
                ("highest-value", &most),
                ("lowest", &series(lowest)?),
                ("lowest-value", &least),
            ],
        )
    }

    /// By how many per cent the last of a line is more than the first: only of numbers, and only
    /// between complete years of one method.
    fn change(&self, first: &Found, last: &Found) -> Result<String, Fault> {
        let rows = &self.exhibit.rows[first.row..=last.row];
        let comparable = rows.iter().enumerate().all(|(at, head)| match head {
            Head::Year(year) => year.through.is_none() && (at == 0 || year.comparable),
            _ => true,
        });
        let counts = !matches!(self.measured.unit(), Unit::Percent | Unit::Points);
        let is_years = self.exhibit.axis == Some(Axis::Year) && self.measured.comparison.is_none();
        let change = Some(Measured { comparison: Some(Comparison::Change), ..self.measured })
            .filter(|_| comparable && counts && is_years);
        let value = Comparison::Change.between(last.value, first.value);
        match change.zip(value) {
            Some((measured, value)) => self.words.value(value, measured),
            None => Ok("none".to_owned()),
        }
    }

    /// What is not known, and how much it is: of bars that are told apart by a dimension.
    fn unknown(&self) -> Result<[String; 2], Fault> {
        let unknown = |head: &Head| head.rank() == 3;
        let row = self.exhibit.rows.iter().position(unknown);
        let row = row.filter(|_| self.measured.comparison.is_none());
        match row.filter(|row| self.exhibit.cells[*row][0].is_some()) {
            Some(row) => {
                let name = self.words.head(&self.exhibit.rows[row])?;
                Ok([name, self.words.cell(self.exhibit, row, 0)?])
            }
            None => Ok(["none".to_owned(), String::new()]),
        }
    }

    /// The name of a figure, and how many have the same.
    fn tied(&self, ranked: &[Found], found: &Found) -> Result<(String, i64), Fault> {
        let count = ranked.iter().filter(|other| other.shown == found.shown).count();
        Ok((self.row(found)?, i64::try_from(count).unwrap_or(i64::MAX)))
    }

    fn row(&self, found: &Found) -> Result<String, Fault> {
        self.words.head(&self.exhibit.rows[found.row])
    }

    fn value(&self, found: &Found) -> Result<String, Fault> {
        self.words.cell(self.exhibit, found.row, found.column)
    }

    fn text(&self, id: &str, texts: &[(&str, &str)]) -> Result<String, Fault> {
        let arguments: Vec<(&str, Argument<'_>)> =
            texts.iter().map(|(name, text)| (*name, Argument::Text(text))).collect();
        self.words.reader.text(id, &arguments)
    }
}

/// The highest and the lowest; of several, the first.
fn extremes(found: &[Found]) -> Option<(&Found, &Found)> {
    let highest =
        found.iter().reduce(|best, next| if next.shown > best.shown { next } else { best })?;
    let lowest =
        found.iter().reduce(|best, next| if next.shown < best.shown { next } else { best })?;
    Some((highest, lowest))
}
