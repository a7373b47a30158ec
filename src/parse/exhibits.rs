//! The blocks `chart` and `dataset`: figures that a text asks for.

use super::components::Nested;
use crate::diagnostics::{BAD_VALUE, EXHIBIT, Location, did_you_mean};
use crate::identity::PublicationId;
use crate::incidents::exhibit::{Axis, Field, Measured, Problem, Query, Shape, Sort};
use crate::yaml::Fields;

/// Figures that a text asks for, before it is known whether there are any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExhibitBlock {
    /// The report; the one whose text it is where none is named.
    pub publication: Option<PublicationId>,
    /// The dataset's id.
    pub dataset: String,
    /// What is asked.
    pub query: Query,
    /// What stands above the figures, in the edition's language.
    pub title: String,
    /// Where each field stands; a field that was left out stands where the block begins.
    places: Vec<(Field, Location)>,
    start: Location,
}

/// A block with its note, which is Markdown and not yet read.
pub(super) struct Draft {
    pub(super) block: ExhibitBlock,
    pub(super) note: Option<Nested>,
}

impl ExhibitBlock {
    /// Where a field stands.
    pub fn at(&self, field: Field) -> Location {
        let place = self.places.iter().find(|(own, _)| *own == field);
        place.map_or_else(|| self.start.clone(), |(_, at)| at.clone())
    }

    /// What is the same in every language, as one line for translators.
    pub(super) fn neutral(&self) -> String {
        let Query { shape, rows, measures, by, sort } = &self.query;
        let mut words = vec![shape.id().to_owned(), self.name()];
        let measures = measures.iter().map(Measured::to_string);
        words.extend(rows.map(|axis| format!("x={}", axis.id())));
        words.extend(measures.map(|measured| format!("y={measured}")));
        words.extend(by.map(|axis| format!("by={}", axis.id())));
        let sort = Sort::ALL.iter().find(|(_, own)| Some(*own) == *sort);
        words.extend(sort.map(|(id, _)| format!("sort={id}")));
        words.join(" ")
    }

    /// The dataset as the author named it.
    pub fn name(&self) -> String {
        match &self.publication {
            Some(publication) => format!("{publication}/{}", self.dataset),
            None => self.dataset.clone(),
        }
    }
}

/// Reads a `chart`.
pub(super) fn chart(fields: &mut Fields<'_>) -> Option<Draft> {
    let shape = fields.one_of("type", Shape::CHARTS);
    if shape.is_none() && !fields.has("type") {
        fields.missing("type");
    }
    let rows = axis(fields, "x");
    if rows.is_none() && !fields.has("x") {
        fields.missing("x");
    }
    let measures = measures(fields, "y");
    if measures.is_empty() && !fields.has("y") {
        fields.missing("y");
    }
    let query = shape.zip(rows).filter(|_| !measures.is_empty());
    read(fields, query.map(|(shape, rows)| (shape, Some(rows), measures)))
}

/// Reads a `dataset`.
pub(super) fn dataset(fields: &mut Fields<'_>) -> Option<Draft> {
    let rows = axis(fields, "x");
    let measures = measures(fields, "y");
    read(fields, Some((Shape::Table, rows, measures)))
}

/// What both have.
fn read(
    fields: &mut Fields<'_>,
    query: Option<(Shape, Option<Axis>, Vec<Measured>)>,
) -> Option<Draft> {
    let data = fields.required_text("data").and_then(|data| named(fields, &data));
    let by = axis(fields, "by");
    let sort = fields.one_of("sort", Sort::ALL);
    let title = fields.required_text("title");
    let note = fields.text("note");
    let note = note.map(|text| Nested { text, at: fields.start("note") });
    let (shape, rows, measures) = query?;
    let query = Query { shape, rows, measures, by, sort };
    let problems = query.problems();
    for Problem { field, message, help } in &problems {
        let at = fields.at(key(*field));
        fields.report(EXHIBIT.at(at, message).maybe_help(help.clone()));
    }
    let given = FIELDS.iter().filter(|(_, key)| fields.has(key));
    let places = given.map(|(field, key)| (*field, fields.at(key))).collect();
    let start = fields.at("data");
    let (publication, dataset) = data?;
    let block = ExhibitBlock { publication, dataset, query, title: title?, places, start };
    problems.is_empty().then_some(Draft { block, note })
}

const FIELDS: &[(Field, &str)] = &[
    (Field::Data, "data"),
    (Field::Type, "type"),
    (Field::X, "x"),
    (Field::Y, "y"),
    (Field::By, "by"),
    (Field::Sort, "sort"),
];

fn key(field: Field) -> &'static str {
    FIELDS.iter().find(|(own, _)| *own == field).map_or("data", |(_, key)| key)
}

/// `<dataset>` or `<publication>/<dataset>`.
fn named(fields: &mut Fields<'_>, written: &str) -> Option<(Option<PublicationId>, String)> {
    let text = written.trim_start_matches("@/");
    let (publication, dataset) = match text.rsplit_once('/') {
        Some((publication, dataset)) => (Some(PublicationId::new(publication)), dataset),
        None => (None, text),
    };
    let sound = publication.as_ref().is_none_or(PublicationId::is_well_formed);
    if sound && !dataset.is_empty() {
        return Some((publication, dataset.to_owned()));
    }
    let fault = BAD_VALUE
        .at(fields.at("data"), format!("`{written}` is not a dataset"))
        .help("write a dataset of this report, or `<publication>/<dataset>` of another");
    fields.report(fault);
    None
}

fn axis(fields: &mut Fields<'_>, key: &'static str) -> Option<Axis> {
    let written = fields.text(key)?;
    let axis = Axis::from_id(&written);
    if axis.is_none() {
        let known: Vec<String> = Axis::ids().map(|id| format!("`{id}`")).collect();
        let meant = did_you_mean(&written, Axis::ids());
        let fault = BAD_VALUE
            .at(fields.at(key), format!("`{written}` is neither `year` nor a dimension"))
            .help(meant.unwrap_or_else(|| format!("known: {}", known.join(", "))));
        fields.report(fault);
    }
    axis
}

fn measures(fields: &mut Fields<'_>, key: &'static str) -> Vec<Measured> {
    let mut measures: Vec<Measured> = Vec::new();
    for (index, written) in fields.texts(key).iter().enumerate() {
        let at = fields.at_item(key, index);
        match Measured::parse(written) {
            Some(measured) if measures.contains(&measured) => {
                fields.report(BAD_VALUE.at(at, format!("`{written}` is named twice")));
            }
            Some(measured) => measures.push(measured),
            None => {
                let known = Measured::ids();
                let listed = known.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>();
                let meant = did_you_mean(written, known.iter().copied());
                let fault = BAD_VALUE
                    .at(at, format!("`{written}` is not a measure"))
                    .help(meant.unwrap_or_else(|| format!("known: {}", listed.join(", "))));
                fields.report(fault);
            }
        }
    }
    measures
}
