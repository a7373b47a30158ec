//! What the component `exhibit` sees: a chart or a table of figures, in the reader's words.
//!
//! Places and lengths along an axis are per cents of the drawing (`12.5%`), those of a plot's labels
//! em of its letters (`1.3em`): SVG takes both as they are. A series is told by its number from 1,
//! by which a theme chooses colour, pattern and mark; 0 is what is not known or not told.

use serde::Serialize;

use super::Html;
use super::entry::{FormatView, LinkView};

/// A chart or a table of figures.
#[derive(Clone, Debug, Serialize)]
pub struct ExhibitView {
    /// The id of its figure; ids of its parts begin with it.
    pub id: String,
    /// `bar`, `grouped`, `stacked`, `line`, `table`.
    pub shape: &'static str,
    /// Its title, in the text's language.
    pub title: String,
    /// Its author's remark, in the text's language.
    pub note: Html,
    /// The reader's language, where the text is in another one: of everything but title and remark.
    pub lang: Option<String>,
    /// The text's language, where the reader's is another one.
    pub text_lang: Option<String>,
    /// What the figures say, in a sentence.
    pub summary: Option<String>,
    /// The drawing; none of a table.
    pub drawing: Option<DrawingView>,
    /// The figures as a table.
    pub table: TableView,
    /// What must be said beside the figures: regime, years that are not complete, changes of method.
    pub remarks: Vec<String>,
    /// Other reports that figures come from.
    pub sources: Vec<LinkView>,
    /// The dataset in formats for programs.
    pub downloads: Vec<FormatView>,
}

/// A drawing without its title.
#[derive(Clone, Debug, Serialize)]
pub struct DrawingView {
    /// What it is, for those who do not see it.
    pub label: String,
    /// What the axis measures, and in what.
    pub unit: String,
    /// The series that are drawn in a pattern: 0 and 3 to 6, as far as there are bars of them.
    pub patterns: Vec<usize>,
    /// The series, where they are not named beside each bar.
    pub key: Vec<KeyView>,
    /// The grid, from the lowest number to the highest.
    pub ticks: Vec<TickView>,
    /// Rows of bars, in groups; none of lines.
    pub groups: Vec<BarGroupView>,
    /// Lines; none of bars.
    pub plot: Option<PlotView>,
}

/// A series.
#[derive(Clone, Debug, Serialize)]
pub struct KeyView {
    /// Its number.
    pub series: usize,
    /// Its name.
    pub label: String,
    /// Its last number, of lines.
    pub value: String,
}

/// A line of the grid.
#[derive(Clone, Debug, Serialize)]
pub struct TickView {
    /// From the side at which numbers are lowest.
    pub at: String,
    /// From the other side.
    pub rest: String,
    /// Its number; nothing where there is no room for it.
    pub label: String,
    /// Whether it is the zero from which bars begin.
    pub zero: bool,
}

/// Rows of bars that belong together.
#[derive(Clone, Debug, Serialize)]
pub struct BarGroupView {
    /// What they have in common; nothing where each row says what it is.
    pub label: String,
    /// The rows.
    pub rows: Vec<BarRowView>,
}

/// A row of bars.
#[derive(Clone, Debug, Serialize)]
pub struct BarRowView {
    /// What it is.
    pub label: String,
    /// How much; nothing of a stack whose whole is not told.
    pub value: String,
    /// One bar, or the parts of a stack.
    pub bars: Vec<BarView>,
    /// The numbers of a stack's parts.
    pub parts: Vec<KeyView>,
}

/// A bar.
#[derive(Clone, Debug, Serialize)]
pub struct BarView {
    /// Where it begins.
    pub from: String,
    /// How long it is.
    pub width: String,
    /// Its series.
    pub series: usize,
    /// Whether it is of a year that is not complete.
    pub partial: bool,
}

/// Lines over time.
#[derive(Clone, Debug, Serialize)]
pub struct PlotView {
    /// How high it is.
    pub height: String,
    /// Whether there is room for the numbers of all points on narrow screens.
    pub narrow_values: bool,
    /// Whether there is room for them elsewhere.
    pub wide_values: bool,
    /// The points in time, each with a column of equal width.
    pub columns: Vec<ColumnView>,
    /// The lines.
    pub lines: Vec<SeriesLineView>,
}

/// A point in time.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnView {
    /// The year.
    pub label: String,
    /// Its number, where there is one line only.
    pub value: String,
    /// Whether the year is not complete.
    pub partial: bool,
    /// Whether there is room for its label on narrow screens.
    pub narrow: bool,
    /// Whether there is room for it beside labels of lines.
    pub wide: bool,
}

/// A line.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesLineView {
    /// Its series.
    pub series: usize,
    /// What joins its points.
    pub segments: Vec<SegmentView>,
    /// Its points.
    pub points: Vec<PointView>,
    /// Its label at its end, where there is room beside the plot.
    pub label: Option<LineLabelView>,
}

/// What joins two points.
#[derive(Clone, Debug, Serialize)]
pub struct SegmentView {
    /// Where it begins, from the left.
    pub x1: String,
    /// The same from the top.
    pub y1: String,
    /// Where it ends, from the left.
    pub x2: String,
    /// The same from the top.
    pub y2: String,
    /// Whether it leads to or from a year that is not complete.
    pub partial: bool,
}

/// A point.
#[derive(Clone, Debug, Serialize)]
pub struct PointView {
    /// From the left.
    pub x: String,
    /// From the top.
    pub y: String,
    /// Whether it is of a year that is not complete.
    pub partial: bool,
}

/// The label of a line.
#[derive(Clone, Debug, Serialize)]
pub struct LineLabelView {
    /// Its lines of text, with the baseline of each.
    pub lines: Vec<TextLineView>,
    /// Where the line ends, from the top.
    pub from: String,
    /// The middle of the label, from the top.
    pub to: String,
}

/// A line of text.
#[derive(Clone, Debug, Serialize)]
pub struct TextLineView {
    /// The text.
    pub text: String,
    /// Its baseline, from the top.
    pub y: String,
}

/// Figures as a table.
#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    /// What the rows are.
    pub row_head: String,
    /// What the other columns are.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<TableRowView>,
    /// The last row, where there is something to add up.
    pub totals: Option<TableRowView>,
}

/// A row of a table.
#[derive(Clone, Debug, Serialize)]
pub struct TableRowView {
    /// What it is.
    pub label: String,
    /// Its cells.
    pub cells: Vec<String>,
}
