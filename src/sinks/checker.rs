//! Where artifacts go that are only looked at: `check` parses every page and holds it against the
//! site's own Content-Security-Policy, and every script and stylesheet against its digest.
//!
//! A build makes do with a search for inline code (`render`); here a page is read as a browser
//! reads it. Sources: W3C Content Security Policy Level 3, Subresource Integrity.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use lol_html::html_content::Element;
use lol_html::{ElementContentHandlers, RewriteStrSettings, Selector, element, rewrite_str};

use super::{Nowhere, Sink};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, INTEGRITY_MISSING, POLICY_BLOCKED};
use crate::headers::{Csp, Kind, SEARCH_NEEDS};
use crate::identity::Address;
use crate::plan::{PageKey, Spec};
use crate::render::{Artifact, Content};
use crate::site::Site;
use crate::sources::FileDigest;

/// Keeps nothing, and what is wrong with pages.
#[derive(Default)]
pub struct Checker {
    /// What is wrong, once whatever the number of pages: with the first of these pages.
    found: Mutex<BTreeMap<Finding, Address>>,
}

/// Something that a page does and must not.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    is_blocked: bool,
    what: String,
    /// How a template most likely spells it.
    spelt: String,
}

impl Checker {
    /// What is wrong with the pages that came by.
    pub fn faults(self, site: &Site) -> Diagnostics {
        let mut faults = Diagnostics::new();
        let found = self.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        for (finding, page) in found {
            faults.push(finding.diagnostic(site, &page));
        }
        faults
    }
}

impl Sink for Checker {
    fn put(&self, site: &Site, artifact: &Artifact) -> Result<FileDigest, Diagnostic> {
        if let Content::Bytes(bytes) = &artifact.content
            && artifact.address.file().ends_with(".html")
            // Without it no page knows which addresses are its own; that is an error of its own.
            && !site.config.base_url.is_empty()
        {
            let html = String::from_utf8_lossy(bytes);
            let found = Page::new(site, &artifact.address).read(&html);
            if !found.is_empty() {
                let mut all = self.found.lock().unwrap_or_else(PoisonError::into_inner);
                for finding in found {
                    let first = all.entry(finding).or_insert_with(|| artifact.address.clone());
                    // Threads come in any order; the page that is named does not depend on it.
                    if artifact.address < *first {
                        *first = artifact.address.clone();
                    }
                }
            }
        }
        Nowhere.put(site, artifact)
    }
}

impl Finding {
    fn diagnostic(&self, site: &Site, page: &Address) -> Diagnostic {
        let (code, help): (&'static Code, _) = match self.is_blocked {
            true => (
                &POLICY_BLOCKED,
                "use a file of the site; for pictures, films and fonts from elsewhere see \
                 `bollettino explain policy-blocked`",
            ),
            false => {
                (&INTEGRITY_MISSING, "write `integrity=\"{{ integrity(path=…) }}\"` beside it")
            }
        };
        let message = format!("the page `{page}` {}", self.what);
        let fault = match site.templates.holding(&self.spelt) {
            Some(at) => code.at(at, message),
            None => code.nowhere(message),
        };
        fault.help(help)
    }
}

/// One page and what it may do.
struct Page<'s> {
    site: &'s Site,
    csp: Csp,
    /// The host before every address that begins with `/`.
    host: &'s str,
}

impl<'s> Page<'s> {
    fn new(site: &'s Site, address: &Address) -> Page<'s> {
        let config = &site.config;
        let csp = match site.plan.spec(address) {
            Some(Spec::Page(PageKey::Search, _)) => config.headers.csp.with(SEARCH_NEEDS),
            _ => config.headers.csp.clone(),
        };
        let host = config.base_url.strip_suffix(config.base_path.as_str());
        Page { site, csp, host: host.unwrap_or(&config.base_url) }
    }

    fn read(&self, html: &str) -> Vec<Finding> {
        let mut found = Vec::new();
        let looked: (std::borrow::Cow<'static, Selector>, ElementContentHandlers<'_>) =
            element!("*", |element| {
                self.element(element, &mut found);
                Ok(())
            });
        let settings = RewriteStrSettings::new().append_element_content_handler(looked);
        if let Err(error) = rewrite_str(html, settings) {
            found.push(blocked(format!("cannot be read: {error}"), ""));
        }
        found
    }

    fn element(&self, element: &Element<'_, '_>, found: &mut Vec<Finding>) {
        let name = element.tag_name();
        for attribute in element.attributes() {
            let attribute_name = attribute.name();
            if attribute_name == "style" || attribute_name.starts_with("on") {
                found
                    .push(blocked(format!("has an attribute `{attribute_name}`"), &attribute_name));
            }
        }
        if is_inline(&name, element) {
            found.push(blocked(
                format!("has a `<{name}>` with its text inside"),
                &format!("<{name}"),
            ));
        }
        for (kind, url) in loaded(&name, element) {
            let whole = self.whole(&url);
            if !self.csp.allows(kind, &whole, &self.site.config.base_url) {
                let what = format!("wants `{url}`, which `{}` forbids", kind.directive());
                found.push(blocked(what, &url));
            } else if matches!(kind, Kind::Script | Kind::Style) {
                self.integrity(element, &url, found);
            }
        }
        let leads = ["href", "xlink:href", "action", "formaction"];
        let leads = leads.iter().filter_map(|name| element.get_attribute(name));
        if leads.into_iter().any(|url| has_scheme(&url, "javascript")) {
            found.push(blocked("has a script in a link".to_owned(), "javascript:"));
        }
    }

    /// Whether a script or stylesheet is told by its digest, and by the right one.
    fn integrity(&self, element: &Element<'_, '_>, url: &str, found: &mut Vec<Finding>) {
        let path = url.strip_prefix(self.site.config.base_path.as_str()).unwrap_or(url);
        let own = self.site.assets.iter().find(|(_, asset)| asset.address.as_str() == path);
        let problem = match (own, element.get_attribute("integrity")) {
            (Some((_, asset)), Some(written)) if asset.integrity == written => return,
            (None, Some(_)) => return,
            (Some(_), Some(_)) => format!("loads `{url}` with the digest of something else"),
            (_, None) => format!("loads `{url}` without its digest"),
        };
        let of_asset = own.map(|(path, _)| format!("asset(path=\"{path}\")"));
        let spelt = of_asset.unwrap_or_else(|| url.to_owned());
        found.push(Finding { is_blocked: false, what: problem, spelt });
    }

    /// A reference as a whole address. What is relative stays on the site, wherever it leads there.
    fn whole(&self, url: &str) -> String {
        let url = url.trim();
        if let Some(rest) = url.strip_prefix("//") {
            let scheme = self.host.split("//").next().unwrap_or("https:");
            return format!("{scheme}//{rest}");
        }
        let scheme = url.split(['/', '?', '#']).next().filter(|start| start.contains(':'));
        match scheme {
            Some(_) => url.to_owned(),
            None if url.starts_with('/') => format!("{}{url}", self.host),
            None => format!("{}/{url}", self.host),
        }
    }
}

fn blocked(what: String, spelt: &str) -> Finding {
    Finding { is_blocked: true, what, spelt: spelt.to_owned() }
}

/// Whether an element is code or style written into the page.
fn is_inline(name: &str, element: &Element<'_, '_>) -> bool {
    let is_data = || {
        element.get_attribute("type").is_some_and(|of| {
            !["", "module", "text/javascript", "application/javascript"].contains(&of.as_str())
        })
    };
    match name {
        "style" => true,
        "script" => !element.has_attribute("src") && !is_data(),
        "iframe" => element.has_attribute("srcdoc"),
        _ => false,
    }
}

/// What an element loads, or where it sends to, by the directive that governs it.
fn loaded(name: &str, element: &Element<'_, '_>) -> Vec<(Kind, String)> {
    let governed: &[(Kind, &str)] = match name {
        "script" => &[(Kind::Script, "src")],
        "img" => &[(Kind::Image, "src"), (Kind::Image, "srcset")],
        "source" => &[(Kind::Media, "src"), (Kind::Image, "srcset")],
        "video" => &[(Kind::Media, "src"), (Kind::Image, "poster")],
        "audio" | "track" => &[(Kind::Media, "src")],
        "image" | "use" => &[(Kind::Image, "href"), (Kind::Image, "xlink:href")],
        "input" => &[(Kind::Image, "src"), (Kind::Form, "formaction")],
        "button" => &[(Kind::Form, "formaction")],
        "iframe" | "frame" => &[(Kind::Frame, "src")],
        "object" => &[(Kind::Object, "data")],
        "embed" => &[(Kind::Object, "src")],
        "form" => &[(Kind::Form, "action")],
        "base" => &[(Kind::Base, "href")],
        "link" => return linked(element),
        _ => return Vec::new(),
    };
    let values = governed.iter().filter_map(|(kind, attribute)| {
        let value = element.get_attribute(attribute)?;
        // Within a page: a drawing that is defined further up.
        (!value.starts_with('#')).then_some((*kind, *attribute, value))
    });
    values
        .flat_map(|(kind, attribute, value)| match attribute {
            "srcset" => each_of_set(&value).map(|url| (kind, url)).collect(),
            _ => vec![(kind, value)],
        })
        .collect()
}

/// What a `<link>` loads, by what it is.
fn linked(element: &Element<'_, '_>) -> Vec<(Kind, String)> {
    let relation = element.get_attribute("rel").unwrap_or_default().to_ascii_lowercase();
    let destination = element.get_attribute("as").unwrap_or_default();
    let kind = relation.split_whitespace().find_map(|word| match (word, destination.as_str()) {
        ("stylesheet", _) | ("preload", "style") => Some(Kind::Style),
        ("icon" | "apple-touch-icon", _) | ("preload", "image") => Some(Kind::Image),
        ("manifest", _) => Some(Kind::Manifest),
        ("modulepreload", _) | ("preload", "script") => Some(Kind::Script),
        ("preload", "font") => Some(Kind::Font),
        ("preload" | "prefetch", _) => Some(Kind::Connect),
        _ => None,
    });
    kind.zip(element.get_attribute("href")).into_iter().collect()
}

/// The addresses of a `srcset`.
fn each_of_set(set: &str) -> impl Iterator<Item = String> {
    set.split(',').filter_map(|one| one.split_whitespace().next()).map(str::to_owned)
}

/// Whether an address has a scheme, as a browser reads it: whatever the case, and with white space
/// and control characters passed over.
fn has_scheme(url: &str, scheme: &str) -> bool {
    let read: String = url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let start = read.split_once(':').map(|(start, _)| start);
    start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}
