//! nginx: for a `server` block.
//!
//! nginx takes over `add_header` from outside only where a block has none of its own, so all of
//! them stand in the `server` block, and what differs is a variable. `if` with nothing but `set`
//! in it is one of its two safe uses. A header with an empty value is not sent.

use super::{
    FIXED, HEAD, Lines, Moved, Serving, by_type, caching, open_data_pattern, pattern, sharing,
};

pub(super) fn write(serving: &Serving<'_>) -> String {
    let mut lines = Lines::default();
    lines.push(HEAD);
    lines.push("# Include it in the `server` block that has the site's `root`:");
    lines.push("#     include /etc/nginx/site-headers.conf;\n");
    headers(serving, &mut lines);
    types(serving, &mut lines);
    for Moved { from, to, status } in &serving.moved {
        lines.push(format!("location = {from} {{ return {status} {to}; }}"));
    }
    for from in &serving.gone {
        let page = if from.ends_with('/') { format!("{from}index.html") } else { from.clone() };
        match page == *from {
            true => lines.push(format!("location = {from} {{ return 410; }}")),
            false => {
                lines.push(format!("location = {from} {{ error_page 410 {page}; return 410; }}"))
            }
        }
    }
    for below in &serving.gone_below {
        lines.push(format!("location ^~ {below} {{ return 410; }}"));
        if serving.gone.contains(below) {
            // Its page is shown by nginx itself, and asked for by nobody.
            lines.push(format!("location = {below}index.html {{ internal; }}"));
        }
    }
    lines.push("");
    for (below, page) in &serving.not_found {
        match serving.not_found.last() {
            Some((site, _)) if site == below => lines.push(format!("error_page 404 {page};")),
            _ => lines.push(format!("location {below} {{ error_page 404 {page}; }}")),
        }
    }
    lines.push("location ~ /\\.(?!well-known/) { return 404; }");
    lines.0
}

fn headers(serving: &Serving<'_>, lines: &mut Lines) {
    let (own, _) = sharing(false);
    let (open, everybody) = sharing(true);
    lines.push(format!("set $site_csp \"{}\";", serving.csp));
    if let Some(searches) = serving.searches_pattern() {
        lines.push(format!("if ($uri ~ \"{searches}\") {{"));
        lines.push(format!("    set $site_csp \"{}\";\n}}", serving.search_csp));
    }
    lines.push(format!("set $site_sharing \"{own}\";\nset $site_readers \"\";"));
    lines.push(format!("if ($uri ~ \"{}\") {{", open_data_pattern()));
    lines.push(format!("    set $site_sharing \"{open}\";"));
    lines.push(format!("    set $site_readers \"{}\";\n}}", everybody.unwrap_or_default()));
    lines.push(format!("set $site_caching \"{}\";", caching("/")));
    let assets = serving.under(FIXED);
    lines.push(format!("if ($uri ~ \"^{}\") {{", pattern(&assets)));
    lines.push(format!("    set $site_caching \"{}\";\n}}", caching(FIXED)));
    lines.push("add_header Content-Security-Policy $site_csp always;");
    for (name, value) in serving.common() {
        lines.push(format!("add_header {name} \"{value}\" always;"));
    }
    lines.push("add_header Cross-Origin-Resource-Policy $site_sharing always;");
    lines.push("add_header Access-Control-Allow-Origin $site_readers always;");
    lines.push("add_header Cache-Control $site_caching always;\n");
}

/// `types` replaces what is outside as a whole, so everything that the site has is here.
fn types(serving: &Serving<'_>, lines: &mut Lines) {
    lines.push("absolute_redirect off;\nindex index.html;\ndefault_type application/octet-stream;");
    lines.push("types {");
    for (media_type, endings) in by_type(&serving.types) {
        let endings = endings.into_iter().collect::<Vec<_>>().join(" ");
        lines.push(format!("    \"{media_type}\" {endings};"));
    }
    lines.push("}");
    for (name, media_type) in &serving.named_types {
        let name = pattern(name);
        lines.push(format!("location ~ {name}$ {{ types {{}} default_type \"{media_type}\"; }}"));
    }
    lines.push("");
}
