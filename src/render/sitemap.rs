//! The sitemap with the languages of each page, and robots.txt. Sources: sitemaps.org protocol
//! 0.9 (at most 50,000 addresses a file), RFC 9309.

use super::Fault;
use super::reader::Reader;
use super::view::page::{editions_of, languages_of};
use super::xml::Xml;
use crate::identity::{Address, Lang};
use crate::plan::{PageKey, SITEMAP_PART, sitemap_part};
use crate::publication::updated;
use crate::site::Site;

/// A sitemap: the whole one, or a part of a large one.
pub(super) fn sitemap(site: &Site, part: Option<usize>) -> Result<Vec<u8>, Fault> {
    let all = site.plan.findable();
    let pages = match part {
        None => all,
        Some(part) => {
            let start = (part * SITEMAP_PART).min(all.len());
            &all[start..(start + SITEMAP_PART).min(all.len())]
        }
    };
    let attributes = [
        ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
        ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
    ];
    Xml::document("urlset", &attributes, |xml| {
        for (key, lang) in pages {
            page(xml, site, key, lang)?;
        }
        Ok(())
    })
}

fn page(xml: &mut Xml, site: &Site, key: &PageKey, lang: &Lang) -> std::io::Result<()> {
    let reader = Reader::new(site, lang);
    let Some(address) = site.plan.address(key, lang) else { return Ok(()) };
    let mut languages = match key {
        PageKey::Publication(index) => editions_of(&reader, *index),
        _ => languages_of(&reader, key),
    };
    languages.retain(|(lang, _)| !site.config.is_pseudo(lang));
    xml.element("url", &[], |xml| {
        xml.text("loc", &[], &reader.absolute(address))?;
        if let Some(date) = modified(site, key, lang) {
            xml.text("lastmod", &[], &date)?;
        }
        for (lang, address) in &languages {
            alternate(xml, lang.as_str(), &reader.absolute(address))?;
        }
        let default = match key {
            PageKey::Home => Some(Address::new("/")),
            _ => languages.first().map(|(_, address)| address.clone()),
        };
        if let Some(default) = default {
            alternate(xml, "x-default", &reader.absolute(&default))?;
        }
        Ok(())
    })
}

fn alternate(xml: &mut Xml, lang: &str, url: &str) -> std::io::Result<()> {
    xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", lang), ("href", url)])
}

/// The day of an edition's last change.
fn modified(site: &Site, key: &PageKey, lang: &Lang) -> Option<String> {
    let PageKey::Publication(index) = key else { return None };
    let publication = site.library.get(*index);
    let edition = publication.editions.get(lang)?;
    Some(updated(&edition.facts).unwrap_or(&publication.facts.date).day().to_string())
}

/// The list of a large sitemap's parts.
pub(super) fn index(site: &Site) -> Result<Vec<u8>, Fault> {
    let reader = Reader::new(site, site.config.default_language());
    let parts = site.plan.findable().len().div_ceil(SITEMAP_PART);
    let attributes = [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")];
    Xml::document("sitemapindex", &attributes, |xml| {
        for part in 0..parts {
            let url = reader.absolute(&sitemap_part(part));
            xml.element("sitemap", &[], |xml| xml.text("loc", &[], &url))?;
        }
        Ok(())
    })
}

/// robots.txt: everything may be read, unless drafts are shown.
pub(super) fn robots(site: &Site) -> String {
    if site.audience.drafts {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    format!("User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n", site.config.base_url)
}
