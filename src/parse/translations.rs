//! The editions of one publication side by side: each translation held against the original.

use std::collections::BTreeMap;

use super::Folder;
use crate::config::Config;
use crate::diagnostics::{
    Diagnostics, LEDGER_FOREIGN, Location, STRAY_FILE, TRANSLATION_CRITICAL, TRANSLATION_STALE,
};
use crate::identity::{Lang, SourceId};
use crate::publication::Facts;
use crate::sources::Sources;
use crate::translation::{Block, Ledger, Report, Review, State, differs_in_codes_only, review};

/// From how many records on a ledger of which nothing is found again belongs to another text.
const ENOUGH_TO_TELL: usize = 4;

/// The editions of one publication as blocks, and what was accepted of the translations.
#[derive(Debug)]
pub struct SideBySide {
    /// The language of the original.
    pub original: Lang,
    /// The blocks of each edition.
    pub blocks: BTreeMap<Lang, Vec<Block>>,
    /// The ledger of each translation; `None` where there is none yet. A translation whose ledger
    /// cannot be read is not among them.
    pub ledgers: BTreeMap<Lang, Option<Ledger>>,
}

impl SideBySide {
    /// Reads the ledgers of a publication that has more than one edition.
    pub(super) fn read(
        sources: &Sources,
        config: &Config,
        folder: &Folder,
        facts: &Facts,
        blocks: BTreeMap<Lang, Vec<Block>>,
        out: &mut Diagnostics,
    ) -> Option<Self> {
        let original =
            config.original(facts.original.as_ref(), |lang| blocks.contains_key(lang))?.clone();
        stray_ledgers(folder, &original, &blocks, out);
        let mut ledgers = BTreeMap::new();
        for lang in blocks.keys().filter(|lang| **lang != original) {
            let source = ledger_of(folder, lang);
            if !folder.ledgers.iter().any(|file| source.file_name() == file) {
                ledgers.insert(lang.clone(), None);
                continue;
            }
            match sources.read_text(&source) {
                Err(fault) => out.push(fault),
                Ok(text) => match Ledger::parse(&source, &text, &original, lang) {
                    Ok(ledger) => drop(ledgers.insert(lang.clone(), Some(ledger))),
                    Err(faults) => out.extend(faults),
                },
            }
        }
        Some(Self { original, blocks, ledgers })
    }

    /// Each translation with the original's blocks and its own.
    pub fn pairs(&self) -> impl Iterator<Item = (&Lang, &[Block], &[Block], Option<&Ledger>)> {
        self.ledgers.iter().filter_map(|(lang, ledger)| {
            let original = self.blocks.get(&self.original)?;
            Some((lang, &original[..], &self.blocks.get(lang)?[..], ledger.as_ref()))
        })
    }

    /// How each block of a translation stands.
    pub fn review(&self, lang: &Lang) -> Option<Review> {
        let (_, original, translation, ledger) = self.pairs().find(|(own, ..)| *own == lang)?;
        Some(review(original, translation, ledger, differs_in_codes_only))
    }

    /// Sums up how every translation stands, and says what its author must know.
    pub(super) fn reports(&self, folder: &Folder, out: &mut Diagnostics) -> BTreeMap<Lang, Report> {
        let mut reports = BTreeMap::new();
        for (lang, original, translation, ledger) in self.pairs() {
            let review = review(original, translation, ledger, differs_in_codes_only);
            if ledger.is_some_and(|l| l.records.len() >= ENOUGH_TO_TELL) && review.recognised == 0 {
                let source = ledger_of(folder, lang);
                out.push(
                    LEDGER_FOREIGN
                        .at(Location::whole(&source), "none of the ledger's texts is found in the editions")
                        .help("restore the right file, or remove it and run `bollettino translations adopt`"),
                );
                continue;
            }
            let report = Report::of(&review, original, translation);
            report_lag(folder, lang, &report, out);
            reports.insert(lang.clone(), report);
        }
        reports
    }
}

/// The ledger of a translation.
fn ledger_of(folder: &Folder, lang: &Lang) -> SourceId {
    folder.id.source(&format!("{lang}.ledger"))
}

fn stray_ledgers(
    folder: &Folder,
    original: &Lang,
    blocks: &BTreeMap<Lang, Vec<Block>>,
    out: &mut Diagnostics,
) {
    for file in &folder.ledgers {
        let lang = file.strip_suffix(".ledger").unwrap_or(file);
        let at = Location::whole(&folder.id.source(file));
        if lang == original.as_str() {
            out.push(
                LEDGER_FOREIGN
                    .at(at, format!("`{lang}` is the language of the original"))
                    .help("a ledger lies beside a translation: remove it, or correct `original`"),
            );
        } else if !blocks.contains_key(lang) {
            let help = "remove it with the edition that it belonged to, or restore the edition";
            let message = format!("there is no edition `{lang}.md` beside the ledger");
            out.push(STRAY_FILE.at(at, message).help(help));
        }
    }
}

/// One warning a translation, and one more where the lag is dangerous.
fn report_lag(folder: &Folder, lang: &Lang, report: &Report, out: &mut Diagnostics) {
    let source = folder.id.source(&format!("{lang}.md"));
    let behind = report.behind.len();
    if behind == 0 {
        return;
    }
    let command = format!("run `bollettino translations status {} {lang}`", folder.id);
    let blocks = if behind == 1 { "1 block".to_owned() } else { format!("{behind} blocks") };
    out.push(
        TRANSLATION_STALE
            .at(
                Location::field(&source, "title"),
                format!("{blocks} of the original have changed since the translation was accepted"),
            )
            .help(command.clone()),
    );
    let danger = report.behind.iter().filter(|place| place.critical);
    for place in danger.filter(|place| place.state != State::Obsolete) {
        let at = match place.translation {
            Some(start) => Location::bytes(&source, start as usize..start as usize + 1),
            None => Location::field(&source, "title"),
        };
        let message = match place.translation {
            Some(_) => "a critical callout is stale: readers are sent to the original instead",
            None => "a critical callout of the original is missing here",
        };
        out.push(TRANSLATION_CRITICAL.at(at, message).help(command.clone()));
    }
}
