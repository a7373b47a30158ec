//! What templates ask for by name: calls of functions, found in the text of a template.
//!
//! [`scan`] is the entry; [`uses`] gathers what all templates of a theme ask of messages. Tera's own
//! tree is not open to others, and a few kinds of tokens are enough to find a call.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostics::Location;
use crate::messages::{Call, Uses};
use crate::theme::Theme;

/// A call of a function with named arguments.
#[derive(Debug, PartialEq)]
pub(super) struct FunctionCall<'t> {
    pub(super) function: &'t str,
    pub(super) range: Range<usize>,
    pub(super) arguments: Vec<Given<'t>>,
}

/// One argument of a call.
#[derive(Debug, PartialEq)]
pub(super) struct Given<'t> {
    pub(super) name: &'t str,
    /// The value and its place, where it is a string and nothing else.
    pub(super) literal: Option<(&'t str, Range<usize>)>,
    /// Whether there is a string anywhere in it.
    has_string: bool,
}

impl<'t> FunctionCall<'t> {
    pub(super) fn argument(&self, name: &str) -> Option<&Given<'t>> {
        self.arguments.iter().find(|given| given.name == name)
    }
}

/// What a theme's templates ask of messages.
pub(crate) fn uses(theme: &Theme) -> Uses {
    let mut uses = Uses { theme: theme.name.clone(), ..Uses::default() };
    for (_, file) in theme.below("templates/") {
        // Bytes that are not UTF-8 are reported when the template is compiled.
        let Ok(text) = std::str::from_utf8(&file.bytes) else { continue };
        let (calls, words) = scan(text);
        uses.words.extend(words.into_iter().map(str::to_owned));
        for call in calls.iter().filter(|call| ["t", "words", "markup"].contains(&call.function)) {
            let Some(key) = call.argument("key") else { continue };
            let Some((id, _)) = key.literal else {
                uses.unknown |= !key.has_string;
                continue;
            };
            let names = call.arguments.iter().map(|given| given.name);
            uses.calls.push(Call {
                key: id.to_owned(),
                arguments: names.filter(|name| *name != "key").map(str::to_owned).collect(),
                location: Location::bytes(&file.source, call.range.clone()),
            });
        }
    }
    uses
}

/// Every call in a template, and every string.
pub(super) fn scan(text: &str) -> (Vec<FunctionCall<'_>>, BTreeSet<&str>) {
    let tokens = tokens(text);
    let is_call = |at: &usize| {
        let after_dot = *at > 0 && tokens[at - 1].is(".");
        tokens[*at].kind == Kind::Name
            && !after_dot
            && tokens.get(at + 1).is_some_and(|t| t.is("("))
    };
    let calls = (0..tokens.len()).filter(is_call).map(|at| call(&tokens[at..])).collect();
    let strings = tokens.iter().filter(|token| token.kind == Kind::String);
    (calls, strings.map(|token| token.text).collect())
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Name,
    /// Without its quotation marks.
    String,
    Mark,
}

#[derive(Clone, Copy, Debug)]
struct Token<'t> {
    kind: Kind,
    text: &'t str,
    start: usize,
}

impl Token<'_> {
    fn is(&self, mark: &str) -> bool {
        self.kind == Kind::Mark && self.text == mark
    }

    fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// The call that some tokens start with.
fn call<'t>(tokens: &[Token<'t>]) -> FunctionCall<'t> {
    let mut depth = 0;
    let mut end = 1;
    let mut starts = Vec::new();
    for (at, token) in tokens.iter().enumerate().skip(1).filter(|(_, t)| t.kind == Kind::Mark) {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && [",", "("].contains(&token.text)) {
            starts.push(at + 1);
        }
        end = at;
        if depth == 0 {
            break;
        }
    }
    let arguments = starts.windows(2).map(|pair| &tokens[pair[0]..pair[1] - 1]);
    FunctionCall {
        function: tokens[0].text,
        range: tokens[0].start..tokens[end].range().end,
        arguments: arguments.filter_map(argument).collect(),
    }
}

/// `name = value`
fn argument<'t>(tokens: &[Token<'t>]) -> Option<Given<'t>> {
    let [name, equals, value @ ..] = tokens else { return None };
    if name.kind != Kind::Name || !equals.is("=") {
        return None;
    }
    let literal = match value {
        [only] if only.kind == Kind::String => Some((only.text, only.range())),
        _ => None,
    };
    let has_string = value.iter().any(|token| token.kind == Kind::String);
    Some(Given { name: name.text, literal, has_string })
}

/// The tokens of all expressions and statements; comments and the text between have none.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let close = match text.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => {
                at = text[open..].find("#}").map_or(text.len(), |end| open + end + 2);
                continue;
            }
            _ => {
                at = open + 1;
                continue;
            }
        };
        at = inside(text, open + 2, close, &mut tokens);
    }
    tokens
}

/// The tokens up to a closing mark; gives the place behind it.
fn inside<'t>(text: &'t str, mut at: usize, close: &str, tokens: &mut Vec<Token<'t>>) -> usize {
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if rest.starts_with(close) {
            return at + close.len();
        }
        let named = |c: char| c.is_alphanumeric() || c == '_';
        let (kind, start, length, skip) = match first {
            '"' | '\'' | '`' => {
                let length = rest[1..].find(first).unwrap_or(rest.len() - 1);
                (Kind::String, at + 1, length, length + 2)
            }
            c if named(c) => {
                let length = rest.find(|c| !named(c)).unwrap_or(rest.len());
                (Kind::Name, at, length, length)
            }
            c => (Kind::Mark, at, c.len_utf8(), c.len_utf8()),
        };
        if !first.is_whitespace() {
            tokens.push(Token { kind, text: &text[start..start + length], start });
        }
        at = (at + skip).min(text.len());
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(template: &str, expected: &[&str]) {
        let (calls, _) = scan(template);
        let shown: Vec<String> = calls
            .iter()
            .map(|call| {
                let given = call.arguments.iter().map(|given| match &given.literal {
                    Some((text, range)) => {
                        assert_eq!(&template[range.clone()], *text);
                        format!("{}={text}", given.name)
                    }
                    None => given.name.to_owned(),
                });
                let given: Vec<String> = given.collect();
                format!("{}: {}", &template[call.range.clone()], given.join(" "))
            })
            .collect();
        assert_eq!(shown, expected, "{template}");
    }

    #[test]
    fn calls_are_found_where_templates_have_code() {
        check("t(key=\"a\") {# {{ t(key=\"b\") }} #}", &[]);
        check("{{ t(key=\"a\") }}", &["t(key=\"a\"): key=a"]);
        check(
            "{% if x %}{{t( key = 'a' , n = x | f(y=1) )}}",
            &["t( key = 'a' , n = x | f(y=1) ): key=a n", "f(y=1): y"],
        );
        check("{{ t(key=\"a-\" ~ b, c=[1, 2]) }}", &["t(key=\"a-\" ~ b, c=[1, 2]): key c"]);
        check("{{ a.t(key=\"a\") }} {{ t(key=\")}}\") }}", &["t(key=\")}}\"): key=)}}"]);
        check(
            "{{ t(key=\"a\", l=t(key=\"è\")) }}",
            &["t(key=\"a\", l=t(key=\"è\")): key=a l", "t(key=\"è\"): key=è"],
        );
        check("{{ t() }} {{ t(", &["t(): ", "t(: "]);
        check("{{ t(key=\"open", &["t(key=: "]);
    }
}
