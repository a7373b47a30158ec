//! Nothing changes in silence: what a new release may not do to one that readers have seen.
//!
//! Addresses that vanish, files with other bytes under the same name, and texts that changed
//! without a word are told where their author can mend it.

use std::collections::BTreeSet;

use super::{Size, address};
use crate::diagnostics::{
    ADDRESS_LOST, ATTACHMENT_REPLACED, Diagnostic, Diagnostics, Location, UNANNOUNCED_CHANGE,
};
use crate::identity::{Lang, PublicationId, SourceId};
use crate::seal::FileKind;
use crate::seal::manifest::{Edition, File, Manifest};
use crate::site::Site;

/// Holds a new release against the one that is served. `minor` excuses texts that changed without
/// a word.
pub(super) fn check(
    live: &Manifest,
    new: &Manifest,
    site: &Site,
    minor: Option<&str>,
) -> Diagnostics {
    let releases = Releases { live, new, site };
    let mut out = Diagnostics::new();
    releases.lost(&mut out);
    releases.replaced(&mut out);
    if minor.is_none() {
        releases.unannounced(&mut out);
    }
    out
}

struct Releases<'a> {
    live: &'a Manifest,
    new: &'a Manifest,
    site: &'a Site,
}

impl Releases<'_> {
    /// Addresses that are gone. What lies below a page that is gone is not told again.
    fn lost(&self, out: &mut Diagnostics) {
        let is_gone = |file: &&File| self.new.file(&file.path).is_none();
        let gone: Vec<&File> = self.live.files.iter().filter(is_gone).collect();
        let pages: BTreeSet<(Option<&PublicationId>, Option<&Lang>)> = gone
            .iter()
            .filter(|file| file.kind == FileKind::Page)
            .map(|file| (file.publication.as_ref(), file.language.as_ref()))
            .collect();
        let takes_down = self.takes_down();
        for file in gone {
            let excused = match file.kind {
                // Nobody comes to them but from a page; and what was gone may be forgotten.
                FileKind::Asset | FileKind::Search | FileKind::Picture => true,
                FileKind::Seal | FileKind::Rules | FileKind::Gone => true,
                FileKind::Page | FileKind::Static | FileKind::Redirect => false,
                FileKind::Attachment => {
                    file.publication.as_ref().is_some_and(|id| self.is_buried(id))
                }
                // A citation goes with its page, a feed with its list, and a list may lose its last
                // entry when that is withdrawn.
                FileKind::List | FileKind::Feed | FileKind::Data => match &file.publication {
                    Some(id) => {
                        pages.contains(&(Some(id), file.language.as_ref())) || self.is_buried(id)
                    }
                    None => takes_down || self.goes_with_its_list(file),
                },
            };
            if !excused {
                out.push(self.lost_file(file));
            }
        }
    }

    /// Whether what is left of a publication says that it was withdrawn, or that it is gone.
    fn is_buried(&self, id: &PublicationId) -> bool {
        let withdrawn = |edition: &Edition| {
            let now = self.new.edition(&edition.publication, &edition.language);
            now.is_some_and(|edition| edition.withdrawn)
        };
        let gone = |edition: &Edition| {
            self.new.file(&edition.page).is_some_and(|file| file.kind == FileKind::Gone)
        };
        self.live.editions_of(id).iter().all(|edition| withdrawn(edition) || gone(edition))
    }

    /// Whether something that was public is withdrawn by the new release, or gone for good.
    fn takes_down(&self) -> bool {
        let public = self.live.editions.iter().filter(|edition| !edition.withdrawn);
        let mut publications = public.map(|edition| &edition.publication);
        publications.any(|id| self.is_buried(id))
    }

    /// Whether a feed or file for programs went with the list that it is of, which is told.
    fn goes_with_its_list(&self, file: &File) -> bool {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let list = format!("{folder}/index.html");
        file.kind != FileKind::List
            && self.live.file(&list).is_some()
            && self.new.file(&list).is_none_or(|now| now.kind != FileKind::List)
    }

    fn lost_file(&self, file: &File) -> Diagnostic {
        let address = address(&file.path);
        let message = format!("`{address}` is served and would be there no more");
        let edition = file.publication.as_ref().zip(file.language.as_ref());
        let edition = edition.filter(|_| file.kind == FileKind::Page);
        if let Some((id, lang)) = edition {
            let source = id.source(&format!("{lang}.md"));
            if let Some(now) = self.new.edition(id, lang) {
                return ADDRESS_LOST.at(Location::field(&source, "title"), message).help(format!(
                    "the text is at `{}` now: add `aliases: [{address}]` to it",
                    super::address(&now.page)
                ));
            }
            return self.lost_near(source, message).help(format!(
                "keep it; or say that it is withdrawn: `bollettino withdraw {id} --mode notice`"
            ));
        }
        if let Some(id) = &file.publication {
            return self
                .lost_near(id.source("publication.yaml"), message)
                .help("put it back; or lead on from its address with a line of redirects.csv");
        }
        self.lost_near(SourceId::new("redirects.csv"), message).help(format!(
            "add a line to redirects.csv: `{address},/new/address/,301`, or `{address},,410` when \
             it is gone for good"
        ))
    }

    /// An address that is lost, told at a file of the site where that is there.
    fn lost_near(&self, source: SourceId, message: String) -> Diagnostic {
        match self.site.sources.contains(&source) {
            true => ADDRESS_LOST.at(Location::whole(&source), message),
            false => ADDRESS_LOST.nowhere(message),
        }
    }

    /// Files of publications with other bytes under the same name, of which no edition says a
    /// word.
    fn replaced(&self, out: &mut Diagnostics) {
        for file in &self.new.files {
            let Some(id) = &file.publication else { continue };
            if !matches!(file.kind, FileKind::Attachment | FileKind::Picture) {
                continue;
            }
            let before = self.live.file(&file.path).filter(|before| before.sha256 != file.sha256);
            let Some(before) = before else { continue };
            if self.says_something_new(id) {
                continue;
            }
            let name = file.path.strip_prefix(&format!("files/{id}/")).unwrap_or(&file.path);
            let message = format!(
                "`{name}` has other bytes than the file that is served under this name ({} \
                 instead of {}, SHA-256 {}…)",
                Size(file.length),
                Size(before.length),
                &file.sha256.to_string()[..12],
            );
            let help = format!(
                "give the new file another name; or say what is new in it, in `changes` of an \
                 edition of `{id}`: {ENTRY}"
            );
            out.push(ATTACHMENT_REPLACED.at(Location::whole(&id.source(name)), message).help(help));
        }
    }

    /// Whether an edition of a publication tells of an update or a correction for the first time.
    fn says_something_new(&self, id: &PublicationId) -> bool {
        let mut told = self.new.editions_of(id).iter().filter_map(|edition| {
            let before = self.live.edition(id, &edition.language)?;
            Some(edition.news(before).any(|note| note.kind != "minor"))
        });
        told.any(|is_told| is_told)
    }

    /// Texts that are others than those served, and say nothing of it.
    fn unannounced(&self, out: &mut Diagnostics) {
        for edition in &self.new.editions {
            let (id, lang) = edition.key();
            let Some(before) = self.live.edition(id, lang) else { continue };
            if edition.withdrawn {
                continue;
            }
            let source = id.source(&format!("{lang}.md"));
            let is_announced = edition.news(before).next().is_some();
            if before.history.iter().any(|note| !edition.history.contains(note)) && !is_announced {
                let message = "what was said of an earlier change is no longer said";
                out.push(
                    UNANNOUNCED_CHANGE
                        .at(Location::field(&source, "changes"), message)
                        .help("put the entry of `changes` back"),
                );
            } else if edition.text != before.text && !is_announced {
                let message = "this text is another than the one that is served, and `changes` \
                               says nothing of it";
                let field = if edition.history.is_empty() { "title" } else { "changes" };
                out.push(UNANNOUNCED_CHANGE.at(Location::field(&source, field), message).help(
                    format!(
                        "add an entry to `changes`: {ENTRY}; or, when it says the same, \
                             publish with `--minor \"typo\"`"
                    ),
                ));
            }
        }
    }
}

/// What an entry of `changes` looks like.
const ENTRY: &str = "`- {date: 2026-03-02, kind: correction, text: \"…\"}`";
