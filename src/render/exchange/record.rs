//! The one neutral form of a publication from which every exchange format is written, so that no
//! two of them can disagree.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::config::Config;
use crate::identity::Lang;
use crate::library::{Attachment, Index, Library, Publication};
use crate::media::Media;
use crate::messages::Messages;
use crate::plan::{self, Exchange, PageKey, Plan, Scope, file_address};
use crate::publication::{
    Change, Kind, LegalReference, Particulars, PublicationDate, Status, updated,
};
use crate::render::address;
use crate::render::view::site::licence_url;
use crate::site::Site;

/// What records are made from: a whole site, or as much of one as printing the index needs.
#[derive(Clone, Copy)]
pub struct Shelf<'s> {
    /// The site's configuration.
    pub config: &'s Config,
    /// What is visible.
    pub library: &'s Library,
    /// Where it is.
    pub plan: &'s Plan,
    /// What it is called.
    pub messages: &'s Messages,
}

impl<'s> From<&'s Site> for Shelf<'s> {
    fn from(site: &'s Site) -> Self {
        let Site { config, library, plan, .. } = site;
        Self { config, library, plan, messages: &site.messages }
    }
}

/// One publication of the index.
#[derive(Clone, Debug)]
pub struct Record<'s> {
    /// Its id, which never changes: `guidelines/incident-taxonomy`.
    pub id: &'s str,
    /// Its kind.
    pub kind: Kind,
    /// When it was published.
    pub date: &'s PublicationDate,
    /// The language of its original.
    pub original: &'s Lang,
    /// The publisher's own number.
    pub number: Option<&'s str>,
    /// Its version.
    pub version: Option<&'s str>,
    /// Its status; `superseded` where a newer version says so.
    pub status: Option<Status>,
    /// The ids of its topics.
    pub topics: Vec<&'s str>,
    /// The id of its series.
    pub series: Option<&'s str>,
    /// The year that its figures are about.
    pub year: Option<i16>,
    /// The legal regime of its figures.
    pub regime: Option<&'s str>,
    /// The acts that it rests on.
    pub legal: &'s [LegalReference],
    /// DOI.
    pub doi: Option<&'s str>,
    /// ISBN-13.
    pub isbn: Option<&'s str>,
    /// ISSN.
    pub issn: Option<&'s str>,
    /// Catalogue number.
    pub catalogue: Option<&'s str>,
    /// Its licence.
    pub licence: Option<Licence<'s>>,
    /// Whom to write to about it.
    pub contact: Option<&'s str>,
    /// The publication that it replaces.
    pub supersedes: Option<&'s str>,
    /// The publication that replaces it.
    pub superseded_by: Option<&'s str>,
    /// Its editions, at least one, the original first.
    pub editions: Vec<EditionRecord<'s>>,
    /// Its files, in the order in which its page has them.
    pub attachments: Vec<AttachmentRecord<'s>>,
}

/// One edition.
#[derive(Clone, Debug)]
pub struct EditionRecord<'s> {
    /// Its language.
    pub lang: &'s Lang,
    /// Its title.
    pub title: &'s str,
    /// Its summary.
    pub summary: Option<&'s str>,
    /// Its page, absolute.
    pub url: String,
    /// When it last changed by more than a slip of the pen.
    pub updated: Option<&'s PublicationDate>,
    /// Its history, as written.
    pub changes: &'s [Change],
}

/// One file.
#[derive(Clone, Debug)]
pub struct AttachmentRecord<'s> {
    /// Its name.
    pub file: &'s str,
    /// Where it is, absolute.
    pub url: String,
    /// Its language, where it is known.
    pub lang: Option<&'s Lang>,
    /// Its titles, by the language of the edition that gives them.
    pub titles: BTreeMap<&'s Lang, &'s str>,
    /// What kind of file it is.
    pub media: Media,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// Where its signatures are, absolute.
    pub signatures: Vec<String>,
}

/// A dataset of a report.
#[derive(Clone, Debug)]
pub struct DataRecord {
    /// The report's id.
    pub report: String,
    /// Its own within the report.
    pub id: String,
    /// What it is called, by language.
    pub titles: Vec<(Lang, String)>,
    /// The first and the last day that it tells of.
    pub period: [Date; 2],
    /// Where its CSV is, absolute.
    pub csv: String,
    /// The length of that.
    pub bytes: u64,
    /// The SHA-256 of that, in hexadecimal.
    pub sha256: String,
    /// Where its JSON is, absolute.
    pub json: String,
    /// Where its data package is, absolute.
    pub package: String,
}

/// A licence.
#[derive(Clone, Debug)]
pub struct Licence<'s> {
    /// Its SPDX identifier.
    pub spdx: &'s str,
    /// Where its text is.
    pub url: String,
}

/// The records of an index, with what is said of the whole.
#[derive(Clone)]
pub struct Catalogue<'s> {
    /// What they were made from.
    pub(super) shelf: Shelf<'s>,
    /// The records, the newest first.
    pub records: Vec<Record<'s>>,
    /// The datasets of its reports; only catalogues of data name them.
    pub(super) data: Vec<DataRecord>,
}

impl<'s> Catalogue<'s> {
    /// The whole index.
    pub fn of(shelf: Shelf<'s>) -> Self {
        let publications = shelf.library.iter();
        let records = publications.filter_map(|(index, _)| record(shelf, index)).collect();
        Self { shelf, records, data: Vec::new() }
    }

    /// The same with the datasets of its reports.
    #[must_use]
    pub(in crate::render) fn with_data(self, data: Vec<DataRecord>) -> Self {
        Self { data, ..self }
    }

    /// One edition of one publication.
    pub(super) fn one(shelf: Shelf<'s>, index: Index, lang: &Lang) -> Self {
        let mut record = record(shelf, index);
        if let Some(record) = &mut record {
            record.editions.retain(|edition| edition.lang == lang);
        }
        Self { shelf, records: record.into_iter().collect(), data: Vec::new() }
    }

    /// Every edition, with its publication.
    pub(super) fn editions(&self) -> impl Iterator<Item = (&Record<'s>, &EditionRecord<'s>)> {
        self.records.iter().flat_map(|record| record.editions.iter().map(move |e| (record, e)))
    }

    /// The languages of the site, disguises left out.
    pub(super) fn languages(&self) -> impl Iterator<Item = &'s Lang> {
        let config = self.shelf.config;
        self.shelf.plan.languages.iter().filter(|lang| !config.is_pseudo(lang))
    }

    /// What a code is called in a language; by its own name where it has no label.
    pub(super) fn label(&self, family: &str, id: &str, lang: &Lang) -> String {
        self.shelf.messages.translator(lang).label(family, id).unwrap_or_else(|_| id.to_owned())
    }

    /// A message in those of some languages that have it of their own: what a language borrows from
    /// another is not in that language.
    pub(super) fn in_languages<'l>(
        &self,
        languages: impl IntoIterator<Item = &'l Lang>,
        id: &str,
        text: impl Fn(&Lang) -> String,
    ) -> Vec<(&'l Lang, String)> {
        let messages = self.shelf.messages;
        let is_own = |lang: &&Lang| messages.translator(lang).borrowed_from(id).is_none();
        languages.into_iter().filter(is_own).map(|lang| (lang, text(lang))).collect()
    }

    /// What a code is called in those of some languages that have a label for it.
    pub(super) fn labels<'l>(
        &self,
        languages: impl IntoIterator<Item = &'l Lang>,
        family: &str,
        id: &str,
    ) -> Vec<(&'l Lang, String)> {
        let message = format!("{family}-{id}");
        self.in_languages(languages, &message, |lang| self.label(family, id, lang))
    }

    /// A text of the site in those of some languages that have it.
    pub(super) fn texts<'l>(
        &self,
        languages: impl IntoIterator<Item = &'l Lang>,
        id: &str,
    ) -> Vec<(&'l Lang, String)> {
        self.in_languages(languages, id, |lang| self.text(id, lang))
    }

    /// A text of the site in a language.
    pub(super) fn text(&self, id: &str, lang: &Lang) -> String {
        self.shelf.messages.translator(lang).text(id, &[]).unwrap_or_default()
    }

    /// An attribute of a message in a language.
    pub(super) fn attribute(&self, id: &str, name: &str, lang: &Lang) -> String {
        let text = self.shelf.messages.translator(lang).attribute(id, name, &[]);
        text.and_then(Result::ok).unwrap_or_default()
    }

    /// An exchange format's address, absolute.
    pub(super) fn url(&self, format: Exchange) -> String {
        absolute(self.shelf, &format.address())
    }

    /// The index page of a language, absolute.
    pub(super) fn page(&self, lang: &Lang) -> Option<String> {
        let page = PageKey::Listing(Scope::Catalogue);
        self.shelf.plan.address(&page, lang).map(|address| absolute(self.shelf, address))
    }
}

impl Record<'_> {
    /// The original, or the first edition where the original was withdrawn.
    pub fn main(&self) -> &EditionRecord<'_> {
        &self.editions[0]
    }

    /// The year in which it was published.
    pub fn published(&self) -> i16 {
        self.date.day().year()
    }
}

fn record(shelf: Shelf<'_>, index: Index) -> Option<Record<'_>> {
    let publication = shelf.library.get(index);
    if !plan::in_catalogue(shelf.config, publication) {
        return None;
    }
    let facts = &publication.facts;
    let editions = editions(shelf, index, publication);
    if editions.is_empty() {
        return None;
    }
    let (year, regime) = match &facts.particulars {
        Particulars::IncidentReport(incident) => (incident.year, incident.regime.as_deref()),
        Particulars::None => (None, None),
    };
    let other = |index: Option<Index>| {
        let other = index.map(|index| shelf.library.get(index));
        let other = other.filter(|other| plan::in_catalogue(shelf.config, other));
        other.map(|other| other.id.as_str())
    };
    let spdx = facts.licence.as_deref().or(shelf.config.licence.as_deref());
    let ids = &facts.identifiers;
    Some(Record {
        id: publication.id.as_str(),
        kind: facts.kind,
        date: &facts.date,
        original: &publication.original,
        number: ids.number.as_deref(),
        version: facts.version.as_deref(),
        status: publication.status,
        topics: facts.topics.iter().map(|topic| topic.as_str()).collect(),
        series: facts.series.as_ref().map(|series| series.as_str()),
        year,
        regime,
        legal: &facts.legal,
        doi: ids.doi.as_deref(),
        isbn: ids.isbn.as_deref(),
        issn: ids.issn.as_deref(),
        catalogue: ids.catalogue.as_deref(),
        licence: spdx.map(|spdx| Licence { spdx, url: licence_url(spdx) }),
        contact: facts.contact.as_deref(),
        supersedes: other(publication.supersedes),
        superseded_by: other(publication.superseded_by),
        attachments: publication
            .attachments
            .iter()
            .map(|attachment| attachment_of(shelf, publication, attachment))
            .collect(),
        editions,
    })
}

fn editions<'s>(
    shelf: Shelf<'s>,
    index: Index,
    publication: &'s Publication,
) -> Vec<EditionRecord<'s>> {
    let standing = publication.editions.iter().filter(|(_, edition)| plan::stands(edition));
    let mut editions: Vec<EditionRecord<'_>> = standing
        .filter_map(|(lang, edition)| {
            let page = shelf.plan.publication(index, lang)?;
            Some(EditionRecord {
                lang,
                title: &edition.facts.title,
                summary: edition.facts.summary.as_deref(),
                url: absolute(shelf, page),
                updated: updated(&edition.facts),
                changes: &edition.facts.changes,
            })
        })
        .collect();
    editions.sort_by_key(|edition| *edition.lang != publication.original);
    editions
}

fn attachment_of<'s>(
    shelf: Shelf<'s>,
    publication: &'s Publication,
    attachment: &'s Attachment,
) -> AttachmentRecord<'s> {
    let Attachment { file, language, digest, signatures } = attachment;
    let url = |file: &str| absolute(shelf, &file_address(publication, file));
    let standing = publication.editions.iter().filter(|(_, edition)| plan::stands(edition));
    let titles = standing.filter_map(|(lang, edition)| {
        let mut titles = edition.facts.attachment_titles.iter();
        let (_, title) = titles.find(|(name, _)| name == file)?;
        Some((lang, title.as_deref()?))
    });
    AttachmentRecord {
        file,
        url: url(file),
        lang: language.as_ref(),
        titles: titles.collect(),
        media: Media::of(file),
        bytes: digest.length,
        sha256: digest.hex(),
        signatures: signatures.iter().map(|name| url(name)).collect(),
    }
}

fn absolute(shelf: Shelf<'_>, to: &crate::identity::Address) -> String {
    address::absolute(shelf.config, to)
}
