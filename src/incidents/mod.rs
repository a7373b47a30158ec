//! What is counted of incidents: the vocabulary, the typed table, and what can be computed of it.
//!
//! [`Dimension`] and [`Measure`] are the columns that a dataset may have, [`Vocabulary`] the codes
//! that a dimension may have. `parse` reads a file into a checked [`Dataset`]; [`Reported`] is all
//! the datasets of one report and answers for a [`Cell`], and [`Breakdown`] is one measure by one
//! or two dimensions. A [`Figure`] is what a text names, and [`Written`] the number that it shows.
//! [`exhibit`] answers what a chart or a table asks for, and [`chart`] lays its shapes.
//!
//! Pure values: knows neither files nor YAML nor Fluent. Every published figure is computed in
//! decimals, exactly as it was written, and rounded once, where it is shown.

pub mod chart;
mod dataset;
pub mod exhibit;
mod figure;
mod report;
mod series;
mod statistics;
#[cfg(test)]
mod tests;
mod vocabulary;
mod written;

pub use dataset::{Cells, Codes, Column, Dataset, Datasets, Form, Former, Named, When};
pub use figure::{Answer, Comparison, Figure, NoFigure, Unit};
pub use report::{Fact, Missing, Reported};
pub use rust_decimal::Decimal;
pub use series::{Series, Year};
pub use statistics::{Breakdown, Cell, Row, Value, rounded};
pub use vocabulary::{Dimension, Measure, OTHER, TOTAL, UNKNOWN, Vocabulary};
pub use written::{Written, write};
