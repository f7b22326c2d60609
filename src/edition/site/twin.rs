//! The Traditional tree: every page and feed of the site retold by a machine under `/zh-hant/`, and
//! labelled as such. A page whose text people have written in Traditional characters leads there.
//!
//! A twin is made of the finished page, so that whatever a theme shows is retold too.

use super::desk::Desk;
use super::tongues;
use crate::catalog::EntryIx;
use crate::edition::{Rendered, Route, Shop};
use crate::files::{Hash, Hasher};
use crate::kind::Lang;
use crate::markup::{Html, Retelling, retold, retold_json};
use crate::text::traditional::Traditional;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What every twin is made with.
struct Teller {
    converter: Traditional,
    base: String,
    tree: &'static str,
    /// What scripts say, as an attribute.
    root: String,
    /// What the label says, as HTML.
    notice: String,
    hash: Hash,
}

/// Adds the twins of the pages and feeds among `all`, when the site has a Traditional edition.
pub fn routes(shop: &Shop, desk: &Arc<Desk>, all: Vec<Box<dyn Route>>) -> Vec<Box<dyn Route>> {
    if !desk.tongues.machine {
        return all;
    }
    let teller = Arc::new(Teller::new(shop, desk));
    let written = written(shop, desk);
    let aliases: BTreeSet<String> =
        shop.catalog.entries.iter().flat_map(|entry| &entry.front.aliases).map(|alias| super::address::file(alias)).collect();
    let mut out: Vec<Box<dyn Route>> = Vec::with_capacity(2 * all.len());
    for route in all {
        let path = route.path().to_string();
        let told = path.ends_with(".html") || path.ends_with("feed.xml") || path.ends_with("feed.json");
        let term = path.starts_with("tags/") && (path.ends_with(".xml") || path.ends_with(".json"));
        let other = desk.tongues.all.iter().any(|lang| {
            let tree = desk.tongues.prefix(*lang);
            !tree.is_empty() && path.starts_with(&format!("{}/", &tree[1..]))
        });
        if other || !(told || term) || path == "404.html" || aliases.contains(&path) {
            out.push(route);
            continue;
        }
        let route: Arc<dyn Route> = Arc::from(route);
        let twin = format!("{}/{path}", teller.tree.trim_start_matches('/'));
        match written.get(&path) {
            Some(target) => out.push(super::article::alias(shop, desk, &twin, *target)),
            None => out.push(Box::new(Twin { path: twin, page: Arc::clone(&route), teller: Arc::clone(&teller) })),
        }
        out.push(Box::new(Shared(route)));
    }
    out
}

/// Pages whose text has a Traditional version by people: the file -> that version.
fn written(shop: &Shop, desk: &Desk) -> BTreeMap<String, EntryIx> {
    let catalog = &shop.catalog;
    let versions = shop.shelf.translations.values().flatten().copied();
    let traditional = versions.filter(|ix| catalog.entry(*ix).lang() == Lang::ZhHant && !desk.tongues.gathers(*ix));
    let pairs = traditional.filter_map(|ix| {
        let original = tongues::original(shop, catalog.entry(ix))?;
        Some((super::address::file(&catalog.entry(original).address), ix))
    });
    pairs.collect()
}

impl Teller {
    fn new(shop: &Shop, desk: &Desk) -> Teller {
        // What the theme says in Traditional characters stands before what the machine would say.
        let said = |key: &str| (desk.tongues.word(Lang::ZhHans, key), desk.tongues.word(Lang::ZhHant, key));
        let words = desk.tongues.keys().map(said).filter(|(from, to)| from != to && from.chars().count() > 1);
        let words = words.map(|(from, to)| (from.to_string(), to.to_string()));
        let converter = Traditional::new(shop.catalog.registers.traditional().into_iter().chain(words));
        let mut notice = Html::new();
        notice.open_with("p", &[("class", "wrap machine"), ("role", "note"), ("lang", Lang::ZhHant.word())]);
        notice.push_text(desk.tongues.word(Lang::ZhHant, "machine"));
        notice.close("p");
        let fixed: Vec<(&str, &str)> = converter.fixed().collect();
        let script = desk.tongues.word(Lang::ZhHant, "script");
        let root = if script.is_empty() { String::new() } else { format!(" data-say=\"{}\"", Html::text(script)) };
        let hash = Hasher::default().value(&fixed).bytes(root.as_bytes()).bytes(notice.as_str().as_bytes()).finish();
        let tree = desk.tongues.prefix(Lang::ZhHant);
        Teller { base: desk.site.base_url.clone(), tree, root, notice: notice.into_string(), hash, converter }
    }

    /// The address of the twin of a page of ours; None for pictures, files and other trees.
    fn address(&self, value: &str) -> Option<String> {
        let path = match value.strip_prefix(&self.base) {
            Some("") => "/",
            Some(path) => path,
            None => value,
        };
        if !path.starts_with('/') || path.starts_with("//") {
            return None;
        }
        let page = path.split(['#', '?']).next().unwrap_or(path);
        let told = page.ends_with('/') || page.ends_with(".html") || page.ends_with("/feed.xml") || page.ends_with("/feed.json");
        let term = page.starts_with("/tags/") && (page.ends_with(".xml") || page.ends_with(".json"));
        let apart = ["/ko/", "/zh-hant/", "/zh-hans/", "/files/", "/images/", "/assets/", "/api/", "/iiif/", "/search.html", "/404.html"];
        let apart = apart.iter().any(|folder| page.starts_with(folder));
        let origin = if value.len() == path.len() && value.starts_with('/') { "" } else { self.base.as_str() };
        ((told || term) && !apart).then(|| format!("{origin}{}{path}", self.tree))
    }

    fn told(&self, path: &str, page: &str) -> String {
        let address = |value: &str| self.address(value);
        let words = |text: &str| self.converter.convert(text);
        let how = Retelling { from: Lang::ZhHans.word(), to: Lang::ZhHant.word(), words: &words, address: &address, root: &self.root, notice: &self.notice };
        if path.ends_with(".json") { retold_json(page, &how) } else { retold(page, &how) }
    }
}

/// A page in Traditional characters.
struct Twin {
    path: String,
    page: Arc<dyn Route>,
    teller: Arc<Teller>,
}

impl Twin {
    fn told(&self, rendered: Rendered) -> Rendered {
        rendered.map(|bytes| bytes.map(|bytes| self.teller.told(&self.path, &String::from_utf8_lossy(&bytes)).into_bytes()))
    }

    fn key(&self, page: Hash) -> Hash {
        Hasher::default().hash(page).hash(self.teller.hash).finish()
    }
}

impl Route for Twin {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        self.key(self.page.fingerprint(shop))
    }

    fn render(&self, shop: &Shop) -> Rendered {
        self.told(self.page.render(shop))
    }

    fn made(&self, shop: &Shop) -> (Hash, Rendered) {
        let (hash, rendered) = self.page.made(shop);
        (self.key(hash), self.told(rendered))
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        self.page.sources(shop)
    }
}

/// A route its twin refers to.
struct Shared(Arc<dyn Route>);

impl Route for Shared {
    fn path(&self) -> &str {
        self.0.path()
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        self.0.fingerprint(shop)
    }

    fn render(&self, shop: &Shop) -> Rendered {
        self.0.render(shop)
    }

    fn made(&self, shop: &Shop) -> (Hash, Rendered) {
        self.0.made(shop)
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        self.0.sources(shop)
    }
}
