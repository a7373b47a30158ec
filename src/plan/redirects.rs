//! Addresses that lead elsewhere or are gone: `redirects.csv`.

use std::collections::btree_map::Entry;

use super::{Ingredients, Plan, Spec};
use crate::diagnostics::{Diagnostics, Location, REDIRECT_BAD, SLUG_DUPLICATE};
use crate::identity::{Address, Lang, SourceId};
use crate::publication::is_address;

/// Where a former address leads.
#[derive(Clone, Debug, PartialEq)]
pub struct Redirect {
    /// The new address; `None` when what was there is gone for good.
    pub target: Option<Address>,
    /// Whether it will always lead there; `latest` moves on with each version.
    pub lasting: bool,
    /// The language of the page that says so.
    pub lang: Option<Lang>,
}

impl Redirect {
    /// From a former address to the one that took its place.
    pub(super) fn to(target: &Address, lang: &Lang) -> Self {
        Self { target: Some(target.clone()), lasting: true, lang: Some(lang.clone()) }
    }
}

/// Reads `redirects.csv` (from, to, 301 or 410) into the map.
pub(super) fn add(plan: &mut Plan, ingredients: &Ingredients<'_>, out: &mut Diagnostics) {
    let source = SourceId::new("redirects.csv");
    if !ingredients.sources.contains(&source) {
        return;
    }
    let text = match ingredients.sources.read_text(&source) {
        Ok(text) => text,
        Err(fault) => return out.push(fault),
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut targets: Vec<(Address, Location)> = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                out.push(REDIRECT_BAD.at(Location::whole(&source), error.to_string()));
                continue;
            }
        };
        let start = record.position().map_or(0, |p| usize::try_from(p.byte()).unwrap_or(0));
        let start = start + skipped(text.get(start..).unwrap_or_default());
        let at = Location::bytes(
            &source,
            start..start + record.as_slice().len() + record.len().saturating_sub(1),
        );
        let fields: Vec<&str> = record.iter().collect();
        if fields.first() == Some(&"from") {
            continue;
        }
        match redirect(&fields) {
            Err(problem) => out.push(REDIRECT_BAD.at(at, problem).help(
                "a line is `/old/,/new/,301`, `/old/,,410` or, for all below it, `/old/*,,410`",
            )),
            Ok((from, None)) if from.as_str().ends_with("/*") => {
                let below = Address::new(from.as_str().trim_end_matches('*'));
                match served_below(plan, &below) {
                    Some(served) => {
                        let message = format!("`{served}` is still served below it");
                        out.push(REDIRECT_BAD.at(at, message));
                    }
                    None => drop(plan.gone_below.insert(below)),
                }
            }
            Ok((from, to)) => {
                if let Some(to) = &to {
                    targets.push((to.clone(), at.clone()));
                }
                match plan.specs.entry(from) {
                    Entry::Occupied(taken) => {
                        let message = format!("`{}` is the address of a page", taken.key());
                        out.push(SLUG_DUPLICATE.at(at, message));
                    }
                    Entry::Vacant(free) => {
                        free.insert(Spec::Redirect(Redirect {
                            target: to,
                            lasting: true,
                            lang: None,
                        }));
                    }
                }
            }
        }
    }
    for (target, at) in targets {
        let path = target.as_str().split('#').next().unwrap_or_default();
        let problem = match plan.spec(&Address::new(path)) {
            None => "nothing is served at",
            Some(Spec::Redirect(_)) => "another redirect stands at",
            Some(_) => continue,
        };
        out.push(REDIRECT_BAD.at(at, format!("{problem} the target `{path}`")));
    }
}

/// Something below an address that is not gone itself.
fn served_below<'p>(plan: &'p Plan, below: &Address) -> Option<&'p Address> {
    let is_gone =
        |spec: &Spec| matches!(spec, Spec::Redirect(redirect) if redirect.target.is_none());
    let after = plan.specs.range(below.clone()..);
    let inside = after.take_while(|(address, _)| address.as_str().starts_with(below.as_str()));
    let inside = inside.filter(|(address, _)| *address != below);
    inside.filter(|(_, spec)| !is_gone(spec)).map(|(address, _)| address).next()
}

/// The bytes of empty lines and comments before a record, which the reader counts to it.
fn skipped(text: &str) -> usize {
    let is_skipped = |line: &&str| line.trim().is_empty() || line.starts_with('#');
    text.split_inclusive('\n').take_while(is_skipped).map(str::len).sum()
}

fn redirect(fields: &[&str]) -> Result<(Address, Option<Address>), String> {
    let (from, to, status) = match fields {
        [from, to] => (*from, *to, "301"),
        [from, to, status] => (*from, *to, *status),
        _ => return Err(format!("{} fields instead of three", fields.len())),
    };
    let good = |text: &str| is_address(text.split('#').next().unwrap_or_default()) || text == "/";
    let is_below = status == "410" && from.ends_with("/*") && good(from.trim_end_matches('*'));
    if !good(from) && !is_below {
        return Err(format!("`{from}` is not an address of the site"));
    }
    match status {
        "301" if good(to) => Ok((Address::new(from), Some(Address::new(to)))),
        "301" => Err(format!("`{to}` is not an address of the site")),
        "410" if to.is_empty() => Ok((Address::new(from), None)),
        "410" => Err("what is gone (410) leads nowhere: leave the second field empty".to_owned()),
        _ => Err(format!("the status `{status}` is neither 301 nor 410")),
    }
}
