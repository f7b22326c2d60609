//! What stands within a line, as HTML.

use super::Writer;
use crate::directive::{Place, image};
use crate::tree::Inline;

pub fn inlines(writer: &mut Writer<'_>, all: &[Inline]) {
    for one in all {
        match one {
            Inline::Text { text, .. } => writer.out.push_text(text),
            Inline::Strong(inner) => around(writer, "strong", inner),
            Inline::Emphasis(inner) => around(writer, "em", inner),
            Inline::Strike(inner) => around(writer, "del", inner),
            Inline::Code(code) => {
                writer.out.open("code");
                writer.out.push_text(code);
                writer.out.close("code");
            }
            Inline::Fixed(text) => {
                writer.out.open_with("span", &[("translate", "no")]);
                writer.out.push_text(text);
                writer.out.close("span");
            }
            Inline::Link { to, inlines, .. } => link(writer, to, inlines),
            Inline::Image { src, alt, .. } => writer.out.push(&image(src, alt, writer.to)),
            Inline::Note { index, .. } => note(writer, *index),
            Inline::Break => writer.out.void("br", &[]),
        }
    }
}

fn around(writer: &mut Writer<'_>, name: &'static str, inner: &[Inline]) {
    writer.out.open(name);
    inlines(writer, inner);
    writer.out.close(name);
}

fn link(writer: &mut Writer<'_>, to: &str, words: &[Inline]) {
    match writer.place(to) {
        Place::Address(address) => {
            let outside = address.starts_with("https://") || address.starts_with("http://");
            let attrs = [("href", address.as_str()), ("class", "outside"), ("rel", "noopener")];
            anchor(writer, attrs.get(..if outside { 3 } else { 1 }).unwrap_or(&[]), words);
        }
        Place::Chapter(label) => anchor(writer, &[("href", &format!("#{label}"))], words),
        Place::Noted(address) => {
            inlines(writer, words);
            let number = writer.address_number(&address);
            mention(writer, number, None);
        }
        Place::Nowhere => inlines(writer, words),
    }
}

fn anchor(writer: &mut Writer<'_>, attrs: &[(&'static str, &str)], words: &[Inline]) {
    writer.out.open_with("a", attrs);
    inlines(writer, words);
    writer.out.close("a");
}

/// The mention of a footnote. Only the first one can be come back to.
fn note(writer: &mut Writer<'_>, index: usize) {
    let Some(count) = writer.mentions.get_mut(index) else { return };
    *count += 1;
    let first = *count == 1;
    let id = first.then(|| writer.id("note-ref", index + 1));
    mention(writer, index + 1, id.as_deref());
}

fn mention(writer: &mut Writer<'_>, number: usize, id: Option<&str>) {
    let href = format!("#{}", writer.id("note", number));
    writer.out.open_with("sup", &[("class", "note-ref")]);
    let attrs = [("href", href.as_str()), ("role", "doc-noteref")];
    match id {
        Some(id) => writer.out.open_with("a", &[attrs.as_slice(), &[("id", id)]].concat()),
        None => writer.out.open_with("a", &attrs),
    }
    writer.out.push_text(&number.to_string());
    writer.out.close("a");
    writer.out.close("sup");
}
