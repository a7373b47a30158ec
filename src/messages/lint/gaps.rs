//! A language whose stage is `full` has every message of the program's interface, and the site's
//! own name.

use super::{Lint, REQUIRED, program_ids};
use crate::diagnostics::{Diagnostics, Location};
use crate::identity::Lang;

/// Families of messages that are needed only where content uses them, or that no page shows.
pub(super) const ON_DEMAND: &[&str] = &[
    "act-",
    "asset-",
    "convention-",
    "country-",
    "cross-border-",
    "detailed-cause-",
    "dimension-",
    "identifier-",
    "impact-severity-",
    "language-",
    "licence-",
    "measure-",
    "outlook-",
    "regime-",
    "quarter-",
    "root-cause-",
    "rsit-class-",
    "rsit-type-",
    "sector-",
    "service-",
    "subsector-",
    "third-party-",
    "threat-severity-",
];

/// Whether a message is needed only where content uses it.
pub(in crate::messages) fn is_on_demand(id: &str) -> bool {
    ON_DEMAND.iter().any(|family| id.starts_with(family))
}

/// Reports what a full language lacks.
pub(super) fn check(lint: &Lint<'_>, home: &dyn Fn(&Lang) -> Location, out: &mut Diagnostics) {
    let interface = program_ids().iter().map(String::as_str);
    let needed: Vec<&str> =
        interface.filter(|id| !is_on_demand(id)).chain(REQUIRED.iter().copied()).collect();
    for words in lint.full() {
        let gaps = needed.iter().filter(|id| !words.has(id));
        let gaps = gaps.filter_map(|id| words.text(id, &[]).err());
        out.extend(gaps.map(|gap| gap.diagnostic().or_at(home(words.lang()))));
    }
}
