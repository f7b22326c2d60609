//! The files of `two/` and `three/`: every piece of every passage, sorted out by file and then by piece.
//!
//! The corpus is read off once or, to keep memory in bounds, in a few turns; its pieces are put straight into the file
//! they belong to ([`Found`]). Hits come in order and stay in order, so that nothing but the different pieces of a file
//! is ever sorted ([`tree`]).
//!
//! ```text
//! two   := (unit unit length hits titles)*             second unit 0: a single character
//! three := (unit unit unit length node)*
//! node  := 0 below? | hits titles below?               0: the hits of its first two units
//! below := count (unit 0 | unit some)*                 0: the hits of the node; only with more than RARE hits
//! ```

mod tree;

use super::across;
use super::corpus::{Block, Corpus};
use super::number::{THREES, three_file, two_file};
use super::posting::{self, Hit, RARE, varint};
use crate::text::fold::{Fold, GAP, is_spelled, stands_alone};
use crate::text::grams::{LONGEST, begun};
use std::sync::Mutex;
use tree::{Key, Tree, units};

/// Units of the corpus whose pieces are sorted out in one turn, at most: 72 MB of them.
const TURN: usize = 5 << 20;
/// Larger sites take larger turns, or they would read their texts too often.
const TURNS: usize = 16;
/// Stretches of the corpus that are read side by side.
const STRETCHES: usize = 8;

/// Pieces of one file, and the hit of each.
#[derive(Default)]
struct Found {
    pieces: Vec<Key>,
    hits: Vec<Hit>,
}

/// The `count` files of `two/`, then those of `three/`.
pub fn files(corpus: &Corpus, count: u32) -> Vec<Vec<u8>> {
    let (mut twos, mut threes) = (Vec::new(), Vec::new());
    let turns = turns(corpus.len(), count);
    let mut found: Vec<Mutex<Vec<Found>>> = (0..STRETCHES).map(|_| Mutex::default()).collect();
    for turn in turns {
        sort_out(corpus, &turn, count, &found);
        let stretches: Vec<&mut Vec<Found>> = found.iter_mut().filter_map(|found| found.get_mut().ok()).collect();
        let places: Vec<u32> = turn.clone().collect();
        let made = across(places.len(), |at| places.get(at).map(|file| made(corpus, &stretches, at, *file)).unwrap_or_default());
        for (two, of_three) in made {
            twos.push(two);
            threes.extend(of_three);
        }
    }
    twos.extend(threes);
    twos
}

/// The files of each turn.
fn turns(units: usize, count: u32) -> Vec<std::ops::Range<u32>> {
    let most = TURN.max(units / TURNS);
    let turns = u32::try_from(units.div_ceil(most)).unwrap_or(u32::MAX).clamp(1, count);
    (0..turns).map(|turn| turn * count / turns..(turn + 1) * count / turns).collect()
}

/// Puts the pieces of every stretch of the corpus into the files of the turn. Their memory is that of the turn before.
fn sort_out(corpus: &Corpus, turn: &std::ops::Range<u32>, count: u32, found: &[Mutex<Vec<Found>>]) {
    let per = corpus.blocks.len().div_ceil(STRETCHES).max(1);
    let stretches: Vec<&[Block]> = corpus.blocks.chunks(per).collect();
    let room = corpus.len() * 3 / 2 / (STRETCHES * count as usize);
    across(stretches.len(), |at| {
        let Some(Ok(mut found)) = found.get(at).map(Mutex::lock) else { return };
        found.resize_with(turn.len(), || Found { pieces: Vec::with_capacity(room), hits: Vec::with_capacity(room) });
        found.iter_mut().for_each(|found| {
            found.pieces.clear();
            found.hits.clear();
        });
        let mut alone = vec![u32::MAX; 1 << 16];
        for passage in stretches.get(at).copied().into_iter().flatten().flat_map(Block::passages) {
            let give = |file: u32, key, in_title: bool| {
                let found = file.checked_sub(turn.start).and_then(|file| found.get_mut(file as usize));
                if let Some(found) = found {
                    found.pieces.push(key);
                    found.hits.push(passage.place << 1 | Hit::from(!in_title));
                }
            };
            Reading { place: passage.place, title: passage.title, count, alone: &mut alone, give }.all(passage.units);
        }
    });
}

/// Reads a passage off.
struct Reading<'a, G: FnMut(u32, Key, bool)> {
    place: u32,
    title: usize,
    count: u32,
    /// The last passage each character was met in.
    alone: &'a mut [u32],
    /// Takes a piece: its file, itself, whether it is in the title.
    give: G,
}

impl<G: FnMut(u32, Key, bool)> Reading<'_, G> {
    fn all(&mut self, units: &[u16]) {
        let fold = Fold::default();
        // The units at hand: the first of the piece, and three after it.
        let (mut window, mut before): (Key, u16) = (0, GAP);
        let ahead = units.iter().map(|unit| fold.unit(*unit)).chain([GAP; LONGEST - 1]);
        for (end, unit) in ahead.enumerate() {
            window = window << 16 | Key::from(unit);
            let Some(at) = end.checked_sub(LONGEST - 1) else { continue };
            let (one, two) = ((window >> 48) as u16, (window >> 32) as u16);
            if one != GAP {
                let in_title = at < self.title;
                if two != GAP {
                    (self.give)(two_file(one, two, self.count), trimmed(window), in_title);
                }
                if stands_alone(one) {
                    self.single(one, in_title);
                } else if is_spelled(one) && !is_spelled(before) {
                    let first = begun(one);
                    let key = Key::from(first) << 48 | trimmed(window) & 0xFFFF_FFFF_FFFF;
                    self.single(first, in_title);
                    if two != GAP {
                        (self.give)(two_file(first, two, self.count), key, in_title);
                    }
                }
            }
            before = one;
        }
    }

    /// A character that stands alone, or begins a word, counts once in a passage.
    fn single(&mut self, one: u16, in_title: bool) {
        let met = self.alone.get_mut(usize::from(one)).is_none_or(|last| std::mem::replace(last, self.place) == self.place);
        if !met {
            (self.give)(two_file(one, GAP, self.count), Key::from(one) << 48, in_title);
        }
    }
}

/// Without what follows a gap; the first unit is none.
fn trimmed(key: Key) -> Key {
    match ((key >> 32) as u16, (key >> 16) as u16) {
        (GAP, _) => key & 0xFFFF << 48,
        (_, GAP) => key & 0xFFFF_FFFF << 32,
        _ => key,
    }
}

/// File `file` of `two/`, which is the `at`th of its turn, and the files of `three/` below it.
fn made(corpus: &Corpus, found: &[&mut Vec<Found>], at: usize, file: u32) -> (Vec<u8>, [Vec<u8>; THREES as usize]) {
    let mut tree = Tree::default();
    for Found { pieces, hits } in found.iter().filter_map(|found| found.get(at)) {
        pieces.iter().zip(hits).for_each(|(piece, hit)| tree.add(*piece, *hit));
    }
    written(corpus, &tree, file)
}

fn written(corpus: &Corpus, tree: &Tree, file: u32) -> (Vec<u8>, [Vec<u8>; THREES as usize]) {
    let (mut two, mut threes, mut bytes) = (Vec::new(), <[Vec<u8>; THREES as usize]>::default(), Vec::new());
    for (piece, hits, below) in tree.twos() {
        bytes.clear();
        posting::hits(&mut bytes, corpus, hits);
        entry(&mut two, &units(piece)[..2], &bytes);
        if hits.len() <= RARE {
            continue;
        }
        for (longer, own, below) in below {
            bytes.clear();
            match same(own, hits) {
                true => bytes.push(0),
                false => posting::hits(&mut bytes, corpus, own),
            }
            if own.len() > RARE {
                fours(&mut bytes, own, &below);
            }
            let longer = units(longer);
            let which = three_file(longer, file) % THREES;
            if let Some(three) = threes.get_mut(which as usize) {
                entry(three, &longer[..3], &bytes);
            }
        }
    }
    (two, threes)
}

/// What is below a piece of three units with the hits `all`.
fn fours(out: &mut Vec<u8>, all: &[Hit], below: &[(Key, &[Hit])]) {
    varint(out, below.len() as u64);
    for (piece, own) in below {
        out.extend((*piece as u16).to_le_bytes());
        match same(own, all) {
            true => out.push(0),
            false => posting::some(out, all, own),
        }
    }
}

/// Whether hits that are among `all` are all of them.
fn same(some: &[Hit], all: &[Hit]) -> bool {
    some.len() == all.len() && posting::titles(some) == posting::titles(all)
}

fn entry(out: &mut Vec<u8>, units: &[u16], bytes: &[u8]) {
    units.iter().for_each(|unit| out.extend(unit.to_le_bytes()));
    varint(out, bytes.len() as u64);
    out.extend(bytes);
}
