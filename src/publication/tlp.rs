//! Traffic Light Protocol 2.0 labels. Source: FIRST, "Traffic Light Protocol (TLP)", version 2.0.

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
];

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

    /// The label as it is printed.
    pub fn label(self) -> &'static str {
        Self::ALL.iter().find(|(_, tlp)| *tlp == self).map_or("TLP:RED", |(label, _)| label)
    }
}
