//! What templates of publications see.

use serde::Serialize;

use crate::render::view::data::DataView;
use crate::render::view::entry::{
    DateView, EntryView, FormatView, LinkView, MaybeLink, StatusView,
};
use crate::render::view::page::ImageView;
use crate::render::view::{Html, Shared};

/// A heading in the table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct ContentsView {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// The headings below it.
    pub children: Vec<ContentsView>,
}

/// An identifier with its label.
#[derive(Clone, Debug, Serialize)]
pub struct IdentifierView {
    /// What it is: DOI, ISBN.
    pub label: String,
    /// The identifier.
    pub value: String,
    /// Where it resolves.
    pub url: Option<String>,
}

/// One entry of the history.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeView {
    /// When.
    pub date: Shared<DateView>,
    /// `correction`, `update`, `minor`.
    pub kind: &'static str,
    /// Its label.
    pub kind_label: String,
    /// What changed.
    pub text: String,
}

/// The newest correction, for the box on top.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionView {
    /// When.
    pub date: Shared<DateView>,
    /// What was wrong.
    pub text: String,
}

/// A signature of an attachment.
#[derive(Clone, Debug, Serialize)]
pub struct SignatureView {
    /// Where it is.
    pub url: String,
    /// `P7M`, `ASC`, `MINISIG`.
    pub format: String,
}

/// A file for download.
#[derive(Clone, Debug, Serialize)]
pub struct AttachmentView {
    /// Its title.
    pub title: String,
    /// Its language, when it is not the page's.
    pub lang: Option<String>,
    /// "in inglese", when it is not the page's.
    pub language: Option<String>,
    /// Where it is.
    pub url: String,
    /// Its name.
    pub file_name: String,
    /// Its name as a shell takes it.
    pub shell_name: String,
    /// `PDF`.
    pub format: String,
    /// Its size in the reader's units.
    pub size: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Its signatures.
    pub signatures: Vec<SignatureView>,
}

/// Why the text is in another language.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeView {
    /// The notice.
    pub text: String,
    /// The original's page.
    pub original_url: String,
    /// The original's language, by its name in the reader's.
    pub original_language: String,
}

/// That a translation is behind its original, or not read by anyone.
#[derive(Clone, Debug, Serialize)]
pub struct LagView {
    /// From which version it was translated, and how much has changed since; nothing where it is
    /// not behind.
    pub text: Option<String>,
    /// That a machine translated it, where one did.
    pub machine: Option<String>,
    /// The original's page.
    pub original_url: String,
    /// The original's language as a tag, for `hreflang`.
    pub original_lang: String,
    /// The original's language, by its name in the reader's.
    pub original_language: String,
    /// Whether the title has changed in the original.
    pub title: bool,
    /// Whether the summary has changed in the original.
    pub summary: bool,
    /// Paragraphs of the original that are not in the text: their first words, in its language, and
    /// their addresses.
    pub elsewhere: Vec<LinkView>,
}

/// A consultation.
#[derive(Clone, Debug, Serialize)]
pub struct ConsultationView {
    /// When it closes or closed.
    pub text: String,
}

/// `publication`.
#[derive(Clone, Debug, Serialize)]
pub struct PublicationView {
    /// The publication's id.
    pub id: String,
    /// The kind's id.
    pub kind: &'static str,
    /// The kind's label.
    pub kind_label: String,
    /// The title.
    pub title: String,
    /// The language of the text.
    pub lang: String,
    /// The summary.
    pub summary: Option<String>,
    /// When it was published.
    pub date: Shared<DateView>,
    /// When it last changed by more than a slip of the pen.
    pub updated: Option<Shared<DateView>>,
    /// The publisher's number.
    pub number: Option<String>,
    /// The version.
    pub version: Option<String>,
    /// The status.
    pub status: Option<StatusView>,
    /// The topics.
    pub topics: Vec<Shared<LinkView>>,
    /// The series.
    pub series: Option<Shared<LinkView>>,
    /// The acts that it rests on.
    pub legal: Vec<MaybeLink>,
    /// DOI, ISBN and the like.
    pub identifiers: Vec<IdentifierView>,
    /// The licence.
    pub licence: Option<LinkView>,
    /// Whom to write to.
    pub contact: Option<String>,
    /// An incident report's year.
    pub year: Option<i16>,
    /// An incident report's legal regime.
    pub regime: Option<MaybeLink>,
    /// The consultation.
    pub consultation: Option<ConsultationView>,
    /// The TLP label without its prefix.
    pub tlp: String,
    /// The text.
    pub body: Html,
    /// Whether its text has charts or tables of figures.
    pub has_exhibits: bool,
    /// The contents.
    pub toc: Vec<ContentsView>,
    /// The cover picture.
    pub cover: Option<ImageView>,
    /// The newest correction.
    pub correction: Option<CorrectionView>,
    /// The history, the newest first.
    pub changes: Vec<ChangeView>,
    /// The files for download.
    pub attachments: Vec<AttachmentView>,
    /// The figures of a report for download.
    pub data: Option<DataView>,
    /// The edition in the formats of those who cite it; none where it is not in the index.
    pub citations: Vec<FormatView>,
    /// What to read beside it.
    pub related: Vec<EntryView>,
    /// The next older publication of the kind.
    pub previous: Option<EntryView>,
    /// The next newer publication of the kind.
    pub next: Option<EntryView>,
    /// What it replaces.
    pub supersedes: Option<EntryView>,
    /// What replaces it: the latest version.
    pub superseded_by: Option<EntryView>,
    /// The stable address of the latest version.
    pub latest_url: Option<String>,
    /// Why the text is in another language.
    pub notice: Option<NoticeView>,
    /// That the translation is behind its original.
    pub lag: Option<LagView>,
    /// Whether it is a draft.
    pub draft: bool,
}

/// `withdrawn`: all that is left of a publication.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawnView {
    /// Its title.
    pub title: Option<String>,
    /// Why it was withdrawn.
    pub reason: String,
    /// When it had been published.
    pub date: Option<Shared<DateView>>,
    /// What kind it was.
    pub kind_label: Option<String>,
}
