//! Blocks as HTML.

use super::Writer;
use super::inline::inlines;
use crate::directive::{Directive, Rendering};
use crate::render::highlight;
use crate::tree::{Align, Block, BlockKind, Inline, Item, List, Table};

pub fn blocks(writer: &mut Writer<'_>, blocks: &[Block]) {
    blocks.iter().for_each(|one| block(writer, one));
}

/// The blocks of a footnote, the way back at the end of its last paragraph.
pub fn note(writer: &mut Writer<'_>, all: &[Block], back: Option<&str>) {
    if let Some((last, rest)) = all.split_last()
        && let BlockKind::Paragraph(words) = &last.kind
    {
        blocks(writer, rest);
        writer.out.open("p");
        inlines(writer, words);
        way_back(writer, back);
        writer.out.close("p");
        return;
    }
    blocks(writer, all);
    way_back(writer, back);
}

fn way_back(writer: &mut Writer<'_>, back: Option<&str>) {
    let Some(back) = back else { return };
    writer.out.push_text(" ");
    let attrs = [("href", back), ("class", "note-back"), ("role", "doc-backlink"), ("aria-label", "回到正文")];
    writer.out.open_with("a", &attrs);
    writer.out.push_text("↩");
    writer.out.close("a");
}

fn block(writer: &mut Writer<'_>, block: &Block) {
    match &block.kind {
        BlockKind::Heading { level, id, inlines } => heading(writer, *level, id, inlines),
        BlockKind::Paragraph(words) => around(writer, "p", words),
        BlockKind::List(list) => self::list(writer, list),
        BlockKind::Quote(inner) => {
            writer.out.open("blockquote");
            blocks(writer, inner);
            writer.out.close("blockquote");
        }
        BlockKind::Code { lang, text } => code(writer, lang.as_deref(), text),
        BlockKind::Table(table) => self::table(writer, table),
        BlockKind::Rule => writer.out.void("hr", &[]),
        BlockKind::Directive { directive, body } => self::directive(writer, directive, body),
    }
}

fn around(writer: &mut Writer<'_>, name: &'static str, words: &[Inline]) {
    writer.out.open(name);
    inlines(writer, words);
    writer.out.close(name);
}

/// The title of the page is its only `h1`.
fn heading(writer: &mut Writer<'_>, level: u8, id: &str, words: &[Inline]) {
    let name = match level {
        0..=2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    };
    if writer.to.id_prefix.is_empty() {
        writer.out.open_with(name, &[("id", id)]);
    } else {
        writer.out.open_with(name, &[("id", &format!("{}{id}", writer.to.id_prefix))]);
    }
    inlines(writer, words);
    writer.out.close(name);
}

fn list(writer: &mut Writer<'_>, list: &List) {
    let tasks = list.items.iter().any(|item| item.task.is_some());
    let class: &[(&str, &str)] = if tasks { &[("class", "task")] } else { &[] };
    let name = if list.start.is_some() { "ol" } else { "ul" };
    match list.start {
        Some(start) if start != 1 => {
            let start = start.to_string();
            writer.out.open_with(name, &[class, &[("start", start.as_str())]].concat());
        }
        Some(_) | None => writer.out.open_with(name, class),
    }
    list.items.iter().for_each(|one| item(writer, one, list.tight));
    writer.out.close(name);
}

fn item(writer: &mut Writer<'_>, item: &Item, tight: bool) {
    writer.out.open("li");
    if let Some(done) = item.task {
        let (word, sign) = if done { ("已完成", "☑") } else { ("未完成", "☐") };
        writer.out.open_with("span", &[("role", "img"), ("aria-label", word)]);
        writer.out.push_text(sign);
        writer.out.close("span");
        writer.out.push_text(" ");
    }
    for one in &item.blocks {
        match &one.kind {
            BlockKind::Paragraph(words) if tight => inlines(writer, words),
            BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::List(_)
            | BlockKind::Quote(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Directive { .. } => block(writer, one),
        }
    }
    writer.out.close("li");
}

fn code(writer: &mut Writer<'_>, lang: Option<&str>, text: &str) {
    writer.out.open_with("pre", &[("class", "code")]);
    writer.out.open("code");
    writer.out.push(&highlight::code(text, lang));
    writer.out.close("code");
    writer.out.close("pre");
}

/// A table scrolls within its own box, which the keyboard can reach. A table without head cells
/// is a list of facts: its first column names the rows.
fn table(writer: &mut Writer<'_>, table: &Table) {
    let attrs = [("class", "table-scroll"), ("role", "region"), ("aria-label", "表格"), ("tabindex", "0")];
    writer.out.open_with("div", &attrs);
    writer.out.open("table");
    if !table.head.is_empty() {
        writer.out.open("thead");
        writer.out.open("tr");
        for (cell, align) in table.head.iter().zip(aligns(table)) {
            head_cell(writer, cell, align, "col");
        }
        writer.out.close("tr");
        writer.out.close("thead");
    }
    writer.out.open("tbody");
    for row in &table.rows {
        writer.out.open("tr");
        for (at, (cell, align)) in row.iter().zip(aligns(table)).enumerate() {
            if at == 0 && table.head.is_empty() {
                head_cell(writer, cell, align, "row");
            } else {
                writer.out.open_with("td", class(align));
                inlines(writer, cell);
                writer.out.close("td");
            }
        }
        writer.out.close("tr");
    }
    writer.out.close("tbody");
    writer.out.close("table");
    writer.out.close("div");
}

fn head_cell(writer: &mut Writer<'_>, cell: &[Inline], align: Align, scope: &str) {
    if cell.is_empty() {
        writer.out.open("td");
        return writer.out.close("td");
    }
    writer.out.open_with("th", &[&[("scope", scope)], class(align)].concat());
    inlines(writer, cell);
    writer.out.close("th");
}

/// The alignments of the columns, and none for columns beyond them.
fn aligns(table: &Table) -> impl Iterator<Item = Align> {
    table.aligns.iter().copied().chain(std::iter::repeat(Align::None))
}

fn class(align: Align) -> &'static [(&'static str, &'static str)] {
    match align {
        Align::None => &[],
        Align::Left => &[("class", "align-left")],
        Align::Center => &[("class", "align-center")],
        Align::Right => &[("class", "align-right")],
    }
}

fn directive(writer: &mut Writer<'_>, directive: &Directive, body: &[Block]) {
    let to = writer.to;
    let body = writer.apart(|writer| {
        if directive.is_captioned() { caption(writer, body) } else { blocks(writer, body) }
    });
    writer.out.push(&directive.html(body, to));
}

/// Paragraphs as bare lines; anything else as it is.
fn caption(writer: &mut Writer<'_>, body: &[Block]) {
    for (at, one) in body.iter().enumerate() {
        if at > 0 {
            writer.out.void("br", &[]);
        }
        match &one.kind {
            BlockKind::Paragraph(words) => inlines(writer, words),
            BlockKind::Heading { .. }
            | BlockKind::List(_)
            | BlockKind::Quote(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Directive { .. } => block(writer, one),
        }
    }
}
