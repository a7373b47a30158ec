//! Changes on disk. The first acts at once; what follows on its heels is gathered, and what is gone
//! is given a moment to come back.

mod changed;
mod watched;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::Event;

use super::studio::Studio;
use crate::identity::SourceId;
use changed::{Changed, Gone};
use watched::Watched;

/// What happens within this time of the last change is on its heels.
const HEELS: Duration = Duration::from_millis(100);
/// What is on another's heels is gathered until nothing has happened for so long …
const QUIET: Duration = Duration::from_millis(20);
/// … and at most this long.
const GATHERING: Duration = Duration::from_millis(250);
/// A new folder is looked into once more when nothing has happened for so long: files that were
/// written into it before it was watched told nobody. So long is also waited for what is gone …
const SETTLING: Duration = Duration::from_millis(150);
/// … while more goes at most this long: what is deleted file by file goes at once, and a checkout
/// that takes files away before it brings others is one change.
const GOING: Duration = Duration::from_secs(2);
/// How often it is seen whether another folder has taken the site's place, of which no event tells.
const GLANCE: Duration = Duration::from_secs(1);

/// Hears of what the person at the terminal should know.
type Told = dyn Fn(&str) + Send + Sync;

/// Reads the site, then follows it, on a thread of its own.
pub(super) fn start(studio: Arc<Studio>, told: impl Fn(&str) + Send + Sync + 'static) {
    std::thread::spawn(move || follow(&studio, &told));
}

fn follow(studio: &Studio, told: &Told) {
    let (sender, events) = channel();
    // Watched before it is read, so that no change falls between.
    let mut watched = Watched::new(&studio.options.site, sender, told);
    studio.open();
    watched.follow_links(&studio.sources());
    let mut unsettled: BTreeSet<SourceId> = BTreeSet::new();
    let mut acted: Option<Instant> = None;
    while let Some(first) = next(&events, wait(studio, !unsettled.is_empty())) {
        let on_heels = acted.is_some_and(|acted| acted.elapsed() < HEELS);
        let is_quiet = first.is_none();
        let mut burst: Vec<Event> = first.into_iter().collect();
        gather(&mut burst, &events, on_heels);
        let mut changed = match watched.is_elsewhere() {
            true => {
                watched.start_anew(told);
                Changed::everything()
            }
            false => {
                wait_for_what_is_gone(&mut burst, &events, &watched, studio);
                Changed::of(&burst, &watched)
            }
        };
        if is_quiet {
            changed.paths.append(&mut unsettled);
        }
        if changed.folders.iter().any(|folder| !folder.as_str().contains('/')) {
            watched.follow(told);
        }
        changed.paths.extend(changed.folders.iter().cloned());
        unsettled.append(&mut changed.folders);
        if !changed.paths.is_empty() || studio.is_due() {
            studio.change(changed.paths.into_iter().collect());
            watched.follow_links(&studio.sources());
            acted = Some(Instant::now());
        }
    }
}

/// How long to wait for the next event.
fn wait(studio: &Studio, is_unsettled: bool) -> Duration {
    let settling = is_unsettled.then_some(SETTLING);
    studio.until_due().into_iter().chain(settling).fold(GLANCE, Duration::min)
}

/// The next event, or nothing when it is time for something else; `None` when there will be no more.
fn next(events: &Receiver<Event>, wait: Duration) -> Option<Option<Event>> {
    match events.recv_timeout(wait) {
        Ok(event) => Some(Some(event)),
        Err(RecvTimeoutError::Timeout) => Some(None),
        Err(RecvTimeoutError::Disconnected) => None,
    }
}

/// Adds the events that belong to the first one.
fn gather(burst: &mut Vec<Event>, events: &Receiver<Event>, on_heels: bool) {
    let since = Instant::now();
    burst.extend(events.try_iter());
    while on_heels
        && !burst.is_empty()
        && since.elapsed() < GATHERING
        && let Ok(event) = events.recv_timeout(QUIET)
    {
        burst.push(event);
    }
}

/// Adds events while something of the site is gone, until nothing has happened for a while.
fn wait_for_what_is_gone(
    burst: &mut Vec<Event>,
    events: &Receiver<Event>,
    watched: &Watched<'_>,
    studio: &Studio,
) {
    let (sources, since) = (studio.sources(), Instant::now());
    let mut gone = Gone::new(&sources);
    gone.add(burst, watched);
    while gone.is_any()
        && since.elapsed() < GOING
        && let Ok(event) = events.recv_timeout(SETTLING)
    {
        gone.add(std::slice::from_ref(&event), watched);
        burst.push(event);
    }
}
