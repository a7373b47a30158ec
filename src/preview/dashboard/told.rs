//! Diagnostics as the dashboard lists them: how many there are, and the first of them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostics::{Diagnostic, Severity};
use crate::preview::notes::{Note, notes};
use crate::sources::Sources;

/// So many diagnostics are shown, unless more are asked for.
const NOTES: usize = 50;

/// Some diagnostics.
#[derive(Debug, Default, Serialize)]
pub(super) struct NotesView {
    /// How many there are in all.
    total: usize,
    list: Vec<Note>,
}

/// The first of some diagnostics, the errors before the rest, each group in source order.
pub(super) fn some<'d>(
    diagnostics: impl Iterator<Item = &'d Diagnostic>,
    asked: usize,
    sources: &Sources,
) -> NotesView {
    let mut all: Vec<&Diagnostic> = diagnostics.collect();
    let source = |d: &Diagnostic| d.location.as_ref().map(|location| location.source.clone());
    all.sort_by_key(|d| (d.severity, d.location.is_none(), source(d)));
    first(all, asked, sources)
}

/// The first of some diagnostics, in their order but for that of the places in one file.
pub(super) fn first(mut all: Vec<&Diagnostic>, asked: usize, sources: &Sources) -> NotesView {
    let total = all.len();
    all.truncate(asked.max(NOTES));
    let source = |d: &Diagnostic| d.location.as_ref().map(|location| location.source.clone());
    let groups = all.chunk_by(|a, b| a.severity == b.severity && source(a) == source(b));
    let list = groups.flat_map(|group| notes(group.iter().copied(), sources)).collect();
    NotesView { total, list }
}

/// How many diagnostics there are of each severity.
pub(super) fn counts(diagnostics: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Overdue] {
        let of_it = diagnostics.iter().filter(|d| d.severity == severity);
        counts.insert(severity.as_str(), of_it.count());
    }
    counts
}
