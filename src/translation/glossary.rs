//! The site's glossary: concepts, and the words for them in each language.
//!
//! [`Glossary::read`] takes the text of `i18n/glossary.yaml`, a list:
//!
//! ```yaml
//! - concept: vulnerability
//!   definition: {it: …, en: …}
//!   iate: 1234567
//!   terms:
//!     it:
//!       - term: vulnerabilità
//!       - term: falla di sicurezza
//!         status: admitted
//!     en:
//!       - term: vulnerability
//!         forms: [vulnerabilities]
//! ```

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::terms::Index;
use crate::config::Stage;
use crate::diagnostics::{
    BAD_VALUE, Diagnostics, GLOSSARY_DEFINITION, GLOSSARY_DUPLICATE, GLOSSARY_LANGUAGE,
    GLOSSARY_PREFERRED, did_you_mean,
};
use crate::identity::Lang;
use crate::yaml::{Fields, Text, read_list};

/// All concepts, in the order of the file, and what finds their terms in a text.
#[derive(Debug, Default)]
pub struct Glossary {
    /// The concepts.
    pub concepts: Vec<Concept>,
    pub(super) indexes: BTreeMap<Lang, Index>,
}

/// Something that has a name, whatever the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concept {
    /// Its name in the file: `a-z`, `0-9` and `-`.
    pub id: String,
    /// What it means, by language.
    pub definition: BTreeMap<Lang, String>,
    /// Its entry in the EU's terminology base IATE.
    pub iate: Option<u32>,
    /// Its terms, by language.
    pub terms: BTreeMap<Lang, Vec<Term>>,
}

/// One term of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The term as a dictionary has it.
    pub text: String,
    /// Other forms of it: plurals, contractions.
    pub forms: Vec<String>,
    /// Whether it should be used.
    pub status: Status,
}

/// Whether a term should be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The one to use.
    Preferred,
    /// May be used as well.
    Admitted,
    /// Must not be used.
    Forbidden,
}

impl Glossary {
    /// Reads the glossary of a site with these languages. All faults are said in `out`; a concept
    /// without a name is left out. `None` when the text is no list.
    pub fn read(
        text: Text<'_>,
        languages: &[(Lang, Stage)],
        out: &mut Diagnostics,
    ) -> Option<Glossary> {
        let mut seen = HashSet::new();
        let read = read_list(text, out, |fields| concept(fields, languages, &mut seen))?;
        Some(Self::new(read.into_iter().flatten().collect()))
    }

    /// Whether a concept has a term and a definition in a language.
    pub fn speaks(&self, lang: &Lang) -> bool {
        let speaks = |concept: &Concept| {
            concept.definition.contains_key(lang) && concept.permitted(lang).next().is_some()
        };
        self.concepts.iter().any(speaks)
    }

    /// Whether any term of a language is forbidden.
    pub fn forbids(&self, lang: &Lang) -> bool {
        self.indexes.get(lang).is_some_and(Index::forbids)
    }

    /// The glossary of some concepts.
    pub fn new(concepts: Vec<Concept>) -> Self {
        let languages: BTreeSet<&Lang> = concepts.iter().flat_map(|c| c.terms.keys()).collect();
        let indexes = languages.into_iter().map(|lang| (lang.clone(), Index::new(&concepts, lang)));
        let indexes = indexes.collect();
        Self { concepts, indexes }
    }
}

impl Concept {
    /// The terms of a language that may be used, the preferred one first.
    pub fn permitted<'c>(&'c self, lang: &Lang) -> impl Iterator<Item = &'c Term> + use<'c> {
        let terms = self.terms.get(lang).map_or(&[][..], Vec::as_slice);
        let of = |status| terms.iter().filter(move |term| term.status == status);
        of(Status::Preferred).chain(of(Status::Admitted))
    }
}

fn concept(
    fields: &mut Fields<'_>,
    languages: &[(Lang, Stage)],
    seen: &mut HashSet<String>,
) -> Option<Concept> {
    let id = fields.required_text("concept");
    if let Some(id) = &id {
        check_id(fields, id, seen);
    }
    let definition: Vec<(Lang, String)> = fields
        .named_texts("definition")
        .into_iter()
        .filter_map(|(name, text)| Some((language(fields, "definition", &name, languages)?, text)))
        .collect();
    let definition = BTreeMap::from_iter(definition);
    for (lang, _) in languages.iter().filter(|(_, stage)| *stage == Stage::Full) {
        if !definition.contains_key(lang) {
            let message = format!("the concept has no definition in `{lang}`");
            let help = format!("add a line `{lang}: …` under `definition`");
            fields.report(GLOSSARY_DEFINITION.at(fields.at("definition"), message).help(help));
        }
    }
    let number = fields.integer("iate");
    let iate = number.and_then(|number| u32::try_from(number).ok());
    if number.is_some() && iate.is_none() {
        let message = "an IATE id is a positive number".to_owned();
        fields.report(BAD_VALUE.at(fields.at("iate"), message));
    }
    let mut terms = BTreeMap::new();
    for (name, list) in fields.named_lists("terms", term) {
        let Some(lang) = language(fields, "terms", &name, languages) else { continue };
        terms.insert(lang, ranked(fields, &name, list.into_iter().flatten().collect()));
    }
    Some(Concept { id: id?, definition, iate, terms })
}

fn check_id(fields: &mut Fields<'_>, id: &str, seen: &mut HashSet<String>) {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if !id.bytes().all(fits) {
        let message = format!("`{id}` cannot name a concept");
        let fault = BAD_VALUE.at(fields.at("concept"), message);
        fields.report(fault.help("use `a-z`, `0-9` and `-` only"));
    }
    if !seen.insert(id.to_owned()) {
        let fault = GLOSSARY_DUPLICATE
            .at(fields.at("concept"), format!("the concept `{id}` is there twice"));
        fields.report(fault.help("make the two one"));
    }
}

/// A language of the site, or a fault at its name.
fn language(
    fields: &mut Fields<'_>,
    key: &str,
    name: &str,
    languages: &[(Lang, Stage)],
) -> Option<Lang> {
    let found = languages.iter().find(|(lang, _)| lang.as_str() == name);
    if found.is_none() {
        let known = || languages.iter().map(|(lang, _)| lang.as_str());
        let listed: Vec<String> = known().map(|lang| format!("`{lang}`")).collect();
        let listed = || format!("the languages of the site are {}", listed.join(", "));
        let fault = GLOSSARY_LANGUAGE
            .at(fields.at_named(key, name), format!("`{name}` is not a language of the site"))
            .help(did_you_mean(name, known()).unwrap_or_else(listed));
        fields.report(fault);
    }
    found.map(|(lang, _)| lang.clone())
}

/// A term, with the status it was given.
fn term(fields: &mut Fields<'_>) -> Option<(Term, Option<Status>)> {
    let text = fields.required_text("term");
    let forms = fields.texts("forms");
    let known = [
        ("preferred", Status::Preferred),
        ("admitted", Status::Admitted),
        ("forbidden", Status::Forbidden),
    ];
    let given = fields.one_of("status", &known);
    Some((Term { text: text?, forms, status: Status::Admitted }, given))
}

/// The terms of one language with their status: one is preferred, the first unless it is said
/// otherwise.
fn ranked(fields: &mut Fields<'_>, lang: &str, terms: Vec<(Term, Option<Status>)>) -> Vec<Term> {
    let named = terms.iter().any(|(_, given)| *given == Some(Status::Preferred));
    let ranked: Vec<Term> = terms
        .into_iter()
        .enumerate()
        .map(|(at, (term, given))| {
            let unsaid = if at == 0 && !named { Status::Preferred } else { Status::Admitted };
            Term { status: given.unwrap_or(unsaid), ..term }
        })
        .collect();
    let preferred: Vec<&str> = ranked
        .iter()
        .filter(|term| term.status == Status::Preferred)
        .map(|term| term.text.as_str())
        .collect();
    let fault = match preferred[..] {
        [_] => return ranked,
        [] => "none of the terms is preferred".to_owned(),
        [first, second, ..] => format!("both `{first}` and `{second}` are preferred"),
    };
    let fault = GLOSSARY_PREFERRED.at(fields.at_named("terms", lang), fault);
    fields.report(fault.help("let one term be preferred and the others `admitted` or `forbidden`"));
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Location, Spot};
    use crate::identity::SourceId;

    /// Reads a glossary; its faults as code, place and message.
    fn read(yaml: &str) -> (Option<Glossary>, Vec<String>) {
        let source = SourceId::new("i18n/glossary.yaml");
        let languages = [
            (Lang::new("it"), Stage::Full),
            (Lang::new("en"), Stage::Full),
            (Lang::new("de"), Stage::Partial),
        ];
        let mut out = Diagnostics::new();
        let text = Text { source: &source, yaml, offset: 0 };
        let glossary = Glossary::read(text, &languages, &mut out);
        let said = out.iter().map(|d| {
            let place = match &d.location {
                Some(Location { spot: Spot::Bytes(range), .. }) => &yaml[range.clone()],
                _ => "-",
            };
            format!("{} | {place} | {}", d.code.name, d.message)
        });
        (glossary, said.collect())
    }

    fn check(yaml: &str, expected: &[&str]) {
        assert_eq!(read(yaml).1, expected, "{yaml}");
    }

    const BOTH: &str = "  definition: {it: d, en: d}\n";

    #[test]
    fn a_glossary_is_read() {
        let (glossary, faults) = read(
            "# Concetti\n- concept: flaw\n  definition:\n    it: \"Falla: difetto.\"\n    en: A flaw.\n  \
             iate: 12\n  terms:\n    it:\n      - term: falla\n        forms: [falle]\n      - term: bug\n        \
             status: forbidden\n",
        );
        assert_eq!(faults, Vec::<String>::new());
        let concept = glossary.unwrap().concepts.remove(0);
        assert_eq!((concept.id.as_str(), concept.iate), ("flaw", Some(12)));
        let statuses: Vec<Status> =
            concept.terms[&Lang::new("it")].iter().map(|term| term.status).collect();
        assert_eq!(statuses, [Status::Preferred, Status::Forbidden]);
        assert_eq!(read("").0.map(|glossary| glossary.concepts.len()), Some(0));
    }

    #[test]
    fn faults_are_told_with_their_place() {
        check(
            "concept: x\n",
            &[
                "wrong-type | concept: x | expected a list, each entry with fields of its own after `- `",
            ],
        );
        check("- x\n", &["wrong-type | x | an entry needs fields of its own"]);
        check(
            "- concept: a\n  definition:\n    it: d\n",
            &["glossary-definition | definition | the concept has no definition in `en`"],
        );
        check(
            &format!("- concept: a\n{BOTH}- concept: a\n{BOTH}"),
            &["glossary-duplicate | a | the concept `a` is there twice"],
        );
        check(
            &format!("- concept: A b\n{BOTH}"),
            &["bad-value | A b | `A b` cannot name a concept"],
        );
        check(
            &format!("- concept: a\n{BOTH}  terms:\n    fr:\n      - term: x\n"),
            &["glossary-language | fr | `fr` is not a language of the site"],
        );
        check(
            &format!(
                "- concept: a\n{BOTH}  terms:\n    it:\n      - term: x\n        status: preferred\n      - term: y\n        status: preferred\n"
            ),
            &["glossary-preferred | it | both `x` and `y` are preferred"],
        );
        check(
            &format!(
                "- concept: a\n{BOTH}  terms:\n    it:\n      - term: x\n        status: forbidden\n"
            ),
            &["glossary-preferred | it | none of the terms is preferred"],
        );
        check(
            &format!(
                "- concept: a\n{BOTH}  terms:\n    it:\n      - term: x\n        state: admitted\n      - forms: [y]\n    en: z\n"
            ),
            &[
                "unknown-field | state | unknown field `state`",
                "missing-field | forms: [y] | the field `term` is missing",
                "wrong-type | z | `en` must be a list",
            ],
        );
    }
}
