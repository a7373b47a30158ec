//! The page of a publication, of a withdrawn one, and the page with a notice that stands in for a
//! missing translation.

use serde::Serialize;
use tera::Value;

use super::Html;
use super::entry::{DateView, EntryView, Link, MaybeLink, StatusView};
use super::page::{
    CrumbView, Frame, ImageView, Outline, PageView, editions_of, no_page, own_name, page, unlisted,
};
use super::site::licence;
use crate::identity::Lang;
use crate::library::{Attachment, Edition, Index, Publication};
use crate::messages::Argument;
use crate::parse::Heading;
use crate::plan::{Display, PageKey, Scope, file_address};
use crate::publication::{
    Change, ChangeKind, LegalReference, Particulars, PublicationDate, Status,
};
use crate::render::reader::Reader;
use crate::render::{Fault, body, json_ld};

/// How many related publications are shown.
const RELATED: usize = 4;

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
    pub date: DateView,
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
    pub date: DateView,
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
    /// `PDF`.
    pub format: String,
    /// Its size in the reader's units.
    pub size: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Its signature.
    pub signature: Option<SignatureView>,
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
    pub date: DateView,
    /// When it last changed by more than a slip of the pen.
    pub updated: Option<DateView>,
    /// The publisher's number.
    pub number: Option<String>,
    /// The version.
    pub version: Option<String>,
    /// The status.
    pub status: Option<StatusView>,
    /// The topics.
    pub topics: Vec<Link>,
    /// The series.
    pub series: Option<Link>,
    /// The acts that it rests on.
    pub legal: Vec<MaybeLink>,
    /// DOI, ISBN and the like.
    pub identifiers: Vec<IdentifierView>,
    /// The licence.
    pub licence: Option<Link>,
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
    pub date: Option<DateView>,
    /// What kind it was.
    pub kind_label: Option<String>,
}

/// The page of a publication in the reader's language.
pub(crate) fn frame(reader: &Reader<'_>, index: Index) -> Result<Frame, Fault> {
    let publication = reader.site.library.get(index);
    let (_, edition) = publication.edition_for(reader.lang);
    if let Some(reason) = &edition.facts.withdrawn {
        let page = page_of(reader, index, publication, edition)?;
        return withdrawn(reader, publication, edition, reason, page);
    }
    let (page, view) = views(reader, index)?;
    let content = Value::from_serializable(&view);
    let template = publication.facts.kind.spec().template;
    Ok(Frame { template, page, name: "publication", content })
}

/// What the template of a publication's page sees, unless it is withdrawn.
pub(crate) fn views(
    reader: &Reader<'_>,
    index: Index,
) -> Result<(PageView, PublicationView), Fault> {
    let publication = reader.site.library.get(index);
    let (shown, edition) = publication.edition_for(reader.lang);
    let page = page_of(reader, index, publication, edition)?;
    let view = view(reader, index, publication, shown, edition)?;
    let page = match reader.display(index) {
        Some(Display::Notice) => stand_in(reader, index, shown, page),
        _ => with_data(reader, index, publication, &view, page)?,
    };
    Ok((page, view))
}

fn page_of(
    reader: &Reader<'_>,
    index: Index,
    publication: &Publication,
    edition: &Edition,
) -> Result<PageView, Fault> {
    let key = PageKey::Publication(index);
    let Some(address) = reader.site.plan.address(&key, reader.lang) else {
        return Err(no_page(&key));
    };
    let kind = publication.facts.kind;
    let list = reader.site.plan.address(&PageKey::Listing(Scope::Kind(kind)), reader.lang);
    let parents = match list {
        Some(list) => {
            vec![CrumbView { title: reader.kind_plural(kind)?, url: Some(reader.href(list)) }]
        }
        None => Vec::new(),
    };
    let in_navigation = reader.site.config.navigation.iter().any(|entry| {
        matches!(entry, crate::config::NavigationEntry::Publication(id) if *id == publication.id)
    });
    let section = if in_navigation { publication.id.as_str() } else { kind.id() };
    page(
        reader,
        Outline {
            template: "publication",
            section: Some(section.to_owned()),
            title: edition.facts.title.clone(),
            description: edition.facts.summary.clone(),
            address,
            languages: editions_of(reader, index),
            parents,
        },
    )
}

/// What social networks and search engines want to know of an edition.
fn with_data(
    reader: &Reader<'_>,
    index: Index,
    publication: &Publication,
    view: &PublicationView,
    mut page: PageView,
) -> Result<PageView, Fault> {
    page.og.kind = "article";
    page.og.published = Some(view.date.iso.clone());
    page.og.modified = view.updated.as_ref().map(|date| date.iso.clone());
    page.og.image = view.cover.clone().map(|mut image| {
        let cover = publication.facts.cover.as_deref().unwrap_or_default();
        image.url = reader.absolute(&file_address(publication, cover));
        image
    });
    page.json_ld = Some(json_ld::publication(reader, index, view, &page)?);
    Ok(page)
}

/// A page that stands in for a missing translation: the original is canonical, and search engines
/// are to leave this one alone.
fn stand_in(reader: &Reader<'_>, index: Index, shown: &Lang, page: PageView) -> PageView {
    let original = reader.site.plan.publication(index, shown);
    let mut page = unlisted(page);
    page.canonical = original.map(|address| reader.absolute(address));
    page.lang = shown.as_str().to_owned();
    page
}

fn withdrawn(
    reader: &Reader<'_>,
    publication: &Publication,
    edition: &Edition,
    reason: &str,
    mut page: PageView,
) -> Result<Frame, Fault> {
    page = unlisted(page);
    page.template = "withdrawn";
    let view = WithdrawnView {
        title: Some(edition.facts.title.clone()),
        reason: reason.to_owned(),
        date: Some(reader.date(&publication.facts.date)),
        kind_label: Some(reader.label("kind", publication.facts.kind.id())?),
    };
    let content = Value::from_serializable(&view);
    Ok(Frame { template: "withdrawn.html", page, name: "withdrawn", content })
}

fn view(
    reader: &Reader<'_>,
    index: Index,
    publication: &Publication,
    shown: &Lang,
    edition: &Edition,
) -> Result<PublicationView, Fault> {
    let facts = &publication.facts;
    let (year, regime) = match &facts.particulars {
        Particulars::IncidentReport(incident) => (incident.year, incident.regime.as_deref()),
        Particulars::None => (None, None),
    };
    let mut topics = Vec::new();
    for topic in &facts.topics {
        topics.extend(reader.topic(topic)?);
    }
    let changes = changes(reader, edition)?;
    let (next, previous) = neighbours(reader, index, publication)?;
    let licence_id = facts.licence.as_ref().or(reader.site.config.licence.as_ref());
    Ok(PublicationView {
        id: publication.id.as_str().to_owned(),
        kind: facts.kind.id(),
        kind_label: reader.label("kind", facts.kind.id())?,
        title: edition.facts.title.clone(),
        lang: shown.as_str().to_owned(),
        summary: edition.facts.summary.clone(),
        date: reader.date(&facts.date),
        updated: updated(edition).map(|date| reader.date(date)),
        number: facts.identifiers.number.clone(),
        version: facts.version.clone(),
        status: publication.status.map(|status| reader.status(status)).transpose()?,
        topics,
        series: facts.series.as_ref().map(|s| reader.series(s)).transpose()?.flatten(),
        legal: facts.legal.iter().map(|reference| legal(reader, reference)).collect(),
        identifiers: identifiers(reader, publication)?,
        licence: licence_id.map(|id| licence(reader, id)).transpose()?,
        contact: facts.contact.clone(),
        year,
        regime: match regime {
            Some(id) => Some(MaybeLink { label: reader.label("regime", id)?, url: None }),
            None => None,
        },
        consultation: consultation(reader, publication)?,
        tlp: facts.tlp.label().trim_start_matches("TLP:").to_owned(),
        body: Html(body::html(reader, publication, edition)?),
        toc: contents(edition),
        cover: cover(reader, publication, edition),
        correction: correction(reader, edition),
        changes,
        attachments: attachments(reader, publication, shown, edition)?,
        related: related(reader, publication)?,
        previous,
        next,
        supersedes: version(reader, publication.supersedes)?,
        superseded_by: match publication.is_superseded() {
            true => version(reader, Some(publication.latest_version))?,
            false => None,
        },
        latest_url: reader
            .site
            .plan
            .latest(publication.first_version, reader.lang)
            .map(|address| reader.href(address)),
        notice: notice(reader, index, shown)?,
        draft: facts.draft,
    })
}

/// The newest change that is more than a slip of the pen.
pub(crate) fn updated(edition: &Edition) -> Option<&PublicationDate> {
    let notable = edition.facts.changes.iter().filter(|change| change.kind != ChangeKind::Minor);
    notable.map(|change| &change.date).max_by_key(|date| date.day())
}

fn newest_first(edition: &Edition) -> Vec<&Change> {
    let mut changes: Vec<&Change> = edition.facts.changes.iter().collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.date.day()));
    changes
}

fn changes(reader: &Reader<'_>, edition: &Edition) -> Result<Vec<ChangeView>, Fault> {
    newest_first(edition)
        .into_iter()
        .map(|change| {
            Ok(ChangeView {
                date: reader.date(&change.date),
                kind: change.kind.id(),
                kind_label: reader.label("change", change.kind.id())?,
                text: change.text.clone(),
            })
        })
        .collect()
}

fn correction(reader: &Reader<'_>, edition: &Edition) -> Option<CorrectionView> {
    let newest = newest_first(edition).into_iter().find(|c| c.kind == ChangeKind::Correction)?;
    Some(CorrectionView { date: reader.date(&newest.date), text: newest.text.clone() })
}

/// The next newer and the next older publication of the kind that this reader can reach.
fn neighbours(
    reader: &Reader<'_>,
    index: Index,
    publication: &Publication,
) -> Result<(Option<EntryView>, Option<EntryView>), Fault> {
    let scope = Scope::Kind(publication.facts.kind);
    let Some(listing) = reader.site.plan.listing(&scope, reader.lang) else {
        return Ok((None, None));
    };
    let (newer, older) = listing.neighbours(index);
    Ok((version(reader, newer)?, version(reader, older)?))
}

fn version(reader: &Reader<'_>, index: Option<Index>) -> Result<Option<EntryView>, Fault> {
    index.map(|index| reader.entry(index)).transpose().map(Option::flatten)
}

fn related(reader: &Reader<'_>, publication: &Publication) -> Result<Vec<EntryView>, Fault> {
    let reachable = publication.related.iter().copied();
    let reachable = reachable.filter(|index| reader.sees(reader.site.library.get(*index)));
    reader.entries(reachable.take(RELATED))
}

/// An act on EUR-Lex in the reader's language. An ELI is its own address.
fn legal(reader: &Reader<'_>, reference: &LegalReference) -> MaybeLink {
    match reference {
        LegalReference::Eli(uri) => MaybeLink { label: uri.clone(), url: Some(uri.clone()) },
        LegalReference::Celex(celex) => {
            let lang = reader.lang.as_str().to_uppercase();
            let url =
                format!("https://eur-lex.europa.eu/legal-content/{lang}/TXT/?uri=CELEX:{celex}");
            MaybeLink { label: format!("CELEX {celex}"), url: Some(url) }
        }
    }
}

fn identifiers(
    reader: &Reader<'_>,
    publication: &Publication,
) -> Result<Vec<IdentifierView>, Fault> {
    let own = &publication.facts.identifiers;
    let doi_url = own.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
    let all = [
        ("doi", &own.doi, doi_url),
        ("isbn", &own.isbn, None),
        ("issn", &own.issn, None),
        ("catalogue", &own.catalogue, None),
    ];
    let mut views = Vec::new();
    for (id, value, url) in all {
        if let Some(value) = value {
            let label = reader.label("identifier", id)?;
            views.push(IdentifierView { label, value: value.clone(), url });
        }
    }
    Ok(views)
}

fn consultation(
    reader: &Reader<'_>,
    publication: &Publication,
) -> Result<Option<ConsultationView>, Fault> {
    let Some(consultation) = &publication.facts.consultation else { return Ok(None) };
    let open = publication.status == Some(Status::Consultation);
    let id = if open { "consultation-open" } else { "consultation-closed" };
    let date = Argument::Date(consultation.closes.day());
    Ok(Some(ConsultationView { text: reader.text(id, &[("date", date)])? }))
}

/// Headings as a tree: what lies deeper stands below what stands before it.
fn contents(edition: &Edition) -> Vec<ContentsView> {
    let headings: Vec<(&Heading, &String)> =
        edition.outline.headings.iter().zip(&edition.heading_ids).collect();
    headings
        .chunk_by(|_, (next, _)| next.level > 2)
        .filter_map(|chapter| {
            let ((first, id), sections) = chapter.split_first().map(|(f, rest)| (*f, rest))?;
            let children = sections
                .iter()
                .filter(|(heading, _)| heading.level == 3)
                .map(|(heading, id)| ContentsView {
                    id: (*id).clone(),
                    text: heading.text.clone(),
                    children: Vec::new(),
                })
                .collect();
            Some(ContentsView { id: id.clone(), text: first.text.clone(), children })
        })
        .collect()
}

fn cover(reader: &Reader<'_>, publication: &Publication, edition: &Edition) -> Option<ImageView> {
    let file = publication.facts.cover.as_ref()?;
    let size = publication.pictures.get(file)?;
    let texts = edition.facts.cover.as_ref();
    Some(ImageView {
        url: reader.href(&file_address(publication, file)),
        width: size.width,
        height: size.height,
        alt: texts.and_then(|texts| texts.alt.clone()).unwrap_or_default(),
        credit: texts.and_then(|texts| texts.credit.clone()),
    })
}

fn attachments(
    reader: &Reader<'_>,
    publication: &Publication,
    shown: &Lang,
    edition: &Edition,
) -> Result<Vec<AttachmentView>, Fault> {
    let titles = &edition.facts.attachment_titles;
    publication
        .attachments
        .iter()
        .map(|attachment| {
            let Attachment { file, language, digest, signature } = attachment;
            let title = titles.iter().find(|(name, _)| name == file).and_then(|(_, t)| t.clone());
            let foreign = language.as_ref().filter(|lang| *lang != shown);
            let size = reader.words.file_size(digest.length);
            Ok(AttachmentView {
                title: title.unwrap_or_else(|| file.clone()),
                lang: foreign.map(|lang| lang.as_str().to_owned()),
                language: foreign.map(|lang| reader.language_note(lang)).transpose()?,
                url: reader.href(&file_address(publication, file)),
                file_name: file.clone(),
                format: format(file),
                size: size.map_err(|error| Box::new(error.diagnostic()))?,
                sha256: digest.sha256.clone(),
                signature: signature.as_ref().map(|name| SignatureView {
                    url: reader.href(&file_address(publication, name)),
                    format: format(name),
                }),
            })
        })
        .collect()
}

/// The ending of a file's name in capitals, which is how readers know formats.
fn format(file: &str) -> String {
    file.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_uppercase())
}

fn notice(reader: &Reader<'_>, index: Index, shown: &Lang) -> Result<Option<NoticeView>, Fault> {
    if reader.display(index) != Some(Display::Notice) {
        return Ok(None);
    }
    let Some(original) = reader.site.plan.publication(index, shown) else { return Ok(None) };
    let language = reader.label("language", shown.as_str())?;
    let text = reader.text("notice-missing-translation", &[("language", (&language).into())])?;
    Ok(Some(NoticeView {
        text,
        original_url: reader.href(original),
        original_language: own_name(reader, shown)?,
    }))
}
