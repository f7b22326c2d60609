//! Cards: entries as lists show them. Each is made once and shared by every list it is on.

use super::desk::Desk;
use super::views::{Card, DateView, Img, Ref};
use super::{address, pictures};
use crate::catalog::{Entry, EntryIx};
use crate::edition::Shop;
use crate::files::Hash;
use crate::kind::Status;
use crate::shape::Time;
use rayon::prelude::*;
use std::sync::Arc;

/// A card as the value templates are handed, and its hash.
pub struct Ready {
    pub value: tera::Value,
    pub hash: Hash,
}

/// The card of every entry of the site, by entry.
#[must_use]
pub fn all(shop: &Shop, desk: &Desk) -> Vec<Option<Arc<Ready>>> {
    let shown = |entry: &Entry, index| {
        shop.shelf.shows(&shop.catalog, EntryIx::new(index), crate::kind::EditionName::Site)
            || entry.status() == Status::Withdrawn
    };
    let entries: Vec<(usize, &Entry)> = shop.catalog.entries.iter().enumerate().collect();
    entries
        .into_par_iter()
        .map(|(index, entry)| {
            shown(entry, index).then(|| {
                let card = card(shop, desk, entry);
                Arc::new(Ready { hash: Hash::of_value(&card), value: desk.shared(card, entry) })
            })
        })
        .collect()
}

impl Desk {
    /// A card as a value that shares its column and its tags with every other card.
    fn shared(&self, card: Card, entry: &Entry) -> tera::Value {
        let mut map = super::page::value(&Card { tags: Vec::new(), ..card }).into_map().unwrap_or_default();
        if let Some(column) = self.column_refs.get(&entry.column) {
            map.insert("column".into(), column.clone());
        }
        let tags = entry.front.tags.iter().filter_map(|tag| self.tag_refs.get(tag)).cloned();
        map.insert("tags".into(), tera::Value::from(tags.collect::<Vec<_>>()));
        tera::Value::from(map)
    }

    /// The card of `ix`, when the site shows it.
    #[must_use]
    pub fn card(&self, ix: EntryIx) -> Option<&Ready> {
        self.cards.get(ix.index())?.as_deref()
    }

    /// The cards of `entries` as one template value.
    #[must_use]
    pub fn card_values(&self, entries: &[EntryIx]) -> tera::Value {
        let values = entries.iter().filter_map(|ix| self.card(*ix)).map(|ready| ready.value.clone());
        tera::Value::from(values.collect::<Vec<_>>())
    }

    /// The hashes of the cards of `entries`.
    #[must_use]
    pub fn card_hashes(&self, entries: &[EntryIx]) -> Vec<Hash> {
        entries.iter().filter_map(|ix| self.card(*ix)).map(|ready| ready.hash).collect()
    }
}

fn card(shop: &Shop, desk: &Desk, entry: &Entry) -> Card {
    Card {
        id: entry.id.to_string(),
        title: entry.front.title.clone(),
        url: address::entry(&shop.catalog, entry),
        date: date(entry.front.date, shop.catalog.site.timezone()),
        summary: entry.summary().to_string(),
        cover: cover(desk, entry),
        column: column(shop, entry),
        kind: entry.kind.name().word(),
        source: entry.front.source.clone(),
        label: entry.kind.label(),
        state: entry.kind.state(),
        lang: entry.lang().word(),
        tags: tags(desk, entry),
    }
}

/// The column of an entry with its address.
#[must_use]
pub fn column(shop: &Shop, entry: &Entry) -> Ref {
    match shop.catalog.column(&entry.column) {
        Some(column) => Ref { name: column.file.name.clone(), url: address::column(column) },
        None => Ref { name: entry.column.to_string(), url: "/".to_string() },
    }
}

/// The tags of an entry with their addresses.
#[must_use]
pub fn tags(desk: &Desk, entry: &Entry) -> Vec<Ref> {
    named(&entry.front.tags, &desk.tags)
}

/// The names that have an address.
#[must_use]
pub fn named(names: &[String], addresses: &std::collections::BTreeMap<String, String>) -> Vec<Ref> {
    let url = |name: &String| addresses.get(name).cloned();
    names.iter().filter_map(|name| Some(Ref { name: name.clone(), url: url(name)? })).collect()
}

/// The cover of an entry.
#[must_use]
pub fn cover(desk: &Desk, entry: &Entry) -> Option<Img> {
    let cover = entry.front.cover.as_ref()?;
    let picture = desk.pictures.find(&entry.path, &cover.src)?;
    Some(pictures::img(picture, &cover.alt, cover.credit.as_deref()))
}

/// A moment in every form.
#[must_use]
pub fn date(time: Time, zone: &str) -> DateView {
    let day = time.day();
    DateView {
        short: day.get(5..).unwrap_or_default().to_string(),
        year: day.get(..4).unwrap_or_default().to_string(),
        day,
        minute: time.minute(),
        chinese: time.chinese(),
        iso: time.rfc3339(zone),
        has_clock: time.hour != 0 || time.minute != 0,
    }
}
