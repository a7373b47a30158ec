//! What the links of texts lead to.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use crate::diagnostics::{
    ANCHOR_DANGLING, Diagnostics, LINK_BROKEN_TARGET, LINK_DANGLING, LINK_HIDDEN, LINK_SUPERSEDED,
    Location, did_you_mean,
};
use crate::identity::{Address, Lang, PublicationId, SourceId};
use crate::library::{Edition, Index, Publication, Reference};
use crate::parse::Target;
use crate::select::Hidden;

/// The names of publications that are not in the library, and why.
pub(super) struct Unseen {
    pub(super) hidden: BTreeMap<PublicationId, Hidden>,
    pub(super) broken: BTreeSet<PublicationId>,
}

impl Unseen {
    /// Says why a name leads nowhere.
    pub(super) fn report(
        &self,
        id: &PublicationId,
        at: Location,
        from: &PublicationId,
        known: &[PublicationId],
        out: &mut Diagnostics,
    ) {
        if let Some(hidden) = self.hidden.get(id) {
            let (why, mend) = match hidden {
                Hidden::Draft => ("it is a draft".to_owned(), "publish it first"),
                Hidden::NotDue => ("it is not due yet".to_owned(), "wait until it is out"),
                Hidden::Restricted(tlp) => {
                    let why = format!("it is marked {} and never published", tlp.label());
                    (why, "do not name it")
                }
                Hidden::Incomplete(lang) => (
                    format!("it waits for the edition in `{lang}` (`release: together`)"),
                    "add the edition that is missing",
                ),
                Hidden::Unaccepted(lang) => (
                    format!(
                        "its translation into `{lang}` was never accepted (`release: together`)"
                    ),
                    "accept the translation",
                ),
                Hidden::Preparing => {
                    ("its language is in preparation".to_owned(), "add an edition in another one")
                }
            };
            out.push(
                LINK_HIDDEN
                    .at(at, format!("`{id}` cannot be seen by readers: {why}"))
                    .help(format!("{mend}, or hold `{from}` back as well")),
            );
        } else if self.broken.contains(id) {
            out.push(LINK_BROKEN_TARGET.at(at, format!("`{id}` has errors of its own")));
        } else {
            let known = known.iter().map(PublicationId::as_str);
            out.push(
                LINK_DANGLING
                    .at(at, format!("there is no publication `{id}`"))
                    .maybe_help(did_you_mean(id.as_str(), known)),
            );
        }
    }
}

/// Finds publications by id while they are still being linked.
pub(super) struct Finder {
    by_id: BTreeMap<PublicationId, Index>,
}

impl Finder {
    pub(super) fn find(&self, id: &PublicationId) -> Option<Index> {
        self.by_id.get(id).copied()
    }

    pub(super) fn ids(&self) -> Vec<PublicationId> {
        self.by_id.keys().cloned().collect()
    }
}

pub(super) fn finder(publications: &[Publication]) -> Finder {
    let ids = publications.iter().enumerate();
    Finder { by_id: ids.map(|(at, p)| (p.id.clone(), Index(at as u32))).collect() }
}

/// Resolves every link of every edition.
pub(super) fn link(publications: &mut [Publication], unseen: &Unseen, out: &mut Diagnostics) {
    let finder = finder(publications);
    let all: &[Publication] = publications;
    let resolved: Vec<(Vec<Vec<Reference>>, Diagnostics)> = all
        .par_iter()
        .map(|publication| {
            let mut resolver = Resolver {
                publications: all,
                finder: &finder,
                unseen,
                anchors: HashMap::new(),
                out: Diagnostics::new(),
            };
            let references = publication
                .editions
                .iter()
                .map(|(lang, edition)| resolver.edition(publication, lang, edition))
                .collect();
            (references, resolver.out)
        })
        .collect();
    for (publication, (references, faults)) in publications.iter_mut().zip(resolved) {
        for (edition, references) in publication.editions.values_mut().zip(references) {
            edition.references = references;
        }
        out.append(faults);
    }
}

/// How many headings are looked through for one that may be meant.
const MOST_SUGGESTED: usize = 1000;

struct Resolver<'a> {
    publications: &'a [Publication],
    finder: &'a Finder,
    unseen: &'a Unseen,
    /// The heading ids of the editions that were asked for.
    anchors: HashMap<SourceId, HashSet<&'a str>>,
    out: Diagnostics,
}

impl<'a> Resolver<'a> {
    fn edition(
        &mut self,
        from: &'a Publication,
        lang: &Lang,
        edition: &'a Edition,
    ) -> Vec<Reference> {
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
                    Target::File { publication, file } => self.file(from, publication, file, at),
                    Target::Publication { id, anchor } => {
                        self.publication(from, lang, id, anchor.as_deref(), at)
                    }
                }
            })
            .collect()
    }

    fn publication(
        &mut self,
        from: &Publication,
        lang: &Lang,
        id: &PublicationId,
        anchor: Option<&str>,
        at: Location,
    ) -> Reference {
        let Some(index) = self.find(id, &from.id, &at) else { return Reference::Broken };
        let target = &self.publications[index.0 as usize];
        let (_, edition) = target.edition_for(lang);
        if let Some(anchor) = anchor {
            self.check_anchor(anchor, edition, &at);
        }
        let same_document = from.latest_version == target.latest_version;
        if target.is_superseded() && !same_document {
            let latest = &self.publications[target.latest_version.0 as usize].id;
            self.out.push(
                LINK_SUPERSEDED
                    .at(at, format!("`{id}` is superseded"))
                    .help(format!("link to `@/{latest}`")),
            );
        }
        Reference::Publication { publication: index, anchor: anchor.map(str::to_owned) }
    }

    /// The publication of an id; why there is none is reported.
    fn find(&mut self, id: &PublicationId, from: &PublicationId, at: &Location) -> Option<Index> {
        let found = self.finder.find(id);
        if found.is_none() {
            self.unseen.report(id, at.clone(), from, &self.finder.ids(), &mut self.out);
        }
        found
    }

    fn check_anchor(&mut self, anchor: &str, edition: &'a Edition, at: &Location) {
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

    fn file(
        &mut self,
        from: &Publication,
        id: &PublicationId,
        file: &str,
        at: Location,
    ) -> Reference {
        let Some(index) = self.find(id, &from.id, &at) else { return Reference::Broken };
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
