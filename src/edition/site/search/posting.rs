//! How hits are written: numbers as varints, seven bits to a byte, the lowest first.
//!
//! ```text
//! hits    := numbers marks part* marks          those not in the first passage, and which they are in; those in titles
//! numbers := count gap*                         up to RARE of them, each by its distance from the one before
//!          | count columns column*              more
//! column  := column count first bits gap*       in Rice code: the distance without its lowest bits as zeros and a one,
//!                                               then these bits; from the lowest bit of a byte on, to a whole byte
//! marks   := count step*                        which of a list, each by its distance from the one before
//! some    := count step* marks                  which of the hits of a shorter piece a longer one has, those in titles;
//!          | count bit* marks                   when more than an eighth of them, as a bit for each
//! ```

use super::corpus::Corpus;
use super::number::TIME_BITS;

/// Hits up to which nothing is kept below a piece.
pub const RARE: usize = 16;

/// A hit: twice the place of a passage in the corpus; one more when it is not in the title. Lists of them are settled:
/// in order, with one hit for each passage, in the title where there is one.
pub type Hit = u32;

pub fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// How many hits are in titles.
pub fn titles(hits: &[Hit]) -> usize {
    hits.iter().filter(|hit| **hit & 1 == 0).count()
}

/// Writes hits.
pub fn hits(out: &mut Vec<u8>, corpus: &Corpus, hits: &[Hit]) {
    let of = |list: &[u32], hit: &Hit| list.get((*hit >> 1) as usize).copied().unwrap_or_default();
    numbers(out, &hits.iter().map(|hit| of(&corpus.numbers, hit)).collect::<Vec<_>>());
    let parts = || hits.iter().map(|hit| of(&corpus.parts, hit));
    marks(out, parts().map(|part| part > 0));
    parts().filter(|part| *part > 0).for_each(|part| varint(out, u64::from(part)));
    in_titles(out, hits);
}

/// Writes which of the hits `all` are in `some`.
pub fn some(out: &mut Vec<u8>, all: &[Hit], some: &[Hit]) {
    let mut rest = some.iter().peekable();
    let mut among = all.iter().map(|hit| rest.next_if(|next| **next >> 1 == *hit >> 1).is_some());
    if some.len() * 8 > all.len() {
        varint(out, some.len() as u64);
        let mut bits = Bits::new(out);
        among.by_ref().for_each(|set| bits.push(u32::from(set), 1));
        bits.done();
    } else {
        marks(out, among);
    }
    in_titles(out, some);
}

fn in_titles(out: &mut Vec<u8>, hits: &[Hit]) {
    marks(out, hits.iter().map(|hit| *hit & 1 == 0));
}

fn numbers(out: &mut Vec<u8>, all: &[u32]) {
    varint(out, all.len() as u64);
    if all.len() <= RARE {
        let before = std::iter::once(&0).chain(all);
        return all.iter().zip(before).for_each(|(number, before)| varint(out, u64::from(number - before)));
    }
    let columns = || all.chunk_by(|one, other| one >> TIME_BITS == other >> TIME_BITS);
    varint(out, columns().count() as u64);
    for column in columns() {
        let (Some(first), Some(last)) = (column.first(), column.last()) else { continue };
        let mean = u64::from(last - first) / column.len() as u64;
        let low = (mean * 7 / 10).checked_ilog2().unwrap_or(0);
        let head = [first >> TIME_BITS, column.len() as u32, first & ((1 << TIME_BITS) - 1), low];
        head.into_iter().for_each(|field| varint(out, u64::from(field)));
        let mut bits = Bits::new(out);
        for (before, number) in column.iter().zip(column.iter().skip(1)) {
            let gap = number - before;
            bits.zeros_and_one(gap >> low);
            bits.push(gap & ((1 << low) - 1), low);
        }
        bits.done();
    }
}

/// Writes how many of `set` are so, and where.
fn marks(out: &mut Vec<u8>, set: impl Iterator<Item = bool>) {
    let (mut count, mut before, mut written) = (0, 0, Vec::new());
    for (at, _) in (1..).zip(set).filter(|(_, set)| *set) {
        varint(&mut written, at - before);
        before = at;
        count += 1;
    }
    varint(out, count);
    out.extend(written);
}

/// Bits on their way into bytes.
struct Bits<'o> {
    out: &'o mut Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits<'_> {
    fn new(out: &mut Vec<u8>) -> Bits<'_> {
        Bits { out, held: 0, count: 0 }
    }

    /// The lowest `count` bits of `value`, at most 32.
    fn push(&mut self, value: u32, count: u32) {
        self.held |= u64::from(value) << self.count;
        self.count += count;
        while self.count >= 8 {
            self.out.push(self.held as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    fn zeros_and_one(&mut self, mut zeros: u32) {
        while zeros >= 24 {
            self.push(0, 24);
            zeros -= 24;
        }
        self.push(1 << zeros, zeros + 1);
    }

    fn done(self) {
        if self.count > 0 {
            self.out.push(self.held as u8);
        }
    }
}
