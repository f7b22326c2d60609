//! Blocks as Typst code.

use super::Writer;
use super::inline::{inlines, joined};
use crate::directive::{Directive, Rendering};
use crate::markup::{Typst, call};
use crate::tree::{Align, Block, BlockKind, Item, List, Table};

pub fn block(writer: &Writer<'_>, block: &Block) -> Typst {
    match &block.kind {
        BlockKind::Heading { level, id, inlines: words } => call("heading-block")
            .arg(Typst::int((*level).into()))
            .arg(Typst::text(&writer.label(id)))
            .args(inlines(writer, words))
            .done(),
        BlockKind::Paragraph(words) => call("p").args(inlines(writer, words)).done(),
        BlockKind::List(list) => self::list(writer, list),
        BlockKind::Quote(inner) => call("quote-text").arg(blocks(writer, inner)).done(),
        BlockKind::Code { lang, text } => {
            let lang = Typst::text_or_none(lang.as_deref());
            call("code-block").arg(Typst::text(text)).named("lang", lang).done()
        }
        BlockKind::Table(table) => self::table(writer, table),
        BlockKind::Rule => call("rule").done(),
        BlockKind::Directive { directive, body } => self::directive(writer, directive, body),
    }
}

/// Several blocks as one expression.
pub fn blocks(writer: &Writer<'_>, all: &[Block]) -> Typst {
    Typst::join(all.iter().map(|one| block(writer, one)).collect())
}

fn list(writer: &Writer<'_>, list: &List) -> Typst {
    let tight = Typst::bool(list.tight);
    let items = || Typst::array(list.items.iter().map(|one| item(writer, one, list.tight)));
    let tasks: Option<Vec<bool>> = list.items.iter().map(|one| one.task).collect();
    match (list.start, tasks) {
        (None, Some(done)) if !done.is_empty() => {
            let pairs = list.items.iter().zip(done).map(|(one, done)| {
                Typst::array([Typst::bool(done), blocks_of(writer, one, list.tight)])
            });
            call("task-list").named("items", Typst::array(pairs)).done()
        }
        (None, _) => call("bullet-list").named("tight", tight).named("items", items()).done(),
        (Some(start), _) => call("numbered-list")
            .named("start", Typst::int(i64::try_from(start).unwrap_or(i64::MAX)))
            .named("tight", tight)
            .named("items", items())
            .done(),
    }
}

/// An item; a check box in a list where not every item has one is written as text.
fn item(writer: &Writer<'_>, item: &Item, tight: bool) -> Typst {
    let words = blocks_of(writer, item, tight);
    match item.task {
        Some(done) => Typst::join(vec![Typst::text(if done { "☑ " } else { "☐ " }), words]),
        None => words,
    }
}

fn blocks_of(writer: &Writer<'_>, item: &Item, tight: bool) -> Typst {
    if tight { unwrapped(writer, &item.blocks) } else { blocks(writer, &item.blocks) }
}

/// Blocks whose paragraphs are bare lines.
fn unwrapped(writer: &Writer<'_>, all: &[Block]) -> Typst {
    let parts = all.iter().map(|one| match &one.kind {
        BlockKind::Paragraph(words) => joined(writer, words),
        BlockKind::Heading { .. }
        | BlockKind::List(_)
        | BlockKind::Quote(_)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Rule
        | BlockKind::Directive { .. } => block(writer, one),
    });
    Typst::join(parts.collect())
}

fn table(writer: &Writer<'_>, table: &Table) -> Typst {
    let aligns = table.aligns.iter().map(|align| {
        Typst::text(match align {
            Align::None => "auto",
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
        })
    });
    let row = |cells: &[Vec<_>]| Typst::array(cells.iter().map(|cell| joined(writer, cell)));
    call("table-block")
        .named("aligns", Typst::array(aligns))
        .named("head", row(&table.head))
        .named("rows", Typst::array(table.rows.iter().map(|cells| row(cells))))
        .done()
}

fn directive(writer: &Writer<'_>, directive: &Directive, body: &[Block]) -> Typst {
    let body = if directive.is_captioned() { caption(writer, body) } else { blocks(writer, body) };
    directive.typst(body, writer.to)
}

/// The paragraphs of a caption as bare lines.
fn caption(writer: &Writer<'_>, body: &[Block]) -> Typst {
    let lines = body.iter().map(|one| unwrapped(writer, std::slice::from_ref(one)));
    let broken = lines.flat_map(|line| [call("line-break").done(), line]).skip(1);
    Typst::join(broken.collect())
}
