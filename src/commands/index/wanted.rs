//! The conditions of `bollettino index`, as typed and as held against what a site can have.

use std::collections::BTreeSet;
use std::process::ExitCode;

use crate::cli::IndexFilter;
use crate::commands::usage;
use crate::config::Config;
use crate::diagnostics::did_you_mean;
use crate::identity::Lang;
use crate::publication::{Kind, Status};
use crate::render::exchange::{Catalogue, Record};

/// Which publications are asked for: of each sort of condition, any one.
pub(super) struct Wanted {
    langs: BTreeSet<Lang>,
    kinds: BTreeSet<Kind>,
    years: BTreeSet<i16>,
    topics: BTreeSet<String>,
    series: BTreeSet<String>,
    statuses: BTreeSet<&'static str>,
}

impl Wanted {
    /// The conditions as typed, held against what a site can have.
    pub(super) fn read(filter: &IndexFilter, config: &Config) -> Result<Self, ExitCode> {
        let mut langs = BTreeSet::new();
        for tag in &filter.lang {
            let lang = Lang::new(tag);
            if config.stage(&lang).is_none() {
                let known = config.languages.iter().map(|(lang, _)| lang.as_str());
                return Err(unknown("language of this site", tag, known));
            }
            langs.insert(lang);
        }
        let mut kinds = BTreeSet::new();
        for id in &filter.kind {
            let all = || config.catalogue.iter().copied();
            match all().find(|kind| kind.id() == id || kind.spec().folder == id) {
                Some(kind) => kinds.insert(kind),
                None => return Err(unknown("kind in the index", id, all().map(Kind::id))),
            };
        }
        let mut statuses = BTreeSet::new();
        for id in &filter.status {
            let all = || Status::ALL.iter().map(|status| status.id());
            match all().find(|known| known == id) {
                Some(status) => statuses.insert(status),
                None => return Err(unknown("status", id, all())),
            };
        }
        Ok(Self {
            langs,
            kinds,
            years: filter.year.iter().copied().collect(),
            topics: filter.topic.iter().cloned().collect(),
            series: filter.series.iter().cloned().collect(),
            statuses,
        })
    }

    /// Topics and series that nothing has are slips of the pen.
    pub(super) fn check_labels(&self, catalogue: &Catalogue<'_>) -> Result<(), ExitCode> {
        let records = &catalogue.records;
        let topics: BTreeSet<&str> = records.iter().flat_map(|r| r.topics.clone()).collect();
        let series: BTreeSet<&str> = records.iter().filter_map(|record| record.series).collect();
        for (what, asked, known) in [
            ("topic in the index", &self.topics, topics),
            ("series in the index", &self.series, series),
        ] {
            if let Some(id) = asked.iter().find(|id| !known.contains(id.as_str())) {
                return Err(unknown(what, id, known.iter().copied()));
            }
        }
        Ok(())
    }

    /// Leaves what is asked for.
    pub(super) fn narrow(&self, catalogue: &mut Catalogue<'_>) {
        catalogue.records.retain(|record| self.has(record));
        if self.langs.is_empty() {
            return;
        }
        for record in &mut catalogue.records {
            record.editions.retain(|edition| self.langs.contains(edition.lang));
        }
        catalogue.records.retain(|record| !record.editions.is_empty());
    }

    fn has(&self, record: &Record<'_>) -> bool {
        let is_in = |set: &BTreeSet<String>, id: &str| set.contains(id);
        let status = || record.status.map(Status::id);
        (self.kinds.is_empty() || self.kinds.contains(&record.kind))
            && (self.years.is_empty() || self.years.contains(&record.published()))
            && (self.topics.is_empty() || record.topics.iter().any(|id| is_in(&self.topics, id)))
            && (self.series.is_empty() || record.series.is_some_and(|id| is_in(&self.series, id)))
            && (self.statuses.is_empty() || status().is_some_and(|id| self.statuses.contains(id)))
    }
}

fn unknown<'k>(what: &str, id: &str, known: impl Iterator<Item = &'k str> + Clone) -> ExitCode {
    let help = did_you_mean(id, known.clone()).unwrap_or_else(|| {
        let known: Vec<&str> = known.collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        format!("known: {known}")
    });
    usage(&format!("`{id}` is not a {what}; {help}"))
}
