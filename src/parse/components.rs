//! Fenced components: blocks whose info string names one and whose text is YAML.

use super::{Body, Mention, Named, exhibits};
use crate::diagnostics::{
    ALTERNATIVE_TEXT_MISSING, BAD_VALUE, COMPONENT_UNKNOWN_FIELD, Diagnostics, MISSING_FIELD,
    UNKNOWN_FIELD,
};
use crate::identity::{SeriesId, SourceId, TopicId};
use crate::publication::Kind;
use crate::yaml::{self, Fields, Text};

/// What a callout is for. The same five as GitHub's alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalloutKind {
    /// Useful beside the text.
    Note,
    /// How to do something better.
    Tip,
    /// What the reader must know.
    Important,
    /// What needs attention at once.
    Warning,
    /// What an action may lead to.
    Caution,
}

impl CalloutKind {
    const ALL: &[(&str, CalloutKind)] = &[
        ("note", CalloutKind::Note),
        ("tip", CalloutKind::Tip),
        ("important", CalloutKind::Important),
        ("warning", CalloutKind::Warning),
        ("caution", CalloutKind::Caution),
    ];

    /// The name in labels: `callout-<id>`.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("note", |(id, _)| id)
    }
}

/// How countries are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryOrder {
    /// By name, in the reader's language.
    Name,
    /// In the Union's protocol order: by each country's name in its own language.
    Protocol,
}

/// How a list of publications is grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// Not at all.
    None,
    /// By series, in the order in which the author names them.
    Series,
    /// By year, the newest first.
    Year,
}

/// A component with everything its author said.
#[derive(Clone, Debug, PartialEq)]
pub enum Component {
    /// A callout.
    Callout {
        /// What it is for.
        kind: CalloutKind,
        /// Whether a stale translation of it would be dangerous.
        critical: bool,
        /// Its own title.
        title: Option<String>,
        /// Its text.
        body: Body,
    },
    /// A picture with a caption.
    Figure {
        /// Index into the outline's pictures.
        picture: u32,
        /// The caption.
        caption: Option<Body>,
        /// Who made it.
        credit: Option<String>,
    },
    /// The names of countries.
    Members {
        /// ISO 3166-1 alpha-2 codes in lower case.
        countries: Vec<String>,
        /// In which order.
        order: CountryOrder,
    },
    /// The newest publications.
    Latest {
        /// Of this kind only.
        kind: Option<Kind>,
        /// With this topic only.
        topic: Option<TopicId>,
        /// How many.
        count: usize,
    },
    /// A list of publications.
    Publications {
        /// Of these series only, in this order; all when empty.
        series: Vec<SeriesId>,
        /// Of this kind only.
        kind: Option<Kind>,
        /// With this topic only.
        topic: Option<TopicId>,
        /// How it is grouped.
        group: Grouping,
    },
    /// A chart or a table of figures.
    Exhibit {
        /// Index into the outline's exhibits.
        exhibit: u32,
        /// A remark below it.
        note: Option<Body>,
    },
}

/// A component whose Markdown is not yet read.
pub(super) enum Draft {
    Done { component: Component, mentions: Vec<Mention> },
    Callout { kind: CalloutKind, critical: bool, title: Option<String>, text: Nested },
    Figure { file: String, alt: String, caption: Option<Nested>, credit: Option<String> },
    Exhibit(exhibits::Draft),
}

/// Markdown inside a component's YAML, and the byte of the source at which its field begins.
pub(super) struct Nested {
    pub(super) text: String,
    pub(super) at: usize,
}

type Read = fn(&mut Fields<'_>) -> Option<Draft>;

const COMPONENTS: &[(&str, Read)] = &[
    ("callout", callout),
    ("chart", |fields| exhibits::chart(fields).map(Draft::Exhibit)),
    ("dataset", |fields| exhibits::dataset(fields).map(Draft::Exhibit)),
    ("figure", figure),
    ("latest", latest),
    ("members", members),
    ("publications", publications),
];

/// Member States of the Union in protocol order, which is alphabetical by each one's name in its
/// own language. Source: Interinstitutional style guide, annex A5.
const EU27: &[&str] = &[
    "be", "bg", "cz", "dk", "de", "ee", "ie", "gr", "es", "fr", "hr", "it", "cy", "lv", "lt", "lu",
    "hu", "mt", "nl", "at", "pl", "pt", "ro", "si", "sk", "fi", "se",
];

/// Whether an info string names a component.
pub(super) fn is_component(name: &str) -> bool {
    COMPONENTS.iter().any(|(known, _)| *known == name)
}

/// The component that a word is most likely meant to name: one letter in three may be wrong.
pub(super) fn misspelt(name: &str) -> Option<&'static str> {
    let written = name.to_lowercase();
    let distance = |known: &str| strsim::osa_distance(&written, known);
    let names = COMPONENTS.iter().map(|(known, _)| *known);
    let near = names.filter(|known| distance(known) <= written.chars().count() / 3);
    near.min_by_key(|known| distance(known)).filter(|known| *known != name)
}

/// Reads a component's YAML, which stands at byte `offset` of the source.
pub(super) fn read(
    name: &str,
    source: &SourceId,
    yaml: &str,
    offset: usize,
    out: &mut Diagnostics,
) -> Option<Draft> {
    let (_, read) = COMPONENTS.iter().find(|(known, _)| *known == name)?;
    let mut faults = Diagnostics::new();
    let draft = yaml::read(Text { source, yaml, offset }, &mut faults, read).flatten();
    out.extend(faults.into_iter().map(|fault| {
        if *fault.code == UNKNOWN_FIELD {
            let code = &COMPONENT_UNKNOWN_FIELD;
            let message = format!("{} in the component `{name}`", fault.message);
            return crate::diagnostics::Diagnostic { code, message, ..fault };
        }
        fault
    }));
    draft
}

fn callout(fields: &mut Fields<'_>) -> Option<Draft> {
    let kind = fields.one_of("kind", CalloutKind::ALL).unwrap_or(CalloutKind::Note);
    let critical = fields.flag("critical").unwrap_or(false);
    let title = fields.text("title");
    let text = Nested { text: fields.required_text("text")?, at: fields.start("text") };
    Some(Draft::Callout { kind, critical, title, text })
}

fn figure(fields: &mut Fields<'_>) -> Option<Draft> {
    let file = fields.required_text("file");
    let alt = fields.text("alt");
    if alt.is_none() {
        let fault = ALTERNATIVE_TEXT_MISSING
            .at(fields.at("file"), "the figure has no alternative text")
            .help("add a line `alt: \"what the picture shows\"`");
        fields.report(fault);
    }
    let caption = fields.text("caption");
    let caption = caption.map(|text| Nested { text, at: fields.start("caption") });
    let credit = fields.text("credit");
    Some(Draft::Figure { file: file?, alt: alt?, caption, credit })
}

fn members(fields: &mut Fields<'_>) -> Option<Draft> {
    const ORDERS: &[(&str, CountryOrder)] =
        &[("name", CountryOrder::Name), ("protocol", CountryOrder::Protocol)];
    let mut countries: Vec<String> = Vec::new();
    let mut mentions = Vec::new();
    for (index, text) in fields.texts("countries").into_iter().enumerate() {
        let before = countries.len();
        if text == "eu27" {
            countries.extend(EU27.iter().map(|code| (*code).to_owned()));
        } else if text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
            countries.push(text.to_lowercase());
        } else {
            let fault = BAD_VALUE
                .at(fields.at_item("countries", index), format!("`{text}` is not a country code"))
                .help("write `eu27` or a list of ISO 3166-1 codes: `[AT, BE]`");
            fields.report(fault);
        }
        let at = fields.at_item("countries", index);
        let named = countries[before..].iter().map(|code| Named::Country(code.clone()));
        mentions.extend(named.map(|named| Mention { named, at: at.clone() }));
    }
    let order = fields.one_of("order", ORDERS).unwrap_or(CountryOrder::Name);
    if countries.is_empty() {
        let fault = MISSING_FIELD
            .at(fields.at("countries"), "the component `members` names no country")
            .help("add a line `countries: eu27`");
        fields.report(fault);
        return None;
    }
    Some(Draft::Done { component: Component::Members { countries, order }, mentions })
}

fn latest(fields: &mut Fields<'_>) -> Option<Draft> {
    let count = fields.integer("count").unwrap_or(3);
    if !(1..=50).contains(&count) {
        let fault = BAD_VALUE.at(fields.at("count"), "`count` is between 1 and 50");
        fields.report(fault);
    }
    let (topic, named) = topic(fields);
    let component = Component::Latest {
        kind: kind(fields),
        topic,
        count: usize::try_from(count.clamp(1, 50)).unwrap_or(3),
    };
    Some(Draft::Done { component, mentions: Vec::from_iter(named) })
}

fn publications(fields: &mut Fields<'_>) -> Option<Draft> {
    const GROUPINGS: &[(&str, Grouping)] =
        &[("none", Grouping::None), ("series", Grouping::Series), ("year", Grouping::Year)];
    let series: Vec<SeriesId> = fields.texts("series").into_iter().map(SeriesId::new).collect();
    let (topic, named) = topic(fields);
    let mut mentions = Vec::from_iter(named);
    for (index, id) in series.iter().enumerate() {
        let at = fields.at_item("series", index);
        mentions.push(Mention { named: Named::Series(id.clone()), at });
    }
    let kind = kind(fields);
    let group = fields.one_of("group", GROUPINGS).unwrap_or(Grouping::None);
    let component = Component::Publications { series, kind, topic, group };
    Some(Draft::Done { component, mentions })
}

fn topic(fields: &mut Fields<'_>) -> (Option<TopicId>, Option<Mention>) {
    let topic = fields.text("topic").map(TopicId::new);
    let mention =
        topic.clone().map(|topic| Mention { named: Named::Topic(topic), at: fields.at("topic") });
    (topic, mention)
}

fn kind(fields: &mut Fields<'_>) -> Option<Kind> {
    let kinds: Vec<(&str, Kind)> = Kind::ALL.iter().map(|kind| (kind.id(), *kind)).collect();
    fields.one_of("kind", &kinds)
}
