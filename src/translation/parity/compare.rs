//! Two texts of one block held against each other.

use std::cmp::Ordering;
use std::ops::Range;

use super::settle::{Innocent, other_words, settle};
use super::{Invariant, Kind, invariants};
use crate::diagnostics::{
    Code, PARITY_ADDRESS, PARITY_IDENTIFIER, PARITY_NUMBER, PARITY_NUMBER_FORM, PARITY_NUMBER_WORD,
    PARITY_TLP,
};
use crate::translation::Conventions;

/// Texts that differ in more than this are not of one block: no reasons are looked for.
const MOST_SETTLED: usize = 100;
/// How many of a kind a message names.
const MOST_NAMED: usize = 5;

/// One edition of a block.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its text, with codes between `⟦` and `⟧`.
    pub text: &'a str,
    /// How its language writes numbers and dates.
    pub conventions: &'a Conventions,
}

/// Something that the two editions of a block do not share.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The code to report it under.
    pub check: &'static Code,
    /// What it is, the first kind where there are several; `None` where things were counted.
    pub kind: Option<Kind>,
    /// What only the original has: bytes of its text.
    pub original: Vec<Range<usize>>,
    /// What only the translation has: bytes of its text.
    pub translation: Vec<Range<usize>>,
    /// Whether it is mended in the original.
    pub in_original: bool,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// What must be the same in both texts and is not: numbers of another language's form, what differs
/// for a reason that is worth a warning, then the rest, one difference a code.
pub fn differences(original: Side<'_>, translation: Side<'_>) -> Vec<Difference> {
    let (mut ours, mut theirs) = (sorted(original), sorted(translation));
    let key = |invariant: &Invariant| (invariant.kind, invariant.value);
    let mut found = Vec::new();
    // Of two texts in one language, neither can be in the form of the other's.
    let one_language = std::ptr::eq(original.conventions, translation.conventions);
    for (side, list, of_original) in [(original, &ours, true), (translation, &theirs, false)] {
        // "versions 1.0 and 1.1": beside a version, what looks like a number may be one too.
        let versions = list.iter().any(|invariant| invariant.kind == Kind::Version);
        let foreign = list.iter().filter(|invariant| {
            invariant.foreign && !one_language && !(versions && invariant.kind == Kind::Number)
        });
        found.extend(foreign.map(|invariant| foreign_form(side, invariant, of_original)));
    }
    if ours.iter().map(key).eq(theirs.iter().map(key)) {
        let words = other_words(original, translation);
        found.extend(words.map(|pair| excused(original, translation, pair)));
        return found;
    }
    let all = (ours.clone(), theirs.clone());
    drop_common(&mut ours, &mut theirs);
    if ours.len().max(theirs.len()) <= MOST_SETTLED {
        let innocent = settle([original, translation], [&all.0, &all.1], [&mut ours, &mut theirs]);
        found.extend(innocent.into_iter().map(|pair| excused(original, translation, pair)));
    }
    found.extend(by_code(original, translation, &ours, &theirs));
    found
}

fn sorted(side: Side<'_>) -> Vec<Invariant> {
    let mut list = invariants(side.text, side.conventions);
    list.sort_unstable_by_key(|invariant| (invariant.kind, invariant.value, invariant.range.start));
    list
}

/// Takes out of two sorted lists what both have.
fn drop_common(ours: &mut Vec<Invariant>, theirs: &mut Vec<Invariant>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let (mut a, mut b) = (ours.drain(..).peekable(), theirs.drain(..).peekable());
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match (x.kind, x.value).cmp(&(y.kind, y.value)) {
            Ordering::Less => left.extend(a.next()),
            Ordering::Greater => right.extend(b.next()),
            Ordering::Equal => {
                a.next();
                b.next();
            }
        }
    }
    left.extend(a);
    right.extend(b);
    (*ours, *theirs) = (left, right);
}

/// What is left, one difference a code.
fn by_code(
    original: Side<'_>,
    translation: Side<'_>,
    ours: &[Invariant],
    theirs: &[Invariant],
) -> Vec<Difference> {
    let mut left: Vec<(Kind, &'static Code)> =
        ours.iter().chain(theirs).map(|i| (i.kind, weight(i.kind).0)).collect();
    left.sort_unstable_by_key(|(kind, _)| *kind);
    left.dedup_by(|(_, later), (_, first)| later == first);
    let difference = |(kind, check): (Kind, &'static Code)| {
        let of = |list: &[Invariant]| -> Vec<Invariant> {
            let mut list: Vec<_> =
                list.iter().filter(|i| weight(i.kind).0 == check).cloned().collect();
            list.sort_unstable_by_key(|i| (i.kind, i.range.start));
            list
        };
        let (ours, theirs) = (of(ours), of(theirs));
        let message = match (named(original.text, &ours), named(translation.text, &theirs)) {
            (Some(ours), None) => format!("the translation lacks the {ours}"),
            (None, Some(theirs)) => format!("the original lacks the {theirs}"),
            (ours, theirs) => format!(
                "the original has the {}, the translation the {}",
                ours.unwrap_or_default(),
                theirs.unwrap_or_default()
            ),
        };
        let ranges = |list: Vec<Invariant>| list.into_iter().map(|i| i.range).collect();
        Difference {
            check,
            kind: Some(kind),
            original: ranges(ours),
            translation: ranges(theirs),
            in_original: false,
            message,
            help: weight(kind).1.to_owned(),
        }
    };
    left.into_iter().map(difference).collect()
}

/// The code that a kind is reported under, and what to do.
fn weight(kind: Kind) -> (&'static Code, &'static str) {
    match kind {
        Kind::Cve
        | Kind::Cwe
        | Kind::Cvss
        | Kind::Hash
        | Kind::Fingerprint
        | Kind::Version
        | Kind::LawReference
        | Kind::Word => (&PARITY_IDENTIFIER, "write it as in the other text; one of them is wrong"),
        Kind::Date | Kind::Time | Kind::Percentage | Kind::Number => {
            (&PARITY_NUMBER, "give the same in both texts, each as its language writes it")
        }
        Kind::Url | Kind::Domain | Kind::Email | Kind::IpAddress | Kind::Code => {
            (&PARITY_ADDRESS, "let both texts lead to the same place, or show the same code")
        }
        Kind::Tlp => (&PARITY_TLP, "write the label as TLP 2.0 has it, in every language"),
    }
}

/// What some invariants are and how they are written, kind by kind.
fn named(text: &str, invariants: &[Invariant]) -> Option<String> {
    let of_kind = invariants.chunk_by(|a, b| a.kind == b.kind).map(|chunk| {
        let (one, several) = chunk[0].kind.name();
        let mut written: Vec<String> = chunk
            .iter()
            .take(MOST_NAMED)
            .map(|i| format!("`{}`", shown(&text[i.range.clone()])))
            .collect();
        if chunk.len() > MOST_NAMED {
            written.push(format!("{} more", chunk.len() - MOST_NAMED));
        }
        format!("{} {}", if chunk.len() == 1 { one } else { several }, written.join(", "))
    });
    let named: Vec<String> = of_kind.collect();
    (!named.is_empty()).then(|| named.join(" and the "))
}

/// The start of a text that may be a whole block of code.
fn shown(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => text[..end].replace('\n', " ") + "…",
        None => text.replace('\n', " "),
    }
}

/// A number that is understood, but not written as its language does.
fn foreign_form(side: Side<'_>, number: &Invariant, of_original: bool) -> Difference {
    let written = &side.text[number.range.clone()];
    let swap = |c: char| match c {
        '.' => ',',
        ',' => '.',
        other => other,
    };
    let own: String = written.chars().map(swap).collect();
    let place = vec![number.range.clone()];
    let (original, translation) =
        if of_original { (place, Vec::new()) } else { (Vec::new(), place) };
    Difference {
        check: &PARITY_NUMBER_FORM,
        kind: Some(number.kind),
        original,
        translation,
        in_original: of_original,
        message: format!("`{written}` is written as in another language"),
        help: format!("write `{own}`"),
    }
}

/// A pair that means the same, but should be written otherwise.
fn excused(original: Side<'_>, translation: Side<'_>, innocent: Innocent) -> Difference {
    let Innocent { check, kind, original: ours, translation: theirs } = innocent;
    let (own, other) = (&original.text[ours.clone()], &translation.text[theirs.clone()]);
    let in_words = |text: &str| !text.bytes().any(|byte| byte.is_ascii_digit());
    let in_original = *check == PARITY_NUMBER_WORD && in_words(own);
    let (message, help) = if *check == PARITY_NUMBER_WORD {
        let word = if in_original { own } else { other };
        (
            format!("the original has `{own}` where the translation has `{other}`"),
            format!("write `{word}` in digits too, so that the two can be compared"),
        )
    } else {
        (
            format!("`{other}` is written as in the original's language"),
            "write it with the marks of the translation's language".to_owned(),
        )
    };
    Difference {
        check,
        kind: Some(kind),
        original: vec![ours],
        translation: vec![theirs],
        in_original,
        message,
        help,
    }
}
