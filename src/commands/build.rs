//! `bollettino build`: the whole site into a folder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::signing::signer;
use super::{FAILED, Outcome, Shown, now, progress, report, say};
use crate::cli::{Global, SignWith};
use crate::config::Stage;
use crate::diagnostics::Diagnostics;
use crate::seal::Continues;
use crate::seal::signer::Signer;
use crate::sinks::{FormerBuild, Nowhere, OutputFolder, deliver, deliver_after};
use crate::site::{self, Loaded, Options, Site};

/// Where a site is built to.
pub struct Target {
    /// The folder.
    pub out: PathBuf,
    /// Where it is served, if elsewhere than site.yaml says.
    pub base_url: Option<String>,
    /// The former build whose manifests are continued.
    pub previous: Option<PathBuf>,
    /// Who signs the manifest.
    pub sign: SignWith,
}

/// Builds the site into a folder.
pub fn run(global: &Global, target: Target, shown: Shown) -> ExitCode {
    let Target { out, base_url, previous, sign } = target;
    let signer = match signer(&sign) {
        Ok(signer) => signer,
        Err(code) => return code,
    };
    let started = Instant::now();
    let now = match now(global) {
        Ok(now) => now,
        Err(code) => return code,
    };
    let options = Options { base_url, ..shown.options(now) };
    let Loaded { site, mut diagnostics, policy } = site::load(&global.site, &options);
    diagnostics.apply(&policy);
    let out = if out.is_absolute() { out.to_owned() } else { global.site.join(out) };
    let delivered = site.as_ref().and_then(|site| {
        let bar = progress::bar(global, site.plan.iter().len(), "Rendering");
        let made = if diagnostics.has_errors() {
            // The rest is rendered all the same, to report what else is wrong.
            deliver(site, &Nowhere, &|| bar.inc(1)).map(|_| None)
        } else {
            into_folder(site, &out, previous.as_deref(), signer.as_ref(), &|| bar.inc(1)).map(Some)
        };
        bar.finish_and_clear();
        match made {
            Ok(files) => files,
            Err(faults) => {
                diagnostics.append(faults);
                None
            }
        }
    });
    let outcome = report(global, diagnostics, &policy);
    match (site, delivered) {
        (Some(site), Some(files)) if outcome.errors == 0 => {
            if !global.quiet {
                say(&summary(&site, files, &out, started, &outcome));
            }
            // The process ends here: what it holds is given back at once and not piece by piece.
            std::mem::forget(site);
            ExitCode::SUCCESS
        }
        _ => {
            super::complain(&format!(
                "nothing was built: {}; `{}` is as it was",
                outcome.summary(),
                out.display()
            ));
            ExitCode::from(FAILED)
        }
    }
}

fn into_folder(
    site: &Site,
    out: &Path,
    previous: Option<&Path>,
    signer: Option<&Signer>,
    progress: &(impl Fn() + Sync),
) -> Result<usize, Diagnostics> {
    let former = previous.map(FormerBuild::read).transpose()?;
    let continues =
        Continues { previous: former.as_ref().map(|former| &former.manifest), minor: None };
    let folder = OutputFolder::stage(out)?;
    let delivered = deliver_after(site, &folder, continues, signer, progress)?;
    if let Some(former) = &former {
        folder.carry_over(former)?;
    }
    folder.commit()?;
    Ok(delivered.len())
}

fn summary(site: &Site, files: usize, out: &Path, started: Instant, outcome: &Outcome) -> String {
    let publications = site.library.iter().len();
    let editions: usize = site.library.iter().map(|(_, p)| p.editions.len()).sum();
    let seconds = started.elapsed().as_secs_f64();
    let pseudo = site.config.languages.iter().any(|(_, stage)| *stage == Stage::Pseudo);
    let shown = match (site.audience.drafts, pseudo) {
        (true, true) => " With drafts and in disguise: not for the public.",
        (true, false) => " With drafts: not for the public.",
        (false, true) => " With a language in disguise: not for the public.",
        (false, false) => "",
    };
    let outcome = match outcome.summary() {
        summary if summary.is_empty() => String::new(),
        summary => format!(" ({summary})"),
    };
    format!(
        "{publications} publications in {editions} editions: {files} files in `{}`, {seconds:.2} s{outcome}.{shown}",
        out.display()
    )
}
