//! Charts and tables of figures: the cases of `tests/exhibits/`.
//!
//! Each is a site of incident reports under the default theme. Expected are the figures of the
//! report `incident-reports/a` in each of its languages, each tag on a line of its own.

use rayon::prelude::*;

use super::expected::{self, Case};
use super::site::Site;

#[test]
fn figures_become_charts() {
    let cases = expected::cases("exhibits");
    expected::report(cases.par_iter().filter_map(check).collect());
}

fn check(case: &Case) -> Option<String> {
    let mut site = Site::new();
    for (path, content) in case.given() {
        site = site.file(&format!("content/incident-reports/{path}"), content);
    }
    let outcome = site.run(&["build"]);
    let mut came = Vec::new();
    for (lang, list) in [("it", "rapporti-incidenti"), ("en", "incident-reports")] {
        let path = site.path(&format!("public/{lang}/{list}/a-{lang}/index.html"));
        let Ok(html) = std::fs::read_to_string(&path) else { continue };
        came.push((format!("expected {lang}"), figures(&html)));
    }
    if !outcome.stderr.is_empty() {
        came.push(("expected stderr".to_owned(), outcome.stderr));
    }
    case.hold(&came)
}

/// The figures of a page, a tag a line.
fn figures(html: &str) -> String {
    let mut figures = String::new();
    for piece in html.split("<figure class=\"exhibit").skip(1) {
        let end = piece.find("</figure>").map_or(piece.len(), |at| at + "</figure>".len());
        let figure = format!("<figure class=\"exhibit{}\n", &piece[..end]);
        figures.push_str(&figure.replace("><", ">\n<").replace("\n\n", "\n"));
    }
    figures
}
