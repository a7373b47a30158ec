//! What pictures carry besides the picture: cameras, places, names, thumbnails of what was cut away.
//!
//! [`stripped`] keeps the parts that are needed to show it as it was meant, and drops all others,
//! known or not, and whatever follows its end. A library that keeps what follows the first scan of a
//! JPEG would keep the second picture of a phone's camera, with its own place. Sources: ITU-T T.81,
//! T.871 and Exif 2.32 (JPEG), W3C PNG third edition, RFC 9649 (WebP).

use super::Finding;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks of a PNG that say what it looks like, moving ones included.
const PNG_SHOWN: &[&[u8]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"bKGD", b"pHYs", b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT",
];

/// Chunks of a WebP that say what it looks like.
const WEBP_SHOWN: &[&[u8]] = &[b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// The bits of `VP8X` that announce Exif and XMP.
const WEBP_METADATA: u8 = 0x0c;

fn is_webp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

/// The picture and nothing else. `None` when its parts cannot be told apart, or its format is none
/// of JPEG, PNG and WebP.
pub(crate) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(b"\xff\xd8") {
        jpeg(bytes)
    } else if bytes.starts_with(PNG) {
        png(bytes)
    } else if is_webp(bytes) {
        webp(bytes)
    } else {
        None
    }
}

/// What is left in pictures that are not stripped.
pub(super) fn left_in(bytes: &[u8]) -> Vec<Finding> {
    let has = |sign: &[u8]| memchr::memmem::find(bytes, sign).is_some();
    let is_gif = bytes.starts_with(b"GIF8");
    let tells = match is_gif {
        true => has(b"XMP DataXMP") || has(b"\x21\xfe"),
        false => bytes.get(4..8) == Some(b"ftyp") && (has(b"Exif") || has(b"application/rdf+xml")),
    };
    tells.then_some(Finding::Metadata("what its program or camera noted")).into_iter().collect()
}

fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(b"\xff\xd8");
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        while *bytes.get(at + 1)? == 0xff {
            at += 1;
        }
        let marker = bytes[at + 1];
        at += 2;
        match marker {
            0xd9 => {
                out.extend(b"\xff\xd9");
                return Some(out);
            }
            0x01 | 0xd0..=0xd7 => {
                out.extend([0xff, marker]);
                continue;
            }
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
        let segment = bytes.get(at..at + length).filter(|_| length >= 2)?;
        at += length;
        if is_shown(marker, &segment[2..]) {
            out.extend([0xff, marker]);
            out.extend(segment);
        } else if let Some(turned) = orientation(&segment[2..]) {
            out.extend(exif(turned));
        }
        if marker == 0xda {
            let end = end_of_scan(bytes, at);
            out.extend(&bytes[at..end]);
            if end == bytes.len() {
                // Cut short, as browsers show it.
                return Some(out);
            }
            at = end;
        }
    }
}

/// Whether a segment of a JPEG says what it looks like: application data only where it is the
/// density, the colours' profile or how they were transformed.
fn is_shown(marker: u8, content: &[u8]) -> bool {
    match marker {
        0xe0 => content.starts_with(b"JFIF\0"),
        0xe2 => content.starts_with(b"ICC_PROFILE\0"),
        0xee => content.starts_with(b"Adobe"),
        0xe1..=0xef | 0xfe => false,
        _ => true,
    }
}

/// Where the next marker stands that ends a scan.
fn end_of_scan(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(found) = memchr::memchr(0xff, &bytes[at..]) {
        at += found;
        match bytes.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            Some(_) => return at,
            None => break,
        }
    }
    bytes.len()
}

/// Which way up an Exif segment says the picture is, where that is not the usual one.
fn orientation(content: &[u8]) -> Option<u8> {
    let tiff = content.strip_prefix(b"Exif\0\0")?;
    let is_little = tiff.starts_with(b"II");
    let short = |at: usize| -> Option<u16> {
        let bytes = tiff.get(at..at + 2)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| -> Option<usize> {
        let (first, second) = (usize::from(short(at)?), usize::from(short(at + 2)?));
        Some(if is_little { second << 16 | first } else { first << 16 | second })
    };
    let directory = long(4)?;
    let entry = (0..usize::from(short(directory)?))
        .map(|number| directory + 2 + 12 * number)
        .find(|entry| short(*entry) == Some(0x0112))?;
    let turned = short(entry + 8)?;
    u8::try_from(turned).ok().filter(|turned| (2..=8).contains(turned))
}

/// An Exif segment that says which way up the picture is, and nothing else.
fn exif(turned: u8) -> Vec<u8> {
    let mut segment =
        b"\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    segment.extend([turned, 0, 0, 0, 0, 0, 0, 0]);
    segment
}

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(PNG);
    let mut at = PNG.len();
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let kind = bytes.get(at + 4..at + 8)?;
        let end = at.checked_add(length)?.checked_add(12)?;
        let chunk = bytes.get(at..end)?;
        if PNG_SHOWN.contains(&kind) {
            out.extend(chunk);
        }
        if kind == b"IEND" {
            return Some(out);
        }
        at = end;
    }
}

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let length = |at: usize| -> Option<usize> {
        Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
    };
    let end = length(4)?.checked_add(8).filter(|end| *end <= bytes.len())?;
    let mut out = Vec::with_capacity(end);
    out.extend(b"RIFF\0\0\0\0WEBP");
    let mut at = 12;
    while at < end {
        let kind = bytes.get(at..at + 4)?;
        let size = length(at + 4)?;
        let next = at.checked_add(8)?.checked_add(size)?.checked_add(size % 2)?;
        let chunk = bytes.get(at..next)?;
        if WEBP_SHOWN.contains(&kind) {
            let start = out.len();
            out.extend(chunk);
            if kind == b"VP8X" {
                *out.get_mut(start + 8)? &= !WEBP_METADATA;
            }
        }
        at = next;
    }
    let size = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&size.to_le_bytes());
    Some(out)
}
