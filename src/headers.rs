//! What a server says beside the bytes it serves: the policy that browsers hold the site's pages
//! to, and what kind of thing it is.

/// The Content-Security-Policy of a published site, one directive each. Pages have no script, but
/// for the page of the search ([`SEARCH_POLICY`]), and nothing inline; nothing comes from elsewhere. Source: W3C, Content Security Policy Level 3.
const CONTENT_SECURITY_POLICY: &[(&str, &str)] = &[
    ("default-src", "'none'"),
    ("style-src", "'self'"),
    ("img-src", "'self'"),
    ("font-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("frame-ancestors", "'none'"),
];

/// What the page of the search may do beyond other pages: its script, and asking for the files of
/// the search. Its form goes nowhere: the script answers it.
pub(crate) const SEARCH_POLICY: &[(&str, &str)] =
    &[("script-src", "'self'"), ("connect-src", "'self'")];

/// The other headers of every answer. Sources: Fetch (`nosniff`, CORP), HTML (COOP), W3C Referrer
/// Policy and Permissions Policy.
pub(crate) const SECURITY: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// The Content-Security-Policy, with more directives than a published site has.
pub(crate) fn content_security_policy(more: &[(&str, &str)]) -> String {
    let directives = CONTENT_SECURITY_POLICY.iter().chain(more);
    let directives = directives.map(|(name, value)| format!("{name} {value}"));
    directives.collect::<Vec<_>>().join("; ")
}

/// A media type with the encoding that texts are in. JSON has no such parameter and is UTF-8.
pub(crate) fn content_type(media_type: &str) -> String {
    let is_xml = media_type == "application/xml" || media_type.ends_with("+xml");
    match media_type.starts_with("text/") || (is_xml && media_type != "image/svg+xml") {
        true => format!("{media_type}; charset=utf-8"),
        false => media_type.to_owned(),
    }
}
