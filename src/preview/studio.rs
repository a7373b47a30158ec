//! The site as it is now: what was read, and a site of it for every view that somebody looks at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::watch::{Receiver, Sender};

use super::sweep::Progress;
use super::{Options, View};
use crate::diagnostics::{Diagnostic, Diagnostics, SOURCE_UNREADABLE};
use crate::identity::{Address, Lang, PublicationId, SourceId};
use crate::render::{Artifact, render};
use crate::select::due;
use crate::site::{self, Contents, Site};
use crate::sources::Sources;
use crate::translation::Report;

/// How many views are kept at once; a browser that comes back to another waits for it to be made.
const VIEWS: usize = 4;

/// After so long a site that was replaced is let go.
const LETTING_GO: Duration = Duration::from_millis(300);

/// So many faults of pages are told at most: a template's is that of every page.
const FAULTS: usize = 100;

/// The site of one view, made when it was first asked for.
pub(super) struct Shown {
    /// The site; the last that could be made when none can be made now.
    pub(super) site: Option<Arc<Site>>,
    /// All that is wrong with the site as it is now, but for [`faults`](Self::faults).
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many of its pages were made to find them.
    pub(super) swept: Progress,
    faults: Mutex<Vec<Diagnostic>>,
    /// The number of the last change before it was made.
    change: u64,
}

impl Shown {
    /// Makes what is served at an address; what is wrong with it is known from then on.
    pub(super) fn render(&self, address: &Address) -> Result<Artifact, Box<Diagnostic>> {
        let Some(site) = &self.site else { return Err(Box::new(unreadable())) };
        render(site, address).inspect_err(|fault| {
            let mut faults = sound(self.faults.lock());
            let is_same = |known: &Diagnostic| {
                (known.code.name, &known.message, &known.location)
                    == (fault.code.name, &fault.message, &fault.location)
            };
            if faults.len() < FAULTS && !faults.iter().any(is_same) {
                faults.push(Diagnostic::clone(fault));
            }
        })
    }

    /// What was wrong with pages when they were made.
    pub(super) fn faults(&self) -> Vec<Diagnostic> {
        sound(self.faults.lock()).clone()
    }

    /// Whether enough is wrong with pages not to look for more.
    pub(super) fn has_many_faults(&self) -> bool {
        sound(self.faults.lock()).len() == FAULTS
    }
}

fn unreadable() -> Diagnostic {
    SOURCE_UNREADABLE.nowhere("the site cannot be read")
}

/// What came of reading the site's files.
#[derive(Default)]
struct Read {
    /// The last contents that could be read.
    contents: Option<Contents>,
    /// Why the files as they are now cannot be read at all.
    fault: Option<Diagnostics>,
    /// What has changed since the last contents were read.
    pending: BTreeSet<SourceId>,
    /// The next time at which something becomes visible by itself.
    due: Option<Timestamp>,
}

/// A view with its site of this generation, and the last good one.
struct Slot {
    view: View,
    shown: Arc<OnceLock<Arc<Shown>>>,
    last: Option<Arc<Site>>,
}

/// The site, kept up to date.
pub(super) struct Studio {
    pub(super) options: Options,
    read: RwLock<Read>,
    opened: (Mutex<bool>, Condvar),
    /// The views that are looked at, the latest last.
    slots: Mutex<Vec<Slot>>,
    generation: Sender<u64>,
    swept: Sender<()>,
    /// Counts the beginnings and the ends of changes.
    changes: AtomicU64,
}

impl Studio {
    pub(super) fn new(options: Options) -> Studio {
        Studio {
            options,
            read: RwLock::default(),
            opened: (Mutex::new(false), Condvar::new()),
            slots: Mutex::default(),
            generation: Sender::new(0),
            swept: Sender::new(()),
            changes: AtomicU64::new(0),
        }
    }

    /// Counts the changes of the site; whoever subscribes is told of each.
    pub(super) fn generations(&self) -> Receiver<u64> {
        self.generation.subscribe()
    }

    /// Whoever subscribes is told when every page of a site was made.
    pub(super) fn sweeps(&self) -> Receiver<()> {
        self.swept.subscribe()
    }

    /// Tells that every page of a site was made.
    pub(super) fn tell_swept(&self) {
        self.swept.send_replace(());
    }

    /// Whether nothing has changed, or begun to, since a site was made.
    pub(super) fn is_current(&self, shown: &Shown) -> bool {
        self.changes.load(Ordering::Relaxed) == shown.change
    }

    /// What the site's files say; waits until they are first read. `None` while they cannot be.
    pub(super) fn with_contents<T>(&self, look: impl FnOnce(&Contents) -> T) -> Option<T> {
        let (opened, bell) = &self.opened;
        drop(bell.wait_while(sound(opened.lock()), |opened| !*opened));
        sound(self.read.read()).contents.as_ref().map(look)
    }

    /// The site of a view as it is now.
    pub(super) fn shown(&self, view: View) -> Arc<Shown> {
        let (slot, last) = self.slot(view);
        let mut is_new = false;
        let shown = slot.get_or_init(|| {
            is_new = true;
            Arc::new(self.make(view, last))
        });
        if is_new && let Some(site) = &shown.site {
            let mut slots = sound(self.slots.lock());
            if let Some(slot) = slots.iter_mut().find(|slot| slot.view == view) {
                let former = slot.last.replace(Arc::clone(site));
                // Letting go of a large site takes its time, which the new one should have first.
                std::thread::spawn(move || {
                    std::thread::sleep(LETTING_GO);
                    drop(former);
                });
            }
        }
        Arc::clone(shown)
    }

    /// Where the site of a view is or will be, and the last good one.
    fn slot(&self, view: View) -> (Arc<OnceLock<Arc<Shown>>>, Option<Arc<Site>>) {
        let mut slots = sound(self.slots.lock());
        let slot = match slots.iter().position(|slot| slot.view == view) {
            Some(at) => slots.remove(at),
            None => Slot { view, shown: Arc::default(), last: None },
        };
        let found = (Arc::clone(&slot.shown), slot.last.clone());
        if slots.len() >= VIEWS {
            slots.remove(0);
        }
        slots.push(slot);
        found
    }

    fn make(&self, view: View, last: Option<Arc<Site>>) -> Shown {
        let change = self.changes.load(Ordering::Relaxed);
        let options = view.options((self.options.clock)());
        let loaded = self.with_contents(|contents| contents.site(&options));
        let (site, mut diagnostics) = match loaded {
            Some(mut loaded) => {
                loaded.diagnostics.apply(&loaded.policy);
                loaded.diagnostics.drop_repeats();
                (loaded.site.map(Arc::new), loaded.diagnostics)
            }
            None => (None, Diagnostics::new()),
        };
        if let Some(fault) = &sound(self.read.read()).fault {
            diagnostics.append(fault.clone());
        }
        Shown {
            site: site.or(last),
            diagnostics: diagnostics.into_iter().collect(),
            swept: Progress::default(),
            faults: Mutex::default(),
            change,
        }
    }

    /// Reads the site for the first time.
    pub(super) fn open(&self) {
        self.change(Vec::new());
        let (opened, bell) = &self.opened;
        *sound(opened.lock()) = true;
        bell.notify_all();
    }

    /// Reads again what a change of these files and folders touches, and tells everybody.
    pub(super) fn change(&self, changed: Vec<SourceId>) {
        self.changes.fetch_add(1, Ordering::Relaxed);
        let mut read = sound(self.read.write());
        read.pending.extend(changed);
        let pending: Vec<SourceId> = read.pending.iter().cloned().collect();
        let budget =
            site::Options::new(crate::select::Audience::public(Timestamp::MIN)).body_budget;
        let done = match &mut read.contents {
            Some(contents) => contents.reread(&pending),
            None => Contents::watched(&self.options.site, budget)
                .map(|contents| read.contents = Some(contents)),
        };
        match done {
            Ok(()) => {
                read.pending.clear();
                read.fault = None;
            }
            Err(fault) => read.fault = Some(fault),
        }
        read.due =
            read.contents.as_ref().and_then(|contents| next_due(contents, (self.options.clock)()));
        drop(read);
        for slot in sound(self.slots.lock()).iter_mut() {
            slot.shown = Arc::default();
        }
        self.changes.fetch_add(1, Ordering::Relaxed);
        self.generation.send_modify(|generation| *generation += 1);
    }

    /// The site's files as they are now.
    pub(super) fn sources(&self) -> Arc<Sources> {
        let known = self.with_contents(Contents::sources);
        known.unwrap_or_else(|| Arc::new(Sources::settings(&self.options.site)))
    }

    /// How the translations of a publication stand.
    pub(super) fn reports(&self, id: &PublicationId) -> Option<BTreeMap<Lang, Report>> {
        let found = self.with_contents(|contents| {
            let publications = contents.publications();
            let at = publications.binary_search_by(|publication| publication.folder.id.cmp(id));
            at.ok().map(|at| publications[at].reports.clone())
        });
        found.flatten()
    }

    /// The site's time zone.
    pub(super) fn time_zone(&self) -> TimeZone {
        let known = self.with_contents(|contents| contents.config().time_zone.clone());
        known.unwrap_or(TimeZone::UTC)
    }

    /// A time in the site's zone, to the minute, as a form has it: `2026-03-02T18:00`.
    pub(super) fn civil(&self, time: Timestamp) -> String {
        time.to_zoned(self.time_zone()).strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// How long until something becomes visible by itself.
    pub(super) fn until_due(&self) -> Option<Duration> {
        let due = sound(self.read.read()).due?;
        let left = due.duration_since((self.options.clock)());
        Some(Duration::try_from(left).unwrap_or_default())
    }

    /// Whether something has become visible by itself.
    pub(super) fn is_due(&self) -> bool {
        self.until_due().is_some_and(|left| left.is_zero())
    }
}

/// The next time at which a publication may be seen.
fn next_due(contents: &Contents, now: Timestamp) -> Option<Timestamp> {
    let facts = contents.publications().iter().filter_map(|publication| publication.facts.as_ref());
    let times = facts.filter_map(|facts| due(facts, contents.config()));
    times.filter(|due| *due > now).min()
}

/// What a lock guards. A thread that panicked while it held it has changed nothing halfway: what
/// is guarded is replaced as a whole.
fn sound<G>(lock: Result<G, PoisonError<G>>) -> G {
    lock.unwrap_or_else(PoisonError::into_inner)
}
