//! What the commands ask of the disk, with errors that are wrong usage told apart.

use super::usage;
use crate::disk;
use anyhow::anyhow;
use std::path::{Path, PathBuf};

/// Writes a file that is not there yet, and the folders it is in.
///
/// # Errors
/// Wrong usage when it is there already; else when it cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if path.exists() {
        return Err(usage(format!("{} 已经存在，不覆盖。", display(path))));
    }
    disk::write_new(path, bytes).map_err(|reason| anyhow!("{reason}"))
}

/// Writes a file through a temporary one, so that it is never half there.
///
/// # Errors
/// When it cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    disk::write_whole(path, bytes).map_err(|reason| anyhow!("{reason}"))
}

/// A path for people: with `/`, without `./` before it.
#[must_use]
pub fn display(path: &Path) -> String {
    let text = path.display().to_string().replace('\\', "/");
    text.strip_prefix("./").map_or_else(|| text.clone(), ToString::to_string)
}

/// The folder the editions are written below.
#[must_use]
pub fn out(root: &Path, asked: Option<&PathBuf>) -> PathBuf {
    asked.cloned().unwrap_or_else(|| root.join("out"))
}
