//! What holds of every built site, whatever is in it: the fixtures with both themes, the site that
//! `init` makes, and the project's own.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::golden::{bare, default_theme};
use super::html::{Tag, tags};
use super::site::{Site, Tree, project};

#[test]
fn fixtures_with_their_own_theme() {
    hold("https://agency.example.org", bare("agency").build());
    hold("https://example.eu/council", bare("council").build());
}

#[test]
fn fixtures_with_the_default_theme() {
    hold("https://agency.example.org", default_theme("agency").build());
    hold("https://example.eu/council", default_theme("council").build());
}

#[test]
fn the_starter_site() {
    let site = Site::empty();
    site.run(&["init", "."]).succeeds();
    hold("https://www.example.org", site.build());
}

/// What a partial language borrows from the first one says so, except in attributes, which cannot.
#[test]
fn borrowed_words_have_their_language() {
    let languages = "languages: [it, en, {tag: mt, stage: partial}]";
    let tree = Site::new()
        .file("site.yaml", format!("base_url: https://example.org\n{languages}\n"))
        .file("i18n/mt/site.ftl", "not-found-links = Minn hawn:\n")
        .news("a", "", &[("mt", "title: A\nsummary: A\nslug: a\n---\nTest.\n")])
        .file("content/news/a/nota.txt", "x")
        .build();
    let text = |path: &str| String::from_utf8(tree[path].clone()).unwrap();
    let missing = text("mt/404.html");
    for expected in [
        "<html lang=\"mt\"",
        "<p>Minn hawn:</p>",
        "<a href=\"#_main\"><bdi lang=\"it\">Vai al contenuto</bdi></a>",
        " aria-label=\"Lingue\"",
    ] {
        assert!(missing.contains(expected), "{expected} in {missing}");
    }
    let page = text("mt/notizie/a/index.html");
    assert!(page.contains("<dt><bdi lang=\"it\">Pubblicazione</bdi></dt>"), "{page}");
    for path in tree.keys().filter(|path| path.ends_with(".html") && !path.starts_with("mt/")) {
        assert!(!text(path).contains("<bdi"), "{path}");
    }
    hold("https://example.org", tree);
}

/// The project's own site builds with no warning, and all of this holds of it.
#[test]
fn the_projects_own_site() {
    let site = Site::empty();
    let (from, to) = (project(), site.path("public"));
    let args = ["build", "--site", from.to_str().unwrap(), "--out", to.to_str().unwrap()];
    site.run(&args).succeeds().says_nothing();
    let args = ["check", "--deny", "warnings", "--site", from.to_str().unwrap()];
    site.run(&args).succeeds().says_nothing();
    let tree = site.tree("public");
    assert!(tree.len() > 100);
    hold("https://nis-observatory.example.org", tree);
}

/// A page with what the tests ask of it.
struct Page {
    /// Where it is served: `/it/`.
    address: String,
    tags: Vec<Tag>,
    ids: BTreeSet<String>,
    canonical: Option<String>,
    alternates: BTreeMap<String, String>,
    noindex: bool,
}

struct Built {
    /// The host and path before every address.
    base: String,
    /// The path before every address in links: empty or `/council`.
    base_path: String,
    tree: Tree,
    pages: BTreeMap<String, Page>,
}

pub(super) fn hold(base: &str, tree: Tree) {
    let host_end = base.find("//").unwrap() + 2;
    let base_path = base[host_end..].find('/').map_or("", |at| &base[host_end + at..]);
    let pages = tree
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, html)| page(&format!("/{}", path.trim_end_matches("index.html")), html))
        .map(|page| (page.address.clone(), page))
        .collect();
    let built = Built { base: base.to_owned(), base_path: base_path.to_owned(), tree, pages };
    for page in built.pages.values() {
        built.links_resolve(page);
        built.nothing_is_inline(page);
        built.languages_are_reciprocal(page);
        built.addresses_agree(page);
        built.data_agrees(page);
    }
    built.sitemap_agrees();
    built.feeds_agree();
    built.digests_match();
}

fn page(address: &str, html: &[u8]) -> Page {
    let tags = tags(html);
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.get("id")) {
        assert!(ids.insert(id.to_owned()), "{address}: the id `{id}` is there twice");
        assert!(!id.is_empty() && !id.contains(char::is_whitespace), "{address}: the id `{id}`");
    }
    let link =
        |rel: &'static str| tags.iter().filter(move |tag| tag.name == "link" && tag.is("rel", rel));
    let href = |tag: &Tag| tag.get("href").unwrap().to_owned();
    let alternates = link("alternate")
        .filter_map(|tag| Some((tag.get("hreflang")?.to_owned(), href(tag))))
        .collect();
    let noindex = tags.iter().any(|tag| tag.is("name", "robots") && tag.is("content", "noindex"));
    Page {
        address: address.to_owned(),
        canonical: link("canonical").next().map(href),
        ids,
        alternates,
        noindex,
        tags,
    }
}

impl Built {
    /// The address within the site that a link names, without what is asked there and its anchor.
    fn internal<'l>(&self, link: &'l str) -> Option<(&'l str, Option<&'l str>)> {
        let path = match link.strip_prefix(self.base.as_str()) {
            Some(path) => path,
            None if link.starts_with('/') => link
                .strip_prefix(self.base_path.as_str())
                .unwrap_or_else(|| panic!("`{link}` leaves the site's path")),
            None => return None,
        };
        let (path, anchor) =
            path.split_once('#').map_or((path, None), |(path, anchor)| (path, Some(anchor)));
        Some((path.split('?').next().unwrap_or_default(), anchor))
    }

    fn links_resolve(&self, page: &Page) {
        for tag in &page.tags {
            let refresh = tag.get("content").filter(|_| tag.is("http-equiv", "refresh"));
            let refresh =
                refresh.and_then(|content| content.split_once("url=")).map(|(_, url)| url);
            for link in ["href", "src"].iter().filter_map(|name| tag.get(name)).chain(refresh) {
                let at = format!("{}: <{} {link}>", page.address, tag.name);
                if let Some(anchor) = link.strip_prefix('#') {
                    assert!(page.ids.contains(anchor), "{at} leads nowhere");
                } else if let Some((path, anchor)) = self.internal(link) {
                    let path = percent_decoded(path);
                    let file = match path.strip_prefix('/').unwrap_or("") {
                        folder if folder.is_empty() || folder.ends_with('/') => {
                            format!("{folder}index.html")
                        }
                        file => file.to_owned(),
                    };
                    assert!(self.tree.contains_key(&file), "{at} leads nowhere");
                    if let Some(anchor) = anchor {
                        assert!(self.pages[&path].ids.contains(anchor), "{at} has no such anchor");
                    }
                } else {
                    let schemes = ["https://", "http://", "mailto:", "tel:"];
                    assert!(schemes.iter().any(|s| link.starts_with(s)), "{at} is no link");
                    assert!(
                        tag.name == "a" || tag.is("rel", "license"),
                        "{at} loads from elsewhere"
                    );
                }
            }
        }
    }

    fn nothing_is_inline(&self, page: &Page) {
        for tag in &page.tags {
            let at = format!("{}: {tag:?}", page.address);
            assert!(tag.name != "style" && tag.get("style").is_none(), "{at}");
            let is_data = tag.is("type", "application/ld+json");
            assert!(tag.name != "script" || is_data || tag.get("src").is_some(), "{at}");
            assert!(!tag.attributes.iter().any(|(name, _)| name.starts_with("on")), "{at}");
        }
    }

    fn languages_are_reciprocal(&self, page: &Page) {
        if page.alternates.is_empty() {
            return;
        }
        let own = format!("{}{}", self.base, page.address);
        let at = &page.address;
        assert!(page.alternates.values().any(|url| *url == own), "{at} is not its own alternate");
        assert!(page.alternates.contains_key("x-default"), "{at} has no x-default");
        for (lang, url) in &page.alternates {
            let (path, _) = self.internal(url).unwrap();
            let other = &self.pages[path];
            // The choice of language stands for no language, so it has no alternates of its own.
            if path != "/" {
                assert_eq!(page.alternates, other.alternates, "{at} and {path}");
                let html = other.tags.iter().find(|tag| tag.name == "html").unwrap();
                assert!(lang == "x-default" || html.is("lang", lang), "{path} is not in {lang}");
            }
        }
    }

    fn addresses_agree(&self, page: &Page) {
        let at = &page.address;
        let own = format!("{}{at}", self.base);
        assert!(page.noindex || page.canonical == Some(own), "{at}: {:?}", page.canonical);
        let count = |name: &str| page.tags.iter().filter(|tag| tag.name == name).count();
        assert_eq!((count("h1"), count("title"), count("main")), (1, 1, 1), "{at}");
        let title = page.tags.iter().find(|tag| tag.name == "title").unwrap();
        assert!(!title.text.trim().is_empty(), "{at} has no title");
        let property = |name: &str| {
            let tag = page.tags.iter().find(|tag| tag.is("property", name))?;
            tag.get("content").map(str::to_owned)
        };
        if let Some(url) = property("og:url") {
            assert_eq!(Some(url), page.canonical, "{at}");
        }
    }

    /// JSON-LD can be read, and says what the page says.
    fn data_agrees(&self, page: &Page) {
        let is_data = |tag: &&Tag| tag.name == "script" && tag.is("type", "application/ld+json");
        for tag in page.tags.iter().filter(is_data) {
            let at = &page.address;
            let data: serde_json::Value =
                serde_json::from_str(&tag.text).unwrap_or_else(|e| panic!("{at}: {e}"));
            assert_eq!(data["@context"], "https://schema.org", "{at}");
            let thing = &data["@graph"][0];
            let html = page.tags.iter().find(|tag| tag.name == "html").unwrap();
            assert_eq!(thing["url"].as_str(), page.canonical.as_deref(), "{at}");
            assert_eq!(thing["inLanguage"].as_str(), html.get("lang"), "{at}");
        }
    }

    /// The sitemap names the pages that may be found, all of them, with their alternates.
    fn sitemap_agrees(&self) {
        let mut named: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        let mut current = String::new();
        for tag in tags(&self.tree["sitemap.xml"]) {
            match tag.name.as_str() {
                "loc" => {
                    current = tag.text.trim().to_owned();
                    assert!(named.insert(current.clone(), BTreeMap::new()).is_none(), "{current}");
                }
                "xhtml:link" => {
                    let part = |name: &str| tag.get(name).unwrap().to_owned();
                    named.get_mut(&current).unwrap().insert(part("hreflang"), part("href"));
                }
                _ => {}
            }
        }
        let findable: BTreeMap<String, BTreeMap<String, String>> = self
            .pages
            .values()
            .filter(|page| !page.noindex && page.address != "/")
            .map(|page| (page.canonical.clone().unwrap(), page.alternates.clone()))
            .collect();
        let paths: BTreeSet<&String> = named.keys().chain(findable.keys()).collect();
        for path in paths {
            assert_eq!(named.get(path), findable.get(path), "{path}: sitemap and page");
        }
    }

    /// Every entry of a feed is a page that may be found, but in a disguise, which nobody is to
    /// find; every feed is named by a page.
    fn feeds_agree(&self) {
        let feeds: Vec<&String> =
            self.tree.keys().filter(|path| path.ends_with("feed.xml")).collect();
        assert!(!feeds.is_empty());
        for path in feeds {
            let mut ids = BTreeSet::new();
            for tag in tags(&self.tree[path]) {
                if tag.name == "id" {
                    assert!(ids.insert(tag.text.clone()), "{path}: {} is there twice", tag.text);
                }
                if tag.name == "link" && tag.is("type", "text/html") {
                    let (address, _) = self.internal(tag.get("href").unwrap()).unwrap();
                    let page = self.pages.get(address);
                    let hidden = path.starts_with("en-XA/");
                    assert!(page.is_some_and(|page| hidden || !page.noindex), "{path}: {address}");
                }
            }
            let url = format!("{}/{path}", self.base_path);
            let is_named = |page: &Page| page.tags.iter().any(|tag| tag.is("href", &url));
            assert!(self.pages.values().any(is_named), "no page names {path}");
        }
    }

    /// `SHA256SUMS` vouches for every file but itself, the manifests and the folder's marker.
    fn digests_match(&self) {
        let text = String::from_utf8(self.tree["SHA256SUMS"].clone()).unwrap();
        let named: BTreeMap<String, String> = text
            .lines()
            .map(|line| line.split_once("  ").unwrap())
            .map(|(digest, path)| (path.to_owned(), digest.to_owned()))
            .collect();
        let is_vouched =
            |path: &&String| path.as_str() != ".bollettino" && !bollettino::seal::is_seal(path);
        let expected: BTreeMap<String, String> = self
            .tree
            .keys()
            .filter(is_vouched)
            .map(|path| (path.clone(), hex(&Sha256::digest(&self.tree[path]))))
            .collect();
        assert_eq!(named, expected);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn percent_decoded(path: &str) -> String {
    let mut parts = path.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}
