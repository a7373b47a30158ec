//! The facts of a publication, written once in `publication.yaml`, and those of each edition, in
//! its front matter.

use jiff::tz::TimeZone;

use super::identifiers::{Identifiers, LegalReference, is_doi, is_isbn, is_issn};
use super::{Kind, Particulars, PublicationDate, Tlp, parse_date};
use crate::diagnostics::{
    BAD_ADDRESS, BAD_DATE, BAD_IDENTIFIER, BAD_TLP, BAD_VALUE, LEFTOVER_TEXT, SUMMARY_MISSING,
};
use crate::identity::{Lang, PublicationId, SeriesId, TopicId};
use crate::yaml::Fields;

/// Where a document is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not yet agreed.
    Draft,
    /// Open to comments until a day.
    Consultation,
    /// In force.
    Final,
    /// Replaced by a newer version; derived from `supersedes`, never written.
    Superseded,
    /// No longer in force and not replaced.
    Withdrawn,
}

impl Status {
    /// The statuses that an author may write. `superseded` is derived.
    const WRITTEN: &[(&str, Status)] = &[
        ("draft", Status::Draft),
        ("consultation", Status::Consultation),
        ("final", Status::Final),
        ("withdrawn", Status::Withdrawn),
    ];

    /// The name in labels: `status-<id>`.
    pub fn id(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Consultation => "consultation",
            Status::Final => "final",
            Status::Superseded => "superseded",
            Status::Withdrawn => "withdrawn",
        }
    }
}

/// When editions of a publication go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// Each as soon as it is there.
    AsReady,
    /// All together: none while one is missing.
    Together,
}

/// A consultation's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// The last day or hour for comments.
    pub closes: PublicationDate,
}

/// What `publication.yaml` says of an attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredAttachment {
    /// The file's name in the publication's folder.
    pub file: String,
    /// Its language, where its name does not tell.
    pub language: Option<Lang>,
    /// The SHA-256 that it must have.
    pub sha256: Option<String>,
}

/// The language-neutral facts of a publication.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The kind, from the folder.
    pub kind: Kind,
    /// When it is or was published.
    pub date: PublicationDate,
    /// The language of the original edition, where it is said.
    pub original: Option<Lang>,
    /// Topics, in the author's order.
    pub topics: Vec<TopicId>,
    /// The series it belongs to.
    pub series: Option<SeriesId>,
    /// Who may see it.
    pub tlp: Tlp,
    /// Not visible before this.
    pub embargo: Option<PublicationDate>,
    /// Not visible to readers at all.
    pub draft: bool,
    /// When editions go out.
    pub release: Release,
    /// Acts that it rests on.
    pub legal: Vec<LegalReference>,
    /// What identifies it outside the site.
    pub identifiers: Identifiers,
    /// Its version, as text.
    pub version: Option<String>,
    /// Where it is in its life.
    pub status: Option<Status>,
    /// The publication that it replaces.
    pub supersedes: Option<PublicationId>,
    /// The end of its consultation.
    pub consultation: Option<Consultation>,
    /// Whom to write to about it.
    pub contact: Option<String>,
    /// The file of its cover picture.
    pub cover: Option<String>,
    /// What is said of its attachments.
    pub attachments: Vec<DeclaredAttachment>,
    /// Publications to read beside it, first of all.
    pub related: Vec<PublicationId>,
    /// Its licence as an SPDX identifier, where it is not the site's.
    pub licence: Option<String>,
    /// What only its kind has.
    pub particulars: Particulars,
}

/// The weight of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Something was wrong: shown in a box on top.
    Correction,
    /// Something was added.
    Update,
    /// A slip of the pen: listed, but no news.
    Minor,
}

impl ChangeKind {
    const ALL: &[(&str, ChangeKind)] = &[
        ("correction", ChangeKind::Correction),
        ("update", ChangeKind::Update),
        ("minor", ChangeKind::Minor),
    ];

    /// The name in labels: `change-<id>`.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("minor", |(id, _)| id)
    }
}

/// One entry of an edition's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub date: PublicationDate,
    /// How much it weighs.
    pub kind: ChangeKind,
    /// What changed, for readers.
    pub text: String,
}

/// What an edition says of the cover picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverText {
    /// The alternative text; empty when the picture only decorates.
    pub alt: Option<String>,
    /// Who made the picture.
    pub credit: Option<String>,
}

/// The front matter of one edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionFacts {
    /// The title.
    pub title: String,
    /// One or two sentences for lists, feeds and search engines.
    pub summary: Option<String>,
    /// The last segment of its address, where it is not made from the title.
    pub slug: Option<String>,
    /// A whole address, to keep an old site's.
    pub address: Option<String>,
    /// Former addresses that lead here.
    pub aliases: Vec<String>,
    /// Texts of the cover picture.
    pub cover: Option<CoverText>,
    /// Titles of attachments, by file name.
    pub attachment_titles: Vec<(String, Option<String>)>,
    /// Its history, as written.
    pub changes: Vec<Change>,
    /// Why it was withdrawn, if it was.
    pub withdrawn: Option<String>,
}

pub(super) fn read(kind: Kind, fields: &mut Fields<'_>, zone: &TimeZone) -> Option<Facts> {
    const RELEASES: &[(&str, Release)] =
        &[("as-ready", Release::AsReady), ("together", Release::Together)];
    if !fields.has("date") {
        fields.missing("date");
    }
    let published = date(fields, "date", zone);
    let particulars = (kind.spec().read)(fields);
    let facts = Facts {
        kind,
        original: fields.text("original").map(Lang::new),
        topics: labels(fields, "topics").into_iter().map(TopicId::new).collect(),
        series: label(fields, "series").map(SeriesId::new),
        tlp: tlp(fields),
        embargo: date(fields, "embargo", zone),
        draft: fields.flag("draft").unwrap_or(false),
        release: fields.one_of("release", RELEASES).unwrap_or(Release::AsReady),
        legal: legal(fields),
        identifiers: fields.section("identifiers", identifiers).unwrap_or_default(),
        version: fields.text("version"),
        status: fields.one_of("status", Status::WRITTEN),
        supersedes: publication(fields, "supersedes"),
        consultation: fields
            .section("consultation", |c| date(c, "closes", zone))
            .flatten()
            .map(|closes| Consultation { closes }),
        contact: fields.text("contact"),
        cover: fields.text("cover"),
        attachments: attachments(fields),
        related: publications(fields, "related"),
        licence: fields.text("licence"),
        particulars,
        date: published?,
    };
    (kind.spec().check)(&facts, fields);
    Some(facts)
}

pub(super) fn read_edition(fields: &mut Fields<'_>) -> Option<EditionFacts> {
    let title = fields.required_text("title");
    let summary = fields.text("summary");
    if summary.is_none() && !fields.has("withdrawn") {
        let fault = SUMMARY_MISSING
            .at(
                fields.at(if fields.has("summary") { "summary" } else { "title" }),
                "the edition has no `summary`",
            )
            .help("add a line `summary: \"…\"` of one or two sentences");
        fields.report(fault);
    }
    for (key, text) in [("title", &title), ("summary", &summary)] {
        if let Some(found) = text.as_deref().and_then(leftover) {
            let fault = LEFTOVER_TEXT.at(fields.at(key), format!("`{found}` was left in `{key}`"));
            fields.report(fault);
        }
    }
    let facts = EditionFacts {
        summary,
        slug: slug(fields),
        address: address(fields),
        aliases: aliases(fields),
        cover: fields.section("cover", |cover| CoverText {
            alt: cover.text_or_empty("alt"),
            credit: cover.text("credit"),
        }),
        attachment_titles: fields.named_sections("attachments", |_, file| file.text("title")),
        changes: changes(fields),
        withdrawn: fields.text("withdrawn"),
        title: title?,
    };
    Some(facts)
}

/// Text of a template or a note to oneself, if any is left.
pub(crate) fn leftover(text: &str) -> Option<&'static str> {
    const WORDS: &[&str] = &["TODO", "FIXME", "TBD", "XXX"];
    let whole_word = |word: &&&str| {
        text.match_indices(**word).any(|(at, found)| {
            let before = text[..at].chars().next_back();
            let after = text[at + found.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    };
    if let Some(word) = WORDS.iter().find(whole_word) {
        return Some(word);
    }
    let lorem = text.get(..11).is_some_and(|s| s.eq_ignore_ascii_case("lorem ipsum"))
        || text.contains("Lorem ipsum")
        || text.contains("lorem ipsum");
    lorem.then_some("Lorem ipsum")
}

fn date(fields: &mut Fields<'_>, key: &'static str, zone: &TimeZone) -> Option<PublicationDate> {
    let text = fields.text(key)?;
    match parse_date(&text, zone) {
        Ok(date) => Some(date),
        Err(help) => {
            let fault = BAD_DATE.at(fields.at(key), format!("`{text}` is not a date")).help(help);
            fields.report(fault);
            None
        }
    }
}

fn tlp(fields: &mut Fields<'_>) -> Tlp {
    let Some(text) = fields.text("tlp") else { return Tlp::Clear };
    match Tlp::parse(&text) {
        Ok(tlp) => tlp,
        Err(meant) => {
            let help = match meant {
                Some(label) => format!("write `tlp: {label}`"),
                None => {
                    let labels: Vec<&str> = Tlp::ALL.iter().map(|(label, _)| *label).collect();
                    format!("known: {}", labels.join(", "))
                }
            };
            let fault = BAD_TLP
                .at(fields.at("tlp"), format!("`{text}` is not a label of TLP 2.0"))
                .help(help);
            fields.report(fault);
            Tlp::Red
        }
    }
}

/// A code that a Fluent message gives a label to.
fn is_label(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

fn label(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let text = fields.text(key)?;
    if is_label(&text) {
        return Some(text);
    }
    let at = fields.at(key);
    fields.report(bad_label(at, &text));
    None
}

fn labels(fields: &mut Fields<'_>, key: &'static str) -> Vec<String> {
    let mut good: Vec<String> = Vec::new();
    for (index, text) in fields.texts(key).into_iter().enumerate() {
        if !is_label(&text) {
            let at = fields.at_item(key, index);
            fields.report(bad_label(at, &text));
        } else if !good.contains(&text) {
            good.push(text);
        }
    }
    good
}

fn bad_label(at: crate::diagnostics::Location, text: &str) -> crate::diagnostics::Diagnostic {
    let id = deunicode::deunicode(text).to_lowercase().replace(' ', "-");
    BAD_VALUE
        .at(at, format!("`{text}` is not an id: use `a-z`, `0-9` and `-`"))
        .help(format!("write `{id}` and put its name into a Fluent message"))
}

fn legal(fields: &mut Fields<'_>) -> Vec<LegalReference> {
    let mut references = Vec::new();
    for (index, text) in fields.texts("legal").into_iter().enumerate() {
        match LegalReference::parse(&text) {
            Some(reference) => references.push(reference),
            None => {
                let at = fields.at_item("legal", index);
                let fault = BAD_IDENTIFIER
                    .at(at, format!("`{text}` is neither an ELI nor a CELEX number"))
                    .help("write `http://data.europa.eu/eli/dir/2022/2555/oj` or `32022L2555`");
                fields.report(fault);
            }
        }
    }
    references
}

fn identifiers(fields: &mut Fields<'_>) -> Identifiers {
    let mut checked = |key: &'static str, sound: fn(&str) -> bool, form: &str| {
        let text = fields.text(key)?;
        if !sound(&text) {
            let fault = BAD_IDENTIFIER
                .at(fields.at(key), format!("`{text}` is not a valid {}", key.to_uppercase()))
                .help(format!("its form is {form}"));
            fields.report(fault);
        }
        Some(text)
    };
    Identifiers {
        doi: checked("doi", is_doi, "`10.2824/698162`"),
        isbn: checked("isbn", is_isbn, "`978-92-9204-167-0`, with a right check digit"),
        issn: checked("issn", is_issn, "`2314-9434`, with a right check digit"),
        catalogue: fields.text("catalogue"),
        number: fields.text("number"),
    }
}

fn publication(fields: &mut Fields<'_>, key: &'static str) -> Option<PublicationId> {
    let text = fields.text(key)?;
    let id = PublicationId::new(text.trim_start_matches("@/"));
    if id.is_well_formed() {
        return Some(id);
    }
    let fault = BAD_VALUE
        .at(fields.at(key), format!("`{text}` is not a publication"))
        .help("name it by its folder under content/: `guidelines/incident-taxonomy`");
    fields.report(fault);
    None
}

fn publications(fields: &mut Fields<'_>, key: &'static str) -> Vec<PublicationId> {
    let mut ids = Vec::new();
    for (index, text) in fields.texts(key).into_iter().enumerate() {
        let id = PublicationId::new(text.trim_start_matches("@/"));
        if id.is_well_formed() {
            ids.push(id);
        } else {
            let fault = BAD_VALUE
                .at(fields.at_item(key, index), format!("`{text}` is not a publication"))
                .help("name it by its folder under content/: `guidelines/incident-taxonomy`");
            fields.report(fault);
        }
    }
    ids
}

fn attachments(fields: &mut Fields<'_>) -> Vec<DeclaredAttachment> {
    fields
        .named_sections("attachments", |file, fields| {
            let sha256 = fields.text("sha256");
            if let Some(digest) = &sha256
                && !(digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()))
            {
                let fault = BAD_VALUE
                    .at(fields.at("sha256"), "this is not a SHA-256 in hexadecimal")
                    .help(format!("print it with `sha256sum {file}`"));
                fields.report(fault);
            }
            DeclaredAttachment {
                file: file.to_owned(),
                language: fields.text("language").map(Lang::new),
                sha256: sha256.map(|digest| digest.to_lowercase()),
            }
        })
        .into_iter()
        .map(|(_, attachment)| attachment)
        .collect()
}

fn changes(fields: &mut Fields<'_>) -> Vec<Change> {
    let changes = fields.sections("changes", |change| {
        let date = date(change, "date", &TimeZone::UTC);
        if date.is_none() && !change.has("date") {
            change.missing("date");
        }
        let kind = change.one_of("kind", ChangeKind::ALL);
        if kind.is_none() && !change.has("kind") {
            change.missing("kind");
        }
        let text = change.required_text("text");
        Some(Change { date: date?, kind: kind?, text: text? })
    });
    changes.into_iter().flatten().collect()
}

/// A slug is one segment of an address.
fn slug(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("slug")?;
    if is_label(&text) {
        return Some(text);
    }
    let fault = BAD_ADDRESS
        .at(fields.at("slug"), format!("`{text}` cannot stand in an address"))
        .help(format!("write `slug: {}`", crate::slug::slug(&text)));
    fields.report(fault);
    None
}

fn address(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("address")?;
    if is_address(&text) {
        return Some(text);
    }
    let fault = bad_address(fields.at("address"), &text);
    fields.report(fault);
    None
}

fn aliases(fields: &mut Fields<'_>) -> Vec<String> {
    let mut good = Vec::new();
    for (index, text) in fields.texts("aliases").into_iter().enumerate() {
        if is_address(&text) {
            good.push(text);
        } else {
            let at = fields.at_item("aliases", index);
            fields.report(bad_address(at, &text));
        }
    }
    good
}

fn bad_address(at: crate::diagnostics::Location, text: &str) -> crate::diagnostics::Diagnostic {
    BAD_ADDRESS
        .at(at, format!("`{text}` is not an address of the site"))
        .help("write a path from the site's root, such as `/archivio/nota.html`")
}

/// Whether a text is a path from the site's root that any server and any file system can hold.
pub(crate) fn is_address(text: &str) -> bool {
    text.starts_with('/')
        && text.len() > 1
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/".contains(&b))
        && !text.contains("//")
        && text.split('/').all(|segment| segment != "." && segment != "..")
}
