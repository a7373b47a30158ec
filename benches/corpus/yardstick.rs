//! The yardstick: a bare loop over the same files, in a process of its own.
//!
//! It lists the Markdown files, and for each reads it, makes HTML with pulldown-cmark's own writer
//! in the same dialect, renders the default theme's real page of its kind and language with that
//! HTML as its text, and writes it; with rayon's threads and the program's allocator. It parses no
//! front matter, checks and links nothing, and makes no list, feed, search data or digest.
//!
//! What else a page shows (facts, contents, related publications) comes from publications of a
//! small site of the same generator, which is loaded beforehand and not measured: each page clones
//! the views of one of them, exchanges the text, serialises and renders. So Tera has as much to do
//! as in a build, and the loop does nothing of what finds it out. At the end the loop writes as
//! many more bytes as a build writes in lists, feeds and the like, so that both write the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bollettino::diagnostics::Diagnostics;
use bollettino::identity::{Lang, SourceId};
use bollettino::plan::{PageKey, Spec};
use bollettino::publication::parse_date;
use bollettino::render::view::Html;
use bollettino::render::view::page::PageView;
use bollettino::render::view::publication::PublicationView;
use bollettino::render::{publication_views, through_template};
use bollettino::select::Audience;
use bollettino::site::{self, Options, Site};
use bollettino::sources::Sources;
use jiff::tz::TimeZone;
use pulldown_cmark::{Options as MarkdownOptions, Parser, html};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tera::Value;

use crate::Failure;
use crate::generator::TODAY;
use crate::measure::{Cost, own};

/// What the loop did.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Loop {
    /// What it cost.
    pub(crate) cost: Cost,
    /// Bytes of the texts as HTML.
    pub(crate) bodies: u64,
    /// Bytes of its pages, before it wrote the rest of what a build writes.
    pub(crate) pages: u64,
}

/// The dialect of the program's texts.
const DIALECT: MarkdownOptions = MarkdownOptions::ENABLE_TABLES
    .union(MarkdownOptions::ENABLE_FOOTNOTES)
    .union(MarkdownOptions::ENABLE_STRIKETHROUGH)
    .union(MarkdownOptions::ENABLE_TASKLISTS)
    .union(MarkdownOptions::ENABLE_DEFINITION_LIST)
    .union(MarkdownOptions::ENABLE_HEADING_ATTRIBUTES)
    .union(MarkdownOptions::ENABLE_GFM);

/// How many bytes the rest is written in at a time: about a list's page.
const REST: usize = 32 * 1024;

/// What pages of a folder and a language show besides their text.
type Samples = BTreeMap<(String, Lang), Vec<(PageView, PublicationView)>>;

/// Runs the loop over the files of `corpus`, with the pages of `sample`, until `total` bytes are
/// written into `out`.
pub(crate) fn run(corpus: &Path, sample: &Path, out: &Path, total: u64) -> Result<Loop, Failure> {
    let site = load(sample)?;
    let samples = samples(&site)?;
    let ((bodies, pages), cost) = own(|| {
        let sources = Sources::open(corpus, &mut Diagnostics::new());
        let files = sources.below("content/").par_iter().enumerate();
        let written = files.filter(|(_, id)| id.as_str().ends_with(".md")).map(|(number, id)| {
            page(&site, &samples, &sources.path(id), id, number, out).map_err(|e| e.to_string())
        });
        let sum = |a: (u64, u64), b: (u64, u64)| (a.0 + b.0, a.1 + b.1);
        let (bodies, pages) = written.try_reduce(|| (0, 0), |a, b| Ok(sum(a, b)))?;
        rest(out, total.saturating_sub(pages))?;
        Ok((bodies, pages))
    })?;
    Ok(Loop { cost, bodies, pages })
}

fn load(root: &Path) -> Result<Site, Failure> {
    let zone = TimeZone::UTC;
    let now = parse_date(TODAY, &zone)?.instant(&zone);
    let loaded = site::load(root, &Options::new(Audience::public(now)));
    loaded.site.ok_or_else(|| "the sample site cannot be loaded".into())
}

fn samples(site: &Site) -> Result<Samples, Failure> {
    let mut samples = Samples::new();
    for (_, spec) in site.plan.iter() {
        let Spec::Page(PageKey::Publication(index), lang) = spec else { continue };
        let (page, mut view) = publication_views(site, *index, lang)
            .map_err(|fault| format!("a page of the sample: {}", fault.message))?;
        view.body = Html::default();
        let folder = site.library.get(*index).id.folder().to_owned();
        samples.entry((folder, lang.clone())).or_default().push((page, view));
    }
    Ok(samples)
}

/// One turn of the loop; gives the bytes of the text's HTML and of the page.
fn page(
    site: &Site,
    samples: &Samples,
    path: &Path,
    id: &SourceId,
    number: usize,
    out: &Path,
) -> Result<(u64, u64), Failure> {
    let text = fs::read_to_string(path)?;
    let (_, markdown) = text[4..].split_once("\n---\n").ok_or("an edition without front matter")?;
    let mut body = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut body, Parser::new_ext(markdown, DIALECT));
    let bytes = body.len() as u64;
    let (folder, lang) = (id.as_str().split('/').nth(1), id.file_name().strip_suffix(".md"));
    let lang = Lang::new(lang.unwrap_or_default());
    let key = (folder.unwrap_or_default().to_owned(), lang.clone());
    let same = samples.get(&key).ok_or_else(|| format!("no sample is like {id}"))?;
    let (page, view) = &same[number % same.len()];
    let mut view = view.clone();
    view.body = Html(body);
    let content = ("publication", Value::from_serializable(&view));
    let template = format!("{}.html", view.kind);
    let html = through_template(site, &lang, &template, page, content)
        .map_err(|fault| fault.message.clone())?;
    let target: PathBuf = out.join(id.as_str());
    fs::create_dir_all(&target)?;
    fs::write(target.join("index.html"), &html)?;
    Ok((bytes, html.len() as u64))
}

/// Writes the bytes that a build writes besides the pages of publications.
fn rest(out: &Path, mut bytes: u64) -> Result<(), Failure> {
    let page = vec![b' '; REST];
    for number in 0.. {
        let length = bytes.min(REST as u64);
        if length == 0 {
            break;
        }
        fs::write(out.join(format!("rest-{number}")), &page[..length as usize])?;
        bytes -= length;
    }
    Ok(())
}
