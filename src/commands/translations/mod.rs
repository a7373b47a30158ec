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
use crate::parse::{self, SideBySide};
use crate::sources::Sources;

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
struct Desk {
    sources: Sources,
    config: Config,
    id: PublicationId,
    sides: SideBySide,
}

impl Desk {
    /// Opens a publication by what a person types for it.
    fn open(global: &Global, publication: &str) -> Result<Desk, ExitCode> {
        let (sources, config) = configured(global)?;
        let id = publication_id(&sources, publication)?;
        let mut out = Diagnostics::new();
        let sides = parse::side_by_side(&sources, &config, &id, &mut out);
        match sides {
            Some(sides) if !out.has_errors() => Ok(Desk { sources, config, id, sides }),
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
            return Ok(lang);
        }
        if lang == self.sides.original {
            return Err(usage(&format!(
                "`{lang}` is the language of the original of `{}`",
                self.id
            )));
        }
        let known: Vec<&str> = self.sides.ledgers.keys().map(Lang::as_str).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        Err(usage(&format!("`{}` has no edition in `{lang}`; translations: {known}", self.id)))
    }

    /// The day on which something is accepted.
    fn today(&self, global: &Global) -> Result<Date, ExitCode> {
        Ok(now(global)?.to_zoned(self.config.time_zone.clone()).date())
    }
}

/// A publication by its id, or by its folder's or a file's path.
fn publication_id(sources: &Sources, typed: &str) -> Result<PublicationId, ExitCode> {
    let path = typed.trim_end_matches('/');
    let path = path.strip_prefix("./").unwrap_or(path);
    let path = path.strip_prefix("content/").unwrap_or(path);
    let folder = match path.rsplit_once('/') {
        Some((folder, file)) if file.contains('.') => folder,
        _ => path,
    };
    let ids = parse::publication_ids(sources);
    if let Some(id) = ids.iter().find(|id| id.as_str() == folder) {
        return Ok(id.clone());
    }
    let leaf: Vec<&PublicationId> = ids.iter().filter(|id| id.leaf() == folder).collect();
    if let [only] = leaf[..] {
        return Ok(only.clone());
    }
    let help = did_you_mean(folder, ids.iter().map(PublicationId::as_str));
    let help = help.map_or_else(String::new, |help| format!(": {help}"));
    Err(usage(&format!("there is no publication `{folder}`{help}")))
}
