//! Tags and people, brands and districts: a page of all of them, by pinyin or by level, and a list
//! for each with what the registers know of it.

use super::desk::Desk;
use super::frame;
use super::lists::{List, TERM_PAGE, push};
use super::listed::{TermGroup, TermItem, TermsView};
use super::page::Page;
use super::registered::{self, Subject};
use super::views::{PageView, Ref};
use crate::catalog::{EntryIx, ListStyle, Person};
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
    /// Template of the overview.
    template: &'static str,
}

const TAGS: Sort = Sort { folder: "tags", title: "标签", all: "tags", one: "tag", template: "terms.html" };
const PEOPLE: Sort = Sort { folder: "people", title: "人物", all: "people", one: "person", template: "terms.html" };
const BRANDS: Sort =
    Sort { folder: "brands", title: "协商品牌", all: "brands", one: "brand", template: "subjects.html" };
const DISTRICTS: Sort =
    Sort { folder: "districts", title: "县（市）区", all: "districts", one: "district", template: "subjects.html" };

pub fn routes(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    sort(shop, desk, &TAGS, &shop.shelf.by_tag, &desk.tags, out);
    sort(shop, desk, &PEOPLE, &shop.shelf.by_person, &desk.people, out);
    subjects(shop, desk, &BRANDS, &desk.registered.brands, out);
    subjects(shop, desk, &DISTRICTS, &desk.registered.districts, out);
}

/// What the registers name: a page for each, in the groups of the register.
fn subjects(
    shop: &Shop,
    desk: &Arc<Desk>,
    sort: &'static Sort,
    subjects: &[Subject],
    out: &mut Vec<Box<dyn Route>>,
) {
    if subjects.is_empty() {
        return;
    }
    let mut groups: Vec<TermGroup> = Vec::new();
    for one in subjects {
        let item = TermItem {
            name: one.name.clone(),
            url: one.url.clone(),
            count: one.entries.len(),
            note: one.note.clone(),
        };
        match groups.iter_mut().find(|group| group.initial == one.group) {
            Some(group) => group.items.push(item),
            None => groups.push(TermGroup { initial: one.group.clone(), items: vec![item] }),
        }
        let list = of_term(shop, desk, sort, &one.name, &one.url, one.entries.clone());
        push(List { about: Some(Arc::clone(&one.about)), ..list }, desk, out);
    }
    let path = format!("{}/index.html", sort.folder);
    out.push(Box::new(TermsRoute { sort, path, counts: Vec::new(), groups, desk: Arc::clone(desk) }));
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
    let people = shop.catalog.registers.people.iter().filter(|_| sort.one == PEOPLE.one);
    let known: BTreeMap<&str, &Person> = people.map(|person| (person.name.as_str(), person)).collect();
    for (name, entries) in index {
        let shown = entries.iter().copied().filter(|ix| desk.tongues.gathers(*ix) && shop.shelf.shows(&shop.catalog, *ix, EditionName::Site));
        let entries: Vec<EntryIx> = shown.collect();
        let Some(first) = addresses.get(name).filter(|_| !entries.is_empty()) else { continue };
        counts.push(TermItem { name: name.clone(), url: first.clone(), count: entries.len(), note: None });
        let list = of_term(shop, desk, sort, name, first, entries);
        let about = known.get(name.as_str()).map(|person| Arc::new(registered::about_person(person)));
        push(List { about, ..list }, desk, out);
    }
    let path = format!("{}/index.html", sort.folder);
    out.push(Box::new(TermsRoute { sort, path, counts, groups: Vec::new(), desk: Arc::clone(desk) }));
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
        about: None,
    }
}

/// The page of all terms of a sort.
struct TermsRoute {
    sort: &'static Sort,
    path: String,
    counts: Vec<TermItem>,
    /// Those of a register, ready; empty where the terms go by pinyin.
    groups: Vec<TermGroup>,
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
        let mut groups = self.groups.clone();
        for item in &counts {
            let initial = pinyin::initial(&item.name).to_string();
            match groups.last_mut().filter(|group| group.initial == initial) {
                Some(group) => group.items.push(item.clone()),
                None => groups.push(TermGroup { initial, items: vec![item.clone()] }),
            }
        }
        let view = TermsView { title: self.sort.title.to_string(), groups };
        Page { template: self.sort.template, head: self.head(shop), name: "terms", view, cards: Vec::new() }
    }
}

impl Route for TermsRoute {
    fn path(&self) -> &str {
        &self.path
    }

    /// Their order and grouping follow from the names, so they need not be put in order for this.
    fn fingerprint(&self, shop: &Shop) -> Hash {
        let mut hasher = self.desk.hasher(self.sort.template);
        hasher.value(&self.head(shop)).value(&self.counts).value(&self.groups).finish()
    }

    fn render(&self, shop: &Shop) -> Rendered {
        self.page(shop).render(shop, &self.desk, Vec::new())
    }

    fn sources(&self, _shop: &Shop) -> Vec<String> {
        vec![self.desk.theme.path(self.sort.template)]
    }
}
