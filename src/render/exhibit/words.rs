//! Names and numbers of figures in one language.

use crate::incidents::exhibit::{Exhibit, Head, Measured, YearHead};
use crate::incidents::{Comparison, Decimal, Unit, Value, rounded};
use crate::library::Index;
use crate::messages::Argument;
use crate::render::Fault;
use crate::render::reader::Reader;

/// The words of one reader.
pub(super) struct Words<'a> {
    pub(super) reader: &'a Reader<'a>,
}

impl Words<'_> {
    /// What a row or a column is called.
    pub(super) fn head(&self, head: &Head) -> Result<String, Fault> {
        match head {
            Head::Year(YearHead { year, through, .. }) => {
                let id = match through {
                    Some(_) => "exhibit-year-partial",
                    None => "exhibit-year",
                };
                self.reader.text(id, &[("year", Argument::Year(*year))])
            }
            Head::Code(dimension, code) => self.reader.label(dimension.id(), code),
            Head::Measure(measured) => self.measure(*measured),
            Head::NotItemised => self.reader.text("exhibit-not-itemised", &[]),
        }
    }

    /// What is measured.
    pub(super) fn measure(&self, measured: Measured) -> Result<String, Fault> {
        let measure = self.reader.label("measure", measured.measure.id())?;
        let id = match measured.comparison {
            None => return Ok(measure),
            Some(Comparison::Change) => "exhibit-measure-change",
            Some(Comparison::Decrease) => "exhibit-measure-decrease",
            Some(Comparison::Difference) => "exhibit-measure-difference",
            Some(Comparison::Shortfall) => "exhibit-measure-shortfall",
            Some(Comparison::Ratio) => "exhibit-measure-ratio",
        };
        self.reader.text(id, &[("measure", (&measure).into())])
    }

    /// A cell as readers see it.
    pub(super) fn cell(
        &self,
        exhibit: &Exhibit<Index>,
        row: usize,
        column: usize,
    ) -> Result<String, Fault> {
        let value = exhibit.cells[row][column];
        match value.zip(exhibit.measured(row, column)) {
            Some((value, measured)) => self.value(value, measured),
            None => self.reader.text("exhibit-no-value", &[]),
        }
    }

    /// A figure with its unit.
    pub(super) fn value(&self, value: Value, measured: Measured) -> Result<String, Fault> {
        self.number(shown(value, measured), measured)
    }

    /// A number that is shown as it is, with its unit. Differences have their sign.
    pub(super) fn number(&self, number: Decimal, measured: Measured) -> Result<String, Fault> {
        let digits = self.reader.words.digits(&number.abs().to_string());
        let signed = match measured.comparison {
            _ if number.is_sign_negative() && !number.is_zero() => format!("\u{2212}{digits}"),
            Some(Comparison::Change | Comparison::Difference) if !number.is_zero() => {
                format!("+{digits}")
            }
            _ => digits,
        };
        match measured.unit() {
            Unit::Percent => self.reader.text("exhibit-percent", &[("number", (&signed).into())]),
            Unit::Points => self.reader.text("exhibit-points", &[("number", (&signed).into())]),
            Unit::Number | Unit::UserHours | Unit::Hours => Ok(signed),
        }
    }
}

/// A figure at the precision at which it is shown: as it was stated, or with one decimal where it was
/// computed and is not a count.
pub(super) fn shown(value: Value, measured: Measured) -> Decimal {
    let fraction = match measured.unit() {
        Unit::Percent | Unit::Points => true,
        Unit::Number => measured.comparison == Some(Comparison::Ratio),
        Unit::UserHours | Unit::Hours => !value.number.normalize().fract().is_zero(),
    };
    if !value.computed {
        return value.number.normalize();
    }
    let mut number = rounded(value.number, u32::from(fraction));
    number.rescale(u32::from(fraction));
    number
}
