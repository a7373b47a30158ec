//! What translations are held against: how each language writes, and the words to use.

use std::collections::BTreeMap;
use std::ops::Range;

use super::block::{Block, BlockKind};
use super::conventions::Conventions;
use super::glossary::Glossary;
use super::parity::{Side, differences};
use super::terms;
use crate::diagnostics::Code;
use crate::identity::Lang;

/// How the languages of a site write, and its glossary.
#[derive(Debug)]
pub struct Rules {
    conventions: BTreeMap<Lang, Conventions>,
    /// Of a language that the site does not have.
    unknown: Conventions,
    /// The words to use; none in a site without a glossary.
    pub glossary: Glossary,
}

/// A check that a block and its translation do not pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The check.
    pub check: &'static Code,
    /// Whether the place is one of the original's text.
    pub in_original: bool,
    /// Bytes of the text; empty when the text as a whole is meant.
    pub range: Range<usize>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Rules {
    /// Of the languages of a site.
    pub fn new(conventions: BTreeMap<Lang, Conventions>, glossary: Glossary) -> Self {
        Self { conventions, unknown: Conventions::default(), glossary }
    }

    /// How a language writes.
    pub fn conventions(&self, lang: &Lang) -> &Conventions {
        self.conventions.get(lang).unwrap_or(&self.unknown)
    }

    /// The checks that a block and its translation do not pass.
    pub fn failures(
        &self,
        (from, original): (&Lang, &Block),
        (to, translation): (&Lang, &Block),
    ) -> Vec<Failure> {
        if original.kind == BlockKind::Component {
            return Vec::new();
        }
        let ours = Side { text: &original.text, conventions: self.conventions(from) };
        let theirs = Side { text: &translation.text, conventions: self.conventions(to) };
        let parity = differences(ours, theirs).into_iter().map(|difference| Failure {
            check: difference.check,
            in_original: false,
            range: difference.translation.into_iter().next().unwrap_or_default(),
            message: difference.message,
            help: difference.help,
        });
        let pair = ((from, original.text.as_str()), (to, translation.text.as_str()));
        let terms = terms::check(&self.glossary, pair.0, pair.1).into_iter().map(|fault| {
            // What has no counterpart is missing in the translation, and is mended there.
            let missing = fault.in_original && fault.check.name == "term-missing";
            Failure {
                check: fault.check,
                in_original: fault.in_original && !missing,
                range: if missing { 0..0 } else { fault.range },
                message: fault.message,
                help: fault.help,
            }
        });
        parity.chain(terms).collect()
    }
}
