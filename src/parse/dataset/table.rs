//! Lines and cells of a data file, each with its place in the text.

use std::collections::BTreeMap;
use std::ops::Range;

use csv::StringRecord;

use super::Described;
use crate::diagnostics::{Code, DATASET_CSV, Diagnostic, Diagnostics, Location, NOT_UTF8};
use crate::publication::Encoding;

/// How many faults of a kind are told one by one; a wrong dialect makes one in every cell.
const TOLD: usize = 50;

/// A data file while it is being read.
pub(super) struct Table<'a> {
    text: &'a str,
    described: Described<'a>,
    reader: csv::Reader<&'a [u8]>,
    record: StringRecord,
    faults: Diagnostics,
    /// How many of each kind were found.
    counts: BTreeMap<&'static str, (usize, &'static Code)>,
}

/// A line of cells.
pub(super) struct Line {
    /// The byte at which it starts.
    pub(super) start: usize,
    pub(super) cells: StringRecord,
}

/// The text of a data file without a byte order mark. What is UTF-8 is read as such, whatever is
/// declared: no other text looks like it by chance.
pub(super) fn decoded(
    bytes: &[u8],
    described: Described<'_>,
    out: &mut Diagnostics,
) -> Option<String> {
    let text = match (std::str::from_utf8(bytes), described.dialect.encoding) {
        (Ok(text), _) => text.to_owned(),
        (Err(_), Encoding::Windows1252) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
        (Err(error), Encoding::Utf8) => {
            let at = error.valid_up_to();
            let shown = encoding_rs::WINDOWS_1252.decode(&bytes[..at]).0.len();
            let place = Location::bytes(described.source, shown..shown + 1);
            let fault = NOT_UTF8.at(place, format!("byte {at} is not UTF-8"));
            let help = "save the file as UTF-8, or declare `dialect: {encoding: windows-1252}`";
            out.push(fault.help(help));
            return None;
        }
    };
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

impl<'a> Table<'a> {
    pub(super) fn new(text: &'a str, described: Described<'a>) -> Self {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(described.dialect.delimiter)
            .from_reader(text.as_bytes());
        let (record, faults) = (StringRecord::new(), Diagnostics::new());
        Self { text, described, reader, record, faults, counts: BTreeMap::new() }
    }

    /// The first line that is not empty.
    pub(super) fn head(&mut self) -> Option<Line> {
        let line = self.any_line();
        if line.is_none() {
            let at = Location::whole(self.described.source);
            self.push(DATASET_CSV.at(at, "the data file is empty"));
        }
        line
    }

    /// The next line with as many cells as the head has. Others are reported; lines of nothing but
    /// delimiters, as spreadsheets leave them, are passed over.
    pub(super) fn next_line(&mut self, columns: usize) -> Option<Line> {
        loop {
            let line = self.any_line()?;
            if line.cells.len() == columns {
                return Some(line);
            }
            let (found, end) = (line.cells.len(), self.line_end(line.start));
            let at = Location::bytes(self.described.source, line.start..end);
            let cells = if found == 1 { "cell" } else { "cells" };
            let message = format!("the line has {found} {cells}, and the head {columns}");
            let open = self.text[line.start..].starts_with('"')
                || line.cells.iter().any(|cell| cell.contains('\n'));
            let help = match open {
                true => "a quotation mark is not closed, most likely on this line",
                false => "put a cell that holds the delimiter into double quotes",
            };
            self.push(DATASET_CSV.at(at, message).help(help));
        }
    }

    fn any_line(&mut self) -> Option<Line> {
        loop {
            let start = self.reader.position().byte() as usize;
            match self.reader.read_record(&mut self.record) {
                Ok(true) => {}
                // A text in UTF-8 gives no other error.
                Ok(false) | Err(_) => return None,
            }
            if self.record.iter().any(|cell| !cell.trim().is_empty()) {
                let breaks = self.text[start..].len();
                let rest = self.text[start..].trim_start_matches(['\n', '\r']);
                return Some(Line {
                    start: start + (breaks - rest.len()),
                    cells: std::mem::take(&mut self.record),
                });
            }
        }
    }

    fn line_end(&self, start: usize) -> usize {
        let line = self.text[start..].lines().next().unwrap_or_default();
        start + line.len()
    }

    /// Where a cell stands, without its quotation marks.
    pub(super) fn at(&self, start: usize, column: usize) -> Location {
        let cell = cell_range(self.text, start, self.described.dialect.delimiter, column);
        Location::bytes(self.described.source, cell)
    }

    /// Says what is wrong with the file as a whole.
    pub(super) fn whole(&self) -> Location {
        Location::whole(self.described.source)
    }

    pub(super) fn described(&self) -> Described<'a> {
        self.described
    }

    /// Says what is wrong, unless the same was said too often already.
    pub(super) fn push(&mut self, fault: Diagnostic) {
        let (count, _) = self.counts.entry(fault.code.name).or_insert((0, fault.code));
        *count += 1;
        if *count <= TOLD {
            self.faults.push(fault);
        }
    }

    pub(super) fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }

    pub(super) fn report(mut self, out: &mut Diagnostics) {
        for (count, code) in self.counts.values().filter(|(count, _)| *count > TOLD) {
            let more = count - TOLD;
            let message = format!("{more} more faults of this kind are in the file");
            self.faults.push(code.at(Location::whole(self.described.source), message));
        }
        out.append(self.faults);
    }
}

/// The bytes of a cell of the line that starts somewhere.
fn cell_range(text: &str, start: usize, delimiter: u8, column: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut left) = (start, column);
    loop {
        let quoted = bytes.get(at) == Some(&b'"');
        let from = if quoted { at + 1 } else { at };
        let mut end = from;
        while let Some(byte) = bytes.get(end) {
            match (quoted, byte) {
                (true, b'"') if bytes.get(end + 1) == Some(&b'"') => end += 1,
                (true, b'"') => break,
                (false, b'\n' | b'\r') => break,
                (false, byte) if *byte == delimiter => break,
                _ => {}
            }
            end += 1;
        }
        if left == 0 {
            return trimmed(text, from..end.min(text.len()));
        }
        left -= 1;
        let after = if quoted { end + 1 } else { end };
        let next = bytes[after.min(bytes.len())..].iter().position(|byte| *byte == delimiter);
        at = after.min(bytes.len()) + next.map_or(0, |next| next + 1);
    }
}

/// A range without the spaces around its text.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let cell = &text[range.clone()];
    let start = range.start + (cell.len() - cell.trim_start().len());
    let end = start + cell.trim().len();
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_again() {
        let text = "a;b;c\n1; \"x;\"\"y\" ;3\n\"p\";q;\n";
        let cell = |start, column| &text[cell_range(text, start, b';', column)];
        assert_eq!((cell(0, 0), cell(0, 2)), ("a", "c"));
        assert_eq!((cell(6, 0), cell(6, 1)), ("1", "\"x"));
        let second = text.find("\"p\"").unwrap();
        assert_eq!((cell(second, 0), cell(second, 1), cell(second, 2)), ("p", "q", ""));
    }
}
