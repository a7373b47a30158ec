//! What `build` and `publish` sign with, as the command line says it.

use std::process::ExitCode;

use super::usage;
use crate::cli::SignWith;
use crate::seal::signer::Signer;
use crate::sinks::key_file;

/// The variable that unlocks a key file. A password on the command line would be seen by others.
const PASSWORD: &str = "BOLLETTINO_KEY_PASSWORD";

/// Who signs, if anybody does.
pub(super) fn signer(with: &SignWith) -> Result<Option<Signer>, ExitCode> {
    if let Some(command) = &with.sign_with {
        let words = shlex::split(command).filter(|words| !words.is_empty());
        let Some(words) = words else {
            return Err(usage(&format!("--sign-with: `{command}` is not a command")));
        };
        return match ["{file}", "{signature}"].iter().find(|name| !command.contains(**name)) {
            Some(name) => Err(usage(&format!("--sign-with: the command does not say `{name}`"))),
            None => Ok(Some(Signer::Command(words))),
        };
    }
    let Some(path) = &with.sign else { return Ok(None) };
    let password = std::env::var(PASSWORD).ok();
    let locked = password.is_none();
    let key = key_file(path).and_then(|text| {
        Signer::of_key(&text, password).map_err(|why| format!("`{}`: {why}", path.display()))
    });
    key.map(Some).map_err(|why| {
        let hint =
            if locked { format!("; if it has a password, set {PASSWORD}") } else { String::new() };
        usage(&format!("the key cannot be used: {why}{hint}"))
    })
}
