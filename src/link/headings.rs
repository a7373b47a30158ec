//! Ids of headings that are the same in every language.
//!
//! Where a translation's headings have the original's sequence of levels it takes the original's
//! ids. Else they are aligned by level, and what has no counterpart keeps its own id, with a
//! warning.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostics, HEADINGS_DIFFER, Location};
use crate::identity::Lang;
use crate::parse::{Document, Heading};
use crate::slug::slug;

/// Longer outlines that differ are aligned from the top only: a table of this many cells is made.
const MAX_CELLS: usize = 1 << 22;

/// The ids of every edition's headings, in the order of the editions.
pub(super) fn ids(
    editions: &BTreeMap<Lang, Box<Document>>,
    original: &Lang,
    out: &mut Diagnostics,
) -> Vec<Vec<String>> {
    let Some(source) = editions.get(original) else { return vec![Vec::new(); editions.len()] };
    let of_original = own_ids(&source.outline.headings);
    editions
        .iter()
        .map(|(lang, document)| {
            let withdrawn = source.facts.withdrawn.is_some() || document.facts.withdrawn.is_some();
            if lang == original {
                of_original.clone()
            } else if withdrawn {
                own_ids(&document.outline.headings)
            } else {
                translated(document, &source.outline.headings, &of_original, out)
            }
        })
        .collect()
}

/// Ids made from the headings alone.
fn own_ids(headings: &[Heading]) -> Vec<String> {
    let mut used = Used::of(headings.iter().filter_map(|h| h.explicit_id.clone()));
    headings.iter().map(|h| h.explicit_id.clone().unwrap_or_else(|| used.free_id(h))).collect()
}

/// The ids that are taken, and the number that each made one last got: a thousand headings of the
/// same text cost no more than others.
struct Used {
    ids: BTreeSet<String>,
    numbers: BTreeMap<String, usize>,
}

impl Used {
    fn of(ids: impl Iterator<Item = String>) -> Self {
        Self { ids: ids.collect(), numbers: BTreeMap::new() }
    }

    fn free_id(&mut self, heading: &Heading) -> String {
        let made = slug(&heading.text);
        let base = if made.is_empty() { "section".to_owned() } else { made };
        let base = if base.starts_with("fn-") { format!("s-{base}") } else { base };
        let number = self.numbers.entry(base.clone()).or_insert(1);
        let mut id = base.clone();
        while !self.ids.insert(id.clone()) {
            *number += 1;
            id = format!("{base}-{number}");
        }
        id
    }
}

fn translated(
    document: &Document,
    original: &[Heading],
    original_ids: &[String],
    out: &mut Diagnostics,
) -> Vec<String> {
    let headings = &document.outline.headings;
    let levels = |list: &[Heading]| list.iter().map(|h| h.level).collect::<Vec<u8>>();
    let (mine, theirs) = (levels(headings), levels(original));
    if mine == theirs {
        return original_ids.to_vec();
    }
    let counterparts = align(&mine, &theirs);
    let mut used = Used::of(original_ids.iter().cloned());
    headings
        .iter()
        .zip(counterparts)
        .map(|(heading, counterpart)| {
            if let Some(at) = counterpart {
                return original_ids[at].clone();
            }
            let at = Location::bytes(&document.source, heading.range.clone());
            let message =
                format!("the heading `{}` has no counterpart in the original", heading.text);
            out.push(
                HEADINGS_DIFFER
                    .at(at, message)
                    .help("give both editions the same headings, level by level"),
            );
            match &heading.explicit_id {
                Some(id) if used.ids.insert(id.clone()) => id.clone(),
                _ => used.free_id(heading),
            }
        })
        .collect()
}

/// The longest common subsequence of levels: for each of `mine` its counterpart in `theirs`.
fn align(mine: &[u8], theirs: &[u8]) -> Vec<Option<usize>> {
    let mut found = vec![None; mine.len()];
    let top = mine.iter().zip(theirs).take_while(|(a, b)| a == b).count();
    for (at, counterpart) in found.iter_mut().enumerate().take(top) {
        *counterpart = Some(at);
    }
    let (a, b) = (&mine[top..], &theirs[top..]);
    if a.len().saturating_mul(b.len()) > MAX_CELLS {
        return found;
    }
    let width = b.len() + 1;
    let mut lengths = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i * width + j] = if a[i] == b[j] {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            found[top + i] = Some(top + j);
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mine: &[u8], theirs: &[u8], expected: &[Option<usize>]) {
        assert_eq!(align(mine, theirs), expected);
    }

    #[test]
    fn outlines_are_aligned() {
        check(&[2, 3, 2], &[2, 3, 2], &[Some(0), Some(1), Some(2)]);
        check(&[2, 2], &[2, 3, 2], &[Some(0), Some(2)]);
        check(&[2, 3, 3, 2], &[2, 3, 2], &[Some(0), Some(1), None, Some(2)]);
        check(&[4], &[2, 2], &[None]);
        check(&[], &[2], &[]);
    }
}
