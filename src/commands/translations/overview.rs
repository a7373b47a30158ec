//! `translations status`: every translation of the site, the most urgent first.

use std::collections::BTreeMap;
use std::process::ExitCode;

use serde_json::{Map, Value, json};

use super::{Done, Opened, table};
use crate::cli::{FailOn, Global, StatusFormat};
use crate::commands::redaction::Redaction;
use crate::commands::{FAILED, report, say};
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::identity::Lang;
use crate::parse::{self, BodyBudget};
use crate::site::{Standing, overview, totals, weights};
use crate::translation::{State, Tally};

pub(super) fn run(
    global: &Global,
    publication: Option<&str>,
    fail_on: &[FailOn],
    format: StatusFormat,
    all: bool,
) -> Done {
    let site = Opened::new(global)?;
    let (sources, config) = (&site.sources, &site.config);
    let only = publication.map(|typed| site.folder(typed)).transpose()?.map(|folder| &folder.id);
    let mut out = Diagnostics::new();
    let parsed = parse::parse(sources, config, &site.rules, &BodyBudget::bytes(0), &mut out);
    let mut rows = overview(sources, config, &parsed, &weights(&parsed));
    rows.retain(|row| only.is_none_or(|only| only == row.publication));
    let totals = totals(&rows);
    match format {
        StatusFormat::Json => say(&as_json(&rows, &totals, &site.redaction).to_string()),
        StatusFormat::Table => print(&rows, &totals, all || only.is_some(), &site.redaction),
    }
    out.extend(parsed.iter().flat_map(|publication| publication.faults.iter().cloned()));
    let broken = report_errors(global, out, config);
    let failed = rows.iter().any(|row| super::blocks::fails(&row.tally, row.exists, fail_on));
    Ok(if failed || broken { ExitCode::from(FAILED) } else { ExitCode::SUCCESS })
}

/// Errors keep editions out of the table, so they are said; all else is for `check`.
fn report_errors(global: &Global, out: Diagnostics, config: &Config) -> bool {
    let is_error =
        |d: &crate::diagnostics::Diagnostic| d.severity == crate::diagnostics::Severity::Error;
    let mut errors = Diagnostics::new();
    errors.extend(out.into_iter().filter(is_error));
    report(global, errors, &config.policy).errors > 0
}

fn print(rows: &[Standing<'_>], totals: &BTreeMap<&Lang, Tally>, all: bool, redaction: &Redaction) {
    let shown: Vec<&Standing<'_>> = rows.iter().filter(|row| all || row.is_open()).collect();
    let states: Vec<State> = State::ALL
        .into_iter()
        .filter(|state| totals.values().any(|tally| tally.blocks(*state) > 0))
        .collect();
    let mut head = vec!["publication".to_owned(), "language".to_owned()];
    head.extend(states.iter().map(|state| state.as_str().to_owned()));
    head.push("accepted".to_owned());
    let cells = |tally: &Tally| -> Vec<String> {
        let counts = states.iter().map(|state| match tally.blocks(*state) {
            0 => "·".to_owned(),
            blocks => format!("{blocks} ({})", tally.words(*state)),
        });
        counts.chain([format!("{} %", tally.percent())]).collect()
    };
    let mut body = vec![head];
    for row in &shown {
        let lang = match row.exists {
            true => row.lang.to_string(),
            false => format!("{} (no edition)", row.lang),
        };
        body.push(
            [vec![redaction.name(row.publication).to_owned(), lang], cells(&row.tally)].concat(),
        );
    }
    for (lang, tally) in totals {
        body.push([vec!["all".to_owned(), lang.to_string()], cells(tally)].concat());
    }
    if body.len() > 1 {
        table::lines(&body).iter().for_each(|line| say(line));
        say("");
    }
    let settled = rows.iter().filter(|row| !row.is_open()).count();
    say(&format!(
        "{settled} of {} translations are accepted and up to date. Cells: blocks (words).",
        rows.len()
    ));
}

/// Blocks and words by state.
pub(super) fn counts(tally: &Tally) -> (Map<String, Value>, Map<String, Value>) {
    let of = |count: fn(&Tally, State) -> u32| {
        let value = |state: State| (state.as_str().to_owned(), json!(count(tally, state)));
        State::ALL.into_iter().map(value).collect::<Map<_, _>>()
    };
    (of(Tally::blocks), of(Tally::words))
}

fn as_json(rows: &[Standing<'_>], totals: &BTreeMap<&Lang, Tally>, redaction: &Redaction) -> Value {
    let translations: Vec<Value> = rows
        .iter()
        .map(|row| {
            let (blocks, words) = counts(&row.tally);
            json!({
                "publication": redaction.name(row.publication),
                "language": row.lang.as_str(),
                "original": row.original.as_str(),
                "exists": row.exists,
                "weight": row.weight,
                "blocks": blocks,
                "words": words,
                "percent": row.tally.percent(),
            })
        })
        .collect();
    let languages: Vec<Value> = totals
        .iter()
        .map(|(lang, tally)| {
            let (blocks, words) = counts(tally);
            json!({
                "language": lang.as_str(),
                "blocks": blocks,
                "words": words,
                "percent": tally.percent(),
            })
        })
        .collect();
    json!({ "translations": translations, "languages": languages })
}
