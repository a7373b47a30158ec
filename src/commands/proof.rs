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
use crate::sources::is_source;

/// Writes the proof of a publication, whether it is out yet or not.
pub fn run(global: &Global, publication: &str, out: &Path) -> ExitCode {
    match made(global, publication, out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

fn made(global: &Global, typed: &str, out: &Path) -> Result<(), ExitCode> {
    let now = now(global)?;
    if is_of_the_site(&global.site, out) {
        return Err(usage(&format!("`{}` is part of the site: name another file", out.display())));
    }
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
        let help = help.filter(|_| !global.redact_unpublished);
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
        source.is_none_or(|s| !s.starts_with("content/") || s.starts_with(&folder))
    }));
    own.apply(&policy);
    let found = site.as_ref().and_then(|site| Some((site, site.library.find(&id)?)));
    let made = match found {
        Some((site, index)) if !own.has_errors() => Some(proof(site, index, now)),
        _ => None,
    };
    let written =
        made.map(|made| made.and_then(|html| write_file(out, html.as_bytes()).map_err(Box::new)));
    let is_written = matches!(written, Some(Ok(())));
    own.extend(written.and_then(Result::err).map(|fault| *fault));
    if report(global, own, &policy).errors > 0 || !is_written {
        complain("no proof was written");
        return Err(ExitCode::from(FAILED));
    }
    say(&out.display().to_string());
    Ok(())
}

/// Whether a file would be written over what a site is read from.
fn is_of_the_site(site: &Path, out: &Path) -> bool {
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize();
    let inside = folder.ok().zip(site.canonicalize().ok()).and_then(|(folder, site)| {
        let path = folder.strip_prefix(site).ok()?.join(out.file_name()?);
        Some(path.to_string_lossy().replace('\\', "/"))
    });
    inside.is_some_and(|path| is_source(&path))
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
