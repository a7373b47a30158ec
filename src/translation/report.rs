//! What is left of a [`Review`] once the texts are gone: counts, and where a translation is behind.

use jiff::civil::Date;

use super::block::{Block, BlockKind, prose};
use super::review::{Review, State};
use crate::diagnostics::Spot;

/// How many blocks and words are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [(u32, u32); State::ALL.len()],
}

impl Tally {
    /// Blocks in a state.
    pub fn blocks(&self, state: State) -> u32 {
        self.counts[state as usize].0
    }

    /// Words in a state: the original's, or the translation's where the original has none.
    pub fn words(&self, state: State) -> u32 {
        self.counts[state as usize].1
    }

    /// Words that somebody vouches for, of all.
    fn settled(&self) -> (u32, u32) {
        let all = State::ALL.iter().map(|state| self.words(*state)).sum();
        let settled = State::ALL.iter().filter(|state| state.is_settled());
        (settled.map(|state| self.words(*state)).sum(), all)
    }

    /// Words that somebody vouches for, in percent, rounded down: 100 means all.
    pub fn percent(&self) -> u32 {
        let (settled, all) = self.settled();
        let percent = (u64::from(settled) * 100).checked_div(u64::from(all));
        percent.map_or(100, |percent| percent as u32)
    }

    /// Counts one more block.
    pub fn add(&mut self, state: State, words: u32) {
        let count = &mut self.counts[state as usize];
        *count = (count.0 + 1, count.1 + words);
    }

    /// Counts what another tally has.
    pub fn merge(&mut self, other: &Tally) {
        for (own, other) in self.counts.iter_mut().zip(other.counts) {
            *own = (own.0 + other.0, own.1 + other.1);
        }
    }
}

/// A block in which the translation is behind its original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// How.
    pub state: State,
    /// The number of the original's block, and the byte of its file at which it starts; no byte
    /// for a text of the front matter.
    pub original: Option<(u32, Option<u32>)>,
    /// The byte of the translation's file at which its block starts.
    pub translation: Option<u32>,
    /// Whether a stale translation of it is dangerous.
    pub critical: bool,
    /// The first words of the original's block, where the translation has none to mark.
    pub opening: Option<String>,
    /// Whether it is the title or the summary.
    pub front: Option<Front>,
}

/// The texts that stand on top of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Front {
    /// The title.
    Title,
    /// The summary.
    Summary,
}

/// How many characters of a block name it.
const OPENING: usize = 60;

/// The first words of a block.
fn opening(block: &Block) -> String {
    let text = prose(&block.text);
    let mut words = String::new();
    for word in text.split_whitespace() {
        if words.chars().count() + word.chars().count() > OPENING {
            words.push('…');
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

fn front(block: &Block) -> Option<Front> {
    match block.kind {
        BlockKind::Title => Some(Front::Title),
        BlockKind::Summary => Some(Front::Summary),
        _ => None,
    }
}

/// How a translation stands to its original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Blocks and words by state.
    pub tally: Tally,
    /// The day for which the translation is right; `None` when it was never accepted.
    pub right_as_of: Option<Date>,
    /// Where it is behind; nothing for a translation that was never accepted.
    pub behind: Vec<Behind>,
}

impl Report {
    /// Sums up a review of two texts.
    pub fn of(review: &Review, original: &[Block], translation: &[Block]) -> Self {
        let mut tally = Tally::default();
        let mut behind = Vec::new();
        for unit in &review.units {
            let source = unit.original.map(|at| &original[at as usize]);
            let target = unit.translation.map(|at| &translation[at as usize]);
            tally.add(unit.state, source.or(target).map_or(0, Block::words));
            if unit.state.is_behind() && review.was_accepted() {
                behind.push(Behind {
                    state: unit.state,
                    original: unit.original.zip(source).map(|(at, block)| (at, start(block))),
                    translation: target.and_then(start),
                    critical: [source, target].into_iter().flatten().any(|block| block.critical),
                    opening: source.filter(|_| target.is_none()).map(opening),
                    front: target.and_then(front),
                });
            }
        }
        let right_as_of = review.right_as_of.filter(|_| review.was_accepted());
        Self { tally, right_as_of, behind }
    }
}

fn start(block: &Block) -> Option<u32> {
    match &block.spot {
        Spot::Bytes(range) => u32::try_from(range.start).ok(),
        Spot::Whole | Spot::Field(_) => None,
    }
}
