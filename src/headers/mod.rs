//! What a server says beside the bytes it serves: one [`Policy`] for the preview, for the rules of
//! static hosts and for the snippets of web servers.
//!
//! Sources: W3C Content Security Policy Level 3; RFC 6797 (HSTS); Fetch (`nosniff`, CORP, CORS);
//! HTML (COOP, COEP); W3C Referrer Policy and Permissions Policy; RFC 9111 and RFC 8246 (caching).

mod config;
mod csp;

pub(crate) use config::policy;
pub(crate) use csp::{Csp, Kind};

/// What the page of the search may do beyond other pages: its script, and asking for the files of
/// the search.
pub(crate) const SEARCH_NEEDS: &[(Kind, &str)] =
    &[(Kind::Script, "'self'"), (Kind::Connect, "'self'")];

/// Features of browsers that no page of a publication needs.
const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// Endings of the files that programs elsewhere may read from within a page, too: feeds, the index,
/// citations, open data. All of it is public, and none of it depends on who asks.
pub(crate) const OPEN_DATA: &[&str] = &["bib", "csv", "json", "jsonld", "ris", "xml"];

/// Below here every name holds a digest, so what is there never changes.
pub(crate) const FIXED: &str = "/assets/";

/// What the site asks of every browser that shows its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Where pages may load from, beyond the site itself.
    pub(crate) csp: Csp,
    /// Only by HTTPS, for so long.
    pub(crate) transport: Transport,
    /// What other sites learn of where a reader comes from.
    pub(crate) referrer: &'static str,
    /// What must agree before a page may embed something.
    pub(crate) embedder: &'static str,
}

/// HTTP Strict Transport Security (RFC 6797).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Transport {
    /// Seconds; 0 takes the promise back.
    pub(crate) max_age: u64,
    /// For the names below the site's own as well.
    pub(crate) include_subdomains: bool,
    /// Browsers may have it built in.
    pub(crate) preload: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            csp: Csp::strict(),
            transport: Transport::default(),
            referrer: "strict-origin-when-cross-origin",
            embedder: "require-corp",
        }
    }
}

impl Default for Transport {
    /// A year, for this name alone: what lies below it is not the site's to promise.
    fn default() -> Self {
        Self { max_age: 31_536_000, include_subdomains: false, preload: false }
    }
}

impl Policy {
    /// The headers that every answer bears alike, whatever it is; without the
    /// `Content-Security-Policy`, HSTS and what [`sharing`] tells.
    pub(crate) fn common(&self) -> Vec<(&'static str, &str)> {
        vec![
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", self.referrer),
            ("Permissions-Policy", PERMISSIONS),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Embedder-Policy", self.embedder),
        ]
    }

    /// `Strict-Transport-Security`, which means something over HTTPS only.
    pub(crate) fn strict_transport(&self) -> String {
        let Transport { max_age, include_subdomains, preload } = self.transport;
        let mut value = format!("max-age={max_age}");
        for (said, word) in [(include_subdomains, "; includeSubDomains"), (preload, "; preload")] {
            if said {
                value.push_str(word);
            }
        }
        value
    }
}

/// Who may use an answer from within a page of another site: `Cross-Origin-Resource-Policy`, and
/// `Access-Control-Allow-Origin` where everybody may read it.
pub(crate) fn sharing(is_open_data: bool) -> (&'static str, Option<&'static str>) {
    if is_open_data { ("cross-origin", Some("*")) } else { ("same-origin", None) }
}

/// `Cache-Control`: what has a digest in its name is kept for a year; of everything else a copy is
/// asked for anew each time, so that a correction reaches whoever reads it next.
pub(crate) fn caching(address: &str) -> &'static str {
    if address.starts_with(FIXED) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// A media type with the encoding that texts are in. JSON has no such parameter and is UTF-8.
pub(crate) fn content_type(media_type: &str) -> String {
    let is_xml = media_type == "application/xml" || media_type.ends_with("+xml");
    match media_type.starts_with("text/") || (is_xml && media_type != "image/svg+xml") {
        true => format!("{media_type}; charset=utf-8"),
        false => media_type.to_owned(),
    }
}
