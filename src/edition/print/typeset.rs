//! Typesetting: a world becomes pages, pages become a PDF. One volume at a time, on threads of
//! its own, with the caches of the engine emptied behind it.
//!
//! The threads are apart because the engine shares one cache: two volumes at once would only
//! double the memory. A worker of the press that waits here must not pick up another volume.

use super::world::{PrintWorld, datetime};
use crate::diag::Diagnostic;
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

/// What is done with the pages of a run.
pub struct Run<A, I> {
    /// A second world to be set instead, when the pages of the first tell what it must hold.
    pub again: A,
    /// What is wrong with the final pages.
    pub inspect: I,
}

/// What came of a run.
pub struct Typeset {
    /// None when there was an error.
    pub pdf: Option<Vec<u8>>,
    pub errors: EcoVec<SourceDiagnostic>,
    pub warnings: EcoVec<SourceDiagnostic>,
    /// What the inspection found.
    pub found: Vec<Diagnostic>,
    /// The world of the final pages, in which the spans of errors and warnings count.
    pub world: PrintWorld,
}

/// Sets `world`, once more if need be, and makes a PDF of pages that pass the inspection.
pub fn typeset<A, I>(world: PrintWorld, identity: &Identity, run: Run<A, I>) -> Typeset
where
    A: FnOnce(&PagedDocument) -> Option<PrintWorld> + Send,
    I: FnOnce(&PagedDocument, &PrintWorld) -> Vec<Diagnostic> + Send,
{
    static ONE: Mutex<()> = Mutex::new(());
    let work = || {
        let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let made = match threads() {
            Some(pool) => pool.install(|| make(world, identity, run)),
            None => make(world, identity, run),
        };
        comemo::evict(0);
        made
    };
    std::thread::scope(|scope| match scope.spawn(work).join() {
        Ok(made) => made,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}

fn make<A, I>(world: PrintWorld, identity: &Identity, run: Run<A, I>) -> Typeset
where
    A: FnOnce(&PagedDocument) -> Option<PrintWorld>,
    I: FnOnce(&PagedDocument, &PrintWorld) -> Vec<Diagnostic>,
{
    let first = typst::compile::<PagedDocument>(&world);
    let second = first.output.as_ref().ok().and_then(run.again);
    let (world, compiled) = match second {
        Some(world) => {
            let compiled = typst::compile::<PagedDocument>(&world);
            (world, compiled)
        }
        None => (world, first),
    };
    let warnings = compiled.warnings;
    let (pdf, errors, found) = match compiled.output {
        Err(errors) => (None, errors, Vec::new()),
        Ok(document) => {
            let found = (run.inspect)(&document, &world);
            match typst_pdf::pdf(&document, &options(identity)) {
                Ok(pdf) => (Some(pdf), EcoVec::new(), found),
                Err(errors) => (None, errors, found),
            }
        }
    };
    Typeset { pdf, errors, warnings, found, world }
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
