//! What the lines of one file must fulfil together.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::table::Table;
use crate::diagnostics::{DATASET_DUPLICATE, DATASET_SHARE, DATASET_TOTAL};
use crate::incidents::{Cell, Dataset, Dimension, Form, Measure, Named, TOTAL};

/// Checks a file each of whose cells is sound; `starts` are the bytes at which its lines start.
pub(super) fn check(dataset: &Dataset, starts: &[usize], table: &mut Table<'_>) {
    if dataset.form == Form::Records {
        return;
    }
    let lines: Vec<Vec<&str>> = (0..dataset.lines).map(|line| codes(dataset, line)).collect();
    let places = Places { dataset, starts };
    duplicates(&lines, places, table);
    for measure in dataset.measures() {
        let Some(numbers) = dataset.numbers(measure) else { continue };
        if measure.is_share() {
            shares(measure, &lines, numbers, places, table);
        } else if measure.adds_up() {
            for (at, dimension) in dataset.dimensions().enumerate() {
                totals(measure, (at, dimension), &lines, numbers, places, table);
            }
        }
    }
}

/// The code of a line in each dimension.
fn codes(dataset: &Dataset, line: usize) -> Vec<&str> {
    let of = |dimension| dataset.codes(dimension).and_then(|codes| codes.at(line).next());
    dataset.dimensions().map(|dimension| of(dimension).unwrap_or_default()).collect()
}

/// Where the cells of a file stand.
#[derive(Clone, Copy)]
struct Places<'a> {
    dataset: &'a Dataset,
    starts: &'a [usize],
}

impl Places<'_> {
    fn of(self, line: usize, named: Named, table: &Table<'_>) -> crate::diagnostics::Location {
        let columns = &self.dataset.columns;
        let column = columns.iter().position(|column| column.named == named).unwrap_or(0);
        table.at(self.starts[line], column)
    }
}

/// Two lines about the same.
fn duplicates(lines: &[Vec<&str>], places: Places<'_>, table: &mut Table<'_>) {
    let mut seen = std::collections::BTreeSet::new();
    for (line, codes) in lines.iter().enumerate() {
        if !seen.insert(codes) {
            let message = match codes.is_empty() {
                true => "a file without dimensions has one line".to_owned(),
                false => format!("a line with `{}` is there already", codes.join("`, `")),
            };
            let first = places.dataset.columns.first().map(|column| column.named);
            let at = places.of(line, first.unwrap_or(Named::Id), table);
            table.push(DATASET_DUPLICATE.at(at, message));
        }
    }
}

/// Half a unit of the last digit that a number shows.
pub(super) fn half(number: Decimal) -> Decimal {
    Decimal::new(5, number.scale() + 1)
}

fn shares(
    measure: Measure,
    lines: &[Vec<&str>],
    numbers: &[Option<Decimal>],
    places: Places<'_>,
    table: &mut Table<'_>,
) {
    let named = Named::Measure(measure);
    let hundred = Decimal::ONE_HUNDRED;
    let mut sound = true;
    for (line, share) in numbers.iter().enumerate() {
        let Some(share) = share.filter(|share| *share > hundred) else { continue };
        sound = false;
        let message = format!("a share of {share} % is more than everything");
        table.push(DATASET_SHARE.at(places.of(line, named, table), message));
    }
    if !sound {
        return;
    }
    let is_part = |line: &usize| lines[*line].iter().all(|code| *code != TOTAL);
    let parts = || (0..lines.len()).filter(is_part).filter_map(|line| Some((line, numbers[line]?)));
    let apart = places.dataset.dimensions().all(|dimension| !dimension.is_multiple());
    let sum: Decimal = parts().map(|(_, share)| share).sum();
    let slack: Decimal = parts().map(|(_, share)| half(share)).sum();
    if apart && sum > hundred + slack {
        let last = parts().next_back().map_or(0, |(line, _)| line);
        let message = format!("the shares are together {sum} %, more than rounding explains");
        let help = "each incident has one code here: its shares cannot exceed 100 %";
        table.push(DATASET_SHARE.at(places.of(last, named, table), message).help(help));
    }
    beside_counts(measure, lines, numbers, places, table);
}

/// Shares that stand beside what they are shares of.
fn beside_counts(
    measure: Measure,
    lines: &[Vec<&str>],
    numbers: &[Option<Decimal>],
    places: Places<'_>,
    table: &mut Table<'_>,
) {
    let dataset = places.dataset;
    let Some(counted) = measure.whole() else { return };
    let (Some(counts), Some(whole)) =
        (dataset.numbers(counted), dataset.value(counted, &Cell::all()))
    else {
        return;
    };
    for line in 0..lines.len() {
        let (Some(share), Some(count)) = (numbers[line], counts[line]) else { continue };
        let part = count * Decimal::ONE_HUNDRED;
        let Some(exact) = part.checked_div(whole.number) else { continue };
        if (exact - share).abs() > half(share) {
            let at = places.of(line, Named::Measure(measure), table);
            let shown = crate::incidents::rounded(exact, share.scale().max(1)).normalize();
            let message = format!("{count} of {} are {shown} %, not {share} %", whole.number);
            table.push(DATASET_SHARE.at(at, message));
        }
    }
}

/// Totals over one dimension, against their parts.
fn totals(
    measure: Measure,
    (at, dimension): (usize, Dimension),
    lines: &[Vec<&str>],
    numbers: &[Option<Decimal>],
    places: Places<'_>,
    table: &mut Table<'_>,
) {
    // By the codes in the other dimensions: the line of the total, and the parts.
    type Group = (Option<usize>, Vec<Option<Decimal>>);
    let mut groups: BTreeMap<Vec<&str>, Group> = BTreeMap::new();
    for (line, codes) in lines.iter().enumerate() {
        let mut others = codes.clone();
        let own = others.remove(at);
        let group = groups.entry(others).or_default();
        match own {
            TOTAL => group.0 = Some(line),
            _ => group.1.push(numbers[line]),
        }
    }
    for (line, parts) in groups.into_values() {
        let Some(line) = line.filter(|_| !parts.is_empty()) else { continue };
        let Some(total) = numbers[line] else { continue };
        let known = parts.iter().flatten().copied();
        let complete = parts.iter().all(Option::is_some) && !dimension.is_multiple();
        let sum: Decimal = match dimension.is_multiple() {
            true => known.max().unwrap_or_default(),
            false => known.sum(),
        };
        let agrees = if complete { sum == total } else { sum <= total };
        if agrees {
            continue;
        }
        let named = Named::Measure(measure);
        let message = match dimension.is_multiple() {
            true => format!("the total is {total}, and one of its parts is {sum}"),
            false => format!("the total is {total}, and its parts add up to {sum}"),
        };
        let fault = DATASET_TOTAL.at(places.of(line, named, table), message);
        let rest = (total > sum).then(|| {
            let rest = total - sum;
            format!("add the missing {rest} as a line `unknown` or `other`, or correct a number")
        });
        table.push(fault.maybe_help(rest));
    }
}
