//! What stands within a line, as Typst code.

use super::Writer;
use super::block::block;
use crate::directive::Place;
use crate::markup::{Typst, call};
use crate::tree::{Inline, plain_block};

/// One expression for each inline.
pub fn inlines(writer: &Writer<'_>, all: &[Inline]) -> Vec<Typst> {
    all.iter().map(|one| inline(writer, one)).collect()
}

/// All of them as one expression.
pub fn joined(writer: &Writer<'_>, all: &[Inline]) -> Typst {
    Typst::join(inlines(writer, all))
}

fn inline(writer: &Writer<'_>, inline: &Inline) -> Typst {
    match inline {
        Inline::Text { text, .. } | Inline::Fixed(text) => Typst::text(text),
        Inline::Strong(inner) => call("strong-text").args(inlines(writer, inner)).done(),
        Inline::Emphasis(inner) => call("emph-text").args(inlines(writer, inner)).done(),
        Inline::Strike(inner) => call("strike-text").args(inlines(writer, inner)).done(),
        Inline::Code(code) => call("code-text").arg(Typst::text(code)).done(),
        Inline::Link { to, inlines, .. } => link(writer, to, inlines),
        Inline::Image { src, alt, .. } => call("image-inline")
            .arg(Typst::text(&writer.to.picture(src).src))
            .named("alt", Typst::text(alt))
            .done(),
        Inline::Note { index, .. } => note(writer, *index),
        Inline::Break => call("line-break").done(),
    }
}

/// On paper a link is what it leads to: a page of the same volume, or an address in a note.
fn link(writer: &Writer<'_>, to: &str, words: &[Inline]) -> Typst {
    let chapter = |label: &str| call("chapter-ref").arg(Typst::text(label)).args(inlines(writer, words)).done();
    match (writer.to.links.get(to), to.strip_prefix('#')) {
        (Some(Place::Address(url)), _) => {
            call("link-text").arg(Typst::text(url)).args(inlines(writer, words)).done()
        }
        (Some(Place::Noted(url)), _) => {
            let address = call("link-text").arg(Typst::text(url)).arg(Typst::text(url)).done();
            Typst::join(vec![joined(writer, words), call("note").arg(address).done()])
        }
        (Some(Place::Chapter(label)), _) => chapter(label),
        (None, Some(heading)) => chapter(&writer.label(heading)),
        (Some(Place::Nowhere) | None, _) => joined(writer, words),
    }
}

/// A footnote. One mentioned within another stands in brackets there: notes on paper do not nest,
/// and one that mentions itself must come to an end.
fn note(writer: &Writer<'_>, index: usize) -> Typst {
    let Some(note) = writer.notes.get(index) else { return Typst::text("") };
    if writer.within_note {
        let mut words = String::new();
        note.blocks.iter().for_each(|one| plain_block(&mut words, one));
        return Typst::text(&format!("（{}）", words.trim().replace('\n', " ")));
    }
    let inner = Writer { within_note: true, ..*writer };
    call("note").args(note.blocks.iter().map(|one| block(&inner, one))).done()
}
