//! What a link in a text points to, before it is known whether that exists.

use std::ops::Range;

use crate::identity::PublicationId;
use crate::incidents::{Figure, NoFigure};

/// The target of a link inside the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A publication, in the reader's language: `@/guidelines/x#anchor`.
    Publication {
        /// Which.
        id: PublicationId,
        /// The id of a heading.
        anchor: Option<String>,
    },
    /// A file of a publication's folder.
    File {
        /// Whose.
        publication: PublicationId,
        /// Its name there.
        file: String,
    },
    /// A heading of the same text.
    Anchor(String),
    /// An address of the site, written out.
    Address(String),
}

/// A link inside the site and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it names.
    pub target: Target,
    /// Where it stands in the source.
    pub range: Range<usize>,
}

/// A figure that a text shows as a link to data: `[1.276](data:incident-reports/x/incidents)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownFigure {
    /// What it names.
    pub figure: Figure,
    /// What the text says.
    pub shown: String,
    /// Where it stands in the source.
    pub range: Range<usize>,
}

/// How a destination was read.
pub(super) enum Destination {
    /// A figure of a dataset.
    Data(Result<Figure, NoFigure>),
    /// Outside the site: used as it is.
    External,
    /// Inside the site.
    Internal(Target),
    /// Not a destination that a site may have; why.
    Refused(String),
}

/// Reads the destination of a link in a text of `here`.
pub(super) fn destination(text: &str, here: &PublicationId) -> Destination {
    if let Some(anchor) = text.strip_prefix('#') {
        return Destination::Internal(Target::Anchor(anchor.to_owned()));
    }
    if let Some(path) = text.strip_prefix("@/") {
        return named(path);
    }
    if text.starts_with("//") {
        return Destination::Refused("a link to another host needs its scheme".to_owned());
    }
    if text.starts_with('/') {
        return Destination::Internal(Target::Address(text.to_owned()));
    }
    // Other data URLs have a media type with `;` or `,` behind it.
    if let Some(figure) = text.strip_prefix("data:").filter(|rest| !rest.contains([',', ';'])) {
        return Destination::Data(Figure::parse(figure));
    }
    if let Some(scheme) = scheme(text) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" | "mailto" | "tel" => Destination::External,
            _ => Destination::Refused(format!("links may not use the scheme `{scheme}`")),
        };
    }
    if text.is_empty() {
        return Destination::Refused("the link has no destination".to_owned());
    }
    relative(text, here)
}

fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    sound.then_some(scheme)
}

/// `guidelines/x`, `guidelines/x#anchor`, `guidelines/x/file.pdf`, `guidelines/x/it.md`.
fn named(path: &str) -> Destination {
    let (path, anchor) = split_anchor(path);
    let path = path.trim_end_matches('/');
    match path.rsplit_once('/') {
        Some((folder, file)) if file.contains('.') => in_folder(folder, file, anchor),
        _ => Destination::Internal(Target::Publication { id: PublicationId::new(path), anchor }),
    }
}

/// A path from the folder of the text: `../other/it.md`, `strategy.pdf`.
fn relative(text: &str, here: &PublicationId) -> Destination {
    let (path, anchor) = split_anchor(text);
    let mut segments: Vec<&str> = here.as_str().split('/').collect();
    for segment in path.split('/') {
        match segment {
            "." | "" => {}
            ".." => {
                if segments.pop().is_none() {
                    return Destination::Refused("the link leaves the site's content".to_owned());
                }
            }
            name => segments.push(name),
        }
    }
    let resolved = segments.join("/");
    match resolved.strip_prefix(here.as_str()).and_then(|rest| rest.strip_prefix('/')) {
        Some(file) => in_folder(here.as_str(), file, anchor),
        None => named(&match anchor {
            Some(anchor) => format!("{resolved}#{anchor}"),
            None => resolved,
        }),
    }
}

fn in_folder(folder: &str, file: &str, anchor: Option<String>) -> Destination {
    let publication = PublicationId::new(folder);
    Destination::Internal(if file.ends_with(".md") {
        Target::Publication { id: publication, anchor }
    } else {
        Target::File { publication, file: file.replace("%20", " ") }
    })
}

fn split_anchor(text: &str) -> (&str, Option<String>) {
    match text.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned()).filter(|a| !a.is_empty())),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let read = match destination(text, &PublicationId::new("news/here")) {
            Destination::External => "external".to_owned(),
            Destination::Data(figure) => format!("data {}", figure.is_ok()),
            Destination::Refused(_) => "refused".to_owned(),
            Destination::Internal(Target::Publication { id, anchor }) => {
                format!("{id} {}", anchor.unwrap_or_default())
            }
            Destination::Internal(Target::File { publication, file }) => {
                format!("{publication} file {file}")
            }
            Destination::Internal(Target::Anchor(anchor)) => format!("anchor {anchor}"),
            Destination::Internal(Target::Address(address)) => format!("address {address}"),
        };
        assert_eq!(read.trim(), expected, "for {text:?}");
    }

    #[test]
    fn destinations() {
        check("@/guidelines/x", "guidelines/x");
        check("@/guidelines/x/#a", "guidelines/x a");
        check("@/guidelines/x/it.md#a", "guidelines/x a");
        check("@/guidelines/x/list.pdf", "guidelines/x file list.pdf");
        check("../../guidelines/x/en.md#b", "guidelines/x b");
        check("../other/it.md", "news/other");
        check("it.md#c", "news/here c");
        check("note.pdf", "news/here file note.pdf");
        check("./note.pdf", "news/here file note.pdf");
        check("#c", "anchor c");
        check("/archivio/", "address /archivio/");
        check("https://example.org", "external");
        check("mailto:a@example.org", "external");
        check("data:incident-reports/x/incidents/change?sector=health", "data true");
        check("data:share?sector=health", "data true");
        check("data:incident-reports/x/incident", "data false");
        check("data:text/html,<script>", "refused");
        check("javascript:alert(1)", "refused");
        check("//example.org", "refused");
        check("../../../../etc/passwd", "refused");
        check("", "refused");
    }
}
