//! The theme's templates, compiled once, and the functions they may call, bound to each language.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::Fault;
use super::calls::scan;
use crate::assets::Assets;
use crate::config::Config;
use crate::diagnostics::{
    ALL, ASSET_MISSING, Code, Diagnostic, Diagnostics, Location, NOT_UTF8, TEMPLATE_ERROR,
};
use crate::html::escape;
use crate::identity::{Lang, SourceId};
use crate::messages::{Argument, MessageError, Messages};
use crate::plan::Plan;
use crate::theme::{Theme, ThemeFile};

/// The templates in every language.
pub struct Templates {
    by_lang: BTreeMap<Lang, Tera>,
    files: BTreeMap<String, Template>,
}

/// The text of one template.
struct Template {
    source: SourceId,
    text: String,
}

impl Templates {
    /// Compiles the theme's templates and looks for assets that they lack.
    pub fn compile(
        theme: &Theme,
        config: &Config,
        messages: &Arc<Messages>,
        assets: &Arc<Assets>,
        plan: &Plan,
        out: &mut Diagnostics,
    ) -> Option<Templates> {
        let files = texts(theme, out);
        for template in files.values() {
            lint(template, assets, out);
        }
        let mut bare = Tera::default();
        declare_functions(&mut bare);
        let raw = files.iter().map(|(name, template)| (name.as_str(), template.text.as_str()));
        if let Err(error) = bare.add_raw_templates(raw) {
            out.push(diagnostic(&error, &files));
            return None;
        }
        let mut by_lang = BTreeMap::new();
        for lang in &plan.languages {
            let mut tera = bare.clone();
            bind_functions(&mut tera, lang, messages, assets, &config.base_path);
            by_lang.insert(lang.clone(), tera);
        }
        Some(Templates { by_lang, files })
    }

    /// Renders a template in a language.
    pub(crate) fn render(
        &self,
        name: &str,
        context: &Context,
        lang: &Lang,
    ) -> Result<String, Fault> {
        self.tera(lang)?.render(name, context).map_err(|e| diagnostic(&e, &self.files).into())
    }

    /// Renders a component of the theme; `body` is HTML.
    pub(crate) fn component(
        &self,
        name: &str,
        arguments: &Context,
        body: Option<&str>,
        lang: &Lang,
    ) -> Result<String, Fault> {
        self.tera(lang)?
            .render_component(name, arguments, body, true)
            .map_err(|e| diagnostic(&e, &self.files).into())
    }

    /// Where the first template stands that holds some HTML as it came out.
    pub(crate) fn holding(&self, html: &str) -> Option<Location> {
        self.files.values().find_map(|template| {
            let at = template.text.find(html)?;
            Some(Location::bytes(&template.source, at..at + html.len()))
        })
    }

    fn tera(&self, lang: &Lang) -> Result<&Tera, Fault> {
        self.by_lang.get(lang).ok_or_else(|| {
            TEMPLATE_ERROR.nowhere(format!("there are no templates in `{lang}`")).into()
        })
    }
}

/// The theme's templates by name.
fn texts(theme: &Theme, out: &mut Diagnostics) -> BTreeMap<String, Template> {
    let mut files = BTreeMap::new();
    for (name, ThemeFile { source, bytes }) in theme.below("templates/") {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let template = Template { source: source.clone(), text: text.to_owned() };
                files.insert(name.to_owned(), template);
            }
            Err(error) => {
                let at = error.valid_up_to();
                let at = Location::bytes(source, at..at + 1);
                out.push(NOT_UTF8.at(at, "the template is not UTF-8"));
            }
        }
    }
    files
}

/// Tera wants to know the functions when it compiles; what they do is bound to each language.
fn declare_functions(tera: &mut Tera) {
    for name in ["t", "words", "markup", "asset", "integrity", "number", "date"] {
        tera.register_function(name, |_: Kwargs, _: &State<'_>| -> TeraResult<Value> {
            Err(tera::Error::message("this function needs a language"))
        });
    }
}

fn bind_functions(
    tera: &mut Tera,
    lang: &Lang,
    messages: &Arc<Messages>,
    assets: &Arc<Assets>,
    base_path: &str,
) {
    let (words, language) = (Arc::clone(messages), lang.clone());
    tera.register_function("t", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let words = words.translator(&language);
        Ok(Value::from(with_arguments(&kwargs, |key, args| words.text(key, args))?))
    });
    let (words, language) = (Arc::clone(messages), lang.clone());
    tera.register_function("words", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let words = words.translator(&language);
        let text = with_arguments(&kwargs, |key, args| words.text(key, args))?;
        match words.borrowed_from(kwargs.must_get("key")?) {
            Some(lang) => Ok(foreign(lang, &escape(&text))),
            None => Ok(Value::from(text)),
        }
    });
    let (words, language) = (Arc::clone(messages), lang.clone());
    tera.register_function("markup", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let words = words.translator(&language);
        let html = with_arguments(&kwargs, |key, args| words.markup(key, args))?;
        match words.borrowed_from(kwargs.must_get("key")?) {
            Some(lang) => Ok(foreign(lang, &html)),
            None => Ok(Value::safe_string(&html)),
        }
    });
    let (words, language) = (Arc::clone(messages), lang.clone());
    tera.register_function("number", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let value = kwargs.must_get::<i64>("value")?;
        Ok(Value::from(words.translator(&language).number(value)))
    });
    let (words, language) = (Arc::clone(messages), lang.clone());
    tera.register_function("date", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let text = kwargs.must_get::<&str>("value")?;
        let date = text.get(..10).unwrap_or(text).parse::<jiff::civil::Date>();
        let date = date.map_err(|error| tera::Error::message(format!("`{text}`: {error}")))?;
        Ok(Value::from(words.translator(&language).date(date)))
    });
    let theirs = Arc::clone(assets);
    tera.register_function(
        "integrity",
        move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
            let path = kwargs.must_get::<&str>("path")?;
            match theirs.get(path) {
                Some(asset) => Ok(Value::from(asset.integrity.as_str())),
                None => Err(coded(&ASSET_MISSING, &format!("the theme has no asset `{path}`"))),
            }
        },
    );
    let (assets, base_path) = (Arc::clone(assets), base_path.to_owned());
    tera.register_function("asset", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let path = kwargs.must_get::<&str>("path")?;
        match assets.get(path) {
            Some(asset) => Ok(Value::from(format!("{base_path}{}", asset.address))),
            None => Err(coded(&ASSET_MISSING, &format!("the theme has no asset `{path}`"))),
        }
    });
}

/// HTML in another language than the page's, which may be written in the other direction.
fn foreign(lang: &Lang, html: &str) -> Value {
    Value::safe_string(&format!("<bdi lang=\"{lang}\">{html}</bdi>"))
}

/// Calls a translator with a template function's arguments.
fn with_arguments(
    kwargs: &Kwargs,
    call: impl FnOnce(&str, &[(&str, Argument<'_>)]) -> Result<String, MessageError>,
) -> TeraResult<String> {
    let key = kwargs.must_get::<&str>("key")?;
    let mut arguments = Vec::new();
    for (name, value) in kwargs.iter() {
        let Some(name) = name.as_str().filter(|name| *name != "key") else { continue };
        let argument = if let Some(text) = value.as_str() {
            Argument::Text(text)
        } else if let Some(number) = value.as_i64() {
            Argument::Integer(number)
        } else if let Some(number) = value.as_f64() {
            Argument::Decimal(number)
        } else {
            let message =
                format!("the argument `{name}` of the message `{key}` is no text or number");
            return Err(tera::Error::message(message));
        };
        arguments.push((name, argument));
    }
    call(key, &arguments).map_err(|error| {
        let fault = error.diagnostic();
        coded(fault.code, &fault.message)
    })
}

/// Parts the code from the message of a function's error.
const CODE_END: char = '\u{1f}';

/// Tera keeps nothing of a function's error but its text, so the code rides in front of it.
fn coded(code: &Code, message: &str) -> tera::Error {
    tera::Error::message(format!("{}{CODE_END}{message}", code.name))
}

/// The code and the message of an error that may come from one of our functions.
fn decoded(text: &str) -> (&'static Code, String) {
    let code = |name| ALL.iter().find(|code| name == code.name).copied();
    let ours = text.split_once(CODE_END).and_then(|(front, message)| {
        let name = front.rsplit([' ', '`', '\'']).next()?;
        Some((code(name)?, message.to_owned()))
    });
    ours.unwrap_or_else(|| (&TEMPLATE_ERROR, text.to_owned()))
}

/// Holds every literal path of an asset against what there is, also on pages that no run renders.
fn lint(Template { source, text }: &Template, assets: &Assets, out: &mut Diagnostics) {
    let (calls, _) = scan(text);
    for call in calls.iter().filter(|call| call.function == "asset") {
        let path = call.argument("path").and_then(|given| given.literal.clone());
        let Some((path, _)) = path.filter(|(path, _)| assets.get(path).is_none()) else { continue };
        // The place that Tera gives too, so that it is said once.
        let at = Location::bytes(source, call.range.clone());
        out.push(ASSET_MISSING.at(at, format!("the theme has no asset `{path}`")));
    }
}

/// A Tera error at its place in the template.
fn diagnostic(error: &tera::Error, files: &BTreeMap<String, Template>) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (code, message) = decoded(report.message());
            match files.get(report.filename()) {
                Some(template) => {
                    let range = report.span().range.clone();
                    code.at(Location::bytes(&template.source, range), message)
                }
                None => code.nowhere(message),
            }
        }
        other => TEMPLATE_ERROR.nowhere(other.to_string()),
    }
}
