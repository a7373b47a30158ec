//! Which blocks of two texts belong together.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use super::block::{Block, codes, prose};

/// For each of `old`, where the same key stands in `new`: around what stands once on both sides,
/// in order; then at both ends; then each occurrence with its counterpart, so that what was moved is
/// found.
pub(super) fn equal<K: Eq + Hash + Copy>(old: &[K], new: &[K]) -> Vec<Option<usize>> {
    if old == new {
        return (0..old.len()).map(Some).collect();
    }
    let mut matching =
        Matching { old, new, found: vec![None; old.len()], taken: vec![false; new.len()] };
    let anchors = ascending(&once_on_both_sides(old, new));
    for (o, n) in &anchors {
        matching.pair(*o, *n);
    }
    // A heading belongs to what follows it: what stands before an anchor comes first.
    for (o, n) in &anchors {
        matching.extend_back(*o, *n);
    }
    for (o, n) in anchors {
        matching.extend(o, n);
    }
    matching.ends();
    matching.rest();
    matching.found
}

/// The places of keys that each side has once.
fn once_on_both_sides<K: Eq + Hash + Copy>(old: &[K], new: &[K]) -> Vec<(usize, usize)> {
    let places = |keys: &[K]| {
        let mut places: HashMap<K, Option<usize>> = HashMap::with_capacity(keys.len());
        for (at, key) in keys.iter().enumerate() {
            places.entry(*key).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let (before, after) = (places(old), places(new));
    let place = |places: &HashMap<K, Option<usize>>, key: &K| places.get(key).copied().flatten();
    let own = old.iter().enumerate().filter(|(at, key)| place(&before, key) == Some(*at));
    own.filter_map(|(at, key)| Some((at, place(&after, key)?))).collect()
}

struct Matching<'k, K> {
    old: &'k [K],
    new: &'k [K],
    found: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl<K: Eq + Hash + Copy> Matching<'_, K> {
    fn pair(&mut self, o: usize, n: usize) {
        self.found[o] = Some(n);
        self.taken[n] = true;
    }

    /// Pairs two places if they are free and alike.
    fn try_pair(&mut self, o: usize, n: usize) -> bool {
        let free =
            o < self.old.len() && n < self.new.len() && self.found[o].is_none() && !self.taken[n];
        let alike = free && self.old[o] == self.new[n];
        if alike {
            self.pair(o, n);
        }
        alike
    }

    /// Pairs what stands before an anchor.
    fn extend_back(&mut self, o: usize, n: usize) {
        let mut step = 1;
        while step <= o.min(n) && self.try_pair(o - step, n - step) {
            step += 1;
        }
    }

    /// Pairs what stands after an anchor.
    fn extend(&mut self, o: usize, n: usize) {
        let mut step = 1;
        while self.try_pair(o + step, n + step) {
            step += 1;
        }
    }

    /// Pairs what stands at both ends.
    fn ends(&mut self) {
        let mut step = 0;
        while self.try_pair(step, step) {
            step += 1;
        }
        step = 1;
        let shorter = self.old.len().min(self.new.len());
        while step <= shorter && self.try_pair(self.old.len() - step, self.new.len() - step) {
            step += 1;
        }
    }

    /// Pairs each occurrence that is left with its counterpart.
    fn rest(&mut self) {
        let mut places: HashMap<K, Vec<usize>> = HashMap::new();
        for at in (0..self.new.len()).rev().filter(|at| !self.taken[*at]) {
            places.entry(self.new[at]).or_default().push(at);
        }
        for at in 0..self.old.len() {
            if self.found[at].is_none() {
                self.found[at] = places.get_mut(&self.old[at]).and_then(Vec::pop);
            }
        }
    }
}

/// The words of a text, hashed and sorted, to measure how alike two texts are.
#[derive(Debug)]
struct Words(Vec<u32>);

impl Words {
    fn of(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut hashes: Vec<u32> = words.map(hash).collect();
        hashes.sort_unstable();
        Self(hashes)
    }

    /// From 0, nothing in common, to 1, the same words: Dice's coefficient.
    fn likeness(&self, other: &Self) -> f32 {
        let all = self.0.len() + other.0.len();
        if all == 0 { 0.0 } else { 2.0 * common(&self.0, &other.0) as f32 / all as f32 }
    }
}

/// FNV-1a: good enough to tell words apart, and the same on every machine.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// How many elements two sorted lists share.
fn common(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    shared
}

/// Half of the words are still there.
const ALIKE: f32 = 0.5;
/// How far apart, counted in unmatched blocks, blocks of a long text are compared.
const REACH: usize = 48;

/// Matches texts of the same language that were edited: `old` and `new` are (place, text) of what
/// has no equal, in order. Gives pairs of places.
pub(super) fn edited(old: &[(usize, &str)], new: &[(usize, &str)]) -> Vec<(usize, usize)> {
    let words = |list: &[(usize, &str)]| -> Vec<Words> {
        list.iter().map(|(_, text)| Words::of(text)).collect()
    };
    let (old_words, new_words) = (words(old), words(new));
    let mut candidates: Vec<(f32, usize, usize)> = Vec::new();
    for (i, a) in old_words.iter().enumerate() {
        let centre = i * new.len() / old.len().max(1);
        let reach = centre.saturating_sub(REACH)..new.len().min(centre + REACH + 1);
        for j in reach {
            let likeness = a.likeness(&new_words[j]);
            if likeness >= ALIKE {
                candidates.push((likeness, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut taken_old, mut taken_new) = (vec![false; old.len()], vec![false; new.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in candidates {
        if !taken_old[i] && !taken_new[j] {
            (taken_old[i], taken_new[j]) = (true, true);
            pairs.push((old[i].0, new[j].0));
        }
    }
    pairs
}

/// What a block and its translation have in common whatever the languages.
struct Shape<'b> {
    block: &'b Block,
    length: usize,
    /// Codes, and words with digits, hashed and sorted.
    signs: Vec<u32>,
}

impl<'b> Shape<'b> {
    fn of(block: &'b Block) -> Self {
        let text = prose(&block.text);
        let numbers = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
        let mut signs: Vec<u32> = numbers.chain(codes(&block.text)).map(hash).collect();
        signs.sort_unstable();
        Self { block, length: block.text.chars().count(), signs }
    }

    /// How well two blocks go together; 0 when they cannot.
    fn affinity(&self, other: &Self) -> f32 {
        if !self.block.kind.goes_with(&other.block.kind) {
            return 0.0;
        }
        let (short, long) = (self.length.min(other.length), self.length.max(other.length));
        let length = short as f32 / long.max(1) as f32;
        let all = self.signs.len() + other.signs.len();
        let signs = if all == 0 {
            0.5
        } else {
            2.0 * common(&self.signs, &other.signs) as f32 / all as f32
        };
        let same_level = if self.block.kind == other.block.kind { 0.5 } else { 0.0 };
        0.1 + same_level + 0.4 * length + signs
    }
}

/// Aligns the blocks of an original with those of a translation, in order, by kind, length and
/// what they have in common: pairs of indexes into the two lists.
pub(super) fn structural(original: &[&Block], translation: &[&Block]) -> Vec<(usize, usize)> {
    if original.is_empty() || translation.is_empty() {
        return Vec::new();
    }
    let same_kinds = original.len() == translation.len()
        && original.iter().zip(translation).all(|(o, t)| o.kind == t.kind);
    if same_kinds {
        return (0..original.len()).map(|at| (at, at)).collect();
    }
    let rows: Vec<Shape<'_>> = original.iter().map(|block| Shape::of(block)).collect();
    let columns: Vec<Shape<'_>> = translation.iter().map(|block| Shape::of(block)).collect();
    best_path(&rows, &columns)
}

/// How far from the diagonal the alignment of long texts may wander.
const BAND: usize = 200;

/// The alignment with the greatest sum of affinities (Needleman and Wunsch), in a band.
fn best_path(rows: &[Shape<'_>], columns: &[Shape<'_>]) -> Vec<(usize, usize)> {
    let (n, m) = (rows.len(), columns.len());
    let span = |i: usize| {
        let centre = i * m / n;
        centre.saturating_sub(BAND)..m.min(centre + BAND) + 1
    };
    let mut steps: Vec<Vec<u8>> = vec![vec![LEFT; span(0).len()]];
    let mut above: Vec<f32> = vec![0.0; span(0).len()];
    for i in 1..=n {
        let (here, before) = (span(i), span(i - 1));
        let upper = |j: usize| j.checked_sub(before.start).and_then(|at| above.get(at)).copied();
        let mut row: Vec<f32> = Vec::with_capacity(here.len());
        let mut taken = Vec::with_capacity(here.len());
        for j in here {
            let up = upper(j).unwrap_or(f32::MIN);
            let left = row.last().copied().unwrap_or(f32::MIN);
            let affinity = if j == 0 { 0.0 } else { rows[i - 1].affinity(&columns[j - 1]) };
            let corner = j.checked_sub(1).and_then(upper).filter(|_| affinity > 0.0);
            let pair = corner.map_or(f32::MIN, |corner| corner + affinity);
            let (best, step) = if pair >= up && pair >= left {
                (pair, PAIR)
            } else if up >= left {
                (up, UP)
            } else {
                (left, LEFT)
            };
            row.push(best);
            taken.push(step);
        }
        steps.push(taken);
        above = row;
    }
    walk_back(&steps, span, n, m)
}

const LEFT: u8 = 0;
const UP: u8 = 1;
const PAIR: u8 = 2;

fn walk_back(
    steps: &[Vec<u8>],
    span: impl Fn(usize) -> std::ops::Range<usize>,
    n: usize,
    m: usize,
) -> Vec<(usize, usize)> {
    let (mut i, mut j) = (n, m);
    let mut pairs = Vec::new();
    while i > 0 && j > 0 {
        let step = j.checked_sub(span(i).start).and_then(|at| steps[i].get(at)).copied();
        match step {
            Some(PAIR) => {
                (i, j) = (i - 1, j - 1);
                pairs.push((i, j));
            }
            Some(LEFT) => j -= 1,
            _ => i -= 1,
        }
    }
    pairs.reverse();
    pairs
}

/// The longest subsequence of pairs that ascends on both sides; `pairs` ascends on the first.
pub(super) fn ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (at, (_, second)) in pairs.iter().enumerate() {
        let length = tails.partition_point(|tail| pairs[*tail].1 < *second);
        before[at] = length.checked_sub(1).map(|last| tails[last]);
        match tails.get_mut(length) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut chain = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(index) = at {
        chain.push(pairs[index]);
        at = before[index];
    }
    chain.reverse();
    chain
}

/// The pairs of a matching, by their places.
pub(super) fn known(found: &[Option<usize>]) -> Vec<(usize, usize)> {
    found.iter().enumerate().filter_map(|(at, place)| Some((at, (*place)?))).collect()
}

/// What lies between pairs that stand in the same order on both sides, `length` being that of the
/// other side.
pub(super) fn gaps(found: &[Option<usize>], length: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let mut anchors = ascending(&known(found));
    anchors.push((found.len(), length));
    let mut from = (0, 0);
    let mut gaps = Vec::with_capacity(anchors.len());
    for (here, there) in anchors {
        gaps.push((from.0..here, from.1..there));
        from = (here + 1, there + 1);
    }
    gaps
}
