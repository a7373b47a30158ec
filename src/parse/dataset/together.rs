//! What the datasets of one report must agree on.

use std::sync::Arc;

use super::checks::half;
use crate::diagnostics::{DATASET_SHARE, DATASET_TOTAL, Diagnostics, Location};
use crate::identity::SourceId;
use crate::incidents::{Cell, Dataset, Form, Measure, Reported, TOTAL};

/// Holds every dataset against those before it; each comes with its file.
pub(in crate::parse) fn check(datasets: &[(Arc<Dataset>, SourceId)], out: &mut Diagnostics) {
    for (at, (dataset, source)) in datasets.iter().enumerate() {
        let all: Vec<Arc<Dataset>> =
            datasets[..at].iter().map(|(former, _)| Arc::clone(former)).collect();
        check_totals(dataset, &all, source, out);
        check_shares(dataset, &all, source, out);
    }
}

/// What a dataset and the first before it that knows it count of all incidents, and of each
/// combination of codes that aggregates have.
fn check_totals(
    dataset: &Dataset,
    former: &[Arc<Dataset>],
    source: &SourceId,
    out: &mut Diagnostics,
) {
    let mut cells = vec![Cell::all()];
    if dataset.form == Form::Aggregates {
        cells.extend(self::cells(dataset));
    }
    for measure in dataset.measures().filter(|measure| !measure.is_share()) {
        for cell in &cells {
            let Some(own) = dataset.value(measure, cell) else { continue };
            let of =
                |former: &Arc<Dataset>| Some((former.value(measure, cell)?, former.id.clone()));
            let Some((other, name)) = former.iter().find_map(of) else { continue };
            if own.number == other.number {
                continue;
            }
            let of: String = cell.iter().map(|(_, code)| format!(" of `{code}`")).collect();
            let (own, other) = (own.number.normalize(), other.number.normalize());
            let what = measure.id();
            let message =
                format!("`{what}`{of} are {own} here, and {other} in the dataset `{name}`");
            let help = (cell.is_all() && own < other).then(|| {
                let rest = other - own;
                format!(
                    "add the missing {rest} as a line `unknown` or `other`, or correct a number"
                )
            });
            let fault = DATASET_TOTAL.at(Location::whole(source), message);
            out.push(fault.maybe_help(help));
        }
    }
}

/// Shares that are stated, against counts of other datasets.
fn check_shares(
    dataset: &Dataset,
    former: &[Arc<Dataset>],
    source: &SourceId,
    out: &mut Diagnostics,
) {
    if dataset.form == Form::Records || former.is_empty() {
        return;
    }
    let others = Reported { year: 0, regime: None, comparable: true, datasets: former };
    for measure in [Measure::Share, Measure::UserHoursShare] {
        for cell in cells(dataset) {
            let Some(stated) = dataset.value(measure, &cell) else { continue };
            let Ok(known) = others.value(measure, &cell) else { continue };
            let slack = match known.computed {
                true => half(stated.number),
                false => half(stated.number).max(half(known.number)),
            };
            if (stated.number - known.number).abs() > slack {
                let of: Vec<&str> = cell.iter().map(|(_, code)| code).collect();
                let (own, other) =
                    (stated.number, crate::incidents::rounded(known.number, 2).normalize());
                let message = format!(
                    "the share of `{}` is {own} % here, and {other} % by other datasets",
                    of.join("`, `")
                );
                out.push(DATASET_SHARE.at(Location::whole(source), message));
            }
        }
    }
}

/// Every combination of codes of aggregates, without totals.
fn cells(dataset: &Dataset) -> Vec<Cell> {
    let cell = |line: usize| {
        let codes = dataset.dimensions().filter_map(|dimension| {
            let code = dataset.codes(dimension)?.at(line).next()?;
            (code != TOTAL).then_some((dimension, code))
        });
        codes.fold(Cell::all(), |cell, (dimension, code)| cell.with(dimension, code))
    };
    (0..dataset.lines).map(cell).filter(|cell| !cell.is_all()).collect()
}
