//! The order of stages and who may know what, read from the sources themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::site::{Site, project, tree};

/// Modules by how far along the pipeline they are. A module may use those of a lower number, and
/// those of its own number where [`BESIDE`] does not say otherwise.
const ORDER: &[(&str, u8)] = &[
    ("diagnostics", 0),
    ("digest", 0),
    ("html", 0),
    ("identity", 0),
    ("language", 0),
    ("media", 0),
    ("shell", 0),
    ("slug", 0),
    ("yaml", 0),
    ("config", 1),
    ("headers", 1),
    ("openpgp", 1),
    ("publication", 1),
    ("sources", 1),
    ("translation", 1),
    ("incidents", 1),
    ("inspect", 1),
    ("parse", 2),
    ("select", 3),
    ("library", 4),
    ("link", 5),
    ("search", 5),
    ("theme", 6),
    ("messages", 6),
    ("assets", 7),
    ("plan", 8),
    ("site", 9),
    ("render", 9),
    ("seal", 10),
    ("sinks", 11),
    ("proof", 12),
    ("verify", 12),
    ("publish", 12),
    ("author", 12),
    ("preview", 13),
    ("commands", 14),
    ("cli", 14),
];

/// Uses that go against the order, each for a reason.
const BESIDE: &[(&str, &str, &str)] =
    &[("diagnostics", "yaml", "a place inside YAML is found when it is printed")];

/// Crates that one part alone may name.
const OWNERS: &[(&str, &[&str])] = &[
    ("fluent_syntax", &["messages"]),
    ("icu", &["messages"]),
    ("tera", &["render"]),
    ("pulldown_cmark", &["parse"]),
    ("pulldown_cmark_escape", &["parse"]),
    ("ammonia", &["parse"]),
    ("syntect", &["parse"]),
    ("serde_yaml", &["yaml"]),
    ("lightningcss", &["assets"]),
    ("annotate_snippets", &["diagnostics"]),
    ("walkdir", &["sources", "verify"]),
    ("std::fs", &["sources", "author", "sinks", "publish/target", "verify"]),
    ("std::env", &["commands"]),
    ("indicatif", &["commands"]),
    ("include_dir", &["theme", "author", "messages", "preview"]),
    ("rustc_hash", &["search"]),
    ("aho_corasick", &["translation"]),
    ("lol_html", &["preview", "proof", "sinks"]),
    ("minisign", &["commands", "seal", "verify"]),
    ("ureq", &["verify"]),
    ("axum", &["preview"]),
    ("notify", &["preview"]),
    ("tokio", &["preview", "publish/target"]),
    ("tower_http", &["preview"]),
    ("rustix", &["sinks"]),
    ("object_store", &["publish/target"]),
    ("rustls", &["publish/target"]),
];

/// Every line of code of every module, with tests inside modules left out.
fn lines() -> BTreeMap<String, Vec<(String, String)>> {
    let mut modules: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (path, bytes) in tree(&project().join("src")) {
        if !path.ends_with(".rs") || path.ends_with("tests.rs") || path.contains("/tests/") {
            continue;
        }
        let module = path.split(['/', '.']).next().unwrap().to_owned();
        let text = String::from_utf8(bytes).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let lines = lines.map(|line| (path.clone(), line.to_owned()));
        modules.entry(module).or_default().extend(lines);
    }
    modules.remove("lib");
    modules.remove("main");
    modules
}

fn rank(module: &str) -> u8 {
    let found = ORDER.iter().find(|(name, _)| *name == module);
    found.unwrap_or_else(|| panic!("say in tests/testsuite/stages.rs where `{module}` stands")).1
}

#[test]
fn no_stage_knows_a_later_one() {
    let mut wrong = Vec::new();
    for (module, lines) in lines() {
        for (path, line) in lines {
            for used in line.split("crate::").skip(1) {
                let end = used.find(|c: char| !c.is_alphanumeric() && c != '_');
                let used = &used[..end.unwrap_or(used.len())];
                let excused = BESIDE.iter().any(|(from, to, _)| *from == module && *to == used);
                let is_module = ORDER.iter().any(|(name, _)| *name == used);
                if is_module && rank(used) > rank(&module) && !excused {
                    wrong.push(format!("{path}: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "a stage knows a later one:\n{}", wrong.join("\n"));
}

#[test]
fn one_part_alone_knows_each_library() {
    let mut wrong = Vec::new();
    for (module, lines) in lines() {
        for (path, line) in lines {
            for (library, owners) in OWNERS {
                let owns =
                    |owner: &&str| *owner == module || path.starts_with(&format!("{owner}/"));
                if names(&line, library) && !owners.iter().any(owns) {
                    wrong.push(format!("{path}: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "a library is known where it should not be:\n{}", wrong.join("\n"));
}

/// Whether a line of code names a crate or module by its path.
fn names(line: &str, library: &str) -> bool {
    line.match_indices(library).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let free = before.is_none_or(|c| !c.is_alphanumeric() && !"_:\"`".contains(c));
        let after = &line[at + library.len()..];
        free && (after.starts_with("::") || after.starts_with(';') || after.starts_with(" as "))
    })
}

/// Values that change behind one's back, and the clock, in one place only.
#[test]
fn no_mutable_statics_and_one_clock() {
    let mut clocks = Vec::new();
    for (_, lines) in lines() {
        for (path, line) in lines {
            assert!(!line.contains("static mut "), "{path}: {line}");
            assert!(!line.contains("thread_local!"), "{path}: {line}");
            if ["Timestamp::now(", "SystemTime::now(", "Zoned::now("]
                .iter()
                .any(|c| line.contains(c))
            {
                clocks.push(path);
            }
        }
    }
    assert_eq!(clocks, ["commands/mod.rs"]);
}

/// The words of the program are in Fluent, never in templates: no letter between tags.
#[test]
fn templates_have_no_words_of_their_own() {
    for (path, bytes) in tree(&project().join("themes/istituzionale/templates")) {
        let text = String::from_utf8(bytes).unwrap();
        // Attributes kept for later, comments, statements, expressions, tags.
        let marks =
            [("{%- set", "endset -%}"), ("{#", "#}"), ("{%", "%}"), ("{{", "}}"), ("<", ">")];
        let without = marks.into_iter().fold(text, |text, (open, close)| {
            let mut kept = String::new();
            let mut rest = text.as_str();
            while let Some(at) = rest.find(open) {
                kept.push_str(&rest[..at]);
                rest = rest[at..].find(close).map_or("", |end| &rest[at + end + close.len()..]);
            }
            kept + rest
        });
        let words = without.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 1);
        let words: Vec<&str> = words.filter(|word| *word != "TLP").collect();
        assert!(words.is_empty(), "{path}: {words:?}");
    }
}

/// A message that the code asks for by its name is never told to be unused.
#[test]
fn the_lint_knows_what_the_code_asks_for() {
    let mut asked = BTreeSet::new();
    for (_, line) in lines().remove("render").unwrap() {
        for call in [".text(\"", ".has(\"", ".markup(\""] {
            let names = line.split(call).skip(1).filter_map(|rest| rest.split('"').next());
            asked.extend(names.filter(|name| name.contains('-')).map(str::to_owned));
        }
    }
    assert!(asked.len() > 10, "{asked:?}");
    let texts: String = asked.iter().map(|name| format!("{name} = X\n")).collect();
    let site = Site::new().file("i18n/it/site.ftl", &texts).file("i18n/en/site.ftl", &texts);
    let outcome = site.run(&["check"]);
    assert!(!outcome.stderr.contains("message-unused"), "{outcome}");
}

/// Every module says what it is before anything else, and stays readable.
#[test]
fn every_module_opens_with_a_sentence() {
    for folder in ["src", "tests"] {
        for (path, bytes) in tree(&project().join(folder)) {
            if path.ends_with(".rs") && !path.starts_with("browser/") {
                let text = String::from_utf8(bytes).unwrap();
                assert!(text.starts_with("//! "), "{folder}/{path} does not open with `//! `");
            }
        }
    }
}
