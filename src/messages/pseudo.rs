//! A language in disguise: every text accented, a third longer and in brackets.
//!
//! [`disguise`] is the entry. It changes syntax trees and never what came of them: variables,
//! functions, HTML and addresses stay as they are. On a page, what has no brackets is not
//! translated, and what is cut or overflows will be so in German.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::catalogue::{Catalogue, Entry};
use super::formats::Formats;
use super::translator::Translator;
use crate::identity::Lang;

/// The tag of the disguised language: English of nowhere, by the convention of CLDR.
pub const PSEUDO: &str = "en-XA";

/// Each letter of the alphabet in disguise.
const SMALL: &str = "áƀçðéƒĝĥíĵķļɱñóþǫŕšţúṽŵẋýž";
const LARGE: &str = "ÁƁÇÐÉƑĜĤÍĴĶĻṀÑÓÞǪŔŠŢÚṼŴẊÝŽ";

/// The entries of a language, and of its fallback where it has none, in disguise.
pub(super) fn disguise(words: &Translator) -> Catalogue {
    Catalogue::made_from(
        words.catalogues(),
        Lang::new(PSEUDO),
        Formats::new(words.lang()),
        |id, entry| {
            let is_term = id.starts_with('-');
            let value = entry.value.as_ref().map(|value| text(value, !is_term));
            let attributes = entry.attributes.iter().map(|(name, pattern)| {
                // A term's attributes are codes to select by, and a slug is an address.
                let kept = is_term || name == "slug";
                (name.clone(), if kept { pattern.clone() } else { text(pattern, true) })
            });
            Entry { value, attributes: attributes.collect(), ..entry.clone() }
        },
    )
}

fn text(pattern: &Pattern<String>, bracketed: bool) -> Pattern<String> {
    let mut disguised = pattern.clone();
    Disguise::default().pattern(&mut disguised);
    if bracketed {
        let bracket = |value: &str| PatternElement::TextElement { value: value.to_owned() };
        disguised.elements.insert(0, bracket("⟦"));
        disguised.elements.push(bracket("⟧"));
    }
    disguised
}

/// Goes through a pattern in the order of its text.
#[derive(Clone, Copy, Default)]
struct Disguise {
    /// Whether a tag of HTML is open, so that what follows is an attribute of it.
    in_tag: bool,
}

impl Disguise {
    fn pattern(&mut self, pattern: &mut Pattern<String>) {
        for element in &mut pattern.elements {
            match element {
                PatternElement::TextElement { value } => *value = self.text(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &mut Expression<String>) {
        match expression {
            Expression::Inline(InlineExpression::Placeable { expression }) => {
                self.expression(expression);
            }
            Expression::Inline(_) => {}
            Expression::Select { variants, .. } => {
                let before = *self;
                for variant in variants {
                    *self = before;
                    self.pattern(&mut variant.value);
                }
            }
        }
    }

    fn text(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        for word in text.split_inclusive(char::is_whitespace) {
            let is_address = word.contains("://") || word.contains('@');
            if is_address && !self.in_tag && !word.contains('<') {
                out.push_str(word);
            } else {
                self.word(word, &mut out);
            }
        }
        out
    }

    fn word(&mut self, word: &str, out: &mut String) {
        let mut rest = word;
        while let Some(letter) = rest.chars().next() {
            let kept =
                if self.in_tag { rest.find('>').map_or(rest.len(), |end| end + 1) } else { 0 };
            let kept = kept.max(entity(rest));
            let opens = rest.starts_with('<')
                && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
            if kept > 0 {
                self.in_tag = self.in_tag && !rest[..kept].ends_with('>');
                out.push_str(&rest[..kept]);
                rest = &rest[kept..];
            } else if !self.in_tag && opens {
                self.in_tag = true;
            } else {
                out.push(disguised(letter));
                if "aeiouAEIOU".contains(letter) {
                    out.push(disguised(letter.to_ascii_lowercase()));
                }
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
}

/// How long the character reference is that a text starts with: `&amp;`.
fn entity(text: &str) -> usize {
    let Some(name) = text.strip_prefix('&') else { return 0 };
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(name.len());
    if name[end..].starts_with(';') { end + 2 } else { 0 }
}

fn disguised(letter: char) -> char {
    let alphabet = if letter.is_ascii_uppercase() { LARGE } else { SMALL };
    let place = letter.is_ascii_alphabetic().then(|| letter.to_ascii_lowercase() as usize);
    place.and_then(|place| alphabet.chars().nth(place - 'a' as usize)).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use crate::config::Stage;
    use crate::diagnostics::Diagnostics;
    use crate::identity::{Lang, SourceId};
    use crate::messages::{Argument, Layer, Messages, Resource, program_resources};

    use super::PSEUDO;

    fn messages(text: &str) -> Messages {
        let mut resources = program_resources();
        resources.push(Resource {
            layer: Layer::Site,
            lang: Lang::new("en"),
            source: SourceId::new("i18n/en/a.ftl"),
            text: text.to_owned(),
        });
        let languages = [("it", Stage::Full), ("en", Stage::Full), (PSEUDO, Stage::Pseudo)];
        let languages = languages.map(|(lang, stage)| (Lang::new(lang), stage));
        let mut out = Diagnostics::new();
        let messages = Messages::load(&languages, resources, &mut out);
        assert_eq!(out.iter().count(), 0);
        messages
    }

    fn check(value: &str, expected: &str) {
        let messages = messages(&format!("-t = Term\n    .case = of\nother = Other\nm = {value}"));
        let words = messages.translator(&Lang::new(PSEUDO));
        let args = [("n", Argument::Integer(1)), ("x", Argument::Text("name"))];
        assert_eq!(words.markup("m", &args).unwrap(), expected, "{value}");
    }

    #[test]
    fn only_words_are_disguised() {
        check("Menu", "⟦Ṁéénúú⟧".replace("én", "éñ").as_str());
        check("{ $x }: { $n }", "⟦name: 1⟧");
        check("a <a href=\"{ $x }\" rel=\"b\">c</a> d", "⟦áá <a href=\"name\" rel=\"b\">ç</a> ð⟧");
        check("b &amp; c &nbsp;d & f", "⟦ƀ &amp; ç &nbsp;ð & ƒ⟧");
        check("c https://example.org/a d@b.c < d", "⟦ç https://example.org/a d@b.c < ð⟧");
        check("{ $n ->\n    [one] b <b title=\"b\n   *[other] c\n } c", "⟦ƀ <b title=\"b ç⟧");
        check("{ \"b\" } { -t } { -t.case ->\n   *[of] b\n } { other }", "⟦b Ţééŕɱ ƀ ⟦Óóţĥééŕ⟧⟧");
        check("{ NUMBER($n, minimumFractionDigits: 1) }", "⟦1.0⟧");
    }

    #[test]
    fn a_site_without_english_disguises_its_own_language() {
        let languages = [("it", Stage::Full), (PSEUDO, Stage::Pseudo)];
        let languages = languages.map(|(lang, stage)| (Lang::new(lang), stage));
        let messages = Messages::load(&languages, program_resources(), &mut Diagnostics::new());
        let words = messages.translator(&Lang::new(PSEUDO));
        assert_eq!(words.text("kind-page", &[]).unwrap(), "⟦Þááĝííñáá⟧");
        assert_eq!(words.number(1276), "1.276");
    }

    #[test]
    fn addresses_and_length() {
        let messages = messages("");
        let (plain, lang) = (messages.translator(&Lang::new("en")), Lang::new(PSEUDO));
        let words = messages.translator(&lang);
        let slug = |w: &crate::messages::Translator| w.attribute("kind-news", "slug", &[]).unwrap();
        assert_eq!(slug(words), slug(plain));
        let (mut before, mut after) = (0, 0);
        for message in messages.ids(&lang) {
            let Ok(text) = plain.text(message.id, &[]) else { continue };
            let disguised = words.text(message.id, &[]).unwrap();
            assert!(disguised.starts_with('⟦') && disguised.ends_with('⟧'), "{disguised}");
            before += text.chars().count();
            after += disguised.chars().count() - 2;
        }
        assert!((130..145).contains(&(after * 100 / before)), "{after} of {before}");
    }
}
