//! Language tags: which texts can be meant as one.
//!
//! Sources: BCP 47 (RFC 5646), of which sites use language, script and region; ISO 639-1;
//! ISO 3166-1.

/// Country codes and old spellings that are taken for language codes, and what is meant.
const TAKEN_FOR_LANGUAGES: &[(&str, &str)] = &[
    ("at", "de"),
    ("be", "nl or fr"),
    ("cy", "el"),
    ("cz", "cs"),
    ("dk", "da"),
    ("ee", "et"),
    ("gb", "en"),
    ("gr", "el"),
    ("ie", "ga"),
    ("iw", "he"),
    ("jp", "ja"),
    ("lu", "lb"),
    ("se", "sv"),
    ("si", "sl"),
    ("ua", "uk"),
    ("us", "en"),
];

/// Why a text cannot be meant as a language tag, as a hint for its author; `None` when it can.
pub fn implausible(tag: &str) -> Option<String> {
    if let Some((_, meant)) = TAKEN_FOR_LANGUAGES.iter().find(|(code, _)| *code == tag) {
        return Some(format!("`{tag}` is a country; did you mean the language `{meant}`?"));
    }
    if is_well_formed(tag) {
        return None;
    }
    let canonical = canonical(tag);
    if is_well_formed(&canonical) {
        return Some(format!("write it as `{canonical}`"));
    }
    Some("use a BCP 47 tag such as `it` or `en`".to_owned())
}

/// Language, then script, then region, each in its usual case: `it`, `pt-BR`, `sr-Latn-RS`.
fn is_well_formed(tag: &str) -> bool {
    let mut subtags = tag.split('-').peekable();
    let all = |text: &str, is: fn(&u8) -> bool| text.bytes().all(|b| is(&b));
    let language = subtags.next().unwrap_or_default();
    if !(2..=3).contains(&language.len()) || !all(language, u8::is_ascii_lowercase) {
        return false;
    }
    let is_script = |s: &&str| {
        s.len() == 4 && s.as_bytes()[0].is_ascii_uppercase() && all(&s[1..], u8::is_ascii_lowercase)
    };
    subtags.next_if(is_script);
    let is_region = |s: &&str| {
        (s.len() == 2 && all(s, u8::is_ascii_uppercase))
            || (s.len() == 3 && all(s, u8::is_ascii_digit))
    };
    subtags.next_if(is_region);
    subtags.next().is_none()
}

/// The same subtags with hyphens and in their usual case.
fn canonical(tag: &str) -> String {
    let subtags = tag.split(['-', '_']).enumerate().map(|(at, subtag)| {
        let lower = subtag.to_ascii_lowercase();
        match (at, subtag.len()) {
            (0, _) => lower,
            (_, 4) => lower[..1].to_ascii_uppercase() + &lower[1..],
            _ => subtag.to_ascii_uppercase(),
        }
    });
    subtags.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, hint: Option<&str>) {
        assert_eq!(implausible(tag).as_deref(), hint, "for {tag:?}");
    }

    #[test]
    fn tags() {
        check("it", None);
        check("pt-BR", None);
        check("sr-Latn", None);
        check("es-419", None);
        check("ee", Some("`ee` is a country; did you mean the language `et`?"));
        check("IT", Some("write it as `it`"));
        check("pt_br", Some("write it as `pt-BR`"));
        check("italian", Some("use a BCP 47 tag such as `it` or `en`"));
        check("è", Some("use a BCP 47 tag such as `it` or `en`"));
        check("", Some("use a BCP 47 tag such as `it` or `en`"));
    }
}
