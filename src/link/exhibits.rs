//! What charts and tables of texts show: each question held against the reports that may answer it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostics::{Diagnostics, EXHIBIT};
use crate::identity::Lang;
use crate::incidents::Vocabulary;
use crate::incidents::exhibit::{Exhibit, Source};
use crate::library::{Index, Library, Publication};
use crate::parse::ExhibitBlock;

/// The answers to the questions of one edition, in its order.
type Answers = Vec<Option<Exhibit<Index>>>;

/// Answers every exhibit of every edition.
pub(super) fn answer(library: &mut Library, vocabulary: &Vocabulary, out: &mut Diagnostics) {
    let asking: Vec<Index> = library
        .iter()
        .filter(|(_, publication)| asks(publication))
        .map(|(index, _)| index)
        .collect();
    let answered: Vec<(BTreeMap<Lang, Answers>, Diagnostics)> = asking
        .par_iter()
        .map(|index| {
            let mut out = Diagnostics::new();
            let editions = library.get(*index).editions.iter();
            let answers = editions.map(|(lang, edition)| {
                let blocks = edition.outline.exhibits.iter();
                let answers =
                    blocks.map(|block| one(library, *index, block, vocabulary, &mut out));
                (lang.clone(), answers.collect())
            });
            (answers.collect(), out)
        })
        .collect();
    for (index, (answers, faults)) in asking.into_iter().zip(answered) {
        library.show(index, answers);
        out.append(faults);
    }
}

fn asks(publication: &Publication) -> bool {
    publication.editions.values().any(|edition| !edition.outline.exhibits.is_empty())
}

/// Answers one question. That there is no such dataset is reported with other mentions.
fn one(
    library: &Library,
    own: Index,
    block: &ExhibitBlock,
    vocabulary: &Vocabulary,
    out: &mut Diagnostics,
) -> Option<Exhibit<Index>> {
    let report = match &block.publication {
        Some(id) => library.find(id)?,
        None => own,
    };
    let publication = library.get(report);
    let dataset = publication.datasets.current.iter().find(|own| own.id == block.dataset)?;
    let reported = publication.reported()?;
    let series = library.series(report);
    let source = Source { reported, report, dataset, series: &series, vocabulary };
    match block.query.resolve(&source) {
        Ok(exhibit) => Some(exhibit),
        Err(problems) => {
            out.extend(problems.into_iter().map(|problem| {
                EXHIBIT.at(block.at(problem.field), problem.message).maybe_help(problem.help)
            }));
            None
        }
    }
}
