//! The texts that a site speaks with: Fluent files of all layers, and the glossary.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::diagnostics::{Diagnostics, Location, MESSAGES_IGNORED};
use crate::identity::{Lang, SourceId};
use crate::language::implausible;
use crate::messages::{Layer, Messages, Resource, program_resources};
use crate::render::uses;
use crate::sources::Sources;
use crate::theme::Theme;
use crate::translation::Rules;
use crate::translation::glossary::Glossary;
use crate::yaml::Text;

/// The messages of the site's languages.
pub(super) fn read_messages(
    sources: &Sources,
    theme: &Theme,
    config: &Config,
    out: &mut Diagnostics,
) -> Messages {
    let mut resources = fluent_resources(sources, theme, out);
    resources.retain(|resource| config.stage(&resource.lang).is_some());
    let messages = Messages::load(&config.languages, resources, out);
    let home = |lang: &Lang| words_of(lang, sources, config);
    messages.lint(&config.languages, &uses(theme), &home, out);
    report_ignored(sources, config, out);
    messages
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
const BESIDE_MESSAGES: &[&str] = &["glossary.yaml", "search.yaml"];

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
    Rules::new(conventions, glossary.unwrap_or_default(), config.policy.clone())
}
