//! Figures in texts, held against the datasets that they name.
//!
//! A figure that differs is an error wherever it stands; one that moved because a dataset was
//! corrected is told until the page says so to its readers.

use rayon::prelude::*;

use super::known::Known;
use crate::config::Config;
use crate::diagnostics::{
    Diagnostic, Diagnostics, FIGURE_DIFFERS, FIGURE_MOVED, FIGURE_UNKNOWN, Location,
};
use crate::identity::{Lang, PublicationId};
use crate::incidents::exhibit::Field;
use crate::incidents::{Answer, Cell, Figure, Missing, Reported, Unit, Vocabulary, Written, write};
use crate::library::{Edition, Index, Library, Publication};
use crate::parse::ShownFigure;
use crate::publication::ChangeKind;
use crate::translation::{Conventions, Rules};

/// Checks every figure of every edition.
pub(super) fn check(
    library: &Library,
    known: &Known,
    config: &Config,
    rules: &Rules,
    out: &mut Diagnostics,
) {
    let shows = |publication: &Publication| {
        publication.editions.values().any(|edition| {
            !edition.outline.figures.is_empty() || !edition.outline.exhibits.is_empty()
        })
    };
    let showing: Vec<&Publication> =
        library.iter().map(|(_, publication)| publication).filter(|p| shows(p)).collect();
    let checked: Vec<Diagnostics> = showing
        .par_iter()
        .map(|publication| {
            let mut out = Diagnostics::new();
            for (lang, edition) in &publication.editions {
                let conventions = rules.conventions(lang);
                let page = Page { library, known, config, publication, lang, edition, conventions };
                page.check(&mut out);
            }
            out
        })
        .collect();
    checked.into_iter().for_each(|faults| out.append(faults));
}

/// An edition whose figures are checked.
struct Page<'a> {
    library: &'a Library,
    known: &'a Known,
    config: &'a Config,
    publication: &'a Publication,
    lang: &'a Lang,
    edition: &'a Edition,
    conventions: &'a Conventions,
}

/// A figure with the report that has it, and what that says.
struct Found<'a> {
    report: &'a Publication,
    year_before: Option<&'a Publication>,
    answer: Answer,
}

impl Page<'_> {
    fn check(&self, out: &mut Diagnostics) {
        let mut moved = Vec::new();
        for shown in &self.edition.outline.figures {
            let at = Location::bytes(&self.edition.source, shown.range.clone());
            let Some(found) = self.find(&shown.figure, &at, out) else { continue };
            match Written::read(&shown.shown, self.conventions) {
                Some(written) if written.says(&found.answer) => {}
                written => out.push(self.differs(shown, written, &found, at.clone())),
            }
            moved.extend(self.moved(&shown.figure, &found, at));
        }
        moved.extend(self.moved_exhibits());
        let count = moved.len();
        out.extend(moved.into_iter().next().map(|first| first.told(count)));
    }

    /// The figure of a name; why there is none is reported, unless its data have faults of their own.
    fn find(&self, figure: &Figure, at: &Location, out: &mut Diagnostics) -> Option<Found<'_>> {
        let own = &self.publication.id;
        let id = figure.publication.as_ref().unwrap_or(own);
        let index = self.known.find(id, own, at, out)?;
        let report = self.library.get(index);
        let unknown = |message: String| FIGURE_UNKNOWN.at(at.clone(), message);
        let Some(reported) = report.reported() else {
            if !report.datasets.broken {
                let help = "datasets are named in `publication.yaml` of an incident report";
                out.push(unknown(format!("`{id}` has no datasets")).help(help));
            }
            return None;
        };
        if let Some(fault) = unknown_code(&figure.cell, &self.config.vocabulary, at) {
            out.push(fault);
            return None;
        }
        let year_before = self.year_before(index, reported);
        let before = year_before.and_then(Publication::reported);
        match reported.answer(before, figure.measure, &figure.cell, figure.comparison) {
            Ok(answer) => Some(Found { report, year_before, answer }),
            Err(_) if report.datasets.broken => None,
            Err(missing) => {
                let (problem, help) = why(&missing, figure, id, reported);
                out.push(unknown(problem).maybe_help(help));
                None
            }
        }
    }

    fn year_before(&self, index: Index, reported: Reported<'_>) -> Option<&Publication> {
        let series = self.library.series(index);
        let before = series.years().iter().find(|own| own.reported.year == reported.year - 1)?;
        Some(self.library.get(before.report))
    }

    fn differs(
        &self,
        figure: &ShownFigure,
        written: Option<Written>,
        found: &Found<'_>,
        at: Location,
    ) -> Diagnostic {
        let (shown, answer) = (figure.shown.trim(), &found.answer);
        let lang = self.lang;
        let Some(written) = written else {
            let help = format!(
                "link the number alone, as `{lang}` writes it: `[{}](data:…)`",
                as_text(answer, self.conventions)
            );
            return FIGURE_DIFFERS
                .at(at, format!("`{shown}` is not a number in `{lang}`"))
                .help(help);
        };
        let right = written.as_shown(answer);
        let told = written.told(right, shown, self.conventions);
        if written.percent && answer.unit != Unit::Percent {
            let message = match answer.unit {
                Unit::Points => format!("`{shown}` is in per cent, and the data in points"),
                _ => format!("`{shown}` is in per cent, and the data are not"),
            };
            return FIGURE_DIFFERS
                .at(at, message)
                .help(format!("the data say {}", write(right, self.conventions)));
        }
        let message = format!("the text says {shown}, and the data {told}");
        let sign = written.number == -right;
        let help = match (sign, figure.figure.comparison) {
            (true, Some(_)) => "write it with its sign, or name what it is: `change` is what is \
                                more, `decrease` what is less (`difference`, `shortfall`)"
                .to_owned(),
            _ => format!("write {told}, or correct the dataset"),
        };
        FIGURE_DIFFERS.at(at, message).help(help)
    }

    /// What a correction did to a figure that this page showed before, unless the page tells of it.
    fn moved<'a>(&self, figure: &Figure, found: &Found<'a>, at: Location) -> Option<Moved<'a>> {
        let reports = [Some(found.report), found.year_before];
        let corrections = reports
            .into_iter()
            .flatten()
            .flat_map(|report| report.datasets.former.iter().map(move |former| (report, former)));
        let (report, former) = corrections.max_by_key(|(_, former)| former.until)?;
        if self.tells_of(former.until) {
            return None;
        }
        let former_of = |report: &Publication| report.datasets.before_corrections();
        let (now, before) = (former_of(found.report), found.year_before.map(former_of));
        let was = Reported { datasets: &now, ..found.report.reported()? };
        let before = found
            .year_before
            .zip(before.as_ref())
            .and_then(|(report, datasets)| Some(Reported { datasets, ..report.reported()? }));
        let was = was.answer(before, figure.measure, &figure.cell, figure.comparison).ok();
        let (was, is) = (was.map(|was| self.shown(&was)), self.shown(&found.answer));
        (was.as_ref() != Some(&is)).then(|| Moved {
            at,
            dataset: &former.dataset.id,
            report: &report.id,
            day: former.until,
            became: match was {
                Some(was) => format!("{was} became {is}"),
                None => format!("{is} is new"),
            },
        })
    }

    /// Charts and tables of a dataset that was corrected, unless the page tells of it.
    fn moved_exhibits(&self) -> Vec<Moved<'_>> {
        let edition = self.edition;
        let exhibits = edition.outline.exhibits.iter().zip(&edition.exhibits);
        let moved = exhibits.filter_map(|(block, exhibit)| {
            let reports = exhibit.as_ref()?.reports.iter();
            let corrections = reports.flat_map(|index| {
                let report = self.library.get(*index);
                // A series is shown from datasets of the same name.
                report.datasets.former(&block.dataset).map(move |former| (report, former))
            });
            let (report, former) = corrections.max_by_key(|(_, former)| former.until)?;
            let now = report.datasets.get(&block.dataset)?;
            let differs = now.columns != former.dataset.columns;
            (differs && !self.tells_of(former.until)).then(|| Moved {
                at: block.at(Field::Data),
                dataset: &former.dataset.id,
                report: &report.id,
                day: former.until,
                became: "a chart or table changed".to_owned(),
            })
        });
        moved.collect()
    }

    /// Whether readers of the page have been told of what was corrected on a day, or never saw what
    /// was before.
    fn tells_of(&self, day: jiff::civil::Date) -> bool {
        let told = self
            .edition
            .facts
            .changes
            .iter()
            .any(|change| change.kind != ChangeKind::Minor && change.date.day() >= day);
        told || self.publication.facts.date.day() >= day
    }

    /// An answer with as many decimals as texts show.
    fn shown(&self, answer: &Answer) -> String {
        as_text(answer, self.conventions)
    }
}

/// A figure of a page that moved with a dataset.
struct Moved<'a> {
    at: Location,
    dataset: &'a str,
    report: &'a PublicationId,
    day: jiff::civil::Date,
    became: String,
}

impl Moved<'_> {
    fn told(self, count: usize) -> Diagnostic {
        let Moved { at, dataset, report, day, became } = self;
        let more = match count {
            1 => String::new(),
            2 => ", and 1 more figure of this page moved".to_owned(),
            count => format!(", and {} more figures of this page moved", count - 1),
        };
        let message = format!(
            "{became} when the dataset `{dataset}` of `{report}` was corrected on {day}{more}"
        );
        let help = format!(
            "tell readers in the front matter: `changes: [{{date: {day}, kind: correction, text: …}}]`"
        );
        FIGURE_MOVED.at(at, message).help(help)
    }
}

fn as_text(answer: &Answer, conventions: &Conventions) -> String {
    let number = answer.value.number;
    let number = if answer.value.computed { crate::incidents::rounded(number, 1) } else { number };
    let text = write(number, conventions);
    match answer.unit {
        Unit::Percent => format!("{text} %"),
        _ => text,
    }
}

fn unknown_code(cell: &Cell, vocabulary: &Vocabulary, at: &Location) -> Option<Diagnostic> {
    let (dimension, code) = cell.iter().find(|(own, code)| !vocabulary.knows(*own, code))?;
    let message = format!("`{code}` is not a code of `{}`", dimension.id());
    Some(FIGURE_UNKNOWN.at(at.clone(), message).maybe_help(vocabulary.meant(dimension, code)))
}

/// Why there is no figure, and what to do.
fn why(
    missing: &Missing,
    figure: &Figure,
    id: &PublicationId,
    reported: Reported<'_>,
) -> (String, Option<String>) {
    let measure = figure.measure.id();
    let codes: Vec<String> = figure.cell.iter().map(|(_, code)| format!("`{code}`")).collect();
    let of = if codes.is_empty() { String::new() } else { format!(" of {}", codes.join(", ")) };
    let year = reported.year - 1;
    match missing {
        Missing::Measure => {
            let mut known: Vec<&str> = reported
                .datasets
                .iter()
                .flat_map(|dataset| dataset.measures())
                .map(|measure| measure.id())
                .collect();
            known.sort_unstable();
            known.dedup();
            let help = format!("its datasets have `{}`", known.join("`, `"));
            (format!("no dataset of `{id}` measures `{measure}`"), Some(help))
        }
        Missing::Dimension(dimension) => {
            let dimension = dimension.id();
            (
                format!(
                    "no dataset has `{measure}` by `{dimension}`, of `{id}` or the year before"
                ),
                None,
            )
        }
        Missing::Cell => (
            format!(
                "the datasets say nothing of `{measure}`{of}: what is not known cannot be shown"
            ),
            None,
        ),
        Missing::YearBefore(year) => (
            format!("no report of the same series and regime is about {year}"),
            Some("figures are compared within one series and one legal regime".to_owned()),
        ),
        Missing::Method => {
            (format!("`{id}` says `comparable: false`: it cannot be held against {year}"), None)
        }
        Missing::Partial => (
            format!("{} and {year} cannot be compared: one of them is not complete", reported.year),
            None,
        ),
        Missing::Zero => (format!("`{measure}`{of} cannot be compared with nothing"), None),
    }
}
