//! Statistics of tables written by hand, and what must hold of any.

use std::sync::Arc;

use proptest::prelude::{Strategy, prop};
use proptest::{prop_assert, prop_assert_eq, proptest};

use super::*;

fn codes(codes: &[&str]) -> Cells {
    let mut column = Codes::default();
    codes.iter().for_each(|code| column.push(code));
    Cells::Codes(column)
}

fn numbers(numbers: &[&str]) -> Cells {
    let parse = |number: &&str| (!number.is_empty()).then(|| number.parse().unwrap());
    Cells::Numbers(numbers.iter().map(parse).collect())
}

fn table(id: &str, form: Form, columns: Vec<(Named, Cells)>) -> Arc<Dataset> {
    let lines = columns.iter().map(|(_, cells)| match cells {
        Cells::Texts(texts) => texts.len(),
        Cells::Days(days) => days.len(),
        Cells::Codes(codes) => codes.lines(),
        Cells::Numbers(numbers) => numbers.len(),
    });
    let lines = lines.max().unwrap_or(0);
    let columns = columns.into_iter().map(|(named, cells)| Column { named, cells }).collect();
    Arc::new(Dataset { id: id.to_owned(), form, columns, lines, through: None })
}

fn reported(year: i16, datasets: &[Arc<Dataset>]) -> Reported<'_> {
    Reported { year, regime: Some("nis"), comparable: true, datasets }
}

fn nis(year: i16) -> Vec<Arc<Dataset>> {
    let incidents = if year == 2024 { "1276" } else { "1077" };
    let mut datasets = vec![table(
        "totals",
        Form::Aggregates,
        vec![(Named::Measure(Measure::Incidents), numbers(&[incidents]))],
    )];
    if year == 2024 {
        datasets.push(table(
            "sectors",
            Form::Aggregates,
            vec![
                (Named::Dimension(Dimension::Sector), codes(&["unknown", "health", "energy"])),
                (Named::Measure(Measure::Share), numbers(&["18", "22", "15"])),
            ],
        ));
    }
    datasets
}

#[test]
fn the_year_before() {
    let (now, before) = (nis(2024), nis(2023));
    let (now, before) = (reported(2024, &now), reported(2023, &before));
    let ask = |comparison| {
        now.answer(Some(before), Measure::Incidents, &Cell::all(), comparison).map(|answer| {
            let number = rounded(answer.value.number, 1).normalize().to_string();
            (number, answer.unit)
        })
    };
    assert_eq!(ask(None), Ok(("1276".to_owned(), Unit::Number)));
    assert_eq!(ask(Some(Comparison::Change)), Ok(("18.5".to_owned(), Unit::Percent)));
    assert_eq!(ask(Some(Comparison::Decrease)), Ok(("-18.5".to_owned(), Unit::Percent)));
    assert_eq!(ask(Some(Comparison::Difference)), Ok(("199".to_owned(), Unit::Number)));
    assert_eq!(ask(Some(Comparison::Ratio)), Ok(("1.2".to_owned(), Unit::Number)));
}

#[test]
fn what_is_missing_is_said() {
    let (now, before) = (nis(2024), nis(2023));
    let (now, before) = (reported(2024, &now), reported(2023, &before));
    let health = Cell::all().with(Dimension::Sector, "health");
    let space = Cell::all().with(Dimension::Sector, "space");
    let cause = Cell::all().with(Dimension::RootCause, "human-errors");
    assert_eq!(now.value(Measure::Share, &health).unwrap().number, Decimal::from(22));
    assert_eq!(now.value(Measure::Share, &space), Err(Missing::Cell));
    assert_eq!(now.value(Measure::Share, &cause), Err(Missing::Dimension(Dimension::RootCause)));
    assert_eq!(now.value(Measure::UserHours, &Cell::all()), Err(Missing::Measure));
    let change = Some(Comparison::Change);
    let ask = |now: Reported<'_>, before, cell| now.answer(before, Measure::Share, cell, change);
    assert_eq!(ask(now, None, &health), Err(Missing::YearBefore(2023)));
    assert_eq!(ask(now, Some(before), &health), Err(Missing::Dimension(Dimension::Sector)));
    let new_method = Reported { comparable: false, ..now };
    assert_eq!(ask(new_method, Some(before), &health), Err(Missing::Method));
}

#[test]
fn the_unknown_share_comes_last_and_stays() {
    let datasets = nis(2024);
    let by_sector = reported(2024, &datasets)
        .breakdown(Measure::Share, &[Dimension::Sector], &Vocabulary::default())
        .unwrap();
    let order: Vec<&str> = by_sector.rows.iter().map(|row| row.codes[0].as_str()).collect();
    assert_eq!(order, ["energy", "health", "unknown"]);
    assert_eq!(by_sector.not_itemised().unwrap().number, Decimal::from(45));
}

/// Codes of records in two dimensions, and their numbers of users.
fn records() -> impl Strategy<Value = Vec<(&'static str, &'static str, u32)>> {
    let sector = prop::sample::select(vec!["health", "energy", "unknown"]);
    let cause = prop::sample::select(vec!["human-errors", "malicious-actions", "other"]);
    prop::collection::vec((sector, cause, 0u32..1_000_000), 1..60)
}

fn of_records(records: &[(&str, &str, u32)]) -> Arc<Dataset> {
    let hours = vec!["1.5"; records.len()];
    let users: Vec<String> = records.iter().map(|(.., users)| users.to_string()).collect();
    let users: Vec<&str> = users.iter().map(String::as_str).collect();
    table(
        "records",
        Form::Records,
        vec![
            (
                Named::Dimension(Dimension::Sector),
                codes(&records.iter().map(|(sector, ..)| *sector).collect::<Vec<_>>()),
            ),
            (
                Named::Dimension(Dimension::RootCause),
                codes(&records.iter().map(|(_, cause, _)| *cause).collect::<Vec<_>>()),
            ),
            (Named::Measure(Measure::Users), numbers(&users)),
            (Named::Measure(Measure::Duration), numbers(&hours)),
        ],
    )
}

proptest! {
    /// Parts add up to the whole, shares to 100 %, in one dimension and in two.
    #[test]
    fn parts_add_up(records in records()) {
        let datasets = [of_records(&records)];
        let (report, vocabulary) = (reported(2024, &datasets), Vocabulary::default());
        for dimensions in [&[Dimension::Sector][..], &[Dimension::Sector, Dimension::RootCause]] {
            for measure in [Measure::Incidents, Measure::UserHours] {
                let parts = report.breakdown(measure, dimensions, &vocabulary).unwrap();
                let sum: Decimal = parts.rows.iter().map(|row| row.value.unwrap().number).sum();
                prop_assert_eq!(Some(sum), parts.total.map(|total| total.number));
                prop_assert_eq!(parts.not_itemised(), None);
                for row in &parts.rows {
                    let pairs = dimensions.iter().zip(&row.codes);
                    let cell = pairs.fold(Cell::all(), |cell, (of, code)| cell.with(*of, code));
                    prop_assert_eq!(report.value(measure, &cell).ok(), row.value);
                }
            }
            let shares = report.breakdown(Measure::Share, dimensions, &vocabulary).unwrap();
            let sum: Decimal = shares.rows.iter().map(|row| row.value.unwrap().number).sum();
            prop_assert_eq!(rounded(sum, 12), Decimal::ONE_HUNDRED);
            let shown: Decimal =
                shares.rows.iter().map(|row| rounded(row.value.unwrap().number, 0)).sum();
            let most_off = Decimal::new(5, 1) * Decimal::from(shares.rows.len());
            prop_assert!((shown - Decimal::ONE_HUNDRED).abs() <= most_off);
        }
    }

    /// A number that is written as a language writes it is read as it was.
    #[test]
    fn numbers_are_read_back(mantissa in -999_999_999_999i64..999_999_999_999, scale in 0u32..6) {
        let number = Decimal::new(mantissa, scale).normalize();
        for (decimal, group) in [('.', ','), (',', '.'), (',', '\u{a0}')] {
            let conventions =
                crate::translation::Conventions { decimal, groups: vec![group], ..Default::default() };
            let text = write(number, &conventions);
            let read = Written::read(&text, &conventions);
            prop_assert_eq!(read.map(|read| read.number), Some(number), "{}", text);
        }
    }
}

#[test]
fn several_codes_of_one_incident() {
    let mut services = Codes::default();
    services.push_many(["fixed-internet", "mobile-internet"].into_iter());
    services.push_many(["fixed-internet"].into_iter());
    let services = (Named::Dimension(Dimension::Service), Cells::Codes(services));
    let datasets = [table("records", Form::Records, vec![services])];
    let shares = reported(2024, &datasets)
        .breakdown(Measure::Share, &[Dimension::Service], &Vocabulary::default())
        .unwrap();
    let shares: Vec<String> =
        shares.rows.iter().map(|row| row.value.unwrap().number.to_string()).collect();
    assert_eq!(shares, ["100", "50"], "of incidents, not of mentions");
}
