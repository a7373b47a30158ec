//! `_headers` and `_redirects`: rules that static hosts (Netlify, Cloudflare) take from the site's
//! own files.
//!
//! Where two rules set the same header, one host takes both and another the nearer, so each header
//! is set once: on these hosts every page may use the site's own scripts as far as one page does.
//! Limits, by the hosts' documentation: Cloudflare Pages reads 100 rules of headers, 2,000 redirects
//! of at most 1,000 characters, lines of headers of 2,000 characters; of `_redirects` it drops what
//! lies beyond 100 kB without a word. Neither host answers with 410.

use super::{FIXED, Lines, Moved, SEARCH_NEEDS, Serving, caching, moved, sharing};
use crate::diagnostics::{Diagnostics, HOST_LIMIT};
use crate::plan::Spec;
use crate::site::Site;

/// How many redirects a host reads.
const MOST_REDIRECTS: usize = 2_000;
/// How many bytes of `_redirects` a host reads.
const MOST_BYTES: usize = 100_000;
/// How long a line of `_headers` may be.
const LONGEST_LINE: usize = 2_000;
/// What stands before the policy in its line.
const CSP_INDENT: usize = "  Content-Security-Policy: ".len();

/// `_headers`.
pub(super) fn headers(serving: &Serving<'_>) -> String {
    let csp = if serving.searches.is_empty() { &serving.csp } else { &serving.search_csp };
    let mut lines = Lines::default();
    lines.push(format!("{}*\n  Content-Security-Policy: {csp}", serving.under("/")));
    for (name, value) in serving.common() {
        lines.push(format!("  {name}: {value}"));
    }
    lines.push(format!("  Cross-Origin-Resource-Policy: {}", sharing(false).0));
    lines.push(format!("{}*\n  Cache-Control: {}", serving.under(FIXED), caching(FIXED)));
    lines.0
}

/// `_redirects`, as many as every host reads.
pub(super) fn redirects(serving: &Serving<'_>) -> String {
    let mut text = String::new();
    // What stays moved goes first: `latest` leads on by its page wherever no rule does.
    let (lasting, others): (Vec<_>, Vec<_>) = serving.moved.iter().partition(|one| is_lasting(one));
    for line in lasting.into_iter().chain(others).map(line).take(MOST_REDIRECTS) {
        if text.len() + line.len() > MOST_BYTES {
            break;
        }
        text.push_str(&line);
    }
    text
}

/// Says what the hosts would leave out of what stays moved.
pub(crate) fn check(site: &Site, out: &mut Diagnostics) {
    let base = &site.config.base_path;
    let lines = site.plan.iter().filter_map(|(address, spec)| match spec {
        Spec::Redirect(redirect) => {
            moved(base, address, redirect).filter(is_lasting).as_ref().map(line)
        }
        _ => None,
    });
    let (redirects, bytes) = lines.fold((0, 0), |(n, bytes), line| (n + 1, bytes + line.len()));
    if redirects > MOST_REDIRECTS || bytes > MOST_BYTES {
        let message = format!(
            "{redirects} redirects in {bytes} bytes: static hosts read {MOST_REDIRECTS} in \
             {MOST_BYTES} bytes"
        );
        out.push(HOST_LIMIT.nowhere(message).help(
            "the rest leads on by pages of its own; a web server takes all of them: \
             `bollettino headers nginx`",
        ));
    }
    let csp = site.config.headers.csp.with(SEARCH_NEEDS).value();
    if csp.len() + CSP_INDENT > LONGEST_LINE {
        let message = format!("a header of {} bytes: static hosts read {LONGEST_LINE}", csp.len());
        out.push(HOST_LIMIT.nowhere(message).help("name fewer hosts under `headers.sources`"));
    }
}

/// Whether something stays moved.
fn is_lasting(moved: &Moved) -> bool {
    moved.status == 301
}

/// What has moved, as a line.
fn line(Moved { from, to, status }: &Moved) -> String {
    format!("{from} {to} {status}\n")
}
