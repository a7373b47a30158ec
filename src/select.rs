//! What an audience may see: the one place where drafts, embargoes, TLP, dates to come, withdrawn
//! texts and `release: together` are applied.
//!
//! What is hidden never enters a library, so no page, feed or count can leak it. Only the names of
//! what is hidden go on, to `link`, so that it can tell a link to a hidden publication from a
//! dangling one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::config::{Config, Stage};
use crate::diagnostics::{
    CHANGE_DATE, DATE_CONSULTATION, Diagnostic, Diagnostics, LEFT_OUT, Location, Policy,
    RELEASE_HELD,
};
use crate::identity::{Lang, PublicationId};
use crate::incidents::Datasets;
use crate::parse::{Document, Folder, ParsedPublication};
use crate::publication::{EditionFacts, Facts, PublicationDate, Release, Status, Tlp};
use crate::slug::short_slug;
use crate::sources::paths_to;
use crate::translation::Report;

/// Who looks, and when.
#[derive(Clone, Copy, Debug)]
pub struct Audience {
    /// The time that decides what is due.
    pub now: Timestamp,
    /// Whether unfinished work is shown: drafts, and what waits for its translations.
    pub drafts: bool,
    /// Whether languages in preparation are shown.
    pub preparing: bool,
}

impl Audience {
    /// The public at a time.
    pub fn public(now: Timestamp) -> Self {
        Self { now, drafts: false, preparing: false }
    }
}

/// A publication that the audience may see, with the editions that it may see.
#[derive(Debug)]
pub struct VisiblePublication {
    /// Its id.
    pub id: PublicationId,
    /// Its facts.
    pub facts: Arc<Facts>,
    /// The language of its original edition.
    pub original: Lang,
    /// Its editions, at least one. A withdrawn one has neither body nor outline.
    pub editions: BTreeMap<Lang, Box<Document>>,
    /// How each translation stands to the original.
    pub reports: BTreeMap<Lang, Report>,
    /// The other files of its folder; none when every edition is withdrawn.
    pub files: Vec<String>,
    /// Its datasets, on the same condition.
    pub datasets: Datasets,
}

/// Why a publication is hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// It is a draft.
    Draft,
    /// Its embargo or its date lies ahead.
    NotDue,
    /// It is marked above TLP:CLEAR.
    Restricted(Tlp),
    /// It goes out together, and the edition in this language is missing.
    Incomplete(Lang),
    /// It goes out together, and the translation into this language was never accepted.
    Unaccepted(Lang),
    /// It exists in languages in preparation only.
    Preparing,
    /// Whoever publishes holds it back: it is not ready to go out for the first time.
    Held,
}

/// What the audience may see.
#[derive(Debug)]
pub struct Selection {
    /// The visible publications, sorted by id.
    pub publications: Vec<VisiblePublication>,
    /// The names of the others.
    pub hidden: BTreeMap<PublicationId, Hidden>,
    /// The names of those whose own errors keep them out.
    pub broken: BTreeSet<PublicationId>,
}

/// Applies every gate, and hides what is `held_back` besides. Faults of what is visible, or may be, are reported as they are; those of
/// what is hidden cannot stop the rest and weigh as warnings.
pub fn select(
    parsed: Vec<ParsedPublication>,
    config: &Config,
    audience: Audience,
    held_back: &BTreeSet<PublicationId>,
    out: &mut Diagnostics,
) -> Selection {
    let mut selection = Selection {
        publications: Vec::with_capacity(parsed.len()),
        hidden: BTreeMap::new(),
        broken: BTreeSet::new(),
    };
    for publication in parsed {
        let is_held = || held_back.contains(&publication.folder.id).then_some(Hidden::Held);
        let hidden = hidden(&publication, config, audience).or_else(is_held);
        let ParsedPublication { folder, facts, editions, mut reports, datasets, faults, .. } =
            publication;
        let Folder { id, mut files, .. } = folder;
        if let Some(hidden) = hidden {
            out.extend(held(&id, &hidden));
            out.extend(faults.into_iter().map(|fault| set_aside(fault, &config.policy)));
            selection.hidden.insert(id, hidden);
            continue;
        }
        out.extend(faults);
        let Some(facts) = facts else {
            selection.broken.insert(id);
            continue;
        };
        keep_what_is_shown(&mut files, &facts, &editions, config, audience);
        let compared = config.original(facts.original.as_ref(), |lang| editions.contains_key(lang));
        let compared = compared.cloned();
        let editions: BTreeMap<Lang, Box<Document>> = editions
            .into_iter()
            .filter(|(lang, _)| shows(config, lang, audience))
            .filter_map(|(lang, document)| Some((lang, without_withdrawn(document?))))
            .collect();
        let written = facts.original.as_ref();
        let exists = |lang: &Lang| editions.contains_key(lang);
        let Some(original) = config.original(written, exists).cloned() else {
            selection.broken.insert(id);
            continue;
        };
        // What a hidden edition says of others, or others of it, would tell that there is one.
        reports.retain(|lang, _| compared.as_ref() == Some(&original) && exists(lang));
        overdue(&id, &facts, config, audience, out);
        for document in editions.values() {
            changes_to_come(document, config, audience, out);
        }
        let all_withdrawn = editions.values().all(|d| d.facts.withdrawn.is_some());
        let (files, datasets) = match all_withdrawn {
            true => Default::default(),
            false => (files, datasets),
        };
        selection.publications.push(VisiblePublication {
            id,
            facts,
            original,
            editions,
            reports,
            files,
            datasets,
        });
    }
    let is_hidden = |fault: &Diagnostic| {
        let path = fault.location.as_ref()?.source.as_str().strip_prefix("content/")?;
        paths_to(path).any(|folder| selection.hidden.contains_key(folder)).then_some(())
    };
    out.rewrite(|fault| match is_hidden(&fault) {
        Some(()) => set_aside(fault, &config.policy),
        None => fault,
    });
    selection
}

/// Leaves out the files that only a hidden or withdrawn edition shows or offers, and those in the
/// language of a withdrawn one.
fn keep_what_is_shown(
    files: &mut Vec<String>,
    facts: &Facts,
    editions: &BTreeMap<Lang, Option<Box<Document>>>,
    config: &Config,
    audience: Audience,
) {
    if files.is_empty() {
        return;
    }
    let (mut shown, mut gone, mut withdrawn) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    shown.extend(facts.cover.as_deref());
    for (lang, document) in editions {
        let Some(document) = document else { continue };
        let is_withdrawn = document.facts.withdrawn.is_some();
        let pictures = document.outline.pictures.iter().map(|picture| picture.file.as_str());
        let offered = document.facts.attachment_titles.iter().map(|(file, _)| file.as_str());
        let is_shown = shows(config, lang, audience) && !is_withdrawn;
        let named = if is_shown { &mut shown } else { &mut gone };
        named.extend(pictures.chain(offered));
        withdrawn.extend(is_withdrawn.then_some(lang));
    }
    let declared = |file: &str| facts.attachments.iter().find(|declared| declared.file == file);
    let in_withdrawn = |file: &str| {
        let language = declared(file).and_then(|declared| declared.language.as_ref());
        let is_named = |lang: &Lang| file.contains(&format!(".{lang}."));
        withdrawn.iter().any(|lang| language.map_or(is_named(lang), |own| own == *lang))
    };
    files.retain(|file| {
        let file = file.as_str();
        let is_gone = in_withdrawn(file) || (gone.contains(file) && declared(file).is_none());
        shown.contains(file) || !is_gone
    });
}

/// Why a publication is hidden from an audience, if it is.
pub fn hidden(
    publication: &ParsedPublication,
    config: &Config,
    audience: Audience,
) -> Option<Hidden> {
    let ParsedPublication { facts, editions, reports, draft, .. } = publication;
    match facts {
        Some(facts) => gate(facts, editions, reports, config, audience),
        None => (*draft && !audience.drafts).then_some(Hidden::Draft),
    }
}

/// What the public sees, for those who must not name the rest.
#[derive(Clone, Debug, Default)]
pub struct Visibility {
    /// The publications that it sees.
    pub public: BTreeSet<PublicationId>,
    /// What the others are known by: ids, titles, slugs; the longer before what they may contain.
    pub names: Vec<String>,
}

/// A shorter name would be found in many other words.
const SHORTEST_NAME: usize = 4;

/// What the public sees at a time. What cannot be read counts as hidden.
pub fn visibility(
    publications: &[ParsedPublication],
    config: &Config,
    now: Timestamp,
) -> Visibility {
    let audience = Audience::public(now);
    let mut seen = Visibility::default();
    for publication in publications {
        let id = &publication.folder.id;
        if publication.facts.is_some() && hidden(publication, config, audience).is_none() {
            seen.public.insert(id.clone());
            continue;
        }
        seen.names.extend([id.to_string(), id.leaf().to_owned()]);
        for document in publication.editions.values().flatten() {
            let EditionFacts { title, slug, address, .. } = &*document.facts;
            seen.names.extend([title.clone(), short_slug(title)]);
            seen.names.extend(slug.iter().chain(address).cloned());
        }
    }
    seen.names.retain(|name| name.chars().count() >= SHORTEST_NAME);
    seen.names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    seen.names.dedup();
    seen
}

/// When a publication may be seen as far as its dates go.
pub fn due(facts: &Facts, config: &Config) -> Option<Timestamp> {
    let dates = facts.embargo.iter().chain([&facts.date]);
    dates.map(|date| date.instant(&config.time_zone)).max()
}

fn gate(
    facts: &Facts,
    editions: &BTreeMap<Lang, Option<Box<Document>>>,
    reports: &BTreeMap<Lang, Report>,
    config: &Config,
    audience: Audience,
) -> Option<Hidden> {
    let held = || {
        (facts.release == Release::Together && !audience.drafts)
            .then(|| incomplete(editions, reports, config))
    };
    if facts.tlp != Tlp::Clear {
        Some(Hidden::Restricted(facts.tlp))
    } else if facts.draft && !audience.drafts {
        Some(Hidden::Draft)
    } else if due(facts, config).is_some_and(|due| due > audience.now) {
        Some(Hidden::NotDue)
    } else if let Some(hidden) = held().flatten() {
        Some(hidden)
    } else if !editions.is_empty() && !editions.keys().any(|lang| shows(config, lang, audience)) {
        Some(Hidden::Preparing)
    } else {
        None
    }
}

/// What keeps a publication from going out together: an edition that is missing, or one that was
/// never accepted. One that has fallen behind later does not: a correction goes out at once.
fn incomplete(
    editions: &BTreeMap<Lang, Option<Box<Document>>>,
    reports: &BTreeMap<Lang, Report>,
    config: &Config,
) -> Option<Hidden> {
    let full = config.languages.iter().filter(|(_, stage)| *stage == Stage::Full);
    let missing = full.map(|(lang, _)| lang).find(|lang| !editions.contains_key(*lang));
    let unaccepted = || reports.iter().find(|(_, report)| report.right_as_of.is_none());
    missing
        .map(|lang| Hidden::Incomplete(lang.clone()))
        .or_else(|| unaccepted().map(|(lang, _)| Hidden::Unaccepted(lang.clone())))
}

/// What is due and held back is said, so that nobody waits for it.
fn held(id: &PublicationId, hidden: &Hidden) -> Option<Diagnostic> {
    let (problem, help) = match hidden {
        Hidden::Incomplete(lang) => {
            (format!("the edition in `{lang}` is missing"), format!("write `{lang}.md`"))
        }
        Hidden::Unaccepted(lang) => (
            format!("the translation into `{lang}` was never accepted"),
            format!("run `bollettino translations accept {id} {lang}`"),
        ),
        _ => return None,
    };
    let at = Location::field(&id.source("publication.yaml"), "release");
    Some(RELEASE_HELD.at(at, format!("held back: {problem}")).help(help))
}

fn shows(config: &Config, lang: &Lang, audience: Audience) -> bool {
    match config.stage(lang) {
        Some(Stage::Full | Stage::Partial) => true,
        Some(Stage::Preparing | Stage::Pseudo) => audience.preparing,
        None => false,
    }
}

/// A withdrawn edition keeps its title and the reason; its text goes no further.
fn without_withdrawn(mut document: Box<Document>) -> Box<Document> {
    if document.facts.withdrawn.is_some() {
        document.outline = Arc::default();
        document.body = None;
        Arc::make_mut(&mut document.facts).summary = None;
    }
    document
}

/// A fault of what is hidden, as a warning, also where the site's policy would make it an error.
fn set_aside(fault: Diagnostic, policy: &Policy) -> Diagnostic {
    let is_new = fault.code != &LEFT_OUT;
    if is_new && fault.weighs_as_error(policy) { fault.left_out() } else { fault }
}

/// What is true only because time went by.
fn overdue(
    id: &PublicationId,
    facts: &Facts,
    config: &Config,
    audience: Audience,
    out: &mut Diagnostics,
) {
    let Some(consultation) = &facts.consultation else { return };
    let last = PublicationDate::Day(consultation.closes.day()).last_instant(&config.time_zone);
    if facts.status == Some(Status::Consultation) && last < audience.now {
        let source = id.source("publication.yaml");
        out.push(
            DATE_CONSULTATION
                .at(Location::field(&source, "consultation"), "the consultation has closed")
                .help("change `status`, for example to `final`"),
        );
    }
}

/// A change is shown whatever its date: one that is still to come is a slip.
fn changes_to_come(
    document: &Document,
    config: &Config,
    audience: Audience,
    out: &mut Diagnostics,
) {
    for (index, change) in document.facts.changes.iter().enumerate() {
        if change.date.instant(&config.time_zone) > audience.now {
            let message = format!("the change is dated {}, in the future", change.date.iso());
            let at = Location::entry(&document.source, "changes", index, "date");
            out.push(
                CHANGE_DATE.at(at, message).help("write the day on which the text was changed"),
            );
        }
    }
}
