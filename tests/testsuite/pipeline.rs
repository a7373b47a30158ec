//! `init --ci`: pipelines that are YAML, whose commands are this program's, and that never touch what
//! is there.

use bollettino::cli::Cli;
use clap::Parser;
use serde_yaml::Value;

use super::site::Site;

const PIPELINES: &[(&str, &str)] =
    &[("github", ".github/workflows/site.yml"), ("gitlab", ".gitlab-ci.yml")];

/// Every text in a YAML value.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Sequence(list) => list.iter().for_each(|value| texts(value, found)),
        Value::Mapping(map) => map.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

#[test]
fn a_site_with_a_pipeline() {
    for (host, path) in PIPELINES {
        let folder = Site::empty();
        folder.run(&["init", "sito", "--ci", host]).succeeds().says_nothing();
        let files = folder.tree("sito");
        let pipeline = String::from_utf8(files[*path].clone()).unwrap();
        assert!(pipeline.contains(&format!("\"{}\"", env!("CARGO_PKG_VERSION"))), "{pipeline}");
        let attributes = String::from_utf8(files[".gitattributes"].clone()).unwrap();
        assert!(attributes.contains("\n* -text\n"), "{attributes}");
        let value: Value = serde_yaml::from_str(&pipeline).unwrap();
        let mut found = Vec::new();
        texts(&value, &mut found);
        let commands: Vec<&String> =
            found.iter().filter(|text| text.starts_with("bollettino ")).collect();
        let named = |name: &str| commands.iter().any(|c| c.split(' ').nth(1) == Some(name));
        for name in ["check", "build", "due", "publish"] {
            assert!(named(name), "{host} runs no `{name}`: {commands:?}");
        }
        for command in commands {
            assert!(command.contains("--redact-unpublished"), "{command}");
            assert!(!command.contains("--drafts"), "{command}");
            let words = command.split(' ').map(|word| word.trim_matches('"'));
            if let Err(error) = Cli::try_parse_from(words) {
                panic!("{host}: {command}: {error}");
            }
        }
        let checked = ["check", "--site", "sito", "--message-format", "github"];
        folder.run(&[&checked[..], &["--redact-unpublished"]].concat()).succeeds();
    }
}

/// A site that is there gets the pipeline alone; nothing is written over.
#[test]
fn a_pipeline_for_a_site_that_is_there() {
    let folder = Site::empty();
    folder.run(&["init", "sito"]).succeeds();
    let before = folder.tree("sito");
    folder.run(&["init", "sito", "--ci", "github"]).succeeds();
    let mut after = folder.tree("sito");
    for path in [".github/workflows/site.yml", ".gitattributes"] {
        assert!(after.remove(path).is_some(), "{path}");
    }
    assert_eq!(before, after);
    let again = folder.run(&["init", "sito", "--ci", "gitlab"]).exits(1);
    assert!(again.stderr.contains(".gitattributes"), "{again}");
    assert!(!folder.path("sito/.gitlab-ci.yml").exists(), "all of it or nothing");
}
