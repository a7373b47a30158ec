//! How a language writes numbers, dates and hours, as plain data.
//!
//! Knows neither Fluent nor ICU: [`Messages::conventions`](crate::messages::Messages::conventions)
//! fills it in. What a language has no words for is simply never recognised.

use std::collections::BTreeMap;

/// How one language writes numbers, dates and hours. All words are in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conventions {
    /// Between a whole number and its fraction.
    pub decimal: char,
    /// Between the thousands; spaces are understood in every language.
    pub groups: Vec<char>,
    /// The names of the months, in every form that dates have.
    pub months: Vec<Month>,
    /// Words inside a date: `of` in "4th of November".
    pub date_words: Vec<String>,
    /// What makes a number an ordinal: `st`, `º`.
    pub ordinals: Vec<String>,
    /// Numbers in words: "settantadue", "twenty-four".
    pub numbers: BTreeMap<String, u64>,
    /// What tells most words at once from those above two and from those that are ambiguous.
    pub shapes: Shapes,
    /// Words that multiply the number before them: `million`.
    pub scales: Vec<(String, u64)>,
    /// What tells most words at once from those.
    pub scale_shapes: Shapes,
    /// Those of the numbers in words that may be other words: "sei".
    pub ambiguous: Vec<String>,
    /// The percent sign in words: `per cento`.
    pub percent: Vec<String>,
    /// Half of something.
    pub half: Vec<String>,
    /// Twelve o'clock at day.
    pub noon: Vec<String>,
    /// Twelve o'clock at night.
    pub midnight: Vec<String>,
    /// Words that a version follows: `version`.
    pub versions: Vec<String>,
    /// What follows an hour before noon: `a.m.`.
    pub morning: Vec<String>,
    /// What follows an hour after noon: `p.m.`.
    pub afternoon: Vec<String>,
}

/// Which first three letters, last letters and lengths some words have: tells most other words
/// from them without looking them up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shapes {
    /// By the first two letters, bits for third letters, for last ones and for lengths. Nothing
    /// when any word may be one of them.
    rest: Vec<[u32; 3]>,
}

impl Shapes {
    /// Of these words, in lower case.
    pub fn of<'w>(words: impl Iterator<Item = &'w String>) -> Self {
        let mut rest = vec![[0; 3]; 32 * 32];
        for word in words.map(String::as_bytes) {
            // A word of other letters: any word may be it.
            if letter(word, 0) == 0 || letter(word, 1) == 0 {
                return Self::default();
            }
            rest[place(word)].iter_mut().zip(shape(word)).for_each(|(bits, bit)| *bits |= bit);
        }
        Self { rest }
    }

    /// Whether a word, in any case, may be one of them.
    pub fn may_hold(&self, word: &[u8]) -> bool {
        let fits =
            |rest: &[u32; 3]| rest.iter().zip(shape(word)).all(|(bits, bit)| bits & bit != 0);
        self.rest.get(place(word)).is_none_or(fits)
    }

    /// Whether a text, in any case, may start with one of them.
    pub fn may_start(&self, text: &[u8]) -> bool {
        self.rest.get(place(text)).is_none_or(|[thirds, ..]| thirds & (1 << letter(text, 2)) != 0)
    }
}

/// The number of a word's letter in the alphabet, from 1; 0 for any other.
fn letter(word: &[u8], at: usize) -> u8 {
    word.get(at).filter(|byte| byte.is_ascii_alphabetic()).map_or(0, |byte| byte & 0x1f)
}

/// The place of a word's first two letters.
fn place(word: &[u8]) -> usize {
    usize::from(letter(word, 0)) << 5 | usize::from(letter(word, 1))
}

/// A bit for a word's third letter, for its last one and for its length.
fn shape(word: &[u8]) -> [u32; 3] {
    let last = letter(word, word.len().saturating_sub(1));
    [1 << letter(word, 2), 1 << last, 1 << word.len().min(31)]
}

/// One form of a month's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// The form, without a full stop.
    pub name: String,
    /// From 1 to 12.
    pub number: u8,
    /// Whether it has a capital within a sentence: then "may" is no month.
    pub capital: bool,
    /// Whether it is shortened: then it is a date only before a year ("3 set 2025").
    pub short: bool,
}

/// The words that numbers are composed of; several forms of one number stand together.
#[derive(Clone, Debug, Default)]
pub struct NumberWords {
    /// From zero up.
    pub units: Vec<Vec<String>>,
    /// Twenty, thirty … ninety.
    pub tens: Vec<Vec<String>>,
    /// A hundred.
    pub hundred: Vec<String>,
    /// A thousand.
    pub thousand: Vec<String>,
    /// First, second …
    pub ordinals: Vec<Vec<String>>,
}

impl NumberWords {
    /// Numbers in words from zero to ninety-nine, round hundreds and round thousands, composed
    /// where they have to be: joined ("settantadue", "ventuno", "duemila"), with a hyphen or a
    /// space ("twenty-four", "two hundred").
    pub fn composed(&self) -> BTreeMap<String, u64> {
        let mut all = BTreeMap::new();
        let mut add = |number: u64, words: &[String]| {
            all.extend(words.iter().map(|word| (word.clone(), number)));
        };
        for (ten, names) in (2u64..).map(|n| n * 10).zip(&self.tens) {
            add(ten, names);
            add(ten * 1000, &joined(names, &self.thousand));
            for (unit, units) in (1..10).zip(self.units.iter().skip(1)) {
                add(ten + unit, &joined(names, units));
            }
        }
        add(100, &self.hundred);
        add(1000, &self.thousand);
        for (unit, units) in (2u64..).zip(self.units.iter().skip(2)) {
            add(unit * 100, &joined(units, &self.hundred));
            add(unit * 1000, &joined(units, &self.thousand));
        }
        (1..).zip(&self.ordinals).for_each(|(number, words)| add(number, words));
        (0..).zip(&self.units).for_each(|(number, words)| add(number, words));
        all
    }
}

/// Each of some words with each of others as one number; the first may lose its last vowel.
fn joined(first: &[String], second: &[String]) -> Vec<String> {
    let pairs = first.iter().flat_map(|a| second.iter().map(move |b| (a.as_str(), b.as_str())));
    let forms = pairs.flat_map(|(a, b)| {
        let elided = a.trim_end_matches(['a', 'i']);
        [format!("{a}{b}"), format!("{elided}{b}"), format!("{a}-{b}"), format!("{a} {b}")]
    });
    forms.collect()
}

impl Conventions {
    /// The form of a month's name that a word is, in any case that such a name may have.
    pub fn month(&self, word: &str) -> Option<&Month> {
        let fits = |month: &&Month| !month.capital || word.starts_with(char::is_uppercase);
        self.months.iter().filter(fits).find(|month| same_word(word, &month.name))
    }

    /// The number that a word in lower case is; hundreds and thousands may be joined to what follows
    /// them ("centoventi", "centoventimila").
    pub(super) fn number_word(&self, word: &str) -> Option<u64> {
        let known = |word: &str| self.numbers.get(word).copied();
        let below = |word: &str, most: u64| known(word).filter(|number| (1..most).contains(number));
        let hundreds = |word: &str| {
            self.split(word).find_map(|(first, second)| {
                let hundreds = known(first).filter(|n| *n < 1000 && *n >= 100 && n % 100 == 0)?;
                Some(hundreds + below(second, 100)?)
            })
        };
        let thousands = |word: &str| {
            self.split(word).find_map(|(first, second)| {
                (known(second) == Some(1000)).then(|| hundreds(first)).flatten().map(|n| n * 1000)
            })
        };
        known(word).or_else(|| hundreds(word)).or_else(|| thousands(word))
    }

    /// A word as two, wherever it can be parted.
    fn split<'a>(&self, word: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let most = if self.numbers.is_empty() { 0 } else { 40 };
        word.char_indices().skip(1).take(most).map(|(at, _)| word.split_at(at))
    }

    /// By what the scale words that a text starts with multiply, and their length: `10 mila
    /// miliardi`, `1.5bn`.
    pub(super) fn scale(&self, text: &str) -> Option<(u64, usize)> {
        let (mut factor, mut end) = (None, 0);
        loop {
            let rest = &text[end..];
            let word = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
            let gap = rest.len() - word.len();
            if !self.scale_shapes.may_start(word.as_bytes()) {
                return factor.map(|factor| (factor, end));
            }
            let length = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
            let scale = self.scales.iter().find(|(name, _)| same_word(&word[..length], name));
            let more = scale.and_then(|(_, more)| factor.unwrap_or(1u64).checked_mul(*more));
            let whole = !word[length..].starts_with(char::is_alphanumeric);
            match more.filter(|_| whole) {
                Some(more) => (factor, end) = (Some(more), end + gap + length),
                None => return factor.map(|factor| (factor, end)),
            }
        }
    }

    /// The number that a whole text is, in words and in any case.
    pub fn in_words(&self, text: &str) -> Option<u64> {
        self.number_word(&text.trim().to_lowercase())
    }

    /// By what the words that a text starts with multiply the number before them, and their length.
    pub fn scale_of(&self, text: &str) -> Option<(u64, usize)> {
        self.scale(text)
    }

    /// Whether a text is the percent sign in words.
    pub fn is_percent(&self, text: &str) -> bool {
        self.percent.iter().any(|words| same_word(text, words))
    }

    /// The length of the one of `phrases` that a text starts with, as a whole word.
    pub(super) fn leading(text: &str, phrases: &[String]) -> Option<usize> {
        phrases.iter().map(String::len).zip(phrases).find_map(|(length, phrase)| {
            let start = text.get(..length).filter(|start| same_word(start, phrase))?;
            let ends = !text[start.len()..].starts_with(char::is_alphanumeric);
            ends.then_some(length)
        })
    }
}

/// Whether a word is `lower`, which is in lower case already.
pub(super) fn same_word(word: &str, lower: &str) -> bool {
    if !may_start(word, lower) {
        return word.is_empty() && lower.is_empty();
    }
    if word.is_ascii() || lower.is_ascii() {
        return word.eq_ignore_ascii_case(lower);
    }
    word.chars().flat_map(char::to_lowercase).eq(lower.chars())
}

/// Whether a text may start with a word, by its first letter: few do.
fn may_start(text: &str, lower: &str) -> bool {
    match (text.as_bytes().first(), lower.as_bytes().first()) {
        (Some(first), Some(lower)) => !first.is_ascii() || first.to_ascii_lowercase() == *lower,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_composed() {
        let list = |words: &str| words.split(' ').map(|word| vec![word.to_owned()]).collect();
        let words = NumberWords {
            units: list("zero uno due tre quattro cinque sei sette otto nove dieci"),
            tens: list("venti trenta quaranta cinquanta sessanta settanta ottanta novanta"),
            hundred: vec!["cento".to_owned()],
            thousand: vec!["mille".to_owned(), "mila".to_owned()],
            ordinals: list("primo"),
        };
        let all = words.composed();
        let check = |word: &str, expected| assert_eq!(all.get(word).copied(), expected, "{word}");
        check("ventiquattro", Some(24));
        check("settantadue", Some(72));
        check("ventuno", Some(21));
        check("novantotto", Some(98));
        check("dieci", Some(10));
        check("primo", Some(1));
        check("cento", Some(100));
        check("duecento", Some(200));
        check("duemila", Some(2000));
        check("trenta mila", Some(30_000));
        check("ventidieci", None);
    }
}
