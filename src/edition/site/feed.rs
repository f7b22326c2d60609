//! Feeds, each as Atom (RFC 4287) and as JSON Feed 1.1: one for every language, column and tag.
//!
//! A text that was taken back is not passed over in silence: Atom says `at:deleted-entry` (RFC 6721),
//! JSON Feed lists it under `_withdrawn`, so that readers and mirrors drop their copies.

use super::desk::Desk;
use super::text::TextRoute;
use super::{address, cards, tongues};
use crate::catalog::{Entry, EntryIx};
use crate::diag::Warned;
use crate::edition::{Route, Shop};
use crate::files::{Hash, Hasher};
use crate::kind::{EditionName, Lang};
use crate::markup::Html;
use crate::shape::Time;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Entries in a feed.
const MOST: usize = 30;
/// Entries in the feed of a tag: there are many of them, and few who follow them.
const MOST_OF_TAG: usize = 20;

/// A feed about to be written.
struct Feed {
    /// Address of the Atom feed, and of the other.
    atom: String,
    json: String,
    home: String,
    title: String,
    lang: Lang,
    entries: Vec<EntryIx>,
    /// Withdrawn ones, newest first.
    gone: Vec<EntryIx>,
}

/// Withdrawn texts by column and by tag.
#[derive(Default)]
struct Gone {
    all: Vec<EntryIx>,
    columns: BTreeMap<Arc<str>, Vec<EntryIx>>,
    tags: BTreeMap<String, Vec<EntryIx>>,
}

pub fn routes(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    let (catalog, own) = (&shop.catalog, desk.tongues.own());
    let gone = gone(shop);
    let name = &catalog.site.name;
    let all = shop.shelf.of(catalog, EditionName::Site).filter(|ix| desk.tongues.gathers(*ix));
    push(desk, Feed::new("/", own, name.clone(), all.take(MOST).collect(), &gone.all), out);
    for column in &catalog.columns {
        let title = format!("{} - {name}", column.file.name);
        let entries = desk.column(&column.slug).iter().copied().take(MOST).collect();
        let gone = gone.columns.get(&column.slug).map_or(&[][..], Vec::as_slice);
        push(desk, Feed::new(&address::column(column), own, title, entries, gone), out);
    }
    for (tag, home) in &desk.tags {
        let entries = shop.shelf.by_tag.get(tag).into_iter().flatten().copied();
        let shown = entries.filter(|ix| desk.tongues.gathers(*ix) && shop.shelf.shows(catalog, *ix, EditionName::Site));
        let shown: Vec<EntryIx> = shown.take(MOST_OF_TAG).collect();
        if !shown.is_empty() {
            let gone = gone.tags.get(tag).map_or(&[][..], Vec::as_slice);
            push(desk, Feed::new(home, own, format!("{tag} - {name}"), shown, gone), out);
        }
    }
    for lang in desk.tongues.written() {
        abroad(shop, desk, lang, out);
    }
}

/// The feeds of a language people write in.
fn abroad(shop: &Shop, desk: &Arc<Desk>, lang: Lang, out: &mut Vec<Box<dyn Route>>) {
    let catalog = &shop.catalog;
    let tree = desk.tongues.prefix(lang);
    let name = catalog.site.names.get(lang.word()).unwrap_or(&catalog.site.name);
    let all = shop.shelf.of(catalog, EditionName::Site).filter(|ix| catalog.entry(*ix).lang() == lang);
    push(desk, Feed::new(&format!("{tree}/"), lang, name.clone(), all.take(MOST).collect(), &[]), out);
    for column in &catalog.columns {
        let entries: Vec<EntryIx> = desk.tongues.column(lang, &column.slug).iter().copied().take(MOST).collect();
        if !entries.is_empty() {
            let title = format!("{} - {name}", tongues::column_name(column, lang));
            push(desk, Feed::new(&tongues::column_url(&catalog.site, column, lang), lang, title, entries, &[]), out);
        }
    }
}

/// Texts that were public and were taken back.
fn gone(shop: &Shop) -> Gone {
    let mut gone = Gone::default();
    for &ix in &shop.shelf.withdrawn {
        let entry = shop.catalog.entry(ix);
        let own = entry.lang() == shop.catalog.site.lang();
        if !own || entry.closed() || entry.front.date > shop.as_of || !entry.editions().contains(&EditionName::Site) {
            continue;
        }
        gone.all.push(ix);
        gone.columns.entry(Arc::clone(&entry.column)).or_default().push(ix);
        for tag in &entry.front.tags {
            gone.tags.entry(tag.clone()).or_default().push(ix);
        }
    }
    let newest = |list: &mut Vec<EntryIx>| {
        list.sort_by_key(|ix| std::cmp::Reverse(taken_back(shop.catalog.entry(*ix))));
        list.truncate(MOST);
    };
    newest(&mut gone.all);
    gone.columns.values_mut().for_each(newest);
    gone.tags.values_mut().for_each(newest);
    gone
}

/// When a text was taken back: `expires_at` where an editor wrote it, else the date it bears.
fn taken_back(entry: &Entry) -> Time {
    entry.front.expires_at.unwrap_or(entry.front.date).max(entry.front.date)
}

/// The addresses of the feeds of a list: Atom, JSON.
#[must_use]
pub fn addresses(home: &str) -> (String, String) {
    match home.strip_suffix(".html") {
        Some(stem) => (format!("{stem}.xml"), format!("{stem}.json")),
        None => (format!("{home}feed.xml"), format!("{home}feed.json")),
    }
}

fn push(desk: &Arc<Desk>, feed: Feed, out: &mut Vec<Box<dyn Route>>) {
    let feed = Arc::new(feed);
    for (url, write) in [(&feed.atom, Feed::atom as Write), (&feed.json, Feed::json as Write)] {
        let (known, made) = (Arc::clone(&feed), Arc::clone(&feed));
        let (one, other) = (Arc::clone(desk), Arc::clone(desk));
        let key = move |shop: &Shop| known.key(shop, &one);
        out.push(TextRoute::keyed(url, feed.entries.clone(), key, move |shop| Warned::clean(write(&made, shop, &other))));
    }
}

type Write = fn(&Feed, &Shop, &Desk) -> String;

/// JSON Feed 1.1 (jsonfeed.org).
#[derive(Serialize)]
struct Json<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    language: &'static str,
    authors: [JsonAuthor<'a>; 1],
    items: Vec<JsonItem<'a>>,
    #[serde(rename = "_withdrawn", skip_serializing_if = "Option::is_none")]
    withdrawn: Option<Value>,
}

#[derive(Serialize)]
struct JsonAuthor<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_text: &'a str,
    date_published: String,
    language: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonAuthor<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
}

impl Feed {
    fn new(home: &str, lang: Lang, title: String, entries: Vec<EntryIx>, gone: &[EntryIx]) -> Feed {
        let (atom, json) = addresses(home);
        Feed { atom, json, home: home.to_string(), title, lang, entries, gone: gone.to_vec() }
    }

    fn atom(&self, shop: &Shop, desk: &Desk) -> String {
        let (base, zone) = (&desk.site.base_url, shop.catalog.site.timezone());
        let dates = self.entries.iter().map(|ix| shop.catalog.entry(*ix).front.date);
        let gone = self.gone.iter().map(|ix| taken_back(shop.catalog.entry(*ix)));
        // A feed must say when it was updated; one that never was says the beginning of time.
        let updated = dates.chain(gone).max().map_or_else(|| "1970-01-01T00:00:00Z".to_string(), |time| time.rfc3339(zone));
        let home = format!("{base}{}", self.home);
        let mut xml = Xml(Html::with_capacity(512 + 700 * self.entries.len()));
        let mut namespaces = vec![("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", self.lang.word())];
        if !self.gone.is_empty() {
            namespaces.push(("xmlns:at", "http://purl.org/atompub/tombstones/1.0"));
        }
        xml.0.open_with("feed", &namespaces);
        xml.line("title", &self.title);
        xml.line("id", &home);
        xml.0.void("link", &[("href", &home)]);
        xml.0.void("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &format!("{base}{}", self.atom))]);
        xml.line("updated", &updated);
        xml.author(&desk.site.name);
        for &ix in &self.entries {
            self.atom_entry(shop, desk, ix, &mut xml);
        }
        for &ix in &self.gone {
            let entry = shop.catalog.entry(ix);
            let url = format!("{base}{}", entry.address);
            xml.0.void("at:deleted-entry", &[("ref", &url), ("when", &taken_back(entry).rfc3339(zone))]);
        }
        xml.0.close("feed");
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{}\n", xml.0)
    }

    fn atom_entry(&self, shop: &Shop, desk: &Desk, ix: EntryIx, xml: &mut Xml) {
        let entry = shop.catalog.entry(ix);
        let url = format!("{}{}", desk.site.base_url, entry.address);
        let time = entry.front.date.rfc3339(shop.catalog.site.timezone());
        match entry.lang() == self.lang {
            true => xml.0.open("entry"),
            false => xml.0.open_with("entry", &[("xml:lang", entry.lang().word())]),
        }
        xml.line("title", &entry.front.title);
        xml.line("id", &url);
        xml.0.void("link", &[("href", &url)]);
        xml.line("published", &time);
        xml.line("updated", &time);
        entry.front.authors.iter().for_each(|author| xml.author(&author.name));
        xml.line("summary", entry.summary());
        entry.front.tags.iter().for_each(|tag| xml.0.void("category", &[("term", tag)]));
        xml.0.close("entry");
    }

    fn json(&self, shop: &Shop, desk: &Desk) -> String {
        let base = &desk.site.base_url;
        let site = format!("{base}/");
        let url = |ix: &EntryIx| format!("{base}{}", shop.catalog.entry(*ix).address);
        let urls: Vec<String> = self.entries.iter().map(url).collect();
        let items = self.entries.iter().zip(&urls).map(|(ix, url)| item(shop, desk, *ix, url));
        let feed = Json {
            version: "https://jsonfeed.org/version/1.1",
            title: &self.title,
            home_page_url: &format!("{base}{}", self.home),
            feed_url: &format!("{base}{}", self.json),
            language: self.lang.word(),
            authors: [JsonAuthor { name: &desk.site.name, url: Some(&site) }],
            items: items.collect(),
            withdrawn: (!self.gone.is_empty()).then(|| json!({ "items": withdrawn(shop, desk, &self.gone) })),
        };
        // Text cannot fail to be JSON.
        format!("{}\n", serde_json::to_string(&feed).unwrap_or_default())
    }

    /// A hash of all that both feeds are made of.
    fn key(&self, shop: &Shop, desk: &Desk) -> Hash {
        let base = &desk.site.base_url;
        let authors: Vec<_> = self.entries.iter().map(|ix| &shop.catalog.entry(*ix).front.authors).collect();
        let gone = self.gone.iter().map(|ix| shop.catalog.entry(*ix));
        let gone: Vec<_> = gone.map(|entry| (entry.address.clone(), taken_back(entry))).collect();
        Hasher::default()
            .value(&(base, &desk.site.name, &self.title, &self.home, self.lang.word()))
            .value(&(desk.card_hashes(&self.entries), authors, gone))
            .finish()
    }
}

/// Withdrawn texts, for those who keep copies.
#[must_use]
pub fn withdrawn(shop: &Shop, desk: &Desk, gone: &[EntryIx]) -> Vec<Value> {
    let one = |ix: &EntryIx| {
        let entry = shop.catalog.entry(*ix);
        let url = format!("{}{}", desk.site.base_url, entry.address);
        json!({ "id": url, "withdrawn": taken_back(entry).rfc3339(shop.catalog.site.timezone()) })
    };
    gone.iter().map(one).collect()
}

/// Every withdrawn text the site has shown, newest first.
#[must_use]
pub fn all_withdrawn(shop: &Shop) -> Vec<EntryIx> {
    gone(shop).all
}

fn item<'a>(shop: &'a Shop, desk: &Desk, ix: EntryIx, url: &'a str) -> JsonItem<'a> {
    let entry = shop.catalog.entry(ix);
    JsonItem {
        id: url,
        url,
        title: &entry.front.title,
        content_text: entry.summary(),
        date_published: entry.front.date.rfc3339(shop.catalog.site.timezone()),
        language: entry.lang().word(),
        authors: entry.front.authors.iter().map(|author| JsonAuthor { name: &author.name, url: None }).collect(),
        tags: &entry.front.tags,
        image: cards::cover(desk, entry).map(|cover| format!("{}{}", desk.site.base_url, cover.src)),
    }
}

/// Elements written straight.
struct Xml(Html);

impl Xml {
    fn line(&mut self, name: &'static str, text: &str) {
        self.0.open(name);
        self.0.push_text(text);
        self.0.close(name);
    }

    fn author(&mut self, name: &str) {
        self.0.open("author");
        self.line("name", name);
        self.0.close("author");
    }
}
