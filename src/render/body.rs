//! Fills the holes of a body: ids, links, pictures, words and components, for one reader.

use tera::{Context, Value};

use super::Fault;
use super::exhibit::{self, Answered};
use super::reader::{Detail, Reader};
use super::view::exhibit::ExhibitView;
use super::view::listing::{GroupView, groups_by_year};
use crate::html::{escape, escape_into};
use crate::identity::{Address, Lang, SeriesId, TopicId};
use crate::library::{Edition, Index, Publication, Reference};
use crate::messages::Argument;
use crate::parse::{Body, CalloutKind, Component, CountryOrder, Fill, Grouping, Word};
use crate::plan::{Scope, file_address};
use crate::publication::Kind;

/// The HTML of an edition's body.
pub(super) fn html(
    reader: &Reader<'_>,
    publication: &Publication,
    edition: &Edition,
) -> Result<String, Fault> {
    let body = reader.site.body(publication, edition)?;
    Filler { reader, publication, edition }.html(&body)
}

struct Filler<'a> {
    reader: &'a Reader<'a>,
    publication: &'a Publication,
    edition: &'a Edition,
}

impl Filler<'_> {
    fn html(&self, body: &Body) -> Result<String, Fault> {
        body.fill(|fill, out| self.fill(fill, out))
    }

    fn fill(&self, fill: &Fill, out: &mut String) -> Result<(), Fault> {
        match fill {
            Fill::HeadingId(index) => {
                let id = self.edition.heading_ids.get(*index as usize);
                escape_into(id.map_or("", String::as_str), out);
            }
            Fill::LinkAttributes(index) => self.link(*index, out),
            Fill::LinkNote(index) => self.link_note(*index, out)?,
            Fill::Picture(index) => self.picture(*index, out),
            Fill::Word(word) => escape_into(&self.word(*word)?, out),
            Fill::Component(component) => out.push_str(&self.component(component)?),
            Fill::Behind(number) => out.push_str(&self.behind(*number)?),
            Fill::Withheld(number) => out.push_str(&self.withheld(*number)?),
        }
        Ok(())
    }

    /// Where a link leads, and the language of what is there if it is another one.
    fn target(&self, index: u32) -> Option<(String, Option<&Lang>)> {
        let reader = self.reader;
        let foreign = |lang| Some(lang).filter(|lang| *lang != reader.lang);
        match self.edition.references.get(index as usize)? {
            Reference::Anchor(anchor) => Some((format!("#{anchor}"), None)),
            Reference::Address(address) => {
                let address = address.as_str();
                let path = address.split(['#', '?']).next().unwrap_or_default();
                let href = reader.href(&Address::new(path));
                Some((format!("{href}{}", &address[path.len()..]), None))
            }
            Reference::Publication { publication, anchor } => {
                let (address, shown) = reader.way_to(*publication)?;
                let mut href = reader.href(address);
                if let Some(anchor) = anchor {
                    href.push('#');
                    href.push_str(anchor);
                }
                Some((href, foreign(shown)))
            }
            Reference::File { publication, file } => {
                let publication = reader.site.library.get(*publication);
                let attachment = publication.attachments.iter().find(|a| a.file == *file);
                let lang = attachment.and_then(|a| a.language.as_ref()).and_then(foreign);
                Some((reader.href(&file_address(publication, file)), lang))
            }
            Reference::Broken => None,
        }
    }

    fn link(&self, index: u32, out: &mut String) {
        let Some((href, lang)) = self.target(index) else { return };
        out.push_str(" href=\"");
        escape_into(&href, out);
        out.push('"');
        if let Some(lang) = lang {
            out.push_str(&format!(" hreflang=\"{lang}\""));
        }
    }

    fn link_note(&self, index: u32, out: &mut String) -> Result<(), Fault> {
        // Most links lead to another page in the same language, which is told without its address.
        if self.is_at_home(index) {
            return Ok(());
        }
        if let Some((_, Some(lang))) = self.target(index) {
            let note = escape(&self.reader.language_note(lang)?);
            out.push_str(&format!(" <span class=\"language-note\">({note})</span>"));
        }
        Ok(())
    }

    /// That the original of a block has changed, with a link to it where it still is.
    fn behind(&self, number: Option<u32>) -> Result<String, Fault> {
        match number {
            Some(number) => self.to_original("body-behind", number),
            None => Ok(escape(&self.reader.text("body-obsolete", &[])?)),
        }
    }

    /// A link to a block of the original.
    fn to_original(&self, message: &str, number: u32) -> Result<String, Fault> {
        let text = self.reader.text(message, &[])?;
        let href = self.reader.block_of_original(self.publication, number);
        let (href, lang) = (escape(&href), &self.publication.original);
        Ok(format!("<a href=\"{href}\" hreflang=\"{lang}\">{}</a>", escape(&text)))
    }

    /// What stands in the place of a critical callout that is stale.
    fn withheld(&self, number: Option<u32>) -> Result<String, Fault> {
        let text = self.reader.text("body-withheld", &[])?;
        let link = number.map(|number| self.to_original("body-withheld-original", number));
        let body = format!("<p>{} {}</p>", escape(&text), link.transpose()?.unwrap_or_default());
        let kind = CalloutKind::Warning.id();
        let mut arguments = Context::new();
        arguments.insert("kind", kind);
        arguments.insert("label", &self.reader.label("callout", kind)?);
        arguments.insert("title", "");
        arguments.insert("critical", &true);
        let reader = self.reader;
        reader.site.templates.component("callout", &arguments, Some(&body), reader.lang)
    }

    /// Whether a link leads to an edition in the reader's own language.
    fn is_at_home(&self, index: u32) -> bool {
        let reference = self.edition.references.get(index as usize);
        let Some(Reference::Publication { publication, .. }) = reference else { return false };
        let library = &self.reader.site.library;
        library.get(*publication).editions.contains_key(self.reader.lang)
    }

    fn picture(&self, index: u32, out: &mut String) {
        let Some(picture) = self.edition.outline.pictures.get(index as usize) else { return };
        let Some(size) = self.publication.pictures.get(&picture.file) else { return };
        let src = self.reader.href(&file_address(self.publication, &picture.file));
        out.push_str(&format!(
            "<img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\" loading=\"lazy\" decoding=\"async\">",
            escape(&src),
            size.width,
            size.height,
            escape(&picture.alt),
        ));
    }

    fn word(&self, word: Word) -> Result<String, Fault> {
        let numbered = |id: &str, number: u32| {
            self.reader.text(id, &[("number", Argument::Integer(i64::from(number)))])
        };
        match word {
            Word::Footnotes => self.reader.text("body-footnotes", &[]),
            Word::FootnoteBack(number) => numbered("body-footnote-back", number),
            Word::Table(number) => numbered("body-table", number),
            Word::Code(number) => numbered("body-code", number),
            Word::TaskDone => self.reader.text("body-task-done", &[]),
            Word::TaskOpen => self.reader.text("body-task-open", &[]),
        }
    }

    fn component(&self, component: &Component) -> Result<String, Fault> {
        let reader = self.reader;
        let mut arguments = Context::new();
        let (name, body) = match component {
            Component::Callout { kind, critical, title, body } => {
                arguments.insert("kind", kind.id());
                arguments.insert("label", &reader.label("callout", kind.id())?);
                arguments.insert("title", title.as_deref().unwrap_or_default());
                arguments.insert("critical", critical);
                ("callout", Some(self.html(body)?))
            }
            Component::Figure { picture, caption, credit } => {
                self.figure(*picture, caption.as_ref(), credit.as_deref(), &mut arguments)?;
                ("figure", None)
            }
            Component::Members { countries, order } => {
                arguments.insert("label", &reader.text("body-members", &[])?);
                arguments.insert("names", &self.members(countries, *order)?);
                ("members", None)
            }
            Component::Latest { kind, topic, count } => {
                let newest = self.matching(*kind, topic.as_ref()).take(*count);
                arguments.insert("label", &reader.text("listing-latest", &[])?);
                arguments.insert("entries", &reader.entries(newest, Detail::Plain)?);
                ("latest", None)
            }
            Component::Exhibit { exhibit, note } => {
                let Some(view) = self.exhibit(*exhibit, note.as_ref())? else {
                    return Ok(String::new());
                };
                arguments.insert("exhibit", &view);
                ("exhibit", None)
            }
            Component::Publications { series, kind, topic, group } => {
                let groups = self.groups(series, *kind, topic.as_ref(), *group)?;
                arguments.insert("groups", &groups);
                ("publications", None)
            }
        };
        reader.site.templates.component(name, &arguments, body.as_deref(), reader.lang)
    }

    fn figure(
        &self,
        picture: u32,
        caption: Option<&Body>,
        credit: Option<&str>,
        arguments: &mut Context,
    ) -> Result<(), Fault> {
        let Some(picture) = self.edition.outline.pictures.get(picture as usize) else {
            return Ok(());
        };
        let size = self.publication.pictures.get(&picture.file);
        let address: Address = file_address(self.publication, &picture.file);
        let caption = caption.map(|body| self.html(body)).transpose()?.unwrap_or_default();
        arguments.insert("url", &self.reader.href(&address));
        arguments.insert("width", &size.map_or(0, |size| size.width));
        arguments.insert("height", &size.map_or(0, |size| size.height));
        arguments.insert("alt", &picture.alt);
        arguments.insert_value("caption", Value::safe_string(&caption));
        arguments.insert("credit", credit.unwrap_or_default());
        Ok(())
    }

    /// A chart or a table; `None` where there is nothing to show, which was reported.
    fn exhibit(&self, number: u32, note: Option<&Body>) -> Result<Option<ExhibitView>, Fault> {
        let at = number as usize;
        let block = self.edition.outline.exhibits.get(at);
        let exhibit = self.edition.exhibits.get(at).and_then(Option::as_ref);
        let Some((block, exhibit)) = block.zip(exhibit) else { return Ok(None) };
        let note = note.map(|body| self.html(body)).transpose()?.unwrap_or_default();
        let publication = self.publication;
        let (text_lang, _) = publication.edition_for(self.reader.lang);
        let answered = Answered { number, block, exhibit, note, publication, text_lang };
        exhibit::view(self.reader, &answered).map(Some)
    }

    fn members(&self, countries: &[String], order: CountryOrder) -> Result<Vec<String>, Fault> {
        let mut names = Vec::with_capacity(countries.len());
        for code in countries {
            names.push(self.reader.label("country", code)?);
        }
        if order == CountryOrder::Name {
            names.sort_by(|a, b| self.reader.words.compare(a, b));
        }
        Ok(names)
    }

    /// Current publications of a kind and a topic that the reader sees, the newest first.
    fn matching<'s>(
        &'s self,
        kind: Option<Kind>,
        topic: Option<&'s TopicId>,
    ) -> impl Iterator<Item = Index> + 's {
        let library = &self.reader.site.library;
        library
            .iter()
            .filter(move |(_, publication)| {
                let facts = &publication.facts;
                publication.id != self.publication.id
                    && !publication.is_superseded()
                    && kind.map_or(facts.kind.spec().listed, |kind| facts.kind == kind)
                    && topic.is_none_or(|topic| facts.topics.contains(topic))
                    && self.reader.sees(publication)
            })
            .map(|(index, _)| index)
    }

    fn groups(
        &self,
        series: &[SeriesId],
        kind: Option<Kind>,
        topic: Option<&TopicId>,
        group: Grouping,
    ) -> Result<Vec<GroupView>, Fault> {
        let reader = self.reader;
        let all: Vec<Index> = self
            .matching(kind, topic)
            .filter(|index| {
                let own = &reader.site.library.get(*index).facts.series;
                series.is_empty() || own.as_ref().is_some_and(|own| series.contains(own))
            })
            .collect();
        match group {
            Grouping::None => {
                Ok(non_empty(GroupView::untitled(reader.entries(all, Detail::Plain)?)))
            }
            // Without ids: a page may hold several such lists.
            Grouping::Year => Ok(groups_by_year(reader, &all, Detail::Plain)?
                .into_iter()
                .map(|group| GroupView { id: None, ..group })
                .collect()),
            Grouping::Series => {
                let mut groups = Vec::new();
                for id in self.series_in_order(series) {
                    let scope = Scope::Series(id.clone());
                    let Some(listing) = reader.site.plan.listing(&scope, reader.lang) else {
                        continue;
                    };
                    let chosen = listing.entries.iter().copied().filter(|i| all.contains(i));
                    let entries = reader.entries(chosen, Detail::Plain)?;
                    let title = reader.label("series", id.as_str())?;
                    groups.extend(non_empty(GroupView::titled(title, None, entries)));
                }
                Ok(groups)
            }
        }
    }

    /// The series that the author names, else all of the language, by id.
    fn series_in_order(&self, named: &[SeriesId]) -> Vec<SeriesId> {
        if !named.is_empty() {
            return named.to_vec();
        }
        let listings = self.reader.site.plan.listings(self.reader.lang);
        listings
            .filter_map(|(scope, _)| match scope {
                Scope::Series(id) => Some(id.clone()),
                _ => None,
            })
            .collect()
    }
}

/// An empty group is never printed.
fn non_empty(group: GroupView) -> Vec<GroupView> {
    if group.entries.is_empty() { Vec::new() } else { vec![group] }
}
