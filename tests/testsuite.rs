//! The test suite, a topic a file. Read as a table of contents.
//!
//! Tests are data through one helper, [`testsuite::site::Site`]: files in, the real program run on
//! them, what it said and wrote out. No test reads the clock, the network or the zone it runs in.
//! Where a text is expected as a whole it lies in a file, under `tests/diagnostics/`,
//! `tests/markdown/` or `tests/golden/`; a new case is a new file or folder there, and
//!
//! ```text
//! BOLLETTINO_UPDATE=1 cargo test --test testsuite
//! ```
//!
//! writes what is expected anew, to be read in `git diff` before it is believed.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on stops, and it makes its own files"
)]

mod testsuite {
    /// The helper: a site in a folder of its own, and what the program makes of it.
    mod site;

    /// Cases in files, and how they are brought up to date.
    mod expected;

    /// Pages as tags and text, without knowing what they should look like.
    mod html;

    /// What is wrong with a site: every code, with line, column, caret and help.
    mod diagnostics;

    /// The other formats of messages, policies, exit codes.
    mod reporting;

    /// The stages in `src/` and who may know what.
    mod stages;

    /// The output is replaced by a complete build only.
    mod output;

    /// Signed, verified, and the life of a publication.
    mod integrity;

    /// What readers must not see is nowhere.
    mod hidden;

    /// What readers must not see is not named either where it is asked.
    mod redaction;

    /// What is offered beside texts.
    mod attachments;

    /// Figures of incident reports.
    mod figures;

    /// A word in what is hidden or erased is nowhere.
    mod leaks;

    /// The evening of a release, minute by minute.
    mod evening;

    /// Pipelines for those who keep the site.
    mod pipeline;

    /// A publication that is taken back.
    mod takedown;

    /// What is due, and whether it would go out.
    mod due;

    /// Same input, same bytes.
    mod same_bytes;

    /// The manifest of a built site.
    mod manifest;

    /// `publish` to a folder.
    mod publish;

    /// What `publish` holds back, and what it waits for.
    mod waiting;

    /// `publish` interrupted anywhere.
    mod interrupted;

    /// What `publish` refuses to change without a word.
    mod silence;

    /// What holds of every built site: links, ids, languages, feeds, sitemap, digests.
    mod built;

    /// Whole sites against whole trees.
    mod golden;

    /// Figures as charts and tables.
    mod exhibits;

    /// Colours of charts.
    mod contrast;

    /// Plural forms of the languages of the Union.
    mod plurals;

    /// The interface in disguise.
    mod pseudo;

    /// Markdown to HTML.
    mod markdown;

    /// What is missing, stale or contradictory in translations.
    mod translations;

    /// A translator's day: what is missing, what is in the way, what does not matter.
    mod translators_day;

    /// A running preview, and what it answers.
    mod server;

    /// What is read again where it changed.
    mod rereading;

    /// The preview's server.
    mod preview;

    /// The search: what its files hold, and what is nowhere in them.
    mod search;

    /// One publication in one file, to be signed off.
    mod proof;

    /// The preview's dashboard and comparison, and what is accepted there.
    mod preview_desk;
    /// What the preview follows on disk beside plain changes: links, folders, faults of pages.
    mod preview_watch;

    /// Large and hostile texts.
    mod robustness;

    /// `init`, `new`, `languages add`, `explain`, `completions`, `--help`.
    mod commands;

    /// The index for programs, read back by others.
    mod exchange;

    /// The index for those who cite, read back by others.
    mod citations;

    /// Feeds, the catalogue and the data of index pages, read back by others.
    mod harvest;

    /// The catalogue of datasets, held against what DCAT-AP demands.
    mod dcat;

    /// `index`, and the pages that it has.
    mod index;

    /// Any bytes at all.
    mod any_bytes;
}
