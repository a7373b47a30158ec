//! `bollettino publish`: the site to where readers get it.

use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

use super::redaction::Redaction;
use super::{
    FAILED, HELD, Shown, clock, complain, complain_softly, now, progress, report, say, usage,
};
use crate::cli::{Global, Publish};
use crate::diagnostics::{Diagnostic, Diagnostics, Policy};
use crate::identity::PublicationId;
use crate::publication::Tlp;
use crate::publish::{
    self, Clock, Comparison, Live, Release, Size, Target, Terms, compare, files, obstacles,
    rollback, target, upload, wait_until,
};
use crate::seal::Delivered;
use crate::select;
use crate::sinks::{Checker, render_all};
use crate::site::{Contents, Due, Loaded, Options, Site, due};
use crate::sources::Sources;

/// Publishes the site, or says what that would do.
pub fn run(global: &Global, options: &Publish) -> ExitCode {
    match publish(global, options) {
        Ok(code) | Err(code) => code,
    }
}

fn publish(global: &Global, options: &Publish) -> Result<ExitCode, ExitCode> {
    let now = time(global, options)?;
    let run = Run { global, options, started: Instant::now() };
    let target = run.or_fail(open(&options.to, options.take_over))?;
    if options.rollback {
        return run.roll_back(&*target);
    }
    let live = run.or_fail(Live::of(&*target))?;
    let contents = run.read()?;
    let appointment = match &options.wait {
        None => None,
        Some(within) => next(&contents, now, within)?,
    };
    let Some(appointment) = appointment else {
        if options.wait.is_some() {
            run.tell("Nothing is to come: publishing now.");
        }
        let visible = run.load(contents, now, &live)?;
        return run.go_to(&*target, &visible, options.dry_run);
    };
    let visible = run.load(contents, appointment.time, &live)?;
    if options.dry_run {
        run.tell(&format!("As of {}:", run.hour(&visible, appointment.time)));
        return run.go_to(&*target, &visible, true);
    }
    run.go_to(&*target, &visible, true)?;
    let visible = run.wait(visible, &appointment, &live)?;
    run.go_to(&*target, &visible, false)
}

/// A target, with the credentials of the environment.
pub(super) fn open(to: &str, take_over: bool) -> Result<Box<dyn Target>, Diagnostic> {
    let variables = std::env::vars_os()
        .filter_map(|(name, value)| name.into_string().ok().zip(value.into_string().ok()))
        .filter(|(name, _)| name.starts_with("AWS_"))
        .collect();
    target::open(to, &target::Access { variables, take_over, pace: target::Pace::default() })
}

/// The time as of which the site is published: never one to come, which would lift embargoes.
fn time(global: &Global, options: &Publish) -> Result<Timestamp, ExitCode> {
    let time = now(global)?;
    if options.dry_run {
        return Ok(time);
    }
    if time > clock() {
        return Err(usage("a `--now` in the future is for `--dry-run`: embargoes obey the clock"));
    }
    if global.now.is_some() && options.wait.is_some() {
        return Err(usage("`--wait` goes by the clock: `--now` is for `--dry-run`"));
    }
    Ok(time)
}

/// One run of the command.
struct Run<'a> {
    global: &'a Global,
    options: &'a Publish,
    started: Instant,
}

/// A time at which publications become due.
struct Appointment {
    time: Timestamp,
    publications: Vec<PublicationId>,
}

/// What is published: a site as of a time, every address of which was rendered once.
struct Visible {
    site: Site,
    delivered: Delivered,
    /// What is due and does not go out.
    held: Vec<Due>,
    diagnostics: Diagnostics,
    policy: Policy,
}

impl Run<'_> {
    fn read(&self) -> Result<Contents, ExitCode> {
        let bodies = self.site_options(Timestamp::MIN).body_budget;
        Contents::read(&self.global.site, bodies)
            .map_err(|faults| self.nothing(faults, &Policy::default()))
    }

    fn site_options(&self, time: Timestamp) -> Options {
        let shown = Shown { drafts: false, pseudo: false };
        Options { base_url: self.options.base_url.clone(), ..shown.options(time) }
    }

    /// Checks and renders the site as of a time, without what is due and not ready. Other errors
    /// end the run.
    fn load(&self, contents: Contents, time: Timestamp, live: &Live) -> Result<Visible, ExitCode> {
        let mut held = due(&contents, time, time, &|id| live.has(id));
        held.retain(|due| !due.is_ready());
        let names = held.iter().map(|due| due.publication.clone()).collect();
        let options = Options { held: names, ..self.site_options(time) };
        let Loaded { site, mut diagnostics, policy } = contents.site(&options);
        let Some(site) = site else { return Err(self.nothing(diagnostics, &policy)) };
        let bar = progress::bar(self.global, site.plan.iter().len(), "Rendering");
        let checker = Checker::default();
        let delivered = render_all(&site, &checker, &|| bar.inc(1));
        bar.finish_and_clear();
        diagnostics.append(checker.faults(&site));
        diagnostics.apply(&policy);
        match delivered {
            Ok(delivered) if !diagnostics.has_errors() => {
                Ok(Visible { site, delivered, held, diagnostics, policy })
            }
            Ok(_) => Err(self.nothing(diagnostics, &policy)),
            Err(faults) => {
                diagnostics.append(faults);
                Err(self.nothing(diagnostics, &policy))
            }
        }
    }

    /// Holds what is visible against the target, and brings it there unless this is a rehearsal.
    fn go_to(
        &self,
        target: &dyn Target,
        visible: &Visible,
        rehearsal: bool,
    ) -> Result<ExitCode, ExitCode> {
        let release = Release::of(&visible.site, visible.delivered.clone());
        let release = self.or_fail(release)?;
        let terms = Terms { minor: self.options.minor.as_deref(), adopt: self.options.adopt };
        let mut diagnostics = visible.diagnostics.clone();
        self.bring(target, &release, terms, rehearsal, |faults| {
            diagnostics.append(faults);
            report(self.global, diagnostics, &visible.policy).errors == 0
        })?;
        if visible.held.is_empty() {
            return Ok(ExitCode::SUCCESS);
        }
        let redaction = Redaction::new(self.global);
        let names = visible.held.iter().map(|due| redaction.name(&due.publication));
        let names: Vec<&str> = names.collect();
        complain_softly(&format!(
            "due and held back: {}; `bollettino due --to {}` tells why",
            names.join(", "),
            self.options.to
        ));
        Ok(ExitCode::from(HELD))
    }

    /// Puts the former release back.
    fn roll_back(&self, target: &dyn Target) -> Result<ExitCode, ExitCode> {
        let live = self.or_fail(Live::of(target))?;
        let release = self.or_fail(rollback::former(target, &live))?;
        let say_all = |faults| report(self.global, faults, &Policy::default()).errors == 0;
        self.bring(target, &release, Terms::default(), self.options.dry_run, say_all)?;
        Ok(ExitCode::SUCCESS)
    }

    /// Brings a release to the target. `report` is given what is in its way and says whether it
    /// may go on.
    fn bring(
        &self,
        target: &dyn Target,
        release: &Release<'_>,
        terms: Terms<'_>,
        rehearsal: bool,
        report: impl FnOnce(Diagnostics) -> bool,
    ) -> Result<(), ExitCode> {
        let session = match rehearsal {
            true => None,
            false => Some(self.or_fail(target.begin())?),
        };
        let live = self.or_fail(Live::of(target))?;
        let manifest = self.or_fail(publish::manifest(release, target, &live, terms))?;
        let unfinished = session.as_ref().map(|session| session.unfinished()).unwrap_or_default();
        let comparison = self.or_fail(compare(&manifest, target, &live, &unfinished))?;
        if !report(obstacles(release, &comparison, target, &live, terms)) {
            complain(&format!("nothing was published; `{}` is as it was", target.name()));
            return Err(ExitCode::from(FAILED));
        }
        self.tell_foreign(&comparison, target);
        let Some(session) = session else {
            if self.options.dry_run {
                self.tell(&comparison.difference.table().to_string());
                self.tell_new(&comparison);
            }
            return Ok(());
        };
        if comparison.is_empty() && unfinished.is_empty() {
            self.tell(&format!("`{}` is up to date: nothing to publish.", target.name()));
            return Ok(());
        }
        let bar = progress::bar(self.global, comparison.puts(), "Publishing");
        let uploaded = upload(session, release, &comparison, &|| bar.inc(1));
        bar.finish_and_clear();
        self.or_fail(uploaded)?;
        self.tell(&self.summary(&comparison, target));
        self.tell_new(&comparison);
        Ok(())
    }

    /// An hour as the site's readers know it.
    fn hour(&self, visible: &Visible, time: Timestamp) -> String {
        let zone = visible.site.config.time_zone.clone();
        time.to_zoned(zone).strftime("%Y-%m-%d %H:%M %Z").to_string()
    }

    /// Waits until it is time. What was changed meanwhile is read, checked and rendered again.
    fn wait(
        &self,
        visible: Visible,
        appointment: &Appointment,
        live: &Live,
    ) -> Result<Visible, ExitCode> {
        let redaction = Redaction::new(self.global);
        let names: Vec<&str> =
            appointment.publications.iter().map(|id| redaction.name(id)).collect();
        let hour = self.hour(&visible, appointment.time);
        self.tell(&format!("Ready; waiting until {hour}: {}", names.join(", ")));
        let fingerprint = || {
            let mut faults = Diagnostics::new();
            let sources = Sources::open(&self.global.site, &mut faults);
            self.or_fail(sources.fingerprint())
        };
        let before = fingerprint()?;
        wait_until(&WallClock, appointment.time);
        match fingerprint()? == before {
            true => Ok(visible),
            false => self.load(self.read()?, appointment.time, live),
        }
    }

    fn tell_foreign(&self, comparison: &Comparison<'_>, target: &dyn Target) {
        const SHOWN: usize = 20;
        if comparison.foreign.is_empty() || comparison.manifest.number > 1 {
            return;
        }
        let count = comparison.foreign.len();
        self.tell(&format!("`{}` holds {} that no manifest names:", target.name(), files(count)));
        for path in comparison.foreign.iter().take(SHOWN) {
            let replaced = comparison.manifest.file(path).map_or("stays", |_| "is replaced");
            self.tell(&format!("  {path} {replaced}"));
        }
        if count > SHOWN {
            self.tell(&format!("  and {} more", count - SHOWN));
        }
    }

    fn summary(&self, comparison: &Comparison<'_>, target: &dyn Target) -> String {
        let difference = &comparison.difference;
        let put = difference.added.iter().chain(&difference.changed);
        let bytes = put.map(|file| file.length).sum();
        let mended = match comparison.damaged.len() {
            0 => String::new(),
            count => format!(" {} that had been altered on the target put right.", files(count)),
        };
        format!(
            "Published to `{}`: {} added, {} changed, {} removed, {}; manifest {}, {:.2} s.{mended}",
            target.name(),
            difference.added.len(),
            difference.changed.len(),
            difference.removed.len(),
            Size(bytes),
            comparison.manifest.number,
            self.started.elapsed().as_secs_f64(),
        )
    }

    /// The addresses that readers have not seen before.
    fn tell_new(&self, comparison: &Comparison<'_>) {
        const SHOWN: usize = 20;
        let site = &comparison.manifest.site;
        let mut pages = comparison.new_pages();
        for edition in pages.by_ref().take(SHOWN) {
            self.tell(&format!("  {site}{}", publish::address(&edition.page).encoded()));
        }
        match pages.count() {
            0 => {}
            more => self.tell(&format!("  and {more} more new pages")),
        }
    }

    fn tell(&self, text: &str) {
        if !self.global.quiet {
            say(text.trim_end());
        }
    }

    /// Reports errors and says that nothing was published.
    fn nothing(&self, diagnostics: Diagnostics, policy: &Policy) -> ExitCode {
        let outcome = report(self.global, diagnostics, policy);
        complain(&format!("nothing was published: {}", outcome.summary()));
        ExitCode::from(FAILED)
    }

    fn or_fail<T>(&self, result: Result<T, Diagnostic>) -> Result<T, ExitCode> {
        result.map_err(|fault| {
            report(self.global, fault.into(), &Policy::default());
            ExitCode::from(FAILED)
        })
    }
}

/// What becomes due next, and when.
fn next(
    contents: &Contents,
    now: Timestamp,
    within: &str,
) -> Result<Option<Appointment>, ExitCode> {
    let Ok(within) = within.parse::<SignedDuration>() else {
        return Err(usage(&format!("`--wait={within}` is not a duration: write `--wait=2h`")));
    };
    let config = contents.config();
    let dues = contents.publications().iter().filter_map(|publication| {
        let facts = publication.facts.as_ref().filter(|f| !f.draft && f.tlp == Tlp::Clear)?;
        let due = select::due(facts, config).filter(|due| *due > now)?;
        Some((due, publication.folder.id.clone()))
    });
    let dues: Vec<(Timestamp, PublicationId)> = dues.collect();
    let Some(time) = dues.iter().map(|(due, _)| *due).min() else { return Ok(None) };
    if time.duration_since(now) > within {
        let at = time.to_zoned(config.time_zone.clone());
        return Err(usage(&format!(
            "nothing is due within {within:#}: the next is at {}",
            at.strftime("%Y-%m-%d %H:%M")
        )));
    }
    let publications = dues.into_iter().filter(|(due, _)| *due == time).map(|(_, id)| id);
    Ok(Some(Appointment { time, publications: publications.collect() }))
}

/// The clock of the machine.
struct WallClock;

impl Clock for WallClock {
    fn now(&self) -> Timestamp {
        clock()
    }

    fn sleep_until(&self, time: Timestamp) {
        let left = time.duration_since(clock());
        // In pieces, so that a machine that was asleep, or whose clock was set, is not late.
        let piece = Duration::try_from(left).unwrap_or_default().min(Duration::from_secs(10));
        thread::sleep(piece);
    }
}
