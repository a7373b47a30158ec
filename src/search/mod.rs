//! What is found: words, stems and the index of one language, as files that a browser searches.
//!
//! [`Language`] breaks a text into words and takes their endings off, by a table that the browser
//! gets as well: so the program and the page's script cannot disagree about a stem. [`Builder`]
//! takes publications, the newest first, and gives [`Lists`]: for every stem the publications that
//! have it. [`Synonyms`] are the site's own. None of it knows what a publication is.

mod index;
mod synonyms;
mod text;
mod words;

pub use index::{Builder, Field, Lists};
pub use synonyms::Synonyms;
pub use words::Language;
