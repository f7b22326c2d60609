//! Cards: entries as lists show them. Each is hashed once. What most lists are made of, a line or a
//! row of an entry, is rendered once and kept; whole cards are made for the pages that ask for them.

use super::desk::Desk;
use super::views::{Card, DateView, Img, Ref};
use super::{address, pictures};
use crate::catalog::{Entry, EntryIx};
use crate::diag::Diagnostic;
use crate::edition::Shop;
use crate::files::Hash;
use crate::kind::{Lang, Status};
use crate::shape::Time;
use rayon::prelude::*;
use std::sync::OnceLock;
use tera::{Context, Value};

/// How a list of entries is handed to a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// As cards, an array.
    Cards,
    /// As pieces already rendered, one text.
    Pieces(Piece),
}

/// What a list is made of, by the template that renders one: it sees the card as `c` and the
/// language of the page as `sl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Title and day.
    Line,
    /// Day, title, summary.
    Row,
}

impl Piece {
    #[must_use]
    pub fn template(self) -> &'static str {
        match self {
            Piece::Line => "line.html",
            Piece::Row => "row.html",
        }
    }
}

/// The hash of a card, and its pieces once they were rendered for pages in the language of the site.
pub struct Ready {
    hash: Hash,
    pieces: OnceLock<Pieces>,
}

/// A card in every piece.
struct Pieces {
    line: Box<str>,
    row: Box<str>,
}

impl Pieces {
    fn get(&self, piece: Piece) -> &str {
        match piece {
            Piece::Line => &self.line,
            Piece::Row => &self.row,
        }
    }
}

/// What there is of the card of every entry of the site, by entry.
#[must_use]
pub fn all(shop: &Shop, desk: &Desk) -> Vec<Option<Box<Ready>>> {
    let shown = |entry: &Entry, ix| {
        shop.shelf.shows(&shop.catalog, ix, crate::kind::EditionName::Site) || entry.status() == Status::Withdrawn
    };
    let entries: Vec<(EntryIx, &Entry)> = shop.catalog.each().collect();
    entries
        .into_par_iter()
        .with_max_len(64)
        .map(|(ix, entry)| {
            shown(entry, ix).then(|| {
                let hash = Hash::of_value(&card(shop, desk, entry));
                Box::new(Ready { hash, pieces: OnceLock::new() })
            })
        })
        .collect()
}

impl Desk {
    /// A card as a value that shares its column and its tags with every other card.
    fn card_value(&self, shop: &Shop, ix: EntryIx) -> Value {
        let entry = shop.catalog.entry(ix);
        let card = card(shop, self, entry);
        let mut map = super::page::value(&Card { tags: Vec::new(), ..card }).into_map().unwrap_or_default();
        if let Some(column) = self.column_refs.get(&entry.column) {
            map.insert("column".into(), column.clone());
        }
        let tags = entry.front.tags.iter().filter_map(|tag| self.tag_refs.get(tag)).cloned();
        map.insert("tags".into(), Value::from(tags.collect::<Vec<_>>()));
        Value::from(map)
    }

    fn ready(&self, ix: EntryIx) -> Option<&Ready> {
        self.cards.get(ix.index())?.as_deref()
    }

    /// The cards of `entries` as one template value.
    #[must_use]
    pub fn card_values(&self, shop: &Shop, entries: &[EntryIx]) -> Value {
        let shown = entries.iter().filter(|ix| self.ready(**ix).is_some());
        Value::from(shown.map(|ix| self.card_value(shop, *ix)).collect::<Vec<_>>())
    }

    /// The hashes of the cards of `entries`.
    #[must_use]
    pub fn card_hashes(&self, entries: &[EntryIx]) -> Vec<Hash> {
        entries.iter().filter_map(|ix| self.ready(*ix)).map(|ready| ready.hash).collect()
    }

    /// `entries` as a template shows them on a page in `lang`.
    ///
    /// # Errors
    /// When the template of a piece fails.
    pub fn shown(&self, shop: &Shop, entries: &[EntryIx], show: Show, lang: Lang) -> Result<Value, Box<Diagnostic>> {
        let Show::Pieces(piece) = show else { return Ok(self.card_values(shop, entries)) };
        let mut out = String::new();
        let own = lang == self.tongues.own();
        for ix in entries {
            let Some(ready) = self.ready(*ix) else { continue };
            match ready.pieces.get().filter(|_| own) {
                Some(kept) => out.push_str(kept.get(piece)),
                None => {
                    let pieces = self.pieces(shop, *ix, lang)?;
                    out.push_str(pieces.get(piece));
                    if own {
                        let _ = ready.pieces.set(pieces);
                    }
                }
            }
        }
        Ok(Value::from(out))
    }

    fn pieces(&self, shop: &Shop, ix: EntryIx, lang: Lang) -> Result<Pieces, Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert_value("c", self.card_value(shop, ix));
        context.insert_value("sl", Value::from(lang.word()));
        let render = |piece: Piece| {
            let html = self.theme.text(piece.template(), &context)?;
            Ok::<Box<str>, Box<Diagnostic>>(html.trim_end().into())
        };
        Ok(Pieces { line: render(Piece::Line)?, row: render(Piece::Row)? })
    }
}

fn card(shop: &Shop, desk: &Desk, entry: &Entry) -> Card {
    Card {
        id: entry.id.to_string(),
        title: entry.front.title.clone(),
        url: entry.address.clone(),
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
