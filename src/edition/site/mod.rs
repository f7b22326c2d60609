//! The portal: every address of the website, and how each page is made.
//!
//! [`desk::Desk`] holds what all pages share (templates, frame, addresses, pictures); one file for
//! each sort of page makes its view, the data its template is handed. The fingerprint of a page is
//! the hash of that view with the hash of the body in place of the body, and of its templates.

mod abroad;
mod address;
mod api;
mod article;
mod assets;
mod cards;
mod desk;
mod feed;
mod frame;
mod head;
mod home;
mod iiif;
mod kinds;
mod linked;
mod listed;
mod lists;
mod months;
mod outlet;
mod page;
mod pictures;
mod registered;
mod search;
mod sitemap;
mod terms;
mod text;
mod theme;
mod tongues;
mod topic;
mod twin;
mod views;

use super::{Route, Shop};
use crate::diag::Warned;
use desk::Desk;
use std::sync::Arc;

/// Every address of the website.
pub fn routes(shop: &Shop) -> Warned<Vec<Box<dyn Route>>> {
    let Warned { value: desk, diagnostics } = Desk::new(shop);
    let Some(desk) = desk else { return Warned::new(Vec::new(), diagnostics) };
    let desk = Arc::new(desk);
    let mut routes: Vec<Box<dyn Route>> = Vec::new();
    home::routes(&desk, &mut routes);
    article::routes(shop, &desk, &mut routes);
    lists::routes(shop, &desk, &mut routes);
    terms::routes(shop, &desk, &mut routes);
    abroad::routes(shop, &desk, &mut routes);
    months::routes(shop, &desk, &mut routes);
    feed::routes(shop, &desk, &mut routes);
    let mut routes = twin::routes(shop, &desk, routes);
    iiif::routes(shop, &desk, &mut routes);
    api::routes(shop, &desk, &mut routes);
    sitemap::routes(shop, &desk, &mut routes);
    assets::routes(shop, &desk, &mut routes);
    search::routes(shop, &desk, &mut routes);
    // What takes longest comes first: begun last, it would be waited for.
    let mut all: Vec<Box<dyn Route>> = Vec::with_capacity(routes.len());
    pictures::routes(&desk, &mut all);
    all.append(&mut routes);
    Warned::new(all, diagnostics)
}
