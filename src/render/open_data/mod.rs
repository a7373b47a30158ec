//! A report's figures for programs: each dataset as CSV and JSON, and the data package that
//! describes them.
//!
//! [`file`] makes one of them, [`of_series`] the figures of all years of a series. What is written
//! comes from the checked tables, never from an author's file, so every dialect becomes the same.

mod csv;
mod json;
mod package;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde_json::Value;

use super::exchange::DataRecord;
use super::reader::Reader;
use super::view::data;
use super::{Fault, address};
use crate::diagnostics::TEMPLATE_ERROR;
use crate::digest::Digest;
use crate::identity::Lang;
use crate::incidents::{Dataset, Decimal, Dimension, TOTAL};
use crate::library::{Index, Library, Publication};
use crate::plan::{DataFile, data_address};
use crate::site::Site;

pub(super) use csv::of_series;

/// What is to be known of a file that is served.
#[derive(Clone, Copy, Debug)]
pub(super) struct Served {
    /// Its length in bytes.
    pub(super) bytes: u64,
    /// Its SHA-256.
    pub(super) digest: Digest,
}

/// The digests of all datasets, each computed when it is first asked for: pages, packages and
/// catalogues name them.
#[derive(Debug, Default)]
pub struct OpenData(BTreeMap<(Index, String), OnceLock<Served>>);

impl OpenData {
    /// Of the datasets of a library.
    pub(crate) fn of(library: &Library) -> Self {
        let datasets = library.iter().flat_map(|(index, publication)| {
            let current = publication.datasets.current.iter();
            current.map(move |dataset| ((index, dataset.id.clone()), OnceLock::new()))
        });
        Self(datasets.collect())
    }

    /// What is to be known of a dataset's CSV.
    pub(super) fn served(&self, site: &Site, index: Index, dataset: &str) -> Result<Served, Fault> {
        let place = self.0.get(&(index, dataset.to_owned()));
        let place = place.ok_or_else(|| failed("there is no such dataset"))?;
        if let Some(known) = place.get() {
            return Ok(*known);
        }
        let bytes = file(site, site.library.get(index), &DataFile::Csv(dataset.to_owned()))?;
        let served = Served { bytes: bytes.len() as u64, digest: Digest::of(&bytes) };
        Ok(*place.get_or_init(|| served))
    }
}

/// Every dataset of the site, for catalogues.
pub(super) fn records(site: &Site) -> Result<Vec<DataRecord>, Fault> {
    let mut records = Vec::new();
    for (index, publication) in site.library.iter() {
        for dataset in &publication.datasets.current {
            let served = site.open_data.served(site, index, &dataset.id)?;
            let url =
                |file: &DataFile| address::absolute(&site.config, &data_address(publication, file));
            let mut titles = Vec::new();
            for lang in site.plan.languages.iter().filter(|lang| !site.config.is_pseudo(lang)) {
                titles.push((lang.clone(), data::title(&Reader::new(site, lang), dataset)?));
            }
            let year = year(publication);
            let day = |month, day| Date::new(year, month, day).unwrap_or_default();
            records.push(DataRecord {
                report: publication.id.to_string(),
                titles,
                period: [day(1, 1), dataset.through.unwrap_or_else(|| day(12, 31))],
                csv: url(&DataFile::Csv(dataset.id.clone())),
                bytes: served.bytes,
                sha256: served.digest.to_string(),
                json: url(&DataFile::Json(dataset.id.clone())),
                package: url(&DataFile::Package),
                id: dataset.id.clone(),
            });
        }
    }
    Ok(records)
}

/// A file of a report's figures.
pub(super) fn file(
    site: &Site,
    publication: &Publication,
    file: &DataFile,
) -> Result<Vec<u8>, Fault> {
    let datasets = &publication.datasets;
    let none = || failed("there is no such dataset");
    match file {
        DataFile::Csv(id) => csv::write(publication, datasets.get(id).ok_or_else(none)?),
        DataFile::Former(id, until) => {
            let former = datasets.former(id).find(|former| former.until == *until);
            csv::write(publication, &former.ok_or_else(none)?.dataset)
        }
        DataFile::Json(id) => json::write(site, publication, datasets.get(id).ok_or_else(none)?),
        DataFile::Package => package::write(site, publication),
    }
}

/// The label of a code, a dimension or a measure in every language that has pages.
fn labels(site: &Site, family: &str, id: &str) -> Result<Value, Fault> {
    let label = |lang: &Lang| {
        let label = site.messages.translator(lang).label(family, id);
        let label = label.map_err(|error| Box::new(error.diagnostic()))?;
        Ok((lang.to_string(), Value::String(label)))
    };
    let real = site.plan.languages.iter().filter(|lang| !site.config.is_pseudo(lang));
    let labels: Result<serde_json::Map<String, Value>, Fault> = real.map(label).collect();
    labels.map(Value::Object)
}

/// A number as JSON has it. Datasets have at most 15 digits, which every reader keeps.
fn number(number: Decimal) -> Value {
    let number = number.normalize();
    let parsed: Option<serde_json::Number> = number.to_string().parse().ok();
    parsed.map_or(Value::Null, Value::Number)
}

/// A quarter as data files write it: `2024-Q1`.
fn quarter(year: i16, code: &str) -> String {
    match code.strip_prefix('q') {
        Some(number) => format!("{year}-Q{number}"),
        None => code.to_owned(),
    }
}

/// The year of a report with datasets.
fn year(publication: &Publication) -> i16 {
    publication.reported().map_or(0, |reported| reported.year)
}

/// A code as data files write it.
fn code<'c>(dimension: Dimension, code: &'c str, year: i16) -> std::borrow::Cow<'c, str> {
    match dimension {
        Dimension::Quarter => quarter(year, code).into(),
        _ => code.into(),
    }
}

/// The dimensions that are columns of a dataset.
fn columns_of(dataset: &Dataset) -> impl Iterator<Item = Dimension> {
    dataset.dimensions().filter(|own| dataset.codes(*own).is_some())
}

/// The codes of a column that occur, each with its labels.
fn codes(site: &Site, dataset: &Dataset, dimension: Dimension, year: i16) -> Result<Value, Fault> {
    let mut codes = serde_json::Map::new();
    for own in dataset.codes(dimension).into_iter().flat_map(|codes| codes.names()) {
        let labels = match own.as_str() {
            TOTAL => labels(site, "code", TOTAL)?,
            own => labels(site, dimension.id(), own)?,
        };
        codes.insert(code(dimension, own, year).into_owned(), labels);
    }
    Ok(Value::Object(codes))
}

fn failed(reason: &str) -> Fault {
    TEMPLATE_ERROR.nowhere(format!("cannot write open data: {reason}")).into()
}
