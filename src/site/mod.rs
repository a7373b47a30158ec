//! The site as one value: everything that the pipeline has found out, frozen.
//!
//! [`load`] is the pipeline in order, one call a stage. What comes out is all that rendering
//! needs; rendering one page is a pure function of it. The first half of the pipeline does not
//! depend on who looks: it gives [`Contents`], of which a preview makes site after site.

mod contents;
mod due;
mod duties;
mod index;
mod overview;
mod texts;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::assets::Assets;
use crate::config::{Config, Stage};
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Policy, SOURCE_CHANGED};
use crate::identity::{Lang, PublicationId, SourceId};
use crate::library::{Edition, Library, Publication};
use crate::link::link;
use crate::messages::{Messages, PSEUDO};
use crate::parse::{Body, ParsedPublication, parse_body};
use crate::plan::{self, Ingredients, Plan};
use crate::render::{Chrome, OpenData, Searches, Templates, servers};
use crate::search::Synonyms;
use crate::select::{Audience, select};
use crate::sources::Sources;
use crate::translation::Rules;

use contents::Ground;
pub use index::{Holdings, load_index};
use texts::read_messages;

pub use contents::Contents;
pub use due::{Due, Obstacle, due};
pub use overview::{Standing, Weights, overview, totals, weights};
pub use texts::{fluent_resources, rules};

/// How a site is loaded.
#[derive(Clone, Debug)]
pub struct Options {
    /// Who looks, and when.
    pub audience: Audience,
    /// Serve the site elsewhere than site.yaml says.
    pub base_url: Option<String>,
    /// Bytes of bodies that are kept between parsing and rendering.
    pub body_budget: usize,
    /// Add a language whose interface is in disguise, to find texts that are not translated.
    pub pseudo: bool,
    /// What is not to be seen although it is due: what [`due`] found to be not ready.
    pub held: BTreeSet<PublicationId>,
}

impl Options {
    /// What is loaded for an audience unless something else is said: 1 GiB of bodies.
    pub fn new(audience: Audience) -> Self {
        let held = BTreeSet::new();
        Self { audience, base_url: None, body_budget: 1 << 30, pseudo: false, held }
    }
}

/// A site, complete.
pub struct Site {
    /// Its files.
    pub sources: Arc<Sources>,
    /// Its configuration.
    pub config: Config,
    /// Who looks at it.
    pub audience: Audience,
    /// What is visible.
    pub library: Library,
    /// The total map.
    pub plan: Plan,
    /// What translations are held against.
    pub(crate) rules: Arc<Rules>,
    pub(crate) messages: Arc<Messages>,
    pub(crate) assets: Arc<Assets>,
    pub(crate) templates: Templates,
    /// What every page of a language shows around its content.
    pub(crate) chrome: Chrome,
    /// What is said of datasets for download.
    pub(crate) open_data: OpenData,
    /// What its languages' searches ask for.
    pub(crate) searches: Searches,
    pub(crate) synonyms: Arc<Synonyms>,
}

/// What came of loading a site.
pub struct Loaded {
    /// The site, unless something is wrong without which no page can be made.
    pub site: Option<Site>,
    /// Everything there is to say about it so far.
    pub diagnostics: Diagnostics,
    /// How the site weighs diagnostics, as far as its configuration could be read.
    pub policy: Policy,
}

/// Loads the site in `root`: sources → parse → select → link → plan.
pub fn load(root: &Path, options: &Options) -> Loaded {
    match Contents::read(root, options.body_budget) {
        Ok(contents) => contents.into_site(options),
        Err(diagnostics) => Loaded { site: None, diagnostics, policy: Policy::default() },
    }
}

/// The stages that depend on who looks: select → link → plan, with what stands beside them.
fn stages(
    ground: &Ground,
    parsed: Vec<ParsedPublication>,
    config: Config,
    options: &Options,
    out: &mut Diagnostics,
) -> Option<Site> {
    let (sources, rules) = (&ground.sources, &ground.rules);
    let theme = ground.theme.as_ref();
    let mut spoken = config.clone();
    if options.pseudo {
        // Not for the content, so that no text of it can be in it.
        spoken.add_language(Lang::new(PSEUDO), Stage::Pseudo);
    }
    let (library, (beside, said_beside)) = rayon::join(
        || {
            let selection = select(parsed, &config, options.audience, &options.held, out);
            link(sources, &config, rules, selection, out)
        },
        || {
            Diagnostics::of(|out| {
                let messages = Arc::new(read_messages(sources, theme?, &spoken, out));
                Some((messages, Arc::new(Assets::prepare(theme?, out))))
            })
        },
    );
    out.append(said_beside);
    let (theme, (messages, assets), config) = (theme?, beside?, spoken);
    let preparing = options.audience.preparing;
    let plan = plan::build(
        &Ingredients {
            sources,
            config: &config,
            library: &library,
            messages: &messages,
            assets: &assets,
            glossary: &rules.glossary,
            search: config.search.filter(|_| theme.has("templates/search.html")),
            preparing,
        },
        out,
    );
    let templates = Templates::compile(theme, &config, &messages, &assets, &plan, out)?;
    let searches = Searches::of(&plan.languages);
    let open_data = OpenData::of(&library);
    let mut site = Site {
        sources: Arc::clone(sources),
        config,
        audience: options.audience,
        library,
        plan,
        rules: Arc::clone(rules),
        messages,
        assets,
        templates,
        chrome: Chrome::default(),
        searches,
        open_data,
        synonyms: Arc::clone(&ground.synonyms),
    };
    servers::check(&site, out);
    duties::check(&site, out);
    site.chrome = Chrome::of(&site, out)?;
    Some(site)
}

impl Site {
    /// The body of an edition: the one kept, or made again from its file.
    pub(crate) fn body(
        &self,
        publication: &Publication,
        edition: &Edition,
    ) -> Result<Arc<Body>, Box<Diagnostic>> {
        if let Some(body) = &edition.body {
            return Ok(Arc::clone(body));
        }
        let text = self.sources.read_text(&edition.source)?;
        parse_body(&edition.source, &publication.id, &text, &edition.outline, &edition.marks)
            .map(Arc::new)
            .ok_or_else(|| Box::new(changed(&edition.source)))
    }
}

fn changed(source: &SourceId) -> Diagnostic {
    SOURCE_CHANGED.at(Location::whole(source), "the file changed while the site was being built")
}
