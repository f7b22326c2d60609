//! Pieces and their hits: those of two units, below them those of three, below these those of four.
//!
//! All hits of a file lie in one list, in which each piece has its stretch.

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
    hits: Vec<Hit>,
    /// The node of each piece found.
    found: Vec<u32>,
}

struct Node {
    piece: Key,
    /// The node of the piece that is one unit shorter, down to two; itself when there is none.
    above: u32,
    /// Its stretch of all hits: where it begins, room for how many, how many there are.
    from: usize,
    room: usize,
    count: usize,
}

/// A piece, its hits, and those one unit longer.
type Branch<'t> = (Key, &'t [Hit], Vec<(Key, &'t [Hit])>);

impl Tree {
    /// Forgets everything and takes up the pieces found, each with what it begins with; hits come in order of passages.
    pub fn grow<'f>(&mut self, found: impl Iterator<Item = (&'f [Key], &'f [Hit])> + Clone) {
        self.nodes.clear();
        self.places.clear();
        self.hits.clear();
        let mut places = std::mem::take(&mut self.found);
        places.clear();
        places.extend(found.clone().flat_map(|(pieces, _)| pieces).map(|piece| self.node(*piece)));
        places.iter().for_each(|place| self.each_above(*place, |node, _| node.room += 1));
        let mut from = 0;
        for node in &mut self.nodes {
            node.from = from;
            from += node.room;
        }
        self.hits.resize(from, 0);
        for (place, hit) in places.iter().zip(found.flat_map(|(_, hits)| hits)) {
            self.each_above(*place, |node, hits| node.add(hits, *hit));
        }
        self.found = places;
    }

    /// The node at `place`, and those it is below.
    fn each_above(&mut self, mut place: u32, mut act: impl FnMut(&mut Node, &mut [Hit])) {
        while let Some(node) = self.nodes.get_mut(place as usize) {
            act(node, &mut self.hits);
            if node.above == place {
                return;
            }
            place = node.above;
        }
    }

    fn node(&mut self, piece: Key) -> u32 {
        if let Some(place) = self.places.get(&piece) {
            return *place;
        }
        let above = shorter(piece).map(|piece| self.node(piece));
        let place = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node { piece, above: above.unwrap_or(place), from: 0, room: 0, count: 0 });
        self.places.insert(piece, place);
        place
    }

    fn hits(&self, node: &Node) -> &[Hit] {
        self.hits.get(node.from..node.from + node.count).unwrap_or(&[])
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
                let fours = fours.iter().map(|node| (node.piece, self.hits(node))).collect();
                Some((three.piece, self.hits(three), fours))
            });
            Some((two.piece, self.hits(two), threes.collect()))
        })
    }
}

impl Node {
    /// A piece comes again within a passage, and first in the title.
    fn add(&mut self, all: &mut [Hit], hit: Hit) {
        let end = self.from + self.count;
        let last = if self.count > 0 { all.get(end - 1) } else { None };
        if last.is_none_or(|last| last >> 1 != hit >> 1) && let Some(place) = all.get_mut(end) {
            *place = hit;
            self.count += 1;
        }
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
