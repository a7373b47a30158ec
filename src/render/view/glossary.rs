//! The glossary: what each concept means, and what it is called in the other languages.

use serde::Serialize;
use tera::Value;

use super::page::{Frame, PageDraft, languages_of, no_page, own_name, page};
use crate::identity::Lang;
use crate::plan::PageKey;
use crate::render::reader::Reader;
use crate::render::{Fault, json_ld};
use crate::slug::slug;
use crate::translation::glossary::Concept;

/// A concept's term in another language.
#[derive(Clone, Debug, Serialize)]
pub struct ForeignTermView {
    /// The language.
    pub lang: String,
    /// Its own name.
    pub language: String,
    /// The preferred term.
    pub term: String,
}

/// A concept.
#[derive(Clone, Debug, Serialize)]
pub struct ConceptView {
    /// Its id, which is the same in every language.
    pub id: String,
    /// The preferred term.
    pub term: String,
    /// Other terms that are admitted.
    pub also: Vec<String>,
    /// What it means.
    pub definition: String,
    /// Its terms in the site's other languages.
    pub elsewhere: Vec<ForeignTermView>,
    /// Its entry in the EU's terminology base IATE.
    pub iate: Option<String>,
}

/// The concepts that begin with one letter.
#[derive(Clone, Debug, Serialize)]
pub struct LetterView {
    /// The letter, in capitals and without accents.
    pub letter: String,
    /// Its concepts, in the order of the language's dictionaries.
    pub concepts: Vec<ConceptView>,
}

/// `glossary`.
#[derive(Clone, Debug, Serialize)]
pub struct GlossaryView {
    /// The title.
    pub title: String,
    /// How many concepts there are.
    pub total: usize,
    /// The concepts by their first letter.
    pub letters: Vec<LetterView>,
}

/// The page of the glossary.
pub(crate) fn frame(reader: &Reader<'_>) -> Result<Frame, Fault> {
    let key = PageKey::Glossary;
    let Some(address) = reader.site.plan.address(&key, reader.lang) else {
        return Err(no_page(&key));
    };
    let concepts = concepts(reader)?;
    let view = GlossaryView {
        title: reader.text("glossary-title", &[])?,
        total: concepts.len(),
        letters: by_letter(concepts),
    };
    let mut page = page(
        reader,
        PageDraft {
            template: "glossary",
            section: Some("glossary".to_owned()),
            title: view.title.clone(),
            description: Some(reader.text("glossary-description", &[])?),
            address,
            languages: languages_of(reader, &key),
            parents: Vec::new(),
        },
    )?;
    page.json_ld = Some(json_ld::glossary(reader, &view, &page)?);
    let content = Value::from_serializable(&view);
    Ok(Frame { template: "glossary.html", page, name: "glossary", content })
}

/// The concepts that have a term and a definition in the reader's language, in its order.
fn concepts(reader: &Reader<'_>) -> Result<Vec<ConceptView>, Fault> {
    let mut views = Vec::new();
    for concept in &reader.site.rules.glossary.concepts {
        views.extend(view(reader, concept)?);
    }
    views.sort_by(|a, b| reader.words.compare(&a.term, &b.term));
    Ok(views)
}

fn view(reader: &Reader<'_>, concept: &Concept) -> Result<Option<ConceptView>, Fault> {
    let (Some(term), Some(definition)) =
        (preferred(concept, reader.lang), concept.definition.get(reader.lang))
    else {
        return Ok(None);
    };
    let others = reader.site.plan.languages.iter().filter(|lang| *lang != reader.lang);
    let mut elsewhere = Vec::new();
    for (lang, term) in others.filter_map(|lang| Some((lang, preferred(concept, lang)?))) {
        elsewhere.push(ForeignTermView {
            lang: lang.as_str().to_owned(),
            language: own_name(reader, lang)?,
            term: term.to_owned(),
        });
    }
    Ok(Some(ConceptView {
        id: concept.id.clone(),
        term: term.to_owned(),
        also: concept.permitted(reader.lang).skip(1).map(|term| term.text.clone()).collect(),
        definition: definition.clone(),
        elsewhere,
        iate: concept.iate.map(|id| format!("https://iate.europa.eu/entry/result/{id}")),
    }))
}

fn preferred<'c>(concept: &'c Concept, lang: &Lang) -> Option<&'c str> {
    concept.permitted(lang).next().map(|term| term.text.as_str())
}

fn by_letter(concepts: Vec<ConceptView>) -> Vec<LetterView> {
    let mut letters: Vec<LetterView> = Vec::new();
    for concept in concepts {
        let letter = slug(&concept.term).chars().next().unwrap_or('#').to_uppercase().to_string();
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.concepts.push(concept),
            _ => letters.push(LetterView { letter, concepts: vec![concept] }),
        }
    }
    letters
}
