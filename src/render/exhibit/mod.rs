//! Charts and tables of figures in the reader's words.
//!
//! [`view`] is the entry. What is shown was settled by `link`; where shapes lie is computed by
//! [`crate::incidents::chart`]; here both get labels, numbers and a sentence in one language.

mod drawing;
mod summary;
mod table;
mod words;

use super::Fault;
use super::reader::Reader;
use super::view::Html;
use super::view::entry::{FormatView, LinkView};
use super::view::exhibit::ExhibitView;
use crate::identity::Lang;
use crate::incidents::exhibit::{Exhibit, Head, Sort, YearHead};
use crate::library::{Index, Publication};
use crate::messages::Argument;
use crate::parse::ExhibitBlock;
use crate::plan::{DataFile, data_address};
use crate::publication::{IncidentFacts, Particulars};
use words::Words;

/// A block of a text with the figures that answer it.
pub(super) struct Answered<'a> {
    /// Its number in the text, from 0.
    pub(super) number: u32,
    /// What was asked.
    pub(super) block: &'a ExhibitBlock,
    /// The answer.
    pub(super) exhibit: &'a Exhibit<Index>,
    /// The remark below it.
    pub(super) note: String,
    /// The publication in whose text it stands.
    pub(super) publication: &'a Publication,
    /// The language of that text.
    pub(super) text_lang: &'a Lang,
}

/// What the component `exhibit` sees.
pub(super) fn view(reader: &Reader<'_>, answered: &Answered<'_>) -> Result<ExhibitView, Fault> {
    let words = Words { reader };
    let mut exhibit = answered.exhibit.clone();
    if exhibit.sort == Sort::Name {
        by_name(&words, &mut exhibit)?;
    }
    let foreign = answered.text_lang != reader.lang;
    let lang = |lang: &Lang| foreign.then(|| lang.as_str().to_owned());
    Ok(ExhibitView {
        id: format!("_exhibit-{}", answered.number + 1),
        shape: exhibit.shape.id(),
        title: answered.block.title.clone(),
        note: Html(answered.note.clone()),
        lang: lang(reader.lang),
        text_lang: lang(answered.text_lang),
        summary: summary::summary(&words, &exhibit)?,
        drawing: drawing::drawing(&words, &exhibit)?,
        table: table::table(&words, &exhibit)?,
        remarks: remarks(&words, &exhibit)?,
        sources: sources(reader, answered, &exhibit)?,
        downloads: downloads(reader, answered),
    })
}

/// Rows by name; what is something else or not known stays last.
fn by_name(words: &Words<'_>, exhibit: &mut Exhibit<Index>) -> Result<(), Fault> {
    let mut names = Vec::with_capacity(exhibit.rows.len());
    for row in &exhibit.rows {
        names.push((row.rank(), words.head(row)?, row.clone()));
    }
    names.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| words.reader.words.compare(&a.1, &b.1)));
    exhibit.reorder(|row, _| names.iter().position(|(_, _, other)| other == row));
    Ok(())
}

/// What must be said beside the figures.
fn remarks(words: &Words<'_>, exhibit: &Exhibit<Index>) -> Result<Vec<String>, Fault> {
    let reader = words.reader;
    let mut remarks = Vec::new();
    let newest = exhibit.reports.last().map(|index| reader.site.library.get(*index));
    if let Some(Particulars::IncidentReport(IncidentFacts { regime: Some(regime), .. })) =
        newest.map(|publication| &publication.facts.particulars)
    {
        let regime = reader.label("regime", regime)?;
        remarks.push(reader.text("exhibit-regime", &[("regime", (&regime).into())])?);
    }
    let years = exhibit.rows.iter().chain(&exhibit.columns).filter_map(|head| match head {
        Head::Year(year) => Some(*year),
        _ => None,
    });
    let years: Vec<YearHead> = match exhibit.year {
        Some(year) => vec![year],
        None => years.collect(),
    };
    for YearHead { year, through, .. } in &years {
        if let Some(through) = through {
            let arguments = [("year", Argument::Year(*year)), ("date", Argument::Date(*through))];
            remarks.push(reader.text("exhibit-partial", &arguments)?);
        }
    }
    // Of the first year nothing earlier is shown.
    for YearHead { year, .. } in years.iter().skip(1).filter(|year| !year.comparable) {
        remarks.push(reader.text("exhibit-method", &[("year", Argument::Year(*year))])?);
    }
    if exhibit.cells.iter().flatten().any(Option::is_none) {
        remarks.push(reader.text("exhibit-missing", &[])?);
    }
    Ok(remarks)
}

/// The other reports that figures come from, by their years.
fn sources(
    reader: &Reader<'_>,
    answered: &Answered<'_>,
    exhibit: &Exhibit<Index>,
) -> Result<Vec<LinkView>, Fault> {
    let mut sources = Vec::new();
    for index in &exhibit.reports {
        let publication = reader.site.library.get(*index);
        let year = publication.reported().map(|reported| reported.year);
        let Some(year) = year.filter(|_| publication.id != answered.publication.id) else {
            continue;
        };
        let label = reader.text("exhibit-year", &[("year", Argument::Year(year))])?;
        let way = reader.way_to(*index).filter(|_| reader.sees(publication));
        sources.extend(way.map(|(address, _)| LinkView { label, url: reader.href(address) }));
    }
    Ok(sources)
}

/// The dataset in formats for programs.
fn downloads(reader: &Reader<'_>, answered: &Answered<'_>) -> Vec<FormatView> {
    let block = answered.block;
    let other = block.publication.as_ref().and_then(|id| reader.site.library.find(id));
    let publication = other.map_or(answered.publication, |index| reader.site.library.get(index));
    let dataset = || block.dataset.clone();
    let formats = [("CSV", DataFile::Csv(dataset())), ("JSON", DataFile::Json(dataset()))];
    let view = |(title, file): (&str, DataFile)| FormatView {
        title: title.to_owned(),
        url: reader.href(&data_address(publication, &file)),
        media_type: file.media_type(),
    };
    formats.map(view).into()
}
