//! Loading: files become a catalog, bodies become trees. All faults of the whole project come out
//! in one run. The only room that names a parser; it renders nothing.
//!
//! [`load`] reads everything but keeps no bodies; [`document`] parses one body when its page is
//! rendered. What was learned from a file depends on that file alone, so that an
//! unchanged file need not be read again ([`Memory`]); what concerns several files (`cross`)
//! is looked at every time.

mod assemble;
mod body;
mod cross;
mod decode;
mod digest;
mod entry;
mod looks;
mod markdown;
mod memory;
mod records;
mod yaml;

use crate::catalog::Catalog;
use crate::diag::Warned;
use crate::files::Files;

pub use body::{document, document_without_facts, volume_page};
pub use decode::{MOST_FILE_BYTES, MOST_TEXT_BYTES, decode};
pub use looks::looks;
pub use memory::{Ledger, Memory};

/// The catalog of `files` (the tree below `content/`, paths from there).
#[must_use]
pub fn load(files: &Files) -> Warned<Catalog> {
    load_with(files, Memory::default()).0
}

/// As [`load`], taking from `memory` what is known of unchanged files; the ledger is what to
/// remember next time.
#[must_use]
pub fn load_with(files: &Files, memory: Memory) -> (Warned<Catalog>, Ledger) {
    assemble::assemble(files, memory)
}
