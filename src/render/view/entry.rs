//! A publication in a list, and the small values that many views share.

use serde::Serialize;

use super::Shared;
use super::page::LanguageView;
use super::publication::AttachmentView;

/// A date for machines and for readers.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// `2025-11-04`, or with an hour and its offset.
    pub iso: String,
    /// `4 novembre 2025`.
    pub text: String,
}

/// A label that leads somewhere.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub url: String,
}

/// A label that may lead somewhere.
#[derive(Clone, Debug, Serialize)]
pub struct MaybeLink {
    /// What it says.
    pub label: String,
    /// Where it leads, if anywhere.
    pub url: Option<String>,
}

/// A heading or entry with its address.
#[derive(Clone, Debug, Serialize)]
pub struct TitledLink {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// A document's status.
#[derive(Clone, Debug, Serialize)]
pub struct StatusView {
    /// `draft`, `consultation`, `final`, `superseded`, `withdrawn`.
    pub id: &'static str,
    /// Its label.
    pub label: String,
}

/// The same in another form: a feed, a format for programs.
#[derive(Clone, Debug, Serialize)]
pub struct FormatView {
    /// What it says: the name of the format, or of a feed.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: &'static str,
}

/// What lists of documents say of a publication besides.
#[derive(Clone, Debug, Serialize)]
pub struct DetailsView {
    /// The publisher's number.
    pub number: Option<String>,
    /// The status, whatever it is.
    pub status: Option<StatusView>,
    /// The languages in which it can be read, each with its page.
    pub languages: Vec<LanguageView>,
    /// The files for download; titles are in the language of the entry's title.
    pub attachments: Vec<AttachmentView>,
}

/// A publication in a list.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    /// The publication's id.
    pub id: String,
    /// Its page for this reader.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The title's language, when it is not the page's.
    pub lang: Option<String>,
    /// "in inglese", when it is not the page's.
    pub language_note: Option<String>,
    /// Its summary, in the title's language.
    pub summary: Option<String>,
    /// When it was published.
    pub date: Shared<DateView>,
    /// The kind's id.
    pub kind: &'static str,
    /// The kind's label, singular.
    pub kind_label: String,
    /// Its topics.
    pub topics: Vec<Shared<LinkView>>,
    /// Its version.
    pub version: Option<String>,
    /// Its status, unless final.
    pub status: Option<StatusView>,
    /// The year of its date.
    pub year: i16,
    /// What lists of documents say besides.
    pub details: Option<DetailsView>,
}
