//! Questions to figures.

use std::cmp::Reverse;
use std::sync::Arc;

use super::problem::{Field, Problem, alone};
use super::{Axis, Exhibit, Head, Measured, Query, Shape, Sort, YearHead};
use crate::incidents::Decimal;
use crate::incidents::chart::MOST_SERIES;
use crate::incidents::dataset::Dataset;
use crate::incidents::report::Reported;
use crate::incidents::series::{Series, Year};
use crate::incidents::statistics::{Cell, Row, Value, checked_sum, rounded};
use crate::incidents::vocabulary::{Dimension, Measure, Vocabulary};

/// Where the figures of a question are: a dataset of one report, and the reports of its series.
#[derive(Clone, Copy)]
pub struct Source<'a, T> {
    /// The report.
    pub reported: Reported<'a>,
    /// Which report it is, to the caller.
    pub report: T,
    /// The dataset.
    pub dataset: &'a Arc<Dataset>,
    /// All reports that may stand beside it, itself among them.
    pub series: &'a Series<'a, T>,
    /// The codes of every dimension.
    pub vocabulary: &'a Vocabulary,
}

/// A figure with the row and the column in which it stands.
type Placed = (Head, Head, Option<Value>);

impl Query {
    /// What is wrong with the question, whatever the data.
    pub fn problems(&self) -> Vec<Problem> {
        alone(self.shape, self.rows, &self.measures, self.by)
    }

    /// Answers it, or says all that is wrong with it.
    pub fn resolve<T: Copy>(&self, source: &Source<'_, T>) -> Result<Exhibit<T>, Vec<Problem>> {
        let asked = self.completed(source)?;
        let years = asked.years(source);
        let placed = asked.placed(source, &years);
        let mut exhibit = asked.arranged(source, &years, placed);
        if exhibit.cells.iter().flatten().all(Option::is_none) {
            let problem = match self.measures.iter().any(|measured| measured.comparison.is_some()) {
                true => Problem::no_year_before(source.reported.year),
                false => Problem::nothing(&source.dataset.id),
            };
            return Err(vec![problem]);
        }
        exhibit.sort_rows();
        let problems = exhibit.problems(self.by);
        if problems.is_empty() { Ok(exhibit) } else { Err(problems) }
    }

    /// The question with what a table need not say, if the dataset has all that it asks for.
    fn completed<T>(&self, source: &Source<'_, T>) -> Result<Asked, Vec<Problem>> {
        let dataset = source.dataset;
        let dimensions: Vec<Dimension> = dataset.dimensions().collect();
        let known: Vec<&str> =
            dimensions.iter().map(|dimension| dimension.id()).chain(["year"]).collect();
        let rows = match (self.rows, dimensions.as_slice()) {
            (None, [only]) => Some(Axis::Dimension(*only)),
            (None, [_, _, ..]) => return Err(vec![Problem::which_dimension(&dataset.id, &known)]),
            (rows, _) => rows,
        };
        let mut problems = Vec::new();
        for (field, axis) in [(Field::X, rows), (Field::By, self.by)] {
            if let Some(Axis::Dimension(dimension)) = axis
                && !dimensions.contains(&dimension)
            {
                let axis = Axis::Dimension(dimension);
                problems.push(Problem::no_axis(field, &dataset.id, axis, &known));
            }
        }
        let own: Vec<Measure> = dataset.measures().collect();
        let has = |measure: Measure| {
            own.contains(&measure) || measure.whole().is_some_and(|whole| own.contains(&whole))
        };
        for measured in self.measures.iter().filter(|measured| !has(measured.measure)) {
            let known: Vec<&str> = own.iter().map(|measure| measure.id()).collect();
            problems.push(Problem::no_measure(&dataset.id, *measured, &known));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let all = || own.iter().map(|measure| Measured { measure: *measure, comparison: None });
        let measures = match self.measures.is_empty() {
            true => all().collect(),
            false => self.measures.clone(),
        };
        let sort = self.sort.unwrap_or(default_order(self.shape, rows));
        Ok(Asked { shape: self.shape, rows, measures, by: self.by, sort })
    }
}

/// The largest first, where the codes have no order of their own.
fn default_order(shape: Shape, rows: Option<Axis>) -> Sort {
    match rows {
        Some(Axis::Dimension(Dimension::ImpactSeverity | Dimension::ThreatSeverity)) => Sort::Code,
        Some(axis) if axis.is_time() => Sort::Code,
        None => Sort::Code,
        Some(_) if shape == Shape::Line => Sort::Code,
        Some(_) => Sort::Value,
    }
}

/// A question that is complete.
struct Asked {
    shape: Shape,
    rows: Option<Axis>,
    measures: Vec<Measured>,
    by: Option<Axis>,
    sort: Sort,
}

impl Asked {
    /// The years that are shown: the report's own, or all of the series.
    fn years<'a, T: Copy>(&self, source: &Source<'a, T>) -> Vec<Year<'a, T>> {
        match [self.rows, self.by].contains(&Some(Axis::Year)) {
            true => source.series.years().to_vec(),
            false => vec![Year { reported: source.reported, report: source.report }],
        }
    }

    /// The dimensions by which figures are told apart.
    fn dimensions(&self) -> Vec<Dimension> {
        let axes = [self.rows, self.by].into_iter().flatten();
        axes.filter_map(|axis| match axis {
            Axis::Dimension(dimension) => Some(dimension),
            Axis::Year => None,
        })
        .collect()
    }

    /// Every figure, in the order of years, measures and codes.
    fn placed<T: Copy>(&self, source: &Source<'_, T>, years: &[Year<'_, T>]) -> Vec<Placed> {
        let dimensions = self.dimensions();
        let mut placed = Vec::new();
        for Year { reported, .. } in years {
            let year = Head::Year(year_head(reported));
            for measured in &self.measures {
                let place = |codes: &mut dyn Iterator<Item = Head>| {
                    let mut head = |axis: Option<Axis>| match axis {
                        Some(Axis::Year) => Some(year.clone()),
                        Some(Axis::Dimension(_)) => codes.next(),
                        None => None,
                    };
                    let measure = Head::Measure(*measured);
                    let row = head(self.rows);
                    let column = head(self.by);
                    match (row, column) {
                        (Some(row), column) => (row, column.unwrap_or(measure)),
                        (None, column) => (measure, column.unwrap_or(year.clone())),
                    }
                };
                for Row { codes, value } in parts(source, reported, *measured, &dimensions) {
                    let coded = dimensions.iter().zip(codes);
                    let heads = coded.map(|(dimension, code)| Head::Code(*dimension, code));
                    let (row, column) = place(&mut heads.into_iter());
                    placed.push((row, column, value));
                }
                let rest = not_itemised(source, reported, *measured, &dimensions);
                if let Some(rest) = rest.filter(|_| self.shape != Shape::Line) {
                    let (row, column) = place(&mut std::iter::once(Head::NotItemised));
                    placed.push((row, column, Some(rest)));
                }
            }
        }
        placed
    }

    /// The figures as a table.
    fn arranged<T: Copy>(
        self,
        source: &Source<'_, T>,
        years: &[Year<'_, T>],
        placed: Vec<Placed>,
    ) -> Exhibit<T> {
        let (mut rows, mut columns) = (Vec::new(), Vec::new());
        for (row, column, _) in &placed {
            add(&mut rows, row);
            add(&mut columns, column);
        }
        for heads in [&mut rows, &mut columns] {
            heads.sort_by_key(|head| match head {
                Head::Code(dimension, code) => {
                    (head.rank(), source.vocabulary.position(*dimension, code))
                }
                head => (head.rank(), 0),
            });
        }
        let mut cells = vec![vec![None; columns.len()]; rows.len()];
        for (row, column, value) in placed {
            let at = |heads: &[Head], wanted: &Head| heads.iter().position(|head| head == wanted);
            if let (Some(row), Some(column)) = (at(&rows, &row), at(&columns, &column)) {
                cells[row][column] = value;
            }
        }
        let totals = columns.iter().map(|column| self.total(source, column)).collect();
        let year = match years {
            [only] => Some(year_head(&only.reported)),
            _ => None,
        };
        Exhibit {
            shape: self.shape,
            axis: self.rows,
            sort: self.sort,
            measures: self.measures,
            rows,
            columns,
            cells,
            totals,
            reports: years.iter().map(|year| year.report).collect(),
            year,
        }
    }

    /// What the rows of a column are parts of. Years are never added up.
    fn total<T: Copy>(&self, source: &Source<'_, T>, column: &Head) -> Option<Value> {
        let Some(Axis::Dimension(summed)) = self.rows else { return None };
        let (reported, cell, measured) = match column {
            Head::Year(YearHead { year, .. }) => {
                (source.series.year(*year)?, Cell::all(), *self.measures.first()?)
            }
            Head::Code(dimension, code) => {
                let cell = Cell::all().with(*dimension, code.as_str());
                (source.reported, cell, *self.measures.first()?)
            }
            Head::Measure(measured) => (source.reported, Cell::all(), *measured),
            Head::NotItemised => return None,
        };
        let Measured { measure, comparison: None } = measured else { return None };
        match measure.is_share() {
            true if summed.is_multiple() || !cell.is_all() => None,
            true => Some(Value::stated(Decimal::ONE_HUNDRED)),
            false if measure.adds_up() => reported.value(measure, &cell).ok(),
            false => None,
        }
    }
}

fn add(heads: &mut Vec<Head>, head: &Head) {
    if !heads.contains(head) {
        heads.push(head.clone());
    }
}

fn year_head(reported: &Reported<'_>) -> YearHead {
    let Reported { year, comparable, .. } = *reported;
    YearHead { year, through: reported.through(), comparable }
}

/// The same dataset of a report of the series, alone; all its datasets where it has none of this
/// name.
fn scope<'a>(reported: &Reported<'a>, dataset: &str) -> Reported<'a> {
    let same = reported.datasets.iter().find(|own| own.id == dataset);
    Reported { datasets: same.map_or(reported.datasets, std::slice::from_ref), ..*reported }
}

/// A measure by some dimensions, or how it stands to the year before.
fn parts<T: Copy>(
    source: &Source<'_, T>,
    reported: &Reported<'_>,
    measured: Measured,
    dimensions: &[Dimension],
) -> Vec<Row> {
    let of = |reported: &Reported<'_>| -> Vec<Row> {
        if dimensions.is_empty() {
            let own = scope(reported, &source.dataset.id);
            let value = own.value(measured.measure, &Cell::all());
            let value = value.or_else(|_| reported.value(measured.measure, &Cell::all()));
            return vec![Row { codes: Vec::new(), value: value.ok() }];
        }
        let own = scope(reported, &source.dataset.id);
        let found = own.breakdown(measured.measure, dimensions, source.vocabulary);
        found.map_or_else(Vec::new, |breakdown| breakdown.rows)
    };
    let mut now = of(reported);
    let Some(comparison) = measured.comparison else { return now };
    let before = source.series.year(reported.year - 1);
    let complete = |reported: &Reported<'_>| reported.through().is_none();
    let before =
        before.filter(|before| reported.comparable && complete(before) && complete(reported));
    let then = before.map_or_else(Vec::new, |before| of(&before));
    for row in &mut now {
        let same = then.iter().find(|other| other.codes == row.codes);
        let pair = row.value.zip(same.and_then(|other| other.value));
        row.value = pair.and_then(|(now, then)| comparison.between(now, then));
    }
    now
}

/// What is missing between the parts and their total, to one decimal: beyond what computing shares
/// leaves.
fn not_itemised<T>(
    source: &Source<'_, T>,
    reported: &Reported<'_>,
    measured: Measured,
    dimensions: &[Dimension],
) -> Option<Value> {
    if dimensions.len() != 1 || measured.comparison.is_some() {
        return None;
    }
    let own = scope(reported, &source.dataset.id);
    let breakdown = own.breakdown(measured.measure, dimensions, source.vocabulary)?;
    let rest = rounded(breakdown.not_itemised()?.number, 1).normalize();
    (!rest.is_zero()).then(|| Value::stated(rest))
}

impl<T> Exhibit<T> {
    /// Puts the rows in their order, as far as no language is needed for it.
    fn sort_rows(&mut self) {
        if self.sort != Sort::Value {
            return;
        }
        let stacked = self.shape == Shape::Stacked;
        let key = |cells: &[Option<Value>]| match stacked {
            true => checked_sum(cells.iter().flatten().map(|value| value.number)),
            false => cells.first().copied().flatten().map(|value| value.number),
        };
        self.reorder(|head, cells| (head.rank(), Reverse(key(cells))));
    }

    /// Puts the rows in an order; those that it holds equal stay as they stand.
    pub fn reorder<K: Ord>(&mut self, key: impl Fn(&Head, &[Option<Value>]) -> K) {
        let rows = std::mem::take(&mut self.rows).into_iter();
        let mut together: Vec<(Head, Vec<Option<Value>>)> =
            rows.zip(std::mem::take(&mut self.cells)).collect();
        together.sort_by_cached_key(|(head, cells)| key(head, cells));
        (self.rows, self.cells) = together.into_iter().unzip();
    }

    /// What must not be drawn so.
    fn problems(&self, by: Option<Axis>) -> Vec<Problem> {
        let mut problems = Vec::new();
        let series = self.columns.iter().filter(|column| !column.is_unknown()).count();
        if let Some(by) = by.filter(|_| series > MOST_SERIES && self.shape != Shape::Table) {
            problems.push(Problem::too_many_series(by, series));
        }
        if self.shape == Shape::Stacked {
            problems.extend(self.stacking(by));
        }
        problems
    }

    fn stacking(&self, by: Option<Axis>) -> Option<Problem> {
        match by {
            Some(Axis::Dimension(dimension)) if dimension.is_multiple() => {
                return Some(Problem::overlapping(Axis::Dimension(dimension)));
            }
            _ => {}
        }
        let numbers = || self.cells.iter().flatten().flatten().map(|value| value.number);
        if numbers().any(|number| number < Decimal::ZERO) {
            return Some(Problem::negative());
        }
        if !self.measures.iter().all(|measured| measured.measure.is_share()) {
            return None;
        }
        // Each share may have been rounded up by half of its last digit.
        let half = |value: &Value| Decimal::new(5, value.number.scale().min(20) + 1);
        self.rows.iter().zip(&self.cells).find_map(|(row, cells)| {
            let sum = checked_sum(cells.iter().flatten().map(|value| value.number))?;
            let rounding = checked_sum(cells.iter().flatten().map(half))?;
            let over = sum > Decimal::ONE_HUNDRED + rounding;
            over.then(|| {
                Problem::over_the_whole(&row.code(), &rounded(sum, 1).normalize().to_string())
            })
        })
    }
}

impl Head {
    /// How data and addresses name it.
    fn code(&self) -> String {
        match self {
            Head::Year(YearHead { year, .. }) => year.to_string(),
            Head::Code(_, code) => code.clone(),
            Head::Measure(measured) => measured.measure.id().to_owned(),
            Head::NotItemised => "not-itemised".to_owned(),
        }
    }
}
