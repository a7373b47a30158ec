//! What a PDF says of itself: whether it can be read by who does not see it, and who made it.
//!
//! Not a reader of PDF: dictionaries are found by their signs, in the file and in its object streams,
//! without recursion and within a budget of bytes, so that no file, however nested or however
//! tightly packed, costs more than its size. The text of pages is not read. Sources: ISO 32000-1
//! (7.3 objects, 7.5.7 object streams, 14.3 metadata, 14.7 structure, 14.9.2 language).

use std::collections::BTreeMap;

use memchr::memmem;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::{Finding, MOST_UNPACKED, labels};

/// The longest dictionary that is read, in bytes.
const LONGEST: usize = 1 << 20;

pub(super) fn inspect(bytes: &[u8]) -> Vec<Finding> {
    let mut left = bytes.len().saturating_mul(4).saturating_add(LONGEST);
    let own = objects(bytes, &mut left);
    let streams = unpacked(&own);
    let unread = streams.iter().any(|(_, stream)| stream.is_none());
    let mut all: Vec<(usize, u32, &[u8])> = own.iter().map(|o| (o.at, o.number, o.dict)).collect();
    for (at, stream) in &streams {
        let Some((first, stream)) = stream else { continue };
        let inside = packed_objects(*first, stream, &mut left).into_iter();
        all.extend(inside.map(|(number, dict)| (*at, number, dict)));
    }
    all.sort_by_key(|(at, ..)| *at);
    let trailers = trailers(bytes, &own);
    let last = |key: &[u8]| trailers.iter().rev().find_map(|dict| value(dict, key));
    if last(b"Encrypt").is_some() {
        return vec![Finding::Unchecked("it is encrypted")];
    }
    let by_number: BTreeMap<u32, &[u8]> = all.iter().map(|(_, n, dict)| (*n, *dict)).collect();
    let follow = |key: &[u8]| last(key).and_then(number).and_then(|n| by_number.get(&n).copied());
    let is_catalog = |dict: &&[u8]| value(dict, b"Type").is_some_and(|v| v == b"/Catalog");
    let any_catalog = || all.iter().rev().map(|(_, _, dict)| *dict).find(is_catalog);
    match follow(b"Root").filter(is_catalog).or_else(any_catalog) {
        None if unread => vec![Finding::Unchecked("parts of it are packed in another way")],
        None => vec![Finding::Unchecked("it is damaged")],
        Some(catalog) => described(bytes, catalog, follow(b"Info").unwrap_or_default()),
    }
}

/// What is to be said of a document by its catalogue, its information and its XMP.
fn described(bytes: &[u8], catalog: &[u8], info: &[u8]) -> Vec<Finding> {
    let is_said = |dict: &[u8], key: &[u8]| value(dict, key).is_some_and(is_text);
    let marked = value(catalog, b"MarkInfo");
    let is_marked = marked.is_none_or(|dict| value(dict, b"Marked").is_none_or(|v| v == b"true"));
    let is_tagged = is_marked && value(catalog, b"StructTreeRoot").is_some();
    let (title, author) = (xmp(bytes, "dc:title"), xmp(bytes, "dc:creator"));
    let said = [
        (!is_tagged, Finding::Inaccessible("tags")),
        (!is_said(info, b"Title") && title.is_none(), Finding::Inaccessible("a title")),
        (!is_said(catalog, b"Lang"), Finding::Inaccessible("a language")),
        (
            is_said(info, b"Author") || author.is_some(),
            Finding::Metadata("the name of who wrote it"),
        ),
    ];
    let keys = [&b"Title"[..], b"Subject", b"Keywords"];
    let texts = keys.into_iter().filter_map(|key| value(info, key)).map(plain);
    let label = labels(texts.chain(title));
    let said = said.into_iter().filter(|(is_so, _)| *is_so).map(|(_, finding)| finding);
    label.into_iter().chain(said).collect()
}

/// The text of an element of uncompressed XMP, if it has any.
fn xmp(bytes: &[u8], element: &str) -> Option<String> {
    let start = memmem::find(bytes, format!("<{element}>").as_bytes())?;
    let rest = &bytes[start..bytes.len().min(start + 4096)];
    let end = memmem::find(rest, format!("</{element}>").as_bytes())?;
    let text = String::from_utf8_lossy(&rest[..end]);
    let pieces = text.split('<').filter_map(|piece| Some(piece.split_once('>')?.1.trim()));
    Some(pieces.collect::<Vec<_>>().concat()).filter(|text| !text.is_empty())
}

/// An object that is a dictionary, and what follows it.
struct Object<'a> {
    at: usize,
    number: u32,
    dict: &'a [u8],
    rest: &'a [u8],
}

/// The dictionaries among a file's objects, in the order of the file.
fn objects<'a>(bytes: &'a [u8], left: &mut usize) -> Vec<Object<'a>> {
    let mut objects = Vec::new();
    for at in memmem::find_iter(bytes, b"obj") {
        let Some(number) = numbered(&bytes[..at]) else { continue };
        let Some(dict) = dictionary(&bytes[at + 3..], left) else { continue };
        let end = dict.as_ptr() as usize - bytes.as_ptr() as usize + dict.len();
        objects.push(Object { at, number, dict, rest: &bytes[end..] });
    }
    objects
}

/// The number of an object before whose keyword a text ends: `12 0 `.
fn numbered(before: &[u8]) -> Option<u32> {
    let tail = &before[before.len().saturating_sub(24)..];
    let mut words = tail.trim_ascii_end().rsplit(|byte| byte.is_ascii_whitespace());
    let is_parted = tail.last().is_some_and(u8::is_ascii_whitespace);
    let generation = words.next().filter(|word| !word.is_empty() && is_parted)?;
    generation.iter().all(u8::is_ascii_digit).then_some(())?;
    words.find(|word| !word.is_empty()).and_then(number)
}

/// The number that a value begins with.
fn number(value: &[u8]) -> Option<u32> {
    let end = value.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&value[..end]).ok()?.parse().ok()
}

/// The dictionary that a text begins with, brackets and all.
fn dictionary<'a>(bytes: &'a [u8], left: &mut usize) -> Option<&'a [u8]> {
    let bytes = bytes.trim_ascii_start();
    bytes.starts_with(b"<<").then_some(())?;
    let most = bytes.len().min(LONGEST).min(*left);
    let end = end_of_value(&bytes[..most]);
    *left = left.saturating_sub(end.unwrap_or(most));
    end.map(|end| &bytes[..end])
}

/// Where the dictionary or list ends that a text begins with.
fn end_of_value(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'<' if bytes.get(at + 1) == Some(&b'<') => {
                depth += 1;
                at += 2;
            }
            b'>' if bytes.get(at + 1) == Some(&b'>') => {
                depth = depth.checked_sub(1)?;
                at += 2;
            }
            b'[' => {
                depth += 1;
                at += 1;
            }
            b']' => {
                depth = depth.checked_sub(1)?;
                at += 1;
            }
            _ => at = end_of_token(bytes, at)?,
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Where a string, a comment or a single sign ends.
fn end_of_token(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    match rest[0] {
        b'(' => {
            let (mut depth, mut is_escaped) = (0_usize, false);
            let end = rest.iter().position(|byte| {
                match byte {
                    _ if is_escaped => {
                        is_escaped = false;
                        return false;
                    }
                    b'\\' => is_escaped = true,
                    b'(' => depth += 1,
                    b')' => depth -= 1,
                    _ => {}
                }
                depth == 0
            });
            Some(at + end? + 1)
        }
        b'<' => Some(at + memchr::memchr(b'>', rest)? + 1),
        b'%' => Some(at + memchr::memchr2(b'\n', b'\r', rest)?),
        _ => Some(at + 1),
    }
}

/// The value of a key of a dictionary, if it has it.
fn value<'a>(dict: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let inner = dict.strip_prefix(b"<<")?.strip_suffix(b">>")?;
    let mut at = 0;
    while let Some(slash) = inner.get(at..)?.iter().position(|byte| *byte == b'/') {
        let start = at + slash + 1;
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"/<>[]()%".contains(byte);
        let length = inner[start..].iter().position(is_end).unwrap_or(inner.len() - start);
        let name = &inner[start..start + length];
        let end = end_of_field(inner, start + length)?;
        if name == key {
            return Some(inner[start + length..end].trim_ascii());
        }
        at = end;
    }
    None
}

/// Where the value ends that follows a key.
fn end_of_field(inner: &[u8], from: usize) -> Option<usize> {
    let blank = inner[from..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let start = from + blank;
    let mut at = if inner.get(start) == Some(&b'/') { start + 1 } else { start };
    while at < inner.len() && inner[at] != b'/' {
        at = match inner[at] {
            b'[' => at + end_of_value(&inner[at..])?,
            b'<' if inner.get(at + 1) == Some(&b'<') => at + end_of_value(&inner[at..])?,
            _ => end_of_token(inner, at)?,
        };
    }
    Some(at.min(inner.len()))
}

/// An object stream: where it stands, how long its list of numbers is, and its bytes; `None` where
/// it is packed otherwise than usual.
type Stream = (usize, Option<(usize, Vec<u8>)>);

fn unpacked(objects: &[Object<'_>]) -> Vec<Stream> {
    let mut left = MOST_UNPACKED;
    let is_stream = |o: &&Object<'_>| value(o.dict, b"Type").is_some_and(|v| v == b"/ObjStm");
    let streams = objects.iter().filter(is_stream);
    streams.map(|object| (object.at, unpack(object, &mut left))).collect()
}

fn unpack(object: &Object<'_>, left: &mut usize) -> Option<(usize, Vec<u8>)> {
    let filter = value(object.dict, b"Filter")?;
    let filter = filter.strip_prefix(b"[").unwrap_or(filter).trim_ascii_start();
    let is_usual = filter.starts_with(b"/FlateDecode");
    let is_usual = is_usual && value(object.dict, b"DecodeParms").is_none();
    let rest = object.rest.trim_ascii_start().strip_prefix(b"stream")?;
    let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
    let rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    let end = memmem::find(rest, b"endstream").filter(|_| is_usual)?;
    let stream = decompress_to_vec_zlib_with_limit(&rest[..end], *left).ok()?;
    *left -= stream.len();
    let first = number(value(object.dict, b"First")?)? as usize;
    (first <= stream.len()).then_some((first, stream))
}

/// The dictionaries in an object stream, with their numbers: it begins with pairs of number and
/// place.
fn packed_objects<'s>(first: usize, stream: &'s [u8], left: &mut usize) -> Vec<(u32, &'s [u8])> {
    let (head, objects) = stream.split_at(first);
    let words = head.split(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty());
    let numbers: Vec<u32> = words.map_while(number).collect();
    let pairs = numbers.chunks_exact(2);
    let found = pairs.filter_map(|pair| {
        let bytes = objects.get(pair[1] as usize..)?;
        Some((pair[0], dictionary(bytes, left)?))
    });
    found.collect()
}

/// The dictionaries that lead to the others, in the order of the file.
fn trailers<'a>(bytes: &'a [u8], objects: &[Object<'a>]) -> Vec<&'a [u8]> {
    let mut left = bytes.len().saturating_add(LONGEST);
    let plain = memmem::find_iter(bytes, b"trailer")
        .filter_map(|at| Some((at, dictionary(&bytes[at + b"trailer".len()..], &mut left)?)));
    let is_table = |o: &&Object<'_>| value(o.dict, b"Type").is_some_and(|v| v == b"/XRef");
    let streams = objects.iter().filter(is_table).map(|object| (object.at, object.dict));
    let mut trailers: Vec<(usize, &[u8])> = plain.chain(streams).collect();
    trailers.sort_by_key(|(at, _)| *at);
    trailers.into_iter().map(|(_, dict)| dict).collect()
}

/// Whether a value is a text with something in it, or stands elsewhere.
fn is_text(value: &[u8]) -> bool {
    value.ends_with(b"R") || !plain(value).trim().is_empty()
}

/// A text string as far as it is ASCII, which every encoding of it keeps.
fn plain(value: &[u8]) -> String {
    let bytes: Vec<u8> = match value {
        [b'<', digits @ .., b'>'] => digits.chunks_exact(2).filter_map(hexadecimal).collect(),
        [b'(', text @ .., b')'] => text.to_vec(),
        _ => Vec::new(),
    };
    let is_seen = |byte: &u8| !matches!(byte, 0 | 0xfe | 0xff);
    String::from_utf8_lossy(&bytes.into_iter().filter(is_seen).collect::<Vec<u8>>()).into_owned()
}

fn hexadecimal(pair: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()
}
