//! Plain text of a tree, for summaries, counting, contents lists and alt texts.

use super::{Block, BlockKind, Inline};
use crate::directive::Rendering;

/// The text of `inlines` without markup; notes are left out.
#[must_use]
pub fn plain_inlines(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_inlines(&mut out, inlines);
    out
}

/// The text of a block, its paragraphs separated by line breaks.
pub fn plain_block(out: &mut String, block: &Block) {
    match &block.kind {
        BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) => {
            push_inlines(out, inlines);
            out.push('\n');
        }
        BlockKind::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).for_each(|block| plain_block(out, block));
        }
        BlockKind::Quote(blocks) => blocks.iter().for_each(|block| plain_block(out, block)),
        BlockKind::Code { text, .. } => out.push_str(text),
        BlockKind::Table(table) => {
            for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                push_inlines(out, cell);
                out.push('\n');
            }
        }
        BlockKind::Rule => {}
        BlockKind::Directive { directive, body } => {
            for line in directive.words() {
                out.push_str(&line);
                out.push('\n');
            }
            body.iter().for_each(|block| plain_block(out, block));
        }
    }
}

fn push_inlines(out: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } | Inline::Code(text) | Inline::Fixed(text) => out.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => push_inlines(out, inner),
            Inline::Link { inlines, .. } => push_inlines(out, inlines),
            Inline::Image { .. } | Inline::Note { .. } => {}
            Inline::Break => out.push('\n'),
        }
    }
}
