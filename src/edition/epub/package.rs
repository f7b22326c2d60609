//! The package: its description (OPF), its tables of contents (EPUB 3 nav and, for old readers,
//! NCX), and the container that points at it.

mod contents;
mod metadata;

use super::cover;
use super::pack::Packed;
use super::page::{Page, legal};
use super::pictures::Pictures;
use super::plan::{Content, Plan};
use crate::markup::{Element, Html, el};
use crate::media::Encoded;
use std::sync::Arc;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const FOLDER: &str = "OEBPS";

/// Every file of the container but `mimetype`. Pictures no page shows are left out.
pub fn files(plan: &Plan, pages: Vec<Page>, pictures: Pictures, cover: Encoded, style: Arc<[u8]>) -> Packed {
    let shown = |name: &str| pages.iter().any(|page| holds(&page.bytes, name));
    let pictures: Vec<(String, Encoded)> = pictures
        .into_values()
        .filter(|made| shown(&made.name))
        .map(|made| (made.name, made.encoded))
        .collect();
    let mut out = Packed::new();
    let mut add = |name: &str, bytes: Vec<u8>| out.insert(format!("{FOLDER}/{name}"), bytes);
    add("package.opf", xml(package(plan, &pages, &pictures)));
    add("nav.xhtml", contents::nav(plan));
    add("toc.ncx", xml(contents::ncx(plan)));
    add("book.css", style.to_vec());
    add(cover::NAME, cover.bytes);
    for page in pages {
        add(&page.section.file, page.bytes);
    }
    for (name, picture) in pictures {
        add(&name, picture.bytes);
    }
    out.insert("META-INF/container.xml".to_string(), xml(container()));
    out
}

fn xml(element: Element) -> Vec<u8> {
    legal(&format!("{XML}{}\n", element.done())).into_bytes()
}

fn holds(bytes: &[u8], name: &str) -> bool {
    bytes.windows(name.len()).any(|window| window == name.as_bytes())
}

fn container() -> Element {
    let file = el("rootfile")
        .attr("full-path", &format!("{FOLDER}/package.opf"))
        .attr("media-type", "application/oebps-package+xml");
    el("container")
        .attr("version", "1.0")
        .attr("xmlns", "urn:oasis:names:tc:opendocument:xmlns:container")
        .child(el("rootfiles").child(file))
}

fn package(plan: &Plan, pages: &[Page], pictures: &[(String, Encoded)]) -> Element {
    let pictured = !pictures.is_empty() || pages.iter().any(|page| page.draws);
    el("package")
        .attr("xmlns", "http://www.idpf.org/2007/opf")
        .attr("version", "3.0")
        .attr("unique-identifier", "uid")
        .attr("xml:lang", plan.language())
        .child(metadata::metadata(plan, pictured))
        .child(manifest(pages, pictures))
        .child(spine(plan))
}

fn manifest(pages: &[Page], pictures: &[(String, Encoded)]) -> Html {
    let mut items = vec![
        item("nav", "nav.xhtml", "application/xhtml+xml", Some("nav")),
        item("ncx", "toc.ncx", "application/x-dtbncx+xml", None),
        item("style", "book.css", "text/css", None),
        item("cover-image", cover::NAME, "image/jpeg", Some("cover-image")),
    ];
    for page in pages {
        let file = &page.section.file;
        items.push(item(&id(file), file, "application/xhtml+xml", page.draws.then_some("svg")));
    }
    for (index, (name, picture)) in pictures.iter().enumerate() {
        let kind = if picture.extension == "png" { "image/png" } else { "image/jpeg" };
        items.push(item(&format!("picture-{}", index + 1), name, kind, None));
    }
    el("manifest").children(items).done()
}

fn item(id: &str, href: &str, kind: &str, properties: Option<&str>) -> Html {
    let item = el("item").attr("id", id).attr("href", href).attr("media-type", kind);
    item.attr_if("properties", properties).done()
}

fn spine(plan: &Plan) -> Html {
    let refs = plan.sections.iter().map(|section| {
        let id = if section.content == Content::Contents { "nav".to_string() } else { id(&section.file) };
        el("itemref").attr("idref", &id).done()
    });
    el("spine").attr("toc", "ncx").attr("page-progression-direction", "ltr").children(refs).done()
}

/// The id of a page in the manifest.
fn id(file: &str) -> String {
    format!("page-{}", file.trim_end_matches(".xhtml"))
}
