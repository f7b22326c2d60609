//! A page of the book: XHTML around what it shows.

use super::plan::{Matter, Section};
use crate::markup::{Html, el};

/// A page, written.
pub struct Page {
    pub section: Section,
    pub bytes: Vec<u8>,
    /// It holds a drawing as inline SVG; the package must say so.
    pub draws: bool,
}

/// Opening of every page. The namespace of `epub:type` is EPUB's own.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n";

/// Writes the page of `section`. `kind` is its name in the vocabulary of EPUB (`chapter`,
/// `titlepage`), `lang` the language of its text.
pub fn write(section: Section, kind: &str, lang: &str, body: Html) -> Page {
    let head = el("head")
        .child(el("meta").attr("charset", "UTF-8"))
        .child(el("title").text(&section.title))
        .child(el("link").attr("rel", "stylesheet").attr("type", "text/css").attr("href", "book.css"));
    let holder = el("section").attr("epub:type", kind).class(kind).attr_if("role", role(kind));
    let html = el("html")
        .attr("xmlns", "http://www.w3.org/1999/xhtml")
        .attr("xmlns:epub", "http://www.idpf.org/2007/ops")
        .attr("lang", lang)
        .attr("xml:lang", lang)
        .child(head)
        .child(el("body").attr("epub:type", matter(section.matter)).child(holder.child(body)));
    let text = format!("{HEAD}{}\n", html.done());
    Page { section, draws: text.contains("<svg"), bytes: legal(&text).into_bytes() }
}

/// The text without the characters XML does not allow (XML 1.0 §2.2).
pub fn legal(text: &str) -> String {
    text.chars().filter(|c| !is_forbidden(*c)).collect()
}

fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn matter(matter: Matter) -> &'static str {
    match matter {
        Matter::Front => "frontmatter",
        Matter::Body => "bodymatter",
        Matter::Back => "backmatter",
    }
}

/// The DPUB-ARIA role of a kind of section, for reading aloud.
fn role(kind: &str) -> Option<&'static str> {
    match kind {
        "chapter" => Some("doc-chapter"),
        "part" => Some("doc-part"),
        "preface" => Some("doc-preface"),
        "afterword" => Some("doc-afterword"),
        "index" => Some("doc-index"),
        "colophon" => Some("doc-colophon"),
        _ => None,
    }
}
