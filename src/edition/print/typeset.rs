//! Typesetting: a world becomes pages, pages become a PDF. One volume at a time, on threads of
//! its own, with the caches of the engine emptied behind it.
//!
//! The threads are apart because the engine shares one cache: two volumes at once would only
//! double the memory. A worker of the press that waits here must not pick up another volume.

use super::world::{PrintWorld, datetime};
use crate::shape::StrictDate;
use std::sync::{Mutex, OnceLock, PoisonError};
use typst::diag::{EcoVec, SourceDiagnostic};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, Timestamp};

/// Bytes of stack for each thread of the engine; deep nesting of lists and boxes needs more than
/// the default.
const STACK: usize = 16 * 1024 * 1024;

/// What identifies the PDF: the same for every build of the volume.
pub struct Identity<'a> {
    pub ident: &'a str,
    pub date: Option<StrictDate>,
}

/// What came of a run.
pub struct Typeset {
    /// The pages, when there was no error.
    pub document: Option<PagedDocument>,
    pub pdf: Option<Vec<u8>>,
    pub errors: EcoVec<SourceDiagnostic>,
    pub warnings: EcoVec<SourceDiagnostic>,
}

/// Sets `world`; `accept` looks at the pages before they become a PDF.
pub fn typeset(world: &PrintWorld, identity: &Identity, accept: impl FnOnce(&PagedDocument) -> bool + Send) -> Typeset {
    static ONE: Mutex<()> = Mutex::new(());
    let work = || {
        let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let made = match threads() {
            Some(pool) => pool.install(|| make(world, identity, accept)),
            None => make(world, identity, accept),
        };
        comemo::evict(0);
        made
    };
    std::thread::scope(|scope| match scope.spawn(work).join() {
        Ok(made) => made,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}

fn make(world: &PrintWorld, identity: &Identity, accept: impl FnOnce(&PagedDocument) -> bool) -> Typeset {
    let compiled = typst::compile::<PagedDocument>(world);
    let warnings = compiled.warnings;
    match compiled.output {
        Err(errors) => Typeset { document: None, pdf: None, errors, warnings },
        Ok(document) if !accept(&document) => {
            Typeset { document: Some(document), pdf: None, errors: EcoVec::new(), warnings }
        }
        Ok(document) => match typst_pdf::pdf(&document, &options(identity)) {
            Ok(pdf) => Typeset { document: Some(document), pdf: Some(pdf), errors: EcoVec::new(), warnings },
            Err(errors) => Typeset { document: Some(document), pdf: None, errors, warnings },
        },
    }
}

fn options(identity: &Identity) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(identity.ident.to_string()),
        creator: Smart::Custom(Some("kanxing".to_string())),
        timestamp: identity.date.and_then(|date| datetime(&date)).map(Timestamp::new_utc),
        ..PdfOptions::default()
    }
}

fn threads() -> Option<&'static rayon::ThreadPool> {
    static POOL: OnceLock<Option<rayon::ThreadPool>> = OnceLock::new();
    POOL.get_or_init(|| rayon::ThreadPoolBuilder::new().stack_size(STACK).build().ok()).as_ref()
}
