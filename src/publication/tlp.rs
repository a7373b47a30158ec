//! Traffic Light Protocol 2.0 labels. Source: FIRST, "Traffic Light Protocol (TLP)", version 2.0.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

/// A label of TLP 2.0, from the most to the least restricted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tlp {
    /// For the eyes and ears of individual recipients only.
    Red,
    /// Limited disclosure, within the recipients' own organisation.
    AmberStrict,
    /// Limited disclosure, within the recipients' organisation and its clients.
    Amber,
    /// Limited disclosure, within the community.
    Green,
    /// No limit on disclosure: the only label a public site shows.
    Clear,
}

/// Labels of older versions and everyday misspellings, with what is meant in 2.0.
const NOT_TLP2: &[(&str, &str)] = &[
    ("WHITE", "TLP:CLEAR"),
    ("UNCLEAR", "TLP:CLEAR"),
    ("EX:CHR", "TLP:RED"),
    ("AMBER STRICT", "TLP:AMBER+STRICT"),
    ("AMBER-STRICT", "TLP:AMBER+STRICT"),
    ("YELLOW", "TLP:AMBER"),
    ("ORANGE", "TLP:AMBER"),
    ("ROSSO", "TLP:RED"),
    ("AMBRA", "TLP:AMBER"),
    ("ARANCIONE", "TLP:AMBER"),
    ("GIALLO", "TLP:AMBER"),
    ("VERDE", "TLP:GREEN"),
];

/// A label above TLP:CLEAR that a text has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    /// Which; the most restricted where there are several.
    pub(crate) tlp: Tlp,
    /// Where it stands, as it is written.
    pub(crate) range: Range<usize>,
    /// Whether the text has nothing else to say.
    pub(crate) alone: bool,
}

impl Tlp {
    /// The labels as they are printed: capitals, no space, never translated.
    pub const ALL: &[(&str, Tlp)] = &[
        ("TLP:RED", Tlp::Red),
        ("TLP:AMBER+STRICT", Tlp::AmberStrict),
        ("TLP:AMBER", Tlp::Amber),
        ("TLP:GREEN", Tlp::Green),
        ("TLP:CLEAR", Tlp::Clear),
    ];

    /// Reads `TLP:CLEAR` or `CLEAR`. The error is what to write instead, where that is known.
    pub fn parse(text: &str) -> Result<Tlp, Option<&'static str>> {
        let name = text.trim().to_uppercase();
        let name = name.strip_prefix("TLP:").unwrap_or(&name).trim();
        let found = Self::ALL.iter().find(|(label, _)| label.strip_prefix("TLP:") == Some(name));
        match found {
            Some((label, tlp)) if text == *label || text == name => Ok(*tlp),
            Some((label, _)) => Err(Some(label)),
            None => Err(NOT_TLP2.iter().find(|(old, _)| *old == name).map(|(_, new)| *new)),
        }
    }

    /// Whether a text may have a label; told much faster than whether it has one.
    pub(crate) fn may_occur(text: &str) -> bool {
        static WORDS: LazyLock<[Finder<'static>; 3]> =
            LazyLock::new(|| ["TLP", "tlp", "Tlp"].map(Finder::new));
        WORDS.iter().any(|word| word.find(text.as_bytes()).is_some())
    }

    /// The labels above TLP:CLEAR on one line, however they are written: `TLP:AMBER`, `[tlp: red]`,
    /// `TLP AMBER+STRICT`, `TLP:VERDE`.
    pub(crate) fn mark(line: &str) -> Option<Marked> {
        let mut found: Option<Marked> = None;
        let mut rest = String::new();
        let mut done = 0;
        while let Some((range, tlp)) = label_in(line, done) {
            rest.push_str(&line[done..range.start]);
            done = range.end;
            match &mut found {
                _ if tlp == Tlp::Clear => {}
                Some(marked) if marked.tlp <= tlp => {}
                _ => found = Some(Marked { tlp, range, alone: false }),
            }
        }
        rest.push_str(&line[done..]);
        let alone = !rest.contains(char::is_alphanumeric);
        found.map(|marked| Marked { alone, ..marked })
    }

    /// The label as it is printed.
    pub fn label(self) -> &'static str {
        Self::ALL.iter().find(|(_, tlp)| *tlp == self).map_or("TLP:RED", |(label, _)| label)
    }
}

/// The first label from a byte on, and where it stands.
fn label_in(line: &str, from: usize) -> Option<(Range<usize>, Tlp)> {
    let bytes = line.as_bytes();
    let starts = (from..bytes.len().saturating_sub(2))
        .filter(|at| bytes[*at..*at + 3].eq_ignore_ascii_case(b"TLP"));
    let parted = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    for start in starts.filter(|at| parted(line[..*at].chars().next_back())) {
        let after = &line[start + 3..];
        let name = after.trim_start_matches([' ', '\u{a0}', ':', '\u{ff1a}', '-', '_', '=']);
        let gap = after.len() - name.len();
        let found = NAMES.iter().find_map(|(written, tlp)| {
            let is_it = name.get(..written.len())?.eq_ignore_ascii_case(written);
            (is_it && parted(name[written.len()..].chars().next())).then_some((written.len(), *tlp))
        });
        if let Some((length, tlp)) = found.filter(|_| gap > 0) {
            return Some((start..start + 3 + gap + length, tlp));
        }
    }
    None
}

/// Every way to write a label's name, the longer before what it begins with.
static NAMES: LazyLock<Vec<(&'static str, Tlp)>> = LazyLock::new(|| {
    let right = Tlp::ALL.iter().map(|(label, tlp)| (label.trim_start_matches("TLP:"), *tlp));
    let meant = |label: &str| Tlp::parse(label).unwrap_or(Tlp::Red);
    let wrong = NOT_TLP2.iter().map(|(name, label)| (*name, meant(label)));
    let mut names: Vec<_> = right.chain(wrong).collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(&str, &str, bool)>) {
        let marked = Tlp::mark(line);
        let marked = marked.as_ref().map(|m| (m.tlp.label(), &line[m.range.clone()], m.alone));
        assert_eq!(marked, expected, "{line}");
    }

    #[test]
    fn labels_in_lines() {
        check("TLP:AMBER", Some(("TLP:AMBER", "TLP:AMBER", true)));
        check("[TLP:AMBER+STRICT].", Some(("TLP:AMBER+STRICT", "TLP:AMBER+STRICT", true)));
        check("– tlp: red –", Some(("TLP:RED", "tlp: red", true)));
        check("TLP AMBER STRICT", Some(("TLP:AMBER+STRICT", "TLP AMBER STRICT", true)));
        check("TLP:VERDE", Some(("TLP:GREEN", "TLP:VERDE", true)));
        check("TLP:GREEN TLP:RED", Some(("TLP:RED", "TLP:RED", true)));
        check("TLP:CLEAR / TLP:GREEN", Some(("TLP:GREEN", "TLP:GREEN", true)));
        check("Marked TLP:GREEN by its author", Some(("TLP:GREEN", "TLP:GREEN", false)));
        check("è TLP:RED", Some(("TLP:RED", "TLP:RED", false)));
        for line in ["TLP:CLEAR", "TLP:WHITE", "TLP", "TLP:REDUCED", "XTLP:RED", "TLPRED", "è"] {
            check(line, None);
        }
    }
}
