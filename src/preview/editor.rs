//! A place in a file, opened in the author's editor.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use super::Options;

/// The address by which a browser opens a place, with the site's folder filled in; `None` when the
/// editor is a command that this program runs.
pub(super) fn address(options: &Options) -> Option<String> {
    let is_address = options.editor.split_once("://").is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    });
    let root = std::path::absolute(&options.site).ok()?;
    let root = root.components().collect::<std::path::PathBuf>();
    let root = root.to_string_lossy().replace('\\', "/");
    let slash = if root.starts_with('/') { "" } else { "/" };
    is_address.then(|| options.editor.replace("{file}", &format!("{slash}{root}/{{file}}")))
}

/// Runs the editor's command.
pub(super) fn open(options: &Options, file: &Path, line: usize, column: usize) -> io::Result<()> {
    let mut words = options.editor.split_whitespace();
    let program = words.next().ok_or_else(|| io::Error::other("no editor is named"))?;
    let filled = |word: &str| {
        let word = word.replace("{file}", &file.to_string_lossy());
        word.replace("{line}", &line.to_string()).replace("{column}", &column.to_string())
    };
    let mut command = Command::new(program);
    command.args(words.map(filled));
    if !options.editor.contains("{file}") {
        command.arg(file);
    }
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    // So that it does not stay behind as a zombie; how it ends is the author's business.
    std::thread::spawn(move || child.wait());
    Ok(())
}
