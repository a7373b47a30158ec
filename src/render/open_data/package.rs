//! `datapackage.json`: what the datasets of a report are, for programs that read tables. Source:
//! Frictionless Data, "Data Package" and "Table Schema", version 1; names of licences by SPDX.

use serde_json::{Map, Value, json};

use super::{code, codes, failed, labels, year};
use crate::identity::Lang;
use crate::incidents::{Cells, Column, Dataset, Dimension, Form, Measure, Named, TOTAL};
use crate::library::Publication;
use crate::plan::{DataFile, data_address};
use crate::render::view::site::licence_url;
use crate::render::{Fault, address};
use crate::site::Site;

pub(super) fn write(site: &Site, publication: &Publication) -> Result<Vec<u8>, Fault> {
    let package = package(site, publication)?;
    let mut bytes =
        serde_json::to_vec_pretty(&package).map_err(|error| failed(&error.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn package(site: &Site, publication: &Publication) -> Result<Value, Fault> {
    let facts = &publication.facts;
    let reported = publication.reported();
    let editions = publication.editions.iter();
    let titles: Map<String, Value> =
        editions.map(|(lang, edition)| (lang.to_string(), json!(edition.facts.title))).collect();
    let (_, original) = publication.edition_for(&publication.original);
    let mut package = Map::new();
    let mut put = |name: &str, value: Value| drop(package.insert(name.to_owned(), value));
    put("profile", json!("tabular-data-package"));
    put("name", json!(publication.id.as_str().replace('/', "-")));
    let package_address = data_address(publication, &DataFile::Package);
    put("id", json!(address::absolute(&site.config, &package_address)));
    put("title", json!(original.facts.title));
    put("titles", Value::Object(titles));
    if let Some(summary) = &original.facts.summary {
        put("description", json!(summary));
    }
    if let Some(version) = &facts.version {
        put("version", json!(version));
    }
    let page = site.library.find(&publication.id);
    let page = page.and_then(|index| site.plan.publication(index, &publication.original));
    if let Some(page) = page {
        put("homepage", json!(address::absolute(&site.config, page)));
    }
    if let Some(spdx) = facts.licence.as_deref().or(site.config.licence.as_deref()) {
        put("licenses", json!([{ "name": spdx, "path": licence_url(spdx) }]));
    }
    put(
        "contributors",
        json!([{ "title": publisher(site, &publication.original)?, "role": "publisher" }]),
    );
    put("year", json!(year(publication)));
    if let Some(regime) = reported.and_then(|reported| reported.regime) {
        put("regime", json!({ "code": regime, "labels": labels(site, "regime", regime)? }));
    }
    put("comparable", json!(reported.is_none_or(|reported| reported.comparable)));
    let mut resources = Vec::new();
    for dataset in &publication.datasets.current {
        resources.push(resource(site, publication, dataset)?);
    }
    put("resources", Value::Array(resources));
    Ok(Value::Object(package))
}

fn publisher(site: &Site, lang: &Lang) -> Result<String, Fault> {
    let name = site.messages.translator(lang).text("site-publisher", &[]);
    name.map_err(|error| Box::new(error.diagnostic()))
}

fn resource(site: &Site, publication: &Publication, dataset: &Dataset) -> Result<Value, Fault> {
    let csv = DataFile::Csv(dataset.id.clone());
    let index = site.library.find(&publication.id);
    let index = index.ok_or_else(|| failed("there is no such report"))?;
    let served = site.open_data.served(site, index, &dataset.id)?;
    let mut fields = Vec::new();
    for column in &dataset.columns {
        fields.push(field(site, publication, dataset, column)?);
    }
    let mut schema = Map::new();
    schema.insert("fields".to_owned(), Value::Array(fields));
    schema.insert("missingValues".to_owned(), json!([""]));
    if let Some(key) = primary_key(dataset) {
        schema.insert("primaryKey".to_owned(), json!(key));
    }
    let mut resource = json!({
        "profile": "tabular-data-resource",
        "name": dataset.id,
        "path": csv.name(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": served.bytes,
        "hash": format!("sha256:{}", served.digest),
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true },
        "form": dataset.form.id(),
        "schema": schema,
    });
    if let Some(through) = dataset.through {
        resource["through"] = json!(through.to_string());
    }
    Ok(resource)
}

/// What no two lines share: ids of records, the codes of aggregates.
fn primary_key(dataset: &Dataset) -> Option<Vec<&'static str>> {
    let named = dataset.columns.iter().map(|column| column.named);
    let key: Vec<&str> = named
        .filter(|named| match dataset.form {
            Form::Records => *named == Named::Id,
            Form::Aggregates => matches!(named, Named::Dimension(_)),
        })
        .map(Named::id)
        .collect();
    (!key.is_empty()).then_some(key)
}

fn field(
    site: &Site,
    publication: &Publication,
    dataset: &Dataset,
    column: &Column,
) -> Result<Value, Fault> {
    let year = year(publication);
    let name = column.named.id();
    let mut extra = Map::new();
    let (kind, family, constraints) = match column.named {
        Named::Id => ("string", "column", json!({ "required": true, "unique": true })),
        Named::Date => {
            let bounds = json!({
                "required": true,
                "minimum": format!("{year}-01-01"),
                "maximum": dataset.through.map_or_else(|| format!("{year}-12-31"), |day| day.to_string()),
            });
            ("date", "column", bounds)
        }
        Named::Measure(measure) => ("", "measure", bounds(measure)),
        Named::Dimension(dimension) => {
            extra.insert("codes".to_owned(), codes(site, dataset, dimension, year)?);
            ("string", "dimension", of_codes(site, dataset, dimension, year))
        }
    };
    let kind = match column.named {
        Named::Measure(measure) if measure.is_count() => "integer",
        Named::Measure(_) => "number",
        _ => kind,
    };
    let mut field = Map::new();
    field.insert("name".to_owned(), json!(name));
    field.insert("type".to_owned(), json!(kind));
    field.insert("titles".to_owned(), labels(site, family, name)?);
    let mut constraints = constraints;
    if let (Cells::Numbers(numbers), Value::Object(constraints)) = (&column.cells, &mut constraints)
    {
        // A cell that is empty says that the figure is not known.
        if numbers.iter().all(Option::is_some) {
            constraints.insert("required".to_owned(), json!(true));
        }
    }
    field.insert("constraints".to_owned(), constraints);
    field.extend(extra);
    Ok(Value::Object(field))
}

fn bounds(measure: Measure) -> Value {
    match measure.is_share() {
        true => json!({ "minimum": 0, "maximum": 100 }),
        false => json!({ "minimum": 0 }),
    }
}

/// Which codes a column may hold: one of the vocabulary's, or several parted by spaces.
fn of_codes(site: &Site, dataset: &Dataset, dimension: Dimension, year: i16) -> Value {
    let vocabulary = &site.config.vocabulary;
    let known = vocabulary.codes(dimension).map(|own| code(dimension, own, year).into_owned());
    let mut known: Vec<String> = known.collect();
    match dataset.form {
        Form::Aggregates => known.push(TOTAL.to_owned()),
        Form::Records if dimension.is_multiple() => {
            let one = format!("({})", known.join("|"));
            return json!({ "required": true, "pattern": format!("{one}( {one})*") });
        }
        Form::Records => {}
    }
    json!({ "required": true, "enum": known })
}
