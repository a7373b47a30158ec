//! The editions of one publication side by side: each translation held against the original.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::Composition;
use super::concord::{self, Between, File};
use super::{Document, Folder};
use crate::config::Config;
use crate::diagnostics::{
    Diagnostics, LEDGER_FOREIGN, Location, STRAY_FILE, TERM_FORBIDDEN, TRANSLATION_CRITICAL,
    TRANSLATION_STALE,
};
use crate::identity::{Lang, SourceId};
use crate::publication::Facts;
use crate::sources::Sources;
use crate::translation::parity::Counts;
use crate::translation::{
    Block, Ledger, Pair, Report, Review, Rules, State, Unit, differ_in_identifiers_only, review,
};

/// From how many records on a ledger of which nothing is found again belongs to another text.
const ENOUGH_TO_TELL: usize = 4;

/// The editions of one publication as blocks, and what was accepted of the translations.
#[derive(Debug)]
pub struct SideBySide {
    /// The language of the original, whether or not it can be read.
    pub original: Lang,
    /// The blocks of each edition that is without errors and not withdrawn.
    pub blocks: BTreeMap<Lang, Vec<Block>>,
    /// How many of each thing each edition has.
    counts: BTreeMap<Lang, Counts>,
    /// The ledger of each translation; `None` where there is none yet. A translation whose ledger
    /// cannot be read is not among them.
    pub ledgers: BTreeMap<Lang, Option<Ledger>>,
}

impl SideBySide {
    /// Reads the ledgers of a publication.
    pub(super) fn read(
        sources: &Sources,
        config: &Config,
        folder: &Folder,
        facts: &Facts,
        documents: &BTreeMap<Lang, Option<Box<Document>>>,
        editions: BTreeMap<Lang, Composition>,
        out: &mut Diagnostics,
    ) -> Option<Self> {
        // An edition that is withdrawn or has errors still is what its ledger lies beside.
        let exists = |lang: &Lang| documents.contains_key(lang);
        let original = config.original(facts.original.as_ref(), exists)?.clone();
        stray_ledgers(folder, &original, exists, out);
        let mut ledgers = BTreeMap::new();
        for lang in editions.keys().filter(|lang| **lang != original) {
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
        let (mut blocks, mut counts) = (BTreeMap::new(), BTreeMap::new());
        for (lang, (list, count)) in editions {
            blocks.insert(lang.clone(), list);
            counts.insert(lang, count);
        }
        Some(Self { original, blocks, counts, ledgers })
    }

    fn pairs(&self) -> impl Iterator<Item = Pair<'_>> {
        self.ledgers.iter().filter_map(|(lang, ledger)| {
            let (original, translation) =
                (self.blocks.get(&self.original)?, self.blocks.get(lang)?);
            let from = &self.original;
            Some(Pair { from, to: lang, original, translation, ledger: ledger.as_ref() })
        })
    }

    /// A translation with its original; `None` where either cannot be read.
    pub fn pair(&self, lang: &Lang) -> Option<Pair<'_>> {
        self.pairs().find(|pair| pair.to == lang)
    }

    /// How each block of a translation stands.
    pub fn review(&self, lang: &Lang, rules: &Rules) -> Option<Review> {
        self.pair(lang).map(|pair| review_of(&pair, rules))
    }

    /// Sums up how every translation stands, and says what its author must know.
    pub(super) fn reports(
        &self,
        folder: &Folder,
        rules: &Rules,
        texts: &BTreeMap<Lang, String>,
        out: &mut Diagnostics,
    ) -> BTreeMap<Lang, Report> {
        let mut reports = BTreeMap::new();
        let mut excused: BTreeSet<(&Lang, usize)> = BTreeSet::new();
        for pair in self.pairs() {
            let review = review_of(&pair, rules);
            excused.extend(self.excused(&pair, &review));
            let records = pair.ledger.map_or(0, |ledger| ledger.records.len());
            if records >= ENOUGH_TO_TELL && review.recognised == 0 {
                let at = Location::whole(&ledger_of(folder, pair.to));
                let message = "none of the ledger's texts is found in the editions";
                out.push(LEDGER_FOREIGN.at(at, message).help(
                    "restore the right file, or remove it and run `bollettino translations adopt`",
                ));
                continue;
            }
            let between = Between { folder, pair, review: &review, texts };
            concord::check(&between, rules, out);
            concord::check_order(&between, out);
            let counts = [pair.from, pair.to].map(|lang| self.counts.get(lang));
            if let [Some(original), Some(translation)] = counts {
                concord::check_structure(&between, original, translation, out);
            }
            let report = Report::of(&review, pair.original, pair.translation);
            report_lag(folder, pair.to, &report, texts.get(pair.to), out);
            reports.insert(pair.to.clone(), report);
        }
        for (lang, blocks) in &self.blocks {
            let source = folder.id.source(&format!("{lang}.md"));
            let file = File { source: &source, text: texts.get(lang) };
            let is_excused = |at: usize| excused.contains(&(lang, at));
            concord::check_words(lang, blocks, file, rules, is_excused, out);
        }
        reports
    }

    /// The blocks whose words a reviewer has excused, on both sides.
    fn excused<'a>(&'a self, pair: &Pair<'a>, review: &Review) -> Vec<(&'a Lang, usize)> {
        let is_excused = |unit: &&Unit| {
            let record = pair.record(unit);
            !unit.state.is_behind() && record.is_some_and(|r| r.exempts(TERM_FORBIDDEN.name))
        };
        let units = review.units.iter().filter(is_excused);
        let sides =
            units.flat_map(|unit| [(&self.original, unit.original), (pair.to, unit.translation)]);
        sides.filter_map(|(lang, at)| Some((lang, at? as usize))).collect()
    }
}

fn review_of(pair: &Pair<'_>, rules: &Rules) -> Review {
    let conventions = rules.conventions(pair.from);
    let alike = |then: &str, now: &str| differ_in_identifiers_only(then, now, conventions);
    review(pair.original, pair.translation, pair.ledger, alike)
}

/// The ledger of a translation.
fn ledger_of(folder: &Folder, lang: &Lang) -> SourceId {
    folder.id.source(&format!("{lang}.ledger"))
}

fn stray_ledgers(
    folder: &Folder,
    original: &Lang,
    exists: impl Fn(&Lang) -> bool,
    out: &mut Diagnostics,
) {
    for file in &folder.ledgers {
        let lang = Lang::new(file.strip_suffix(".ledger").unwrap_or(file));
        let at = Location::whole(&folder.id.source(file));
        if lang == *original {
            out.push(
                LEDGER_FOREIGN
                    .at(at, format!("`{lang}` is the language of the original"))
                    .help("a ledger lies beside a translation: remove it, or correct `original`"),
            );
        } else if !exists(&lang) {
            let help = "remove it with the edition that it belonged to, or restore the edition";
            let message = format!("there is no edition `{lang}.md` beside the ledger");
            out.push(STRAY_FILE.at(at, message).help(help));
        }
    }
}

/// One warning a translation, and one more where the lag is dangerous.
fn report_lag(
    folder: &Folder,
    lang: &Lang,
    report: &Report,
    text: Option<&String>,
    out: &mut Diagnostics,
) {
    let source = folder.id.source(&format!("{lang}.md"));
    let blocks = match report.behind.len() {
        0 => return,
        1 => "1 block of the original has".to_owned(),
        behind => format!("{behind} blocks of the original have"),
    };
    let command = format!("run `bollettino translations status {} {lang}`", folder.id);
    let at = Location::field(&source, "title");
    let message = format!("{blocks} changed since the translation was accepted");
    out.push(TRANSLATION_STALE.at(at, message).help(command.clone()));
    let danger = report.behind.iter().filter(|place| place.critical);
    for place in danger.filter(|place| place.state != State::Obsolete) {
        let at = match place.translation {
            Some(start) => first_line(&source, text, start as usize),
            None => Location::field(&source, "title"),
        };
        let message = match place.translation {
            Some(_) => "a critical callout is stale: readers are sent to the original instead",
            None => "a critical callout of the original is missing here",
        };
        out.push(TRANSLATION_CRITICAL.at(at, message).help(command.clone()));
    }
}

/// The line that starts at a byte of a file.
fn first_line(source: &SourceId, text: Option<&String>, start: usize) -> Location {
    let line = text.and_then(|text| text.get(start..)?.lines().next());
    Location::bytes(source, start..start + line.map_or(1, str::len))
}
