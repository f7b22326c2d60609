//! What was learned from each Markdown file, by its content hash: a later run starts from it.

use crate::catalog::{Catalog, Entry, VolumePage};
use crate::diag::Diagnostic;
use crate::files::Hash;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

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

/// Remembered files by path; taken apart by the load that uses it.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) files: BTreeMap<String, (Note, Parsed)>,
}

impl Memory {
    /// The memory written as `bytes`; empty when they are of another make.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Memory {
        let rows: Vec<(String, Note, Parsed)> = postcard::from_bytes(bytes).unwrap_or_default();
        Memory { files: rows.into_iter().map(|(path, note, parsed)| (path, (note, parsed))).collect() }
    }
}

/// What a load knows beyond its catalog.
#[derive(Debug, Default)]
pub struct Ledger {
    /// By path, ascending.
    pub(super) notes: Vec<(Arc<str>, Note)>,
    /// Files that had to be parsed, because they were not in the memory as they are now.
    pub parsed: usize,
}

impl Ledger {
    /// The bytes of a [`Memory`] of `catalog`.
    #[must_use]
    pub fn to_bytes(&self, catalog: &Catalog) -> Vec<u8> {
        postcard::to_stdvec(&self.rows(catalog)).unwrap_or_default()
    }

    /// As [`Ledger::to_bytes`], written out: they are as many as the catalog has.
    ///
    /// # Errors
    /// When `out` does not take them.
    pub fn write(&self, catalog: &Catalog, out: &mut dyn Write) -> std::io::Result<()> {
        postcard::to_io(&self.rows(catalog), out).map(drop).map_err(std::io::Error::other)
    }

    fn rows<'a>(&'a self, catalog: &'a Catalog) -> Vec<(&'a str, &'a Note, ParsedRef<'a>)> {
        let pages: BTreeMap<&str, &VolumePage> =
            catalog.volumes.iter().flat_map(|volume| &volume.pages).map(|page| (&*page.path, page)).collect();
        self.notes
            .iter()
            .map(|(path, note)| {
                let entry = catalog.find_path(path).map(|ix| ParsedRef::Entry(catalog.entry(ix)));
                let page = || pages.get(&**path).map(|page| ParsedRef::Page(page));
                (&**path, note, entry.or_else(page).unwrap_or(ParsedRef::Nothing))
            })
            .collect()
    }
}
