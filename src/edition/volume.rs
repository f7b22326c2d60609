//! What a volume holds: its queries resolved to chapters, its file names to pages.

use super::Shop;
use crate::catalog::{BackMatter, Catalog, Entry, EntryIx, Part, Sort, Volume, VolumePage};
use crate::kind::{EditionName, Kind};

/// A volume, resolved for one edition.
pub struct Book<'a> {
    pub volume: &'a Volume,
    pub front: Vec<&'a VolumePage>,
    pub parts: Vec<BookPart<'a>>,
    pub back: Vec<BackItem<'a>>,
}

/// A part and the chapters it has.
pub struct BookPart<'a> {
    pub part: &'a Part,
    pub intro: Option<&'a VolumePage>,
    pub chapters: Vec<EntryIx>,
}

/// What stands behind the chapters.
pub enum BackItem<'a> {
    Page(&'a VolumePage),
    Events,
    PeopleByPinyin,
}

/// Resolves `volume` for `edition`: only what is public there; a chapter stands once, in the first
/// part that asks for it.
#[must_use]
pub fn book<'a>(shop: &'a Shop, volume: &'a Volume, edition: EditionName) -> Book<'a> {
    let file = &volume.file;
    let mut taken = Vec::new();
    let parts = file.parts.iter().map(|part| {
        let mut found = chapters(shop, part, edition);
        found.retain(|ix| !taken.contains(ix));
        taken.extend(&found);
        BookPart { part, intro: part.intro.as_deref().and_then(|name| volume.page(name)), chapters: found }
    });
    Book {
        volume,
        front: file.front.iter().filter_map(|name| volume.page(name)).collect(),
        parts: parts.collect(),
        back: file.back.iter().filter_map(|item| back(volume, item)).collect(),
    }
}

fn back<'a>(volume: &'a Volume, item: &BackMatter) -> Option<BackItem<'a>> {
    match item {
        BackMatter::Events => Some(BackItem::Events),
        BackMatter::PeopleByPinyin => Some(BackItem::PeopleByPinyin),
        BackMatter::Page(name) => volume.page(name).map(BackItem::Page),
    }
}

fn chapters(shop: &Shop, part: &Part, edition: EditionName) -> Vec<EntryIx> {
    let catalog = &shop.catalog;
    let mut found = part.query.as_ref().map(|query| shop.shelf.find(catalog, query, edition)).unwrap_or_default();
    sort(catalog, part, &mut found);
    found.retain(|ix| !part.exclude.iter().any(|id| **id == *catalog.entry(*ix).id));
    found.truncate(part.limit.map_or(usize::MAX, |limit| limit as usize));
    let pinned = part.pin.iter().filter_map(|id| catalog.find(id));
    let pinned: Vec<EntryIx> = pinned.filter(|ix| shop.shelf.shows(catalog, *ix, edition)).collect();
    found.retain(|ix| !pinned.contains(ix));
    pinned.into_iter().chain(found).collect()
}

fn sort(catalog: &Catalog, part: &Part, found: &mut [EntryIx]) {
    let ids = part.query.as_ref().map_or(&[][..], |query| &query.ids);
    let written = |entry: &Entry| ids.iter().position(|id| **id == *entry.id);
    let key = |ix: &EntryIx| catalog.entry(*ix);
    match part.sort {
        None if !ids.is_empty() => found.sort_by_key(|ix| written(key(ix))),
        None | Some(Sort::Date) => found.sort_by(|a, b| {
            (key(a).front.date, &key(a).id).cmp(&(key(b).front.date, &key(b).id))
        }),
        Some(Sort::DateDown) => {}
        Some(Sort::Number | Sort::Order) => found.sort_by_key(|ix| number(&key(ix).kind)),
        Some(Sort::Title) => found.sort_by_cached_key(|ix| crate::text::collate::title_key(&key(ix).front.title)),
    }
}

fn number(kind: &Kind) -> Option<u32> {
    match kind {
        Kind::Qa(qa) => Some(qa.number),
        Kind::Bulletin(bulletin) => Some(bulletin.number),
        Kind::Page(page) => page.order,
        Kind::Proposal(proposal) => proposal.number.parse().ok(),
        Kind::News(_) | Kind::Case(_) | Kind::Reading(_) | Kind::Archive(_) | Kind::Document(_) | Kind::Topic(_) => None,
    }
}
