//! A publication's translations, opened to be worked on: what the command line and the preview do
//! to them alike.

use std::fmt;

use super::{AuthorError, save_ledger};
use crate::config::Config;
use crate::diagnostics::{ALL, Diagnostics, did_you_mean};
use crate::identity::{Lang, PublicationId};
use crate::parse::{self, Folder, SideBySide};
use crate::sources::Sources;
use crate::translation::{Accepted, Ledger, Rules, Standing, Word, accept};

/// A publication's editions side by side.
pub struct Desk<'s> {
    /// The site's files.
    pub sources: &'s Sources,
    /// Its configuration.
    pub config: &'s Config,
    /// What its translations are held against.
    pub rules: &'s Rules,
    /// The publication.
    pub id: &'s PublicationId,
    /// Its editions.
    pub sides: SideBySide,
}

/// Why nothing was done.
#[derive(Debug)]
pub enum Obstacle {
    /// There is no translation to work on, for this reason.
    NoTranslation(String),
    /// There is no block of this number; how many there are.
    NoBlock(usize, usize),
    /// There is no such check; what may have been meant.
    NoCheck(String, Option<String>),
    /// A reason is empty.
    NoReason,
    /// What differs on purpose was not named block by block.
    ForkedWhole,
    /// The ledger could not be written.
    NotWritten(AuthorError),
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Obstacle::NoTranslation(why) => f.write_str(why),
            Obstacle::NoBlock(number, count) => {
                write!(f, "there is no block {number}: they are numbered 1 to {count}")
            }
            Obstacle::NoCheck(code, None) => write!(f, "there is no check `{code}`"),
            Obstacle::NoCheck(code, Some(help)) => write!(f, "there is no check `{code}`: {help}"),
            Obstacle::NoReason => f.write_str("a reason is more than an empty text"),
            Obstacle::ForkedWhole => f.write_str("name what differs on purpose, block by block"),
            Obstacle::NotWritten(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Obstacle {}

impl<'s> Desk<'s> {
    /// Opens a publication; gives what is wrong with it when it has errors.
    pub fn open(
        sources: &'s Sources,
        config: &'s Config,
        rules: &'s Rules,
        folder: &'s Folder,
    ) -> Result<Self, Diagnostics> {
        let mut out = Diagnostics::new();
        match parse::side_by_side(sources, config, folder, &mut out) {
            Some(sides) if !out.has_errors() => {
                Ok(Desk { sources, config, rules, id: &folder.id, sides })
            }
            _ => Err(out),
        }
    }

    /// A language into which the publication is translated.
    pub fn translation(&self, lang: &str) -> Result<Lang, Obstacle> {
        let (id, lang) = (self.id, Lang::new(lang));
        if self.sides.ledgers.contains_key(&lang) {
            return self.has_original().map(|()| lang);
        }
        let known = || {
            let known: Vec<&str> = self.sides.ledgers.keys().map(Lang::as_str).collect();
            if known.is_empty() { "none".to_owned() } else { known.join(", ") }
        };
        let exists = self.sources.contains(&id.source(&format!("{lang}.md")));
        Err(Obstacle::NoTranslation(if lang == self.sides.original {
            format!("`{lang}` is the language of the original of `{id}`")
        } else if exists {
            format!("the edition `{lang}` of `{id}` is withdrawn")
        } else if self.config.stage(&lang).is_some() {
            let file = id.source(&format!("{lang}.md"));
            format!("`{id}` has no edition in `{lang}` yet: start `{file}`")
        } else {
            format!("`{id}` has no edition in `{lang}`; translations: {}", known())
        }))
    }

    /// Whether there is a text to hold translations against.
    pub fn has_original(&self) -> Result<(), Obstacle> {
        let original = &self.sides.original;
        if self.sides.blocks.contains_key(original) {
            return Ok(());
        }
        let why = format!("the original of `{}`, in `{original}`, is withdrawn", self.id);
        Err(Obstacle::NoTranslation(why))
    }

    /// What would come of a reviewer's word on a translation.
    pub fn judge(&self, lang: &Lang, word: &Word) -> Result<Accepted, Obstacle> {
        let (Some(pair), Some(review)) =
            (self.sides.pair(lang), self.sides.review(lang, self.rules))
        else {
            return self.translation(lang.as_str()).and_then(|_| {
                let why = format!("the ledger of `{}` in `{lang}` cannot be read", self.id);
                Err(Obstacle::NoTranslation(why))
            });
        };
        let count = review.units.len();
        if let Some(number) = word.blocks.iter().find(|n| **n == 0 || **n > count) {
            return Err(Obstacle::NoBlock(*number, count));
        }
        check(word)?;
        Ok(accept(pair, &review, word, self.rules))
    }

    /// Takes a reviewer's word on a translation and writes its ledger, which stays as it was when
    /// nothing could be accepted. Whoever calls holds the [`lock`](super::lock).
    pub fn accept(&self, lang: &Lang, word: &Word) -> Result<Accepted, Obstacle> {
        let accepted = self.judge(lang, word)?;
        if !accepted.accepted.is_empty() || accepted.refused.is_empty() {
            self.save(&accepted.ledger)?;
        }
        Ok(accepted)
    }

    /// Writes the ledger of one of its translations.
    pub fn save(&self, ledger: &Ledger) -> Result<(), Obstacle> {
        save_ledger(self.sources, self.id, ledger).map_err(Obstacle::NotWritten)
    }
}

/// Whether a reviewer's word can be taken at all.
fn check(word: &Word) -> Result<(), Obstacle> {
    let is_known = |code: &str| ALL.iter().any(|known| known.name == code);
    if let Some((code, _)) = word.despite.iter().find(|(code, _)| !is_known(code)) {
        let help = did_you_mean(code, ALL.iter().map(|known| known.name));
        return Err(Obstacle::NoCheck(code.clone(), help));
    }
    let mut reasons = word.unchanged.iter().chain(word.despite.iter().map(|(_, why)| why));
    if reasons.any(|why| why.trim().is_empty()) {
        return Err(Obstacle::NoReason);
    }
    match word.standing == Standing::Forked && word.blocks.is_empty() {
        true => Err(Obstacle::ForkedWhole),
        false => Ok(()),
    }
}
