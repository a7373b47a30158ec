//! Apache: for a virtual host, or as `.htaccess` in the site's folder.

use super::{
    FIXED, HEAD, Lines, Moved, Serving, by_type, caching, open_data_pattern, pattern, sharing,
};

pub(super) fn write(serving: &Serving<'_>) -> String {
    let mut lines = Lines::default();
    lines.push(HEAD);
    lines.push(
        "# Needs mod_headers, mod_alias, mod_mime and mod_dir. For a <VirtualHost> with the site's",
    );
    lines.push("# DocumentRoot, or as .htaccess in the site's folder.\n");
    headers(serving, &mut lines);
    types(serving, &mut lines);
    for Moved { from, to, status } in &serving.moved {
        lines.push(format!("RedirectMatch {status} \"^{}$\" \"{to}\"", pattern(from)));
    }
    for from in &serving.gone {
        lines.push(format!("RedirectMatch 410 \"^{}$\"", pattern(from)));
        if from.ends_with('/') {
            lines.push(when(&format!("^{}$", pattern(from))));
            lines.push(format!("    ErrorDocument 410 {from}index.html\n</If>"));
        }
    }
    for below in &serving.gone_below {
        lines.push(format!("RedirectMatch 410 \"^{}(?!index\\.html$).\"", pattern(below)));
    }
    for (below, page) in serving.not_found.iter().rev() {
        match serving.not_found.last() {
            Some((site, _)) if site == below => lines.push(format!("ErrorDocument 404 {page}")),
            _ => {
                lines.push(when(&format!("^{}", pattern(below))));
                lines.push(format!("    ErrorDocument 404 {page}\n</If>"));
            }
        }
    }
    lines.push("RedirectMatch 404 \"/\\.(?!well-known/)\"");
    lines.0
}

fn headers(serving: &Serving<'_>, lines: &mut Lines) {
    let set = |name: &str, value: &str, when: &str| {
        let when = if when.is_empty() { String::new() } else { format!(" \"expr={when}\"") };
        format!("Header always set {name} \"{value}\"{when}")
    };
    let uri = |operator: &str, pattern: &str| format!("%{{REQUEST_URI}} {operator} m#{pattern}#");
    match serving.searches_pattern() {
        Some(searches) => {
            let csp = "Content-Security-Policy";
            lines.push(set(csp, &serving.csp, &uri("!~", &searches)));
            lines.push(set(csp, &serving.search_csp, &uri("=~", &searches)));
        }
        None => lines.push(set("Content-Security-Policy", &serving.csp, "")),
    }
    for (name, value) in serving.common() {
        lines.push(set(name, &value, ""));
    }
    let data = open_data_pattern();
    let (own, _) = sharing(false);
    let (open, everybody) = sharing(true);
    lines.push(set("Cross-Origin-Resource-Policy", own, &uri("!~", &data)));
    lines.push(set("Cross-Origin-Resource-Policy", open, &uri("=~", &data)));
    if let Some(everybody) = everybody {
        lines.push(set("Access-Control-Allow-Origin", everybody, &uri("=~", &data)));
    }
    let assets = format!("^{}", pattern(&serving.under(FIXED)));
    lines.push(set("Cache-Control", caching("/"), &uri("!~", &assets)));
    lines.push(set("Cache-Control", caching(FIXED), &uri("=~", &assets)));
    lines.push("");
}

fn types(serving: &Serving<'_>, lines: &mut Lines) {
    lines.push("DirectoryIndex index.html\nAddDefaultCharset off");
    for (media_type, endings) in by_type(&serving.types) {
        let endings: Vec<String> = endings.into_iter().map(|e| format!(".{e}")).collect();
        lines.push(format!("AddType \"{media_type}\" {}", endings.join(" ")));
    }
    for (name, media_type) in &serving.named_types {
        let name = pattern(name.trim_start_matches('/'));
        let start = if name.starts_with('\\') { "" } else { "^" };
        lines.push(format!("<FilesMatch \"{start}{name}$\">"));
        lines.push(format!("    ForceType \"{media_type}\"\n</FilesMatch>"));
    }
    lines.push("");
}

fn when(pattern: &str) -> String {
    format!("<If \"%{{REQUEST_URI}} =~ m#{pattern}#\">")
}
