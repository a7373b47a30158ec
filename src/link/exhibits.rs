//! What charts and tables of texts show: each question held against the reports that may answer it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::known::Known;
use crate::diagnostics::{Diagnostics, EXHIBIT, Location, did_you_mean};
use crate::identity::Lang;
use crate::incidents::Vocabulary;
use crate::incidents::exhibit::{Exhibit, Field, Source};
use crate::library::{Index, Library, Publication};
use crate::parse::ExhibitBlock;

/// The answers to the questions of one edition, in its order.
type Answers = Vec<Option<Exhibit<Index>>>;

/// Answers every exhibit of every edition.
pub(super) fn answer(
    library: &mut Library,
    known: &Known,
    vocabulary: &Vocabulary,
    out: &mut Diagnostics,
) {
    let asking: Vec<(Index, &Publication)> =
        library.iter().filter(|(_, publication)| asks(publication)).collect();
    let answered: Vec<(Index, BTreeMap<Lang, Answers>, Diagnostics)> = asking
        .par_iter()
        .map(|(index, publication)| {
            let mut out = Diagnostics::new();
            let mut asked = Asked { library, known, vocabulary, own: *index, out: &mut out };
            let editions = publication.editions.iter().map(|(lang, edition)| {
                let blocks = edition.outline.exhibits.iter();
                (lang.clone(), blocks.map(|block| asked.answer(block)).collect())
            });
            let answers = editions.collect();
            (*index, answers, out)
        })
        .collect();
    for (index, answers, faults) in answered {
        library.show(index, answers);
        out.append(faults);
    }
}

fn asks(publication: &Publication) -> bool {
    publication.editions.values().any(|edition| !edition.outline.exhibits.is_empty())
}

/// The questions of one publication.
struct Asked<'a> {
    library: &'a Library,
    known: &'a Known,
    vocabulary: &'a Vocabulary,
    own: Index,
    out: &'a mut Diagnostics,
}

impl Asked<'_> {
    fn answer(&mut self, block: &ExhibitBlock) -> Option<Exhibit<Index>> {
        let library = self.library;
        let at = block.at(Field::Data);
        let report = match &block.publication {
            Some(id) => self.known.find(id, &library.get(self.own).id, &at, self.out)?,
            None => self.own,
        };
        let publication = library.get(report);
        let dataset = publication.datasets.get(&block.dataset);
        let Some((dataset, reported)) = dataset.zip(publication.reported()) else {
            self.no_dataset(publication, &block.dataset, at);
            return None;
        };
        let series = library.series(report);
        let vocabulary = self.vocabulary;
        let source = Source { reported, report, dataset, series: &series, vocabulary };
        match block.query.resolve(&source) {
            Ok(exhibit) => Some(exhibit),
            Err(problems) => {
                self.out.extend(problems.into_iter().map(|problem| {
                    EXHIBIT.at(block.at(problem.field), problem.message).maybe_help(problem.help)
                }));
                None
            }
        }
    }

    /// Says that a report has no such dataset, unless it was said that the dataset has faults.
    fn no_dataset(&mut self, publication: &Publication, dataset: &str, at: Location) {
        if publication.datasets.broken {
            return;
        }
        let known: Vec<&str> =
            publication.datasets.current.iter().map(|dataset| dataset.id.as_str()).collect();
        let listed = match known.as_slice() {
            [] => "datasets are named in `publication.yaml` of an incident report".to_owned(),
            known => format!("known: `{}`", known.join("`, `")),
        };
        self.out.push(
            EXHIBIT
                .at(at, format!("`{}` has no dataset `{dataset}`", publication.id))
                .help(listed)
                .maybe_help(did_you_mean(dataset, known.iter().copied())),
        );
    }
}
