//! The years of a series, side by side: under each legal regime what was counted, and how it
//! changed.

use serde::Serialize;
use tera::Value;

use super::data::partial;
use super::entry::{FormatView, LinkView};
use super::page::{CrumbView, Frame, PageDraft, languages_of, no_page, page};
use crate::identity::SeriesId;
use crate::incidents::{
    Answer, Cell, Comparison, Dimension, Measure, Reported, Series, Unit, rounded, write,
};
use crate::library::Index;
use crate::plan::{PageKey, Scope, compared, series_data_address};
use crate::render::Fault;
use crate::render::reader::Reader;

/// A year of a comparison.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// The report's page.
    pub url: Option<String>,
    /// The report's title.
    pub title: String,
    /// The language of its texts, where it is not the page's.
    pub lang: Option<String>,
    /// Until when it goes, where it does not tell of the whole year.
    pub partial: Option<String>,
    /// What changed in the method against the year before, in the author's words.
    pub method: Option<String>,
    /// Whether it may be held against the year before.
    pub comparable: bool,
}

/// A figure of a comparison.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// The figure; nothing where it is not known, which is not zero.
    pub value: Option<String>,
    /// How much more it is than in the year before, in per cent, with its sign.
    pub change: Option<String>,
}

/// A row of a comparison: one measure, or one code.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedView {
    /// What it is.
    pub label: String,
    /// A figure a year.
    pub figures: Vec<FigureView>,
}

/// A table of a comparison.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedTableView {
    /// An id for its heading.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What its rows are told apart by.
    pub head: String,
    /// Its rows.
    pub rows: Vec<ComparedView>,
}

/// What was reported under one legal regime.
#[derive(Clone, Debug, Serialize)]
pub struct RegimeView {
    /// The regime's label; nothing where reports do not say it.
    pub label: Option<String>,
    /// The years, the oldest first.
    pub years: Vec<YearView>,
    /// Totals first, then each dimension.
    pub tables: Vec<ComparedTableView>,
}

/// `comparison`.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonView {
    /// The title.
    pub title: String,
    /// The series.
    pub series: LinkView,
    /// One part a regime: figures under different ones are not set side by side.
    pub regimes: Vec<RegimeView>,
    /// The figures of all years in one file.
    pub csv: FormatView,
}

/// The comparison of a series' years.
pub(crate) fn frame(reader: &Reader<'_>, series: &SeriesId) -> Result<Frame, Fault> {
    let key = PageKey::Comparison(series.clone());
    let site = reader.site;
    let list = reader.list(&Scope::Series(series.clone()))?;
    let (Some(address), Some(list)) = (site.plan.address(&key, reader.lang), list) else {
        return Err(no_page(&key));
    };
    let reports = compared(&site.library).remove(series).unwrap_or_default();
    let mut regimes = Vec::new();
    let mut seen: Vec<Option<&str>> = Vec::new();
    for index in reports {
        let regime = site.library.get(index).reported().and_then(|reported| reported.regime);
        if !seen.contains(&regime) {
            seen.push(regime);
            let number = seen.len();
            regimes.push(of_regime(reader, regime, number, &site.library.series(index))?);
        }
    }
    let title = ("series", (&list.label).into());
    let view = ComparisonView {
        title: reader.text("comparison-of", &[title])?,
        series: LinkView { label: list.label.clone(), url: list.url.clone() },
        regimes,
        csv: FormatView {
            title: "CSV".to_owned(),
            url: reader.href(&series_data_address(series)),
            media_type: "text/csv",
        },
    };
    let parent = CrumbView { title: list.label.clone(), url: Some(list.url.clone()) };
    let page = page(
        reader,
        PageDraft {
            template: "comparison",
            section: None,
            title: view.title.clone(),
            description: Some(reader.text("comparison-description", &[title])?),
            address,
            languages: languages_of(reader, &key),
            parents: vec![parent],
        },
    )?;
    let content = Value::from_serializable(&view);
    Ok(Frame { template: "comparison.html", page, name: "comparison", content })
}

fn of_regime(
    reader: &Reader<'_>,
    regime: Option<&str>,
    number: usize,
    series: &Series<'_, Index>,
) -> Result<RegimeView, Fault> {
    let mut years = Vec::new();
    for year in series.years() {
        let publication = reader.site.library.get(year.report);
        let (shown, edition) = publication.edition_for(reader.lang);
        years.push(YearView {
            year: year.reported.year,
            url: reader.way_to(year.report).map(|(address, _)| reader.href(address)),
            title: edition.facts.title.clone(),
            lang: (shown != reader.lang).then(|| shown.to_string()),
            partial: year.reported.through().map(|day| partial(reader, day)).transpose()?,
            method: edition.facts.method.clone(),
            comparable: year.reported.comparable,
        });
    }
    Ok(RegimeView {
        label: regime.map(|regime| reader.label("regime", regime)).transpose()?,
        years,
        tables: tables(reader, number, series)?,
    })
}

fn tables(
    reader: &Reader<'_>,
    number: usize,
    series: &Series<'_, Index>,
) -> Result<Vec<ComparedTableView>, Fault> {
    let vocabulary = &reader.site.config.vocabulary;
    let mut tables = Vec::new();
    let mut totals = Vec::new();
    for measure in series.measures() {
        let label = reader.label("measure", measure.id())?;
        totals.push(row(reader, label, series, measure, &Cell::all())?);
    }
    if !totals.is_empty() {
        tables.push(ComparedTableView {
            id: format!("_{number}-totals"),
            title: reader.text("comparison-totals", &[])?,
            head: reader.text("comparison-measure", &[])?,
            rows: totals,
        });
    }
    for dimension in Dimension::ALL {
        for measure in Measure::ALL {
            let codes = series.codes(*measure, *dimension, vocabulary);
            let mut rows = Vec::new();
            for code in codes {
                let label = reader.label(dimension.id(), &code)?;
                let cell = Cell::all().with(*dimension, code);
                rows.push(row(reader, label, series, *measure, &cell)?);
            }
            if rows.is_empty() {
                continue;
            }
            let head = reader.label("dimension", dimension.id())?;
            let label = reader.label("measure", measure.id())?;
            let named = [("measures", (&label).into()), ("dimensions", (&head).into())];
            tables.push(ComparedTableView {
                id: format!("_{number}-{}-{}", dimension.id(), measure.id()),
                title: reader.text("dataset-by", &named)?,
                head,
                rows,
            });
        }
    }
    Ok(tables)
}

fn row(
    reader: &Reader<'_>,
    label: String,
    series: &Series<'_, Index>,
    measure: Measure,
    cell: &Cell,
) -> Result<ComparedView, Fault> {
    let mut figures = Vec::new();
    for year in series.years() {
        let reported: Reported<'_> = year.reported;
        let before = series.year(reported.year - 1);
        let value = reported.answer(None, measure, cell, None).ok();
        // Shares are compared in points, which a reader sees: a per cent of a per cent misleads.
        let change = (!measure.is_share()).then_some(Comparison::Change);
        let change =
            change.and_then(|change| reported.answer(before, measure, cell, Some(change)).ok());
        figures.push(FigureView {
            value: value.map(|answer| shown(reader, &answer, 1)).transpose()?,
            change: change.map(|answer| signed(reader, &answer)).transpose()?,
        });
    }
    Ok(ComparedView { label, figures })
}

/// A figure in the reader's language, a computed one with at most so many decimals.
fn shown(reader: &Reader<'_>, answer: &Answer, decimals: u32) -> Result<String, Fault> {
    let number = match answer.value.computed {
        true => rounded(answer.value.number, decimals),
        false => answer.value.number,
    };
    let text = write(number, reader.site.rules.conventions(reader.lang));
    match answer.unit {
        Unit::Percent => reader.text("exhibit-percent", &[("number", (&text).into())]),
        _ => Ok(text),
    }
}

fn signed(reader: &Reader<'_>, answer: &Answer) -> Result<String, Fault> {
    let text = shown(reader, answer, 1)?;
    let plus = rounded(answer.value.number, 1) > crate::incidents::Decimal::ZERO;
    Ok(if plus { format!("+{text}") } else { text })
}
