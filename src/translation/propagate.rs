//! Carrying changed codes, links and identifiers over into a translation.

use super::Conventions;
use super::identifiers::identifiers;

/// Why changed codes cannot be carried over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The translation was edited since it was accepted, so nobody vouches for the rest of it.
    Touched,
    /// The original has more or fewer of them than before.
    Number,
    /// The translation does not have this one.
    Absent(String),
    /// It stands in more places of the translation's source than are meant.
    Ambiguous(String),
}

/// What is to be written instead of what.
pub type Substitutions = Vec<(String, String)>;

/// What changed between two texts of the original that differ in codes, links and identifiers only.
pub fn substitutions(
    then: &str,
    now: &str,
    conventions: &Conventions,
) -> Result<Substitutions, Obstacle> {
    let (then, now) = (identifiers(then, conventions), identifiers(now, conventions));
    if then.len() != now.len() {
        return Err(Obstacle::Number);
    }
    let mut list: Substitutions = Vec::new();
    for (old, new) in then.iter().zip(&now) {
        match list.iter().find(|(known, _)| known == old) {
            Some((_, known)) if known != new => {
                return Err(Obstacle::Ambiguous((*old).to_owned()));
            }
            Some(_) => {}
            None => list.push(((*old).to_owned(), (*new).to_owned())),
        }
    }
    list.retain(|(old, new)| old != new);
    Ok(list)
}

/// Writes them into the source of a block whose text is `text`; the conventions are those of its
/// language.
pub fn carry_over(
    substitutions: &Substitutions,
    text: &str,
    source: &str,
    conventions: &Conventions,
) -> Result<String, Obstacle> {
    let there = identifiers(text, conventions);
    for (old, _) in substitutions {
        let meant = there.iter().filter(|code| *code == old).count();
        let found = source.matches(old.as_str()).count();
        if meant == 0 {
            return Err(Obstacle::Absent(old.clone()));
        }
        if meant != found {
            return Err(Obstacle::Ambiguous(old.clone()));
        }
    }
    Ok(substitute(substitutions, source))
}

/// Writes all of them at once, so that none is taken for the result of another.
pub fn substitute(substitutions: &Substitutions, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let hit = substitutions
            .iter()
            .filter(|(old, _)| rest.starts_with(old.as_str()))
            .max_by_key(|(old, _)| old.len());
        match hit {
            Some((old, new)) => {
                out.push_str(new);
                rest = &rest[old.len()..];
            }
            None => {
                out.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    out
}
