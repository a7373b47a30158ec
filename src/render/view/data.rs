//! `publication.data`: the figures of a report for download, and what was corrected in them.

use serde::Serialize;

use super::Shared;
use super::entry::{DateView, FormatView, LinkView};
use crate::incidents::{Dataset, Form};
use crate::library::{Edition, Index, Publication};
use crate::messages::Argument;
use crate::plan::{DataFile, PageKey, data_address};
use crate::render::Fault;
use crate::render::reader::Reader;
use crate::shell::file_word;

/// A dataset as it was until a correction.
#[derive(Clone, Debug, Serialize)]
pub struct RevisionView {
    /// When it was replaced.
    pub date: Shared<DateView>,
    /// What changed, where the author says it in the reader's language.
    pub note: Option<String>,
    /// The former data.
    pub url: String,
}

/// A dataset for download.
#[derive(Clone, Debug, Serialize)]
pub struct DatasetView {
    /// Its id.
    pub id: String,
    /// What it measures, and by what.
    pub title: String,
    /// Until when it goes, where it does not tell of the whole year.
    pub partial: Option<String>,
    /// How many lines it has.
    pub lines: usize,
    /// The CSV.
    pub csv: FormatView,
    /// Its name.
    pub file_name: String,
    /// Its name as a command takes it.
    pub shell_name: String,
    /// How large it is.
    pub size: String,
    /// Its SHA-256.
    pub sha256: String,
    /// The JSON.
    pub json: FormatView,
    /// What stood in its place before, the newest first.
    pub revisions: Vec<RevisionView>,
}

/// `publication.data`.
#[derive(Clone, Debug, Serialize)]
pub struct DataView {
    /// The datasets, in the author's order.
    pub datasets: Vec<DatasetView>,
    /// What describes them for programs.
    pub package: FormatView,
    /// The page that sets the years of the series side by side.
    pub comparison: Option<LinkView>,
    /// What changed in the method against the year before.
    pub method: Option<String>,
    /// Whether the figures may be held against those of the year before.
    pub comparable: bool,
}

/// The figures of a report; `None` where it has none.
pub(crate) fn view(
    reader: &Reader<'_>,
    index: Index,
    edition: &Edition,
) -> Result<Option<DataView>, Fault> {
    let publication = reader.site.library.get(index);
    let Some(reported) = publication.reported() else { return Ok(None) };
    let mut datasets = Vec::new();
    for own in &publication.datasets.current {
        datasets.push(dataset(reader, index, publication, own)?);
    }
    Ok(Some(DataView {
        datasets,
        package: format(reader, publication, &DataFile::Package, "Data Package"),
        comparison: comparison(reader, publication)?,
        method: edition.facts.method.clone(),
        comparable: reported.comparable,
    }))
}

/// The page that compares the years of a report's series.
fn comparison(reader: &Reader<'_>, publication: &Publication) -> Result<Option<LinkView>, Fault> {
    let Some(series) = &publication.facts.series else { return Ok(None) };
    let key = PageKey::Comparison(series.clone());
    let Some(address) = reader.site.plan.address(&key, reader.lang) else { return Ok(None) };
    let label = reader.text("comparison-title", &[])?;
    Ok(Some(LinkView { label, url: reader.href(address) }))
}

fn format(
    reader: &Reader<'_>,
    publication: &Publication,
    file: &DataFile,
    title: &str,
) -> FormatView {
    FormatView {
        title: title.to_owned(),
        url: reader.href(&data_address(publication, file)),
        media_type: file.media_type(),
    }
}

fn dataset(
    reader: &Reader<'_>,
    index: Index,
    publication: &Publication,
    dataset: &Dataset,
) -> Result<DatasetView, Fault> {
    let (csv, json) = (DataFile::Csv(dataset.id.clone()), DataFile::Json(dataset.id.clone()));
    let served = reader.site.open_data.served(reader.site, index, &dataset.id)?;
    let size = reader.words.file_size(served.bytes);
    let partial = dataset.through.map(|day| partial(reader, day)).transpose()?;
    Ok(DatasetView {
        title: title(reader, dataset)?,
        partial,
        lines: dataset.lines,
        csv: format(reader, publication, &csv, "CSV"),
        shell_name: file_word(&csv.name()).into_owned(),
        file_name: csv.name(),
        size: size.map_err(|error| Box::new(error.diagnostic()))?,
        sha256: served.digest.to_string(),
        json: format(reader, publication, &json, "JSON"),
        revisions: revisions(reader, publication, dataset),
        id: dataset.id.clone(),
    })
}

/// That a year is not complete.
pub(crate) fn partial(reader: &Reader<'_>, through: jiff::civil::Date) -> Result<String, Fault> {
    reader.text("dataset-partial", &[("date", Argument::Date(through))])
}

/// What a dataset measures, and by what.
pub(crate) fn title(reader: &Reader<'_>, dataset: &Dataset) -> Result<String, Fault> {
    if dataset.form == Form::Records {
        return reader.text("dataset-records", &[]);
    }
    let measures = dataset.measures().map(|measure| reader.label("measure", measure.id()));
    let measures = measures.collect::<Result<Vec<_>, _>>()?.join(", ");
    let dimensions = dataset.dimensions().map(|of| reader.label("dimension", of.id()));
    let dimensions = dimensions.collect::<Result<Vec<_>, _>>()?.join(", ");
    let measures = ("measures", Argument::Text(&measures));
    match dimensions.is_empty() {
        true => reader.text("dataset-totals", &[measures]),
        false => {
            reader.text("dataset-by", &[measures, ("dimensions", Argument::Text(&dimensions))])
        }
    }
}

fn revisions(
    reader: &Reader<'_>,
    publication: &Publication,
    dataset: &Dataset,
) -> Vec<RevisionView> {
    let declared = publication.facts.datasets().iter().find(|own| own.id == dataset.id);
    let declared = declared.map(|own| own.revisions.as_slice()).unwrap_or_default();
    let former = publication.datasets.former(&dataset.id);
    let view = |former: &crate::incidents::Former| {
        let revision = declared.iter().find(|revision| revision.date == former.until);
        let notes = revision.map(|revision| revision.note.as_slice()).unwrap_or_default();
        let note = notes.iter().find(|(lang, _)| lang == reader.lang);
        let file = DataFile::Former(dataset.id.clone(), former.until);
        RevisionView {
            date: reader.day(former.until),
            note: note.map(|(_, text)| text.clone()),
            url: reader.href(&data_address(publication, &file)),
        }
    };
    former.map(view).collect()
}
