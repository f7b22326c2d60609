//! The plan of a book: its sections in reading order, the file each is in, and the table of contents.

use crate::catalog::{Entry, EntryIx, Volume, VolumePage};
use crate::edition::Shop;
use crate::edition::volume::{BackItem, Book, BookPart, book};
use crate::kind::EditionName;
use std::collections::BTreeMap;

/// A book about to be made.
pub struct Plan<'a> {
    pub shop: &'a Shop,
    pub book: Book<'a>,
    pub sections: Vec<Section>,
    files: BTreeMap<EntryIx, String>,
}

/// A file of the book that is read.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its name, such as `c-some-id.xhtml`.
    pub file: String,
    pub title: String,
    pub matter: Matter,
    pub content: Content,
}

/// Where in a book a section stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    Front,
    Body,
    Back,
}

/// What a section shows. Numbers count into the lists of [`Book`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Cover,
    Title,
    Colophon,
    Contents,
    FrontPage(usize),
    Part(usize),
    Chapter(EntryIx),
    BackPage(usize),
    Events,
    People,
}

/// A line of the table of contents.
pub struct Line<'a> {
    pub title: &'a str,
    pub file: &'a str,
    pub below: Vec<Line<'a>>,
}

impl<'a> Plan<'a> {
    pub fn new(shop: &'a Shop, volume: &'a Volume) -> Plan<'a> {
        let book = book(shop, volume, EditionName::Epub);
        let mut plan = Plan { shop, book, sections: Vec::new(), files: BTreeMap::new() };
        plan.add_front();
        plan.add_body();
        plan.add_back();
        plan
    }

    pub fn volume(&self) -> &'a Volume {
        self.book.volume
    }

    pub fn entry(&self, ix: EntryIx) -> &'a Entry {
        self.shop.catalog.entry(ix)
    }

    /// The chapters in reading order.
    pub fn chapters(&self) -> impl Iterator<Item = EntryIx> {
        self.book.parts.iter().flat_map(|part| part.chapters.iter().copied())
    }

    /// The pages of the volume that the book shows.
    pub fn pages(&self) -> impl Iterator<Item = &'a VolumePage> {
        let front = self.book.front.iter().copied();
        let intros = self.book.parts.iter().filter_map(|part| part.intro);
        let back = self.book.back.iter().filter_map(|item| match item {
            BackItem::Page(page) => Some(*page),
            BackItem::Events | BackItem::PeopleByPinyin => None,
        });
        front.chain(intros).chain(back)
    }

    /// The file of a chapter; None when the entry is not in the book.
    pub fn file(&self, ix: EntryIx) -> Option<&str> {
        self.files.get(&ix).map(String::as_str)
    }

    /// Neither a chapter nor a page.
    pub fn is_empty(&self) -> bool {
        self.chapters().next().is_none() && self.pages().next().is_none()
    }

    /// `zh-CN` unless the volume is in another language.
    pub fn language(&self) -> &'static str {
        match self.volume().file.lang.as_deref() {
            Some("ko") => "ko",
            Some("zh-Hant") => "zh-Hant",
            Some(_) | None => "zh-CN",
        }
    }

    /// The table of contents: pages and parts, chapters below their part.
    pub fn lines(&self) -> Vec<Line<'_>> {
        let mut lines: Vec<Line<'_>> = Vec::new();
        for section in &self.sections {
            let line = Line { title: &section.title, file: &section.file, below: Vec::new() };
            match (section.content, lines.last_mut()) {
                (Content::Cover | Content::Title | Content::Contents, _) => {}
                (Content::Chapter(_), Some(part)) => part.below.push(line),
                (Content::Chapter(_) | Content::Part(_) | Content::Colophon, _)
                | (Content::FrontPage(_) | Content::BackPage(_) | Content::Events | Content::People, _) => {
                    lines.push(line);
                }
            }
        }
        lines
    }

    fn add_front(&mut self) {
        let title = &self.book.volume.file.title;
        self.add(Matter::Front, Content::Cover, "cover", "封面");
        self.add(Matter::Front, Content::Title, "title", title);
        self.add(Matter::Front, Content::Colophon, "colophon", "版权页");
        let front = std::mem::take(&mut self.book.front);
        for (index, page) in front.iter().enumerate() {
            self.add(Matter::Front, Content::FrontPage(index), &format!("front-{}", index + 1), &page.front.title);
        }
        self.book.front = front;
        self.add(Matter::Front, Content::Contents, "nav", "目录");
    }

    fn add_body(&mut self) {
        let parts = std::mem::take(&mut self.book.parts);
        for (index, part) in parts.iter().enumerate().filter(|(_, part)| !blank(part)) {
            self.add(Matter::Body, Content::Part(index), &format!("part-{}", index + 1), &part.part.title);
            for ix in part.chapters.iter().copied() {
                let entry = self.shop.catalog.entry(ix);
                self.add(Matter::Body, Content::Chapter(ix), &format!("c-{}", entry.id), &entry.front.title);
                self.files.insert(ix, format!("c-{}.xhtml", entry.id));
            }
        }
        self.book.parts = parts;
    }

    fn add_back(&mut self) {
        let back = std::mem::take(&mut self.book.back);
        for (index, item) in back.iter().enumerate() {
            let name = format!("back-{}", index + 1);
            match item {
                BackItem::Page(page) => self.add(Matter::Back, Content::BackPage(index), &name, &page.front.title),
                BackItem::Events => self.add(Matter::Back, Content::Events, &name, "大事记"),
                BackItem::PeopleByPinyin => self.add(Matter::Back, Content::People, &name, "人名索引"),
            }
        }
        self.book.back = back;
    }

    fn add(&mut self, matter: Matter, content: Content, name: &str, title: &str) {
        let section = Section { file: format!("{name}.xhtml"), title: title.to_string(), matter, content };
        self.sections.push(section);
    }
}

fn blank(part: &BookPart) -> bool {
    part.chapters.is_empty() && part.intro.is_none()
}
