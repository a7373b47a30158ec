//! The preview's server: the same bytes as a build, kept up to date, for this machine only.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::symlink;

use super::golden::default_theme;
use super::server::{Answer, Server, finish};
use super::site::Site;

/// What a page of a preview has that one of a build has not.
const SCRIPT: &str = "<script type=\"module\" src=\"/_preview/client/preview.js\"></script>";

fn site() -> Site {
    Site::new()
        .news(
            "one",
            "",
            &[
                ("it", "title: Uno\nslug: uno\n---\nTesto.\n"),
                ("en", "title: One\nslug: one\n---\nText.\n"),
            ],
        )
        .news("two", "draft: true\n", &[("it", "title: Due\nslug: due\n---\nBozza.\n")])
        .news(
            "late",
            "embargo: 2026-05-01T18:00\n",
            &[("it", "title: Poi\nslug: poi\n---\nDopo.\n")],
        )
        .file("content/news/one/note.pdf", "%PDF-56789")
        .file("static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("redirects.csv", "from,to,code\n/vecchio/,/it/,301\n/sparito/,,410\n")
}

#[test]
fn every_address_of_a_build_is_served_with_the_same_bytes() {
    let site = default_theme("agency");
    let tree = site.build();
    let server = site.preview();
    for (path, bytes) in &tree {
        if path.starts_with('.') {
            continue;
        }
        let address = path.strip_suffix("index.html").unwrap_or(path);
        same(&server.get(&format!("/{}", percent(address))), bytes, path);
    }
}

#[test]
fn each_file_has_its_media_type() {
    let site = site();
    let server = site.preview();
    for (path, media_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/it/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/SHA256SUMS", "text/plain; charset=utf-8"),
        ("/logo.svg", "image/svg+xml"),
        ("/files/news/one/note.pdf", "application/pdf"),
        ("/_preview/client/preview.js", "text/javascript; charset=utf-8"),
    ] {
        let answer = server.get(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some(media_type)),
            "{path}"
        );
    }
}

#[test]
fn parts_and_unchanged_files_are_not_sent_whole() {
    let site = site();
    let server = site.preview();
    let part = server.ask("GET", "/files/news/one/note.pdf", &[("Range", "bytes=5-7")], "");
    assert_eq!((part.status, part.text().as_str()), (206, "567"));
    // Other ranges than one part in bytes are passed over, as RFC 9110 allows.
    let asked = |headers: &[(&str, &str)]| {
        let answer = server.ask("GET", "/files/news/one/note.pdf", headers, "");
        (answer.status, answer.text())
    };
    let (whole, part) = ((200, "%PDF-56789".to_owned()), (206, "567".to_owned()));
    for range in ["bytes=0-1,3-4", "items=0-1", "bytes=4-2", "bytes"] {
        assert_eq!(asked(&[("Range", range)]), whole, "{range}");
    }
    assert_eq!(asked(&[("Range", "bytes=90-")]).0, 416);
    // A part of something else is of no use.
    let file = server.get("/files/news/one/note.pdf");
    let (tag, changed) = (file.header("etag").unwrap(), file.header("last-modified").unwrap());
    for (known, expected) in [
        (tag, &part),
        (changed, &part),
        ("\"other\"", &whole),
        ("Mon, 01 Jan 2024 00:00:00 GMT", &whole),
    ] {
        assert_eq!(asked(&[("Range", "bytes=5-7"), ("If-Range", known)]), *expected, "{known}");
    }
    // The tag counts, not the second of the last change: two saves may share one.
    assert_eq!(asked(&[("If-None-Match", tag)]).0, 304);
    site.write("content/news/one/note.pdf", "%PDF-43210");
    let both = [("If-None-Match", tag), ("If-Modified-Since", "Mon, 01 Jan 2091 00:00:00 GMT")];
    assert_eq!(asked(&both), (200, "%PDF-43210".to_owned()));
    let since = server.get("/files/news/one/note.pdf");
    let since = since.header("last-modified").unwrap();
    let file = server.ask("GET", "/files/news/one/note.pdf", &[("If-Modified-Since", since)], "");
    assert_eq!((file.status, file.body.len()), (304, 0));
    let page = server.get("/it/");
    let tag = page.header("etag").unwrap();
    let again = server.ask("GET", "/it/", &[("If-None-Match", tag)], "");
    assert_eq!((again.status, again.body.len()), (304, 0));
    let head = server.ask("HEAD", "/it/", &[], "");
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn addresses_lead_where_a_server_would_lead_them() {
    let site = site();
    let server = site.preview();
    for (path, status, location) in [
        ("/it", 302, Some("/it/")),
        ("/it/index.html", 302, Some("/it/")),
        ("/vecchio/", 302, Some("/it/")),
        ("/sparito/", 410, None),
        ("/it/nulla/", 404, None),
        ("/nulla", 404, None),
        ("/%ff%fe", 404, None),
    ] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("location")), (status, location), "{path}");
    }
    assert!(server.get("/en/nothing/").text().contains("lang=\"en\""));
    assert_eq!(
        server.ask("POST", "/it/", &[("X-Bollettino-Token", &server.token())], "").status,
        405
    );
}

#[test]
fn a_site_below_a_path_is_served_below_it() {
    let site = site().file(
        "site.yaml",
        "base_url: https://example.org/nis\ntime_zone: Europe/Rome\nlanguages: [it, en]\n",
    );
    let server = site.preview();
    assert_eq!(server.get("/").header("location"), Some("/nis/"));
    assert_eq!(server.get("/nis").header("location"), Some("/nis/"));
    assert_eq!(server.get("/nis/it/").status, 200);
    assert_eq!(server.get("/it/").status, 404);
}

#[test]
fn every_answer_has_the_headers_of_a_published_site() {
    let site = site();
    let server = site.preview();
    for path in ["/it/", "/nothing", "/_preview/client/preview.js", "/_preview/api/page?path=/"] {
        let answer = server.get(path);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; "), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"), "{path}");
    }
}

#[test]
fn strangers_are_refused() {
    let site = site();
    let server = site.preview();
    let (own, token) = (server.address.to_string(), server.token());
    let port = server.address.port();
    let origin = format!("http://{own}");
    let body = "{\"drafts\":true,\"pseudo\":false}";
    let json = ("Content-Type", "application/json");
    let get = |headers: &[(&str, &str)]| server.ask("GET", "/it/", headers, "").status;
    let post = |headers: &[(&str, &str)]| {
        server.ask("POST", "/_preview/api/view", &[headers, &[json]].concat(), body).status
    };
    assert_eq!(get(&[("Host", "example.org")]), 403);
    assert_eq!(get(&[("Host", &format!("example.org:{port}"))]), 403);
    assert_eq!(get(&[("Host", &format!("127.0.0.1.example.org:{port}"))]), 403);
    assert_eq!(get(&[("Host", "127.0.0.1")]), 403);
    assert_eq!(get(&[("Host", &format!("localhost:{port}"))]), 200);
    assert_eq!(get(&[("Origin", "https://example.org")]), 403);
    assert_eq!(get(&[("Origin", "null")]), 403);
    assert_eq!(get(&[("Origin", &origin)]), 200);
    assert_eq!(post(&[]), 403);
    assert_eq!(post(&[("X-Bollettino-Token", "")]), 403);
    assert_eq!(post(&[("X-Bollettino-Token", &token[1..])]), 403);
    assert_eq!(post(&[("X-Bollettino-Token", &token), ("Origin", "https://example.org")]), 403);
    assert_eq!(post(&[("X-Bollettino-Token", &token), ("Origin", &origin)]), 204);
}

#[test]
fn nothing_outside_the_site_is_served() {
    let site = site();
    let outside = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(outside.path(), "elsewhere").unwrap();
    symlink(outside.path(), site.path("static/link.txt")).unwrap();
    let server = site.preview();
    for path in [
        "/../site.yaml",
        "/it/../../site.yaml",
        "/%2e%2e/site.yaml",
        "/..%2fsite.yaml",
        "/files/news/one/../../../site.yaml",
        "/files/news/one/%2e%2e/%2e%2e/%2e%2e/site.yaml",
        "/_preview/client/../mod.rs",
        "/_preview/client/%2e%2e%2fmod.rs",
        "//etc/passwd",
        "/link.txt",
        "/site.yaml",
        "/content/news/one/it.md",
        "/files/news/one/it.md",
        "/files/news/one/publication.yaml",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}: {}", answer.text());
    }
    // One that was a file when it was listed.
    let served = server.get("/logo.svg");
    assert_eq!(served.status, 200);
    std::fs::remove_file(site.path("static/logo.svg")).unwrap();
    symlink(outside.path(), site.path("static/logo.svg")).unwrap();
    assert!(!server.get("/logo.svg").text().contains("elsewhere"));
}

#[test]
fn drafts_and_what_is_not_due_are_shown_when_asked_for() {
    let site = site();
    let server = site.preview();
    let with = |choice: &str, path: &str| {
        let chosen = server.tell("/_preview/api/view", choice);
        let cookie = chosen.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        let page = server.ask("GET", path, &[("Cookie", &cookie)], "");
        let query = format!("/_preview/api/page?path={path}");
        (page.status, server.ask("GET", &query, &[("Cookie", &cookie)], "").json())
    };
    assert_eq!(server.get("/it/notizie/due/").status, 404);
    assert_eq!(server.get("/it/notizie/poi/").status, 404);
    let (status, page) = with("{\"drafts\":true,\"pseudo\":false}", "/it/notizie/due/");
    assert_eq!((status, &page["page"]["hidden"]), (200, &"draft".into()));
    let later = "{\"drafts\":false,\"pseudo\":false,\"as_of\":\"2026-05-02\"}";
    let (status, page) = with(later, "/it/notizie/poi/");
    assert_eq!((status, &page["page"]["hidden"]), (200, &"embargo".into()));
    assert_eq!(page["page"]["due"], "2026-05-01T18:00");
    assert_eq!(with(later, "/it/notizie/due/").0, 404);
    assert_eq!(with("{\"drafts\":false,\"pseudo\":true}", "/en-XA/").0, 200);
    let wrong =
        server.tell("/_preview/api/view", "{\"drafts\":true,\"pseudo\":false,\"as_of\":\"soon\"}");
    assert_eq!(wrong.status, 400);
}

/// A site that is read again where it changes is the one that is read anew.
#[test]
fn what_changes_is_shown() {
    let site = site();
    let server = site.preview();
    let says = |path: &str, text: &'static str| {
        server.until(path, |answer| answer.status == 200 && answer.text().contains(text));
    };
    let is_gone = |path: &str| drop(server.until(path, |answer| answer.status == 404));
    says("/it/notizie/uno/", "Testo.");
    site.write("content/news/one/it.md", "---\ntitle: Uno\nslug: uno\n---\nAltro.\n");
    says("/it/notizie/uno/", "Altro.");
    // As editors save: beside, then over it.
    site.write("content/news/one/.it.md.tmp", "---\ntitle: Uno\nslug: uno\n---\nSalvato.\n");
    std::fs::rename(site.path("content/news/one/.it.md.tmp"), site.path("content/news/one/it.md"))
        .unwrap();
    says("/it/notizie/uno/", "Salvato.");
    site.write("content/news/three/publication.yaml", "date: 2026-01-03\n");
    site.write("content/news/three/it.md", "---\ntitle: Tre\nslug: tre\n---\nNuovo.\n");
    says("/it/notizie/tre/", "Nuovo.");
    says("/it/", "Tre");
    std::fs::rename(site.path("content/news/three"), site.path("content/news/four")).unwrap();
    says("/it/notizie/tre/", "Nuovo.");
    std::fs::remove_dir_all(site.path("content/news/four")).unwrap();
    is_gone("/it/notizie/tre/");
    site.write("i18n/it/site.ftl", "site-name = Bollettini\nsite-publisher = Agenzia\n");
    says("/it/", "Bollettini");
    site.write("static/nuovo.txt", "nuovo");
    says("/nuovo.txt", "nuovo");
    site.write("themes/istituzionale/templates/home.html", "{% extends \"base.html\" %}{% block main %}<main id=\"main\">{{ t(key=\"go-home\") }} prova</main>{% endblock %}");
    says("/it/", " prova");
    std::fs::remove_dir_all(site.path("themes")).unwrap();
    server.until("/it/", |answer| answer.status == 200 && !answer.text().contains(" prova"));
    site.run(&["build"]).succeeds();
    for (path, bytes) in site.tree("public").iter().filter(|(path, _)| !path.starts_with('.')) {
        let address = path.strip_suffix("index.html").unwrap_or(path);
        same(&server.get(&format!("/{}", percent(address))), bytes, path);
    }
    std::fs::remove_file(site.path("content/news/one/en.md")).unwrap();
    site.write(
        "site.yaml",
        "base_url: https://example.org\ntime_zone: Europe/Rome\nlanguages: [it]\n",
    );
    is_gone("/en/");
}

/// The last good state stays, with what is wrong beside it.
#[test]
fn what_is_broken_stays_as_it_was_until_it_is_mended() {
    let site = site();
    let server = site.preview();
    let page = "/it/notizie/uno/";
    let notes = "/_preview/api/page?path=/it/notizie/uno/";
    let errors = |answer: &Answer| answer.json()["errors"].as_u64().unwrap();
    let good = "---\ntitle: Uno\nslug: uno\n---\nTesto.\n";
    server.until(page, |answer| answer.status == 200);
    for (path, broken, mended) in [
        ("content/news/one/it.md", "---\ntitl: Uno\n---\nHalb", good),
        ("content/news/one/it.md", "", good),
        ("content/news/one/publication.yaml", "date: 2026-01-\n", "date: 2026-01-02\n"),
        (
            "site.yaml",
            "base_url: [",
            "base_url: https://example.org\ntime_zone: Europe/Rome\nlanguages: [it, en]\n",
        ),
    ] {
        site.write(path, broken);
        let told = server.until(notes, |answer| errors(answer) > 0);
        let answer = server.get(page);
        assert_eq!((answer.status, answer.text().contains("Testo.")), (200, true), "{path}");
        assert_eq!(told.json()["notes"][0]["place"]["path"], path);
        // The rest goes on as ever.
        if path != "site.yaml" {
            site.write("static/beside.txt", broken);
            server.until("/beside.txt", |answer| answer.status == 200 && answer.text() == broken);
        }
        site.write(path, mended);
        server.until(notes, |answer| errors(answer) == 0);
    }
}

#[test]
fn a_site_that_cannot_be_read_is_shown_when_it_can() {
    let site = Site::empty().file("site.yaml", "base_url: [\n");
    let server = site.preview();
    let answer = server.get("/it/");
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains(SCRIPT));
    let told = server.get("/_preview/api/page?path=/it/").json();
    assert_eq!(told["notes"][0]["code"], "yaml-syntax", "{told}");
    for file in ["i18n/it/site.ftl", "i18n/en/site.ftl"] {
        site.write(file, "site-name = Avvisi\nsite-publisher = Agenzia\n");
    }
    site.write(
        "site.yaml",
        "base_url: https://example.org\ntime_zone: Europe/Rome\nlanguages: [it, en]\n",
    );
    server.until("/it/", |answer| answer.status == 200);
}

/// What the bar says of a page's languages.
#[test]
fn each_language_of_a_page_has_its_state() {
    let site = site();
    let server = site.preview();
    let states = |expected: [(&str, &str); 2]| {
        let is_there = |answer: &Answer| {
            let languages = answer.json()["page"]["languages"].clone();
            expected.iter().enumerate().all(|(at, (lang, state))| {
                languages[at]["lang"] == *lang && languages[at]["state"] == *state
            })
        };
        server.until("/_preview/api/page?path=/it/notizie/uno/", is_there);
    };
    states([("it", "original"), ("en", "unreviewed")]);
    site.run(&["translations", "accept", "news/one", "en", "--by", "Ada"]).succeeds();
    states([("it", "original"), ("en", "current")]);
    site.write("content/news/one/it.md", "---\ntitle: Uno\nslug: uno\n---\nAltro.\n");
    states([("it", "original"), ("en", "behind")]);
}

#[test]
fn open_pages_are_told_of_every_change() {
    let site = site();
    let server = site.preview();
    server.get("/it/");
    let mut listeners: Vec<_> = (0..2).map(|_| listen(&server)).collect();
    site.write("content/news/one/it.md", "---\ntitle: Uno\nslug: uno\n---\nAltro.\n");
    for events in &mut listeners {
        let heard = events.find(|line| line.starts_with("event: change"));
        assert!(heard.is_some());
    }
}

fn listen(server: &Server<'_>) -> impl Iterator<Item = String> + use<> {
    let mut stream = server.connect();
    let request = format!("GET /_preview/events HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    stream.write_all(request.as_bytes()).unwrap();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let head = lines.by_ref().take_while(|line| !line.is_empty()).count();
    assert!(head > 1);
    lines
}

#[test]
fn many_slow_and_large_requests_do_no_harm() {
    allow_many_connections();
    let site = site();
    let mut server = site.preview();
    // Slow ones: a request that is never finished, and an answer that is never read.
    let slow: Vec<_> = (0..50)
        .map(|at| {
            let mut stream = server.connect();
            let request = if at % 2 == 0 {
                "GET /it/ HTTP/1.1\r\nHo"
            } else {
                "GET /SHA256SUMS HTTP/1.1\r\n"
            };
            stream.write_all(request.as_bytes()).unwrap();
            stream
        })
        .collect();
    let large =
        format!("GET /{} HTTP/1.1\r\nHost: {}\r\n\r\n", "a".repeat(1 << 20), server.address);
    assert!([414, 431, 400].contains(&server.send(large.as_bytes()).status));
    let token = server.token();
    let body = format!("{{\"as_of\":\"{}\"}}", "9".repeat(1 << 20));
    let headers = [("Content-Type", "application/json"), ("X-Bollettino-Token", &*token)];
    assert_eq!(server.ask("POST", "/_preview/api/view", &headers, &body).status, 413);
    assert_eq!(server.ask("POST", "/_preview/api/view", &headers, "{").status, 400);
    // A thousand at once: all asked before any answer is read.
    let request =
        format!("GET /it/ HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.address);
    let many: Vec<_> = (0..1000)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(request.as_bytes()).unwrap();
            stream
        })
        .collect();
    for mut stream in many {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    assert!(server.is_running());
    slow.iter().for_each(finish);
    assert_eq!(server.get("/it/").status, 200);
}

#[test]
fn it_ends_when_it_is_told_to() {
    let site = site();
    let server = site.preview();
    let _open = listen(&server);
    let (code, said) = server.stop();
    assert_eq!((code, said.as_str()), (Some(0), ""));
}

#[test]
fn a_taken_port_is_passed_over_and_a_strange_host_warned_of() {
    let site = site();
    let first = site.preview();
    let port = first.address.port().to_string();
    let second = site.preview_with(&["--port", &port]);
    assert_ne!(first.address, second.address);
    let (_, said) = second.stop();
    assert!(said.contains(&format!("port {port} is taken")), "{said}");
    let (_, said) = site.preview_with(&["--host", "0.0.0.0"]).stop();
    assert!(said.contains("others on the network"), "{said}");
}

/// Lets this process, and those that it starts, have more connections than the test needs.
fn allow_many_connections() {
    use nix::sys::resource::{Resource, getrlimit, setrlimit};
    let (_, most) = getrlimit(Resource::RLIMIT_NOFILE).unwrap();
    setrlimit(Resource::RLIMIT_NOFILE, most.min(4096), most).unwrap();
}

/// An answer has the bytes of a build, and a page the script besides.
#[track_caller]
fn same(answer: &Answer, built: &[u8], path: &str) {
    let media_type = answer.header("content-type").unwrap_or_default();
    if media_type.starts_with("text/html") {
        let page = answer.text();
        assert_eq!(page.matches(SCRIPT).count(), 1, "{path}");
        assert_eq!(page.replace(SCRIPT, ""), String::from_utf8_lossy(built), "{path}");
    } else {
        assert_eq!(answer.body, built, "{path}");
    }
}

/// A path as it is asked for.
fn percent(path: &str) -> String {
    let encode = |byte: u8| match byte {
        b'/' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.bytes().map(encode).collect()
}
