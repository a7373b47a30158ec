//! The facts of a publication, written once in `publication.yaml`.

use jiff::tz::TimeZone;

use super::datasets::DeclaredDataset;
use super::fields::{date, label, labels, publication, publications};
use super::identifiers::{Advice, Identifiers, doi, isbn, issn};
use super::legal::LegalReference;
use super::{Kind, Particulars, PublicationDate, Tlp};
use crate::diagnostics::{BAD_IDENTIFIER, BAD_TLP, BAD_VALUE};
use crate::identity::{Lang, PublicationId, SeriesId, TopicId};
use crate::shell::file_word;
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

    /// Every status.
    pub const ALL: &[Status] = &[
        Status::Draft,
        Status::Consultation,
        Status::Final,
        Status::Superseded,
        Status::Withdrawn,
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
    /// Whether its texts name TLP labels as their subject, and not as markings.
    pub explains_tlp: bool,
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

/// Endings of files that sign the file whose name stands before them.
pub(crate) const SIGNATURES: &[&str] = &["p7m", "p7s", "asc", "minisig", "sig"];

/// Whether somebody vouches for the bytes of a file, so that it is published as it is: its SHA-256 is
/// declared, or another of the folder's files signs it.
pub(crate) fn is_vouched_for(facts: &Facts, files: &[String], file: &str) -> bool {
    let declared = facts.attachments.iter().find(|declared| declared.file == file);
    let signs = |other: &String| {
        let ending = other.strip_prefix(file).and_then(|rest| rest.strip_prefix('.'));
        ending.is_some_and(|e| SIGNATURES.contains(&e.to_ascii_lowercase().as_str()))
    };
    declared.is_some_and(|declared| declared.sha256.is_some()) || files.iter().any(signs)
}

impl Facts {
    /// The data files that it declares.
    pub fn datasets(&self) -> &[DeclaredDataset] {
        match &self.particulars {
            Particulars::IncidentReport(report) => &report.datasets,
            Particulars::None => &[],
        }
    }
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
        explains_tlp: fields.flag("explains_tlp").unwrap_or(false),
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

fn legal(fields: &mut Fields<'_>) -> Vec<LegalReference> {
    let mut references: Vec<LegalReference> = Vec::new();
    for (index, text) in fields.texts("legal").into_iter().enumerate() {
        match LegalReference::parse(&text) {
            Ok(reference) if references.iter().any(|known| known.is_same_act(&reference)) => {
                let at = fields.at_item("legal", index);
                let fault = BAD_IDENTIFIER
                    .at(at, format!("`{text}` is an act that is named already"))
                    .help("an ELI and a CELEX number may be those of one act: leave one out");
                fields.report(fault);
            }
            Ok(reference) => references.push(reference),
            Err(advice) => {
                let at = fields.at_item("legal", index);
                let fault = BAD_IDENTIFIER
                    .at(at, format!("`{text}` is neither an ELI nor a CELEX number"))
                    .help(advice);
                fields.report(fault);
            }
        }
    }
    references
}

fn identifiers(fields: &mut Fields<'_>) -> Identifiers {
    let mut checked = |key: &'static str, check: fn(&str) -> Result<(), Advice>| {
        let text = fields.text(key)?;
        if let Err(advice) = check(&text) {
            let fault = BAD_IDENTIFIER
                .at(fields.at(key), format!("`{text}` is not a valid {}", key.to_uppercase()))
                .help(advice);
            fields.report(fault);
        }
        Some(text)
    };
    Identifiers {
        doi: checked("doi", doi),
        isbn: checked("isbn", isbn),
        issn: checked("issn", issn),
        catalogue: fields.text("catalogue"),
        number: fields.text("number"),
    }
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
                    .help(format!("print it with `sha256sum {}`", file_word(file)));
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
