//! Manifests that were written, and what is refused of those that were not.

use proptest::prelude::*;

use super::manifest::{Change, Edition, File, Manifest, Note, What, number_of, numbered};
use super::{Continues, FileKind, Previous};
use crate::digest::Digest;
use crate::identity::{Lang, PublicationId};

fn file(path: &str, content: &str) -> File {
    File {
        path: path.to_owned(),
        sha256: Digest::of(content.as_bytes()),
        length: content.len() as u64,
        kind: FileKind::Page,
        publication: None,
        language: None,
    }
}

fn edition(name: &str, lang: &str, text: &str, notes: &[(&str, &str)]) -> Edition {
    let note = |(kind, text): &(&str, &str)| Note {
        date: "2026-03-02".to_owned(),
        kind: (*kind).to_owned(),
        text: (*text).to_owned(),
    };
    Edition {
        publication: PublicationId::new(format!("news/{name}")),
        language: Lang::new(lang),
        page: format!("{lang}/{name}/index.html"),
        date: "2026-03-01".to_owned(),
        text: Digest::of(text.as_bytes()),
        withdrawn: false,
        history: notes.iter().map(note).collect(),
    }
}

/// A first manifest with these editions, each with its page.
fn manifest(editions: Vec<Edition>) -> Manifest {
    let first = Manifest::first("https://example.org".into(), "bare".into(), Digest::of(b"r"));
    let page = |edition: &Edition| File {
        publication: Some(edition.publication.clone()),
        language: Some(edition.language.clone()),
        ..file(&edition.page, &edition.text.to_string())
    };
    let mut files: Vec<File> = editions.iter().map(page).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Manifest { editions, files, ..first }
}

fn sample() -> Manifest {
    manifest(vec![edition("a", "en", "A", &[]), edition("a", "it", "A", &[("minor", "\"è\"\n")])])
}

fn previous(manifest: &Manifest) -> Previous {
    Previous::read(&manifest.write()).unwrap()
}

fn after(former: &Manifest, editions: Vec<Edition>, minor: Option<&str>) -> Manifest {
    manifest(editions).after(Continues { previous: Some(&previous(former)), minor })
}

#[test]
fn read_as_it_was_written() {
    let first = sample();
    assert_eq!(Manifest::read(&first.write()).unwrap(), first);
    let second = after(&first, vec![edition("b", "it", "B", &[])], None);
    assert_eq!(Manifest::read(&second.write()).unwrap(), second);
    let empty = manifest(Vec::new());
    assert_eq!(Manifest::read(&empty.write()).unwrap(), empty);
}

#[test]
fn each_follows_the_one_before() {
    let first = sample();
    let second = after(&first, vec![edition("b", "it", "B", &[])], None);
    assert_eq!((first.number, first.predecessor), (1, None));
    assert_eq!((second.number, second.predecessor), (2, Some(Digest::of(&first.write()))));
    // What serves the same is the same manifest, whatever program or revision it would name.
    let again = Manifest { revision: Digest::of(b"other"), ..sample() };
    let previous = previous(&first);
    let continues = Continues { previous: Some(&previous), minor: Some("why") };
    assert_eq!(again.after(continues), first);
}

#[test]
fn what_became_of_editions() {
    let one = |name: &str, text: &str, notes: &[(&str, &str)]| edition(name, "it", text, notes);
    let former = manifest(vec![
        one("a", "A", &[]),
        one("b", "B", &[]),
        one("c", "C", &[]),
        one("d", "D", &[]),
        one("e", "E", &[]),
    ]);
    let withdrawn = Edition { withdrawn: true, ..one("d", "D, gone", &[]) };
    let editions = vec![
        one("a", "A", &[]),
        one("b", "B, mended", &[("correction", "B was wrong")]),
        one("c", "C!", &[]),
        withdrawn,
        one("f", "F", &[]),
    ];
    let changes = after(&former, editions, Some("typo")).changes;
    let told = |change: &Change| {
        let why = change.why.iter().map(|note| note.text.as_str());
        let why: Vec<&str> = why.chain(change.minor.as_deref()).collect();
        format!("{} {:?} {}", change.publication.leaf(), change.what, why.join(", "))
    };
    let told: Vec<String> = changes.iter().map(told).collect();
    let expected =
        ["b Changed B was wrong", "c Changed typo", "d Withdrawn ", "e Removed ", "f Added "];
    assert_eq!(told, expected);
    assert_eq!(changes[4].what, What::Added);
}

/// What no program of ours wrote, and what is said of it.
#[test]
fn what_is_refused() {
    let text = String::from_utf8(sample().write()).unwrap();
    let refused = |from: &str, to: &str, problem: &str| {
        assert!(text.contains(from), "{from}");
        let found = Manifest::read(text.replacen(from, to, 1).as_bytes()).unwrap_err();
        assert!(found.contains(problem), "{to}: {found}");
    };
    refused("bollettino-manifest/1", "bollettino-manifest/2", "its format is `bollettino-manif");
    refused("\"number\": 1", "\"number\": 0", "no predecessor");
    refused("\"number\": 1", "\"number\": 2", "no predecessor");
    refused("\"number\": 1", "\"number\": -1", "invalid value");
    refused("\"number\": 1", "\"number\": 1.0", "invalid type");
    refused("\"erased\": []", "\"erased\": [1]", "do not come before");
    refused("\"restores\": null", "\"restores\": 7", "do not come before");
    refused("\"public\": true", "\"public\": true,\n\"more\": 1", "unknown field `more`");
    refused("\"public\": true", "\"public\": true,\n\"public\": true", "duplicate field");
    refused("{\n", "{ \n", "not in the form");
    refused("\\\"è\\\"", "\\u0022è\\\"", "not in the form");
    refused("it/a/index.html", "it/z/index.html", "it has no file");
    let file = "\"path\":\"en/a/index.html\"";
    for path in ["/etc/passwd", "../x", "a/./b", "a//b", "a/", "", "C:/x", "a\\\\b", "a\\u0000"] {
        refused(file, &format!("\"path\":\"{path}\""), "is not the path");
    }
    refused(file, "\"path\":\".well-known/site-manifest/0001.json\"", "is not the path");
    refused(file, "\"path\":\"zz/a/index.html\"", "not sorted");
    refused("\"length\":", "\"length\":-", "invalid");
    refused("news/a", "../a", "is not a publication");
    refused("\"language\":\"en\"", "\"language\":\"e/n\"", "is not a language");
    refused("\"minor\"", &format!("\"{}\"", "x".repeat(20_000)), "is too long");
    refused("\"kind\":\"page\"", "\"kind\":\"program\"", "unknown variant");
    assert!(Manifest::read(&vec![b' '; (128 << 20) + 1]).unwrap_err().contains("128 MiB"));
    assert!(Manifest::read("[".repeat(1 << 20).as_bytes()).is_err());
}

#[test]
fn names_of_manifests() {
    assert_eq!(numbered(42), ".well-known/site-manifest/0042.json");
    assert_eq!(numbered(12_345), ".well-known/site-manifest/12345.json");
    for number in [1, 42, 12_345] {
        assert_eq!(number_of(&numbered(number)), Some(number));
        assert_eq!(number_of(&format!("{}.minisig", numbered(number))), Some(number));
    }
    for other in
        ["0042.json", ".well-known/site-manifest/42.json", ".well-known/site-manifest.json"]
    {
        assert_eq!(number_of(other), None, "{other}");
    }
}

proptest! {
    /// Whatever becomes of its bytes, a manifest is read or refused.
    #[test]
    fn any_damage(at in 0usize..2000, with in "\\PC{0,8}", cut in 0usize..40) {
        let text = String::from_utf8(sample().write()).unwrap();
        let start = text.floor_char_boundary(at.min(text.len()));
        let end = text.floor_char_boundary((start + cut).min(text.len()));
        let damaged = format!("{}{with}{}", &text[..start], &text[end..]);
        if let Ok(read) = Manifest::read(damaged.as_bytes()) {
            prop_assert_eq!(read.write(), damaged.into_bytes());
        }
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Manifest::read(&bytes);
    }
}
