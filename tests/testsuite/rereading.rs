//! A site that is read again where it changed is the site that is read anew.

use std::fs;

use bollettino::identity::SourceId;
use bollettino::select::Audience;
use bollettino::sinks::{Nowhere, deliver};
use bollettino::site::{Contents, Options};
use jiff::Timestamp;
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof};
use proptest::{collection, proptest};

use super::site::Site;

/// One thing that somebody does to a site.
#[derive(Clone, Debug)]
enum Change {
    /// A file with this content.
    Write(String, String),
    /// A file or folder that is no longer there.
    Remove(String),
    /// A folder under another name.
    Rename(String, String),
}

fn change() -> impl Strategy<Value = Change> {
    let name = || prop_oneof![Just("one"), Just("two"), Just("three/inner")];
    let edition =
        (name(), prop_oneof![Just("it"), Just("en")], 0..4_u8).prop_map(|(name, lang, n)| {
            let links = "[a](@/news/one) [b](@/news/two#parte)";
            let text = format!("---\ntitle: T{n}\nsummary: S.\n---\n## Parte\n\n{n} {links}\n");
            Change::Write(format!("content/news/{name}/{lang}.md"), text)
        });
    let facts = (name(), 1..4_u8).prop_map(|(name, day)| {
        let text = format!("date: 2026-01-0{day}\nrelated: [news/one]\n");
        Change::Write(format!("content/news/{name}/publication.yaml"), text)
    });
    let beside = (name(), 0..3_u8).prop_map(|(name, n)| {
        Change::Write(format!("content/news/{name}/note.txt"), format!("{n}"))
    });
    let elsewhere = (0..3_u8).prop_map(|n| Change::Write("static/a/b.txt".into(), n.to_string()));
    let words = (0..3_u8).prop_map(|n| {
        Change::Write("i18n/it/site.ftl".into(), format!("site-name = N{n}\nsite-publisher = P\n"))
    });
    let terms = (0..2_u8).prop_map(|n| {
        let term = "it: {preferred: misura}\n  en: {preferred: measure}";
        Change::Write(
            "i18n/glossary.yaml".into(),
            format!("- id: misura-{n}\n  terms: {{}}\n# {term}\n"),
        )
    });
    let policy = (0..2_u8).prop_map(|n| {
        let allowed = if n == 0 { "" } else { "policies: {allow: [link-dangling]}\n" };
        let text = "base_url: https://example.org\ntime_zone: Europe/Rome\nlanguages: [it, en]\n";
        Change::Write("site.yaml".into(), format!("{text}{allowed}"))
    });
    let removed = prop_oneof![
        Just("content/news/one"),
        Just("content/news/two/en.md"),
        Just("content/news/three"),
        Just("content/news/one/note.txt"),
        Just("static"),
        Just("i18n/glossary.yaml"),
    ];
    let removed = removed.prop_map(|path| Change::Remove(path.to_owned()));
    let renamed = prop_oneof![
        Just(("content/news/one", "content/news/two")),
        Just(("content/news/two", "content/news/three")),
        Just(("static/a", "static/c")),
    ];
    let renamed = renamed.prop_map(|(from, to)| Change::Rename(from.to_owned(), to.to_owned()));
    prop_oneof![4 => edition, 2 => facts, 1 => beside, 1 => elsewhere, 1 => words, 1 => terms, 1 => policy, 2 => removed, 1 => renamed]
}

impl Change {
    /// Does it, and says what a watcher would.
    fn apply(&self, site: &Site) -> Vec<SourceId> {
        match self {
            Change::Write(path, text) => {
                site.write(path, text);
                vec![
                    SourceId::new(path),
                    SourceId::new(path.rsplit_once('/').map_or(path.as_str(), |p| p.0)),
                ]
            }
            Change::Remove(path) => {
                let _ = fs::remove_dir_all(site.path(path));
                let _ = fs::remove_file(site.path(path));
                vec![SourceId::new(path)]
            }
            Change::Rename(from, to) => {
                let _ = fs::rename(site.path(from), site.path(to));
                vec![SourceId::new(from), SourceId::new(to)]
            }
        }
    }
}

/// What is served at every address, and all there is to say.
fn seen(contents: &Contents) -> (String, Vec<String>) {
    let audience = Audience::public("2026-03-02T00:00:00Z".parse::<Timestamp>().unwrap());
    let loaded = contents.site(&Options::new(audience));
    let mut said: Vec<String> = loaded.diagnostics.iter().map(|d| format!("{d:?}")).collect();
    said.sort();
    let served = match &loaded.site {
        Some(site) => {
            format!("{:?}", deliver(site, &Nowhere, &|| ()).map_err(|faults| format!("{faults:?}")))
        }
        None => String::new(),
    };
    (served, said)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn read_again_is_read_anew(changes in collection::vec(change(), 1..12)) {
        let site = Site::new()
            .news("one", "", &[("it", "title: Uno\nsummary: S.\n---\nTesto.\n"), ("en", "title: One\nsummary: S.\n---\nText.\n")])
            .news("two", "", &[("it", "title: Due\nsummary: S.\n---\n## Parte\n\nDue.\n")]);
        let root = site.path("");
        let mut contents = Contents::watched(&root, 1 << 20).unwrap();
        for change in &changes {
            let changed = change.apply(&site);
            contents.reread(&changed).unwrap();
        }
        let anew = Contents::read(&root, 1 << 20).unwrap();
        assert_eq!(seen(&contents), seen(&anew), "{changes:#?}");
    }
}
