//! Guidelines: documents with versions and a status.

use super::{Facts, KindSpec, Status, no_particulars};
use crate::diagnostics::MISSING_FIELD;
use crate::yaml::Fields;

pub(super) const SPEC: KindSpec = KindSpec {
    id: "guideline",
    folder: "guidelines",
    template: "guideline.html",
    schema_type: "Report",
    listed: true,
    catalogue: true,
    read: no_particulars,
    check: check_guideline,
};

/// Who is consulted must be told until when.
fn check_guideline(facts: &Facts, fields: &mut Fields<'_>) {
    if facts.status == Some(Status::Consultation) && facts.consultation.is_none() {
        let fault = MISSING_FIELD
            .at(fields.at("status"), "a guideline in consultation does not say when it closes")
            .help("add `consultation: {closes: YYYY-MM-DD}`");
        fields.report(fault);
    }
}
