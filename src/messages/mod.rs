//! Every word, number and date that the program puts on a page, in the reader's language.
//!
//! [`Messages::load`] takes Fluent texts in three layers (the program's own, the theme's, the
//! site's; the later wins) and gives one [`Translator`] a language. A translator resolves messages
//! and labels and writes numbers, dates, sizes and lists; once made it never changes, so any number
//! of threads may use it without a lock.
//!
//! [`Messages::lint`] holds all languages against one another and against what templates ask for.
//!
//! This is the only part that knows Fluent and ICU. It reads no files, because the texts are handed
//! in, and it prints nothing: faults of the texts become diagnostics, faults of a request become a
//! [`MessageError`].
//!
//! The texts are parsed by Project Fluent's own `fluent-syntax` and resolved in `resolve`, not
//! by `fluent-bundle`, for what was measured with its version 0.16: a variable that a term lacks is
//! printed as `{$name}`, a function that fails as `NUMBER()`, and an unknown function as a selector
//! chooses the default, all without an error; `NUMBER($n, minimumFractionDigits: 30)` as a selector
//! overflows; its plural rules (CLDR 37) are wrong for Latvian, Lithuanian, Maltese and Romanian;
//! its number formatter sits behind a lock. A test holds that the two agree where it is right.

mod catalogue;
mod choice;
mod conventions;
mod error;
mod formats;
mod functions;
mod icu;
mod lint;
mod program;
mod pseudo;
mod resolve;
mod syntax;
#[cfg(test)]
mod tests;
mod translator;
mod value;

pub use catalogue::{Layer, Resource};
pub use error::MessageError;
pub use formats::Direction;
pub use lint::{Call, Uses};
pub use program::program_resources;
pub(crate) use program::show;
pub use pseudo::PSEUDO;
pub use translator::Translator;
pub use value::Argument;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Stage;
use crate::diagnostics::{Diagnostic, MESSAGE_UNEVEN};
use crate::diagnostics::{Diagnostics, Location};
use crate::identity::Lang;
use catalogue::Catalogue;

/// The messages of all languages of a site.
#[derive(Debug)]
pub struct Messages {
    default: Translator,
    others: BTreeMap<Lang, Translator>,
    /// The language that another is a disguise of.
    disguised: Option<Lang>,
}

/// One message of one language, for those who check them.
#[derive(Clone, Debug)]
pub struct MessageInfo<'m> {
    /// The message's id.
    pub id: &'m str,
    /// The names of its attributes, in order.
    pub attributes: Vec<&'m str>,
    /// The layer that gave it.
    pub layer: Layer,
    /// Where its id stands.
    pub location: Location,
}

impl Messages {
    /// Reads the texts of the site's languages. The first language is the default: languages
    /// whose stage is partial or preparing fall back to its texts, full ones never do. A language
    /// whose stage is pseudo has no texts: it is another one in disguise.
    ///
    /// Texts in other languages are ignored. Whatever is wrong with a text is said in `out`; the
    /// rest of it counts all the same.
    pub fn load(
        languages: &[(Lang, Stage)],
        resources: Vec<Resource>,
        out: &mut Diagnostics,
    ) -> Messages {
        let mut by_lang: BTreeMap<Lang, Vec<Resource>> = BTreeMap::new();
        for resource in resources {
            by_lang.entry(resource.lang.clone()).or_default().push(resource);
        }
        let mut catalogue = |lang: &Lang| {
            Arc::new(Catalogue::load(lang, by_lang.remove(lang).unwrap_or_default(), out))
        };
        // A site without languages is refused when its configuration is read; English stands in.
        let first = languages.first().map_or_else(|| Lang::new("en"), |(lang, _)| lang.clone());
        let default = catalogue(&first);
        let mut others = BTreeMap::new();
        for (lang, stage) in languages {
            if *lang == first || others.contains_key(lang) || *stage == Stage::Pseudo {
                continue;
            }
            let fallback = (!matches!(stage, Stage::Full)).then(|| Arc::clone(&default));
            others.insert(lang.clone(), Translator::new(lang.clone(), catalogue(lang), fallback));
        }
        let default = Translator::new(first, default, None);
        let mut messages = Messages { default, others, disguised: None };
        if let Some((lang, _)) = languages.iter().find(|(_, stage)| *stage == Stage::Pseudo) {
            messages.add_disguise(lang);
        }
        messages
    }

    /// Adds a language that is English in disguise, or the default language on a site without.
    fn add_disguise(&mut self, lang: &Lang) {
        let words = self.translator(&Lang::new("en"));
        let disguised = words.lang().clone();
        let own = Arc::new(pseudo::disguise(words));
        self.others.insert(lang.clone(), Translator::new(lang.clone(), own, None));
        self.disguised = Some(disguised);
    }

    /// The words that a language's addresses are made of: plain ones where it is a disguise.
    pub fn address_words(&self, lang: &Lang) -> &Translator {
        match &self.disguised {
            Some(plain) if lang.as_str() == PSEUDO => self.translator(plain),
            _ => self.translator(lang),
        }
    }

    /// The translator of a language; of the default language where the site has no such one.
    pub fn translator(&self, lang: &Lang) -> &Translator {
        self.others.get(lang).unwrap_or(&self.default)
    }

    /// What a language that is not complete borrows from the default one, message by message, at the
    /// place of what it borrows: the site's own texts first.
    pub fn borrowed(&self, lang: &Lang) -> Vec<Diagnostic> {
        let (own, default) = (self.translator(lang).own(), self.default.own());
        let lacking = default.messages().filter(|message| own.get(message.id).is_none());
        let borrowed = lacking.filter(|message| !message.id.starts_with("convention-"));
        let mut borrowed: Vec<MessageInfo<'_>> = borrowed.collect();
        borrowed.sort_by_key(|message| (Reverse(message.layer), lint::is_on_demand(message.id)));
        let told = borrowed.into_iter().map(|message| {
            let (id, from) = (message.id, self.default.lang());
            MESSAGE_UNEVEN
                .at(message.location, format!("`{id}` is in `{from}` and not in `{lang}` yet"))
                .help(format!("translate it as `{id} = …` in a file of i18n/{lang}/"))
        });
        told.collect()
    }

    /// The messages that a language has of its own, by id; terms are not among them.
    pub fn ids<'m>(&'m self, lang: &Lang) -> impl Iterator<Item = MessageInfo<'m>> + use<'m> {
        self.translator(lang).own().messages()
    }
}
