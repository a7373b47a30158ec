//! News releases.

use super::{KindSpec, no_checks, no_particulars};

pub(super) const SPEC: KindSpec = KindSpec {
    id: "news",
    folder: "news",
    template: "news.html",
    schema_type: "NewsArticle",
    listed: true,
    catalogue: false,
    read: no_particulars,
    check: no_checks,
};
