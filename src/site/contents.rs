//! What a site's files say, before anyone looks at it: the first half of the pipeline.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Loaded, Options, Rules, rules, stages};
use crate::config::Config;
use crate::diagnostics::{BAD_ADDRESS, Diagnostics, SOURCE_UNREADABLE};
use crate::identity::{PublicationId, SourceId};
use crate::parse::{BodyBudget, Folder, ParsedPublication, folders, parse_publication};
use crate::search::Synonyms;
use crate::sources::{Sources, paths_to};
use crate::theme::Theme;

/// What every publication is read by.
const ALL_STAND_ON: &[&str] = &["site.yaml", "i18n", "i18n/glossary.yaml"];

/// A site's files, read and parsed: what every audience sees some of.
pub struct Contents {
    ground: Ground,
    /// Whether nothing was wrong with the folders of the publications.
    is_tidy: bool,
    publications: Vec<ParsedPublication>,
    budget: BodyBudget,
}

/// What publications stand on.
pub(super) struct Ground {
    pub(super) sources: Arc<Sources>,
    config: Config,
    /// `None` when there is none of its name, which was reported.
    pub(super) theme: Option<Theme>,
    pub(super) rules: Arc<Rules>,
    pub(super) synonyms: Arc<Synonyms>,
    /// What is wrong with any of these.
    faults: Diagnostics,
    /// Whether every file could be listed.
    listed: bool,
}

impl Contents {
    /// Reads the site in `root` and keeps up to so many bytes of bodies; says what is wrong when
    /// it has no configuration to go by.
    pub fn read(root: &Path, body_budget: usize) -> Result<Contents, Diagnostics> {
        let mut faults = Diagnostics::new();
        let sources = Sources::open(root, &mut faults);
        Contents::of(sources, faults, body_budget)
    }

    /// The same, to be kept up to date by [`reread`](Self::reread).
    pub fn watched(root: &Path, body_budget: usize) -> Result<Contents, Diagnostics> {
        let mut faults = Diagnostics::new();
        let sources = Sources::open(root, &mut faults).remembering();
        Contents::of(sources, faults, body_budget)
    }

    fn of(sources: Sources, faults: Diagnostics, bodies: usize) -> Result<Contents, Diagnostics> {
        let (ground, budget) = (Ground::read(sources, faults)?, BodyBudget::bytes(bodies));
        let mut contents = Contents { ground, is_tidy: false, publications: Vec::new(), budget };
        contents.reparse(false, |_| true);
        Ok(contents)
    }

    /// Its configuration, as its file has it.
    pub fn config(&self) -> &Config {
        &self.ground.config
    }

    /// Its files.
    pub fn sources(&self) -> Arc<Sources> {
        Arc::clone(&self.ground.sources)
    }

    /// What its translations are held against.
    pub fn rules(&self) -> &Rules {
        &self.ground.rules
    }

    /// Every publication, whoever may see it, sorted by id.
    pub fn publications(&self) -> &[ParsedPublication] {
        &self.publications
    }

    /// The site that an audience sees of it.
    pub fn site(&self, options: &Options) -> Loaded {
        self.ground.show(self.publications.par_iter().cloned().collect(), options)
    }

    /// The site that its only audience sees of it.
    pub(super) fn into_site(self, options: &Options) -> Loaded {
        self.ground.show(self.publications, options)
    }

    /// Reads again what a change of these files and folders touches. Of a publication that cannot
    /// be read any more the last good state is kept beside its faults; all stays as it was when
    /// the site has no configuration to go by, and the faults of that are given.
    pub fn reread(&mut self, changed: &[SourceId]) -> Result<(), Diagnostics> {
        let mut faults = Diagnostics::new();
        let former = &self.ground;
        let changed = &former.sources.with_links(changed);
        let sources = match former.listed {
            true => former.sources.relisted(changed, &mut faults),
            // Whether what could not be listed is mended is seen by listing everything.
            false => Sources::open(former.sources.root(), &mut faults).remembering(),
        };
        if !self.publications.is_empty() && !sources.has_folder("content") {
            faults.push(SOURCE_UNREADABLE.nowhere("the folder `content` is no longer there"));
            return Err(faults);
        }
        let same_files = self.is_tidy && sources.ids() == self.ground.sources.ids();
        self.ground = Ground::read(sources, faults)?;
        let paths: HashSet<&str> = changed.iter().map(SourceId::as_str).collect();
        let around: HashSet<&str> = paths.iter().flat_map(|path| paths_to(path)).collect();
        let everything = ALL_STAND_ON.iter().any(|path| paths.contains(path));
        self.reparse(same_files, |folder| {
            let place = format!("content/{}", folder.id);
            let within = around.contains(place.as_str());
            everything || within || paths_to(&place).any(|path| paths.contains(path))
        });
        Ok(())
    }

    /// Parses every publication that is new, has other files than before, or is said to have
    /// changed. Which folders there are is asked again where files have come or gone, or where
    /// something was wrong with them.
    fn reparse(&mut self, same_files: bool, is_changed: impl Fn(&Folder) -> bool + Sync) {
        let former = std::mem::take(&mut self.publications);
        if same_files {
            let (ground, budget) = (&self.ground, &self.budget);
            let known = former.into_par_iter();
            let known = known.map(|parsed| match is_changed(&parsed.folder) {
                true => ground.parse_again(parsed.folder.clone(), parsed, budget),
                false => parsed,
            });
            self.publications = known.collect();
            return;
        }
        let former = former.into_iter();
        let mut former: BTreeMap<PublicationId, ParsedPublication> =
            former.map(|parsed| (parsed.folder.id.clone(), parsed)).collect();
        let mut faults = Diagnostics::new();
        let folders = folders(&self.ground.sources, &mut faults).into_iter();
        self.is_tidy = faults.is_empty();
        self.ground.faults.append(faults);
        let folders: Vec<_> = folders.map(|folder| (former.remove(&folder.id), folder)).collect();
        let (ground, budget) = (&self.ground, &self.budget);
        self.publications = folders
            .into_par_iter()
            .map(|(former, folder)| match former {
                None => ground.parse(folder, budget),
                Some(former) if former.folder == folder && !is_changed(&folder) => former,
                Some(former) => ground.parse_again(folder, former, budget),
            })
            .collect();
    }
}

impl Ground {
    fn read(sources: Sources, mut faults: Diagnostics) -> Result<Ground, Diagnostics> {
        let listed = faults.is_empty();
        let Some(config) = Config::read(&sources, &mut faults) else { return Err(faults) };
        let theme = Theme::read(&sources, &config.theme, &mut faults);
        let rules = Arc::new(rules(&sources, &config, &mut faults));
        let synonyms = Arc::new(Synonyms::of(&sources, &config.languages, &mut faults));
        Ok(Ground { sources: Arc::new(sources), config, theme, rules, synonyms, faults, listed })
    }

    fn parse(&self, folder: Folder, budget: &BodyBudget) -> ParsedPublication {
        parse_publication(&self.sources, &self.config, &self.rules, folder, budget)
    }

    /// What cannot be read any more stays as it was.
    fn parse_again(
        &self,
        folder: Folder,
        former: ParsedPublication,
        budget: &BodyBudget,
    ) -> ParsedPublication {
        budget.give_back(&former);
        self.parse(folder, budget).or_as_it_was(former)
    }

    fn show(&self, parsed: Vec<ParsedPublication>, options: &Options) -> Loaded {
        let mut diagnostics = self.faults.clone();
        let mut config = self.config.clone();
        if let Some(url) = options.base_url.as_ref().filter(|url| !config.serve_at(url)) {
            diagnostics.push(BAD_ADDRESS.nowhere(format!("`{url}` is not where a site is served")));
        }
        let policy = config.policy.clone();
        let site = stages(self, parsed, config, options, &mut diagnostics);
        Loaded { site, diagnostics, policy }
    }
}
