//! What can be said of a publication without knowing any other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::versions::Versions;
use super::{files, headings, lag};
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::digest::Digest;
use crate::identity::{Lang, PublicationId, SourceId};
use crate::incidents::Datasets;
use crate::library::{Attachment, Edition, Index, Lag, PictureFile, Publication, Reference};
use crate::parse::{Body, Document, Marks, Outline};
use crate::publication::{EditionFacts, Facts, Status};
use crate::select::VisiblePublication;
use crate::slug::short_slug;
use crate::sources::Sources;

/// A publication before it is linked with others.
pub(super) struct Alone {
    pub(super) id: PublicationId,
    pub(super) facts: Arc<Facts>,
    pub(super) original: Lang,
    pub(super) editions: BTreeMap<Lang, Box<Lone>>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) pictures: BTreeMap<String, PictureFile>,
    vouched_for: BTreeSet<String>,
    pub(super) datasets: Datasets,
}

/// One of its editions.
pub(super) struct Lone {
    pub(super) source: SourceId,
    pub(super) facts: Arc<EditionFacts>,
    slug: String,
    pub(super) outline: Arc<Outline>,
    pub(super) heading_ids: Vec<String>,
    body: Option<Arc<Body>>,
    marks: Marks,
    lag: Option<Lag>,
    text: Digest,
}

impl Alone {
    /// Looks at a publication's own files.
    pub(super) fn read(
        sources: &Sources,
        config: &Config,
        publication: VisiblePublication,
        out: &mut Diagnostics,
    ) -> Self {
        let VisiblePublication { id, facts, original, editions, reports, files, datasets } =
            publication;
        let files = files::read(sources, config, &id, &facts, &editions, files, out);
        let ids = headings::ids(&editions, &original, out);
        let mut marks = lag::marks(&original, &reports);
        let editions = editions.into_iter().zip(ids).map(|((lang, document), heading_ids)| {
            let slug = slug(&document, id.leaf());
            let Document { source, facts, outline, body, text } = *document;
            let marks = marks.remove(&lang).unwrap_or_default();
            // A marked body is made when it is asked for: few are.
            let body = body.filter(|_| marks.is_empty());
            let lag = lag::lag(&lang, &reports);
            let lone = Lone { source, facts, slug, outline, heading_ids, body, marks, lag, text };
            (lang, Box::new(lone))
        });
        let editions = editions.collect();
        let files::Files { attachments, pictures, vouched_for } = files;
        Self { id, facts, original, editions, attachments, pictures, vouched_for, datasets }
    }

    /// The edition that a reader of `lang` is shown, as
    /// [`edition_for`](Publication::edition_for) of the linked publication.
    pub(super) fn edition_for(&self, lang: &Lang) -> Option<&Lone> {
        let own = self.editions.get(lang).or_else(|| self.editions.get(&self.original));
        own.or_else(|| self.editions.values().next()).map(|edition| &**edition)
    }

    /// Whether every edition is withdrawn.
    pub(super) fn is_withdrawn(&self) -> bool {
        self.editions.values().all(|edition| edition.facts.withdrawn.is_some())
    }

    /// The publication with all that others say of it; `references` in the order of the editions.
    pub(super) fn linked(
        self,
        versions: Versions,
        related: Vec<Index>,
        references: Vec<Vec<Reference>>,
    ) -> Publication {
        let editions = self.editions.into_iter().zip(references);
        let superseded = versions.superseded_by.map(|_| Status::Superseded);
        Publication {
            status: superseded.or(self.facts.status),
            id: self.id,
            facts: self.facts,
            original: self.original,
            editions: editions
                .map(|((lang, lone), references)| (lang, Box::new(lone.linked(references))))
                .collect(),
            attachments: self.attachments,
            pictures: self.pictures,
            vouched_for: self.vouched_for,
            datasets: self.datasets,
            supersedes: versions.supersedes,
            superseded_by: versions.superseded_by,
            first_version: versions.first,
            latest_version: versions.latest,
            related,
        }
    }
}

impl Lone {
    fn linked(self, references: Vec<Reference>) -> Edition {
        let Lone { source, facts, slug, outline, heading_ids, body, marks, lag, text } = self;
        // Exhibits stand on other publications' figures, and are answered when all are linked.
        let exhibits = Vec::new();
        Edition {
            source,
            facts,
            slug,
            outline,
            heading_ids,
            references,
            exhibits,
            body,
            marks,
            lag,
            text,
        }
    }
}

fn slug(document: &Document, leaf: &str) -> String {
    let written = document.facts.slug.clone();
    let made = || Some(short_slug(&document.facts.title)).filter(|slug| !slug.is_empty());
    written.or_else(made).unwrap_or_else(|| leaf.to_owned())
}
