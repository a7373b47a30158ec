//! How much room words need when nothing can measure them.
//!
//! A site is built without knowing its readers' fonts. So widths are bounds: those of Verdana and
//! DejaVu Sans, the widest of the usual interface fonts, with the letter spacing that a reader may
//! set (WCAG 1.4.12: 0.12 em), and with bold letters not counted. Where a bound decides, there is
//! always a form that needs none: labels of lines become a list below, marks of an axis are thinned.

use std::fmt;

use unicode_width::UnicodeWidthChar;

use super::Percent;

/// A length in thousandths of the height of the letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Em(pub i32);

/// What a reader may put between letters.
const SPACING: i32 = 120;

impl Em {
    /// A part of it.
    pub fn part(self, part: Percent) -> Em {
        let product = i64::from(self.0) * i64::from(part.0);
        let rounded = (product + 50_000) / 100_000;
        Em(i32::try_from(rounded).unwrap_or(self.0))
    }
}

/// As CSS has it: `1.25em`.
impl fmt::Display for Em {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        match part {
            0 => write!(f, "{sign}{whole}em"),
            _ => write!(f, "{sign}{whole}.{}em", format!("{part:03}").trim_end_matches('0')),
        }
    }
}

/// How wide a text is at most.
pub fn width(text: &str) -> Em {
    Em(text.chars().map(advance).sum())
}

fn advance(letter: char) -> i32 {
    let own = match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' => 460,
        'f' | 'r' | 't' | ' ' | '\u{a0}' | '\u{202f}' | '(' | ')' | '-' | '/' => 460,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '…' | 'æ' | 'œ' | 'Æ' | 'Œ' => 1_080,
        'a'..='z' | '0'..='9' | 'ß'..='ÿ' => 650,
        '\u{20}'..='\u{7e}' | '\u{a1}'..='\u{17f}' => 860,
        // Other scripts: a square a letter, or two columns.
        _ => 1_100 * i32::from(letter.width().unwrap_or(0) > 0),
    };
    own + SPACING
}

/// Breaks a text into lines that are no wider than a column: at spaces, after hyphens and strokes,
/// and inside what is still wider than the column.
pub fn wrap(text: &str, column: Em) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let text = text.trim();
    for piece in text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '-' | '/')) {
        let together = format!("{line}{piece}");
        if width(together.trim_end()) <= column {
            line = together;
            continue;
        }
        lines.extend(Some(std::mem::take(&mut line)).filter(|line| !line.is_empty()));
        for letter in piece.chars() {
            if width(&line).0 + advance(letter) > column.0 && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    lines.extend(Some(line).filter(|line| !line.is_empty()));
    lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// Puts labels as near as may be to where they are wanted, none over another and none outside of
/// the plot: given the middle and the height of each, gives the middle of each. There is always
/// room if their heights together are no more than the plot's.
pub fn spread(wanted: &[(Em, Em)], plot: Em) -> Vec<Em> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|at| (wanted[*at].0, *at));
    let mut tops = vec![0; wanted.len()];
    let mut free = 0;
    for at in &order {
        let (middle, height) = wanted[*at];
        tops[*at] = (middle.0 - height.0 / 2).max(free);
        free = tops[*at] + height.0;
    }
    let mut limit = plot.0;
    for at in order.iter().rev() {
        tops[*at] = tops[*at].min(limit - wanted[*at].1.0);
        limit = tops[*at];
    }
    tops.iter().zip(wanted).map(|(top, (_, height))| Em(top + height.0 / 2)).collect()
}

/// Every how many marks of an axis one keeps its label, so that labels of these widths, each in the
/// middle of its mark and the marks equally apart, do not touch within an axis of this length.
pub fn stride(labels: &[String], axis: Em, gap: Em) -> usize {
    let widest = labels.iter().map(|label| width(label).0).max().unwrap_or(0) + gap.0;
    let count = i32::try_from(labels.len().max(1)).unwrap_or(i32::MAX);
    let apart = (axis.0 / count).max(1);
    usize::try_from((widest + apart - 1) / apart).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lengths_are_written_as_css_has_them() {
        let written: Vec<String> =
            [Em(1_250), Em(0), Em(3_000), Em(-500)].iter().map(Em::to_string).collect();
        assert_eq!(written, ["1.25em", "0em", "3em", "-0.5em"]);
    }

    #[test]
    fn long_names_are_broken() {
        let name = "Gestione dei servizi TIC (business-to-business)";
        assert_eq!(
            wrap(name, Em(12_500)),
            ["Gestione dei", "servizi TIC", "(business-to-", "business)"].map(str::to_owned)
        );
        assert_eq!(wrap("", Em(5_000)), Vec::<String>::new());
    }

    #[test]
    fn labels_of_an_axis_are_thinned() {
        let years: Vec<String> = (2015..2025).map(|year| year.to_string()).collect();
        assert_eq!(stride(&years, Em(16_000), Em(400)), 3);
        assert_eq!(stride(&years[..3], Em(16_000), Em(400)), 1);
        assert_eq!(stride(&[], Em(16_000), Em(400)), 1);
    }

    proptest! {
        #[test]
        fn lines_fit_and_lose_nothing(text in "[a-zA-Zàè %()]{0,80}") {
            let lines = wrap(&text, Em(6_000));
            for line in &lines {
                prop_assert!(width(line) <= Em(6_000), "{line}");
            }
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }

        #[test]
        fn labels_keep_apart(wanted in prop::collection::vec((0..20_000_i32, 1_000..3_000_i32), 0..7)) {
            let wanted: Vec<(Em, Em)> = wanted.into_iter().map(|(m, h)| (Em(m), Em(h / 2 * 2))).collect();
            let mut spans: Vec<(i32, i32)> = spread(&wanted, Em(20_000))
                .iter()
                .zip(&wanted)
                .map(|(middle, (_, height))| (middle.0 - height.0 / 2, middle.0 + height.0 / 2))
                .collect();
            spans.sort_unstable();
            prop_assert!(spans.iter().all(|(top, bottom)| *top >= 0 && *bottom <= 20_000), "{spans:?}");
            prop_assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{spans:?}");
        }
    }
}
