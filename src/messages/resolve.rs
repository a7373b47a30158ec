//! From a message's syntax tree to its text.
//!
//! [`Resolver::write`] is the entry. Its rules are Fluent's, but nothing fails silently: a missing
//! variable, an unknown message, term, attribute or function, a value of the wrong type all end the
//! resolution with a reason. Only a term's own selector may lack its variable, which Fluent means
//! as optional. Every step is counted, so a message that refers to itself ends.

use std::borrow::Cow;

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::catalogue::Catalogue;
use super::choice::{choose, literal};
use super::functions;
use super::translator::Translator;
use super::value::{Argument, DateLength, Number, Value};
use crate::html::escape_into;

/// How many placeables one message may expand to, counting those of the messages it refers to.
const MOST_STEPS: u16 = 400;
/// How deep placeables may be nested, across the messages referred to; more than one entry can hold.
const MOST_DEPTH: u16 = 110;
/// How long a message may grow, in bytes.
const MOST_BYTES: usize = 1 << 20;
/// How many fraction digits a number is shown with unless the message says otherwise.
const DEFAULT_DIGITS: u8 = 3;

type Named<'t> = Vec<(&'t str, Value<'t>)>;
type Text = Pattern<String>;
type Inline = InlineExpression<String>;

/// Resolves one message of one language with the arguments of one request.
pub(super) struct Resolver<'t> {
    translator: &'t Translator,
    arguments: &'t [(&'t str, Argument<'t>)],
    markup: bool,
    steps: u16,
}

/// Where a pattern stands: whose formats it uses, and, in a term, the values passed to that.
#[derive(Clone, Copy)]
struct Place<'t, 'l> {
    catalogue: &'t Catalogue,
    locals: Option<&'l Named<'t>>,
    depth: u16,
}

impl<'t> Resolver<'t> {
    /// A resolver for one request; `markup` tells whether texts handed in are to be escaped.
    pub(super) fn new(
        translator: &'t Translator,
        arguments: &'t [(&'t str, Argument<'t>)],
        markup: bool,
    ) -> Self {
        Self { translator, arguments, markup, steps: 0 }
    }

    /// The text of a pattern of a catalogue.
    pub(super) fn write(
        mut self,
        catalogue: &'t Catalogue,
        pattern: &'t Text,
    ) -> Result<String, String> {
        let mut out = String::new();
        self.pattern(Place { catalogue, locals: None, depth: 0 }, pattern, &mut out)?;
        Ok(out)
    }

    fn pattern(
        &mut self,
        place: Place<'t, '_>,
        pattern: &'t Text,
        out: &mut String,
    ) -> Result<(), String> {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => out.push_str(value),
                PatternElement::Placeable { expression } => {
                    self.expression(place, expression, out)?;
                }
            }
            if out.len() > MOST_BYTES {
                return Err("it becomes longer than 1 MiB".to_owned());
            }
        }
        Ok(())
    }

    fn expression(
        &mut self,
        place: Place<'t, '_>,
        expression: &'t Expression<String>,
        out: &mut String,
    ) -> Result<(), String> {
        let place = self.step(place)?;
        match expression {
            Expression::Select { selector, variants } => {
                let selector = self.selector(place, selector)?;
                let chosen = choose(&place.catalogue.formats, selector.as_ref(), variants)?;
                self.pattern(place, chosen, out)
            }
            Expression::Inline(InlineExpression::Placeable { expression }) => {
                self.expression(place, expression, out)
            }
            Expression::Inline(
                inline @ (InlineExpression::MessageReference { .. }
                | InlineExpression::TermReference { .. }),
            ) => self.reference(place, inline, out),
            Expression::Inline(inline) => {
                let value = self.value(place, inline)?;
                self.push(place, &value, out);
                Ok(())
            }
        }
    }

    /// Writes the message or term that is referred to, in its own language's formats.
    fn reference(
        &mut self,
        place: Place<'t, '_>,
        inline: &'t Inline,
        out: &mut String,
    ) -> Result<(), String> {
        match inline {
            InlineExpression::TermReference { id, attribute, arguments } => {
                let locals = match arguments {
                    Some(arguments) if !arguments.positional.is_empty() => {
                        return Err(format!("the term `-{}` takes only named values", id.name));
                    }
                    Some(arguments) => self.named(place, arguments)?,
                    None => Named::new(),
                };
                let (catalogue, pattern) = self
                    .translator
                    .pattern(&format!("-{}", id.name), attribute.as_ref().map(|a| &*a.name))?;
                self.pattern(Place { catalogue, locals: Some(&locals), ..place }, pattern, out)
            }
            InlineExpression::MessageReference { id, attribute } => {
                let (catalogue, pattern) =
                    self.translator.pattern(&id.name, attribute.as_ref().map(|a| &*a.name))?;
                self.pattern(Place { catalogue, ..place }, pattern, out)
            }
            _ => Err("it refers to something that is neither a message nor a term".to_owned()),
        }
    }

    /// The value of an expression, not yet written.
    fn value(&mut self, place: Place<'t, '_>, inline: &'t Inline) -> Result<Value<'t>, String> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                Ok(Value::Own(unescape_unicode_to_string(value)))
            }
            InlineExpression::NumberLiteral { value } => literal(value).map(Value::Number),
            InlineExpression::VariableReference { id } => {
                self.variable(place, &id.name)?.ok_or_else(|| self.not_given(place, &id.name))
            }
            InlineExpression::FunctionReference { id, arguments } => {
                let place = self.step(place)?;
                let mut positional = Vec::with_capacity(arguments.positional.len());
                for argument in &arguments.positional {
                    positional.push(self.value(place, argument)?);
                }
                let named = self.named(place, arguments)?;
                functions::call(&id.name, positional, &named)
            }
            InlineExpression::Placeable { expression } => {
                let place = self.step(place)?;
                match &**expression {
                    Expression::Inline(inner) => self.value(place, inner),
                    select @ Expression::Select { .. } => {
                        let mut text = String::new();
                        self.expression(place, select, &mut text)?;
                        Ok(Value::Own(Cow::Owned(text)))
                    }
                }
            }
            InlineExpression::MessageReference { .. } | InlineExpression::TermReference { .. } => {
                let place = self.step(place)?;
                let mut text = String::new();
                self.reference(place, inline, &mut text)?;
                Ok(Value::Own(Cow::Owned(text)))
            }
        }
    }

    /// The value to select on; `None` where a term was not passed its optional variable.
    fn selector(
        &mut self,
        place: Place<'t, '_>,
        selector: &'t Inline,
    ) -> Result<Option<Value<'t>>, String> {
        if let (InlineExpression::VariableReference { id }, Some(_)) = (selector, place.locals) {
            return self.variable(place, &id.name);
        }
        self.value(place, selector).map(Some)
    }

    fn variable(&self, place: Place<'t, '_>, name: &str) -> Result<Option<Value<'t>>, String> {
        if let Some(locals) = place.locals {
            return Ok(locals.iter().find(|(n, _)| *n == name).map(|(_, value)| value.clone()));
        }
        let Some((_, argument)) = self.arguments.iter().find(|(n, _)| *n == name) else {
            return Ok(None);
        };
        let value = match *argument {
            Argument::Text(text) => Value::Given(text),
            Argument::Integer(number) => Value::Number(Number::integer(number)),
            Argument::Year(year) => {
                Value::Number(Number { grouped: false, ..Number::integer(year.into()) })
            }
            Argument::Decimal(number) => Value::Number(
                Number::float(number, DEFAULT_DIGITS)
                    .ok_or_else(|| format!("`${name}` is not a finite number"))?,
            ),
            Argument::Date(date) => Value::Date(date, DateLength::Long),
        };
        Ok(Some(value))
    }

    fn not_given(&self, place: Place<'t, '_>, name: &str) -> String {
        if place.locals.is_some() {
            return format!("a term is not passed its variable `${name}`");
        }
        not_given(name, self.arguments.iter().map(|(name, _)| *name))
    }

    /// The named arguments of a call, which are literals by Fluent's grammar.
    fn named(
        &mut self,
        place: Place<'t, '_>,
        arguments: &'t CallArguments<String>,
    ) -> Result<Named<'t>, String> {
        let mut named = Vec::with_capacity(arguments.named.len());
        for argument in &arguments.named {
            named.push((argument.name.name.as_str(), self.value(place, &argument.value)?));
        }
        Ok(named)
    }

    fn push(&self, place: Place<'t, '_>, value: &Value<'_>, out: &mut String) {
        match value {
            Value::Given(text) if self.markup => escape_into(text, out),
            Value::Given(text) => out.push_str(text),
            Value::Own(text) => out.push_str(text),
            Value::Number(number) => out.push_str(&place.catalogue.formats.written(number)),
            Value::Date(date, length) => {
                out.push_str(&place.catalogue.formats.date(*date, *length));
            }
        }
    }

    /// Counts a placeable; gives the place of what is inside it.
    fn step<'l>(&mut self, place: Place<'t, 'l>) -> Result<Place<'t, 'l>, String> {
        self.steps += 1;
        if self.steps > MOST_STEPS || place.depth >= MOST_DEPTH {
            return Err("it expands without end; does it refer to itself?".to_owned());
        }
        Ok(Place { depth: place.depth + 1, ..place })
    }
}

/// That a message uses a variable that its caller does not give.
pub(super) fn not_given<'n>(name: &str, given: impl Iterator<Item = &'n str>) -> String {
    let given: Vec<String> = given.map(|name| format!("`${name}`")).collect();
    let given = if given.is_empty() { "none".to_owned() } else { given.join(", ") };
    format!("the variable `${name}` is not given; given here: {given}")
}
