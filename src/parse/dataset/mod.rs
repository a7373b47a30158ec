//! A data file as a checked [`Dataset`]: every fault at its file, line and column.
//!
//! [`read`] is the entry. `table` finds lines and cells, `head` says what columns are, `cells` reads
//! one cell, `checks` looks at the file as a whole, and `together` at all files of a report.

mod cells;
mod checks;
mod head;
mod personal;
mod table;
mod together;

use std::sync::Arc;

use jiff::civil::Date;

use super::Folder;
use crate::diagnostics::Diagnostics;
use crate::identity::SourceId;
use crate::incidents::{
    Cells, Codes, Column, Dataset, Datasets, Form, Former, Measure, Named, Vocabulary,
};
use crate::publication::{Dialect, Facts, Particulars};
use crate::sources::Sources;

use cells::{Reader, Typed};
use table::Table;

/// What is said elsewhere of a data file.
#[derive(Clone, Copy)]
pub(super) struct Described<'a> {
    pub(super) id: &'a str,
    pub(super) source: &'a SourceId,
    pub(super) form: Form,
    pub(super) dialect: Dialect,
    /// The report's year; none when that is wrong.
    pub(super) year: Option<i16>,
    pub(super) through: Option<Date>,
    pub(super) vocabulary: &'a Vocabulary,
}

/// Reads the data files of a publication, and what stood in their place before.
pub(super) fn read(
    sources: &Sources,
    vocabulary: &Vocabulary,
    folder: &Folder,
    facts: &Facts,
    out: &mut Diagnostics,
) -> Datasets {
    let mut datasets = Datasets::default();
    let Particulars::IncidentReport(report) = &facts.particulars else { return datasets };
    let (mut files, mut broken) = (Vec::new(), false);
    for declared in &report.datasets {
        let mut read = |file: &str| {
            let source = folder.id.source(file);
            let described = Described {
                id: &declared.id,
                source: &source,
                form: declared.form,
                dialect: declared.dialect,
                year: report.year,
                through: declared.through,
                vocabulary,
            };
            // A file that is not there is reported where it is named.
            let is_there = folder.files.iter().any(|own| own == file);
            let dataset = is_there.then(|| one(sources, described, out)).flatten();
            broken |= dataset.is_none();
            dataset.map(|dataset| (Arc::new(dataset), source))
        };
        files.extend(read(&declared.file));
        for revision in &declared.revisions {
            let former = read(&revision.file).map(|(dataset, _)| dataset);
            let until = revision.date;
            datasets.former.extend(former.map(|dataset| Former { until, dataset }));
        }
    }
    together::check(&files, out);
    datasets.broken = broken;
    datasets.current = files.into_iter().map(|(dataset, _)| dataset).collect();
    datasets
}

/// Reads a data file. `None` when something in it is wrong: a figure of a misread file must not be
/// shown.
fn one(sources: &Sources, described: Described<'_>, out: &mut Diagnostics) -> Option<Dataset> {
    let bytes = sources.read(described.source).map_err(|fault| out.push(fault)).ok()?;
    parse(&bytes, described, out)
}

/// The same of a file's bytes.
fn parse(bytes: &[u8], described: Described<'_>, out: &mut Diagnostics) -> Option<Dataset> {
    let text = table::decoded(bytes, described, out)?;
    let mut table = Table::new(&text, described);
    let dataset = head::read(&mut table).map(|head| {
        let mut columns: Vec<Growing> = head.iter().map(|named| Growing::of(*named)).collect();
        let mut starts = Vec::new();
        let mut reader = Reader::new(described, &head);
        while let Some(line) = table.next_line(head.len()) {
            starts.push(line.start);
            let cells = reader.line(&line, &mut table);
            for (column, typed) in columns.iter_mut().zip(cells) {
                column.push(typed);
            }
        }
        let lines = starts.len();
        let columns = columns.into_iter().map(Growing::finished).collect();
        let id = described.id.to_owned();
        let (form, through) = (described.form, described.through);
        let dataset = Dataset { id, form, columns, lines, through };
        if !table.has_faults() {
            checks::check(&dataset, &starts, &mut table);
        }
        dataset
    });
    let sound = !table.has_faults();
    table.report(out);
    dataset.filter(|_| sound)
}

/// A column while its file is being read.
enum Growing {
    Texts(Named, Vec<Box<str>>),
    Days(Named, Vec<Date>),
    Codes(Named, Codes),
    Numbers(Measure, Vec<Option<rust_decimal::Decimal>>),
}

impl Growing {
    fn of(named: Named) -> Self {
        match named {
            Named::Id => Growing::Texts(named, Vec::new()),
            Named::Date => Growing::Days(named, Vec::new()),
            Named::Dimension(_) => Growing::Codes(named, Codes::default()),
            Named::Measure(measure) => Growing::Numbers(measure, Vec::new()),
        }
    }

    /// Adds a cell. What could not be read is left out: its column is not used.
    fn push(&mut self, typed: Typed<'_>) {
        match (self, typed) {
            (Growing::Texts(_, texts), Typed::Text(text)) => texts.push(text.into()),
            (Growing::Days(_, days), Typed::Day(day)) => days.push(day),
            (Growing::Codes(_, codes), Typed::Code(code)) => codes.push(code),
            (Growing::Codes(_, codes), Typed::Codes(many)) => {
                codes.push_many(many.iter().copied());
            }
            (Growing::Numbers(_, numbers), Typed::Number(number)) => numbers.push(number),
            _ => {}
        }
    }

    fn finished(self) -> Column {
        match self {
            Growing::Texts(named, texts) => Column { named, cells: Cells::Texts(texts) },
            Growing::Days(named, days) => Column { named, cells: Cells::Days(days) },
            Growing::Codes(named, codes) => Column { named, cells: Cells::Codes(codes) },
            Growing::Numbers(measure, numbers) => {
                Column { named: Named::Measure(measure), cells: Cells::Numbers(numbers) }
            }
        }
    }
}
