//! Text to one segment of an address, or to the id of a heading.

/// Lower-case ASCII letters, digits and single hyphens; empty when the text has no letter.
/// Other scripts are transliterated; an apostrophe parts words, as in `l'Agenzia`.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if c.is_ascii() || !c.is_alphanumeric() {
            push_hyphen(&mut slug);
        } else {
            for ascii in deunicode::deunicode_char(c).unwrap_or("").chars() {
                if ascii.is_ascii_alphanumeric() {
                    slug.push(ascii.to_ascii_lowercase());
                }
            }
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A slug of at most about 60 characters, cut between words, for addresses.
pub(crate) fn short_slug(text: &str) -> String {
    let mut slug = slug(text);
    if slug.len() > 60 {
        let end = slug[..60].rfind('-').unwrap_or(60);
        slug.truncate(end);
    }
    slug
}

fn push_hyphen(slug: &mut String) {
    if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(slug(text), expected, "for {text:?}");
    }

    #[test]
    fn slugs() {
        check("Nuova strategia dell’ENISA", "nuova-strategia-dell-enisa");
        check("Perché è così?", "perche-e-cosi");
        check("  5G — toolbox (v1.1) ", "5g-toolbox-v1-1");
        check("Größe: 10 µm", "grosse-10-um");
        check("Κυβερνοασφάλεια", "kubernoasphaleia");
        check("¿?", "");
    }
}
