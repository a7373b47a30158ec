//! A place in a file, opened in the author's editor.

use std::fmt;
use std::io::{self, IsTerminal};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in the path of an address.
const IN_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':').remove(b'/');

/// How editors are told of a line that need to be told in their own way, by their programs.
const OWN_WAYS: &[(&[&str], &[&str])] = &[
    (
        &["code", "code-insiders", "codium", "cursor", "vscodium", "windsurf"],
        &["--goto", "{file}:{line}:{column}"],
    ),
    (&["helix", "hx", "subl", "sublime_text", "zed", "zeditor"], &["{file}:{line}:{column}"]),
    (
        &["clion", "idea", "phpstorm", "pycharm", "rustrover", "webstorm"],
        &["--line", "{line}", "--column", "{column}", "{file}"],
    ),
    (&["kate", "kwrite"], &["--line", "{line}", "--column", "{column}", "{file}"]),
    (&["emacs", "emacsclient", "nano", "pico"], &["+{line}:{column}", "{file}"]),
    (
        &[
            "ed",
            "ex",
            "gedit",
            "gnome-text-editor",
            "gvim",
            "jed",
            "joe",
            "kak",
            "mg",
            "micro",
            "ne",
            "nvim",
            "nvim-qt",
            "vi",
            "view",
            "vim",
            "xed",
        ],
        &["+{line}", "{file}"],
    ),
];

/// Editors that have no window of their own.
const IN_TERMINAL: &[&str] = &[
    "ed", "ex", "helix", "hx", "jed", "joe", "kak", "mg", "micro", "nano", "ne", "nvim", "pico",
    "vi", "view", "vim",
];

/// How a place is opened.
#[derive(Clone, Debug)]
pub enum Editor {
    /// By the browser: an address with `{file}`, `{line}` and `{column}`.
    Address(String),
    /// By this program: a command and its arguments.
    Command {
        /// The program.
        program: String,
        /// Its arguments, with `{file}`, `{line}` and `{column}`.
        arguments: Vec<String>,
        /// Whether the editor has the terminal now, if it needs one.
        terminal: Option<Arc<AtomicBool>>,
    },
}

/// Why a place is not opened.
#[derive(Debug)]
pub(super) enum Obstacle {
    /// The editor needs a terminal, and there is none.
    NoTerminal(String),
    /// The terminal is taken.
    Busy(String),
    /// It could not be started.
    NotStarted(String, io::Error),
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Obstacle::NoTerminal(program) => write!(
                f,
                "`{program}` needs a terminal, and the preview has none: name an editor with a \
                 window, for example `--editor code`"
            ),
            Obstacle::Busy(program) => {
                write!(f, "`{program}` is open in the preview's terminal already: close it first")
            }
            Obstacle::NotStarted(program, error) => {
                write!(f, "`{program}` could not be started: {error}")
            }
        }
    }
}

impl Editor {
    /// Reads an address, or a command as a shell would; says what is wrong with it.
    pub fn parse(text: &str) -> Result<Editor, String> {
        let is_scheme = |scheme: &str| {
            !scheme.is_empty()
                && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        };
        if text.split_once("://").is_some_and(|(scheme, _)| is_scheme(scheme)) {
            return Ok(Editor::Address(text.to_owned()));
        }
        let words = shlex::split(text).ok_or_else(|| format!("`{text}` has a quote too many"))?;
        let mut words = words.into_iter();
        let program = words.next().ok_or("an editor has a name")?;
        let mut arguments: Vec<String> = words.collect();
        let name = Path::new(&program).file_stem().unwrap_or_default().to_string_lossy();
        let name = name.to_lowercase();
        if !arguments.iter().any(|argument| argument.contains("{file}")) {
            let own = OWN_WAYS.iter().find(|(programs, _)| programs.contains(&name.as_str()));
            let own = own.map_or(&["{file}"][..], |(_, arguments)| arguments);
            arguments.extend(own.iter().map(|argument| (*argument).to_owned()));
        }
        let in_window = arguments.iter().any(|argument| argument == "-g" || argument == "--gui");
        let in_terminal = IN_TERMINAL.contains(&name.as_str()) && !in_window;
        Ok(Editor::Command { program, arguments, terminal: in_terminal.then(Arc::default) })
    }

    /// The address by which a browser opens a place, with the site's folder filled in; `None` when
    /// this program opens it.
    pub(super) fn address(&self, site: &Path) -> Option<String> {
        let Editor::Address(address) = self else { return None };
        let root = std::path::absolute(site).ok()?;
        let root: PathBuf = root.components().filter(|c| *c != Component::CurDir).collect();
        let root = root.to_string_lossy().replace('\\', "/");
        let slash = if root.starts_with('/') { "" } else { "/" };
        let root = utf8_percent_encode(&root, IN_PATH);
        Some(address.replace("{file}", &format!("{slash}{root}/{{file}}")))
    }

    /// Runs the editor's command.
    pub(super) fn open(&self, file: &Path, line: usize, column: usize) -> Result<(), Obstacle> {
        // Browsers open addresses by themselves.
        let Editor::Command { program, arguments, terminal } = self else { return Ok(()) };
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let filled = |word: &String| {
            let word = word.replace("{line}", &line.to_string());
            word.replace("{column}", &column.to_string()).replace("{file}", &file.to_string_lossy())
        };
        let mut command = Command::new(program);
        command.args(arguments.iter().map(filled));
        if let Some(taken) = terminal {
            if !io::stdin().is_terminal() {
                return Err(Obstacle::NoTerminal(program.clone()));
            }
            if taken.swap(true, Ordering::Relaxed) {
                return Err(Obstacle::Busy(program.clone()));
            }
        } else {
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        }
        let terminal = terminal.clone();
        let free = move || terminal.iter().for_each(|taken| taken.store(false, Ordering::Relaxed));
        match command.spawn() {
            // So that it does not stay behind as a zombie; how it ends is the author's business.
            Ok(mut child) => {
                std::thread::spawn(move || {
                    let _ = child.wait();
                    free();
                });
                Ok(())
            }
            Err(error) => {
                free();
                Err(Obstacle::NotStarted(program.clone(), error))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let shown = match Editor::parse(text) {
            Ok(Editor::Address(address)) => address,
            Ok(Editor::Command { program, arguments, terminal }) => {
                let place = if terminal.is_some() { " in the terminal" } else { "" };
                format!("{}{place}", [vec![program], arguments].concat().join("|"))
            }
            Err(why) => why,
        };
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn an_editor_is_an_address_or_a_command() {
        check("vscode://file{file}:{line}", "vscode://file{file}:{line}");
        check("code --wait", "code|--wait|--goto|{file}:{line}:{column}");
        check("code --goto {file}:{line}", "code|--goto|{file}:{line}");
        check("/usr/bin/vim", "/usr/bin/vim|+{line}|{file} in the terminal");
        check("vim -g", "vim|-g|+{line}|{file}");
        check("emacsclient -c", "emacsclient|-c|+{line}:{column}|{file}");
        check("mine", "mine|{file}");
        check(
            "'/Applications/My Editor/ed' -n",
            "/Applications/My Editor/ed|-n|+{line}|{file} in the terminal",
        );
        check("\"C:/Program Files/x.exe\" {file}", "C:/Program Files/x.exe|{file}");
        check("code 'a", "`code 'a` has a quote too many");
        check(" ", "an editor has a name");
    }

    #[test]
    fn an_address_has_the_folder_as_addresses_do() {
        let editor = Editor::parse("vscode://file{file}:{line}").unwrap();
        let address = editor.address(Path::new("/home/anna/il mio #sito/./50%")).unwrap();
        assert_eq!(address, "vscode://file/home/anna/il%20mio%20%23sito/50%25/{file}:{line}");
    }
}
