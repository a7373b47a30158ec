//! JSON: the rows as objects, with what they are about and the labels of all codes.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::{code, columns_of, failed, labels, number, year};
use crate::incidents::{Cells, Column, Dataset, Named};
use crate::library::Publication;
use crate::render::Fault;
use crate::site::Site;

/// A dataset. Rows are written one by one: there may be a hundred thousand.
pub(super) fn write(
    site: &Site,
    publication: &Publication,
    dataset: &Dataset,
) -> Result<Vec<u8>, Fault> {
    let io = |error: std::io::Error| failed(&error.to_string());
    let text =
        |value: &Value| serde_json::to_string_pretty(value).map_err(|e| failed(&e.to_string()));
    let head = text(&head(site, publication, dataset)?)?;
    let mut out = Vec::with_capacity(head.len() + dataset.lines * 64);
    // The head without its closing brace, then the rows as its last field.
    let open = head.trim_end().trim_end_matches('}').trim_end();
    write!(out, "{open},\n  \"rows\": [").map_err(io)?;
    let year = year(publication);
    for line in 0..dataset.lines {
        out.extend_from_slice(if line == 0 { b"\n    " } else { b",\n    " });
        let row: Map<String, Value> = dataset
            .columns
            .iter()
            .map(|column| (column.named.id().to_owned(), cell(column, line, year)))
            .collect();
        serde_json::to_writer(&mut out, &row).map_err(|error| failed(&error.to_string()))?;
    }
    out.extend_from_slice(b"\n  ]\n}\n");
    Ok(out)
}

fn head(site: &Site, publication: &Publication, dataset: &Dataset) -> Result<Value, Fault> {
    let mut columns = Vec::new();
    for column in &dataset.columns {
        let family = match column.named {
            Named::Measure(_) => "measure",
            Named::Dimension(_) => "dimension",
            Named::Id | Named::Date => "column",
        };
        columns.push(json!({
            "name": column.named.id(),
            "labels": labels(site, family, column.named.id())?,
        }));
    }
    let mut codes = Map::new();
    for dimension in columns_of(dataset) {
        let own = super::codes(site, dataset, dimension, year(publication))?;
        codes.insert(dimension.id().to_owned(), own);
    }
    let reported = publication.reported();
    Ok(json!({
        "dataset": dataset.id,
        "report": publication.id.as_str(),
        "form": dataset.form.id(),
        "year": year(publication),
        "through": dataset.through.map(|day| day.to_string()),
        "regime": reported.and_then(|reported| reported.regime),
        "columns": columns,
        "codes": codes,
    }))
}

fn cell(column: &Column, line: usize, year: i16) -> Value {
    match (&column.cells, column.named) {
        (Cells::Texts(texts), _) => json!(texts[line]),
        (Cells::Days(days), _) => json!(days[line].to_string()),
        (Cells::Numbers(numbers), _) => numbers[line].map_or(Value::Null, number),
        (Cells::Codes(codes), Named::Dimension(dimension)) if dimension.is_multiple() => {
            codes.at(line).map(|own| json!(own)).collect()
        }
        (Cells::Codes(codes), Named::Dimension(dimension)) => {
            let own = codes.at(line).next().unwrap_or_default();
            json!(code(dimension, own, year))
        }
        (Cells::Codes(_), _) => Value::Null,
    }
}
