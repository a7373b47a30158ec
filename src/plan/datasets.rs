//! Where figures are served: each dataset in its formats, the package that describes them, what was
//! corrected, and the comparison of a series' years.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::addresses::Assigner;
use super::{PageKey, Spec};
use crate::identity::{Address, Lang, SeriesId};
use crate::library::{Index, Library, Publication};

/// A file of a report's figures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataFile {
    /// A dataset as CSV, by its id.
    Csv(String),
    /// A dataset as JSON.
    Json(String),
    /// A dataset as it was until a day, as CSV.
    Former(String, Date),
    /// What describes them all: a Frictionless data package.
    Package,
}

impl DataFile {
    /// Its name beside the publication's other files.
    pub fn name(&self) -> String {
        match self {
            DataFile::Csv(id) => format!("{id}.csv"),
            DataFile::Json(id) => format!("{id}.json"),
            DataFile::Former(id, until) => format!("{id}.until-{until}.csv"),
            DataFile::Package => "datapackage.json".to_owned(),
        }
    }

    /// Its media type.
    pub fn media_type(&self) -> &'static str {
        match self {
            DataFile::Csv(_) | DataFile::Former(..) => "text/csv",
            DataFile::Json(_) | DataFile::Package => "application/json",
        }
    }

    /// Every file of a publication's figures.
    pub fn of(publication: &Publication) -> Vec<DataFile> {
        let datasets = &publication.datasets;
        let current = datasets.current.iter();
        let formats = current.flat_map(|dataset| {
            [DataFile::Csv(dataset.id.clone()), DataFile::Json(dataset.id.clone())]
        });
        let former = datasets
            .former
            .iter()
            .map(|former| DataFile::Former(former.dataset.id.clone(), former.until));
        let package = (!datasets.current.is_empty()).then_some(DataFile::Package);
        formats.chain(former).chain(package).collect()
    }
}

/// Where a file of a report's figures is served: once, whatever the language.
pub fn data_address(publication: &Publication, file: &DataFile) -> Address {
    super::file_address(publication, &file.name())
}

/// Where the figures of all years of a series are.
pub fn series_data_address(series: &SeriesId) -> Address {
    Address::new(format!("/files/series/{series}.csv"))
}

/// The series of which at least two years can be set side by side, each with its reports.
pub fn compared(library: &Library) -> BTreeMap<&SeriesId, Vec<Index>> {
    let mut reports: BTreeMap<&SeriesId, Vec<Index>> = BTreeMap::new();
    for (index, publication) in library.iter() {
        let counts = publication.reported().is_some() && !publication.is_superseded();
        if let Some(series) = publication.facts.series.as_ref().filter(|_| counts) {
            reports.entry(series).or_default().push(index);
        }
    }
    let years = |reports: &[Index]| {
        let year = |index: &Index| library.get(*index).reported().map(|reported| reported.year);
        reports.iter().filter_map(year).collect::<BTreeSet<i16>>().len()
    };
    reports.retain(|_, reports| years(reports) > 1);
    reports
}

impl Assigner<'_, '_> {
    /// The page of each series that sets its years side by side, below the list of the series.
    pub(super) fn comparisons(&mut self, lang: &Lang) {
        for series in compared(self.ingredients.library).into_keys() {
            let list = PageKey::Listing(super::Scope::Series(series.clone()));
            let Some(list) = self.plan.address(&list, lang).cloned() else { continue };
            let Some(slug) = self.slug("comparison", "title", lang) else { continue };
            let key = PageKey::Comparison(series.clone());
            self.page(key, lang, Address::new(format!("{list}{slug}/")), None);
        }
    }

    /// Every file of figures.
    pub(super) fn datasets(&mut self) {
        let library = self.ingredients.library;
        for (index, publication) in library.iter() {
            for file in DataFile::of(publication) {
                let origin = publication.facts.datasets().iter().find(|declared| match &file {
                    DataFile::Csv(id) | DataFile::Json(id) | DataFile::Former(id, _) => {
                        declared.id == *id
                    }
                    DataFile::Package => true,
                });
                let origin = origin.map(|declared| declared.at.clone());
                self.put(&data_address(publication, &file), Spec::Data(index, file), origin);
            }
        }
        for series in compared(library).into_keys() {
            self.put(&series_data_address(series), Spec::SeriesData(series.clone()), None);
        }
    }
}
