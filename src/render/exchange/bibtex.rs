//! BibTeX, an entry an edition. Sources: Patashnik, "BibTeXing"; Kime, Wemheuer, Lehman, "The
//! biblatex Package".
//!
//! Fields are those of classic BibTeX, which biblatex reads too, with `doi`, `isbn`, `langid`,
//! `version` and `abstract` that newer styles know. A title stands in two pairs of braces, so that
//! no style changes its capitals; so does a body, whose name may hold an `and` or a comma that would
//! part it, and a keyword with a comma in it.

use super::{Catalogue, EditionRecord, Record, ends_line, key};

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
    let publisher = format!("{{{publisher}}}");
    line("author", &format!("{{{publisher}}}"));
    line("title", &format!("{{{}}}", braced(edition.title)));
    line(if is_report { "institution" } else { "howpublished" }, &format!("{{{publisher}}}"));
    let label = catalogue.label("kind", record.kind.id(), edition.lang);
    line("type", &braced(&label));
    line("year", &format!("{{{}}}", day.year()));
    line("month", MONTHS[usize::from(day.month().unsigned_abs() - 1)]);
    line("day", &format!("{{{}}}", day.day()));
    let series = record.series.map(|id| catalogue.label("series", id, edition.lang));
    let topics = record.topics.iter().map(|id| catalogue.label("topic", id, edition.lang));
    let keywords = topics.map(|label| keyword(&label)).collect::<Vec<_>>().join(", ");
    let texts = [
        ("number", record.number),
        ("version", record.version),
        ("series", series.as_deref()),
        ("isbn", record.isbn),
        ("issn", record.issn),
        ("library", record.catalogue),
        ("langid", babel(edition.lang.as_str())),
        ("language", Some(edition.lang.as_str())),
    ];
    for (name, value) in texts {
        if let Some(value) = value {
            line(name, &braced(value));
        }
    }
    if !keywords.is_empty() {
        line("keywords", &format!("{{{keywords}}}"));
    }
    if let Some(summary) = edition.summary {
        line("abstract", &braced(summary));
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

/// A keyword as one of a list that commas part.
fn keyword(label: &str) -> String {
    if label.contains(',') { braced(label) } else { escaped(label) }
}

fn babel(lang: &str) -> Option<&'static str> {
    let own = lang.split('-').next().unwrap_or_default();
    BABEL.iter().find(|(tag, _)| *tag == own).map(|(_, name)| *name)
}

/// A text as LaTeX shows it. Braces become commands, because BibTeX counts them even behind a
/// backslash. What its fonts would join to another sign is kept apart: hyphens, commas, apostrophes
/// and angle brackets in a row, and an accent behind `?` or `!`.
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
            '-' | '\'' | '`' | ',' | '<' | '>' if before == c => escaped.extend(['{', c, '}']),
            '`' if matches!(before, '?' | '!') => escaped.push_str("{`}"),
            c if ends_line(c) => escaped.push(' '),
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
            ("?`a !`b <<c>> ,,d", "?{`}a !{`}b <{<}c>{>} ,{,}d"),
            ("perché così\nè\u{2028}ì", "perché così è ì"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
