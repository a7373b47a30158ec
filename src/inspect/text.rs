//! Files that are text: how they are marked, and what pictures that are text tell of their maker.

use std::ops::Range;

use super::Finding;
use super::format::Text;
use crate::publication::{Marked, Tlp};

pub(super) fn inspect(kind: Text, bytes: &[u8]) -> Vec<Finding> {
    // Labels are ASCII, so that a text in an older encoding has them too.
    let text = String::from_utf8_lossy(bytes);
    let has_places = text.len() == bytes.len();
    let mut findings = Vec::new();
    if Tlp::may_occur(&text)
        && let Some((marked, range)) = label(kind, &text)
    {
        findings.push(Finding::Label(marked, has_places.then_some(range)));
    }
    if kind == Text::Svg {
        let tells = ["<metadata", "sodipodi:docname", "inkscape:export-filename"];
        if tells.iter().any(|sign| text.contains(sign)) {
            findings
                .push(Finding::Metadata("what the drawing program noted of its maker and files"));
        }
    }
    findings
}

/// The label of a text: one that stands alone before one that is only named.
fn label(kind: Text, text: &str) -> Option<(Marked, Range<usize>)> {
    let parted: &[char] = match kind {
        Text::Plain => &['\n', '\r'],
        Text::Table => &['\n', '\r', ',', ';', '\t'],
        Text::Markup | Text::Svg => &['\n', '\r', '<', '>'],
        Text::Json => &['\n', '\r', ',', '{', '}', '[', ']'],
    };
    let cells = text.split(parted).filter(|cell| Tlp::may_occur(cell) || is_csaf(kind, cell));
    let found = cells.filter_map(|cell| {
        let start = cell.as_ptr() as usize - text.as_ptr() as usize;
        let marked = match kind {
            Text::Json => in_json(cell)?,
            _ => Tlp::mark(cell)?,
        };
        let range = start + marked.range.start..start + marked.range.end;
        Some((marked, range))
    });
    let mut named = None;
    for (marked, range) in found {
        if marked.alone {
            return Some((marked, range));
        }
        named.get_or_insert((marked, range));
    }
    named
}

/// A label of CSAF has no `TLP:` before it.
fn is_csaf(kind: Text, cell: &str) -> bool {
    kind == Text::Json && cell.trim_start().starts_with("\"label\"")
}

/// `"tlp": "amber"`, `"label": "TLP:AMBER"`, `"label": "AMBER"`.
fn in_json(cell: &str) -> Option<Marked> {
    let bare = cell.replace('"', " ");
    let Some((key, value)) = bare.split_once(':') else { return Tlp::mark(&bare) };
    let whole = Tlp::mark(&bare).filter(|marked| marked.alone);
    let named = || Tlp::mark(value).map(|marked| shifted(marked, key.len() + 1));
    let csaf = || {
        let label = format!("TLP:{}", value.trim());
        let marked = is_csaf(Text::Json, cell).then(|| Tlp::mark(&label)).flatten()?;
        let start = key.len() + 1 + value.len() - value.trim_start().len();
        Some(Marked { range: start..start + value.trim().len(), ..marked })
    };
    whole.or_else(named).or_else(csaf)
}

fn shifted(marked: Marked, by: usize) -> Marked {
    let range = marked.range.start + by..marked.range.end + by;
    Marked { range, ..marked }
}
