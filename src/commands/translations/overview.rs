//! `translations status`: every translation of the site, the most urgent first.

use std::collections::BTreeMap;
use std::process::ExitCode;

use rayon::prelude::*;
use serde_json::{Map, Value, json};

use super::{Done, Opened, table};
use crate::cli::{FailOn, Global, StatusFormat};
use crate::commands::{FAILED, report, say};
use crate::config::{Config, Stage};
use crate::diagnostics::Diagnostics;
use crate::identity::{Lang, PublicationId};
use crate::parse::{self, BodyBudget, Folder, ParsedPublication, Target};
use crate::translation::{State, Tally};

/// How many days newer a publication counts for each link that leads to it.
const DAYS_A_LINK: i64 = 30;

const EPOCH: jiff::civil::Date = jiff::civil::Date::constant(1970, 1, 1);

/// One translation.
struct Row<'p> {
    publication: &'p PublicationId,
    lang: &'p Lang,
    original: &'p Lang,
    weight: i64,
    /// Whether there is such an edition.
    exists: bool,
    tally: Tally,
}

impl Row<'_> {
    fn is_open(&self) -> bool {
        let open = State::ALL.iter().filter(|state| !state.is_settled());
        !self.exists || open.into_iter().any(|state| self.tally.blocks(*state) > 0)
    }
}

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
    let links = inbound_links(&parsed);
    let mut rows: Vec<Row<'_>> = parsed
        .par_iter()
        .zip(&site.folders)
        .filter(|(publication, _)| only.as_ref().is_none_or(|only| **only == publication.folder.id))
        .flat_map_iter(|(publication, folder)| rows(publication, folder, &site, &links))
        .collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.weight), row.publication, row.lang));
    let totals = totals(&rows);
    match format {
        StatusFormat::Json => say(&as_json(&rows, &totals).to_string()),
        StatusFormat::Table => print(&rows, &totals, all || only.is_some()),
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

/// How many texts link to each publication.
fn inbound_links(parsed: &[ParsedPublication]) -> BTreeMap<&PublicationId, i64> {
    let mut links: BTreeMap<&PublicationId, i64> = BTreeMap::new();
    for publication in parsed {
        let documents = publication.editions.values().flatten();
        let targets = documents.flat_map(|document| &document.outline.links);
        for link in targets {
            if let Target::Publication { id, .. } = &link.target
                && *id != publication.folder.id
            {
                *links.entry(id).or_default() += 1;
            }
        }
    }
    links
}

fn rows<'p>(
    publication: &'p ParsedPublication,
    folder: &Folder,
    site: &'p Opened,
    links: &BTreeMap<&PublicationId, i64>,
) -> Vec<Row<'p>> {
    let Some(facts) = &publication.facts else { return Vec::new() };
    let config = &site.config;
    let exists = |lang: &Lang| publication.editions.contains_key(lang);
    let Some(original) = config.original(facts.original.as_ref(), exists) else {
        return Vec::new();
    };
    let original = publication.editions.get_key_value(original).map_or(original, |(own, _)| own);
    let age = facts.date.day().duration_since(EPOCH).as_hours() / 24;
    let weight = age + DAYS_A_LINK * links.get(&publication.folder.id).copied().unwrap_or(0);
    let row = |lang: &'p Lang, exists: bool, tally: Tally| Row {
        publication: &publication.folder.id,
        lang,
        original,
        weight,
        exists,
        tally,
    };
    let translated = publication.reports.iter().map(|(lang, report)| row(lang, true, report.tally));
    let full = config.languages.iter().filter(|(_, stage)| *stage == Stage::Full);
    let absent: Vec<&Lang> = full.map(|(lang, _)| lang).filter(|lang| !exists(lang)).collect();
    let missing = if absent.is_empty() { Tally::default() } else { untranslated(site, folder) };
    let absent = absent.into_iter().map(|lang| row(lang, false, missing));
    translated.chain(absent).collect()
}

/// An edition that does not exist: all of the original is missing.
fn untranslated(site: &Opened, folder: &Folder) -> Tally {
    let mut tally = Tally::default();
    let out = &mut Diagnostics::new();
    let sides = parse::side_by_side(&site.sources, &site.config, folder, out);
    let blocks = sides.and_then(|mut sides| sides.blocks.remove(&sides.original));
    for block in blocks.unwrap_or_default() {
        tally.add(State::Missing, block.words());
    }
    tally
}

fn totals<'p>(rows: &[Row<'p>]) -> BTreeMap<&'p Lang, Tally> {
    let mut totals: BTreeMap<&Lang, Tally> = BTreeMap::new();
    for row in rows {
        totals.entry(row.lang).or_default().merge(&row.tally);
    }
    totals
}

/// Words that somebody vouches for, in percent, rounded down: 100 means all.
fn percent(tally: &Tally) -> u32 {
    let (settled, all) = tally.settled();
    (u64::from(settled) * 100).checked_div(u64::from(all)).map_or(100, |percent| percent as u32)
}

fn print(rows: &[Row<'_>], totals: &BTreeMap<&Lang, Tally>, all: bool) {
    let shown: Vec<&Row<'_>> = rows.iter().filter(|row| all || row.is_open()).collect();
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
        counts.chain([format!("{} %", percent(tally))]).collect()
    };
    let mut body = vec![head];
    for row in &shown {
        let lang = match row.exists {
            true => row.lang.to_string(),
            false => format!("{} (no edition)", row.lang),
        };
        body.push([vec![row.publication.to_string(), lang], cells(&row.tally)].concat());
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

fn as_json(rows: &[Row<'_>], totals: &BTreeMap<&Lang, Tally>) -> Value {
    let translations: Vec<Value> = rows
        .iter()
        .map(|row| {
            let (blocks, words) = counts(&row.tally);
            json!({
                "publication": row.publication.as_str(),
                "language": row.lang.as_str(),
                "original": row.original.as_str(),
                "exists": row.exists,
                "weight": row.weight,
                "blocks": blocks,
                "words": words,
                "percent": percent(&row.tally),
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
                "percent": percent(tally),
            })
        })
        .collect();
    json!({ "translations": translations, "languages": languages })
}
