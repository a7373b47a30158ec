//! What must be the same in both editions of a block, however each language writes it.
//!
//! [`invariants`] finds it in one text, [`differences`] compares two texts, [`structure`] two
//! counts of headings, tables and the like. A text is plain prose with single spaces; code, link
//! destinations, picture sources and labels of footnotes stand in it between `⟦` and `⟧`.
//!
//! Two sequences that are equal are told so at once; only where they are not does `settle` look
//! for innocent reasons: digits against words, dates put together otherwise, ranges.

mod address;
mod compare;
mod date;
mod invariants;
mod number;
mod settle;
mod structure;
#[cfg(test)]
mod tests;

pub use compare::{Difference, Side, differences};
pub use invariants::invariants;
pub use structure::{Counts, structure};

use std::ops::Range;

/// What kind of thing both texts must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `CVE-2025-1234`.
    Cve,
    /// `CWE-79`.
    Cwe,
    /// A CVSS vector.
    Cvss,
    /// A digest: 32 hexadecimal digits or more.
    Hash,
    /// Hexadecimal digits in groups: of a key, a certificate or a network card.
    Fingerprint,
    /// `v1.2.3`, `OpenSSL 3.0`.
    Version,
    /// `2022/2555`, a CELEX number.
    LawReference,
    /// A word with digits: `NIS2`, `APT28`. May be missing, but not be another.
    Word,
    /// A day, a month of a year, a day of a month.
    Date,
    /// A time of day.
    Time,
    /// A number with a percent sign.
    Percentage,
    /// Any other number.
    Number,
    /// An address on the web.
    Url,
    /// A domain.
    Domain,
    /// An e-mail address.
    Email,
    /// An IP address or network.
    IpAddress,
    /// What stands between `⟦` and `⟧`.
    Code,
    /// A TLP label.
    Tlp,
}

/// One thing that a translation must have as the original has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invariant {
    /// What it is.
    pub kind: Kind,
    /// Its canonical value: equal in two texts that mean the same. Numbers are exact up to 17
    /// digits; texts are digests.
    pub value: u64,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether it is written as another language would.
    pub foreign: bool,
}

impl Kind {
    /// What a message to the author calls it, for one and for several.
    fn name(self) -> (&'static str, &'static str) {
        match self {
            Kind::Cve => ("CVE id", "CVE ids"),
            Kind::Cwe => ("CWE id", "CWE ids"),
            Kind::Cvss => ("CVSS vector", "CVSS vectors"),
            Kind::Hash => ("hash", "hashes"),
            Kind::Fingerprint => ("fingerprint", "fingerprints"),
            Kind::Version => ("version", "versions"),
            Kind::LawReference => ("reference", "references"),
            Kind::Word => ("identifier", "identifiers"),
            Kind::Date => ("date", "dates"),
            Kind::Time => ("time", "times"),
            Kind::Percentage => ("percentage", "percentages"),
            Kind::Number => ("number", "numbers"),
            Kind::Url => ("address", "addresses"),
            Kind::Domain => ("domain", "domains"),
            Kind::Email => ("e-mail address", "e-mail addresses"),
            Kind::IpAddress => ("IP address", "IP addresses"),
            Kind::Code => ("code or link", "codes or links"),
            Kind::Tlp => ("label", "labels"),
        }
    }
}

/// FNV-1a: the digest that stands for a text.
fn digest(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The digest that stands for a text in any case.
fn folded(bytes: impl IntoIterator<Item = u8>) -> u64 {
    digest(bytes.into_iter().map(|byte| byte.to_ascii_lowercase()))
}
