//! Addresses: on the web, of mail, of machines.

use std::net::Ipv4Addr;
use std::ops::Range;

use super::invariants::Scanner;
use super::{Kind, digest, folded};

/// Endings that make a word a domain; others (`d.lgs`, `sig.ra`) are abbreviations.
const DOMAINS: &[&str] = &[
    "ai", "app", "at", "au", "be", "bg", "br", "by", "ca", "ch", "cn", "co", "com", "cy", "cz",
    "de", "dev", "dk", "edu", "ee", "es", "eu", "fi", "fr", "gov", "gr", "hr", "hu", "ie", "il",
    "in", "info", "int", "invalid", "io", "ir", "is", "it", "jp", "kp", "kr", "li", "local", "lt",
    "lu", "lv", "me", "mil", "mt", "net", "nl", "no", "nz", "onion", "org", "pl", "pro", "pt",
    "ro", "ru", "se", "si", "sk", "su", "test", "to", "top", "tr", "ua", "uk", "us", "xyz", "za",
];

/// What languages are called in addresses: ISO 639-1, and 639-2 as EUR-Lex and ELI have it.
const LANGUAGES: &[&str] = &[
    "bg", "bul", "ces", "cs", "da", "dan", "de", "deu", "el", "ell", "en", "eng", "es", "est",
    "et", "fi", "fin", "fr", "fra", "ga", "gle", "hr", "hrv", "hu", "hun", "it", "ita", "lav",
    "lit", "lt", "lv", "mlt", "mt", "nl", "nld", "pl", "pol", "por", "pt", "ro", "ron", "sk", "sl",
    "slk", "slv", "spa", "sv", "swe",
];

/// What parts of an address may end with.
const MARKS: [char; 8] = ['/', '.', '=', '_', '-', '&', '?', '#'];

/// The digest of an address or of code; what names a language in an address counts as one.
pub(super) fn canonical(text: &str) -> u64 {
    let text = text.trim();
    if text.contains(char::is_whitespace) || !text.contains(['/', '.', '=']) {
        return digest(text.bytes());
    }
    let path = text.find("://").map_or(0, |at| at + 3);
    let host_end =
        if path > 0 { text[path..].find('/').map_or(text.len(), |at| path + at) } else { 0 };
    let mut at = 0;
    let parts = text.trim_end_matches('/').split_inclusive(MARKS).flat_map(|part| {
        let name = part.trim_end_matches(MARKS);
        let ends_host = at + name.len() == host_end && at > path;
        at += part.len();
        let is_language = !ends_host && (2..=3).contains(&name.len()) && is_one_of(name, LANGUAGES);
        let shown = if is_language { "*" } else { name };
        shown.bytes().chain(part[name.len()..].bytes())
    });
    digest(parts)
}

fn is_one_of(name: &str, sorted: &[&str]) -> bool {
    let by_lower = |known: &&str| known.bytes().cmp(name.bytes().map(|b| b.to_ascii_lowercase()));
    sorted.binary_search_by(by_lower).is_ok()
}

impl Scanner<'_> {
    /// Reads a word with marks inside as an address of some kind.
    pub(super) fn address(&mut self, word: &Range<usize>) -> Option<usize> {
        let text = &self.text[word.clone()];
        if text.contains("://") {
            let rest = &self.text[word.start..];
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '⟦' | '<' | '>' | '"'));
            let url = &rest[..end.unwrap_or(rest.len())];
            let closing: &[char] = &['.', ',', ';', ':', '!', '?', '»', '”', '’', '\''];
            let mut url = url.trim_end_matches(closing);
            while url.ends_with(')') && !url.contains('(') {
                url = url[..url.len() - 1].trim_end_matches(closing);
            }
            let end = word.start + url.len();
            self.push(Kind::Url, canonical(url), word.start..end);
            return Some(end);
        }
        let plain = || text.bytes().filter(|b| !matches!(b, b'[' | b']'));
        if let Some((local, host)) = text.split_once('@') {
            return (!local.is_empty() && host.contains('.')).then(|| {
                self.push(Kind::Email, folded(plain()), word.clone());
                word.end
            });
        }
        if text.as_bytes()[0].is_ascii_digit()
            && let Some(end) = self.machine(word)
        {
            return Some(end);
        }
        let host = text.split(['/', ':']).next().unwrap_or(text);
        let (name, ending) = host.rsplit_once('.')?;
        let label = name.trim_end_matches('[').rsplit('.').next()?;
        let is_domain = is_one_of(ending.trim_start_matches(']'), DOMAINS)
            && (ending.bytes().all(|b| b.is_ascii_lowercase() || b == b']')
                || host.bytes().all(|b| !b.is_ascii_lowercase()))
            && label.len() > 1
            && label.bytes().any(|b| b.is_ascii_alphabetic())
            && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-[]".contains(&b));
        is_domain.then(|| {
            self.push(Kind::Domain, folded(plain()), word.clone());
            word.end
        })
    }

    /// An IPv4 address, with the length of its network or a port after it; dots may be defanged.
    fn machine(&mut self, word: &Range<usize>) -> Option<usize> {
        let text = &self.text[word.clone()];
        let dots = text.bytes().filter(|b| *b == b'.').count();
        if dots != 3 {
            return None;
        }
        let host = text.split(['/', ':']).next().unwrap_or(text).replace("[.]", ".");
        let address: Ipv4Addr = host.parse().ok()?;
        let rest = text.find(['/', ':']).map_or("", |at| &text[at..]);
        self.push(
            Kind::IpAddress,
            digest(address.octets().into_iter().chain(rest.bytes())),
            word.clone(),
        );
        Some(word.end)
    }
}
