//! What comes next: when each publication is due, and what would keep it from going out then.
//!
//! The gates are those of `select` and the faults those of `check`, both as of that time: the site is
//! made once for each moment at which something is due. `bollettino due` prints it, and whoever
//! publishes acts on it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Contents, Loaded, Options, Site};
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Diagnostics, LEFT_OUT, Severity};
use crate::identity::{Lang, PublicationId};
use crate::parse::ParsedPublication;
use crate::plan::PageKey;
use crate::publication::Release;
use crate::render::render;
use crate::select::{self, Audience, Hidden, hidden};

/// A publication that is or will be due.
#[derive(Clone, Debug)]
pub struct Due {
    /// When.
    pub at: Timestamp,
    /// Which.
    pub publication: PublicationId,
    /// The languages in which it has an edition.
    pub editions: Vec<Lang>,
    /// What keeps it from going out; nothing where it is ready.
    pub obstacles: Vec<Obstacle>,
}

/// What keeps a publication from going out when it is due.
#[derive(Clone, Debug)]
pub enum Obstacle {
    /// One of the gates that hold for every reader.
    Gate(Hidden),
    /// It goes out together for the first time, and this translation is behind its original.
    Stale {
        /// The translation.
        lang: Lang,
        /// How many of its blocks are behind.
        blocks: u32,
    },
    /// It has errors of its own.
    Faults(Vec<Diagnostic>),
}

impl Due {
    /// Whether it goes out, or would.
    pub fn is_ready(&self) -> bool {
        self.obstacles.is_empty()
    }
}

/// What is due between `now` and `until`, and what was due before and is held back still, sorted by
/// time. `is_out` tells which publications readers have already: these are not held for being
/// behind, and what lies back and is out is not told.
pub fn due(
    contents: &Contents,
    now: Timestamp,
    until: Timestamp,
    is_out: &dyn Fn(&PublicationId) -> bool,
) -> Vec<Due> {
    let config = contents.config();
    // By the moment at which it is looked at: what lies back is looked at now.
    let mut moments: BTreeMap<Timestamp, Vec<Due>> = BTreeMap::new();
    for publication in contents.publications() {
        let Some(facts) = &publication.facts else { continue };
        let Some(at) = select::due(facts, config).filter(|at| *at <= until) else { continue };
        let is_new = at > now || !is_out(&publication.folder.id);
        let moment = at.max(now);
        let obstacles = gates(publication, config, moment, is_new);
        let is_held = obstacles.iter().any(Obstacle::is_of_an_hour);
        if at > now || is_held || (is_new && obstacles.is_empty()) {
            moments.entry(moment).or_default().push(Due {
                at,
                publication: publication.folder.id.clone(),
                editions: publication.editions.keys().cloned().collect(),
                obstacles,
            });
        }
    }
    for (moment, dues) in &mut moments {
        let options = Options::new(Audience::public(*moment));
        let Loaded { site, mut diagnostics, policy } = contents.site(&options);
        if let Some(site) = &site {
            dues.iter().for_each(|due| render_pages(site, &due.publication, &mut diagnostics));
        }
        diagnostics.apply(&policy);
        diagnostics.drop_repeats();
        for due in dues {
            let faults = faults_of(&due.publication, &diagnostics);
            if !faults.is_empty() {
                due.obstacles.push(Obstacle::Faults(faults));
            }
        }
    }
    let mut dues: Vec<Due> = moments.into_values().flatten().collect();
    dues.sort_by(|a, b| (a.at, &a.publication).cmp(&(b.at, &b.publication)));
    dues
}

impl Obstacle {
    /// Whether it holds something whose hour has come. A draft whose day has passed is a draft, and
    /// what is restricted was never meant to go out.
    fn is_of_an_hour(&self) -> bool {
        match self {
            Obstacle::Gate(hidden) => {
                matches!(hidden, Hidden::Incomplete(_) | Hidden::Unaccepted(_))
            }
            Obstacle::Stale { .. } | Obstacle::Faults(_) => true,
        }
    }
}

/// What of its own keeps a publication back at a time, its faults apart.
fn gates(
    publication: &ParsedPublication,
    config: &Config,
    at: Timestamp,
    is_new: bool,
) -> Vec<Obstacle> {
    if let Some(hidden) = hidden(publication, config, Audience::public(at)) {
        return vec![Obstacle::Gate(hidden)];
    }
    let together = publication.facts.as_ref().is_some_and(|f| f.release == Release::Together);
    let reports = publication.reports.iter().filter(|_| together && is_new);
    let stale = reports.filter(|(_, report)| !report.behind.is_empty());
    let stale = stale.map(|(lang, report)| Obstacle::Stale {
        lang: lang.clone(),
        blocks: report.behind.len() as u32,
    });
    stale.collect()
}

/// Renders the pages of a publication for what is wrong with them.
fn render_pages(site: &Site, id: &PublicationId, out: &mut Diagnostics) {
    let Some(index) = site.library.find(id) else { return };
    let key = PageKey::Publication(index);
    let addresses = site.plan.languages.iter().filter_map(|lang| site.plan.address(&key, lang));
    out.extend(addresses.filter_map(|address| render(site, address).err()).map(|fault| *fault));
}

/// The errors in a publication's own files, also where they are set aside while it is held.
fn faults_of(id: &PublicationId, diagnostics: &Diagnostics) -> Vec<Diagnostic> {
    let folder = format!("content/{id}/");
    let is_own = |fault: &&Diagnostic| {
        let is_error = fault.severity == Severity::Error || fault.code == &LEFT_OUT;
        let place = fault.location.as_ref();
        is_error && place.is_some_and(|place| place.source.as_str().starts_with(&folder))
    };
    diagnostics.iter().filter(is_own).cloned().collect()
}
