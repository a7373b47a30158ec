//! Lines over years: points, what joins them, and where each line's label stands.

use super::text::{Em, spread, wrap};
use super::{Percent, Scale, Units};

/// The least height of a plot.
const LEAST_HEIGHT: Em = Em(15_000);
/// How high a line of a label is.
const LINE_HEIGHT: Em = Em(1_300);
/// What lies between two labels.
const BETWEEN: Em = Em(300);
/// How wide a label's lines are at most; the theme's column is as wide.
const LABEL_WIDTH: Em = Em(12_500);

/// A number of a line and where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// From the left, in the middle of the year's column.
    pub x: Percent,
    /// From the top.
    pub y: Percent,
    /// Which year, from 0.
    pub step: usize,
}

/// What joins two years that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it begins.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
    /// Whether one of the two years is not complete.
    pub partial: bool,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its points. A year without a number has none.
    pub points: Vec<Point>,
    /// What joins them. A gap is not bridged.
    pub segments: Vec<Segment>,
    /// Its label, beside its last point.
    pub label: Option<Label>,
}

/// The label of a line, in em from the top of the plot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its lines, none wider than the column of labels.
    pub text: Vec<String>,
    /// The baseline of the first.
    pub baseline: Em,
    /// The height at which the line ends: the middle of its last point.
    pub from: Em,
    /// The middle of the label, to which a stroke leads from there.
    pub to: Em,
}

impl Label {
    /// The baseline of each of its lines of text.
    pub fn baselines(&self) -> impl Iterator<Item = Em> {
        (0..).map(|line| Em(self.baseline.0 + line * LINE_HEIGHT.0))
    }
}

/// All lines of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plot {
    /// How high it is.
    pub height: Em,
    /// The lines, in the order in which they were given.
    pub lines: Vec<Line>,
}

/// Draws lines on a scale. `labels` names each line; `partial` says which years are not complete.
pub fn plot(
    lines: &[Vec<Option<Units>>],
    labels: &[String],
    partial: &[bool],
    scale: &Scale,
) -> Plot {
    let years = partial.len();
    let wrapped: Vec<Vec<String>> = labels.iter().map(|label| wrap(label, LABEL_WIDTH)).collect();
    let heights: Vec<Em> = wrapped.iter().map(|text| label_height(text.len())).collect();
    // A third more than the labels need, so that they keep near to their lines.
    let labels_need: i32 = heights.iter().map(|height| height.0).sum();
    let height = LEAST_HEIGHT.max(Em(labels_need * 4 / 3));
    let points: Vec<Vec<Point>> = lines.iter().map(|line| points(line, years, scale)).collect();
    let ends: Vec<Option<Em>> =
        points.iter().map(|points| points.last().map(|point| height.part(point.y))).collect();
    let wanted: Vec<(Em, Em)> =
        ends.iter().zip(&heights).filter_map(|(end, height)| Some(((*end)?, *height))).collect();
    let mut middles = spread(&wanted, height).into_iter();
    let labelled = wrapped.into_iter().zip(heights).zip(ends).map(|((text, height), end)| {
        let (from, to) = (end?, middles.next()?);
        let baseline = Em(to.0 - (height.0 - BETWEEN.0) / 2 + LINE_HEIGHT.0 * 3 / 4);
        Some(Label { text, baseline, from, to })
    });
    let lines = points.into_iter().zip(labelled).map(|(points, label)| {
        let segments = segments(&points, partial);
        Line { points, segments, label }
    });
    Plot { height, lines: lines.collect() }
}

fn label_height(lines: usize) -> Em {
    Em(LINE_HEIGHT.0 * i32::try_from(lines).unwrap_or(i32::MAX / 4_000) + BETWEEN.0)
}

fn points(line: &[Option<Units>], years: usize, scale: &Scale) -> Vec<Point> {
    let at = |step: usize| Percent::of(2 * step as i128 + 1, 2 * years as i128);
    let numbers = line.iter().enumerate().filter_map(|(step, value)| Some((step, (*value)?)));
    numbers.map(|(step, value)| Point { x: at(step), y: scale.at(value).rest(), step }).collect()
}

fn segments(points: &[Point], partial: &[bool]) -> Vec<Segment> {
    let is_partial = |point: &Point| partial.get(point.step).copied().unwrap_or(false);
    let pairs = points.windows(2).filter(|pair| pair[1].step == pair[0].step + 1);
    pairs
        .map(|pair| Segment {
            from: pair[0],
            to: pair[1],
            partial: is_partial(&pair[0]) || is_partial(&pair[1]),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_not_bridged_and_a_partial_year_is_told() {
        let scale = Scale::of([4, 8], 1);
        let line = vec![Some(4), None, Some(8), Some(2), Some(1)];
        let partial = [false, false, false, false, true];
        let plot = plot(&[line], &["Incidenti".to_owned()], &partial, &scale);
        let line = &plot.lines[0];
        let points: Vec<String> =
            line.points.iter().map(|point| format!("{} {}", point.x, point.y)).collect();
        assert_eq!(points, ["10% 50%", "50% 0%", "70% 75%", "90% 87.5%"]);
        let segments: Vec<(usize, bool)> =
            line.segments.iter().map(|segment| (segment.from.step, segment.partial)).collect();
        assert_eq!(segments, [(2, false), (3, true)]);
        let label = line.label.as_ref().unwrap();
        assert_eq!((label.from, plot.height), (Em(13_125), LEAST_HEIGHT));
    }

    #[test]
    fn six_lines_that_end_together_have_labels_apart() {
        let scale = Scale::of([100], 1);
        let lines = vec![vec![Some(50), Some(100)]; 6];
        let name = "Fabbricazione, produzione e distribuzione di sostanze chimiche".to_owned();
        let labels = vec![name; 6];
        let plot = plot(&lines, &labels, &[false, false], &scale);
        let labels: Vec<&Label> =
            plot.lines.iter().filter_map(|line| line.label.as_ref()).collect();
        assert_eq!(labels.len(), 6);
        for pair in labels.windows(2) {
            let bottom = pair[0].baseline.0 + LINE_HEIGHT.0 * (pair[0].text.len() as i32 - 1);
            assert!(pair[1].baseline.0 - bottom >= LINE_HEIGHT.0, "{pair:?}");
        }
        let last = labels[5];
        assert!(last.to <= plot.height, "{last:?}");
    }

    #[test]
    fn nothing_to_draw() {
        let scale = Scale::of([], 1);
        let plot = plot(&[vec![None, None]], &["A".to_owned()], &[false, false], &scale);
        assert_eq!(plot.lines, [Line { points: vec![], segments: vec![], label: None }]);
    }
}
