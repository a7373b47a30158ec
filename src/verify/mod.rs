//! Whether a site is what its manifest says: every file, nothing else, an unbroken chain of
//! manifests, and the signature of whoever publishes it.
//!
//! [`verify`] looks at a [`Place`], a folder or a site on the web, and trusts nothing that it finds
//! there: the key comes from outside. [`history`] tells what a chain says of one publication.

mod history;
pub mod place;

use std::collections::BTreeSet;

use minisign::PublicKey;
use rayon::prelude::*;

use crate::digest::Digest;
use crate::seal::manifest::{
    File, MOST_BYTES, Manifest, NEWEST, number_of, numbered, signature_of,
};
use crate::seal::signer::{check, trusted_comment};
use crate::seal::{CHECKSUMS, FileKind, is_seal};

pub use history::{Event, history};
pub use place::{Found, Place};

/// The most bytes of a signature.
const MOST_SIGNATURE: u64 = 4096;

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// A file has other bytes.
    Changed(String),
    /// A file that no manifest names.
    Added(String),
    /// A file is not there.
    Lost(String),
    /// A file could not be fetched, or something else stands there; why.
    Unreadable(String, String),
    /// A former manifest is missing or another one, so what was before it cannot be told.
    Cut(u32, String),
    /// The signature is missing, or not of the key.
    Signature(String),
}

/// What verifying came to.
#[derive(Debug)]
pub struct Verdict {
    /// What the site says that it is.
    pub manifest: Manifest,
    /// The digest of the manifest, which vouches for all of it.
    pub digest: Digest,
    /// Everything that is wrong, sorted.
    pub findings: Vec<Finding>,
    /// How many files were held against the manifest.
    pub checked: usize,
    /// How many former manifests follow from one another.
    pub former: usize,
    /// Whether the signature was held against a key.
    pub signed: bool,
    /// How many files a host keeps to itself or answers by leading elsewhere; they cannot be held
    /// against anything.
    pub passed_over: usize,
}

/// Why nothing could be verified.
#[derive(Debug)]
pub struct NoManifest(pub String);

/// Looks at everything. `progress` is told of each file, and how many there are.
pub fn verify(
    place: &dyn Place,
    key: Option<&PublicKey>,
    progress: &(impl Fn(usize) + Sync),
) -> Result<Verdict, NoManifest> {
    let newest = place.read(NEWEST, MOST_BYTES).map_err(NoManifest)?;
    let bytes = newest.ok_or_else(|| NoManifest(format!("`{NEWEST}` is not there")))?;
    let manifest = Manifest::read(&bytes).map_err(|e| NoManifest(format!("`{NEWEST}`: {e}")))?;
    let mut findings = Vec::new();
    if let Some(key) = key {
        findings.extend(signature(place, key, &manifest, &bytes));
    }
    let (cut, former) = chain(place, &manifest, &bytes);
    findings.extend(cut);
    let looked = manifest.files.par_iter().map(|file| {
        let found = look(place, file);
        progress(manifest.files.len());
        found
    });
    let looked: Vec<Looked> = looked.collect();
    let passed_over = looked.iter().filter(|found| matches!(found, Looked::PassedOver)).count();
    findings.extend(looked.into_iter().filter_map(|found| match found {
        Looked::Wrong(finding) => Some(finding),
        Looked::Right | Looked::PassedOver => None,
    }));
    findings.extend(added(place, &manifest));
    findings.sort();
    Ok(Verdict {
        digest: Digest::of(&bytes),
        checked: manifest.files.len() - passed_over,
        signed: key.is_some(),
        manifest,
        findings,
        former,
        passed_over,
    })
}

/// What looking at a file came to.
enum Looked {
    Right,
    PassedOver,
    Wrong(Finding),
}

fn look(place: &dyn Place, file: &File) -> Looked {
    // A host takes its rules and does not serve them.
    if place.is_served() && file.kind == FileKind::Rules {
        return Looked::PassedOver;
    }
    let path = || file.path.clone();
    match place.look(file) {
        Ok(Found::File(digest)) if digest.sha256 == file.sha256 && digest.length == file.length => {
            Looked::Right
        }
        Ok(Found::File(_)) => Looked::Wrong(Finding::Changed(path())),
        Ok(Found::Elsewhere(_)) if file.kind == FileKind::Redirect => Looked::PassedOver,
        Ok(Found::Elsewhere(to)) => {
            Looked::Wrong(Finding::Unreadable(path(), format!("it leads to `{to}`")))
        }
        Ok(Found::Nothing) => Looked::Wrong(Finding::Lost(path())),
        Err(why) => Looked::Wrong(Finding::Unreadable(path(), why)),
    }
}

/// What lies there and no manifest names; only a folder can tell.
fn added(place: &dyn Place, manifest: &Manifest) -> Vec<Finding> {
    let Some(list) = place.list() else { return Vec::new() };
    let known: BTreeSet<&str> = manifest.files.iter().map(|file| file.path.as_str()).collect();
    let is_known = |path: &String| {
        known.contains(path.as_str())
            || (is_seal(path) && path != CHECKSUMS && !is_late(manifest, path))
    };
    list.into_iter().filter(|path| !is_known(path)).map(Finding::Added).collect()
}

/// Whether a path is that of a manifest which comes after the newest one.
fn is_late(manifest: &Manifest, path: &str) -> bool {
    number_of(path).is_some_and(|number| number > manifest.number)
}

/// The newest manifest under its number, and each one before it by the digest that its successor
/// names. Says what is wrong, and how many former ones hold.
fn chain(place: &dyn Place, newest: &Manifest, bytes: &[u8]) -> (Vec<Finding>, usize) {
    let mut findings = Vec::new();
    let mut former = 0;
    match place.read(&numbered(newest.number), MOST_BYTES) {
        Ok(Some(copy)) if copy == bytes => {}
        Ok(Some(_)) => {
            findings.push(Finding::Cut(newest.number, "it is not the newest one".to_owned()));
        }
        Ok(None) => findings.push(Finding::Cut(newest.number, "it is not there".to_owned())),
        Err(why) => findings.push(Finding::Cut(newest.number, why)),
    }
    let (mut number, mut expected) = (newest.number, newest.predecessor);
    while let Some(digest) = expected {
        number -= 1;
        match before(place, number, digest) {
            Ok(manifest) => {
                former += 1;
                expected = manifest.predecessor;
            }
            // What it names was erased on purpose, and so was it.
            Err(_) if newest.erased.contains(&number) => break,
            Err(why) => {
                findings.push(Finding::Cut(number, why));
                break;
            }
        }
    }
    (findings, former)
}

/// The manifest of a number, if its digest is the expected one.
fn before(place: &dyn Place, number: u32, expected: Digest) -> Result<Manifest, String> {
    let bytes = place.read(&numbered(number), MOST_BYTES)?;
    let bytes = bytes.ok_or_else(|| "it is not there".to_owned())?;
    if Digest::of(&bytes) != expected {
        return Err("it is not the one that the next one follows".to_owned());
    }
    let manifest = Manifest::read(&bytes)?;
    match manifest.number == number && manifest.predecessor.is_some() == (number > 1) {
        true => Ok(manifest),
        false => Err("its number is another one".to_owned()),
    }
}

fn signature(
    place: &dyn Place,
    key: &PublicKey,
    manifest: &Manifest,
    bytes: &[u8],
) -> Option<Finding> {
    let read = place.read(&signature_of(NEWEST), MOST_SIGNATURE);
    let problem = match read.map(|found| found.map(String::from_utf8)) {
        Ok(Some(Ok(text))) => check(key, &text, bytes, &trusted_comment(manifest)).err(),
        Ok(Some(Err(_))) => Some("it is not a text".to_owned()),
        Ok(None) => Some("there is none".to_owned()),
        Err(why) => Some(why),
    };
    problem.map(Finding::Signature)
}
