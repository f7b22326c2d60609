//! WeChat HTML: what the editor of 公众号 keeps (`reference/wechat.md` A and E1), and no more.
//!
//! One root `section` without padding; paragraphs, headings and list items are `p`; boxes are
//! `section`. Styles are inline, come from the look, and are written where they must be and nowhere
//! else: the platform counts every character of them. Footnotes and addresses that may not
//! be links share one numbering and are printed at the end.
//!
//! It knows no catalog: links and pictures arrive resolved. It writes no class, id, list element,
//! line break between blocks, or colour of its own.

mod block;
mod inline;
mod list;
mod table;

use crate::directive::Outlet;
use crate::markup::{Element, Html, Look, Role, el};
use crate::tree::Document;

use block::Setting;

pub use table::is_lines;

/// The body of a document, its notes last, in a section within a bare one: the editor drops
/// padding and ground of the outermost.
#[must_use]
pub fn document(document: &Document, to: &Outlet, look: &Look) -> Html {
    document_with(document, to, look, Tables::Grids)
}

/// How tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    /// As tables, where a telephone can show them.
    Grids,
    /// Tables of words row by row, as lines: a cell costs sixty characters of markup.
    Lines,
}

/// As [`document`], with a say in how tables are written.
#[must_use]
pub fn document_with(document: &Document, to: &Outlet, look: &Look, tables: Tables) -> Html {
    let mut writer = Writer { document, to, look, tables, notes: Vec::new() };
    let body = writer.blocks(&document.blocks, Setting::new());
    let notes = writer.endnotes();
    let inner = writer.styled("section", "body").child(body).child(notes);
    el("section").child(inner).done()
}

/// Something the notes at the end explain.
#[derive(Clone, Debug, PartialEq)]
enum Noted {
    /// A footnote of the document, by its index.
    Footnote(usize),
    /// An address that may not be a link here.
    Address(String),
}

/// What is known while a document is written.
struct Writer<'a> {
    document: &'a Document,
    to: &'a Outlet,
    look: &'a Look,
    tables: Tables,
    /// In the order of their first mention; a note's number is its place here, from 1.
    notes: Vec<Noted>,
}

impl Writer<'_> {
    /// An element in the style of `role`; no attribute when the look leaves the role plain.
    fn styled(&self, name: &'static str, role: Role) -> Element {
        styled(name, self.look.style(role))
    }

    /// The mark of a note in the text. What was noted before keeps its number.
    fn note_mark(&mut self, noted: Noted) -> Html {
        let known = self.notes.iter().position(|note| *note == noted);
        let index = known.unwrap_or_else(|| {
            self.notes.push(noted);
            self.notes.len() - 1
        });
        self.styled("sup", "note-ref").text(&format!("[{}]", index + 1)).done()
    }

    /// The notes in the order of their numbers. Notes mention addresses too, so the list may grow
    /// while it is written.
    fn endnotes(&mut self) -> Html {
        let mut out = Html::new();
        let mut index = 0;
        while let Some(noted) = self.notes.get(index).cloned() {
            out.push(&self.endnote(&noted, index + 1));
            index += 1;
        }
        if out.is_empty() {
            return out;
        }
        let title = self.styled("p", "notes-title").text("注释").done();
        self.styled("section", "notes").child(title).child(out).done()
    }

    fn endnote(&mut self, noted: &Noted, number: usize) -> Html {
        let mark = Html::text(&format!("[{number}] "));
        match noted {
            Noted::Address(address) => self.styled("p", "note").child(mark).text(address).done(),
            Noted::Footnote(index) => {
                let blocks = self.document.notes.get(*index).map_or(&[][..], |note| &note.blocks);
                self.led_blocks(&mark, blocks, "note", Setting::of("note"))
            }
        }
    }
}

/// An element with an inline style, if there is one.
fn styled(name: &'static str, style: &str) -> Element {
    el(name).attr_if("style", Some(style).filter(|style| !style.is_empty()))
}
