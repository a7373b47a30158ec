//! Whole sites against whole trees, in `tests/golden/<case>/{site, expected}`.
//!
//! They are built with the theme `bare` of `tests/golden/themes/`, which shows what each page gets
//! and nothing else, and so proves that a theme can be swapped. One page of each type is kept with
//! the default theme as well.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use bollettino::seal::is_seal;
use bollettino::seal::manifest::{NEWEST, number_of};

use super::expected::{difference, report, updating};
use super::site::{Site, Tree, fixture, project, tree};

#[test]
fn agency() {
    check("agency");
}

#[test]
fn council() {
    check("council");
}

/// One page of each type as the default theme shows it.
#[test]
fn pages_of_the_default_theme() {
    let agency = with_default_theme("agency");
    let council = with_default_theme("council");
    let mut pages = Tree::new();
    for (case, tree, paths) in [
        ("agency", agency, AGENCY_PAGES),
        ("council", council, &["it/notizie/the-council-meets/index.html"] as &[&str]),
    ] {
        for path in paths {
            let page = tree.get(*path).unwrap_or_else(|| panic!("{case} has no page {path}"));
            pages.insert(format!("{case}/{path}"), page.clone());
        }
    }
    hold(&fixture("golden/istituzionale"), pages);
}

const AGENCY_PAGES: &[&str] = &[
    "index.html",
    "it/index.html",
    "it/404.html",
    "it/notizie/index.html",
    "it/notizie/2026/index.html",
    "it/temi/nis2/index.html",
    "it/serie/manuale/index.html",
    "it/pubblicazioni/index.html",
    "it/pubblicazioni/2025/index.html",
    "it/pubblicazioni/temi/nis2/index.html",
    "it/notizie/esercitazione-inverno/index.html",
    "en/news/the-figures-of-may/index.html",
    "en/guidelines/notification/index.html",
    "en/guidelines/notification-2/index.html",
    "en/guidelines/notification/latest/index.html",
    "it/rapporti-incidenti/incidenti-del-2024/index.html",
    "it/chi-siamo/index.html",
    "sparito/index.html",
];

/// The index of the project's own site: its pages, and all that programs get.
#[test]
fn the_index_of_the_sample_site() {
    let site = Site::empty();
    let (from, to) = (project(), site.path("public"));
    let args = ["build", "--site", from.to_str().unwrap(), "--out", to.to_str().unwrap()];
    site.run(&args).succeeds().says_nothing();
    let mut tree = site.tree("public");
    let is_index = |path: &str| {
        let citation = "it/linee-guida/notificare-incidente-significativo/citation.";
        path.starts_with("publications.")
            || path == "catalog.jsonld"
            || ["it/pubblicazioni/index.html", "en/publications/index.html"].contains(&path)
            || ["it/pubblicazioni/feed.json", "it/pubblicazioni/feed.xml"].contains(&path)
            || path.starts_with(citation)
    };
    tree.retain(|path, _| is_index(path));
    // The names of assets hold their digests, and a stylesheet is no matter of the index.
    for (path, bytes) in tree.iter_mut().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes.clone()).unwrap();
        let lines = html.lines().filter(|line| !line.contains("\"/assets/"));
        *bytes = lines.collect::<Vec<_>>().join("\n").into_bytes();
        assert!(bytes.len() < html.len(), "{path}");
    }
    hold(&fixture("golden/sample"), tree);
}

/// What each web server is told of the fixtures, in a folder and below a path.
#[test]
fn snippets_of_servers() {
    let mut snippets = Tree::new();
    for case in ["agency", "council"] {
        let site = default_theme(case);
        for server in ["nginx", "apache", "caddy"] {
            let outcome = site.run(&["headers", server]).succeeds();
            snippets.insert(format!("{case}.{server}"), outcome.stdout.clone().into_bytes());
        }
    }
    hold(&fixture("golden/servers"), snippets);
}

/// A site lays a single file over the default theme; everything else stays the theme's.
#[test]
fn a_single_template_is_overridden() {
    let template = "{% extends \"publication.html\" %}\n{% block cite %}\n\
                    <p class=\"own\">{{ publication.id }} {{ t(key=\"go-home\") }}</p>\n\
                    {%- endblock cite %}\n";
    let path = "it/notizie/esercitazione-inverno/index.html";
    let plain = with_default_theme("agency");
    let site = default_theme("agency").file("themes/istituzionale/templates/news.html", template);
    let tree = site.build();
    let changed: BTreeSet<&str> =
        tree.iter().filter(|(p, b)| plain.get(*p) != Some(b)).map(|(p, _)| p.as_str()).collect();
    let is_news = |path: &str| path.contains("/notizie/") || path.contains("/news/");
    assert!(changed.iter().all(|p| is_news(p) || is_seal(p)), "{changed:?}");
    let page = String::from_utf8_lossy(&tree[path]);
    assert!(page.contains("<p class=\"own\">news/2026-01-15-exercise "), "{page}");
    assert!(page.contains("class=\"site-footer\""), "{page}");
}

/// A theme extends another: its own templates, the other's stylesheet and words.
#[test]
fn a_theme_extends_another() {
    let site = default_theme("agency")
        .file("themes/mine/theme.yaml", "name: mine\nextends: istituzionale\n")
        .file(
            "themes/mine/templates/not-found.html",
            "{% extends \"base.html\" %}{% block main %}<h1>{{ t(key=\"mine\") }}</h1>{% endblock main %}",
        )
        .file("themes/mine/i18n/it/mine.ftl", "mine = Qui no\n")
        .file("themes/mine/i18n/en/mine.ftl", "mine = Not here\n");
    let config = fs::read_to_string(site.path("site.yaml")).unwrap();
    site.write("site.yaml", config.replace("theme: istituzionale", "theme: mine"));
    let tree = site.build();
    assert!(String::from_utf8_lossy(&tree["it/404.html"]).contains("<h1>Qui no</h1>"));
    assert!(tree.keys().any(|path| path.starts_with("assets/css/main.")));
}

fn check(case: &str) {
    let mut tree = bare(case).build();
    // Every one of their lines changes with every file; `manifest` holds them against the tree.
    tree.retain(|path, _| path != NEWEST && number_of(path).is_none());
    hold(&fixture(&format!("golden/{case}/expected")), tree);
}

/// A fixture with the theme `bare`.
pub(super) fn bare(case: &str) -> Site {
    let mut site = Site::copy_of(&fixture(&format!("golden/{case}/site")));
    for (path, bytes) in tree(&fixture("golden/themes")) {
        site = site.file(&format!("themes/{path}"), bytes);
    }
    site
}

/// A fixture with the theme that ships with the program.
pub(super) fn default_theme(case: &str) -> Site {
    let site = Site::copy_of(&fixture(&format!("golden/{case}/site")));
    let config = fs::read_to_string(site.path("site.yaml")).unwrap();
    site.write("site.yaml", config.replace("theme: bare", "theme: istituzionale"));
    site
}

fn with_default_theme(case: &str) -> Tree {
    default_theme(case).build()
}

/// Holds a tree against the one in a folder, or writes it there.
fn hold(folder: &Path, came: Tree) {
    if updating() {
        let _ = fs::remove_dir_all(folder);
        for (path, bytes) in &came {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        return;
    }
    let expected = tree(folder);
    let paths: BTreeSet<&String> = expected.keys().chain(came.keys()).collect();
    let mut differences = Vec::new();
    for path in paths {
        match (expected.get(path), came.get(path)) {
            (Some(old), Some(new)) if old == new => {}
            (Some(old), Some(new)) => {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                differences.push(format!("{path}\n{}", difference(&text(old), &text(new))));
            }
            (Some(_), None) => differences.push(format!("{path} is missing")),
            (None, _) => differences.push(format!("{path} is not expected")),
        }
    }
    report(differences);
}
