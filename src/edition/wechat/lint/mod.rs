//! The linter: what the platform, the editor and a reader in the dark would not forgive
//! (`reference/wechat.md` E1). One file for each group of assertions; each assertion has a code.
//!
//! It knows markup and numbers, no entries: a fault quotes the words it is about, and who asked
//! finds their place.

mod asset;
mod card;
mod contrast;
mod form;
mod lists;
mod parts;
mod style;
mod words;

use super::css::Style;
use super::nodes::{self, Element, Node};
use crate::diag::Severity;

pub use asset::picture;
pub use card::{card, cover, issue, length};
pub use contrast::{DARK_LEAST, LIGHT_LEAST, Look, seen};
pub use words::same_text;

/// The most faults of one code that are told of one article.
const MOST: usize = 5;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub code: &'static str,
    pub severity: Severity,
    /// Chinese, as the rest.
    pub message: String,
    pub help: &'static str,
    /// Words of the text it is about; may be empty.
    pub quote: String,
}

impl Fault {
    fn error(code: &'static str, message: impl Into<String>, help: &'static str) -> Fault {
        Fault { code, severity: Severity::Error, message: message.into(), help, quote: String::new() }
    }

    fn warning(code: &'static str, message: impl Into<String>, help: &'static str) -> Fault {
        Fault { severity: Severity::Warning, ..Fault::error(code, message, help) }
    }

    fn note(code: &'static str, message: impl Into<String>, help: &'static str) -> Fault {
        Fault { severity: Severity::Note, ..Fault::error(code, message, help) }
    }

    fn about(mut self, words: &str) -> Fault {
        self.quote = words.trim().to_string();
        self
    }
}

/// Everything wrong with the markup of an article.
#[must_use]
pub fn article(html: &str) -> Vec<Fault> {
    let read = nodes::read(html);
    let mut found = form::fragment(html, &read);
    let tree = Tree::new(&read.nodes);
    for check in [
        form::elements, form::blanks, form::root, style::colours, style::values, style::type_size, parts::pictures, parts::links,
        parts::notes, parts::tables, parts::code, parts::drawings, lists::order, contrast::check, words::marks,
    ] {
        check(&tree, &mut found);
    }
    found.extend(form::fixed_point(html));
    few(found)
}

/// At most [`MOST`] of each code, in the order found, doubles once.
fn few(found: Vec<Fault>) -> Vec<Fault> {
    let mut out: Vec<Fault> = Vec::new();
    for fault in found {
        let known = out.iter().filter(|other| other.code == fault.code).count();
        if known < MOST && !out.contains(&fault) {
            out.push(fault);
        }
    }
    out
}

/// A parsed article and ways to walk over it.
pub struct Tree<'t> {
    pub roots: &'t [Node],
}

/// An element with what is around it, the outermost first.
pub struct Seen<'t> {
    pub element: &'t Element,
    pub around: Vec<&'t Element>,
}

/// A text with what is around it, the outermost first.
pub struct Words<'t> {
    pub text: &'t str,
    pub around: Vec<&'t Element>,
}

impl<'t> Tree<'t> {
    fn new(roots: &'t [Node]) -> Tree<'t> {
        Tree { roots }
    }

    pub fn elements(&self) -> Vec<Seen<'t>> {
        let mut out = Vec::new();
        walk(self.roots, &mut Vec::new(), &mut |node, around| {
            if let Node::Element(element) = node {
                out.push(Seen { element, around: around.to_vec() });
            }
        });
        out
    }

    pub fn texts(&self) -> Vec<Words<'t>> {
        let mut out = Vec::new();
        walk(self.roots, &mut Vec::new(), &mut |node, around| {
            if let Node::Text(text) = node {
                out.push(Words { text, around: around.to_vec() });
            }
        });
        out
    }
}

impl Words<'_> {
    /// The value of an inherited property where the text stands.
    pub fn inherited(&self, property: &str) -> Option<String> {
        self.around.iter().rev().find_map(|element| style(element).get(property).map(str::to_string))
    }

    pub fn is_within(&self, name: &str) -> bool {
        self.around.iter().any(|element| element.name == name)
    }
}

pub fn style(element: &Element) -> Style {
    Style::read(element.get("style").unwrap_or(""))
}

fn walk<'t>(nodes: &'t [Node], around: &mut Vec<&'t Element>, see: &mut dyn FnMut(&'t Node, &[&'t Element])) {
    for node in nodes {
        see(node, around);
        if let Node::Element(element) = node {
            around.push(element);
            walk(&element.children, around, see);
            around.pop();
        }
    }
}

/// The beginning of a text, for messages.
fn brief(text: &str) -> String {
    let text = text.trim();
    let short: String = text.chars().take(16).collect();
    if short.len() < text.len() { format!("{short}……") } else { short }
}
