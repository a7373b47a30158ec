//! A reader: the site seen in one language. Every view is made through one.

use jiff::civil::Date;
use tera::Value;

use super::Fault;
use super::address;
use super::phrases::Phrases;
use super::view::Shared;
use super::view::entry::{DateView, DetailsView, EntryView, LinkView, StatusView, TitledLink};
use super::view::page::{LanguageView, editions_of, feeds, own_name};
use super::view::publication::attachments;
use crate::identity::{Address, Lang, SeriesId, TopicId};
use crate::library::{Index, Publication};
use crate::messages::{Argument, Translator};
use crate::parse::anchor;
use crate::plan::{Display, PageKey, Scope, display};
use crate::publication::{Kind, PublicationDate, Status};
use crate::site::Site;

/// How much a list says of a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// What every list says.
    Plain,
    /// What lists of documents say: languages and files too.
    Document,
    /// The same in the index, which leads past a notice page to the text that there is.
    Index,
}

/// The site, a language, and that language's words.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'s> {
    pub(crate) site: &'s Site,
    pub(crate) lang: &'s Lang,
    pub(crate) words: &'s Translator,
    phrases: Option<&'s Phrases>,
}

impl<'s> Reader<'s> {
    pub(crate) fn new(site: &'s Site, lang: &'s Lang) -> Self {
        let phrases = site.chrome.phrases(lang);
        Self { site, lang, words: site.messages.translator(lang), phrases }
    }

    /// What every page of the language shows around its content.
    pub(crate) fn chrome(&self) -> Value {
        self.site.chrome.get(self.lang)
    }

    /// An address as it stands in a link.
    pub(crate) fn href(&self, address: &Address) -> String {
        address::href(&self.site.config, address)
    }

    /// An address with the site's host.
    pub(crate) fn absolute(&self, address: &Address) -> String {
        address::absolute(&self.site.config, address)
    }

    pub(crate) fn text(&self, id: &str, args: &[(&str, Argument<'_>)]) -> Result<String, Fault> {
        self.words.text(id, args).map_err(|error| error.diagnostic().into())
    }

    pub(crate) fn label(&self, family: &str, id: &str) -> Result<String, Fault> {
        self.words.label(family, id).map_err(|error| error.diagnostic().into())
    }

    /// An attribute of a message, where it has one.
    pub(crate) fn attribute(&self, id: &str, name: &str) -> Result<Option<String>, Fault> {
        self.words.attribute(id, name, &[]).transpose().map_err(|error| error.diagnostic().into())
    }

    /// The title of a kind's list.
    pub(crate) fn kind_plural(&self, kind: Kind) -> Result<String, Fault> {
        match self.attribute(&format!("kind-{}", kind.id()), "plural")? {
            Some(title) => Ok(title),
            None => self.label("kind", kind.id()),
        }
    }

    pub(crate) fn date(&self, date: &PublicationDate) -> Shared<DateView> {
        match date {
            PublicationDate::Day(day) => self.day(*day),
            PublicationDate::Hour(zoned) => {
                let here = zoned.with_time_zone(self.site.config.time_zone.clone());
                let (day, hour) = (self.words.date(here.date()), self.words.time(here.time()));
                Shared::new(DateView { iso: date.iso(), text: format!("{day}, {hour}") })
            }
        }
    }

    pub(crate) fn day(&self, day: Date) -> Shared<DateView> {
        let said = self.phrases.and_then(|phrases| phrases.day(day));
        said.cloned().unwrap_or_else(|| {
            let iso = PublicationDate::Day(day).iso();
            Shared::new(DateView { iso, text: self.words.date(day) })
        })
    }

    /// The label of a kind, singular.
    pub(crate) fn kind(&self, kind: Kind) -> Result<String, Fault> {
        let said = self.phrases.and_then(|phrases| phrases.kind(kind));
        said.map_or_else(|| self.label("kind", kind.id()), |label| Ok(label.clone()))
    }

    /// The feeds of the language: everything, then each kind.
    pub(crate) fn feeds(&self) -> Result<Shared<Vec<TitledLink>>, Fault> {
        let said = self.phrases.and_then(Phrases::feeds);
        said.map_or_else(|| Ok(Shared::new(feeds(self)?)), |feeds| Ok(feeds.clone()))
    }

    pub(crate) fn status(&self, status: Status) -> Result<StatusView, Fault> {
        Ok(StatusView { id: status.id(), label: self.label("status", status.id())? })
    }

    /// "in inglese", for what is in another language than the page.
    pub(crate) fn language_note(&self, lang: &Lang) -> Result<String, Fault> {
        let language = self.label("language", lang.as_str())?;
        self.text("language-note", &[("language", Argument::Text(&language))])
    }

    pub(crate) fn topic(&self, topic: &TopicId) -> Result<Option<Shared<LinkView>>, Fault> {
        self.list(&Scope::Topic(topic.clone()))
    }

    pub(crate) fn series(&self, series: &SeriesId) -> Result<Option<Shared<LinkView>>, Fault> {
        self.list(&Scope::Series(series.clone()))
    }

    /// The label of a list, which leads to it; `None` where there is no such list.
    pub(crate) fn list(&self, scope: &Scope) -> Result<Option<Shared<LinkView>>, Fault> {
        if let Some(link) = self.phrases.and_then(|phrases| phrases.list(scope)) {
            return Ok(Some(link.clone()));
        }
        let key = PageKey::Listing(scope.clone());
        let Some(address) = self.site.plan.address(&key, self.lang) else { return Ok(None) };
        let label = match scope {
            Scope::Kind(kind) => self.kind_plural(*kind)?,
            Scope::Topic(topic) => self.label("topic", topic.as_str())?,
            Scope::Series(series) => self.label("series", series.as_str())?,
            Scope::Catalogue => self.label("listing", "publications")?,
            Scope::CatalogueTopic(topic) => {
                let topic = self.label("topic", topic.as_str())?;
                self.text("listing-publications-topic", &[("topic", (&topic).into())])?
            }
        };
        Ok(Some(Shared::new(LinkView { label, url: self.href(address) })))
    }

    /// Where a link to a publication leads this reader: its page, and the language of what is
    /// shown there.
    pub(crate) fn way_to(&self, index: Index) -> Option<(&'s Address, &'s Lang)> {
        let publication = self.site.library.get(index);
        let (shown, _) = publication.edition_for(self.lang);
        let plan = &self.site.plan;
        let address =
            plan.publication(index, self.lang).or_else(|| plan.publication(index, shown))?;
        Some((address, shown))
    }

    /// Where a block of a publication's original stands, by its number.
    pub(crate) fn block_of_original(&self, publication: &Publication, number: u32) -> String {
        let index = self.site.library.find(&publication.id);
        let address =
            index.and_then(|index| self.site.plan.publication(index, &publication.original));
        let page = address.map(|address| self.href(address)).unwrap_or_default();
        format!("{page}#{}", anchor(number))
    }

    /// Whether lists of this language show a publication.
    pub(crate) fn sees(&self, publication: &Publication) -> bool {
        let (_, edition) = publication.edition_for(self.lang);
        display(&self.site.config, publication, self.lang).is_some()
            && edition.facts.withdrawn.is_none()
    }

    /// A publication in a list; `None` where it cannot be reached.
    pub(crate) fn entry(&self, index: Index) -> Result<Option<EntryView>, Fault> {
        let publication = self.site.library.get(index);
        let Some((address, shown)) = self.way_to(index).filter(|_| self.sees(publication)) else {
            return Ok(None);
        };
        let (_, edition) = publication.edition_for(self.lang);
        let facts = &publication.facts;
        let foreign = shown != self.lang;
        let mut topics = Vec::with_capacity(facts.topics.len());
        for topic in &facts.topics {
            topics.extend(self.topic(topic)?);
        }
        let status = publication.status.filter(|status| *status != Status::Final);
        Ok(Some(EntryView {
            id: publication.id.as_str().to_owned(),
            url: self.href(address),
            title: edition.facts.title.clone(),
            lang: foreign.then(|| shown.as_str().to_owned()),
            language_note: if foreign { Some(self.language_note(shown)?) } else { None },
            summary: edition.facts.summary.clone(),
            date: self.date(&facts.date),
            kind: facts.kind.id(),
            kind_label: self.kind(facts.kind)?,
            topics,
            version: facts.version.clone(),
            status: status.map(|status| self.status(status)).transpose()?,
            year: facts.date.day().year(),
            details: None,
        }))
    }

    /// The same, with as much as a list says.
    fn entry_with(&self, index: Index, detail: Detail) -> Result<Option<EntryView>, Fault> {
        let Some(mut entry) = self.entry(index)? else { return Ok(None) };
        if detail == Detail::Plain {
            return Ok(Some(entry));
        }
        let publication = self.site.library.get(index);
        let (shown, edition) = publication.edition_for(self.lang);
        if detail == Detail::Index && self.display(index) == Some(Display::Notice) {
            let original = self.site.plan.publication(index, shown);
            entry.url = original.map(|address| self.href(address)).unwrap_or(entry.url);
            entry.lang = Some(shown.as_str().to_owned());
            entry.language_note = Some(self.language_note(shown)?);
        }
        let mut languages = Vec::new();
        for (lang, address) in editions_of(self, index) {
            languages.push(LanguageView {
                tag: lang.as_str().to_owned(),
                name: own_name(self, &lang)?,
                url: self.href(&address),
                current: lang == *self.lang,
            });
        }
        entry.details = Some(DetailsView {
            number: publication.facts.identifiers.number.clone(),
            status: publication.status.map(|status| self.status(status)).transpose()?,
            languages,
            attachments: attachments(self, publication, self.lang, edition)?,
        });
        Ok(Some(entry))
    }

    pub(crate) fn entries(
        &self,
        indexes: impl IntoIterator<Item = Index>,
        detail: Detail,
    ) -> Result<Vec<EntryView>, Fault> {
        let mut entries = Vec::new();
        for index in indexes {
            entries.extend(self.entry_with(index, detail)?);
        }
        Ok(entries)
    }

    /// How this reader gets at a publication.
    pub(crate) fn display(&self, index: Index) -> Option<Display> {
        display(&self.site.config, self.site.library.get(index), self.lang)
    }
}
