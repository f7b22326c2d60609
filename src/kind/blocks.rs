//! What kinds show of their front matter, and the blocks they build it from. Such blocks have no
//! place in a body: their spans are empty.

use crate::diag::Span;
use crate::directive::{Callout, Directive, Tone};
use crate::shape::StrictDate;
use crate::tree::{Align, Block, BlockKind, Inline, Item, List, Table};

/// The blocks a kind puts around the body of an entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extra {
    pub before: Vec<Block>,
    pub after: Vec<Block>,
}

impl Extra {
    /// Blocks below the body.
    pub fn after(blocks: impl IntoIterator<Item = Block>) -> Extra {
        Extra { before: Vec::new(), after: blocks.into_iter().collect() }
    }
}

/// What a kind shows beyond the body.
pub trait Shows {
    /// Short facts, as (label, value).
    fn facts(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// Blocks around the body.
    fn extra(&self) -> Extra {
        Extra::default()
    }

    /// What tells it from its neighbours in a list.
    fn label(&self) -> Option<String> {
        None
    }

    /// How it stands, in one word for lists: 已答复, 试行.
    fn state(&self) -> Option<&'static str> {
        None
    }
}

/// A fact that may not be known.
pub fn fact(label: &'static str, value: &Option<String>) -> Option<(&'static str, String)> {
    value.as_ref().map(|value| (label, value.clone()))
}

/// A date that may not be known.
pub fn dated(label: &'static str, date: Option<StrictDate>) -> Option<(&'static str, String)> {
    date.map(|date| (label, date.chinese()))
}

/// Facts as a table of two columns without a head; None when there are none.
pub fn facts_table(facts: &[(&'static str, String)]) -> Option<Block> {
    let rows = facts.iter().map(|(label, value)| vec![text(label), text(value)]).collect();
    let table = Table { aligns: vec![Align::None; 2], head: Vec::new(), rows };
    (!facts.is_empty()).then(|| block(BlockKind::Table(table)))
}

/// A table with a head; every row has as many cells as the head.
pub fn table(head: &[&str], rows: Vec<Vec<String>>) -> Block {
    let rows = rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect()).collect();
    let head: Vec<Vec<Inline>> = head.iter().map(|cell| text(cell)).collect();
    block(BlockKind::Table(Table { aligns: vec![Align::None; head.len()], head, rows }))
}

pub fn heading(level: u8, id: &str, title: &str) -> Block {
    block(BlockKind::Heading { level, id: id.to_string(), inlines: text(title) })
}

/// A paragraph for each line that is not blank.
pub fn paragraphs(words: &str) -> Vec<Block> {
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| block(BlockKind::Paragraph(text(line)))).collect()
}

pub fn quote(words: &str) -> Block {
    block(BlockKind::Quote(paragraphs(words)))
}

/// A list numbered from 1.
pub fn numbered(items: &[String]) -> Block {
    let items: Vec<Item> = items.iter().map(|item| Item { task: None, blocks: paragraphs(item) }).collect();
    let tight = items.iter().all(|item| item.blocks.len() == 1);
    block(BlockKind::List(List { start: Some(1), tight, items }))
}

/// Words set apart.
pub fn callout(tone: Tone, title: Option<&str>, words: &str) -> Block {
    let directive = Directive::Callout(Callout { kind: Some(tone), title: title.map(str::to_string) });
    block(BlockKind::Directive { directive: Box::new(directive), body: paragraphs(words) })
}

/// A directive without a body.
pub fn data(directive: Directive) -> Block {
    block(BlockKind::Directive { directive: Box::new(directive), body: Vec::new() })
}

fn block(kind: BlockKind) -> Block {
    Block { span: Span::default(), kind }
}

fn text(words: &str) -> Vec<Inline> {
    if words.is_empty() {
        return Vec::new();
    }
    vec![Inline::Text { text: words.to_string(), span: Span::default() }]
}
