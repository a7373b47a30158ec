//! CSV. Source: RFC 4180; UTF-8, decimal points, lines that end with CR LF.

use super::{code, failed, year};
use crate::identity::SeriesId;
use crate::incidents::{Cells, Column, Dataset, Measure, Named, Value, rounded};
use crate::library::Publication;
use crate::plan::compared;
use crate::render::Fault;
use crate::site::Site;

/// As many decimals as computed figures are given with.
const DECIMALS: u32 = 6;

/// A dataset.
pub(super) fn write(publication: &Publication, dataset: &Dataset) -> Result<Vec<u8>, Fault> {
    let year = year(publication);
    let mut writer = Writer::new();
    writer.row(dataset.columns.iter().map(|column| column.named.id()))?;
    let mut cells = vec![String::new(); dataset.columns.len()];
    for line in 0..dataset.lines {
        for (cell, column) in cells.iter_mut().zip(&dataset.columns) {
            cell.clear();
            put(cell, column, line, year);
        }
        writer.row(cells.iter().map(String::as_str))?;
    }
    writer.finished()
}

/// Writes a cell.
fn put(out: &mut String, column: &Column, line: usize, year: i16) {
    use std::fmt::Write;
    match (&column.cells, column.named) {
        (Cells::Texts(texts), _) => out.push_str(&texts[line]),
        // Writing to a string cannot fail.
        (Cells::Days(days), _) => {
            let _ = write!(out, "{}", days[line]);
        }
        (Cells::Numbers(numbers), _) => {
            if let Some(number) = numbers[line] {
                let _ = write!(out, "{number}");
            }
        }
        (Cells::Codes(codes), Named::Dimension(dimension)) => {
            for (at, own) in codes.at(line).enumerate() {
                if at > 0 {
                    out.push(' ');
                }
                out.push_str(&code(dimension, own, year));
            }
        }
        (Cells::Codes(_), _) => {}
    }
}

/// All figures of all years of a series: a line each, with the year, the regime and the report that
/// it is from, so that nobody adds up what may not be added.
pub(in crate::render) fn of_series(site: &Site, series: &SeriesId) -> Result<Vec<u8>, Fault> {
    const HEAD: &[&str] =
        &["series", "regime", "year", "through", "comparable", "report", "dataset"];
    let mut reports = compared(&site.library).remove(series).unwrap_or_default();
    let regime_and_year = |index: &crate::library::Index| {
        let publication = site.library.get(*index);
        publication.reported().map(|own| (own.regime.map(str::to_owned), own.year))
    };
    reports.sort_by_key(regime_and_year);
    let reports = reports.into_iter().map(|index| site.library.get(index));
    let reports: Vec<_> = reports
        .filter_map(|publication| {
            let reported = publication.reported()?;
            let facts = reported.facts(&site.config.vocabulary);
            Some((publication, reported, facts))
        })
        .collect();
    let facts = reports.iter().flat_map(|(.., facts)| facts);
    let dimensions = facts.map(|fact| fact.cell.iter().len()).max().unwrap_or(0).max(1);
    let mut head: Vec<String> = HEAD.iter().map(|name| (*name).to_owned()).collect();
    for number in 1..=dimensions {
        let suffix = if number == 1 { String::new() } else { format!("_{number}") };
        head.extend([format!("dimension{suffix}"), format!("code{suffix}")]);
    }
    head.extend(["measure", "value", "origin"].map(str::to_owned));
    let mut writer = Writer::new();
    writer.row(head.iter().map(String::as_str))?;
    for (publication, reported, facts) in &reports {
        for fact in facts {
            let through = reported.through().map(|day| day.to_string()).unwrap_or_default();
            let comparable = if reported.comparable { "yes" } else { "no" };
            let year = reported.year;
            let mut row = vec![
                series.as_str().to_owned(),
                reported.regime.unwrap_or_default().to_owned(),
                year.to_string(),
                through,
                comparable.to_owned(),
                publication.id.to_string(),
                fact.dataset.to_owned(),
            ];
            let mut codes = fact.cell.iter();
            for _ in 0..dimensions {
                let pair = codes.next();
                row.push(pair.map(|(of, _)| of.id().to_owned()).unwrap_or_default());
                let written = pair.map(|(of, own)| code(of, own, year).into_owned());
                row.push(written.unwrap_or_default());
            }
            row.extend(measured(fact.measure, fact.value));
            writer.row(row.iter().map(String::as_str))?;
        }
    }
    writer.finished()
}

fn measured(measure: Measure, value: Value) -> [String; 3] {
    let number = match value.computed {
        true => rounded(value.number, DECIMALS).normalize(),
        false => value.number,
    };
    let origin = if value.computed { "computed" } else { "stated" };
    [measure.id().to_owned(), number.to_string(), origin.to_owned()]
}

/// Lines of CSV.
struct Writer(csv::Writer<Vec<u8>>);

impl Writer {
    fn new() -> Self {
        let crlf = csv::Terminator::CRLF;
        Self(csv::WriterBuilder::new().terminator(crlf).from_writer(Vec::new()))
    }

    fn row<'c>(&mut self, cells: impl Iterator<Item = &'c str>) -> Result<(), Fault> {
        self.0.write_record(cells).map_err(|error| failed(&error.to_string()))
    }

    fn finished(self) -> Result<Vec<u8>, Fault> {
        self.0.into_inner().map_err(|error| failed(&error.to_string()))
    }
}
