//! Makes an article small. The platform counts every character of markup, so a style is written
//! where it must be and nowhere else: what a parent already says goes, what all children say
//! moves up, bold is an element of one letter, sections without a style dissolve, and of two
//! margins that meet only one is written ([`super::margins`]). What a reader sees does not change.
//!
//! The first section stays bare and the one in it keeps the colour of all text, because the editor
//! drops what the outermost says.

use super::css::{Style, is_inherited};
use super::margins;
use super::nodes::{self, Element, Node};
use std::collections::BTreeMap;

/// Cells keep what they say: the editor has a style of its own for them.
const CELLS: &[&str] = &["td", "th"];

/// The inherited declarations in force.
type Said = BTreeMap<String, String>;

/// The article as small as it gets.
pub fn lean(mut tree: Vec<Node>) -> String {
    for root in tree.iter_mut().filter_map(element_mut) {
        dissolve(root);
        for body in root.children.iter_mut().filter_map(element_mut) {
            embolden(body);
            caption(body);
            lift(body);
            quiet(body, &Said::new());
            plain(body);
            margins::settle(body);
        }
    }
    nodes::write(&tree)
}

pub fn element_mut(node: &mut Node) -> Option<&mut Element> {
    match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    }
}

pub fn style(element: &Element) -> Style {
    Style::read(element.get("style").unwrap_or(""))
}

/// Puts what is in sections without a style where they stood. `element` itself stays.
fn dissolve(element: &mut Element) {
    let root = element.attributes.is_empty() && element.children.len() == 1;
    let mut children = Vec::with_capacity(element.children.len());
    for mut child in std::mem::take(&mut element.children) {
        if let Node::Element(inner) = &mut child {
            dissolve(inner);
            let bare = inner.name == "section" && inner.attributes.is_empty() && !root;
            if bare && inner.children.iter().all(|node| node.element().is_some_and(Element::is_block)) {
                children.append(&mut inner.children);
                continue;
            }
            if bare && inner.elements().all(|element| !element.is_block()) {
                inner.name = "p".to_string();
            }
        }
        children.push(child);
    }
    element.children = children;
}

/// A section that holds a picture and the line below it becomes one paragraph, the line after a
/// break.
fn caption(element: &mut Element) {
    element.children.iter_mut().filter_map(element_mut).for_each(caption);
    let picture = |node: Option<&Node>| node.and_then(Node::element).is_some_and(|inner| inner.name == "img");
    let line = |node: &Node| node.element().is_some_and(|inner| inner.name == "p" && inner.attributes.is_empty());
    let rest = element.children.get(1..).unwrap_or_default();
    if element.name != "section" || !picture(element.children.first()) || rest.len() > 1 || !rest.iter().all(line) {
        return;
    }
    element.name = "p".to_string();
    if let Some(Node::Element(line)) = element.children.pop_if(|node| line(node)) {
        element.children.push(Node::Element(Element { name: "br".to_string(), ..Element::default() }));
        element.children.extend(line.children);
    }
}

/// `font-weight:bold` of a line, and strong words, become the element of one letter.
fn embolden(element: &mut Element) {
    element.children.iter_mut().filter_map(element_mut).for_each(embolden);
    if element.name == "strong" {
        element.name = "b".to_string();
    }
    let mut own = style(element);
    if own.get("font-weight") != Some("bold") || element.elements().any(Element::is_block) {
        return;
    }
    match element.name.as_str() {
        "span" => element.name = "b".to_string(),
        "p" => {
            let children = std::mem::take(&mut element.children);
            let bold = Element { name: "b".to_string(), children, ..Element::default() };
            element.children.push(Node::Element(bold));
        }
        _ => return,
    }
    own.take("font-weight");
    element.set("style", &own.to_string());
}

/// What all of several blocks say moves to the section around them.
fn lift(element: &mut Element) {
    element.children.iter_mut().filter_map(element_mut).for_each(lift);
    if element.name != "section" || element.children.len() < 2 {
        return;
    }
    let Some(first) = element.elements().next().map(style) else { return };
    for (property, value) in first.pairs().filter(|(property, _)| is_inherited(property)) {
        let all = element.children.iter().all(|node| {
            let block = node.element().filter(|inner| inner.is_block() && inner.name != "hr");
            block.is_some_and(|inner| style(inner).get(property) == Some(value))
        });
        if all {
            let mut own = style(element);
            own.set(property, value);
            element.set("style", &own.to_string());
        }
    }
}

/// Takes away what is in force already.
fn quiet(element: &mut Element, said: &Said) {
    let mut own = style(element);
    let cell = CELLS.contains(&element.name.as_str());
    own.retain(|(property, value)| cell && property == "text-align" || said.get(property) != Some(value));
    element.set("style", &own.to_string());
    let mut inner = said.clone();
    inner.extend(own.pairs().filter(|(property, _)| is_inherited(property)).map(|(p, v)| (p.to_string(), v.to_string())));
    element.children.iter_mut().filter_map(element_mut).for_each(|child| quiet(child, &inner));
}

/// Takes away spans that say nothing.
fn plain(element: &mut Element) {
    let mut children = Vec::with_capacity(element.children.len());
    for mut child in std::mem::take(&mut element.children) {
        if let Node::Element(inner) = &mut child {
            plain(inner);
            if inner.name == "span" && inner.attributes.is_empty() {
                children.append(&mut inner.children);
                continue;
            }
        }
        children.push(child);
    }
    element.children = joined(children);
}

/// Neighbouring texts as one.
fn joined(nodes: Vec<Node>) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes {
        match (out.last_mut(), node) {
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, node) => out.push(node),
        }
    }
    out
}
