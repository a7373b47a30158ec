//! What a message is made of, whatever its words: variables, references, tags, choices.
//!
//! [`parts`] is the entry. It walks the syntax trees of one entry in the order of the text, which
//! is how a variant finds its place there: Fluent's trees have none.

use std::collections::BTreeSet;
use std::ops::Range;

use fluent_syntax::ast::{
    CallArguments, Expression, InlineExpression, Pattern, PatternElement, Variant,
};
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::messages::catalogue::Entry;

/// What one pattern is made of.
#[derive(Debug, Default)]
pub(super) struct Parts<'t> {
    /// The attribute that the pattern is; `None` for the message's value.
    pub(super) attribute: Option<&'t str>,
    /// The variables of all variants, without `$`.
    pub(super) variables: BTreeSet<&'t str>,
    /// The messages and terms that it refers to.
    pub(super) references: Vec<Reference<'t>>,
    /// The functions that it calls.
    pub(super) functions: Vec<&'t str>,
    /// The names of the HTML elements that it opens.
    pub(super) tags: BTreeSet<String>,
    /// Its select expressions.
    pub(super) choices: Vec<Choice<'t>>,
}

/// A message or term that another one shows.
#[derive(Debug)]
pub(super) struct Reference<'t> {
    /// With a hyphen before the id of a term.
    pub(super) id: String,
    pub(super) attribute: Option<&'t str>,
}

/// A select expression.
#[derive(Debug)]
pub(super) struct Choice<'t> {
    pub(super) selector: &'t InlineExpression<String>,
    pub(super) variants: &'t [Variant<String>],
    /// The place of each variant's key in the text of the entry.
    pub(super) keys: Vec<Range<usize>>,
}

/// The parts of an entry's value and of each attribute.
pub(super) fn parts(entry: &Entry) -> Vec<Parts<'_>> {
    let mut keys = keys(&entry.text).into_iter();
    let walked = entry.patterns().map(|(attribute, pattern)| {
        let mut walk = Walk { parts: Parts { attribute, ..Parts::default() }, keys: &mut keys };
        walk.pattern(pattern);
        walk.parts
    });
    walked.collect()
}

/// Where the keys of variants stand in an entry, in order: they alone start a line with a bracket.
fn keys(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start();
        let key = inner.strip_prefix('*').unwrap_or(inner);
        if let Some(length) = key.starts_with('[').then(|| key.find(']')).flatten() {
            let start = line_start + line.len() - key.len();
            found.push(start..start + length + 1);
        }
        line_start += line.len();
    }
    found
}

struct Walk<'t, 'k> {
    parts: Parts<'t>,
    keys: &'k mut std::vec::IntoIter<Range<usize>>,
}

impl<'t> Walk<'t, '_> {
    fn pattern(&mut self, pattern: &'t Pattern<String>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.tags(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &'t Expression<String>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                let at = self.parts.choices.len();
                self.parts.choices.push(Choice { selector, variants, keys: Vec::new() });
                for variant in variants {
                    let key = self.keys.next();
                    self.parts.choices[at].keys.extend(key);
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &'t InlineExpression<String>) {
        match inline {
            InlineExpression::StringLiteral { value } => {
                self.tags(&unescape_unicode_to_string(value));
            }
            InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => {
                self.parts.variables.insert(&id.name);
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.parts.functions.push(&id.name);
                self.arguments(arguments);
            }
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|a| a.name.as_str());
                self.parts.references.push(Reference { id: id.name.clone(), attribute });
            }
            InlineExpression::TermReference { id, attribute, arguments } => {
                let attribute = attribute.as_ref().map(|a| a.name.as_str());
                self.parts.references.push(Reference { id: format!("-{}", id.name), attribute });
                arguments.iter().for_each(|arguments| self.arguments(arguments));
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    fn arguments(&mut self, arguments: &'t CallArguments<String>) {
        arguments.positional.iter().for_each(|argument| self.inline(argument));
    }

    fn tags(&mut self, text: &str) {
        for after in text.split('<').skip(1) {
            let name = after.split(|c: char| !c.is_ascii_alphanumeric()).next();
            if let Some(name) = name.filter(|n| n.starts_with(|c: char| c.is_ascii_alphabetic())) {
                self.parts.tags.insert(name.to_ascii_lowercase());
            }
        }
    }
}
