//! `languages add`: a language in preparation, with every message waiting to be translated.

use std::path::PathBuf;

use super::{AuthorError, write_atomically, write_new};
use crate::identity::{Lang, SourceId};
use crate::messages::{Layer, Resource};
use crate::sources::Sources;

/// Writes the new language's Fluent files, every message commented out in the default language,
/// and lists the language in `site.yaml`.
pub fn add_language<'r>(
    sources: &Sources,
    lang: &Lang,
    originals: impl Iterator<Item = &'r Resource>,
) -> Result<Vec<PathBuf>, AuthorError> {
    let source = SourceId::new("site.yaml");
    let config_path = sources.path(&source);
    let config = sources
        .read_text(&source)
        .map_err(|fault| AuthorError::new(&config_path, fault.message))?;
    let Some(changed) = with_language(&config, lang) else {
        let line = format!("- {{tag: {lang}, stage: preparing}}");
        let problem = format!("cannot find where to list the language; add `{line}` yourself");
        return Err(AuthorError::new(&config_path, problem));
    };
    let files: Vec<(PathBuf, Vec<u8>)> = originals
        .map(|resource| {
            let layer = match resource.layer {
                Layer::Program => "program-",
                Layer::Theme => "theme-",
                Layer::Site => "",
            };
            let name = resource.source.file_name();
            let path = sources.root().join(format!("i18n/{lang}/{layer}{name}"));
            (path, waiting(&resource.text).into_bytes())
        })
        .collect();
    let mut written = write_new(&files)?;
    write_atomically(&config_path, changed.as_bytes())
        .map_err(|error| AuthorError::new(&config_path, error))?;
    written.push(config_path);
    Ok(written)
}

/// A Fluent text whose messages are comments: nothing passes for translated that is not.
fn waiting(text: &str) -> String {
    let mut waiting =
        String::from("# Translate each message and take the `# ` before its lines away.\n\n");
    for line in text.lines() {
        if !line.is_empty() && !line.starts_with('#') {
            waiting.push_str("# ");
        }
        waiting.push_str(line);
        waiting.push('\n');
    }
    waiting
}

/// `site.yaml` with one more language, everything else as its author wrote it.
fn with_language(config: &str, lang: &Lang) -> Option<String> {
    let entry = format!("{{tag: {lang}, stage: preparing}}");
    let mut lines: Vec<String> = config.lines().map(str::to_owned).collect();
    let at = lines.iter().position(|line| line.starts_with("languages:"))?;
    let value = lines[at]["languages:".len()..].to_owned();
    if value.trim_start().starts_with('[') {
        let close = lines[at].rfind(']')?;
        lines[at].insert_str(close, &format!(", {entry}"));
    } else {
        let is_item = |line: &&String| line.trim_start().starts_with("- ");
        let count = lines[at + 1..].iter().take_while(is_item).count();
        let last = lines.get(at + count).filter(|_| count > 0)?;
        let indent = last.len() - last.trim_start().len();
        lines.insert(at + count + 1, format!("{}- {entry}", " ".repeat(indent)));
    }
    Some(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(config: &str, expected: Option<&str>) {
        assert_eq!(with_language(config, &Lang::new("de")).as_deref(), expected);
    }

    #[test]
    fn a_language_is_listed() {
        check(
            "base_url: x\nlanguages: [it, en] # first = default\n",
            Some(
                "base_url: x\nlanguages: [it, en, {tag: de, stage: preparing}] # first = default\n",
            ),
        );
        check(
            "languages:\n  - it\n  - en\ntheme: x\n",
            Some("languages:\n  - it\n  - en\n  - {tag: de, stage: preparing}\ntheme: x\n"),
        );
        check("theme: x\n", None);
    }
}
