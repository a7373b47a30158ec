//! Figures as a drawing: shapes from [`crate::incidents::chart`], labels from the reader's words.

use std::collections::BTreeSet;

use super::words::{Words, shown};
use crate::incidents::Decimal;
use crate::incidents::chart::bars::Bar;
use crate::incidents::chart::lines::{Label, Line, Plot, plot};
use crate::incidents::chart::stack::stack;
use crate::incidents::chart::text::{Em, stride};
use crate::incidents::chart::{Scale, Units};
use crate::incidents::exhibit::{Axis, Exhibit, Head, Measured, Shape};
use crate::incidents::{Unit, rounded};
use crate::library::Index;
use crate::messages::Argument;
use crate::render::Fault;
use crate::render::view::exhibit::{
    BarGroupView, BarRowView, BarView, ColumnView, DrawingView, KeyView, LineLabelView, PlotView,
    PointView, SegmentView, SeriesLineView, TextLineView, TickView,
};

/// How long an axis of bars is at least, in em of its labels: bars beside labels, the rest of the
/// narrowest figure that puts them there.
const BAR_AXIS: Em = Em(15_500);
/// How long an axis of years is at least: at 320 px, beside the labels of the grid.
const NARROW_PLOT: Em = Em(15_000);
/// The same in a wide figure.
const WIDE_PLOT: Em = Em(33_000);
/// The same in a wide figure beside labels of lines.
const LABELLED_PLOT: Em = Em(19_000);
/// What lies between labels of an axis at least.
const GAP: Em = Em(500);
/// From which step on an axis counts in millions.
const MILLION: i64 = 1_000_000;

/// The drawing; none of a table.
pub(super) fn drawing(
    words: &Words<'_>,
    exhibit: &Exhibit<Index>,
) -> Result<Option<DrawingView>, Fault> {
    let Some(measured) = exhibit.measures.first().copied() else { return Ok(None) };
    if exhibit.shape == Shape::Table {
        return Ok(None);
    }
    let draft = Draft::new(words, exhibit, measured);
    let lines = exhibit.shape == Shape::Line;
    let groups = if lines { Vec::new() } else { draft.groups()? };
    let key = draft.key()?;
    Ok(Some(DrawingView {
        label: words.reader.text("exhibit-drawing", &[("shape", exhibit.shape.id().into())])?,
        unit: draft.unit()?,
        patterns: if lines { Vec::new() } else { patterns(&groups, &key) },
        key,
        ticks: draft.ticks()?,
        groups,
        plot: if lines { Some(draft.plot()?) } else { None },
    }))
}

struct Draft<'a> {
    words: &'a Words<'a>,
    exhibit: &'a Exhibit<Index>,
    measured: Measured,
    /// How many decimals a unit of the drawing is worth.
    decimals: u32,
    units: Vec<Vec<Option<Units>>>,
    scale: Scale,
    /// The number of each column's series.
    series: Vec<usize>,
}

impl<'a> Draft<'a> {
    fn new(words: &'a Words<'a>, exhibit: &'a Exhibit<Index>, measured: Measured) -> Self {
        let numbers: Vec<Vec<Option<Decimal>>> = (0..exhibit.rows.len())
            .map(|row| {
                let cells = exhibit.cells[row].iter().enumerate();
                cells
                    .map(|(column, value)| {
                        Some(shown((*value)?, exhibit.measured(row, column).unwrap_or(measured)))
                    })
                    .collect()
            })
            .collect();
        let decimals = numbers.iter().flatten().flatten().map(Decimal::scale).max().unwrap_or(0);
        // Beyond six decimals, or beyond what fits, a drawing shows no difference.
        let decimals = (0..=decimals.min(6)).rev().find(|decimals| {
            numbers.iter().flatten().flatten().all(|number| units(*number, *decimals).is_some())
        });
        let decimals = decimals.unwrap_or(0);
        let units: Vec<Vec<Option<Units>>> = numbers
            .iter()
            .map(|row| row.iter().map(|number| units((*number)?, decimals)).collect())
            .collect();
        let one = 10_i64.pow(decimals);
        let counted = measured.comparison.is_none() && measured.measure.is_count();
        let least = if counted { one } else { 1 };
        let share = measured.comparison.is_none() && measured.measure.is_share();
        let all = units.iter().flatten().flatten().copied();
        let scale = match exhibit.shape {
            Shape::Stacked if share => Scale::whole(100 * one),
            Shape::Stacked => {
                let sum = |row: &Vec<Option<Units>>| {
                    row.iter().flatten().fold(0_i64, |sum, part| sum.saturating_add(*part))
                };
                Scale::of(units.iter().map(sum), least)
            }
            _ => Scale::of(all, least),
        };
        let mut next = 0;
        let series = exhibit.columns.iter().map(|column| {
            if column.is_unknown() {
                return 0;
            }
            next += 1;
            next
        });
        let series = series.collect();
        Self { words, exhibit, measured, decimals, units, scale, series }
    }

    /// Whether the axis counts in millions.
    fn in_millions(&self) -> bool {
        let million = 10_i64.checked_pow(self.decimals).and_then(|one| one.checked_mul(MILLION));
        let is_share = matches!(self.measured.unit(), Unit::Percent | Unit::Points);
        !is_share && million.is_some_and(|million| self.scale.step() % million == 0)
    }

    /// What the axis measures. Several measures are named beside their bars.
    fn unit(&self) -> Result<String, Fault> {
        let measure = match self.exhibit.measures.as_slice() {
            [only] => self.words.measure(*only)?,
            _ => return Ok(String::new()),
        };
        if !self.in_millions() {
            return Ok(measure);
        }
        self.words.reader.text("exhibit-millions", &[("measure", (&measure).into())])
    }

    /// A number as the axis counts.
    fn counted(&self, number: Decimal) -> Decimal {
        if self.in_millions() { number / Decimal::from(MILLION) } else { number }
    }

    /// A cell as the axis counts, in millions to one decimal.
    fn on_axis(&self, row: usize, column: usize) -> Result<String, Fault> {
        match self.exhibit.cells[row][column].filter(|_| self.in_millions()) {
            Some(value) => {
                let number = rounded(self.counted(value.number), 1).normalize();
                self.words.number(number, self.measured)
            }
            None => self.words.cell(self.exhibit, row, column),
        }
    }

    fn ticks(&self) -> Result<Vec<TickView>, Fault> {
        let mut ticks = Vec::new();
        for (units, at) in self.scale.ticks() {
            let number = self.counted(Decimal::new(units, self.decimals)).normalize();
            let label = self.words.number(number, self.measured)?;
            let (rest, zero) = (at.rest().to_string(), units == 0);
            ticks.push(TickView { at: at.to_string(), rest, label, zero });
        }
        if self.exhibit.shape != Shape::Line {
            let labels: Vec<String> = ticks.iter().map(|tick| tick.label.clone()).collect();
            thin(&mut ticks, stride(&labels, BAR_AXIS, GAP));
        }
        Ok(ticks)
    }

    /// The series by name, where they are not named beside each bar.
    fn key(&self) -> Result<Vec<KeyView>, Fault> {
        let Exhibit { shape, columns, .. } = self.exhibit;
        let named = *shape == Shape::Stacked || (*shape == Shape::Line && columns.len() > 1);
        if !named {
            return Ok(Vec::new());
        }
        let mut key = Vec::with_capacity(columns.len());
        for (column, head) in columns.iter().enumerate() {
            let value = match shape {
                Shape::Line => self.last(column)?,
                _ => String::new(),
            };
            key.push(KeyView { series: self.series[column], label: self.words.head(head)?, value });
        }
        if *shape == Shape::Line {
            // From the highest end to the lowest, as the lines themselves.
            let end = |column: usize| self.units.iter().rev().find_map(|row| row[column]);
            let mut order: Vec<usize> = (0..columns.len()).collect();
            order.sort_by_key(|column| (std::cmp::Reverse(end(*column)), *column));
            key = order.into_iter().map(|column| key[column].clone()).collect();
        }
        Ok(key)
    }

    /// The last number of a line.
    fn last(&self, column: usize) -> Result<String, Fault> {
        let row = self.units.iter().rposition(|row| row[column].is_some());
        row.map_or(Ok(String::new()), |row| self.on_axis(row, column))
    }

    fn groups(&self) -> Result<Vec<BarGroupView>, Fault> {
        let mut groups = Vec::new();
        for row in 0..self.exhibit.rows.len() {
            let label = self.words.head(&self.exhibit.rows[row])?;
            match self.exhibit.shape {
                Shape::Grouped => {
                    let columns = 0..self.exhibit.columns.len();
                    let rows = columns.map(|column| self.bar_in_group(row, column));
                    groups.push(BarGroupView { label, rows: rows.collect::<Result<_, _>>()? });
                }
                Shape::Stacked => {
                    let rows = vec![self.stacked(row, label)?];
                    groups.push(BarGroupView { label: String::new(), rows });
                }
                _ => {
                    let rows = vec![self.bar(row, 0, label)?];
                    groups.push(BarGroupView { label: String::new(), rows });
                }
            }
        }
        Ok(groups)
    }

    fn bar_in_group(&self, row: usize, column: usize) -> Result<BarRowView, Fault> {
        self.bar(row, column, self.words.head(&self.exhibit.columns[column])?)
    }

    fn bar(&self, row: usize, column: usize, label: String) -> Result<BarRowView, Fault> {
        let bar = self.units[row][column].and_then(|units| Bar::of(units, &self.scale));
        let value = self.words.cell(self.exhibit, row, column)?;
        let bars = bar.map(|bar| self.bar_view(bar, row, column)).into_iter().collect();
        Ok(BarRowView { label, value, bars, parts: Vec::new() })
    }

    fn stacked(&self, row: usize, label: String) -> Result<BarRowView, Fault> {
        let bars = stack(&self.units[row], &self.scale);
        let bars = bars.into_iter().enumerate();
        let bars = bars.filter_map(|(column, bar)| Some(self.bar_view(bar?, row, column)));
        let mut parts = Vec::new();
        for column in 0..self.exhibit.columns.len() {
            parts.push(KeyView {
                series: self.series[column],
                label: self.words.head(&self.exhibit.columns[column])?,
                value: self.words.cell(self.exhibit, row, column)?,
            });
        }
        Ok(BarRowView { label, value: String::new(), bars: bars.collect(), parts })
    }

    fn bar_view(&self, bar: Bar, row: usize, column: usize) -> BarView {
        let (row, unknown) = (&self.exhibit.rows[row], self.exhibit.columns[column].is_unknown());
        let (from, width) = (bar.from.to_string(), bar.width.to_string());
        let partial = row.is_partial() || self.exhibit.columns[column].is_partial();
        let series = if row.is_unknown() || unknown { 0 } else { self.series[column] };
        BarView { from, width, series, partial }
    }

    fn plot(&self) -> Result<PlotView, Fault> {
        let Exhibit { rows, columns, .. } = self.exhibit;
        let lines: Vec<Vec<Option<Units>>> = (0..columns.len())
            .map(|column| self.units.iter().map(|row| row[column]).collect())
            .collect();
        let mut labels = Vec::with_capacity(columns.len());
        for (column, head) in columns.iter().enumerate() {
            let value = self.last(column)?;
            labels.push(match columns.len() {
                1 => value,
                _ => format!("{} {value}", self.words.head(head)?),
            });
        }
        let steps: Vec<Step> = rows.iter().map(Step::of).collect();
        let partial: Vec<bool> = steps.iter().map(|step| step.partial).collect();
        let Plot { height, lines } = plot(&lines, &labels, &partial, &self.scale);
        let views = lines.iter().zip(&self.series);
        let columns = self.columns()?;
        Ok(PlotView {
            height: height.to_string(),
            narrow_values: values_fit(&columns, NARROW_PLOT),
            wide_values: values_fit(&columns, WIDE_PLOT),
            columns,
            lines: views.map(|(line, series)| line_view(line, *series, &steps)).collect(),
        })
    }

    /// The points in time, with what there is room for.
    fn columns(&self) -> Result<Vec<ColumnView>, Fault> {
        let Exhibit { rows, columns, axis, .. } = self.exhibit;
        let mut views = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let label = match row {
                Head::Year(head) if *axis == Some(Axis::Year) => self
                    .words
                    .reader
                    .text("exhibit-year", &[("year", Argument::Year(head.year))])?,
                row => self.words.head(row)?,
            };
            let value = match columns.len() {
                1 => self.on_axis(at, 0)?,
                _ => String::new(),
            };
            let partial = row.is_partial();
            views.push(ColumnView { label, value, partial, narrow: true, wide: true });
        }
        let labels: Vec<String> = views.iter().map(|view| view.label.clone()).collect();
        let room = if columns.len() > 1 { LABELLED_PLOT } else { WIDE_PLOT };
        let (narrow, wide) = (stride(&labels, NARROW_PLOT, GAP), stride(&labels, room, GAP));
        // Counted from the last year, which is the one that matters most.
        for (from_last, view) in views.iter_mut().rev().enumerate() {
            (view.narrow, view.wide) = (from_last % narrow == 0, from_last % wide == 0);
        }
        Ok(views)
    }
}

/// Whether the numbers of all columns fit side by side.
fn values_fit(columns: &[ColumnView], axis: Em) -> bool {
    let values: Vec<String> = columns.iter().map(|column| column.value.clone()).collect();
    stride(&values, axis, GAP) == 1
}

/// What a point in time tells of itself.
struct Step {
    partial: bool,
    /// Whether it may be joined with the one before it.
    joined: bool,
}

impl Step {
    fn of(head: &Head) -> Step {
        let joined = match head {
            Head::Year(year) => year.comparable,
            _ => true,
        };
        Step { partial: head.is_partial(), joined }
    }
}

fn line_view(line: &Line, series: usize, steps: &[Step]) -> SeriesLineView {
    let segments = line.segments.iter().filter(|segment| steps[segment.to.step].joined);
    SeriesLineView {
        series,
        segments: segments
            .map(|segment| SegmentView {
                x1: segment.from.x.to_string(),
                y1: segment.from.y.to_string(),
                x2: segment.to.x.to_string(),
                y2: segment.to.y.to_string(),
                partial: segment.partial,
            })
            .collect(),
        points: line
            .points
            .iter()
            .map(|point| PointView {
                x: point.x.to_string(),
                y: point.y.to_string(),
                partial: steps[point.step].partial,
            })
            .collect(),
        label: line.label.as_ref().map(label_view),
    }
}

fn label_view(label: &Label) -> LineLabelView {
    let lines = label.text.iter().zip(label.baselines());
    LineLabelView {
        lines: lines
            .map(|(text, y)| TextLineView { text: text.clone(), y: y.to_string() })
            .collect(),
        from: label.from.to_string(),
        to: label.to.to_string(),
    }
}

/// The series whose bars have a pattern.
fn patterns(groups: &[BarGroupView], key: &[KeyView]) -> Vec<usize> {
    let bars = groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.bars);
    let series = bars.map(|bar| bar.series).chain(key.iter().map(|series| series.series));
    let patterned: BTreeSet<usize> = series.filter(|series| !matches!(series, 1 | 2)).collect();
    patterned.into_iter().collect()
}

/// Leaves every so many ticks their label; where that would be one in three, only the ends.
fn thin(ticks: &mut [TickView], stride: usize) {
    let stride = if stride > 2 { ticks.len() - 1 } else { stride };
    for tick in ticks.iter_mut().enumerate().filter(|(at, _)| at % stride != 0).map(|(_, t)| t) {
        tick.label.clear();
    }
}

/// A number in units of so many decimals.
fn units(number: Decimal, decimals: u32) -> Option<Units> {
    let factor = Decimal::from(10_i64.checked_pow(decimals)?);
    let units = rounded(number.checked_mul(factor)?, 0);
    Units::try_from(units).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incidents::chart::Percent;

    #[test]
    fn ticks_are_thinned_evenly() {
        let tick = |label: &str| TickView {
            at: Percent(0).to_string(),
            rest: Percent::WHOLE.to_string(),
            label: label.to_owned(),
            zero: false,
        };
        let mut ticks: Vec<TickView> = ["0", "1", "2", "3", "4"].map(tick).into();
        thin(&mut ticks, 2);
        let labels: Vec<&str> = ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, ["0", "", "2", "", "4"]);
        thin(&mut ticks, 3);
        let labels: Vec<&str> = ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, ["0", "", "", "", "4"]);
    }

    #[test]
    fn units_are_exact() {
        assert_eq!(units(Decimal::new(185, 1), 2), Some(1850));
        assert_eq!(units(Decimal::MAX, 0), None);
    }
}
