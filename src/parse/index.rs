//! As much of a site as its index needs: facts and front matter, and no text that can be left
//! alone.
//!
//! A text is read only where it decides something: whether a picture of the folder is shown in it or
//! offered beside it, and whether translations that go out together were accepted. A publication
//! outside the index is read only where it replaces another.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use memchr::memmem;
use rayon::prelude::*;

use super::edition::{front_matter, no_front_matter, shared};
use super::{
    BodyBudget, Document, Folder, ParsedPublication, markings, must_bear_no_marking,
    parse_publication, publications, read_facts_of, take,
};
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::digest::Digest;
use crate::identity::Lang;
use crate::incidents::Datasets;
use crate::publication::{Facts, Release, read_edition};
use crate::sources::Sources;
use crate::translation::Rules;
use crate::yaml::Text;

/// Stands for the digest of a text, which no index tells.
const UNREAD: Digest = Digest([0; 32]);

/// Endings of files that no text shows as a picture.
const NO_PICTURES: &[&str] = &[
    "asc", "csv", "docx", "epub", "html", "json", "jsonld", "minisig", "odp", "ods", "odt", "p7m",
    "p7s", "pdf", "pptx", "rdf", "sig", "tsv", "ttl", "txt", "xlsx", "xml", "zip",
];

/// Parses what the index tells of, sorted by id. `rules` are asked for only where translations have
/// to be compared.
pub fn parse_index<'r>(
    sources: &Sources,
    config: &Config,
    rules: &(dyn Fn() -> &'r Rules + Sync),
    out: &mut Diagnostics,
) -> Vec<ParsedPublication> {
    let folders = publications::folders(sources, out);
    let wanted = folders.into_par_iter().filter(|folder| {
        config.catalogue.contains(&folder.kind) || replaces_another(sources, folder)
    });
    wanted.map(|folder| one(sources, config, rules, folder)).collect()
}

/// Whether a publication may replace one that is in the index.
fn replaces_another(sources: &Sources, folder: &Folder) -> bool {
    let facts = folder.facts.as_ref().and_then(|source| sources.read_text(source).ok());
    facts.is_some_and(|yaml| yaml.contains("supersedes"))
}

fn one<'r>(
    sources: &Sources,
    config: &Config,
    rules: &(dyn Fn() -> &'r Rules + Sync),
    folder: Folder,
) -> ParsedPublication {
    let mut out = Diagnostics::new();
    let (facts, draft) = read_facts_of(sources, config, &folder, &mut out);
    if facts.as_ref().is_some_and(|facts| texts_matter(facts, &folder)) {
        return parse_publication(sources, config, rules(), folder, &BodyBudget::bytes(0));
    }
    let for_everyone = facts.as_ref().is_some_and(|facts| must_bear_no_marking(facts));
    let editions = editions(sources, config, &folder, for_everyone, &mut out);
    publications::check(&folder, facts.as_deref(), &editions, &config.time_zone, &mut out);
    ParsedPublication {
        folder,
        facts: facts.map(Arc::from),
        editions,
        reports: BTreeMap::new(),
        datasets: Datasets::default(),
        untranslated: OnceLock::new(),
        draft,
        faults: out.into_iter().collect(),
    }
}

fn texts_matter(facts: &Facts, folder: &Folder) -> bool {
    let may_be_shown = |file: &&String| {
        let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        facts.cover.as_ref() != Some(*file) && !NO_PICTURES.contains(&ending.as_str())
    };
    facts.release == Release::Together || folder.files.iter().any(|file| may_be_shown(&file))
}

/// Where the front matter of plain text ends, line and all.
fn end_of_front_matter(start: &[u8]) -> Option<usize> {
    let closing = b"\n---\n";
    let at = memmem::find(start, closing).filter(|_| start.starts_with(b"---\n"))?;
    Some(at + closing.len())
}

/// The front matter of every edition.
fn editions(
    sources: &Sources,
    config: &Config,
    folder: &Folder,
    for_everyone: bool,
    out: &mut Diagnostics,
) -> BTreeMap<Lang, Option<Box<Document>>> {
    let mut editions = BTreeMap::new();
    for (lang, source) in publications::editions(folder, config, out) {
        let lang = shared(lang, config);
        let Some(text) = take(sources.read_start(&source, end_of_front_matter), out) else {
            editions.insert(lang, None);
            continue;
        };
        let facts = match front_matter(&text) {
            Some((yaml, offset, body_at)) => {
                let yaml = Text { source: &source, yaml, offset };
                let facts = read_edition(yaml, &config.time_zone, out);
                if let Some(facts) = facts.as_ref().filter(|_| for_everyone) {
                    markings::check(&source, facts, &text[..body_at], body_at, out);
                }
                facts
            }
            None => {
                out.push(no_front_matter(&source, &text));
                None
            }
        };
        let document = |facts| Document {
            source,
            facts: Arc::new(facts),
            outline: Arc::default(),
            body: None,
            text: UNREAD,
        };
        editions.insert(lang, facts.map(|facts| Box::new(document(facts))));
    }
    editions
}
