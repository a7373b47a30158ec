//! Words that mean the same to who searches: `i18n/search.yaml`, and the terms of the glossary.
//!
//! ```yaml
//! - words: {it: [cybersicurezza, cibersicurezza, sicurezza informatica]}
//! - words: {it: [SRI, NIS], en: [NIS, SRI]}
//! ```

use std::collections::BTreeMap;

use super::Language;
use crate::config::Stage;
use crate::diagnostics::{Diagnostics, SEARCH_SYNONYMS, did_you_mean};
use crate::identity::{Lang, SourceId};
use crate::sources::Sources;
use crate::translation::glossary::Glossary;
use crate::yaml::{Fields, Text, read_list};

/// Groups of words that mean the same, by language, in the order of the file.
#[derive(Debug, Default)]
pub struct Synonyms {
    groups: BTreeMap<Lang, Vec<Vec<String>>>,
}

impl Synonyms {
    /// The file that a site has them in.
    pub const FILE: &str = "i18n/search.yaml";

    /// Reads them where the site has the file.
    pub fn of(sources: &Sources, languages: &[(Lang, Stage)], out: &mut Diagnostics) -> Synonyms {
        let source = SourceId::new(Self::FILE);
        if !sources.contains(&source) {
            return Synonyms::default();
        }
        match sources.read_text(&source) {
            Ok(yaml) => {
                Synonyms::read(Text { source: &source, yaml: &yaml, offset: 0 }, languages, out)
            }
            Err(fault) => {
                out.push(fault);
                Synonyms::default()
            }
        }
    }

    /// Reads those of a site with these languages. All faults are said in `out`.
    fn read(text: Text<'_>, languages: &[(Lang, Stage)], out: &mut Diagnostics) -> Synonyms {
        let mut synonyms = Synonyms::default();
        let read = read_list(text, out, |fields| group(fields, languages));
        for (lang, words) in read.into_iter().flatten().flatten() {
            synonyms.groups.entry(lang).or_default().push(words);
        }
        synonyms
    }

    /// The groups of a language as stems, with what the glossary calls by several names. What is
    /// forbidden there is searched for all the same.
    pub fn stems(
        &self,
        lang: &Lang,
        language: &Language,
        glossary: &Glossary,
    ) -> Vec<Vec<Vec<String>>> {
        let own = self.groups.get(lang).into_iter().flatten().cloned();
        let concepts = glossary.concepts.iter().filter_map(|concept| concept.terms.get(lang));
        let terms = concepts.map(|terms| {
            let words =
                terms.iter().flat_map(|term| std::iter::once(&term.text).chain(&term.forms));
            words.cloned().collect()
        });
        let mut groups = Vec::new();
        for words in own.chain(terms) {
            let mut stems: Vec<Vec<String>> =
                words.iter().map(|word: &String| language.stems(word)).collect();
            stems.retain(|stems| !stems.is_empty());
            // What has all words of another (`notifica di un incidente`, `notifica`) finds no more.
            stems.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
            let mut least: Vec<Vec<String>> = Vec::with_capacity(stems.len());
            for one in stems {
                if !least.iter().any(|known| known.iter().all(|stem| one.contains(stem))) {
                    least.push(one);
                }
            }
            let stems = least;
            if stems.len() > 1 && !groups.contains(&stems) {
                groups.push(stems);
            }
        }
        groups
    }
}

/// The words of one entry, by language.
fn group(fields: &mut Fields<'_>, languages: &[(Lang, Stage)]) -> Vec<(Lang, Vec<String>)> {
    let mut groups = Vec::new();
    for (name, words) in fields.named_texts_lists("words") {
        let at = fields.at_named("words", &name);
        let Some((lang, _)) = languages.iter().find(|(lang, _)| lang.as_str() == name) else {
            let known = || languages.iter().map(|(lang, _)| lang.as_str());
            let listed: Vec<String> = known().map(|lang| format!("`{lang}`")).collect();
            let listed = || format!("the languages of the site are {}", listed.join(", "));
            let message = format!("`{name}` is not a language of the site");
            let help = did_you_mean(&name, known()).unwrap_or_else(listed);
            fields.report(SEARCH_SYNONYMS.at(at, message).help(help));
            continue;
        };
        if let Some((problem, help)) = useless(lang, &words) {
            fields.report(SEARCH_SYNONYMS.at(at, problem).help(help));
            continue;
        }
        groups.push((lang.clone(), words));
    }
    if !fields.has("words") {
        fields.missing("words");
    }
    groups
}

/// Why a group finds nothing that is not found without it.
fn useless(lang: &Lang, words: &[String]) -> Option<(String, &'static str)> {
    let language = Language::of(lang);
    if words.len() < 2 {
        let problem = "a word alone has no synonym".to_owned();
        return Some((problem, "list two words or more that mean the same"));
    }
    let mut seen: Vec<(Vec<String>, &str)> = Vec::with_capacity(words.len());
    for word in words {
        let stems = language.stems(word);
        if stems.is_empty() {
            let problem = format!("`{word}` has no word in it that can be searched for");
            return Some((problem, "a word has two letters or more, or is a number"));
        }
        if let Some((_, other)) = seen.iter().find(|(known, _)| *known == stems) {
            let problem = format!("`{word}` and `{other}` are the same to the search");
            return Some((
                problem,
                "leave one out: forms of a word, capitals and accents are found",
            ));
        }
        seen.push((stems, word));
    }
    None
}
