//! Identifiers of documents and references to law, in the forms their registers prescribe.
//!
//! Sources: ISO 2108 (ISBN), ISO 3297 (ISSN), ISO 26324 (DOI), Council conclusions 2012/C 325/02
//! (ELI), EUR-Lex "CELEX numbers".

/// What identifies a document outside the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identifiers {
    /// Digital object identifier: `10.2824/698162`.
    pub doi: Option<String>,
    /// ISBN-13 with hyphens: `978-92-9204-167-0`.
    pub isbn: Option<String>,
    /// ISSN: `2314-9434`.
    pub issn: Option<String>,
    /// Catalogue number of a publications office: `TP-AB-16-001-EN-N`.
    pub catalogue: Option<String>,
    /// The publisher's own number: `04/2018`.
    pub number: Option<String>,
}

/// A reference to an act, by ELI or CELEX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LegalReference {
    /// European Legislation Identifier, a URI.
    Eli(String),
    /// CELEX number: `32022L2555`.
    Celex(String),
}

impl LegalReference {
    /// Reads an ELI or a CELEX number.
    pub fn parse(text: &str) -> Option<LegalReference> {
        let text = text.trim();
        let eli_path = text.split_once("/eli/").map(|(_, path)| path);
        if (text.starts_with("http://") || text.starts_with("https://"))
            && eli_path.is_some_and(|path| path.split('/').filter(|s| !s.is_empty()).count() >= 3)
        {
            return Some(LegalReference::Eli(text.to_owned()));
        }
        is_celex(text).then(|| LegalReference::Celex(text.to_owned()))
    }
}

/// Sector, year, type of act, number: `32022L2555`.
fn is_celex(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letters = bytes.iter().skip(5).take_while(|b| b.is_ascii_uppercase()).count();
    text.is_ascii()
        && bytes.len() >= 7
        && bytes[..5].iter().all(u8::is_ascii_digit)
        && (1..=2).contains(&letters)
        && bytes.len() > 5 + letters
        && bytes[5 + letters..].iter().all(|b| b.is_ascii_digit() || b"()-/R".contains(b))
}

/// Whether a text is a DOI.
pub(super) fn is_doi(text: &str) -> bool {
    text.strip_prefix("10.").and_then(|rest| rest.split_once('/')).is_some_and(
        |(prefix, suffix)| {
            prefix.len() >= 4
                && prefix.bytes().all(|b| b.is_ascii_digit() || b == b'.')
                && !suffix.is_empty()
                && !suffix.contains(char::is_whitespace)
        },
    )
}

/// Whether a text is an ISBN-13 whose check digit is right.
pub(super) fn is_isbn(text: &str) -> bool {
    let digits: Vec<u32> =
        text.chars().filter(|c| !matches!(c, '-' | ' ')).filter_map(|c| c.to_digit(10)).collect();
    let sound = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' '));
    let sum: u32 =
        digits.iter().zip([1, 3].iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    sound && digits.len() == 13 && sum.is_multiple_of(10)
}

/// Whether a text is an ISSN whose check digit is right.
pub(super) fn is_issn(text: &str) -> bool {
    let Some((head, tail)) = text.split_once('-') else { return false };
    if head.len() != 4 || tail.len() != 4 {
        return false;
    }
    let mut sum = 0;
    for (weight, c) in (1..=8).rev().zip(head.chars().chain(tail.chars())) {
        match (c.to_digit(10), c, weight) {
            (Some(digit), _, _) => sum += digit * weight,
            (None, 'X', 1) => sum += 10,
            _ => return false,
        }
    }
    sum % 11 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(is_valid: fn(&str) -> bool, right: &[&str], wrong: &[&str]) {
        for text in right {
            assert!(is_valid(text), "{text} should be accepted");
        }
        for text in wrong {
            assert!(!is_valid(text), "{text} should be refused");
        }
    }

    #[test]
    fn forms() {
        check(
            is_isbn,
            &["978-92-9204-167-0"],
            &["978-92-9204-167-1", "92-9204-167-0", "978-92-9204-167-x"],
        );
        check(is_issn, &["2314-9434", "2434-561X"], &["2314-9435", "23149434", "2314-943"]);
        check(
            is_doi,
            &["10.2824/698162"],
            &["doi:10.2824/698162", "10.2824", "10.2824/", "10.2824/a b"],
        );
        check(
            |text| LegalReference::parse(text).is_some(),
            &["32022L2555", "http://data.europa.eu/eli/dir/2022/2555/oj", "32017D0179"],
            &["2022L2555", "2022/2555", "https://example.org/law", "http://data.europa.eu/eli/dir"],
        );
    }
}
