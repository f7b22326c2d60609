//! Pieces as they are found, sorted out by file.
//!
//! All lie in two long lists that are taken up again turn by turn, in chunks; a file knows which chunks are its own.

use super::super::posting::Hit;
use super::tree::Key;

/// Pieces in a chunk.
const CHUNK: usize = 256;

/// The pieces found in a stretch of the corpus, and the hit of each.
#[derive(Default)]
pub struct Found {
    pieces: Vec<Key>,
    hits: Vec<Hit>,
    /// How much of both is taken.
    taken: usize,
    files: Vec<Own>,
}

/// What belongs to a file.
#[derive(Clone, Default)]
struct Own {
    /// Where its chunks begin.
    chunks: Vec<usize>,
    /// Where the next piece goes; at the end of a chunk there is no more room.
    next: usize,
    count: usize,
}

impl Found {
    /// Forgets everything, for a turn of so many files.
    pub fn begin(&mut self, files: usize) {
        self.taken = 0;
        self.files.clear();
        self.files.resize(files, Own::default());
    }

    /// Adds a piece to the file at `at`.
    pub fn add(&mut self, at: usize, piece: Key, hit: Hit) {
        let Some(own) = self.files.get_mut(at) else { return };
        if own.count % CHUNK == 0 {
            own.next = self.taken;
            own.chunks.push(self.taken);
            self.taken += CHUNK;
            if self.taken > self.pieces.len() {
                let room = self.taken.max(self.taken / 4 * 5);
                self.pieces.resize(room, 0);
                self.hits.resize(room, 0);
            }
        }
        if let (Some(a), Some(b)) = (self.pieces.get_mut(own.next), self.hits.get_mut(own.next)) {
            (*a, *b) = (piece, hit);
        }
        own.next += 1;
        own.count += 1;
    }

    /// What was added to the file at `at`, in order.
    pub fn of(&self, at: usize) -> impl Iterator<Item = (&[Key], &[Hit])> + Clone {
        let own = self.files.get(at);
        let chunks = own.into_iter().flat_map(|own| own.chunks.iter().map(|chunk| (*chunk, own.count)).enumerate());
        chunks.filter_map(|(before, (from, count))| {
            let to = from + CHUNK.min(count - before * CHUNK);
            Some((self.pieces.get(from..to)?, self.hits.get(from..to)?))
        })
    }
}
