//! What components name must exist: a topic or a series that nothing has is a slip, and a country is
//! shown by its label.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::{Display, Ingredients, Plan, display};
use crate::diagnostics::{BAD_VALUE, Diagnostics, Location, did_you_mean};
use crate::identity::{Lang, SeriesId, TopicId};
use crate::incidents::TOTAL;
use crate::library::Publication;
use crate::parse::{Mention, Named};

/// Holds what every visible edition's components name against what there is.
pub(super) fn check(plan: &Plan, ingredients: &Ingredients<'_>, out: &mut Diagnostics) {
    let topics = LazyCell::new(|| {
        known(ingredients, "topic-", |p| p.facts.topics.iter().map(TopicId::as_str).collect())
    });
    let series = LazyCell::new(|| {
        known(ingredients, "series-", |p| p.facts.series.iter().map(SeriesId::as_str).collect())
    });
    for (_, publication) in ingredients.library.iter() {
        check_labels(plan, ingredients, publication, out);
        for (lang, edition) in &publication.editions {
            for Mention { named, at } in &edition.outline.mentions {
                match named {
                    Named::Topic(id) => exists("topic", id.as_str(), &topics, at, out),
                    Named::Series(id) => exists("series", id.as_str(), &series, at, out),
                    Named::Country(code) => {
                        for reader in readers(plan, ingredients, publication, lang) {
                            let words = ingredients.messages.translator(reader);
                            let gap = words.label("country", code).err();
                            out.extend(gap.map(|gap| gap.diagnostic().or_at(at.clone())));
                        }
                    }
                }
            }
        }
    }
}

/// Everything in a dataset has a label in every language that has pages.
fn check_labels(
    plan: &Plan,
    ingredients: &Ingredients<'_>,
    publication: &Publication,
    out: &mut Diagnostics,
) {
    for dataset in &publication.datasets.current {
        let declared = publication.facts.datasets().iter().find(|own| own.id == dataset.id);
        let Some(at) = declared.map(|declared| &declared.at) else { continue };
        let measures = dataset.measures().map(|measure| ("measure", measure.id()));
        let dimensions = dataset.dimensions().map(|dimension| ("dimension", dimension.id()));
        let codes = dataset.dimensions().flat_map(|dimension| {
            let codes = dataset.codes(dimension).into_iter().flat_map(|codes| codes.names());
            codes.filter(|code| *code != TOTAL).map(move |code| (dimension.id(), code.as_str()))
        });
        for (family, id) in measures.chain(dimensions).chain(codes) {
            for lang in &plan.languages {
                let gap = ingredients.messages.translator(lang).label(family, id).err();
                out.extend(gap.map(|gap| gap.diagnostic().or_at(at.clone())));
            }
        }
    }
}

/// The codes that have a label in the default language, or that a publication has.
fn known<'a>(
    ingredients: &'a Ingredients<'_>,
    family: &str,
    of: impl Fn(&'a Publication) -> Vec<&'a str>,
) -> BTreeSet<&'a str> {
    let labels = ingredients.messages.ids(ingredients.config.default_language());
    let labelled = labels.filter_map(|message| message.id.strip_prefix(family));
    labelled.chain(ingredients.library.iter().flat_map(|(_, p)| of(p))).collect()
}

fn exists(what: &str, id: &str, known: &BTreeSet<&str>, at: &Location, out: &mut Diagnostics) {
    if known.contains(id) {
        return;
    }
    let listed: Vec<String> = known.iter().take(12).map(|id| format!("`{id}`")).collect();
    let help = match listed.is_empty() {
        true => format!("there is no {what} yet"),
        false => format!("known: {}", listed.join(", ")),
    };
    out.push(
        BAD_VALUE
            .at(at.clone(), format!("there is no {what} `{id}`"))
            .help(help)
            .maybe_help(did_you_mean(id, known.iter().copied())),
    );
}

/// The languages whose readers are shown an edition.
fn readers<'p>(
    plan: &'p Plan,
    ingredients: &Ingredients<'_>,
    publication: &Publication,
    edition: &Lang,
) -> Vec<&'p Lang> {
    let shows = |reader: &&Lang| {
        let shown = display(ingredients.config, publication, reader);
        matches!(shown, Some(Display::Own | Display::Notice))
            && publication.edition_for(reader).0 == edition
    };
    plan.languages.iter().filter(shows).collect()
}
