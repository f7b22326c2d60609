//! The sitemap (sitemaps.org 0.9), split and indexed when it grows beyond what one file may hold.

use super::address;
use super::desk::Desk;
use crate::catalog::EntryIx;
use crate::diag::Warned;
use crate::edition::{Rendered, Route, Shop};
use crate::files::Hash;
use crate::kind::EditionName;
use crate::markup::{Html, el};
use std::sync::Arc;

/// Addresses in one file; the protocol allows 50,000.
const MOST: usize = 45_000;
const XMLNS: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

pub fn routes(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    let entries: Vec<EntryIx> = shop.shelf.of(&shop.catalog, EditionName::Site).collect();
    let parts = entries.len().div_ceil(MOST).max(1);
    for number in 1..=parts {
        let from = (number - 1) * MOST;
        let part = entries.get(from..(from + MOST).min(entries.len())).unwrap_or(&[]).to_vec();
        let path = if parts == 1 { "sitemap.xml".to_string() } else { format!("sitemap-{number}.xml") };
        out.push(Box::new(Sitemap { path, entries: part, first: number == 1, desk: Arc::clone(desk) }));
    }
    if parts > 1 {
        out.push(Box::new(SitemapIndex { parts, desk: Arc::clone(desk) }));
    }
}

struct Sitemap {
    path: String,
    entries: Vec<EntryIx>,
    /// The first one lists the home page and the columns too.
    first: bool,
    desk: Arc<Desk>,
}

impl Sitemap {
    fn xml(&self, shop: &Shop) -> String {
        let base = &self.desk.site.base_url;
        let mut urls = Vec::new();
        if self.first {
            urls.push(url(base, "/", None));
            urls.extend(shop.catalog.columns.iter().map(|column| url(base, &address::column(column), None)));
        }
        urls.extend(self.entries.iter().map(|ix| {
            let entry = shop.catalog.entry(*ix);
            url(base, &address::entry(&shop.catalog, entry), Some(&entry.front.date.day()))
        }));
        let set = el("urlset").attr("xmlns", XMLNS).children(urls).done();
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{set}\n")
    }
}

fn url(base: &str, path: &str, day: Option<&str>) -> Html {
    let day = day.map(|day| el("lastmod").text(day).done());
    el("url").child(el("loc").text(&format!("{base}{path}"))).maybe(day).done()
}

impl Route for Sitemap {
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

struct SitemapIndex {
    parts: usize,
    desk: Arc<Desk>,
}

impl SitemapIndex {
    fn xml(&self) -> String {
        let part = |number| {
            let address = format!("{}/sitemap-{number}.xml", self.desk.site.base_url);
            el("sitemap").child(el("loc").text(&address)).done()
        };
        let index = el("sitemapindex").attr("xmlns", XMLNS).children((1..=self.parts).map(part)).done();
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{index}\n")
    }
}

impl Route for SitemapIndex {
    fn path(&self) -> &str {
        "sitemap.xml"
    }

    fn fingerprint(&self, _shop: &Shop) -> Hash {
        Hash::of(self.xml().as_bytes())
    }

    fn render(&self, _shop: &Shop) -> Rendered {
        Warned::clean(Some(self.xml().into_bytes()))
    }

    fn sources(&self, _shop: &Shop) -> Vec<String> {
        vec!["content/site.yaml".to_string()]
    }
}
