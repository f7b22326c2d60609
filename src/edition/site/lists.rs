//! Lists: the pages of a column, of a tag, of a person. One way to cut a list into pages.

use super::address;
use super::cards::{Piece, Show};
use super::desk::Desk;
use super::frame;
use super::home::books;
use super::listed::{AboutView, ListView, PagerView};
use super::page::Page;
use super::views::{Meta, PageView, Ref};
use crate::catalog::{Column, EntryIx, ListStyle};
use crate::edition::{Rendered, Route, Shop};
use crate::files::Hash;
use crate::kind::Lang;
use std::sync::Arc;

/// Entries on one page of a tag's or person's list.
pub const TERM_PAGE: usize = 20;
/// Page numbers shown around the current one.
const PAGER_REACH: usize = 3;

/// A list and everything its pages have in common.
pub struct List {
    pub template: &'static str,
    pub sort: &'static str,
    pub lang: Lang,
    pub title: String,
    pub description: Option<String>,
    /// Address of its first page.
    pub first: String,
    pub entries: Vec<EntryIx>,
    /// Texts of the site's language that have no version in that of the list, named on its first page.
    pub waiting: Vec<EntryIx>,
    pub page_size: usize,
    pub style: ListStyle,
    pub breadcrumb: Vec<Ref>,
    pub feed: Option<String>,
    pub column: Option<usize>,
    pub meta: Vec<Meta>,
    pub keywords: String,
    pub kind: Option<&'static str>,
    pub about: Option<Arc<AboutView>>,
}

impl List {
    fn pages(&self) -> usize {
        self.entries.len().div_ceil(self.page_size).max(1)
    }

    fn slice(&self, number: usize) -> &[EntryIx] {
        let from = (number - 1) * self.page_size;
        let to = (from + self.page_size).min(self.entries.len());
        self.entries.get(from..to).unwrap_or(&[])
    }
}

pub fn routes(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    for (index, column) in shop.catalog.columns.iter().enumerate() {
        push(of_column(shop, desk, index, column), desk, out);
    }
}

/// The routes of every page of `list`.
pub fn push(list: List, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    let list = Arc::new(list);
    for number in 1..=list.pages() {
        let path = address::file(&address::numbered(&list.first, number));
        out.push(Box::new(ListRoute { path, number, list: Arc::clone(&list), desk: Arc::clone(desk) }));
    }
}

fn of_column(shop: &Shop, desk: &Desk, index: usize, column: &Column) -> List {
    let first = address::column(column);
    let mut meta = frame::site_tags(shop);
    meta.extend(frame::column_tags(shop, Some(column)));
    let mut entries = desk.column(&column.slug).to_vec();
    in_written_order(shop, &mut entries);
    List {
        template: "column.html",
        sort: "column",
        lang: desk.tongues.own(),
        waiting: Vec::new(),
        title: column.file.name.clone(),
        description: column.file.description.clone(),
        feed: Some(format!("{first}feed.xml")),
        first,
        entries,
        page_size: column.page_size(),
        style: column.file.list.unwrap_or(ListStyle::Text),
        breadcrumb: Vec::new(),
        column: Some(index),
        meta,
        keywords: frame::keywords(&column.file.keywords, &column.file.name),
        kind: Some(column.file.kind.word()),
        about: None,
    }
}

/// Questions stand by number, pages by their order; everything else stays newest first.
fn in_written_order(shop: &Shop, entries: &mut [EntryIx]) {
    use crate::kind::Kind;
    entries.sort_by_key(|ix| match &shop.catalog.entry(*ix).kind {
        Kind::Qa(qa) => qa.number,
        Kind::Page(page) => page.order.unwrap_or(u32::MAX),
        _ => 0,
    });
}

struct ListRoute {
    path: String,
    number: usize,
    list: Arc<List>,
    desk: Arc<Desk>,
}

impl ListRoute {
    fn page(&self, shop: &Shop) -> Page<'_, ListView> {
        let list = &*self.list;
        let waiting = if self.number == 1 { list.waiting.as_slice() } else { &[] };
        // A month lists its days itself.
        let rows = list.style == ListStyle::Text && list.template != super::months::TEMPLATE;
        let (name, show) = if rows { ("rows", Show::Pieces(Piece::Row)) } else { ("cards", Show::Cards) };
        let cards = vec![(name, list.slice(self.number), show), ("waiting", waiting, Show::Pieces(Piece::Line))];
        Page { template: list.template, head: self.head(shop), name: "list", view: self.view(shop), cards }
    }

    fn head(&self, shop: &Shop) -> PageView {
        let list = &*self.list;
        let title = match self.number {
            1 => list.title.clone(),
            number => format!("{}{}", list.title, self.desk.tongues.word(list.lang, "page_title").replace("{}", &number.to_string())),
        };
        let mut head = frame::head_in(&self.desk, list.lang, list.sort, &title, &address::numbered(&list.first, self.number));
        self.dress(shop, &mut head);
        if let Some(description) = &list.description {
            head.description.clone_from(description);
        }
        head.keywords.clone_from(&list.keywords);
        head.breadcrumb.extend(list.breadcrumb.iter().cloned());
        head.breadcrumb.push(Ref { name: list.title.clone(), url: list.first.clone() });
        head.feed.clone_from(&list.feed);
        head.column = list.column.map(|index| shop.catalog.columns[index].slug.to_string());
        head.meta = list.meta.clone();
        head.prev = self.neighbour(self.number - 1);
        head.next = self.neighbour(self.number + 1);
        head.schema = "CollectionPage";
        head
    }

    /// The first pages of a column are counterparts; further ones are told apart by what they list.
    fn dress(&self, shop: &Shop, head: &mut PageView) {
        let tongues = &self.desk.tongues;
        let column = self.list.column.map(|index| &shop.catalog.columns[index]);
        let mut versions = vec![(self.list.lang, head.url.clone())];
        if let Some(column) = column.filter(|_| self.number == 1) {
            let written = tongues.written().filter(|lang| !tongues.column(*lang, &column.slug).is_empty());
            let all = std::iter::once(tongues.own()).chain(written);
            versions = all.map(|lang| (lang, super::tongues::column_url(&shop.catalog.site, column, lang))).collect();
        }
        super::tongues::dress(&self.desk, head, &versions, column.map(|column| &*column.slug));
    }

    fn neighbour(&self, number: usize) -> Option<String> {
        (1..=self.list.pages()).contains(&number).then(|| address::numbered(&self.list.first, number))
    }

    fn view(&self, shop: &Shop) -> ListView {
        let list = &*self.list;
        let total = list.pages();
        let near = |number: &usize| {
            *number == 1 || *number == total || number.abs_diff(self.number) <= PAGER_REACH
        };
        let pager = (1..=total).filter(near).map(|number| PagerView {
            number,
            url: address::numbered(&list.first, number),
            current: number == self.number,
        });
        let shelf = list.style == ListStyle::Shelf;
        ListView {
            title: list.title.clone(),
            description: list.description.clone(),
            style: list.style.word(),
            number: self.number,
            total,
            count: list.entries.len(),
            pages: pager.collect(),
            prev: self.neighbour(self.number - 1),
            next: self.neighbour(self.number + 1),
            feed: list.feed.clone(),
            kind: list.kind,
            books: if shelf { books(shop, list.slice(self.number)) } else { Vec::new() },
            about: list.about.as_deref().cloned(),
        }
    }
}

impl Route for ListRoute {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        self.page(shop).fingerprint(&self.desk, Hash::default())
    }

    fn render(&self, shop: &Shop) -> Rendered {
        self.page(shop).render(shop, &self.desk, Vec::new())
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        let mut all = vec![self.desk.theme.path(self.list.template)];
        all.extend(self.list.slice(self.number).iter().map(|ix| format!("content/{}", shop.catalog.entry(*ix).path)));
        all
    }
}
