//! What an edition and its translation owe each other.
//!
//! [`parity`] compares what must be the same in both texts of a block, as each language writes it
//! ([`Conventions`]); [`terms`] holds both against the site's [`glossary`].

mod conventions;
pub mod glossary;
pub mod parity;
pub mod terms;

pub use conventions::{Conventions, Month, NumberWords};
