//! Vouching for a translation: from a review and a reviewer's word to a new ledger.

use jiff::civil::Date;

use super::block::Block;
use super::ledger::{Ledger, Record, Standing};
use super::review::{Review, State, Unit};
use super::rules::{Failure, Rules};
use crate::identity::Lang;

/// What a reviewer says of the blocks that are accepted.
#[derive(Clone, Debug)]
pub struct Word {
    /// The blocks that are meant, by their number from 1 in the review; all that are not settled
    /// when empty.
    pub blocks: Vec<usize>,
    /// How they stand to the original.
    pub standing: Standing,
    /// Why the translation stays as it is although the original has moved.
    pub unchanged: Option<String>,
    /// Checks that they need not pass, each with the reason.
    pub despite: Vec<(String, String)>,
    /// What else there is to say.
    pub note: Option<String>,
    /// The day.
    pub date: Date,
    /// The reviewer.
    pub by: Option<String>,
}

/// Why a block was not accepted.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// The translation has no such block.
    Missing,
    /// The original has moved, and the translation has not.
    Untouched,
    /// The original no longer has it.
    Obsolete,
    /// It does not pass these checks, which are errors.
    Differs(Vec<Failure>),
}

/// What came of accepting.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The ledger as it is to be written.
    pub ledger: Ledger,
    /// The numbers of the blocks that were accepted, from 1.
    pub accepted: Vec<usize>,
    /// The numbers of those that were not, and why.
    pub refused: Vec<(usize, Refusal)>,
}

/// Two texts and how they stand: what is accepted.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// The language of the original.
    pub from: &'a Lang,
    /// The language of the translation.
    pub to: &'a Lang,
    /// The original's blocks.
    pub original: &'a [Block],
    /// The translation's blocks.
    pub translation: &'a [Block],
    /// What was accepted before.
    pub ledger: Option<&'a Ledger>,
}

impl<'a> Pair<'a> {
    /// The original's and the translation's block.
    pub fn blocks(&self, unit: &Unit) -> (Option<&'a Block>, Option<&'a Block>) {
        let block = |list: &'a [Block], at: Option<u32>| list.get(at? as usize);
        (block(self.original, unit.original), block(self.translation, unit.translation))
    }

    /// What was accepted of a block.
    pub fn record(&self, unit: &Unit) -> Option<&'a Record> {
        self.ledger?.records.get(unit.record? as usize)
    }

    /// The checks that the two texts of a block do not pass, but for those that a reviewer has
    /// excused: an excuse is for the words that were accepted.
    pub fn failures(&self, unit: &Unit, rules: &Rules) -> Vec<Failure> {
        let (Some(original), Some(translation)) = self.blocks(unit) else { return Vec::new() };
        let record = self.record(unit).filter(|_| !unit.touched);
        let is_excused = |f: &Failure| record.is_some_and(|record| record.exempts(f.check.name));
        let mut failures = rules.failures((self.from, original), (self.to, translation));
        failures.retain(|failure| !is_excused(failure));
        failures
    }
}

/// Accepts blocks; those that cannot be are left as they were. The rules
/// are those of the site: what fails a check that is an error must be excused by name.
pub fn accept(pair: Pair<'_>, review: &Review, word: &Word, rules: &Rules) -> Accepted {
    let (mut accepted, mut refused, mut records) = (Vec::new(), Vec::new(), Vec::new());
    for (number, unit) in (1..).zip(&review.units) {
        let meant = match word.blocks.as_slice() {
            [] => !unit.state.is_settled(),
            named => named.contains(&number),
        };
        let before = pair.record(unit);
        let verdict = meant.then(|| judge(&pair, unit, word, before, rules));
        match verdict {
            Some(Ok(record)) => {
                accepted.push(number);
                records.push(record);
            }
            Some(Err(refusal)) => {
                refused.push((number, refusal));
                records.extend(before.cloned());
            }
            None => records.extend(before.cloned()),
        }
    }
    let ledger = Ledger { from: pair.from.clone(), to: pair.to.clone(), records };
    Accepted { ledger, accepted, refused }
}

fn judge(
    pair: &Pair<'_>,
    unit: &Unit,
    word: &Word,
    before: Option<&Record>,
    rules: &Rules,
) -> Result<Record, Refusal> {
    let (original, translation) = pair.blocks(unit);
    let forked = word.standing == Standing::Forked;
    let moved = matches!(unit.state, State::Stale | State::CodesOnly);
    match (original, translation) {
        (Some(_), None) if !forked => return Err(Refusal::Missing),
        (None, _) if !forked => return Err(Refusal::Obsolete),
        _ if moved && !unit.touched && word.unchanged.is_none() => return Err(Refusal::Untouched),
        _ => {}
    }
    // What was excused once stays excused for as long as both texts say the same.
    let excused =
        before.filter(|_| !moved && !unit.touched).map(|record| record.despite.as_slice());
    let mut despite: Vec<(String, String)> = Vec::new();
    let failed = failures(pair, original, translation, forked, rules);
    for (code, why) in word.despite.iter().chain(excused.unwrap_or_default()) {
        let is_new = despite.iter().all(|(known, _)| known != code);
        if is_new && failed.iter().any(|failure| failure.check.name == *code) {
            despite.push((code.clone(), why.clone()));
        }
    }
    let is_open = |failure: &Failure| {
        let excused = despite.iter().any(|(excused, _)| excused == failure.check.name);
        rules.is_error(failure.check) && !excused
    };
    let open: Vec<Failure> = failed.into_iter().filter(is_open).collect();
    if !open.is_empty() {
        return Err(Refusal::Differs(open));
    }
    let kind = original.or(translation).map(|block| block.kind.clone());
    Ok(Record {
        kind: kind.unwrap_or(super::BlockKind::Paragraph),
        original: original.map(|block| block.text.clone()),
        translated: translation.map(Block::fingerprint),
        standing: word.standing,
        date: word.date,
        by: word.by.clone(),
        despite,
        unchanged: word.unchanged.clone().filter(|_| moved && !unit.touched),
        note: word.note.clone().filter(|note| !note.trim().is_empty()),
    })
}

/// The checks that a block and its translation do not pass; what differs on purpose is not compared.
fn failures(
    pair: &Pair<'_>,
    original: Option<&Block>,
    translation: Option<&Block>,
    forked: bool,
    rules: &Rules,
) -> Vec<Failure> {
    let mut failed = match (original, translation) {
        (Some(original), Some(translation)) if !forked => {
            rules.failures((pair.from, original), (pair.to, translation))
        }
        _ => Vec::new(),
    };
    failed.extend(original.into_iter().flat_map(|block| rules.forbidden(pair.from, block)));
    failed.extend(translation.into_iter().flat_map(|block| rules.forbidden(pair.to, block)));
    failed
}
