//! What is kept from run to run, in `.kanxing/` of the project: one folder for each output folder.
//! It lies outside the output, so that two builds of the same content are equal to the last file.

use super::folder::Stamps;
use super::folder::write_with;
use super::{read_input, write_whole};
use crate::files::{Hash, Hasher};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The kept state of one project and output folder.
pub struct State {
    folder: PathBuf,
    /// Part of the file names of a sharded build, which keeps its own manifest.
    shard: String,
}

impl State {
    #[must_use]
    pub fn new(project: &Path, out: &Path, shard: Option<(u32, u32)>) -> State {
        let out = out.strip_prefix(project).unwrap_or(out);
        let key = Hash::of(out.to_string_lossy().as_bytes()).short(16);
        let shard = shard.map_or_else(String::new, |(index, count)| format!("-{index}-{count}"));
        State { folder: project.join(".kanxing").join(key), shard }
    }

    /// The bytes kept as `name`; empty when there are none.
    #[must_use]
    pub fn get(&self, name: &str) -> Vec<u8> {
        read_input(&self.path(name)).unwrap_or_default()
    }

    /// Keeps `bytes` as `name`. That they cannot be kept costs the next run time and nothing else.
    pub fn keep(&self, name: &str, bytes: &[u8]) {
        let _ = write_whole(&self.path(name), bytes);
    }

    /// Forgets what was kept as `name`.
    pub fn drop(&self, name: &str) {
        let _ = fs::remove_file(self.path(name));
    }

    /// As [`State::keep`], what `write` writes.
    pub fn keep_with(&self, name: &str, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) {
        let _ = write_with(&self.path(name), write);
    }

    #[must_use]
    pub fn stamps(&self) -> Stamps {
        postcard::from_bytes(&self.get("stamps")).unwrap_or_default()
    }

    pub fn keep_stamps(&self, stamps: &Stamps) {
        self.keep_with("stamps", |out| postcard::to_io(stamps, out).map(drop).map_err(std::io::Error::other));
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}{}", self.shard))
    }
}

/// What makes this program different from another: its version, and the size and time of its file.
#[must_use]
pub fn engine() -> Hash {
    let mut hasher = Hasher::default();
    hasher.bytes(env!("CARGO_PKG_VERSION").as_bytes());
    if let Some(meta) = std::env::current_exe().ok().and_then(|path| fs::metadata(path).ok()) {
        let stamp = super::folder::stamp(&meta);
        hasher.value(&stamp);
    }
    hasher.finish()
}
