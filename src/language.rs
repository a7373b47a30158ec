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

/// The languages that have a code of two letters. Source: ISO 639-1.
const TWO_LETTERS: &str = "\
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia \
    id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo \
    lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl \
    ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk \
    tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Codes of three letters that name no language. Source: ISO 639-2; `qaa` to `qtz` are private.
const NO_LANGUAGE: &[&str] = &["mis", "mul", "und", "zxx"];

/// Whether a code of two or three letters names a language; of three, it may be any but the special
/// ones, since ISO 639-3 has thousands.
fn is_assigned(language: &str) -> bool {
    match language.len() {
        2 => TWO_LETTERS.split(' ').any(|code| code == language),
        _ => !NO_LANGUAGE.contains(&language) && !("qaa"..="qtz").contains(&language),
    }
}

/// Why a text cannot be meant as a language tag, as a hint for its author; `None` when it can.
pub fn implausible(tag: &str) -> Option<String> {
    if let Some((_, meant)) = TAKEN_FOR_LANGUAGES.iter().find(|(code, _)| *code == tag) {
        return Some(format!("`{tag}` is a country; did you mean the language `{meant}`?"));
    }
    let canonical = canonical(tag);
    let language = canonical.split('-').next().unwrap_or_default();
    if !is_well_formed(&canonical) {
        return Some("use a BCP 47 tag such as `it` or `en`".to_owned());
    }
    if !is_assigned(language) {
        return Some(format!(
            "no language has the code `{language}`; `it` and `en` are such codes"
        ));
    }
    (canonical != tag).then(|| format!("write it as `{canonical}`"))
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
        check("xx", Some("no language has the code `xx`; `it` and `en` are such codes"));
        check("zz-IT", Some("no language has the code `zz`; `it` and `en` are such codes"));
        check("qaa", Some("no language has the code `qaa`; `it` and `en` are such codes"));
        check("fur", None);
        check("", Some("use a BCP 47 tag such as `it` or `en`"));
    }
}
