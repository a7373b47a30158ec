//! Parts of a whole, side by side in one bar.

use super::bars::Bar;
use super::{Scale, Units};

/// The bars of parts in their order, each beginning where the one before it ends: ends are rounded,
/// not lengths, so that nothing lies between them or over another. A part of nothing, or less, has
/// none.
pub fn stack(parts: &[Option<Units>], scale: &Scale) -> Vec<Option<Bar>> {
    let mut sum = 0;
    parts
        .iter()
        .map(|part| {
            let part = part.filter(|part| *part > 0)?;
            let from = scale.at_sum(sum);
            sum += i128::from(part);
            Some(Bar::between(from, scale.at_sum(sum)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Percent;
    use super::*;

    #[test]
    fn parts_touch() {
        let scale = Scale::whole(3);
        let bars = stack(&[Some(1), None, Some(0), Some(1), Some(1)], &scale);
        let ends: Vec<Option<String>> =
            bars.iter().map(|bar| bar.map(|bar| format!("{}-{}", bar.from, bar.to()))).collect();
        let expected = ["0%-33.333%", "", "", "33.333%-66.667%", "66.667%-100%"];
        assert_eq!(ends, expected.map(|s| Some(s.to_owned()).filter(|s| !s.is_empty())));
    }

    proptest! {
        #[test]
        fn any_parts_fill_the_whole(parts in prop::collection::vec(1..1_000_000_i64, 1..6)) {
            let scale = Scale::whole(parts.iter().sum());
            let bars = stack(&parts.iter().copied().map(Some).collect::<Vec<_>>(), &scale);
            let mut at = Percent(0);
            for bar in bars.into_iter().flatten() {
                prop_assert_eq!(bar.from, at);
                at = bar.to();
            }
            prop_assert_eq!(at, Percent::WHOLE);
        }
    }
}
