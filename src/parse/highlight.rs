//! Code to HTML with a class for each token; the theme's stylesheet gives the colours.

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

/// The HTML of some code in the language that its info string names.
pub(super) fn html(language: &str, code: &str) -> String {
    if language.is_empty() || code.len() > MAX_BYTES {
        return escape(code);
    }
    highlighted(language, code).unwrap_or_else(|| escape(code))
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
