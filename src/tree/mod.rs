//! The tree: one document as plain data, every node with its place in the source.
//!
//! It holds only what all renderings can say. It knows neither the parser that
//! makes it nor the writers that spend it.

mod walk;

use crate::diag::Span;
use crate::directive::Directive;

pub use walk::{plain_block, plain_inlines};

/// A parsed body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub blocks: Vec<Block>,
    /// Footnotes in the order of their first mention; [`Inline::Note`] counts into this list.
    pub notes: Vec<Note>,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub label: String,
    pub blocks: Vec<Block>,
    pub span: Span,
}

/// A block with its place (bytes of the whole source file).
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// `level` is 1–6 as written; `id` is unique within the document.
    Heading { level: u8, id: String, inlines: Vec<Inline> },
    Paragraph(Vec<Inline>),
    List(List),
    Quote(Vec<Block>),
    Code { lang: Option<String>, text: String },
    Table(Table),
    Rule,
    /// A directive with its Markdown body, already parsed; empty for data directives.
    Directive { directive: Box<Directive>, body: Vec<Block> },
}

/// A list. `start` is the first number of an ordered one.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub start: Option<u64>,
    /// Items are single lines without paragraphs between them.
    pub tight: bool,
    pub items: Vec<Item>,
}

/// A list item; `task` is the state of its check box, if it has one.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub task: Option<bool>,
    pub blocks: Vec<Block>,
}

/// A table: one head row, then body rows, each with a cell for every column. A table a kind makes
/// of its facts has no head: `head` is empty, and the first column names the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub aligns: Vec<Align>,
    pub head: Vec<Vec<Inline>>,
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    None,
    Left,
    Center,
    Right,
}

/// A run of text or something within a line. Soft breaks are gone: the Chinese text layer has
/// joined the lines or left a space.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    Text { text: String, span: Span },
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Strike(Vec<Inline>),
    Code(String),
    /// Words that no edition changes: `-{…}-`, which conversion into another script leaves alone.
    Fixed(String),
    /// `to` is as the author wrote it: an id, a path, an address or `#heading`.
    Link { to: String, inlines: Vec<Inline>, span: Span },
    /// A picture within a line of text; one alone in its paragraph is a `figure` directive.
    Image { src: String, alt: String, span: Span },
    /// A mention of a footnote: its index in [`Document::notes`].
    Note { index: usize, span: Span },
    /// A line break the author asked for.
    Break,
}
