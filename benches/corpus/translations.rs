//! What translations cost: building a site whose ledgers are complete, and `translations status`.
//!
//! No option keeps `build` from comparing texts, and a pair without a ledger is compared as well. A
//! text that is withdrawn is read and made into HTML like any other, but held against nothing. So
//! the comparison is measured where it is done, in `parse`: over the corpus with its ledgers, and
//! over the same corpus with one line more in each edition, `withdrawn`. The difference (ledgers,
//! blocks, their review, parity) is the extra cost; a build without it is the cost that it comes on
//! top of. What the reports cost in later stages, a lookup an edition, is not counted; a program from
//! which the comparison had been taken out gave 32 % at 10,000 editions, this way 30 %.
//!
//! `translations status` is measured as a process, start and all. Beside it stands the reading of
//! the same files only: the withdrawn corpus parsed without keeping bodies, and every ledger parsed.

use std::fs;
use std::path::Path;

use bollettino::config::Config;
use bollettino::diagnostics::Diagnostics;
use bollettino::identity::{Lang, SourceId};
use bollettino::parse::{BodyBudget, parse};
use bollettino::site::rules;
use bollettino::sources::Sources;
use bollettino::translation::Ledger;
use rayon::prelude::*;

use crate::generator::LANGUAGES;
use crate::measure::{self, Cost, own};
use crate::{CORPUS, Failure, Place};

/// The site whose translations are all accepted.
pub(crate) const ACCEPTED: &str = "accepted";
/// The site whose editions are all withdrawn.
const WITHDRAWN: &str = "withdrawn";

/// Bytes of bodies that a build keeps, and that `translations status` keeps.
const BODIES: [usize; 2] = [1 << 30, 0];

/// What translations cost in one round, in CPU seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Translations {
    /// A build with all ledgers.
    pub(crate) build: f64,
    /// The part of it that reads and compares.
    pub(crate) compared: f64,
    /// The part of it that would only read.
    pub(crate) alone: f64,
    /// `translations status`.
    pub(crate) status: f64,
    /// Reading and parsing its files.
    pub(crate) files: f64,
}

impl Translations {
    /// Measures all of it once.
    pub(crate) fn measure(place: &Place) -> Result<Self, Failure> {
        let [accepted, withdrawn] = [ACCEPTED, WITHDRAWN].map(|site| place.path(site));
        let [kept, dropped] = BODIES.map(|bytes| bytes.to_string());
        let parse = |site: &Path, bytes: &str, ledgers: Option<&Path>| {
            let part = ["parse".as_ref(), site.as_os_str(), bytes.as_ref()];
            let cost = measure::again::<Cost>(part.into_iter().chain(ledgers.map(Path::as_os_str)));
            cost.map(|cost| cost.cpu)
        };
        Ok(Self {
            build: place.build(ACCEPTED)?.0.cpu,
            compared: parse(&accepted, &kept, None)?,
            alone: parse(&withdrawn, &kept, None)?,
            status: measure::program(&place.program(ACCEPTED, &["translations", "status"]))?.cpu,
            files: parse(&withdrawn, &dropped, Some(&accepted))?,
        })
    }

    /// What comparing adds to a build, in percent.
    pub(crate) fn extra(&self) -> f64 {
        let comparing = self.compared - self.alone;
        100.0 * comparing / (self.build - comparing)
    }

    /// `translations status` to the reading of its files.
    pub(crate) fn ratio(&self) -> f64 {
        self.status / self.files
    }
}

/// Makes the sites beside a corpus: the same with every translation accepted, and withdrawn.
pub(crate) fn prepare(place: &Place) -> Result<(), Failure> {
    let corpus = place.path(CORPUS);
    for file in walkdir::WalkDir::new(&corpus) {
        let file = file?;
        let below = file.path().strip_prefix(&corpus)?;
        let copies = [ACCEPTED, WITHDRAWN].map(|site| place.path(site).join(below));
        if file.file_type().is_dir() {
            copies.iter().try_for_each(fs::create_dir)?;
            continue;
        }
        let text = fs::read_to_string(file.path())?;
        fs::write(&copies[0], &text)?;
        let text = match text.strip_prefix("---\n") {
            Some(edition) => format!("---\nwithdrawn: to be held against nothing\n{edition}"),
            None => text,
        };
        fs::write(&copies[1], text)?;
    }
    measure::program(&place.program(ACCEPTED, &["translations", "adopt"])).map(drop)
}

/// The argument `parse`: parses a site, and the ledgers of another, and says what that cost.
pub(crate) fn read(site: &Path, bodies: usize, ledgers: Option<&Path>) -> Result<Cost, Failure> {
    let mut out = Diagnostics::new();
    let sources = Sources::open(site, &mut out);
    let config = Config::read(&sources, &mut out).ok_or("site.yaml cannot be read")?;
    let rules = rules(&sources, &config, &mut out);
    let (_parsed, cost) = own(|| {
        let sources = Sources::open(site, &mut out);
        let budget = BodyBudget::bytes(bodies);
        let parsed = parse(&sources, &config, &rules, &budget, &mut out);
        let ledgers = ledgers.map(all_ledgers).transpose()?;
        Ok((parsed, ledgers))
    })?;
    Ok(cost)
}

/// Reads and parses the ledgers of a site; gives the number of their records.
fn all_ledgers(site: &Path) -> Result<usize, Failure> {
    let sources = Sources::open(site, &mut Diagnostics::new());
    let files = sources.below("content/").par_iter();
    let ledgers = files.filter(|id| id.as_str().ends_with(".ledger"));
    let records = ledgers.map(|id| ledger(&sources, id).ok_or_else(|| format!("{id} is broken")));
    Ok(records.try_reduce(|| 0, |a, b| Ok(a + b))?)
}

fn ledger(sources: &Sources, id: &SourceId) -> Option<usize> {
    let text = sources.read_text(id).ok()?;
    let to = id.file_name().strip_suffix(".ledger")?;
    let from = LANGUAGES.iter().find(|lang| **lang != to)?;
    let ledger = Ledger::parse(id, &text, &Lang::new(from), &Lang::new(to)).ok()?;
    Some(ledger.records.len())
}
