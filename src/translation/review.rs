//! How each block of a translation stands to its original today: the ledger's three-way
//! comparison of the original then, the original now, and the translation.

use jiff::civil::Date;

use super::align::{ascending, edited, equal, gaps, known, structural};
use super::block::{Block, BlockKind};
use super::ledger::{Ledger, Record, Standing};
use crate::diagnostics::Spot;

/// How a block of a translation stands to its original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The original has it, the translation has not.
    Missing,
    /// It was never accepted.
    Unreviewed,
    /// It was accepted, and neither side has changed.
    Current,
    /// The original has changed since it was accepted.
    Stale,
    /// The translation was touched since it was accepted.
    Edited,
    /// Only codes, links and identifiers of the original have changed.
    CodesOnly,
    /// The original no longer has it.
    Obsolete,
    /// A machine translated it; nobody has read it.
    Machine,
    /// It says something else on purpose.
    Forked,
}

impl State {
    /// Every state, in the order in which a report tells them.
    pub const ALL: [State; 9] = [
        State::Missing,
        State::Stale,
        State::CodesOnly,
        State::Obsolete,
        State::Edited,
        State::Unreviewed,
        State::Machine,
        State::Forked,
        State::Current,
    ];

    /// The word for it on the command line and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Missing => "missing",
            State::Unreviewed => "unreviewed",
            State::Current => "current",
            State::Stale => "stale",
            State::Edited => "edited",
            State::CodesOnly => "codes-only",
            State::Obsolete => "obsolete",
            State::Machine => "machine",
            State::Forked => "forked",
        }
    }

    /// Whether the original has moved on and the translation has not followed.
    pub fn is_behind(self) -> bool {
        matches!(self, State::Missing | State::Stale | State::CodesOnly | State::Obsolete)
    }

    /// Whether somebody vouches for it as it is.
    pub fn is_settled(self) -> bool {
        matches!(self, State::Current | State::Forked)
    }
}

/// One block of the original, of the translation, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// How it stands.
    pub state: State,
    /// Index of the original's block.
    pub original: Option<u32>,
    /// Index of the translation's block.
    pub translation: Option<u32>,
    /// Index of the ledger's record.
    pub record: Option<u32>,
    /// Whether the translation was touched since it was accepted.
    pub touched: bool,
}

/// How a translation stands to its original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// The original's blocks in order, and where they stood in the translation those that the
    /// original no longer has.
    pub units: Vec<Unit>,
    /// The day for which the translation is right: the earliest acceptance among the blocks that
    /// are behind, else the latest of all. `None` when nothing was ever accepted.
    pub right_as_of: Option<Date>,
    /// How many of the ledger's texts are found again, on either side.
    pub recognised: usize,
    /// The first block of the translation that stands elsewhere than in the original.
    pub out_of_order: Option<u32>,
}

impl Review {
    /// Whether the translation was ever accepted: most of it, for one block alone is a beginning.
    pub fn was_accepted(&self) -> bool {
        let known = self.units.iter().filter(|unit| unit.record.is_some()).count();
        self.right_as_of.is_some() && known >= self.count(State::Unreviewed)
    }

    /// How many blocks are in a state.
    pub fn count(&self, state: State) -> usize {
        self.units.iter().filter(|unit| unit.state == state).count()
    }
}

/// Compares a translation with its original; `ledger` is `None` when it was never accepted.
///
/// `only_codes` tells whether two texts of the original differ in nothing but codes, links and
/// identifiers.
pub fn review(
    original: &[Block],
    translation: &[Block],
    ledger: Option<&Ledger>,
    only_codes: impl Fn(&str, &str) -> bool,
) -> Review {
    let records = ledger.map_or(&[][..], |ledger| &ledger.records);
    let originals = originals(records, original);
    let fingerprints = if records.is_empty() { Vec::new() } else { fingerprints(translation) };
    let translations = translations(records, &fingerprints);
    let mut record_of: Vec<Option<usize>> = vec![None; original.len()];
    for (record, place) in originals.iter().enumerate() {
        if let Some(place) = place {
            record_of[*place] = Some(record);
        }
    }
    let pairs = pairs(original, translation, &originals, &translations);
    let mut units: Vec<Unit> = Vec::with_capacity(original.len());
    for (o, block) in original.iter().enumerate() {
        let (t, r) = (pairs[o], record_of[o]);
        let record = r.map(|r| &records[r]);
        let fingerprint = t.zip(record).map(|(t, _)| fingerprints[t]);
        let touched = record.is_some_and(|record| fingerprint != record.translated);
        let state = state(block, record, t.is_some(), touched, &only_codes);
        let (o, t, r) = (Some(index(o)), t.map(index), r.map(index));
        units.push(Unit { state, original: o, translation: t, record: r, touched });
    }
    let extra = extra(&pairs, translation.len(), records, &translations);
    let units = insert_extra(units, extra);
    let right_as_of = right_as_of(&units, records);
    let same = |(record, place): &(&Record, &Option<usize>)| {
        place.is_some_and(|place| record.original.as_ref() == Some(&original[place].text))
    };
    let recognised =
        records.iter().zip(&originals).filter(same).count() + translations.iter().flatten().count();
    let out_of_order = out_of_order(&pairs).map(index);
    Review { units, right_as_of, recognised, out_of_order }
}

/// The first block of the translation that does not follow the original's order.
fn out_of_order(pairs: &[Option<usize>]) -> Option<usize> {
    let known = known(pairs);
    let in_order = ascending(&known);
    let stays = |pair: &&(usize, usize)| in_order.binary_search(pair).is_err();
    known.iter().find(stays).map(|(_, t)| *t)
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn state(
    block: &Block,
    record: Option<&Record>,
    translated: bool,
    touched: bool,
    only_codes: &impl Fn(&str, &str) -> bool,
) -> State {
    let Some(record) = record else {
        return if translated { State::Unreviewed } else { State::Missing };
    };
    let then = record.original.as_deref().unwrap_or_default();
    let moved = then != block.text;
    let left_out = record.translated.is_none() && record.standing == Standing::Forked;
    match (translated, moved) {
        (false, false) if left_out => State::Forked,
        (false, _) => State::Missing,
        (true, true) if only_codes(then, &block.text) => State::CodesOnly,
        (true, true) => State::Stale,
        (true, false) if touched => State::Edited,
        (true, false) => match record.standing {
            Standing::Current => State::Current,
            Standing::Machine => State::Machine,
            Standing::Forked => State::Forked,
        },
    }
}

/// What makes two blocks of one language the same: their text, and their name where they have one.
fn key<'a>(kind: &'a BlockKind, text: &'a str) -> (&'a str, Option<&'a BlockKind>) {
    (text, Some(kind).filter(|kind| kind.is_named()))
}

fn fingerprints(blocks: &[Block]) -> Vec<super::block::Fingerprint> {
    blocks.iter().map(Block::fingerprint).collect()
}

/// For each record, where its original stands today.
fn originals(records: &[Record], original: &[Block]) -> Vec<Option<usize>> {
    // A record without an original has the key of a text that no block has.
    let then = records.iter();
    let then = then.map(|record| key(&record.kind, record.original.as_deref().unwrap_or_default()));
    let then: Vec<_> = then.collect();
    let now: Vec<_> = original.iter().map(|block| key(&block.kind, &block.text)).collect();
    let mut found = equal(&then, &now);
    let mut taken = vec![false; original.len()];
    for place in found.iter().flatten() {
        taken[*place] = true;
    }
    if taken.iter().all(|taken| *taken) {
        return found;
    }
    named(records, original, &mut found, &mut taken);
    let left = records.iter().enumerate().filter(|(at, _)| found[*at].is_none());
    let left: Vec<(usize, &str)> = left
        .filter(|(_, record)| !record.kind.is_named())
        .filter_map(|(at, record)| Some((at, record.original.as_deref()?)))
        .collect();
    let new =
        original.iter().enumerate().filter(|(at, block)| !taken[*at] && !block.kind.is_named());
    let new: Vec<(usize, &str)> = new.map(|(at, block)| (at, block.text.as_str())).collect();
    for (record, place) in edited(&left, &new) {
        found[record] = Some(place);
        taken[place] = true;
    }
    rewritten(records, original, &mut found, &mut taken);
    found
}

/// A title is a title, whatever it says.
fn named(records: &[Record], original: &[Block], found: &mut [Option<usize>], taken: &mut [bool]) {
    for (at, record) in records.iter().enumerate().filter(|(_, r)| r.kind.is_named()) {
        if found[at].is_none() {
            let place = original.iter().position(|block| block.kind == record.kind);
            found[at] = place.filter(|place| !std::mem::replace(&mut taken[*place], true));
        }
    }
}

/// Between blocks that have stayed, what is gone and what is new: written anew, in order and by
/// kind. So a paragraph that says something else altogether is still the one that was translated.
fn rewritten(
    records: &[Record],
    original: &[Block],
    found: &mut [Option<usize>],
    taken: &mut [bool],
) {
    for (of_records, of_original) in gaps(found, original.len()) {
        let gone = |at: &usize| found[*at].is_none() && !records[*at].kind.is_named();
        let gone: Vec<(usize, Block)> =
            of_records.filter(gone).filter_map(|at| Some((at, then(&records[at])?))).collect();
        let is_new = |at: &usize| !taken[*at] && !original[*at].kind.is_named();
        let new: Vec<usize> = of_original.filter(is_new).collect();
        let rows: Vec<&Block> = gone.iter().map(|(_, block)| block).collect();
        let columns: Vec<&Block> = new.iter().map(|at| &original[*at]).collect();
        for (row, column) in structural(&rows, &columns) {
            found[gone[row].0] = Some(new[column]);
            taken[new[column]] = true;
        }
    }
}

/// The original's block as it was when its translation was accepted.
fn then(record: &Record) -> Option<Block> {
    let (kind, text) = (record.kind.clone(), record.original.clone()?);
    Some(Block { kind, text, spot: Spot::Whole, critical: false })
}

/// For each record, where the text that was accepted stands in the translation today.
fn translations(
    records: &[Record],
    fingerprints: &[super::block::Fingerprint],
) -> Vec<Option<usize>> {
    let then: Vec<Option<_>> = records.iter().map(|record| record.translated).collect();
    let now: Vec<Option<_>> = fingerprints.iter().copied().map(Some).collect();
    let mut found = equal(&then, &now);
    for (place, record) in found.iter_mut().zip(records) {
        *place = place.filter(|_| record.translated.is_some());
    }
    found
}

/// For each block of the original, its translation: by the ledger where it knows both, else by
/// the order of what lies between.
fn pairs(
    original: &[Block],
    translation: &[Block],
    originals: &[Option<usize>],
    translations: &[Option<usize>],
) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; original.len()];
    let mut free = vec![true; translation.len()];
    for (o, t) in originals.iter().zip(translations) {
        if let Some(t) = t {
            free[*t] = false;
            if let Some(o) = o {
                pairs[*o] = Some(*t);
            }
        }
    }
    for (o, block) in original.iter().enumerate().filter(|(_, block)| block.kind.is_named()) {
        if pairs[o].is_none() {
            let place = translation.iter().position(|other| other.kind == block.kind);
            pairs[o] = place.filter(|place| std::mem::replace(&mut free[*place], false));
        }
    }
    for (of_original, of_translation) in gaps(&pairs, translation.len()) {
        let open = |o: &usize| pairs[*o].is_none() && !original[*o].kind.is_named();
        let os: Vec<usize> = of_original.filter(open).collect();
        let spare = |t: &usize| free[*t] && !translation[*t].kind.is_named();
        let ts: Vec<usize> = of_translation.filter(spare).collect();
        let rows: Vec<&Block> = os.iter().map(|o| &original[*o]).collect();
        let columns: Vec<&Block> = ts.iter().map(|t| &translation[*t]).collect();
        for (row, column) in structural(&rows, &columns) {
            pairs[os[row]] = Some(ts[column]);
            free[ts[column]] = false;
        }
    }
    pairs
}

/// The blocks that only the translation has, in its order, each with its record.
fn extra(
    pairs: &[Option<usize>],
    blocks: usize,
    records: &[Record],
    translations: &[Option<usize>],
) -> Vec<Unit> {
    let mut only = vec![true; blocks];
    for place in pairs.iter().flatten() {
        only[*place] = false;
    }
    let mut record_of: Vec<Option<usize>> = vec![None; blocks];
    for (record, place) in translations.iter().enumerate() {
        if let Some(place) = place {
            record_of[*place] = Some(record);
        }
    }
    let places = (0..blocks).filter(|place| only[*place]);
    places
        .map(|place| {
            let record = record_of[place];
            let kept = record.is_some_and(|r| {
                records[r].standing == Standing::Forked && records[r].original.is_none()
            });
            Unit {
                state: if kept { State::Forked } else { State::Obsolete },
                original: None,
                translation: Some(index(place)),
                record: record.map(index),
                touched: record.is_none(),
            }
        })
        .collect()
}

/// Puts what only the translation has behind what it follows there.
fn insert_extra(units: Vec<Unit>, extra: Vec<Unit>) -> Vec<Unit> {
    if extra.is_empty() {
        return units;
    }
    let mut after: Vec<Vec<Unit>> = vec![Vec::new(); units.len() + 1];
    for unit in extra {
        let before =
            units.iter().rposition(|u| u.translation.is_some_and(|t| Some(t) < unit.translation));
        after[before.map_or(0, |at| at + 1)].push(unit);
    }
    let mut all = after[0].clone();
    for (unit, following) in units.into_iter().zip(&after[1..]) {
        all.push(unit);
        all.extend(following);
    }
    all
}

fn right_as_of(units: &[Unit], records: &[Record]) -> Option<Date> {
    let date = |unit: &Unit| unit.record.map(|r| records[r as usize].date);
    let behind = units.iter().filter(|unit| unit.state.is_behind()).filter_map(date).min();
    behind.or_else(|| records.iter().map(|record| record.date).max())
}
