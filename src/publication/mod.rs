//! What a publication is: its kind, its facts and the words for them.
//!
//! A kind owns its facts, its checks, its template and its schema.org type, in one file here and
//! one line in [`Kind`]. Everything in this folder is a value; reading and linking are elsewhere.

mod datasets;
mod dates;
mod edition;
mod facts;
mod fields;
mod identifiers;
mod legal;
mod tlp;

pub use datasets::{DeclaredDataset, Dialect, Encoding, Revision};
pub use dates::{PublicationDate, parse_date};
pub(crate) use edition::leftover;
pub use edition::{Change, ChangeKind, CoverText, EditionFacts, updated};
pub use facts::{Consultation, DeclaredAttachment, Facts, Release, Status};
pub(crate) use facts::{SIGNATURES, is_vouched_for};
pub(crate) use fields::{date as date_field, is_address, is_label};
pub use identifiers::{Advice, Identifiers};
pub use incident_report::IncidentFacts;
pub use legal::LegalReference;
pub(crate) use tlp::Marked;
pub use tlp::Tlp;

use crate::diagnostics::Diagnostics;
use crate::yaml::Fields;

/// What a kind is like. One constant of this type in each kind's own file.
pub struct KindSpec {
    /// The name in configuration, labels and addresses' conventions: `incident-report`.
    pub id: &'static str,
    /// The folder under `content/`.
    pub folder: &'static str,
    /// The template of a publication's page.
    pub template: &'static str,
    /// The schema.org type of a publication's page.
    pub schema_type: &'static str,
    /// Whether there is a list of this kind, with archives and a feed.
    pub listed: bool,
    /// Whether it belongs in the publications index, unless the site says otherwise.
    pub catalogue: bool,
    /// Reads the fields that only this kind has.
    pub read: fn(&mut Fields<'_>) -> Particulars,
    /// Checks what only this kind must fulfil.
    pub check: fn(&Facts, &mut Fields<'_>),
}

/// The facts that only one kind has.
#[derive(Clone, Debug, PartialEq)]
pub enum Particulars {
    /// Nothing beyond the common facts.
    None,
    /// An annual incident report's year and regime.
    IncidentReport(IncidentFacts),
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $module:ident;)*) => {
        $(mod $module;)*

        /// The kinds of publication.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $name,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Kind] = &[$(Kind::$name),*];

            /// What the kind is like.
            pub fn spec(self) -> &'static KindSpec {
                match self {
                    $(Kind::$name => &$module::SPEC,)*
                }
            }
        }
    };
}

kinds! {
    /// A news release.
    News = news;
    /// A guideline.
    Guideline = guideline;
    /// An annual incident report.
    IncidentReport = incident_report;
    /// A page that stands by itself: policy, legal notes.
    Page = page;
}

impl Kind {
    /// The name in configuration and labels.
    pub fn id(self) -> &'static str {
        self.spec().id
    }

    /// The kind of this name.
    pub fn from_id(id: &str) -> Option<Kind> {
        Self::ALL.iter().copied().find(|kind| kind.id() == id)
    }

    /// The kind whose publications are in this folder.
    pub fn from_folder(folder: &str) -> Option<Kind> {
        Self::ALL.iter().copied().find(|kind| kind.spec().folder == folder)
    }
}

/// A kind without fields of its own.
fn no_particulars(_: &mut Fields<'_>) -> Particulars {
    Particulars::None
}

/// A kind without checks of its own.
fn no_checks(_: &Facts, _: &mut Fields<'_>) {}

/// Reads and checks the facts of `publication.yaml`. With an error there are none: a misread
/// embargo or TLP label must not decide what is shown.
pub fn read_facts(
    kind: Kind,
    text: crate::yaml::Text<'_>,
    zone: &jiff::tz::TimeZone,
    out: &mut Diagnostics,
) -> Option<Facts> {
    let before = out.count(crate::diagnostics::Severity::Error);
    let facts = crate::yaml::read(text, out, |fields| facts::read(kind, fields, zone))??;
    (out.count(crate::diagnostics::Severity::Error) == before).then_some(facts)
}

/// Whether a `publication.yaml` says `draft: true` on a line of its own, however broken the rest of
/// it is. Believing that can only hide what might have been shown.
pub(crate) fn is_plainly_draft(yaml: &str) -> bool {
    let mut said = yaml.lines().filter_map(|line| line.strip_prefix("draft:")).peekable();
    let is_true = |value: &str| value.split(" #").next().is_some_and(|v| v.trim() == "true");
    said.peek().is_some() && said.all(is_true)
}

/// Reads and checks the front matter of an edition. With a title there is an edition, so that the
/// rest of the file is checked too, whatever else is wrong.
pub fn read_edition(
    text: crate::yaml::Text<'_>,
    zone: &jiff::tz::TimeZone,
    out: &mut Diagnostics,
) -> Option<EditionFacts> {
    crate::yaml::read(text, out, |fields| edition::read(fields, zone))?
}
