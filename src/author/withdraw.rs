//! `withdraw`: a reason in every edition's front matter, or a publication that is gone.
//!
//! Either everything is written or everything is as it was: texts are kept until the last of them is
//! in place, and a folder is moved aside before it is removed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{AuthorError, write_atomically};
use crate::identity::{PublicationId, SourceId};
use crate::sources::Sources;
use crate::yaml::quoted;

/// Writes into each of these editions why it was withdrawn.
pub fn withdraw(
    sources: &Sources,
    editions: &[(SourceId, String)],
) -> Result<Vec<PathBuf>, AuthorError> {
    let mut texts = Vec::with_capacity(editions.len());
    for (source, reason) in editions {
        let path = sources.path(source);
        let former =
            sources.read(source).map_err(|fault| AuthorError::new(&path, fault.message))?;
        let text = String::from_utf8_lossy(&former).into_owned();
        let Some(text) = with_reason(&text, reason) else {
            return Err(AuthorError::new(&path, "its front matter has no end"));
        };
        texts.push(Rewritten { path, former: Some(former), text: text.into_bytes() });
    }
    replace(&texts)
}

/// A file with a new text, and what it had before; nothing where it is new.
struct Rewritten {
    path: PathBuf,
    former: Option<Vec<u8>>,
    text: Vec<u8>,
}

/// Writes all of them; where one cannot be written, those before it get back what they had.
fn replace(files: &[Rewritten]) -> Result<Vec<PathBuf>, AuthorError> {
    for (number, file) in files.iter().enumerate() {
        if let Err(error) = write_atomically(&file.path, &file.text) {
            files[..number].iter().for_each(put_back);
            return Err(AuthorError::new(&file.path, error));
        }
    }
    Ok(files.iter().map(|file| file.path.clone()).collect())
}

/// Best effort: what cannot be put back is named by the error that follows.
fn put_back(file: &Rewritten) {
    let _ = match &file.former {
        Some(former) => write_atomically(&file.path, former),
        None => fs::remove_file(&file.path),
    };
}

/// The text with `withdrawn` as the last field of its front matter, everything else as it was.
fn with_reason(text: &str, reason: &str) -> Option<String> {
    let mut at = text.split_inclusive('\n').next()?.len();
    for line in text[at..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            let end = if text[..at].ends_with("\r\n") { "\r\n" } else { "\n" };
            let field = format!("withdrawn: {}{end}", quoted(reason));
            return Some([&text[..at], &field, &text[at..]].concat());
        }
        at += line.len();
    }
    None
}

/// What takes the place of a publication that is erased.
pub struct Erasure<'a> {
    /// Which.
    pub publication: &'a PublicationId,
    /// Its addresses, at which nothing is any more; the last sign may be `*`.
    pub gone: &'a BTreeSet<String>,
    /// Why, for those who read `redirects.csv`: a comment there, on no page.
    pub note: &'a str,
}

/// Removes a publication's folder and says in `redirects.csv` that its addresses are gone. What led
/// there is gone as well.
pub fn erase(sources: &Sources, erasure: &Erasure<'_>) -> Result<Vec<PathBuf>, AuthorError> {
    let folder = sources.root().join("content").join(erasure.publication.as_str());
    let aside = aside(sources.root(), &folder);
    let source = SourceId::new("redirects.csv");
    let path = sources.path(&source);
    let former = if path.exists() {
        Some(sources.read(&source).map_err(|fault| AuthorError::new(&path, fault.message))?)
    } else {
        None
    };
    fs::rename(&folder, &aside).map_err(|error| AuthorError::new(&folder, error))?;
    let mut written = Vec::new();
    if !erasure.gone.is_empty() {
        let before = former.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
        let text = with_gone(&before, erasure).into_bytes();
        let rewritten = replace(&[Rewritten { path, former, text }]);
        written = rewritten.map_err(|error| match fs::rename(&aside, &folder) {
            Ok(()) => error,
            Err(lost) => AuthorError::new(&aside, format!("holds the publication: {lost}")),
        })?;
    }
    remove(&aside).map_err(|error| {
        AuthorError::new(&aside, format!("is what was erased, and cannot be removed: {error}"))
    })?;
    written.push(folder);
    Ok(written)
}

/// Beside the folder, under a name that is no part of a site.
fn aside(root: &Path, folder: &Path) -> PathBuf {
    let parent = folder.parent().unwrap_or(root);
    parent.join(format!(".erased-{}", std::process::id()))
}

/// Removes a folder, or a link to one.
fn remove(path: &Path) -> io::Result<()> {
    if path.is_symlink() { fs::remove_file(path) } else { fs::remove_dir_all(path) }
}

/// `redirects.csv` with a line for each address that is gone, and without lines that lead there.
fn with_gone(before: &str, erasure: &Erasure<'_>) -> String {
    let end = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = String::with_capacity(before.len());
    let mut named = BTreeSet::new();
    for line in before.lines() {
        let fields: Vec<&str> = line.split(',').map(str::trim).collect();
        let is_comment = line.starts_with('#');
        let target = fields.get(1).map(|to| to.split('#').next().unwrap_or_default());
        match target {
            Some(to) if !is_comment && erasure.gone.contains(to) => {
                text.push_str(&format!("{},,410{end}", fields[0]));
            }
            _ => text.push_str(&format!("{line}{end}")),
        }
        if !is_comment {
            named.extend(fields.first().map(|from| (*from).to_owned()));
        }
    }
    if before.is_empty() {
        text.push_str(&format!("from,to,status{end}"));
    }
    let note: Vec<&str> = erasure.note.split_whitespace().collect();
    text.push_str(&format!("# {}{end}", note.join(" ")));
    for address in erasure.gone.difference(&named) {
        text.push_str(&format!("{address},,410{end}"));
    }
    text
}
