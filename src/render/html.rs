//! Semantic HTML for the site and for EPUB.

use crate::directive::Outlet;
use crate::markup::Html;
use crate::tree::Document;

/// The body of a document, its footnotes last.
#[must_use]
pub fn document(_document: &Document, _to: &Outlet) -> Html {
    Html::new()
}
