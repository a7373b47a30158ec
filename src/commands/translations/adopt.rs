//! `translations adopt`: for a site that starts with pairs of texts that are known to agree.

use std::process::ExitCode;

use super::accept::reason;
use super::{Done, Opened, obstacle, today};
use crate::author::{self, Desk};
use crate::cli::Global;
use crate::commands::redaction::Redaction;
use crate::commands::{FAILED, say};
use crate::identity::Lang;
use crate::parse::Folder;
use crate::translation::{Standing, Word};

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
        let Ok(desk) = site.desk(global, folder) else {
            complete = false;
            continue;
        };
        let word = Word {
            blocks: Vec::new(),
            standing: Standing::Current,
            unchanged: None,
            despite: Vec::new(),
            note: None,
            date: today(global, &site)?,
            by: by.map(str::to_owned),
        };
        let new = desk.sides.ledgers.iter().filter(|(_, ledger)| ledger.is_none());
        for (lang, _) in new {
            adopted += usize::from(adopt(&desk, lang, &word, &site.redaction)?);
        }
    }
    if adopted == 0 && complete {
        say("Every translation has its ledger already.");
    }
    Ok(if complete { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}

/// Says whether there was anything to hold the translation against.
fn adopt(
    desk: &Desk<'_>,
    lang: &Lang,
    word: &Word,
    redaction: &Redaction,
) -> Result<bool, ExitCode> {
    if desk.sides.pair(lang).is_none() {
        return Ok(false);
    }
    let accepted = desk.judge(lang, word).map_err(obstacle)?;
    desk.save(&accepted.ledger).map_err(obstacle)?;
    let blocks = match accepted.accepted.len() {
        1 => "1 block".to_owned(),
        blocks => format!("{blocks} blocks"),
    };
    let left = accepted.refused.len();
    let rest = if left == 0 { String::new() } else { format!(", {left} left to review") };
    say(&format!("{} {lang}: {blocks} accepted{rest}", redaction.name(desk.id)));
    if redaction.hides(desk.id) {
        return Ok(true);
    }
    for (number, refusal) in &accepted.refused {
        say(&format!("  block {number}: {}", reason(refusal)));
    }
    Ok(true)
}
