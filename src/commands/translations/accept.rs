//! `translations accept PUB LANG`: a reviewer vouches for a translation.

use std::process::ExitCode;

use super::{Done, Opened, obstacle, today};
use crate::author;
use crate::cli::{Accept, AcceptAs, Global};
use crate::commands::{FAILED, complain, say};
use crate::identity::{Lang, PublicationId};
use crate::translation::{Accepted, Refusal, Standing, Word};

pub(super) fn run(global: &Global, options: &Accept) -> Done {
    let _lock = author::lock(&global.site);
    let site = Opened::new(global)?;
    let desk = site.desk(global, site.folder(&options.publication)?)?;
    let lang = desk.translation(&options.lang).map_err(obstacle)?;
    let word = Word {
        blocks: options.block.clone(),
        standing: match options.standing {
            None => Standing::Current,
            Some(AcceptAs::Machine) => Standing::Machine,
            Some(AcceptAs::Forked) => Standing::Forked,
        },
        unchanged: options.unchanged.clone(),
        despite: options.despite(),
        note: options.note.clone(),
        date: today(global, &site)?,
        by: options.by.clone(),
    };
    let accepted = desk.accept(&lang, &word).map_err(obstacle)?;
    Ok(tell(global, desk.id, &lang, &accepted))
}

/// Says what was accepted and what was not, and why.
fn tell(global: &Global, id: &PublicationId, lang: &Lang, accepted: &Accepted) -> ExitCode {
    for (number, refusal) in &accepted.refused {
        complain(&format!("block {number}: {}", reason(refusal)));
    }
    if !global.quiet {
        let blocks = accepted.accepted.len();
        let blocks = if blocks == 1 { "1 block".to_owned() } else { format!("{blocks} blocks") };
        say(&format!("{id} {lang}: {blocks} accepted."));
    }
    if accepted.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) }
}

/// Why a block was not accepted, and what to do.
pub(super) fn reason(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Missing => "the translation does not have it: translate it, or leave it out on \
                             purpose with `--as forked`"
            .to_owned(),
        Refusal::Untouched => "the original has changed and the translation has not: translate \
                               the change, or say `--unchanged WHY`"
            .to_owned(),
        Refusal::Obsolete => "the original no longer has it: remove it from the translation, or \
                              keep it on purpose with `--as forked`"
            .to_owned(),
        Refusal::Differs(failed) => {
            let said: Vec<String> =
                failed.iter().map(|f| format!("{} [{}]", f.message, f.check.name)).collect();
            format!("{}: correct it, or say `--despite CHECK WHY`", said.join("; "))
        }
    }
}
