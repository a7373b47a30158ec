//! `bollettino verify`: whether a site is what its manifest says, and `bollettino history`: what its
//! manifests say of one publication.

use std::path::Path;
use std::process::ExitCode;

use minisign::PublicKey;

use super::{FAILED, Shown, complain, complain_softly, now, progress, report, say, usage};
use crate::cli::Global;
use crate::identity::PublicationId;
use crate::seal::manifest::{File, Manifest, What};
use crate::seal::signer::public_key;
use crate::seal::{Continues, seal};
use crate::sinks::{Nowhere, key_file, render_all};
use crate::site::{self, Loaded};
use crate::verify::place::open;
use crate::verify::{Event, Finding, NoManifest, Verdict, history, verify};

/// Verifies a site in a folder or on the web, and against its sources if `--site` names them.
pub fn run(global: &Global, place: &str, key: Option<&Path>) -> ExitCode {
    let key = match key.map(read_key).transpose() {
        Ok(key) => key,
        Err(problem) => return usage(&problem),
    };
    let bar = progress::waiting(global, "Verifying");
    let verdict = verify(&*open(place), key.as_ref(), &|files| {
        bar.set_length(files as u64);
        bar.inc(1);
    });
    bar.finish_and_clear();
    let verdict = match verdict {
        Ok(verdict) => verdict,
        Err(NoManifest(why)) => {
            complain(&format!("`{place}` cannot be verified: {why}"));
            return ExitCode::from(FAILED);
        }
    };
    let mut wrong: Vec<String> = verdict.findings.iter().map(line).collect();
    if global.site_is_named {
        match rebuilt(global, &verdict.manifest) {
            Ok(differences) => wrong.extend(differences),
            Err(code) => return code,
        }
    }
    for line in &wrong {
        say(line);
    }
    if !wrong.is_empty() {
        let (many, s) = (wrong.len(), if wrong.len() == 1 { "" } else { "s" });
        complain(&format!(
            "{many} finding{s}: `{place}` is not what manifest {:04} says",
            verdict.manifest.number
        ));
        return ExitCode::from(FAILED);
    }
    if !global.quiet {
        say(&summary(place, &verdict, global.site_is_named));
    }
    if !verdict.signed {
        complain_softly(
            "who made the manifest was not checked; name the publisher's key with `--key`",
        );
    }
    ExitCode::SUCCESS
}

/// Prints the life of a publication.
pub fn tell(publication: &str, from: &str) -> ExitCode {
    let id = PublicationId::new(publication.trim_start_matches("@/"));
    let (events, stopped) = match history(&*open(from), &id) {
        Ok(told) => told,
        Err(NoManifest(why)) => {
            complain(&format!("`{from}` has no history: {why}"));
            return ExitCode::from(FAILED);
        }
    };
    events.iter().for_each(told);
    if let Some(why) = stopped {
        complain(&format!("the chain cannot be followed further back: {why}"));
        return ExitCode::from(FAILED);
    }
    if events.is_empty() {
        complain(&format!("no manifest of `{from}` names `{id}`"));
        return ExitCode::from(FAILED);
    }
    ExitCode::SUCCESS
}

fn told(event: &Event) {
    let what = match event.what {
        What::Added => "added",
        What::Changed => "changed",
        What::Withdrawn => "withdrawn",
        What::Removed => "removed",
    };
    let page = event.page.map_or_else(|| "-".repeat(64), |digest| digest.to_string());
    say(&format!("{:04}  {:<5} {what:<9}  {page}", event.number, event.language.as_str()));
    for note in &event.why {
        say(&format!("      {} {}: {}", note.date, note.kind, note.text));
    }
    if let Some(minor) = &event.minor {
        say(&format!("      minor: {minor}"));
    }
}

fn read_key(path: &Path) -> Result<PublicKey, String> {
    public_key(&key_file(path)?)
        .map_err(|why| format!("`{}` is not a minisign key: {why}", path.display()))
}

/// One finding as a line: what, then where.
fn line(finding: &Finding) -> String {
    match finding {
        Finding::Changed(path) => format!("changed    {path}"),
        Finding::Added(path) => format!("added      {path}"),
        Finding::Lost(path) => format!("lost       {path}"),
        Finding::Unreadable(path, why) => format!("unreadable {path}: {why}"),
        Finding::Cut(number, why) => format!("chain      manifest {number:04}: {why}"),
        Finding::Signature(why) => format!("signature  {why}"),
    }
}

fn summary(place: &str, verdict: &Verdict, rebuilt: bool) -> String {
    let Verdict { manifest, checked, former, passed_over, .. } = verdict;
    let mut said = format!(
        "{checked} files of `{place}` are what manifest {:04} says ({})",
        manifest.number, verdict.digest
    );
    said.push_str(&format!("; {former} former manifests follow from one another"));
    for (is_so, words) in [
        (verdict.signed, "; it is signed with the key".to_owned()),
        (rebuilt, "; the sources make the same site".to_owned()),
        (*passed_over > 0, format!("; {passed_over} files are the host's own matter")),
    ] {
        if is_so {
            said.push_str(&words);
        }
    }
    said.push('.');
    said
}

/// Makes the site again from its sources and tells what differs from the manifest.
fn rebuilt(global: &Global, recorded: &Manifest) -> Result<Vec<String>, ExitCode> {
    let shown = Shown { drafts: false, pseudo: false };
    let base_url = Some(recorded.site.clone());
    let options = site::Options { base_url, ..shown.options(now(global)?) };
    let Loaded { site, mut diagnostics, policy } = site::load(&global.site, &options);
    let made = site.as_ref().filter(|_| !diagnostics.has_errors()).and_then(|site| {
        let delivered = render_all(site, &Nowhere, &|| ());
        match delivered.and_then(|all| Ok(seal(site, all, Continues::default())?)) {
            Ok(seals) => Some(seals.manifest),
            Err(faults) => {
                diagnostics.append(faults);
                None
            }
        }
    });
    let Some(made) = made else {
        let outcome = report(global, diagnostics, &policy);
        complain(&format!("the site cannot be made again: {}", outcome.summary()));
        return Err(ExitCode::from(FAILED));
    };
    Ok(differences(recorded, &made))
}

fn differences(recorded: &Manifest, made: &Manifest) -> Vec<String> {
    let mut lines = Vec::new();
    for (what, recorded, made) in
        [("program", &recorded.program, &made.program), ("theme", &recorded.theme, &made.theme)]
    {
        if recorded != made {
            lines.push(format!("{what:<10} {recorded} made it, not {made}"));
        }
    }
    if recorded.revision != made.revision {
        lines.push(format!("revision   {} was recorded, not {}", recorded.revision, made.revision));
    }
    let other = |file: &File, from: &Manifest| from.file(&file.path).map(|of| of.sha256);
    for file in &made.files {
        match other(file, recorded) {
            Some(digest) if digest == file.sha256 => {}
            Some(_) => lines.push(format!("differs    {}", file.path)),
            None => lines.push(format!("not served {}", file.path)),
        }
    }
    let unmade = recorded.files.iter().filter(|file| other(file, made).is_none());
    lines.extend(unmade.map(|file| format!("not made   {}", file.path)));
    lines
}
