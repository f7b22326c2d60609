//! What was learned from each Markdown file, by its content hash: a later run starts from it.

use crate::catalog::{Catalog, Entry, VolumePage};
use crate::diag::Diagnostic;
use crate::files::Hash;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::{Arc, Mutex};

/// What one Markdown file says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Parsed {
    Entry(Box<Entry>),
    Page(Box<VolumePage>),
    /// It could not be read; the diagnostics say why.
    Nothing,
}

/// [`Parsed`] without owning it; the same variants in the same order, so that one reads the other.
#[derive(Serialize)]
enum ParsedRef<'a> {
    Entry(&'a Entry),
    Page(&'a VolumePage),
    Nothing,
}

/// How a file was read: enough to know whether it would be read the same again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub hash: Hash,
    /// Hash of what else decided how it was read: its column and kind.
    pub context: Hash,
    pub diagnostics: Vec<Diagnostic>,
}

/// Parts the memory is kept in: they are read side by side, and those that have not moved stay.
pub const PARTS: usize = 32;

/// The part that remembers the file `path`.
fn part_of(path: &str) -> usize {
    usize::from(Hash::of(path.as_bytes()).0[0]) % PARTS
}

/// What is remembered of each file of a part.
type Part = BTreeMap<String, (Note, Parsed)>;

/// Remembered files by path, in [`PARTS`] parts; taken apart by the load that uses it.
#[derive(Debug)]
pub struct Memory {
    parts: Vec<Mutex<Part>>,
}

impl Default for Memory {
    fn default() -> Memory {
        Memory { parts: (0..PARTS).map(|_| Mutex::default()).collect() }
    }
}

impl Memory {
    /// The memory whose parts `read` gives by their number; a part that is of another make is empty.
    #[must_use]
    pub fn from_parts(read: impl Fn(usize) -> Vec<u8> + Sync) -> Memory {
        let part = |number: usize| {
            let rows: Vec<(String, Note, Parsed)> = postcard::from_bytes(&read(number)).unwrap_or_default();
            Mutex::new(rows.into_iter().map(|(path, note, parsed)| (path, (note, parsed))).collect())
        };
        Memory { parts: (0..PARTS).into_par_iter().with_max_len(1).map(part).collect() }
    }

    /// What is known of the file `path`, which is then forgotten.
    pub(super) fn take(&self, path: &str) -> Option<(Note, Parsed)> {
        self.parts[part_of(path)].lock().ok()?.remove(path)
    }

    /// The parts in which something is left.
    pub(super) fn left(self) -> BTreeSet<usize> {
        let left = |(number, part): (usize, Mutex<Part>)| {
            part.into_inner().is_ok_and(|part| !part.is_empty()).then_some(number)
        };
        self.parts.into_iter().enumerate().filter_map(left).collect()
    }
}

/// What a load knows beyond its catalog.
#[derive(Debug, Default)]
pub struct Ledger {
    /// By path, ascending.
    pub(super) notes: Vec<(Arc<str>, Note)>,
    /// The parts of the memory that are not as they were.
    moved: BTreeSet<usize>,
    /// Files that had to be parsed, because they were not in the memory as they are now.
    pub parsed: usize,
}

/// A row of the memory as it is written.
type Row<'a> = (&'a str, &'a Note, ParsedRef<'a>);

impl Ledger {
    /// Notes how a file was read; `fresh` when it was not remembered.
    pub(super) fn note(&mut self, path: Arc<str>, note: Note, fresh: bool) {
        self.parsed += usize::from(fresh);
        if fresh {
            self.moved.insert(part_of(&path));
        }
        self.notes.push((path, note));
    }

    /// Adds the parts in which something is remembered of files that are gone.
    pub(super) fn forgets(&mut self, parts: BTreeSet<usize>) {
        self.moved.extend(parts);
    }

    /// The parts of the memory of `catalog` that have moved since it was read.
    #[must_use]
    pub fn moved<'a>(&'a self, catalog: &'a Catalog) -> Moved<'a> {
        let pages: BTreeMap<&str, &VolumePage> =
            catalog.volumes.iter().flat_map(|volume| &volume.pages).map(|page| (&*page.path, page)).collect();
        let mut parts: BTreeMap<usize, Vec<Row<'a>>> = self.moved.iter().map(|number| (*number, Vec::new())).collect();
        for (path, note) in &self.notes {
            let Some(rows) = parts.get_mut(&part_of(path)) else { continue };
            let entry = catalog.find_path(path).map(|ix| ParsedRef::Entry(catalog.entry(ix)));
            let page = || pages.get(&**path).map(|page| ParsedRef::Page(page));
            rows.push((&**path, note, entry.or_else(page).unwrap_or(ParsedRef::Nothing)));
        }
        Moved { parts }
    }

    /// All that is remembered after a load of `catalog`, for the next load of the same process.
    #[must_use]
    pub fn memory(&self, catalog: &Catalog) -> Memory {
        let whole = Ledger { notes: self.notes.clone(), moved: (0..PARTS).collect(), parsed: 0 };
        let moved = whole.moved(catalog);
        Memory::from_parts(|number| moved.bytes(number))
    }
}

/// Parts of a memory, ready to be written.
pub struct Moved<'a> {
    parts: BTreeMap<usize, Vec<Row<'a>>>,
}

impl Moved<'_> {
    pub fn numbers(&self) -> impl Iterator<Item = usize> + '_ {
        self.parts.keys().copied()
    }

    /// Writes a part out: it is as long as what it holds.
    ///
    /// # Errors
    /// When `out` does not take it.
    pub fn write(&self, number: usize, out: &mut dyn Write) -> std::io::Result<()> {
        let rows = self.parts.get(&number).map_or(&[][..], Vec::as_slice);
        postcard::to_io(rows, out).map(drop).map_err(std::io::Error::other)
    }

    fn bytes(&self, number: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        match self.write(number, &mut bytes) {
            Ok(()) => bytes,
            Err(_) => Vec::new(),
        }
    }
}
