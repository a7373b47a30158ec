//! One edition as a column of the comparison.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::author::Desk;
use crate::config::{MissingTranslation, Stage};
use crate::identity::{Lang, SourceId};
use crate::messages::Direction;
use crate::parse::ParsedPublication;
use crate::translation::{Pair, Report, Review, State, review};

/// What an edition is to its publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Role {
    /// What the others translate.
    Original,
    /// A translation.
    Translation,
    /// There is none in this language.
    Absent,
    /// It was withdrawn: its text is not shown.
    Withdrawn,
    /// Its file or its ledger has errors.
    Broken,
}

/// A language that can be chosen for a column.
#[derive(Debug, Serialize)]
pub(super) struct LanguageView {
    lang: String,
    role: Role,
}

/// What is said of an edition above its column.
#[derive(Debug, Serialize)]
pub(super) struct SideView {
    lang: String,
    dir: &'static str,
    role: Role,
    /// Its file, there or not.
    file: String,
    /// Whether its language is in preparation: only a view with drafts has its page.
    preparing: bool,
    /// How many blocks are in each state that any block is in.
    states: BTreeMap<&'static str, u32>,
    /// Words that somebody vouches for, in percent.
    percent: Option<u32>,
    /// What its readers get, in a sentence.
    readers: String,
}

/// One edition with all that is known of it.
pub(super) struct Side<'d> {
    pub(super) lang: Lang,
    pub(super) role: Role,
    pub(super) source: SourceId,
    /// Its text and the original's with how they stand; `None` for the original itself, and where
    /// either cannot be read.
    pub(super) review: Option<(Pair<'d>, Review)>,
}

/// What a language is to a publication.
pub(super) fn role(desk: &Desk<'_>, publication: &ParsedPublication, lang: &Lang) -> Role {
    let sides = &desk.sides;
    let is_withdrawn = || {
        let document = publication.editions.get(lang).and_then(Option::as_ref);
        document.is_some_and(|document| document.facts.withdrawn.is_some())
    };
    if sides.blocks.contains_key(lang) {
        match *lang == sides.original {
            true => Role::Original,
            false if sides.pair(lang).is_some() => Role::Translation,
            false => Role::Broken,
        }
    } else if is_withdrawn() {
        Role::Withdrawn
    } else if desk.sources.contains(&desk.id.source(&format!("{lang}.md"))) {
        Role::Broken
    } else {
        Role::Absent
    }
}

/// Every language of the site or of the publication, the original first.
pub(super) fn languages(desk: &Desk<'_>, publication: &ParsedPublication) -> Vec<LanguageView> {
    let mut languages = vec![desk.sides.original.clone()];
    let listed = desk.config.languages.iter().map(|(lang, _)| lang);
    for lang in listed.chain(publication.editions.keys()) {
        if !languages.contains(lang) {
            languages.push(lang.clone());
        }
    }
    let view =
        |lang: Lang| LanguageView { role: role(desk, publication, &lang), lang: lang.to_string() };
    languages.into_iter().map(view).collect()
}

impl<'d> Side<'d> {
    /// Opens the edition in a language.
    pub(super) fn open(
        desk: &'d Desk<'_>,
        publication: &ParsedPublication,
        lang: &'d Lang,
    ) -> Self {
        let role = role(desk, publication, lang);
        let review = match role {
            Role::Translation => desk.sides.pair(lang).zip(desk.sides.review(lang, desk.rules)),
            Role::Absent => desk.sides.blocks.get(&desk.sides.original).map(|original| {
                let from = &desk.sides.original;
                let pair = Pair { from, to: lang, original, translation: &[], ledger: None };
                (pair, review(original, &[], None, |_, _| false))
            }),
            Role::Original | Role::Withdrawn | Role::Broken => None,
        };
        let source = desk.id.source(&format!("{lang}.md"));
        Self { lang: lang.clone(), role, source, review }
    }

    /// What is said above the column.
    pub(super) fn view(&self, desk: &Desk<'_>, publication: &ParsedPublication) -> SideView {
        let report = self
            .review
            .as_ref()
            .map(|(pair, review)| Report::of(review, pair.original, pair.translation));
        let counts = |report: &Report| {
            let counted = State::ALL.map(|state| (state.as_str(), report.tally.blocks(state)));
            counted.into_iter().filter(|(_, blocks)| *blocks > 0).collect()
        };
        SideView {
            lang: self.lang.to_string(),
            dir: Direction::of(&self.lang).as_str(),
            role: self.role,
            file: self.source.to_string(),
            preparing: desk.config.stage(&self.lang) == Some(Stage::Preparing),
            states: report.as_ref().map(counts).unwrap_or_default(),
            percent: report.as_ref().map(|report| report.tally.percent()),
            readers: self.readers(desk, publication, report.as_ref()),
        }
    }

    /// What readers of the edition get.
    fn readers(
        &self,
        desk: &Desk<'_>,
        publication: &ParsedPublication,
        report: Option<&Report>,
    ) -> String {
        let kind = publication.folder.kind;
        let missing = desk.config.missing_translation.get(&kind);
        let said = match (self.role, report) {
            (Role::Original, _) => "Readers get the original.",
            (Role::Withdrawn, _) => "Readers get the reason for which it was withdrawn.",
            (Role::Broken, _) => "Readers get nothing new until its errors are mended.",
            (Role::Absent, _) => match missing.unwrap_or(&MissingTranslation::Link) {
                MissingTranslation::Link => "Readers are led to the edition that exists.",
                MissingTranslation::NoticePage => "Readers get a notice with the original's text.",
                MissingTranslation::Omit => "Readers do not find it in their language.",
                MissingTranslation::Error => "The site is not built until there is one.",
            },
            (Role::Translation, Some(report)) => return told(report),
            (Role::Translation, None) => "",
        };
        said.to_owned()
    }
}

/// What readers are told of a translation.
fn told(report: &Report) -> String {
    let Some(date) = report.right_as_of else {
        return "Readers get it as it is: it was never accepted, and they are told nothing."
            .to_owned();
    };
    let machine = match report.tally.blocks(State::Machine) {
        0 => "",
        _ => " They are told that a machine translated some of it.",
    };
    let critical = match report.behind.iter().filter(|place| place.critical).count() {
        0 => "",
        _ => " A critical text that is behind is withheld from them.",
    };
    match report.behind.len() {
        0 => format!("Readers get it without a remark: accepted, last on {date}.{machine}"),
        1 => format!(
            "Readers are told that it is right as of {date} and that 1 block has changed \
             since.{critical}{machine}"
        ),
        behind => format!(
            "Readers are told that it is right as of {date} and that {behind} blocks have changed \
             since.{critical}{machine}"
        ),
    }
}
