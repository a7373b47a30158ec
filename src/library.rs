//! The library: every publication an audience may see, linked and frozen.
//!
//! `link` makes it; nothing changes it afterwards. Publications stand in the order of every list:
//! the newest first, then by id, so that a list of them is an ascending list of [`Index`]es.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::digest::Digest;
use crate::identity::{Address, Lang, PublicationId, SourceId};
use crate::incidents::exhibit::Exhibit;
use crate::incidents::{Datasets, Reported, Series, Year};
use crate::parse::{Body, Marks, Outline};
use crate::publication::{EditionFacts, Facts, Particulars, Status};
use crate::sources::{FileDigest, paths_to};

/// The place of a publication in the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Index(pub(crate) u32);

/// Every visible publication.
#[derive(Debug)]
pub struct Library {
    publications: Vec<Publication>,
    by_id: BTreeMap<PublicationId, Index>,
}

/// One publication, linked.
#[derive(Debug)]
pub struct Publication {
    /// Its id.
    pub id: PublicationId,
    /// Its facts.
    pub facts: Arc<Facts>,
    /// Its status; `superseded` when a newer version says so.
    pub status: Option<Status>,
    /// The language of its original.
    pub original: Lang,
    /// Its editions.
    pub editions: BTreeMap<Lang, Box<Edition>>,
    /// Its attachments, in the order in which they are listed.
    pub attachments: Vec<Attachment>,
    /// Its pictures, by file name.
    pub pictures: BTreeMap<String, PictureFile>,
    /// The files that are published as they are, because somebody vouches for their bytes. Of other
    /// pictures what a camera or a program noted is left out.
    pub vouched_for: BTreeSet<String>,
    /// Its datasets.
    pub datasets: Datasets,
    /// The publication that it replaces.
    pub supersedes: Option<Index>,
    /// The publication that replaces it.
    pub superseded_by: Option<Index>,
    /// The first version of the document of which it is one.
    pub first_version: Index,
    /// The newest version of that document.
    pub latest_version: Index,
    /// What to read beside it, best first; at most [`crate::link::RELATED`].
    pub related: Vec<Index>,
}

/// One edition, linked.
#[derive(Debug)]
pub struct Edition {
    /// Its file.
    pub source: SourceId,
    /// Its front matter.
    pub facts: Arc<EditionFacts>,
    /// The last segment of its address.
    pub slug: String,
    /// What its body consists of and points to.
    pub outline: Arc<Outline>,
    /// The id of each heading of the outline, the same in every language where headings agree.
    pub heading_ids: Vec<String>,
    /// What each link of the outline leads to.
    pub references: Vec<Reference>,
    /// What each exhibit of the outline shows; `None` where there is nothing: the fault was reported.
    pub exhibits: Vec<Option<Exhibit<Index>>>,
    /// Its body, unless the byte budget was used up or it is marked.
    pub body: Option<Arc<Body>>,
    /// Where other editions lead into it, and where it is behind its original.
    pub marks: Marks,
    /// What its readers are told of it as a translation.
    pub lag: Option<Lag>,
    /// The digest of its own text, as its author wrote it.
    pub text: Digest,
}

/// What readers of a translation are told that is behind its original, or not read by anyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lag {
    /// The day for which it is right.
    pub right_as_of: Date,
    /// How many blocks have changed since.
    pub behind: u32,
    /// Blocks of the original that are not in the text.
    pub elsewhere: Vec<Elsewhere>,
    /// Whether its title is behind.
    pub title: bool,
    /// Whether its summary is behind.
    pub summary: bool,
    /// Whether a machine translated some of it.
    pub machine: bool,
}

/// A block that only the original has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Its number, by which it can be linked; `None` for a text of the front matter.
    pub number: Option<u32>,
    /// Its first words.
    pub opening: String,
}

/// What a link inside the site leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A publication, in the reader's language.
    Publication {
        /// Which.
        publication: Index,
        /// A heading's id.
        anchor: Option<String>,
    },
    /// A file of a publication.
    File {
        /// Whose.
        publication: Index,
        /// Its name.
        file: String,
    },
    /// A heading of the same page.
    Anchor(String),
    /// An address of the site, whose existence `plan` checks.
    Address(Address),
    /// Nothing: the fault was reported.
    Broken,
}

/// A file that is offered for download.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its name in the publication's folder.
    pub file: String,
    /// Its language, where it is known.
    pub language: Option<Lang>,
    /// Its digest and length.
    pub digest: FileDigest,
    /// The files that hold its signatures.
    pub signatures: Vec<String>,
}

/// A picture that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl Library {
    /// Takes over publications that already stand in the library's order.
    pub(crate) fn new(publications: Vec<Publication>) -> Self {
        let by_id = publications
            .iter()
            .enumerate()
            .map(|(at, publication)| (publication.id.clone(), Index(at as u32)))
            .collect();
        Self { publications, by_id }
    }

    /// The publication at a place.
    pub fn get(&self, index: Index) -> &Publication {
        &self.publications[index.0 as usize]
    }

    /// Gives the exhibits of a publication's editions their figures.
    pub(crate) fn show(
        &mut self,
        index: Index,
        editions: BTreeMap<Lang, Vec<Option<Exhibit<Index>>>>,
    ) {
        let publication = &mut self.publications[index.0 as usize];
        for (lang, exhibits) in editions {
            if let Some(edition) = publication.editions.get_mut(&lang) {
                edition.exhibits = exhibits;
            }
        }
    }

    /// Where the publication of this id is.
    pub fn find(&self, id: &PublicationId) -> Option<Index> {
        self.by_id.get(id).copied()
    }

    /// The publication that a file belongs to, and the file's name in its folder.
    pub fn owner<'s>(&self, source: &'s SourceId) -> Option<(&Publication, &'s str)> {
        let path = source.as_str().strip_prefix("content/")?;
        let folders = paths_to(path).skip(1);
        folders.filter(|folder| !folder.is_empty()).find_map(|folder| {
            let index = self.by_id.get(folder)?;
            Some((self.get(*index), &path[folder.len() + 1..]))
        })
    }

    /// The reports of the series of one, under its regime, the oldest first; those that a newer
    /// version replaces do not count. Without a series, it alone.
    pub fn series(&self, index: Index) -> Series<'_, Index> {
        let own = self.get(index);
        let series = own.facts.series.as_ref();
        let reports = self.iter().filter(|(at, other)| match series {
            Some(_) => other.facts.series.as_ref() == series && !other.is_superseded(),
            None => *at == index,
        });
        let years = reports.filter_map(|(report, publication)| {
            Some(Year { reported: publication.reported()?, report })
        });
        Series::of(years, own.reported().and_then(|reported| reported.regime))
    }

    /// Every publication in the order of lists.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Index, &Publication)> {
        self.publications.iter().enumerate().map(|(at, p)| (Index(at as u32), p))
    }
}

impl Publication {
    /// What it reports of its year; `None` when it is no report with datasets.
    pub fn reported(&self) -> Option<Reported<'_>> {
        let Particulars::IncidentReport(report) = &self.facts.particulars else { return None };
        let datasets = self.datasets.current.as_slice();
        let year = report.year.filter(|_| !datasets.is_empty())?;
        let (regime, comparable) = (report.regime.as_deref(), report.comparable);
        Some(Reported { year, regime, comparable, datasets })
    }

    /// The edition that a reader of `lang` is shown: in that language, else the original.
    pub fn edition_for(&self, lang: &Lang) -> (&Lang, &Edition) {
        self.editions
            .get_key_value(lang)
            .or_else(|| self.editions.get_key_value(&self.original))
            .or_else(|| self.editions.first_key_value())
            .map(|(lang, edition)| (lang, &**edition))
            .unwrap_or_else(|| unreachable!("`select` lets no publication without edition pass"))
    }

    /// Whether every edition is withdrawn.
    pub fn is_withdrawn(&self) -> bool {
        self.editions.values().all(|edition| edition.facts.withdrawn.is_some())
    }

    /// Whether a newer version replaces it.
    pub fn is_superseded(&self) -> bool {
        self.superseded_by.is_some()
    }
}
