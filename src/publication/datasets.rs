//! The data files that `publication.yaml` of an incident report names.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::fields::is_label;
use super::{PublicationDate, parse_date};
use crate::diagnostics::{BAD_DATE, BAD_VALUE, Location};
use crate::identity::Lang;
use crate::incidents::Form;
use crate::yaml::Fields;

/// How a data file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// What parts the cells of a line.
    pub delimiter: u8,
    /// What parts a whole number from its fraction.
    pub decimal: char,
    /// How its letters are bytes.
    pub encoding: Encoding,
}

/// How letters are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Windows-1252, of which ISO 8859-1 is a part (as browsers have it).
    Windows1252,
}

/// What `publication.yaml` says of a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredDataset {
    /// Its name within the report, and in addresses.
    pub id: String,
    /// Where it is declared.
    pub at: Location,
    /// Its file in the publication's folder.
    pub file: String,
    /// What a line of it is.
    pub form: Form,
    /// How it is written.
    pub dialect: Dialect,
    /// The last day that it tells of, where it does not tell of the whole year.
    pub through: Option<Date>,
    /// What stood in its place before, the newest first.
    pub revisions: Vec<Revision>,
}

/// A correction of a dataset after it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The day on which the former file was replaced.
    pub date: Date,
    /// The former file, kept in the publication's folder.
    pub file: String,
    /// What changed, by language.
    pub note: Vec<(Lang, String)>,
}

/// Reads `datasets: {<id>: {file, form, dialect, through, revisions}}`.
pub(super) fn datasets(fields: &mut Fields<'_>, year: Option<i16>) -> Vec<DeclaredDataset> {
    const FORMS: &[(&str, Form)] = &[("records", Form::Records), ("aggregates", Form::Aggregates)];
    let read = fields.named_sections("datasets", |id, fields| {
        let file = fields.required_text("file");
        let form = fields.one_of("form", FORMS);
        if form.is_none() && !fields.has("form") {
            fields.missing("form");
        }
        let dialect = fields.section("dialect", dialect).unwrap_or(Dialect::STANDARD);
        let through = day(fields, "through");
        if let (Some(through), Some(year)) = (through, year)
            && through.year() != year
        {
            let message = format!("{through} is not a day of {year}");
            let fault = BAD_VALUE.at(fields.at("through"), message);
            fields.report(fault);
        }
        let mut revisions: Vec<Revision> =
            fields.sections("revisions", revision).into_iter().flatten().collect();
        revisions.sort_by_key(|revision| std::cmp::Reverse(revision.date));
        let at = fields.at("file");
        let id = id.to_owned();
        Some(DeclaredDataset { id, at, file: file?, form: form?, dialect, through, revisions })
    });
    for (id, _) in &read {
        if !is_label(id) {
            let fault = BAD_VALUE
                .at(fields.at_named("datasets", id), format!("`{id}` is not a dataset's id"))
                .help("use `a-z`, `0-9` and `-`: it is part of an address");
            fields.report(fault);
        }
    }
    read.into_iter().filter_map(|(_, dataset)| dataset).collect()
}

impl Dialect {
    /// RFC 4180 in UTF-8 with a decimal point.
    pub const STANDARD: Dialect =
        Dialect { delimiter: b',', decimal: '.', encoding: Encoding::Utf8 };
}

fn dialect(fields: &mut Fields<'_>) -> Dialect {
    const DELIMITERS: &[(&str, u8)] =
        &[(",", b','), (";", b';'), ("|", b'|'), ("tab", b'\t'), ("\t", b'\t')];
    const DECIMALS: &[(&str, char)] = &[(".", '.'), (",", ',')];
    const ENCODINGS: &[(&str, Encoding)] = &[
        ("utf-8", Encoding::Utf8),
        ("windows-1252", Encoding::Windows1252),
        ("iso-8859-1", Encoding::Windows1252),
    ];
    let standard = Dialect::STANDARD;
    Dialect {
        delimiter: fields.one_of("delimiter", DELIMITERS).unwrap_or(standard.delimiter),
        decimal: fields.one_of("decimal", DECIMALS).unwrap_or(standard.decimal),
        encoding: fields.one_of("encoding", ENCODINGS).unwrap_or(standard.encoding),
    }
}

fn revision(fields: &mut Fields<'_>) -> Option<Revision> {
    let date = day(fields, "date");
    if date.is_none() && !fields.has("date") {
        fields.missing("date");
    }
    let file = fields.required_text("file");
    let note = fields.named_texts("note").into_iter();
    let note = note.map(|(lang, text)| (Lang::new(lang), text)).collect();
    Some(Revision { date: date?, file: file?, note })
}

/// A day without an hour.
fn day(fields: &mut Fields<'_>, key: &'static str) -> Option<Date> {
    let text = fields.typed(key)?;
    let help = match parse_date(&text, &TimeZone::UTC) {
        Ok(PublicationDate::Day(day)) => return Some(day),
        Ok(PublicationDate::Hour(hour)) => format!("write `{}`", hour.date()),
        Err(help) => help,
    };
    let fault = BAD_DATE.at(fields.at(key), format!("`{text}` is not a day")).help(help);
    fields.report(fault);
    None
}
