//! The facts of an edition: its front matter.

use std::sync::LazyLock;

use jiff::tz::TimeZone;
use memchr::memmem::Finder;

use super::PublicationDate;
use super::fields::{bad_address, date, is_address, is_label};
use crate::diagnostics::{BAD_ADDRESS, LEFTOVER_TEXT, SUMMARY_MISSING};
use crate::yaml::Fields;

/// The weight of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Something was wrong: shown in a box on top.
    Correction,
    /// Something was added.
    Update,
    /// A slip of the pen: listed, but no news.
    Minor,
}

impl ChangeKind {
    const ALL: &[(&str, ChangeKind)] = &[
        ("correction", ChangeKind::Correction),
        ("update", ChangeKind::Update),
        ("minor", ChangeKind::Minor),
    ];

    /// The name in labels: `change-<id>`.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("minor", |(id, _)| id)
    }
}

/// One entry of an edition's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub date: PublicationDate,
    /// How much it weighs.
    pub kind: ChangeKind,
    /// What changed, for readers.
    pub text: String,
}

/// What an edition says of the cover picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverText {
    /// The alternative text; empty when the picture only decorates.
    pub alt: Option<String>,
    /// Who made the picture.
    pub credit: Option<String>,
}

/// The front matter of one edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionFacts {
    /// The title.
    pub title: String,
    /// One or two sentences for lists, feeds and search engines.
    pub summary: Option<String>,
    /// The last segment of its address, where it is not made from the title.
    pub slug: Option<String>,
    /// A whole address, to keep an old site's.
    pub address: Option<String>,
    /// Former addresses that lead here.
    pub aliases: Vec<String>,
    /// Texts of the cover picture.
    pub cover: Option<CoverText>,
    /// Titles of attachments, by file name.
    pub attachment_titles: Vec<(String, Option<String>)>,
    /// Its history, as written.
    pub changes: Vec<Change>,
    /// In an incident report, what changed in its method against the year before.
    pub method: Option<String>,
    /// Why it was withdrawn, if it was.
    pub withdrawn: Option<String>,
}

/// The date of an edition's newest change that is more than a slip of the pen.
pub fn updated(facts: &EditionFacts) -> Option<&PublicationDate> {
    let notable = facts.changes.iter().filter(|change| change.kind != ChangeKind::Minor);
    notable.map(|change| &change.date).max_by_key(|date| date.day())
}

pub(super) fn read(fields: &mut Fields<'_>, zone: &TimeZone) -> Option<EditionFacts> {
    let title = fields.required_text("title");
    let summary = fields.text("summary");
    if summary.is_none() && !fields.has("withdrawn") {
        let fault = SUMMARY_MISSING
            .at(
                fields.at(if fields.has("summary") { "summary" } else { "title" }),
                "the edition has no `summary`",
            )
            .help("add a line `summary: \"…\"` of one or two sentences");
        fields.report(fault);
    }
    for (key, text) in [("title", &title), ("summary", &summary)] {
        if let Some((found, _)) = text.as_deref().and_then(leftover) {
            let fault = LEFTOVER_TEXT.at(fields.at(key), format!("`{found}` was left in `{key}`"));
            fields.report(fault);
        }
    }
    let facts = EditionFacts {
        summary,
        slug: slug(fields),
        address: address(fields),
        aliases: aliases(fields),
        cover: fields.section("cover", |cover| CoverText {
            alt: cover.text_or_empty("alt"),
            credit: cover.text("credit"),
        }),
        attachment_titles: fields.named_sections("attachments", |_, file| file.text("title")),
        changes: changes(fields, zone),
        method: fields.text("method"),
        withdrawn: fields.text("withdrawn"),
        title: title?,
    };
    Some(facts)
}

/// Text of a template or a note to oneself, if any is left, and the byte where it stands.
pub(crate) fn leftover(text: &str) -> Option<(&'static str, usize)> {
    const WORDS: &[&str] = &["TODO", "FIXME", "TBD", "XXX"];
    const SPELLINGS: &[&str] = &["Lorem ipsum", "lorem ipsum", "LOREM IPSUM"];
    let whole_word = |word: &&'static str| {
        text.match_indices(word).find_map(|(at, found)| {
            let before = text[..at].chars().next_back();
            let after = text[at + found.len()..].chars().next();
            let parted = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            (parted(before) && parted(after)).then_some((*word, at))
        })
    };
    let lorem = |words: &&str| text.find(words).map(|at| ("Lorem ipsum", at));
    // Whether something is there is told much faster than where: this sees every word of a site.
    static FIRST: LazyLock<[Vec<Finder<'static>>; 2]> = LazyLock::new(|| {
        [WORDS, SPELLINGS].map(|words| words.iter().map(|words| Finder::new(*words)).collect())
    });
    let occur = |words: &'static [&'static str], finders: &'static [Finder<'static>]| {
        let pairs = words.iter().zip(finders);
        pairs.filter(|(_, finder)| finder.find(text.as_bytes()).is_some()).map(|(words, _)| words)
    };
    let found = occur(WORDS, &FIRST[0]).find_map(whole_word);
    found.or_else(|| occur(SPELLINGS, &FIRST[1]).find_map(lorem))
}

fn changes(fields: &mut Fields<'_>, zone: &TimeZone) -> Vec<Change> {
    let changes = fields.sections("changes", |change| {
        let date = date(change, "date", zone);
        if date.is_none() && !change.has("date") {
            change.missing("date");
        }
        let kind = change.one_of("kind", ChangeKind::ALL);
        if kind.is_none() && !change.has("kind") {
            change.missing("kind");
        }
        let text = change.required_text("text");
        Some(Change { date: date?, kind: kind?, text: text? })
    });
    changes.into_iter().flatten().collect()
}

/// A slug is one segment of an address.
fn slug(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("slug")?;
    if is_label(&text) {
        return Some(text);
    }
    let fault = BAD_ADDRESS
        .at(fields.at("slug"), format!("`{text}` cannot stand in an address"))
        .help(format!("write `slug: {}`", crate::slug::slug(&text)));
    fields.report(fault);
    None
}

fn address(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("address")?;
    if is_address(&text) {
        return Some(text);
    }
    let fault = bad_address(fields.at("address"), &text);
    fields.report(fault);
    None
}

fn aliases(fields: &mut Fields<'_>) -> Vec<String> {
    let mut good = Vec::new();
    for (index, text) in fields.texts("aliases").into_iter().enumerate() {
        if is_address(&text) {
            good.push(text);
        } else {
            let at = fields.at_item("aliases", index);
            fields.report(bad_address(at, &text));
        }
    }
    good
}
