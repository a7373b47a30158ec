//! Which numbers an axis spans, and where its grid lies.

use super::{Percent, Units};

/// How many steps an axis has at most: its labels must fit on the narrowest screen.
const MOST_STEPS: i128 = 5;

/// An axis from a round number to a round number, in equal round steps. Zero is always on it: a bar
/// or a line whose axis begins elsewhere makes small differences look large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    low: i128,
    high: i128,
    step: i128,
}

impl Scale {
    /// The shortest axis that holds every number and zero; of those equally short, the one whose steps
    /// are nearest to four. No step is smaller than `least`, which must be positive.
    pub fn of(values: impl IntoIterator<Item = Units>, least: Units) -> Scale {
        let (low, high) = values.into_iter().fold((0_i128, 0_i128), |(low, high), value| {
            (low.min(i128::from(value)), high.max(value.into()))
        });
        let least = i128::from(least.max(1));
        if (low, high) == (0, 0) {
            return Scale { low, high: least, step: least };
        }
        let around = |step: i128| Scale {
            low: low.div_euclid(step) * step,
            high: -((-high).div_euclid(step)) * step,
            step,
        };
        let fits = |scale: &Scale| scale.steps() <= MOST_STEPS;
        let all = round_numbers().skip_while(|step| *step < least).map(around);
        // Of steps that fit, each is followed by coarser ones; a few of them are worth a look.
        let best = all.skip_while(|scale| !fits(scale)).take(3);
        best.min_by_key(|scale| (scale.high - scale.low, (scale.steps() - 4).abs()))
            .unwrap_or(around(high - low))
    }

    /// From zero to the whole, in quarters: for parts of a whole.
    pub fn whole(whole: Units) -> Scale {
        let high = i128::from(whole.max(1));
        let step = if high % 4 == 0 { high / 4 } else { high };
        Scale { low: 0, high, step }
    }

    /// Where a number lies on the axis.
    pub fn at(&self, value: Units) -> Percent {
        self.at_sum(value.into())
    }

    /// The same for a sum of several.
    pub(super) fn at_sum(&self, value: i128) -> Percent {
        Percent::of(value - self.low, self.high - self.low)
    }

    /// The numbers at which the grid has a line, from the lowest, and where it lies.
    pub fn ticks(&self) -> impl Iterator<Item = (Units, Percent)> {
        let numbers = (0..=self.steps()).map(|n| self.low + n * self.step);
        numbers.filter_map(|number| Some((Units::try_from(number).ok()?, self.at_sum(number))))
    }

    /// The distance of two lines of the grid.
    pub fn step(&self) -> Units {
        Units::try_from(self.step).unwrap_or(Units::MAX)
    }

    fn steps(&self) -> i128 {
        (self.high - self.low) / self.step
    }
}

/// 1, 2, 5, 10, 20, 25, 50, 100 …
fn round_numbers() -> impl Iterator<Item = i128> {
    let tens = (0..30).map(|exponent| 10_i128.pow(exponent));
    tens.flat_map(|ten| {
        let quarter = (ten >= 10).then_some(ten * 5 / 2);
        [Some(ten), Some(ten * 2), quarter, Some(ten * 5)]
    })
    .flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ticks(values: &[Units], least: Units) -> Vec<Units> {
        Scale::of(values.iter().copied(), least).ticks().map(|(number, _)| number).collect()
    }

    #[test]
    fn axes_are_round_and_hold_zero() {
        assert_eq!(ticks(&[22, 15, 3], 1), [0, 5, 10, 15, 20, 25]);
        assert_eq!(ticks(&[100], 1), [0, 25, 50, 75, 100]);
        assert_eq!(ticks(&[59, 7, 23], 1), [0, 20, 40, 60]);
        assert_eq!(ticks(&[1077, 1276], 1), [0, 500, 1000, 1500]);
        assert_eq!(ticks(&[168], 1), [0, 50, 100, 150, 200]);
        assert_eq!(ticks(&[5106, 841], 1), [0, 2000, 4000, 6000]);
        assert_eq!(ticks(&[1], 1), [0, 1]);
        assert_eq!(ticks(&[3], 1), [0, 1, 2, 3]);
        assert_eq!(ticks(&[], 10), [0, 10]);
        assert_eq!(ticks(&[0, 0], 1), [0, 1]);
        assert_eq!(ticks(&[-12, 18], 1), [-20, -10, 0, 10, 20]);
        assert_eq!(ticks(&[-5], 1), [-5, -4, -3, -2, -1, 0]);
        assert_eq!(ticks(&[3], 10), [0, 10]);
    }

    #[test]
    fn parts_of_a_whole_go_by_quarters() {
        let ticks: Vec<String> =
            Scale::whole(100).ticks().map(|(number, at)| format!("{number} {at}")).collect();
        assert_eq!(ticks, ["0 0%", "25 25%", "50 50%", "75 75%", "100 100%"]);
    }

    proptest! {
        #[test]
        fn any_numbers_lie_on_their_axis(values: Vec<Units>, least in 1..1_000_000_i64) {
            let scale = Scale::of(values.iter().copied(), least);
            prop_assert!(scale.low <= 0 && scale.high >= 0 && scale.low < scale.high);
            prop_assert!((1..=MOST_STEPS).contains(&scale.steps()));
            prop_assert_eq!((scale.high - scale.low) % scale.step, 0);
            for value in values {
                prop_assert!(scale.low <= value.into() && i128::from(value) <= scale.high);
            }
        }
    }
}
