//! Pieces and their hits: those of two units, below them those of three, below these those of four.

use super::super::posting::Hit;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A piece: up to four units, the first the highest; gaps at its end are no part of it.
pub type Key = u64;

/// The units of a piece.
#[must_use]
pub fn units(piece: Key) -> [u16; 4] {
    [48, 32, 16, 0].map(|bits| (piece >> bits) as u16)
}

/// Pieces of one file.
#[derive(Default)]
pub struct Tree {
    nodes: Vec<Node>,
    places: HashMap<Key, u32, BuildHasherDefault<Mix>>,
}

struct Node {
    piece: Key,
    /// The node of the piece that is one unit shorter, down to two; itself when there is none.
    above: u32,
    hits: Vec<Hit>,
}

/// A piece, its hits, and those one unit longer.
type Branch<'t> = (Key, &'t [Hit], Vec<(Key, &'t [Hit])>);

impl Tree {
    /// Adds a hit of a piece, and so of what it begins with. Hits come in order of passages.
    pub fn add(&mut self, piece: Key, hit: Hit) {
        let mut node = self.node(piece);
        loop {
            let Some(found) = self.nodes.get_mut(node as usize) else { return };
            // A piece comes again within a passage, and first in the title.
            if found.hits.last().is_none_or(|last| last >> 1 != hit >> 1) {
                found.hits.push(hit);
            }
            if found.above == node {
                return;
            }
            node = found.above;
        }
    }

    fn node(&mut self, piece: Key) -> u32 {
        if let Some(place) = self.places.get(&piece) {
            return *place;
        }
        let above = shorter(piece).map(|piece| self.node(piece));
        let place = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node { piece, above: above.unwrap_or(place), hits: Vec::new() });
        self.places.insert(piece, place);
        place
    }

    /// Pieces of one or two units in order, each with those of three below it, and these with those of four.
    pub fn twos(&self) -> impl Iterator<Item = (Key, &[Hit], Vec<Branch<'_>>)> {
        let mut nodes: Vec<&Node> = self.nodes.iter().collect();
        nodes.sort_unstable_by_key(|node| node.piece);
        let groups: Vec<Vec<&Node>> =
            nodes.chunk_by(|one, other| one.piece >> 32 == other.piece >> 32).map(<[&Node]>::to_vec).collect();
        groups.into_iter().filter_map(|nodes| {
            let (two, longer) = nodes.split_first()?;
            let threes = longer.chunk_by(|one, other| one.piece >> 16 == other.piece >> 16).filter_map(|nodes| {
                let (three, fours) = nodes.split_first()?;
                let fours = fours.iter().map(|node| (node.piece, node.hits.as_slice())).collect();
                Some((three.piece, three.hits.as_slice(), fours))
            });
            Some((two.piece, two.hits.as_slice(), threes.collect()))
        })
    }
}

/// The piece one unit shorter; None for one of two units or one.
fn shorter(piece: Key) -> Option<Key> {
    match (piece as u16, (piece >> 16) as u16) {
        (0, 0) => None,
        (0, _) => Some(piece & 0xFFFF_FFFF << 32),
        _ => Some(piece & 0xFFFF_FFFF_FFFF << 16),
    }
}

/// Hashes pieces: quick, and no piece's place decides anything.
#[derive(Default)]
pub struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, value: u64) {
        let mixed = (self.0 ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 32;
    }
}
