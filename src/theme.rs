//! The files of a theme, by layers: the program's own theme, the theme that it extends, and the
//! site's files of the same name laid over them one by one.
//!
//! So a site changes a single template by putting a single file into `themes/<name>/templates/`.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::diagnostics::{Diagnostics, Location, THEME_MISSING, did_you_mean};
use crate::identity::SourceId;
use crate::sources::Sources;
use crate::yaml::{self, Text};

/// The themes that are part of the program.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// How many themes may extend one another.
const MAX_CHAIN: usize = 5;

/// One file of a theme.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    /// Where it comes from: a file of the site, or one of the program.
    pub source: SourceId,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A theme with everything that it inherits.
#[derive(Debug)]
pub struct Theme {
    /// Its name.
    pub name: String,
    files: BTreeMap<String, ThemeFile>,
}

impl Theme {
    /// Gathers the files of a theme; `None` when there is no theme of this name.
    pub fn read(sources: &Sources, name: &str, out: &mut Diagnostics) -> Option<Theme> {
        let mut layers = Vec::new();
        let mut next = Some(name.to_owned());
        while let Some(current) = next {
            let Some(files) = layer(sources, &current, out) else {
                out.push(missing(sources, &current, layers.is_empty()));
                return None;
            };
            next = extends(&files, out).filter(|_| layers.len() < MAX_CHAIN);
            layers.push(files);
        }
        let mut files = BTreeMap::new();
        for layer in layers.into_iter().rev() {
            files.extend(layer);
        }
        Some(Theme { name: name.to_owned(), files })
    }

    /// Whether it has a file.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The files below one of the theme's folders (`templates/`), by path below it.
    pub fn below<'t>(&'t self, folder: &'t str) -> impl Iterator<Item = (&'t str, &'t ThemeFile)> {
        self.files
            .range(folder.to_owned()..)
            .map_while(move |(path, file)| Some((path.strip_prefix(folder)?, file)))
    }
}

/// The text of a file of the program's own themes, to show a line of it.
pub(crate) fn show(id: &SourceId) -> Option<String> {
    let path = id.as_str().strip_prefix("bollettino:themes/")?;
    BUILT_IN.get_file(path)?.contents_utf8().map(str::to_owned)
}

/// The files of one theme without what it extends.
fn layer(
    sources: &Sources,
    name: &str,
    out: &mut Diagnostics,
) -> Option<BTreeMap<String, ThemeFile>> {
    let mut files = BTreeMap::new();
    if let Some(folder) = BUILT_IN.get_dir(name) {
        built_in(folder, name, &mut files);
    }
    let prefix = format!("themes/{name}/");
    for id in sources.below(&prefix) {
        match sources.read(id) {
            Ok(bytes) => {
                let path = id.as_str()[prefix.len()..].to_owned();
                files.insert(path, ThemeFile { source: id.clone(), bytes });
            }
            Err(fault) => out.push(fault),
        }
    }
    (!files.is_empty()).then_some(files)
}

fn built_in(folder: &Dir<'_>, name: &str, files: &mut BTreeMap<String, ThemeFile>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let Some(inside) = path.strip_prefix(name).and_then(|rest| rest.strip_prefix('/')) else {
            continue;
        };
        let source = SourceId::new(format!("bollettino:themes/{path}"));
        files.insert(inside.to_owned(), ThemeFile { source, bytes: file.contents().to_vec() });
    }
    for inner in folder.dirs() {
        built_in(inner, name, files);
    }
}

/// The theme that `theme.yaml` names under `extends`.
fn extends(files: &BTreeMap<String, ThemeFile>, out: &mut Diagnostics) -> Option<String> {
    let file = files.get("theme.yaml")?;
    let yaml = String::from_utf8_lossy(&file.bytes);
    let text = Text { source: &file.source, yaml: &yaml, offset: 0 };
    yaml::read(text, out, |fields| {
        for key in ["name", "description", "licence"] {
            fields.text(key);
        }
        fields.text("extends")
    })?
}

fn missing(sources: &Sources, name: &str, named_by_site: bool) -> crate::diagnostics::Diagnostic {
    let own = sources.below("themes/").iter().filter_map(|id| id.as_str().split('/').nth(1));
    let program = BUILT_IN.dirs().filter_map(|dir| dir.path().to_str());
    let known: std::collections::BTreeSet<&str> = own.chain(program).collect();
    let listed: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let message = format!("there is no theme `{name}`");
    let fault = if named_by_site {
        THEME_MISSING.at(Location::field(&SourceId::new("site.yaml"), "theme"), message)
    } else {
        THEME_MISSING.nowhere(message)
    };
    fault.help(format!("known: {}", listed.join(", "))).maybe_help(did_you_mean(name, known))
}
