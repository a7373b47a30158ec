//! Which publications can be named, and why others cannot.

use std::collections::{BTreeMap, BTreeSet};

use super::alone::Alone;
use crate::diagnostics::{
    Diagnostics, LINK_BROKEN_TARGET, LINK_DANGLING, LINK_HIDDEN, Location, did_you_mean,
};
use crate::identity::PublicationId;
use crate::library::Index;
use crate::select::Hidden;

/// Finds publications by id while they are being linked.
pub(super) struct Known {
    visible: BTreeMap<PublicationId, Index>,
    hidden: BTreeMap<PublicationId, Hidden>,
    broken: BTreeSet<PublicationId>,
}

impl Known {
    pub(super) fn new(
        publications: &[Alone],
        hidden: BTreeMap<PublicationId, Hidden>,
        broken: BTreeSet<PublicationId>,
    ) -> Self {
        let ids = publications.iter().enumerate();
        let visible = ids.map(|(at, own)| (own.id.clone(), Index(at as u32))).collect();
        Self { visible, hidden, broken }
    }

    /// The publication of an id that `from` names; why there is none is reported.
    pub(super) fn find(
        &self,
        id: &PublicationId,
        from: &PublicationId,
        at: &Location,
        out: &mut Diagnostics,
    ) -> Option<Index> {
        let found = self.visible.get(id).copied();
        if found.is_none() {
            self.report(id, at.clone(), from, out);
        }
        found
    }

    /// Says why a name leads nowhere.
    fn report(
        &self,
        id: &PublicationId,
        at: Location,
        from: &PublicationId,
        out: &mut Diagnostics,
    ) {
        if let Some(hidden) = self.hidden.get(id) {
            let (why, mend) = match hidden {
                Hidden::Draft => ("it is a draft".to_owned(), "publish it first"),
                Hidden::NotDue => ("it is not due yet".to_owned(), "wait until it is out"),
                Hidden::Restricted(tlp) => {
                    let why = format!("it is marked {} and never published", tlp.label());
                    (why, "do not name it")
                }
                Hidden::Incomplete(lang) => (
                    format!("it waits for the edition in `{lang}` (`release: together`)"),
                    "add the edition that is missing",
                ),
                Hidden::Unaccepted(lang) => (
                    format!(
                        "its translation into `{lang}` was never accepted (`release: together`)"
                    ),
                    "accept the translation",
                ),
                Hidden::Held => {
                    ("it is not ready".to_owned(), "see what `bollettino due` says of it")
                }
                Hidden::Preparing => {
                    ("its language is in preparation".to_owned(), "add an edition in another one")
                }
            };
            out.push(
                LINK_HIDDEN
                    .at(at, format!("`{id}` cannot be seen by readers: {why}"))
                    .help(format!("{mend}, or hold `{from}` back as well")),
            );
        } else if self.broken.contains(id) {
            out.push(LINK_BROKEN_TARGET.at(at, format!("`{id}` has errors of its own")));
        } else {
            let known = self.visible.keys().map(PublicationId::as_str);
            out.push(
                LINK_DANGLING
                    .at(at, format!("there is no publication `{id}`"))
                    .maybe_help(did_you_mean(id.as_str(), known)),
            );
        }
    }
}
