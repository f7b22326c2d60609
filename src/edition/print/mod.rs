//! The print edition: one typeset PDF for every volume.
//!
//! `outlet` resolves links and pictures, `manuscript` writes the book as Typst code, `facts` what
//! the templates know of it, `world` shows all that to the engine, `typeset` runs it, `index`
//! gathers what needs laid-out pages, `faults` brings what the engine finds back to the source.
//! No colour, size or font is decided here: `print/` does.

mod facts;
mod faults;
mod fonts;
mod index;
mod manuscript;
mod outlet;
mod typeset;
mod world;

use super::volume::{self, BackItem, Book};
use super::{Rendered, Route, Shop};
use crate::diag::{Diagnostic, Warned, settle};
use crate::files::{Hash, Hasher, resolve};
use crate::kind::EditionName;
use index::Index;
use manuscript::{manuscript, pages};
use outlet::Text;
use std::collections::BTreeSet;
use typeset::{Identity, Run, Typeset};
use world::PrintWorld;

/// Every address of the edition: a PDF for every volume that has something to read.
pub fn routes(shop: &Shop) -> Warned<Vec<Box<dyn Route>>> {
    let mut out: Warned<Vec<Box<dyn Route>>> = Warned::clean(Vec::new());
    for volume in &shop.catalog.volumes {
        let book = volume::book(shop, volume, EditionName::Print);
        for part in book.parts.iter().filter(|part| part.chapters.is_empty()) {
            let message = format!("“{}”没有收到一篇稿件", part.part.title);
            let help = "核对这一部分的 query，或稿件的状态和标签";
            out.diagnostics.push(Diagnostic::warning("empty-part", volume.at(), message).help(help));
        }
        if is_empty(&book) {
            let message = format!("《{}》没有可以付印的篇目，不生成书稿", volume.file.title);
            out.diagnostics.push(Diagnostic::note("empty-volume", volume.at(), message));
            continue;
        }
        let id = volume.file.id.clone();
        out.value.push(Box::new(PrintRoute { path: format!("{id}.pdf"), id }));
    }
    out
}

fn is_empty(book: &Book) -> bool {
    book.parts.iter().all(|part| part.chapters.is_empty()) && pages(book).next().is_none()
}

/// One volume as one PDF.
struct PrintRoute {
    path: String,
    id: String,
}

impl PrintRoute {
    fn book<'a>(&self, shop: &'a Shop) -> Option<Book<'a>> {
        let volume = shop.catalog.volume(&self.id)?;
        Some(volume::book(shop, volume, EditionName::Print))
    }
}

impl Route for PrintRoute {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        let mut hasher = Hasher::default();
        if let Some(book) = self.book(shop) {
            hash_book(shop, &book, &mut hasher);
        }
        for (path, file) in templates(shop) {
            hasher.bytes(path.as_bytes()).value(&file.hash(path).ok());
        }
        fonts::fingerprint(&shop.looks.files, &mut hasher);
        hasher.finish()
    }

    fn render(&self, shop: &Shop) -> Rendered {
        match self.book(shop) {
            Some(book) => render(shop, &book),
            None => Warned::clean(None),
        }
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        let Some(book) = self.book(shop) else { return Vec::new() };
        let content = files_of(shop, &book).into_iter().map(|path| format!("content/{path}"));
        content.chain(templates(shop).map(|(path, _)| path.to_string())).collect()
    }
}

/// The templates: everything below `print/` but the fonts.
fn templates(shop: &Shop) -> impl Iterator<Item = (&std::sync::Arc<str>, &crate::files::File)> {
    shop.looks.files.under("print/").filter(|(path, _)| !path.starts_with("print/fonts/"))
}

fn hash_book(shop: &Shop, book: &Book, hasher: &mut Hasher) {
    let catalog = &shop.catalog;
    hasher.value(&book.volume.file).value(&(&catalog.site.name, &catalog.site.keywords, &catalog.site.base_url));
    let placed = book.parts.iter().enumerate().flat_map(|(n, part)| part.chapters.iter().map(move |ix| (n, *ix)));
    for (part, ix) in placed {
        let entry = catalog.entry(ix);
        let label = outlet::label(entry);
        let text = Text { path: &entry.path, digest: &entry.digest, label: &label };
        hasher.value(&(part, &entry.front, &entry.kind, entry.body_hash, &outlet::of(shop, book, text)));
    }
    for page in pages(book) {
        let label = outlet::page_label(page);
        let text = Text { path: &page.path, digest: &page.digest, label: &label };
        hasher.value(&(&page.front, page.body_hash, &outlet::of(shop, book, text)));
    }
    for path in pictures_of(shop, book) {
        let hash = catalog.files.get(&path).and_then(|file| file.hash(&path).ok());
        hasher.bytes(path.as_bytes()).value(&hash);
    }
}

/// The pictures of the book, by path from `content/`.
fn pictures_of(shop: &Shop, book: &Book) -> BTreeSet<String> {
    let chapters = book.parts.iter().flat_map(|part| &part.chapters).map(|ix| shop.catalog.entry(*ix));
    let chapters = chapters.map(|entry| (&entry.path, &entry.digest));
    let pages = pages(book).map(|page| (&page.path, &page.digest));
    let shown = chapters.chain(pages).flat_map(|(path, digest)| {
        digest.pictures.iter().filter_map(move |mention| resolve(path, &mention.name))
    });
    let art = book.volume.file.cover.as_ref().and_then(|cover| cover.art.as_deref());
    shown.chain(art.and_then(|name| resolve(&book.volume.path, name))).collect()
}

/// All files of the tree a book is made of.
fn files_of(shop: &Shop, book: &Book) -> BTreeSet<String> {
    let chapters = book.parts.iter().flat_map(|part| &part.chapters);
    let chapters = chapters.map(|ix| shop.catalog.entry(*ix).path.to_string());
    let own = std::iter::once(book.volume.path.to_string());
    let pages = pages(book).map(|page| page.path.to_string());
    pictures_of(shop, book).into_iter().chain(chapters).chain(own).chain(pages).collect()
}

fn render(shop: &Shop, book: &Book) -> Rendered {
    let home = &book.volume.path;
    let fonts = match fonts::fonts(&shop.looks.files) {
        Ok(fonts) => fonts,
        Err(fault) => return Warned::new(None, vec![*fault]),
    };
    let names = match book.back.iter().any(|item| matches!(item, BackItem::PeopleByPinyin)) {
        true => Index::of(shop, book),
        false => Index::default(),
    };
    let written = manuscript(shop, book, &names);
    let date = book.volume.file.date;
    let world = |texts| PrintWorld::new(texts, &shop.looks.files, &shop.catalog.files, fonts.clone(), date);
    let mut diagnostics = written.diagnostics;
    let Some(first) = world(written.texts) else {
        diagnostics.push(Diagnostic::error("print-engine", book.volume.at(), "书稿的文件名排版引擎不接受"));
        return Warned::new(None, diagnostics);
    };
    let again = |document: &typst_layout::PagedDocument| {
        let paged = names.paged(document);
        (!names.is_empty()).then(|| manuscript(shop, book, &paged).texts).and_then(world)
    };
    let inspect = |document: &typst_layout::PagedDocument, world: &PrintWorld| {
        faults::missing_glyphs(document, world, &written.origins, home, &shop.catalog.files)
    };
    let identity = Identity { ident: &book.volume.file.id, date };
    let Typeset { pdf, errors, warnings, found, world } = typeset::typeset(first, &identity, Run { again, inspect });
    diagnostics.extend(found);
    for engine in [errors, warnings] {
        diagnostics.extend(faults::translate(&engine, &world, &written.origins, home));
    }
    settle(&mut diagnostics);
    let refused = faults::fatal(&diagnostics);
    Warned::new(pdf.filter(|_| !refused), diagnostics)
}
