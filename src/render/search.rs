//! The files that a language's search asks for: JSON, made together from the library.
//!
//! Nothing is made when the site is loaded. Whoever asks for the first file of a language makes all
//! of them ([`Searches`]); a build does so beside the rendering of pages (`sinks`), a preview when a
//! browser searches. The index holds a digest of the rest, which the page's script puts behind the
//! names of the other files, so that no browser mixes two builds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Fault;
use super::reader::Reader;
use super::view::entry::EntryView;
use crate::diagnostics::LINK_DANGLING;
use crate::identity::{Lang, TopicId};
use crate::library::{Index, Publication};
use crate::plan::{DESCRIBED, Scope, Search, SearchFile};
use crate::publication::Kind;
use crate::search::{Builder, Field, Language};
use crate::site::Site;
use crate::sources::hex;

/// The files of every language's search, each language made once.
#[derive(Default)]
pub struct Searches {
    by_lang: BTreeMap<Lang, OnceLock<Result<Files, Fault>>>,
}

impl Searches {
    /// Those of some languages, none made yet.
    pub(crate) fn of(languages: &[Lang]) -> Searches {
        let by_lang = languages.iter().map(|lang| (lang.clone(), OnceLock::new()));
        Searches { by_lang: by_lang.collect() }
    }
}

struct Files {
    index: Vec<u8>,
    words: Vec<Vec<u8>>,
    publications: Vec<Vec<u8>>,
}

/// One file of a language's search.
pub(super) fn file(site: &Site, file: SearchFile, lang: &Lang) -> Result<Vec<u8>, Fault> {
    let missing = || LINK_DANGLING.nowhere(format!("there is no search in `{lang}`"));
    let made = site.searches.by_lang.get(lang).ok_or_else(missing)?;
    // Made by this thread alone: one that waits for others here could be given this work again.
    let files = made.get_or_init(|| files(site, lang)).as_ref().map_err(Clone::clone)?;
    let file = match file {
        SearchFile::Index => Some(&files.index),
        SearchFile::Words(number) => files.words.get(number),
        SearchFile::Publications(number) => files.publications.get(number),
    };
    Ok(file.ok_or_else(missing)?.clone())
}

/// `index.json`.
#[derive(Serialize)]
struct IndexFile<'a> {
    /// A digest of the other files.
    version: String,
    /// How many publications there are, and how many one file describes.
    count: usize,
    described: usize,
    /// The first stem of each file of words.
    words: Vec<String>,
    /// How words become stems.
    endings: &'a BTreeMap<&'static str, &'static str>,
    /// Words on which no question depends.
    small: &'a BTreeSet<&'static str>,
    /// Groups of words that mean the same, as stems.
    synonyms: Vec<Vec<Vec<String>>>,
    facets: Vec<Facet>,
}

/// A question by which results are narrowed down.
#[derive(Serialize)]
struct Facet {
    name: &'static str,
    /// Its answers as the address has them and as readers see them, in the order shown.
    values: Vec<(String, String)>,
    /// The places of each publication's answers among them.
    of: Vec<Vec<usize>>,
}

/// A publication as results show it.
#[derive(Default, Serialize)]
struct Found {
    url: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    date: (String, String),
    kind: String,
    topics: Vec<String>,
}

fn files(site: &Site, lang: &Lang) -> Result<Files, Fault> {
    let reader = Reader::new(site, lang);
    let none = Search::default();
    let search = site.plan.search(lang).unwrap_or(&none);
    let language = Language::of(lang);
    let mut builder = Builder::new(language.clone());
    let mut found = Vec::with_capacity(search.publications.len());
    for &index in &search.publications {
        let publication = site.library.get(index);
        let (_, edition) = publication.edition_for(lang);
        builder.text(Field::Title, &edition.facts.title);
        builder.text(Field::Summary, edition.facts.summary.as_deref().unwrap_or_default());
        builder.body(&*site.body(publication, edition)?);
        builder.end();
        found.push(described(&reader, index)?);
    }
    let lists = builder.finish(search.files_of_words());
    let publications: Vec<Vec<u8>> = found.chunks(DESCRIBED).map(|some| json(&some)).collect();
    let mut digest = Sha256::new();
    for file in lists.files.iter().chain(&publications) {
        digest.update(file);
    }
    let index = IndexFile {
        version: hex(&digest.finalize())[..16].to_owned(),
        count: search.publications.len(),
        described: DESCRIBED,
        words: lists.starts,
        endings: language.endings(),
        small: language.small(),
        synonyms: site.synonyms.stems(lang, &language, &site.rules.glossary),
        facets: facets(&reader, &search.publications)?,
    };
    Ok(Files { index: json(&index), words: lists.files, publications })
}

fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn described(reader: &Reader<'_>, index: Index) -> Result<Found, Fault> {
    // What has no page is the fault of an address, which was reported: nothing is published.
    let Some(entry) = reader.entry(index)? else { return Ok(Found::default()) };
    let EntryView { url, title, lang, language_note: note, summary, date, topics, .. } = entry;
    let topics = topics.iter().map(|topic| topic.label.clone()).collect();
    let date = (date.iso.clone(), date.text.clone());
    Ok(Found { url, title, lang, note, summary, date, kind: entry.kind_label, topics })
}

/// Kind, topic, year, and the languages in which a publication can be read.
fn facets(reader: &Reader<'_>, publications: &[Index]) -> Result<Vec<Facet>, Fault> {
    let library = &reader.site.library;
    let kinds = |p: &Publication| vec![p.facts.kind];
    let topics = |p: &Publication| p.facts.topics.clone();
    let years = |p: &Publication| vec![p.facts.date.day().year()];
    let languages = |p: &Publication| {
        let editions = p.editions.iter().filter(|(_, edition)| edition.facts.withdrawn.is_none());
        editions.map(|(lang, _)| lang.clone()).collect()
    };
    let all: Vec<&Publication> = publications.iter().map(|index| library.get(*index)).collect();
    let kind = |kind: &Kind| Ok((kind.id().to_owned(), reader.kind(*kind)?));
    let topic = |topic: &TopicId| {
        let link = reader.list(&Scope::Topic(topic.clone()))?;
        let label = link.map_or_else(|| topic.to_string(), |link| link.label.clone());
        Ok((topic.to_string(), label))
    };
    let year = |year: &i16| Ok((year.to_string(), year.to_string()));
    let language = |lang: &Lang| Ok((lang.to_string(), reader.label("language", lang.as_str())?));
    let mut facets = vec![
        facet("kind", &all, kinds, kind)?,
        facet("topic", &all, topics, topic)?,
        facet("year", &all, years, year)?,
        facet("language", &all, languages, language)?,
    ];
    for facet in &mut facets {
        match facet.name {
            "kind" => {}
            "year" => facet.reorder(|a, b| b.0.cmp(&a.0)),
            _ => facet.reorder(|a, b| reader.words.compare(&a.1, &b.1)),
        }
    }
    Ok(facets)
}

fn facet<T: Ord>(
    name: &'static str,
    publications: &[&Publication],
    answers: impl Fn(&Publication) -> Vec<T>,
    mut label: impl FnMut(&T) -> Result<(String, String), Fault>,
) -> Result<Facet, Fault> {
    let given: Vec<Vec<T>> = publications.iter().map(|p| answers(p)).collect();
    let mut known: Vec<&T> = given.iter().flatten().collect();
    known.sort_unstable();
    known.dedup();
    let place = |answer: &T| known.binary_search(&answer).unwrap_or_default();
    let of = given.iter().map(|answers| answers.iter().map(place).collect()).collect();
    let values = known.iter().map(|answer| label(answer)).collect::<Result<_, _>>()?;
    Ok(Facet { name, values, of })
}

impl Facet {
    /// Puts its answers into another order.
    fn reorder(
        &mut self,
        order: impl Fn(&(String, String), &(String, String)) -> std::cmp::Ordering,
    ) {
        let mut places: Vec<usize> = (0..self.values.len()).collect();
        places.sort_by(|a, b| order(&self.values[*a], &self.values[*b]));
        let mut after = vec![0; places.len()];
        for (new, old) in places.iter().enumerate() {
            after[*old] = new;
        }
        self.values = places.into_iter().map(|old| self.values[old].clone()).collect();
        for answers in &mut self.of {
            answers.iter_mut().for_each(|place| *place = after[*place]);
        }
    }
}
