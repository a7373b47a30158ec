//! What is copied, not translated: codes, links, identifiers, also where they stand in prose.

use std::ops::Range;

use super::Conventions;
use super::parity::{Kind, invariants};

/// The codes, links and identifiers of a text, in order.
pub fn identifiers<'t>(text: &'t str, conventions: &Conventions) -> Vec<&'t str> {
    ranges(text, conventions).into_iter().map(|range| &text[range]).collect()
}

/// Whether two texts of one language differ in nothing but codes, links and identifiers.
pub fn differ_in_identifiers_only(then: &str, now: &str, conventions: &Conventions) -> bool {
    without(then, conventions) == without(now, conventions)
}

fn without(text: &str, conventions: &Conventions) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for range in ranges(text, conventions) {
        rest.push_str(&text[from..range.start]);
        from = range.end;
    }
    rest.push_str(&text[from..]);
    rest
}

/// Where they stand, in order and apart from one another.
fn ranges(text: &str, conventions: &Conventions) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = invariants(text, conventions)
        .into_iter()
        .filter(|invariant| is_copied(invariant.kind))
        .map(|invariant| invariant.range)
        .collect();
    ranges.sort_by_key(|range| (range.start, usize::MAX - range.end));
    let mut end = 0;
    ranges.retain(|range| {
        let apart = range.start >= end;
        end = end.max(range.end);
        apart
    });
    ranges
}

fn is_copied(kind: Kind) -> bool {
    match kind {
        Kind::Cve
        | Kind::Cwe
        | Kind::Cvss
        | Kind::Hash
        | Kind::Fingerprint
        | Kind::Version
        | Kind::Url
        | Kind::Domain
        | Kind::Email
        | Kind::IpAddress
        | Kind::Code => true,
        Kind::LawReference
        | Kind::Word
        | Kind::Date
        | Kind::Time
        | Kind::Percentage
        | Kind::Number
        | Kind::Tlp => false,
    }
}
