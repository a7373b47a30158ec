//! Caddy: for a site's block.

use super::{FIXED, HEAD, Lines, Moved, Serving, by_type, caching, sharing};
use crate::headers::OPEN_DATA;

pub(super) fn write(serving: &Serving<'_>) -> String {
    let mut lines = Lines::default();
    lines.push(HEAD);
    lines.push("# Import it into the site's block, beside `root`:");
    lines.push("#     import site-headers.caddy\n");
    headers(serving, &mut lines);
    types(serving, &mut lines);
    for Moved { from, to, status } in &serving.moved {
        lines.push(format!("redir {from} {to} {status}"));
    }
    for from in &serving.gone {
        lines.push(format!("error {from} 410"));
    }
    for below in &serving.gone_below {
        lines.push(format!("error {below}* 410"));
    }
    lines.push("@hidden {\n    path_regexp /\\.\n    not path /.well-known/*\n}");
    lines.push("error @hidden 404\nfile_server\n");
    errors(serving, &mut lines);
    lines.0
}

/// Each header is set for exactly one of two groups, so that it does not matter which comes first.
fn headers(serving: &Serving<'_>, lines: &mut Lines) {
    let csp = "Content-Security-Policy";
    if serving.searches.is_empty() {
        lines.push(format!("header {csp} \"{}\"", serving.csp));
    } else {
        let pages = serving.searches.iter().flat_map(|at| [at.clone(), format!("{at}index.html")]);
        either(lines, "search", &pages.collect::<Vec<_>>().join(" "));
        lines.push(format!("header @search {csp} \"{}\"", serving.search_csp));
        lines.push(format!("header @not_search {csp} \"{}\"", serving.csp));
    }
    for (name, value) in serving.common() {
        lines.push(format!("header {name} \"{value}\""));
    }
    let data: Vec<String> = OPEN_DATA.iter().map(|ending| format!("*.{ending}")).collect();
    either(lines, "data", &data.join(" "));
    let (open, everybody) = sharing(true);
    lines.push(format!("header @data Cross-Origin-Resource-Policy {open}"));
    if let Some(everybody) = everybody {
        lines.push(format!("header @data Access-Control-Allow-Origin \"{everybody}\""));
    }
    lines.push(format!("header @not_data Cross-Origin-Resource-Policy {}", sharing(false).0));
    either(lines, "assets", &format!("{}*", serving.under(FIXED)));
    lines.push(format!("header @assets Cache-Control \"{}\"", caching(FIXED)));
    lines.push(format!("header @not_assets Cache-Control \"{}\"\n", caching("/")));
}

/// Two groups that share nothing: what is at some paths, and the rest.
fn either(lines: &mut Lines, name: &str, paths: &str) {
    lines.push(format!("@{name} path {paths}\n@not_{name} not path {paths}"));
}

fn types(serving: &Serving<'_>, lines: &mut Lines) {
    let named: Vec<String> = serving.named_types.keys().map(|name| format!("*{name}")).collect();
    for (number, (media_type, endings)) in by_type(&serving.types).into_iter().enumerate() {
        let endings: Vec<String> = endings.into_iter().map(|e| format!("*.{e}")).collect();
        lines.push(format!("@type{number} {{\n    path {}", endings.join(" ")));
        if !named.is_empty() {
            lines.push(format!("    not path {}", named.join(" ")));
        }
        lines.push(format!("}}\nheader @type{number} Content-Type \"{media_type}\""));
    }
    for (number, (name, media_type)) in serving.named_types.iter().enumerate() {
        lines.push(format!("@named{number} path *{name}"));
        lines.push(format!("header @named{number} Content-Type \"{media_type}\""));
    }
    lines.push("");
}

/// What is shown where nothing is: an address that ends in `/` has no ending to tell its type by.
fn errors(serving: &Serving<'_>, lines: &mut Lines) {
    lines.push("handle_errors {\n    header Content-Type \"text/html; charset=utf-8\"");
    lines.push("    @gone expression {err.status_code} == 410");
    lines.push("    handle @gone {\n        file_server\n    }");
    for (below, page) in &serving.not_found {
        lines.push(format!("    handle {below}* {{"));
        lines.push(format!("        rewrite * {page}\n        file_server\n    }}"));
    }
    lines.push("}");
}
