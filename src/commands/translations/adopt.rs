//! `translations adopt`: for a site that starts with pairs of texts that are known to agree.

use std::process::ExitCode;

use super::{Desk, Done, Opened};
use crate::author;
use crate::cli::Global;
use crate::commands::{FAILED, complain, say};
use crate::identity::Lang;
use crate::parse::Folder;
use crate::translation::{Pair, Standing, Word, accept};

/// Accepts every translation that has no ledger yet; blocks that cannot be are left unreviewed.
pub(super) fn run(global: &Global, publications: &[String], by: Option<&str>) -> Done {
    let site = Opened::new(global)?;
    let folders: Vec<&Folder> = match publications {
        [] => site.folders.iter().collect(),
        named => named.iter().map(|typed| site.folder(typed)).collect::<Result<_, _>>()?,
    };
    let mut adopted = 0;
    for folder in folders {
        let desk = Desk::open(global, &site, folder)?;
        let new = desk.sides.ledgers.iter().filter(|(_, ledger)| ledger.is_none());
        for (lang, _) in new {
            adopt(global, &desk, lang, by)?;
            adopted += 1;
        }
    }
    if adopted == 0 {
        say("Every translation has its ledger already.");
    }
    Ok(ExitCode::SUCCESS)
}

fn adopt(global: &Global, desk: &Desk<'_>, lang: &Lang, by: Option<&str>) -> Result<(), ExitCode> {
    let Some(review) = desk.sides.review(lang, desk.rules) else { return Ok(()) };
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
    let blocks = accepted.accepted.len();
    let left = accepted.refused.len();
    let rest = if left == 0 { String::new() } else { format!(", {left} left to review") };
    say(&format!("{} {lang}: {blocks} blocks accepted{rest}", desk.id));
    Ok(())
}
