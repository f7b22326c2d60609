//! Where the links of an article lead in WeChat: only to other articles of the platform. The rest
//! is printed in notes, with the address on the portal.

use super::folder::Folder;
use super::pictures;
use crate::catalog::{Entry, EntryIx, Target, attachment};
use crate::directive::{Outlet, Picture, Place};
use crate::edition::Shop;
use crate::kind::EditionName;
use std::collections::BTreeMap;

/// The resolved surroundings of an article.
pub fn of(folder: &Folder) -> Outlet {
    let Folder { shop, entry, studio, .. } = folder;
    Outlet {
        links: links(shop, entry),
        pictures: pictures_of(shop, entry),
        figures: shop.catalog.registers.metrics(entry.digest.figure_ids()),
        chart_colours: studio.look.chart.clone(),
        chart_ink: studio.look.chart_ink.clone(),
        chart_paper: studio.look.chart_paper.clone(),
        chart_family: studio.look.font.clone(),
        ..Outlet::default()
    }
}

/// The address of an entry on the portal; None when the portal does not show it.
pub fn portal(shop: &Shop, ix: EntryIx) -> Option<String> {
    let catalog = &shop.catalog;
    let shown = shop.shelf.shows(catalog, ix, EditionName::Site);
    shown.then(|| format!("{}{}", catalog.site.origin(), catalog.entry(ix).address))
}

/// The address of an entry in the official account, once it is published there.
fn published(shop: &Shop, ix: EntryIx) -> Option<&str> {
    shop.catalog.registers.published(&shop.catalog.entry(ix).id, None)
}

fn links(shop: &Shop, entry: &Entry) -> BTreeMap<String, Place> {
    let place = |to: &str| match shop.catalog.target(&entry.path, to) {
        Target::Entry(ix, heading) => match (published(shop, ix), portal(shop, ix)) {
            (Some(url), _) => Place::Address(url.to_string()),
            (None, Some(page)) => Place::Noted(heading.map_or_else(|| page.clone(), |id| format!("{page}#{id}"))),
            (None, None) => Place::Nowhere,
        },
        Target::File(path) => match attachment(&shop.catalog, &path) {
            Some(address) => Place::Noted(format!("{}{address}", shop.catalog.site.origin())),
            None => Place::Nowhere,
        },
        Target::Outside(url) if is_article(&url) => Place::Address(url),
        Target::Outside(url) => Place::Noted(url),
        Target::Heading(_) | Target::Unknown => Place::Nowhere,
    };
    let mentions = entry.digest.links.iter().chain(&entry.digest.attachments);
    mentions.map(|link| (link.name.clone(), place(&link.name))).collect()
}

/// Whether an address is an article of the platform, the only thing a text may link to.
fn is_article(url: &str) -> bool {
    ["https://mp.weixin.qq.com/", "http://mp.weixin.qq.com/"].iter().any(|start| url.starts_with(start))
}

fn pictures_of(shop: &Shop, entry: &Entry) -> BTreeMap<String, Picture> {
    let plain = |src: String| Picture { src, ..Picture::default() };
    let written = pictures::named(shop, entry).into_iter().map(|(written, picture)| (written, plain(picture.name)));
    let charts = (1..=entry.digest.charts).map(|n| (format!("chart:{n}"), plain(pictures::chart_name(n))));
    written.chain(charts).collect()
}
