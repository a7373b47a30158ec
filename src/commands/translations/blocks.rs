//! `translations status PUB LANG`: every block that is not settled, with what changed.

use std::io::IsTerminal;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::{Done, Opened, diff, obstacle};
use crate::author::Desk;
use crate::cli::{Color, FailOn, Global, StatusFormat};
use crate::commands::{FAILED, say};
use crate::diagnostics::{Location, locate};
use crate::identity::{Lang, SourceId};
use crate::translation::{Block, Ledger, Record, Report, Review, State, Tally, Unit};

pub(super) fn run(
    global: &Global,
    publication: &str,
    lang: &str,
    fail_on: &[FailOn],
    format: StatusFormat,
    all: bool,
) -> Done {
    let site = Opened::new(global)?;
    let desk = site.desk(global, site.folder(publication)?)?;
    let lang = desk.translation(lang).map_err(obstacle)?;
    let Some(review) = desk.sides.review(&lang, desk.rules) else {
        return Err(ExitCode::from(FAILED));
    };
    let page = Page::new(&desk, &lang, &review);
    match format {
        StatusFormat::Json => say(&page.as_json().to_string()),
        StatusFormat::Table => page.print(all, coloured(global)),
    }
    let tally = Report::of(&review, page.original, page.translation).tally;
    let failed = fails(&tally, true, fail_on);
    Ok(if failed { ExitCode::from(FAILED) } else { ExitCode::SUCCESS })
}

/// Whether a translation has what `--fail-on` names.
pub(super) fn fails(tally: &Tally, exists: bool, fail_on: &[FailOn]) -> bool {
    let has = |states: &[State]| states.iter().any(|state| tally.blocks(*state) > 0);
    fail_on.iter().any(|what| match what {
        FailOn::Missing => !exists || has(&[State::Missing]),
        FailOn::Stale => has(&[State::Stale, State::CodesOnly, State::Obsolete]),
        FailOn::Unreviewed => has(&[State::Unreviewed, State::Edited, State::Machine]),
    })
}

fn coloured(global: &Global) -> bool {
    match global.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}

/// A translation and its original, ready to be shown.
struct Page<'d> {
    desk: &'d Desk<'d>,
    lang: &'d Lang,
    review: &'d Review,
    original: &'d [Block],
    translation: &'d [Block],
    ledger: Option<&'d Ledger>,
    source: SourceId,
    text: String,
}

impl<'d> Page<'d> {
    fn new(desk: &'d Desk<'d>, lang: &'d Lang, review: &'d Review) -> Self {
        let blocks = |lang: &Lang| desk.sides.blocks.get(lang).map_or(&[][..], Vec::as_slice);
        let source = desk.id.source(&format!("{lang}.md"));
        Self {
            desk,
            lang,
            review,
            original: blocks(&desk.sides.original),
            translation: blocks(lang),
            ledger: desk.sides.ledgers.get(lang).and_then(Option::as_ref),
            text: desk.sources.show(&source).unwrap_or_default(),
            source,
        }
    }

    fn parts(&self, unit: &Unit) -> (Option<&Block>, Option<&Block>, Option<&Record>) {
        let at = |index: u32| index as usize;
        (
            unit.original.map(|index| &self.original[at(index)]),
            unit.translation.map(|index| &self.translation[at(index)]),
            unit.record.and_then(|index| self.ledger?.records.get(at(index))),
        )
    }

    fn place(&self, block: &Block) -> String {
        let location = Location { source: self.source.clone(), spot: block.spot.clone() };
        let place = locate(&location, &self.text);
        format!("{}:{}", self.source, place.line)
    }

    fn print(&self, all: bool, coloured: bool) {
        let units = (1..).zip(&self.review.units);
        let open = |unit: &Unit| all || !unit.state.is_settled();
        let mut shown = 0;
        for (number, unit) in units.filter(|(_, unit)| open(unit)) {
            shown += 1;
            let (original, translation, record) = self.parts(unit);
            let kind = original.or(translation).map(|b| b.kind.to_string()).unwrap_or_default();
            let place = translation.map(|block| format!("  {}", self.place(block)));
            let place = place.unwrap_or_default();
            say(&format!("{number}  {}  {kind}{place}", unit.state.as_str()));
            let then = record.and_then(|record| record.original.as_deref());
            match (original, then) {
                (Some(block), Some(then)) if then != block.text => {
                    say(&format!("   original     {}", diff::words(then, &block.text, coloured)));
                }
                (Some(block), _) => say(&format!("   original     {}", block.text)),
                (None, Some(then)) => {
                    say(&format!("   original     {}", diff::words(then, "", coloured)));
                }
                (None, None) => say("   original     none"),
            }
            match translation {
                Some(block) => say(&format!("   translation  {}", block.text)),
                None => say("   translation  none"),
            }
            if let Some(record) = record {
                let by = record.by.as_deref().map(|by| format!(" by {by}")).unwrap_or_default();
                say(&format!("   accepted     {}{by}", record.date));
                if let Some(note) = &record.note {
                    say(&format!("   note         {note}"));
                }
            }
            say("");
        }
        let (id, lang) = (self.desk.id, self.lang);
        let blocks = self.review.units.len();
        if shown == 0 {
            say(&format!("{id} {lang}: all {blocks} blocks are accepted and up to date."));
        } else {
            say(&format!("{id} {lang}: {shown} of {blocks} blocks shown."));
            say(&format!("Vouch for them: bollettino translations accept {id} {lang} [--block N]"));
        }
    }

    fn as_json(&self) -> Value {
        let blocks: Vec<Value> = (1..)
            .zip(&self.review.units)
            .map(|(number, unit): (usize, &Unit)| {
                let (original, translation, record) = self.parts(unit);
                json!({
                    "number": number,
                    "state": unit.state.as_str(),
                    "kind": original.or(translation).map(|block| block.kind.to_string()),
                    "original": original.map(|block| block.text.as_str()),
                    "original_when_accepted": record.and_then(|r| r.original.as_deref()),
                    "translation": translation.map(|block| block.text.as_str()),
                    "accepted": record.map(|record| record.date.to_string()),
                    "by": record.and_then(|record| record.by.as_deref()),
                    "note": record.and_then(|record| record.note.as_deref()),
                    "critical": original.or(translation).is_some_and(|block| block.critical),
                })
            })
            .collect();
        json!({
            "publication": self.desk.id.as_str(),
            "original": self.desk.sides.original.as_str(),
            "language": self.lang.as_str(),
            "right_as_of": self.review.right_as_of.map(|date| date.to_string()),
            "blocks": blocks,
        })
    }
}
