//! What to read beside a publication: what its author names, then what shares its topics.

use std::collections::BTreeMap;

use super::RELATED;
use super::references::{Unseen, finder};
use crate::diagnostics::{Diagnostics, LINK_SUPERSEDED, Location, RELATED_NEEDLESS};
use crate::identity::TopicId;
use crate::library::{Index, Publication};

/// How far to either side in a topic's list candidates are looked for: keeps the work linear.
const WINDOW: usize = 12;

/// Finds the related publications of each.
pub(super) fn link(publications: &mut [Publication], unseen: &Unseen, out: &mut Diagnostics) {
    let finder = finder(publications);
    let mut named: Vec<Vec<Index>> = Vec::with_capacity(publications.len());
    for publication in publications.iter() {
        let source = publication.id.source("publication.yaml");
        let mut list = Vec::new();
        for (position, id) in publication.facts.related.iter().enumerate() {
            let at = Location::item(&source, "related", position);
            let Some(index) = finder.find(id) else {
                unseen.report(id, at, &publication.id, &finder.ids(), out);
                continue;
            };
            let target = &publications[index.0 as usize];
            if let Some(problem) = needless(publication, target, list.contains(&index)) {
                out.push(RELATED_NEEDLESS.at(at, problem).help("remove the entry"));
                continue;
            }
            if target.is_superseded() {
                let latest = &publications[target.latest_version.0 as usize].id;
                out.push(
                    LINK_SUPERSEDED
                        .at(at, format!("`{id}` is superseded"))
                        .help(format!("name `{latest}`")),
                );
            }
            list.push(index);
        }
        named.push(list);
    }
    let topics = by_topic(publications);
    let related: Vec<Vec<Index>> = publications
        .iter()
        .zip(named)
        .enumerate()
        .map(|(at, (publication, named))| {
            related(Index(at as u32), publication, named, publications, &topics)
        })
        .collect();
    for (publication, related) in publications.iter_mut().zip(related) {
        publication.related = related;
    }
}

/// Why a publication does not belong beside another that names it.
fn needless(publication: &Publication, target: &Publication, repeated: bool) -> Option<String> {
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
fn by_topic(publications: &[Publication]) -> Topics {
    let mut topics = Topics::new();
    for (at, publication) in publications.iter().enumerate() {
        if publication.is_superseded() || publication.is_withdrawn() {
            continue;
        }
        for topic in &publication.facts.topics {
            topics.entry(topic.clone()).or_default().push(Index(at as u32));
        }
    }
    topics
}

fn related(
    own: Index,
    publication: &Publication,
    mut related: Vec<Index>,
    publications: &[Publication],
    topics: &Topics,
) -> Vec<Index> {
    let mut shared: BTreeMap<Index, u32> = BTreeMap::new();
    for topic in &publication.facts.topics {
        let Some(list) = topics.get(topic) else { continue };
        let at = list.partition_point(|index| *index < own);
        let nearby = &list[at.saturating_sub(WINDOW)..(at + WINDOW).min(list.len())];
        for index in nearby {
            *shared.entry(*index).or_default() += 1;
        }
    }
    let mut candidates: Vec<(Index, u32)> = shared
        .into_iter()
        .filter(|(index, _)| {
            let other = &publications[index.0 as usize];
            *index != own
                && other.latest_version != publication.latest_version
                && !related.contains(index)
        })
        .collect();
    let distance = |index: Index| index.0.abs_diff(own.0);
    candidates
        .sort_by_key(|(index, topics)| (std::cmp::Reverse(*topics), distance(*index), *index));
    related.extend(candidates.into_iter().map(|(index, _)| index));
    related.truncate(RELATED);
    related
}
