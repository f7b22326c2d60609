//! Semantic HTML for the site and for EPUB: classes, no styles, well-formed as XML.
//!
//! Everything is written straight into one buffer: ten thousand articles are a matter of
//! fractions of a second.

mod block;
mod inline;

use crate::directive::{Outlet, Place};
use crate::markup::Html;
use crate::tree::Document;

/// The body of a document, its footnotes last.
#[must_use]
pub fn document(document: &Document, to: &Outlet) -> Html {
    let mut writer = Writer::new(document, to);
    block::blocks(&mut writer, &document.blocks);
    notes(&mut writer, document);
    writer.out
}

/// What is being written, and what has been mentioned so far.
struct Writer<'a> {
    out: Html,
    to: &'a Outlet,
    /// For each footnote, how often it has been mentioned.
    mentions: Vec<u32>,
    /// Addresses that are printed in notes of their own, in order.
    addresses: Vec<String>,
}

impl<'a> Writer<'a> {
    fn new(document: &Document, to: &'a Outlet) -> Writer<'a> {
        // Text and its tags, on average: a guess that keeps the buffer from growing often.
        let size = document.blocks.len() * 512 + 64;
        Writer {
            out: Html::with_capacity(size),
            to,
            mentions: vec![0; document.notes.len()],
            addresses: Vec::new(),
        }
    }

    /// What `write` writes, apart from the rest.
    fn apart(&mut self, write: impl FnOnce(&mut Writer<'a>)) -> Html {
        let before = std::mem::take(&mut self.out);
        write(self);
        std::mem::replace(&mut self.out, before)
    }

    /// Where a link leads; `#heading` stays within the document.
    fn place(&self, link: &str) -> Place {
        match (self.to.links.get(link), link.strip_prefix('#')) {
            (Some(place), _) => place.clone(),
            (None, Some(heading)) => Place::Address(format!("#{}{heading}", self.to.id_prefix)),
            (None, None) => Place::Nowhere,
        }
    }

    /// The number of the note that prints `address`.
    fn address_number(&mut self, address: &str) -> usize {
        let known = self.addresses.iter().position(|other| other == address);
        let at = known.unwrap_or_else(|| {
            self.addresses.push(address.to_string());
            self.addresses.len() - 1
        });
        self.mentions.len() + at + 1
    }

    fn id(&self, name: &str, number: usize) -> String {
        format!("{}{name}-{number}", self.to.id_prefix)
    }
}

/// The footnotes, then the addresses that are printed.
fn notes(writer: &mut Writer<'_>, document: &Document) {
    if document.notes.is_empty() && writer.addresses.is_empty() {
        return;
    }
    writer.out.open_with("section", &[("class", "notes"), ("role", "doc-endnotes"), ("aria-label", "注释")]);
    writer.out.open("ol");
    for (at, note) in document.notes.iter().enumerate() {
        let id = writer.id("note", at + 1);
        let back = format!("#{}", writer.id("note-ref", at + 1));
        let mentioned = writer.mentions.get(at).is_some_and(|count| *count > 0);
        writer.out.open_with("li", &[("id", &id)]);
        block::note(writer, &note.blocks, mentioned.then_some(back.as_str()));
        writer.out.close("li");
    }
    for (at, address) in std::mem::take(&mut writer.addresses).iter().enumerate() {
        let id = writer.id("note", writer.mentions.len() + at + 1);
        writer.out.open_with("li", &[("id", &id)]);
        writer.out.push_text(address);
        writer.out.close("li");
    }
    writer.out.close("ol");
    writer.out.close("section");
}
