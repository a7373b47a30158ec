//! The output folder is replaced as a whole, by a complete build only, and only if it is ours.

use std::fs;
use std::path::Path;

use super::site::Site;

fn sound() -> Site {
    Site::new().news("a", "", &[("it", "title: A\nsummary: A\n---\nPrima versione.\n")])
}

#[test]
fn a_failing_build_leaves_the_last_one_as_it_was() {
    let site = sound();
    let before = site.build();
    site.write("content/news/b/publication.yaml", "date: 2026/01/02\n");
    site.write("content/news/b/it.md", "---\ntitle: B\nsummary: B\n---\nNuovo.\n");
    let outcome = site.run(&["build"]).exits(1);
    let last = outcome.stderr.lines().last().unwrap();
    assert!(last.starts_with("error: nothing was built: 1 error; "), "{outcome}");
    assert_eq!(before, site.tree("public"));
    assert_eq!(site.top(), TOP, "nothing is left beside it");
}

/// A fault that shows only while pages are written is no different.
#[test]
fn a_build_that_fails_in_rendering_leaves_the_last_one_as_it_was() {
    let site = sound();
    let before = site.build();
    let template = "{% extends \"base.html\" %}{% block main %}{{ page.none }}{% endblock main %}";
    site.write("themes/istituzionale/templates/news.html", template);
    site.run(&["build"]).exits(1);
    assert_eq!(before, site.tree("public"));
}

#[test]
fn a_build_takes_away_what_is_gone() {
    let site = sound().file("static/old.txt", "old");
    assert!(site.build().contains_key("old.txt"));
    fs::remove_file(site.path("static/old.txt")).unwrap();
    assert!(!site.build().contains_key("old.txt"));
    assert_eq!(site.top(), [TOP, &["static"]].concat());
}

#[test]
fn a_foreign_folder_is_never_touched() {
    let site = sound().file("public/thesis.txt", "the only copy");
    let outcome = site.run(&["build"]).exits(1);
    assert_eq!(outcome.codes(), ["error output"], "{outcome}");
    assert_eq!(site.tree("public").into_keys().collect::<Vec<_>>(), ["thesis.txt"]);
    let outcome = site.run(&["build", "--out", "."]).exits(1);
    assert_eq!(outcome.codes(), ["error output"], "{outcome}");
}

#[test]
fn an_empty_folder_is_filled() {
    let site = sound();
    fs::create_dir(site.path("public")).unwrap();
    assert!(site.build().contains_key("it/index.html"));
}

#[test]
fn a_folder_of_another_name_and_place() {
    let site = sound();
    let public = site.build();
    let outcome = site.run(&["build", "--out", "deep/er/site"]).succeeds();
    assert!(outcome.stdout.contains("`./deep/er/site`"), "{outcome}");
    assert_eq!(public, site.tree("deep/er/site"));
}

/// What an interrupted build left beside the target is swept by the next one.
#[test]
fn leftovers_of_an_interrupted_build_are_swept() {
    let site = sound()
        .file(".public.new-1/.bollettino", "Made by bollettino build.\n")
        .file(".public.new-1/it/index.html", "half")
        .file(".public.new-2/kept.txt", "not ours");
    site.build();
    assert!(!site.path(".public.new-1").exists());
    assert!(site.path(".public.new-2").exists());
}

/// A build that was interrupted after the last one was moved away and before the new one stood in
/// its place: whatever comes of the next build, readers get a whole site.
#[test]
fn a_swap_that_was_interrupted_is_undone() {
    let site = sound();
    let before = site.build();
    fs::rename(site.path("public"), site.path(".public.old-1")).unwrap();
    fs::create_dir(site.path(".public.old-2")).unwrap();
    let template = "{% extends \"base.html\" %}{% block main %}{{ page.none }}{% endblock main %}";
    site.write("themes/istituzionale/templates/news.html", template);
    site.run(&["build"]).exits(1);
    assert_eq!(before, site.tree("public"));
    assert_eq!(site.top(), [&[".public.old-2"], TOP].concat(), "a folder that is not ours stays");
}

/// The same, and the next build is sound.
#[test]
fn a_swap_that_was_interrupted_is_done_again() {
    let site = sound();
    let before = site.build();
    fs::rename(site.path("public"), site.path(".public.old-1")).unwrap();
    assert_eq!(before, site.build());
    assert_eq!(site.top(), TOP);
}

/// A link stays a link, and what it leads to is replaced, even when it was not there before.
#[test]
fn a_link_is_followed() {
    let elsewhere = Site::empty();
    let site = sound();
    let before = site.build();
    fs::remove_dir_all(site.path("public")).unwrap();
    link(&elsewhere.path("www"), &site.path("current"));
    link(Path::new("current"), &site.path("public"));
    for _ in 0..2 {
        assert_eq!(before, site.build());
        assert!(site.path("public").is_symlink() && site.path("current").is_symlink());
        assert_eq!(before, elsewhere.tree("www"));
        assert_eq!(elsewhere.top(), ["www"], "nothing is left beside it");
    }
    elsewhere.write("www/.bollettino", "");
    fs::remove_file(elsewhere.path("www/.bollettino")).unwrap();
    let outcome = site.run(&["build"]).exits(1);
    assert_eq!(outcome.codes(), ["error output"], "{outcome}");
}

#[test]
fn links_in_a_circle() {
    let site = sound();
    link(Path::new("b"), &site.path("public"));
    link(Path::new("public"), &site.path("b"));
    let outcome = site.run(&["build"]).exits(1);
    let expected = "error[output]: cannot find `./public`: too many symbolic links";
    assert!(outcome.stderr.starts_with(expected), "{outcome}");
}

fn link(target: &Path, path: &Path) {
    std::os::unix::fs::symlink(target, path).unwrap();
}

#[test]
fn check_writes_nothing() {
    let site = sound();
    let before = site.tree("");
    site.run(&["check"]).succeeds().says_nothing();
    assert_eq!(before, site.tree(""));
}

const TOP: &[&str] = &["content", "i18n", "public", "site.yaml"];

impl Site {
    /// What lies in the site's folder, sorted, with `themes` left out.
    fn top(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| name != "themes").collect();
        names.sort();
        names
    }
}
