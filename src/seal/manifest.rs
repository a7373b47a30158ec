//! The manifest of a site: what is served, in which edition, what changed since the manifest
//! before it and why.
//!
//! Its form is canonical: [`Manifest::read`] takes the bytes that [`Manifest::write`] gives and no
//! others, so that two manifests that say the same are the same bytes. It is JSON with an entry a
//! line, and holds no time: the same site has the same manifest, whenever it is made. A manifest
//! may come from anywhere, so reading one takes bounded memory and cannot be led out of the site
//! by a path.

use serde::{Deserialize, Serialize};

use super::kind::FileKind;
use crate::digest::Digest;
use crate::identity::{Lang, PublicationId};

/// What the first field of a manifest says.
pub const FORMAT: &str = "bollettino-manifest/1";

/// Where the newest manifest lies.
pub const NEWEST: &str = ".well-known/site-manifest.json";

/// The folder of all of them.
pub const FOLDER: &str = ".well-known/site-manifest/";

/// The most bytes that a manifest may have: some 500,000 files.
pub const MOST_BYTES: u64 = 128 << 20;

/// The most bytes of a path, and of any other text.
const MOST_PATH: usize = 1024;
const MOST_TEXT: usize = 16 << 10;

/// Where the manifest of a number lies.
pub fn numbered(number: u32) -> String {
    format!("{FOLDER}{number:04}.json")
}

/// What the name of a signature ends in, after the name of what it signs.
pub const SIGNED: &str = ".minisig";

/// Where the signature of the manifest at a path lies.
pub fn signature_of(path: &str) -> String {
    format!("{path}{SIGNED}")
}

/// The number of the manifest, or of its signature, that lies at a path.
pub fn number_of(path: &str) -> Option<u32> {
    let name = path.strip_prefix(FOLDER)?;
    let name = name.strip_suffix(SIGNED).unwrap_or(name);
    let number = name.strip_suffix(".json")?.parse().ok()?;
    (numbered(number).ends_with(&format!("/{name}"))).then_some(number)
}

/// What a site is, file by file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// What its form is called.
    pub format: String,
    /// Its place in the chain, from 1.
    pub number: u32,
    /// The digest of the manifest before it.
    pub predecessor: Option<Digest>,
    /// The numbers of former manifests that are no longer there, since what they name was erased.
    pub erased: Vec<u32>,
    /// The number of the former manifest whose files were put back, if they were.
    pub restores: Option<u32>,
    /// Where the site is served.
    pub site: String,
    /// What made it, with its version.
    pub program: String,
    /// The theme's name.
    pub theme: String,
    /// The digest of the sources that it was made from.
    pub revision: Digest,
    /// Whether it is for the public: without drafts and languages in disguise.
    pub public: bool,
    /// Its editions, sorted by publication and language.
    pub editions: Vec<Edition>,
    /// What its editions changed since the manifest before it, in the same order.
    pub changes: Vec<Change>,
    /// Its files, sorted by path; all but the manifests.
    pub files: Vec<File>,
}

/// One edition of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The publication.
    pub publication: PublicationId,
    /// The edition's language.
    pub language: Lang,
    /// The path of its page.
    pub page: String,
    /// When it was or will be published, as ISO 8601.
    pub date: String,
    /// The digest of its own text, as its author wrote it.
    pub text: Digest,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// What its author says of its changes.
    pub history: Vec<Note>,
}

/// What an author says of one change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// When, as ISO 8601.
    pub date: String,
    /// `correction`, `update` or `minor`.
    pub kind: String,
    /// What was changed.
    pub text: String,
}

/// What happened to an edition since the manifest before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The publication.
    pub publication: PublicationId,
    /// The edition's language.
    pub language: Lang,
    /// What happened.
    pub what: What,
    /// What its author says of it.
    pub why: Vec<Note>,
    /// What whoever published it says of a change that its author says nothing of.
    pub minor: Option<String>,
}

/// What can happen to an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// It is new.
    Added,
    /// Its text, or what is said of its changes, is another one.
    Changed,
    /// It was withdrawn.
    Withdrawn,
    /// It is no longer there.
    Removed,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Its path.
    pub path: String,
    /// The digest of its bytes.
    pub sha256: Digest,
    /// How many these are.
    pub length: u64,
    /// What it is.
    pub kind: FileKind,
    /// The publication that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub publication: Option<PublicationId>,
    /// Its language.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<Lang>,
}

/// A manifest that another one follows.
#[derive(Clone, Debug)]
pub struct Previous {
    /// What it says.
    pub manifest: Manifest,
    /// The digest of its bytes.
    pub digest: Digest,
}

impl Previous {
    /// Reads it; says what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        Ok(Self { manifest: Manifest::read(bytes)?, digest: Digest::of(bytes) })
    }
}

impl Manifest {
    /// The first of a chain, of a site with neither editions nor files.
    pub(super) fn first(site: String, theme: String, revision: Digest) -> Self {
        Self {
            format: FORMAT.to_owned(),
            number: 1,
            predecessor: None,
            erased: Vec::new(),
            restores: None,
            site,
            program: concat!("bollettino ", env!("CARGO_PKG_VERSION")).to_owned(),
            theme,
            revision,
            public: true,
            editions: Vec::new(),
            changes: Vec::new(),
            files: Vec::new(),
        }
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<&File> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        self.files.get(at)
    }

    /// An edition.
    pub fn edition(&self, publication: &PublicationId, language: &Lang) -> Option<&Edition> {
        let at =
            self.editions.binary_search_by(|edition| edition.key().cmp(&(publication, language)));
        self.editions.get(at.ok()?)
    }

    /// The editions of a publication; none where it is not there.
    pub fn editions_of(&self, publication: &PublicationId) -> &[Edition] {
        let start = self.editions.partition_point(|edition| edition.publication < *publication);
        let rest = &self.editions[start..];
        &rest[..rest.partition_point(|edition| edition.publication == *publication)]
    }

    /// Whether both are of the same site with the same files and editions, whatever stands around
    /// them.
    pub fn serves_the_same(&self, other: &Manifest) -> bool {
        self.files == other.files
            && self.editions == other.editions
            && (&self.site, self.public) == (&other.site, other.public)
    }

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut out = String::with_capacity(1024 + self.files.len() * 200);
        let mut field = |name: &str, value: String| {
            out.push_str(if out.is_empty() { "{\n" } else { ",\n" });
            out.push_str(&format!("\"{name}\": {value}"));
        };
        field("format", json(&self.format));
        field("number", json(&self.number));
        field("predecessor", json(&self.predecessor));
        field("erased", json(&self.erased));
        field("restores", json(&self.restores));
        field("site", json(&self.site));
        field("program", json(&self.program));
        field("theme", json(&self.theme));
        field("revision", json(&self.revision));
        field("public", json(&self.public));
        field("editions", lines(&self.editions));
        field("changes", lines(&self.changes));
        field("files", lines(&self.files));
        out.push_str("\n}\n");
        out.into_bytes()
    }

    /// Reads what [`write`](Self::write) gave; says what is wrong with anything else.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        if bytes.len() as u64 > MOST_BYTES {
            return Err(format!("it is larger than {} MiB", MOST_BYTES >> 20));
        }
        let manifest: Manifest = serde_json::from_slice(bytes).map_err(|e| e.to_string())?;
        manifest.validate()?;
        match manifest.write() == bytes {
            true => Ok(manifest),
            false => Err("it is not in the form in which this program writes it".to_owned()),
        }
    }

    /// Holds against one another what no type can.
    fn validate(&self) -> Result<(), String> {
        if self.format != FORMAT {
            return Err(format!("its format is `{}`, not `{FORMAT}`", shown(&self.format)));
        }
        if self.number == 0 || (self.number == 1) != self.predecessor.is_none() {
            return Err("the first manifest alone has no predecessor".to_owned());
        }
        let mut numbers = self.erased.iter().chain(&self.restores);
        let are_former = numbers.all(|number| (1..self.number).contains(number));
        if !are_former || !self.erased.is_sorted_by(|a, b| a < b) {
            return Err("it names manifests that do not come before it".to_owned());
        }
        for file in &self.files {
            file.validate()?;
        }
        if !self.files.is_sorted_by(|a, b| a.path < b.path) {
            return Err("its files are not sorted".to_owned());
        }
        for edition in &self.editions {
            edition.validate()?;
            if self.file(&edition.page).is_none() {
                return Err(format!("it has no file `{}`", shown(&edition.page)));
            }
        }
        if !self.editions.is_sorted_by(|a, b| a.key() < b.key()) {
            return Err("its editions are not sorted".to_owned());
        }
        for change in &self.changes {
            named(&change.publication, Some(&change.language))?;
            short(change.why.iter().flat_map(Note::texts).chain(change.minor.as_deref()))?;
        }
        if !self.changes.is_sorted_by(|a, b| a.key() < b.key()) {
            return Err("its changes are not sorted".to_owned());
        }
        short([&self.site, &self.program, &self.theme].map(String::as_str))
    }
}

impl Edition {
    /// What it is sorted by.
    pub fn key(&self) -> (&PublicationId, &Lang) {
        (&self.publication, &self.language)
    }

    fn validate(&self) -> Result<(), String> {
        named(&self.publication, Some(&self.language))?;
        short(self.history.iter().flat_map(Note::texts).chain([self.date.as_str()]))
    }
}

impl Change {
    /// What it is sorted by.
    pub fn key(&self) -> (&PublicationId, &Lang) {
        (&self.publication, &self.language)
    }
}

impl Note {
    fn texts(&self) -> [&str; 3] {
        [&self.date, &self.kind, &self.text]
    }
}

impl File {
    fn validate(&self) -> Result<(), String> {
        if !is_path(&self.path) || self.path == NEWEST || self.path.starts_with(FOLDER) {
            return Err(format!("`{}` is not the path of a file of the site", shown(&self.path)));
        }
        match &self.publication {
            Some(publication) => named(publication, self.language.as_ref()),
            None => self.language.as_ref().map_or(Ok(()), language),
        }
    }
}

/// Whether a path leads to a file below a folder, on every system.
fn is_path(path: &str) -> bool {
    let is_unfit = |c: char| c.is_control() || "\\:*?\"<>|".contains(c);
    let is_segment = |segment: &str| !["", ".", ".."].contains(&segment);
    path.len() <= MOST_PATH && !path.contains(is_unfit) && path.split('/').all(is_segment)
}

fn named(publication: &PublicationId, lang: Option<&Lang>) -> Result<(), String> {
    if !publication.is_well_formed() || publication.as_str().len() > MOST_PATH {
        return Err(format!("`{}` is not a publication", shown(publication.as_str())));
    }
    lang.map_or(Ok(()), language)
}

fn language(lang: &Lang) -> Result<(), String> {
    let tag = lang.as_str();
    let is_tag = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    match (1..=35).contains(&tag.len()) && tag.bytes().all(is_tag) {
        true => Ok(()),
        false => Err(format!("`{}` is not a language", shown(tag))),
    }
}

fn short<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<(), String> {
    match texts.into_iter().find(|text| text.len() > MOST_TEXT) {
        Some(text) => Err(format!("`{}` is too long", shown(text))),
        None => Ok(()),
    }
}

/// A text as far as a message can show it.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(80).collect()
}

fn json(value: &impl Serialize) -> String {
    // Nothing here can fail: no map has keys that are not texts.
    serde_json::to_string(value).unwrap_or_default()
}

/// A list with an entry a line.
fn lines(list: &[impl Serialize]) -> String {
    let lines: Vec<String> = list.iter().map(json).collect();
    match lines.is_empty() {
        true => "[]".to_owned(),
        false => format!("[\n{}\n]", lines.join(",\n")),
    }
}
