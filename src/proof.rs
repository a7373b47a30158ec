//! A proof: every edition of one publication in one file that needs no other, to be read, printed
//! and signed off before it is published.
//!
//! Each edition's page is rendered as ever, and what stands in its `<main>` is taken over: ids get
//! the language before them, so that no two are alike; pictures are put inside; links lead to where
//! the site is served.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use lol_html::html_content::Element;
use lol_html::{HandlerResult, RewriteStrSettings, doctype, element, rewrite_str};

use crate::diagnostics::{Diagnostic, LINK_DANGLING};
use crate::html::escape;
use crate::identity::{Address, Lang};
use crate::library::{Index, Publication};
use crate::media::Media;
use crate::messages::{Argument, MessageError};
use crate::plan::Spec;
use crate::render::{Content, render};
use crate::select::due;
use crate::site::Site;

/// What a proof adds to the theme's stylesheets: the banner, on every printed page, and each
/// edition on pages of its own.
const STYLE: &str = include_str!("proof.css");

/// Nothing is loaded, whoever opens the file wherever.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// What names other elements by their ids, besides links.
const BY_ID: &[&str] = &["id", "aria-labelledby", "aria-describedby", "aria-controls", "for"];

/// Makes the proof of a publication of the site; `now` tells whether it is out.
pub fn proof(site: &Site, index: Index, now: Timestamp) -> Result<String, Box<Diagnostic>> {
    let publication = site.library.get(index);
    let mut editions = String::new();
    let mut contents = String::new();
    let mut marks = Vec::new();
    let is_original = |(lang, _): &(&Lang, _)| **lang == publication.original;
    let (original, others): (Vec<_>, Vec<_>) = publication.editions.iter().partition(is_original);
    for (lang, edition) in original.into_iter().chain(others) {
        let Some(address) = site.plan.publication(index, lang) else { continue };
        let words = site.messages.translator(lang);
        let name = escape(&words.text("language-own-name", &[]).map_err(placed)?);
        contents.push_str(&format!(
            "<li lang=\"{lang}\"><a href=\"#{lang}\">{name}</a>: {}</li>\n",
            escape(&edition.facts.title)
        ));
        let banner = banner(site, publication, lang, now)?;
        marks.extend(banner.clone());
        let banner = banner.map(|text| {
            format!("<p class=\"proof-banner\"><strong>{}</strong></p>\n", escape(&text))
        });
        let banner = banner.unwrap_or_default();
        let main = Page { site, lang }.main(address)?;
        let direction = words.direction().as_str();
        editions.push_str(&format!(
            "<div class=\"proof-edition\" id=\"{lang}\" lang=\"{lang}\" dir=\"{direction}\">\n{banner}{main}</div>\n"
        ));
    }
    Ok(document(site, publication, &marks.join(" · "), &contents, &editions))
}

/// The file around the editions.
fn document(
    site: &Site,
    publication: &Publication,
    mark: &str,
    contents: &str,
    editions: &str,
) -> String {
    let original = &publication.original;
    let title = publication.edition_for(original).1.facts.title.as_str();
    let sheets = site.assets.iter().filter(|(path, _)| path.ends_with(".css"));
    let sheets: String = sheets.map(|(_, asset)| String::from_utf8_lossy(&asset.bytes)).collect();
    let mark = mark.replace('\\', "\\\\").replace('"', "\\\"").replace('<', "\\3c ");
    format!(
        "<!DOCTYPE html>\n<html lang=\"{original}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{}</title>\n\
         <style>\n{sheets}\n{STYLE}\
         @page {{ margin: 2cm; @top-center {{ content: \"{mark}\" }} }}\n</style>\n</head>\n<body class=\"proof\">\n\
         <main>\n<h1 class=\"proof-title\"><code>{}</code></h1>\n\
         <ul class=\"proof-contents\">\n{contents}</ul>\n{editions}</main>\n</body>\n</html>\n",
        escape(title),
        publication.id,
    )
}

/// That it is a draft, or until when it must not be shown: in the edition's language.
fn banner(
    site: &Site,
    publication: &Publication,
    lang: &Lang,
    now: Timestamp,
) -> Result<Option<String>, Box<Diagnostic>> {
    let words = site.messages.translator(lang);
    let zone = &site.config.time_zone;
    let facts = &publication.facts;
    let due = due(facts, &site.config).filter(|due| *due > now);
    let text = match due {
        _ if facts.draft => words.text("proof-draft", &[]),
        Some(due) => {
            let due = due.to_zoned(zone.clone());
            let (day, hour) = (words.date(due.date()), words.time(due.time()));
            let zone = zone.iana_name().unwrap_or("UTC");
            let arguments: &[(&str, Argument<'_>)] = &[
                ("day", day.as_str().into()),
                ("hour", hour.as_str().into()),
                ("zone", zone.into()),
            ];
            words.text("proof-embargo", arguments)
        }
        None => return Ok(None),
    };
    text.map(Some).map_err(placed)
}

fn placed(error: MessageError) -> Box<Diagnostic> {
    Box::new(error.diagnostic())
}

/// The page of one edition.
struct Page<'s> {
    site: &'s Site,
    lang: &'s Lang,
}

impl Page<'_> {
    /// What stands in the page's `<main>`.
    fn main(&self, address: &Address) -> Result<String, Box<Diagnostic>> {
        let Content::Bytes(bytes) = render(self.site, address)?.content else {
            return Err(nothing(address));
        };
        let html = String::from_utf8_lossy(&bytes);
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!("head, script", removed))
            .append_element_content_handler(element!("body > :not(main)", removed))
            .append_element_content_handler(element!("html, body, main", unwrapped))
            .append_element_content_handler(element!("details", unfolded))
            .append_element_content_handler(element!("*", |el| self.own_ids(el)))
            .append_element_content_handler(element!("img[src]", |el| self.picture(el)))
            .append_element_content_handler(element!("a[href]", |el| self.link(el)))
            .append_document_content_handler(doctype!(|doctype| {
                doctype.remove();
                Ok(())
            }));
        rewrite_str(&html, settings)
            .map(|main| format!("{}\n", main.trim()))
            .map_err(|_| nothing(address))
    }

    /// Ids, and what names them, with the language before them.
    fn own_ids(&self, element: &mut Element<'_, '_>) -> HandlerResult {
        for name in BY_ID {
            let Some(ids) = element.get_attribute(name) else { continue };
            let own: Vec<String> =
                ids.split_whitespace().map(|id| format!("{}-{id}", self.lang)).collect();
            element.set_attribute(name, &own.join(" "))?;
        }
        // The pattern of a shape.
        let fill = element.get_attribute("fill");
        if let Some(id) = fill.as_deref().and_then(|fill| fill.strip_prefix("url(#")) {
            element.set_attribute("fill", &format!("url(#{}-{id}", self.lang))?;
        }
        Ok(())
    }

    /// A picture of the site, inside the file.
    fn picture(&self, element: &mut Element<'_, '_>) -> HandlerResult {
        element.remove_attribute("loading");
        let source = element.get_attribute("src").unwrap_or_default();
        let Some(bytes) = self.bytes(&source) else { return Ok(()) };
        let kind = Media::of(&source).media_type;
        let data = format!("data:{kind};base64,{}", STANDARD.encode(bytes));
        element.set_attribute("src", &data).map_err(Into::into)
    }

    /// The bytes of a file of the site by how it stands in a link.
    fn bytes(&self, link: &str) -> Option<Vec<u8>> {
        let decoded = percent_encoding::percent_decode_str(link).decode_utf8().ok()?;
        let address = Address::new(decoded.strip_prefix(self.site.config.base_path.as_str())?);
        let is_file =
            |spec: &&Spec| matches!(spec, Spec::File(_) | Spec::Static(_) | Spec::Asset(_));
        self.site.plan.spec(&address).filter(is_file)?;
        match render(self.site, &address).ok()?.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::File(source) => self.site.sources.read(&source).ok(),
        }
    }

    /// A link within the page leads within the edition; one within the site, to where it is served.
    fn link(&self, element: &mut Element<'_, '_>) -> HandlerResult {
        let target = element.get_attribute("href").unwrap_or_default();
        let config = &self.site.config;
        let own = match target.strip_prefix('#') {
            Some(id) => format!("#{}-{id}", self.lang),
            None if target.starts_with('/') => {
                let host = config.base_url.strip_suffix(config.base_path.as_str());
                format!("{}{target}", host.unwrap_or(&config.base_url))
            }
            None => return Ok(()),
        };
        element.set_attribute("href", &own).map_err(Into::into)
    }
}

fn removed(element: &mut Element<'_, '_>) -> HandlerResult {
    element.remove();
    Ok(())
}

/// What is unfolded on a screen is there on paper: digests among it.
fn unfolded(element: &mut Element<'_, '_>) -> HandlerResult {
    element.set_attribute("open", "").map_err(Into::into)
}

fn unwrapped(element: &mut Element<'_, '_>) -> HandlerResult {
    element.remove_and_keep_content();
    Ok(())
}

fn nothing(address: &Address) -> Box<Diagnostic> {
    LINK_DANGLING.nowhere(format!("there is no page at `{address}`")).into()
}
