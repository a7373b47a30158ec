//! `publish` to a bucket: a real S3 server on this machine, started by each test.
//!
//! ```text
//! cargo test --features cloud-tests --test cloud
//! ```

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on stops, and it makes its own files"
)]

#[path = "testsuite/site.rs"]
#[expect(dead_code, reason = "the helper of the whole suite")]
mod site;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, AtomicUsize, Ordering};
use std::time::Duration;

use bollettino::diagnostics::Diagnostic;
use bollettino::publish::target::{Access, Pace, Store};
use bollettino::publish::{self, Live, Release, Target, Terms};
use bollettino::seal::manifest::{Manifest, NEWEST};
use bollettino::select::Audience;
use bollettino::sinks::{Nowhere, render_all};
use bollettino::site::{Options, load};
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{Attribute, ObjectStoreExt};
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use site::{NOW, Outcome, Site, Tree, tree};

const KEY: &str = "AKIAEXAMPLE";
const SECRET: &str = "secret";
const BUCKET: &str = "site";

/// A running server with one empty bucket.
struct Cloud {
    root: TempDir,
    address: String,
    watch: Arc<Watch>,
    _runtime: Runtime,
}

/// What the server counts, and whom it kills when it has counted enough.
#[derive(Default)]
struct Watch {
    requests: AtomicUsize,
    puts: AtomicUsize,
    /// The request at which the client is killed, before it is answered.
    fatal: AtomicUsize,
    client: AtomicI32,
}

impl Watch {
    fn count(&self, method: &hyper::Method) {
        let number = self.requests.fetch_add(1, Ordering::SeqCst) + 1;
        self.puts.fetch_add(usize::from(method == hyper::Method::PUT), Ordering::SeqCst);
        if number == self.fatal.load(Ordering::SeqCst) {
            let client = self.client.load(Ordering::SeqCst);
            // It may have ended by itself.
            let _ = kill(Pid::from_raw(client), Signal::SIGKILL);
        }
    }
}

impl Cloud {
    fn start() -> Self {
        let root = TempDir::new().unwrap();
        fs::create_dir(root.path().join(BUCKET)).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(root.path()).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = service.build();
        let watch = Arc::new(Watch::default());
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let counting = Arc::clone(&watch);
        runtime.spawn(async move {
            loop {
                let Ok((socket, _)) = listener.accept().await else { continue };
                let (service, watch) = (service.clone(), Arc::clone(&counting));
                let counted = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
                    watch.count(request.method());
                    Service::call(&service, request)
                });
                tokio::spawn(async move {
                    let builder = Builder::new(TokioExecutor::new());
                    // A client that was killed is no fault of the server.
                    let _ = builder.serve_connection(TokioIo::new(socket), counted).await;
                });
            }
        });
        Self { root, address, watch, _runtime: runtime }
    }

    fn bucket(&self) -> PathBuf {
        self.root.path().join(BUCKET)
    }

    /// What is served.
    fn tree(&self) -> Tree {
        tree(&self.bucket())
    }

    fn variables(&self, secret: &str) -> Vec<(String, String)> {
        [
            ("AWS_ENDPOINT", self.address.as_str()),
            ("AWS_ALLOW_HTTP", "true"),
            ("AWS_REGION", "us-east-1"),
            ("AWS_ACCESS_KEY_ID", KEY),
            ("AWS_SECRET_ACCESS_KEY", secret),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
    }

    fn run(&self, site: &Site, args: &[&str]) -> Outcome {
        let variables = self.variables(SECRET);
        let variables: Vec<(&str, &str)> =
            variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let to = format!("s3://{BUCKET}");
        site.run_with(&[&["publish", "--to", &to], args].concat(), &variables)
    }

    /// The bucket as any other program has it.
    fn client(&self) -> AmazonS3 {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = AmazonS3Builder::new().with_bucket_name(BUCKET).with_allow_http(true);
        let builder = builder.with_access_key_id(KEY).with_secret_access_key(SECRET);
        builder.with_endpoint(&self.address).build().unwrap()
    }

    /// Another run's view of the bucket, which loses patience soon.
    fn store(&self) -> Store {
        let pace = Pace { beat: Duration::from_millis(20), patience: Duration::from_millis(800) };
        let access = Access { variables: self.variables(SECRET), take_over: false, pace };
        Store::new(&format!("s3://{BUCKET}"), &access).unwrap()
    }

    /// Runs `publish` and kills it when its request of this number arrives.
    fn killed(&self, site: &Site, at: usize) -> bool {
        self.watch.requests.store(0, Ordering::SeqCst);
        self.watch.fatal.store(usize::MAX, Ordering::SeqCst);
        let mut child = Command::new(env!("CARGO_BIN_EXE_bollettino"))
            .env_clear()
            .envs(self.variables(SECRET))
            .current_dir(site.path(""))
            .args(["publish", "--take-over", "--to", &format!("s3://{BUCKET}"), "--now", NOW])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        self.watch.client.store(child.id() as i32, Ordering::SeqCst);
        self.watch.fatal.store(at, Ordering::SeqCst);
        let was_killed = !child.wait().unwrap().success();
        self.watch.fatal.store(0, Ordering::SeqCst);
        was_killed
    }
}

/// A site with two publications and a file.
fn two_news() -> Site {
    Site::new()
        .news(
            "one",
            "attachments: {a.txt: {language: it}}\n",
            &[
                ("it", "title: Uno\nslug: uno\nsummary: Uno\n---\nPrimo.\n"),
                ("en", "title: One\nslug: one\nsummary: One\n---\nFirst.\n"),
            ],
        )
        .file("content/news/one/a.txt", "figures1")
        .file("static/alt.txt", "old")
        .file("static/perché~ [1].txt", "x")
        .news("two", "", &[("it", "title: Due\nslug: due\nsummary: Due\n---\nSecondo.\n")])
}

/// Changes, adds and takes away.
fn edit(site: &Site) {
    let text = "---\ntitle: Due\nslug: due\nsummary: Due\nchanges:\n- {date: 2026-03-01, kind: \
                correction, text: Era il terzo}\n---\nTerzo.\n";
    site.write("content/news/two/it.md", text);
    site.write("content/news/three/publication.yaml", "date: 2026-03-01\n");
    site.write("content/news/three/it.md", "---\ntitle: Tre\nsummary: Tre\n---\nNuovo.\n");
    fs::rename(site.path("static/alt.txt"), site.path("static/neu.txt")).unwrap();
    site.write("redirects.csv", "/alt.txt,/neu.txt,301\n");
}

/// What a build gives, without the mark of its folder.
fn built(site: &Site, args: &[&str]) -> Tree {
    site.run(&[&["build"], args].concat()).succeeds();
    let mut tree = site.tree("public");
    tree.remove(".bollettino");
    tree
}

fn bring(site: &Site, target: &dyn Target) -> Result<(), Diagnostic> {
    let zone = jiff::tz::TimeZone::get("Europe/Rome").unwrap();
    let now = NOW.parse::<jiff::civil::Date>().unwrap().to_zoned(zone).unwrap().timestamp();
    let site = load(&site.path(""), &Options::new(Audience::public(now))).site.unwrap();
    let release = Release::of(&site, render_all(&site, &Nowhere, &|| ()).unwrap())?;
    let session = target.begin()?;
    let live = Live::of(target)?;
    let manifest = publish::manifest(&release, target, &live, Terms::default())?;
    let comparison = publish::compare(&manifest, target, &live, &session.unfinished())?;
    publish::upload(session, &release, &comparison, &|| ())
}

#[test]
fn what_is_served_is_what_is_built() {
    let (cloud, site) = (Cloud::start(), two_news());
    cloud.run(&site, &["--dry-run"]).succeeds();
    assert!(cloud.tree().is_empty());
    let outcome = cloud.run(&site, &[]).succeeds();
    assert!(outcome.stdout.contains("https://example.org/en/news/one/\n"), "{outcome}");
    assert!(cloud.tree() == built(&site, &[]));
    let outcome = cloud.run(&site, &[]).succeeds();
    assert!(outcome.stdout.contains("up to date"), "{outcome}");
    // Only what differs is put: files, manifest twice, journal, claim.
    let before = cloud.tree();
    edit(&site);
    cloud.watch.puts.store(0, Ordering::SeqCst);
    cloud.run(&site, &[]).succeeds();
    let puts = cloud.watch.puts.load(Ordering::SeqCst);
    assert!(cloud.tree() == built(&site, &["--previous", "public"]));
    let now = cloud.tree();
    let is_file = |path: &str| !path.starts_with(".well-known/site-manifest");
    let differs = |(path, bytes): &(&String, &Vec<u8>)| before.get(*path) != Some(bytes);
    let differing = now.iter().filter(|(path, _)| is_file(path)).filter(differs).count();
    assert_eq!(puts, differing + 4);
    let outcome = cloud.run(&site, &["--rollback"]).exits(1);
    assert_eq!(outcome.codes(), ["error rollback"], "{outcome}");
}

/// What a server says beside each file.
#[test]
fn media_types_and_caches() {
    let (cloud, site) = (Cloud::start(), two_news());
    cloud.run(&site, &[]).succeeds();
    let store = cloud.client();
    let runtime = Runtime::new().unwrap();
    let stylesheet = cloud.tree().into_keys().find(|path| path.ends_with(".css")).unwrap();
    let fixed = "public, max-age=31536000, immutable";
    for (path, media_type, cache) in [
        ("it/index.html", "text/html; charset=utf-8", "no-cache"),
        ("it/feed.xml", "application/atom+xml; charset=utf-8", "no-cache"),
        ("files/news/one/a.txt", "text/plain; charset=utf-8", "no-cache"),
        ("SHA256SUMS", "text/plain; charset=utf-8", "no-cache"),
        (NEWEST, "application/json", "no-cache"),
        (&stylesheet, "text/css; charset=utf-8", fixed),
    ] {
        let found = runtime.block_on(store.get(&Path::from(path))).unwrap().attributes;
        let said = |attribute| found.get(&attribute).map(|value| value.to_string());
        assert_eq!(said(Attribute::ContentType).as_deref(), Some(media_type), "{path}");
        assert_eq!(said(Attribute::CacheControl).as_deref(), Some(cache), "{path}");
    }
}

/// Whatever page of the bucket a reader has, everything that it leads to inside the site is there.
#[track_caller]
fn is_readable(tree: &Tree, point: &str) {
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for mark in ["href=\"/", "src=\"/"] {
            for link in html.split(mark).skip(1).filter_map(|rest| rest.split('"').next()) {
                let link = link.split(['#', '?']).next().unwrap();
                let folder = link.is_empty() || link.ends_with('/');
                let file = if folder { format!("{link}index.html") } else { link.to_owned() };
                assert!(tree.contains_key(&file), "{point}: {path} leads to {file}");
            }
        }
    }
    let manifest = Manifest::read(&tree[NEWEST]).unwrap();
    for file in &manifest.files {
        let is_going = file.path == "alt.txt";
        assert!(tree.contains_key(&file.path) || is_going, "{point}: {} is gone", file.path);
    }
}

#[test]
fn killed_at_twenty_points() {
    let (cloud, site) = (Cloud::start(), two_news());
    cloud.run(&site, &[]).succeeds();
    let old = cloud.tree();
    built(&site, &[]);
    edit(&site);
    let new = built(&site, &["--previous", "public"]);
    let restore = || {
        fs::remove_dir_all(cloud.bucket()).unwrap();
        for (path, bytes) in &old {
            let path = cloud.bucket().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        // What the server remembers of files that are others now.
        for entry in fs::read_dir(cloud.root.path()).unwrap().map(Result::unwrap) {
            if entry.path().is_file() {
                fs::remove_file(entry.path()).unwrap();
            }
        }
    };
    restore();
    cloud.watch.requests.store(0, Ordering::SeqCst);
    cloud.run(&site, &[]).succeeds();
    let requests = cloud.watch.requests.load(Ordering::SeqCst);
    assert!(cloud.tree() == new);
    let (mut seed, mut killed) = (20_260_302_u64, 0);
    for _ in 0..20 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = 1 + (seed >> 33) as usize % requests;
        let point = format!("at request {at} of {requests}");
        restore();
        killed += usize::from(cloud.killed(&site, at));
        is_readable(&cloud.tree(), &point);
        cloud.run(&site, &["--take-over"]).succeeds();
        assert!(cloud.tree() == new, "{point}: not completed");
    }
    assert!(killed >= 15, "only {killed} runs were killed");
}

/// A run that was interrupted, and whose changes were taken back before the next: nothing of it
/// stays, though the manifest says that nothing changed.
#[test]
fn an_interrupted_run_that_nobody_wants_any_more() {
    let (cloud, site) = (Cloud::start(), two_news());
    cloud.run(&site, &[]).succeeds();
    let old = cloud.tree();
    let original = fs::read(site.path("content/news/two/it.md")).unwrap();
    edit(&site);
    let mut altered = false;
    for at in (5..).step_by(7) {
        let was_killed = cloud.killed(&site, at);
        altered |= cloud.tree() != old;
        if !was_killed || cloud.tree()[NEWEST] != old[NEWEST] {
            break;
        }
        let (text, three) = (site.path("content/news/two/it.md"), site.path("content/news/three"));
        fs::write(&text, &original).unwrap();
        fs::remove_dir_all(&three).unwrap();
        fs::rename(site.path("static/neu.txt"), site.path("static/alt.txt")).unwrap();
        fs::remove_file(site.path("redirects.csv")).unwrap();
        cloud.run(&site, &["--take-over"]).succeeds();
        let mut now = cloud.tree();
        now.retain(|path, _| path != ".well-known/site-manifest/0002.json");
        assert!(now == old, "after request {at}");
        edit(&site);
    }
    assert!(altered, "no run was interrupted while it changed something");
}

#[test]
fn of_two_at_once_one_is_refused() {
    let (cloud, site) = (Cloud::start(), two_news());
    let (first, second) = (cloud.store(), cloud.store());
    let session = first.begin().unwrap();
    // Its claim is renewed while the other looks.
    let refused = second.begin().map(drop).unwrap_err();
    assert_eq!(refused.code.name, "target-busy");
    drop(session);
    drop(second.begin().unwrap());
    // One that is no longer renewed is taken over.
    let claim = cloud.bucket().join(".well-known/site-manifest/claim");
    fs::create_dir_all(claim.parent().unwrap()).unwrap();
    fs::write(&claim, "of a run that was killed").unwrap();
    bring(&site, &second).unwrap();
    assert!(!claim.exists());
    // Whoever was outrun all the same does not write over what the other published.
    let session = first.begin().unwrap();
    let live = Live::of(&first).unwrap();
    let put = cloud.client();
    let runtime = Runtime::new().unwrap();
    runtime.block_on(put.put(&Path::from(NEWEST), "another".into())).unwrap();
    let headers = publish::Headers::of("application/json", NEWEST);
    let refused = session.switch(&live.previous.unwrap().manifest.write(), &headers).unwrap_err();
    assert_eq!(refused.code.name, "target-busy");
}

#[test]
fn wrong_credentials_and_a_lost_connection() {
    let (cloud, site) = (Cloud::start(), two_news());
    let to = format!("s3://{BUCKET}");
    let publish = |variables: &[(String, String)], to: &str| {
        let variables: Vec<(&str, &str)> =
            variables.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let outcome = site.run_with(&["publish", "--to", to], &variables).exits(1);
        assert_eq!(outcome.codes(), ["error target"], "{outcome}");
        assert!(!outcome.stderr.contains(SECRET), "{outcome}");
        outcome
    };
    let outcome = publish(&cloud.variables("wrong"), &to);
    assert!(outcome.stderr.contains("AWS_SECRET_ACCESS_KEY"), "{outcome}");
    publish(&cloud.variables(SECRET), "s3://none");
    assert!(cloud.tree().is_empty());
    let variables = cloud.variables(SECRET);
    drop(cloud);
    let outcome = publish(&variables, &to);
    assert!(outcome.stderr.contains("run the command again"), "{outcome}");
}
