//! The parts of a publication's page, each made from what the library has of it.

use super::contract::{
    AttachmentView, ChangeView, ConsultationView, ContentsView, CorrectionView, IdentifierView,
    LagView, NoticeView, SignatureView,
};
use crate::diagnostics::{Location, Step};
use crate::identity::Lang;
use crate::library::{Attachment, Edition, Index, Lag, Publication};
use crate::messages::Argument;
use crate::parse::Heading;
use crate::plan::{Citation, Display, Scope, file_address};
use crate::publication::{Change, ChangeKind, IncidentFacts, LegalReference, Particulars, Status};
use crate::render::reader::{Detail, Reader};
use crate::render::view::entry::{EntryView, FormatView, LinkView, MaybeLink};
use crate::render::view::page::{ImageView, own_name};
use crate::render::view::site::{self, site_licence};
use crate::render::{Fault, placed};
use crate::shell::file_word;

/// How many related publications are shown.
const RELATED: usize = 4;

fn newest_first(edition: &Edition) -> Vec<&Change> {
    let mut changes: Vec<&Change> = edition.facts.changes.iter().collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.date.day()));
    changes
}

pub(super) fn changes(reader: &Reader<'_>, edition: &Edition) -> Result<Vec<ChangeView>, Fault> {
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

pub(super) fn correction(reader: &Reader<'_>, edition: &Edition) -> Option<CorrectionView> {
    let newest = newest_first(edition).into_iter().find(|c| c.kind == ChangeKind::Correction)?;
    Some(CorrectionView { date: reader.date(&newest.date), text: newest.text.clone() })
}

/// The next newer and the next older publication of the kind that this reader can reach.
pub(super) fn neighbours(
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

pub(super) fn version(
    reader: &Reader<'_>,
    index: Option<Index>,
) -> Result<Option<EntryView>, Fault> {
    index.map(|index| reader.entry(index)).transpose().map(Option::flatten)
}

pub(super) fn related(
    reader: &Reader<'_>,
    publication: &Publication,
) -> Result<Vec<EntryView>, Fault> {
    let reachable = publication.related.iter().copied();
    let reachable = reachable.filter(|index| reader.sees(reader.site.library.get(*index)));
    reader.entries(reachable.take(RELATED), Detail::Plain)
}

/// An act by its short name, on EUR-Lex in the reader's language.
pub(super) fn legal(reader: &Reader<'_>, act: &LegalReference) -> Result<MaybeLink, Fault> {
    let named = act.code().filter(|code| reader.words.has(&format!("act-{code}")));
    let label = named.map(|code| reader.label("act", code)).transpose()?;
    Ok(MaybeLink {
        label: label.unwrap_or_else(|| act.name()),
        url: Some(act.url(reader.lang.as_str())),
    })
}

/// A field of a publication's `publication.yaml`.
fn fact(publication: &Publication, path: &[&str]) -> Location {
    let steps = path.iter().map(|key| Step::Key((*key).to_owned())).collect();
    Location::path(&publication.id.source("publication.yaml"), steps)
}

pub(super) fn licence(
    reader: &Reader<'_>,
    publication: &Publication,
) -> Result<Option<LinkView>, Fault> {
    let Some(id) = &publication.facts.licence else { return site_licence(reader) };
    let link = site::licence(reader, id);
    link.map(Some).map_err(placed(|| fact(publication, &["licence"])))
}

pub(super) fn regime(
    reader: &Reader<'_>,
    publication: &Publication,
) -> Result<Option<MaybeLink>, Fault> {
    let Particulars::IncidentReport(IncidentFacts { regime: Some(id), .. }) =
        &publication.facts.particulars
    else {
        return Ok(None);
    };
    let label = reader.label("regime", id).map_err(placed(|| fact(publication, &["regime"])))?;
    Ok(Some(MaybeLink { label, url: None }))
}

pub(super) fn identifiers(
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
            let label = reader
                .label("identifier", id)
                .map_err(placed(|| fact(publication, &["identifiers", id])))?;
            views.push(IdentifierView { label, value: value.clone(), url });
        }
    }
    Ok(views)
}

/// The edition in the formats of those who cite it.
pub(super) fn citations(reader: &Reader<'_>, index: Index) -> Vec<FormatView> {
    let view = |format: &Citation| {
        let address = reader.site.plan.citation(*format, index, reader.lang)?;
        let title = format.name().to_owned();
        Some(FormatView { title, url: reader.href(address), media_type: format.media_type() })
    };
    Citation::ALL.iter().filter_map(view).collect()
}

pub(super) fn consultation(
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
pub(super) fn contents(edition: &Edition) -> Vec<ContentsView> {
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

pub(super) fn cover(
    reader: &Reader<'_>,
    publication: &Publication,
    edition: &Edition,
) -> Option<ImageView> {
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

/// The files for download, as a reader of what is in the language `shown` sees them.
pub(crate) fn attachments(
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
            let Attachment { file, language, digest, signatures } = attachment;
            let title = titles.iter().find(|(name, _)| name == file).and_then(|(_, t)| t.clone());
            let foreign = language.as_ref().filter(|lang| *lang != shown);
            let size = reader.words.file_size(digest.length);
            Ok(AttachmentView {
                title: title.unwrap_or_else(|| file.clone()),
                lang: foreign.map(|lang| lang.as_str().to_owned()),
                language: foreign
                    .map(|lang| reader.language_note(lang))
                    .transpose()
                    .map_err(placed(|| fact(publication, &["attachments", file, "language"])))?,
                url: reader.href(&file_address(publication, file)),
                file_name: file.clone(),
                shell_name: file_word(file).into_owned(),
                format: format(file),
                size: size.map_err(|error| Box::new(error.diagnostic()))?,
                sha256: digest.hex(),
                signatures: signatures
                    .iter()
                    .map(|name| SignatureView {
                        url: reader.href(&file_address(publication, name)),
                        format: format(name),
                    })
                    .collect(),
            })
        })
        .collect()
}

/// The ending of a file's name in capitals, which is how readers know formats.
fn format(file: &str) -> String {
    file.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_uppercase())
}

/// What readers of a translation are told of its lag.
pub(super) fn lag(
    reader: &Reader<'_>,
    publication: &Publication,
    lag: &Lag,
) -> Result<LagView, Fault> {
    let since = Argument::Date(lag.right_as_of);
    let count = Argument::Integer(i64::from(lag.behind));
    let text = match lag.behind {
        0 => None,
        _ => Some(reader.text("translation-behind", &[("date", since), ("count", count)])?),
    };
    let machine = match lag.machine {
        true => Some(reader.text("translation-machine", &[])?),
        false => None,
    };
    let page = reader.site.library.find(&publication.id);
    let page = page.and_then(|at| reader.site.plan.publication(at, &publication.original));
    let original_url = page.map(|address| reader.href(address)).unwrap_or_default();
    let elsewhere = lag.elsewhere.iter().map(|place| LinkView {
        label: place.opening.clone(),
        url: match place.number {
            Some(number) => reader.block_of_original(publication, number),
            None => original_url.clone(),
        },
    });
    Ok(LagView {
        text,
        title: lag.title,
        summary: lag.summary,
        machine,
        original_url: original_url.clone(),
        original_lang: publication.original.as_str().to_owned(),
        original_language: own_name(reader, &publication.original)?,
        elsewhere: elsewhere.collect(),
    })
}

pub(super) fn notice(
    reader: &Reader<'_>,
    index: Index,
    shown: &Lang,
) -> Result<Option<NoticeView>, Fault> {
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
