//! Fingerprints of OpenPGP keys: of a key file, and as texts write them.
//!
//! Only the first packet of a key is read, which its fingerprint is made of; nothing is decrypted
//! or verified. Source: RFC 9580, sections 4.2, 5.5.4 and 6.

use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// The fingerprint of the key in a file, armoured or not, in capitals: 40 hexadecimal digits, 64 of
/// a key of version 6. `None` when there is no key that could be read.
pub(crate) fn fingerprint(file: &[u8]) -> Option<String> {
    let armour = b"-----BEGIN PGP PUBLIC KEY BLOCK-----";
    let key = match memchr::memmem::find(file, armour) {
        Some(at) => without_armour(std::str::from_utf8(&file[at + armour.len()..]).ok()?)?,
        None => file.to_vec(),
    };
    let body = public_key(&key)?;
    let digest = match body.first()? {
        4 => {
            let length = u16::try_from(body.len()).ok()?.to_be_bytes();
            Sha1::new()
                .chain_update([0x99])
                .chain_update(length)
                .chain_update(body)
                .finalize()
                .to_vec()
        }
        6 => {
            let length = u32::try_from(body.len()).ok()?.to_be_bytes();
            let hash = Sha256::new().chain_update([0x9b]).chain_update(length);
            hash.chain_update(body).finalize().to_vec()
        }
        _ => return None,
    };
    Some(crate::sources::hex(&digest).to_ascii_uppercase())
}

/// What stands in Base64 between an armour's headers and its checksum.
fn without_armour(text: &str) -> Option<Vec<u8>> {
    let lines = text.lines().skip(1).skip_while(|line| line.contains(": ")).map(str::trim);
    let base64: String = lines.take_while(|line| !line.starts_with(['=', '-'])).collect();
    STANDARD.decode(base64).ok()
}

/// The body of the first packet, if it is a public key.
fn public_key(bytes: &[u8]) -> Option<&[u8]> {
    const PUBLIC_KEY: u8 = 6;
    let (&head, rest) = bytes.split_first()?;
    let is_new = head & 0x40 != 0;
    let tag = if is_new { head & 0x3f } else { (head >> 2) & 0x0f };
    if head & 0x80 == 0 || tag != PUBLIC_KEY {
        return None;
    }
    let first = usize::from(*rest.first()?);
    let number = |bytes: &[u8]| bytes.iter().fold(0, |n, b| (n << 8) | usize::from(*b));
    let (skip, length) = match (is_new, head & 0x03, first) {
        (true, _, 0..192) => (1, first),
        (true, _, 192..224) => (2, ((first - 192) << 8) + usize::from(*rest.get(1)?) + 192),
        (true, _, 255) | (false, 2, _) => {
            let (from, to) = if is_new { (1, 5) } else { (0, 4) };
            (to, number(rest.get(from..to)?))
        }
        (false, 0, _) => (1, first),
        (false, 1, _) => (2, number(rest.get(..2)?)),
        // In parts, or up to the end: no key is written so.
        _ => return None,
    };
    rest.get(skip..skip.checked_add(length)?)
}

/// The fingerprints that a text names, without spaces and in capitals, with their places: ten
/// groups of four digits, or after `openpgp4fpr:`.
pub(crate) fn mentioned(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let starts = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        match bytes[at].is_ascii_hexdigit() && starts {
            true => {
                let (digits, end) = digits_from(text, at);
                let is_alone = !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
                let is_grouped = text[at..end].contains(' ') || text[at..end].contains('\u{a0}');
                let is_named = text[..at].to_ascii_lowercase().ends_with("openpgp4fpr:");
                if digits.len() == 40 && is_alone && (is_grouped || is_named) {
                    found.push((digits, at..end));
                }
                at = end;
            }
            false => at += 1,
        }
    }
    found
}

/// The hexadecimal digits from a place on, in capitals, with what separates groups of four of them
/// passed over; and where they end.
fn digits_from(text: &str, start: usize) -> (String, usize) {
    let (mut digits, mut end) = (String::new(), start);
    for (offset, c) in text[start..].char_indices() {
        let is_gap = matches!(c, ' ' | '\u{a0}' | '\u{202f}');
        if c.is_ascii_hexdigit() && digits.len() < 40 {
            digits.push(c.to_ascii_uppercase());
            end = start + offset + c.len_utf8();
        } else if !(is_gap && digits.len().is_multiple_of(4) && digits.len() < 40) {
            break;
        }
    }
    (digits, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHT: &str = "7BBFB0C9CB7CC29720EE57D3E526B71FFDE18D57";

    /// Made for this test; the expected digits are what GnuPG 2.4 prints.
    const KEY: &str = "-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: a test\n\n\
        mDMEawyyhRYJKwYBBAHaRw8BAQdAOnv4iLZVusqkSuJM+xHgPkW9kiVHoI/OBBbs\n\
        QSxqgIy0G1Rlc3QgPHNlY3VyaXR5QGV4YW1wbGUub3JnPg==\n\
        -----END PGP PUBLIC KEY BLOCK-----\n";

    #[test]
    fn of_a_key() {
        assert_eq!(fingerprint(KEY.as_bytes()).as_deref(), Some(RIGHT));
        assert_eq!(fingerprint(KEY.replace('\n', "\r\n").as_bytes()).as_deref(), Some(RIGHT));
        let base64: String = KEY.lines().skip(3).take(2).collect();
        let binary = STANDARD.decode(base64).expect("Base64");
        assert_eq!(fingerprint(&binary).as_deref(), Some(RIGHT));
        // The same packet with a length of the new form, and cut anywhere.
        let body = &binary[2..2 + 0x33];
        let new: Vec<u8> = [0xc6, 0xff, 0, 0, 0, 0x33].iter().chain(body).copied().collect();
        assert_eq!(fingerprint(&new).as_deref(), Some(RIGHT));
        for end in 0..new.len() {
            assert_eq!(fingerprint(&new[..end]), None, "{end}");
        }
        assert_eq!(fingerprint(&[0xc6, 0xff, 0xff, 0xff, 0xff, 0xff]), None);
    }

    #[test]
    fn in_a_text() {
        let spaced = "7BBF B0C9 CB7C C297 20EE  57D3 E526 B71F FDE1 8D57";
        for (text, expected) in [
            (format!("key {spaced}."), 1),
            (spaced.replace(' ', "\u{a0}"), 1),
            (spaced.to_lowercase(), 1),
            (format!("openpgp4fpr:{RIGHT}"), 1),
            // A digest or a commit, and more digits than a fingerprint has.
            (RIGHT.to_owned(), 0),
            (format!("{spaced} 0000"), 1),
            (format!("{spaced}0"), 0),
            (format!("x{spaced}"), 0),
            ("2024 2025 2026".to_owned(), 0),
        ] {
            let found = mentioned(&text);
            assert_eq!(found.len(), expected, "{text}");
            assert!(found.iter().all(|(digits, _)| digits == RIGHT), "{text}");
        }
    }
}
