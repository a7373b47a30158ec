//! The index for people: a line a publication, as wide as the terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::render::exchange::{Catalogue, Record};

/// What stands between two columns.
const GAP: usize = 2;
/// How narrow the titles may become.
const TITLE: usize = 16;

/// Lines of the table; where there is a width, titles are cut to it.
pub(super) fn write(catalogue: &Catalogue<'_>, width: Option<usize>) -> String {
    let head = ["date", "kind", "number", "version", "status", "languages", "title"];
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(catalogue.records.iter().map(row));
    let mut columns = Vec::new();
    for column in 0..head.len() {
        // A column without a word but its name tells nothing.
        let is_empty = rows[1..].iter().all(|row| row[column].is_empty());
        if !is_empty || rows.len() == 1 {
            let widest = rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
            columns.push((column, widest));
        }
    }
    let fixed: usize =
        columns.iter().filter(|(at, _)| *at + 1 < head.len()).map(|(_, wide)| wide + GAP).sum();
    let title = width.map(|width| width.saturating_sub(fixed).max(TITLE));
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (column, wide) in &columns {
            if *column + 1 == row.len() {
                line.push_str(&cut(&row[*column], title));
            } else {
                line.push_str(&row[*column]);
                let gap = wide + GAP - row[*column].width();
                line.extend(std::iter::repeat_n(' ', gap));
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn row(record: &Record<'_>) -> [String; 7] {
    let text = |value: Option<&str>| plain(value.unwrap_or_default());
    let languages: Vec<&str> =
        record.editions.iter().map(|edition| edition.lang.as_str()).collect();
    [
        record.date.day().to_string(),
        record.kind.id().to_owned(),
        text(record.number),
        text(record.version),
        text(record.status.map(|status| status.id())),
        languages.join(" "),
        plain(record.main().title),
    ]
}

/// A text on one line: what a title says to a terminal is its letters.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A text of at most so many columns; what is cut ends in an ellipsis.
fn cut(text: &str, width: Option<usize>) -> String {
    let Some(width) = width.filter(|width| text.width() > *width) else { return text.to_owned() };
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
    format!("{}…", cut.trim_end())
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
        assert_eq!(plain("a\u{1b}[31mb"), "a [31mb");
    }
}
