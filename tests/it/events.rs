//! Parser events as HTML, plainly: enough to see what the parser understood. The product never
//! prints events; these tests look at the parser itself.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::fmt::Write as _;

/// `source` through the parser with the extensions the loader uses.
pub fn html(source: &str) -> String {
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let (mut out, mut alt) = (String::new(), 0_usize);
    for event in Parser::new_ext(source, options) {
        match event {
            Event::Start(Tag::Image { .. }) => alt += 1,
            Event::End(TagEnd::Image) => alt -= 1,
            Event::Start(tag) if alt == 0 => start(&mut out, &tag),
            Event::End(tag) if alt == 0 => end(&mut out, tag),
            Event::Start(_) | Event::End(_) => {}
            other => leaf(&mut out, &other),
        }
    }
    out
}

fn start(out: &mut String, tag: &Tag<'_>) {
    let _ = match tag {
        Tag::Link { dest_url, title, .. } => {
            let title = if title.is_empty() { String::new() } else { format!(" title=\"{title}\"") };
            write!(out, "<a href=\"{}\"{title}>", address(dest_url))
        }
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => write!(out, "<pre data-info=\"{info}\">"),
        Tag::FootnoteDefinition(label) => write!(out, "<div id=\"{label}\">"),
        Tag::List(Some(first)) => write!(out, "<ol start=\"{first}\">"),
        other => write!(out, "<{}>", name(&other.to_end())),
    };
}

fn end(out: &mut String, tag: TagEnd) {
    let _ = write!(out, "</{}>", name(&tag));
}

fn leaf(out: &mut String, event: &Event<'_>) {
    let _ = match event {
        Event::Code(text) => write!(out, "<code>{}</code>", escaped(text)),
        Event::Html(text) | Event::InlineHtml(text) => write!(out, "{text}"),
        Event::FootnoteReference(label) => write!(out, "<sup>{label}</sup>"),
        Event::SoftBreak => writeln!(out),
        Event::HardBreak => writeln!(out, "<br/>"),
        Event::Rule => writeln!(out, "<hr/>"),
        Event::Text(text) => write!(out, "{}", escaped(text)),
        other => write!(out, "{other:?}"),
    };
}

fn name(tag: &TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "p",
        TagEnd::Heading(_) => "h1",
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::CodeBlock => "pre",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::Table => "table",
        TagEnd::TableHead | TagEnd::TableRow => "tr",
        TagEnd::TableCell => "td",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Strikethrough => "del",
        TagEnd::Link => "a",
        _ => "div",
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn address(url: &str) -> String {
    let mut out = String::new();
    for byte in url.bytes() {
        let _ = match byte {
            b'!'..=b'~' if !b"\"<>`\\^{|}".contains(&byte) => write!(out, "{}", byte as char),
            other => write!(out, "%{other:02X}"),
        };
    }
    out
}
