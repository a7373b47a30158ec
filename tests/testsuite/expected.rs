//! Cases in files: what goes in and what is to come out, in one text each.
//!
//! A case starts with a sentence on what it shows. Then each section begins with a line
//! `-- name --` and goes to the next one. Sections named by a path are files of the site; those
//! named `expected …` are what is to come out, and are what `BOLLETTINO_UPDATE=1` writes anew.

use std::fs;
use std::path::{Path, PathBuf};

/// Whether this run writes what is expected instead of holding against it.
pub(super) fn updating() -> bool {
    std::env::var_os("BOLLETTINO_UPDATE").is_some()
}

/// One case.
pub(super) struct Case {
    /// Its file.
    pub(super) path: PathBuf,
    /// Its name: the file's, without the ending.
    pub(super) name: String,
    /// What stands before the first section.
    pub(super) about: String,
    /// Its sections in order.
    pub(super) sections: Vec<(String, String)>,
}

/// Every case of a folder under `tests/`, by name.
pub(super) fn cases(folder: &str) -> Vec<Case> {
    let mut paths: Vec<PathBuf> = fs::read_dir(super::site::fixture(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no case in tests/{folder}");
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Case {
    let text = fs::read_to_string(path).unwrap();
    let mut about = String::new();
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let name = line.strip_prefix("-- ").and_then(|rest| rest.trim_end().strip_suffix(" --"));
        match (name, sections.last_mut()) {
            (Some(name), _) => sections.push((name.to_owned(), String::new())),
            (None, Some((_, content))) => content.push_str(line),
            (None, None) => about.push_str(line),
        }
    }
    let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
    Case { path: path.to_owned(), name, about, sections }
}

impl Case {
    /// The sections that are not expected.
    pub(super) fn given(&self) -> impl Iterator<Item = (&str, &str)> {
        let given = self.sections.iter().filter(|(name, _)| !name.starts_with("expected"));
        given.map(|(name, content)| (name.as_str(), content.as_str()))
    }

    /// Holds what came out against what is expected; gives what differs, or writes it anew.
    pub(super) fn hold(&self, came: &[(String, String)]) -> Option<String> {
        let is_expected = |name: &str| name.starts_with("expected");
        let expected: Vec<&(String, String)> =
            self.sections.iter().filter(|(name, _)| is_expected(name)).collect();
        let agrees = expected.len() == came.len()
            && expected.iter().zip(came).all(|(e, c)| e.0 == c.0 && tidy(&e.1) == tidy(&c.1));
        if agrees {
            return None;
        }
        if updating() {
            let mut text = self.about.clone();
            let given = self.sections.iter().filter(|(name, _)| !is_expected(name));
            for (name, content) in given.chain(came) {
                let content = if is_expected(name) { tidy(content) } else { content.clone() };
                text.push_str(&format!("-- {name} --\n{content}"));
            }
            fs::write(&self.path, text).unwrap();
            return None;
        }
        let all = |sections: &mut dyn Iterator<Item = &(String, String)>| {
            sections.map(|(name, text)| format!("-- {name} --\n{}", tidy(text))).collect::<String>()
        };
        let expected = all(&mut expected.into_iter());
        let came = all(&mut came.iter());
        Some(format!("{}: {}\n{}", self.name, self.about.trim(), difference(&expected, &came)))
    }
}

/// Without blanks at the ends of lines, which editors take away, and with a last line's end.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for line in text.trim_end().lines() {
        tidy.push_str(line.trim_end());
        tidy.push('\n');
    }
    tidy
}

/// Two texts line by line: ` ` in both, `-` expected only, `+` came only.
pub(super) fn difference(expected: &str, came: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), came.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[same..].iter().rev().zip(new[same..].iter().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    let mut shown = String::new();
    let mut line = |mark: &str, text: &str| shown.push_str(&format!("{mark} {text}\n"));
    old[same.saturating_sub(3)..same].iter().for_each(|text| line(" ", text));
    old[same..old.len() - tail].iter().for_each(|text| line("-", text));
    new[same..new.len() - tail].iter().for_each(|text| line("+", text));
    old[old.len() - tail..].iter().take(3).for_each(|text| line(" ", text));
    shown
}

/// Fails with everything that differs, and with how to bring it up to date.
#[track_caller]
pub(super) fn report(differences: Vec<String>) {
    assert!(
        differences.is_empty(),
        "{} of the cases differ; `BOLLETTINO_UPDATE=1 cargo test --test testsuite` writes them \
         anew\n\n{}",
        differences.len(),
        differences.join("\n")
    );
}
