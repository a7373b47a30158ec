//! `publish` to a folder: complete, swapped in as a whole, and what it refuses.

use std::fs;
use std::path::Path;

use bollettino::seal::manifest::{Manifest, NEWEST, numbered};

use super::site::{Outcome, Site, Tree, tree};

/// A site with two publications, one of them in both languages and with a file.
pub(super) fn two_news() -> Site {
    Site::new()
        .file("i18n/it/topics.ftl", "topic-nis2 = NIS2\n")
        .file("i18n/en/topics.ftl", "topic-nis2 = NIS2\n")
        .news(
            "one",
            "topics: [nis2]\nattachments: {a.txt: {language: it}}\n",
            &[
                ("it", "title: Uno\nslug: uno\nsummary: Uno\n---\nPrimo.\n"),
                ("en", "title: One\nslug: one\nsummary: One\n---\nFirst.\n"),
            ],
        )
        .file("content/news/one/a.txt", "figures1")
        .news("two", "", &[("it", "title: Due\nslug: due\nsummary: Due\n---\nSecondo.\n")])
}

/// Runs `publish` to the folder `www` beside the site's files.
pub(super) fn publish(site: &Site, args: &[&str]) -> Outcome {
    let to = format!("file://{}", site.path("www").display());
    site.run(&[&["publish", "--to", &to], args].concat())
}

/// What is served.
pub(super) fn served(site: &Site) -> Tree {
    site.tree("www")
}

pub(super) fn manifest(tree: &Tree) -> Manifest {
    Manifest::read(&tree[NEWEST]).unwrap()
}

/// Everything below a site's folder but its own sources.
fn around(site: &Site) -> Vec<String> {
    let names = fs::read_dir(site.path("")).unwrap().map(|e| e.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| name.contains("www"));
    names.sort();
    names
}

#[test]
fn what_is_served_is_what_is_built() {
    let site = two_news();
    let outcome = publish(&site, &[]).succeeds();
    assert!(served(&site) == site.build());
    for new in ["/it/notizie/uno/", "/en/news/one/", "/it/notizie/due/"] {
        assert!(outcome.stdout.contains(&format!("https://example.org{new}\n")), "{outcome}");
    }
    assert!(outcome.stdout.contains("manifest 1"), "{outcome}");
    assert_eq!(around(&site), [".www.lock", "www"]);
}

#[test]
fn nothing_new() {
    let site = two_news();
    publish(&site, &[]).succeeds();
    let before = served(&site);
    let outcome = publish(&site, &[]).succeeds();
    assert!(outcome.stdout.contains("up to date"), "{outcome}");
    assert!(served(&site) == before);
    assert_eq!(around(&site), [".www.lock", "www"]);
}

const CORRECTED: &str = "---\ntitle: Due\nslug: due\nsummary: Due\nchanges:\n- {date: 2026-03-01, \
                         kind: correction, text: Era il terzo}\n---\nTerzo.\n";

#[test]
fn a_correction() {
    let site = two_news();
    publish(&site, &[]).succeeds();
    let first = served(&site);
    site.write("content/news/two/it.md", CORRECTED);
    let outcome = publish(&site, &[]).succeeds();
    let second = served(&site);
    assert!(tree(&site.path(".www.previous")) == first, "the former release is kept");
    assert!(outcome.stdout.contains("0 added"), "{outcome}");
    let page = String::from_utf8_lossy(&second["it/notizie/due/index.html"]).into_owned();
    assert!(page.contains("Era il terzo") && page.contains("\"correction\""), "{page}");
    assert!(page.contains("dateModified"), "{page}");
    let feed = String::from_utf8_lossy(&second["it/feed.xml"]).into_owned();
    assert!(feed.contains("<updated>2026-03-01"), "{feed}");
    let manifest = manifest(&second);
    assert_eq!((manifest.number, manifest.changes.len()), (2, 1));
    assert_eq!(manifest.changes[0].why[0].text, "Era il terzo");
    assert_eq!(second[&numbered(1)], first[NEWEST]);
    // The same from scratch, but for the chain.
    let built = site.build_with(&["--previous", ".www.previous"]);
    assert!(second == built);
}

/// A file that did not change is one file in both releases: nothing is written into it.
#[test]
fn what_did_not_change_is_not_written() {
    use std::os::unix::fs::MetadataExt;
    let site = two_news();
    publish(&site, &[]).succeeds();
    let inode = |path: &str| fs::metadata(site.path(path)).unwrap().ino();
    let before = inode("www/files/news/one/a.txt");
    site.write("content/news/two/it.md", CORRECTED);
    publish(&site, &[]).succeeds();
    assert_eq!(before, inode("www/files/news/one/a.txt"));
    let page = "it/notizie/due/index.html";
    assert_ne!(inode(&format!("www/{page}")), inode(&format!(".www.previous/{page}")));
}

#[test]
fn a_rehearsal() {
    let site = two_news();
    let outcome = publish(&site, &["--dry-run"]).succeeds();
    assert!(!site.path("www").exists() && around(&site).is_empty(), "{outcome}");
    let line = |outcome: &Outcome, start: &str| {
        let line = outcome.stdout.lines().find(|line| line.starts_with(start));
        line.unwrap_or_else(|| panic!("no {start} in {outcome}")).to_owned()
    };
    assert!(line(&outcome, "news (it)").contains(" 2, "), "{outcome}");
    assert!(line(&outcome, "news (en)").contains(" 1, "), "{outcome}");
    assert!(line(&outcome, "attachments, pictures").contains(" 1, 8 B"), "{outcome}");
    publish(&site, &[]).succeeds();
    let before = served(&site);
    site.write("content/news/two/it.md", CORRECTED);
    site.write("redirects.csv", "/vecchio/,/it/notizie/due/,301\n");
    let outcome = publish(&site, &["--dry-run"]).succeeds();
    assert!(line(&outcome, "news (it)").contains('–'), "{outcome}");
    assert!(line(&outcome, "redirects").contains(" 1, "), "{outcome}");
    assert!(served(&site) == before);
    // What it would look like later is shown; it is never published before its time.
    publish(&site, &["--dry-run", "--now", "2126-01-01"]).succeeds();
    let outcome = publish(&site, &["--now", "2126-01-01"]).exits(2);
    assert!(outcome.stderr.contains("future"), "{outcome}");
}

/// Errors keep everything as it was.
#[test]
fn a_site_with_errors() {
    let site = two_news();
    publish(&site, &[]).succeeds();
    let before = served(&site);
    site.write("content/news/two/it.md", "---\ntitle: Due\nslug: due\n---\n[x](@/news/none)\n");
    let outcome = publish(&site, &[]).exits(1);
    assert!(outcome.codes().contains(&"error link-dangling".to_owned()), "{outcome}");
    assert!(outcome.stderr.contains("nothing was published"), "{outcome}");
    assert!(served(&site) == before);
    assert_eq!(around(&site), [".www.lock", "www"]);
}

#[test]
fn targets_that_are_none() {
    let site = two_news();
    for to in
        ["www", "file://", "file:///", "file://host/www", "ftp://example.org/www", "s3://", ""]
    {
        let outcome = site.run(&["publish", "--to", to]).exits(1);
        assert_eq!(outcome.codes(), ["error target"], "{to}: {outcome}");
    }
}

/// What lies on a target and is not ours is told, taken over only when asked for, and stays.
#[test]
fn a_target_that_is_not_ours() {
    let site = two_news().file("www/old/page.html", "old").file("www/index.html", "theirs");
    let outcome = publish(&site, &[]).exits(1);
    assert_eq!(outcome.codes(), ["error target-foreign"], "{outcome}");
    assert_eq!(served(&site).len(), 2);
    let outcome = publish(&site, &["--adopt"]).succeeds();
    assert!(outcome.stdout.contains("  index.html is replaced\n"), "{outcome}");
    assert!(outcome.stdout.contains("  old/page.html stays\n"), "{outcome}");
    assert_eq!(served(&site)["old/page.html"], b"old");
    assert_eq!(tree(&site.path(".www.previous"))["index.html"], b"theirs");
    // It stays with every later release, and never says so again.
    site.write("content/news/two/it.md", CORRECTED);
    let outcome = publish(&site, &[]).succeeds();
    assert!(!outcome.stdout.contains("stays"), "{outcome}");
    assert_eq!(served(&site)["old/page.html"], b"old");
    // What gets into the way later is no more ours.
    site.write("www/nuovo/index.html", "theirs");
    site.write("redirects.csv", "/nuovo/,/it/notizie/due/,301\n");
    let outcome = publish(&site, &[]).exits(1);
    assert_eq!(outcome.codes(), ["error target-foreign"], "{outcome}");
    assert_eq!(served(&site)["nuovo/index.html"], b"theirs");
}

/// Another site is not published over this one by mistake.
#[test]
fn another_site() {
    let site = two_news();
    publish(&site, &[]).succeeds();
    let before = served(&site);
    let outcome = publish(&site, &["--base-url", "https://other.example"]).exits(1);
    assert_eq!(outcome.codes(), ["error target-foreign"], "{outcome}");
    assert!(served(&site) == before);
}

#[test]
fn a_build_with_drafts_is_no_release() {
    let site = two_news().news(
        "draft",
        "draft: true\n",
        &[("it", "title: Bozza\nsummary: Bozza\n---\nTesto.\n")],
    );
    site.run(&["build", "--drafts", "--out", "www"]).succeeds();
    let outcome = publish(&site, &[]).exits(1);
    assert_eq!(outcome.codes(), ["error target-foreign"], "{outcome}");
    assert!(outcome.stderr.contains("drafts"), "{outcome}");
    publish(&site, &["--adopt"]).succeeds();
    assert!(!served(&site).keys().any(|path| path.contains("bozza")));
    let outcome = publish(&site, &["--rollback"]).exits(1);
    assert_eq!(outcome.codes(), ["error rollback"], "{outcome}");
}

/// Files that were altered on the target are put right.
#[test]
fn what_was_altered() {
    let site = two_news();
    publish(&site, &[]).succeeds();
    let before = served(&site);
    site.write("www/it/notizie/due/index.html", "altered");
    fs::remove_file(site.path("www/en/index.html")).unwrap();
    let outcome = publish(&site, &[]).succeeds();
    assert!(outcome.stdout.contains("2 files that had been altered"), "{outcome}");
    assert!(served(&site) == before);
}

#[test]
fn a_manifest_that_cannot_be_read() {
    let site = two_news();
    publish(&site, &[]).succeeds();
    site.write(&format!("www/{NEWEST}"), "{}");
    let before = served(&site);
    let outcome = publish(&site, &[]).exits(1);
    assert_eq!(outcome.codes(), ["error manifest-broken"], "{outcome}");
    assert!(served(&site) == before);
}

#[test]
fn back_and_forth() {
    let site = two_news();
    publish(&site, &[]).succeeds();
    let outcome = publish(&site, &["--rollback"]).exits(1);
    assert_eq!(outcome.codes(), ["error rollback"], "{outcome}");
    let first = served(&site);
    site.write("content/news/two/it.md", CORRECTED);
    publish(&site, &[]).succeeds();
    let second = served(&site);
    let pages = |tree: &Tree| -> Tree {
        let kept = tree.iter().filter(|(path, _)| !path.contains("site-manifest"));
        kept.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
    };
    publish(&site, &["--rollback", "--dry-run"]).succeeds();
    assert!(served(&site) == second);
    publish(&site, &["--rollback"]).succeeds();
    let back = served(&site);
    assert!(pages(&back) == pages(&first));
    assert_eq!((manifest(&back).number, manifest(&back).restores), (3, Some(1)));
    assert_eq!(back[&numbered(2)], second[NEWEST], "the chain goes on");
    publish(&site, &["--rollback"]).succeeds();
    let forth = served(&site);
    assert!(pages(&forth) == pages(&second));
    assert_eq!((manifest(&forth).number, manifest(&forth).restores), (4, Some(2)));
    // The site has said nothing else meanwhile.
    assert!(publish(&site, &[]).succeeds().stdout.contains("up to date"));
    // A release that was altered where it is kept is not put back.
    fs::remove_file(site.path(".www.previous/it/index.html")).unwrap();
    site.write(".www.previous/it/index.html", "altered");
    let outcome = publish(&site, &["--rollback"]).exits(1);
    assert_eq!(outcome.codes(), ["error rollback"], "{outcome}");
    assert!(served(&site) == forth);
}

#[test]
fn of_two_at_once_the_second_is_refused() {
    let site = two_news();
    publish(&site, &[]).succeeds();
    let before = served(&site);
    site.write("content/news/two/it.md", CORRECTED);
    let lock = fs::File::create(site.path(".www.lock")).unwrap();
    lock.lock().unwrap();
    let outcome = publish(&site, &[]).exits(1);
    assert_eq!(outcome.codes(), ["error target-busy"], "{outcome}");
    assert!(served(&site) == before);
    // Looking is no change.
    publish(&site, &["--dry-run"]).succeeds();
    drop(lock);
    publish(&site, &[]).succeeds();
}

/// A link stays, and what it leads to is replaced.
#[test]
fn a_folder_behind_a_link() {
    let site = two_news();
    fs::create_dir_all(site.path("disk/site")).unwrap();
    std::os::unix::fs::symlink("disk/site", site.path("www")).unwrap();
    publish(&site, &[]).succeeds();
    assert!(site.path("www").is_symlink());
    assert!(Path::new(&site.path("disk/site/it/index.html")).exists());
    site.write("content/news/two/it.md", CORRECTED);
    publish(&site, &[]).succeeds();
    assert!(site.path("disk/.site.previous").exists());
}

/// What is gone for good is gone from what is kept as well.
#[test]
fn what_was_erased() {
    let site = two_news().news(
        "zebra",
        "attachments: {zebra.txt: {language: it}}\n",
        &[("it", "title: Zebra\nslug: x\nsummary: zebra\n---\nZebra.\n")],
    );
    let site = site.file("content/news/zebra/zebra.txt", "zebra");
    publish(&site, &[]).succeeds();
    site.write("content/news/two/it.md", CORRECTED);
    publish(&site, &[]).succeeds();
    fs::remove_dir_all(site.path("content/news/zebra")).unwrap();
    site.write("redirects.csv", "/it/notizie/x/,,410\n");
    publish(&site, &[]).succeeds();
    let now = served(&site);
    assert_eq!(around(&site), [".www.lock", "www"], "the former release is not kept");
    let traces: Vec<&String> = now
        .iter()
        .filter(|(path, bytes)| {
            path.contains("zebra.txt") || String::from_utf8_lossy(bytes).contains("Zebra")
        })
        .map(|(path, _)| path)
        .collect();
    assert!(traces.is_empty(), "{traces:?}");
    let manifest = manifest(&now);
    assert_eq!((manifest.number, &manifest.erased[..]), (3, &[1, 2][..]));
    assert!(!now.contains_key(&numbered(1)) && !now.contains_key(&numbered(2)));
    assert_eq!(publish(&site, &["--rollback"]).exits(1).codes(), ["error rollback"]);
    // The numbers are told from then on.
    site.write("content/news/one/en.md", "---\ntitle: One\nslug: one\nsummary: One\nchanges: [{date: 2026-03-01, kind: minor, text: Dot}]\n---\nFirst\n");
    publish(&site, &[]).succeeds();
    assert_eq!(self::manifest(&served(&site)).erased, [1, 2]);
}
