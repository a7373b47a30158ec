//! Signing, `verify` and `history`: what a reader, a host or an auditor can find out.

use std::fs;
use std::io::{BufRead, BufReader, Cursor, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bollettino::seal::manifest::{Manifest, NEWEST, numbered, signature_of};
use minisign::{KeyPair, PublicKey, SignatureBox};

use super::site::{Outcome, Site};

/// A site with a publication in two languages, another page, and a file at an odd name.
fn site() -> Site {
    Site::new()
        .news(
            "one",
            "",
            &[
                ("it", "title: Uno\nsummary: Uno\naliases: [/vecchia/]\n---\nPrimo.\n"),
                ("en", "title: One\nsummary: One\n---\nFirst.\n"),
            ],
        )
        .news("two", "", &[("it", "title: Due\nsummary: Due\n---\nSecondo.\n")])
        .file("static/a b/è.txt", "x")
        .file("redirects.csv", "/sparita/,,410\n")
}

/// A key pair, with its files in the site's folder, outside of what is built.
fn keys(site: &Site, name: &str) {
    let KeyPair { pk, sk } = KeyPair::generate_unencrypted_keypair().unwrap();
    site.write(&format!("keys/{name}.pub"), pk.to_box().unwrap().into_string());
    site.write(&format!("keys/{name}.key"), sk.to_box(None).unwrap().into_string());
}

fn signed() -> Site {
    let site = site();
    keys(&site, "ours");
    keys(&site, "theirs");
    site.build_with(&["--sign", "keys/ours.key"]);
    site
}

const VERIFY: &[&str] = &["verify", "public", "--key", "keys/ours.pub"];

/// What a run found, without what it says at its end.
fn findings(outcome: &Outcome) -> Vec<&str> {
    outcome.stdout.lines().collect()
}

#[test]
fn the_same_site_has_the_same_signature_which_others_can_check() {
    let site = signed();
    let read = |path: &str| fs::read_to_string(site.path(&format!("public/{path}"))).unwrap();
    let signature = read(&signature_of(NEWEST));
    assert_eq!(signature, read(&signature_of(&numbered(1))));
    let comment = "https://example.org manifest 0001";
    assert!(signature.contains(&format!("trusted comment: {comment}\n")), "{signature}");
    // By the library that made it; Debian's minisign checks it in tests/servers.
    let key = fs::read_to_string(site.path("keys/ours.pub")).unwrap();
    let key = PublicKey::from_base64(key.lines().nth(1).unwrap()).unwrap();
    let boxed = SignatureBox::from_string(&signature).unwrap();
    let manifest = read(NEWEST);
    minisign::verify(&key, &boxed, Cursor::new(&manifest), true, false, false).unwrap();

    site.build_with(&["--sign", "keys/ours.key", "--out", "again", "--jobs", "1"]);
    assert!(site.tree("public") == site.tree("again"));
    let outcome = site.run(VERIFY).succeeds();
    assert!(outcome.stdout.contains("it is signed with the key"), "{outcome}");
    assert_eq!(outcome.stderr, "");
}

/// What was done to a site, and what `verify` says of it.
type Case = (&'static str, fn(&Site), &'static [&'static str]);

const CASES: &[Case] = &[
    (
        "a byte flipped",
        |site| {
            let path = site.path("public/it/index.html");
            let mut bytes = fs::read(&path).unwrap();
            bytes[100] ^= 1;
            fs::write(path, bytes).unwrap();
        },
        &["changed    it/index.html"],
    ),
    (
        "a file longer and one shorter",
        |site| {
            site.write("public/robots.txt", "");
            let path = site.path("public/404.html");
            let more = [fs::read(&path).unwrap(), b" ".to_vec()].concat();
            fs::write(path, more).unwrap();
        },
        &["changed    404.html", "changed    robots.txt"],
    ),
    (
        "files added",
        |site| {
            site.write("public/it/evil.html", "x");
            site.write("public/.well-known/site-manifest/0007.json", "{}");
            site.write("public/.hidden", "x");
        },
        &[
            "added      .hidden",
            "added      .well-known/site-manifest/0007.json",
            "added      it/evil.html",
        ],
    ),
    (
        "files removed",
        |site| {
            fs::remove_file(site.path("public/robots.txt")).unwrap();
            fs::remove_dir_all(site.path("public/a b")).unwrap();
        },
        &["lost       a b/è.txt", "lost       robots.txt"],
    ),
    (
        "signed by somebody else",
        |site| {
            site.build_with(&["--sign", "keys/theirs.key"]);
        },
        &["signature  Signature key id"],
    ),
    (
        "not signed",
        |site| fs::remove_file(site.path(&format!("public/{}", signature_of(NEWEST)))).unwrap(),
        &["signature  there is none"],
    ),
    (
        "a manifest that says what the changed file is",
        |site| {
            let path = site.path("public/.well-known/site-manifest.json");
            let text = fs::read_to_string(&path).unwrap();
            let forged = text.replace("\"public\": true", "\"public\": false");
            fs::write(path, forged).unwrap();
        },
        &["chain      manifest 0001: it is not the newest one", "signature  "],
    ),
];

#[test]
fn every_change_is_named() {
    for (what, change, expected) in CASES {
        let site = signed();
        change(&site);
        let outcome = site.run(VERIFY).exits(1);
        let found = findings(&outcome);
        assert_eq!(found.len(), expected.len(), "{what}: {outcome}");
        for (found, expected) in found.iter().zip(*expected) {
            assert!(found.starts_with(expected), "{what}: `{found}`, not `{expected}`");
        }
        assert!(outcome.stderr.contains("finding"), "{what}: {outcome}");
    }
}

/// Builds three times, with a correction in between, and gives the site.
fn three_times() -> Site {
    let site = site();
    site.build();
    let change = "changes: [{date: 2026-02-10, kind: correction, text: \"era altro\"}]\n";
    let corrected = format!("title: Uno\nsummary: Uno\n{change}---\nPrimo, corretto.\n");
    let site = site.file("content/news/one/it.md", format!("---\n{corrected}"));
    site.build_with(&["--previous", "public"]);
    let site = site.file("content/news/two/en.md", "---\ntitle: Two\nsummary: Two\n---\nSecond.\n");
    site.build_with(&["--previous", "public"]);
    site
}

#[test]
fn the_chain_of_manifests() {
    let site = three_times();
    let outcome = site.run(&["verify", "public"]).succeeds();
    assert!(outcome.stdout.contains("manifest 0003"), "{outcome}");
    assert!(outcome.stdout.contains("2 former manifests follow"), "{outcome}");
    assert!(outcome.stderr.contains("name the publisher's key"), "{outcome}");
    // Who cuts it, or puts another one in, is found out.
    let second = site.path(&format!("public/{}", numbered(2)));
    let kept = fs::read_to_string(&second).unwrap();
    fs::write(&second, kept.replace("era altro", "era questo")).unwrap();
    let outcome = site.run(&["verify", "public"]).exits(1);
    let line = "chain      manifest 0002: it is not the one that the next one follows";
    assert_eq!(findings(&outcome), [line]);
    fs::remove_file(&second).unwrap();
    let outcome = site.run(&["verify", "public"]).exits(1);
    assert_eq!(findings(&outcome), ["chain      manifest 0002: it is not there"]);
    let outcome = site.run(&["history", "news/one", "--from", "public"]).exits(1);
    assert!(outcome.stderr.contains("manifest 0002: it is not there"), "{outcome}");
}

#[test]
fn the_life_of_a_publication() {
    let site = three_times();
    let page = |number: u32, lang: &str| {
        let bytes = fs::read(site.path(&format!("public/{}", numbered(number)))).unwrap();
        let manifest = Manifest::read(&bytes).unwrap();
        let id = bollettino::identity::PublicationId::new("news/one");
        let edition = manifest.edition(&id, &bollettino::identity::Lang::new(lang)).unwrap();
        manifest.file(&edition.page).unwrap().sha256.to_string()
    };
    let outcome = site.run(&["history", "news/one", "--from", "public"]).succeeds();
    let expected = format!(
        "0001  en    added      {}\n0001  it    added      {}\n0002  it    changed    {}\n      \
         2026-02-10 correction: era altro\n",
        page(1, "en"),
        page(1, "it"),
        page(2, "it"),
    );
    assert_eq!(outcome.stdout, expected);
    let outcome = site.run(&["history", "news/none", "--from", "public"]).exits(1);
    assert!(outcome.stderr.contains("no manifest of `public` names `news/none`"), "{outcome}");
    let outcome = site.run(&["history", "news/one", "--from", "keys"]).exits(1);
    assert!(outcome.stderr.contains("has no history"), "{outcome}");
}

/// `--site` makes the site again and compares, whatever time it is and whatever is unpublished.
#[test]
fn made_again_from_its_sources() {
    let site = signed();
    let with_site = &[VERIFY, &["--site", ".", "--now", "2026-03-01"]].concat();
    let outcome = site.run(with_site).succeeds();
    assert!(outcome.stdout.contains("the sources make the same site"), "{outcome}");
    let site = site.news("draft", "draft: true\n", &[("it", "title: B\nsummary: B\n---\nB.\n")]);
    site.run(with_site).succeeds();
    let text = "---\ntitle: Uno\nsummary: Uno\naliases: [/vecchia/]\n---\nPrimo!\n";
    let site = site.file("content/news/one/it.md", text);
    let outcome = site.run(with_site).exits(1);
    assert!(outcome.stdout.contains("revision   "), "{outcome}");
    assert!(outcome.stdout.contains("differs    it/notizie/uno/index.html\n"), "{outcome}");
    let site = site.file("content/news/one/it.md", "---\ntitle: [x] y\n---\n");
    let outcome = site.run(with_site).exits(1);
    assert!(outcome.stderr.contains("cannot be made again"), "{outcome}");
}

#[test]
fn keys_and_commands_that_do_not_sign() {
    let site = signed();
    let script = "#!/bin/sh\nprintf x > \"$2\"\n";
    let site = site.file("keys/bad.sh", script).file("keys/text", "not a key");
    for (args, code, said) in [
        (&["build", "--sign", "keys/none.key"] as &[&str], 2, "keys/none.key"),
        (&["build", "--sign", "keys/text"], 2, "the key cannot be used"),
        (&["build", "--sign-with", "true"], 2, "the command does not say `{file}`"),
        (&["build", "--sign-with", "'"], 2, "is not a command"),
        (&["build", "--sign-with", "false {file} {signature}"], 1, "ended with exit status: 1"),
        (&["build", "--sign-with", "true {file} {signature}"], 1, "wrote no signature"),
        (&["build", "--sign-with", "no-such-program {file} {signature}"], 1, "no-such-program"),
        (&["build", "--sign-with", "sh keys/bad.sh {file} {signature}"], 1, "signing"),
        (&["verify", "public", "--key", "keys/text"], 2, "is not a minisign key"),
        (&["verify", "public", "--key", "keys/none.pub"], 2, "keys/none.pub"),
        (&["verify", "keys"], 1, "cannot be verified"),
        (&["verify", "nowhere"], 1, "cannot be verified"),
    ] {
        let before = site.tree("public");
        let outcome = site.run(args).exits(code);
        assert!(outcome.stderr.contains(said), "{args:?}: {outcome}");
        assert!(site.tree("public") == before, "{args:?}");
    }
}

/// A key with a password, and a command in place of a key.
#[test]
fn a_password_and_a_command() {
    let site = site();
    let pair = KeyPair::generate_encrypted_keypair(Some("segreta".to_owned())).unwrap();
    site.write("keys/locked.pub", pair.pk.to_box().unwrap().into_string());
    site.write("keys/locked.key", pair.sk.to_box(None).unwrap().into_string());
    let build = &["build", "--sign", "keys/locked.key"];
    let outcome = site.run(build).exits(2);
    assert!(outcome.stderr.contains("set BOLLETTINO_KEY_PASSWORD"), "{outcome}");
    site.run_with(build, &[("BOLLETTINO_KEY_PASSWORD", "altra")]).exits(2);
    site.run_with(build, &[("BOLLETTINO_KEY_PASSWORD", "segreta")]).succeeds();
    let verify = &["verify", "public", "--key", "keys/locked.pub"];
    site.run(verify).succeeds();
    // A command that hands in what was signed before, as hardware would.
    let signature = fs::read(site.path(&format!("public/{}", signature_of(NEWEST)))).unwrap();
    let site = site
        .file("keys/signature", signature)
        .file("keys/sign.sh", "test -s \"$1\" && cp keys/signature \"$2\" && test \"$3\"\n");
    let command = "sh keys/sign.sh {file} {signature} {comment}";
    site.run_with(&["build", "--sign-with", command], &[("PATH", "/usr/bin:/bin")]).succeeds();
    site.run(verify).succeeds();
}

/// A host that serves a folder: pages at the addresses of their folders, compressed, with former
/// addresses leading on, and its rules kept to itself.
struct Host {
    address: String,
    stop: Arc<AtomicBool>,
}

impl Host {
    fn of(folder: PathBuf) -> Host {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                let folder = folder.clone();
                std::thread::spawn(move || answer(stream, &folder));
            }
        });
        Host { address, stop }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let _ = std::net::TcpStream::connect(&self.address);
    }
}

fn answer(mut stream: std::net::TcpStream, folder: &std::path::Path) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let path = request.split(' ').nth(1).unwrap_or("/").replace("%20", " ").replace("%C3%A8", "è");
    let file = match path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.clone(),
    };
    let hidden = path.starts_with("/_") || path.ends_with("index.html");
    let (status, more, body) = match fs::read(folder.join(&file[1..])) {
        _ if path == "/vecchia/" => ("301 Moved", "Location: /it/notizie/uno/\r\n", Vec::new()),
        Ok(bytes) if path == "/sparita/" => ("410 Gone", "", bytes),
        Ok(bytes) if !hidden => ("200 OK", "Content-Encoding: gzip\r\n", stored(&bytes)),
        _ => ("404 Not Found", "", b"nothing".to_vec()),
    };
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\n{more}Content-Length: {length}\r\nConnection: close\r\n\r\n");
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

/// Bytes in the form of gzip (RFC 1952) with stored blocks (RFC 1951), which any reader takes.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let mut blocks = bytes.chunks(0xffff).peekable();
    if blocks.peek().is_none() {
        out.extend([1, 0, 0, 0xff, 0xff]);
    }
    while let Some(block) = blocks.next() {
        out.push(u8::from(blocks.peek().is_none()));
        let length = u16::try_from(block.len()).unwrap();
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    let mut crc = !0u32;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
    }
    out.extend((!crc).to_le_bytes());
    out.extend(u32::try_from(bytes.len()).unwrap().to_le_bytes());
    out
}

#[test]
fn a_site_on_the_web() {
    let site = signed();
    let host = Host::of(site.path("public"));
    let url = format!("http://{}", host.address);
    let verify = &["verify", &url, "--key", "keys/ours.pub"];
    let outcome = site.run(verify).succeeds();
    // `_headers`, `_redirects`, and the former address.
    assert!(outcome.stdout.contains("3 files are the host's own matter"), "{outcome}");
    site.write("public/it/index.html", "<!DOCTYPE html>");
    fs::remove_file(site.path("public/robots.txt")).unwrap();
    let outcome = site.run(verify).exits(1);
    assert_eq!(findings(&outcome), ["changed    it/index.html", "lost       robots.txt"]);
    let outcome = site.run(&["history", "news/two", "--from", &url]).succeeds();
    assert_eq!(outcome.stdout.lines().count(), 1, "{outcome}");
    drop(host);
    let outcome = site.run(&["verify", "http://127.0.0.1:1"]).exits(1);
    assert!(outcome.stderr.contains("cannot be verified"), "{outcome}");
}
