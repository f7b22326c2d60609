//! The page a query is typed on, one in each language, and the two small files it begins with.

use super::number::{DAY, THREES, columns};
use super::posting::RARE;
use super::{Desk, Search};
use crate::catalog::Catalog;
use crate::diag::Warned;
use crate::edition::site::frame;
use crate::edition::site::page::Page;
use crate::edition::site::tongues;
use crate::edition::site::views::Ref;
use crate::edition::{Rendered, Route, Shop};
use crate::files::Hash;
use crate::kind::{KindName, Lang};
use crate::text::fold;
use serde::Serialize;
use std::sync::Arc;

/// Where the page is.
pub const ADDRESS: &str = "/search.html";

/// The page in the language of the site and in each people write in; all ask the same index.
pub fn pages(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    if shop.catalog.site.search() {
        let page = |lang| SearchPage { lang, path: path(&address(desk, lang)), desk: Arc::clone(desk) };
        out.extend(languages(desk).map(|lang| Box::new(page(lang)) as Box<dyn Route>));
    }
}

fn languages(desk: &Desk) -> impl Iterator<Item = Lang> + '_ {
    std::iter::once(desk.tongues.own()).chain(desk.tongues.written())
}

fn address(desk: &Desk, lang: Lang) -> String {
    format!("{}{ADDRESS}", desk.tongues.prefix(lang))
}

fn path(address: &str) -> String {
    address.trim_start_matches('/').to_string()
}

pub fn routes(search: &Arc<Search>, out: &mut Vec<Box<dyn Route>>) {
    out.push(Box::new(Start { search: Arc::clone(search) }));
    out.push(Box::new(Table));
}

struct SearchPage {
    lang: Lang,
    path: String,
    desk: Arc<Desk>,
}

/// What the script is told beside the index, which names columns and kinds in Chinese.
#[derive(Serialize)]
struct SearchView {
    names: Vec<Name>,
}

/// A column or a kind: its name in the index, and in the language of the page.
#[derive(Serialize)]
struct Name {
    of: String,
    name: String,
}

impl SearchPage {
    fn page(&self, shop: &Shop) -> Page<'static, SearchView> {
        let (desk, lang) = (&self.desk, self.lang);
        let (url, title) = (address(desk, lang), desk.tongues.word(lang, "search_all").to_string());
        let mut head = frame::head_in(desk, lang, "search", &title, &url);
        let versions: Vec<(Lang, String)> = languages(desk).map(|lang| (lang, address(desk, lang))).collect();
        tongues::dress(desk, &mut head, &versions, None);
        head.meta = frame::site_tags(shop);
        head.breadcrumb.push(Ref { name: title, url });
        head.noindex = true;
        Page { template: "search.html", head, name: "search", view: self.view(shop), cards: Vec::new() }
    }

    fn view(&self, shop: &Shop) -> SearchView {
        let column = |slug| {
            let column = shop.catalog.column(slug)?;
            Some((column.file.name.clone(), tongues::column_name(column, self.lang).to_string()))
        };
        let kind = |kind: &KindName| {
            let word = self.desk.tongues.word(self.lang, &format!("kind_{}", kind.word()));
            (kind.chinese().to_string(), word.to_string())
        };
        let all = columns(&shop.catalog).into_iter().filter_map(column).chain(KindName::ALL.iter().map(kind));
        SearchView { names: all.filter(|(_, name)| !name.is_empty()).map(|(of, name)| Name { of, name }).collect() }
    }
}

impl Route for SearchPage {
    fn path(&self) -> &str {
        &self.path
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
