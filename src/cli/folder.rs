//! What the commands ask of the disk, with errors that name the file in Chinese.

use super::usage;
use crate::disk;
use crate::files::Files;
use anyhow::anyhow;
use std::path::{Path, PathBuf};

/// The files of a project below `prefix` (`content/`, `themes/`, `print/`), with the paths they
/// have from the project folder; `content/` is left off.
///
/// # Errors
/// When a folder cannot be read.
pub fn read(root: &Path, prefix: &str) -> anyhow::Result<Files> {
    disk::read(root, prefix).map_err(|reason| anyhow!("{reason}"))
}

/// Writes a file that is not there yet, and the folders it is in.
///
/// # Errors
/// Wrong usage when it is there already; else when it cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if path.exists() {
        return Err(usage(format!("{} 已经存在，不覆盖。", display(path))));
    }
    disk::create(path, bytes).map_err(|reason| anyhow!("写不了 {}：{reason}", display(path)))
}

/// Writes a file through a temporary one, so that it is never half there.
///
/// # Errors
/// When it cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    disk::replace(path, bytes).map_err(|reason| anyhow!("写不了 {}：{reason}", display(path)))
}

/// A path for people: with `/`, without `./` before it.
#[must_use]
pub fn display(path: &Path) -> String {
    let text = path.display().to_string().replace('\\', "/");
    text.strip_prefix("./").map_or_else(|| text.clone(), ToString::to_string)
}

/// The folder `out`, seen from the project unless it is absolute.
#[must_use]
pub fn out(root: &Path, out: Option<&PathBuf>) -> PathBuf {
    out.map_or_else(|| root.join("out"), |out| out.clone())
}
