//! A page as its tags and texts. The program writes well-formed HTML with every text escaped, so a
//! scan for `<` and `>` finds each tag; nothing here knows what a page should look like.

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag {
    /// The element's name.
    pub(super) name: String,
    /// Its attributes in order, unescaped.
    pub(super) attributes: Vec<(String, String)>,
    /// What stands between it and the next tag.
    pub(super) text: String,
}

impl Tag {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Whether an attribute has this value.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }
}

/// The start tags of a page in order.
pub(super) fn tags(html: &[u8]) -> Vec<Tag> {
    let html = std::str::from_utf8(html).expect("pages are UTF-8");
    let mut tags = Vec::new();
    for piece in html.split('<').skip(1) {
        if piece.starts_with(['/', '!']) {
            continue;
        }
        let (inside, text) = piece.split_once('>').expect("a tag ends");
        let inside = inside.trim_end_matches('/');
        let (name, rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        tags.push(Tag {
            name: name.to_owned(),
            attributes: attributes(rest),
            text: unescape(text),
        });
    }
    tags
}

fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return attributes;
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let Some(value) = rest.strip_prefix("=\"") else {
            attributes.push((name, String::new()));
            continue;
        };
        let (value, after) = value.split_once('"').expect("a quotation ends");
        attributes.push((name, unescape(value)));
        rest = after;
    }
}

fn unescape(text: &str) -> String {
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2F;", "/")];
    let text = entities.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    text.replace("&amp;", "&")
}
