//! One address to one artifact: [`render`] is a pure function of the site and the address.
//!
//! Pages come from Tera templates over the views in [`view`], which are the contract with theme
//! authors; feeds and the sitemap are written here, one file a format. The only part that knows
//! Tera.

mod address;
mod atom;
mod body;
mod calls;
pub mod exchange;
mod exhibit;
mod feed;
mod json_feed;
mod json_ld;
mod open_data;
mod phrases;
mod reader;
mod search;
mod security_txt;
pub mod servers;
mod sitemap;
mod templates;
pub mod view;
mod xml;

use memchr::memmem;
use tera::{Context, Value};

use crate::diagnostics::{Diagnostic, INLINE_STYLE, LINK_DANGLING, Location};
use crate::identity::{Address, Lang, SourceId};
use crate::inspect::{is_stripped, stripped};
use crate::library::{Index, Publication};
use crate::plan::{Exchange, FeedFormat, PageKey, Scope, Spec};
use crate::site::Site;
use exchange::Catalogue;
use feed::Feed;
use reader::Reader;
use view::page::{Frame, PageView};
use view::publication::PublicationView;

pub(crate) use calls::uses;
pub use open_data::OpenData;
pub use search::Searches;
pub use templates::Templates;
pub use view::site::Chrome;

/// What is served at one address.
#[derive(Debug)]
pub struct Artifact {
    /// Where.
    pub address: Address,
    /// What.
    pub content: Content,
}

/// Bytes, or a file of the site to be copied as it is.
#[derive(Debug)]
pub enum Content {
    /// Made by the program.
    Bytes(Vec<u8>),
    /// Copied.
    File(SourceId),
}

/// A stage's fault; boxed because it is rare and large.
pub(crate) type Fault = Box<Diagnostic>;

/// Makes what is served at an address of the plan.
pub fn render(site: &Site, address: &Address) -> Result<Artifact, Fault> {
    let Some(spec) = site.plan.spec(address) else {
        return Err(LINK_DANGLING.nowhere(format!("nothing is served at `{address}`")).into());
    };
    artifact(site, address, spec)
}

/// Makes what the plan serves at an address.
pub(crate) fn artifact(site: &Site, address: &Address, spec: &Spec) -> Result<Artifact, Fault> {
    let content = match spec {
        Spec::Page(key, lang) => page(site, key, lang)?,
        Spec::Chooser => chooser(site)?,
        Spec::Redirect(redirect) => {
            let reader = reader_of(site, redirect.lang.as_ref());
            html(&reader, view::redirect::frame(&reader, redirect)?)?
        }
        Spec::Feed(page, format, lang) => feed(site, page, *format, lang)?,
        Spec::Exchange(format) => {
            let catalogue = Catalogue::of(site.into());
            let catalogue = match format {
                Exchange::Dcat => catalogue.with_data(open_data::records(site)?),
                _ => catalogue,
            };
            Content::Bytes(exchange::write(&catalogue, *format)?)
        }
        Spec::Citation(format, index, lang) => {
            Content::Bytes(exchange::citation(site.into(), *format, *index, lang)?)
        }
        Spec::Data(index, file) => {
            Content::Bytes(open_data::file(site, site.library.get(*index), file)?)
        }
        Spec::SeriesData(series) => Content::Bytes(open_data::of_series(site, series)?),
        Spec::Sitemap(part) => Content::Bytes(sitemap::sitemap(site, *part)?),
        Spec::SitemapIndex => Content::Bytes(sitemap::index(site)?),
        Spec::HostRules(rules) => Content::Bytes(servers::rules(site, *rules)),
        Spec::SecurityTxt => {
            let txt = site.config.security_txt.as_ref();
            let text = txt.map(|txt| security_txt::write(site, txt)).unwrap_or_default();
            Content::Bytes(text.into_bytes())
        }
        Spec::Robots => Content::Bytes(sitemap::robots(site).into_bytes()),
        Spec::Search(part, lang) => Content::Bytes(search::file(site, *part, lang)?),
        Spec::Asset(path) => {
            let bytes = site.assets.get(path).map(|asset| asset.bytes.clone());
            Content::Bytes(bytes.unwrap_or_default())
        }
        Spec::Static(source) => Content::File(source.clone()),
        Spec::File(source) => file(site, source)?,
    };
    Ok(Artifact { address: address.clone(), content })
}

/// A file of a publication: a picture without what a camera or a program noted, unless somebody
/// vouches for its bytes.
fn file(site: &Site, source: &SourceId) -> Result<Content, Fault> {
    let is_vouched_for =
        |(publication, file): (&Publication, &str)| publication.vouched_for.contains(file);
    if site.library.owner(source).is_none_or(is_vouched_for) || !is_stripped(source.as_str()) {
        return Ok(Content::File(source.clone()));
    }
    let left = stripped(&site.sources.read(source)?);
    Ok(left.map_or_else(|| Content::File(source.clone()), Content::Bytes))
}

fn feed(site: &Site, page: &PageKey, format: FeedFormat, lang: &Lang) -> Result<Content, Fault> {
    let feed = Feed::of(site, page, format, lang)?;
    let bytes = match format {
        FeedFormat::Atom => atom::write(&feed, lang)?,
        FeedFormat::Json => json_feed::write(&feed, lang)?,
    };
    Ok(Content::Bytes(bytes))
}

fn reader_of<'s>(site: &'s Site, lang: Option<&'s Lang>) -> Reader<'s> {
    Reader::new(site, lang.unwrap_or_else(|| site.config.default_language()))
}

fn page(site: &Site, key: &PageKey, lang: &Lang) -> Result<Content, Fault> {
    let reader = Reader::new(site, lang);
    let frame = match key {
        PageKey::Home => view::home::frame(&reader)?,
        PageKey::Listing(Scope::Catalogue) => view::catalogue::frame(&reader)?,
        PageKey::Listing(scope) => view::listing::frame(&reader, scope, None)?,
        PageKey::Archive(scope, year) => view::listing::frame(&reader, scope, Some(*year))?,
        PageKey::Publication(index) => view::publication::frame(&reader, *index)?,
        PageKey::Comparison(series) => view::comparison::frame(&reader, series)?,
        PageKey::Glossary => view::glossary::frame(&reader)?,
        PageKey::Search => view::search::frame(&reader)?,
        PageKey::NotFound => view::page::not_found(&reader)?,
    };
    html(&reader, frame)
}

fn chooser(site: &Site) -> Result<Content, Fault> {
    let reader = reader_of(site, None);
    html(&reader, view::page::chooser(&reader)?)
}

/// What the template of a publication's page sees, for the benchmark's yardstick.
#[doc(hidden)]
pub fn publication_views(
    site: &Site,
    index: Index,
    lang: &Lang,
) -> Result<(PageView, PublicationView), Fault> {
    view::publication::views(&Reader::new(site, lang), index)
}

/// Renders what a template sees; public for the benchmark's yardstick, which does only this.
#[doc(hidden)]
pub fn through_template(
    site: &Site,
    lang: &Lang,
    template: &str,
    page: &PageView,
    (name, content): (&'static str, Value),
) -> Result<String, Fault> {
    let mut context = Context::new();
    context.insert_value("site", Reader::new(site, lang).chrome());
    context.insert("page", page);
    context.insert_value(name, content);
    site.templates.render(template, &context, lang)
}

/// Gives a fault a place, unless it has one.
fn placed(at: impl FnOnce() -> Location) -> impl FnOnce(Fault) -> Fault {
    |fault| Box::new(fault.or_at(at()))
}

/// Renders a frame with its template and looks over what came out.
fn html(reader: &Reader<'_>, frame: Frame) -> Result<Content, Fault> {
    let content = (frame.name, frame.content);
    let html = through_template(reader.site, reader.lang, frame.template, &frame.page, content)?;
    match inline_code(&html) {
        Some((found, at)) => Err(forbidden(reader, &frame.page.url, found, &html[at..])),
        None => Ok(Content::Bytes(html.into_bytes())),
    }
}

/// Says that a page has inline code: in the template that has it word for word, if there is one.
fn forbidden(reader: &Reader<'_>, url: &str, found: &str, from: &str) -> Fault {
    let template = code_alone(from).find_map(|code| reader.site.templates.holding(code));
    let fault = match template {
        Some(at) => INLINE_STYLE
            .at(at, format!("the template has {found}"))
            .help(format!("use a class and the theme's stylesheet; it is on the page `{url}`")),
        None => INLINE_STYLE
            .nowhere(format!("the page `{url}` has {found}"))
            .help("use a class and the theme's stylesheet"),
    };
    fault.into()
}

/// What of a page is looked for in templates: the rest of the tag, then an attribute's name, since
/// its value may be made by the template.
fn code_alone(from: &str) -> impl Iterator<Item = &str> {
    let tag = from.find('>').map(|end| &from[..=end]);
    let name = from.find('"').map(|quote| &from[..=quote]).filter(|_| from.starts_with(' '));
    tag.into_iter().chain(name)
}

/// What the site's Content-Security-Policy would block. Text is escaped, so that what looks like
/// a tag is one: a cheap search suffices.
fn inline_code(html: &str) -> Option<(&'static str, usize)> {
    let find = |start: &'static str, is_meant: &dyn Fn(usize) -> bool| {
        memmem::find_iter(html.as_bytes(), start).find(|at| is_meant(*at))
    };
    let places = [
        ("an inline style", find("<style", &|_| true)),
        ("an inline script", find("<script", &|at| is_inline_script(&html[at..]))),
        ("a script in a link", find("=\"javascript:", &|_| true)),
        ("a `style` attribute", find(" style=", &|at| in_tag(html, at))),
        ("an event attribute", find(" on", &|at| is_event(&html[at + 3..]) && in_tag(html, at))),
    ];
    places.into_iter().find_map(|(found, at)| Some((found, at?)))
}

/// Whether the script that begins here is neither a file nor data.
fn is_inline_script(html: &str) -> bool {
    let tag = html.split('>').next().unwrap_or_default();
    !tag.contains(" src=") && !tag.contains("application/ld+json")
}

/// Whether the rest of `on…` is an attribute: `click=`.
fn is_event(rest: &str) -> bool {
    let name = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    name > 0 && rest[name..].starts_with('=')
}

/// Whether a place is the name of a tag's attribute: the last bracket before it opens a tag, and
/// no value is open. Texts in values are escaped, so they hold neither brackets nor quotes.
fn in_tag(html: &str, at: usize) -> bool {
    let Some(bracket) = html[..at].rfind(['<', '>']) else { return false };
    let tag = &html[bracket..at];
    tag.starts_with('<') && tag.bytes().filter(|b| *b == b'"').count().is_multiple_of(2)
}
