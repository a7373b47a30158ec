//! As much of a site as printing its index needs: no theme's templates, no lists, no text.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::{fluent_resources, rules};
use crate::assets::Assets;
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::library::Library;
use crate::link::link_index;
use crate::messages::Messages;
use crate::parse::parse_index;
use crate::plan::{self, Ingredients, Plan};
use crate::render::exchange::Shelf;
use crate::select::{Audience, select};
use crate::sources::Sources;
use crate::theme::Theme;
use crate::translation::glossary::Glossary;

/// What of a site is in its index.
pub struct Holdings {
    config: Config,
    library: Library,
    plan: Plan,
    messages: Messages,
}

impl Holdings {
    /// What records are made from.
    pub fn shelf(&self) -> Shelf<'_> {
        let Self { config, library, plan, messages } = self;
        Shelf { config, library, plan, messages }
    }
}

/// Loads the index through the same stages as a site. What keeps a publication out of it is said;
/// what else is wrong with the site is for `check`. Without `files` the publications have none,
/// and no digest is made.
pub fn load_index(
    sources: &Sources,
    config: Config,
    audience: Audience,
    files: bool,
    out: &mut Diagnostics,
) -> Holdings {
    let compared = OnceLock::new();
    let nowhere = &mut Diagnostics::new();
    let ask = || compared.get_or_init(|| rules(sources, &config, &mut Diagnostics::new()));
    let parsed = parse_index(sources, &config, &ask, out);
    let mut selection = select(parsed, &config, audience, &BTreeSet::new(), out);
    if !files {
        selection.publications.iter_mut().for_each(|publication| publication.files.clear());
    }
    let library = link_index(sources, &config, selection, nowhere);
    let resources = match Theme::read(sources, &config.theme, nowhere) {
        Some(theme) => fluent_resources(sources, &theme, nowhere),
        None => Vec::new(),
    };
    let known = resources.into_iter().filter(|resource| config.stage(&resource.lang).is_some());
    let messages = Messages::load(&config.languages, known.collect(), nowhere);
    let ingredients = Ingredients {
        sources,
        config: &config,
        library: &library,
        messages: &messages,
        assets: &Assets::default(),
        glossary: &Glossary::default(),
        search: None,
        preparing: audience.preparing,
    };
    let plan = plan::of_catalogue(&ingredients, out);
    Holdings { config, library, plan, messages }
}
