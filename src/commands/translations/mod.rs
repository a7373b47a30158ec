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

use super::{FAILED, configured, now, report, usage};
use crate::cli::{Global, Translations};
use crate::config::Config;
use crate::diagnostics::{Diagnostics, did_you_mean};
use crate::identity::{Lang, PublicationId};
use crate::parse::{self, Folder, SideBySide};
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

/// A publication's editions, opened to work on its translations.
struct Desk<'s> {
    sources: &'s Sources,
    config: &'s Config,
    rules: &'s Rules,
    id: &'s PublicationId,
    sides: SideBySide,
}

impl<'s> Desk<'s> {
    /// Opens a publication.
    fn open(global: &Global, site: &'s Opened, folder: &'s Folder) -> Result<Self, ExitCode> {
        let (sources, config, id) = (&site.sources, &site.config, &folder.id);
        let mut out = Diagnostics::new();
        match parse::side_by_side(sources, config, folder, &mut out) {
            Some(sides) if !out.has_errors() => {
                Ok(Desk { sources, config, rules: &site.rules, id, sides })
            }
            _ => {
                report(global, out, &config.policy);
                super::complain(&format!("`{id}` has errors: nothing was changed"));
                Err(ExitCode::from(FAILED))
            }
        }
    }

    /// A language into which the publication is translated.
    fn translation(&self, lang: &str) -> Result<Lang, ExitCode> {
        let lang = Lang::new(lang);
        if self.sides.ledgers.contains_key(&lang) {
            return self.has_original().map(|()| lang);
        }
        if lang != self.sides.original
            && self.sources.contains(&self.id.source(&format!("{lang}.md")))
        {
            return Err(usage(&format!("the edition `{lang}` of `{}` is withdrawn", self.id)));
        }
        if lang == self.sides.original {
            return Err(usage(&format!(
                "`{lang}` is the language of the original of `{}`",
                self.id
            )));
        }
        if self.config.stage(&lang).is_some() {
            let file = self.id.source(&format!("{lang}.md"));
            let message = format!("`{}` has no edition in `{lang}` yet: start `{file}`", self.id);
            return Err(usage(&message));
        }
        let known: Vec<&str> = self.sides.ledgers.keys().map(Lang::as_str).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        Err(usage(&format!("`{}` has no edition in `{lang}`; translations: {known}", self.id)))
    }

    /// Whether there is a text to hold translations against.
    fn has_original(&self) -> Result<(), ExitCode> {
        if self.sides.blocks.contains_key(&self.sides.original) {
            return Ok(());
        }
        let message =
            format!("the original of `{}`, in `{}`, is withdrawn", self.id, self.sides.original);
        Err(usage(&message))
    }

    /// The day on which something is accepted.
    fn today(&self, global: &Global) -> Result<Date, ExitCode> {
        Ok(now(global)?.to_zoned(self.config.time_zone.clone()).date())
    }
}

/// The site's files, its configuration and its publications.
struct Opened {
    sources: Sources,
    config: Config,
    folders: Vec<Folder>,
    rules: Rules,
}

impl Opened {
    fn new(global: &Global) -> Result<Self, ExitCode> {
        let (sources, config) = configured(global)?;
        let folders = parse::folders(&sources, &mut Diagnostics::new());
        let rules = rules(&sources, &config, &mut Diagnostics::new());
        Ok(Self { sources, config, folders, rules })
    }

    /// A publication by its id, by its folder's or a file's path, or by the end of its name.
    fn folder(&self, typed: &str) -> Result<&Folder, ExitCode> {
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
                Err(usage(&format!("there is no publication `{name}`{help}")))
            }
            _ => {
                let names: Vec<&str> = alike.iter().map(|folder| folder.id.as_str()).collect();
                Err(usage(&format!("`{name}` may be {}", names.join(" or "))))
            }
        }
    }
}
