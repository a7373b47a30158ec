//! All the datasets of one report, which answer together.

use std::sync::Arc;

use jiff::civil::Date;

use super::dataset::{Dataset, Form};
use super::figure::{Answer, Comparison, Unit};
use super::statistics::{Breakdown, Cell, Value};
use super::vocabulary::{Dimension, Measure, Vocabulary};

/// What one report says of one year under one regime.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// The calendar year.
    pub year: i16,
    /// The legal regime under which incidents were notified.
    pub regime: Option<&'a str>,
    /// Whether its figures may be held against those of the year before: the method is the same.
    pub comparable: bool,
    /// Its datasets, in the order of `publication.yaml`.
    pub datasets: &'a [Arc<Dataset>],
}

/// One figure of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<'a> {
    /// The dataset that has it.
    pub dataset: &'a str,
    /// Of which incidents.
    pub cell: Cell,
    /// What is measured.
    pub measure: Measure,
    /// How much.
    pub value: Value,
}

/// Why there is no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No dataset measures it.
    Measure,
    /// No dataset with that measure tells this dimension apart.
    Dimension(Dimension),
    /// The datasets have no such combination of codes, or an empty cell.
    Cell,
    /// No report of the same series and regime is about the year before.
    YearBefore(i16),
    /// The report says that its method changed.
    Method,
    /// One of the two years is not complete.
    Partial,
    /// Per cent of nothing.
    Zero,
}

impl<'a> Reported<'a> {
    /// The last day that its figures tell of, where they do not tell of the whole year.
    pub fn through(&self) -> Option<Date> {
        self.datasets.iter().filter_map(|dataset| dataset.through).min()
    }

    /// A measure of a cell: as stated, else counted or added up, else as a share of the whole.
    pub fn value(&self, measure: Measure, cell: &Cell) -> Result<Value, Missing> {
        let own = self.datasets.iter().filter_map(|dataset| dataset.value(measure, cell));
        let (stated, computed): (Vec<Value>, Vec<Value>) = own.partition(|value| !value.computed);
        if let Some(value) = stated.first().or(computed.first()) {
            return Ok(*value);
        }
        if let Some(whole) = measure.whole() {
            let part = self.value(whole, cell);
            match (part, self.value(whole, &Cell::all())) {
                (Ok(part), Ok(whole)) => return part.share_of(whole).ok_or(Missing::Zero),
                (Err(missing), _) if self.measures(measure).next().is_none() => {
                    return Err(missing);
                }
                _ => {}
            }
        }
        Err(self.why(measure, cell))
    }

    /// A measure by some dimensions, from the first dataset that has it; of shares that nobody
    /// stated, computed from what they are shares of.
    pub fn breakdown(
        &self,
        measure: Measure,
        dimensions: &[Dimension],
        vocabulary: &Vocabulary,
    ) -> Option<Breakdown> {
        let own = |dataset: &Arc<Dataset>| dataset.breakdown(measure, dimensions, vocabulary);
        let mut found = self.datasets.iter().find_map(own).or_else(|| {
            let mut parts = self.breakdown(measure.whole()?, dimensions, vocabulary)?;
            let whole = parts.total?;
            for row in &mut parts.rows {
                row.value = row.value.and_then(|part| part.share_of(whole));
            }
            let total = Some(Value::stated(rust_decimal::Decimal::ONE_HUNDRED));
            Some(Breakdown { measure, total, ..parts })
        })?;
        if !measure.is_share() {
            // A total that the report states counts for more than the sum of what it itemises.
            found.total = self.value(measure, &Cell::all()).ok().or(found.total);
        }
        Some(found)
    }

    /// A figure, or how it stands to the same one of the year before.
    pub fn answer(
        &self,
        before: Option<Reported<'_>>,
        measure: Measure,
        cell: &Cell,
        comparison: Option<Comparison>,
    ) -> Result<Answer, Missing> {
        let now = self.value(measure, cell)?;
        let Some(comparison) = comparison else {
            return Ok(Answer { value: now, unit: Unit::of(measure) });
        };
        let before = before.ok_or(Missing::YearBefore(self.year - 1))?;
        if !self.comparable {
            return Err(Missing::Method);
        }
        if self.through().is_some() || before.through().is_some() {
            return Err(Missing::Partial);
        }
        let then = before.value(measure, cell)?;
        let value = comparison.between(now, then).ok_or(Missing::Zero)?;
        Ok(Answer { value, unit: comparison.unit(measure) })
    }

    /// Every figure that its datasets state, and of records what can be counted of them without a
    /// dimension and by each one.
    pub fn facts(&self, vocabulary: &Vocabulary) -> Vec<Fact<'a>> {
        let mut facts: Vec<Fact<'a>> = Vec::new();
        for dataset in self.datasets {
            for measure in dataset.measures() {
                let whole = self.value(measure, &Cell::all()).ok();
                let whole = whole.map(|value| (Cell::all(), value));
                let whole = whole.filter(|_| !measure.is_share());
                for (cell, value) in
                    whole.into_iter().chain(self.parts(dataset, measure, vocabulary))
                {
                    let known = facts.iter().any(|own| own.measure == measure && own.cell == cell);
                    if !known {
                        facts.push(Fact { dataset: &dataset.id, cell, measure, value });
                    }
                }
            }
        }
        facts
    }

    fn parts(
        &self,
        dataset: &Dataset,
        measure: Measure,
        vocabulary: &Vocabulary,
    ) -> Vec<(Cell, Value)> {
        let own: Vec<Dimension> = dataset.dimensions().collect();
        let ways: Vec<Vec<Dimension>> = match dataset.form {
            Form::Records => own.into_iter().map(|dimension| vec![dimension]).collect(),
            Form::Aggregates if own.is_empty() => Vec::new(),
            Form::Aggregates => vec![own],
        };
        let breakdowns = ways.iter().filter_map(|way| dataset.breakdown(measure, way, vocabulary));
        let rows = breakdowns.flat_map(|parts| {
            let dimensions = parts.dimensions;
            parts.rows.into_iter().filter_map(move |row| {
                let pairs = dimensions.iter().zip(row.codes);
                let cell = pairs.fold(Cell::all(), |cell, (of, code)| cell.with(*of, code));
                Some((cell, row.value?))
            })
        });
        rows.collect()
    }

    /// The datasets that have a measure.
    fn measures(&self, measure: Measure) -> impl Iterator<Item = &'a Arc<Dataset>> {
        let has = move |dataset: &&Arc<Dataset>| dataset.measures().any(|own| own == measure);
        self.datasets.iter().filter(has)
    }

    fn why(&self, measure: Measure, cell: &Cell) -> Missing {
        if self.measures(measure).next().is_none() {
            return Missing::Measure;
        }
        let told = |wanted: Dimension| {
            self.measures(measure).any(|dataset| dataset.dimensions().any(|own| own == wanted))
        };
        match cell.iter().map(|(dimension, _)| dimension).find(|dimension| !told(*dimension)) {
            Some(dimension) => Missing::Dimension(dimension),
            None => Missing::Cell,
        }
    }

    /// Whether it has the incidents one by one.
    pub fn has_records(&self) -> bool {
        self.datasets.iter().any(|dataset| dataset.form == Form::Records)
    }
}
