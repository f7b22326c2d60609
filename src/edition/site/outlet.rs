//! The outlet of an entry on the site: where its links lead, where its pictures are.

use super::desk::Desk;
use super::pictures;
use crate::catalog::{Catalog, Entry, Target, attachment};
use crate::directive::{Outlet, Place};
use crate::edition::Shop;
use crate::kind::EditionName;
use std::collections::BTreeMap;

/// Everything `entry` needs to be written.
#[must_use]
pub fn outlet(shop: &Shop, desk: &Desk, entry: &Entry) -> Outlet {
    let names = entry.digest.links.iter().chain(&entry.digest.attachments).map(|mention| &mention.name);
    let links: BTreeMap<String, Place> = names.map(|name| (name.clone(), place(shop, entry, name))).collect();
    Outlet {
        titles: titles(&shop.catalog, entry),
        links,
        pictures: pictures::of_entry(desk, entry),
        zoom: true,
        figures: shop.catalog.registers.metrics(entry.digest.figure_ids()),
        ..Outlet::default()
    }
}

fn place(shop: &Shop, entry: &Entry, name: &str) -> Place {
    let catalog = &shop.catalog;
    match catalog.target(&entry.path, name) {
        Target::Entry(ix, heading) if shop.shelf.shows(catalog, ix, EditionName::Site) => {
            let url = catalog.entry(ix).address.clone();
            Place::Address(heading.map_or(url.clone(), |heading| format!("{url}#{heading}")))
        }
        Target::Entry(..) | Target::Unknown => Place::Nowhere,
        Target::Heading(id) => Place::Address(format!("#{id}")),
        Target::Outside(url) => Place::Address(url),
        Target::File(path) => attachment(catalog, &path).map_or(Place::Nowhere, Place::Address),
    }
}

/// Titles of the entries a text links to.
fn titles(catalog: &Catalog, entry: &Entry) -> BTreeMap<String, String> {
    let title = |name: &String| match catalog.target(&entry.path, name) {
        Target::Entry(ix, _) => Some((name.clone(), catalog.entry(ix).front.title.clone())),
        Target::Heading(_) | Target::File(_) | Target::Outside(_) | Target::Unknown => None,
    };
    entry.digest.links.iter().filter_map(|mention| title(&mention.name)).collect()
}
