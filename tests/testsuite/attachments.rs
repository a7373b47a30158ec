//! What is offered beside texts: pictures without their metadata, bytes that somebody vouches for,
//! and covers that are not too large. What is found inside files is in `src/inspect/tests.rs`.

use bollettino::digest::Digest;

use super::site::{PNG, Site};

/// A picture that says where it was taken.
fn photo(place: &str) -> Vec<u8> {
    let told = format!("Exif\0\0{place}");
    let length = (told.len() as u16 + 2).to_be_bytes();
    let frame = b"\xff\xc0\0\x0b\x08\0\x01\0\x02\x01\x01\x11\0";
    let scan = b"\xff\xda\0\x02abc\xff\xd9";
    [b"\xff\xd8\xff\xe1", &length[..], told.as_bytes(), frame, scan].concat()
}

fn site(facts: &str) -> Site {
    let text = "title: A\nsummary: S\ncover: {alt: x}\n---\n![x](shown.jpg)\n";
    Site::new()
        .file(
            "site.yaml",
            "base_url: https://example.org\nlanguages: [it, en]\nkinds: {news: {catalogue: true}}\n",
        )
        .news("a", &format!("cover: cover.png\n{facts}"), &[("it", text)])
        .file("content/news/a/cover.png", [PNG, b"after the end: zebra"].concat())
        .file("content/news/a/shown.jpg", photo("zebra"))
        .file("content/news/a/offered.jpg", photo("zebra"))
}

/// Whatever is served of a picture, its digest is of that, everywhere it is told.
#[test]
fn pictures_lose_their_metadata() {
    let site = site("");
    let tree = site.build();
    for (path, bytes) in &tree {
        assert!(!String::from_utf8_lossy(bytes).contains("zebra"), "{path}");
    }
    assert_eq!(tree["files/news/a/cover.png"], PNG);
    let offered = &tree["files/news/a/offered.jpg"];
    assert_eq!(*offered, [&photo("")[..2], &photo("")[12..]].concat());
    let digest = Digest::of(offered).to_string();
    for path in ["SHA256SUMS", "publications.json", "it/notizie/a/index.html"] {
        let text = String::from_utf8_lossy(&tree[path]).into_owned();
        assert!(text.contains(&digest), "{path}: {text}");
    }
    let index = site.run(&["index", "--format", "json"]).succeeds().stdout;
    assert_eq!(index.as_bytes(), tree["publications.json"]);
    let server = site.preview();
    assert_eq!(server.get("/files/news/a/offered.jpg").body, *offered);
}

/// What somebody vouches for is served byte for byte, and its metadata told.
#[test]
fn what_is_vouched_for_is_never_rewritten() {
    let digest = Digest::of(&photo("zebra"));
    let declared = site(&format!("attachments: {{offered.jpg: {{sha256: {digest}}}}}\n"));
    let signed = site("").file("content/news/a/offered.jpg.asc", "signature");
    for site in [declared, signed] {
        let outcome = site.run(&["build"]).succeeds();
        assert_eq!(outcome.codes(), ["warning attachment-metadata"], "{outcome}");
        assert!(outcome.stderr.contains("--> content/news/a/offered.jpg:1:1"), "{outcome}");
        assert_eq!(site.tree("public")["files/news/a/offered.jpg"], photo("zebra"));
    }
}

/// A cover is weighed as it is served.
#[test]
fn covers_over_300_kb() {
    let chunk = |kind: &[u8], length: u32| {
        [&length.to_be_bytes()[..], kind, &vec![0; length as usize + 4]].concat()
    };
    let cover = |kind: &[u8], length: u32| {
        let (head, end) = PNG.split_at(PNG.len() - 12);
        site("").file("content/news/a/cover.png", [head, &chunk(kind, length), end].concat())
    };
    cover(b"tEXt", 400_000).run(&["check"]).succeeds().says_nothing();
    cover(b"IDAT", 299_000).run(&["check"]).succeeds().says_nothing();
    let outcome = cover(b"IDAT", 300_000).run(&["check"]).succeeds();
    assert_eq!(outcome.codes(), ["warning cover-large"], "{outcome}");
    assert!(outcome.stderr.contains("publication.yaml:2:8"), "{outcome}");
}
