//! `--redact-unpublished`: what the public cannot see is not named in what a command says.
//!
//! Logs of a public repository's pipeline are public. The site is looked through once more, by itself,
//! so that every command is as safe whatever it has read so far; where that is not possible,
//! everything under `content/` counts as unpublished.

use std::collections::BTreeMap;

use crate::cli::Global;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, byte_range};
use crate::identity::{PublicationId, SourceId};
use crate::select::{Visibility, visibility};
use crate::site::Contents;
use crate::sources::paths_to;

/// What stands in the place of a name.
const UNPUBLISHED: &str = "[unpublished]";

/// What may be said.
pub(super) struct Redaction {
    /// `None` where everything may be.
    visibility: Option<Visibility>,
}

impl Redaction {
    /// As the command line asks for it.
    pub(super) fn new(global: &Global) -> Self {
        if !global.redact_unpublished {
            return Self { visibility: None };
        }
        let known = super::now(global).ok().zip(Contents::read(&global.site, 0).ok());
        let seen = known
            .map(|(now, contents)| visibility(contents.publications(), contents.config(), now));
        Self { visibility: Some(seen.unwrap_or_default()) }
    }

    /// Whether nothing may be said of a publication.
    pub(super) fn hides(&self, id: &PublicationId) -> bool {
        self.visibility.as_ref().is_some_and(|seen| !seen.public.contains(id))
    }

    /// A publication's id, or what stands in its place.
    pub(super) fn name<'i>(&self, id: &'i PublicationId) -> &'i str {
        if self.hides(id) { UNPUBLISHED } else { id.as_str() }
    }

    /// A text without names of what is unpublished.
    pub(super) fn text(&self, text: &str) -> String {
        let Some(seen) = &self.visibility else { return text.to_owned() };
        let mut text = text.to_owned();
        for name in &seen.names {
            text = text.replace(name.as_str(), UNPUBLISHED);
        }
        let parts = text.split('`').map(|part| match is_unpublished(part, seen) {
            true => UNPUBLISHED,
            false => part,
        });
        parts.collect::<Vec<_>>().join("`")
    }

    /// A source's text, in which lines that name what is unpublished are crossed out: as long as
    /// before, so that places in it stay what they are.
    pub(super) fn lines(&self, text: String) -> String {
        let Some(seen) = &self.visibility else { return text };
        let crossed = |line: &str| -> String {
            let is_named = seen.names.iter().any(|name| line.contains(name.as_str()));
            match is_named {
                true => line.chars().map(crossed_out).collect(),
                false => line.to_owned(),
            }
        };
        text.split_inclusive('\n').map(crossed).collect()
    }

    /// Diagnostics of what is unpublished without anything but their codes, one a code; names in
    /// the others left out.
    pub(super) fn diagnostics(
        &self,
        diagnostics: Diagnostics,
        read: impl Fn(&SourceId) -> Option<String>,
    ) -> Diagnostics {
        let Some(seen) = &self.visibility else { return diagnostics };
        let mut told = Diagnostics::new();
        let mut untold: BTreeMap<(&str, &str), (Diagnostic, usize)> = BTreeMap::new();
        for diagnostic in diagnostics {
            let source = diagnostic.location.as_ref().map(|location| &location.source);
            if source.is_some_and(|source| is_unpublished(source.as_str(), seen)) {
                let key = (diagnostic.severity.as_str(), diagnostic.code.name);
                untold.entry(key).or_insert_with(|| (diagnostic, 0)).1 += 1;
            } else {
                // Crossed out, a text has no fields any more.
                let placed = |at: Location| match read(&at.source) {
                    Some(text) => Location::bytes(&at.source, byte_range(&at, &text)),
                    None => at,
                };
                told.push(Diagnostic {
                    location: diagnostic.location.map(placed),
                    message: self.text(&diagnostic.message),
                    help: diagnostic.help.as_deref().map(|help| self.text(help)),
                    ..diagnostic
                });
            }
        }
        for (diagnostic, count) in untold.into_values() {
            let message = match count {
                1 => "in something that is not published yet".to_owned(),
                _ => format!("in something that is not published yet, {count} times"),
            };
            let help = "run the command without `--redact-unpublished` where its words stay secret";
            let help = Some(help.to_owned());
            told.push(Diagnostic { message, location: None, help, ..diagnostic });
        }
        told
    }
}

/// A sign that takes as many bytes as another.
fn crossed_out(c: char) -> char {
    match c.len_utf8() {
        _ if c == '\n' => c,
        1 => '*',
        2 => '·',
        3 => '…',
        _ => '\u{1f02b}',
    }
}

/// Whether a path is that of a file below `content/` which is in no published publication.
fn is_unpublished(path: &str, seen: &Visibility) -> bool {
    let Some(path) = path.strip_prefix("content/") else { return false };
    !paths_to(path).any(|folder| seen.public.contains(folder))
}
