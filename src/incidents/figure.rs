//! What a text names by `data:<publication>/<measure>[/<comparison>][?<dimension>=<code>&…]`.

use rust_decimal::Decimal;

use super::statistics::{Cell, Value};
use super::vocabulary::{Dimension, Measure};
use crate::diagnostics::did_you_mean;
use crate::identity::PublicationId;

/// How a figure stands to the same one of the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// By how many per cent it is more; negative when it is less.
    Change,
    /// By how many per cent it is less: for texts that say "fewer".
    Decrease,
    /// By how much it is more; negative when it is less.
    Difference,
    /// By how much it is less.
    Shortfall,
    /// How many times as much it is.
    Ratio,
}

impl Comparison {
    const ALL: &[(&str, Comparison)] = &[
        ("change", Comparison::Change),
        ("decrease", Comparison::Decrease),
        ("difference", Comparison::Difference),
        ("shortfall", Comparison::Shortfall),
        ("ratio", Comparison::Ratio),
    ];

    /// Its name in a reference.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(_, own)| *own == self).map_or("change", |(id, _)| id)
    }

    /// The comparison of this name.
    pub fn from_id(id: &str) -> Option<Comparison> {
        Self::ALL.iter().find(|(own, _)| *own == id).map(|(_, comparison)| *comparison)
    }

    /// Of a figure with the one before it; `None` where that is zero and cannot be divided by.
    pub fn between(self, now: Value, before: Value) -> Option<Value> {
        let difference = now.number.checked_sub(before.number)?;
        let change = || difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before.number);
        match self {
            Comparison::Change => change().map(Value::computed),
            Comparison::Decrease => change().map(|change| Value::computed(-change)),
            Comparison::Ratio => now.number.checked_div(before.number).map(Value::computed),
            Comparison::Difference | Comparison::Shortfall => {
                let sign = if self == Comparison::Difference { difference } else { -difference };
                let computed = now.computed || before.computed;
                Some(Value { number: sign.normalize(), computed })
            }
        }
    }

    /// What it is in.
    pub fn unit(self, measure: Measure) -> Unit {
        match self {
            Comparison::Change | Comparison::Decrease => Unit::Percent,
            Comparison::Ratio => Unit::Number,
            Comparison::Difference | Comparison::Shortfall => match Unit::of(measure) {
                Unit::Percent => Unit::Points,
                unit => unit,
            },
        }
    }
}

/// What a figure is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// So many, or so many times.
    Number,
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// Users × hours.
    UserHours,
    /// Hours.
    Hours,
}

impl Unit {
    /// What a measure is in.
    pub fn of(measure: Measure) -> Unit {
        match measure {
            Measure::Share | Measure::UserHoursShare => Unit::Percent,
            Measure::UserHours => Unit::UserHours,
            Measure::Duration => Unit::Hours,
            _ => Unit::Number,
        }
    }
}

/// The figure that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// How much.
    pub value: Value,
    /// In what.
    pub unit: Unit,
}

/// The name of a figure, as a text writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The report; the one whose text it is where none is named.
    pub publication: Option<PublicationId>,
    /// What is measured.
    pub measure: Measure,
    /// Of which incidents; codes are checked when the site's own are known.
    pub cell: Cell,
    /// Against the year before.
    pub comparison: Option<Comparison>,
}

/// Why a name is not that of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoFigure {
    /// What is wrong.
    pub problem: String,
    /// What to write.
    pub help: String,
}

impl Figure {
    /// Reads what follows `data:`.
    pub fn parse(text: &str) -> Result<Figure, NoFigure> {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let mut segments: Vec<&str> = path.trim_start_matches("@/").split('/').collect();
        let comparison = segments.last().copied().and_then(Comparison::from_id);
        if comparison.is_some() {
            segments.pop();
        }
        let written = segments.pop().unwrap_or_default();
        let measure = Measure::from_id(written).ok_or_else(|| no_measure(written, &segments))?;
        let publication = (!segments.is_empty()).then(|| PublicationId::new(segments.join("/")));
        if let Some(id) = publication.as_ref().filter(|id| !id.is_well_formed()) {
            return Err(NoFigure {
                problem: format!("`{id}` is not a publication"),
                help: FORM.to_owned(),
            });
        }
        let mut cell = Cell::all();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (written, code) = pair.split_once('=').unwrap_or((pair, ""));
            let dimension = Dimension::from_id(written).ok_or_else(|| no_dimension(written))?;
            if code.is_empty() {
                return Err(NoFigure {
                    problem: format!("`{written}` has no code"),
                    help: FORM.to_owned(),
                });
            }
            cell = cell.with(dimension, code);
        }
        Ok(Figure { publication, measure, cell, comparison })
    }
}

const FORM: &str = "write `data:<publication>/<measure>?<dimension>=<code>`, such as \
     `data:incident-reports/nis-2024/share?sector=health`";

fn no_measure(written: &str, before: &[&str]) -> NoFigure {
    let measures = Measure::ALL.iter().map(|measure| measure.id());
    let comparisons = Comparison::ALL.iter().map(|(id, _)| *id);
    // `…/incidents/chnage`: the comparison is what is misspelt.
    let follows_one = before.last().is_some_and(|last| Measure::from_id(last).is_some());
    let (what, meant, known): (&str, _, Vec<&str>) = match follows_one {
        true => {
            let meant = did_you_mean(written, comparisons.clone());
            ("is not a comparison with the year before", meant, comparisons.collect())
        }
        false => ("is not a measure", did_you_mean(written, measures.clone()), measures.collect()),
    };
    let help = meant.unwrap_or_else(|| format!("known: `{}`", known.join("`, `")));
    NoFigure { problem: format!("`{written}` {what}"), help }
}

fn no_dimension(written: &str) -> NoFigure {
    let known = Dimension::ALL.iter().map(|dimension| dimension.id());
    let help = did_you_mean(written, known.clone());
    let listed = || format!("known: `{}`", known.collect::<Vec<_>>().join("`, `"));
    NoFigure {
        problem: format!("`{written}` is not a dimension"),
        help: help.unwrap_or_else(listed),
    }
}
