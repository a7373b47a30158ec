//! Whether a translation still says what its original says: pure functions of one publication.
//!
//! [`Block`]s are what a translator sees as one piece of text. A [`Ledger`] keeps for each block
//! the original's text as it was when its translation was accepted; [`review`] holds it against
//! both texts as they are today, so no version control is asked, and renames, shallow clones and
//! reordering change nothing.

mod accept;
mod align;
mod block;
mod ledger;
mod propagate;
mod report;
mod review;
#[cfg(test)]
mod tests;

pub use accept::{Accepted, Pair, Refusal, Word, accept};
pub use block::{Block, BlockKind, CODE_CLOSE, CODE_OPEN, Fingerprint, TextBuilder, codes, prose};
pub use ledger::{Ledger, Record, Standing};
pub use propagate::{Obstacle, Substitutions, carry_over, substitute, substitutions};
pub use report::{Behind, Report, Tally};
pub use review::{Review, State, Unit, differs_in_codes_only, review};
