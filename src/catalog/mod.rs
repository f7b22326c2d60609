//! The catalog: every entry, column, volume, register and asset of a project, as plain data.
//!
//! It is what `load` makes and everything else reads. It parses nothing, renders
//! nothing, and holds no bodies: an entry knows where its body begins and what was
//! learned from it (headings, links, pictures, counts). Some wait to be rendered ([`Bodies`]).

mod bodies;
mod column;
mod digest;
mod entry;
mod issue;
mod permalink;
mod registers;
mod shelf;
mod site;
mod target;
mod volume;

use crate::files::Files;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use bodies::Bodies;
pub use column::{Column, ColumnFile, ListStyle};
pub use digest::{Digest, HeadingMark, Mention};
pub use entry::{Entry, EntryIx};
pub use issue::{Issue, IssueArticle, IssueFile, PublishedArticle};
pub use permalink::{attachment, permalink};
pub use registers::{
    Brand, DocumentTitle, Figure, FigureValue, MediaSource, Office, Organization, OrganizationLevel, Person, PlaceName,
    Qualifier, Registers, Rule, Samples, Terms,
};
pub use shelf::{Absence, Shelf, absence};
pub use site::{Channels, Footer, Home, Images, Profile, Review, Site, WechatSite};
pub use target::Target;
pub use volume::{
    BackMatter, Binding, Colophon, CoverSheet, EditorGroup, Erratum, Paper, Part, Sort, TypeArea, Volume,
    VolumeFile, VolumePage, VolumePageFront, VolumeProfile,
};

/// A whole project, loaded.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    pub site: Site,
    pub registers: Registers,
    /// In the order of navigation.
    pub columns: Vec<Column>,
    /// In the order of their paths.
    pub entries: Vec<Box<Entry>>,
    pub volumes: Vec<Volume>,
    /// Issues of the official account, in the order of their ids.
    pub issues: Vec<Issue>,
    /// Everything below `content/`, by path from there; pictures and attachments among it.
    pub files: Files,
    /// Bodies that need not be parsed again.
    pub bodies: Arc<Bodies>,
    by_id: BTreeMap<Arc<str>, EntryIx>,
}

impl Catalog {
    /// Puts the parts together and builds the indexes. Of two entries with one id the first wins;
    /// `load` reports the other.
    #[must_use]
    pub fn new(
        site: Site,
        registers: Registers,
        columns: Vec<Column>,
        entries: Vec<Box<Entry>>,
        volumes: Vec<Volume>,
        files: Files,
    ) -> Catalog {
        let mut by_id = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            by_id.entry(Arc::clone(&entry.id)).or_insert(EntryIx::new(index));
        }
        Catalog { site, registers, columns, entries, volumes, issues: Vec::new(), files, bodies: Arc::default(), by_id }
    }

    #[must_use]
    pub fn entry(&self, ix: EntryIx) -> &Entry {
        &self.entries[ix.index()]
    }

    #[must_use]
    pub fn find(&self, id: &str) -> Option<EntryIx> {
        self.by_id.get(id).copied()
    }

    /// The entry written in the file `path` (from `content/`).
    #[must_use]
    pub fn find_path(&self, path: &str) -> Option<EntryIx> {
        self.entries.binary_search_by(|entry| (*entry.path).cmp(path)).ok().map(EntryIx::new)
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(|id| &**id)
    }

    #[must_use]
    pub fn column(&self, slug: &str) -> Option<&Column> {
        self.columns.iter().find(|column| &*column.slug == slug)
    }

    #[must_use]
    pub fn volume(&self, id: &str) -> Option<&Volume> {
        self.volumes.iter().find(|volume| volume.file.id == id)
    }

    /// Every entry with its index.
    pub fn each(&self) -> impl Iterator<Item = (EntryIx, &Entry)> {
        self.entries.iter().enumerate().map(|(index, entry)| (EntryIx::new(index), &**entry))
    }
}
