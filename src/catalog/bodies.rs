//! Bodies that were parsed to be looked at when the project was loaded, and that wait for their
//! first rendering, up to a number of bytes: most are rendered once, and need not be parsed twice.
//! Nothing depends on them: what is not here is parsed again from its file.

use crate::tree::Document;
use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// Bodies kept at most, in bytes of their sources. A tree takes about twice as much memory.
const MOST_BYTES: usize = 36 << 20;

/// The waiting bodies by path.
#[derive(Default)]
pub struct Bodies {
    kept: AtomicUsize,
    waiting: Mutex<HashMap<Arc<str>, Document>>,
}

impl Bodies {
    /// Keeps the body of the file `path`, `bytes` long, when there is room.
    pub fn keep(&self, path: &Arc<str>, bytes: usize, document: Document) {
        if self.kept.fetch_add(bytes, Ordering::Relaxed) + bytes > MOST_BYTES {
            return;
        }
        if let Ok(mut waiting) = self.waiting.lock() {
            waiting.insert(Arc::clone(path), document);
        }
    }

    /// The body of the file `path`, for the first who asks.
    #[must_use]
    pub fn take(&self, path: &str) -> Option<Document> {
        self.waiting.lock().ok()?.remove(path)
    }
}

impl fmt::Debug for Bodies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bodies({} bytes)", self.kept.load(Ordering::Relaxed))
    }
}
