//! Why the public does not see a publication now, and in which view it can be seen.

use jiff::Timestamp;
use serde::Serialize;

use crate::config::Config;
use crate::parse::ParsedPublication;
use crate::select::{Audience, Hidden, due, hidden};

/// What is hidden, and why.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct HiddenView {
    /// `draft`, `embargo`, `restricted`, `held` or `preparing`.
    pub(super) why: &'static str,
    /// The same in words.
    text: String,
    /// When it will be due, in the site's zone: `2026-03-02T18:00`.
    due: Option<String>,
    /// The view in which it can be seen; `None` when no page of it is made in any.
    view: Option<Choice>,
}

/// What a browser has to choose to see it.
#[derive(Debug, PartialEq, Serialize)]
struct Choice {
    drafts: bool,
    /// A time as `POST /_preview/api/view` takes it; empty for now.
    as_of: String,
}

/// Why the public does not see a publication now, if it does not.
pub(super) fn hidden_view(
    publication: &ParsedPublication,
    config: &Config,
    now: Timestamp,
) -> Option<HiddenView> {
    let why = hidden(publication, config, Audience::public(now))?;
    let due = publication.facts.as_ref().and_then(|facts| due(facts, config));
    let due = due.filter(|due| *due > now);
    let everybody = Audience { now: due.unwrap_or(now), drafts: true, preparing: true };
    let is_shown = publication.facts.is_some() && hidden(publication, config, everybody).is_none();
    let drafts = matches!(why, Hidden::Draft | Hidden::Preparing)
        || hidden(publication, config, Audience::public(everybody.now)).is_some();
    let as_of = due.map(|due| due.to_string()).unwrap_or_default();
    let civil = |due: Timestamp| {
        due.to_zoned(config.time_zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string()
    };
    let (word, text) = match &why {
        Hidden::Draft => ("draft", "draft".to_owned()),
        Hidden::NotDue => ("embargo", "not due yet".to_owned()),
        Hidden::Restricted(tlp) => {
            ("restricted", format!("{}: a public site shows TLP:CLEAR only", tlp.label()))
        }
        Hidden::Incomplete(lang) => {
            ("held", format!("released together, and the edition in `{lang}` is missing"))
        }
        Hidden::Unaccepted(lang) => (
            "held",
            format!("released together, and the translation into `{lang}` was never accepted"),
        ),
        // A preview holds nothing back.
        Hidden::Held => ("held", "held back".to_owned()),
        Hidden::Preparing => ("preparing", "in languages in preparation only".to_owned()),
    };
    let view = is_shown.then_some(Choice { drafts, as_of });
    Some(HiddenView { why: word, text, due: due.map(civil), view })
}
