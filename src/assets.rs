//! The theme's assets under names that hold a hash of their content, so that browsers may keep
//! them for ever. Stylesheets are minified by a library.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};
use sha2::{Digest, Sha256, Sha384};

use crate::diagnostics::{Diagnostics, Location, NOT_UTF8, STYLESHEET_ERROR};
use crate::identity::{Address, SourceId};
use crate::sources::hex;
use crate::theme::Theme;

/// One asset, ready to be served.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Where it is served: `/assets/css/main.3f2a9c01.css`.
    pub address: Address,
    /// Its digest as browsers check it before they use it (W3C Subresource Integrity):
    /// `sha384-…`.
    pub integrity: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The assets of a theme by their path in it: `css/main.css`.
#[derive(Debug, Default)]
pub struct Assets {
    by_path: BTreeMap<String, Asset>,
}

impl Assets {
    /// Prepares every asset of the theme.
    pub fn prepare(theme: &Theme, out: &mut Diagnostics) -> Assets {
        let mut by_path = BTreeMap::new();
        for (path, file) in theme.below("assets/") {
            let bytes = if path.ends_with(".css") {
                match minified(&file.source, &file.bytes) {
                    Ok(css) => css.into_bytes(),
                    Err(fault) => {
                        out.push(fault);
                        continue;
                    }
                }
            } else {
                file.bytes.clone()
            };
            let address = Address::new(hashed(path, &bytes));
            let integrity = integrity(&bytes);
            by_path.insert(path.to_owned(), Asset { address, integrity, bytes });
        }
        Assets { by_path }
    }

    /// The asset at a path of the theme.
    pub fn get(&self, path: &str) -> Option<&Asset> {
        self.by_path.get(path)
    }

    /// Every asset, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Asset)> {
        self.by_path.iter().map(|(path, asset)| (path.as_str(), asset))
    }
}

/// The digest of some bytes as an `integrity` attribute has it.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// `css/main.css` becomes `/assets/css/main.3f2a9c01.css`.
fn hashed(path: &str, bytes: &[u8]) -> String {
    let digest = hex(&Sha256::digest(bytes));
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    let dot = if ending.is_empty() { "" } else { "." };
    format!("/assets/{stem}.{}{dot}{ending}", &digest[..8])
}

fn minified(source: &SourceId, bytes: &[u8]) -> Result<String, crate::diagnostics::Diagnostic> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        NOT_UTF8.at(Location::bytes(source, at..at + 1), format!("byte {at} is not UTF-8"))
    })?;
    let mut sheet = StyleSheet::parse(text, ParserOptions::default()).map_err(|error| {
        let line = error.loc.as_ref().map_or(0, |loc| loc.line as usize);
        let column = error.loc.as_ref().map_or(0, |loc| loc.column.saturating_sub(1) as usize);
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let at = (start + column).min(text.len());
        STYLESHEET_ERROR.at(Location::bytes(source, at..at + 1), error.kind.to_string())
    })?;
    let whole = |message: String| STYLESHEET_ERROR.at(Location::whole(source), message);
    sheet.minify(MinifyOptions::default()).map_err(|error| whole(error.kind.to_string()))?;
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    let css = sheet.to_css(options).map_err(|error| whole(error.kind.to_string()))?;
    Ok(css.code)
}
