//! RIS, a record an edition. Source: Research Information Systems, "RIS Format Specifications".
//!
//! What has no tag of its own goes into notes (`N1`) with its name. Lines end with a carriage
//! return and a line feed, as the format asks. Nothing in the format tells a body from a person, so
//! readers that part names at a comma do so with a body's.

use super::{Catalogue, EditionRecord, Record, ends_line, key};

/// The editions of an index.
pub(super) fn write(catalogue: &Catalogue<'_>) -> String {
    catalogue.editions().map(|(record, edition)| one(catalogue, record, edition)).collect()
}

fn one(catalogue: &Catalogue<'_>, record: &Record<'_>, edition: &EditionRecord<'_>) -> String {
    let mut text = String::new();
    let mut line = |tag: &str, value: &str| {
        text.push_str(&format!("{tag}  - {}\r\n", plain(value)));
    };
    let day = record.date.day();
    let is_report = record.kind.spec().schema_type == "Report";
    let publisher = catalogue.text("site-publisher", edition.lang);
    line("TY", if is_report { "RPRT" } else { "ELEC" });
    line("ID", &key(record, edition));
    line("AU", &publisher);
    line("TI", edition.title);
    line("PB", &publisher);
    line("M3", &catalogue.label("kind", record.kind.id(), edition.lang));
    line("PY", &day.year().to_string());
    line("DA", &format!("{:04}/{:02}/{:02}", day.year(), day.month(), day.day()));
    line("LA", edition.lang.as_str());
    if let Some(series) = record.series {
        line("T3", &catalogue.label("series", series, edition.lang));
    }
    let (number, other) = match (record.isbn, record.issn) {
        (Some(isbn), issn) => (Some(isbn), issn),
        (None, issn) => (issn, None),
    };
    let texts = [
        ("IS", record.number),
        ("ET", record.version),
        ("SN", number),
        ("CN", record.catalogue),
        ("DO", record.doi),
        ("AB", edition.summary),
    ];
    for (tag, value) in texts {
        if let Some(value) = value {
            line(tag, value);
        }
    }
    for topic in &record.topics {
        line("KW", &catalogue.label("topic", topic, edition.lang));
    }
    if let Some(issn) = other {
        line("N1", &format!("ISSN {issn}"));
    }
    line("UR", &edition.url);
    line("ER", "");
    text
}

/// A value on its line, without a space at either end.
fn plain(text: &str) -> String {
    let one_line: String = text.chars().map(|c| if ends_line(c) { ' ' } else { c }).collect();
    one_line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_on_its_line() {
        assert_eq!(plain("È così:\r\nER  - no"), "È così:  ER  - no");
        assert_eq!(plain("a\u{85}b\u{2028}c\u{2029}d"), "a b c d");
        assert_eq!(plain(" 5 % {x} "), "5 % {x}");
    }
}
