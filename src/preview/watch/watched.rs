//! What tells of changes: the system, or a look at every file each second.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::Told;
use crate::identity::SourceId;
use crate::sources::{FOLDERS, Identity, Sources, is_source};

/// How often files are looked at where the system cannot tell of changes.
const POLLING: Duration = Duration::from_secs(1);

/// A site's folder that is watched.
pub(super) struct Watched<'s> {
    /// The folder as it was named.
    site: &'s Path,
    /// Where it is, without symbolic links.
    root: PathBuf,
    identity: Option<Identity>,
    /// What is followed because symbolic links lead there.
    linked: BTreeSet<String>,
    watcher: Box<dyn Watcher + Send>,
    sender: Sender<Event>,
    is_polling: bool,
}

impl<'s> Watched<'s> {
    /// Watches a site, and sends what happens there.
    pub(super) fn new(site: &'s Path, sender: Sender<Event>, told: &Told) -> Watched<'s> {
        let mut watched = Watched {
            site,
            root: PathBuf::new(),
            identity: None,
            linked: BTreeSet::new(),
            watcher: Box::new(notify::NullWatcher),
            sender,
            is_polling: false,
        };
        watched.start_anew(told);
        watched
    }

    /// Whether another folder has taken the place of the one that is watched, or none.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.identity != Identity::of(self.site)
    }

    /// Watches the folder that is there now.
    pub(super) fn start_anew(&mut self, told: &Told) {
        self.identity = Identity::of(self.site);
        self.root = self.site.canonicalize().unwrap_or_else(|_| self.site.to_owned());
        self.linked.clear();
        // What symbolic links lead to is followed as such: elsewhere it is none of the site's.
        let config = Config::default().with_follow_symlinks(false);
        match RecommendedWatcher::new(sending(&self.sender), config) {
            Ok(watcher) if !self.is_polling => self.watcher = Box::new(watcher),
            _ => self.poll(told),
        }
        self.follow(told);
    }

    fn poll(&mut self, told: &Told) {
        if !self.is_polling {
            told("this system cannot tell of so many files: they are looked at every second");
        }
        let config = Config::default().with_poll_interval(POLLING);
        self.watcher = match PollWatcher::new(sending(&self.sender), config) {
            Ok(watcher) => Box::new(watcher),
            Err(_) => Box::new(notify::NullWatcher),
        };
        self.is_polling = true;
    }

    /// Follows the site's folder and those in it that there are.
    pub(super) fn follow(&mut self, told: &Told) {
        let root = self.root.clone();
        let folders: Vec<PathBuf> = FOLDERS.iter().map(|folder| root.join(folder)).collect();
        let there = folders.iter().filter(|folder| folder.is_dir());
        let all = there.map(|folder| (folder.as_path(), RecursiveMode::Recursive));
        for (path, mode) in all.chain([(root.as_path(), RecursiveMode::NonRecursive)]) {
            if self.watcher.watch(path, mode).is_err() && path.is_dir() && !self.is_polling {
                self.poll(told);
                return self.follow(told);
            }
        }
    }

    /// Follows what symbolic links lead to outside the folders of a site: a file with the folder
    /// that it lies in, since most editors put another in its place.
    pub(super) fn follow_links(&mut self, sources: &Sources) {
        for path in sources.linked_to() {
            if !self.linked.insert(path.to_owned()) {
                continue;
            }
            let target = self.root.join(path);
            let (folder, mode) = match target.parent().filter(|_| !target.is_dir()) {
                Some(folder) => (folder, RecursiveMode::NonRecursive),
                None => (target.as_path(), RecursiveMode::Recursive),
            };
            // What cannot be followed is as it was when the site was read.
            let _ = self.watcher.watch(folder, mode);
        }
    }

    /// The path in the site of something that it is read from.
    pub(super) fn source(&self, path: &Path) -> Option<SourceId> {
        let inside = path.strip_prefix(&self.root).ok()?.to_str()?.replace('\\', "/");
        let is_linked = || {
            let linked = self.linked.iter();
            linked.map(Path::new).any(|linked| Path::new(&inside).starts_with(linked))
        };
        (is_source(&inside) || is_linked()).then(|| SourceId::new(inside))
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
