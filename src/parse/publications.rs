//! Which folders are publications, which of their files are editions, and what a folder as a
//! whole must fulfil.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use super::Document;
use crate::config::Config;
use crate::diagnostics::{
    ALTERNATIVE_TEXT_MISSING, BAD_LANGUAGE, BAD_ORIGINAL, BAD_PUBLICATION_ID, CHANGE_DATE,
    Diagnostic, Diagnostics, FILE_MISSING, Location, MISSING_PUBLICATION, NO_EDITION, STRAY_FILE,
    UNKNOWN_KIND, did_you_mean,
};
use crate::identity::{Lang, PublicationId, SourceId};
use crate::language::implausible;
use crate::publication::{Facts, Kind, is_plainly_draft};
use crate::sources::Sources;

const FACTS: &str = "publication.yaml";

/// A publication's folder before anything in it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// The publication's id.
    pub id: PublicationId,
    /// Its kind.
    pub kind: Kind,
    /// Its `publication.yaml`.
    pub facts: Option<SourceId>,
    /// The Markdown files on its top level.
    pub markdown: Vec<String>,
    /// The ledgers of its translations.
    pub ledgers: Vec<String>,
    /// Its other files, by path below the folder.
    pub files: Vec<String>,
}

/// The publications of a site, sorted by id.
pub fn folders(sources: &Sources, out: &mut Diagnostics) -> Vec<Folder> {
    let content = sources.below("content/");
    let with_facts = content.iter().filter_map(|id| {
        let path = &id.as_str()["content/".len()..];
        path.strip_suffix(FACTS)?.strip_suffix('/')
    });
    let mut by_folder: BTreeMap<&str, usize> = with_facts.zip(0..).collect();
    let mut files: Vec<Vec<&str>> = vec![Vec::new(); by_folder.len()];
    // Files of one folder follow one another, so that most have the owner of the one before.
    let mut last = ("", None);
    for id in content {
        let path = &id.as_str()["content/".len()..];
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        if last.0 != parent {
            last = (parent, owner(parent, &by_folder));
        }
        match last.1 {
            Some((folder, at)) => files[at].push(&path[folder.len() + 1..]),
            None if path.ends_with(".md") && parent.contains('/') => {
                by_folder.insert(parent, files.len());
                last.1 = Some((parent, files.len()));
                files.push(vec![&path[parent.len() + 1..]]);
            }
            None if path.ends_with(".md") => out.push(
                MISSING_PUBLICATION
                    .at(Location::whole(id), "this text is in no publication's folder")
                    .help("each publication has a folder, such as content/news/2026-02-10-name/"),
            ),
            None => out.push(stray(id)),
        }
    }
    let mut folders = Vec::with_capacity(by_folder.len());
    for (path, at) in by_folder {
        let files = &files[at];
        match folder(path, files, out) {
            Ok(folder) => folders.push(folder),
            Err(fault) => {
                let facts = PublicationId::new(path).source(FACTS);
                let draft = files.contains(&FACTS).then(|| sources.read_text(&facts));
                let is_draft = draft.is_some_and(|yaml| yaml.is_ok_and(|y| is_plainly_draft(&y)));
                out.push(if is_draft { fault.left_out() } else { fault });
            }
        }
    }
    folders
}

/// The folder of the publication that a path lies in, and its number.
fn owner<'a>(mut path: &'a str, folders: &BTreeMap<&'a str, usize>) -> Option<(&'a str, usize)> {
    loop {
        if let Some((folder, at)) = folders.get_key_value(path) {
            return Some((folder, *at));
        }
        path = path.rsplit_once('/')?.0;
    }
}

/// Whether a file in a publication's folder is not meant for readers.
fn is_stray(file: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "md", "markdown", "mdown", "yaml", "yml", "orig", "rej", "bak", "tmp", "old", "save",
        "lock", "ledger",
    ];
    let name = file.rsplit('/').next().unwrap_or(file);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    name.starts_with("~$") || ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

fn stray(id: &SourceId) -> Diagnostic {
    STRAY_FILE
        .at(Location::whole(id), format!("`{}` is not a file of a publication", id.file_name()))
        .help("rename it, or move it out of content/")
}

fn folder(path: &str, files: &[&str], out: &mut Diagnostics) -> Result<Folder, Diagnostic> {
    let id = PublicationId::new(path);
    let first = files.first().copied().unwrap_or(FACTS);
    let Some(kind) = Kind::from_folder(id.folder()) else {
        let folders = Kind::ALL.iter().map(|kind| kind.spec().folder);
        let at = Location::whole(&id.source(first));
        return Err(UNKNOWN_KIND
            .at(at, format!("`{}` is not the folder of a kind", id.folder()))
            .help("use `news`, `guidelines`, `incident-reports` or `pages`")
            .maybe_help(did_you_mean(id.folder(), folders)));
    };
    if !id.is_well_formed() {
        let at = Location::whole(&id.source(first));
        return Err(BAD_PUBLICATION_ID
            .at(at, format!("the folder `{path}` cannot be an id"))
            .help("rename it: `a-z`, `0-9` and `-` only"));
    }
    let is_markdown = |file: &&&str| !file.contains('/') && file.ends_with(".md");
    let is_ledger = |file: &&&str| !file.contains('/') && file.ends_with(".ledger");
    let is_ours = |file: &&&str| **file == FACTS || is_markdown(file) || is_ledger(file);
    for file in files.iter().filter(|f| !is_ours(f) && is_stray(f)) {
        out.push(stray(&id.source(file)));
    }
    Ok(Folder {
        facts: files.contains(&FACTS).then(|| id.source(FACTS)),
        markdown: files.iter().filter(is_markdown).map(|f| (*f).to_owned()).collect(),
        ledgers: files.iter().filter(is_ledger).map(|f| (*f).to_owned()).collect(),
        files: files.iter().filter(|f| !is_ours(f)).map(|f| (*f).to_owned()).collect(),
        id,
        kind,
    })
}

/// The editions of a folder: the Markdown files that are named by a language of the site.
pub(super) fn editions(
    folder: &Folder,
    config: &Config,
    out: &mut Diagnostics,
) -> Vec<(Lang, SourceId)> {
    let mut editions = Vec::new();
    for file in &folder.markdown {
        let tag = file.strip_suffix(".md").unwrap_or(file);
        let source = folder.id.source(file);
        let lang = Lang::new(tag);
        if config.stage(&lang).is_some() {
            editions.push((lang, source));
            continue;
        }
        let add = || format!("add `{tag}` to `languages` in site.yaml, or rename the file");
        let help = implausible(tag).unwrap_or_else(add);
        out.push(
            BAD_LANGUAGE
                .at(Location::whole(&source), format!("`{tag}` is not a language of this site"))
                .help(help),
        );
    }
    editions
}

/// Checks what no single file of the folder can tell.
pub(super) fn check(
    folder: &Folder,
    facts: Option<&Facts>,
    editions: &BTreeMap<Lang, Option<Box<Document>>>,
    zone: &TimeZone,
    out: &mut Diagnostics,
) {
    let Some(source) = &folder.facts else {
        let first = folder.markdown.first().map_or(FACTS, String::as_str);
        out.push(
            MISSING_PUBLICATION
                .at(Location::whole(&folder.id.source(first)), "the folder has no publication.yaml")
                .help("add one with at least a line `date: YYYY-MM-DD`"),
        );
        return;
    };
    if folder.markdown.is_empty() {
        out.push(
            NO_EDITION
                .at(Location::whole(source), "the publication has no edition")
                .help("add a text such as `it.md`"),
        );
    }
    let Some(facts) = facts else { return };
    if let Some(original) = facts.original.as_ref().filter(|lang| !editions.contains_key(*lang)) {
        let known: Vec<&str> = editions.keys().map(Lang::as_str).collect();
        out.push(
            BAD_ORIGINAL
                .at(
                    Location::field(source, "original"),
                    format!("there is no edition in `{original}`"),
                )
                .help(format!("editions: {}", known.join(", "))),
        );
    }
    check_files(folder, facts, source, out);
    for document in editions.values().flatten() {
        check_edition(folder, facts, document, out);
        check_changes(facts, document, zone, out);
    }
}

fn check_files(folder: &Folder, facts: &Facts, source: &SourceId, out: &mut Diagnostics) {
    let cover = facts.cover.iter().map(|file| (file, Location::field(source, "cover")));
    let attachments = facts.attachments.iter().map(|attachment| {
        let steps = ["attachments", &attachment.file];
        let path = steps.map(|key| crate::diagnostics::Step::Key(key.to_owned())).to_vec();
        (&attachment.file, Location::path(source, path))
    });
    let datasets = facts.datasets().iter().flat_map(|dataset| {
        let former = dataset.revisions.iter().map(|revision| &revision.file);
        std::iter::once(&dataset.file).chain(former).map(|file| (file, dataset.at.clone()))
    });
    for (file, at) in cover.chain(attachments).chain(datasets) {
        if !folder.files.contains(file) {
            out.push(missing_file(file, &folder.files, at));
        }
    }
}

fn missing_file(file: &str, known: &[String], at: Location) -> Diagnostic {
    FILE_MISSING
        .at(at, format!("there is no file `{file}` in the publication's folder"))
        .maybe_help(did_you_mean(file, known.iter().map(String::as_str)))
}

fn check_edition(folder: &Folder, facts: &Facts, document: &Document, out: &mut Diagnostics) {
    let source = &document.source;
    for (file, _) in &document.facts.attachment_titles {
        if !folder.files.contains(file) {
            let steps = ["attachments", file].map(|k| crate::diagnostics::Step::Key(k.to_owned()));
            out.push(missing_file(file, &folder.files, Location::path(source, steps.to_vec())));
        }
    }
    for picture in &document.outline.pictures {
        if !folder.files.contains(&picture.file) {
            let at = Location::bytes(source, picture.range.clone());
            out.push(missing_file(&picture.file, &folder.files, at));
        }
    }
    let described = document.facts.cover.as_ref().is_some_and(|cover| cover.alt.is_some());
    if facts.cover.is_some() && !described && document.facts.withdrawn.is_none() {
        out.push(
            ALTERNATIVE_TEXT_MISSING
                .at(Location::field(source, "title"), "the cover picture has no alternative text")
                .help("add `cover: {alt: \"what the picture shows\"}`, or `alt: \"\"` if it only decorates"),
        );
    }
}

/// Nothing changes before it is published.
fn check_changes(facts: &Facts, document: &Document, zone: &TimeZone, out: &mut Diagnostics) {
    for (index, change) in document.facts.changes.iter().enumerate() {
        if change.date.last_instant(zone) < facts.date.instant(zone) {
            let (changed, published) = (change.date.iso(), facts.date.iso());
            let message =
                format!("the change is dated {changed}, before the publication of {published}");
            let at = Location::entry(&document.source, "changes", index, "date");
            out.push(
                CHANGE_DATE.at(at, message).help("correct it, or the `date` of publication.yaml"),
            );
        }
    }
}
