//! `bollettino translations`: what is missing, stale or contradictory, and vouching for what is not.

mod accept;
mod adopt;
mod blocks;
mod diff;
mod overview;
mod propagate;
mod table;

use std::process::ExitCode;

use jiff::civil::Date;

use super::redaction::Redaction;
use super::{FAILED, complain, configured, now, report, usage};
use crate::author::{Desk, Obstacle};
use crate::cli::{Global, Translations};
use crate::config::Config;
use crate::diagnostics::{Diagnostics, did_you_mean};
use crate::parse::{self, Folder};
use crate::site::rules;
use crate::sources::Sources;
use crate::translation::Rules;

/// Runs one of the commands.
pub fn run(global: &Global, command: &Translations) -> ExitCode {
    let done = match command {
        Translations::Status { publication: None, fail_on, format, all, .. } => {
            overview::run(global, None, fail_on, *format, *all)
        }
        Translations::Status { publication, lang: None, fail_on, format, all } => {
            overview::run(global, publication.as_deref(), fail_on, *format, *all)
        }
        Translations::Status {
            publication: Some(publication),
            lang: Some(lang),
            fail_on,
            format,
            all,
        } => blocks::run(global, publication, lang, fail_on, *format, *all),
        Translations::Accept(options) => accept::run(global, options),
        Translations::Adopt { publications, by } => adopt::run(global, publications, by.as_deref()),
        Translations::Propagate { publication } => propagate::run(global, publication),
    };
    done.unwrap_or_else(|code| code)
}

/// What went wrong was said; this is how the program ends.
type Done = Result<ExitCode, ExitCode>;

/// Says why nothing was done.
fn obstacle(obstacle: Obstacle) -> ExitCode {
    match obstacle {
        Obstacle::NotWritten(error) => {
            complain(&error.to_string());
            ExitCode::from(FAILED)
        }
        Obstacle::ForkedWhole => {
            usage("`--as forked` needs `--block N`: name what differs on purpose")
        }
        obstacle => usage(&obstacle.to_string()),
    }
}

/// The day on which something is accepted.
fn today(global: &Global, site: &Opened) -> Result<Date, ExitCode> {
    Ok(now(global)?.to_zoned(site.config.time_zone.clone()).date())
}

/// The site's files, its configuration and its publications.
struct Opened {
    sources: Sources,
    redaction: Redaction,
    config: Config,
    folders: Vec<Folder>,
    rules: Rules,
}

impl Opened {
    fn new(global: &Global) -> Result<Self, ExitCode> {
        let (sources, config) = configured(global)?;
        let folders = parse::folders(&sources, &mut Diagnostics::new());
        let rules = rules(&sources, &config, &mut Diagnostics::new());
        let redaction = Redaction::new(global);
        Ok(Self { sources, redaction, config, folders, rules })
    }

    /// Opens a publication to work on its translations.
    fn desk<'s>(&'s self, global: &Global, folder: &'s Folder) -> Result<Desk<'s>, ExitCode> {
        Desk::open(&self.sources, &self.config, &self.rules, folder).map_err(|faults| {
            report(global, faults, &self.config.policy);
            let name = self.redaction.name(&folder.id);
            complain(&format!("`{name}` has errors: nothing was changed"));
            ExitCode::from(FAILED)
        })
    }

    /// A publication by its id, by its folder's or a file's path, or by the end of its name; of what
    /// must not be named there is nothing to say.
    fn folder(&self, typed: &str) -> Result<&Folder, ExitCode> {
        let hides = |folder: &Folder| self.redaction.hides(&folder.id);
        match self.find(typed) {
            Ok(folder) if !hides(folder) => Ok(folder),
            Err(message) if !self.folders.iter().any(hides) => Err(usage(&message)),
            _ => Err(usage("there is no such publication, or none of which anything may be said")),
        }
    }

    fn find(&self, typed: &str) -> Result<&Folder, String> {
        let path = typed.trim_end_matches('/');
        let path = path.strip_prefix("./").unwrap_or(path);
        let path = path.strip_prefix("content/").unwrap_or(path);
        let name = match path.rsplit_once('/') {
            Some((folder, file)) if file.contains('.') => folder,
            _ => path,
        };
        let ids = || self.folders.iter().map(|folder| folder.id.as_str());
        if let Some(folder) = self.folders.iter().find(|folder| folder.id.as_str() == name) {
            return Ok(folder);
        }
        let ends = |folder: &&Folder| {
            let before = folder.id.as_str().strip_suffix(name);
            !name.is_empty() && before.is_some_and(|before| before.ends_with(['/', '-']))
        };
        let alike: Vec<&Folder> = self.folders.iter().filter(ends).collect();
        match alike[..] {
            [only] => Ok(only),
            [] => {
                let help = did_you_mean(name, ids());
                let help = help.map_or_else(String::new, |help| format!(": {help}"));
                Err(format!("there is no publication `{name}`{help}"))
            }
            _ => {
                let names: Vec<&str> = alike.iter().map(|folder| folder.id.as_str()).collect();
                Err(format!("`{name}` may be {}", names.join(" or ")))
            }
        }
    }
}
