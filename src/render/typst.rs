//! Typst code: calls of the functions of `print/`.

use crate::directive::Outlet;
use crate::markup::Typst;
use crate::tree::Document;

/// The body of a document, one expression for each block, so that a line of the result is a block.
#[must_use]
pub fn document(_document: &Document, _to: &Outlet) -> Vec<Typst> {
    Vec::new()
}
