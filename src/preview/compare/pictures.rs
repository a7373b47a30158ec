//! Which picture an alternative text describes.

use crate::diagnostics::Spot;
use crate::translation::{Block, BlockKind, codes};

/// For each block the file that it describes. The files of pictures stand as codes in the block
/// that the alternative texts are cut out of, which starts at the same place, in the same order.
pub(super) fn pictures(
    blocks: &[Block],
    cover: Option<&str>,
    files: &[String],
) -> Vec<Option<String>> {
    let mut pictures = vec![None; blocks.len()];
    let start = |block: &Block| match &block.spot {
        Spot::Bytes(range) => Some(range.start),
        Spot::Whole | Spot::Field(_) => None,
    };
    let mut at = 0;
    for group in blocks.chunk_by(|a, b| start(a).is_some() && start(a) == start(b)) {
        let named = group.iter().flat_map(|block| codes(&block.text));
        let mut named = named.filter(|code| files.iter().any(|file| file == code));
        for (place, block) in (at..).zip(group) {
            pictures[place] = match block.kind {
                BlockKind::CoverAlternative => cover.map(str::to_owned),
                BlockKind::Alternative => named.next().map(str::to_owned),
                _ => None,
            };
        }
        at += group.len();
    }
    pictures
}

#[cfg(test)]
mod tests {
    use super::pictures;
    use crate::diagnostics::Spot;
    use crate::translation::{Block, BlockKind};

    #[test]
    fn alternative_texts_find_their_pictures() {
        use BlockKind::{Alternative, Caption, Code, CoverAlternative, Paragraph};
        let block = |kind: &BlockKind, text: &str, start: usize| Block {
            kind: kind.clone(),
            text: text.to_owned(),
            spot: Spot::Bytes(start..start + 1),
            critical: false,
        };
        let blocks = [
            block(&CoverAlternative, "A tower", 0),
            // Two pictures in one paragraph, with a link between them.
            block(&Alternative, "A router", 10),
            block(&Alternative, "A switch", 10),
            block(&Paragraph, "⟦router.png⟧ ⟦https://example.org⟧ ⟦switch.png⟧", 10),
            // A figure.
            block(&Code, "⟦chart.svg⟧", 50),
            block(&Alternative, "A chart", 50),
            block(&Caption, "Incidents", 50),
            // Of another site.
            block(&Alternative, "A logo", 90),
            block(&Paragraph, "⟦https://example.org/logo.png⟧", 90),
        ];
        let files = ["chart.svg", "router.png", "switch.png"].map(str::to_owned);
        let found = pictures(&blocks, Some("tower.jpg"), &files);
        let found: Vec<&str> = found.iter().map(|file| file.as_deref().unwrap_or("-")).collect();
        let expected =
            ["tower.jpg", "router.png", "switch.png", "-", "-", "chart.svg", "-", "-", "-"];
        assert_eq!(found, expected);
    }
}
