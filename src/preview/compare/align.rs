//! Two editions row by row, through the original that both belong to.

use std::ops::Range;

use crate::translation::{CODE_CLOSE, CODE_OPEN, Unit};

/// A row: the index of a unit of the left edition and of the right one.
pub(super) type Row = (Option<usize>, Option<usize>);

/// Pairs the units of two reviews of one original. Each review has every block of the original in
/// its order; what only a translation has stands where it stood there.
pub(super) fn align(left: &[Unit], right: &[Unit]) -> Vec<Row> {
    let mut rows = Vec::with_capacity(left.len().max(right.len()));
    let (mut l, mut r) = (0, 0);
    let is_extra = |units: &[Unit], at: usize| units.get(at).is_some_and(|u| u.original.is_none());
    loop {
        while is_extra(left, l) {
            rows.push((Some(l), None));
            l += 1;
        }
        while is_extra(right, r) {
            rows.push((None, Some(r)));
            r += 1;
        }
        match (left.get(l), right.get(r)) {
            (Some(_), Some(_)) => rows.push((Some(l), Some(r))),
            (Some(_), None) => rows.push((Some(l), None)),
            (None, Some(_)) => rows.push((None, Some(r))),
            (None, None) => return rows,
        }
        (l, r) = (l + 1, r + 1);
    }
}

/// A piece of a block's text that is shown in one way.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    /// Whether it is the same in every language: code, an address, a label.
    pub(super) code: bool,
    /// The marks that it lies in, by their numbers.
    pub(super) marks: Vec<usize>,
}

/// Cuts a block's text at its codes and at the edges of marks: numbers with bytes of the text.
pub(super) fn pieces<'t>(text: &'t str, marks: &[(usize, Range<usize>)]) -> Vec<Piece<'t>> {
    let mut edges = vec![0, text.len()];
    for bracket in [CODE_OPEN, CODE_CLOSE] {
        let found = text.match_indices(bracket);
        edges.extend(found.flat_map(|(at, found)| [at, at + found.len()]));
    }
    let is_edge = |at: &usize| text.is_char_boundary(*at);
    edges.extend(marks.iter().flat_map(|(_, range)| [range.start, range.end]).filter(is_edge));
    edges.sort_unstable();
    edges.dedup();
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut code = false;
    for edge in edges.windows(2) {
        let (start, end) = (edge[0], edge[1]);
        match text[start..end].chars().next() {
            Some(CODE_OPEN) => code = true,
            Some(CODE_CLOSE) => code = false,
            _ => {
                let within = |range: &Range<usize>| range.start <= start && end <= range.end;
                let marks = marks.iter().filter(|(_, range)| within(range));
                let marks = marks.map(|(number, _)| *number).collect();
                pieces.push(Piece { text: &text[start..end], code, marks });
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Piece, align, pieces};
    use crate::translation::{State, Unit};

    /// Units as letters: `o` has a block of the original, `x` has none.
    fn units(letters: &str) -> Vec<Unit> {
        let mut next = 0;
        let unit = |letter: char| {
            let original = (letter == 'o').then_some(next);
            next += u32::from(letter == 'o');
            let state = State::Current;
            Unit { state, original, translation: None, record: None, touched: false }
        };
        letters.chars().map(unit).collect()
    }

    fn check(left: &str, right: &str, expected: &str) {
        let cell = |at: Option<usize>| at.map_or_else(|| "-".to_owned(), |at| at.to_string());
        let rows = align(&units(left), &units(right)).into_iter();
        let rows: Vec<String> = rows.map(|(l, r)| format!("{}{}", cell(l), cell(r))).collect();
        assert_eq!(rows.join(" "), expected, "{left} {right}");
    }

    #[test]
    fn two_translations_are_aligned_through_the_original() {
        check("ooo", "ooo", "00 11 22");
        check("oxo", "oo", "00 1- 21");
        check("oo", "xoo", "-0 01 12");
        check("oxo", "oxo", "00 1- -1 22");
        check("ox", "o", "00 1-");
        check("", "x", "-0");
        check("", "", "");
    }

    fn cut(text: &str, marks: &[(usize, std::ops::Range<usize>)]) -> Vec<String> {
        let shown = |piece: Piece<'_>| {
            let code = if piece.code { "`" } else { "" };
            let marks: Vec<String> = piece.marks.iter().map(usize::to_string).collect();
            format!("{code}{}{code}{}", piece.text, marks.join(","))
        };
        pieces(text, marks).into_iter().map(shown).collect()
    }

    #[test]
    fn a_text_is_cut_at_codes_and_marks() {
        assert_eq!(cut("", &[]), [""; 0]);
        assert_eq!(cut("entro 72 ore", &[]), ["entro 72 ore"]);
        assert_eq!(cut("entro 72 ore", &[(0, 6..8)]), ["entro ", "720", " ore"]);
        assert_eq!(cut("la guida ⟦https://a.it⟧.", &[]), ["la guida ", "`https://a.it`", "."]);
        // A code is marked with its brackets or without.
        assert_eq!(cut("⟦a.it⟧", &[(0, 0..10), (1, 3..7)]), ["`a.it`0,1"]);
        assert_eq!(cut("più 3 o 4", &[(0, 5..6), (1, 5..10)]), ["più ", "30,1", " o 41"]);
        // A mark that does not fit the text any more marks nothing, and breaks nothing.
        assert_eq!(cut("è", &[(0, 1..9)]), ["è"]);
    }
}
