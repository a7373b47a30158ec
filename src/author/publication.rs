//! `new`: a draft with its facts and its original edition.

use std::path::PathBuf;

use jiff::civil::Date;

use super::{AuthorError, write_new};
use crate::identity::{Lang, PublicationId};
use crate::publication::Kind;
use crate::slug::short_slug;
use crate::sources::Sources;
use crate::yaml::quoted;

/// Writes `publication.yaml` and the original edition of a draft.
pub fn new_publication(
    sources: &Sources,
    kind: Kind,
    title: &str,
    lang: &Lang,
    today: Date,
) -> Result<Vec<PathBuf>, AuthorError> {
    let slug = match short_slug(title) {
        slug if slug.is_empty() => kind.id().to_owned(),
        slug => slug,
    };
    let folder = kind.spec().folder;
    let name = if kind == Kind::News { format!("{today}-{slug}") } else { slug.clone() };
    let id = PublicationId::new(format!("{folder}/{name}"));
    let year = match kind {
        Kind::IncidentReport => format!("year: {}\n", today.year() - 1),
        Kind::News | Kind::Guideline | Kind::Page => String::new(),
    };
    let facts = format!("date: {today}\n{year}original: {lang}\ndraft: true\ntopics: []\n");
    let edition = format!("---\ntitle: {}\nslug: {slug}\nsummary: \"\"\n---\n\n", quoted(title));
    write_new(&[
        (sources.path(&id.source("publication.yaml")), facts.into_bytes()),
        (sources.path(&id.source(&format!("{lang}.md"))), edition.into_bytes()),
    ])
}
