//! What a chart or a table shows: an author's question, and the figures that answer it.
//!
//! [`Query`] is what a block of a text asks for. [`Query::resolve`] holds it against a report and
//! its series and gives an [`Exhibit`], rows and columns of figures by code, or says what is wrong
//! with the question. Words, and the reader's order of them, are for whoever shows it.
//!
//! What must never stand on one axis is refused here: years and quarters, regimes, counts of
//! different things. Within these bounds the unknown share is never left out.

mod problem;
mod resolve;

use std::fmt;

use jiff::civil::Date;

use super::figure::{Comparison, Unit};
use super::statistics::Value;
use super::vocabulary::{Dimension, Measure, OTHER, UNKNOWN};

pub use problem::{Field, Problem};
pub use resolve::Source;

/// In which form figures are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Horizontal bars.
    Bar,
    /// Groups of horizontal bars.
    Grouped,
    /// Horizontal bars of parts side by side.
    Stacked,
    /// Lines over time.
    Line,
    /// A table.
    Table,
}

impl Shape {
    /// The types of charts, by the names that authors give them.
    pub const CHARTS: &[(&str, Shape)] = &[
        ("bar", Shape::Bar),
        ("grouped", Shape::Grouped),
        ("stacked", Shape::Stacked),
        ("line", Shape::Line),
    ];

    /// Its name.
    pub fn id(self) -> &'static str {
        Self::CHARTS.iter().find(|(_, own)| *own == self).map_or("table", |(id, _)| id)
    }
}

/// By what figures are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// The years of all reports of a series.
    Year,
    /// A dimension of the dataset.
    Dimension(Dimension),
}

impl Axis {
    /// The axis of this name.
    pub fn from_id(id: &str) -> Option<Axis> {
        match id {
            "year" => Some(Axis::Year),
            id => Dimension::from_id(id).map(Axis::Dimension),
        }
    }

    /// Its name.
    pub fn id(self) -> &'static str {
        match self {
            Axis::Year => "year",
            Axis::Dimension(dimension) => dimension.id(),
        }
    }

    /// The names of all axes.
    pub fn ids() -> impl Iterator<Item = &'static str> + Clone {
        std::iter::once("year").chain(Dimension::ALL.iter().map(|dimension| dimension.id()))
    }

    /// Whether it goes through time, so that its order is fixed.
    pub fn is_time(self) -> bool {
        matches!(self, Axis::Year | Axis::Dimension(Dimension::Quarter))
    }
}

/// A measure, or how it stands to the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// What is measured.
    pub measure: Measure,
    /// How it is compared.
    pub comparison: Option<Comparison>,
}

impl Measured {
    /// Reads `incidents` or `incidents/change`.
    pub fn parse(text: &str) -> Option<Measured> {
        let (measure, comparison) = match text.split_once('/') {
            Some((measure, comparison)) => (measure, Some(Comparison::from_id(comparison)?)),
            None => (text, None),
        };
        Some(Measured { measure: Measure::from_id(measure)?, comparison })
    }

    /// The names of all measures.
    pub fn ids() -> Vec<&'static str> {
        Measure::ALL.iter().map(|measure| measure.id()).collect()
    }

    /// What it is in.
    pub fn unit(self) -> Unit {
        match self.comparison {
            Some(comparison) => comparison.unit(self.measure),
            None => Unit::of(self.measure),
        }
    }

    /// Whether both may be drawn on one axis: the same thing counted, or shares.
    pub fn goes_with(self, other: Measured) -> bool {
        let shares =
            |measured: Measured| measured.unit() == Unit::Percent && measured.comparison.is_none();
        self == other || (shares(self) && shares(other))
    }
}

/// As an author writes it.
impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.measure.id())?;
        self.comparison.map_or(Ok(()), |comparison| write!(f, "/{}", comparison.id()))
    }
}

/// In which order rows stand. Whatever the order, what is something else, not itemised or not known
/// comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The largest first.
    Value,
    /// As the vocabulary has them.
    Code,
    /// By name, in the reader's language.
    Name,
}

impl Sort {
    /// The orders by name.
    pub const ALL: &[(&str, Sort)] =
        &[("value", Sort::Value), ("code", Sort::Code), ("name", Sort::Name)];
}

/// What an author asks to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// In which form.
    pub shape: Shape,
    /// What the rows are. Of a table, `None` is the dataset's only dimension.
    pub rows: Option<Axis>,
    /// What is measured. Of a table, none is all that the dataset measures.
    pub measures: Vec<Measured>,
    /// What the columns are, unless they are the measures.
    pub by: Option<Axis>,
    /// In which order the rows stand; charts of time have their own.
    pub sort: Option<Sort>,
}

/// What a row or a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// A year.
    Year(YearHead),
    /// A code of a dimension.
    Code(Dimension, String),
    /// A measure.
    Measure(Measured),
    /// What is missing between the parts and their total.
    NotItemised,
}

/// A year of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearHead {
    /// Which.
    pub year: i16,
    /// The last day that is told of, where the year is not complete.
    pub through: Option<Date>,
    /// Whether it may be held against the year before.
    pub comparable: bool,
}

impl Head {
    /// Whether it says that something is not known, or not told.
    pub fn is_unknown(&self) -> bool {
        match self {
            Head::NotItemised => true,
            Head::Code(_, code) => code == UNKNOWN,
            _ => false,
        }
    }

    /// Whether it is a year that is not complete.
    pub fn is_partial(&self) -> bool {
        matches!(self, Head::Year(YearHead { through: Some(_), .. }))
    }

    /// Where it stands among the others, whatever their order: real codes first.
    pub fn rank(&self) -> u8 {
        match self {
            Head::Code(_, code) if code == UNKNOWN => 3,
            Head::NotItemised => 2,
            Head::Code(_, code) if code == OTHER => 1,
            _ => 0,
        }
    }
}

/// Figures in rows and columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Exhibit<T> {
    /// In which form they are shown.
    pub shape: Shape,
    /// What the rows are; `None` where each is a measure.
    pub axis: Option<Axis>,
    /// In which order they stand. By name they are left to whoever knows the names.
    pub sort: Sort,
    /// What is measured.
    pub measures: Vec<Measured>,
    /// The rows.
    pub rows: Vec<Head>,
    /// The columns, at least one.
    pub columns: Vec<Head>,
    /// The figures, row by row; `None` where there is none, which is not zero.
    pub cells: Vec<Vec<Option<Value>>>,
    /// Each column's total, where parts and total can be told.
    pub totals: Vec<Option<Value>>,
    /// The reports whose figures they are, the oldest first.
    pub reports: Vec<T>,
    /// The year, where it is one.
    pub year: Option<YearHead>,
}

impl<T> Exhibit<T> {
    /// The measure of a cell.
    pub fn measured(&self, row: usize, column: usize) -> Option<Measured> {
        let of = |head: Option<&Head>| match head {
            Some(Head::Measure(measured)) => Some(*measured),
            _ => None,
        };
        of(self.columns.get(column))
            .or_else(|| of(self.rows.get(row)))
            .or_else(|| self.measures.first().copied())
    }
}
