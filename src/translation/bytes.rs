//! Searches that see every byte of every text.

/// How many bytes are looked at together.
const STRIDE: usize = 16;

/// The first byte at or after `at` that is special beside the one after it; after the last one
/// comes the end of a line.
///
/// Strides without any are passed over in a few instructions, if `is_special` has no branches.
#[inline]
pub(super) fn find(bytes: &[u8], at: usize, is_special: impl Fn(u8, u8) -> bool) -> Option<usize> {
    let (strides, _) = bytes.get(at..)?.as_chunks::<STRIDE>();
    let (following, _) = bytes.get(at + 1..)?.as_chunks::<STRIDE>();
    let mut plain = 0;
    while let (Some(stride), Some(after)) = (strides.get(plain), following.get(plain)) {
        let mut special = false;
        for place in 0..STRIDE {
            special |= is_special(stride[place], after[place]);
        }
        if special {
            break;
        }
        plain += 1;
    }
    let from = at + plain * STRIDE;
    let place = from + flags(bytes, from, is_special).trailing_zeros() as usize / 8;
    (place < bytes.len().min(from + STRIDE)).then_some(place)
}

/// Every byte that is special beside the one after it.
#[inline]
pub(super) fn all(
    bytes: &[u8],
    is_special: impl Fn(u8, u8) -> bool,
) -> impl Iterator<Item = usize> {
    let (mut from, mut left) = (0, 0);
    let mut next = 0;
    std::iter::from_fn(move || {
        while left == 0 && next < bytes.len() {
            (from, left) = (next, flags(bytes, next, &is_special));
            next += STRIDE;
        }
        let place = from + left.trailing_zeros() as usize / 8;
        let is_one = left != 0 && place < bytes.len();
        left &= left.wrapping_sub(1);
        is_one.then_some(place)
    })
}

/// Which bytes of the stride at a byte are special: each is 1 or 0, the first the lowest.
#[inline]
fn flags(bytes: &[u8], from: usize, is_special: impl Fn(u8, u8) -> bool) -> u128 {
    let rest = &bytes[from..];
    let window = rest.first_chunk().copied().unwrap_or_else(|| {
        let mut window = [b'\n'; STRIDE + 1];
        window[..rest.len()].copy_from_slice(rest);
        window
    });
    let mut special = [0; STRIDE];
    for (place, flag) in special.iter_mut().enumerate() {
        *flag = u8::from(is_special(window[place], window[place + 1]));
    }
    u128::from_le_bytes(special)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_special_is_found_wherever_it_stands() {
        for length in 0..70 {
            for place in 0..length {
                let mut bytes = vec![b'a'; length];
                bytes[place] = b'b';
                for at in 0..=length {
                    let expected = Some(place).filter(|place| *place >= at);
                    assert_eq!(find(&bytes, at, |byte, _| byte == b'b'), expected);
                    let before = place.checked_sub(1).filter(|place| *place >= at);
                    assert_eq!(find(&bytes, at, |_, next| next == b'b'), before);
                }
            }
        }
        let letters: Vec<usize> =
            all(b"a b  cd                 e", |byte, _| byte != b' ').collect();
        assert_eq!(letters, [0, 2, 5, 6, 24]);
        assert_eq!(find(b"ab", 0, |_, next| next == b'\n'), Some(1));
        assert_eq!(find(b"", 0, |_, _| true), None);
    }
}
