//! An entry: one text an editor wrote, without its body.

use super::Digest;
use crate::diag::{At, Span};
use crate::files::Hash;
use crate::kind::{EditionName, Front, Kind, Lang, Openness, Status};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The place of an entry in its catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryIx(u32);

impl EntryIx {
    #[must_use]
    pub fn new(index: usize) -> EntryIx {
        EntryIx(u32::try_from(index).unwrap_or(u32::MAX))
    }

    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Unique in the tree, `[a-z0-9-]+`.
    #[serde(with = "crate::files::shared")]
    pub id: Arc<str>,
    /// Path of its file from `content/`.
    #[serde(with = "crate::files::shared")]
    pub path: Arc<str>,
    /// Slug of its column.
    #[serde(with = "crate::files::shared")]
    pub column: Arc<str>,
    pub front: Front,
    pub kind: Kind,
    /// Byte at which the body begins.
    pub body_at: u32,
    /// Hash of the body alone, from `body_at` to the end.
    pub body_hash: Hash,
    /// The seal of the body, of a text that carries signatures.
    pub body_seal: Option<Hash>,
    pub digest: Digest,
    /// Where its title is written.
    pub title_at: Span,
    /// Its path on the portal ([`super::permalink`]), which depends on the site too: set when the
    /// catalog is put together.
    #[serde(skip)]
    pub address: String,
}

impl Entry {
    #[must_use]
    pub fn status(&self) -> Status {
        self.front.status.unwrap_or(Status::Published)
    }

    #[must_use]
    pub fn lang(&self) -> Lang {
        self.front.lang.unwrap_or(Lang::ZhHans)
    }

    /// An archive record whose openness is not decided in favour.
    #[must_use]
    pub fn not_open(&self) -> bool {
        matches!(&self.kind, Kind::Archive(archive) if archive.openness != Openness::Open)
    }

    /// Internal or not open: never shown outside, drafts mode included.
    #[must_use]
    pub fn closed(&self) -> bool {
        self.front.internal || self.not_open()
    }

    /// The editions it is meant for, whatever its state.
    #[must_use]
    pub fn editions(&self) -> &[EditionName] {
        match self.front.editions.as_slice() {
            [] => self.kind.name().editions(),
            chosen => chosen,
        }
    }

    /// What lists and feeds say of it: the summary written, or the one cut from the body.
    #[must_use]
    pub fn summary(&self) -> &str {
        self.front.summary.as_deref().unwrap_or(&self.digest.summary)
    }

    /// The hash a signature is bound to: everything but the signatures themselves. None of a text
    /// that carries none.
    #[must_use]
    pub fn signing_hash(&self) -> Option<String> {
        let unsigned = Front { review: Vec::new(), ..self.front.clone() };
        let signed = postcard::to_stdvec(&(unsigned, &self.kind, self.body_seal?)).unwrap_or_default();
        Some(Hash::seal(&signed).to_string())
    }

    /// Its title, for diagnostics that concern the whole of it.
    #[must_use]
    pub fn at_title(&self) -> At {
        At::new(&self.path, self.title_at)
    }

    /// The top of its file, for diagnostics.
    #[must_use]
    pub fn at(&self) -> At {
        At::top(&self.path)
    }
}
