//! The page of a publication, of a withdrawn one, and the page with a notice that stands in for a
//! missing translation.

mod contract;
mod parts;

use tera::Value;

use super::Html;
use super::data;
use super::page::{
    CrumbView, Frame, PageDraft, PageView, all_editions_of, editions_of, no_page, page, unlisted,
};
use crate::identity::Lang;
use crate::library::{Edition, Index, Publication};
use crate::plan::{Display, PageKey, Scope, file_address};
use crate::publication::{Particulars, updated};
use crate::render::reader::Reader;
use crate::render::{Fault, body, json_ld};

pub(crate) use parts::attachments;

pub use contract::{
    AttachmentView, ChangeView, ConsultationView, ContentsView, CorrectionView, IdentifierView,
    LagView, NoticeView, PublicationView, SignatureView, WithdrawnView,
};

/// The page of a publication in the reader's language.
pub(crate) fn frame(reader: &Reader<'_>, index: Index) -> Result<Frame, Fault> {
    let publication = reader.site.library.get(index);
    let (shown, edition) = publication.edition_for(reader.lang);
    if let Some(reason) = &edition.facts.withdrawn {
        let mut page = page_of(reader, index, publication, edition)?;
        page.lang = shown.as_str().to_owned();
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
    let list = reader.list(&Scope::Kind(kind))?;
    let parents =
        list.map(|list| CrumbView { title: list.label.clone(), url: Some(list.url.clone()) });
    let in_navigation = reader.site.config.navigation.iter().any(|entry| {
        matches!(entry, crate::config::NavigationEntry::Publication(id) if *id == publication.id)
    });
    let section = if in_navigation { publication.id.as_str() } else { kind.id() };
    page(
        reader,
        PageDraft {
            template: "publication",
            section: Some(section.to_owned()),
            title: edition.facts.title.clone(),
            description: edition.facts.summary.clone(),
            address,
            languages: match edition.facts.withdrawn {
                Some(_) => all_editions_of(reader, index),
                None => editions_of(reader, index),
            },
            parents: parents.into_iter().collect(),
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
    page.formats = view.citations.clone();
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
        kind_label: Some(reader.kind(publication.facts.kind)?),
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
    let year = match &facts.particulars {
        Particulars::IncidentReport(incident) => incident.year,
        Particulars::None => None,
    };
    let mut topics = Vec::new();
    for topic in &facts.topics {
        topics.extend(reader.topic(topic)?);
    }
    let changes = parts::changes(reader, edition)?;
    let (next, previous) = parts::neighbours(reader, index, publication)?;
    Ok(PublicationView {
        id: publication.id.as_str().to_owned(),
        kind: facts.kind.id(),
        kind_label: reader.kind(facts.kind)?,
        title: edition.facts.title.clone(),
        lang: shown.as_str().to_owned(),
        summary: edition.facts.summary.clone(),
        date: reader.date(&facts.date),
        updated: updated(&edition.facts).map(|date| reader.date(date)),
        number: facts.identifiers.number.clone(),
        version: facts.version.clone(),
        status: publication.status.map(|status| reader.status(status)).transpose()?,
        topics,
        series: facts.series.as_ref().map(|s| reader.series(s)).transpose()?.flatten(),
        legal: facts.legal.iter().map(|act| parts::legal(reader, act)).collect::<Result<_, _>>()?,
        identifiers: parts::identifiers(reader, publication)?,
        licence: parts::licence(reader, publication)?,
        contact: facts.contact.clone(),
        year,
        regime: parts::regime(reader, publication)?,
        consultation: parts::consultation(reader, publication)?,
        tlp: facts.tlp.label().trim_start_matches("TLP:").to_owned(),
        body: Html(body::html(reader, publication, edition)?),
        has_exhibits: edition.exhibits.iter().any(Option::is_some),
        toc: parts::contents(edition),
        cover: parts::cover(reader, publication, edition),
        correction: parts::correction(reader, edition),
        changes,
        attachments: parts::attachments(reader, publication, shown, edition)?,
        data: data::view(reader, index, edition)?,
        citations: parts::citations(reader, index),
        related: parts::related(reader, publication)?,
        previous,
        next,
        supersedes: parts::version(reader, publication.supersedes)?,
        superseded_by: match publication.is_superseded() {
            true => parts::version(reader, Some(publication.latest_version))?,
            false => None,
        },
        latest_url: reader
            .site
            .plan
            .latest(publication.first_version, reader.lang)
            .map(|address| reader.href(address)),
        notice: parts::notice(reader, index, shown)?,
        lag: edition.lag.as_ref().map(|lag| parts::lag(reader, publication, lag)).transpose()?,
        draft: facts.draft,
    })
}
