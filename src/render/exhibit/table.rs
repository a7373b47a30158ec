//! Figures as a table.

use super::words::Words;
use crate::incidents::exhibit::{Axis, Exhibit, Head};
use crate::library::Index;
use crate::render::Fault;
use crate::render::view::exhibit::{TableRowView, TableView};

pub(super) fn table(words: &Words<'_>, exhibit: &Exhibit<Index>) -> Result<TableView, Fault> {
    let columns = exhibit.columns.iter().map(|column| words.head(column));
    let columns = columns.collect::<Result<_, _>>()?;
    let mut rows = Vec::with_capacity(exhibit.rows.len());
    for (at, row) in exhibit.rows.iter().enumerate() {
        let cells = (0..exhibit.columns.len()).map(|column| words.cell(exhibit, at, column));
        rows.push(TableRowView {
            label: words.head(row)?,
            cells: cells.collect::<Result<_, _>>()?,
        });
    }
    Ok(TableView {
        row_head: row_head(words, exhibit)?,
        columns,
        rows,
        totals: totals(words, exhibit)?,
    })
}

fn row_head(words: &Words<'_>, exhibit: &Exhibit<Index>) -> Result<String, Fault> {
    match exhibit.axis {
        Some(Axis::Year) => words.reader.text("exhibit-years", &[]),
        Some(Axis::Dimension(dimension)) => words.reader.label("dimension", dimension.id()),
        None => words.reader.text("exhibit-measures", &[]),
    }
}

/// The totals, if any column has one.
fn totals(words: &Words<'_>, exhibit: &Exhibit<Index>) -> Result<Option<TableRowView>, Fault> {
    if exhibit.totals.iter().all(Option::is_none) {
        return Ok(None);
    }
    let mut cells = Vec::with_capacity(exhibit.columns.len());
    for (column, total) in exhibit.columns.iter().zip(&exhibit.totals) {
        let measured = match column {
            Head::Measure(measured) => Some(*measured),
            _ => exhibit.measures.first().copied(),
        };
        let total = total.zip(measured).map(|(value, measured)| words.value(value, measured));
        cells.push(total.transpose()?.unwrap_or_default());
    }
    Ok(Some(TableRowView { label: words.reader.text("exhibit-total", &[])?, cells }))
}
