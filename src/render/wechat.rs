//! WeChat HTML: inline styles only (`reference/wechat.md` E1).

use crate::directive::Outlet;
use crate::markup::{Html, Look};
use crate::tree::Document;

/// The body of a document, its notes last.
#[must_use]
pub fn document(_document: &Document, _to: &Outlet, _look: &Look) -> Html {
    Html::new()
}
