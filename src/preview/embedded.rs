//! The pictures that a page shows, each with what tells its content from another: a browser keeps a
//! picture for as long as its address stays the same.

use std::collections::BTreeMap;

use lol_html::{RewriteStrSettings, element, rewrite_str};

use super::pages::find;
use crate::plan::Spec;
use crate::site::Site;

/// The pictures of a page that are files of the site, by their paths as the page has them.
pub(super) fn embedded(site: &Site, page: &[u8]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let pictures = element!("img[src]", |image| {
        let address = image.get_attribute("src").unwrap_or_default().replace("&amp;", "&");
        let path = address.split(['?', '#']).next().unwrap_or_default();
        if let Some(Spec::File(source) | Spec::Static(source)) =
            find(site, path).and_then(|address| site.plan.spec(&address))
            && let Some(stamp) = site.sources.stamp(source)
        {
            found.insert(path.to_owned(), stamp);
        }
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(pictures);
    // What cannot be read as HTML shows no pictures.
    let _ = rewrite_str(&String::from_utf8_lossy(page), settings);
    found
}
