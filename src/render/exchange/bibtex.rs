//! BibTeX, an entry an edition. Sources: Patashnik, "BibTeXing"; Kime, Wemheuer, Lehman, "The
//! biblatex Package".
//!
//! Fields are those of classic BibTeX, which biblatex reads too, with `doi`, `isbn`, `langid`,
//! `version` and `abstract` that newer styles know. A title stands in two pairs of braces, so that
//! no style changes its capitals.

use super::{Catalogue, EditionRecord, Record, key};

const MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What the package babel calls a language. Source: its manual.
const BABEL: &[(&str, &str)] = &[
    ("bg", "bulgarian"),
    ("cs", "czech"),
    ("da", "danish"),
    ("de", "ngerman"),
    ("el", "greek"),
    ("en", "british"),
    ("es", "spanish"),
    ("et", "estonian"),
    ("fi", "finnish"),
    ("fr", "french"),
    ("ga", "irish"),
    ("hr", "croatian"),
    ("hu", "magyar"),
    ("it", "italian"),
    ("lt", "lithuanian"),
    ("lv", "latvian"),
    ("nl", "dutch"),
    ("pl", "polish"),
    ("pt", "portuguese"),
    ("ro", "romanian"),
    ("sk", "slovak"),
    ("sl", "slovene"),
    ("sv", "swedish"),
];

/// The editions of an index, an empty line between two.
pub(super) fn write(catalogue: &Catalogue<'_>) -> String {
    let entries = catalogue.editions().map(|(record, edition)| entry(catalogue, record, edition));
    entries.collect::<Vec<_>>().join("\n")
}

fn entry(catalogue: &Catalogue<'_>, record: &Record<'_>, edition: &EditionRecord<'_>) -> String {
    let is_report = record.kind.spec().schema_type == "Report";
    let kind = if is_report { "techreport" } else { "misc" };
    let mut text = format!("@{kind}{{{},\n", key(record, edition));
    let mut line = |name: &str, value: &str| text.push_str(&format!("  {name} = {value},\n"));
    let publisher = escaped(&catalogue.text("site-publisher", edition.lang));
    let day = record.date.day();
    line("author", &format!("{{{{{publisher}}}}}"));
    line("title", &format!("{{{{{}}}}}", escaped(edition.title)));
    line(if is_report { "institution" } else { "howpublished" }, &format!("{{{publisher}}}"));
    let label = catalogue.label("kind", record.kind.id(), edition.lang);
    line("type", &braced(&label));
    line("year", &format!("{{{}}}", day.year()));
    line("month", MONTHS[usize::from(day.month().unsigned_abs() - 1)]);
    line("day", &format!("{{{}}}", day.day()));
    let series = record.series.map(|id| catalogue.label("series", id, edition.lang));
    let topics = record.topics.iter().map(|id| catalogue.label("topic", id, edition.lang));
    let topics = topics.collect::<Vec<_>>().join(", ");
    let texts = [
        ("number", record.number),
        ("version", record.version),
        ("series", series.as_deref()),
        ("isbn", record.isbn),
        ("issn", record.issn),
        ("library", record.catalogue),
        ("langid", babel(edition.lang.as_str())),
        ("language", Some(edition.lang.as_str())),
        ("keywords", Some(topics.as_str()).filter(|topics| !topics.is_empty())),
        ("abstract", edition.summary),
    ];
    for (name, value) in texts {
        if let Some(value) = value {
            line(name, &braced(value));
        }
    }
    // These two are read as they are, without LaTeX.
    for (name, value) in [("doi", record.doi), ("url", Some(edition.url.as_str()))] {
        if let Some(value) = value {
            line(name, &format!("{{{}}}", verbatim(value)));
        }
    }
    text.push_str("}\n");
    text
}

fn braced(text: &str) -> String {
    format!("{{{}}}", escaped(text))
}

fn babel(lang: &str) -> Option<&'static str> {
    let own = lang.split('-').next().unwrap_or_default();
    BABEL.iter().find(|(tag, _)| *tag == own).map(|(_, name)| *name)
}

/// A text as LaTeX shows it. Braces become commands, because BibTeX counts them even behind a
/// backslash; hyphens and apostrophes in a row would become other signs.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("{\\textbackslash}"),
            '{' => escaped.push_str("{\\textbraceleft}"),
            '}' => escaped.push_str("{\\textbraceright}"),
            '~' => escaped.push_str("{\\textasciitilde}"),
            '^' => escaped.push_str("{\\textasciicircum}"),
            '$' | '&' | '#' | '_' | '%' => escaped.extend(['\\', c]),
            '-' | '\'' | '`' if before == c => escaped.extend(['{', c, '}']),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
        before = c;
    }
    escaped
}

/// A text of a field that is read as it is: only what would end it is percent-encoded.
fn verbatim(text: &str) -> String {
    text.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_latex() {
        for (text, expected) in [
            ("5 % di \"A & B\"", "5 \\% di \"A \\& B\""),
            ("C:\\temp_$1 #2", "C:{\\textbackslash}temp\\_\\$1 \\#2"),
            (
                "{{7*7}}",
                "{\\textbraceleft}{\\textbraceleft}7*7{\\textbraceright}{\\textbraceright}",
            ),
            ("~^", "{\\textasciitilde}{\\textasciicircum}"),
            ("a -- b ''c''", "a -{-} b '{'}c'{'}"),
            ("perché così\nè", "perché così è"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
