//! The files of a publication's folder: what they are, and what they tell besides their content.
//!
//! Looked at when the publication is read, so that a preview does it once for each change. What a
//! file is, `inspect` says; what is made of that, this.

use super::{Folder, markings};
use crate::diagnostics::{
    ATTACHMENT_METADATA, COVER_LARGE, Diagnostic, Diagnostics, FORMAT_MISMATCH, Location,
    NOT_CHECKED, PDF_INACCESSIBLE,
};
use crate::identity::SourceId;
use crate::inspect::{Finding, LARGEST, inspect, is_inspected, stripped};
use crate::publication::{Facts, Tlp, is_vouched_for};
use crate::sources::Sources;

/// How large a cover is without a word, in bytes: a page with one should load in a second on a
/// slow telephone line of 3 Mbit/s.
const COVER: usize = 300_000;

/// Looks into every file.
pub(super) fn check(sources: &Sources, folder: &Folder, facts: &Facts, out: &mut Diagnostics) {
    for file in folder.files.iter().filter(|file| is_inspected(file)) {
        let source = folder.id.source(file);
        match sources.length(&source) {
            Ok(length) if length > LARGEST => {
                let largest = LARGEST >> 20;
                out.push(NOT_CHECKED.at(
                    Location::whole(&source),
                    format!("`{file}` is not checked: it is larger than {largest} MiB"),
                ));
            }
            Ok(_) => match sources.read(&source) {
                Ok(bytes) => {
                    let own = File { name: file, source: &source, bytes: &bytes };
                    own.check(folder, facts, out);
                }
                Err(fault) => out.push(fault),
            },
            Err(fault) => out.push(fault),
        }
    }
}

struct File<'a> {
    name: &'a str,
    source: &'a SourceId,
    bytes: &'a [u8],
}

impl File<'_> {
    fn check(&self, folder: &Folder, facts: &Facts, out: &mut Diagnostics) {
        let is_public = facts.tlp == Tlp::Clear && !facts.explains_tlp;
        for finding in inspect(self.name, self.bytes) {
            if is_public || !matches!(finding, Finding::Label(..)) {
                out.push(self.said(&finding));
            }
        }
        let is_cover = facts.cover.as_deref() == Some(self.name);
        let is_kept = is_vouched_for(facts, &folder.files, self.name);
        let shown = stripped(self.bytes).filter(|_| is_cover || is_kept);
        if is_kept && shown.as_deref().is_some_and(|shown| shown != self.bytes) {
            out.push(self.kept_as_it_is());
        }
        let length = match &shown {
            Some(shown) if !is_kept => shown.len(),
            _ => self.bytes.len(),
        };
        if is_cover && length > COVER {
            let at = Location::field(&folder.id.source("publication.yaml"), "cover");
            let kilobytes = length.div_ceil(1000);
            out.push(
                COVER_LARGE
                    .at(at, format!("the cover `{}` has {kilobytes} kB", self.name))
                    .help("make it smaller: 1200 pixels wide as JPEG or WebP is under 300 kB"),
            );
        }
    }

    fn at(&self) -> Location {
        Location::whole(self.source)
    }

    fn said(&self, finding: &Finding) -> Diagnostic {
        let name = self.name;
        match finding {
            Finding::OtherFormat(expected, found) => {
                let found = found.map_or_else(String::new, |found| format!(", but {found}"));
                FORMAT_MISMATCH
                    .at(self.at(), format!("`{name}` is not {expected}{found}"))
                    .help("save it again in that format, or give it the ending of its own")
            }
            Finding::Label(marked, range) => {
                let at = range.clone().map(|range| Location::bytes(self.source, range));
                let fault = markings::fault(marked, at.unwrap_or_else(|| self.at()));
                Diagnostic { message: format!("{} (in `{name}`)", fault.message), ..fault }
            }
            Finding::Metadata(what) => ATTACHMENT_METADATA
                .at(self.at(), format!("`{name}` has {what}"))
                .help("remove it in the program that made the file, and save it again"),
            Finding::Inaccessible(what) => PDF_INACCESSIBLE
                .at(self.at(), format!("`{name}` has no {}", what.trim_start_matches("a ")))
                .help("export it as a tagged PDF (PDF/UA), with its title and language set"),
            Finding::Unchecked(why) => {
                NOT_CHECKED.at(self.at(), format!("`{name}` is not checked: {why}"))
            }
        }
    }

    fn kept_as_it_is(&self) -> Diagnostic {
        let message = format!("`{}` has what its camera or program noted of it", self.name);
        ATTACHMENT_METADATA.at(self.at(), message).help(
            "it is published as it is, since its SHA-256 is declared or it is signed: remove the \
             metadata, then sign or declare it anew",
        )
    }
}
