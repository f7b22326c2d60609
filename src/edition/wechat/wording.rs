//! The words an article must show, told from the tree without the writer: to hold the finished
//! markup against, so that nothing of a text is lost on the way (E1 15).
//!
//! White space does not count. List markers, numbers of notes and the words directives add belong
//! to it; addresses that may not be links are told at the end, as the notes are.

use super::nodes;
use crate::directive::{Directive, Outlet, Place, Rendering};
use crate::markup::{Html, Look};
use crate::render::wechat::{Tables, is_lines};
use crate::tree::{Block, BlockKind, Document, Inline, List, Table, plain_inlines};

/// Stands for the body of a directive while its own words are read.
const BODY: char = '\u{e000}';

/// The words of `document` as WeChat shows them.
pub fn wording(document: &Document, to: &Outlet, look: &Look, tables: Tables) -> String {
    let mut teller = Teller { to, look, tables, notes: Vec::new() };
    let mut words = teller.blocks(&document.blocks, Depth::default());
    let mut told = 0;
    while let Some(noted) = teller.notes.get(told).cloned() {
        if told == 0 {
            words.push_str("注释");
        }
        told += 1;
        words.push_str(&format!("[{told}]"));
        match noted {
            Noted::Address(address) => words.push_str(&address),
            Noted::Footnote(index) => {
                let blocks = document.notes.get(index).map_or(&[][..], |note| &note.blocks);
                words.push_str(&teller.blocks(blocks, Depth::default()));
            }
        }
    }
    words
}

#[derive(Clone, PartialEq)]
enum Noted {
    Footnote(usize),
    Address(String),
}

/// How many numbered and how many other lists are around.
#[derive(Clone, Copy, Default)]
struct Depth {
    numbered: usize,
    dotted: usize,
}

struct Teller<'a> {
    to: &'a Outlet,
    look: &'a Look,
    tables: Tables,
    notes: Vec<Noted>,
}

impl Teller<'_> {
    fn blocks(&mut self, blocks: &[Block], at: Depth) -> String {
        blocks.iter().map(|block| self.block(block, at)).collect()
    }

    fn block(&mut self, block: &Block, at: Depth) -> String {
        match &block.kind {
            BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) => self.inlines(inlines),
            BlockKind::List(list) => self.list(list, at),
            BlockKind::Quote(blocks) => self.blocks(blocks, Depth::default()),
            BlockKind::Code { text, .. } => text.clone(),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule => String::new(),
            BlockKind::Directive { directive, body } => self.directive(directive, body),
        }
    }

    /// Its own words, with those of its body where they stand.
    fn directive(&mut self, directive: &Directive, body: &[Block]) -> String {
        let inner = self.blocks(body, Depth::default());
        let stand_in = if body.is_empty() { Html::new() } else { Html::text(&BODY.to_string()) };
        let own = directive.wechat(stand_in, self.to, self.look);
        nodes::text(&nodes::read(own.as_str()).nodes).replace(BODY, &inner)
    }

    fn list(&mut self, list: &List, at: Depth) -> String {
        let inner = match list.start {
            Some(_) => Depth { numbered: at.numbered + 1, ..at },
            None => Depth { dotted: at.dotted + 1, ..at },
        };
        let mut words = String::new();
        for (place, item) in (0..).zip(&list.items) {
            let number = list.start.map(|start| start + place);
            words.push_str(&match (item.task, number) {
                (Some(true), _) => "√".to_string(),
                (Some(false), _) => "□".to_string(),
                (None, Some(number)) => counted(number, at.numbered),
                (None, None) => ["•", "–", "·"].get(at.dotted.min(2)).map_or(String::new(), ToString::to_string),
            });
            words.push_str(&self.blocks(&item.blocks, inner));
        }
        words
    }

    fn table(&mut self, table: &Table) -> String {
        let mut words = String::new();
        if table.head.iter().all(Vec::is_empty) && table.rows.iter().all(|row| row.len() == 2) {
            for row in &table.rows {
                let cells: Vec<String> = row.iter().map(|cell| self.inlines(cell)).collect();
                words.push_str(&cells.join("："));
            }
            return words;
        }
        if is_lines(table, self.tables) {
            for (name, cell) in table.rows.iter().flat_map(|row| table.head.iter().zip(row)).filter(|(_, cell)| !cell.is_empty()) {
                let name = self.inlines(name);
                words.push_str(&format!("{name}：{}", self.inlines(cell)));
            }
            return words;
        }
        for cell in table.head.iter().chain(table.rows.iter().flatten()) {
            words.push_str(&self.inlines(cell));
        }
        words
    }

    fn inlines(&mut self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Text { text, .. } | Inline::Fixed(text) | Inline::Code(text) => seen(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => self.inlines(inner),
            Inline::Link { to, inlines, .. } => self.link(to, inlines),
            Inline::Note { index, .. } => self.mark(Noted::Footnote(*index)),
            Inline::Image { .. } | Inline::Break => String::new(),
        }
    }

    fn link(&mut self, to: &str, inlines: &[Inline]) -> String {
        let words = self.inlines(inlines);
        match self.to.place(to) {
            Place::Address(url) if super::rules::is_linkable(&url) => words,
            Place::Address(url) | Place::Noted(url) => {
                let address = url.strip_prefix("mailto:").or_else(|| url.strip_prefix("tel:")).unwrap_or(&url).to_string();
                if words.is_empty() {
                    return address;
                }
                if plain_inlines(inlines).trim() == address { words } else { words + &self.mark(Noted::Address(address)) }
            }
            Place::Chapter(_) | Place::Nowhere => words,
        }
    }

    fn mark(&mut self, noted: Noted) -> String {
        let known = self.notes.iter().position(|note| *note == noted);
        let index = known.unwrap_or_else(|| {
            self.notes.push(noted);
            self.notes.len() - 1
        });
        format!("[{}]", index + 1)
    }
}

/// `1.`, `（1）` or `①`, by how many numbered lists are around.
fn counted(number: u64, depth: usize) -> String {
    match (depth, u32::try_from(number)) {
        (0, _) => format!("{number}."),
        (1, _) => format!("（{number}）"),
        (_, Ok(n @ 1..=20)) => char::from_u32(0x245f + n).map(String::from).unwrap_or_default(),
        _ => format!("{number}）"),
    }
}

/// A text without what cannot be seen.
fn seen(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !super::rules::is_invisible(*c)).collect()
}
