//! The index for people: a line a publication, as wide as the terminal.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::render::exchange::{Catalogue, Record};

/// The columns, the title last.
const HEAD: [&str; 7] = ["date", "kind", "number", "version", "status", "languages", "title"];
/// Columns that make room for titles where the terminal is narrow, the first to go first.
const GIVE_WAY: [&str; 5] = ["version", "number", "languages", "status", "kind"];
/// What stands between two columns.
const GAP: usize = 2;
/// How narrow the titles may become.
const TITLE: usize = 24;

type Row<'r> = [Cow<'r, str>; HEAD.len()];

/// Lines of the table; where there is a width, columns give way and titles are cut to it.
pub(super) fn write(catalogue: &Catalogue<'_>, width: Option<usize>) -> String {
    lines(catalogue.records.iter().map(row).collect(), width)
}

fn lines(publications: Vec<Row<'_>>, width: Option<usize>) -> String {
    let mut rows = vec![HEAD.map(Cow::Borrowed)];
    rows.extend(publications);
    let columns = columns(&rows, width);
    let title = width.map(|width| width.saturating_sub(taken(&columns)).max(TITLE));
    let mut text = String::new();
    for row in &rows {
        for (column, wide) in &columns {
            text.push_str(&row[*column]);
            text.extend(std::iter::repeat_n(' ', wide + GAP - width_of(&row[*column])));
        }
        text.push_str(&cut(&row[HEAD.len() - 1], title));
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}

/// The columns before the title that are shown, and how wide each is.
fn columns(rows: &[Row<'_>], width: Option<usize>) -> Vec<(usize, usize)> {
    let widest = |column: usize| rows.iter().map(|row| width_of(&row[column])).max().unwrap_or(0);
    // A column without a word but its name tells nothing.
    let tells =
        |column: &usize| rows.len() == 1 || rows[1..].iter().any(|r| !r[*column].is_empty());
    let telling = (0..HEAD.len() - 1).filter(tells);
    let mut columns: Vec<(usize, usize)> = telling.map(|column| (column, widest(column))).collect();
    let longest = widest(HEAD.len() - 1).min(TITLE);
    let mut give_way = GIVE_WAY.iter();
    while width.is_some_and(|width| taken(&columns) + longest > width)
        && let Some(name) = give_way.next()
    {
        columns.retain(|(column, _)| HEAD[*column] != *name);
    }
    columns
}

/// How much of a line some columns take.
fn taken(columns: &[(usize, usize)]) -> usize {
    columns.iter().map(|(_, wide)| wide + GAP).sum()
}

/// How many columns a text takes; of one without control characters.
fn width_of(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

fn row<'r>(record: &'r Record<'_>) -> Row<'r> {
    let text = |value: Option<&'r str>| plain(value.unwrap_or_default());
    let languages: Vec<&str> =
        record.editions.iter().map(|edition| edition.lang.as_str()).collect();
    [
        record.date.day().to_string().into(),
        record.kind.id().into(),
        text(record.number),
        text(record.version),
        text(record.status.map(|status| status.id())),
        languages.join(" ").into(),
        plain(record.main().title),
    ]
}

/// A text on one line: what a title says to a terminal is its letters, in the order in which they
/// stand.
fn plain(text: &str) -> Cow<'_, str> {
    let reorders = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if !text.contains(|c| reorders(c) || breaks(c)) {
        return Cow::Borrowed(text);
    }
    let letters = text.chars().filter(|c| !reorders(*c));
    Cow::Owned(letters.map(|c| if breaks(c) { ' ' } else { c }).collect())
}

/// A text of at most so many columns; what is cut ends in an ellipsis.
fn cut(text: &str, width: Option<usize>) -> Cow<'_, str> {
    let Some(width) = width.filter(|width| width_of(text) > *width) else { return text.into() };
    let mut cut = String::new();
    let mut left = width.saturating_sub(1);
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if wide > left {
            break;
        }
        left -= wide;
        cut.push(c);
    }
    format!("{}…", cut.trim_end()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_cut_to_columns() {
        assert_eq!(cut("Perché così", Some(8)), "Perché…");
        assert_eq!(cut("Perché così", Some(11)), "Perché così");
        assert_eq!(cut("警告警告警告", Some(6)), "警告…");
        assert_eq!(cut("Perché così", None), "Perché così");
    }

    #[test]
    fn a_terminal_gets_letters() {
        assert_eq!(plain("a\u{1b}[31mb"), "a [31mb");
        assert_eq!(plain("a\u{202e}b\u{2066}c\u{2028}d"), "abc d");
    }

    /// A narrow terminal keeps the date and the title; no line is wider than it.
    #[test]
    fn columns_give_way_to_the_title() {
        let title = "Notificare un incidente significativo: guida alla lettura";
        let row = ["2026-02-20", "guideline", "04/2018", "1.1", "final", "it en", title];
        let shown = |width| lines(vec![row.map(Cow::Borrowed)], width);
        for (width, head) in [
            (None, "date        kind       number   version  status  languages  title"),
            (Some(95), "date        kind       number   version  status  languages  title"),
            (Some(80), "date        kind       number   status  languages  title"),
            (Some(70), "date        kind       status  languages  title"),
            (Some(60), "date        kind       status  title"),
            (Some(50), "date        kind       title"),
            (Some(40), "date        title"),
        ] {
            let table = shown(width);
            assert_eq!(table.lines().next(), Some(head), "{width:?}");
            let widest = table.lines().map(width_of).max();
            assert!(width.is_none_or(|width| widest.is_some_and(|line| line <= width)), "{table}");
        }
        let narrow = "date        title\n2026-02-20  Notificare un incidente…\n";
        assert_eq!(shown(Some(20)), narrow, "nothing more can give way");
    }
}
