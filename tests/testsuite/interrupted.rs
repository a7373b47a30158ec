//! `publish` interrupted anywhere: readers have the whole old site or the whole new one, nothing is
//! lost, and the next run ends in the same bytes as one that was never interrupted.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use bollettino::diagnostics::{Code, Diagnostic};
use bollettino::publish::{
    self, Folder, Headers, Listing, Live, Payload, Release, Session, Target, Terms,
};
use bollettino::seal::manifest::File;
use bollettino::select::Audience;
use bollettino::sinks::{Nowhere, render_all};
use bollettino::site::{Options, load};
use bollettino::sources::FileDigest;

use super::publish::{publish, served, two_news};
use super::site::{NOW, Site, Tree, tree};

/// The fault of a connection that is lost.
static LOST: Code = Code {
    name: "lost",
    severity: bollettino::diagnostics::Severity::Error,
    explanation: "The connection was lost.",
};

/// A target that fails when it is asked for one thing too many.
struct Failing<T> {
    inner: T,
    left: AtomicUsize,
}

impl<T> Failing<T> {
    fn after(inner: T, steps: usize) -> Self {
        Self { inner, left: AtomicUsize::new(steps) }
    }

    fn step(&self) -> Result<(), Diagnostic> {
        let take = |left: usize| left.checked_sub(1);
        match self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take) {
            Ok(_) => Ok(()),
            Err(_) => Err(LOST.nowhere("the connection was lost")),
        }
    }
}

impl<T: Target> Target for Failing<T> {
    fn name(&self) -> String {
        self.inner.name()
    }
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        self.inner.read(path)
    }
    fn list(&self) -> Result<Listing, Diagnostic> {
        self.inner.list()
    }
    fn is_intact(&self, file: &File, listing: &Listing) -> Result<bool, Diagnostic> {
        self.inner.is_intact(file, listing)
    }
    fn kept(&self) -> Option<Folder> {
        self.inner.kept()
    }
    fn begin(&self) -> Result<Box<dyn Session + '_>, Diagnostic> {
        self.step()?;
        let inner = self.inner.begin()?;
        Ok(Box::new(FailingSession { inner, step: Box::new(|| self.step()) }))
    }
}

struct FailingSession<'a> {
    inner: Box<dyn Session + 'a>,
    step: Box<dyn Fn() -> Result<(), Diagnostic> + Sync + 'a>,
}

impl Session for FailingSession<'_> {
    fn unfinished(&self) -> BTreeSet<String> {
        self.inner.unfinished()
    }
    fn announce(&self, paths: &BTreeSet<String>) -> Result<(), Diagnostic> {
        (self.step)()?;
        self.inner.announce(paths)
    }
    fn put(
        &self,
        path: &str,
        content: &Payload,
        headers: &Headers,
    ) -> Result<FileDigest, Diagnostic> {
        (self.step)()?;
        self.inner.put(path, content, headers)
    }
    fn leave(&self, path: &str) -> Result<(), Diagnostic> {
        (self.step)()?;
        self.inner.leave(path)
    }
    fn read_back(&self, path: &str) -> Result<Option<FileDigest>, Diagnostic> {
        (self.step)()?;
        self.inner.read_back(path)
    }
    fn switch(&self, manifest: &[u8], headers: &Headers) -> Result<(), Diagnostic> {
        (self.step)()?;
        self.inner.switch(manifest, headers)
    }
    fn remove(&self, path: &str) -> Result<(), Diagnostic> {
        (self.step)()?;
        self.inner.remove(path)
    }
    fn finish(self: Box<Self>, keep: bool) -> Result<(), Diagnostic> {
        (self.step)()?;
        self.inner.finish(keep)
    }
}

/// A site, loaded.
fn loaded(site: &Site) -> bollettino::site::Site {
    let zone = jiff::tz::TimeZone::get("Europe/Rome").unwrap();
    let now = NOW.parse::<jiff::civil::Date>().unwrap().to_zoned(zone).unwrap().timestamp();
    load(&site.path(""), &Options::new(Audience::public(now))).site.unwrap()
}

/// Brings a release to a target.
fn bring(release: &Release<'_>, target: &dyn Target) -> Result<(), Diagnostic> {
    let session = target.begin()?;
    let live = Live::of(target)?;
    let manifest = publish::manifest(release, target, &live, Terms::default())?;
    let comparison = publish::compare(&manifest, target, &live, &session.unfinished())?;
    publish::upload(session, release, &comparison, &|| ())
}

/// A site of which one version is served and another is to be, with what is served then.
struct Evening {
    site: Site,
    old: Tree,
    new: Tree,
}

impl Evening {
    fn begin() -> Self {
        let site = two_news().file("static/alt.txt", "old");
        publish(&site, &[]).succeeds();
        let old = served(&site);
        copy(&site.path("www"), &site.path("kept"));
        let text = "---\ntitle: Due\nslug: due\nsummary: Due\nchanges:\n- {date: 2026-03-01, kind: \
                    correction, text: Era il terzo}\n---\nTerzo.\n";
        site.write("content/news/two/it.md", text);
        site.write("content/news/three/publication.yaml", "date: 2026-03-01\n");
        site.write("content/news/three/it.md", "---\ntitle: Tre\nsummary: Tre\n---\nNuovo.\n");
        fs::rename(site.path("static/alt.txt"), site.path("static/neu.txt")).unwrap();
        site.write("redirects.csv", "/alt.txt,/neu.txt,301\n");
        site.run(&["build", "--previous", "www"]).succeeds();
        let new = site.tree("public");
        let evening = Self { site, old, new };
        assert!(evening.old != evening.new);
        evening
    }

    /// The target as it was at the beginning.
    fn again(&self) {
        for name in ["www", ".www.previous"] {
            let _ = fs::remove_dir_all(self.site.path(name));
        }
        copy(&self.site.path("kept"), &self.site.path("www"));
    }

    /// Whether what is served is the new site; whole it is in any case.
    #[track_caller]
    fn is_out(&self, point: &str) -> bool {
        let now = served(&self.site);
        let is_new = now == self.new;
        assert!(is_new || now == self.old, "{point}: neither the old site nor the new one");
        is_new
    }

    /// The next run completes it; what was served before is kept, and nothing else lies around.
    #[track_caller]
    fn completed(&self, point: &str) {
        publish(&self.site, &[]).succeeds();
        assert!(self.is_out(point), "{point}: not completed");
        assert!(tree(&self.site.path(".www.previous")) == self.old, "{point}: nothing is kept");
        let names = fs::read_dir(self.site.path("")).unwrap().map(|e| e.unwrap().file_name());
        let left = names.filter(|name| name.to_string_lossy().starts_with(".www.new-"));
        assert_eq!(left.count(), 0, "{point}");
    }
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// Every step of a run can be the last one.
#[test]
fn a_target_that_fails_at_any_step() {
    let evening = Evening::begin();
    let folder = || Folder::new(&evening.site.path("www")).unwrap();
    let site = loaded(&evening.site);
    let release = Release::of(&site, render_all(&site, &Nowhere, &|| ()).unwrap()).unwrap();
    let mut points = 0;
    for steps in 0.. {
        let mut failed = bring(&release, &Failing::after(folder(), steps));
        // Another test's program that is about to start has this one's lock for a moment.
        while failed.as_ref().is_err_and(|fault| fault.code.name == "target-busy") {
            std::thread::yield_now();
            failed = bring(&release, &Failing::after(folder(), steps));
        }
        if failed.is_ok() {
            break;
        }
        assert_eq!(failed.unwrap_err().code.name, "lost");
        assert!(!evening.is_out(&format!("after {steps} steps")));
        assert!(!evening.site.path(".www.previous").exists());
        points += 1;
    }
    assert!(points > 50, "{points} steps");
    assert!(evening.is_out("at the end"));
    evening.again();
    evening.completed("from the beginning");
}

/// How many files a run has put beside the folder.
fn put_so_far(site: &Path) -> usize {
    let staged = |name: &str| name.starts_with(".www.new-");
    let entries = fs::read_dir(site).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| staged(&entry.file_name().to_string_lossy()));
    folders.map(|folder| count(&folder.path())).sum()
}

/// Files below a folder that others fill and take away meanwhile.
fn count(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { count(&entry.path()) } else { 1 }).sum()
}

/// Killed when so many files are there, at points that a seed has drawn.
#[test]
fn killed_at_twenty_points() {
    let evening = Evening::begin();
    let files = evening.new.len();
    let mut seed = 20_260_302_u64;
    let (mut killed, mut out) = (0, 0);
    for _ in 0..20 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let wanted = (seed >> 33) as usize % (files + 2);
        evening.again();
        let to = format!("file://{}", evening.site.path("www").display());
        let mut child = Command::new(env!("CARGO_BIN_EXE_bollettino"))
            .env_clear()
            .current_dir(evening.site.path(""))
            .args(["publish", "--to", &to, "--now", NOW])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while child.try_wait().unwrap().is_none() {
            if put_so_far(&evening.site.path("")) >= wanted {
                // The next file may be half there by now.
                child.kill().unwrap();
                break;
            }
            std::thread::yield_now();
        }
        killed += usize::from(!child.wait().unwrap().success());
        let point = format!("at {wanted} of {files} files");
        out += usize::from(evening.is_out(&point));
        evening.completed(&point);
    }
    assert!(killed >= 15, "only {killed} runs were killed in time; {out} were out already");
}

/// What a run that was killed right after the swap did not come to put away is kept all the same.
#[test]
fn killed_after_the_swap() {
    let evening = Evening::begin();
    fs::rename(evening.site.path("www"), evening.site.path(".www.new-1")).unwrap();
    copy(&evening.site.path("public"), &evening.site.path("www"));
    assert!(publish(&evening.site, &[]).succeeds().stdout.contains("up to date"));
    assert!(tree(&evening.site.path(".www.previous")) == evening.old);
    assert!(evening.is_out("after the swap"));
}

/// Runs `publish` by the shell, after what is to be done before.
fn by_shell(site: &Site, before: &str, user: Option<u32>) -> (Option<i32>, String) {
    let program = env!("CARGO_BIN_EXE_bollettino");
    let to = format!("file://{}", site.path("www").display());
    let mut command = Command::new("sh");
    command
        .env_clear()
        .current_dir(site.path(""))
        .args(["-c", &format!("{before} exec {program} publish --to {to} --now {NOW}")]);
    if let Some(user) = user {
        command.uid(user);
    }
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// A disk that takes no more: here, no file of more than 4 blocks.
#[test]
fn a_full_disk() {
    let evening = Evening::begin();
    let (code, said) = by_shell(&evening.site, "trap '' XFSZ; ulimit -f 4;", None);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("error[output]: cannot write"), "{said}");
    assert!(!evening.is_out("a full disk"));
    evening.completed("after a full disk");
}

#[test]
fn a_target_that_cannot_be_written() {
    let evening = Evening::begin();
    // Root may write everywhere.
    let is_root = is_roots(&evening.site.path("www"));
    let readable = |path: PathBuf, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    readable(evening.site.path(""), 0o555);
    let (code, said) = by_shell(&evening.site, "", is_root.then_some(65_534));
    readable(evening.site.path(""), 0o755);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("error[output]: cannot"), "{said}");
    assert!(said.contains("ermission denied"), "{said}");
    assert!(!evening.is_out("a target that cannot be written"));
    evening.completed("afterwards");
    let below = evening.site.path("site.yaml/www");
    let to = format!("file://{}", below.display());
    let outcome = evening.site.run(&["publish", "--to", &to]).exits(1);
    assert_eq!(outcome.codes(), ["error output"], "{outcome}");
}

fn is_roots(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).unwrap().uid() == 0
}
