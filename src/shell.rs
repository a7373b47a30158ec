//! Names as a shell takes them, for commands that readers and authors copy.

use std::borrow::Cow;

/// A file's name as one word of a command that is no option.
pub(crate) fn file_word(name: &str) -> Cow<'_, str> {
    // A name with a NUL is none: what cannot be quoted is shown as it is.
    let quoted = shlex::try_quote(name).unwrap_or(Cow::Borrowed(name));
    match name.starts_with('-') {
        true => Cow::Owned(format!("./{quoted}")),
        false => quoted,
    }
}

#[cfg(test)]
mod tests {
    use super::file_word;

    #[test]
    fn a_name_is_one_word() {
        assert_eq!(file_word("report-2026.pdf"), "report-2026.pdf");
        assert_eq!(file_word("-rf.pdf"), "./-rf.pdf");
        for name in ["Avviso di marzo.pdf", "l'avviso.pdf", "a$(id).pdf", "-a b.pdf", "a;b&c.pdf"] {
            let words = shlex::split(&format!("sha256sum {}", file_word(name))).unwrap();
            assert_eq!(words.len(), 2, "{words:?}");
            assert_eq!(words[1].trim_start_matches("./"), name);
        }
    }
}
