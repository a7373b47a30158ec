//! Identifiers of documents, in the forms their registers prescribe.
//!
//! Sources: ISO 2108 (ISBN), ISO 3297 (ISSN), ISO 26324 and the DOI handbook, 2.2 (DOI).

use std::borrow::Cow;

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

/// What to write instead of something that is not right.
pub type Advice = Cow<'static, str>;

/// Holds a text against the grammar of a DOI: `10.`, the registrant's code, `/`, a suffix.
pub(super) fn doi(text: &str) -> Result<(), Advice> {
    const FORM: &str = "its form is `10.2824/698162`";
    if is_doi(text) {
        return Ok(());
    }
    let lower = text.to_ascii_lowercase();
    let prefixes = ["https://", "http://", "dx.", "doi.org/", "doi:", "doi "];
    let bare = prefixes.iter().fold(lower.as_str(), |rest, p| rest.strip_prefix(p).unwrap_or(rest));
    let bare = text[text.len() - bare.len()..].trim();
    match is_doi(bare) {
        true => Err(format!("write `{bare}` alone: the page makes a link of it").into()),
        false => Err(FORM.into()),
    }
}

fn is_doi(text: &str) -> bool {
    let Some((registrant, suffix)) = text.strip_prefix("10.").and_then(|rest| rest.split_once('/'))
    else {
        return false;
    };
    let mut parts = registrant.split('.');
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    parts.next().is_some_and(|first| digits(first) && (4..=9).contains(&first.len()))
        && parts.all(digits)
        && !suffix.is_empty()
        && !suffix.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Holds a text against the form of an ISBN-13, its prefix, its check digit and its hyphens.
pub(super) fn isbn(text: &str) -> Result<(), Advice> {
    let groups: Vec<&str> = text.split(['-', ' ']).collect();
    let signs: Vec<char> = groups.iter().flat_map(|group| group.chars()).collect();
    let digits: Option<Vec<u32>> = signs.iter().map(|c| c.to_digit(10)).collect();
    match digits.as_deref() {
        Some(digits @ [9, 7, 8 | 9, ..]) if digits.len() == 13 => {
            let check = isbn_check(&digits[..12]);
            if digits[12] != check {
                return Err(check_digit(&check.to_string()));
            }
            let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
            match lengths[..] {
                [13] => Ok(()),
                [3, a, b, c, 1] if a.min(b).min(c) > 0 => Ok(()),
                _ => Err("hyphens part it into five groups: `978-92-9204-167-0`".into()),
            }
        }
        Some(digits) if digits.len() == 13 => Err("an ISBN-13 begins with 978 or 979".into()),
        _ if is_isbn_10(&signs) => {
            let head = text[..text.len() - 1].trim_end_matches(['-', ' ']);
            let nine = signs[..9].iter().filter_map(|c| c.to_digit(10));
            let check = isbn_check(&[9, 7, 8].into_iter().chain(nine).collect::<Vec<_>>());
            Err(format!("this is an ISBN-10; as an ISBN-13 it is `978-{head}-{check}`").into())
        }
        _ => Err("its form is `978-92-9204-167-0`: 13 digits".into()),
    }
}

/// Nine digits, and one or an `X` to check them.
fn is_isbn_10(signs: &[char]) -> bool {
    let [digits @ .., last] = signs else { return false };
    let is_check = last.is_ascii_digit() || last.eq_ignore_ascii_case(&'x');
    digits.len() == 9 && digits.iter().all(char::is_ascii_digit) && is_check
}

fn isbn_check(digits: &[u32]) -> u32 {
    let sum: u32 = digits.iter().zip([1, 3].iter().cycle()).map(|(d, weight)| d * weight).sum();
    (10 - sum % 10) % 10
}

/// Holds a text against the form of an ISSN and its check digit.
pub(super) fn issn(text: &str) -> Result<(), Advice> {
    let signs: Vec<char> = text.chars().filter(|c| *c != '-').collect();
    let digits: Option<Vec<u32>> = signs.iter().take(7).map(|c| c.to_digit(10)).collect();
    let (Some(digits), 8) = (digits, signs.len()) else {
        return Err("its form is `2314-9434`: seven digits and a digit or `X` to check them".into());
    };
    let sum: u32 = digits.iter().zip((2..=8).rev()).map(|(digit, weight)| digit * weight).sum();
    let check = match (11 - sum % 11) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('X'),
    };
    if !signs[7].eq_ignore_ascii_case(&check) {
        return Err(check_digit(&check.to_string()));
    }
    let written: String = signs[..4].iter().chain(['-'].iter()).chain(&signs[4..7]).collect();
    let whole = format!("{written}{check}");
    if whole == text { Ok(()) } else { Err(format!("write `{whole}`").into()) }
}

fn check_digit(right: &str) -> Advice {
    format!("its last digit would have to be {right}; or another digit is wrong").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(of: fn(&str) -> Result<(), Advice>, right: &[&str], wrong: &[(&str, &str)]) {
        for text in right {
            assert_eq!(of(text), Ok(()), "{text} should be accepted");
        }
        for (text, help) in wrong {
            let advice = of(text).expect_err(text);
            assert!(advice.contains(help), "{text}: {advice:?}");
        }
    }

    #[test]
    fn forms() {
        check(
            isbn,
            &["978-92-9204-167-0", "9789292041670", "978 92 9204 167 0"],
            &[
                ("978-92-9204-167-1", "would have to be 0"),
                ("92-9204-167-0", "`978-92-9204-167-0`"),
                ("92-9204-167-X", "`978-92-9204-167-0`"),
                ("978-92-9204-167-x", "13 digits"),
                ("92-9204-167-è", "13 digits"),
                ("abcdefghij", "13 digits"),
                ("977-92-9204-167-1", "978 or 979"),
                ("9-7-8-9-2-9-2-0-4-1-6-7-0", "five groups"),
                ("9789-2-9204-167-0", "five groups"),
                ("978--92-9204167-0", "five groups"),
                ("", "13 digits"),
            ],
        );
        check(
            issn,
            &["2314-9434", "2434-561X"],
            &[
                ("2314-9435", "would have to be 4"),
                ("23149434", "`2314-9434`"),
                ("2434-561x", "`2434-561X`"),
                ("2314-943", "seven digits"),
                ("23I4-9434", "seven digits"),
            ],
        );
        check(
            doi,
            &["10.2824/698162", "10.1000.10/123456", "10.1000/456#789"],
            &[
                ("doi:10.2824/698162", "`10.2824/698162` alone"),
                ("https://doi.org/10.2824/698162", "`10.2824/698162` alone"),
                ("10.2824", "its form"),
                ("10.2824/", "its form"),
                ("10.2824/a b", "its form"),
                ("10.28/698162", "its form"),
                ("11.2824/698162", "its form"),
            ],
        );
    }
}
