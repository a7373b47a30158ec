//! What the links of texts lead to.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::alone::{Alone, Lone};
use super::known::Known;
use super::versions::Versions;
use crate::diagnostics::{
    ANCHOR_DANGLING, Diagnostics, LINK_DANGLING, LINK_SUPERSEDED, Location, did_you_mean,
};
use crate::identity::{Address, Lang, PublicationId, SourceId};
use crate::library::{Index, Reference};
use crate::parse::Target;

/// What every link of every edition leads to: a list a publication, of lists in the order of its
/// editions.
pub(super) fn find(
    publications: &[Alone],
    versions: &[Versions],
    known: &Known,
    out: &mut Diagnostics,
) -> Vec<Vec<Vec<Reference>>> {
    let resolved: Vec<(Vec<Vec<Reference>>, Diagnostics)> = publications
        .par_iter()
        .zip(versions)
        .map(|(publication, own)| {
            let out = Diagnostics::new();
            let from = Place { id: &publication.id, versions: own };
            let mut resolver =
                Resolver { publications, versions, known, from, anchors: HashMap::new(), out };
            let editions = publication.editions.iter();
            let references = editions.map(|(lang, edition)| resolver.edition(lang, edition));
            (references.collect(), resolver.out)
        })
        .collect();
    let mut all = Vec::with_capacity(resolved.len());
    for (references, faults) in resolved {
        all.push(references);
        out.append(faults);
    }
    all
}

/// How many headings are looked through for one that may be meant.
const MOST_SUGGESTED: usize = 1000;

/// The publication whose links are followed.
#[derive(Clone, Copy)]
struct Place<'a> {
    id: &'a PublicationId,
    versions: &'a Versions,
}

struct Resolver<'a> {
    publications: &'a [Alone],
    versions: &'a [Versions],
    known: &'a Known,
    from: Place<'a>,
    /// The heading ids of the editions that were asked for.
    anchors: HashMap<SourceId, HashSet<&'a str>>,
    out: Diagnostics,
}

impl<'a> Resolver<'a> {
    fn edition(&mut self, lang: &Lang, edition: &'a Lone) -> Vec<Reference> {
        let links = &edition.outline.links;
        links
            .iter()
            .map(|link| {
                let at = Location::bytes(&edition.source, link.range.clone());
                match &link.target {
                    Target::Anchor(anchor) => {
                        self.check_anchor(anchor, edition, &at);
                        Reference::Anchor(anchor.clone())
                    }
                    Target::Address(address) => Reference::Address(Address::new(address)),
                    Target::File { publication, file } => self.file(publication, file, at),
                    Target::Publication { id, anchor } => {
                        self.publication(lang, id, anchor.as_deref(), at)
                    }
                }
            })
            .collect()
    }

    fn publication(
        &mut self,
        lang: &Lang,
        id: &PublicationId,
        anchor: Option<&str>,
        at: Location,
    ) -> Reference {
        let Some(index) = self.find(id, &at) else { return Reference::Broken };
        let target = &self.publications[index.0 as usize];
        if let (Some(anchor), Some(edition)) = (anchor, target.edition_for(lang)) {
            self.check_anchor(anchor, edition, &at);
        }
        let versions = &self.versions[index.0 as usize];
        let same_document = self.from.versions.latest == versions.latest;
        if versions.superseded_by.is_some() && !same_document {
            let latest = &self.publications[versions.latest.0 as usize].id;
            self.out.push(
                LINK_SUPERSEDED
                    .at(at, format!("`{id}` is superseded"))
                    .help(format!("link to `@/{latest}`")),
            );
        }
        Reference::Publication { publication: index, anchor: anchor.map(str::to_owned) }
    }

    fn find(&mut self, id: &PublicationId, at: &Location) -> Option<Index> {
        self.known.find(id, self.from.id, at, &mut self.out)
    }

    fn check_anchor(&mut self, anchor: &str, edition: &'a Lone, at: &Location) {
        let ids = || edition.heading_ids.iter().map(String::as_str).collect();
        let known = self.anchors.entry(edition.source.clone()).or_insert_with(ids);
        if known.contains(anchor) || edition.facts.withdrawn.is_some() {
            return;
        }
        let known = edition.heading_ids.iter().map(String::as_str).take(MOST_SUGGESTED);
        let message = format!("`{}` has no heading `{anchor}`", edition.source);
        let listed: Vec<String> = known.clone().take(12).map(|id| format!("`{id}`")).collect();
        let listed =
            if listed.is_empty() { None } else { Some(format!("known: {}", listed.join(", "))) };
        self.out.push(
            ANCHOR_DANGLING
                .at(at.clone(), message)
                .maybe_help(listed)
                .maybe_help(did_you_mean(anchor, known)),
        );
    }

    fn file(&mut self, id: &PublicationId, file: &str, at: Location) -> Reference {
        let Some(index) = self.find(id, &at) else { return Reference::Broken };
        let target = &self.publications[index.0 as usize];
        let names: Vec<&str> = target
            .attachments
            .iter()
            .flat_map(|a| std::iter::once(&a.file).chain(&a.signatures).map(String::as_str))
            .chain(target.pictures.keys().map(String::as_str))
            .collect();
        if names.contains(&file) {
            return Reference::File { publication: index, file: file.to_owned() };
        }
        self.out.push(
            LINK_DANGLING
                .at(at, format!("`{id}` has no file `{file}`"))
                .maybe_help(did_you_mean(file, names)),
        );
        Reference::Broken
    }
}
