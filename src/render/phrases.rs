//! What many pages of a language say, put into words once.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::reader::Reader;
use super::view::Shared;
use super::view::entry::{DateView, LinkView, TitledLink};
use crate::plan::Scope;
use crate::publication::Kind;

/// The days, labels and links that pages of a language share. What is not among them is put into
/// words when a page asks for it, with the faults that this may have.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    days: HashMap<Date, Shared<DateView>>,
    kinds: BTreeMap<Kind, String>,
    lists: HashMap<Scope, Shared<LinkView>>,
    feeds: Option<Shared<Vec<TitledLink>>>,
}

impl Phrases {
    /// Those of a reader who has none yet.
    pub(crate) fn of(reader: &Reader<'_>) -> Phrases {
        let (library, plan) = (&reader.site.library, &reader.site.plan);
        let days = library.iter().map(|(_, publication)| publication.facts.date.day());
        let lists = plan.listings(reader.lang).filter_map(|(scope, _)| {
            let link = reader.list(scope).ok().flatten()?;
            Some((scope.clone(), link))
        });
        let kinds = Kind::ALL.iter().filter_map(|kind| Some((*kind, reader.kind(*kind).ok()?)));
        Phrases {
            days: days.map(|day| (day, reader.day(day))).collect(),
            kinds: kinds.collect(),
            lists: lists.collect(),
            feeds: reader.feeds().ok(),
        }
    }

    pub(crate) fn day(&self, day: Date) -> Option<&Shared<DateView>> {
        self.days.get(&day)
    }

    pub(crate) fn kind(&self, kind: Kind) -> Option<&String> {
        self.kinds.get(&kind)
    }

    pub(crate) fn list(&self, scope: &Scope) -> Option<&Shared<LinkView>> {
        self.lists.get(scope)
    }

    pub(crate) fn feeds(&self) -> Option<&Shared<Vec<TitledLink>>> {
        self.feeds.as_ref()
    }
}
