//! `bollettino languages add TAG`: starts a language.

use std::process::ExitCode;

use super::{FAILED, complain, report, say, usage};
use crate::author;
use crate::cli::Global;
use crate::config::Config;
use crate::diagnostics::{Diagnostics, Policy};
use crate::identity::Lang;
use crate::language::implausible;
use crate::site::fluent_resources;
use crate::sources::Sources;
use crate::theme::Theme;

/// Lists a language as in preparation and writes its files to translate.
pub fn add(global: &Global, tag: &str) -> ExitCode {
    if let Some(help) = implausible(tag) {
        return usage(&format!("`{tag}` is not a language tag: {help}"));
    }
    let mut out = Diagnostics::new();
    let sources = Sources::open(&global.site, &mut out);
    let config = Config::read(&sources, &mut out);
    let theme = config.as_ref().and_then(|config| Theme::read(&sources, &config.theme, &mut out));
    let (Some(config), Some(theme)) = (config, theme) else {
        report(global, out, &Policy::default());
        return ExitCode::from(FAILED);
    };
    let lang = Lang::new(tag);
    if config.stage(&lang).is_some() {
        return usage(&format!("the site already has the language `{tag}`"));
    }
    let default = config.default_language().clone();
    let resources = fluent_resources(&sources, &theme, &mut out);
    let originals = resources.iter().filter(|resource| resource.lang == default);
    match author::add_language(&sources, &lang, originals) {
        Ok(files) => {
            for file in files {
                say(&file.display().to_string());
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(FAILED)
        }
    }
}
