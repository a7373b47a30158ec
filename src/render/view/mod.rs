//! What templates see: the contract with theme authors.
//!
//! Every HTML page has `site` ([`site::SiteView`]) and `page` ([`page::PageView`]), and one more
//! variable that its template is named after:
//!
//! | template | variable |
//! |---|---|
//! | `home.html` | `home`: [`home::HomeView`] |
//! | `catalogue.html` | `catalogue`: [`catalogue::CatalogueView`] |
//! | `listing.html` | `listing`: [`listing::ListingView`] |
//! | `news.html`, `guideline.html`, `incident-report.html`, `page.html` | `publication`: [`publication::PublicationView`] |
//! | `glossary.html` | `glossary`: [`glossary::GlossaryView`] |
//! | `search.html` | `search`: [`search::SearchView`]; a theme without it has no search |
//! | `withdrawn.html` | `withdrawn`: [`publication::WithdrawnView`] |
//! | `chooser.html` | `chooser`: [`page::ChooserView`] |
//! | `redirect.html` | `redirect`: [`redirect::RedirectView`] |
//! | `not-found.html` | nothing more |
//!
//! Functions, bound to the page's language: `t(key="…", argument=…)` gives a message as text, for
//! attributes; `words(key="…", …)` gives it as the content of an element, marked with its language
//! where a partial language borrows it; `markup(key="…", …)` does so with one that holds HTML (its
//! arguments are escaped); `asset(path="…")` gives an asset's address, `number(value=…)` and `date(value="YYYY-MM-DD")` localised forms. Keys are
//! literals, so that `check` can hold them against every language.
//!
//! Components that the program calls by name: `callout(kind, label, title, critical)` with a body,
//! `figure(url, width, height, alt, caption, credit)`, `members(label, names)`,
//! `latest(entries, label)`, `publications(groups)`, `exhibit(exhibit)`
//! ([`exhibit::ExhibitView`]: a chart or a table of figures).
//!
//! Texts are escaped by Tera; fields of type [`Html`] are safe already; [`Shared`] means nothing. Ids of a theme's own
//! elements start with an underscore, which no heading's id does.

pub mod catalogue;
pub mod comparison;
pub mod data;
pub mod entry;
pub mod exhibit;
pub mod glossary;
pub mod home;
pub mod listing;
pub mod page;
pub mod publication;
pub mod redirect;
pub mod search;
pub mod site;

use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use tera::Value;

/// Text that is HTML already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(pub String);

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

/// A view that many pages show, made for templates once. Templates see no difference.
#[derive(Debug)]
pub struct Shared<T>(Arc<(T, Value)>);

impl<T: Serialize> Shared<T> {
    /// Makes a view to be shared.
    pub fn new(view: T) -> Self {
        let value = Value::from_serializable(&view);
        Self(Arc::new((view, value)))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.0
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.1.serialize(serializer)
    }
}
