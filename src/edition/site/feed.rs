//! Atom feeds (RFC 4287): one for the site, one for each column.

use super::address;
use super::desk::Desk;
use crate::catalog::{Entry, EntryIx};
use crate::diag::Warned;
use crate::edition::{Rendered, Route, Shop};
use crate::files::Hash;
use crate::kind::EditionName;
use crate::markup::{Html, el};
use std::sync::Arc;

/// Entries in a feed.
const MOST: usize = 30;

pub fn routes(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    let all: Vec<EntryIx> = shop.shelf.of(&shop.catalog, EditionName::Site).take(MOST).collect();
    out.push(feed(desk, "/feed.xml".to_string(), "/".to_string(), shop.catalog.site.name.clone(), all));
    for column in &shop.catalog.columns {
        let home = address::column(column);
        let title = format!("{} - {}", column.file.name, shop.catalog.site.name);
        let entries = desk.column(&column.slug).iter().copied().take(MOST).collect();
        out.push(feed(desk, format!("{home}feed.xml"), home, title, entries));
    }
}

fn feed(desk: &Arc<Desk>, url: String, home: String, title: String, entries: Vec<EntryIx>) -> Box<dyn Route> {
    let path = address::file(&url);
    Box::new(FeedRoute { path, url, home, title, entries, desk: Arc::clone(desk) })
}

struct FeedRoute {
    path: String,
    url: String,
    home: String,
    title: String,
    entries: Vec<EntryIx>,
    desk: Arc<Desk>,
}

impl FeedRoute {
    fn xml(&self, shop: &Shop) -> String {
        let base = &self.desk.site.base_url;
        let entries = self.entries.iter().map(|ix| shop.catalog.entry(*ix));
        let updated = entries.clone().map(|entry| entry.front.date).max();
        let zone = shop.catalog.site.timezone();
        // A feed must say when it was updated; one that never was says the beginning of time.
        let updated = updated.map_or_else(|| "1970-01-01T00:00:00Z".to_string(), |time| time.rfc3339(zone));
        let home = format!("{base}{}", self.home);
        let feed = el("feed")
            .attr("xmlns", "http://www.w3.org/2005/Atom")
            .attr("xml:lang", shop.catalog.site.language())
            .child(el("title").text(&self.title))
            .child(el("id").text(&home))
            .child(el("link").attr("href", &home))
            .child(el("link").attr("rel", "self").attr("href", &format!("{base}{}", self.url)))
            .child(el("updated").text(&updated))
            .child(el("author").child(el("name").text(&shop.catalog.site.name)))
            .children(entries.map(|entry| item(shop, base, entry)));
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{}\n", feed.done())
    }
}

fn item(shop: &Shop, base: &str, entry: &Entry) -> Html {
    let url = format!("{base}{}", address::entry(&shop.catalog, entry));
    let time = entry.front.date.rfc3339(shop.catalog.site.timezone());
    el("entry")
        .child(el("title").text(&entry.front.title))
        .child(el("id").text(&url))
        .child(el("link").attr("href", &url))
        .child(el("published").text(&time))
        .child(el("updated").text(&time))
        .child(el("summary").text(entry.summary()))
        .children(entry.front.tags.iter().map(|tag| el("category").attr("term", tag).done()))
        .done()
}

impl Route for FeedRoute {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        Hash::of(self.xml(shop).as_bytes())
    }

    fn render(&self, shop: &Shop) -> Rendered {
        Warned::clean(Some(self.xml(shop).into_bytes()))
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        self.entries.iter().map(|ix| format!("content/{}", shop.catalog.entry(*ix).path)).collect()
    }
}
