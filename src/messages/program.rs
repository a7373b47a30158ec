//! The program's own texts, which a site's and a theme's come before.
//!
//! [`program_resources`] is the entry. A new file or language is one word here and one file under
//! `program/`; a test holds that all languages have the same messages.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::catalogue::{Layer, Resource};
use super::syntax;
use crate::diagnostics::Diagnostics;
use crate::identity::{Lang, SourceId};

macro_rules! files {
    ($($lang:literal: $($name:literal)*;)*) => {
        &[$($((
            $lang,
            concat!("bollettino:", $lang, "/", $name, ".ftl"),
            include_str!(concat!("program/", $lang, "/", $name, ".ftl")),
        ),)*)*]
    };
}

/// Language, source and text of each file.
const FILES: &[(&str, &str, &str)] = files! {
    "it": "kinds" "publication" "body" "listings" "languages"
          "countries" "units" "incidents" "rsit" "sectors" "exhibits" "conventions" "acts";
    "en": "kinds" "publication" "body" "listings" "languages"
          "countries" "units" "incidents" "rsit" "sectors" "exhibits" "conventions" "acts";
};

/// The program's texts in every language it speaks. Their sources are named
/// `bollettino:it/kinds.ftl`.
pub fn program_resources() -> Vec<Resource> {
    let resource = |(lang, source, text): &(&str, &str, &str)| Resource {
        layer: Layer::Program,
        lang: Lang::new(lang),
        source: SourceId::new(source),
        text: (*text).to_owned(),
    };
    FILES.iter().map(resource).collect()
}

/// One of the program's texts, to show a line of it.
pub(crate) fn show(id: &SourceId) -> Option<String> {
    let file = FILES.iter().find(|(_, source, _)| *source == id.as_str());
    file.map(|(_, _, text)| (*text).to_owned())
}

/// The ids of the program's messages, whatever languages a site has.
pub(super) fn program_ids() -> &'static BTreeSet<String> {
    static IDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let english = program_resources().into_iter().filter(|r| r.lang.as_str() == "en");
        // A test holds that there is nothing to say of them.
        let entries = english.flat_map(|r| syntax::entries(&r, &mut Diagnostics::new()));
        entries.map(|(id, _)| id).filter(|id| !id.starts_with('-')).collect()
    });
    &IDS
}
