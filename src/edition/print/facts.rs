//! What the templates know of a volume: the dictionary `book` of the main file.

use crate::catalog::{Colophon, VolumeFile};
use crate::edition::Shop;
use crate::edition::volume::Book;
use crate::files;
use crate::markup::Typst;

use super::world::PICTURES;

/// The dictionary `book`. Absent values are `none`, so that a template can ask for any key.
pub fn facts(shop: &Shop, book: &Book) -> Typst {
    let file = &book.volume.file;
    let maker = maker(shop, file);
    Typst::dict([
        ("id", Typst::text(&file.id)),
        ("title", Typst::text(&file.title)),
        ("subtitle", optional(&file.subtitle)),
        ("pinyin", optional(&file.pinyin)),
        ("profile", Typst::text(file.profile.word())),
        ("edition-no", optional(&file.edition_no)),
        ("series", optional(&file.series)),
        ("date", Typst::text_or_none(file.date.map(|date| date.chinese()).as_deref())),
        ("editors", editors(file)),
        ("colophon", colophon(file.colophon.as_ref())),
        ("trim", optional(&file.trim)),
        ("type-area", type_area(file)),
        ("paper", paper(file)),
        ("cover", cover(book)),
        ("maker", Typst::text(maker)),
        ("authors", Typst::array([Typst::text(maker)])),
        ("keywords", Typst::array(shop.catalog.site.keywords.iter().map(|word| Typst::text(word)))),
        ("zishu", Typst::int(zishu(shop, book))),
    ])
}

/// 编印单位, or the publisher, or the site.
fn maker<'a>(shop: &'a Shop, file: &'a VolumeFile) -> &'a str {
    let colophon = file.colophon.as_ref();
    let compiler = colophon.and_then(|colophon| colophon.compiler.as_deref());
    let publisher = colophon.and_then(|colophon| colophon.publisher.as_deref());
    compiler.or(publisher).unwrap_or(&shop.catalog.site.name)
}

/// 字数 of all texts of the book.
fn zishu(shop: &Shop, book: &Book) -> i64 {
    let chapters = book.parts.iter().flat_map(|part| &part.chapters);
    let chapters: i64 = chapters.map(|ix| i64::from(shop.catalog.entry(*ix).digest.zishu)).sum();
    let intros = book.parts.iter().filter_map(|part| part.intro);
    let pages: i64 = book.front.iter().copied().chain(intros).map(|page| i64::from(page.digest.zishu)).sum();
    chapters + pages
}

fn editors(file: &VolumeFile) -> Typst {
    Typst::array(file.editors.iter().map(|group| {
        let names = group.names.iter().map(|name| Typst::text(name));
        Typst::dict([("role", Typst::text(&group.role)), ("names", Typst::array(names))])
    }))
}

fn colophon(written: Option<&Colophon>) -> Typst {
    let rows: [(&str, fn(&Colophon) -> &Option<String>); 17] = [
        ("isbn", |c| &c.isbn),
        ("cip", |c| &c.cip),
        ("publisher", |c| &c.publisher),
        ("place", |c| &c.place),
        ("price", |c| &c.price),
        ("sheets", |c| &c.sheets),
        ("print-run", |c| &c.print_run),
        ("printed-on", |c| &c.printed_on),
        ("printer", |c| &c.printer),
        ("permit", |c| &c.permit),
        ("compiler", |c| &c.compiler),
        ("recipients", |c| &c.recipients),
        ("printing", |c| &c.printing),
        ("address", |c| &c.address),
        ("editor", |c| &c.editor),
        ("proofreader", |c| &c.proofreader),
        ("designer", |c| &c.designer),
    ];
    let value = |of: fn(&Colophon) -> &Option<String>| Typst::text_or_none(written.and_then(|c| of(c).as_deref()));
    Typst::dict(rows.map(|(key, of)| (key, value(of))))
}

fn type_area(file: &VolumeFile) -> Typst {
    let number = |value: Option<f64>| value.map_or_else(Typst::none, Typst::number);
    file.type_area.as_ref().map_or_else(Typst::none, |area| {
        Typst::dict([
            ("chars", Typst::int(area.chars.into())),
            ("lines", Typst::int(area.lines.into())),
            ("size", number(area.size.map(|size| size.0))),
            ("leading", number(area.leading)),
        ])
    })
}

fn paper(file: &VolumeFile) -> Typst {
    let paper = file.paper.as_ref();
    Typst::dict([
        ("text", Typst::text_or_none(paper.and_then(|paper| paper.text.as_deref()))),
        ("cover", Typst::text_or_none(paper.and_then(|paper| paper.cover.as_deref()))),
    ])
}

fn cover(book: &Book) -> Typst {
    let cover = book.volume.file.cover.as_ref();
    let art = cover.and_then(|cover| cover.art.as_deref());
    let art = art.and_then(|name| files::resolve(&book.volume.path, name)).map(|path| format!("/{PICTURES}{path}"));
    Typst::dict([
        ("art", Typst::text_or_none(art.as_deref())),
        ("colour", Typst::text_or_none(cover.and_then(|cover| cover.colour.as_deref()))),
    ])
}

fn optional(text: &Option<String>) -> Typst {
    Typst::text_or_none(text.as_deref())
}
