//! `site.yaml`: what the site is called, speaks and decides, with every mistake reported.

mod accessibility;
mod security_txt;

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;

use crate::diagnostics::{
    ALL, BAD_ADDRESS, BAD_LANGUAGE, BAD_VALUE, CONFIG_MISSING, Diagnostics, Policy, did_you_mean,
};
use crate::headers;
use crate::identity::{Lang, PublicationId, SourceId};
use crate::incidents::{Dimension, TOTAL, Vocabulary};
use crate::language::implausible;
use crate::publication::{Kind, is_label};
use crate::sources::Sources;
use crate::yaml::{self, Fields, Text};

pub use accessibility::{Accessibility, Statement};
pub use security_txt::{Encryption, SecurityTxt};

/// How far a language of the site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Its interface is complete; a missing message is an error.
    Full,
    /// Its interface falls back to the first language; only its own editions are listed.
    Partial,
    /// Shown in preview only.
    Preparing,
    /// A language in disguise, which shows texts that are not translated; asked for on the command
    /// line, never configured.
    Pseudo,
}

/// What the site does where a publication lacks an edition in a reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingTranslation {
    /// Lists link to the edition that exists, marked with its language.
    Link,
    /// The reader's language gets a page with a notice and the original's text.
    NoticePage,
    /// Not listed in that language.
    Omit,
    /// An error: the kind must exist in every full language.
    Error,
}

/// One entry of a navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NavigationEntry {
    /// The list of a kind.
    Kind(Kind),
    /// A publication, most often of kind `page`.
    Publication(PublicationId),
    /// The glossary: `glossary`.
    Glossary,
    /// The publications index: `publications`.
    Catalogue,
}

/// A site's configuration, complete and checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the site is served, without a slash at the end: `https://example.org`.
    pub base_url: String,
    /// Path part of `base_url`, empty or `/path`: stands before every address in links.
    pub base_path: String,
    /// The zone in which an hour without a zone is meant.
    pub time_zone: TimeZone,
    /// The languages in the site's order; the first is the default.
    pub languages: Vec<(Lang, Stage)>,
    /// The theme's name.
    pub theme: String,
    /// The main navigation, at most six entries.
    pub navigation: Vec<NavigationEntry>,
    /// The links of the footer.
    pub footer: Vec<NavigationEntry>,
    /// The licence of what does not name its own, as an SPDX identifier.
    pub licence: Option<String>,
    /// What happens where an edition is missing, by kind.
    pub missing_translation: BTreeMap<Kind, MissingTranslation>,
    /// How many publications the search of a language holds, the newest; `None` without search.
    pub search: Option<usize>,
    /// Whether site.yaml says how many.
    pub search_limit_is_said: bool,
    /// The kinds whose publications belong in the index.
    pub catalogue: BTreeSet<Kind>,
    /// What browsers are asked for.
    pub headers: headers::Policy,
    /// Where vulnerabilities are reported.
    pub security_txt: Option<SecurityTxt>,
    /// The accessibility statement.
    pub accessibility: Option<Accessibility>,
    /// The codes of datasets, the site's own among them.
    pub vocabulary: Vocabulary,
    /// Which diagnostics weigh more or less than by default.
    pub policy: Policy,
}

/// How many publications the search of a language holds unless site.yaml says otherwise: what a
/// browser loads before the first result grows by 12 bytes with each.
const SEARCH_LIMIT: usize = 20_000;

impl Config {
    /// Reads `site.yaml`. `None` when something without which no stage can run is missing; without a
    /// sound `base_url`, which only addresses need, it is empty.
    pub fn read(sources: &Sources, out: &mut Diagnostics) -> Option<Config> {
        let source = SourceId::new("site.yaml");
        if !sources.contains(&source) {
            let place = sources.root().display();
            out.push(
                CONFIG_MISSING
                    .nowhere(format!("there is no site.yaml in `{place}`"))
                    .help("`bollettino init DIR` makes a new site; `--site DIR` names one"),
            );
            return None;
        }
        let text = match sources.read_text(&source) {
            Ok(text) => text,
            Err(fault) => {
                out.push(fault);
                return None;
            }
        };
        yaml::read(Text { source: &source, yaml: &text, offset: 0 }, out, config)?
    }

    /// The language of a publication's original: as written, else the only edition's, else the
    /// first of the site's languages that has one.
    pub fn original<'a>(
        &'a self,
        written: Option<&'a Lang>,
        exists: impl Fn(&Lang) -> bool,
    ) -> Option<&'a Lang> {
        let listed = self.languages.iter().map(|(lang, _)| lang);
        written.into_iter().chain(listed).find(|lang| exists(lang))
    }

    /// The first language: the interface's fallback and the readers' default.
    pub fn default_language(&self) -> &Lang {
        &self.languages[0].0
    }

    /// How far a language is; `None` when the site does not have it.
    pub fn stage(&self, lang: &Lang) -> Option<Stage> {
        self.languages.iter().find(|(l, _)| l == lang).map(|(_, stage)| *stage)
    }

    /// Adds a language, unless the site has it.
    pub fn add_language(&mut self, lang: Lang, stage: Stage) {
        if self.stage(&lang).is_none() {
            self.languages.push((lang, stage));
        }
    }

    /// Whether a language is a disguise, which only those who build the site are to see.
    pub fn is_pseudo(&self, lang: &Lang) -> bool {
        self.stage(lang) == Some(Stage::Pseudo)
    }

    /// What happens where an edition of this kind is missing.
    pub fn missing_translation(&self, kind: Kind) -> MissingTranslation {
        self.missing_translation.get(&kind).copied().unwrap_or(MissingTranslation::Link)
    }

    /// Serves the site elsewhere. Says whether that can be served at.
    pub fn serve_at(&mut self, base_url: &str) -> bool {
        let split = split_base_url(base_url);
        let is_sound = split.is_some();
        if let Some(place) = split {
            (self.base_url, self.base_path) = place;
        }
        is_sound
    }
}

fn config(fields: &mut Fields<'_>) -> Option<Config> {
    let base = base_url(fields);
    let time_zone = time_zone(fields);
    let languages = languages(fields);
    let theme = fields.text("theme").unwrap_or_else(|| "istituzionale".to_owned());
    let navigation = navigation(fields, "navigation");
    let footer = navigation_entries(fields, "footer");
    let licence = fields.text("licence");
    let (search, search_limit_is_said) = (search(fields), fields.has("search_limit"));
    let (missing_translation, catalogue) = kinds(fields);
    let headers = fields.section("headers", headers::policy).unwrap_or_default();
    // Without its zone no hour can be told; the zone's own fault is reported.
    let zone = time_zone.clone().unwrap_or(TimeZone::UTC);
    let of_security = |fields: &mut Fields<'_>| security_txt::security_txt(fields, &zone);
    let security_txt = fields.section("security_txt", of_security).flatten();
    let of_accessibility = |fields: &mut Fields<'_>| accessibility::accessibility(fields, &zone);
    let accessibility = fields.section("accessibility", of_accessibility).flatten();
    let policy = fields.section("policies", policy).unwrap_or_default();
    let vocabulary = vocabulary(fields);
    if !fields.has("languages") {
        fields.missing("languages");
    }
    // What is reported as an error is never published; the rest is looked through all the same.
    let (base_url, base_path) = base.unwrap_or_default();
    if languages.is_empty() {
        return None;
    }
    Some(Config {
        base_url,
        base_path,
        time_zone: time_zone?,
        languages,
        theme,
        navigation,
        footer,
        licence,
        missing_translation,
        search,
        search_limit_is_said,
        catalogue,
        headers,
        security_txt,
        accessibility,
        vocabulary,
        policy,
    })
}

/// `codes: {asset: [websites]}`.
fn vocabulary(fields: &mut Fields<'_>) -> Vocabulary {
    let mut own: BTreeMap<Dimension, Vec<String>> = BTreeMap::new();
    for (name, codes) in fields.named_texts_lists("codes") {
        let Some(dimension) = Dimension::from_id(&name).filter(|own| own.takes_more()) else {
            let known = Dimension::ALL.iter().filter(|own| own.takes_more()).map(|own| own.id());
            let fault = BAD_VALUE
                .at(fields.at_named("codes", &name), format!("`{name}` takes no codes of a site"))
                .help(format!("known: `{}`", known.clone().collect::<Vec<_>>().join("`, `")))
                .maybe_help(did_you_mean(&name, known));
            fields.report(fault);
            continue;
        };
        let program = Vocabulary::default();
        for code in codes {
            let problem = if !is_label(&code) || code == TOTAL {
                format!("`{code}` is not a code: use `a-z`, `0-9` and `-`")
            } else if program.knows(dimension, &code) {
                format!("`{name}` has the code `{code}` already")
            } else {
                own.entry(dimension).or_default().push(code);
                continue;
            };
            let fault = BAD_VALUE.at(fields.at_named("codes", &name), problem);
            fields.report(fault);
        }
    }
    Vocabulary::with(own)
}

/// `search: false`, or `search_limit: 5000`.
fn search(fields: &mut Fields<'_>) -> Option<usize> {
    let wanted = fields.flag("search").unwrap_or(true);
    let limit = fields.integer("search_limit");
    let sound = limit.map(|limit| usize::try_from(limit).ok().filter(|limit| *limit > 0));
    if sound == Some(None) {
        let fault = BAD_VALUE
            .at(fields.at("search_limit"), "`search_limit` is a number of publications".to_owned())
            .help("to have no search, write `search: false`");
        fields.report(fault);
    }
    wanted.then(|| sound.flatten().unwrap_or(SEARCH_LIMIT))
}

fn base_url(fields: &mut Fields<'_>) -> Option<(String, String)> {
    let url = fields.required_text("base_url")?;
    let split = split_base_url(&url);
    if split.is_none() {
        let fault = BAD_ADDRESS
            .at(fields.at("base_url"), format!("`{url}` is not where a site is served"))
            .help("write the whole address: `https://www.example.org`");
        fields.report(fault);
    }
    split
}

fn split_base_url(url: &str) -> Option<(String, String)> {
    let url = url.trim_end_matches('/');
    let host_and_path = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let (host, path) = match host_and_path.split_once('/') {
        Some((host, path)) => (host, format!("/{path}")),
        None => (host_and_path, String::new()),
    };
    let sound = !host.is_empty()
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:[]".contains(&b))
        && path.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/".contains(&b));
    sound.then(|| (url.to_owned(), path))
}

fn time_zone(fields: &mut Fields<'_>) -> Option<TimeZone> {
    let Some(name) = fields.text("time_zone") else { return Some(TimeZone::UTC) };
    match jiff::tz::TimeZone::get(&name) {
        Ok(zone) => Some(zone),
        Err(_) => {
            let fault = BAD_VALUE
                .at(fields.at("time_zone"), format!("`{name}` is not a time zone"))
                .help("use a name of the IANA database, such as `Europe/Rome`");
            fields.report(fault);
            None
        }
    }
}

fn languages(fields: &mut Fields<'_>) -> Vec<(Lang, Stage)> {
    const STAGES: &[(&str, Stage)] =
        &[("full", Stage::Full), ("partial", Stage::Partial), ("preparing", Stage::Preparing)];
    let mut languages: Vec<(Lang, Stage)> = Vec::new();
    let listed = fields.sections_or_texts("languages", "tag", |entry| {
        let tag = entry.required_text("tag");
        let stage = entry.one_of("stage", STAGES).unwrap_or(Stage::Full);
        (tag, stage)
    });
    for (index, (tag, stage)) in listed.into_iter().enumerate() {
        let Some(tag) = tag else { continue };
        let at = fields.at_item("languages", index);
        if let Some(problem) = implausible(&tag) {
            fields.report(
                BAD_LANGUAGE.at(at, format!("`{tag}` is not a language tag")).help(problem),
            );
        } else if languages.iter().any(|(lang, _)| lang.as_str() == tag) {
            fields.report(BAD_LANGUAGE.at(at, format!("the language `{tag}` is listed twice")));
        } else {
            languages.push((Lang::new(tag), stage));
        }
    }
    languages
}

fn navigation(fields: &mut Fields<'_>, key: &'static str) -> Vec<NavigationEntry> {
    let entries = navigation_entries(fields, key);
    if entries.len() > 6 {
        let fault = BAD_VALUE
            .at(fields.at_item(key, 6), "the main navigation has more than six entries")
            .help("move some to `footer`");
        fields.report(fault);
    }
    entries
}

fn navigation_entries(fields: &mut Fields<'_>, key: &'static str) -> Vec<NavigationEntry> {
    let mut entries = Vec::new();
    for (index, text) in fields.texts(key).into_iter().enumerate() {
        if let Some(kind) = Kind::from_id(&text) {
            entries.push(NavigationEntry::Kind(kind));
        } else if text == "glossary" {
            entries.push(NavigationEntry::Glossary);
        } else if text == "publications" {
            entries.push(NavigationEntry::Catalogue);
        } else if PublicationId::new(&text).is_well_formed() {
            entries.push(NavigationEntry::Publication(PublicationId::new(&text)));
        } else {
            let at = fields.at_item(key, index);
            let kinds = Kind::ALL.iter().map(|kind| kind.id());
            let fault = BAD_VALUE
                .at(at, format!("`{text}` is neither a kind nor a publication"))
                .help("name a kind (`news`), a publication (`pages/about`), `publications` or `glossary`")
                .maybe_help(did_you_mean(&text, kinds.chain(["publications", "glossary"])));
            fields.report(fault);
        }
    }
    entries
}

/// What a site decides of each kind: what happens where an edition is missing, and whether its
/// publications belong in the index.
fn kinds(fields: &mut Fields<'_>) -> (BTreeMap<Kind, MissingTranslation>, BTreeSet<Kind>) {
    const POLICIES: &[(&str, MissingTranslation)] = &[
        ("link", MissingTranslation::Link),
        ("notice-page", MissingTranslation::NoticePage),
        ("omit", MissingTranslation::Omit),
        ("error", MissingTranslation::Error),
    ];
    let mut policies = BTreeMap::new();
    let mut catalogue: BTreeSet<Kind> =
        Kind::ALL.iter().copied().filter(|kind| kind.spec().catalogue).collect();
    fields.section("kinds", |kinds| {
        for kind in Kind::ALL {
            let said = kinds.section(kind.id(), |one| {
                (one.one_of("missing_translation", POLICIES), one.flag("catalogue"))
            });
            let (policy, belongs) = said.unwrap_or_default();
            policies.extend(policy.map(|policy| (*kind, policy)));
            match belongs {
                Some(true) => drop(catalogue.insert(*kind)),
                Some(false) => drop(catalogue.remove(kind)),
                None => {}
            }
        }
    });
    (policies, catalogue)
}

fn policy(fields: &mut Fields<'_>) -> Policy {
    let mut list = |key: &'static str| {
        let names = fields.texts(key);
        for (index, name) in names.iter().enumerate() {
            if !ALL.iter().any(|code| code.name == name) {
                let at = fields.at_item(key, index);
                let fault = BAD_VALUE
                    .at(at, format!("`{name}` is not the code of a diagnostic"))
                    .maybe_help(did_you_mean(name, ALL.iter().map(|code| code.name)));
                fields.report(fault);
            }
        }
        names
    };
    Policy { allow: list("allow"), deny: list("deny") }
}
