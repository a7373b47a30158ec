//! Changes on disk. The first acts at once; what follows on its heels is gathered.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, MetadataKind, ModifyKind};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::studio::Studio;
use crate::identity::SourceId;
use crate::sources::{FOLDERS, is_source};

/// What happens within this time of the last change is on its heels.
const HEELS: Duration = Duration::from_millis(100);
/// What is on another's heels is gathered until nothing has happened for so long …
const QUIET: Duration = Duration::from_millis(20);
/// … and at most this long.
const GATHERING: Duration = Duration::from_millis(250);
/// A new folder is looked into once more when nothing has happened for so long: files that were
/// written into it before it was watched told nobody.
const SETTLING: Duration = Duration::from_millis(150);
/// How often files are looked at where the system cannot tell of changes.
const POLLING: Duration = Duration::from_secs(1);

/// Hears of what the person at the terminal should know.
type Told = dyn Fn(&str) + Send + Sync;

/// Reads the site, then follows it, on a thread of its own.
pub(super) fn start(studio: Arc<Studio>, told: impl Fn(&str) + Send + Sync + 'static) {
    std::thread::spawn(move || follow(&studio, &told));
}

fn follow(studio: &Studio, told: &Told) {
    let root = &studio.options.site;
    let root = root.canonicalize().unwrap_or_else(|_| root.clone());
    let (sender, events) = channel();
    // Watched before it is read, so that no change falls between.
    let mut watched = Watched::new(&root, sender, told);
    studio.open();
    let mut unsettled: BTreeSet<SourceId> = BTreeSet::new();
    let mut acted: Option<Instant> = None;
    while let Some(first) = next(&events, wait(studio, !unsettled.is_empty())) {
        let on_heels = acted.is_some_and(|acted| acted.elapsed() < HEELS);
        let Changed { mut paths, folders } = match first {
            Some(first) => Changed::of(&gather(first, &events, on_heels), &root),
            None => Changed { paths: std::mem::take(&mut unsettled), folders: BTreeSet::new() },
        };
        if folders.iter().any(|folder| !folder.as_str().contains('/')) {
            watched.follow(&root, told);
        }
        paths.extend(folders.iter().cloned());
        unsettled.extend(folders);
        if !paths.is_empty() || studio.is_due() {
            studio.change(paths.into_iter().collect());
            acted = Some(Instant::now());
        }
    }
}

/// How long to wait for the next event; `None` for ever.
fn wait(studio: &Studio, is_unsettled: bool) -> Option<Duration> {
    let settling = is_unsettled.then_some(SETTLING);
    studio.until_due().into_iter().chain(settling).min()
}

/// The next event, or nothing when it is time for something else; `None` when there will be no more.
fn next(events: &Receiver<Event>, wait: Option<Duration>) -> Option<Option<Event>> {
    let Some(wait) = wait else { return events.recv().ok().map(Some) };
    match events.recv_timeout(wait) {
        Ok(event) => Some(Some(event)),
        Err(RecvTimeoutError::Timeout) => Some(None),
        Err(RecvTimeoutError::Disconnected) => None,
    }
}

/// An event with those that belong to it.
fn gather(first: Event, events: &Receiver<Event>, on_heels: bool) -> Vec<Event> {
    let (mut burst, since) = (vec![first], Instant::now());
    burst.extend(events.try_iter());
    while on_heels
        && since.elapsed() < GATHERING
        && let Ok(event) = events.recv_timeout(QUIET)
    {
        burst.push(event);
    }
    burst
}

/// What a burst of events has changed.
#[derive(Default)]
struct Changed {
    paths: BTreeSet<SourceId>,
    /// Those of them that are folders, in which more may have changed than was told.
    folders: BTreeSet<SourceId>,
}

impl Changed {
    fn of(burst: &[Event], root: &Path) -> Changed {
        let mut changed = Changed::default();
        for event in burst.iter().filter(|event| is_change(event)) {
            if event.need_rescan() {
                changed.folders.extend(FOLDERS.iter().map(SourceId::new));
                changed.paths.insert(SourceId::new("site.yaml"));
            }
            for path in &event.paths {
                let inside = path.strip_prefix(root).ok().and_then(Path::to_str);
                let Some(id) = inside.map(|path| path.replace('\\', "/")) else { continue };
                if is_source(&id) {
                    let known =
                        if path.is_dir() { &mut changed.folders } else { &mut changed.paths };
                    known.insert(SourceId::new(id));
                }
            }
        }
        changed
    }
}

/// Whether an event can change what a site says: reading a file does not, nor does touching it.
fn is_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        EventKind::Modify(ModifyKind::Metadata(kind)) => kind == MetadataKind::Any,
        _ => true,
    }
}

/// What tells of changes.
struct Watched {
    watcher: Box<dyn Watcher + Send>,
    sender: Sender<Event>,
    is_polling: bool,
}

impl Watched {
    fn new(root: &Path, sender: Sender<Event>, told: &Told) -> Watched {
        let watcher = RecommendedWatcher::new(sending(&sender), Config::default());
        let mut watched = match watcher {
            Ok(watcher) => Watched { watcher: Box::new(watcher), sender, is_polling: false },
            Err(_) => Watched::polling(sender, told),
        };
        watched.follow(root, told);
        watched
    }

    fn polling(sender: Sender<Event>, told: &Told) -> Watched {
        told("this system cannot tell of so many files: they are looked at every second");
        let config = Config::default().with_poll_interval(POLLING);
        let watcher: Box<dyn Watcher + Send> = match PollWatcher::new(sending(&sender), config) {
            Ok(watcher) => Box::new(watcher),
            Err(_) => Box::new(notify::NullWatcher),
        };
        Watched { watcher, sender, is_polling: true }
    }

    /// Follows the site's folder and those in it that there are.
    fn follow(&mut self, root: &Path, told: &Told) {
        let folders: Vec<PathBuf> = FOLDERS.iter().map(|folder| root.join(folder)).collect();
        let there = folders.iter().filter(|folder| folder.is_dir());
        let all = there.map(|folder| (folder.as_path(), RecursiveMode::Recursive));
        for (path, mode) in all.chain([(root, RecursiveMode::NonRecursive)]) {
            if self.watcher.watch(path, mode).is_err() && !self.is_polling {
                *self = Watched::polling(self.sender.clone(), told);
                return self.follow(root, told);
            }
        }
    }
}

/// Hands events on; one that says that some were lost as such.
fn sending(sender: &Sender<Event>) -> impl Fn(notify::Result<Event>) + Send + 'static {
    let sender = sender.clone();
    move |event| {
        let lost = || Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
        // Nobody listens any more when the program ends.
        let _ = sender.send(event.unwrap_or_else(|_| lost()));
    }
}
