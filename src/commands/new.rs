//! `bollettino new KIND TITLE`: a draft with its original edition.

use std::process::ExitCode;

use super::{configured, now, usage, written};
use crate::author;
use crate::cli::Global;
use crate::diagnostics::did_you_mean;
use crate::identity::Lang;
use crate::publication::Kind;

/// Starts a publication.
pub fn run(global: &Global, kind: &str, title: &str, lang: Option<&str>) -> ExitCode {
    let Some(kind) = Kind::from_id(kind).or_else(|| Kind::from_folder(kind)) else {
        let ids: Vec<&str> = Kind::ALL.iter().map(|kind| kind.id()).collect();
        let help = did_you_mean(kind, ids.iter().copied());
        let help = help.unwrap_or_else(|| format!("known: {}", ids.join(", ")));
        return usage(&format!("there is no kind `{kind}`: {help}"));
    };
    if title.trim().is_empty() {
        return usage("a publication needs a title");
    }
    let (sources, config) = match configured(global) {
        Ok(configured) => configured,
        Err(code) => return code,
    };
    let lang = lang.map_or_else(|| config.default_language().clone(), Lang::new);
    if config.stage(&lang).is_none() {
        let known: Vec<&str> = config.languages.iter().map(|(lang, _)| lang.as_str()).collect();
        return usage(&format!("the site has no language `{lang}`: it has {}", known.join(", ")));
    }
    let today = match now(global) {
        Ok(now) => now.to_zoned(config.time_zone.clone()).date(),
        Err(code) => return code,
    };
    written(author::new_publication(&sources, kind, title.trim(), &lang, today))
}
