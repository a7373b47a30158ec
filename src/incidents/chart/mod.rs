//! The shapes of charts: whole numbers and strings in, places in per cent out.
//!
//! [`Scale`] says which numbers an axis spans; [`bars`], [`stack`] and [`lines`] lay the shapes of
//! one type of chart on it; [`text`] tells how much room words need. Nothing here knows a language,
//! a dataset or a page.
//!
//! Numbers are [`Units`]: whole numbers of one unit that the caller chooses, as small as its figures
//! need (a tenth of a per cent, a thousandth of an hour). So every place is computed exactly and
//! rounded once.

pub mod bars;
pub mod lines;
pub mod scale;
pub mod stack;
pub mod text;

use std::fmt;

pub use scale::Scale;

/// A number to be drawn, in units of the caller's choice.
pub type Units = i64;

/// The most series that one chart can tell apart.
pub const MOST_SERIES: usize = 6;

/// A place on an axis or a length along it, in thousandths of a per cent of the axis. Written as
/// SVG has it: `12.5%`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub u32);

impl Percent {
    /// The whole axis.
    pub const WHOLE: Percent = Percent(100_000);

    /// A part of a whole, rounded half up. Outside of the whole it is its nearest end.
    pub fn of(part: i128, whole: i128) -> Percent {
        if whole <= 0 || part <= 0 {
            return Percent(0);
        }
        let thousandths = (part.min(whole) * 200_000 + whole) / (2 * whole);
        Percent(u32::try_from(thousandths).unwrap_or(100_000))
    }

    /// What is left of the axis beyond it.
    pub fn rest(self) -> Percent {
        Percent(Self::WHOLE.0.saturating_sub(self.0))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 1000, self.0 % 1000);
        match part {
            0 => write!(f, "{whole}%"),
            _ => write!(f, "{whole}.{}%", format!("{part:03}").trim_end_matches('0')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn per_cents_are_rounded_once_and_written_short() {
        let written = |part, whole| Percent::of(part, whole).to_string();
        assert_eq!(written(1, 8), "12.5%");
        assert_eq!(written(1, 3), "33.333%");
        assert_eq!(written(2, 3), "66.667%");
        assert_eq!(written(5, 5), "100%");
        assert_eq!(written(9, 5), "100%");
        assert_eq!(written(-1, 5), "0%");
        assert_eq!(written(3, 0), "0%");
        assert_eq!(Percent(12_345).rest(), Percent(87_655));
    }
}
