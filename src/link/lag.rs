//! Where the translations of a publication are behind: marks for their texts and the original's.

use std::collections::BTreeMap;

use crate::identity::Lang;
use crate::library::Lag;
use crate::parse::{Mark, Marks};
use crate::translation::{Behind, Report, State};

/// The marks of every edition that has any.
pub(super) fn marks(original: &Lang, reports: &BTreeMap<Lang, Report>) -> BTreeMap<Lang, Marks> {
    let mut marks: BTreeMap<Lang, Marks> = BTreeMap::new();
    for (lang, report) in reports {
        for place in &report.behind {
            if let Some((number, Some(start))) = place.original {
                let anchor = Mark::Anchor(number);
                marks.entry(original.clone()).or_default().insert(start, anchor);
            }
            if let Some(start) = place.translation {
                let own = marks.entry(lang.clone()).or_default();
                let withheld = matches!(own.get(&start), Some(Mark::Withheld(_)));
                if !withheld {
                    own.insert(start, mark(place));
                }
            }
        }
    }
    marks
}

fn mark(place: &Behind) -> Mark {
    let number = place.original.and_then(|(number, start)| start.map(|_| number));
    if place.critical && place.state != State::Obsolete {
        Mark::Withheld(number)
    } else {
        Mark::Behind(number)
    }
}

/// What the readers of a translation are told; `None` where there is nothing to tell.
pub(super) fn lag(report: &Report) -> Option<Lag> {
    let right_as_of = report.right_as_of?;
    let machine = report.tally.blocks(State::Machine) > 0;
    if report.behind.is_empty() && !machine {
        return None;
    }
    let unmarked = report.behind.iter().filter(|place| place.translation.is_none());
    let elsewhere = unmarked
        .filter_map(|place| place.original?.1.and(place.original))
        .map(|(number, _)| number);
    Some(Lag {
        right_as_of,
        behind: report.behind.len() as u32,
        elsewhere: elsewhere.collect(),
        machine,
    })
}
