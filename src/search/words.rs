//! Words as the index has them, and their stems.
//!
//! A word is a run of letters and digits, in lower case and without marks. Its stem is what is left
//! when the longest ending of its language's table is taken off (`endings/*.txt`, one a line, with
//! what stands in its place). Tables are light: they join the forms of a noun or an adjective and
//! the commonest of a verb, and leave alone what would join different words. A language without a
//! table has words that are their own stems; their beginnings are found all the same. A number in
//! groups of three (`1.276`, `1,276`, `1 276`) is taken as a whole as well.
//!
//! Small words (`small/*.txt`), which join others and are cut short before an apostrophe
//! (`sull'incidente`), are in the index like any; a question does not depend on them.
//!
//! The theme's script does the same with the same tables.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::identity::Lang;

/// The tables, by the first part of a language's tag.
const TABLES: &[(&str, &str)] =
    &[("en", include_str!("endings/en.txt")), ("it", include_str!("endings/it.txt"))];

/// The small words, by the same.
const SMALL: &[(&str, &str)] =
    &[("en", include_str!("small/en.txt")), ("it", include_str!("small/it.txt"))];

/// What stands between the groups of a number, depending on the language.
const GROUPING: &[char] = &['.', ',', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '\u{2019}'];

/// The fewest letters of a stem.
const SHORTEST: usize = 3;
/// The fewest letters that an ending of [`LONG`] letters leaves, when nothing takes its place.
const SHORTEST_BEFORE_LONG: usize = 4;
/// How many letters a long ending has.
const LONG: usize = 3;

/// How the words of a language are taken for the index.
#[derive(Clone, Debug, Default)]
pub struct Language {
    endings: BTreeMap<&'static str, &'static str>,
    longest: usize,
    small: BTreeSet<&'static str>,
}

impl Language {
    /// That of a tag: `pt-BR` has the tables of `pt`.
    pub fn of(lang: &Lang) -> Language {
        let endings = lines(TABLES, lang).map(|line| line.split_once(' ').unwrap_or((line, "")));
        let endings: BTreeMap<&str, &str> = endings.collect();
        let longest = endings.keys().map(|ending| ending.len()).max().unwrap_or_default();
        Language { endings, longest, small: lines(SMALL, lang).collect() }
    }

    /// The words on which no question depends.
    pub fn small(&self) -> &BTreeSet<&'static str> {
        &self.small
    }

    /// The endings that are taken off, and what stands in their place.
    pub fn endings(&self) -> &BTreeMap<&'static str, &'static str> {
        &self.endings
    }

    /// The stem of a word.
    pub fn stem(&self, word: &str) -> String {
        if !word.is_ascii() || word.bytes().any(|byte| byte.is_ascii_digit()) {
            return word.to_owned();
        }
        for length in (1..=self.longest.min(word.len())).rev() {
            let (start, ending) = word.split_at(word.len() - length);
            let Some(instead) = self.endings.get(ending) else { continue };
            let long = length >= LONG && instead.is_empty();
            let fewest = if long { SHORTEST_BEFORE_LONG } else { SHORTEST };
            if start.len() + instead.len() >= fewest {
                return format!("{start}{instead}");
            }
        }
        word.to_owned()
    }

    /// The stems of a text's words, in order; single letters say nothing.
    pub fn stems(&self, text: &str) -> Vec<String> {
        let mut stems = Vec::new();
        words(text, &mut String::new(), &mut |word| stems.push(self.stem(word)));
        stems
    }
}

/// The lines of a language's table that say something.
fn lines(tables: &[(&str, &'static str)], lang: &Lang) -> impl Iterator<Item = &'static str> {
    let base = lang.as_str().split('-').next().unwrap_or_default();
    let table = tables.iter().find(|(tag, _)| *tag == base).map_or("", |(_, table)| *table);
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Hands on every word of a text, as the index has it. `word` is where each is put together.
pub(super) fn words(text: &str, word: &mut String, take: &mut impl FnMut(&str)) {
    word.clear();
    let mut rest = text;
    // How much was left where the last number in groups ended.
    let mut after_number = text.len() + 1;
    while let Some(&byte) = rest.as_bytes().first() {
        if !byte.is_ascii_alphanumeric()
            && rest.len() < after_number
            && let Some((number, groups)) = in_groups(word, rest)
        {
            after_number = rest.len() - groups;
            take(&number);
        }
        if byte.is_ascii() {
            match byte.is_ascii_alphanumeric() {
                true => word.push(byte.to_ascii_lowercase() as char),
                false => hand_on(word, take),
            }
            rest = &rest[1..];
            continue;
        }
        let ends = rest.bytes().position(|byte| byte.is_ascii()).unwrap_or(rest.len());
        let (foreign, after) = rest.split_at(ends);
        for c in foreign.nfd() {
            match c {
                c if is_combining_mark(c) => {}
                c if c.is_alphanumeric() => word.extend(c.to_lowercase()),
                _ => hand_on(word, take),
            }
        }
        rest = after;
    }
    hand_on(word, take);
}

/// A number of which `start` is the first group and `rest` holds the others, and how long these are.
fn in_groups(start: &str, rest: &str) -> Option<(String, usize)> {
    let is_start = (1..=3).contains(&start.len()) && start.bytes().all(|b| b.is_ascii_digit());
    let mark = rest.chars().next().filter(|c| is_start && GROUPING.contains(c))?;
    let mut number = start.to_owned();
    let mut left = rest;
    while let Some(group) = left.strip_prefix(mark).and_then(|group| group.get(..3))
        && group.bytes().all(|b| b.is_ascii_digit())
    {
        number.push_str(group);
        left = &left[mark.len_utf8() + 3..];
    }
    let is_whole = number.len() > start.len() && !left.starts_with(char::is_alphanumeric);
    is_whole.then(|| (number, rest.len() - left.len()))
}

fn hand_on(word: &mut String, take: &mut impl FnMut(&str)) {
    let says_something = match word.as_bytes() {
        [] => false,
        [byte] => byte.is_ascii_digit(),
        _ => true,
    };
    if says_something {
        take(word);
    }
    word.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lang: &str, forms: &[&str]) {
        let language = Language::of(&Lang::new(lang));
        let stems: Vec<Vec<String>> = forms.iter().map(|form| language.stems(form)).collect();
        assert!(stems.iter().all(|stem| *stem == stems[0]), "{forms:?}: {stems:?}");
    }

    #[track_caller]
    fn differ(lang: &str, words: &[&str]) {
        let language = Language::of(&Lang::new(lang));
        let stems: std::collections::BTreeSet<String> =
            words.iter().map(|word| language.stem(word)).collect();
        assert_eq!(stems.len(), words.len(), "{words:?}: {stems:?}");
    }

    #[test]
    fn italian_forms() {
        for forms in [
            &["notifica", "notifiche", "notificare", "notificato", "notificazione", "notificando"]
                [..],
            &["rischio", "rischi"],
            &["minaccia", "minacce"],
            &["obbligo", "obblighi"],
            &["vulnerabilità", "vulnerabilita", "VULNERABILITÀ", "vulnerabile", "vulnerabili"],
            &["informatico", "informatica", "informatici", "informatiche"],
            &["servizio", "servizi"],
            &["agenzia", "agenzie"],
            &["rete", "reti"],
            &["dato", "dati"],
            &["incidente", "incidenti"],
            &["certificato", "certificati", "certificare", "certificazione"],
            &["autorità", "autorita"],
            &["l’incidente", "l'incidente", "Incidenti"],
            &["comando", "comandi"],
            &["italiano", "italiani", "italiana"],
            &["informazione", "informazioni"],
            &["soluzione", "soluzioni"],
        ] {
            check("it", forms);
        }
        differ("it", &["autorita", "autore", "nazione", "nis", "sri", "5g"]);
    }

    #[test]
    fn english_forms() {
        for forms in [
            &["notify", "notifies", "notified", "notifying", "notification", "notifications"][..],
            &["agency", "agencies"],
            &["vulnerability", "vulnerabilities", "vulnerable"],
            &["measure", "measures", "measured", "measuring"],
            &["organisation", "organization", "organizations", "organise"],
            &["process", "processes", "processing"],
            &["plan", "plans", "planned", "planning"],
            &["update", "updates", "updated"],
            &["detection", "detect", "detected"],
            &["authenticate", "authentication", "authenticated"],
            &["requirement", "requirements", "require", "required"],
            &["city", "cities"],
            &["service", "services"],
            &["virus", "viruses"],
        ] {
            check("en", forms);
        }
        differ("en", &["nis", "string", "need", "nation", "enisa", "2026"]);
    }

    #[test]
    fn words_of_other_scripts() {
        let language = Language::of(&Lang::new("el"));
        assert_eq!(
            language.stems("Η ασφάλεια, x 5 2024/1 µ"),
            ["η", "ασφαλεια", "5", "2024", "1", "µ"]
        );
        assert_eq!(language.stems("a-b CVE-2024-1"), ["cve", "2024", "1"]);
    }

    /// Whoever types a figure need not know how the text groups it.
    #[test]
    fn numbers_in_groups() {
        let stems = |text| Language::of(&Lang::new("it")).stems(text);
        assert_eq!(stems("1.276 casi"), ["1276", "1", "276", "cas"]);
        assert_eq!(stems("di 1,094,000."), ["di", "1094000", "1", "094", "000"]);
        assert_eq!(stems("1\u{202f}276"), ["1276", "1", "276"]);
        assert_eq!(stems("1\u{a0}276\u{a0}345 è"), ["1276345", "1", "276", "345"]);
        for text in ["18,5", "v1.2761", "2022/2555", "1.27", "3.141a", "1276.345", "1..276"] {
            let joined = stems(text).iter().any(|stem| text.len() - stem.len() == 1);
            assert!(!joined, "{text}: {:?}", stems(text));
        }
    }

    /// A small word is one as it stands in a text.
    #[test]
    fn small_words_are_words() {
        for lang in ["it", "en"] {
            let language = Language::of(&Lang::new(lang));
            assert!(language.small().len() > 30, "{lang}");
            for word in language.small() {
                let mut taken = Vec::new();
                words(word, &mut String::new(), &mut |word| taken.push(word.to_owned()));
                assert_eq!(taken, [*word], "{lang}");
            }
        }
        assert!(Language::of(&Lang::new("it")).small().contains("sull"));
        assert!(Language::of(&Lang::new("el")).small().is_empty());
    }
}
