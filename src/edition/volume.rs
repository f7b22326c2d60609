//! What a volume holds: its queries resolved to chapters, its file names to pages.

use super::Shop;
use crate::catalog::{BackMatter, Catalog, Entry, EntryIx, Part, Sort, Volume, VolumePage, VolumeProfile};
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

/// Resolves `volume` for `edition`: only what is public there, and in a printed volume of 内部资料
/// what is internal too. A chapter stands once, in the first part that asks for it. Translations
/// into another language than the volume's are left to those who ask for them by id.
#[must_use]
pub fn book<'a>(shop: &'a Shop, volume: &'a Volume, edition: EditionName) -> Book<'a> {
    let file = &volume.file;
    let mut taken = Vec::new();
    let parts = file.parts.iter().map(|part| {
        let mut found = chapters(shop, volume, part, edition);
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

fn chapters(shop: &Shop, volume: &Volume, part: &Part, edition: EditionName) -> Vec<EntryIx> {
    let catalog = &shop.catalog;
    let inside = edition == EditionName::Print && volume.file.profile != VolumeProfile::Book;
    let find = |query| match inside {
        true => shop.shelf.find_internal(catalog, query, edition),
        false => shop.shelf.find(catalog, query, edition),
    };
    let named = part.query.as_ref().map_or(&[][..], |query| &query.ids);
    let mut found = part.query.as_ref().map(find).unwrap_or_default();
    found.retain(|ix| {
        let entry = catalog.entry(*ix);
        let excluded = part.exclude.iter().any(|id| **id == *entry.id);
        !excluded && (speaks(volume, entry) || named.iter().any(|id| **id == *entry.id))
    });
    sort(catalog, part, &mut found);
    let shown = |ix: &EntryIx| {
        let internal = inside && shop.shelf.internal.contains(ix) && catalog.entry(*ix).editions().contains(&edition);
        shop.shelf.shows(catalog, *ix, edition) || internal
    };
    let pinned: Vec<EntryIx> = part.pin.iter().filter_map(|id| catalog.find(id)).filter(shown).collect();
    found.retain(|ix| !pinned.contains(ix));
    let mut all: Vec<EntryIx> = pinned.into_iter().chain(found).collect();
    all.truncate(part.limit.map_or(usize::MAX, |limit| limit as usize));
    all
}

/// Whether an entry is in the language of the volume.
fn speaks(volume: &Volume, entry: &Entry) -> bool {
    volume.file.lang.as_deref().unwrap_or("zh-Hans") == entry.lang().word()
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
