//! The manuscript: a resolved book as the files Typst reads. One main file calls the templates in
//! the order of the book; every chapter and page has a file of its own, a line for each block.

use super::facts::facts;
use super::faults::{Origin, Origins, main_origin};
use super::index::{self, Index};
use super::outlet::{self, Text};
use super::world::MAIN;
use crate::catalog::{EntryIx, VolumePage};
use crate::diag::{Diagnostic, Span};
use crate::directive::Directive;
use crate::edition::Shop;
use crate::edition::volume::{BackItem, Book, BookPart};
use crate::kind::{Author, Kind};
use crate::load;
use crate::markup::Typst;
use crate::render;
use crate::text::numerals;
use crate::tree::{BlockKind, Document};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// The generated files with where their lines come from.
#[derive(Default)]
pub struct Manuscript {
    /// Path in the world -> code.
    pub texts: BTreeMap<String, String>,
    pub origins: Origins,
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes `book`; `index` holds the pages of names when they are known.
pub fn manuscript(shop: &Shop, book: &Book, index: &Index) -> Manuscript {
    let mut writer = Writer { shop, book, index, out: Manuscript::default(), main: String::new(), rows: Vec::new() };
    writer.chapters();
    let body = writer.body();
    let front = writer.front();
    writer.main = format!(
        "#import \"/print/lib.typ\": *\n#let book = {}\n#show: volume.with(book)\n{front}{body}#ending(book)\n",
        facts(shop, book).as_str()
    );
    let (path, origin) = main_origin(&book.volume.path);
    writer.out.origins.insert(path, origin);
    writer.out.texts.insert(MAIN.to_string(), writer.main);
    writer.out
}

struct Writer<'a> {
    shop: &'a Shop,
    book: &'a Book<'a>,
    index: &'a Index,
    out: Manuscript,
    main: String,
    /// The rows of 目录 behind the front pages.
    rows: Vec<Typst>,
}

impl Writer<'_> {
    /// Puts every text of the book in a file.
    fn chapters(&mut self) {
        let book = self.book;
        for ix in book.parts.iter().flat_map(|part| &part.chapters) {
            let entry = self.shop.catalog.entry(*ix);
            let read = load::document(&self.shop.catalog, entry);
            self.out.diagnostics.extend(read.diagnostics);
            let mut document = read.value;
            drop_question(&entry.kind, &mut document);
            let label = outlet::label(entry);
            self.file(Text { path: &entry.path, digest: &entry.digest, label: &label }, &document);
        }
        for page in pages(book) {
            let read = load::volume_page(&self.shop.catalog, page);
            self.out.diagnostics.extend(read.diagnostics);
            let label = outlet::page_label(page);
            self.file(Text { path: &page.path, digest: &page.digest, label: &label }, &read.value);
        }
    }

    fn file(&mut self, text: Text, document: &Document) {
        let mut outlet = outlet::of(self.shop, self.book, text);
        outlet.pictures = outlet::pictures(self.shop, text);
        outlet.codes = outlet::codes(document, &outlet);
        let mut code = String::from("#import \"/print/lib.typ\": *\n");
        let mut lines = vec![Span::default()];
        for (block, span) in render::typst::document(document, &outlet) {
            let _ = writeln!(code, "#{}", block.as_str());
            lines.push(span);
        }
        let path = self.path(text.label);
        self.out.origins.insert(path.clone(), Origin { file: Arc::clone(text.path), lines });
        self.out.texts.insert(path, code);
    }

    /// The path of the file of `label` in the world.
    fn path(&self, label: &str) -> String {
        format!("volumes/{}/{label}.typ", self.book.volume.file.id)
    }

    fn include(&self, label: &str) -> String {
        format!("include {}", Typst::text(&format!("/{}", self.path(label))).as_str())
    }

    /// Cover to 目录; the rows of everything behind must be known.
    fn front(&mut self) -> String {
        let mut out = String::from("#cover(book)\n#title-page(book)\n#colophon-page(book)\n#board(book)\n");
        let mut rows = Vec::new();
        for (number, page) in self.book.front.iter().enumerate() {
            let label = outlet::page_label(page);
            rows.push(row("page", 1, &label, &page.front.title, &[]));
            let info = page_info(page, &label, "i", true, number == 0);
            let _ = writeln!(out, "#plain-page(book, {}, {})", info.as_str(), self.include(&label));
        }
        rows.append(&mut self.rows);
        let info = Typst::dict([("restart", Typst::bool(self.book.front.is_empty()))]);
        let _ = writeln!(out, "#contents(book, {}, {})", info.as_str(), Typst::array(rows).as_str());
        out
    }

    /// Parts, chapters and what stands behind them.
    fn body(&mut self) -> String {
        let mut out = String::new();
        let mut restart = true;
        for (number, part) in self.book.parts.iter().enumerate().filter(|(_, part)| !blank(part)) {
            self.part(&mut out, number, part, restart);
            restart = false;
        }
        let mut first = true;
        for item in &self.book.back {
            self.back(&mut out, item, first, restart);
            (first, restart) = (false, false);
        }
        out
    }

    fn part(&mut self, out: &mut String, number: usize, part: &BookPart, restart: bool) {
        let label = format!("part-{}", number + 1);
        let numbered = self.book.volume.file.numbering.as_deref() == Some("part");
        let name = numbered.then(|| format!("第{}部分", numerals::han(number as u64 + 1)));
        let info = Typst::dict([
            ("label", Typst::text(&label)),
            ("title", Typst::text(&part.part.title)),
            ("number", Typst::text_or_none(name.as_deref())),
            ("restart", Typst::bool(restart)),
        ]);
        let intro = part.intro.map_or("none".to_string(), |page| self.include(&outlet::page_label(page)));
        let _ = writeln!(out, "#part(book, {}, intro: {intro})", info.as_str());
        self.rows.push(row("part", 1, &label, &part.part.title, &[]));
        let short = part.chapters.iter().all(|ix| matches!(self.shop.catalog.entry(*ix).kind, Kind::Qa(_)));
        if short && !part.chapters.is_empty() {
            let info = Typst::dict([
                ("label", Typst::text(&format!("{label}-text"))),
                ("running", Typst::text(&part.part.title)),
                ("recto", Typst::bool(true)),
                ("restart", Typst::bool(false)),
            ]);
            let _ = writeln!(out, "#run-on(book, {}, {{", info.as_str());
        }
        for (at, ix) in part.chapters.iter().enumerate() {
            self.chapter(out, *ix, at == 0, short);
        }
        if short && !part.chapters.is_empty() {
            out.push_str("})\n");
        }
    }

    fn chapter(&mut self, out: &mut String, ix: EntryIx, first: bool, short: bool) {
        let entry = self.shop.catalog.entry(ix);
        let label = outlet::label(entry);
        let title = match &entry.kind {
            Kind::Qa(qa) => format!("{}　{}", qa.number, entry.front.title),
            _ => entry.front.title.clone(),
        };
        let makers = makers(&entry.front.authors, &entry.kind);
        let info = Typst::dict([
            ("label", Typst::text(&label)),
            ("level", Typst::int(2)),
            ("title", Typst::text(&title)),
            ("running", Typst::text(&title)),
            ("kicker", Typst::text_or_none(entry.front.kicker.as_deref())),
            ("subtitle", Typst::text_or_none(entry.front.subtitle.as_deref())),
            ("authors", Typst::array(makers.iter().map(|name| Typst::text(name)))),
            ("source", Typst::text_or_none(entry.front.source.as_deref())),
            ("date", Typst::text(&entry.front.date.chinese())),
            ("recto", Typst::bool(first)),
            ("restart", Typst::bool(false)),
        ]);
        let call = if short { "short-chapter" } else { "#chapter" };
        let _ = writeln!(out, "{call}(book, {}, {})", info.as_str(), self.include(&label));
        self.rows.push(row("chapter", 2, &label, &title, &makers));
    }

    fn back(&mut self, out: &mut String, item: &BackItem, first: bool, restart: bool) {
        match item {
            BackItem::Page(page) => {
                let label = outlet::page_label(page);
                let info = page_info(page, &label, "1", first, restart);
                let _ = writeln!(out, "#plain-page(book, {}, {})", info.as_str(), self.include(&label));
                self.rows.push(row("page", 1, &label, &page.front.title, &[]));
            }
            BackItem::Events => {
                let items = index::events(self.shop, self.book);
                let _ = writeln!(out, "#events(book, {}, {})", back_info("events", "大事记", first), items.as_str());
                self.rows.push(row("page", 1, "events", "大事记", &[]));
            }
            BackItem::PeopleByPinyin => {
                let groups = self.index.groups();
                let info = back_info("people-index", "人名索引", first);
                let _ = writeln!(out, "#people-index(book, {info}, {})", groups.as_str());
                self.rows.push(row("page", 1, "people-index", "人名索引", &[]));
            }
        }
    }
}

/// Every page of the volume that the book shows.
pub fn pages<'a>(book: &'a Book<'a>) -> impl Iterator<Item = &'a VolumePage> {
    let intros = book.parts.iter().filter_map(|part| part.intro);
    let back = book.back.iter().filter_map(|item| match item {
        BackItem::Page(page) => Some(*page),
        BackItem::Events | BackItem::PeopleByPinyin => None,
    });
    book.front.iter().copied().chain(intros).chain(back)
}

/// Neither a chapter nor an introduction: the part is left out.
fn blank(part: &BookPart) -> bool {
    part.chapters.is_empty() && part.intro.is_none()
}

/// The question over an answer is the title of the chapter in a book.
fn drop_question(kind: &Kind, document: &mut Document) {
    let repeated = matches!(kind, Kind::Qa(_))
        && document.blocks.first().is_some_and(|block| {
            matches!(&block.kind, BlockKind::Directive { directive, .. } if matches!(**directive, Directive::Callout(_)))
                && block.span == Span::default()
        });
    if repeated {
        document.blocks.remove(0);
    }
}

/// Who made the text: its authors with their roles, or the tellers and the recorder of a memoir.
fn makers(authors: &[Author], kind: &Kind) -> Vec<String> {
    if let (true, Kind::Archive(archive)) = (authors.is_empty(), kind) {
        let tellers = archive.tellers.iter().map(|teller| format!("{} 口述", teller.name));
        return tellers.chain(archive.recorder.iter().map(|name| format!("{name} 整理"))).collect();
    }
    let named = |author: &Author| match &author.role {
        Some(role) => format!("{} {role}", author.name),
        None => author.name.clone(),
    };
    authors.iter().map(named).collect()
}

fn row(kind: &str, level: i64, label: &str, title: &str, makers: &[String]) -> Typst {
    Typst::dict([
        ("kind", Typst::text(kind)),
        ("level", Typst::int(level)),
        ("label", Typst::text(label)),
        ("title", Typst::text(title)),
        ("authors", Typst::array(makers.iter().map(|name| Typst::text(name)))),
    ])
}

fn page_info(page: &VolumePage, label: &str, shape: &str, recto: bool, restart: bool) -> Typst {
    Typst::dict([
        ("label", Typst::text(label)),
        ("title", Typst::text(&page.front.title)),
        ("author", Typst::text_or_none(page.front.author.as_deref())),
        ("date", Typst::text_or_none(page.front.date.map(|date| date.chinese()).as_deref())),
        ("shape", Typst::text(shape)),
        ("recto", Typst::bool(recto)),
        ("restart", Typst::bool(restart)),
    ])
}

fn back_info(label: &str, title: &str, recto: bool) -> String {
    let info = Typst::dict([
        ("label", Typst::text(label)),
        ("title", Typst::text(title)),
        ("recto", Typst::bool(recto)),
    ]);
    info.as_str().to_string()
}
