//! One cell: a name, a day, a code or a number.

use std::collections::HashSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::table::{Line, Table};
use super::{Described, personal};
use crate::diagnostics::{
    BAD_VALUE, DATASET_CODE, DATASET_DATE, DATASET_DECIMAL, DATASET_DUPLICATE, DATASET_MIXED,
    DATASET_NEGATIVE, DATASET_NUMBER, DATASET_PERSONAL, DATASET_USER_HOURS, Diagnostic, Location,
};
use crate::incidents::{Dimension, Form, Measure, Named, TOTAL, UNKNOWN};
use crate::publication::{PublicationDate, parse_date};

/// As many digits as every reader of JSON keeps.
const DIGITS: usize = 15;

/// What a cell holds.
pub(super) enum Typed<'c> {
    Text(&'c str),
    Day(Date),
    Code(&'c str),
    Codes(Vec<&'c str>),
    Number(Option<Decimal>),
    /// What is wrong with it was said.
    Faulty,
}

/// Reads the lines of one file.
pub(super) struct Reader<'a> {
    described: Described<'a>,
    head: Vec<Named>,
    ids: HashSet<Box<str>>,
}

/// What is wrong with a cell, before it is known where that stands.
type Fault = Box<dyn FnOnce(Location) -> Diagnostic>;

impl<'a> Reader<'a> {
    pub(super) fn new(described: Described<'a>, head: &[Named]) -> Self {
        Self { described, head: head.to_vec(), ids: HashSet::new() }
    }

    /// The cells of a line; what is wrong with them is told to the table.
    pub(super) fn line<'l>(&mut self, line: &'l Line, table: &mut Table<'_>) -> Vec<Typed<'l>> {
        let mut cells = Vec::with_capacity(self.head.len());
        for (at, (named, cell)) in self.head.iter().zip(line.cells.iter()).enumerate() {
            let cell = cell.trim();
            let read = match named {
                Named::Id => id(cell),
                Named::Date => day(cell, self.described),
                Named::Dimension(Dimension::Quarter) => quarter(cell, self.described),
                Named::Dimension(dimension) if dimension.is_multiple() => {
                    codes(*dimension, cell, self.described)
                }
                Named::Dimension(dimension) => {
                    code(*dimension, cell, self.described).map(Typed::Code)
                }
                Named::Measure(measure) => {
                    number(*measure, cell, self.described).map(Typed::Number)
                }
            };
            cells.push(read.unwrap_or_else(|fault| {
                table.push(match personal::what(cell) {
                    Some(what) => identifies(what, table.at(line.start, at)),
                    None => fault(table.at(line.start, at)),
                });
                Typed::Faulty
            }));
        }
        self.check_id(line, table);
        if self.described.form == Form::Records {
            self.check_user_hours(&cells, line, table);
            self.check_parents(&cells, line, table);
        }
        cells
    }

    fn check_id(&mut self, line: &Line, table: &mut Table<'_>) {
        let Some(at) = self.head.iter().position(|named| *named == Named::Id) else { return };
        let id = line.cells[at].trim();
        if id.is_empty() {
            return;
        }
        if !self.ids.insert(id.into()) {
            let message = format!("the id `{id}` is that of an earlier line too");
            table.push(DATASET_DUPLICATE.at(table.at(line.start, at), message));
        }
    }

    /// User-hours that are stated must be users × hours, up to half a unit of what was rounded.
    fn check_user_hours(&self, cells: &[Typed<'_>], line: &Line, table: &mut Table<'_>) {
        let number = |measure| {
            let at = self.head.iter().position(|named| *named == Named::Measure(measure))?;
            match &cells[at] {
                Typed::Number(Some(number)) => Some((at, *number)),
                _ => None,
            }
        };
        let all = (number(Measure::Users), number(Measure::Duration), number(Measure::UserHours));
        let (Some((_, users)), Some((_, hours)), Some((at, stated))) = all else { return };
        let half = |number: Decimal| Decimal::new(5, number.scale() + 1);
        let (product, slack) = (users.checked_mul(hours), users.checked_mul(half(hours)));
        let (Some(product), Some(slack)) = (product, slack) else { return };
        if (stated - product).abs() > slack + half(stated) {
            let product = product.normalize();
            let message = format!("{users} users × {hours} hours are {product}, not {stated}");
            table.push(DATASET_USER_HOURS.at(table.at(line.start, at), message));
        }
    }

    /// A subsector belongs to the sector beside it.
    fn check_parents(&self, cells: &[Typed<'_>], line: &Line, table: &mut Table<'_>) {
        let code = |wanted| {
            let wanted = Named::Dimension(wanted);
            let at = self.head.iter().position(|named| *named == wanted)?;
            match &cells[at] {
                Typed::Code(code) => Some((at, *code)),
                _ => None,
            }
        };
        for dimension in Dimension::ALL {
            let Some((parent, of)) = dimension.parent() else { continue };
            let (Some((at, own)), Some((_, above))) = (code(*dimension), code(parent)) else {
                continue;
            };
            if let Some(expected) = of(own).filter(|expected| *expected != above) {
                let message = format!("`{own}` belongs to `{expected}`, and not to `{above}`");
                table.push(DATASET_CODE.at(table.at(line.start, at), message));
            }
        }
    }
}

fn identifies(what: &str, at: Location) -> Diagnostic {
    let help = "remove it from the file: datasets are published as they are";
    DATASET_PERSONAL.at(at, format!("the cell is {what}")).help(help)
}

fn fault(make: impl FnOnce(Location) -> Diagnostic + 'static) -> Fault {
    Box::new(make)
}

fn id(cell: &str) -> Result<Typed<'_>, Fault> {
    let sound = |b: u8| b.is_ascii_alphanumeric() || b"._-/:".contains(&b);
    if !cell.is_empty()
        && cell.len() <= 64
        && cell.bytes().all(sound)
        && personal::what(cell).is_none()
    {
        return Ok(Typed::Text(cell));
    }
    let shown = cell.to_owned();
    Err(fault(move |at| {
        let message = match shown.is_empty() {
            true => "a record has no id".to_owned(),
            false => format!("`{shown}` is not an id"),
        };
        BAD_VALUE.at(at, message).help("use letters, digits and `- . _ / :`, at most 64")
    }))
}

/// A day of the report's year.
fn day<'c>(cell: &'c str, described: Described<'_>) -> Result<Typed<'c>, Fault> {
    if is_quarter(cell).is_some() || is_year(cell) {
        return Err(mixed(cell, "the column `date` holds days"));
    }
    let day = match parse_date(cell, &TimeZone::UTC) {
        Ok(PublicationDate::Day(day)) => day,
        Ok(PublicationDate::Hour(hour)) => {
            return Err(no_day(cell, format!("write `{}`", hour.date())));
        }
        Err(help) => return Err(no_day(cell, help)),
    };
    match outside(day.year(), day, described) {
        Some(problem) => Err(fault(move |at| DATASET_DATE.at(at, problem))),
        None => Ok(Typed::Day(day)),
    }
}

fn no_day(cell: &str, help: String) -> Fault {
    let message = format!("`{cell}` is not a day");
    fault(move |at| DATASET_DATE.at(at, message).help(help))
}

fn mixed(cell: &str, why: &'static str) -> Fault {
    let message = format!("`{cell}` among others: {why}");
    let help = "days, quarters and years cannot stand on one axis: write the same for all";
    fault(move |at| DATASET_MIXED.at(at, message).help(help))
}

/// What is wrong with the year or the first day of a cell.
fn outside(year: i16, day: Date, described: Described<'_>) -> Option<String> {
    if let Some(own) = described.year.filter(|own| *own != year) {
        return Some(format!("{year} is not the year of the report, which is {own}"));
    }
    let through = described.through.filter(|through| *through < day)?;
    Some(format!("{day} lies after {through}, to which the dataset is said to go"))
}

/// A quarter of the report's year: `2024-Q1`, or `Q1` alone.
fn quarter<'c>(cell: &'c str, described: Described<'_>) -> Result<Typed<'c>, Fault> {
    if described.form == Form::Aggregates && cell == TOTAL {
        return Ok(Typed::Code(TOTAL));
    }
    if is_year(cell) || parse_date(cell, &TimeZone::UTC).is_ok() {
        return Err(mixed(cell, "the column `quarter` holds quarters"));
    }
    let Some((year, quarter)) = is_quarter(cell) else {
        let message = format!("`{cell}` is not a quarter");
        return Err(fault(move |at| DATASET_DATE.at(at, message).help("write `2024-Q1`")));
    };
    let first = Date::new(year.or(described.year).unwrap_or(2000), quarter * 3 - 2, 1);
    if let Ok(first) = first
        && let Some(problem) = outside(first.year(), first, described)
    {
        return Err(fault(move |at| DATASET_DATE.at(at, problem)));
    }
    let codes = Dimension::Quarter.codes();
    Ok(Typed::Code(codes[usize::from(quarter.unsigned_abs()) - 1]))
}

fn is_year(cell: &str) -> bool {
    cell.len() == 4 && cell.bytes().all(|b| b.is_ascii_digit())
}

/// The year, where there is one, and the number of a quarter.
fn is_quarter(cell: &str) -> Option<(Option<i16>, i8)> {
    let (year, quarter) = match cell.rsplit_once(['-', ' ']) {
        Some((year, quarter)) if is_year(year) => (Some(year.parse().ok()?), quarter),
        Some(_) => return None,
        None => (None, cell),
    };
    let number = quarter.strip_prefix(['Q', 'q'])?;
    let number: i8 = number.parse().ok().filter(|number| (1..=4).contains(number))?;
    Some((year, number))
}

/// Several codes: parted by spaces, `|`, `;` or commas.
fn codes<'c>(
    dimension: Dimension,
    cell: &'c str,
    described: Described<'_>,
) -> Result<Typed<'c>, Fault> {
    if described.form == Form::Aggregates {
        return code(dimension, cell, described).map(Typed::Code);
    }
    let mut codes: Vec<&str> = Vec::new();
    for part in cell.split([' ', '|', ';', ',']).filter(|part| !part.is_empty()) {
        let code = code(dimension, part, described)?;
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    if codes.is_empty() {
        codes.push(UNKNOWN);
    }
    Ok(Typed::Codes(codes))
}

fn code<'c>(
    dimension: Dimension,
    cell: &'c str,
    described: Described<'_>,
) -> Result<&'c str, Fault> {
    let of_records = described.form == Form::Records;
    if cell.is_empty() && of_records {
        return Ok(UNKNOWN);
    }
    if (cell == TOTAL && !of_records) || described.vocabulary.knows(dimension, cell) {
        return Ok(cell);
    }
    let (message, help) = match cell.is_empty() {
        true => (
            format!("the cell of `{}` is empty", dimension.id()),
            Some("write `unknown`, `other` or `total`".to_owned()),
        ),
        false => (
            format!("`{cell}` is not a code of `{}`", dimension.id()),
            described.vocabulary.meant(dimension, cell),
        ),
    };
    let own = format!("a site adds its own in site.yaml: `codes: {{{}: […]}}`", dimension.id());
    Err(fault(move |at| DATASET_CODE.at(at, message).help(own).maybe_help(help)))
}

fn number(
    measure: Measure,
    cell: &str,
    described: Described<'_>,
) -> Result<Option<Decimal>, Fault> {
    if cell.is_empty() {
        return Ok(None);
    }
    let mark = described.dialect.decimal;
    let (negative, digits) = match cell.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (true, digits.trim_start()),
        None => (false, cell),
    };
    let number = plain(digits, mark).ok_or_else(|| not_plain(cell, mark))?;
    if negative && !number.is_zero() {
        let message = format!("`{}` cannot be below zero", measure.id());
        return Err(fault(move |at| DATASET_NEGATIVE.at(at, message)));
    }
    if digits.bytes().filter(u8::is_ascii_digit).count() > DIGITS {
        let message = format!("the number has more than {DIGITS} digits");
        return Err(fault(move |at| DATASET_NUMBER.at(at, message)));
    }
    if measure.is_count() && !number.fract().is_zero() {
        let message = format!("`{}` are counted, and {cell} is not a whole number", measure.id());
        let help = "numbers in data files have no thousands separators";
        return Err(fault(move |at| DATASET_NUMBER.at(at, message).help(help)));
    }
    Ok(Some(number))
}

/// Digits with at most one decimal mark inside.
fn plain(digits: &str, mark: char) -> Option<Decimal> {
    let (whole, fraction) = digits.split_once(mark).unwrap_or((digits, "0"));
    let sound = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !sound(whole) || !sound(fraction) || digits.len() > 28 {
        return None;
    }
    match digits.contains(mark) {
        true => format!("{whole}.{fraction}").parse().ok(),
        false => whole.parse().ok(),
    }
}

fn not_plain(cell: &str, mark: char) -> Fault {
    let other = if mark == '.' { ',' } else { '.' };
    let shown = cell.to_owned();
    let bare: String = cell.chars().filter(char::is_ascii_digit).collect();
    let has_other = plain(cell, other).is_some();
    let groups = cell.split(other).skip(1);
    let grouped = has_other && groups.clone().all(|group| group.len() == 3);
    if has_other {
        let own = cell.replace(other, &mark.to_string());
        return fault(move |at| {
            let message = format!("`{shown}` has a decimal `{other}` in a file with `{mark}`");
            let help = match grouped {
                true => format!("write `{bare}`, or `{own}` if a fraction is meant"),
                false => format!("write `{own}`, or declare `dialect: {{decimal: \"{other}\"}}`"),
            };
            DATASET_DECIMAL.at(at, message).help(help)
        });
    }
    let unit: String = cell.chars().filter(|c| c.is_alphabetic() || *c == '%').collect();
    fault(move |at| {
        let message = format!("`{shown}` is not a number");
        let help = match (bare.is_empty(), unit.is_empty()) {
            (true, _) => "write digits, or leave the cell empty where nothing is known".to_owned(),
            (false, true) => format!("write it without separators: `{bare}`"),
            (false, false) => "write the number alone, without its unit".to_owned(),
        };
        DATASET_NUMBER.at(at, message).help(help)
    })
}
