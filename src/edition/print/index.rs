//! What is gathered from the whole book: 大事记 from the dates of its texts, 人名索引 from the
//! laid-out pages.
//!
//! The index is computed here between two runs of the engine: a name stands with the pages that
//! really show it.

use super::outlet;
use crate::catalog::EntryIx;
use crate::edition::Shop;
use crate::edition::volume::Book;
use crate::kind::Kind;
use crate::markup::Typst;
use crate::text::{collate, pinyin};
use std::collections::{BTreeMap, BTreeSet};
use typst::foundations::Label;
use typst::introspection::Introspector;
use typst::layout::{Frame, FrameItem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

/// Names and the numbers of the pages that show them, as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    names: Vec<(String, Vec<u64>)>,
}

impl Index {
    /// The people of the texts of `book`, in pinyin order, without pages.
    pub fn of(shop: &Shop, book: &Book) -> Index {
        let entries = book.parts.iter().flat_map(|part| &part.chapters).map(|ix| shop.catalog.entry(*ix));
        let names: BTreeSet<&String> = entries.flat_map(|entry| &entry.front.people).collect();
        let mut names: Vec<(String, Vec<u64>)> = names.into_iter().map(|name| (name.clone(), Vec::new())).collect();
        collate::sort_by_name(&mut names, |(name, _)| name);
        Index { names }
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The same names with the pages of `document` that show them; names no page shows are left
    /// out. Only the chapters' pages count: those numbered in Arabic, before what stands behind.
    pub fn paged(&self, document: &PagedDocument) -> Index {
        let last = back_matter(document);
        let mut pages: Vec<(u64, String)> = Vec::new();
        for page in document.pages().iter().take(last).filter(|page| is_body(page)) {
            let mut text = String::new();
            gather(&page.frame, &mut text);
            pages.push((page.number, text));
        }
        let names = self.names.iter().filter_map(|(name, _)| {
            let shown = pages.iter().filter(|(_, text)| text.contains(name.as_str()));
            let shown: Vec<u64> = shown.map(|(number, _)| *number).collect();
            (!shown.is_empty()).then(|| (name.clone(), shown))
        });
        Index { names: names.collect() }
    }

    /// The groups of the index by initial letter, as the templates take them.
    pub fn groups(&self) -> Typst {
        let mut groups: BTreeMap<char, Vec<Typst>> = BTreeMap::new();
        for (name, pages) in &self.names {
            let pages = pages.iter().map(|page| Typst::int(i64::try_from(*page).unwrap_or(i64::MAX)));
            let item = Typst::dict([("name", Typst::text(name)), ("pages", Typst::array(pages))]);
            groups.entry(pinyin::initial(name)).or_default().push(item);
        }
        Typst::array(groups.into_iter().map(|(initial, items)| {
            Typst::dict([("initial", Typst::text(&initial.to_string())), ("items", Typst::array(items))])
        }))
    }
}

/// The rows of 大事记: the events archives tell of and the dates of everything else, oldest first.
pub fn events(shop: &Shop, book: &Book) -> Typst {
    let mut found: Vec<(String, String, EntryIx)> = Vec::new();
    for ix in book.parts.iter().flat_map(|part| &part.chapters).copied() {
        let entry = shop.catalog.entry(ix);
        let told = match &entry.kind {
            Kind::Archive(archive) => archive.events.as_ref().and_then(|events| events.from),
            Kind::News(_) | Kind::Case(_) | Kind::Reading(_) | Kind::Bulletin(_) | Kind::Proposal(_) => None,
            Kind::Document(_) | Kind::Qa(_) | Kind::Topic(_) | Kind::Page(_) => None,
        };
        let (key, shown) = match told {
            Some(date) => (date.iso(), date.chinese()),
            None => (entry.front.date.day(), entry.front.date.chinese()),
        };
        found.push((key, shown, ix));
    }
    found.sort_by(|a, b| (&a.0, &shop.catalog.entry(a.2).id).cmp(&(&b.0, &shop.catalog.entry(b.2).id)));
    Typst::array(found.into_iter().map(|(_, shown, ix)| {
        let entry = shop.catalog.entry(ix);
        Typst::dict([
            ("date", Typst::text(&shown)),
            ("title", Typst::text(&entry.front.title)),
            ("label", Typst::text(&outlet::label(entry))),
        ])
    }))
}

/// How many pages stand before the first section behind the chapters.
fn back_matter(document: &PagedDocument) -> usize {
    let introspector = document.introspector();
    let mark = Label::new(PicoStr::intern("back-matter")).and_then(|label| introspector.query_label(label).ok());
    let page = mark.and_then(|content| content.location()).and_then(|place| introspector.page(place));
    page.map_or(usize::MAX, |page| page.get() - 1)
}

/// Whether a page is of the body: numbered in Arabic.
fn is_body(page: &typst_layout::Page) -> bool {
    use typst::model::{Numbering, NumberingPattern};
    let arabic: Option<NumberingPattern> = "1".parse().ok();
    matches!((&page.numbering, arabic), (Some(Numbering::Pattern(pattern)), Some(arabic)) if *pattern == arabic)
}

/// The text of a frame in the order it was set, without spaces: a name broken over two lines is whole.
fn gather(frame: &Frame, out: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => gather(&group.frame, out),
            FrameItem::Text(text) => out.extend(text.text.chars().filter(|c| !c.is_whitespace())),
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(..) => {}
        }
    }
}
