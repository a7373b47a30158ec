//! Where a site that is verified lies: a folder of this machine, or a host on the web.

#![expect(clippy::disallowed_methods, reason = "what is verified is read where it lies")]

use std::fs::File as OpenFile;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use ureq::Agent;
use ureq::http::StatusCode;
use ureq::http::header::LOCATION;
use walkdir::WalkDir;

use crate::digest::Digest;
use crate::identity::Address;
use crate::seal::manifest::File;
use crate::sources::FileDigest;

/// The file by which a build's folder is known; it is not part of the site.
const MARKER: &str = ".bollettino";

/// How long a host may be silent.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is at a path.
pub enum Found {
    /// A file.
    File(FileDigest),
    /// An answer that leads elsewhere.
    Elsewhere(String),
    /// Nothing.
    Nothing,
}

/// Where a site lies.
pub trait Place: Sync {
    /// The bytes at a path, if there are any; no more than `most`. Says why it cannot be told.
    fn read(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, String>;

    /// What is where a file should be.
    fn look(&self, file: &File) -> Result<Found, String>;

    /// Every path; `None` where that cannot be told.
    fn list(&self) -> Option<Vec<String>>;

    /// Whether a server answers for it, which may keep some files to itself.
    fn is_served(&self) -> bool;
}

/// The place at an address: `https://…`, `http://…`, or a folder.
pub fn open(place: &str) -> Box<dyn Place> {
    if place.starts_with("https://") || place.starts_with("http://") {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(PATIENCE))
            .timeout_recv_response(Some(PATIENCE))
            .user_agent(concat!("bollettino/", env!("CARGO_PKG_VERSION")))
            .build();
        let base = place.trim_end_matches('/').to_owned();
        return Box::new(Host { agent: Agent::new_with_config(config), base });
    }
    Box::new(Folder { path: PathBuf::from(place) })
}

/// A folder.
struct Folder {
    path: PathBuf,
}

impl Place for Folder {
    fn read(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, String> {
        match opened(&self.path.join(path))? {
            None => Ok(None),
            Some(file) => whole(file, most).map(Some),
        }
    }

    fn look(&self, file: &File) -> Result<Found, String> {
        match opened(&self.path.join(&file.path))? {
            None => Ok(Found::Nothing),
            Some(reader) => digest(reader, file.length).map(Found::File),
        }
    }

    fn list(&self) -> Option<Vec<String>> {
        let entries = WalkDir::new(&self.path).sort_by_file_name().into_iter();
        let files = entries.filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir());
        let inside = files.filter_map(|entry| {
            let path = entry.path().strip_prefix(&self.path).ok()?;
            Some(path.to_string_lossy().replace('\\', "/"))
        });
        Some(inside.filter(|path| path != MARKER).collect())
    }

    fn is_served(&self) -> bool {
        false
    }
}

/// A file, if it is there and is one.
fn opened(path: &Path) -> Result<Option<OpenFile>, String> {
    match OpenFile::open(path) {
        Ok(file) if file.metadata().is_ok_and(|meta| meta.is_dir()) => Ok(None),
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

/// A host on the web.
struct Host {
    agent: Agent,
    base: String,
}

/// What a host answers: something to read, unless it leads elsewhere or says that nothing is there.
enum Answer {
    Body(Box<dyn Read>),
    Elsewhere(String),
    Nothing,
}

impl Host {
    /// Asks for a file as readers do: a page by the address of its folder.
    fn ask(&self, path: &str) -> Result<Answer, String> {
        let path = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => path,
        };
        let url = format!("{}{}", self.base, Address::new(format!("/{path}")).encoded());
        let response = self.agent.get(&url).call().map_err(|error| error.to_string())?;
        let status = response.status();
        if status.is_redirection() {
            let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
            return Ok(Answer::Elsewhere(to.unwrap_or("nowhere").to_owned()));
        }
        match status {
            // What says that something is gone is a page of the site as well.
            StatusCode::OK | StatusCode::GONE => {
                Ok(Answer::Body(Box::new(response.into_body().into_reader())))
            }
            StatusCode::NOT_FOUND => Ok(Answer::Nothing),
            _ => Err(format!("the host answers {status}")),
        }
    }
}

impl Place for Host {
    fn read(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, String> {
        match self.ask(path)? {
            Answer::Body(body) => whole(body, most).map(Some),
            Answer::Elsewhere(to) => Err(format!("it leads to `{to}`")),
            Answer::Nothing => Ok(None),
        }
    }

    fn look(&self, file: &File) -> Result<Found, String> {
        match self.ask(&file.path)? {
            Answer::Body(body) => digest(body, file.length).map(Found::File),
            Answer::Elsewhere(to) => Ok(Found::Elsewhere(to)),
            Answer::Nothing => Ok(Found::Nothing),
        }
    }

    fn list(&self) -> Option<Vec<String>> {
        None
    }

    fn is_served(&self) -> bool {
        true
    }
}

/// All bytes, if these are no more than `most`.
fn whole(reader: impl Read, most: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    reader.take(most + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    match bytes.len() as u64 > most {
        true => Err(format!("it has more than {most} bytes")),
        false => Ok(bytes),
    }
}

/// The digest of what a reader gives, of which no more is read than one byte beyond the expected
/// length: what is longer is another file.
fn digest(reader: impl Read, expected: u64) -> Result<FileDigest, String> {
    let mut reader = reader.take(expected + 1);
    let mut hasher = Sha256::new();
    let length = io::copy(&mut reader, &mut hasher).map_err(|error| error.to_string())?;
    Ok(FileDigest { sha256: Digest(hasher.finalize().into()), length })
}
