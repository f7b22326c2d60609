//! The manifest: what was published under which address, from what, and how it lies on the disk.

use crate::diag::Diagnostic;
use crate::files::{Hash, Stamp};
use crate::kind::EditionName;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One published file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub fingerprint: Hash,
    pub stamp: Stamp,
    /// Warnings of its rendering, so that a run that skips it still shows them.
    pub warnings: Vec<Diagnostic>,
}

/// All published files of all editions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// What made it; another program starts anew.
    engine: Hash,
    pub editions: BTreeMap<EditionName, BTreeMap<String, Row>>,
}

impl Manifest {
    #[must_use]
    pub fn new(engine: Hash) -> Manifest {
        Manifest { engine, editions: BTreeMap::new() }
    }

    /// The manifest written as `bytes` by the same engine. Of another engine only the addresses
    /// are kept, so that files it wrote are still known to be ours.
    #[must_use]
    pub fn from_bytes(bytes: &[u8], engine: Hash) -> Manifest {
        let mut manifest: Manifest = postcard::from_bytes(bytes).unwrap_or_default();
        if manifest.engine != engine {
            manifest.editions.values_mut().flat_map(BTreeMap::values_mut).for_each(|row| *row = Row::default());
            manifest.engine = engine;
        }
        manifest
    }

    /// The manifest after a run that was cut short: what it was about to write is ours too, and is
    /// looked at anew.
    #[must_use]
    pub fn after(mut self, pending: Pending) -> Manifest {
        for (edition, paths) in pending.editions {
            let rows = self.editions.entry(edition).or_default();
            rows.extend(paths.into_iter().map(|path| (path, Row::default())));
        }
        self
    }

    /// # Errors
    /// When `out` does not take the bytes.
    pub fn write(&self, out: &mut dyn std::io::Write) -> std::io::Result<()> {
        postcard::to_io(self, out).map(drop).map_err(std::io::Error::other)
    }

    #[must_use]
    pub fn row(&self, edition: EditionName, path: &str) -> Option<&Row> {
        self.editions.get(&edition)?.get(path)
    }
}

/// The addresses a run was about to write when it was last heard of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pending {
    pub editions: Vec<(EditionName, Vec<String>)>,
}

impl Pending {
    /// What was kept as `bytes`; nothing when there is nothing to be read.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Pending {
        postcard::from_bytes(bytes).unwrap_or_default()
    }

    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).unwrap_or_default()
    }
}
