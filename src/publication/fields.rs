//! Values that several files of facts read in the same way.

use jiff::tz::TimeZone;

use super::{PublicationDate, parse_date};
use crate::diagnostics::{BAD_ADDRESS, BAD_DATE, BAD_VALUE, Diagnostic, Location};
use crate::identity::PublicationId;
use crate::yaml::Fields;

/// A day or an hour, in `zone` unless it names its own.
pub(crate) fn date(
    fields: &mut Fields<'_>,
    key: &'static str,
    zone: &TimeZone,
) -> Option<PublicationDate> {
    let text = fields.typed(key)?;
    match parse_date(&text, zone) {
        Ok(date) => Some(date),
        Err(help) => {
            let fault = BAD_DATE.at(fields.at(key), format!("`{text}` is not a date")).help(help);
            fields.report(fault);
            None
        }
    }
}

/// A code that a Fluent message gives a label to.
pub(crate) fn is_label(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

pub(super) fn label(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let text = fields.text(key)?;
    if is_label(&text) {
        return Some(text);
    }
    let at = fields.at(key);
    fields.report(bad_label(at, &text));
    None
}

pub(super) fn labels(fields: &mut Fields<'_>, key: &'static str) -> Vec<String> {
    let mut good: Vec<String> = Vec::new();
    for (index, text) in fields.texts(key).into_iter().enumerate() {
        if !is_label(&text) {
            let at = fields.at_item(key, index);
            fields.report(bad_label(at, &text));
        } else if !good.contains(&text) {
            good.push(text);
        }
    }
    good
}

fn bad_label(at: Location, text: &str) -> Diagnostic {
    let id = deunicode::deunicode(text).to_lowercase().replace(' ', "-");
    BAD_VALUE
        .at(at, format!("`{text}` is not an id: use `a-z`, `0-9` and `-`"))
        .help(format!("write `{id}` and put its name into a Fluent message"))
}

pub(super) fn publication(fields: &mut Fields<'_>, key: &'static str) -> Option<PublicationId> {
    let text = fields.text(key)?;
    let at = fields.at(key);
    publication_id(fields, &text, at)
}

pub(super) fn publications(fields: &mut Fields<'_>, key: &'static str) -> Vec<PublicationId> {
    let mut ids = Vec::new();
    for (index, text) in fields.texts(key).into_iter().enumerate() {
        let at = fields.at_item(key, index);
        ids.extend(publication_id(fields, &text, at));
    }
    ids
}

fn publication_id(fields: &mut Fields<'_>, text: &str, at: Location) -> Option<PublicationId> {
    let id = PublicationId::new(text.trim_start_matches("@/"));
    if id.is_well_formed() {
        return Some(id);
    }
    fields.report(
        BAD_VALUE
            .at(at, format!("`{text}` is not a publication"))
            .help("name it by its folder under content/: `guidelines/incident-taxonomy`"),
    );
    None
}

pub(super) fn bad_address(at: Location, text: &str) -> Diagnostic {
    BAD_ADDRESS
        .at(at, format!("`{text}` is not an address of the site"))
        .help("write a path from the site's root, such as `/archivio/nota.html`")
}

/// Whether a text is a path from the site's root that any server and any file system can hold.
pub(crate) fn is_address(text: &str) -> bool {
    text.starts_with('/')
        && text.len() > 1
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/".contains(&b))
        && !text.contains("//")
        && text.split('/').all(|segment| segment != "." && segment != "..")
}
