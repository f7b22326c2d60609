//! The press: all routes of the chosen editions, in parallel, skipping what has not moved.
//!
//! It knows editions only as [`Edition`] rows and the disk only as a [`Store`]. Nothing is made
//! visible before everything is rendered without error; then files are switched one by one, each
//! whole. What a run has done is the [`Manifest`], from which the next run starts.

mod build;
mod manifest;
mod verify;

use crate::diag::Diagnostic;
use crate::edition::Edition;
use crate::files::Stamp;
use std::collections::BTreeMap;

pub use build::{Built, Prepared, Progress, prepare};
pub use manifest::{Manifest, Pending, Row};
pub use verify::{Difference, Reason, Why, verify, why};

/// Where the files of one edition are kept. Paths are relative, with `/`. Errors are Chinese
/// sentences.
pub trait Store: Sync {
    /// Every file there is.
    fn list(&self) -> BTreeMap<String, Stamp>;

    /// # Errors
    /// When the file cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;

    /// Writes the bytes of the file `path` aside, out of sight; the stamp is the one it will have.
    ///
    /// # Errors
    /// When they cannot be written.
    fn stage(&self, path: &str, bytes: &[u8]) -> Result<Stamp, String>;

    /// Makes every staged file visible, each whole, at one stroke; `paths` are all that were staged.
    ///
    /// # Errors
    /// When a file cannot be put in place.
    fn commit(&self, paths: &[&str]) -> Result<(), String>;

    /// Removes a file and folders it leaves empty.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn remove(&self, path: &str) -> Result<(), String>;

    /// Drops what was staged and not committed.
    fn abandon(&self);
}

/// Which routes are wanted.
pub struct Order<'a> {
    pub editions: Vec<&'static Edition>,
    /// Of `.1` equal parts, the `.0`th (from 1).
    pub shard: Option<(u32, u32)>,
    /// Only routes for which this holds; None for all. Then nothing is removed either.
    pub only: Option<&'a (dyn Fn(&Edition, &str) -> bool + Sync)>,
    /// Render everything, whatever the manifest says.
    pub force: bool,
}

/// What keeps a build from being made.
#[derive(Debug)]
pub enum Failure {
    /// Errors in content or looks, together with all warnings.
    Content(Vec<Diagnostic>),
    /// The machine failed: a Chinese sentence.
    Machine(String),
}
