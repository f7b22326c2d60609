//! Search without a server: index files the browser asks for, as routes like any other.
//!
//! # What lies below `search/`
//!
//! | file | what it holds | a query needs |
//! |---|---|---|
//! | `index.json` | how many files of each sort, the columns | it, once |
//! | `fold.bin` | what counts as the same character ([`crate::text::fold`]) | it, once |
//! | `two/HHH.bin` | hits of pieces of one and two units | at most one for a run |
//! | `three/HHH.bin` | which of these hits have a third unit, and a fourth | one for a piece of them |
//! | `text/HH/HH.bin` | what is shown of a text, and its words | one for each result shown |
//!
//! # Exact without reading texts
//!
//! A run of two, three or four units is looked up as one piece, so its hits are exact: nothing has to be read to count
//! them, to order them or to say how many are in a column. Only a longer run has candidates, which are looked through
//! when they are shown. Pieces of three and four are kept only where their beginning is frequent: below a piece with at
//! most [`posting::RARE`] passages nothing is kept, because so few texts are looked through at once. A piece that is
//! everywhere where its beginning is says so in one byte.
//!
//! # Numbers that stay
//!
//! A text has a number of 32 bits, its column above its time ([`number`]): 64 places for every day since 1900. It
//! follows from the text's own date and id; a newcomer moves another text only where both want the very same place.
//! So an edited or added text rewrites the files its own pieces fall in, and no other. How many files there are is a
//! power of two that follows from the size of the site; it doubles rarely.
//!
//! Numbers are in order of column and time, so hits are kept as small gaps (one byte each for a frequent piece), are
//! shown newest first without knowing any date, and are counted by column and year as they are.
//!
//! # Passages
//!
//! A long text is cut into passages of about 2,000 Han characters, at gaps between words. Hits name the passage, and
//! only the passage that holds the words is fetched to be shown: a memoir of a hundred pages costs what a note does.
//!
//! # How it is made
//!
//! [`Search`] is put together with the routes and knows of each text only its number and hash. The texts are parsed
//! when the first of `two/` and `three/` is rendered ([`corpus`]), cut into pieces and sorted out once for all files
//! ([`terms`]); their fingerprint is that of all texts together, and a file whose bytes are the same is not written
//! again. A file of `text/` has the fingerprint of the few texts in it. Threads of its own do the work, so that
//! renderers that wait for it hold up nothing it needs. Nothing is in it but what the site shows.

mod corpus;
mod number;
mod page;
mod posting;
mod record;
mod terms;

use super::desk::Desk;
use crate::catalog::{Catalog, Entry, EntryIx, Target};
use crate::diag::Warned;
use crate::edition::{Rendered, Route, Shop};
use crate::files::{Hash, Hasher};
use crate::kind::EditionName;
use std::sync::{Arc, OnceLock};

pub use page::ADDRESS;

/// Bytes of a source file that make one passage: 2,000 Han characters.
const PASSAGE_BYTES: u64 = 6000;
/// 字数 for each file of `two/`, at most; half as many at least.
const TERMS_ZISHU: u64 = 16 << 10;
/// Passages for each file of `text/`, at most; half as many at least.
const TEXT_PASSAGES: usize = 4;

/// A text of the site as search knows it.
struct Doc {
    ix: EntryIx,
    number: u32,
    /// Into how many passages it is cut, at most.
    parts: u32,
    /// Hash of all that is searched for and shown of it.
    hash: Hash,
}

/// What all search routes share.
pub struct Search {
    /// In order of their numbers.
    docs: Vec<Doc>,
    /// How many files of `two/`; a power of two.
    term_files: u32,
    /// How many files of `text/`; a power of two.
    text_files: u32,
    /// Hash of all texts.
    hash: Hash,
    /// All texts, once a file of terms was asked for.
    corpus: OnceLock<corpus::Corpus>,
    /// The files of `two/`, then those of `three/`.
    terms: OnceLock<Vec<Vec<u8>>>,
}

pub fn routes(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    if !shop.catalog.site.search() {
        return;
    }
    let search = Arc::new(Search::new(shop));
    page::routes(&search, desk, out);
    for file in 0..search.term_files * (1 + number::THREES) {
        out.push(Box::new(TermsRoute { path: search.terms_path(file), file, search: Arc::clone(&search) }));
    }
    record::routes(&search, out);
}

impl Search {
    fn new(shop: &Shop) -> Search {
        let catalog = &shop.catalog;
        let numbers = number::all(catalog, shop.shelf.of(catalog, EditionName::Site));
        let docs: Vec<Doc> = numbers.into_iter().map(|(number, ix)| doc(catalog, number, ix)).collect();
        let zishu: u64 = docs.iter().map(|doc| u64::from(catalog.entry(doc.ix).digest.zishu)).sum();
        let passages: usize = docs.iter().map(|doc| doc.parts as usize).sum();
        let mut hasher = Hasher::default();
        docs.iter().for_each(|doc| {
            hasher.hash(doc.hash).value(&doc.number);
        });
        Search {
            term_files: power_of_two(zishu.div_ceil(TERMS_ZISHU)),
            text_files: power_of_two(passages.div_ceil(TEXT_PASSAGES) as u64),
            hash: hasher.finish(),
            corpus: OnceLock::new(),
            terms: OnceLock::new(),
            docs,
        }
    }

    fn terms_path(&self, file: u32) -> String {
        match file.checked_sub(self.term_files) {
            None => format!("search/two/{file:03x}.bin"),
            Some(file) => format!("search/three/{file:03x}.bin"),
        }
    }
}

fn power_of_two(count: u64) -> u32 {
    u32::try_from(count.max(1).next_power_of_two()).unwrap_or(1 << 31)
}

fn doc(catalog: &Catalog, number: u32, ix: EntryIx) -> Doc {
    let entry = catalog.entry(ix);
    let file = catalog.files.get(&entry.path);
    let bytes = file.map_or(0, |file| file.stamp.len);
    let mut hasher = Hasher::default();
    hasher.hash(file.and_then(|file| file.hash(&entry.path).ok()).unwrap_or_default());
    hasher.bytes(entry.address.as_bytes());
    linked_titles(catalog, entry).for_each(|title| {
        hasher.bytes(title.as_bytes());
    });
    let figures = catalog.registers.metrics(entry.digest.figure_ids());
    if !figures.is_empty() {
        hasher.value(&figures);
    }
    let parts = u32::try_from(bytes.div_ceil(PASSAGE_BYTES).max(1)).unwrap_or(u32::MAX);
    Doc { ix, number, parts, hash: hasher.finish() }
}

/// Titles a text may show as the words of its links.
fn linked_titles<'a>(catalog: &'a Catalog, entry: &'a Entry) -> impl Iterator<Item = &'a str> {
    entry.digest.links.iter().filter_map(|mention| match catalog.target(&entry.path, &mention.name) {
        Target::Entry(ix, _) => Some(catalog.entry(ix).front.title.as_str()),
        Target::Heading(_) | Target::File(_) | Target::Outside(_) | Target::Unknown => None,
    })
}

/// A file of `two/` or `three/`.
struct TermsRoute {
    path: String,
    file: u32,
    search: Arc<Search>,
}

impl Route for TermsRoute {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, _shop: &Shop) -> Hash {
        Hasher::default().hash(self.search.hash).value(&self.search.term_files).finish()
    }

    fn render(&self, shop: &Shop) -> Rendered {
        let terms = self.search.terms.get_or_init(|| {
            let corpus = self.search.corpus.get_or_init(|| corpus::Corpus::read(shop, &self.search.docs));
            terms::files(corpus, self.search.term_files)
        });
        Warned::clean(terms.get(self.file as usize).cloned())
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        self.search.docs.iter().map(|doc| format!("content/{}", shop.catalog.entry(doc.ix).path)).collect()
    }
}

/// Does `count` pieces of work on threads of its own; the results are in order. A renderer that waits for this must
/// not be given other work meanwhile, which might wait for the same, so the pool of the press is not asked.
fn across<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(count.max(1));
    let next = std::sync::atomic::AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let turn = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            if turn >= count {
                return done;
            }
            done.push((turn, work(turn)));
        }
    };
    let mut all: Vec<(usize, T)> = std::thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut all = take();
        helpers.into_iter().for_each(|helper| all.extend(helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))));
        all
    });
    all.sort_unstable_by_key(|(turn, _)| *turn);
    all.into_iter().map(|(_, done)| done).collect()
}
