//! A Content-Security-Policy as a value: it is written into headers, and pages are held against it.
//!
//! Source: W3C, Content Security Policy Level 3.

/// What is loaded or done, by the directive that governs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// `script-src`.
    Script,
    /// `style-src`.
    Style,
    /// `img-src`: pictures and icons.
    Image,
    /// `font-src`.
    Font,
    /// `media-src`: sound and moving pictures.
    Media,
    /// `connect-src`: what scripts ask for.
    Connect,
    /// `frame-src`: other pages inside this one.
    Frame,
    /// `object-src`: plug-ins.
    Object,
    /// `manifest-src`.
    Manifest,
    /// `form-action`: where forms are sent.
    Form,
    /// `base-uri`: what relative addresses are relative to.
    Base,
}

impl Kind {
    /// Every kind, in the order in which they are written.
    pub(crate) const ALL: &[Kind] = &[
        Kind::Script,
        Kind::Style,
        Kind::Image,
        Kind::Font,
        Kind::Media,
        Kind::Connect,
        Kind::Frame,
        Kind::Object,
        Kind::Manifest,
        Kind::Form,
        Kind::Base,
    ];

    /// The directive's name.
    pub(crate) fn directive(self) -> &'static str {
        match self {
            Kind::Script => "script-src",
            Kind::Style => "style-src",
            Kind::Image => "img-src",
            Kind::Font => "font-src",
            Kind::Media => "media-src",
            Kind::Connect => "connect-src",
            Kind::Frame => "frame-src",
            Kind::Object => "object-src",
            Kind::Manifest => "manifest-src",
            Kind::Form => "form-action",
            Kind::Base => "base-uri",
        }
    }

    /// Whether `default-src` speaks where the directive itself says nothing.
    fn has_default(self) -> bool {
        !matches!(self, Kind::Form | Kind::Base)
    }
}

/// A policy: nothing is allowed but what it names. There is no way to write `unsafe-inline`,
/// `unsafe-eval` or `unsafe-hashes` in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Csp {
    /// Sources by kind, sorted; a kind that is not here loads nothing.
    allowed: Vec<(Kind, Vec<String>)>,
}

impl Csp {
    /// Styles, pictures and fonts of the site itself, forms that lead to its own pages, and nothing
    /// else.
    pub(crate) fn strict() -> Csp {
        let own = |kind: &Kind| (*kind, vec!["'self'".to_owned()]);
        let kinds = [Kind::Style, Kind::Image, Kind::Font, Kind::Form];
        Csp { allowed: kinds.iter().map(own).collect() }
    }

    /// The same with one more source.
    pub(crate) fn allowing(mut self, kind: Kind, source: &str) -> Csp {
        match self.allowed.binary_search_by_key(&kind, |(kind, _)| *kind) {
            Ok(at) if self.allowed[at].1.iter().any(|known| known == source) => {}
            Ok(at) => self.allowed[at].1.push(source.to_owned()),
            Err(at) => self.allowed.insert(at, (kind, vec![source.to_owned()])),
        }
        self
    }

    /// The same with what some pages need.
    pub(crate) fn with(&self, needs: &[(Kind, &str)]) -> Csp {
        needs.iter().fold(self.clone(), |csp, (kind, source)| csp.allowing(*kind, source))
    }

    /// The header's value.
    pub(crate) fn value(&self) -> String {
        let mut value = "default-src 'none'".to_owned();
        for kind in Kind::ALL {
            let sources = self.sources(*kind);
            if !sources.is_empty() {
                value.push_str(&format!("; {} {}", kind.directive(), sources.join(" ")));
            } else if !kind.has_default() {
                value.push_str(&format!("; {} 'none'", kind.directive()));
            }
        }
        value.push_str("; frame-ancestors 'none'");
        value
    }

    /// Whether something may be loaded from an absolute address, by a page of the site that is
    /// served at `base_url`.
    pub(crate) fn allows(&self, kind: Kind, url: &str, base_url: &str) -> bool {
        self.sources(kind).iter().any(|source| match source.as_str() {
            "'self'" => origin(url).is_some_and(|of| Some(of) == origin(base_url)),
            "data:" => url.starts_with("data:"),
            host => covers(host, url),
        })
    }

    fn sources(&self, kind: Kind) -> &[String] {
        let at = self.allowed.binary_search_by_key(&kind, |(kind, _)| *kind);
        at.map_or(&[], |at| &self.allowed[at].1)
    }
}

/// Whether a source, `https://host` or `https://host/path/`, covers an address.
fn covers(source: &str, url: &str) -> bool {
    let Some(rest) = url.strip_prefix(source) else { return false };
    let is_whole = source.splitn(4, '/').nth(3).is_some_and(|path| !path.ends_with('/'));
    rest.is_empty() || rest.starts_with('?') || source.ends_with('/') || {
        !is_whole && rest.starts_with('/')
    }
}

/// `https://host:port` of an absolute address.
fn origin(url: &str) -> Option<&str> {
    let after = url.find("://")? + 3;
    let end = url[after..].find(['/', '?', '#']).map_or(url.len(), |at| after + at);
    Some(&url[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_out() {
        let strict = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        assert_eq!(Csp::strict().value(), strict);
        let more = Csp::strict().with(&[(Kind::Connect, "'self'"), (Kind::Script, "'self'")]);
        assert!(more.value().starts_with("default-src 'none'; script-src 'self'; style-src"));
        assert_eq!(more, more.clone().allowing(Kind::Script, "'self'"));
    }

    #[test]
    fn what_is_allowed() {
        let csp = Csp::strict()
            .allowing(Kind::Image, "https://pictures.example.org")
            .allowing(Kind::Image, "https://cdn.example.org/logos/")
            .allowing(Kind::Media, "https://cdn.example.org/film.mp4");
        for (kind, url, expected) in [
            (Kind::Style, "https://example.org/a.css", true),
            (Kind::Style, "https://example.org.evil.test/a.css", false),
            (Kind::Style, "http://example.org/a.css", false),
            (Kind::Script, "https://example.org/a.js", false),
            (Kind::Image, "https://pictures.example.org/a.png", true),
            (Kind::Image, "https://pictures.example.org", true),
            (Kind::Image, "https://pictures.example.org.evil.test/a.png", false),
            (Kind::Image, "https://cdn.example.org/logos/a.png", true),
            (Kind::Image, "https://cdn.example.org/a.png", false),
            (Kind::Image, "data:image/png;base64,AA", false),
            (Kind::Media, "https://cdn.example.org/film.mp4", true),
            (Kind::Media, "https://cdn.example.org/film.mp4/other", false),
            (Kind::Form, "https://example.org/", true),
            (Kind::Base, "https://example.org/", false),
        ] {
            assert_eq!(csp.allows(kind, url, "https://example.org/agency"), expected, "{url}");
        }
    }
}
