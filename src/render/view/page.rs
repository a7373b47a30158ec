//! `page`: what a page says of itself, whatever it holds.

use serde::Serialize;
use tera::Value;

use super::entry::{FormatView, TitledLink};
use super::listing::{archive_title, title};
use super::{Html, Shared};
use crate::identity::{Address, Lang};
use crate::library::Index;
use crate::plan::{FeedFormat, PageKey, Scope};
use crate::publication::Kind;
use crate::render::Fault;
use crate::render::reader::Reader;

/// The same page in another language, for search engines.
#[derive(Clone, Debug, Serialize)]
pub struct AlternateView {
    /// A language, or `x-default`.
    pub hreflang: String,
    /// Absolute.
    pub url: String,
}

/// A language in which the page exists.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageView {
    /// The language.
    pub tag: String,
    /// Its own name.
    pub name: String,
    /// The page there.
    pub url: String,
    /// Whether it is this page.
    pub current: bool,
}

/// A language in which the page does not exist.
#[derive(Clone, Debug, Serialize)]
pub struct MissingLanguageView {
    /// The language.
    pub tag: String,
    /// Its own name.
    pub name: String,
}

/// One step of the breadcrumb.
#[derive(Clone, Debug, Serialize)]
pub struct CrumbView {
    /// What it says.
    pub title: String,
    /// Where it leads; `None` for the page itself.
    pub url: Option<String>,
}

/// A picture with its size.
#[derive(Clone, Debug, Serialize)]
pub struct ImageView {
    /// Where it is: absolute for Open Graph, else as in a link.
    pub url: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// The alternative text; empty when it only decorates.
    pub alt: String,
    /// Who made it.
    pub credit: Option<String>,
}

/// What the Open Graph protocol wants to know.
#[derive(Clone, Debug, Serialize)]
pub struct OpenGraphView {
    /// `website` or `article`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// A picture to show with the link.
    pub image: Option<ImageView>,
    /// ISO 8601.
    pub published: Option<String>,
    /// ISO 8601.
    pub modified: Option<String>,
    /// `it_IT`, `pt_BR`.
    pub locale: String,
}

/// `page`.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// Which sort of page it is.
    pub template: &'static str,
    /// The entry of the main navigation that it lies under.
    pub section: Option<String>,
    /// Its title.
    pub title: String,
    /// Its title with the site's name.
    pub full_title: String,
    /// What search engines show beneath the title.
    pub description: Option<String>,
    /// Its own address, as in a link.
    pub url: String,
    /// Absolute; `None` for pages that have none.
    pub canonical: Option<String>,
    /// `noindex`, or nothing.
    pub robots: Option<&'static str>,
    /// The language of the content; another than `site.lang` on a notice page only.
    pub lang: String,
    /// The page in other languages, itself among them.
    pub alternates: Vec<AlternateView>,
    /// The languages in which it exists.
    pub languages: Vec<LanguageView>,
    /// The languages of the site in which it does not.
    pub missing_languages: Vec<MissingLanguageView>,
    /// The way here from the home page.
    pub breadcrumb: Vec<CrumbView>,
    /// Open Graph.
    pub og: OpenGraphView,
    /// schema.org data, safe inside its `script` element.
    pub json_ld: Option<Html>,
    /// The feeds of the language, as Atom.
    pub feeds: Shared<Vec<TitledLink>>,
    /// The page itself in other forms: its own feeds, formats for programs and for citations.
    pub formats: Vec<FormatView>,
}

/// A page that is ready for its template.
pub(crate) struct Frame {
    pub(crate) template: &'static str,
    pub(crate) page: PageView,
    /// The name of the page's own variable.
    pub(crate) name: &'static str,
    pub(crate) content: Value,
}

/// What is to be known of a page before it can say the rest of itself.
pub(crate) struct PageDraft<'a> {
    pub(crate) template: &'static str,
    pub(crate) section: Option<String>,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) address: &'a Address,
    /// The languages in which it exists, with their addresses.
    pub(crate) languages: Vec<(Lang, Address)>,
    /// The steps between the home page and this one.
    pub(crate) parents: Vec<CrumbView>,
}

/// Completes a page that search engines may find.
pub(crate) fn page(reader: &Reader<'_>, draft: PageDraft<'_>) -> Result<PageView, Fault> {
    let site_name = reader.text("site-name", &[])?;
    let home = reader.site.plan.address(&PageKey::Home, reader.lang);
    let is_home = home == Some(draft.address);
    let mut breadcrumb = Vec::with_capacity(draft.parents.len() + 2);
    if let Some(home) = home.filter(|_| !is_home) {
        let title = reader.text("listing-home", &[])?;
        breadcrumb.push(CrumbView { title, url: Some(reader.href(home)) });
        breadcrumb.extend(draft.parents);
        breadcrumb.push(CrumbView { title: draft.title.clone(), url: None });
    }
    let current = |lang: &Lang, address: &Address| lang == reader.lang && address == draft.address;
    let mut languages = Vec::with_capacity(draft.languages.len());
    for (lang, address) in &draft.languages {
        languages.push(LanguageView {
            tag: lang.as_str().to_owned(),
            name: own_name(reader, lang)?,
            url: reader.href(address),
            current: current(lang, address),
        });
    }
    let mut missing_languages = Vec::new();
    for lang in &reader.site.plan.languages {
        if !draft.languages.iter().any(|(has, _)| has == lang) {
            let name = own_name(reader, lang)?;
            missing_languages.push(MissingLanguageView { tag: lang.as_str().to_owned(), name });
        }
    }
    let full_title = match draft.title == site_name {
        true => site_name,
        false => format!("{} – {site_name}", draft.title),
    };
    let page = PageView {
        template: draft.template,
        section: draft.section,
        full_title,
        title: draft.title,
        description: draft.description,
        url: reader.href(draft.address),
        canonical: Some(reader.absolute(draft.address)),
        robots: reader.site.audience.drafts.then_some("noindex"),
        lang: reader.lang.as_str().to_owned(),
        alternates: alternates(reader, &draft.languages),
        languages,
        missing_languages,
        breadcrumb,
        og: OpenGraphView {
            kind: "website",
            image: None,
            published: None,
            modified: None,
            locale: reader.words.open_graph_locale().to_owned(),
        },
        json_ld: None,
        feeds: reader.feeds()?,
        formats: Vec::new(),
    };
    Ok(if reader.site.config.is_pseudo(reader.lang) { unlisted(page) } else { page })
}

/// The same page for search engines to leave alone: no canonical address, no alternates.
pub(crate) fn unlisted(mut page: PageView) -> PageView {
    page.robots = Some("noindex");
    page.canonical = None;
    page.alternates = Vec::new();
    page
}

/// Each language with its address, and `x-default`: the site's first language where the page
/// exists in it, else the first in which it does.
fn alternates(reader: &Reader<'_>, languages: &[(Lang, Address)]) -> Vec<AlternateView> {
    let mut alternates: Vec<AlternateView> = languages
        .iter()
        .filter(|(lang, _)| !reader.site.config.is_pseudo(lang))
        .map(|(lang, address)| AlternateView {
            hreflang: lang.as_str().to_owned(),
            url: reader.absolute(address),
        })
        .collect();
    if let Some(first) = alternates.first() {
        let url = first.url.clone();
        alternates.push(AlternateView { hreflang: "x-default".to_owned(), url });
    }
    alternates
}

/// A language's name in that language.
pub(crate) fn own_name(reader: &Reader<'_>, lang: &Lang) -> Result<String, Fault> {
    let own = Reader::new(reader.site, lang);
    if own.words.has_own("language-own-name") {
        return own.text("language-own-name", &[]);
    }
    // Never the fallback's: that is the name of another language.
    Ok(reader.words.label("language", lang.as_str()).unwrap_or_else(|_| lang.to_string()))
}

/// The languages in which a page of the interface exists.
pub(crate) fn languages_of(reader: &Reader<'_>, key: &PageKey) -> Vec<(Lang, Address)> {
    let plan = &reader.site.plan;
    plan.languages
        .iter()
        .filter_map(|lang| Some((lang.clone(), plan.address(key, lang)?.clone())))
        .collect()
}

/// The languages in which a publication has an edition, its tombstones among them.
pub(crate) fn all_editions_of(reader: &Reader<'_>, index: Index) -> Vec<(Lang, Address)> {
    let publication = reader.site.library.get(index);
    let mut languages = languages_of(reader, &PageKey::Publication(index));
    languages.retain(|(lang, _)| publication.editions.contains_key(lang));
    languages
}

/// The languages in which a publication can be read: those of editions that were not withdrawn.
pub(crate) fn editions_of(reader: &Reader<'_>, index: Index) -> Vec<(Lang, Address)> {
    let editions = &reader.site.library.get(index).editions;
    let mut languages = all_editions_of(reader, index);
    languages.retain(|(lang, _)| editions.get(lang).is_some_and(|e| e.facts.withdrawn.is_none()));
    languages
}

/// The feeds of a language, put into words: of everything, then of each kind.
pub(crate) fn feeds(reader: &Reader<'_>) -> Result<Vec<TitledLink>, Fault> {
    let kinds = Kind::ALL.iter().map(|kind| PageKey::Listing(Scope::Kind(*kind)));
    let mut feeds = Vec::new();
    for page in std::iter::once(PageKey::Home).chain(kinds) {
        if let Some(address) = reader.site.plan.feed(&page, FeedFormat::Atom, reader.lang) {
            let title = feed_title(reader, &page)?;
            feeds.push(TitledLink { title, url: reader.href(address) });
        }
    }
    Ok(feeds)
}

/// The feeds of what a page lists, in every format.
pub(crate) fn formats_of(reader: &Reader<'_>, page: &PageKey) -> Result<Vec<FormatView>, Fault> {
    let mut formats = Vec::new();
    for format in FeedFormat::ALL {
        if let Some(address) = reader.site.plan.feed(page, *format, reader.lang) {
            formats.push(FormatView {
                title: feed_title(reader, page)?,
                url: reader.href(address),
                media_type: format.media_type(),
            });
        }
    }
    Ok(formats)
}

/// What the feed of a page is called.
pub(crate) fn feed_title(reader: &Reader<'_>, page: &PageKey) -> Result<String, Fault> {
    let site = reader.text("site-name", &[])?;
    let list = match page {
        PageKey::Listing(scope) => title(reader, scope)?,
        PageKey::Archive(scope, year) => archive_title(reader, &title(reader, scope)?, *year)?,
        _ => return reader.text("feed-title", &[("site", (&site).into())]),
    };
    reader.text("feed-kind-title", &[("site", (&site).into()), ("kind", (&list).into())])
}

/// The page that is shown where there is nothing.
pub(crate) fn not_found(reader: &Reader<'_>) -> Result<Frame, Fault> {
    let key = PageKey::NotFound;
    let Some(address) = reader.site.plan.address(&key, reader.lang) else {
        return Err(no_page(&key));
    };
    let mut page = unlisted(page(
        reader,
        PageDraft {
            template: "not-found",
            section: None,
            title: reader.text("not-found-title", &[])?,
            description: None,
            address,
            languages: languages_of(reader, &PageKey::Home),
            parents: Vec::new(),
        },
    )?);
    page.breadcrumb = Vec::new();
    Ok(Frame { template: "not-found.html", page, name: "missing", content: Value::none() })
}

pub(crate) fn no_page(key: &PageKey) -> Fault {
    crate::diagnostics::LINK_DANGLING.nowhere(format!("there is no page for {key:?}")).into()
}

/// One language of the choice at `/`.
#[derive(Clone, Debug, Serialize)]
pub struct ChoiceView {
    /// The language.
    pub tag: String,
    /// Its own name.
    pub name: String,
    /// Its home page.
    pub url: String,
    /// The site's name in it.
    pub site_name: String,
    /// The site's tagline in it.
    pub tagline: Option<String>,
}

/// `chooser`.
#[derive(Clone, Debug, Serialize)]
pub struct ChooserView {
    /// Every language, in the site's order.
    pub languages: Vec<ChoiceView>,
}

/// The choice of language at `/`.
pub(crate) fn chooser(reader: &Reader<'_>) -> Result<Frame, Fault> {
    let homes = languages_of(reader, &PageKey::Home);
    let mut languages = Vec::with_capacity(homes.len());
    for (lang, home) in &homes {
        let there = Reader::new(reader.site, lang);
        let tagline = there.words.has("site-tagline").then(|| there.text("site-tagline", &[]));
        languages.push(ChoiceView {
            tag: lang.as_str().to_owned(),
            name: own_name(reader, lang)?,
            url: reader.href(home),
            site_name: there.text("site-name", &[])?,
            tagline: tagline.transpose()?,
        });
    }
    let address = Address::new("/");
    let mut page = page(
        reader,
        PageDraft {
            template: "chooser",
            section: None,
            title: reader.text("site-name", &[])?,
            description: None,
            address: &address,
            languages: homes,
            parents: Vec::new(),
        },
    )?;
    page.breadcrumb = Vec::new();
    if let Some(default) = page.alternates.last_mut() {
        default.url = reader.absolute(&address);
    }
    let content = Value::from_serializable(&ChooserView { languages });
    Ok(Frame { template: "chooser.html", page, name: "chooser", content })
}
