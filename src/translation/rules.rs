//! What translations are held against: how each language writes, the words to use, and which checks
//! the site lets pass.

use std::collections::BTreeMap;
use std::ops::Range;

use super::block::{Block, BlockKind};
use super::conventions::Conventions;
use super::glossary::Glossary;
use super::parity::{Side, differences};
use super::terms::{self, TermFault};
use crate::diagnostics::{Code, Policy, Severity, TERM_FORBIDDEN, TERM_MISSING};
use crate::identity::Lang;

/// How the languages of a site write, and its glossary.
#[derive(Debug)]
pub struct Rules {
    conventions: BTreeMap<Lang, Conventions>,
    /// Of a language that the site does not have.
    unknown: Conventions,
    /// The words to use; none in a site without a glossary.
    pub glossary: Glossary,
    policy: Policy,
}

/// A check that a block, or a block and its translation, do not pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The check.
    pub check: &'static Code,
    /// Whether it is the original's block that is to be mended.
    pub in_original: bool,
    /// Bytes of that block's text; empty when the text as a whole is meant.
    pub range: Range<usize>,
    /// All that differs: bytes of the original's text and of the translation's.
    pub places: [Vec<Range<usize>>; 2],
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Rules {
    /// Of the languages of a site.
    pub fn new(
        conventions: BTreeMap<Lang, Conventions>,
        glossary: Glossary,
        policy: Policy,
    ) -> Self {
        Self { conventions, unknown: Conventions::default(), glossary, policy }
    }

    /// Whether the site lets a check of translations pass, be it an error.
    fn allows(&self, check: &Code) -> bool {
        self.policy.allow.iter().any(|code| code == check.name)
    }

    /// Whether what does not pass a check stops the site from being built.
    pub fn is_error(&self, check: &Code) -> bool {
        let denied = || self.policy.deny.iter().any(|code| code == check.name);
        !self.allows(check) && (check.severity == Severity::Error || denied())
    }

    /// How much it weighs that something does not pass a check.
    pub fn severity(&self, check: &Code) -> Severity {
        if self.is_error(check) { Severity::Error } else { Severity::Warning }
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
            in_original: difference.in_original,
            range: match difference.in_original {
                true => difference.original.first().cloned().unwrap_or_default(),
                false => difference.translation.first().cloned().unwrap_or_default(),
            },
            places: [difference.original, difference.translation],
            message: difference.message,
            help: difference.help,
        });
        let terms = match self.allows(&TERM_MISSING) {
            true => Vec::new(),
            false => terms::missing(&self.glossary, (from, ours.text), (to, theirs.text)),
        };
        // What has no counterpart is missing in the translation, and is mended there.
        let terms = terms.into_iter().map(|fault| Failure {
            range: 0..0,
            places: [vec![fault.range.clone()], Vec::new()],
            ..fault.into()
        });
        parity.filter(|failure| !self.allows(failure.check)).chain(terms).collect()
    }

    /// Whether the texts of a language are to be searched for forbidden terms.
    pub fn forbids(&self, lang: &Lang) -> bool {
        !self.allows(&TERM_FORBIDDEN) && self.glossary.forbids(lang)
    }

    /// The forbidden terms of a block, whatever it is a translation of.
    pub fn forbidden(&self, lang: &Lang, block: &Block) -> Vec<Failure> {
        if !self.forbids(lang) {
            return Vec::new();
        }
        let faults = terms::forbidden(&self.glossary, lang, &block.text);
        faults.into_iter().map(Failure::from).collect()
    }
}

impl From<TermFault> for Failure {
    fn from(fault: TermFault) -> Self {
        let TermFault { check, range, message, help, .. } = fault;
        let places = [Vec::new(), vec![range.clone()]];
        Self { check, in_original: false, range, places, message, help }
    }
}
