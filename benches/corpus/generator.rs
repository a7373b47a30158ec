//! Writes the site to be built: news, guidelines and incident reports 7:2:1 over twelve years,
//! each edition of 2 to 18 kB, in Italian and English, about twelve topics.
//!
//! The same number of editions is the same site, byte for byte. One publication in twenty has no
//! translation, one guideline in ten replaces an older one, and some editions have corrections and
//! former addresses. Guidelines quote some code. There are no attachments and no pictures: the loop beside which the build is
//! measured does not copy files.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::Failure;
use crate::prose::{ANCHOR, Shape, Texts, body, sentence, title};
use crate::random::Random;
use crate::words::{Pair, SERIES, TOPICS};

/// The languages of the site, in the order of every [`Texts`].
pub(crate) const LANGUAGES: [&str; 2] = ["it", "en"];
/// The day on which the site is built.
pub(crate) const TODAY: &str = "2026-01-15";

const SEED: u64 = 2_555;
const FIRST_DAY: Date = date(2014, 1, 7);
const DAYS: usize = 12 * 365;

const SITE: &str = "base_url: https://www.example.org
time_zone: Europe/Rome
languages: [it, en]
theme: istituzionale
licence: CC-BY-4.0
navigation: [news, guideline, incident-report]
";

/// What a kind's publications are like.
struct Kind {
    folder: &'static str,
    bytes: (usize, usize),
    /// The series of which it may be one.
    series: &'static [usize],
    is_document: bool,
}

const NEWS: Kind = Kind { folder: "news", bytes: (1_400, 7_000), series: &[0], is_document: false };
const GUIDELINE: Kind =
    Kind { folder: "guidelines", bytes: (5_000, 15_000), series: &[1, 2], is_document: true };
const REPORT: Kind =
    Kind { folder: "incident-reports", bytes: (4_000, 13_000), series: &[3, 4], is_document: true };

/// Ten publications in a row.
const ROUND: [&Kind; 10] =
    [&NEWS, &NEWS, &GUIDELINE, &NEWS, &NEWS, &REPORT, &NEWS, &GUIDELINE, &NEWS, &NEWS];

/// Writes a site of so many editions into a folder.
pub(crate) fn write(site: &Path, editions: usize) -> Result<(), Failure> {
    put(site.join("site.yaml"), SITE)?;
    for (lang, tag) in LANGUAGES.iter().enumerate() {
        put(site.join(format!("i18n/{tag}/site.ftl")), &labels(lang))?;
    }
    let mut author = Author {
        random: Random::new(SEED),
        targets: Vec::new(),
        guidelines: 0,
        replaced: String::new(),
    };
    let publications = (editions * 20).div_ceil(39);
    let mut left = editions;
    for number in 0.. {
        if left == 0 {
            break;
        }
        let is_alone = left == 1 || number % 20 == 13;
        left -= if is_alone { 1 } else { 2 };
        author.publication(site, number, publications, is_alone)?;
    }
    Ok(())
}

fn put(path: PathBuf, text: &str) -> Result<(), Failure> {
    fs::create_dir_all(path.parent().unwrap_or(&path))?;
    Ok(fs::write(path, text)?)
}

/// The Fluent messages of one language.
fn labels(lang: usize) -> String {
    let names: [Pair; 2] = [["Osservatorio", "Observatory"], ["Ente di prova", "Test agency"]];
    let mut labels =
        format!("site-name = {}\nsite-publisher = {}\n", names[0][lang], names[1][lang]);
    let topics = TOPICS.iter().map(|topic| ("topic", topic));
    for (family, (id, label)) in topics.chain(SERIES.iter().map(|series| ("series", series))) {
        let label = label[lang];
        labels.push_str(&format!("{family}-{id} = {label}\n    .description = {label}.\n"));
    }
    labels
}

/// Who writes one publication after the other.
struct Author {
    random: Random,
    /// What later publications may link to.
    targets: Vec<String>,
    guidelines: usize,
    /// The guideline that the next new version replaces.
    replaced: String,
}

impl Author {
    fn publication(
        &mut self,
        site: &Path,
        number: usize,
        of: usize,
        is_alone: bool,
    ) -> Result<(), Failure> {
        let kind = ROUND[number % ROUND.len()];
        let day = FIRST_DAY.checked_add(i64::try_from(number * DAYS / of.max(1))?.days())?;
        let id = format!("{}/{day}-{number:06}", kind.folder);
        let original = usize::from(self.random.percent(40));
        let facts = self.facts(kind, day, original);
        let texts = self.editions(kind, number, day);
        put(site.join(format!("content/{id}/publication.yaml")), &facts)?;
        for (lang, text) in texts.iter().enumerate() {
            if lang == original || !is_alone {
                put(site.join(format!("content/{id}/{}.md", LANGUAGES[lang])), text)?;
            }
        }
        self.offer(kind, id);
        Ok(())
    }

    /// `publication.yaml`.
    fn facts(&mut self, kind: &Kind, day: Date, original: usize) -> String {
        let mut facts = format!("date: {day}\noriginal: {}\n", LANGUAGES[original]);
        let first = self.random.between(0, TOPICS.len());
        let topics: Vec<&str> = (0..self.random.between(1, 4))
            .map(|step| TOPICS[(first + step * 5) % TOPICS.len()].0)
            .collect();
        line(&mut facts, "topics", &format!("[{}]", topics.join(", ")));
        if kind.is_document || self.random.percent(15) {
            line(&mut facts, "series", SERIES[*self.random.pick(kind.series)].0);
        }
        if kind.is_document {
            line(&mut facts, "version", "\"1.0\"");
            line(&mut facts, "status", "final");
            line(&mut facts, "legal", "[\"http://data.europa.eu/eli/dir/2022/2555/oj\"]");
        }
        if kind.folder == REPORT.folder {
            line(&mut facts, "year", &(day.year() - 1).to_string());
            line(&mut facts, "regime", ["nis", "telecom", "trust"][self.random.between(0, 3)]);
        }
        if kind.folder == GUIDELINE.folder && self.guidelines % 10 == 9 {
            line(&mut facts, "supersedes", &self.replaced);
        }
        if !self.targets.is_empty() && self.random.percent(20) {
            let related = self.random.pick(&self.targets).split('#').next().unwrap_or_default();
            line(&mut facts, "related", &format!("[{related}]"));
        }
        facts
    }

    /// Both `<lang>.md`.
    fn editions(&mut self, kind: &Kind, number: usize, day: Date) -> Texts {
        let random = &mut self.random;
        let (title, summary) = (title(random), sentence(random));
        let has_correction = random.percent(4).then(|| sentence(random));
        let has_alias = random.percent(3);
        let shape = Shape {
            bytes: random.between(kind.bytes.0, kind.bytes.1),
            has_anchor: kind.is_document,
            has_code: kind.folder == GUIDELINE.folder,
            targets: &self.targets[self.targets.len().saturating_sub(200)..],
        };
        let mut editions = body(random, &shape);
        for (lang, text) in editions.iter_mut().enumerate() {
            let mut front =
                format!("---\ntitle: \"{}\"\nsummary: \"{}\"\n", title[lang], summary[lang]);
            line(&mut front, "slug", &format!("{}-{number:06}", ["testo", "text"][lang]));
            if has_alias {
                line(&mut front, "aliases", &format!("[/{}/old/{number}/]", LANGUAGES[lang]));
            }
            if let Some(correction) = &has_correction {
                let text = &correction[lang];
                let change = format!("\n  - {{date: {day}, kind: correction, text: \"{text}\"}}");
                line(&mut front, "changes", &change);
            }
            text.insert_str(0, &format!("{front}---\n\n"));
        }
        editions
    }

    /// Lets later publications link to this one, unless a newer version will replace it.
    fn offer(&mut self, kind: &Kind, id: String) {
        let is_guideline = kind.folder == GUIDELINE.folder;
        self.guidelines += usize::from(is_guideline);
        if is_guideline && self.guidelines % 10 == 6 {
            self.replaced = id;
        } else if kind.is_document && self.random.percent(30) {
            self.targets.push(format!("{id}#{ANCHOR}"));
        } else {
            self.targets.push(id);
        }
    }
}

/// Adds a line to some YAML.
fn line(yaml: &mut String, key: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(yaml, "{key}: {value}");
}
