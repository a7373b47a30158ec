//! What one dataset says: a measure of a cell, or by one or two dimensions.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::dataset::{Codes, Dataset, Form, When};
use super::vocabulary::{Dimension, Measure, TOTAL, Vocabulary};

/// Which incidents are meant: a code in each of some dimensions, all of them where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell(BTreeMap<Dimension, String>);

impl Cell {
    /// All incidents.
    pub fn all() -> Self {
        Self::default()
    }

    /// The same with one more code.
    #[must_use]
    pub fn with(mut self, dimension: Dimension, code: impl Into<String>) -> Self {
        self.0.insert(dimension, code.into());
        self
    }

    /// Its dimensions, each with its code.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Dimension, &str)> {
        self.0.iter().map(|(dimension, code)| (*dimension, code.as_str()))
    }

    /// Its code in a dimension.
    pub fn code(&self, dimension: Dimension) -> Option<&str> {
        self.0.get(&dimension).map(String::as_str)
    }

    /// Whether it means all incidents.
    pub fn is_all(&self) -> bool {
        self.0.is_empty()
    }
}

/// A figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// How much: exactly as written, or the result of a computation before it is rounded.
    pub number: Decimal,
    /// Whether it was computed, so that a text may show it rounded.
    pub computed: bool,
}

impl Value {
    /// As a dataset has it.
    pub fn stated(number: Decimal) -> Self {
        Self { number, computed: false }
    }

    /// The result of a computation.
    pub fn computed(number: Decimal) -> Self {
        Self { number, computed: true }
    }

    /// How much per cent of a whole it is; `None` of nothing.
    pub fn share_of(self, whole: Value) -> Option<Value> {
        let hundredfold = self.number.checked_mul(Decimal::ONE_HUNDRED)?;
        hundredfold.checked_div(whole.number).map(Value::computed)
    }
}

/// A number with at most so many decimals; a half is rounded away from zero, as one learns it at
/// school and as statistical offices do.
pub fn rounded(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// One line of a breakdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// A code in each of the breakdown's dimensions.
    pub codes: Vec<String>,
    /// How much; `None` where the dataset says nothing, which is not zero.
    pub value: Option<Value>,
}

/// One measure by one or two dimensions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// What is measured.
    pub measure: Measure,
    /// By what.
    pub dimensions: Vec<Dimension>,
    /// The codes that occur, in the order of the vocabulary: `other` and `unknown` come last, and
    /// are never left out.
    pub rows: Vec<Row>,
    /// All together: as stated, else the sum of parts that add up. Of shares, 100.
    pub total: Option<Value>,
}

impl Breakdown {
    /// What is missing between the parts and the total: what a report does not itemise, rounding
    /// included. `None` where parts need not add up, or nothing is missing.
    pub fn not_itemised(&self) -> Option<Value> {
        let multiple = self.dimensions.iter().any(|dimension| dimension.is_multiple());
        if multiple || !(self.measure.adds_up() || self.measure.is_share()) {
            return None;
        }
        let parts = self.rows.iter().filter_map(|row| row.value).map(|value| value.number);
        let rest = self.total?.number.checked_sub(checked_sum(parts)?)?;
        (rest > Decimal::ZERO).then(|| Value::computed(rest.normalize()))
    }
}

/// The sum of some numbers; `None` where it is beyond what can be counted exactly.
pub(super) fn checked_sum(numbers: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    let mut numbers = numbers;
    numbers.try_fold(Decimal::ZERO, Decimal::checked_add)
}

impl Dataset {
    /// A measure of a cell as this dataset has it, or as the sum of parts that add up. Shares of
    /// records are for [`Reported`](super::Reported), which knows the whole.
    pub fn value(&self, measure: Measure, cell: &Cell) -> Option<Value> {
        match self.form {
            Form::Aggregates => self.aggregate(measure, cell),
            Form::Records => self.count(measure, cell),
        }
    }

    /// A measure by some dimensions.
    pub fn breakdown(
        &self,
        measure: Measure,
        dimensions: &[Dimension],
        vocabulary: &Vocabulary,
    ) -> Option<Breakdown> {
        let known = dimensions.iter().all(|wanted| self.dimensions().any(|own| own == *wanted));
        if !known || !self.measures().any(|own| own == measure) {
            return None;
        }
        let mut rows = match self.form {
            Form::Aggregates => self.aggregates(measure, dimensions),
            Form::Records => self.counts(measure, dimensions),
        };
        rows.sort_by_cached_key(|row| {
            let codes = dimensions.iter().zip(&row.codes);
            let places = codes.map(|(of, code)| (vocabulary.position(*of, code), code.clone()));
            places.collect::<Vec<_>>()
        });
        let dimensions = dimensions.to_vec();
        let total = match measure.whole() {
            Some(_) => Some(Value::stated(Decimal::ONE_HUNDRED)),
            None => self.value(measure, &Cell::all()),
        };
        Some(Breakdown { measure, dimensions, rows, total })
    }

    fn aggregate(&self, measure: Measure, cell: &Cell) -> Option<Value> {
        let numbers = self.numbers(measure)?;
        let own: Vec<(Dimension, &Codes)> =
            self.dimensions().filter_map(|own| Some((own, self.codes(own)?))).collect();
        if cell.iter().any(|(wanted, _)| own.iter().all(|(own, _)| *own != wanted)) {
            return None;
        }
        let says = |line: usize, wanted: fn(&str) -> bool| {
            own.iter().all(|(dimension, codes)| {
                let code = codes.at(line).next().unwrap_or_default();
                match cell.code(*dimension) {
                    Some(asked) => asked == code,
                    None => wanted(code),
                }
            })
        };
        if let Some(line) = (0..self.lines).find(|line| says(*line, |code| code == TOTAL)) {
            return numbers[line].map(Value::stated);
        }
        let summed = own.iter().filter(|(dimension, _)| cell.code(*dimension).is_none());
        if !measure.adds_up() || summed.into_iter().any(|(over, _)| over.is_multiple()) {
            return None;
        }
        let parts: Vec<Decimal> = (0..self.lines)
            .filter(|line| says(*line, |code| code != TOTAL))
            .map(|line| numbers[line])
            .collect::<Option<_>>()?;
        if parts.is_empty() {
            return None;
        }
        checked_sum(parts.into_iter()).map(Value::computed)
    }

    /// The lines of aggregates that are told apart by these dimensions, and added up over others.
    fn aggregates(&self, measure: Measure, dimensions: &[Dimension]) -> Vec<Row> {
        let mut seen: Vec<Vec<String>> = Vec::new();
        for line in 0..self.lines {
            let code = |dimension: &Dimension| {
                let codes = self.codes(*dimension);
                codes.and_then(|codes| codes.at(line).next()).unwrap_or_default().to_owned()
            };
            let codes: Vec<String> = dimensions.iter().map(code).collect();
            if !codes.iter().any(|code| code == TOTAL) && !seen.contains(&codes) {
                seen.push(codes);
            }
        }
        let row = |codes: Vec<String>| {
            let pairs = dimensions.iter().zip(&codes);
            let cell = pairs.fold(Cell::all(), |cell, (of, code)| cell.with(*of, code.as_str()));
            let value = self.aggregate(measure, &cell);
            Row { codes, value }
        };
        seen.into_iter().map(row).collect()
    }

    fn count(&self, measure: Measure, cell: &Cell) -> Option<Value> {
        let known = cell.iter().all(|(wanted, _)| self.dimensions().any(|own| own == wanted));
        if !known || !self.measures().any(|own| own == measure) || measure.is_share() {
            return None;
        }
        let tests: Vec<(Keys<'_>, Option<u16>)> = cell
            .iter()
            .map(|(dimension, code)| {
                let keys = self.keys(dimension);
                let wanted = keys.place(code);
                (keys, wanted)
            })
            .collect();
        let fits = |line: &usize| {
            tests.iter().all(|(keys, wanted)| wanted.is_some_and(|code| keys.has(*line, code)))
        };
        let lines = (0..self.lines).filter(fits);
        match measure {
            Measure::Incidents => Some(Value::stated(Decimal::from(lines.count()))),
            _ => {
                let amounts = lines.filter_map(|line| self.amount(measure, line));
                checked_sum(amounts).map(Value::computed)
            }
        }
    }

    fn counts(&self, measure: Measure, dimensions: &[Dimension]) -> Vec<Row> {
        let keys: Vec<Keys<'_>> = dimensions.iter().map(|of| self.keys(*of)).collect();
        let counted = match measure.whole() {
            Some(whole) => whole,
            None => measure,
        };
        let mut sums: BTreeMap<Vec<u16>, Option<Decimal>> = BTreeMap::new();
        let mut whole = Some(Decimal::ZERO);
        for line in 0..self.lines {
            let amount = match counted {
                Measure::Incidents => Decimal::ONE,
                measure => self.amount(measure, line).unwrap_or_default(),
            };
            whole = whole.and_then(|sum| sum.checked_add(amount));
            for combination in combinations(&keys, line) {
                let sum = sums.entry(combination).or_insert(Some(Decimal::ZERO));
                *sum = sum.and_then(|sum| sum.checked_add(amount));
            }
        }
        let exact = counted == Measure::Incidents;
        let value = |sum: Decimal| match measure.whole() {
            Some(_) => Value::computed(sum).share_of(Value::computed(whole?)),
            None => Some(Value { number: sum, computed: !exact }),
        };
        sums.into_iter()
            .map(|(places, sum)| Row {
                codes: keys.iter().zip(&places).map(|(keys, at)| keys.name(*at)).collect(),
                value: sum.and_then(value),
            })
            .collect()
    }

    /// What a record adds to a measure.
    fn amount(&self, measure: Measure, line: usize) -> Option<Decimal> {
        match measure {
            Measure::UserHours => self.user_hours(line),
            measure => self.numbers(measure)?[line],
        }
    }

    fn keys(&self, dimension: Dimension) -> Keys<'_> {
        match (self.codes(dimension), self.days()) {
            (Some(codes), _) => Keys::Codes(codes),
            (None, Some(days)) if dimension == Dimension::Quarter => {
                Keys::Quarters(days.iter().map(|day| When::Day(*day).quarter()).collect())
            }
            _ => Keys::Quarters(Vec::new()),
        }
    }
}

/// The codes of records in one dimension, as numbers.
enum Keys<'a> {
    Codes(&'a Codes),
    /// Of days, from 1.
    Quarters(Vec<u8>),
}

impl Keys<'_> {
    fn place(&self, code: &str) -> Option<u16> {
        let at = match self {
            Keys::Codes(codes) => codes.names().iter().position(|name| name == code),
            Keys::Quarters(_) => Dimension::Quarter.codes().iter().position(|name| *name == code),
        };
        at.and_then(|at| u16::try_from(at).ok())
    }

    fn has(&self, line: usize, code: u16) -> bool {
        match self {
            Keys::Codes(codes) => codes.places(line).contains(&code),
            Keys::Quarters(quarters) => {
                quarters.get(line).is_some_and(|quarter| u16::from(*quarter) == code + 1)
            }
        }
    }

    fn name(&self, place: u16) -> String {
        let name = match self {
            Keys::Codes(codes) => codes.names().get(usize::from(place)).map(String::as_str),
            Keys::Quarters(_) => Dimension::Quarter.codes().get(usize::from(place)).copied(),
        };
        name.unwrap_or_default().to_owned()
    }
}

/// Every combination of a record's codes: one, unless it has several in a dimension.
fn combinations(keys: &[Keys<'_>], line: usize) -> Vec<Vec<u16>> {
    keys.iter().fold(vec![Vec::with_capacity(keys.len())], |all, keys| {
        let quarter;
        let places = match keys {
            Keys::Codes(codes) => codes.places(line),
            Keys::Quarters(quarters) => {
                quarter = quarters.get(line).map(|quarter| u16::from(*quarter) - 1);
                quarter.as_slice()
            }
        };
        let with = |start: &Vec<u16>, place: &u16| [start.as_slice(), &[*place]].concat();
        all.iter().flat_map(|start| places.iter().map(move |place| with(start, place))).collect()
    })
}
