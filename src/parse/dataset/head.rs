//! What the columns of a data file are.

use super::personal;
use super::table::{Line, Table};
use crate::diagnostics::{
    DATASET_COLUMN, DATASET_CSV, DATASET_MIXED, DATASET_PERSONAL, did_you_mean,
};
use crate::incidents::{Dimension, Form, Measure, Named};

/// Other names of columns that are met in files of offices.
const ALIASES: &[(&str, Named)] = &[
    ("services", Named::Dimension(Dimension::Service)),
    ("assets", Named::Dimension(Dimension::Asset)),
    ("severity", Named::Dimension(Dimension::ImpactSeverity)),
    ("third-party-flag", Named::Dimension(Dimension::ThirdParty)),
    ("users-affected", Named::Measure(Measure::Users)),
    ("user-hours-lost", Named::Measure(Measure::UserHours)),
];

/// Words for columns in Italian, and what they are called here.
const ITALIAN: &[(&str, &str)] = &[
    ("settore", "sector"),
    ("sottosettore", "subsector"),
    ("causa", "root-cause"),
    ("causa-di-fondo", "root-cause"),
    ("data", "date"),
    ("trimestre", "quarter"),
    ("utenti", "users"),
    ("durata", "duration"),
    ("ore-utente", "user-hours"),
    ("servizi", "service"),
    ("servizio", "service"),
    ("risorsa", "asset"),
    ("risorse", "asset"),
    ("gravita", "impact-severity"),
    ("incidenti", "incidents"),
    ("quota", "share"),
    ("transfrontaliero", "cross-border"),
];

/// Reads the head. `None` when there is none, or a column that cannot be used.
pub(super) fn read(table: &mut Table<'_>) -> Option<Vec<Named>> {
    let line = table.head()?;
    let form = table.described().form;
    let delimiter = table.described().dialect.delimiter;
    if line.cells.len() == 1
        && let Some(other) = other_delimiter(&line.cells[0], delimiter)
    {
        let at = table.at(line.start, 0);
        let message = format!("the file has one column only: cells seem to be parted by `{other}`");
        let help = format!("declare `dialect: {{delimiter: \"{other}\"}}`");
        table.push(DATASET_CSV.at(at, message).help(help));
        return None;
    }
    let mut columns: Vec<Named> = Vec::new();
    let mut sound = true;
    for (at, cell) in line.cells.iter().enumerate() {
        match column(cell, form) {
            Some(named) if columns.contains(&named) => {
                let fault = format!("the column `{}` is there twice", named.id());
                table.push(DATASET_COLUMN.at(table.at(line.start, at), fault));
                sound = false;
            }
            Some(named) => columns.push(named),
            None => {
                refuse(cell, at, &line, table);
                sound = false;
            }
        }
    }
    let complete = sound && is_complete(&columns, &line, table);
    complete.then_some(columns)
}

fn other_delimiter(head: &str, delimiter: u8) -> Option<&'static str> {
    let delimiters = [(";", b';'), (",", b','), ("tab", b'\t'), ("|", b'|')];
    let others = delimiters.into_iter().filter(|(_, byte)| *byte != delimiter);
    let count = |byte: u8| head.bytes().filter(|b| *b == byte).count();
    let most = others.max_by_key(|(_, byte)| count(*byte))?;
    (count(most.1) > 0).then_some(most.0)
}

/// The column of a name, in the form that it has.
fn column(cell: &str, form: Form) -> Option<Named> {
    let name = plain(cell);
    let alias = || ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, named)| *named);
    let known = known(form).find(|named| named.id() == name);
    known.or_else(|| alias().filter(|named| self::known(form).any(|own| own == *named)))
}

/// The columns that a form may have.
fn known(form: Form) -> impl Iterator<Item = Named> {
    let of_records = [Named::Id, Named::Date].into_iter().filter(move |_| form == Form::Records);
    let dimensions = Dimension::ALL.iter().map(|dimension| Named::Dimension(*dimension));
    let measures = Measure::ALL.iter().copied().filter(move |measure| match form {
        Form::Records => {
            matches!(measure, Measure::Users | Measure::Duration | Measure::UserHours)
        }
        Form::Aggregates => true,
    });
    of_records.chain(dimensions).chain(measures.map(Named::Measure))
}

/// A name as columns have it: `Root cause` is `root-cause`.
fn plain(cell: &str) -> String {
    deunicode::deunicode(cell.trim()).to_lowercase().replace([' ', '_'], "-")
}

fn refuse(cell: &str, column: usize, line: &Line, table: &mut Table<'_>) {
    let (at, name) = (table.at(line.start, column), plain(cell));
    if personal::is_heading(&name) {
        let message = format!("the column `{}` identifies people or systems", cell.trim());
        let help = "remove it from the file: datasets are published as they are";
        return table.push(DATASET_PERSONAL.at(at, message).help(help));
    }
    if name.is_empty() {
        let fault = DATASET_COLUMN.at(at, "a column has no name");
        return table.push(fault.help("name it in the first line, or remove it"));
    }
    let form = table.described().form;
    let names: Vec<&str> = known(form).map(Named::id).collect();
    let italian = ITALIAN.iter().find(|(word, _)| *word == name).map(|(_, named)| *named);
    let meant = italian.map(|named| format!("it is called `{named}`"));
    let help = meant.or_else(|| did_you_mean(&name, names.iter().copied()));
    let message = format!("`{}` is not a column of {}", cell.trim(), form.id());
    let listed = format!("known: `{}`", names.join("`, `"));
    table.push(DATASET_COLUMN.at(at, message).help(listed).maybe_help(help));
}

/// Whether a file has the columns without which it says nothing.
fn is_complete(columns: &[Named], line: &Line, table: &mut Table<'_>) -> bool {
    let has = |named| columns.contains(&named);
    let (date, quarter) = (has(Named::Date), has(Named::Dimension(Dimension::Quarter)));
    if date && quarter {
        let at = columns.iter().position(|own| *own == Named::Dimension(Dimension::Quarter));
        let at = table.at(line.start, at.unwrap_or(0));
        let message = "the file has both days and quarters";
        table.push(DATASET_MIXED.at(at, message).help("keep `date`: quarters come from it"));
        return false;
    }
    let missing = match table.described().form {
        Form::Records if !has(Named::Id) => "records need a column `id`",
        Form::Records if !date && !quarter => "records need a column `date` or `quarter`",
        Form::Aggregates if !columns.iter().any(|own| matches!(own, Named::Measure(_))) => {
            "aggregates need the column of a measure"
        }
        _ => return true,
    };
    let help = match table.described().form {
        Form::Records => "add it, or declare `form: aggregates`".to_owned(),
        Form::Aggregates => {
            let measures: Vec<&str> = Measure::ALL.iter().map(|measure| measure.id()).collect();
            format!("add one of `{}`", measures.join("`, `"))
        }
    };
    table.push(DATASET_COLUMN.at(table.whole(), missing).help(help));
    false
}
