//! Markdown to HTML: the cases of `tests/markdown/`.
//!
//! Each is a body, or several by language, built with a theme that prints nothing but the body. The
//! section `it.md` holds a body without front matter; other sections are files beside it.

use rayon::prelude::*;

use super::expected::{self, Case};
use super::site::{Site, fixture, tree};

#[test]
fn markdown_becomes_html() {
    let cases = expected::cases("markdown");
    expected::report(cases.par_iter().filter_map(check).collect());
}

fn check(case: &Case) -> Option<String> {
    let mut site = body_only().file("content/news/a/publication.yaml", "date: 2026-01-02\n");
    let mut languages = Vec::new();
    for (name, content) in case.given() {
        let (name, content) = match name.strip_suffix(" (CRLF)") {
            Some(name) => (name, format!("\u{feff}{}", content.replace('\n', "\r\n"))),
            None => (name, content.to_owned()),
        };
        let content = match name.strip_suffix(".md").filter(|lang| lang.len() == 2) {
            Some(lang) => {
                languages.push(lang);
                with_front_matter(lang, &content)
            }
            None => content,
        };
        let path =
            if name.contains('/') { name.to_owned() } else { format!("content/news/a/{name}") };
        site = site.file(&path, content);
    }
    let outcome = site.run(&["build"]);
    let mut came = Vec::new();
    for lang in languages {
        let list = if lang == "it" { "it/notizie" } else { "en/news" };
        let path = site.path(&format!("public/{list}/a-{lang}/index.html"));
        let html = std::fs::read_to_string(path).unwrap_or_else(|_| "nothing\n".to_owned());
        came.push((format!("expected {lang}"), html));
    }
    if !outcome.stderr.is_empty() {
        came.push(("expected stderr".to_owned(), outcome.stderr));
    }
    case.hold(&came)
}

fn with_front_matter(lang: &str, body: &str) -> String {
    let end = if body.contains("\r\n") { "\r\n" } else { "\n" };
    let mark = body.strip_prefix('\u{feff}').map_or("", |_| "\u{feff}");
    let lines = ["---", "title: A", "summary: S", &format!("slug: a-{lang}"), "---"].join(end);
    format!("{mark}{lines}{end}{}", body.trim_start_matches('\u{feff}'))
}

/// The theme `bare` with pages of publications that are their body alone.
fn body_only() -> Site {
    let config = "base_url: https://example.org\nlanguages: [it, en]\ntheme: bare\n";
    let mut site = Site::new().file("site.yaml", config);
    for (path, bytes) in tree(&fixture("golden/themes")) {
        site = site.file(&format!("themes/{path}"), bytes);
    }
    site.file("themes/bare/templates/news.html", "{{ publication.body }}")
}
