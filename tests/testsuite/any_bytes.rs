//! Any bytes at all: a site loads or is reported on, and never ends in a panic.

use bollettino::config::Config;
use bollettino::diagnostics::{Diagnostics, MessageFormat, Reporter, Severity};
use bollettino::plan::Exchange;
use bollettino::render::exchange::{Catalogue, Shelf, write};
use bollettino::select::Audience;
use bollettino::sinks::{Nowhere, deliver};
use bollettino::site::{Options, load, load_index};
use bollettino::sources::Sources;
use proptest::prelude::*;

use super::site::Site;

/// Loads, renders and reports, all in this process.
fn survives(site: &Site) {
    let now = "2026-03-02T00:00:00Z".parse().unwrap();
    let audience = Audience { drafts: true, ..Audience::public(now) };
    let loaded = load(&site.path(""), &Options::new(audience));
    let mut diagnostics = loaded.diagnostics;
    let built = loaded.site.as_ref();
    if let Some(Err(faults)) = built.map(|site| deliver(site, &Nowhere, &|| {})) {
        diagnostics.append(faults);
    }
    let sound = built.filter(|_| diagnostics.count(Severity::Error) == 0);
    index_survives(site, audience, sound.map(Shelf::from));
    let read = |id: &bollettino::identity::SourceId| {
        let bytes = std::fs::read(site.path(id.as_str())).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    };
    for format in [MessageFormat::Human, MessageFormat::Json, MessageFormat::Github] {
        let reporter = Reporter::new(format, false, read);
        reporter.print(diagnostics.iter(), &mut std::io::sink()).unwrap();
    }
}

/// Prints the index in every format. Of a site without errors it is what the site itself has.
fn index_survives(site: &Site, audience: Audience, built: Option<Shelf<'_>>) {
    let out = &mut Diagnostics::new();
    let sources = Sources::open(&site.path(""), out);
    let Some(config) = Config::read(&sources, out) else { return };
    let holdings = load_index(&sources, config, audience, true, out);
    let printed = Catalogue::of(holdings.shelf());
    let built = built.map(Catalogue::of);
    for format in Exchange::ALL {
        let bytes = write(&printed, *format).unwrap();
        if let Some(built) = &built {
            let expected = write(built, *format).unwrap();
            let texts = [&bytes, &expected].map(|bytes| String::from_utf8_lossy(bytes));
            assert_eq!(texts[0], texts[1], "{format:?}");
        }
    }
}

/// A site with news in its index.
fn base() -> Site {
    let config = "base_url: https://example.org\ntime_zone: Europe/Rome\nlanguages: [it, en]\n\
                  kinds: {news: {catalogue: true}}\n";
    let edition = ("it", "title: A\nsummary: A\n---\nTesto.\n");
    Site::new().file("site.yaml", config).news("a", "", &[edition])
}

/// Pieces that mean something to one of the readers, and some that mean nothing.
fn pieces(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        8 => prop::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
        1 => any::<char>().prop_map(|c| c.to_string().into_bytes()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

const YAML: &[&str] = &[
    "date: ",
    "2026-01-02",
    "title: ",
    "summary: ",
    "topics: ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ": ",
    "\n",
    "\n  ",
    "- ",
    "\"",
    "'",
    "#",
    " #",
    "|",
    ">",
    "\n---\n",
    "changes:\n",
    "kind: ",
    "text: ",
    "&a",
    "*a",
    "!!x",
    "1.10",
    "é",
    "\u{feff}",
    "\r\n",
    "\t",
    "base_url: https://example.org\n",
    "languages: ",
    "it",
    "attachments: ",
    "cover: ",
    "alt: ",
    "slug: ",
    "aliases: ",
    "/a/",
    "a-b",
];
const MARKDOWN: &[&str] = &[
    "## ",
    "# ",
    "{#a}",
    "[a](",
    "#a)",
    "@/news/a)",
    "![",
    "](b.png)",
    "> ",
    "> [!NOTE]\n",
    "- ",
    "1. ",
    "- [x] ",
    "|a|\n|-:|\n",
    "|",
    "```",
    "``` callout\n",
    "``` figure\n",
    "text: a\n",
    "\n",
    "\n\n",
    "    ",
    "<b>",
    "</b>",
    "<script>",
    "<a href=\"",
    "\">",
    "<!--",
    "-->",
    "[^1]",
    "[^1]: ",
    "*",
    "_",
    "`",
    "~~",
    "\\",
    "&amp;",
    "{{",
    "}}",
    "a",
    "è ",
    "\r\n",
    "TODO",
    "---\n",
    ": ",
    "https://a.b ",
];
const FLUENT: &[&str] = &[
    "site-name",
    "topic-a",
    " = ",
    "a",
    "\n",
    "\n    ",
    "{ ",
    " }",
    "$x",
    "-term",
    ".slug = ",
    "NUMBER(",
    ")",
    " -> ",
    "*[other] ",
    "[one] ",
    "\"",
    "#",
    "### ",
    "{",
    "}",
    ", ",
    "minimum: ",
    "1",
    "\r\n",
    "é",
];
const REDIRECTS: &[&str] = &[
    "/a/",
    "/it/",
    ",",
    "301",
    "410",
    "\n",
    "\r\n",
    "\"",
    "#",
    "from,to,status",
    " ",
    "é",
    "/a#b",
    ";",
];

/// Few cases, for they make whole sites; failures are told, not written into the source tree.
fn config() -> ProptestConfig {
    ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_edition(front in pieces(YAML), body in pieces(MARKDOWN)) {
        let text = [b"---\ntitle: A\n", &front[..], b"\n---\n", &body[..]].concat();
        let site = base().file("content/news/b/publication.yaml", "date: 2026-01-01\n");
        survives(&site.file("content/news/b/it.md", text));
    }

    #[test]
    fn a_body(body in pieces(MARKDOWN)) {
        let text = [b"---\ntitle: A\nsummary: A\n---\n", &body[..]].concat();
        survives(&base().file("content/news/a/en.md", text));
    }

    #[test]
    fn any_file(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0..6_usize) {
        let path = ["site.yaml", "redirects.csv", "i18n/it/site.ftl", "content/news/a/it.md",
            "content/news/a/publication.yaml", "themes/istituzionale/templates/news.html"][at];
        survives(&base().file(path, bytes));
    }

    #[test]
    fn a_publication(yaml in pieces(YAML)) {
        survives(&base().file("content/news/a/publication.yaml", yaml));
    }

    #[test]
    fn a_configuration(yaml in pieces(YAML)) {
        let start = b"base_url: https://example.org\nlanguages: [it]\n";
        survives(&base().file("site.yaml", [&start[..], &yaml[..]].concat()));
    }

    #[test]
    fn messages(text in pieces(FLUENT)) {
        survives(&base().file("i18n/it/more.ftl", text));
    }

    #[test]
    fn redirects(text in pieces(REDIRECTS)) {
        survives(&base().file("redirects.csv", text));
    }

    /// Small sites with random headings and links to them: every link resolves, every id is one.
    #[test]
    fn small_sites(
        headings in prop::collection::vec(prop::collection::vec(0..5_usize, 0..6), 1..5),
        links in prop::collection::vec((0..5_usize, 0..5_usize, 0..6_usize), 0..12),
    ) {
        let words = ["Uno", "Due", "Uno", "È così", "!!!"];
        let ids = ["uno", "due", "uno-2", "e-cosi", "section"];
        let mut site = base();
        for (at, chosen) in headings.iter().enumerate() {
            let heading = |word: &usize| format!("## {}\n\n", words[*word]);
            let mut body: String = chosen.iter().map(heading).collect();
            for (from, to, anchor) in links.iter().filter(|(from, _, _)| *from == at) {
                let anchor = ids.get(*anchor).map(|id| format!("#{id}")).unwrap_or_default();
                body.push_str(&format!("[{from}](@/news/n{to}{anchor})\n"));
            }
            let text = format!("title: N{at}\nsummary: S\n---\n{body}");
            site = site.news(&format!("n{at}"), "", &[("it", &text)]);
        }
        let outcome = site.run(&["build"]);
        let dangling = |code: &String| code.ends_with("-dangling");
        prop_assert!(outcome.codes().iter().all(dangling), "{outcome}");
        prop_assert_eq!(outcome.code, Some(i32::from(!outcome.codes().is_empty())));
        if outcome.codes().is_empty() {
            super::built::hold("https://example.org", site.tree("public"));
        }
    }
}
