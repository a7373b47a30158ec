//! The digest of an edition's own text: what its author wrote for readers, and nothing that a
//! theme, a neighbour or a version of this program adds.

use crate::digest::Digest;
use crate::publication::EditionFacts;

/// Digests the texts of a front matter and the Markdown below it. What ends a line, and white
/// space before that or around the whole, is left out. Of a withdrawn edition readers are shown
/// the title and the reason; the rest has no part in it. Nor has its history, which is told apart.
pub(super) fn digest(facts: &EditionFacts, markdown: &str) -> Digest {
    let mut parts: Vec<(&str, &str)> = vec![("title", &facts.title)];
    if let Some(reason) = &facts.withdrawn {
        parts.push(("withdrawn", reason));
        return of(&parts);
    }
    parts.extend(facts.summary.iter().map(|summary| ("summary", summary.as_str())));
    if let Some(cover) = &facts.cover {
        parts.extend(cover.alt.iter().map(|alt| ("alt", alt.as_str())));
        parts.extend(cover.credit.iter().map(|credit| ("credit", credit.as_str())));
    }
    for (file, title) in &facts.attachment_titles {
        parts.push((file, title.as_deref().unwrap_or_default()));
    }
    let lines: Vec<&str> = markdown.trim().lines().map(str::trim_end).collect();
    let body = lines.join("\n");
    parts.push(("body", &body));
    of(&parts)
}

fn of(parts: &[(&str, &str)]) -> Digest {
    Digest::of_parts(parts.iter().flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]))
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::diagnostics::Diagnostics;
    use crate::identity::SourceId;
    use crate::publication::read_edition;
    use crate::yaml::Text;

    fn of(yaml: &str, body: &str) -> Digest {
        let source = SourceId::new("content/news/a/it.md");
        let text = Text { source: &source, yaml, offset: 0 };
        let facts = read_edition(text, &TimeZone::UTC, &mut Diagnostics::new()).unwrap();
        digest(&facts, body)
    }

    #[test]
    fn what_readers_do_not_see_is_no_change() {
        let text = of("title: A\nsummary: B\n", "One.\n\nTwo.\n");
        assert_eq!(text, of("summary: \"B\"\ntitle: 'A'\n", "\r\nOne. \r\n\r\nTwo."));
        assert_eq!(text, of("title: A\nsummary: B\nslug: c\naliases: [/d/]\n", "One.\n\nTwo.\n"));
        let history = "changes: [{date: 2026-01-02, kind: correction, text: C}]\n";
        assert_eq!(text, of(&format!("title: A\nsummary: B\n{history}"), "One.\n\nTwo.\n"));
    }

    #[test]
    fn what_they_see_is_one() {
        let text = of("title: A\nsummary: B\n", "One.\n\nTwo.\n");
        assert_ne!(text, of("title: A\nsummary: B\n", "One.\n\nTwo!\n"));
        assert_ne!(text, of("title: A\nsummary: C\n", "One.\n\nTwo.\n"));
        assert_ne!(text, of("title: A\nsummary: B\n", "One.\nTwo.\n"));
        assert_ne!(text, of("title: A\nsummary: B\n", "One.\n\n    Two.\n"));
        assert_ne!(text, of("title: A\nsummary: B\ncover: {alt: D}\n", "One.\n\nTwo.\n"));
        let withdrawn = of("title: A\nsummary: B\nwithdrawn: E\n", "One.\n\nTwo.\n");
        assert_ne!(text, withdrawn);
        assert_eq!(withdrawn, of("title: A\nwithdrawn: E\n", ""));
    }
}
