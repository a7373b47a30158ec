//! Annual incident reports: a year, a legal regime, and the datasets with the figures.

use super::datasets::{DeclaredDataset, datasets};
use super::{Facts, KindSpec, Particulars};
use crate::diagnostics::{BAD_VALUE, DATASET_PARTIAL, MISSING_FIELD};
use crate::yaml::Fields;

pub(super) const SPEC: KindSpec = KindSpec {
    id: "incident-report",
    folder: "incident-reports",
    template: "incident-report.html",
    schema_type: "Report",
    listed: true,
    catalogue: true,
    read,
    check,
};

/// What only an incident report has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentFacts {
    /// The calendar year that the figures are about.
    pub year: Option<i16>,
    /// The legal regime under which incidents were notified; label `regime-<id>`.
    pub regime: Option<String>,
    /// Whether its figures may be held against those of the year before; `false` where the method
    /// or the obligations changed.
    pub comparable: bool,
    /// Its data files.
    pub datasets: Vec<DeclaredDataset>,
}

fn read(fields: &mut Fields<'_>) -> Particulars {
    let year = fields.integer("year");
    if year.is_none() && !fields.has("year") {
        let fault = MISSING_FIELD
            .at(fields.at("date"), "an incident report needs the `year` that its figures are about")
            .help("add a line `year: 2024`");
        fields.report(fault);
    }
    let regime = fields.text("regime");
    let year = year.and_then(|year| {
        let plausible = (1990..=2200).contains(&year);
        if !plausible {
            let fault = BAD_VALUE.at(fields.at("year"), format!("{year} is not a plausible year"));
            fields.report(fault);
        }
        i16::try_from(year).ok().filter(|_| plausible)
    });
    let comparable = fields.flag("comparable").unwrap_or(true);
    let datasets = datasets(fields, year);
    Particulars::IncidentReport(IncidentFacts { year, regime, comparable, datasets })
}

/// A year cannot be reported on before it began, nor as a whole before it ended.
fn check(facts: &Facts, fields: &mut Fields<'_>) {
    let Particulars::IncidentReport(IncidentFacts { year: Some(year), datasets, .. }) =
        &facts.particulars
    else {
        return;
    };
    if *year == facts.date.day().year() {
        for dataset in datasets.iter().filter(|dataset| dataset.through.is_none()) {
            let message = format!(
                "the report is dated {}, before the end of {year}, and the dataset `{}` is not \
                 marked as partial",
                facts.date.day(),
                dataset.id
            );
            let help = format!("add its last day: `through: {}`", facts.date.day());
            let fault = DATASET_PARTIAL.at(dataset.at.clone(), message).help(help);
            fields.report(fault);
        }
    }
    if *year > facts.date.day().year() {
        let message = format!("the report is dated {}, before the year {year}", facts.date.day());
        let fault = BAD_VALUE.at(fields.at("year"), message);
        fields.report(fault);
    }
}
