//! An object store that speaks S3.
//!
//! Every file is in its place as soon as it is put, so the order in which that happens matters here.
//! Two files beside the manifests keep a target whole. The *claim* says that a run is at work: it is
//! made only where there is none, and renewed while the run lives; whoever finds one looks for a while
//! whether it is renewed, and takes it over if not. The *journal* names what that run will have put or
//! removed, so that the next one knows what it cannot rely on. The newest manifest is put only in the
//! place of the one that was read.

#![expect(clippy::disallowed_methods, reason = "files of this machine are put on a target")]

use std::collections::BTreeSet;
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use futures_util::TryStreamExt;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, ClientOptions, Error, ObjectStore, ObjectStoreExt, PutMode, PutOptions,
    RetryConfig, UpdateVersion,
};
use sha2::Digest as _;
use tokio::runtime::Runtime;

use super::{Access, Folder, Headers, Listing, Pace, Payload, Session, Target};
use crate::diagnostics::{Diagnostic, TARGET, TARGET_BUSY};
use crate::digest::Digest;
use crate::seal::manifest::{File, MOST_BYTES, NEWEST};
use crate::sources::FileDigest;

/// Says that a run is at work.
const CLAIM: &str = ".well-known/site-manifest/claim";
/// Says what that run touches.
const JOURNAL: &str = ".well-known/site-manifest/journal";

/// How many files are put at the same time.
const AT_ONCE: usize = 16;

/// How long a request is tried again before the connection counts as lost.
const RETRIES: usize = 4;
const TRY_FOR: Duration = Duration::from_secs(30);
const TIMEOUT: Duration = Duration::from_secs(60);

/// A bucket, or a folder of one.
pub struct Store {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    name: String,
    runtime: Runtime,
    /// Which newest manifest was read last.
    seen: Mutex<Option<UpdateVersion>>,
    /// Whether a claim that is found is taken over at once.
    take_over: bool,
    pace: Pace,
}

impl Store {
    /// The bucket at `s3://name/folder`, reached as AWS's own programs reach it.
    pub fn new(to: &str, access: &Access) -> Result<Store, Diagnostic> {
        let wrong = |problem: &dyn std::fmt::Display| {
            TARGET.nowhere(format!("`{to}` cannot be used: {problem}"))
        };
        let rest = to.trim_start_matches("s3://");
        let (bucket, folder) = rest.split_once('/').unwrap_or((rest, ""));
        if bucket.is_empty() {
            return Err(wrong(&"it names no bucket"));
        }
        let prefix = Path::parse(folder.trim_matches('/')).map_err(|e| wrong(&e))?;
        // There may be one already: it does as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = AmazonS3Builder::new().with_bucket_name(bucket);
        let mut client = ClientOptions::new().with_timeout(TIMEOUT);
        for (name, value) in &access.variables {
            let Ok(key) = name.to_ascii_lowercase().parse::<AmazonS3ConfigKey>() else { continue };
            if let AmazonS3ConfigKey::Client(key) = key {
                client = client.with_config(key, value);
            } else {
                builder = builder.with_config(key, value);
            }
        }
        let retry =
            RetryConfig { max_retries: RETRIES, retry_timeout: TRY_FOR, ..RetryConfig::default() };
        let builder = builder.with_client_options(client).with_retry(retry);
        let store = Arc::new(builder.build().map_err(|e| wrong(&e))?);
        let runtime = Runtime::new().map_err(|e| wrong(&e))?;
        let name = to.trim_end_matches('/').to_owned();
        let seen = Mutex::new(None);
        Ok(Store {
            store,
            prefix,
            name,
            runtime,
            seen,
            take_over: access.take_over,
            pace: access.pace,
        })
    }

    /// The key of a file: its path as it is, whatever its letters.
    fn place(&self, path: &str) -> Result<Path, Error> {
        let folder = self.prefix.as_ref();
        let gap = if folder.is_empty() { "" } else { "/" };
        Ok(Path::parse(format!("{folder}{gap}{path}"))?)
    }

    fn failed(&self, what: &str, path: &str, error: &Error) -> Diagnostic {
        failed(&self.name, what, path, error)
    }

    /// A file with its version.
    fn get(&self, path: &str) -> Result<Option<(Vec<u8>, UpdateVersion)>, Error> {
        let place = self.place(path)?;
        self.runtime.block_on(async {
            let found = match self.store.get(&place).await {
                Err(Error::NotFound { .. }) => return Ok(None),
                found => found?,
            };
            let version = UpdateVersion {
                e_tag: found.meta.e_tag.clone(),
                version: found.meta.version.clone(),
            };
            let mut bytes = Vec::new();
            let mut stream = found.into_stream();
            while let Some(piece) = stream.try_next().await? {
                bytes.extend_from_slice(&piece);
                if bytes.len() as u64 > MOST_BYTES {
                    break;
                }
            }
            Ok(Some((bytes, version)))
        })
    }

    fn put(
        &self,
        path: &str,
        bytes: Vec<u8>,
        mode: PutMode,
        headers: &Headers,
    ) -> Result<UpdateVersion, Error> {
        let options = PutOptions { mode, attributes: attributes(headers), ..Default::default() };
        let place = self.place(path)?;
        let put = self.store.put_opts(&place, bytes.into(), options);
        self.runtime.block_on(put).map(UpdateVersion::from)
    }

    fn delete(&self, path: &str) -> Result<(), Error> {
        match self.runtime.block_on(self.store.delete(&self.place(path)?)) {
            Err(Error::NotFound { .. }) => Ok(()),
            other => other,
        }
    }

    /// Claims the target, and says what an interrupted run left.
    fn claim(&self) -> Result<UpdateVersion, Diagnostic> {
        let found = |error: Error| self.failed("read", CLAIM, &error);
        let mode = match self.get(CLAIM).map_err(found)? {
            None => PutMode::Create,
            Some((bytes, version)) => {
                if !self.take_over {
                    thread::sleep(self.pace.patience);
                    let again = self.get(CLAIM).map_err(found)?;
                    if again.is_none_or(|(now, _)| now != bytes) {
                        return Err(self.busy());
                    }
                }
                PutMode::Update(version)
            }
        };
        let token = token()?;
        match self.put(CLAIM, token.into_bytes(), mode, &hidden()) {
            Ok(version) => Ok(version),
            Err(error) if is_outrun(&error) => Err(self.busy()),
            Err(error) => Err(self.failed("put", CLAIM, &error)),
        }
    }

    fn busy(&self) -> Diagnostic {
        TARGET_BUSY
            .nowhere(format!("another run is publishing to `{}`", self.name))
            .help("wait until it is done, and run the command again")
    }
}

impl Target for Store {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let found = self.get(path).map_err(|e| self.failed("read", path, &e))?;
        let (bytes, version) = found.unzip();
        if path == NEWEST {
            *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = version;
        }
        Ok(bytes)
    }

    fn list(&self) -> Result<Listing, Diagnostic> {
        let prefix = Some(&self.prefix).filter(|prefix| !prefix.as_ref().is_empty());
        let listed: Result<Vec<_>, Error> =
            self.runtime.block_on(self.store.list(prefix).try_collect());
        let listed = listed.map_err(|e| self.failed("list", "/", &e))?;
        let start = if prefix.is_some() { self.prefix.as_ref().len() + 1 } else { 0 };
        let files = listed.into_iter().filter_map(|meta| {
            let path = meta.location.as_ref().get(start..)?.to_owned();
            (![CLAIM, JOURNAL].contains(&path.as_str())).then_some((path, meta.size))
        });
        Ok(files.collect())
    }

    fn is_intact(&self, file: &File, listing: &Listing) -> Result<bool, Diagnostic> {
        Ok(listing.get(&file.path) == Some(&file.length))
    }

    fn kept(&self) -> Option<Folder> {
        None
    }

    fn begin(&self) -> Result<Box<dyn Session + '_>, Diagnostic> {
        let version = self.claim()?;
        let journal = self.get(JOURNAL).map_err(|e| self.failed("read", JOURNAL, &e))?;
        let paths = journal.map(|(bytes, _)| String::from_utf8_lossy(&bytes).into_owned());
        let unfinished = paths.iter().flat_map(|paths| paths.lines()).map(str::to_owned).collect();
        let lost = Arc::new(AtomicBool::new(false));
        let (stop, stopped) = channel();
        let beat = Beat {
            store: Arc::clone(&self.store),
            place: self.place(CLAIM).map_err(|e| self.failed("put", CLAIM, &e))?,
            handle: self.runtime.handle().clone(),
            beat: self.pace.beat,
            lost: Arc::clone(&lost),
        };
        let thread = thread::spawn(move || beat.run(version, &stopped));
        let alive = Some(Alive { stop: Some(stop), thread: Some(thread) });
        Ok(Box::new(Publishing { store: self, unfinished, lost, alive }))
    }
}

/// Renews a claim.
struct Beat {
    store: Arc<dyn ObjectStore>,
    place: Path,
    handle: tokio::runtime::Handle,
    beat: Duration,
    lost: Arc<AtomicBool>,
}

impl Beat {
    fn run(self, mut version: UpdateVersion, stopped: &Receiver<()>) {
        while stopped.recv_timeout(self.beat) == Err(RecvTimeoutError::Timeout) {
            let Ok(token) = token() else { continue };
            let mode = PutMode::Update(version.clone());
            let options =
                PutOptions { mode, attributes: attributes(&hidden()), ..Default::default() };
            let put = self.store.put_opts(&self.place, token.into_bytes().into(), options);
            match self.handle.block_on(put) {
                Ok(result) => version = result.into(),
                Err(error) if is_outrun(&error) => {
                    self.lost.store(true, Ordering::Relaxed);
                    return;
                }
                // What is lost for good is told by whatever is put next.
                Err(_) => {}
            }
        }
    }
}

/// Ends the renewal of a claim when it is dropped.
struct Alive {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Alive {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It has nothing to tell.
            let _ = thread.join();
        }
    }
}

/// A run at work.
struct Publishing<'a> {
    store: &'a Store,
    unfinished: BTreeSet<String>,
    lost: Arc<AtomicBool>,
    alive: Option<Alive>,
}

impl Drop for Publishing<'_> {
    fn drop(&mut self) {
        // First, since it would renew what is given up.
        drop(self.alive.take());
        if !self.lost.load(Ordering::Relaxed) {
            // Where that fails the next run finds out by itself.
            let _ = self.store.delete(CLAIM);
        }
    }
}

impl Publishing<'_> {
    /// Whether the claim is still this run's.
    fn holds(&self) -> Result<(), Diagnostic> {
        match self.lost.load(Ordering::Relaxed) {
            true => Err(self.store.busy()),
            false => Ok(()),
        }
    }
}

impl Session for Publishing<'_> {
    fn parallel(&self) -> Option<usize> {
        Some(AT_ONCE)
    }

    fn unfinished(&self) -> BTreeSet<String> {
        self.unfinished.clone()
    }

    fn announce(&self, paths: &BTreeSet<String>) -> Result<(), Diagnostic> {
        let paths: Vec<&str> = paths.union(&self.unfinished).map(String::as_str).collect();
        let bytes = paths.join("\n").into_bytes();
        let put = self.store.put(JOURNAL, bytes, PutMode::Overwrite, &hidden());
        put.map(drop).map_err(|e| self.store.failed("put", JOURNAL, &e))
    }

    fn put(
        &self,
        path: &str,
        content: &Payload,
        headers: &Headers,
    ) -> Result<FileDigest, Diagnostic> {
        self.holds()?;
        let bytes = match content {
            Payload::Bytes(bytes) => bytes.clone(),
            Payload::File(from) => {
                fs::read(from).map_err(|e| crate::sinks::failed("read", from, &e))?
            }
        };
        let digest = FileDigest::of(&bytes);
        let put = self.store.put(path, bytes, PutMode::Overwrite, headers);
        put.map_err(|e| self.store.failed("put", path, &e))?;
        Ok(digest)
    }

    fn leave(&self, _: &str) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn read_back(&self, path: &str) -> Result<Option<FileDigest>, Diagnostic> {
        let store = self.store;
        let read = store.runtime.block_on(async {
            let place = store.place(path)?;
            let mut stream = match store.store.get(&place).await {
                Err(Error::NotFound { .. }) => return Ok(None),
                found => found?.into_stream(),
            };
            let (mut hasher, mut length) = (sha2::Sha256::new(), 0);
            while let Some(piece) = stream.try_next().await? {
                hasher.update(&piece);
                length += piece.len() as u64;
            }
            Ok(Some(FileDigest { sha256: Digest(hasher.finalize().into()), length }))
        });
        read.map_err(|e| store.failed("read back", path, &e))
    }

    fn switch(&self, manifest: &[u8], headers: &Headers) -> Result<(), Diagnostic> {
        self.holds()?;
        let seen = self.store.seen.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mode = seen.map_or(PutMode::Create, PutMode::Update);
        match self.store.put(NEWEST, manifest.to_vec(), mode, headers) {
            Ok(_) => Ok(()),
            Err(error) if is_outrun(&error) => Err(self.store.busy()),
            Err(error) => Err(self.store.failed("put", NEWEST, &error)),
        }
    }

    fn remove(&self, path: &str) -> Result<(), Diagnostic> {
        self.holds()?;
        self.store.delete(path).map_err(|e| self.store.failed("remove", path, &e))
    }

    fn finish(self: Box<Self>, _: bool) -> Result<(), Diagnostic> {
        self.store.delete(JOURNAL).map_err(|e| self.store.failed("remove", JOURNAL, &e))
    }
}

/// Another run was faster.
fn is_outrun(error: &Error) -> bool {
    matches!(error, Error::Precondition { .. } | Error::AlreadyExists { .. })
}

/// Something that no other run writes.
fn token() -> Result<String, Diagnostic> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| TARGET.nowhere(format!("the system gives no random bytes: {error}")))?;
    Ok(Digest(bytes).to_string())
}

/// What is said of files that are for this program alone.
fn hidden() -> Headers {
    Headers { content_type: "text/plain; charset=utf-8".to_owned(), cache_control: "no-store" }
}

fn attributes(headers: &Headers) -> Attributes {
    let mut attributes = Attributes::new();
    attributes.insert(Attribute::ContentType, headers.content_type.clone().into());
    attributes.insert(Attribute::CacheControl, headers.cache_control.into());
    attributes
}

fn failed(target: &str, what: &str, path: &str, error: &Error) -> Diagnostic {
    let fault = TARGET.nowhere(format!("cannot {what} `{path}` on `{target}`: {}", cause(error)));
    match error {
        Error::Unauthenticated { .. } | Error::PermissionDenied { .. } => fault.help(
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to a key that may list, read, write \
             and delete there, and AWS_REGION",
        ),
        Error::NotFound { .. } => fault.help("make the bucket, or mend its name after `--to`"),
        _ => fault.help("see AWS_ENDPOINT and the connection, and run the command again"),
    }
}

/// The innermost of an error's causes that says something, on one line.
fn cause(error: &Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    let words = match error {
        Error::Unauthenticated { .. } | Error::PermissionDenied { .. } => {
            "the credentials are not accepted".to_owned()
        }
        _ => cause.to_string(),
    };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
