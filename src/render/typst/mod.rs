//! Typst code: calls of the functions of `print/lib.typ` and `print/directives.typ`.
//!
//! Text enters as string literals and structure as calls, so nothing an editor writes is ever read
//! as Typst markup.

mod block;
mod inline;

use crate::diag::Span;
use crate::directive::Outlet;
use crate::markup::Typst;
use crate::tree::{Document, Note};

/// The body of a document, one expression for each block with the place it was written at, so that
/// what the typesetter reports can be traced to a line of the source.
#[must_use]
pub fn document(document: &Document, to: &Outlet) -> Vec<(Typst, Span)> {
    let writer = Writer { to, notes: &document.notes, within_note: false };
    document.blocks.iter().map(|one| (block::block(&writer, one), one.span)).collect()
}

/// What the code is written with.
struct Writer<'a> {
    to: &'a Outlet,
    notes: &'a [Note],
    within_note: bool,
}

impl Writer<'_> {
    /// The label of a heading, unique within the volume.
    fn label(&self, id: &str) -> String {
        format!("{}{id}", self.to.id_prefix)
    }
}
