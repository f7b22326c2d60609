//! Films in a book: their still picture and a link, because few readers of EPUB play anything that
//! is not within the file.

use crate::diag::Span;
use crate::directive::{Directive, Figure, Video};
use crate::tree::{Block, BlockKind, Document, Inline};

/// Replaces every film; gives back the addresses that are now links.
pub fn replace(document: &mut Document) -> Vec<String> {
    let mut addresses = Vec::new();
    let notes = document.notes.iter_mut().flat_map(|note| &mut note.blocks);
    document.blocks.iter_mut().chain(notes).for_each(|block| of_block(block, &mut addresses));
    addresses
}

fn of_block(block: &mut Block, addresses: &mut Vec<String>) {
    let span = block.span;
    match &mut block.kind {
        BlockKind::Directive { directive, body } => match &**directive {
            Directive::Video(video) => block.kind = still(video, span, addresses),
            _ => body.iter_mut().for_each(|block| of_block(block, addresses)),
        },
        BlockKind::Quote(body) => body.iter_mut().for_each(|block| of_block(block, addresses)),
        BlockKind::List(list) => {
            list.items.iter_mut().flat_map(|item| &mut item.blocks).for_each(|block| of_block(block, addresses));
        }
        BlockKind::Heading { .. }
        | BlockKind::Paragraph(_)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Rule => {}
    }
}

/// `视频：题目（12:45）`, linked where there is an address, below its still where there is one.
fn still(video: &Video, span: Span, addresses: &mut Vec<String>) -> BlockKind {
    let long = video.duration.as_ref().map(|duration| format!("（{duration}）")).unwrap_or_default();
    let text = Inline::Text { text: format!("视频：{}{long}", video.title), span };
    let inline = match video.url.as_ref().or(video.src.as_ref()) {
        Some(to) => {
            addresses.push(to.clone());
            Inline::Link { to: to.clone(), inlines: vec![text], span }
        }
        None => text,
    };
    let words = BlockKind::Paragraph(vec![inline]);
    let Some(poster) = &video.poster else { return words };
    let alt = video.alt.clone().unwrap_or_else(|| video.title.clone());
    let still = Directive::Figure(Figure { src: poster.clone(), alt, credit: None, focus: None });
    BlockKind::Directive { directive: Box::new(still), body: vec![Block { span, kind: words }] }
}
