//! What the Typst writer is told of one text of the book: links become pages of the book or
//! addresses in notes, pictures are those of the tree.

use super::world::PICTURES;
use crate::catalog::{Digest, Entry, EntryIx, Target, VolumePage, attachment};
use crate::directive::{Directive, Outlet, Picture, Place};
use crate::edition::Shop;
use crate::edition::volume::Book;
use crate::files;
use crate::kind::EditionName;
use crate::media;
use crate::tree::{Block, BlockKind, Document};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The paint of QR codes: the ink of the press.
const CODE_PAINT: &str = "black";

/// A text of the book: a chapter or a page of the volume.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// Path of its file, from `content/`.
    pub path: &'a Arc<str>,
    pub digest: &'a Digest,
    /// What stands before its labels, such as `ch-some-id/`.
    pub label: &'a str,
}

/// The label of a chapter.
pub fn label(entry: &Entry) -> String {
    format!("ch-{}", entry.id)
}

/// The label of a volume's own page.
pub fn page_label(page: &VolumePage) -> String {
    let name = page.path.rsplit('/').next().unwrap_or(&page.path);
    format!("page-{}", name.trim_end_matches(".md"))
}

/// The surroundings of `text` in `book` but for its pictures ([`pictures`]) and codes ([`codes`]),
/// which take reading files: this is what a fingerprint needs.
pub fn of(shop: &Shop, book: &Book, text: Text) -> Outlet {
    let mentions = text.digest.links.iter().chain(&text.digest.attachments);
    Outlet {
        links: mentions.map(|link| (link.name.clone(), place(shop, book, text, &link.name))).collect(),
        figures: shop.catalog.registers.metrics(text.digest.figure_ids()),
        chart_colours: chart_colours(shop),
        id_prefix: prefix(text.label),
        ..Outlet::default()
    }
}

/// The QR codes of the films of `document` whose address is known to the world.
pub fn codes(document: &Document, outlet: &Outlet) -> BTreeMap<String, String> {
    let mut addresses = Vec::new();
    document.blocks.iter().for_each(|block| films(block, outlet, &mut addresses));
    let code = |address: String| media::qr::svg(&address, CODE_PAINT).ok().map(|svg| (address, svg));
    addresses.into_iter().filter_map(code).collect()
}

fn films(block: &Block, outlet: &Outlet, out: &mut Vec<String>) {
    match &block.kind {
        BlockKind::Directive { directive, body } => {
            if let Directive::Video(video) = &**directive {
                out.extend(video.url.clone());
                out.extend(video.src.as_ref().and_then(|src| match outlet.place(src) {
                    Place::Noted(address) | Place::Address(address) => Some(address),
                    Place::Chapter(_) | Place::Nowhere => None,
                }));
            }
            body.iter().for_each(|block| films(block, outlet, out));
        }
        BlockKind::Quote(body) => body.iter().for_each(|block| films(block, outlet, out)),
        BlockKind::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).for_each(|block| films(block, outlet, out));
        }
        BlockKind::Heading { .. }
        | BlockKind::Paragraph(_)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Rule => {}
    }
}

fn prefix(label: &str) -> String {
    format!("{label}/")
}

fn place(shop: &Shop, book: &Book, text: Text, to: &str) -> Place {
    let catalog = &shop.catalog;
    match catalog.target(text.path, to) {
        Target::Entry(ix, heading) if holds(book, ix) => {
            let entry = catalog.entry(ix);
            let label = label(entry);
            let known = heading.filter(|id| entry.digest.headings.iter().any(|mark| mark.id == *id));
            Place::Chapter(known.map_or_else(|| label.clone(), |id| format!("{}{id}", prefix(&label))))
        }
        Target::Entry(ix, _) if shop.shelf.shows(catalog, ix, EditionName::Site) => {
            Place::Noted(format!("{}{}", catalog.site.origin(), catalog.entry(ix).address))
        }
        Target::Heading(id) => Place::Chapter(format!("{}{id}", prefix(text.label))),
        Target::File(path) => match attachment(catalog, &path) {
            Some(address) => Place::Noted(format!("{}{address}", catalog.site.origin())),
            None => Place::Nowhere,
        },
        Target::Outside(address) => Place::Noted(address),
        Target::Entry(..) | Target::Unknown => Place::Nowhere,
    }
}

fn holds(book: &Book, ix: EntryIx) -> bool {
    book.parts.iter().any(|part| part.chapters.contains(&ix))
}

/// The pictures `text` shows, with their sizes.
pub fn pictures(shop: &Shop, text: Text) -> BTreeMap<String, Picture> {
    let picture = |name: &String| {
        let path = files::resolve(text.path, name)?;
        let bytes = shop.catalog.files.bytes(&path).ok()?;
        let probe = media::probe(&bytes).ok();
        let (width_px, height_px) = probe.map_or((0, 0), |probe| (probe.width_px, probe.height_px));
        let src = format!("/{PICTURES}{path}");
        Some((name.clone(), Picture { src, width_px, height_px, smaller: Vec::new() }))
    };
    text.digest.pictures.iter().filter_map(|mention| picture(&mention.name)).collect()
}

/// The colours of `print/charts.json`.
fn chart_colours(shop: &Shop) -> Vec<String> {
    let text = shop.looks.files.text("print/charts.json").unwrap_or_default();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let colours = json.get("colours").and_then(serde_json::Value::as_array);
    colours.into_iter().flatten().filter_map(|colour| colour.as_str().map(str::to_string)).collect()
}
