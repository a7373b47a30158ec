//! `translations accept PUB LANG`: a reviewer vouches for a translation.

use std::process::ExitCode;

use super::{Desk, Done, Opened};
use crate::author;
use crate::cli::{Accept, AcceptAs, Global};
use crate::commands::{FAILED, complain, say, usage};
use crate::diagnostics::{ALL, did_you_mean};
use crate::translation::{Accepted, Pair, Refusal, Standing, Word, accept};

pub(super) fn run(global: &Global, options: &Accept) -> Done {
    let _lock = author::lock(&global.site);
    let site = Opened::new(global)?;
    let desk = Desk::open(global, &site, site.folder(&options.publication)?)?;
    let lang = desk.translation(&options.lang)?;
    let Some(review) = desk.sides.review(&lang, desk.rules) else {
        return Err(ExitCode::from(FAILED));
    };
    if let Some(number) = options.block.iter().find(|n| **n == 0 || **n > review.units.len()) {
        let count = review.units.len();
        return Err(usage(&format!("there is no block {number}: they are numbered 1 to {count}")));
    }
    let despite = options.despite();
    if let Some((code, _)) = despite.iter().find(|(code, _)| ALL.iter().all(|c| c.name != code)) {
        let help = did_you_mean(code, ALL.iter().map(|known| known.name));
        let help = help.map_or_else(String::new, |help| format!(": {help}"));
        return Err(usage(&format!("there is no check `{code}`{help}")));
    }
    let reasons = options.unchanged.iter().chain(despite.iter().map(|(_, why)| why));
    if reasons.into_iter().any(|why| why.trim().is_empty()) {
        return Err(usage("a reason is more than an empty text"));
    }
    if options.standing == Some(AcceptAs::Forked) && options.block.is_empty() {
        return Err(usage("`--as forked` needs `--block N`: name what differs on purpose"));
    }
    let word = Word {
        blocks: options.block.clone(),
        standing: match options.standing {
            None => Standing::Current,
            Some(AcceptAs::Machine) => Standing::Machine,
            Some(AcceptAs::Forked) => Standing::Forked,
        },
        unchanged: options.unchanged.clone(),
        despite,
        date: desk.today(global)?,
        by: options.by.clone(),
    };
    let pair = Pair {
        from: &desk.sides.original,
        to: &lang,
        original: &desk.sides.blocks[&desk.sides.original],
        translation: &desk.sides.blocks[&lang],
        ledger: desk.sides.ledgers[&lang].as_ref(),
    };
    let accepted = accept(pair, &review, &word, desk.rules);
    let saved = author::save_ledger(desk.sources, desk.id, &accepted.ledger);
    if let Err(error) = saved {
        complain(&error.to_string());
        return Err(ExitCode::from(FAILED));
    }
    Ok(tell(global, &desk, &lang, &accepted))
}

/// Says what was accepted and what was not, and why.
fn tell(
    global: &Global,
    desk: &Desk<'_>,
    lang: &crate::identity::Lang,
    accepted: &Accepted,
) -> ExitCode {
    for (number, refusal) in &accepted.refused {
        complain(&format!("block {number}: {}", reason(refusal)));
    }
    if !global.quiet {
        let blocks = accepted.accepted.len();
        let blocks = if blocks == 1 { "1 block".to_owned() } else { format!("{blocks} blocks") };
        say(&format!("{} {lang}: {blocks} accepted.", desk.id));
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
