//! The ledger beside a translation: for which original text each block was accepted.
//!
//! `en.ledger` lies beside `en.md`. It is written by `bollettino translations` only, one record a
//! block, in the original's order, parted by empty lines so that git merges what two people
//! accepted:
//!
//! ```text
//! ledger 1 it en
//!
//! paragraph #8d2a6f1c
//!   original Il bollettino esce alle 18.
//!   accepted 5f1c2a9be03d7741 current 2026-11-22 Anna Rossi
//! ```
//!
//! A record may go on with `despite CHECK WHY`, `unchanged WHY` and `note TEXT`.
//!
//! It names no publication, so a renamed folder changes nothing.

use std::fmt;

use jiff::civil::Date;
use memchr::{memchr, memchr_iter};

use super::block::{BlockKind, Fingerprint};
use crate::diagnostics::{Diagnostic, LEDGER_BROKEN, LEDGER_CONFLICT, LEDGER_FOREIGN, Location};
use crate::identity::{Lang, SourceId};

/// What was accepted of one translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// The language of the original.
    pub from: Lang,
    /// The language of the translation.
    pub to: Lang,
    /// One a block, in the original's order when they were written.
    pub records: Vec<Record>,
}

/// How an accepted block stands to its original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It says the same.
    Current,
    /// A machine translated it; nobody has read it.
    Machine,
    /// It says something else on purpose.
    Forked,
}

impl Standing {
    const ALL: &[(&str, Standing)] = &[
        ("current", Standing::Current),
        ("machine", Standing::Machine),
        ("forked", Standing::Forked),
    ];

    /// The word in a ledger.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, standing)| *standing == self).map_or("current", |(w, _)| w)
    }
}

/// One accepted block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is in the original.
    pub kind: BlockKind,
    /// The original's text when it was accepted; `None` for a block that only the translation has.
    pub original: Option<String>,
    /// The translated text; `None` where the translation leaves the block out on purpose.
    pub translated: Option<Fingerprint>,
    /// How it stands to the original.
    pub standing: Standing,
    /// When it was accepted.
    pub date: Date,
    /// By whom.
    pub by: Option<String>,
    /// Checks that it need not pass, each with the reason.
    pub despite: Vec<(String, String)>,
    /// Why it was accepted although the original had moved and the translation had not.
    pub unchanged: Option<String>,
    /// What else the reviewer had to say.
    pub note: Option<String>,
}

impl Record {
    /// Whether the reviewer exempted the block from a check.
    pub fn exempts(&self, check: &str) -> bool {
        self.despite.iter().any(|(name, _)| name == check)
    }
}

const MARKERS: &[&str] = &["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

impl Ledger {
    /// Reads a ledger. `to` is the language that its file name says.
    pub fn parse(
        source: &SourceId,
        text: &str,
        from: &Lang,
        to: &Lang,
    ) -> Result<Ledger, Vec<Diagnostic>> {
        // A marker is no line of a ledger: where there is one, reading has failed.
        Self::read(source, text, from, to).map_err(|faults| {
            let conflicts = conflicts(source, text);
            if conflicts.is_empty() { faults } else { conflicts }
        })
    }

    fn read(
        source: &SourceId,
        text: &str,
        from: &Lang,
        to: &Lang,
    ) -> Result<Ledger, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let mut rest = lines(text).filter(|line| !line.text.trim_start().is_empty()).peekable();
        let head = rest.next();
        let words: Vec<&str> =
            head.map(|l| l.text.split_whitespace().collect()).unwrap_or_default();
        match words[..] {
            ["ledger", "1", a, b] if a == from.as_str() && b == to.as_str() => {}
            ["ledger", "1", a, b] => {
                let at = head.map_or(Location::whole(source), |line| line.location(source));
                let message = format!(
                    "the ledger is of a translation from `{a}` to `{b}`, not from `{from}` to `{to}`"
                );
                let help =
                    "restore the right file, or remove it and run `bollettino translations adopt`";
                return Err(vec![LEDGER_FOREIGN.at(at, message).help(help)]);
            }
            _ => {
                let at = head.map_or(Location::whole(source), |line| line.location(source));
                let message = format!("a ledger starts with `ledger 1 {from} {to}`");
                return Err(vec![LEDGER_BROKEN.at(at, message).help(RESTORE)]);
            }
        }
        let (mut records, mut fields) = (Vec::new(), Vec::new());
        while let Some(line) = rest.next() {
            fields.clear();
            while let Some(field) = rest.next_if(|next| next.text.starts_with(' ')) {
                fields.push(field);
            }
            match record(line, &fields) {
                Ok(record) => records.push(record),
                Err((line, message)) => {
                    faults.push(LEDGER_BROKEN.at(line.location(source), message).help(RESTORE));
                }
            }
        }
        let ledger = Ledger { from: from.clone(), to: to.clone(), records };
        if faults.is_empty() { Ok(ledger) } else { Err(faults) }
    }
}

/// The lines that a merge has left.
fn conflicts(source: &SourceId, text: &str) -> Vec<Diagnostic> {
    let is_marker = |line: &Line<'_>| MARKERS.iter().any(|marker| line.text.starts_with(marker));
    let conflict = |line: Line<'_>| {
        LEDGER_CONFLICT
            .at(line.location(source), "a merge has left its markers in the ledger")
            .help("keep the records of both sides and remove the lines with markers")
    };
    lines(text).filter(is_marker).map(conflict).collect()
}

const RESTORE: &str = "restore the line from the history of the file: nothing was changed";

#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl Line<'_> {
    fn location(&self, source: &SourceId) -> Location {
        let words = self.text.trim();
        let start = self.start + self.text.len() - self.text.trim_start().len();
        Location::bytes(source, start..start + words.len())
    }
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut next = 0;
    ends.map(move |end| {
        let start = std::mem::replace(&mut next, end + 1);
        Line { start, text: text[start..end].trim_end_matches('\r') }
    })
}

type Fault<'t> = (Line<'t>, String);

fn record<'t>(head: Line<'t>, fields: &[Line<'t>]) -> Result<Record, Fault<'t>> {
    let named = head.text.rsplit_once(" #").map_or(head.text, |(kind, _)| kind).trim_end();
    let kind = BlockKind::parse(named)
        .ok_or_else(|| (head, format!("`{}` is not a kind of block", head.text.trim())))?;
    let (mut original, mut accepted, mut unchanged, mut note) = (None, None, None, None);
    let mut despite = Vec::new();
    for line in fields {
        let field = line.text.trim();
        let (key, value) = first_word(field);
        match key {
            "original" if original.is_none() => original = Some(unescape(value)),
            "accepted" if accepted.is_none() => accepted = Some(acceptance(line, value)?),
            "unchanged" if unchanged.is_none() => unchanged = Some(value.to_owned()),
            "despite" => {
                let (check, why) = first_word(value);
                despite.push((check.to_owned(), why.to_owned()));
            }
            "note" if note.is_none() => note = Some(value.to_owned()),
            "original" | "accepted" | "unchanged" | "note" => {
                return Err((*line, format!("the record has two lines `{key}`: keep one")));
            }
            _ => return Err((*line, format!("`{key}` is not a line of a record"))),
        }
    }
    let Some((translated, standing, date, by)) = accepted else {
        return Err((head, "the record has no line `accepted`".to_owned()));
    };
    if original.is_none() && standing != Standing::Forked {
        return Err((head, "the record has no line `original`".to_owned()));
    }
    Ok(Record { kind, original, translated, standing, date, by, despite, unchanged, note })
}

type Acceptance = (Option<Fingerprint>, Standing, Date, Option<String>);

fn acceptance<'t>(line: &Line<'t>, value: &str) -> Result<Acceptance, Fault<'t>> {
    let (hash, rest) = first_word(value);
    let (standing, rest) = first_word(rest);
    let (date, by) = first_word(rest);
    let wrong = |what: &str, text: &str| (*line, format!("`{text}` is not {what}"));
    let translated = match hash {
        "-" => None,
        hash => {
            let parsed = Fingerprint::parse(hash);
            Some(parsed.ok_or_else(|| wrong("a fingerprint of 16 hexadecimal digits", hash))?)
        }
    };
    let standing = Standing::ALL.iter().find(|(word, _)| *word == standing).map(|(_, s)| *s);
    let standing = standing.ok_or_else(|| wrong("`current`, `machine` or `forked`", value))?;
    let day = date.parse().map_err(|_| wrong("a day such as 2026-11-22", date))?;
    Ok((translated, standing, day, Some(by.trim().to_owned()).filter(|by| !by.is_empty())))
}

/// What stands before the first space of a text, and what after it.
fn first_word(text: &str) -> (&str, &str) {
    let space = text.bytes().position(|byte| byte == b' ');
    space.map_or((text, ""), |at| (&text[..at], &text[at + 1..]))
}

/// Code keeps its lines; a record's text is one line.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n")
}

fn unescape(text: &str) -> String {
    if memchr(b'\\', text.as_bytes()).is_none() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => match letters.next() {
                Some('n') => out.push('\n'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            (letter, _) => out.push(letter),
        }
    }
    out
}

/// What a person typed, without line breaks: each would begin a line of the ledger.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "ledger 1 {} {}", self.from, self.to)?;
        self.records.iter().try_for_each(|record| write!(f, "\n{record}"))
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The key keeps records apart that begin alike, so that a merge does not fold them.
        let key = match (&self.original, self.translated) {
            (Some(original), _) => Fingerprint::of(original).to_string(),
            (None, Some(translated)) => translated.to_string(),
            (None, None) => String::new(),
        };
        writeln!(f, "{} #{}", self.kind, &key[..key.len().min(8)])?;
        if let Some(original) = &self.original {
            writeln!(f, "  original {}", escape(original))?;
        }
        let hash = self.translated.map_or_else(|| "-".to_owned(), |hash| hash.to_string());
        write!(f, "  accepted {hash} {} {}", self.standing.as_str(), self.date)?;
        match &self.by {
            Some(by) => writeln!(f, " {}", one_line(by))?,
            None => writeln!(f)?,
        }
        for (check, why) in &self.despite {
            writeln!(f, "  despite {check} {}", one_line(why))?;
        }
        for (key, text) in [("unchanged", &self.unchanged), ("note", &self.note)] {
            if let Some(text) = text {
                writeln!(f, "  {key} {}", one_line(text))?;
            }
        }
        Ok(())
    }
}
