//! How many of each thing both editions have.

use super::Difference;
use crate::diagnostics::PARITY_STRUCTURE;

/// How many of each thing an edition has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Headings of any level.
    pub headings: usize,
    /// Lists.
    pub lists: usize,
    /// Tables.
    pub tables: usize,
    /// Blocks of code.
    pub code: usize,
    /// Figures and pictures.
    pub figures: usize,
    /// Links.
    pub links: usize,
}

/// What one edition has more of than the other.
pub fn structure(original: &Counts, translation: &Counts) -> Vec<Difference> {
    let counted = |of: fn(&Counts) -> usize| (of(original), of(translation));
    let things = [
        ("headings", counted(|c| c.headings)),
        ("lists", counted(|c| c.lists)),
        ("tables", counted(|c| c.tables)),
        ("blocks of code", counted(|c| c.code)),
        ("figures", counted(|c| c.figures)),
        ("links", counted(|c| c.links)),
    ];
    let differ = things.into_iter().filter(|(_, (original, translation))| original != translation);
    differ
        .map(|(things, (original, translation))| Difference {
            check: &PARITY_STRUCTURE,
            kind: None,
            original: Vec::new(),
            translation: Vec::new(),
            in_original: false,
            message: format!(
                "{things}: {original} in the original, {translation} in the translation"
            ),
            help: "add to one edition what it lacks, or take it out of the other".to_owned(),
        })
        .collect()
}
