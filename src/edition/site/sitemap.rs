//! The sitemap (sitemaps.org 0.9) with pictures and dates, split and indexed when it grows beyond
//! what one file may hold; and robots.txt, which names it.

use super::desk::Desk;
use super::text::TextRoute;
use super::{address, tongues};
use crate::catalog::{Entry, EntryIx};
use crate::edition::{Route, Shop};
use crate::kind::{EditionName, Lang};
use crate::markup::Html;
use crate::shape::Time;
use std::sync::Arc;

/// Addresses in one file; the protocol allows 50,000.
const MOST: usize = 45_000;
/// Pictures of one page.
const MOST_PICTURES: usize = 20;
const XMLNS: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const IMAGES: &str = "http://www.google.com/schemas/sitemap-image/1.1";

/// An address of the map.
#[derive(Clone)]
enum Item {
    /// A list: its address and when it last changed.
    List(String, Option<Time>),
    Entry(EntryIx),
    /// The page of an entry in the tree that is retold by a machine.
    Twin(EntryIx),
}

pub fn routes(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    let items = items(shop, desk);
    let parts = items.len().div_ceil(MOST).max(1);
    let (robots, index) = (Arc::clone(desk), Arc::clone(desk));
    out.push(TextRoute::new("/robots.txt", Vec::new(), move |_| {
        format!("User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n", robots.site.base_url)
    }));
    for (number, part) in items.chunks(MOST).enumerate() {
        let url = if parts == 1 { "/sitemap.xml".to_string() } else { format!("/sitemap-{}.xml", number + 1) };
        let (desk, part) = (Arc::clone(desk), part.to_vec());
        out.push(TextRoute::new(&url, Vec::new(), move |shop| map(shop, &desk, &part)));
    }
    if parts > 1 {
        let newest: Vec<Option<Time>> = items.chunks(MOST).map(|part| part.iter().filter_map(|item| item.date(shop)).max()).collect();
        out.push(TextRoute::new("/sitemap.xml", Vec::new(), move |_| whole(&index.site.base_url, &newest)));
    }
}

impl Item {
    fn date(&self, shop: &Shop) -> Option<Time> {
        match self {
            Item::List(_, date) => *date,
            Item::Entry(ix) | Item::Twin(ix) => Some(shop.catalog.entry(*ix).front.date),
        }
    }
}

/// Everything a searcher may find: beginnings, columns, topics among the entries, all entries.
fn items(shop: &Shop, desk: &Desk) -> Vec<Item> {
    let catalog = &shop.catalog;
    let own = desk.tongues.own();
    let date = |list: &[EntryIx]| list.iter().map(|ix| catalog.entry(*ix).front.date).max();
    let all: Vec<EntryIx> = shop.shelf.of(catalog, EditionName::Site).collect();
    let mut items = vec![Item::List("/".to_string(), date(&all))];
    items.extend(catalog.columns.iter().map(|column| Item::List(address::column(column), date(desk.column(&column.slug)))));
    let lists = items.clone();
    items.extend(all.iter().copied().map(Item::Entry));
    for lang in desk.tongues.written() {
        let tree = desk.tongues.prefix(lang);
        let of = all.iter().copied().filter(|ix| catalog.entry(*ix).lang() == lang);
        items.push(Item::List(format!("{tree}/"), date(&of.collect::<Vec<_>>())));
        let shown = catalog.columns.iter().filter(|column| !desk.tongues.column(lang, &column.slug).is_empty());
        items.extend(shown.map(|column| {
            Item::List(tongues::column_url(&catalog.site, column, lang), date(desk.tongues.column(lang, &column.slug)))
        }));
    }
    if desk.tongues.machine {
        let tree = desk.tongues.prefix(Lang::ZhHant);
        items.extend(lists.into_iter().map(|item| match item {
            Item::List(url, date) => Item::List(format!("{tree}{url}"), date),
            other => other,
        }));
        let twins = all.iter().filter(|ix| catalog.entry(**ix).lang() == own && !desk.tongues.told(Lang::ZhHant, **ix));
        items.extend(twins.map(|ix| Item::Twin(*ix)));
    }
    items
}

fn map(shop: &Shop, desk: &Desk, items: &[Item]) -> String {
    let mut xml = Html::with_capacity(200 * items.len() + 256);
    xml.open_with("urlset", &[("xmlns", XMLNS), ("xmlns:image", IMAGES)]);
    for item in items {
        let (tree, entry) = match item {
            Item::List(..) => ("", None),
            Item::Entry(ix) => ("", Some(shop.catalog.entry(*ix))),
            Item::Twin(ix) => (desk.tongues.prefix(Lang::ZhHant), Some(shop.catalog.entry(*ix))),
        };
        let path = match (item, entry) {
            (Item::List(url, _), _) => url.clone(),
            (_, Some(entry)) => entry.address.clone(),
            (_, None) => continue,
        };
        xml.open("url");
        line(&mut xml, "loc", &format!("{}{tree}{path}", desk.site.base_url));
        if let Some(date) = item.date(shop) {
            line(&mut xml, "lastmod", &date.day());
        }
        entry.into_iter().for_each(|entry| pictures(desk, entry, &mut xml));
        xml.close("url");
    }
    xml.close("urlset");
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{xml}\n")
}

fn pictures(desk: &Desk, entry: &Entry, xml: &mut Html) {
    let mut seen: Vec<&str> = Vec::new();
    for mention in &entry.digest.pictures {
        let Some(picture) = desk.pictures.find(&entry.path, &mention.name) else { continue };
        if seen.len() == MOST_PICTURES || seen.contains(&picture.src.as_str()) {
            continue;
        }
        seen.push(&picture.src);
        xml.open("image:image");
        line(xml, "image:loc", &format!("{}{}", desk.site.base_url, picture.src));
        xml.close("image:image");
    }
}

fn whole(base: &str, newest: &[Option<Time>]) -> String {
    let mut xml = Html::new();
    xml.open_with("sitemapindex", &[("xmlns", XMLNS)]);
    for (number, date) in newest.iter().enumerate() {
        xml.open("sitemap");
        line(&mut xml, "loc", &format!("{base}/sitemap-{}.xml", number + 1));
        if let Some(date) = date {
            line(&mut xml, "lastmod", &date.day());
        }
        xml.close("sitemap");
    }
    xml.close("sitemapindex");
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{xml}\n")
}

fn line(xml: &mut Html, name: &'static str, text: &str) {
    xml.open(name);
    xml.push_text(text);
    xml.close(name);
}
