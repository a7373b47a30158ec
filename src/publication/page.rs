//! Pages that stand by themselves: policy pages, legal notes, the accessibility statement.

use super::{Facts, KindSpec, no_particulars};
use crate::diagnostics::UNKNOWN_FIELD;
use crate::yaml::Fields;

pub(super) const SPEC: KindSpec = KindSpec {
    id: "page",
    folder: "pages",
    template: "page.html",
    schema_type: "WebPage",
    listed: false,
    catalogue: false,
    read: no_particulars,
    check: check_page,
};

/// A page has no versions: it changes in place, and says so in its change notes.
fn check_page(facts: &Facts, fields: &mut Fields<'_>) {
    if facts.version.is_some() || facts.supersedes.is_some() {
        let key = if facts.version.is_some() { "version" } else { "supersedes" };
        let fault = UNKNOWN_FIELD
            .at(fields.at(key), format!("a page has no `{key}`"))
            .help("pages change in place: add an entry to `changes` in each edition");
        fields.report(fault);
    }
}
