//! The page a query is typed on, and the two small files it begins with.

use super::number::{DAY, THREES, columns};
use super::posting::RARE;
use super::{Desk, Search};
use crate::catalog::Catalog;
use crate::diag::Warned;
use crate::edition::site::frame;
use crate::edition::site::page::Page;
use crate::edition::site::views::Ref;
use crate::edition::{Rendered, Route, Shop};
use crate::files::Hash;
use crate::text::fold;
use serde::Serialize;
use std::sync::Arc;

/// Where the page is.
pub const ADDRESS: &str = "/search.html";

pub fn routes(search: &Arc<Search>, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    out.push(Box::new(SearchPage { desk: Arc::clone(desk) }));
    out.push(Box::new(Start { search: Arc::clone(search) }));
    out.push(Box::new(Table));
}

struct SearchPage {
    desk: Arc<Desk>,
}

impl SearchPage {
    fn page(&self, shop: &Shop) -> Page<'static, ()> {
        let mut head = frame::head(&self.desk, "search", "站内搜索", ADDRESS);
        head.meta = frame::site_tags(shop);
        head.breadcrumb.push(Ref { name: "站内搜索".to_string(), url: ADDRESS.to_string() });
        head.noindex = true;
        Page { template: "search.html", head, name: "none", view: (), cards: Vec::new() }
    }
}

impl Route for SearchPage {
    fn path(&self) -> &str {
        "search.html"
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        self.page(shop).fingerprint(&self.desk, Hash::default())
    }

    fn render(&self, shop: &Shop) -> Rendered {
        self.page(shop).render(shop, &self.desk, Vec::new())
    }

    fn sources(&self, _shop: &Shop) -> Vec<String> {
        vec!["content/site.yaml".to_string(), self.desk.theme.path("search.html")]
    }
}

/// `index.json`.
struct Start {
    search: Arc<Search>,
}

/// What the browser is told first.
#[derive(Serialize)]
struct Facts<'a> {
    /// Texts in all.
    texts: usize,
    /// Files of `two/`, and of `three/` below each of them.
    terms: u32,
    threes: u32,
    /// Files of `text/`.
    records: u32,
    /// Hits up to which nothing is kept below a piece.
    rare: usize,
    /// Places of a day.
    day: u32,
    /// Name, and kind in Chinese, of each column, in the order of their numbers.
    columns: Vec<(&'a str, &'static str)>,
}

impl Start {
    fn json(&self, catalog: &Catalog) -> Vec<u8> {
        let column = |slug| {
            let file = &catalog.column(slug)?.file;
            Some((file.name.as_str(), file.kind.chinese()))
        };
        let facts = Facts {
            texts: self.search.docs.len(),
            terms: self.search.term_files,
            threes: THREES,
            records: self.search.text_files,
            rare: RARE,
            day: DAY,
            columns: columns(catalog).into_iter().filter_map(column).collect(),
        };
        serde_json::to_vec(&facts).unwrap_or_default()
    }
}

impl Route for Start {
    fn path(&self) -> &str {
        "search/index.json"
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        Hash::of(&self.json(&shop.catalog))
    }

    fn render(&self, shop: &Shop) -> Rendered {
        Warned::clean(Some(self.json(&shop.catalog)))
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        let column = |slug: &str| format!("content/{slug}/_column.yaml");
        columns(&shop.catalog).into_iter().map(column).collect()
    }
}

/// `fold.bin`.
struct Table;

impl Route for Table {
    fn path(&self) -> &str {
        "search/fold.bin"
    }

    fn fingerprint(&self, _shop: &Shop) -> Hash {
        Hash::of(&fold::table_bytes())
    }

    fn render(&self, _shop: &Shop) -> Rendered {
        Warned::clean(Some(fold::table_bytes()))
    }

    fn sources(&self, _shop: &Shop) -> Vec<String> {
        Vec::new()
    }
}
