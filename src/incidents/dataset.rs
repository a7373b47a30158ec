//! A dataset as a checked table, column by column.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::vocabulary::{Dimension, Measure};

/// What a line of a dataset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One incident.
    Records,
    /// One combination of codes, with what was measured of it.
    Aggregates,
}

impl Form {
    /// The name in `publication.yaml`.
    pub fn id(self) -> &'static str {
        match self {
            Form::Records => "records",
            Form::Aggregates => "aggregates",
        }
    }
}

/// What a column holds, by the name in its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// What identifies an incident: `id`.
    Id,
    /// The day of an incident: `date`.
    Date,
    /// Codes of a dimension.
    Dimension(Dimension),
    /// Numbers.
    Measure(Measure),
}

impl Named {
    /// The name in the head.
    pub fn id(self) -> &'static str {
        match self {
            Named::Id => "id",
            Named::Date => "date",
            Named::Dimension(dimension) => dimension.id(),
            Named::Measure(measure) => measure.id(),
        }
    }
}

/// When an incident was: a day, or no more than a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day.
    Day(Date),
    /// A quarter, from 1.
    Quarter(u8),
}

impl When {
    /// The quarter, from 1.
    pub fn quarter(self) -> u8 {
        match self {
            When::Day(day) => (day.month().unsigned_abs() - 1) / 3 + 1,
            When::Quarter(quarter) => quarter,
        }
    }
}

/// Codes of a column, each written once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    names: Vec<String>,
    /// Every line's, one after the other, by place in `names`.
    all: Vec<u16>,
    /// Where each line's end; none where every line has exactly one.
    ends: Vec<u32>,
}

impl Codes {
    /// Adds a line with one code.
    pub(crate) fn push(&mut self, code: &str) {
        let at = self.intern(code);
        self.all.push(at);
    }

    /// Adds a line with several.
    pub(crate) fn push_many<'c>(&mut self, codes: impl Iterator<Item = &'c str>) {
        for code in codes {
            self.push(code);
        }
        self.ends.push(self.all.len() as u32);
    }

    /// The codes that occur, in the order in which they do.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many lines there are.
    pub fn lines(&self) -> usize {
        if self.ends.is_empty() { self.all.len() } else { self.ends.len() }
    }

    /// The codes of a line, by their place in [`names`](Self::names).
    pub fn places(&self, line: usize) -> &[u16] {
        if self.ends.is_empty() {
            return &self.all[line..=line];
        }
        let start = line.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.all[start..self.ends[line] as usize]
    }

    /// The codes of a line.
    pub fn at(&self, line: usize) -> impl Iterator<Item = &str> {
        self.places(line).iter().map(|place| self.names[usize::from(*place)].as_str())
    }

    fn intern(&mut self, code: &str) -> u16 {
        let known = self.names.iter().position(|name| name == code);
        let at = known.unwrap_or_else(|| {
            self.names.push(code.to_owned());
            self.names.len() - 1
        });
        // A vocabulary has some hundred codes at most.
        at as u16
    }
}

/// The cells of a column, a line each.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// Names.
    Texts(Vec<Box<str>>),
    /// Days.
    Days(Vec<Date>),
    /// Codes.
    Codes(Codes),
    /// Numbers; `None` where the cell is empty.
    Numbers(Vec<Option<Decimal>>),
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What it holds.
    pub named: Named,
    /// What it holds line by line.
    pub cells: Cells,
}

/// A dataset, read and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// Its name within its report: `by-sector`.
    pub id: String,
    /// What a line of it is.
    pub form: Form,
    /// Its columns, in the order of its file.
    pub columns: Vec<Column>,
    /// How many lines it has, without the head.
    pub lines: usize,
    /// The last day that it tells of, where it does not tell of the whole year.
    pub through: Option<Date>,
}

/// What stood in the place of a dataset until it was corrected.
#[derive(Clone, Debug, PartialEq)]
pub struct Former {
    /// The day on which it was replaced.
    pub until: Date,
    /// The former dataset.
    pub dataset: Arc<Dataset>,
}

/// The datasets of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Datasets {
    /// As they are now, in the order of `publication.yaml`.
    pub current: Vec<Arc<Dataset>>,
    /// As they were before: those of one dataset the newest first.
    pub former: Vec<Former>,
    /// Whether one of them could not be read, which was reported.
    pub broken: bool,
}

impl Datasets {
    /// The dataset of a name.
    pub fn get(&self, id: &str) -> Option<&Arc<Dataset>> {
        self.current.iter().find(|dataset| dataset.id == id)
    }

    /// What stood in the place of a dataset before, the newest first.
    pub fn former(&self, id: &str) -> impl Iterator<Item = &Former> {
        self.former.iter().filter(move |former| former.dataset.id == id)
    }

    /// The datasets as they were before the newest correction of each.
    pub fn before_corrections(&self) -> Vec<Arc<Dataset>> {
        let before = |dataset: &Arc<Dataset>| {
            let former = self.former(&dataset.id).next();
            Arc::clone(former.map_or(dataset, |former| &former.dataset))
        };
        self.current.iter().map(before).collect()
    }
}

impl Dataset {
    /// The dimensions by which it can be broken down.
    pub fn dimensions(&self) -> impl Iterator<Item = Dimension> {
        let quarters = || self.has(Named::Date) && !self.has(Named::Dimension(Dimension::Quarter));
        let derived = std::iter::once(Dimension::Quarter).filter(move |_| quarters());
        derived.chain(self.columns.iter().filter_map(|column| match column.named {
            Named::Dimension(dimension) => Some(dimension),
            _ => None,
        }))
    }

    /// What it measures: its columns, and of records also what can be counted.
    pub fn measures(&self) -> impl Iterator<Item = Measure> {
        let named = move |measure| self.has(Named::Measure(measure));
        let user_hours =
            named(Measure::UserHours) || (named(Measure::Users) && named(Measure::Duration));
        let counted = move |measure: Measure| match measure {
            Measure::Incidents | Measure::Share => true,
            Measure::UserHours | Measure::UserHoursShare => user_hours,
            other => named(other),
        };
        Measure::ALL.iter().copied().filter(move |measure| match self.form {
            Form::Records => counted(*measure),
            Form::Aggregates => named(*measure),
        })
    }

    /// Whether it has a column.
    pub fn has(&self, named: Named) -> bool {
        self.columns.iter().any(|column| column.named == named)
    }

    /// The numbers of a measure's column.
    pub fn numbers(&self, measure: Measure) -> Option<&[Option<Decimal>]> {
        self.columns.iter().find_map(|column| match &column.cells {
            Cells::Numbers(numbers) if column.named == Named::Measure(measure) => {
                Some(numbers.as_slice())
            }
            _ => None,
        })
    }

    /// The codes of a dimension's column.
    pub fn codes(&self, dimension: Dimension) -> Option<&Codes> {
        self.columns.iter().find_map(|column| match &column.cells {
            Cells::Codes(codes) if column.named == Named::Dimension(dimension) => Some(codes),
            _ => None,
        })
    }

    /// The days of its incidents.
    pub fn days(&self) -> Option<&[Date]> {
        self.columns.iter().find_map(|column| match &column.cells {
            Cells::Days(days) => Some(days.as_slice()),
            _ => None,
        })
    }

    /// The user-hours of a record: as stated, else users × hours.
    pub fn user_hours(&self, line: usize) -> Option<Decimal> {
        let of = |measure| self.numbers(measure).and_then(|numbers| numbers[line]);
        of(Measure::UserHours).or_else(|| of(Measure::Users)?.checked_mul(of(Measure::Duration)?))
    }
}
