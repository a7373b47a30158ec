//! The site as one value: everything that the pipeline has found out, frozen.
//!
//! [`load`] is the pipeline in order, one call a stage. What comes out is all that rendering
//! needs; rendering one page is a pure function of it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::assets::Assets;
use crate::config::{Config, Stage};
use crate::diagnostics::{
    BAD_ADDRESS, Diagnostic, Diagnostics, Location, MESSAGES_IGNORED, Policy, SOURCE_CHANGED,
};
use crate::identity::{Lang, SourceId};
use crate::language::implausible;
use crate::library::{Edition, Library, Publication};
use crate::link::link;
use crate::messages::{Layer, Messages, Resource, program_resources};
use crate::parse::{Body, BodyBudget, parse, parse_body};
use crate::plan::{self, Ingredients, Plan};
use crate::render::{Chrome, Templates};
use crate::select::{Audience, select};
use crate::sources::Sources;
use crate::theme::Theme;
use crate::translation::Rules;
use crate::translation::glossary::Glossary;
use crate::yaml::Text;

/// How a site is loaded.
#[derive(Clone, Debug)]
pub struct Options {
    /// Who looks, and when.
    pub audience: Audience,
    /// Serve the site elsewhere than site.yaml says.
    pub base_url: Option<String>,
    /// Bytes of bodies that are kept between parsing and rendering.
    pub body_budget: usize,
}

impl Options {
    /// What is loaded for an audience unless something else is said: 1 GiB of bodies.
    pub fn new(audience: Audience) -> Self {
        Self { audience, base_url: None, body_budget: 1 << 30 }
    }
}

/// A site, complete.
pub struct Site {
    /// Its files.
    pub sources: Sources,
    /// Its configuration.
    pub config: Config,
    /// Who looks at it.
    pub audience: Audience,
    /// What is visible.
    pub library: Library,
    /// The total map.
    pub plan: Plan,
    pub(crate) messages: Arc<Messages>,
    pub(crate) assets: Arc<Assets>,
    pub(crate) templates: Templates,
    /// What every page of a language shows around its content.
    pub(crate) chrome: Chrome,
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
    let mut out = Diagnostics::new();
    let sources = Sources::open(root, &mut out);
    let config = configure(&sources, options, &mut out);
    let policy = config.as_ref().map(|config| config.policy.clone()).unwrap_or_default();
    let site = config.and_then(|config| stages(sources, config, options, &mut out));
    Loaded { site, diagnostics: out, policy }
}

fn stages(
    sources: Sources,
    config: Config,
    options: &Options,
    out: &mut Diagnostics,
) -> Option<Site> {
    let theme = Theme::read(&sources, &config.theme, out);
    let budget = BodyBudget::bytes(options.body_budget);
    let rules = rules(&sources, &config, out);
    let parsed = parse(&sources, &config, &rules, &budget, out);
    let selection = select(parsed, &config, options.audience, out);
    let library = link(&sources, &config, selection, out);
    let theme = theme?;
    let messages = Arc::new(read_messages(&sources, &theme, &config, out));
    let assets = Arc::new(Assets::prepare(&theme, out));
    let preparing = options.audience.preparing;
    let plan = plan::build(
        &Ingredients {
            sources: &sources,
            config: &config,
            library: &library,
            messages: &messages,
            assets: &assets,
            preparing,
        },
        out,
    );
    let templates = Templates::compile(&theme, &config, &messages, &assets, &plan, out)?;
    let mut site = Site {
        sources,
        config,
        audience: options.audience,
        library,
        plan,
        messages,
        assets,
        templates,
        chrome: Chrome::default(),
    };
    site.chrome = Chrome::of(&site, out)?;
    Some(site)
}

/// What translations are held against. The program's own messages know how languages write.
pub fn rules(sources: &Sources, config: &Config, out: &mut Diagnostics) -> Rules {
    let words = Messages::load(&config.languages, program_resources(), &mut Diagnostics::new());
    let languages = config.languages.iter().map(|(lang, _)| lang);
    let conventions = languages.map(|lang| (lang.clone(), words.conventions(lang))).collect();
    let source = SourceId::new("i18n/glossary.yaml");
    let glossary = sources.contains(&source).then(|| sources.read_text(&source));
    let glossary = match glossary {
        Some(Ok(yaml)) => {
            let text = Text { source: &source, yaml: &yaml, offset: 0 };
            Glossary::read(text, &config.languages, out)
        }
        Some(Err(fault)) => {
            out.push(fault);
            None
        }
        None => None,
    };
    Rules::new(conventions, glossary.unwrap_or_default())
}

fn configure(sources: &Sources, options: &Options, out: &mut Diagnostics) -> Option<Config> {
    let mut config = Config::read(sources, out)?;
    if let Some(url) = options.base_url.as_ref().filter(|url| !config.serve_at(url)) {
        let message = format!("`{url}` is not where a site is served");
        out.push(BAD_ADDRESS.nowhere(message));
    }
    Some(config)
}

/// The messages of the site's languages.
fn read_messages(
    sources: &Sources,
    theme: &Theme,
    config: &Config,
    out: &mut Diagnostics,
) -> Messages {
    let mut resources = fluent_resources(sources, theme, out);
    resources.retain(|resource| config.stage(&resource.lang).is_some());
    let messages = Messages::load(&config.languages, resources, out);
    report_gaps(&messages, sources, config, out);
    report_ignored(sources, config, out);
    messages
}

/// Families of messages that are needed only where content uses them, or that no page shows.
const ON_DEMAND: &[&str] = &[
    "convention-",
    "country-",
    "identifier-",
    "impact-severity-",
    "language-",
    "licence-",
    "outlook-",
    "regime-",
    "root-cause-",
    "sector-",
    "subsector-",
    "threat-severity-",
];

/// A language whose stage is `full` has every message of the program's interface, and the site's
/// own name.
fn report_gaps(messages: &Messages, sources: &Sources, config: &Config, out: &mut Diagnostics) {
    let default = config.default_language();
    let needed: Vec<&str> = messages
        .ids(default)
        .filter(|message| message.layer == Layer::Program)
        .map(|message| message.id)
        .filter(|id| !ON_DEMAND.iter().any(|family| id.starts_with(family)))
        .chain(["site-name", "site-publisher"])
        .collect();
    for (lang, _) in config.languages.iter().filter(|(_, stage)| *stage == Stage::Full) {
        let words = messages.translator(lang);
        let gaps = needed.iter().filter(|id| !words.has(id));
        let gaps = gaps.filter_map(|id| words.text(id, &[]).err());
        out.extend(gaps.map(|gap| gap.diagnostic().or_at(words_of(lang, sources, config))));
    }
}

/// Where a language's missing words belong: its first file, or where it is listed while it has none.
fn words_of(lang: &Lang, sources: &Sources, config: &Config) -> Location {
    let folder = format!("i18n/{lang}/");
    let mut files = sources.below(&folder).iter().filter(|id| id.as_str().ends_with(".ftl"));
    let listed = config.languages.iter().position(|(l, _)| l == lang).unwrap_or_default();
    let in_list = || Location::item(&SourceId::new("site.yaml"), "languages", listed);
    files.next().map_or_else(in_list, Location::whole)
}

/// Files below `i18n/` that are not for messages.
const BESIDE_MESSAGES: &[&str] = &["glossary.yaml"];

/// Files below `i18n/` that nobody reads; of a language that is not listed, the first.
fn report_ignored(sources: &Sources, config: &Config, out: &mut Diagnostics) {
    let mut unlisted = BTreeSet::new();
    for source in sources.below("i18n/") {
        let path = &source.as_str()["i18n/".len()..];
        let (problem, help) = match path.split_once('/') {
            None if BESIDE_MESSAGES.contains(&path) => continue,
            None => {
                let first = config.default_language();
                let help = format!("move it into the folder of a language, such as i18n/{first}/");
                (format!("`{path}` lies in no language's folder and is not read"), help)
            }
            Some((tag, _)) if config.stage(&Lang::new(tag)).is_none() => {
                if !unlisted.insert(tag) {
                    continue;
                }
                let add = || format!("add `{tag}` to `languages` in site.yaml");
                let help = implausible(tag).unwrap_or_else(add);
                (format!("`{tag}` is not a language of this site: i18n/{tag}/ is not read"), help)
            }
            Some((_, name)) if name.ends_with(".ftl") => continue,
            Some((_, name)) => {
                let help = "Fluent files end in `.ftl`: rename it, or move it elsewhere";
                (format!("`{name}` is not a Fluent file and is not read"), help.to_owned())
            }
        };
        out.push(MESSAGES_IGNORED.at(Location::whole(source), problem).help(help));
    }
}

/// The Fluent texts of all layers and languages.
pub fn fluent_resources(sources: &Sources, theme: &Theme, out: &mut Diagnostics) -> Vec<Resource> {
    let mut resources = program_resources();
    for (path, file) in theme.below("i18n/") {
        let Some((lang, _)) = path.split_once('/').filter(|(_, name)| name.ends_with(".ftl"))
        else {
            continue;
        };
        resources.push(Resource {
            layer: Layer::Theme,
            lang: Lang::new(lang),
            source: file.source.clone(),
            text: String::from_utf8_lossy(&file.bytes).into_owned(),
        });
    }
    for id in sources.below("i18n/").iter().filter(|id| id.as_str().ends_with(".ftl")) {
        let Some(lang) = id.as_str().split('/').nth(1) else { continue };
        match sources.read_text(id) {
            Ok(text) => resources.push(Resource {
                layer: Layer::Site,
                lang: Lang::new(lang),
                source: id.clone(),
                text,
            }),
            Err(fault) => out.push(fault),
        }
    }
    resources
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
