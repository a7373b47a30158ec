//! What to read beside a publication: what its author names, then what shares its topics.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::RELATED;
use super::alone::Alone;
use super::known::Known;
use super::versions::Versions;
use crate::diagnostics::{Diagnostics, LINK_SUPERSEDED, Location, RELATED_NEEDLESS};
use crate::identity::TopicId;
use crate::library::Index;

/// How far to either side in a topic's list candidates are looked for: keeps the work linear.
const WINDOW: usize = 12;

/// Finds the related publications of each.
pub(super) fn find(
    publications: &[Alone],
    versions: &[Versions],
    known: &Known,
    out: &mut Diagnostics,
) -> Vec<Vec<Index>> {
    let all = Related { publications, versions, topics: by_topic(publications, versions) };
    let found: Vec<(Vec<Index>, Diagnostics)> = publications
        .par_iter()
        .enumerate()
        .map(|(at, publication)| {
            Diagnostics::of(|out| {
                let named = all.named(publication, known, out);
                all.beside(Index(at as u32), publication, named)
            })
        })
        .collect();
    let mut related = Vec::with_capacity(found.len());
    for (list, faults) in found {
        related.push(list);
        out.append(faults);
    }
    related
}

struct Related<'a> {
    publications: &'a [Alone],
    versions: &'a [Versions],
    topics: Topics,
}

impl Related<'_> {
    /// What the author of a publication names.
    fn named(&self, publication: &Alone, known: &Known, out: &mut Diagnostics) -> Vec<Index> {
        let source = publication.id.source("publication.yaml");
        let mut list = Vec::new();
        for (position, id) in publication.facts.related.iter().enumerate() {
            let at = Location::item(&source, "related", position);
            let Some(index) = known.find(id, &publication.id, &at, out) else { continue };
            let target = &self.publications[index.0 as usize];
            if let Some(problem) = needless(publication, target, list.contains(&index)) {
                out.push(RELATED_NEEDLESS.at(at, problem).help("remove the entry"));
                continue;
            }
            let versions = &self.versions[index.0 as usize];
            if versions.superseded_by.is_some() {
                let latest = &self.publications[versions.latest.0 as usize].id;
                out.push(
                    LINK_SUPERSEDED
                        .at(at, format!("`{id}` is superseded"))
                        .help(format!("name `{latest}`")),
                );
            }
            list.push(index);
        }
        list
    }

    /// What is named, then what shares topics, nearest first.
    fn beside(&self, own: Index, publication: &Alone, mut related: Vec<Index>) -> Vec<Index> {
        let mut shared: BTreeMap<Index, u32> = BTreeMap::new();
        for topic in &publication.facts.topics {
            let Some(list) = self.topics.get(topic) else { continue };
            let at = list.partition_point(|index| *index < own);
            let nearby = &list[at.saturating_sub(WINDOW)..(at + WINDOW).min(list.len())];
            for index in nearby {
                *shared.entry(*index).or_default() += 1;
            }
        }
        let mut candidates: Vec<(Index, u32)> = shared
            .into_iter()
            .filter(|(index, _)| {
                let latest = |index: Index| self.versions[index.0 as usize].latest;
                *index != own && latest(*index) != latest(own) && !related.contains(index)
            })
            .collect();
        let distance = |index: Index| index.0.abs_diff(own.0);
        candidates
            .sort_by_key(|(index, topics)| (std::cmp::Reverse(*topics), distance(*index), *index));
        related.extend(candidates.into_iter().map(|(index, _)| index));
        related.truncate(RELATED);
        related
    }
}

/// Why a publication does not belong beside another that names it.
fn needless(publication: &Alone, target: &Alone, repeated: bool) -> Option<String> {
    let id = &target.id;
    if *id == publication.id {
        Some("a publication is not related to itself".to_owned())
    } else if target.is_withdrawn() {
        Some(format!("`{id}` was withdrawn"))
    } else if repeated {
        Some(format!("`{id}` is named twice"))
    } else {
        None
    }
}

type Topics = BTreeMap<TopicId, Vec<Index>>;

/// Current publications by topic, in the order of lists.
fn by_topic(publications: &[Alone], versions: &[Versions]) -> Topics {
    let mut topics = Topics::new();
    for (at, (publication, versions)) in publications.iter().zip(versions).enumerate() {
        if versions.superseded_by.is_some() || publication.is_withdrawn() {
            continue;
        }
        for topic in &publication.facts.topics {
            topics.entry(topic.clone()).or_default().push(Index(at as u32));
        }
    }
    topics
}
