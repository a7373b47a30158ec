//! The glossary's terms in two texts: what the translation should use, and what nobody should.
//!
//! All terms of a language are found in one pass. Terms in code, addresses and compounds with a
//! hyphen are passed over; of terms that overlap the longest counts. An acronym is found in
//! capitals only, any other term in any case.

use std::borrow::Cow;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::glossary::{Concept, Glossary, Status, Term};
use crate::diagnostics::{Code, TERM_FORBIDDEN, TERM_MISSING};
use crate::identity::Lang;

/// A term that is missing or forbidden.
#[derive(Clone, Debug, PartialEq)]
pub struct TermFault {
    /// The code to report it under.
    pub check: &'static Code,
    /// The concept that is meant.
    pub concept: String,
    /// The term: in the text that uses what is forbidden, or in the original where it has no
    /// counterpart.
    pub range: Range<usize>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to write.
    pub help: String,
}

/// Finds the terms of one language.
#[derive(Debug)]
pub(super) struct Index {
    /// `None` without any term.
    automaton: Option<AhoCorasick>,
    /// Whether a text may have a forbidden term: few texts do. `None` where nothing is forbidden.
    forbidden: Option<AhoCorasick>,
    /// Concept and term of each pattern, as places in the glossary.
    patterns: Vec<(usize, usize)>,
    /// Whether a pattern is an acronym.
    capitals: Vec<bool>,
}

/// A term in a text.
#[derive(Clone, Debug)]
struct Hit<'g> {
    range: Range<usize>,
    concept: &'g Concept,
    term: &'g Term,
}

impl Index {
    pub(super) fn new(concepts: &[Concept], lang: &Lang) -> Self {
        let (mut forms, mut patterns, mut capitals) = (Vec::new(), Vec::new(), Vec::new());
        let mut forbidden = Vec::new();
        for (concept_at, concept) in concepts.iter().enumerate() {
            for (term_at, term) in concept.terms.get(lang).into_iter().flatten().enumerate() {
                for form in [&term.text].into_iter().chain(&term.forms).flat_map(|f| spellings(f)) {
                    patterns.push((concept_at, term_at));
                    capitals.push(is_acronym(&form));
                    forms.push(folded(&form).into_owned());
                    forbidden.extend((term.status == Status::Forbidden).then(|| forms.len() - 1));
                }
            }
        }
        // Every block of a site passes here: a table of some megabytes is faster than what is small.
        let automaton = |forms: &[&String]| {
            let mut builder = AhoCorasick::builder();
            builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
            builder.build(forms).ok().filter(|_| !forms.is_empty())
        };
        let all: Vec<&String> = forms.iter().collect();
        let forbidden: Vec<&String> = forbidden.into_iter().map(|at| &forms[at]).collect();
        let (automaton, forbidden) = (automaton(&all), automaton(&forbidden));
        Self { automaton, forbidden, patterns, capitals }
    }

    /// Whether any term of the language is forbidden.
    pub(super) fn forbids(&self) -> bool {
        self.forbidden.is_some()
    }

    /// Every term in a text, by place and the longer first.
    fn hits<'g>(&self, glossary: &'g Glossary, lang: &Lang, text: &str) -> Vec<Hit<'g>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut hits: Vec<Hit<'g>> = automaton
            .find_overlapping_iter(&*folded(text))
            .filter(|found| {
                let is_whole = is_free(text, found.range());
                is_whole && (!self.capitals[found.pattern()] || is_acronym(&text[found.range()]))
            })
            .filter_map(|found| {
                let (concept, term) = self.patterns[found.pattern()];
                let concept = &glossary.concepts[concept];
                Some(Hit {
                    range: found.range(),
                    concept,
                    term: concept.terms.get(lang)?.get(term)?,
                })
            })
            .collect();
        hits.sort_by_key(|hit| (hit.range.start, usize::MAX - hit.range.end));
        hits
    }
}

/// A form with each apostrophe that it may be written with.
fn spellings(form: &str) -> impl Iterator<Item = String> + use<> {
    let other = match form {
        form if form.contains('’') => Some(form.replace('’', "'")),
        form if form.contains('\'') => Some(form.replace('\'', "’")),
        _ => None,
    };
    [form.to_owned()].into_iter().chain(other)
}

fn is_acronym(form: &str) -> bool {
    form.chars().any(char::is_uppercase) && !form.chars().any(char::is_lowercase)
}

/// A text in lower case, byte for byte; letters whose lower case is longer or shorter stay.
fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(|c| !c.is_ascii() && c.is_uppercase()) {
        return Cow::Borrowed(text);
    }
    let fold = |c: char| {
        let mut lower = c.to_lowercase();
        lower.next().filter(|l| l.len_utf8() == c.len_utf8() && lower.next().is_none()).unwrap_or(c)
    };
    Cow::Owned(text.chars().map(fold).collect())
}

/// Whether a place in a text is a whole word, outside code, addresses and compounds.
fn is_free(text: &str, range: Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@' | '-' | '\u{2011}');
    if before.ends_with(joins) || after.starts_with(joins) {
        return false;
    }
    let dot_joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if after.starts_with('.') && dot_joins(after[1..].chars().next())
        || before.ends_with('.') && dot_joins(before.chars().rev().nth(1))
    {
        return false;
    }
    let is_gap = |c: char| c.is_whitespace() || c == '⟧';
    let word_start = before.rfind(is_gap).map_or(before, |at| &before[at..]);
    let in_address = word_start.contains("://") || word_start.contains('@');
    let opened = before.rfind('⟦').is_some_and(|at| !before[at..].contains('⟧'));
    !in_address && !opened
}

/// Of terms that overlap those that start first, and of these the longest; several where they
/// share a form.
fn longest<'h, 'g>(hits: &'h [Hit<'g>]) -> impl Iterator<Item = &'h Hit<'g>> {
    let mut last = 0..0;
    hits.iter().filter(move |hit| {
        let kept = hit.range.start >= last.end || hit.range == last;
        if kept {
            last = hit.range.clone();
        }
        kept
    })
}

/// The terms of an original whose concept has no term or form in the translation.
pub fn missing(
    glossary: &Glossary,
    original: (&Lang, &str),
    translation: (&Lang, &str),
) -> Vec<TermFault> {
    let hits = |(lang, text): (&Lang, &str)| {
        let index = glossary.indexes.get(lang);
        index.map(|index| index.hits(glossary, lang, text)).unwrap_or_default()
    };
    let ours = hits(original);
    if ours.is_empty() {
        return Vec::new();
    }
    without_counterpart(&ours, &hits(translation), original.1, translation.0)
}

/// The forbidden terms in a text.
pub fn forbidden(glossary: &Glossary, lang: &Lang, text: &str) -> Vec<TermFault> {
    let index = glossary.indexes.get(lang);
    let may_have = |index: &&Index| {
        index.forbidden.as_ref().is_some_and(|forbidden| forbidden.is_match(&*folded(text)))
    };
    let Some(index) = index.filter(may_have) else { return Vec::new() };
    let hits = index.hits(glossary, lang, text);
    let chosen: Vec<&Hit<'_>> = longest(&hits).collect();
    let permitted_too = |range: &Range<usize>| {
        chosen.iter().any(|hit| hit.range == *range && hit.term.status != Status::Forbidden)
    };
    let forbidden = chosen
        .iter()
        .filter(|hit| hit.term.status == Status::Forbidden && !permitted_too(&hit.range));
    let fault = |hit: &&Hit<'_>| {
        let written = &text[hit.range.clone()];
        let preferred = hit.concept.permitted(lang).next();
        TermFault {
            check: &TERM_FORBIDDEN,
            concept: hit.concept.id.clone(),
            range: hit.range.clone(),
            message: format!("the glossary forbids `{written}`"),
            help: preferred.map_or_else(
                || "the glossary has no other term for it yet".to_owned(),
                |term| format!("write `{}`", term.text),
            ),
        }
    };
    forbidden.map(fault).collect()
}

fn without_counterpart(
    ours: &[Hit<'_>],
    theirs: &[Hit<'_>],
    text: &str,
    lang: &Lang,
) -> Vec<TermFault> {
    let used: Vec<&Hit<'_>> =
        longest(ours).filter(|hit| hit.term.status != Status::Forbidden).collect();
    // A forbidden term in the translation is reported as such.
    let found = |concept: &Concept| theirs.iter().any(|hit| hit.concept.id == concept.id);
    let (mut faults, mut told): (Vec<TermFault>, Vec<&str>) = (Vec::new(), Vec::new());
    for shared in used.chunk_by(|a, b| a.range == b.range) {
        let Some(hit) = shared.iter().find(|hit| hit.concept.permitted(lang).next().is_some())
        else {
            continue;
        };
        let id = hit.concept.id.as_str();
        if told.contains(&id) || shared.iter().any(|hit| found(hit.concept)) {
            continue;
        }
        told.push(id);
        let expected: Vec<String> =
            hit.concept.permitted(lang).map(|term| format!("`{}`", term.text)).collect();
        faults.push(TermFault {
            check: &TERM_MISSING,
            concept: id.to_owned(),
            range: hit.range.clone(),
            message: format!("the translation has no term for `{}`", &text[hit.range.clone()]),
            help: format!("the glossary has {}", expected.join(", ")),
        });
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Stage;
    use crate::diagnostics::Diagnostics;
    use crate::identity::SourceId;
    use crate::yaml::Text;

    const GLOSSARY: &str = "
- concept: vulnerability
  terms:
    it:
      - term: vulnerabilità
      - term: falla di sicurezza
        forms: [falle di sicurezza]
        status: admitted
      - term: falla
        status: forbidden
    en:
      - term: vulnerability
        forms: [vulnerabilities]
- concept: vulnerability-management
  terms:
    it: [{term: gestione delle vulnerabilità}]
    en: [{term: vulnerability management}]
- concept: information-technology
  terms:
    it: [{term: TI}]
    en: [{term: IT}]
- concept: denial-of-service
  terms:
    it: [{term: \"negazione dell’accesso\"}]
    en: [{term: denial of service}]
";

    fn check(original: &str, translation: &str, expected: &[&str]) {
        let (it, en) = (Lang::new("it"), Lang::new("en"));
        let languages = [(it.clone(), Stage::Partial), (en.clone(), Stage::Partial)];
        let source = SourceId::new("i18n/glossary.yaml");
        let text = Text { source: &source, yaml: GLOSSARY, offset: 0 };
        let glossary = Glossary::read(text, &languages, &mut Diagnostics::new()).unwrap();
        let mut found = forbidden(&glossary, &en, original);
        found.extend(forbidden(&glossary, &it, translation));
        found.extend(missing(&glossary, (&en, original), (&it, translation)));
        let said: Vec<String> =
            found.iter().map(|f| format!("{}: {}; {}", f.check.name, f.message, f.help)).collect();
        assert_eq!(said, expected, "{original} | {translation}");
    }

    #[test]
    fn terms_have_counterparts() {
        check("A vulnerability.", "Una vulnerabilità.", &[]);
        check("VULNERABILITIES!", "Vulnerabilità!", &[]);
        check("Vulnerabilities.", "Le falle di sicurezza.", &[]);
        let missing = "the translation has no term for `vulnerability`; the glossary has \
                       `vulnerabilità`, `falla di sicurezza`";
        check(
            "A vulnerability, a vulnerability.",
            "Un difetto.",
            &[&format!("term-missing: {missing}")],
        );
        check("Vulnerability management.", "La gestione delle vulnerabilità.", &[]);
        check(
            "Vulnerability management.",
            "Le vulnerabilità.",
            &["term-missing: the translation has no term for `Vulnerability management`; the \
               glossary has `gestione delle vulnerabilità`"],
        );
        check("A vulnerability.", "La gestione delle vulnerabilità.", &[]);
        check("Denial of service.", "Negazione dell'accesso.", &[]);
    }

    #[test]
    fn forbidden_terms_are_flagged_once() {
        check(
            "A vulnerability.",
            "Una falla.",
            &["term-forbidden: the glossary forbids `falla`; write `vulnerabilità`"],
        );
        check("A vulnerability.", "Una falla di sicurezza.", &[]);
    }

    #[test]
    fn what_is_no_word_of_the_text_is_passed_over() {
        check("⟦vulnerability⟧ and ⟦x⟧", "⟦x⟧", &[]);
        check("https://example.org/vulnerability and vulnerability.example.org", "", &[]);
        check("pre-vulnerability, vulnerability_id, invulnerability", "", &[]);
        check("It is so.", "È così.", &[]);
        check("İ IT", "TI", &[]);
    }
}
