//! How hits are written: numbers as varints, seven bits to a byte, the lowest first.
//!
//! ```text
//! hits   := count gap*            one for each passage, in order of number and part
//! gap    := 2*(number - number before)          the first passage of a text
//!         | 2*(number - number before)+1 part   a further one
//! titles := count step*           which of the hits are in the title, each by its distance from the one before
//! some   := count step* titles    which hits of a longer list have a piece that is one unit longer
//! ```

use super::corpus::Corpus;

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

/// Writes hits and which are in titles.
pub fn hits(out: &mut Vec<u8>, corpus: &Corpus, hits: &[Hit]) {
    varint(out, hits.len() as u64);
    let mut before = 0;
    for passage in hits.iter().map(|hit| (*hit >> 1) as usize) {
        let (Some(&number), Some(&part)) = (corpus.numbers.get(passage), corpus.parts.get(passage)) else { continue };
        let gap = u64::from(number - before) * 2;
        before = number;
        varint(out, gap + u64::from(part > 0));
        if part > 0 {
            varint(out, u64::from(part));
        }
    }
    steps(out, hits.iter().map(|hit| *hit & 1 == 0));
}

/// Writes which of the hits `all` are in `some`, and which of these are in titles.
pub fn some(out: &mut Vec<u8>, all: &[Hit], some: &[Hit]) {
    let mut rest = some.iter().peekable();
    steps(out, all.iter().map(|hit| rest.next_if(|next| **next >> 1 == *hit >> 1).is_some()));
    steps(out, some.iter().map(|hit| *hit & 1 == 0));
}

/// Writes how many of `marks` are set, and where.
fn steps(out: &mut Vec<u8>, marks: impl Iterator<Item = bool>) {
    let (mut count, mut before, mut written) = (0, 0, Vec::new());
    for (at, _) in (1..).zip(marks).filter(|(_, set)| *set) {
        varint(&mut written, at - before);
        before = at;
        count += 1;
    }
    varint(out, count);
    out.extend(written);
}
