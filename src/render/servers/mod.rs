//! What web servers and static hosts have to be told: headers, media types, what has moved and what
//! is gone, all from the site's one policy (`headers`) and the plan.
//!
//! `Serving` is the neutral record; each server's way to write it is one file. A snippet's
//! addresses are of plain characters, so none needs escaping but the dot in patterns.

mod apache;
mod caddy;
mod nginx;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use crate::headers::{FIXED, OPEN_DATA, Policy, SEARCH_NEEDS, caching, content_type, sharing};
use crate::identity::Address;
use crate::media::Media;
use crate::plan::{HostRules, PageKey, Plan, Redirect, Spec};
use crate::site::Site;

pub(crate) use rules::check;

/// A web server that reads a snippet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Server {
    /// nginx 1.18 or later; the snippet is included in a `server` block.
    Nginx,
    /// Apache 2.4.10 or later, with mod_headers and mod_alias; for a virtual host or `.htaccess`.
    Apache,
    /// Caddy 2; the snippet is imported into a site's block.
    Caddy,
}

/// The snippet that makes a server say what the site's policy says.
pub fn snippet(site: &Site, server: Server) -> String {
    let serving = Serving::of(site);
    match server {
        Server::Nginx => nginx::write(&serving),
        Server::Apache => apache::write(&serving),
        Server::Caddy => caddy::write(&serving),
    }
}

/// A file of rules for static hosts.
pub(super) fn rules(site: &Site, rules: HostRules) -> Vec<u8> {
    let serving = Serving::of(site);
    let text = match rules {
        HostRules::Headers => rules::headers(&serving),
        HostRules::Redirects => rules::redirects(&serving),
    };
    text.into_bytes()
}

/// What every server has to be told, whatever its language.
struct Serving<'s> {
    policy: &'s Policy,
    /// The path before every address: empty or `/council`.
    base: &'s str,
    /// The `Content-Security-Policy` of everything but the search.
    csp: String,
    /// That of the pages of the search.
    search_csp: String,
    /// The pages of the search.
    searches: Vec<String>,
    /// Media types by the ending of a file's name.
    types: BTreeMap<String, String>,
    /// Media types of files whose ending alone does not tell, by what their names end in.
    named_types: BTreeMap<String, String>,
    /// What is somewhere else.
    moved: Vec<Moved>,
    /// Where nothing is any more.
    gone: Vec<String>,
    /// Below which nothing is any more; a page there may say so of itself.
    gone_below: Vec<String>,
    /// Below which address which page says that nothing is there; the site's own last.
    not_found: Vec<(String, String)>,
}

/// What is somewhere else.
struct Moved {
    from: String,
    to: String,
    /// 301 where it stays there, 302 where it moves on.
    status: u16,
}

/// Where a former address leads; `None` when nothing is there any more.
fn moved(base: &str, address: &Address, redirect: &Redirect) -> Option<Moved> {
    Some(Moved {
        from: format!("{base}{address}"),
        to: format!("{base}{}", redirect.target.as_ref()?.encoded()),
        status: if redirect.lasting { 301 } else { 302 },
    })
}

impl<'s> Serving<'s> {
    fn of(site: &'s Site) -> Serving<'s> {
        let policy = &site.config.headers;
        let base = site.config.base_path.as_str();
        let at = |address: &Address| format!("{base}{address}");
        let mut serving = Serving {
            policy,
            base,
            csp: policy.csp.value(),
            search_csp: policy.csp.with(SEARCH_NEEDS).value(),
            searches: Vec::new(),
            types: BTreeMap::new(),
            named_types: BTreeMap::new(),
            moved: Vec::new(),
            gone: Vec::new(),
            gone_below: site.plan.gone_below().map(at).collect(),
            not_found: not_found(&site.plan, at),
        };
        for (address, spec) in site.plan.iter() {
            match spec {
                Spec::Page(PageKey::Search, _) => serving.searches.push(at(address)),
                Spec::Redirect(redirect) => match moved(base, address, redirect) {
                    Some(moved) => serving.moved.push(moved),
                    None => serving.gone.push(at(address)),
                },
                _ => {}
            }
            serving.add_type(&address.file(), spec.media_type(address));
        }
        serving
    }

    /// Learns what kind of thing a file is.
    fn add_type(&mut self, file: &str, media_type: &str) {
        let name = file.rsplit('/').next().unwrap_or(file);
        let Some((_, ending)) = name.rsplit_once('.') else { return };
        let told = Media::of(name).media_type;
        if told == media_type {
            self.types.insert(ending.to_ascii_lowercase(), content_type(media_type));
        } else if told == "application/octet-stream" {
            self.types.insert(ending.to_owned(), content_type(media_type));
        } else {
            // `citation.csl.json` by its two endings, `feed.xml` by its whole name.
            let two = name.split_once('.').map(|(_, endings)| endings);
            let ends_in = two.filter(|two| two.contains('.')).map(|two| format!(".{two}"));
            let ends_in = ends_in.unwrap_or_else(|| format!("/{name}"));
            self.named_types.insert(ends_in, content_type(media_type));
        }
    }

    /// The headers of every answer alike, with HSTS.
    fn common(&self) -> Vec<(&'static str, String)> {
        let mut headers = vec![("Strict-Transport-Security", self.policy.strict_transport())];
        let common = self.policy.common();
        headers.extend(common.into_iter().map(|(name, value)| (name, value.to_owned())));
        headers
    }

    /// An address of the site as servers see it.
    fn under(&self, address: &str) -> String {
        format!("{}{address}", self.base)
    }

    /// The pages of the search as a pattern; `None` without search.
    fn searches_pattern(&self) -> Option<String> {
        let searches: Vec<String> = self.searches.iter().map(|at| pattern(at)).collect();
        (!searches.is_empty()).then(|| format!("^({})(index\\.html)?$", searches.join("|")))
    }
}

/// The pages that say that nothing is there: each language's below its own address.
fn not_found(plan: &Plan, at: impl Fn(&Address) -> String) -> Vec<(String, String)> {
    let of = |lang| {
        let page = plan.address(&PageKey::NotFound, lang)?;
        Some((at(&Address::new(format!("/{lang}/"))), at(page)))
    };
    let mut pages: Vec<_> = plan.languages.iter().filter_map(of).collect();
    pages.push((at(&Address::new("/")), at(&Address::new("/404.html"))));
    pages
}

/// An address as a pattern that matches it alone.
fn pattern(address: &str) -> String {
    address.replace('.', "\\.")
}

/// `\.(bib|csv|…)$`: the files that programs elsewhere may read.
fn open_data_pattern() -> String {
    format!("\\.({})$", OPEN_DATA.join("|"))
}

/// What a line of a snippet's head says.
const HEAD: &str = "# Made by `bollettino headers`; make it anew when the site changes.";

/// The distinct media types in the order of their names, each with its endings.
fn by_type(types: &BTreeMap<String, String>) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut by_type: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (ending, media_type) in types {
        by_type.entry(media_type).or_default().insert(ending);
    }
    by_type
}

/// The lines of a snippet, put together.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn push(&mut self, line: impl AsRef<str>) {
        self.0.push_str(line.as_ref());
        self.0.push('\n');
    }
}
