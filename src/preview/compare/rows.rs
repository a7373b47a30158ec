//! Blocks beside blocks: what each row of the comparison shows.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::align::align;
use super::pictures::pictures;
use super::side::{Role, Side};
use super::views::{
    AcceptedView, CellView, FaultView, PictureView, PlaceView, RowView, named, pieces_view, was,
};
use crate::author::Desk;
use crate::diagnostics::{Location, Severity, locate};
use crate::identity::{Lang, SourceId};
use crate::parse::{Folder, ParsedPublication};
use crate::preview::accept::{RefusalView, seen};
use crate::translation::{Block, Failure, Fingerprint, Pair, Standing, State, Unit, Word};

/// What rows are made from.
pub(super) struct Rows<'d> {
    desk: &'d Desk<'d>,
    folder: &'d Folder,
    texts: BTreeMap<SourceId, String>,
    /// The pictures that the blocks of each edition describe.
    pictures: BTreeMap<&'d Lang, Vec<Option<String>>>,
}

impl<'d> Rows<'d> {
    pub(super) fn new(desk: &'d Desk<'d>, publication: &'d ParsedPublication) -> Self {
        let cover = publication.facts.as_ref().and_then(|facts| facts.cover.as_deref());
        let folder = &publication.folder;
        let mut texts = BTreeMap::new();
        let mut described = BTreeMap::new();
        for (lang, blocks) in &desk.sides.blocks {
            let source = desk.id.source(&format!("{lang}.md"));
            if let Some(text) = desk.sources.show(&source) {
                texts.insert(source, text);
            }
            described.insert(lang, pictures(blocks, cover, &folder.files));
        }
        Self { desk, folder, texts, pictures: described }
    }

    /// The rows of two editions.
    pub(super) fn of(&self, left: &Side<'d>, right: &Side<'d>, today: Date) -> Vec<RowView> {
        let columns = [Column::new(self, left, today), Column::new(self, right, today)];
        let (Some(l), Some(r)) = (self.units(left, right), self.units(right, left)) else {
            return Vec::new();
        };
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let rows = align(&l, &r).into_iter();
        rows.map(|(l_at, r_at)| {
            let unit = |units: &[Unit], at: Option<usize>| Some((at?, *units.get(at?)?));
            let mut row = self.row(&columns, [unit(&l, l_at), unit(&r, r_at)]);
            let again = known.entry(row.key.clone()).and_modify(|n| *n += 1).or_default();
            row.key = format!("{}-{again}", row.key);
            row
        })
        .collect()
    }

    /// The units of an edition; of the original those of the other edition, or its own blocks.
    fn units(&self, side: &Side<'_>, other: &Side<'_>) -> Option<Vec<Unit>> {
        if let Some((_, review)) = &side.review {
            return Some(review.units.clone());
        }
        let originals = || {
            let blocks = self.desk.sides.blocks.get(&self.desk.sides.original)?;
            let unit = |at: usize| Unit {
                state: State::Current,
                original: u32::try_from(at).ok(),
                translation: None,
                record: None,
                touched: false,
            };
            Some((0..blocks.len()).map(unit).collect::<Vec<Unit>>())
        };
        // What cannot be shown has the rows of the other.
        originals().or_else(|| other.review.as_ref().map(|_| Vec::new()))
    }

    fn row(&self, columns: &[Column<'_, 'd>; 2], units: [Option<(usize, Unit)>; 2]) -> RowView {
        let any =
            |look: fn(&Unit) -> Option<u32>| units.iter().flatten().find_map(|(_, u)| look(u));
        let original = any(|unit| unit.original).and_then(|at| self.original(at));
        let own = || units.iter().zip(columns).find_map(|(u, c)| c.block(&u.as_ref()?.1));
        let block = original.map(|(_, block)| block).or_else(own);
        let (kind, label) = block.map(|b| named(&b.kind)).unwrap_or_default();
        let key = block.map(|b| Fingerprint::of(&b.text).to_string()).unwrap_or_default();
        let mut faults: Vec<FaultView> = Vec::new();
        let mut marks = Marks::default();
        for ((column, unit), side) in columns.iter().zip(&units).zip(["left", "right"]) {
            let Some((_, unit)) = unit else { continue };
            column.faults(unit, side, &mut faults, &mut marks);
        }
        let shown = columns.iter().position(Column::is_original);
        let where_original = shown.map_or("original", |at| ["left", "right"][at]);
        if let Some((_, block)) = original {
            let failures = self.desk.rules.forbidden(&self.desk.sides.original, block);
            for failure in failures {
                marks.original.push((faults.len(), failure.range.clone()));
                let severity = self.desk.rules.severity(failure.check);
                faults.push(FaultView::of(&failure, where_original, severity));
            }
        }
        let cell = |at: usize| {
            let (number, unit) = units[at].as_ref()?;
            match (columns[at].is_original(), original) {
                (true, Some((index, block))) => Some(self.original_cell(index, block, &marks)),
                (true, None) => None,
                (false, _) => columns[at].cell(*number, unit, original.map(|(_, b)| b), &marks, at),
            }
        };
        let (left, right) = (cell(0), cell(1));
        let apart = original.filter(|_| shown.is_none());
        let original = apart.map(|(index, block)| self.original_cell(index, block, &marks));
        RowView { key: format!("{kind}-{key}"), kind, label, original, left, right, faults }
    }

    fn original(&self, at: u32) -> Option<(usize, &'d Block)> {
        let blocks = self.desk.sides.blocks.get(&self.desk.sides.original)?;
        Some((at as usize, blocks.get(at as usize)?))
    }

    fn original_cell(&self, index: usize, block: &Block, marks: &Marks) -> CellView {
        let lang = &self.desk.sides.original;
        CellView {
            text: Some(pieces_view(block, &marks.original)),
            place: self.place(lang, block),
            critical: block.critical,
            picture: self.picture(lang, index),
            ..CellView::empty()
        }
    }

    fn picture(&self, lang: &Lang, index: usize) -> Option<PictureView> {
        let file = self.pictures.get(lang)?.get(index)?.as_ref()?;
        let stamp = self.desk.sources.stamp(&self.folder.id.source(file)).unwrap_or_default();
        Some(PictureView { path: format!("{}/{file}", self.folder.id), stamp })
    }

    fn place(&self, lang: &Lang, block: &Block) -> Option<PlaceView> {
        let source = self.desk.id.source(&format!("{lang}.md"));
        let text = self.texts.get(&source)?;
        let place = locate(&Location { source: source.clone(), spot: block.spot.clone() }, text);
        Some(PlaceView { path: source.to_string(), line: place.line, column: place.column })
    }
}

/// Bytes of the texts of a row, each with the number of a fault.
#[derive(Default)]
struct Marks {
    original: Vec<(usize, Range<usize>)>,
    /// Of the left edition and of the right one, where they are translations.
    translations: [Vec<(usize, Range<usize>)>; 2],
}

/// One edition, ready to give its cells.
struct Column<'r, 'd> {
    rows: &'r Rows<'d>,
    side: &'r Side<'d>,
    /// Why blocks cannot be accepted as they are, by their number.
    refusals: BTreeMap<usize, RefusalView>,
}

impl<'r, 'd> Column<'r, 'd> {
    fn new(rows: &'r Rows<'d>, side: &'r Side<'d>, today: Date) -> Self {
        let word = Word {
            blocks: Vec::new(),
            standing: Standing::Current,
            unchanged: None,
            despite: Vec::new(),
            note: None,
            date: today,
            by: None,
        };
        let judged = rows.desk.judge(&side.lang, &word).ok();
        let refused = judged.map(|accepted| accepted.refused).unwrap_or_default();
        let refusals = refused.iter().map(|(number, refusal)| (*number, refusal.into())).collect();
        Self { rows, side, refusals }
    }

    fn is_original(&self) -> bool {
        self.side.lang == self.rows.desk.sides.original
    }

    fn pair(&self) -> Option<&Pair<'d>> {
        self.side.review.as_ref().map(|(pair, _)| pair)
    }

    fn block(&self, unit: &Unit) -> Option<&'d Block> {
        self.pair()?.blocks(unit).1
    }

    /// Adds what does not agree in a block, and where. What is stale says something else anyway,
    /// unless it was worked on since.
    fn faults(
        &self,
        unit: &Unit,
        side: &'static str,
        faults: &mut Vec<FaultView>,
        marks: &mut Marks,
    ) {
        let (Some(pair), Some(block)) = (self.pair(), self.block(unit)) else { return };
        let rules = self.rows.desk.rules;
        let is_compared = match unit.state {
            State::Current | State::Edited | State::Machine | State::Unreviewed => true,
            State::Stale | State::CodesOnly => unit.touched,
            State::Missing | State::Obsolete | State::Forked => false,
        };
        let own = &mut marks.translations[usize::from(side == "right")];
        let mut tell = |failure: &Failure, severity| {
            let [ours, theirs] = &failure.places;
            marks.original.extend(ours.iter().map(|range| (faults.len(), range.clone())));
            own.extend(theirs.iter().map(|range| (faults.len(), range.clone())));
            faults.push(FaultView::of(failure, side, severity));
        };
        // What nobody has accepted yet is warned of only, as `check` does.
        let is_vouched = unit.state != State::Unreviewed;
        for failure in if is_compared { pair.failures(unit, rules) } else { Vec::new() } {
            tell(
                &failure,
                if is_vouched { rules.severity(failure.check) } else { Severity::Warning },
            );
        }
        let record = pair.record(unit).filter(|_| !unit.state.is_behind());
        let forbidden = rules.forbidden(pair.to, block).into_iter();
        for failure in forbidden.filter(|f| record.is_none_or(|r| !r.exempts(f.check.name))) {
            tell(&failure, rules.severity(failure.check));
        }
    }

    fn cell(
        &self,
        at: usize,
        unit: &Unit,
        original: Option<&Block>,
        marks: &Marks,
        column: usize,
    ) -> Option<CellView> {
        let pair = self.pair()?;
        let (block, record) = (self.block(unit), pair.record(unit));
        let lang = &self.side.lang;
        let index = unit.translation.map(|at| at as usize);
        let exists = self.side.role != Role::Absent;
        Some(CellView {
            state: Some(unit.state.as_str()),
            settled: unit.state.is_settled(),
            number: exists.then_some(at + 1),
            seen: exists.then(|| seen(original, block)),
            text: block.map(|block| pieces_view(block, &marks.translations[column])),
            place: block.and_then(|block| self.rows.place(lang, block)),
            was: was(record, original),
            accepted: record.map(AcceptedView::of),
            refusal: self.refusals.get(&(at + 1)).cloned(),
            critical: block.or(original).is_some_and(|block| block.critical),
            picture: index.and_then(|index| self.rows.picture(lang, index)),
        })
    }
}
