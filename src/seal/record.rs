//! The manifest of a site that was just made.

use std::collections::HashMap;

use super::kind::FileKind;
use super::manifest::{Change, Edition, File, Manifest, Note, Previous, What};
use super::revision::revision;
use crate::diagnostics::Diagnostic;
use crate::identity::{Address, Lang, PublicationId};
use crate::library::{self, Publication};
use crate::plan::{PageKey, Spec, file_address};
use crate::publication;
use crate::seal::Delivered;
use crate::site::Site;

/// What a manifest continues.
#[derive(Clone, Copy, Debug, Default)]
pub struct Continues<'a> {
    /// The manifest before it.
    pub previous: Option<&'a Previous>,
    /// What is said of changed texts whose authors say nothing of it.
    pub minor: Option<&'a str>,
}

/// Makes the manifest of what was delivered. Where the site is the one that the previous manifest
/// describes, it is that manifest.
pub(super) fn record(
    site: &Site,
    delivered: &Delivered,
    continues: Continues<'_>,
) -> Result<Manifest, Diagnostic> {
    let theme = site.config.theme.clone();
    let first = Manifest::first(site.config.base_url.clone(), theme, revision(site)?);
    let editions = editions(site);
    let mut files = files(site, delivered);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let disguised = site.config.languages.iter().any(|(lang, _)| site.config.is_pseudo(lang));
    let public = !site.audience.drafts && !site.audience.preparing && !disguised;
    let manifest = Manifest { editions, files, public, ..first };
    Ok(manifest.after(continues))
}

impl Manifest {
    /// The manifest as what follows the previous one, or that one where both serve the same.
    #[must_use]
    pub fn after(self, Continues { previous, minor }: Continues<'_>) -> Manifest {
        let Some(Previous { manifest: former, digest }) = previous else { return self };
        if self.serves_the_same(former) {
            return former.clone();
        }
        Manifest {
            number: former.number + 1,
            predecessor: Some(*digest),
            erased: former.erased.clone(),
            changes: changes(former, &self.editions, minor),
            ..self
        }
    }
}

fn editions(site: &Site) -> Vec<Edition> {
    let mut editions = Vec::new();
    for (index, publication) in site.library.iter() {
        for (lang, edition) in &publication.editions {
            let Some(page) = site.plan.publication(index, lang) else { continue };
            let withdrawn = edition.facts.withdrawn.is_some();
            // What was said of a text that was withdrawn may tell what was in it.
            let history = edition.facts.changes.iter().filter(|_| !withdrawn);
            editions.push(Edition {
                publication: publication.id.clone(),
                language: lang.clone(),
                page: page.file(),
                date: publication.facts.date.iso(),
                text: edition.text,
                withdrawn,
                history: history.map(Note::of).collect(),
            });
        }
    }
    editions.sort_by(|a, b| a.key().cmp(&b.key()));
    editions
}

impl Note {
    fn of(change: &publication::Change) -> Note {
        Note {
            date: change.date.iso(),
            kind: change.kind.id().to_owned(),
            text: change.text.clone(),
        }
    }
}

impl Edition {
    /// What its author says of its changes and did not say before.
    pub fn news<'a>(&'a self, before: &'a Edition) -> impl Iterator<Item = &'a Note> {
        self.history.iter().filter(|note| !before.history.contains(note))
    }

    /// Whether it says something else than before, be it of its changes.
    pub fn differs(&self, before: &Edition) -> bool {
        (self.text, self.withdrawn, &self.history)
            != (before.text, before.withdrawn, &before.history)
    }
}

/// What became of each edition since the manifest before.
fn changes(former: &Manifest, editions: &[Edition], minor: Option<&str>) -> Vec<Change> {
    let of = |edition: &Edition, what, why| Change {
        publication: edition.publication.clone(),
        language: edition.language.clone(),
        what,
        why,
        minor: None,
    };
    let mut changes: Vec<Change> = Vec::new();
    for edition in editions {
        let (publication, language) = edition.key();
        let Some(before) = former.edition(publication, language) else {
            changes.push(of(edition, What::Added, Vec::new()));
            continue;
        };
        if !edition.differs(before) {
            continue;
        }
        let is_withdrawn = edition.withdrawn && !before.withdrawn;
        let what = if is_withdrawn { What::Withdrawn } else { What::Changed };
        let why: Vec<Note> = edition.news(before).cloned().collect();
        let minor = minor.filter(|_| why.is_empty() && what == What::Changed);
        changes.push(Change { minor: minor.map(str::to_owned), ..of(edition, what, why) });
    }
    let is_there = |edition: &&Edition| {
        editions.binary_search_by(|other| other.key().cmp(&edition.key())).is_ok()
    };
    let removed = former.editions.iter().filter(|edition| !is_there(edition));
    changes.extend(removed.map(|edition| of(edition, What::Removed, Vec::new())));
    changes.sort_by(|a, b| a.key().cmp(&b.key()));
    changes
}

/// Whose a file of a publication is, and what.
type Owned<'s> = HashMap<Address, (FileKind, &'s PublicationId, Option<&'s Lang>)>;

fn files(site: &Site, delivered: &Delivered) -> Vec<File> {
    let owned = owned(site);
    let file = |(address, digest): (&Address, &crate::sources::FileDigest)| {
        let spec = site.plan.spec(address);
        let mut kind = spec.map_or(FileKind::Seal, FileKind::of);
        let (mut publication, mut language) = spec.map_or((None, None), |spec| of(site, spec));
        if let Some((own, owner, lang)) = owned.get(address) {
            (kind, publication, language) = (*own, Some(*owner), *lang);
        }
        File {
            path: address.file(),
            sha256: digest.sha256,
            length: digest.length,
            kind,
            publication: publication.cloned(),
            language: language.cloned(),
        }
    };
    delivered.iter().map(file).collect()
}

fn owned(site: &Site) -> Owned<'_> {
    let mut owned = Owned::new();
    for (_, publication) in site.library.iter() {
        let Publication { id, attachments, pictures, .. } = publication;
        for library::Attachment { file, language, signatures, .. } in attachments {
            for file in std::iter::once(file).chain(signatures) {
                let address = file_address(publication, file);
                owned.insert(address, (FileKind::Attachment, id, language.as_ref()));
            }
        }
        for file in pictures.keys() {
            owned.insert(file_address(publication, file), (FileKind::Picture, id, None));
        }
    }
    owned
}

/// The publication and the language that something is of.
fn of<'s>(site: &'s Site, spec: &'s Spec) -> (Option<&'s PublicationId>, Option<&'s Lang>) {
    let id = |index| Some(&site.library.get(index).id);
    match spec {
        Spec::Page(PageKey::Publication(index), lang) | Spec::Citation(_, index, lang) => {
            (id(*index), Some(lang))
        }
        Spec::Data(index, _) => (id(*index), None),
        Spec::Page(_, lang) | Spec::Feed(_, _, lang) | Spec::Search(_, lang) => (None, Some(lang)),
        Spec::Redirect(redirect) => (None, redirect.lang.as_ref()),
        Spec::Chooser
        | Spec::Exchange(_)
        | Spec::SeriesData(_)
        | Spec::Sitemap(_)
        | Spec::SitemapIndex
        | Spec::Robots
        | Spec::SecurityTxt
        | Spec::HostRules(_)
        | Spec::Asset(_)
        | Spec::Static(_)
        | Spec::File(_) => (None, None),
    }
}
