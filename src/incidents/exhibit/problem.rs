//! What can be wrong with a question.

use super::{Axis, Measured, Shape};
use crate::diagnostics::did_you_mean;
use crate::incidents::chart::MOST_SERIES;

/// The field of a block that a problem is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// `data`
    Data,
    /// `type`
    Type,
    /// `x`
    X,
    /// `y`
    Y,
    /// `by`
    By,
    /// `sort`
    Sort,
}

/// What is wrong with a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which field says it.
    pub field: Field,
    /// What is wrong.
    pub message: String,
    /// What to write.
    pub help: Option<String>,
}

impl Problem {
    fn new(field: Field, message: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem { field, message: message.into(), help: Some(help.into()) }
    }

    pub(super) fn no_axis(field: Field, dataset: &str, axis: Axis, known: &[&str]) -> Problem {
        let message = format!("the dataset `{dataset}` has no `{}`", axis.id());
        Problem { field, message, help: Some(meant(axis.id(), known)) }
    }

    pub(super) fn no_measure(dataset: &str, measured: Measured, known: &[&str]) -> Problem {
        let id = measured.measure.id();
        let message = format!("the dataset `{dataset}` does not measure `{id}`");
        Problem { field: Field::Y, message, help: Some(meant(id, known)) }
    }

    pub(super) fn which_dimension(dataset: &str, known: &[&str]) -> Problem {
        let message = format!("the dataset `{dataset}` has more than one dimension");
        Problem::new(Field::Data, message, format!("name one: `x: {}`", known.join("`, `x: ")))
    }

    pub(super) fn too_many_series(by: Axis, count: usize) -> Problem {
        let id = by.id();
        let message =
            format!("`by: {id}` gives {count} series; nobody tells more than {MOST_SERIES} apart");
        Problem::new(
            Field::By,
            message,
            format!("write `x: {id}` and another `by`, or a `dataset` table"),
        )
    }

    pub(super) fn over_the_whole(row: &str, sum: &str) -> Problem {
        let message = format!("the shares of `{row}` are {sum} % together, more than a whole");
        Problem::new(
            Field::Type,
            message,
            "write `type: grouped`: parts that overlap are not stacked",
        )
    }

    pub(super) fn overlapping(axis: Axis) -> Problem {
        let message = format!(
            "an incident may have several of `{}`, so they are no parts of a whole",
            axis.id()
        );
        Problem::new(Field::Type, message, "write `type: grouped`")
    }

    pub(super) fn nothing(dataset: &str) -> Problem {
        let message = format!("the dataset `{dataset}` has nothing to show here");
        Problem { field: Field::Data, message, help: None }
    }

    pub(super) fn negative() -> Problem {
        Problem::new(Field::Type, "parts of a whole cannot be negative", "write `type: grouped`")
    }

    pub(super) fn no_year_before(year: i16) -> Problem {
        let message = format!("there is no complete report of {} to compare with", year - 1);
        Problem::new(
            Field::Y,
            message,
            "comparisons need two complete years of one series, regime and method",
        )
    }
}

/// Looks at a question alone, before there are data.
pub(super) fn alone(
    shape: Shape,
    rows: Option<Axis>,
    measures: &[Measured],
    by: Option<Axis>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some((first, other)) =
        measures.first().zip(measures.iter().find(|m| !m.goes_with(measures[0])))
        && shape != Shape::Table
    {
        let (first, other) = (first.measure.id(), other.measure.id());
        let message =
            format!("`{first}` and `{other}` are different things and never share an axis");
        problems.push(Problem::new(Field::Y, message, "write a chart for each"));
    }
    if measures.len() > 1 && by.is_some() {
        problems.push(Problem::new(
            Field::By,
            "the series are either measures or codes, not both",
            "leave one measure in `y`, or leave out `by`",
        ));
    }
    let several = measures.len() > 1 || by.is_some();
    match shape {
        Shape::Bar if several => {
            problems.push(Problem::new(
                Field::Type,
                "a `bar` chart has one series",
                "write `type: grouped`, or `type: stacked` for parts of a whole",
            ));
        }
        Shape::Grouped | Shape::Stacked if !several && !measures.is_empty() => {
            let message = format!("a `{}` chart has several series", shape.id());
            problems.push(Problem::new(Field::Type, message, "add a `by`, or write `type: bar`"));
        }
        Shape::Stacked if measures.len() > 1 => {
            problems.push(Problem::new(
                Field::Type,
                "shares of different wholes cannot be stacked",
                "write `type: grouped`",
            ));
        }
        Shape::Stacked if by == Some(Axis::Year) => {
            problems.push(Problem::new(
                Field::By,
                "years are never added up",
                "write `x: year`, or `type: grouped`",
            ));
        }
        Shape::Line if rows.is_some_and(|rows| !rows.is_time()) => {
            problems.push(Problem::new(
                Field::X,
                "a line joins points in time",
                "write `x: year` or `x: quarter`, or `type: bar`",
            ));
        }
        _ => {}
    }
    if rows.is_some() && rows == by {
        problems.push(Problem::new(Field::By, "`x` and `by` are the same", "leave out `by`"));
    }
    if rows == Some(Axis::Year) && by.is_some_and(Axis::is_time) && by != rows {
        problems.push(Problem::new(
            Field::By,
            "quarters and years never stand on one axis",
            "write `x: quarter` and `by: year`",
        ));
    }
    problems
}

fn meant(written: &str, known: &[&str]) -> String {
    did_you_mean(written, known.iter().copied())
        .unwrap_or_else(|| format!("known here: `{}`", known.join("`, `")))
}
