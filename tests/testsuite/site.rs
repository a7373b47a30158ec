//! A site in a temporary folder and what the program makes of it. Every test goes through here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The time of every run, unless a test says another.
pub(super) const NOW: &str = "2026-03-02";

/// A picture of two pixels.
pub(super) const PNG: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x02\x00\x00\x00\x01\x08\x06\x00\x00\x00\xf4\x22\x7f\x8a\x00\x00\x00\x0eIDATx\xdacPph\xf8\x0f\xc2\x00\x0e\x03\x03\xbf\xe7\xad\xeb\x17\x00\x00\x00\x00IEND\xaeB`\x82";

/// As much of a PDF as there has to be, with a language, tags and a title.
pub(super) const PDF: &str = "%PDF-1.7\n1 0 obj <</Type/Catalog/Lang(it)/StructTreeRoot 2 0 R>>\n\
    3 0 obj <</Title(Nota)>>\ntrailer <</Root 1 0 R/Info 3 0 R>>\n";

/// Files by path, as a build leaves them.
pub(super) type Tree = BTreeMap<String, Vec<u8>>;

/// A folder with a site in it, gone when dropped.
pub(super) struct Site {
    folder: TempDir,
}

impl Site {
    /// A folder without anything.
    pub(super) fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// The smallest configuration: Italian and English, the default theme, no publication.
    pub(super) fn new() -> Self {
        Self::empty()
            .file(
                "site.yaml",
                "base_url: https://example.org\ntime_zone: Europe/Rome\nlanguages: [it, en]\n",
            )
            .file("i18n/it/site.ftl", "site-name = Avvisi\nsite-publisher = Agenzia\n")
            .file("i18n/en/site.ftl", "site-name = Notices\nsite-publisher = Agency\n")
    }

    /// A copy of a folder, such as a fixture.
    pub(super) fn copy_of(folder: &Path) -> Self {
        let site = Self::empty();
        for (path, bytes) in tree(folder) {
            site.write(&path, &bytes);
        }
        site
    }

    /// The project's own site.
    pub(super) fn sample() -> Self {
        let site = Self::empty();
        for folder in ["content", "i18n", "themes", "static"].map(|name| project().join(name)) {
            let files = if folder.exists() { tree(&folder) } else { Tree::new() };
            for (path, bytes) in files {
                let name = folder.file_name().unwrap().to_string_lossy();
                site.write(&format!("{name}/{path}"), bytes);
            }
        }
        site.file("site.yaml", fs::read(project().join("site.yaml")).unwrap())
    }

    /// With one more file.
    pub(super) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content.as_ref());
        self
    }

    /// With a news release of 2 January 2026 in the languages whose texts are given, each as
    /// `title: …` and what else stands in the front matter, a line of hyphens, and the body.
    pub(super) fn news(self, name: &str, facts: &str, editions: &[(&str, &str)]) -> Self {
        let folder = format!("content/news/{name}");
        let mut site =
            self.file(&format!("{folder}/publication.yaml"), format!("date: 2026-01-02\n{facts}"));
        for (lang, text) in editions {
            site = site.file(&format!("{folder}/{lang}.md"), format!("---\n{text}"));
        }
        site
    }

    /// Writes one file, over another if need be.
    pub(super) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Where a file of the site lies.
    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Every file below one of its folders.
    pub(super) fn tree(&self, folder: &str) -> Tree {
        tree(&self.path(folder))
    }

    /// Runs the program on the site.
    pub(super) fn run(&self, args: &[&str]) -> Outcome {
        self.run_with(args, &[])
    }

    /// Runs the program on the site with more of an environment than none.
    pub(super) fn run_with(&self, args: &[&str], environment: &[(&str, &str)]) -> Outcome {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bollettino"));
        command.env_clear().current_dir(self.folder.path()).args(args);
        if !args.contains(&"--now") {
            command.args(["--now", NOW]);
        }
        let output = command.envs(environment.iter().copied()).output().unwrap();
        let place = self.folder.path().canonicalize().unwrap();
        let shown = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("the program speaks UTF-8");
            let text = text.replace(&*place.to_string_lossy(), "[SITE]");
            text.replace(&*self.folder.path().to_string_lossy(), "[SITE]")
        };
        Outcome {
            code: output.status.code(),
            stdout: shown(output.stdout),
            stderr: shown(output.stderr),
        }
    }

    /// Builds into `public/` and gives what is there; anything said is a failure.
    #[track_caller]
    pub(super) fn build(&self) -> Tree {
        self.build_with(&[])
    }

    /// The same with more arguments.
    #[track_caller]
    pub(super) fn build_with(&self, args: &[&str]) -> Tree {
        self.run(&[&["build"], args].concat()).succeeds().says_nothing();
        self.tree("public")
    }
}

/// What a run of the program came to.
#[derive(Debug)]
pub(super) struct Outcome {
    /// Its exit code; `None` when a signal ended it.
    pub(super) code: Option<i32>,
    /// What it gave.
    pub(super) stdout: String,
    /// What it said.
    pub(super) stderr: String,
}

impl Outcome {
    /// It did what was asked.
    #[track_caller]
    pub(super) fn succeeds(self) -> Self {
        self.exits(0)
    }

    /// It ended with this code, and never by a panic.
    #[track_caller]
    pub(super) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self}");
        assert!(!self.stderr.contains("panicked"), "{self}");
        self
    }

    /// Nothing on stderr: no error, no warning.
    #[track_caller]
    pub(super) fn says_nothing(self) -> Self {
        assert_eq!(self.stderr, "", "{self}");
        self
    }

    /// The codes of what it reported, in order, as `error yaml-syntax`.
    pub(super) fn codes(&self) -> Vec<String> {
        let coded = |line: &str| {
            let (severity, rest) = line.split_once('[')?;
            let (code, _) = rest.split_once("]: ")?;
            let known = ["error", "warning", "overdue"].contains(&severity);
            known.then(|| format!("{severity} {code}"))
        };
        self.stderr.lines().filter_map(coded).collect()
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "exit {:?}\n{}\n{}", self.code, self.stdout, self.stderr)
    }
}

/// Every file below a folder, by its path from there.
pub(super) fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).unwrap();
            files
                .insert(path.to_str().unwrap().replace('\\', "/"), fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// A file or folder under `tests/`.
pub(super) fn fixture(path: &str) -> PathBuf {
    project().join("tests").join(path)
}

/// The project's own folder, which is a site as well.
pub(super) fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
