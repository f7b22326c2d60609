//! Tags and people: a page of all of them by pinyin, and a list for each.

use super::desk::Desk;
use super::frame;
use super::lists::{List, TERM_PAGE, push};
use super::page::Page;
use super::views::{PageView, Ref, TermGroup, TermItem, TermsView};
use crate::catalog::{EntryIx, ListStyle};
use crate::edition::{Rendered, Route, Shop};
use crate::files::Hash;
use crate::kind::EditionName;
use crate::text::{collate, pinyin};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A sort of term.
struct Sort {
    /// Folder of its addresses.
    folder: &'static str,
    title: &'static str,
    /// Page type of the overview and of a term's list.
    all: &'static str,
    one: &'static str,
}

const TAGS: Sort = Sort { folder: "tags", title: "标签", all: "tags", one: "tag" };
const PEOPLE: Sort = Sort { folder: "people", title: "人物", all: "people", one: "person" };

pub fn routes(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    sort(shop, desk, &TAGS, &shop.shelf.by_tag, &desk.tags, out);
    sort(shop, desk, &PEOPLE, &shop.shelf.by_person, &desk.people, out);
}

fn sort(
    shop: &Shop,
    desk: &Arc<Desk>,
    sort: &'static Sort,
    index: &BTreeMap<String, Vec<EntryIx>>,
    addresses: &BTreeMap<String, String>,
    out: &mut Vec<Box<dyn Route>>,
) {
    let mut counts = Vec::new();
    for (name, entries) in index {
        let shown = entries.iter().copied().filter(|ix| desk.tongues.gathers(*ix) && shop.shelf.shows(&shop.catalog, *ix, EditionName::Site));
        let entries: Vec<EntryIx> = shown.collect();
        let Some(first) = addresses.get(name).filter(|_| !entries.is_empty()) else { continue };
        counts.push(TermItem { name: name.clone(), url: first.clone(), count: entries.len() });
        push(of_term(shop, desk, sort, name, first, entries), desk, out);
    }
    out.push(Box::new(TermsRoute { sort, path: format!("{}/index.html", sort.folder), counts, desk: Arc::clone(desk) }));
}

fn of_term(shop: &Shop, desk: &Desk, sort: &Sort, name: &str, first: &str, entries: Vec<EntryIx>) -> List {
    List {
        template: "term.html",
        sort: sort.one,
        lang: desk.tongues.own(),
        waiting: Vec::new(),
        title: name.to_string(),
        description: None,
        first: first.to_string(),
        entries,
        page_size: TERM_PAGE,
        style: ListStyle::Text,
        breadcrumb: vec![Ref { name: sort.title.to_string(), url: format!("/{}/", sort.folder) }],
        feed: (sort.folder == TAGS.folder).then(|| super::feed::addresses(first).0),
        column: None,
        meta: frame::site_tags(shop),
        keywords: name.to_string(),
        kind: None,
    }
}

/// The page of all terms of a sort.
struct TermsRoute {
    sort: &'static Sort,
    path: String,
    counts: Vec<TermItem>,
    desk: Arc<Desk>,
}

impl TermsRoute {
    fn head(&self, shop: &Shop) -> PageView {
        let mut head = frame::head(&self.desk, self.sort.all, self.sort.title, &format!("/{}/", self.sort.folder));
        head.meta = frame::site_tags(shop);
        head.breadcrumb.push(Ref { name: self.sort.title.to_string(), url: head.url.clone() });
        head
    }

    fn page(&self, shop: &Shop) -> Page<'static, TermsView> {
        let mut counts = self.counts.clone();
        collate::sort_by_name(&mut counts, |item| &item.name);
        let mut groups: Vec<TermGroup> = Vec::new();
        for item in &counts {
            let initial = pinyin::initial(&item.name).to_string();
            match groups.last_mut().filter(|group| group.initial == initial) {
                Some(group) => group.items.push(item.clone()),
                None => groups.push(TermGroup { initial, items: vec![item.clone()] }),
            }
        }
        let view = TermsView { title: self.sort.title.to_string(), groups };
        Page { template: "terms.html", head: self.head(shop), name: "terms", view, cards: Vec::new() }
    }
}

impl Route for TermsRoute {
    fn path(&self) -> &str {
        &self.path
    }

    /// Their order and grouping follow from the names, so they need not be put in order for this.
    fn fingerprint(&self, shop: &Shop) -> Hash {
        self.desk.hasher("terms.html").value(&self.head(shop)).value(&self.counts).finish()
    }

    fn render(&self, shop: &Shop) -> Rendered {
        self.page(shop).render(&self.desk, Vec::new())
    }

    fn sources(&self, _shop: &Shop) -> Vec<String> {
        vec![self.desk.theme.path("terms.html")]
    }
}
