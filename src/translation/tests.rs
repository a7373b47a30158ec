//! What holds of any two texts.

use proptest::prelude::*;

use super::*;
use crate::diagnostics::{Location, Spot};
use crate::identity::{Lang, SourceId};

fn kinds() -> impl Strategy<Value = BlockKind> {
    prop::sample::select(vec![
        BlockKind::Heading(2),
        BlockKind::Heading(3),
        BlockKind::Paragraph,
        BlockKind::Item,
        BlockKind::Row,
        BlockKind::Code,
        BlockKind::Summary,
        BlockKind::Attachment("a b.pdf".to_owned()),
    ])
}

/// Blocks as a parser gives them: of few words, so that many are alike.
fn texts() -> impl Strategy<Value = Vec<Block>> {
    let text = "(uno|due|tre|⟦x⟧|⟦a\n\\\\b⟧)( (uno|due|tre|4|⟦y⟧)){0,4}";
    let block = (kinds(), text, any::<bool>());
    prop::collection::vec(block, 0..12).prop_map(|list| {
        let mut used = std::collections::BTreeSet::new();
        let blocks = list.into_iter().map(|(kind, text, critical)| Block {
            kind,
            text,
            spot: Spot::Whole,
            critical,
        });
        blocks.filter(|b| !b.kind.is_named() || used.insert(b.kind.to_string())).collect()
    })
}

fn accept_all(original: &[Block], translation: &[Block], ledger: Option<&Ledger>) -> Ledger {
    let (from, to) = (Lang::new("it"), Lang::new("en"));
    let review = review(original, translation, ledger, |_, _| false);
    let mut ledger = ledger.cloned();
    // First what both have, then what only one of them has.
    for (standing, review) in [(Standing::Current, review), (Standing::Forked, Review::default())] {
        let review = match standing {
            Standing::Forked => super::review(original, translation, ledger.as_ref(), |_, _| false),
            _ => review,
        };
        let word = Word {
            blocks: Vec::new(),
            standing,
            unchanged: Some("a reason".to_owned()),
            despite: Vec::new(),
            note: Some("a note".to_owned()),
            date: jiff::civil::date(2026, 3, 2),
            by: Some("Anna Rossi".to_owned()),
        };
        let pair = Pair { from: &from, to: &to, original, translation, ledger: ledger.as_ref() };
        ledger = Some(
            accept(
                pair,
                &review,
                &word,
                &Rules::new(
                    std::collections::BTreeMap::new(),
                    glossary::Glossary::default(),
                    crate::diagnostics::Policy::default(),
                ),
            )
            .ledger,
        );
    }
    ledger.unwrap()
}

fn states(original: &[Block], translation: &[Block], ledger: &Ledger) -> Vec<State> {
    let review = review(original, translation, Some(ledger), |_, _| false);
    review.units.iter().map(|unit| unit.state).collect()
}

proptest! {
    #[test]
    fn what_was_accepted_is_settled(original in texts(), translation in texts()) {
        let ledger = accept_all(&original, &translation, None);
        let states = states(&original, &translation, &ledger);
        prop_assert!(states.iter().all(|state| state.is_settled()), "{states:?}\n{ledger}");
    }

    #[test]
    fn every_block_is_told_of_once(
        then in texts(), original in texts(), before in texts(), translation in texts()
    ) {
        let ledger = accept_all(&then, &before, None);
        let review = review(&original, &translation, Some(&ledger), |_, _| false);
        let mut originals: Vec<u32> = review.units.iter().filter_map(|u| u.original).collect();
        let mut translations: Vec<u32> = review.units.iter().filter_map(|u| u.translation).collect();
        originals.sort_unstable();
        translations.sort_unstable();
        prop_assert_eq!(originals, (0..original.len() as u32).collect::<Vec<_>>());
        prop_assert_eq!(translations, (0..translation.len() as u32).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_written_is_read_again(original in texts(), translation in texts()) {
        let ledger = accept_all(&original, &translation, None);
        let source = SourceId::new("content/news/x/en.ledger");
        let read = Ledger::parse(&source, &ledger.to_string(), &ledger.from, &ledger.to);
        prop_assert_eq!(read.map_err(|faults| format!("{faults:?}")), Ok(ledger));
    }

    #[test]
    fn any_text_is_a_ledger_or_an_error(text in any::<String>()) {
        let source = SourceId::new("content/news/x/en.ledger");
        let _ = Ledger::parse(&source, &text, &Lang::new("it"), &Lang::new("en"));
        let text = format!("ledger 1 it en\n\n{text}");
        let _ = Ledger::parse(&source, &text, &Lang::new("it"), &Lang::new("en"));
    }
}

/// Blocks of one kind that all differ.
fn paragraphs(texts: &[String]) -> Vec<Block> {
    let block = |text: &String| Block {
        kind: BlockKind::Paragraph,
        text: text.clone(),
        spot: Location::whole(&SourceId::new("x")).spot,
        critical: false,
    };
    texts.iter().map(block).collect()
}

proptest! {
    #[test]
    fn editing_one_block_never_changes_the_state_of_another(
        length in 1usize..12, edited in 0usize..12, word in "[a-z]{3,8}", moved in 0usize..12
    ) {
        let (edited, moved) = (edited % length, moved % length);
        let text = |side: &str, n: usize| format!("{side} paragrafo numero {n} del testo che parla di {n}");
        let list = |side: &str| (0..length).map(|n| text(side, n)).collect::<Vec<_>>();
        let (original, translation) = (list("Il"), list("The"));
        let ledger = accept_all(&paragraphs(&original), &paragraphs(&translation), None);
        let mut now = original.clone();
        now[edited] = format!("{} {word}", now[edited]);
        let last = now.remove(moved);
        now.push(last);
        let states = states(&paragraphs(&now), &paragraphs(&translation), &ledger);
        let stale = states.iter().filter(|state| **state == State::Stale).count();
        let current = states.iter().filter(|state| **state == State::Current).count();
        prop_assert_eq!((stale, current), (1, length - 1), "{:?}", states);
    }
}

#[test]
fn texts_are_brought_into_one_form() {
    for (written, expected) in [
        ("a  b", "a b"),
        (" a\tb\n c ", "a b c"),
        ("a\u{a0}b\u{2009}c", "a b c"),
        ("x ⟦y⟧ z", "x [y] z"),
        ("perche\u{301}", "perché"),
        ("già – «così» 日本", "già – «così» 日本"),
        ("", ""),
    ] {
        let mut builder = TextBuilder::default();
        builder.prose(written);
        assert_eq!(builder.take(), expected, "{written:?}");
    }
}

#[test]
fn words_are_what_a_translator_reads() {
    for (text, words) in [
        ("", 0),
        ("uno", 1),
        ("uno due | tre", 3),
        ("⟦code here⟧", 0),
        ("la guida⟦https://example.org/x⟧ qui", 3),
        ("già «così» ⟦a b⟧ e – poi", 5),
    ] {
        let block = paragraphs(&[text.to_owned()]).remove(0);
        assert_eq!(block.words(), words, "{text}");
    }
}
