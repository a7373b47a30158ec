//! The text of one publication in both languages: headings, paragraphs, lists, tables, links,
//! footnotes, callouts, definitions and some code.

use crate::random::Random;
use crate::words::{
    ACTORS, ASSETS, CODE, HEADINGS, LINKS, MEASURES, Pair, SENTENCES, TABLE_HEADS, THREATS, TITLES,
};

/// The anchor that every guideline and report has on its first heading.
pub(crate) const ANCHOR: &str = "scope";

/// The same text in Italian and in English.
pub(crate) type Texts = [String; 2];

/// A title that could be a publication's.
pub(crate) fn title(random: &mut Random) -> Texts {
    capitalised(filled(random, TITLES))
}

/// A sentence.
pub(crate) fn sentence(random: &mut Random) -> Texts {
    capitalised(filled(random, SENTENCES))
}

/// What a body is to be like.
pub(crate) struct Shape<'a> {
    /// About how long the Italian text is.
    pub(crate) bytes: usize,
    /// Whether its first heading has the [`ANCHOR`].
    pub(crate) has_anchor: bool,
    /// Whether it may quote code.
    pub(crate) has_code: bool,
    /// What it may link to: `news/x#anchor`.
    pub(crate) targets: &'a [String],
}

/// A body in both languages.
pub(crate) fn body(random: &mut Random, shape: &Shape<'_>) -> Texts {
    let mut writer = Writer { random, shape, texts: Texts::default(), notes: 0 };
    writer.paragraph();
    let mut sections = 0;
    while writer.texts[0].len() < shape.bytes {
        writer.section(sections);
        sections += 1;
    }
    writer.footnotes();
    writer.texts
}

struct Writer<'a> {
    random: &'a mut Random,
    shape: &'a Shape<'a>,
    texts: Texts,
    notes: usize,
}

impl Writer<'_> {
    fn both(&mut self, text: impl Fn(usize) -> String) {
        for (lang, out) in self.texts.iter_mut().enumerate() {
            out.push_str(&text(lang));
        }
    }

    fn section(&mut self, number: usize) {
        let heading = HEADINGS[number % HEADINGS.len()];
        let is_anchor = number == 0 && self.shape.has_anchor;
        let id = if is_anchor { format!(" {{#{ANCHOR}}}") } else { String::new() };
        self.both(|lang| format!("## {}{id}\n\n", heading[lang]));
        self.paragraph();
        for _ in 0..self.random.between(1, 4) {
            self.block();
        }
    }

    fn block(&mut self) {
        match self.random.between(0, 20) {
            0..=7 => self.paragraph(),
            8..=10 => self.list(),
            11..=12 => self.table(),
            13..=14 => self.callout(),
            15 => self.quotation(),
            16 => self.definitions(),
            17 => self.subsection(),
            18 if self.shape.has_code => self.code(),
            _ => self.steps(),
        }
    }

    fn paragraph(&mut self) {
        for _ in 0..self.random.between(2, 6) {
            let sentence = sentence(self.random);
            self.both(|lang| format!("{} ", sentence[lang]));
        }
        if self.random.percent(40) {
            self.link();
        }
        if self.random.percent(12) {
            self.notes += 1;
            let note = self.notes;
            self.both(|_| format!("[^{note}]"));
        }
        self.both(|_| "\n\n".to_owned());
    }

    /// A sentence with a link: to another publication, else out of the site.
    fn link(&mut self) {
        let [before, text] = *self.random.pick(LINKS);
        let destination = match self.shape.targets {
            targets if !targets.is_empty() && self.random.percent(75) => {
                format!("@/{}", self.random.pick(targets))
            }
            _ => "https://eur-lex.europa.eu/eli/dir/2022/2555/oj".to_owned(),
        };
        self.both(|lang| format!("{} [{}]({destination}).", before[lang], text[lang]));
    }

    fn list(&mut self) {
        for _ in 0..self.random.between(3, 7) {
            let (head, item) = (*self.random.pick(MEASURES), sentence(self.random));
            self.both(|lang| format!("- **{}**: {}\n", head[lang], item[lang]));
        }
        self.both(|_| "\n".to_owned());
    }

    fn steps(&mut self) {
        for number in 1..self.random.between(4, 7) {
            let step = sentence(self.random);
            self.both(|lang| format!("{number}. {}\n", step[lang]));
        }
        self.both(|_| "\n".to_owned());
    }

    fn table(&mut self) {
        let head = *self.random.pick(TABLE_HEADS);
        self.both(|lang| {
            format!(
                "| {} | {} | {} |\n|---|---:|:---:|\n",
                head[0][lang], head[1][lang], head[2][lang]
            )
        });
        for _ in 0..self.random.between(4, 9) {
            let asset = *self.random.pick(ASSETS);
            let (cases, share) = (number(self.random), percentage(self.random));
            self.both(|lang| format!("| {} | {} | {} |\n", asset[lang], cases[lang], share[lang]));
        }
        self.both(|_| "\n".to_owned());
    }

    fn callout(&mut self) {
        let kind = *self.random.pick(&["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"]);
        let text = sentence(self.random);
        self.both(|lang| format!("> [!{kind}]\n> {}\n\n", text[lang]));
    }

    fn quotation(&mut self) {
        let text = sentence(self.random);
        self.both(|lang| format!("> {}\n\n", text[lang]));
    }

    fn definitions(&mut self) {
        for _ in 0..2 {
            let (term, text) = (*self.random.pick(THREATS), sentence(self.random));
            self.both(|lang| format!("{}\n: {}\n\n", term[lang], text[lang]));
        }
    }

    fn subsection(&mut self) {
        let heading = *self.random.pick(MEASURES);
        self.both(|lang| format!("### {}\n\n", capital(heading[lang])));
        self.paragraph();
    }

    fn code(&mut self) {
        let (language, code) = *self.random.pick(CODE);
        self.both(|_| format!("```{language}\n{code}```\n\n"));
    }

    fn footnotes(&mut self) {
        for note in 1..=self.notes {
            let text = sentence(self.random);
            self.both(|lang| format!("[^{note}]: {}\n\n", text[lang]));
        }
    }
}

/// One of some templates with its places filled, the same in both languages.
fn filled(random: &mut Random, templates: &[Pair]) -> Texts {
    let template = *random.pick(templates);
    let mut texts = template.map(str::to_owned);
    while let Some(start) = texts[0].find('{') {
        let end = start + texts[0][start..].find('}').unwrap_or(0);
        let place = texts[0][start..=end].to_owned();
        let filling: Texts = match &*place {
            "{actor}" => random.pick(ACTORS).map(str::to_owned),
            "{asset}" => random.pick(ASSETS).map(str::to_owned),
            "{threat}" => random.pick(THREATS).map(str::to_owned),
            "{measure}" => random.pick(MEASURES).map(str::to_owned),
            "{p}" => percentage(random),
            "{y}" => {
                let year = random.between(2014, 2026).to_string();
                [year.clone(), year]
            }
            _ => number(random),
        };
        for (text, filling) in texts.iter_mut().zip(filling) {
            *text = text.replacen(&place, &filling, 1);
        }
    }
    texts
}

/// `1.276` and `1,276`.
fn number(random: &mut Random) -> Texts {
    let number = random.between(12, 9_999);
    match number {
        0..1_000 => [number.to_string(), number.to_string()],
        _ => ['.', ','].map(|mark| format!("{}{mark}{:03}", number / 1_000, number % 1_000)),
    }
}

/// `18,5 %` and `18.5%`.
fn percentage(random: &mut Random) -> Texts {
    let (whole, tenth) = (random.between(1, 99), random.between(0, 10));
    [format!("{whole},{tenth} %"), format!("{whole}.{tenth}%")]
}

fn capitalised(texts: Texts) -> Texts {
    texts.map(|text| capital(&text))
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}
