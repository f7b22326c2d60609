//! The tables of contents.

use super::super::page;
use super::super::plan::{Content, Line, Matter, Plan, Section};
use super::metadata;
use crate::markup::{Element, Html, el};

/// `nav.xhtml`: the table of contents, which is also a page of the book, and the landmarks.
pub fn nav(plan: &Plan) -> Vec<u8> {
    let toc = el("nav")
        .attr("epub:type", "toc")
        .attr("role", "doc-toc")
        .attr("id", "toc")
        .child(el("h1").text("目录"))
        .child(list(&plan.lines()));
    let landmarks = el("nav")
        .attr("epub:type", "landmarks")
        .attr("hidden", "hidden")
        .child(el("h2").text("导引"))
        .child(el("ol").children(landmarks(plan)));
    let section = Section {
        file: "nav.xhtml".to_string(),
        title: "目录".to_string(),
        matter: Matter::Front,
        content: Content::Contents,
    };
    let body = [toc.done(), landmarks.done()].into_iter().collect();
    page::write(section, "contents", plan.language(), body).bytes
}

/// `toc.ncx`, for readers of EPUB 2.
pub fn ncx(plan: &Plan) -> Element {
    let meta = |name: &str, content: &str| el("meta").attr("name", name).attr("content", content).done();
    let lines = plan.lines();
    let depth = if lines.iter().any(|line| !line.below.is_empty()) { "2" } else { "1" };
    let head = el("head")
        .child(meta("dtb:uid", &metadata::identifier(plan)))
        .child(meta("dtb:depth", depth))
        .child(meta("dtb:totalPageCount", "0"))
        .child(meta("dtb:maxPageNumber", "0"));
    let mut order = 0;
    el("ncx")
        .attr("xmlns", "http://www.daisy.org/z3986/2005/ncx/")
        .attr("version", "2005-1")
        .attr("xml:lang", plan.language())
        .child(head)
        .child(el("docTitle").child(el("text").text(&plan.volume().file.title)))
        .child(el("navMap").children(lines.iter().map(|line| point(line, &mut order))))
}

fn list(lines: &[Line]) -> Html {
    let row = |line: &Line| {
        let below = (!line.below.is_empty()).then(|| list(&line.below));
        el("li").child(el("a").attr("href", line.file).text(line.title)).maybe(below).done()
    };
    el("ol").children(lines.iter().map(row)).done()
}

fn landmarks(plan: &Plan) -> Vec<Html> {
    let body = plan.sections.iter().find(|section| section.matter == Matter::Body);
    let mark = |kind: &str, file: &str, text: &str| {
        el("li").child(el("a").attr("epub:type", kind).attr("href", file).text(text)).done()
    };
    let mut out = vec![mark("cover", "cover.xhtml", "封面"), mark("toc", "nav.xhtml", "目录")];
    out.extend(body.map(|section| mark("bodymatter", &section.file, "正文")));
    out
}

fn point(line: &Line, order: &mut u32) -> Html {
    *order += 1;
    let number = order.to_string();
    let own = el("navPoint")
        .attr("id", &format!("point-{number}"))
        .attr("playOrder", &number)
        .child(el("navLabel").child(el("text").text(line.title)))
        .child(el("content").attr("src", line.file));
    own.children(line.below.iter().map(|below| point(below, order))).done()
}
