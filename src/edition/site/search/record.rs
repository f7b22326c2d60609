//! The files of `text/`: what is shown of the texts that were found, and what is looked through.
//!
//! ```text
//! file := (number:u32 part:u32 bytes:u32 words)*        little-endian; words in UTF-16
//! words of the first passage := title 0 address 0 time 0 initials 0 fields 0 text
//! words of a further one     := text
//! ```

use super::corpus::{Words, passages};
use super::number::text_file;
use super::{Doc, Search};
use crate::diag::Warned;
use crate::edition::{Rendered, Route, Shop};
use crate::files::{Hash, Hasher};
use crate::shape::Time;
use std::sync::Arc;

pub fn routes(search: &Arc<Search>, out: &mut Vec<Box<dyn Route>>) {
    let mut files: Vec<Vec<(u32, u32)>> = vec![Vec::new(); search.text_files as usize];
    for (at, doc) in (0..).zip(&search.docs) {
        for part in 0..doc.parts {
            if let Some(file) = files.get_mut(text_file(doc.number, part, search.text_files) as usize) {
                file.push((at, part));
            }
        }
    }
    for (number, passages) in (0_u32..).zip(files) {
        let path = format!("search/text/{:02x}/{:02x}.bin", number >> 8, number & 0xFF);
        out.push(Box::new(TextRoute { path, passages, search: Arc::clone(search) }));
    }
}

struct TextRoute {
    path: String,
    /// The place of a text among all, and which of its passages.
    passages: Vec<(u32, u32)>,
    search: Arc<Search>,
}

impl TextRoute {
    fn passages(&self) -> impl Iterator<Item = (&Doc, u32)> {
        self.passages.iter().filter_map(|(at, part)| Some((self.search.docs.get(*at as usize)?, *part)))
    }
}

impl Route for TextRoute {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, _shop: &Shop) -> Hash {
        let mut hasher = Hasher::default();
        self.passages().for_each(|(doc, part)| {
            hasher.hash(doc.hash).value(&(doc.number, doc.parts, part));
        });
        hasher.finish()
    }

    fn render(&self, shop: &Shop) -> Rendered {
        let mut file = Vec::new();
        for (doc, part) in self.passages() {
            let units = self.search.units(shop, doc, part);
            if units.is_empty() {
                continue;
            }
            let bytes = u32::try_from(units.len() * 2).unwrap_or(u32::MAX);
            file.extend([doc.number, part, bytes].into_iter().flat_map(u32::to_le_bytes));
            file.extend(units.into_iter().flat_map(u16::to_le_bytes));
        }
        Warned::clean(Some(file))
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        self.passages().map(|(doc, _)| format!("content/{}", shop.catalog.entry(doc.ix).path)).collect()
    }
}

impl Search {
    /// The words of a record; none when its text has not so many parts.
    fn units(&self, shop: &Shop, doc: &Doc, part: u32) -> Vec<u16> {
        let entry = shop.catalog.entry(doc.ix);
        let mut units = Vec::new();
        if part == 0 {
            let Words { title, initials, fields } = Words::of(&shop.catalog, entry);
            let url = entry.address.clone();
            for field in [title, &url, &time(entry.front.date), &initials, &fields] {
                units.extend(field.encode_utf16().chain([0]));
            }
        }
        // Where all texts are at hand, this one need not be parsed.
        match self.corpus.get() {
            Some(corpus) => units.extend(corpus.body(doc.number, part).unwrap_or(&[])),
            None => units.extend(passages(shop, entry, doc.parts).get(part as usize).map_or("", String::as_str).encode_utf16()),
        }
        units
    }
}

fn time(date: Time) -> String {
    if date.hour == 0 && date.minute == 0 { date.day() } else { date.minute() }
}
