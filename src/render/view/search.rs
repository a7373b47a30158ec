//! The page that searches. Without a script it says so, and offers the lists.

use serde::Serialize;
use tera::Value;

use super::entry::LinkView;
use super::home::{TopicView, topics};
use super::page::{Frame, PageDraft, languages_of, no_page, page};
use crate::plan::{PageKey, Scope, search_folder};
use crate::publication::Kind;
use crate::render::Fault;
use crate::render::reader::Reader;

/// How a number of results is said: the script takes the form of a number that counts alike.
#[derive(Clone, Debug, Serialize)]
pub struct CountView {
    /// A number.
    pub number: i64,
    /// What is said of so many results, with `#` where the number stands.
    pub text: String,
}

/// `search`.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// The title.
    pub title: String,
    /// The page's own address, to which its form leads.
    pub url: String,
    /// The folder of the files that the script asks for, as in a link.
    pub folder: String,
    /// How many publications are searched.
    pub total: usize,
    /// How many older ones are not.
    pub left_out: usize,
    /// How results are counted.
    pub counts: Vec<CountView>,
    /// The lists of kinds.
    pub kinds: Vec<LinkView>,
    /// The lists of topics.
    pub topics: Vec<TopicView>,
}

/// Numbers that between them take every plural form of the Union's languages.
const COUNTED: &[i64] = &[0, 1, 2, 3, 5, 7, 11, 20, 21, 100, 1_000_000];

/// The page of the search.
pub(crate) fn frame(reader: &Reader<'_>) -> Result<Frame, Fault> {
    let key = PageKey::Search;
    let plan = &reader.site.plan;
    let (Some(address), Some(search)) = (plan.address(&key, reader.lang), plan.search(reader.lang))
    else {
        return Err(no_page(&key));
    };
    let mut counts = Vec::with_capacity(COUNTED.len());
    for &number in COUNTED {
        let text = reader.text("search-results", &[("count", number.into())])?;
        counts.push(CountView { number, text: text.replace(&reader.words.number(number), "#") });
    }
    let mut kinds = Vec::new();
    for kind in Kind::ALL {
        kinds.extend(reader.list(&Scope::Kind(*kind))?.map(|link| (*link).clone()));
    }
    let view = SearchView {
        title: reader.text("search-title", &[])?,
        url: reader.href(address),
        folder: reader.href(&search_folder(reader.lang)),
        total: search.publications.len(),
        left_out: search.left_out,
        counts,
        kinds,
        topics: topics(reader)?,
    };
    let page = page(
        reader,
        PageDraft {
            template: "search",
            section: Some("search".to_owned()),
            title: view.title.clone(),
            description: Some(reader.text("search-description", &[])?),
            address,
            languages: languages_of(reader, &key),
            parents: Vec::new(),
        },
    )?;
    let content = Value::from_serializable(&view);
    Ok(Frame { template: "search.html", page, name: "search", content })
}
