//! `bollettino preview`: the site in a browser, as it is written.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use super::{FAILED, clock, complain, complain_softly, now, say, usage};
use crate::cli::{Global, Preview as Arguments};
use crate::preview::{Clock, Editor, Options, Preview};
use crate::sources::Sources;

/// Serves the site until it is told to stop.
pub fn run(global: &Global, arguments: Arguments) -> ExitCode {
    let clock: Clock = match (&global.now, now(global)) {
        (_, Err(code)) => return code,
        (None, _) => Arc::new(clock),
        (Some(_), Ok(now)) => Arc::new(move || now),
    };
    if Sources::settings(&global.site).ids().is_empty() {
        complain(&format!(
            "there is no site.yaml in `{}`: `bollettino init DIR` makes a new site; `--site DIR` \
             names one",
            global.site.display()
        ));
        return ExitCode::from(FAILED);
    }
    let Arguments { port, host, open, editor } = arguments;
    let editor = match Editor::parse(&named_or_usual(editor)) {
        Ok(editor) => editor,
        Err(why) => return usage(&format!("no editor can be run: {why}")),
    };
    let site = global.site.clone();
    let preview = match Preview::bind(Options { site, host, port, editor, clock }) {
        Ok(preview) => preview,
        Err(error) => {
            complain(&format!("cannot listen on {}: {error}", SocketAddr::new(host, port)));
            return ExitCode::from(FAILED);
        }
    };
    let address = preview.address();
    if !host.is_loopback() {
        complain_softly("others on the network can read this site with its drafts");
    }
    if address.port() != port && port != 0 {
        complain_softly(&format!("port {port} is taken"));
    }
    let dashboard = format!("http://{}/_preview/", reachable(address));
    say(&format!("Preview on {dashboard} (stop with Ctrl-C)"));
    if open && let Err(error) = open::that_detached(&dashboard) {
        complain_softly(&format!("no browser could be opened: {error}"));
    }
    match preview.run(complain_softly) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(FAILED)
        }
    }
}

/// The editor of whoever names none: `$VISUAL`, `$EDITOR`, else one that most have.
fn named_or_usual(named: Option<String>) -> String {
    let usual = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    let mut known = named.into_iter().chain(usual).filter(|editor| !editor.trim().is_empty());
    known.next().unwrap_or_else(|| "vscode://file{file}:{line}:{column}".to_owned())
}

/// Where this machine finds what listens on an address.
fn reachable(address: SocketAddr) -> SocketAddr {
    let mut reachable = address;
    if address.ip().is_unspecified() {
        reachable.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
    }
    reachable
}
