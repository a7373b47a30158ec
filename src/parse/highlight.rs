//! Code to HTML with a class for each token; the theme's stylesheet gives the colours.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use crate::html::escape;

/// Longer code is shown without classes: patterns may take long on generated files.
const MAX_BYTES: usize = 64 * 1024;

/// The grammars that come with syntect. Loaded once, when the first code is met.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Whether there is a grammar for a language.
pub(super) fn knows(language: &str) -> bool {
    SYNTAXES.find_syntax_by_token(language).is_some()
}

/// Highlights the code of one publication: its editions quote mostly the same.
#[derive(Debug, Default)]
pub(super) struct Highlighter {
    /// What was highlighted so far, by its language and the code itself.
    done: HashMap<String, String>,
}

impl Highlighter {
    /// The HTML of some code in the language that its info string names.
    pub(super) fn html(&mut self, language: &str, code: &str) -> Cow<'_, str> {
        if language.is_empty() || code.len() > MAX_BYTES {
            return Cow::Owned(escape(code));
        }
        let html = || highlighted(language, code).unwrap_or_else(|| escape(code));
        Cow::Borrowed(self.done.entry(format!("{language}\n{code}")).or_insert_with(html))
    }
}

fn highlighted(language: &str, code: &str) -> Option<String> {
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "s-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}
