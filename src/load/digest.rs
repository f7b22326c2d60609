//! What is kept of a body: headings, links, pictures, counts, a summary.

use crate::catalog::{Digest, HeadingMark, Mention};
use crate::diag::Span;
use crate::directive::{Directive, Rendering};
use crate::kind::{Front, Kind};
use crate::shape::Node;
use crate::text::{count, summary};
use crate::tree::{Block, BlockKind, Document, Inline, plain_block, plain_inlines};

/// Characters of a summary cut from the body; a list shows about three lines.
const SUMMARY_CHARS: usize = 110;

/// The digest of a body with nothing around it.
#[must_use]
pub fn body(document: &Document) -> Digest {
    let mut digest = Digest::default();
    gather(document, &mut digest);
    let mut text = String::new();
    document.blocks.iter().for_each(|block| plain_block(&mut text, block));
    digest.zishu = count::count(&text).zishu();
    digest
}

/// The digest of an entry: its body, and the pictures its front matter (`written`) and kind show.
#[must_use]
pub fn entry(front: &Front, kind: &Kind, document: &Document, written: &Node) -> Digest {
    let mut digest = body(document);
    if front.summary.is_none() {
        digest.summary = summarise(document);
    }
    let extra = kind.extra();
    let around = Document { blocks: extra.before.into_iter().chain(extra.after).collect(), notes: Vec::new() };
    let mut more = Digest::default();
    gather(&around, &mut more);
    let place = |keys: &[&str]| keys.iter().find_map(|key| written.get(key)).map_or(written.span, |node| node.span);
    let own_place = place(&["photos", "scans"]);
    let cover_place = written.get("cover").and_then(|cover| cover.get("src")).map_or(written.span, |node| node.span);
    let cover = front.cover.iter().map(|cover| Mention { name: cover.src.clone(), span: cover_place });
    let own = more.pictures.into_iter().map(|mention| Mention { span: own_place, ..mention });
    let body_pictures = std::mem::take(&mut digest.pictures);
    digest.framings = more.framings.into_iter().chain(std::mem::take(&mut digest.framings)).collect();
    digest.pictures = cover.chain(own).chain(body_pictures).collect();
    digest
}

fn gather(document: &Document, digest: &mut Digest) {
    document.blocks.iter().for_each(|block| of_block(block, digest));
    document.notes.iter().flat_map(|note| &note.blocks).for_each(|block| of_block(block, digest));
}

fn of_block(block: &Block, digest: &mut Digest) {
    match &block.kind {
        BlockKind::Heading { level, id, inlines } => {
            let text = plain_inlines(inlines);
            digest.headings.push(HeadingMark { level: *level, id: id.clone(), text });
            of_inlines(inlines, digest);
        }
        BlockKind::Paragraph(inlines) => of_inlines(inlines, digest),
        BlockKind::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).for_each(|block| of_block(block, digest));
        }
        BlockKind::Quote(blocks) => blocks.iter().for_each(|block| of_block(block, digest)),
        BlockKind::Table(table) => {
            table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| of_inlines(cell, digest));
        }
        BlockKind::Code { .. } | BlockKind::Rule => {}
        BlockKind::Directive { directive, body } => {
            of_directive(directive, block.span, digest);
            body.iter().for_each(|block| of_block(block, digest));
        }
    }
}

fn of_directive(directive: &Directive, span: Span, digest: &mut Digest) {
    let mention = |name: &str| Mention { name: name.to_string(), span };
    digest.pictures.extend(directive.pictures().into_iter().map(mention));
    digest.framings.extend(directive.framings());
    digest.figures.extend(directive.figures().into_iter().map(mention));
    match directive {
        Directive::Chart(_) => digest.charts += 1,
        Directive::Video(video) => digest.attachments.extend(video.src.as_deref().map(mention)),
        Directive::Figure(_)
        | Directive::Gallery(_)
        | Directive::Steps(_)
        | Directive::Parties(_)
        | Directive::Pattern(_)
        | Directive::Stat(_)
        | Directive::Qa(_)
        | Directive::Quote(_)
        | Directive::People(_)
        | Directive::Callout(_) => {}
    }
}

fn of_inlines(inlines: &[Inline], digest: &mut Digest) {
    for inline in inlines {
        match inline {
            Inline::Link { to, inlines, span } => {
                digest.links.push(Mention { name: to.clone(), span: *span });
                of_inlines(inlines, digest);
            }
            Inline::Image { src, span, .. } => digest.pictures.push(Mention { name: src.clone(), span: *span }),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => of_inlines(inner, digest),
            Inline::Text { .. } | Inline::Code(_) | Inline::Fixed(_) | Inline::Note { .. } | Inline::Break => {}
        }
    }
}

/// The first paragraphs of running text, up to the budget.
fn summarise(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        if let BlockKind::Paragraph(inlines) = &block.kind {
            text.push_str(plain_inlines(inlines).trim());
        }
        if text.chars().count() >= SUMMARY_CHARS {
            break;
        }
    }
    summary::summary(&text, SUMMARY_CHARS)
}
