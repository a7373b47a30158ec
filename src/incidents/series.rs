//! The reports of a series, year by year: what may be set side by side.

use super::report::{Missing, Reported};
use super::statistics::{Cell, Value};
use super::vocabulary::{Dimension, Measure, Vocabulary};

/// A year of a series.
#[derive(Clone, Copy, Debug)]
pub struct Year<'a, T> {
    /// What is reported.
    pub reported: Reported<'a>,
    /// Which report it is, to its caller.
    pub report: T,
}

/// The reports of one series under one regime, the oldest first, one a year.
#[derive(Clone, Debug)]
pub struct Series<'a, T> {
    years: Vec<Year<'a, T>>,
}

impl<'a, T: Copy> Series<'a, T> {
    /// Of these reports, of which only those under the same regime as the newest may be compared;
    /// of two about one year, the first counts.
    pub fn of(reports: impl IntoIterator<Item = Year<'a, T>>, regime: Option<&str>) -> Self {
        let own = reports.into_iter().filter(|year| year.reported.regime == regime);
        let mut years: Vec<Year<'a, T>> = own.collect();
        years.sort_by_key(|year| year.reported.year);
        years.dedup_by_key(|year| year.reported.year);
        Self { years }
    }

    /// Its years, the oldest first.
    pub fn years(&self) -> &[Year<'a, T>] {
        &self.years
    }

    /// What is reported of a year.
    pub fn year(&self, year: i16) -> Option<Reported<'a>> {
        self.years.iter().map(|own| own.reported).find(|reported| reported.year == year)
    }

    /// A measure of a cell in every year.
    pub fn values(&self, measure: Measure, cell: &Cell) -> Vec<(i16, Result<Value, Missing>)> {
        let value = |year: &Year<'a, T>| (year.reported.year, year.reported.value(measure, cell));
        self.years.iter().map(value).collect()
    }

    /// The measures that some year has without any dimension.
    pub fn measures(&self) -> Vec<Measure> {
        let has = |measure: &Measure| {
            let in_year = |year: &Year<'a, T>| year.reported.value(*measure, &Cell::all()).is_ok();
            self.years.iter().any(in_year) && !measure.is_share()
        };
        Measure::ALL.iter().copied().filter(has).collect()
    }

    /// The codes of a dimension that have a measure in some year, in the order of the vocabulary.
    pub fn codes(
        &self,
        measure: Measure,
        dimension: Dimension,
        vocabulary: &Vocabulary,
    ) -> Vec<String> {
        let mut codes: Vec<String> = Vec::new();
        for year in &self.years {
            let parts = year.reported.breakdown(measure, &[dimension], vocabulary);
            let rows = parts.into_iter().flat_map(|parts| parts.rows);
            for code in rows.filter(|row| row.value.is_some()).flat_map(|row| row.codes) {
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
        }
        codes.sort_by_cached_key(|code| (vocabulary.position(dimension, code), code.clone()));
        codes
    }
}
