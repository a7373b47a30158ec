//! Horizontal bars, one a number.

use super::{Percent, Scale, Units};

/// The shortest bar that can be seen on a narrow screen: about a pixel.
const LEAST: Percent = Percent(400);

/// A bar from its left end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Where it begins.
    pub from: Percent,
    /// How long it is.
    pub width: Percent,
}

impl Bar {
    /// The bar of a number, between zero and it. Zero has none; any other number is seen, be it ever
    /// so small.
    pub fn of(value: Units, scale: &Scale) -> Option<Bar> {
        let bar = Bar::between(scale.at(0), scale.at(value));
        match value {
            0 => None,
            _ if bar.width >= LEAST => Some(bar),
            // Towards the side of zero on which the number is.
            1.. => Some(Bar { width: LEAST, ..bar }),
            _ => Some(Bar { from: Percent(scale.at(0).0.saturating_sub(LEAST.0)), width: LEAST }),
        }
    }

    /// The bar between two places.
    pub(super) fn between(one: Percent, other: Percent) -> Bar {
        let (from, to) = (one.min(other), one.max(other));
        Bar { from, width: Percent(to.0 - from.0) }
    }

    /// Where it ends.
    pub fn to(self) -> Percent {
        Percent(self.from.0 + self.width.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bar(value: Units, scale: &Scale) -> Option<String> {
        Bar::of(value, scale).map(|bar| format!("{}+{}", bar.from, bar.width))
    }

    #[test]
    fn bars_begin_at_zero() {
        let scale = Scale::of([-10, 30], 1);
        assert_eq!(bar(30, &scale).unwrap(), "25%+75%");
        assert_eq!(bar(-10, &scale).unwrap(), "0%+25%");
        assert_eq!(bar(15, &scale).unwrap(), "25%+37.5%");
        assert_eq!(bar(0, &scale), None);
    }

    #[test]
    fn small_numbers_are_seen() {
        let scale = Scale::of([1_000_000, -1_000_000], 1);
        assert_eq!(bar(1, &scale).unwrap(), "50%+0.4%");
        assert_eq!(bar(-1, &scale).unwrap(), "49.6%+0.4%");
    }

    proptest! {
        #[test]
        fn a_longer_bar_is_a_larger_number(a in 0..1_000_000_000_i64, b in 0..1_000_000_000_i64) {
            let scale = Scale::of([a, b], 1);
            let width = |value| Bar::of(value, &scale).map_or(Percent(0), |bar| bar.width);
            prop_assert_eq!(a.cmp(&b).is_gt() && width(a) < width(b), false);
            prop_assert!(Bar::of(a, &scale).is_none_or(|bar| bar.to() <= Percent::WHOLE));
        }
    }
}
