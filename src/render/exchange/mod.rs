//! The publications index for programs: one file a format, all written from the same
//! [`Record`]s.
//!
//! [`write()`] makes what the site serves; the command `index` writes the same formats from the
//! same records, filtered. Every format's escaping is in its own file, with its tests.

mod bibtex;
mod csl;
mod csv;
mod dcat;
mod json;
mod record;
mod ris;

use super::Fault;
use crate::diagnostics::TEMPLATE_ERROR;
use crate::identity::Lang;
use crate::library::Index;
use crate::plan::{Citation, Exchange};

pub use record::{AttachmentRecord, Catalogue, DataRecord, EditionRecord, Licence, Record, Shelf};

/// An index in one of the formats.
pub fn write(catalogue: &Catalogue<'_>, format: Exchange) -> Result<Vec<u8>, Fault> {
    let written = match format {
        Exchange::Json => json::write(catalogue),
        Exchange::Schema => json::schema(catalogue),
        Exchange::Csv => csv::write(catalogue),
        Exchange::Bibtex => Ok(bibtex::write(catalogue)),
        Exchange::Ris => Ok(ris::write(catalogue)),
        Exchange::CslJson => csl::write(catalogue),
        Exchange::Dcat => dcat::write(catalogue),
    };
    written.map(String::into_bytes)
}

/// One edition for those who cite it.
pub(super) fn citation(
    shelf: Shelf<'_>,
    format: Citation,
    index: Index,
    lang: &Lang,
) -> Result<Vec<u8>, Fault> {
    let whole = match format {
        Citation::Bibtex => Exchange::Bibtex,
        Citation::Ris => Exchange::Ris,
        Citation::CslJson => Exchange::CslJson,
    };
    write(&Catalogue::one(shelf, index, lang), whole)
}

/// The key of an edition, the same in every format for citations: `guidelines:5g-toolbox:it`. No
/// part of an id holds a colon, so no two editions share one.
fn key(record: &Record<'_>, edition: &EditionRecord<'_>) -> String {
    format!("{}:{}", record.id.replace('/', ":"), edition.lang)
}

/// Whether a character ends a line for some reader, or is no letter at all: a field of a format of
/// lines has a space in its place.
fn ends_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// A value as indented JSON that ends its last line.
fn pretty(value: &impl serde::Serialize) -> Result<String, Fault> {
    match serde_json::to_string_pretty(value) {
        Ok(mut json) => {
            json.push('\n');
            Ok(json)
        }
        Err(error) => Err(failed(&error.to_string())),
    }
}

fn failed(reason: &str) -> Fault {
    TEMPLATE_ERROR.nowhere(format!("cannot write the index: {reason}")).into()
}
