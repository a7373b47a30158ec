//! The words of a body: what stands between its tags, and in its components.

use super::index::{Builder, Field};
use crate::parse::{Body, Component, Fill};

impl Builder {
    /// Takes the words of a publication's body.
    pub fn body(&mut self, body: &Body) {
        for text in texts(&body.html) {
            self.text(Field::Body, text);
        }
        for hole in &body.holes {
            let Fill::Component(component) = &hole.fill else { continue };
            match &**component {
                Component::Callout { title, body, .. } => {
                    self.text(Field::Body, title.as_deref().unwrap_or_default());
                    self.body(body);
                }
                Component::Figure { caption: Some(caption), .. } => self.body(caption),
                Component::Exhibit { note: Some(note), .. } => self.body(note),
                _ => {}
            }
        }
    }
}

/// What stands between tags and between references to characters, which are marks and spaces here.
fn texts(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = memchr::memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
        let (text, mark) = rest.split_at(end);
        let close = match mark.as_bytes().first() {
            Some(b'<') => memchr::memchr(b'>', mark.as_bytes()),
            _ => memchr::memchr(b';', mark.as_bytes()),
        };
        rest = close.map_or("", |close| &mark[close + 1..]);
        Some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_references_part_words() {
        let html = "<p>Uno<a href=\"/x/\">due</a>&lt;tre&gt; quattro</p>";
        let found: Vec<&str> = texts(html).filter(|text| !text.is_empty()).collect();
        assert_eq!(found, ["Uno", "due", "tre", " quattro"]);
        assert_eq!(texts("a & b").collect::<Vec<_>>(), ["a "]);
    }
}
