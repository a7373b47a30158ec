//! `withdraw`: a notice in the place of a publication, or nothing of it at all.

use std::fs;

use super::site::{PDF, Site};

fn site() -> Site {
    let text = |title: &str, more: &str| {
        format!(
            "title: {title}\nsummary: Zebra\nslug: nota\n{more}---\nZebra.\n\n![zebra](zebra.png)\n"
        )
    };
    Site::new()
        .news(
            "zebra",
            "topics: [nis2]\n",
            &[("it", &text("Zebra", "aliases: [/vecchia/]\n")), ("en", &text("Zebra", ""))],
        )
        .file("content/news/zebra/zebra.png", super::site::PNG)
        .file("content/news/zebra/zebra.pdf", PDF)
        .file("content/news/zebra/.DS_Store", "zebra")
        .news("other", "", &[("it", "title: Altra\nsummary: S\n---\nTesto.\n")])
        .file("i18n/it/topics.ftl", "topic-nis2 = NIS2\n")
        .file("i18n/en/topics.ftl", "topic-nis2 = NIS2\n")
        .file(
            "redirects.csv",
            "from,to,status\n# kept\n/altra/,/it/notizie/altra/,301\n/n/,/it/notizie/nota/,301\n",
        )
}

const NOTICE: &[&str] = &["withdraw", "news/zebra", "--mode", "notice", "--reason"];
const ERASE: &[&str] =
    &["withdraw", "content/news/zebra/", "--mode", "erase", "--reason", "Dati\npersonali"];

/// Titles and reasons stay, each in its language; the rest of the front matter is untouched.
#[test]
fn a_notice_stays() {
    let site = site();
    let before = fs::read_to_string(site.path("content/news/zebra/it.md")).unwrap();
    let args = [NOTICE, &["Era \"errata\"", "--reason-in", "en", "It was wrong"]].concat();
    let outcome = site.run(&args).succeeds().says_nothing();
    for expected in [
        "/content/news/zebra/en.md\n",
        "  https://example.org/it/notizie/nota/\n",
        "  https://example.org/files/news/zebra/zebra.pdf\n",
        "  https://example.org/vecchia/\n",
    ] {
        assert!(outcome.stdout.contains(expected), "{expected}: {outcome}");
    }
    let after = fs::read_to_string(site.path("content/news/zebra/it.md")).unwrap();
    assert_eq!(
        after,
        before.replacen("\n---\nZebra", "\nwithdrawn: \"Era \\\"errata\\\"\"\n---\nZebra", 1)
    );
    let tree = site.build();
    let page = |path: &str| String::from_utf8_lossy(&tree[path]).into_owned();
    assert!(page("it/notizie/nota/index.html").contains("Era &quot;errata&quot;"));
    assert!(page("en/news/nota/index.html").contains("It was wrong"));
    assert!(!tree.keys().any(|path| path.starts_with("files/")), "{:?}", tree.keys());
    let again = site.run(&args).exits(2);
    assert!(again.stderr.contains("is withdrawn already"), "{again}");
}

/// What would be erased is shown first, and nothing is touched.
#[test]
fn erasing_is_asked_for_twice() {
    let site = site();
    let before = site.tree("");
    let outcome = site.run(ERASE).exits(1);
    assert_eq!(before, site.tree(""));
    for expected in [
        "  content/news/zebra/zebra.pdf\n",
        "  /it/notizie/nota/,,410\n",
        "  /files/news/zebra/*,,410\n",
        "  https://example.org/files/news/zebra/zebra.pdf\n",
        "git filter-repo",
    ] {
        assert!(outcome.stdout.contains(expected), "{expected}: {outcome}");
    }
    assert_eq!(outcome.stderr, "error: nothing was erased: run it again with `--yes`\n");
}

/// Nothing is left of it but addresses at which nothing is any more.
#[test]
fn nothing_is_left_of_what_is_erased() {
    let site = site();
    site.build();
    site.run(&[ERASE, &["--yes"]].concat()).succeeds().says_nothing();
    assert!(!site.path("content/news/zebra").exists());
    assert_eq!(fs::read_dir(site.path("content/news")).unwrap().count(), 1, "nothing lies aside");
    let redirects = fs::read_to_string(site.path("redirects.csv")).unwrap();
    let expected = "from,to,status\n# kept\n/altra/,/it/notizie/altra/,301\n/n/,,410\n\
                    # 2026-03-02: erased: Dati personali\n/en/news/nota/,,410\n\
                    /files/news/zebra/*,,410\n/it/notizie/nota/,,410\n/vecchia/,,410\n";
    assert_eq!(redirects, expected);
    let tree = site.build();
    for (path, bytes) in &tree {
        assert!(!String::from_utf8_lossy(bytes).to_lowercase().contains("zebra"), "{path}");
        assert!(!path.contains("zebra"), "{path}");
    }
    for path in ["it/notizie/nota/index.html", "vecchia/index.html", "n/index.html"] {
        assert!(tree.contains_key(path), "{path}");
    }
    for (server, line) in [
        ("nginx", "location ^~ /files/news/zebra/ { return 410; }\n"),
        ("apache", "RedirectMatch 410 \"^/files/news/zebra/(?!index\\.html$).\"\n"),
        ("caddy", "error /files/news/zebra/* 410\n"),
    ] {
        let snippet = site.run(&["headers", server]).succeeds().stdout;
        assert!(snippet.contains(line), "{snippet}");
        assert!(snippet.contains("/it/notizie/nota/"), "{snippet}");
    }
}

/// What names it keeps the site from going out, so it is told, with its place.
#[test]
fn what_names_it_is_told() {
    let site = site().news(
        "more",
        "related: [news/zebra]\n",
        &[("it", "title: M\nsummary: S\n---\n[z](@/news/zebra)\n")],
    );
    let outcome = site.run(&[ERASE, &["--yes"]].concat()).succeeds();
    let names = "names it: nothing goes out before that is mended";
    for place in ["content/news/more/publication.yaml:2:11", "content/news/more/it.md:5:1"] {
        assert!(outcome.stderr.contains(&format!("warning: {place} {names}\n")), "{outcome}");
    }
}

/// What nobody has seen goes without lines; what cannot be done leaves everything as it was.
#[test]
fn what_cannot_be_done_changes_nothing() {
    let draft =
        Site::new().news("zebra", "draft: true\n", &[("it", "title: Z\nsummary: S\n---\nz\n")]);
    let outcome = draft.run(&[ERASE, &["--yes"]].concat()).succeeds();
    assert!(outcome.stdout.contains("The site as it is now does not show it"), "{outcome}");
    assert!(!draft.path("redirects.csv").exists());
    let inner = site().news("zebra/inner", "", &[("it", "title: I\nsummary: S\n---\nx\n")]);
    let broken = site().news("x", "", &[("it", "---\n")]).file("content/news/zebra/it.md", "x");
    let blocked = site();
    fs::remove_file(blocked.path("redirects.csv")).unwrap();
    fs::create_dir(blocked.path("redirects.csv")).unwrap();
    for (site, args, code) in [
        (inner, [ERASE, &["--yes"]].concat(), 2),
        (broken, [NOTICE, &["Errata"]].concat(), 1),
        (site(), [NOTICE, &[" "]].concat(), 2),
        (site(), [NOTICE, &["x", "--reason-in", "de", "y"]].concat(), 2),
        (site(), vec!["withdraw", "news/zebr", "--mode", "erase", "--reason", "x"], 2),
        (blocked, [ERASE, &["--yes"]].concat(), 1),
    ] {
        let before = site.tree("");
        site.run(&args).exits(code);
        assert_eq!(before, site.tree(""), "{args:?}");
    }
}
