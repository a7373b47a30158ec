//! Has a manifest signed, by a key or by a command that finds it in a file.

#![expect(clippy::disallowed_methods, reason = "a signing command reads and writes files")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::diagnostics::{Diagnostic, SIGNING};
use crate::seal::Manifest;
use crate::seal::signer::{self, Signer, trusted_comment};

/// The signature of a manifest.
pub fn sign(by: &Signer, manifest: &Manifest) -> Result<String, Diagnostic> {
    let (bytes, comment) = (manifest.write(), trusted_comment(manifest));
    let signature = match by {
        Signer::Key(key) => Ok(key.sign(&bytes, &comment)),
        Signer::Command(words) => by_command(words, &bytes, &comment),
    };
    signature
        .map_err(|problem| SIGNING.nowhere(format!("the manifest could not be signed: {problem}")))
}

/// The text of a key file.
pub fn key_file(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("`{}`: {error}", path.display()))
}

/// Runs a command on a file of its own, in a folder that nobody else can read.
fn by_command(words: &[String], manifest: &[u8], comment: &str) -> Result<String, String> {
    let said = |error: std::io::Error| error.to_string();
    let folder = tempfile::tempdir().map_err(said)?;
    let (file, signature) =
        (folder.path().join("manifest.json"), folder.path().join("manifest.json.minisig"));
    fs::write(&file, manifest).map_err(said)?;
    let filled = |word: &String| {
        word.replace("{file}", &file.to_string_lossy())
            .replace("{signature}", &signature.to_string_lossy())
            .replace("{comment}", comment)
    };
    let words: Vec<String> = words.iter().map(filled).collect();
    let Some((program, arguments)) = words.split_first() else {
        return Err("the command is empty".to_owned());
    };
    // Its questions (a PIN, a touch) go to the terminal; its results are no result of ours.
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::null());
    let status = command.status().map_err(|error| format!("`{program}`: {error}"))?;
    if !status.success() {
        return Err(format!("`{program}` ended with {status}"));
    }
    let made = fs::read_to_string(&signature)
        .map_err(|error| format!("`{program}` wrote no signature to `{{signature}}`: {error}"))?;
    signer::is_signature(&made, comment)?;
    Ok(made)
}
