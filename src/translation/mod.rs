//! Whether a translation still says what its original says: pure functions of one publication.
//!
//! [`Block`]s are what a translator sees as one piece of text. A [`Ledger`] keeps for each block
//! the original's text as it was when its translation was accepted; [`review`] holds it against
//! both texts as they are today, so no version control is asked, and renames, shallow clones and
//! reordering change nothing. Independent of the ledger, [`parity`] compares what must be the same
//! in both texts of a block, as each language writes it ([`Conventions`]), and [`terms`] holds both
//! against the site's [`glossary`].

mod accept;
mod align;
mod block;
mod bytes;
mod conventions;
mod diff;
pub mod glossary;
mod identifiers;
mod ledger;
pub mod parity;
mod propagate;
mod report;
mod review;
mod rules;
pub mod terms;
#[cfg(test)]
mod tests;

pub use accept::{Accepted, Pair, Refusal, Word, accept};
pub use block::{Block, BlockKind, CODE_CLOSE, CODE_OPEN, Fingerprint, TextBuilder, codes, prose};
pub use conventions::{Conventions, Month, NumberWords, Shapes};
pub use diff::{Change, word_changes};
pub use identifiers::{differ_in_identifiers_only, identifiers};
pub use ledger::{Ledger, Record, Standing};
pub use propagate::{Obstacle, Substitutions, carry_over, substitute, substitutions};
pub use report::{Behind, Front, Report, Tally};
pub use review::{Review, State, Unit, review};
pub use rules::{Failure, Rules};
