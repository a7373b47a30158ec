//! Large and hostile texts: they end, without a panic, in a time that grows as they do.
//!
//! Time is the processor's, of the one thread that does the work, for one size and for four times
//! that size: what is linear takes about four times as long, what is quadratic sixteen times.

use std::time::Duration;

use bollettino::config::Config;
use bollettino::diagnostics::{Diagnostics, MessageFormat, Reporter};
use bollettino::identity::SourceId;
use bollettino::parse::{BodyBudget, parse};
use bollettino::select::Audience;
use bollettino::sinks::{Nowhere, deliver};
use bollettino::site::{Loaded, Options, load};
use bollettino::sources::Sources;
use nix::sys::resource::{UsageWho, getrusage};

use super::site::Site;

/// How much of the processor something takes on a thread of its own.
fn cost(work: impl FnOnce() + Send) -> Duration {
    let used = || {
        let usage = getrusage(UsageWho::RUSAGE_THREAD).unwrap();
        let micros = |time: nix::sys::time::TimeVal| {
            Duration::new(time.tv_sec().try_into().unwrap(), time.tv_usec() as u32 * 1000)
        };
        micros(usage.user_time()) + micros(usage.system_time())
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| {
        let before = used();
        work();
        used() - before
    })
}

/// A site with one text.
fn site(body: &str) -> Site {
    Site::new().news("a", "", &[("it", &format!("title: A\nsummary: A\n---\n{body}\n"))])
}

/// Reads a text with this body, as `parse` does with each.
fn parsing(body: &str) -> Duration {
    let site = site(body);
    let mut out = Diagnostics::new();
    let sources = Sources::open(&site.path(""), &mut out);
    let config = Config::read(&sources, &mut out).unwrap();
    let rules = bollettino::site::rules(&sources, &config, &mut out);
    cost(|| drop(parse(&sources, &config, &rules, &BodyBudget::bytes(0), &mut out)))
}

/// Loads a site with a text of this body, renders it and prints what there is to say of it.
fn whole_site(body: &str) -> Duration {
    let site = site(body);
    cost(|| {
        let now = "2026-03-02T00:00:00Z".parse().unwrap();
        let Loaded { site: loaded, mut diagnostics, .. } =
            load(&site.path(""), &Options::new(Audience::public(now)));
        if let Err(faults) = deliver(&loaded.unwrap(), &Nowhere, &|| {}) {
            diagnostics.append(faults);
        }
        let read = |id: &SourceId| std::fs::read_to_string(site.path(id.as_str())).ok();
        let reporter = Reporter::new(MessageFormat::Json, false, read);
        reporter.print(diagnostics.iter(), &mut std::io::sink()).unwrap();
    })
}

/// A text made of a piece again and again.
#[track_caller]
fn linear(piece: &str) {
    linear_with(|size| piece.repeat(size / piece.len()));
}

#[track_caller]
fn linear_with(text: impl Fn(usize) -> String) {
    grows_as(parsing, 50_000, text);
}

/// The same for everything that happens to a text until its page is there.
#[track_caller]
fn linear_to_the_end(text: impl Fn(usize) -> String) {
    grows_as(whole_site, 30_000, text);
}

#[track_caller]
fn grows_as(cost: fn(&str) -> Duration, size: usize, text: impl Fn(usize) -> String) {
    // What every run costs is no part of it; of what takes no time nothing can be told.
    let base = cost("");
    let small = cost(&text(size)).saturating_sub(base);
    let large = cost(&text(4 * size)).saturating_sub(base);
    let most = small * 8 + Duration::from_millis(60);
    assert!(large < most, "{size} bytes in {small:?}, four times as many in {large:?}");
}

#[test]
fn one_long_paragraph() {
    linear("parola ");
    linear("parola\n");
    linear("x");
}

#[test]
fn brackets_and_stars() {
    linear("[");
    linear("![");
    linear("[a](");
    linear("[a](b");
    linear("*");
    linear("*a ");
    linear("**a _b ");
    linear("`");
    linear("`a``b");
    linear("~~a ");
    linear("<");
    linear("&");
    linear("\\");
}

#[test]
fn deep_nesting() {
    linear(">");
    linear("> ");
    linear("- ");
    linear("1. ");
    linear("> [!NOTE]\n");
    linear_with(|size| {
        let lines = (0..).map(|depth| "  ".repeat(depth) + "- a\n").scan(0, |sum, line| {
            *sum += line.len();
            (*sum < size).then_some(line)
        });
        lines.collect()
    });
}

#[test]
fn tables_and_lists() {
    linear("|");
    linear("|a|b|\n|-|-|\n");
    linear_with(|size| format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(size / 6)));
    linear("- a\n");
    linear("- [x] a\n");
    linear("a\n: b\n\n");
}

#[test]
fn headings_and_anchors() {
    linear_to_the_end(|size| "## a\n".repeat(size / 5));
    linear_to_the_end(|size| (0..size / 12).map(|n| format!("## a {{#a{n}}}\n")).collect());
    linear_to_the_end(|size| {
        (0..size / 24).map(|n| format!("## a{n}\n\n[b](#a{n})\n\n")).collect()
    });
    linear_to_the_end(|size| "[a](#a)\n".repeat(size / 8));
}

#[test]
fn footnotes() {
    linear("a[^1] ");
    linear_with(|size| (0..size / 20).map(|n| format!("a[^{n}]\n\n[^{n}]: b\n\n")).collect());
    linear_with(|size| (0..size / 20).map(|n| format!("a[^x{n}]\n\n[^{n}]: b\n\n")).collect());
    linear("[^a]: b\n");
}

#[test]
fn raw_html() {
    linear("<script>");
    linear("a <script> b\n\n");
    linear("<div>");
    linear("<div>\n\n");
    linear("<b>a ");
    linear("<b>a\n\n");
    linear("<p class=\"");
    linear("<a href=\"x\" href='y'>");
    linear("<!--");
    linear("<!-- a -->");
    linear("</div>");
    linear("<table><tr><td>");
}

#[test]
fn many_faults() {
    linear_to_the_end(|size| "[a](javascript:b)\n".repeat(size / 18));
    linear_to_the_end(|size| "TODO ".repeat(size / 5));
    linear_to_the_end(|size| "a <script> b\n\n".repeat(size / 15));
}

#[test]
fn code_and_components() {
    linear("```\na\n```\n");
    linear("``` callout\ntext: a\n```\n");
    linear_with(|size| format!("``` rust\n{}```\n", "let a = \"b\";\n".repeat(size / 40)));
    linear_with(|size| format!("``` callout\ntext: |\n{}```\n", "  - a\n".repeat(size / 6)));
    linear("{{ ");
}

/// Five megabytes are nothing to fear.
#[test]
fn five_megabytes() {
    for piece in ["parola di un testo lungo. ", ">", "[", "*", "`", "<script>", "![", "|", "- "] {
        parsing(&piece.repeat(5_000_000 / piece.len()));
    }
}
