//! `bollettino languages add TAG`: starts a language.

use std::process::ExitCode;

use super::{FAILED, configured, report, usage, written};
use crate::author;
use crate::cli::Global;
use crate::diagnostics::Diagnostics;
use crate::identity::Lang;
use crate::language::implausible;
use crate::site::fluent_resources;
use crate::theme::Theme;

/// Lists a language as in preparation and writes its files to translate.
pub fn add(global: &Global, tag: &str) -> ExitCode {
    if let Some(help) = implausible(tag) {
        return usage(&format!("`{tag}` is not a language tag: {help}"));
    }
    let (sources, config) = match configured(global) {
        Ok(configured) => configured,
        Err(code) => return code,
    };
    let mut out = Diagnostics::new();
    let Some(theme) = Theme::read(&sources, &config.theme, &mut out) else {
        report(global, out, &config.policy);
        return ExitCode::from(FAILED);
    };
    let lang = Lang::new(tag);
    if config.stage(&lang).is_some() {
        return usage(&format!("the site already has the language `{tag}`"));
    }
    let default = config.default_language().clone();
    let resources = fluent_resources(&sources, &theme, &mut out);
    let originals = resources.iter().filter(|resource| resource.lang == default);
    written(author::add_language(&sources, &lang, originals))
}
