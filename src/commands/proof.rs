//! `bollettino proof`: one publication in one file, to be signed off.

use std::path::Path;
use std::process::ExitCode;

use super::{FAILED, complain, now, report, say, usage};
use crate::cli::Global;
use crate::diagnostics::{Diagnostics, did_you_mean};
use crate::identity::PublicationId;
use crate::proof::proof;
use crate::publication::Tlp;
use crate::select::{Audience, due};
use crate::sinks::write_file;
use crate::site::{Contents, Loaded, Options};

/// Writes the proof of a publication, whether it is out yet or not.
pub fn run(global: &Global, publication: &str, out: &Path) -> ExitCode {
    match made(global, publication, out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

fn made(global: &Global, typed: &str, out: &Path) -> Result<(), ExitCode> {
    let now = now(global)?;
    let options = Options::new(Audience::public(now));
    let contents = match Contents::read(&global.site, options.body_budget) {
        Ok(contents) => contents,
        Err(faults) => return Err(failed(global, faults)),
    };
    let id = PublicationId::new(name(typed));
    let publications = contents.publications();
    let Some(found) = publications.iter().find(|publication| publication.folder.id == id) else {
        let known = publications.iter().map(|publication| publication.folder.id.as_str());
        let help = did_you_mean(id.as_str(), known).map(|help| format!(": {help}"));
        return Err(usage(&format!("there is no publication `{id}`{}", help.unwrap_or_default())));
    };
    let facts = found.facts.as_ref();
    if let Some(tlp) = facts.map(|facts| facts.tlp).filter(|tlp| *tlp != Tlp::Clear) {
        complain(&format!(
            "`{id}` is marked {}: it is not for a file that goes round",
            tlp.label()
        ));
        return Err(ExitCode::from(FAILED));
    }
    let due = facts.and_then(|facts| due(facts, contents.config()));
    let due = due.map_or(now, |due| due.max(now));
    let audience = Audience { now: due, drafts: true, preparing: true };
    let Loaded { site, diagnostics, policy } = contents.site(&Options { audience, ..options });
    let folder = format!("content/{id}/");
    let mut own = Diagnostics::new();
    own.extend(diagnostics.into_iter().filter(|fault| {
        let source = fault.location.as_ref().map(|location| location.source.as_str());
        source.is_none_or(|source| source.starts_with(&folder))
    }));
    let found = site.as_ref().and_then(|site| Some((site, site.library.find(&id)?)));
    let Some((site, index)) = found else { return Err(failed(global, own)) };
    let written =
        proof(site, index, now).and_then(|html| write_file(out, html.as_bytes()).map_err(Box::new));
    own.extend(written.err().map(|fault| *fault));
    if report(global, own, &policy).errors > 0 {
        complain("no proof was written");
        return Err(ExitCode::from(FAILED));
    }
    say(&out.display().to_string());
    Ok(())
}

fn failed(global: &Global, faults: Diagnostics) -> ExitCode {
    report(global, faults, &crate::diagnostics::Policy::default());
    complain("no proof was written");
    ExitCode::from(FAILED)
}

/// A publication's id, typed as such or as the path of its folder.
fn name(typed: &str) -> &str {
    let typed = typed.trim_end_matches('/');
    typed.strip_prefix("./").unwrap_or(typed).strip_prefix("content/").unwrap_or(typed)
}
