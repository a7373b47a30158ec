//! What a new release changes on its target, file by file and in a table.

use std::collections::BTreeMap;
use std::fmt;

use crate::seal::FileKind;
use crate::seal::manifest::{File, Manifest};

/// How the files of a release stand to those that are served.
#[derive(Debug, Default)]
pub struct Difference<'a> {
    /// New ones.
    pub added: Vec<&'a File>,
    /// Ones with other bytes.
    pub changed: Vec<&'a File>,
    /// Ones that are no longer there.
    pub removed: Vec<&'a File>,
    /// The others.
    pub same: Vec<&'a File>,
}

impl<'a> Difference<'a> {
    /// Compares a release with the one that is served.
    pub fn between(live: Option<&'a Manifest>, new: &'a Manifest) -> Self {
        let mut difference = Difference::default();
        for file in &new.files {
            let list = match live.and_then(|live| live.file(&file.path)) {
                None => &mut difference.added,
                Some(old) if (old.sha256, old.length) != (file.sha256, file.length) => {
                    &mut difference.changed
                }
                Some(_) => &mut difference.same,
            };
            list.push(file);
        }
        let former = live.iter().flat_map(|live| &live.files);
        difference.removed = former.filter(|file| new.file(&file.path).is_none()).collect();
        difference
    }

    /// Whether no file is another one.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// The difference by kind and language.
    pub fn table(&self) -> Table {
        let mut rows: BTreeMap<(Group, String), [Count; 3]> = BTreeMap::new();
        for (column, files) in [&self.added, &self.changed, &self.removed].into_iter().enumerate() {
            for file in files {
                let language = file.language.as_ref().map_or("", |lang| lang.as_str());
                let row = rows.entry((Group::of(file), language.to_owned())).or_default();
                row[column].files += 1;
                row[column].bytes += file.length;
            }
        }
        Table { rows: rows.into_iter().collect() }
    }
}

/// Files that a table counts together, in its order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// Pages of publications, by the folder of their kind.
    Pages(String),
    Files,
    Lists,
    Redirects,
    Feeds,
    Data,
    Search,
    Assets,
    Seals,
}

impl Group {
    fn of(file: &File) -> Group {
        match file.kind {
            FileKind::Page => {
                let folder = file.publication.as_ref().map_or("pages", |id| id.folder());
                Group::Pages(folder.to_owned())
            }
            FileKind::Attachment | FileKind::Picture => Group::Files,
            FileKind::List => Group::Lists,
            FileKind::Redirect | FileKind::Gone => Group::Redirects,
            FileKind::Feed => Group::Feeds,
            FileKind::Data | FileKind::Rules => Group::Data,
            FileKind::Search => Group::Search,
            FileKind::Asset | FileKind::Static => Group::Assets,
            FileKind::Seal => Group::Seals,
        }
    }

    fn name(&self) -> &str {
        match self {
            Group::Pages(folder) => folder,
            Group::Files => "attachments, pictures",
            Group::Lists => "lists",
            Group::Redirects => "redirects",
            Group::Feeds => "feeds",
            Group::Data => "for programs",
            Group::Search => "search",
            Group::Assets => "theme, static",
            Group::Seals => "digests",
        }
    }
}

/// How many files, and their size together.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    files: u64,
    bytes: u64,
}

/// A difference as a table, which [`Display`](fmt::Display) writes.
#[derive(Debug)]
pub struct Table {
    rows: Vec<((Group, String), [Count; 3])>,
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut total = [Count::default(); 3];
        writeln!(f, "{:<26}{:>18}{:>18}{:>18}", "", "added", "changed", "removed")?;
        for ((group, language), counts) in &self.rows {
            let name = match language.is_empty() {
                true => group.name().to_owned(),
                false => format!("{} ({language})", group.name()),
            };
            row(f, &name, counts)?;
            for (sum, count) in total.iter_mut().zip(counts) {
                sum.files += count.files;
                sum.bytes += count.bytes;
            }
        }
        row(f, "together", &total)
    }
}

fn row(f: &mut fmt::Formatter<'_>, name: &str, counts: &[Count; 3]) -> fmt::Result {
    let cell = |count: &Count| match count.files {
        0 => "–".to_owned(),
        files => format!("{files}, {}", Size(count.bytes)),
    };
    let cells = counts.each_ref().map(cell);
    let line = format!("{name:<26}{:>18}{:>18}{:>18}", cells[0], cells[1], cells[2]);
    writeln!(f, "{}", line.trim_end())
}

/// A number of bytes for people: in kB and MB of 1000.
#[derive(Clone, Copy, Debug)]
pub struct Size(pub u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            bytes @ 0..1_000 => write!(f, "{bytes} B"),
            bytes @ 1_000..1_000_000 => write!(f, "{:.1} kB", bytes as f64 / 1e3),
            bytes => write!(f, "{:.1} MB", bytes as f64 / 1e6),
        }
    }
}
