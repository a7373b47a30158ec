//! Bollettino turns a folder of Markdown publications into a static, multilingual, verifiable site.
//!
//! # The pipeline
//!
//! Data flows one way. Each stage gives a type of its own, and no stage knows a later one.
//!
//! 1. [`sources`] is the door to the site's files: a sorted list of names and `read`.
//! 2. [`parse`] reads every publication in parallel: `publication.yaml` gives
//!    [`Facts`](publication::Facts), each `<lang>.md` a [`Document`](parse::Document) and a
//!    [`Body`](parse::Body) with holes for what only later stages know.
//! 3. [`select`] decides what an audience may see, and gives a [`Selection`](select::Selection).
//!    What is hidden goes no further.
//! 4. [`link`] gives the [`Library`](library::Library): ids of headings that are the same in every
//!    language, what links lead to, versions, related publications, files with their digests.
//! 5. [`plan`] gives the [`Plan`](plan::Plan), the total map from pages and languages to addresses
//!    and from addresses to what is served there.
//! 6. [`render`] makes one [`Artifact`](render::Artifact) of one address: a pure function of the
//!    [`Site`](site::Site).
//! 7. [`sinks`] take artifacts as they are made, and [`seal`] vouches for them.
//!
//! Beside `parse` stands [`translation`]: whether each edition still says what its original says.
//! Beside `link` and `plan` stand [`messages`] (Fluent and ICU: every word, number and date),
//! [`search`] (which words of which language lead where), [`theme`] and [`assets`]. [`site::load`]
//! calls the stages in this order, and [`site::load_index`] as much of them as the publications
//! index needs; [`sinks::deliver`]
//! renders and seals. [`author`] is the one part that writes into the author's own folder.
//! Whatever is wrong becomes a [`Diagnostic`](diagnostics::Diagnostic), and all of them are
//! reported in one run.

// What everything rests on.
pub mod diagnostics;
pub mod digest;
mod html;
pub mod identity;
pub mod language;
pub mod media;
mod openpgp;
mod shell;
mod slug;
pub mod yaml;

// What a site is.
pub mod config;
mod headers;
pub mod publication;

// What files are.
mod inspect;

// What an edition and its translation owe each other.
pub mod translation;

// What is counted of incidents.
pub mod incidents;

// The stages, in their order, with what stands beside them.
pub mod sources;

pub mod parse;

pub mod select;

pub mod library;
pub mod link;

pub mod search;

pub mod assets;
pub mod messages;
pub mod theme;

pub mod plan;

pub mod render;

pub mod seal;
pub mod sinks;

pub mod proof;

pub mod publish;
pub mod verify;

// Who calls the stages.
pub mod author;
pub mod cli;
pub mod commands;
pub mod preview;
pub mod site;
