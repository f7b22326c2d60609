//! A model of the editor's cleaner: what 公众号 does to markup when it is pasted, saved, and opened
//! again (`reference/wechat.md` A1–A8). It is the strictest of what was observed, in one place. Our
//! articles are its fixed points: cleaned, they are the same, byte for byte.

use super::css::Style;
use super::lean::style;
use super::nodes::{self, Element, Node, is_block};
use super::rules;

/// Elements that go with all that is in them.
const GONE: &[&str] = &[
    "script", "style", "link", "meta", "title", "head", "iframe", "form", "input", "button", "textarea", "select", "object", "embed",
    "video", "audio", "noscript", "template", "canvas", "foreignobject", "defs", "use", "marker", "filter", "mask", "clippath",
    "pattern", "symbol", "lineargradient", "radialgradient",
];

/// Elements that hold other blocks and no words of their own.
const FRAMES: &[&str] = &["section", "table", "thead", "tbody", "tr", "blockquote"];

/// Elements that may be empty.
const MAY_BE_EMPTY: &[&str] = &["br", "hr", "img", "td", "th", "mp-common-profile"];

/// `html` as the editor leaves it.
pub fn cleaned(html: &str) -> String {
    let mut nodes = kept(nodes::read(html).nodes, "");
    for node in &mut nodes {
        if let Node::Element(root) = node {
            strip_root(root);
        }
    }
    nodes::write(&nodes)
}

/// What is kept of the children of an element called `parent`.
fn kept(nodes: Vec<Node>, parent: &str) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::with_capacity(nodes.len());
    let beside_blocks = FRAMES.contains(&parent) || parent.is_empty();
    for node in nodes {
        match node {
            Node::Text(text) => {
                let text = collapsed(&text);
                if !text.is_empty() && !(beside_blocks && text == " ") {
                    out.push(Node::Text(text));
                }
            }
            Node::Element(element) => out.extend(kept_element(element, parent)),
        }
    }
    out
}

/// Runs of white space as one space; what cannot be seen is gone. No-break spaces stay.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !rules::is_invisible(*c)) {
        match c {
            ' ' | '\n' | '\r' | '\t' if out.ends_with(' ') => {}
            ' ' | '\n' | '\r' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn kept_element(mut element: Element, parent: &str) -> Vec<Node> {
    let name = element.name.clone();
    if GONE.contains(&name.as_str()) {
        return Vec::new();
    }
    match name.as_str() {
        "html" | "body" | "font" | "article" | "header" | "footer" | "main" => return kept(element.children, parent),
        "a" if !element.get("href").is_some_and(rules::is_linkable) => return kept(element.children, parent),
        "img" if element.get("src").is_none_or(str::is_empty) => return Vec::new(),
        "ul" | "ol" => return lines(element.children, 0),
        "div" => {
            element.name = "section".to_string();
            element.attributes.clear();
        }
        _ => {}
    }
    if parent == "p" && is_block(&element.name) {
        return kept(element.children, parent);
    }
    element.attributes.retain(|(name, _)| rules::ATTRIBUTES.contains(&name.as_str()) || rules::is_shape(&element.name));
    element.attributes.retain(|(name, _)| !matches!(name.as_str(), "id" | "class") && !name.starts_with("on"));
    let own = safe(&element);
    element.set("style", &own);
    element.children = kept(std::mem::take(&mut element.children), &element.name);
    let empty = element.children.is_empty() && !MAY_BE_EMPTY.contains(&element.name.as_str());
    if empty && !rules::is_shape(&element.name) { Vec::new() } else { vec![Node::Element(element)] }
}

/// A list as the editor flattens it: its items as lines, deeper ones on the same footing, their
/// styles gone.
fn lines(items: Vec<Node>, depth: usize) -> Vec<Node> {
    let mut out = Vec::new();
    for node in items {
        let Node::Element(item) = node else { continue };
        if matches!(item.name.as_str(), "ul" | "ol") {
            out.extend(lines(item.children, depth + 1));
            continue;
        }
        let (inner, own): (Vec<Node>, Vec<Node>) =
            item.children.into_iter().partition(|node| node.element().is_some_and(|inner| matches!(inner.name.as_str(), "ul" | "ol")));
        let own = kept(own, "p");
        if !own.is_empty() {
            out.push(Node::Element(Element { name: "p".to_string(), children: own, ..Element::default() }));
        }
        out.extend(lines(inner, depth + 1));
    }
    out
}

/// The style of an element without what the editor takes out.
fn safe(element: &Element) -> String {
    let text = element.get("style").unwrap_or("");
    if text.contains('"') {
        return String::new();
    }
    let mut own = style(element);
    own.retain(|(property, value)| rules::PROPERTIES.contains(&property.as_str()) && !rules::is_bad_value(value));
    own.retain(|(property, value)| property != "color" || !rules::is_black(value));
    own.to_string()
}

/// The outermost element loses its padding and its ground.
fn strip_root(root: &mut Element) {
    let mut own: Style = style(root);
    own.retain(|(property, _)| !property.starts_with("padding") && !property.starts_with("background"));
    root.set("style", &own.to_string());
}
