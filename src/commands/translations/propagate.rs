//! `translations propagate PUB`: where only codes, links and identifiers of the original changed,
//! the translations follow without a translator.

use std::ops::Range;
use std::process::ExitCode;

use super::{Done, Opened, obstacle};
use crate::author::{self, Desk};
use crate::cli::Global;
use crate::commands::{FAILED, complain, say};
use crate::diagnostics::{Location, byte_range};
use crate::identity::Lang;
use crate::parse;
use crate::translation::{
    Block, Ledger, Obstacle, State, Substitutions, carry_over, substitute, substitutions,
};

pub(super) fn run(global: &Global, publication: &str) -> Done {
    let _lock = author::lock(&global.site);
    let site = Opened::new(global)?;
    let desk = site.desk(global, site.folder(publication)?)?;
    desk.has_original().map_err(obstacle)?;
    if desk.sides.ledgers.values().all(Option::is_none) && !global.quiet {
        say(&format!("{}: no translation of it was ever accepted.", desk.id));
    }
    let mut complete = true;
    for (lang, ledger) in &desk.sides.ledgers {
        if let Some(ledger) = ledger {
            complete &= follow(global, &desk, lang, ledger)?;
        }
    }
    Ok(if complete { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}

/// One change of a translation's file.
struct Edit {
    record: usize,
    original: String,
    /// Index of the block in the translation.
    block: usize,
    range: Range<usize>,
    text: String,
    substitutions: Substitutions,
}

/// Brings one translation up to date. Says whether all of it could be.
fn follow(
    global: &Global,
    desk: &Desk<'_>,
    lang: &Lang,
    ledger: &Ledger,
) -> Result<bool, ExitCode> {
    let source = desk.id.source(&format!("{lang}.md"));
    let (Some(review), Ok(text)) =
        (desk.sides.review(lang, desk.rules), desk.sources.read_text(&source))
    else {
        return Err(ExitCode::from(FAILED));
    };
    let originals = &desk.sides.blocks[&desk.sides.original];
    let blocks = &desk.sides.blocks[lang];
    let (mut edits, mut complete): (Vec<Edit>, bool) = (Vec::new(), true);
    for (number, unit) in (1..).zip(&review.units).filter(|(_, u)| u.state == State::CodesOnly) {
        let (Some(o), Some(t), Some(r)) = (unit.original, unit.translation, unit.record) else {
            continue;
        };
        let (original, block) = (&originals[o as usize], &blocks[t as usize]);
        let then = ledger.records[r as usize].original.as_deref().unwrap_or_default();
        let location = Location { source: source.clone(), spot: block.spot.clone() };
        let range = byte_range(&location, &text);
        let untouched = if unit.touched { Err(Obstacle::Touched) } else { Ok(()) };
        let conventions = desk.rules.conventions(&desk.sides.original);
        let edit = untouched
            .and_then(|()| substitutions(then, &original.text, conventions))
            .and_then(|substitutions| {
                let text = carry_over(
                    &substitutions,
                    &block.text,
                    &text[range.clone()],
                    desk.rules.conventions(lang),
                )?;
                let (record, block) = (r as usize, t as usize);
                Ok(Edit {
                    record,
                    original: original.text.clone(),
                    block,
                    range,
                    text,
                    substitutions,
                })
            });
        match edit {
            Ok(edit) => edits.push(edit),
            Err(obstacle) => {
                complete = false;
                complain(&format!("{} {lang}, block {number}: {}", desk.id, reason(&obstacle)));
            }
        }
    }
    if edits.is_empty() {
        if complete && !global.quiet {
            say(&format!("{} {lang}: nothing to carry over.", desk.id));
        }
        return Ok(complete);
    }
    write(global, desk, lang, ledger, &text, edits)?;
    Ok(complete)
}

fn reason(obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Number => "the original has more or fewer codes than before".to_owned(),
        Obstacle::Touched => {
            "the translation was edited since it was accepted: read it and accept it".to_owned()
        }
        Obstacle::Absent(code) => format!("the translation does not have `{code}`"),
        Obstacle::Ambiguous(code) => format!("it is not clear which `{code}` is meant"),
    }
}

/// Writes the translation and its ledger, once the new text was read again and says what it must.
fn write(
    global: &Global,
    desk: &Desk<'_>,
    lang: &Lang,
    ledger: &Ledger,
    text: &str,
    mut edits: Vec<Edit>,
) -> Result<(), ExitCode> {
    let source = desk.id.source(&format!("{lang}.md"));
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range.start));
    edits.dedup_by(|earlier, later| earlier.range.end > later.range.start);
    let mut new = text.to_owned();
    for edit in &edits {
        new.replace_range(edit.range.clone(), &edit.text);
    }
    let mut expected: Vec<String> =
        desk.sides.blocks[lang].iter().map(|block| block.text.clone()).collect();
    for edit in &edits {
        expected[edit.block] = substitute(&edit.substitutions, &expected[edit.block]);
    }
    let read = parse::blocks_of_text(&source, desk.config, &new).unwrap_or_default();
    if !read.iter().map(|block| &block.text).eq(&expected) {
        complain(&format!("`{source}` would not say what is meant: nothing was changed"));
        return Err(ExitCode::from(FAILED));
    }
    let mut ledger = ledger.clone();
    for edit in &edits {
        let record = &mut ledger.records[edit.record];
        record.original = Some(edit.original.clone());
        record.translated = Some(Block::fingerprint(&read[edit.block]));
    }
    let saved = author::save_edition(desk.sources, &source, &new)
        .and_then(|()| author::save_ledger(desk.sources, desk.id, &ledger));
    if let Err(error) = saved {
        // Both or neither; where even this fails, the block shows as edited.
        let _ = author::save_edition(desk.sources, &source, text);
        complain(&error.to_string());
        return Err(ExitCode::from(FAILED));
    }
    if !global.quiet {
        for (old, new) in edits.iter().rev().flat_map(|edit| &edit.substitutions) {
            say(&format!("{source}: `{old}` is now `{new}`"));
        }
    }
    Ok(())
}
