//! The trees of languages people write in (`/ko/`): a beginning, and a list for each column that has
//! texts in that language. What has no version yet is named there, in its own language and marked.

use super::cards::{Piece, Show};
use super::desk::Desk;
use super::frame;
use super::lists::{List, push};
use super::page::Page;
use super::tongues;
use super::views::{AbroadView, PageView, Ref};
use crate::catalog::{Column, EntryIx, ListStyle};
use crate::edition::{Rendered, Route, Shop};
use crate::files::Hash;
use crate::kind::{EditionName, Lang};
use std::sync::Arc;
use tera::Value;

/// Texts of a column at the beginning of a tree.
const MOST: usize = 6;
/// Texts without a version that are named.
const MOST_WAITING: usize = 10;

pub fn routes(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    for lang in desk.tongues.written() {
        let path = super::address::file(&format!("{}/", desk.tongues.prefix(lang)));
        out.push(Box::new(Beginning { lang, path, desk: Arc::clone(desk) }));
        for (index, column) in shop.catalog.columns.iter().enumerate() {
            let entries = desk.tongues.column(lang, &column.slug);
            if !entries.is_empty() {
                push(of_column(shop, desk, lang, index, column), desk, out);
            }
        }
    }
}

fn of_column(shop: &Shop, desk: &Desk, lang: Lang, index: usize, column: &Column) -> List {
    let first = tongues::column_url(&shop.catalog.site, column, lang);
    let mut meta = frame::site_tags(shop);
    meta.extend(frame::column_tags(shop, Some(column)));
    List {
        template: "column.html",
        sort: "column",
        lang,
        title: tongues::column_name(column, lang).to_string(),
        description: None,
        feed: Some(super::feed::addresses(&first).0),
        first,
        entries: desk.tongues.column(lang, &column.slug).to_vec(),
        waiting: waiting(shop, desk, lang, desk.column(&column.slug).iter().copied()),
        page_size: column.page_size(),
        style: ListStyle::Text,
        breadcrumb: Vec::new(),
        column: Some(index),
        meta,
        keywords: frame::keywords(&column.file.keywords, &column.file.name),
        kind: Some(column.file.kind.word()),
        about: None,
    }
}

/// The newest originals without a version in `lang`.
fn waiting(shop: &Shop, desk: &Desk, lang: Lang, of: impl Iterator<Item = EntryIx>) -> Vec<EntryIx> {
    let own = desk.tongues.own();
    of.filter(|ix| shop.catalog.entry(*ix).lang() == own && !desk.tongues.told(lang, *ix)).take(MOST_WAITING).collect()
}

/// The page a tree begins with.
struct Beginning {
    lang: Lang,
    path: String,
    desk: Arc<Desk>,
}

/// What it lists.
struct Choice<'a> {
    columns: Vec<(&'a Column, Vec<EntryIx>)>,
    waiting: Vec<EntryIx>,
}

impl Beginning {
    fn choose<'a>(&self, shop: &'a Shop) -> Choice<'a> {
        let tongues = &self.desk.tongues;
        let columns = shop.catalog.columns.iter().map(|column| (column, tongues.column(self.lang, &column.slug)));
        let shown = columns.filter(|(_, entries)| !entries.is_empty());
        let all = shop.shelf.of(&shop.catalog, EditionName::Site);
        Choice {
            columns: shown.map(|(column, entries)| (column, entries.iter().copied().take(MOST).collect())).collect(),
            waiting: waiting(shop, &self.desk, self.lang, all),
        }
    }

    fn head(&self, shop: &Shop) -> PageView {
        let tongues = &self.desk.tongues;
        let url = format!("{}/", tongues.prefix(self.lang));
        let title = tongues.word(self.lang, "home").to_string();
        let mut head = frame::head_in(&self.desk, self.lang, "home", &title, &url);
        super::home::dress(&self.desk, &mut head);
        head.meta = frame::site_tags(shop);
        head.meta.extend(frame::column_tags(shop, None));
        head.breadcrumb.clear();
        head.feed = Some(super::feed::addresses(&url).0);
        head.schema = "WebSite";
        head
    }

    fn page<'a>(&self, shop: &Shop, choice: &'a Choice<'_>) -> Page<'a, AbroadView> {
        let site = &shop.catalog.site;
        let name = |column: &Column| Ref {
            name: tongues::column_name(column, self.lang).to_string(),
            url: tongues::column_url(site, column, self.lang),
        };
        let view = AbroadView { columns: choice.columns.iter().map(|(column, _)| name(column)).collect() };
        let mut cards: Vec<(&'static str, &[EntryIx], Show)> = vec![("waiting", &choice.waiting, Show::Pieces(Piece::Line))];
        cards.extend(choice.columns.iter().map(|(_, entries)| ("lists", entries.as_slice(), Show::Cards)));
        Page { template: "abroad.html", head: self.head(shop), name: "abroad", view, cards }
    }
}

impl Route for Beginning {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        let choice = self.choose(shop);
        self.page(shop, &choice).fingerprint(&self.desk, Hash::default())
    }

    fn render(&self, shop: &Shop) -> Rendered {
        let choice = self.choose(shop);
        let mut page = self.page(shop, &choice);
        page.cards.truncate(1);
        let lists = choice.columns.iter().map(|(_, entries)| self.desk.card_values(shop, entries));
        let lists = Value::from(lists.collect::<Vec<_>>());
        page.render_with(shop, &self.desk, vec![("lists", lists)], Vec::new())
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        let choice = self.choose(shop);
        let listed = choice.columns.iter().flat_map(|(_, entries)| entries).chain(&choice.waiting);
        let mut all = vec!["content/site.yaml".to_string(), self.desk.theme.path("abroad.html")];
        all.extend(listed.map(|ix| format!("content/{}", shop.catalog.entry(*ix).path)));
        all
    }
}
