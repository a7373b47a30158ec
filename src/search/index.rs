//! Which publications have a word: made publication by publication, then cut into lists.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::Language;
use super::words::words;

/// What of a publication a word stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Its body.
    Body,
    /// Its summary.
    Summary,
    /// Its title.
    Title,
}

/// How often a word of the body weighs as often.
const OFTEN: u16 = 3;

/// Digits of the numbers in lists, six bits each: the last of a number is below 32.
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// An index that is being made.
pub struct Builder {
    language: Language,
    /// Every form of a word that occurs, to the number of its stem.
    forms: HashMap<Box<str>, u32, BuildHasherDefault<rustc_hash::FxHasher>>,
    stems: HashMap<Box<str>, u32, BuildHasherDefault<rustc_hash::FxHasher>>,
    lists: Vec<List>,
    /// The stems of the publication that is being taken.
    met: Vec<u32>,
    publications: u32,
    word: String,
}

/// Where a stem occurs.
#[derive(Default)]
struct List {
    stem: Box<str>,
    digits: String,
    /// The publication after the last one in the list.
    after: u32,
    /// What is known of the publication that is being taken.
    times: u16,
    best: Option<Field>,
}

/// A finished index: stems in their order, in files of about the same size.
pub struct Lists {
    /// The first stem of each file.
    pub starts: Vec<String>,
    /// Each file: a JSON object of stems and their lists.
    pub files: Vec<Vec<u8>>,
}

impl Builder {
    /// An index without publications.
    pub fn new(language: Language) -> Builder {
        Builder {
            language,
            forms: HashMap::default(),
            stems: HashMap::default(),
            lists: Vec::new(),
            met: Vec::new(),
            publications: 0,
            word: String::new(),
        }
    }

    /// Takes the words of a text of the publication that is being taken.
    pub fn text(&mut self, field: Field, text: &str) {
        let mut word = std::mem::take(&mut self.word);
        words(text, &mut word, &mut |form| self.form(field, form));
        self.word = word;
    }

    fn form(&mut self, field: Field, form: &str) {
        let number = match self.forms.get(form) {
            Some(number) => *number,
            None => self.new_form(form),
        };
        let list = &mut self.lists[number as usize];
        if list.times == 0 {
            self.met.push(number);
        }
        list.times = list.times.saturating_add(1);
        list.best = list.best.max(Some(field));
    }

    fn new_form(&mut self, form: &str) -> u32 {
        let stem: Box<str> = self.language.stem(form).into();
        let next = self.lists.len() as u32;
        let number = *self.stems.entry(stem.clone()).or_insert(next);
        if number == next {
            self.lists.push(List { stem, ..List::default() });
        }
        self.forms.insert(form.into(), number);
        number
    }

    /// Ends a publication: what comes is of the next one.
    pub fn end(&mut self) {
        for number in self.met.drain(..) {
            let list = &mut self.lists[number as usize];
            let weight = match list.best.take() {
                Some(Field::Title) => 3,
                Some(Field::Summary) => 2,
                _ if list.times >= OFTEN => 1,
                _ => 0,
            };
            list.times = 0;
            push_number(&mut list.digits, (self.publications - list.after) << 2 | weight);
            list.after = self.publications + 1;
        }
        self.publications += 1;
    }

    /// Ends the index, in so many files.
    pub fn finish(self, files: usize) -> Lists {
        let mut lists = self.lists;
        lists.sort_unstable_by(|a, b| a.stem.cmp(&b.stem));
        let size = |list: &List| list.stem.len() + list.digits.len() + 6;
        let total: usize = lists.iter().map(size).sum();
        let mut starts = Vec::with_capacity(files);
        let mut made: Vec<Vec<u8>> = Vec::with_capacity(files);
        let mut written = 0;
        let mut rest = lists.as_slice();
        for file in 1..=files {
            let mut bytes = Vec::with_capacity(total / files + 1024);
            bytes.push(b'{');
            starts.push(rest.first().map(|list| list.stem.to_string()).unwrap_or_default());
            while let Some((list, after)) = rest.split_first() {
                if written * files >= total * file {
                    break;
                }
                bytes.extend_from_slice(if bytes.len() > 1 { b",\n\"" } else { b"\"" });
                bytes.extend_from_slice(list.stem.as_bytes());
                bytes.extend_from_slice(b"\":\"");
                bytes.extend_from_slice(list.digits.as_bytes());
                bytes.push(b'"');
                written += size(list);
                rest = after;
            }
            bytes.extend_from_slice(b"}\n");
            made.push(bytes);
        }
        Lists { starts, files: made }
    }
}

/// Writes a number, its lowest digit first; every digit but the last has its high bit set.
fn push_number(digits: &mut String, mut number: u32) {
    while number >= 32 {
        digits.push(DIGITS[(number & 31 | 32) as usize] as char);
        number >>= 5;
    }
    digits.push(DIGITS[number as usize] as char);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::Lang;

    fn index(files: usize) -> Lists {
        let mut builder = Builder::new(Language::of(&Lang::new("it")));
        builder.text(Field::Title, "Rischi");
        builder.text(Field::Body, "Il rischio, i rischi; una rete");
        builder.end();
        builder.end();
        builder.text(Field::Body, "reti reti reti e RISCHIO");
        builder.end();
        builder.finish(files)
    }

    #[test]
    fn a_list_says_where_and_how_well() {
        let lists = index(1);
        let file = String::from_utf8(lists.files[0].clone()).unwrap();
        assert_eq!(file, "{\"il\":\"0\",\n\"ret\":\"05\",\n\"risc\":\"34\",\n\"una\":\"0\"}\n");
    }

    #[test]
    fn files_hold_every_stem_once_and_in_order() {
        let whole = index(1);
        let parts = index(3);
        assert_eq!(parts.starts[0], "il");
        assert_eq!(parts.files.len(), 3);
        let stems = |lists: &Lists| -> Vec<String> {
            let files = lists.files.iter().map(|file| serde_json::from_slice(file).unwrap());
            files
                .flat_map(|file: serde_json::Map<String, _>| file.into_iter().map(|(s, _)| s))
                .collect()
        };
        assert_eq!(stems(&whole), stems(&parts));
    }

    #[test]
    fn numbers() {
        let shown = |number| {
            let mut digits = String::new();
            push_number(&mut digits, number);
            digits
        };
        assert_eq!([0, 31, 32, 1023, 1024].map(shown), ["0", "V", "W1", "_V", "WW1"]);
    }
}
