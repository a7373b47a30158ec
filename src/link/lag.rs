//! Where the translations of a publication are behind: marks for their texts and the original's.

use std::collections::BTreeMap;

use crate::identity::Lang;
use crate::library::{Elsewhere, Lag};
use crate::parse::{Mark, Marks};
use crate::translation::{Behind, Front, Report, State};

/// The marks of every edition that has any.
pub(super) fn marks(original: &Lang, reports: &BTreeMap<Lang, Report>) -> BTreeMap<Lang, Marks> {
    let mut marks: BTreeMap<Lang, Marks> = BTreeMap::new();
    let anchors = anchors(reports);
    if !anchors.is_empty() {
        let own = anchors.iter().map(|(start, number)| (*start, Mark::Anchor(*number)));
        marks.insert(original.clone(), own.collect());
    }
    for (lang, report) in reports {
        for place in &report.behind {
            let Some(start) = place.translation else { continue };
            let own = marks.entry(lang.clone()).or_default();
            if !matches!(own.get(&start), Some(Mark::Withheld(_))) {
                own.insert(start, mark(place, &anchors));
            }
        }
    }
    marks
}

/// The blocks of the original that other editions lead to, by the byte at which they start. Blocks
/// of one component start at one byte, and have one number.
fn anchors(reports: &BTreeMap<Lang, Report>) -> BTreeMap<u32, u32> {
    let mut anchors = BTreeMap::new();
    for place in reports.values().flat_map(|report| &report.behind) {
        if let Some((number, Some(start))) = place.original {
            anchors.entry(start).or_insert(number);
        }
    }
    anchors
}

fn anchor(place: &Behind, anchors: &BTreeMap<u32, u32>) -> Option<u32> {
    anchors.get(&place.original?.1?).copied()
}

fn mark(place: &Behind, anchors: &BTreeMap<u32, u32>) -> Mark {
    let number = anchor(place, anchors);
    if place.critical { Mark::Withheld(number) } else { Mark::Behind(number) }
}

/// What the readers of a translation are told; `None` where there is nothing to tell.
pub(super) fn lag(lang: &Lang, reports: &BTreeMap<Lang, Report>) -> Option<Lag> {
    let report = reports.get(lang)?;
    let right_as_of = report.right_as_of?;
    let machine = report.tally.blocks(State::Machine) > 0;
    if report.behind.is_empty() && !machine {
        return None;
    }
    let anchors = anchors(reports);
    let elsewhere = report.behind.iter().filter_map(|place| {
        let opening = place.opening.clone()?;
        Some(Elsewhere { number: anchor(place, &anchors), opening })
    });
    let has = |front: Front| report.behind.iter().any(|place| place.front == Some(front));
    Some(Lag {
        right_as_of,
        behind: report.behind.len() as u32,
        elsewhere: elsewhere.collect(),
        title: has(Front::Title),
        summary: has(Front::Summary),
        machine,
    })
}
