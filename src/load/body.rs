//! One body, parsed when its page is rendered, unless it was kept when the project was loaded.

use super::decode::decode;
use super::markdown;
use crate::catalog::{Catalog, Entry, Target, VolumePage};
use crate::diag::{At, Diagnostic, Warned};
use crate::tree::{Block, BlockKind, Document, Inline};
use std::sync::Arc;

/// The whole document of an entry: the head table of its kind, the blocks its kind puts around the
/// body, the body. The faults of the body were reported at load; what is reported here is that it
/// can no longer be read.
#[must_use]
pub fn document(catalog: &Catalog, entry: &Entry) -> Warned<Document> {
    document_without_facts(catalog, entry).map(|mut document| {
        document.blocks.splice(0..0, entry.kind.facts_block());
        document
    })
}

/// As [`document`], without the head table: for pages that show the facts in a place of their own.
#[must_use]
pub fn document_without_facts(catalog: &Catalog, entry: &Entry) -> Warned<Document> {
    read(catalog, &entry.path, entry.body_at as usize).map(|mut document| {
        let extra = entry.kind.extra();
        document.blocks.splice(0..0, extra.before);
        document.blocks.extend(extra.after);
        document
    })
}

/// The document of a page that belongs to a volume.
#[must_use]
pub fn volume_page(catalog: &Catalog, page: &VolumePage) -> Warned<Document> {
    read(catalog, &page.path, page.body_at as usize)
}

fn read(catalog: &Catalog, path: &Arc<str>, body_at: usize) -> Warned<Document> {
    let document = match catalog.bodies.take(path) {
        Some(document) => Warned::clean(document),
        None => parsed(catalog, path, body_at),
    };
    document.map(|mut document| {
        let notes = document.notes.iter_mut().flat_map(|note| &mut note.blocks);
        document.blocks.iter_mut().chain(notes).for_each(|block| name_links(catalog, path, block));
        document
    })
}

fn parsed(catalog: &Catalog, path: &Arc<str>, body_at: usize) -> Warned<Document> {
    let bytes = match catalog.files.bytes(path) {
        Ok(bytes) => bytes,
        Err(why) => return Warned::new(Document::default(), vec![Diagnostic::error("unreadable", At::top(path), why)]),
    };
    let Some(text) = decode(path, &bytes).value else { return Warned::default() };
    let Some(body) = text.get(body_at..) else { return Warned::default() };
    Warned::clean(markdown::parse(path, body, body_at).value)
}

/// Gives `[[id]]` the title of what it leads to.
fn name_links(catalog: &Catalog, path: &str, block: &mut Block) {
    match &mut block.kind {
        BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) => name_inlines(catalog, path, inlines),
        BlockKind::List(list) => {
            list.items.iter_mut().flat_map(|item| &mut item.blocks).for_each(|block| name_links(catalog, path, block));
        }
        BlockKind::Quote(blocks) => blocks.iter_mut().for_each(|block| name_links(catalog, path, block)),
        BlockKind::Table(table) => {
            let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
            cells.for_each(|cell| name_inlines(catalog, path, cell));
        }
        BlockKind::Code { .. } | BlockKind::Rule => {}
        BlockKind::Directive { body, .. } => body.iter_mut().for_each(|block| name_links(catalog, path, block)),
    }
}

fn name_inlines(catalog: &Catalog, path: &str, inlines: &mut [Inline]) {
    for inline in inlines {
        match inline {
            Inline::Link { to, inlines, span } if inlines.is_empty() => {
                let text = match catalog.target(path, to) {
                    Target::Entry(ix, _) => catalog.entry(ix).front.title.clone(),
                    Target::Heading(_) | Target::File(_) | Target::Outside(_) | Target::Unknown => to.clone(),
                };
                inlines.push(Inline::Text { text, span: *span });
            }
            Inline::Link { inlines, .. } => name_inlines(catalog, path, inlines),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => name_inlines(catalog, path, inner),
            Inline::Text { .. } | Inline::Code(_) | Inline::Fixed(_) | Inline::Image { .. } | Inline::Note { .. } | Inline::Break => {}
        }
    }
}
