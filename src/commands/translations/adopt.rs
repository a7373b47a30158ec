//! `translations adopt`: for a site that starts with pairs of texts that are known to agree.

use std::process::ExitCode;

use super::accept::reason;
use super::{Desk, Done, Opened};
use crate::author;
use crate::cli::Global;
use crate::commands::{FAILED, complain, say};
use crate::identity::Lang;
use crate::parse::Folder;
use crate::translation::{Pair, Standing, Word, accept};

/// Accepts every translation that has no ledger yet; blocks that cannot be are left unreviewed.
pub(super) fn run(global: &Global, publications: &[String], by: Option<&str>) -> Done {
    let _lock = author::lock(&global.site);
    let site = Opened::new(global)?;
    let folders: Vec<&Folder> = match publications {
        [] => site.folders.iter().collect(),
        named => named.iter().map(|typed| site.folder(typed)).collect::<Result<_, _>>()?,
    };
    let (mut adopted, mut complete) = (0, true);
    for folder in folders {
        // One publication with errors does not keep the others waiting.
        let Ok(desk) = Desk::open(global, &site, folder) else {
            complete = false;
            continue;
        };
        let new = desk.sides.ledgers.iter().filter(|(_, ledger)| ledger.is_none());
        for (lang, _) in new {
            adopted += usize::from(adopt(global, &desk, lang, by)?);
        }
    }
    if adopted == 0 && complete {
        say("Every translation has its ledger already.");
    }
    Ok(if complete { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}

/// Says whether there was anything to hold the translation against.
fn adopt(
    global: &Global,
    desk: &Desk<'_>,
    lang: &Lang,
    by: Option<&str>,
) -> Result<bool, ExitCode> {
    let Some(review) = desk.sides.review(lang, desk.rules) else { return Ok(false) };
    let word = Word {
        blocks: Vec::new(),
        standing: Standing::Current,
        unchanged: None,
        despite: Vec::new(),
        date: desk.today(global)?,
        by: by.map(str::to_owned),
    };
    let pair = Pair {
        from: &desk.sides.original,
        to: lang,
        original: &desk.sides.blocks[&desk.sides.original],
        translation: &desk.sides.blocks[lang],
        ledger: None,
    };
    let accepted = accept(pair, &review, &word, desk.rules);
    if let Err(error) = author::save_ledger(desk.sources, desk.id, &accepted.ledger) {
        complain(&error.to_string());
        return Err(ExitCode::from(FAILED));
    }
    let blocks = match accepted.accepted.len() {
        1 => "1 block".to_owned(),
        blocks => format!("{blocks} blocks"),
    };
    let left = accepted.refused.len();
    let rest = if left == 0 { String::new() } else { format!(", {left} left to review") };
    say(&format!("{} {lang}: {blocks} accepted{rest}", desk.id));
    for (number, refusal) in &accepted.refused {
        say(&format!("  block {number}: {}", reason(refusal)));
    }
    Ok(true)
}
