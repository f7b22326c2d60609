//! The markup of an article as a tree, read and written as a browser reads and writes `innerHTML`,
//! so that what we write is what an editor gives back.

use std::borrow::Cow;

/// Elements without content.
const VOID: &[&str] = &["br", "hr", "img"];

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "section", "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "thead", "tbody", "tr", "td", "th", "hr",
    "ul", "ol", "li", "div", "figure", "figcaption", "article", "header", "footer",
];

/// A piece of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Text(String),
    Element(Element),
}

/// An element with its attributes in the order written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

/// A tree and what was wrong with the text it was read from, in Chinese.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    pub nodes: Vec<Node>,
    pub faults: Vec<String>,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Sets an attribute; an empty value takes it away.
    pub fn set(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.attributes.push((name.to_string(), value.to_string())),
        }
        self.attributes.retain(|(known, value)| known != name || !value.is_empty());
    }

    pub fn is_block(&self) -> bool {
        is_block(&self.name)
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(Node::element)
    }

    /// All text below, in order.
    pub fn text(&self) -> String {
        text(&self.children)
    }
}

impl Node {
    pub fn element(&self) -> Option<&Element> {
        match self {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }
    }
}

pub fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// All text of `nodes`, in order.
pub fn text(nodes: &[Node]) -> String {
    let mut out = String::new();
    push_text(nodes, &mut out);
    out
}

fn push_text(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) => push_text(&element.children, out),
        }
    }
}

/// Reads `html`. What is not well-formed is reported and mended as far as it goes.
pub fn read(html: &str) -> Read {
    let mut reader = Reader { rest: html, open: vec![Element::default()], faults: Vec::new() };
    reader.run();
    while reader.open.len() > 1 {
        let name = reader.open.last().map(|open| open.name.clone()).unwrap_or_default();
        reader.faults.push(format!("<{name}> 没有结束标签"));
        reader.close();
    }
    let nodes = reader.open.pop().map(|root| root.children).unwrap_or_default();
    Read { nodes, faults: reader.faults }
}

/// Writes `nodes` as `innerHTML` gives them.
pub fn write(nodes: &[Node]) -> String {
    let mut out = String::new();
    nodes.iter().for_each(|node| push(node, &mut out));
    out
}

fn push(node: &Node, out: &mut String) {
    match node {
        Node::Text(text) => escape(text, false, out),
        Node::Element(element) => {
            out.push('<');
            out.push_str(&element.name);
            for (name, value) in &element.attributes {
                out.push(' ');
                out.push_str(name);
                out.push_str("=\"");
                escape(value, true, out);
                out.push('"');
            }
            out.push('>');
            if !VOID.contains(&element.name.as_str()) {
                element.children.iter().for_each(|child| push(child, out));
                out.push_str("</");
                out.push_str(&element.name);
                out.push('>');
            }
        }
    }
}

fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            '"' if attribute => out.push_str("&quot;"),
            '<' if !attribute => out.push_str("&lt;"),
            '>' if !attribute => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
}

struct Reader<'h> {
    rest: &'h str,
    /// The first stands for the whole.
    open: Vec<Element>,
    faults: Vec<String>,
}

impl<'h> Reader<'h> {
    fn run(&mut self) {
        while let Some(at) = self.rest.find('<') {
            let (text, rest) = self.rest.split_at(at);
            self.text(text);
            self.rest = rest;
            self.markup();
        }
        let last = self.rest;
        self.text(last);
    }

    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            let text = decoded(text).into_owned();
            self.add(Node::Text(text));
        }
    }

    fn add(&mut self, node: Node) {
        if let Some(open) = self.open.last_mut() {
            open.children.push(node);
        }
    }

    /// What begins at `<`.
    fn markup(&mut self) {
        for (begin, end, what) in [("<!--", "-->", "注释"), ("<![", "]]>", "CDATA"), ("<!", ">", "文档声明"), ("<?", ">", "处理指令")] {
            if self.rest.starts_with(begin) {
                self.faults.push(format!("正文里有{what}"));
                self.rest = self.rest.split_once(end).map_or("", |(_, rest)| rest);
                return;
            }
        }
        let Some(end) = tag_end(self.rest) else {
            self.faults.push("标签没有写完".to_string());
            self.rest = "";
            return;
        };
        let (tag, rest) = self.rest.split_at(end);
        self.rest = rest.get(1..).unwrap_or("");
        let tag = tag.get(1..).unwrap_or("");
        match tag.strip_prefix('/') {
            Some(name) => self.end_tag(name.trim()),
            None => self.start_tag(tag),
        }
    }

    fn start_tag(&mut self, tag: &'h str) {
        let (tag, closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(|c: char| c.is_whitespace()).unwrap_or((tag, ""));
        let name = name.to_lowercase();
        let element = Element { attributes: self.attributes(attributes), children: Vec::new(), name };
        if closed || VOID.contains(&element.name.as_str()) {
            self.add(Node::Element(element));
        } else {
            self.open.push(element);
        }
    }

    fn end_tag(&mut self, name: &str) {
        let name = name.to_lowercase();
        let Some(depth) = self.open.iter().skip(1).rposition(|open| open.name == name) else {
            self.faults.push(format!("</{name}> 没有开始标签"));
            return;
        };
        while self.open.len() > depth + 2 {
            let inner = self.open.last().map(|open| open.name.clone()).unwrap_or_default();
            self.faults.push(format!("<{inner}> 没有结束标签"));
            self.close();
        }
        self.close();
    }

    fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            self.add(Node::Element(element));
        }
    }

    fn attributes(&mut self, text: &'h str) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            let (value, after) = value(after.trim_start());
            if found.iter().any(|(known, _)| known == name) {
                self.faults.push(format!("属性 {name} 写了两次"));
            } else if !name.is_empty() {
                found.push((name.to_lowercase(), decoded(value).into_owned()));
            }
            rest = after.trim_start();
        }
        found
    }
}

/// The value after an `=`, and what follows; nothing when there is no `=`.
fn value(text: &str) -> (&str, &str) {
    let Some(text) = text.strip_prefix('=') else { return ("", text) };
    let text = text.trim_start();
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// Where the tag that begins `text` ends; a `>` within quotes does not end it.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// `text` with its character references resolved.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let known = after.split_once(';').and_then(|(name, rest)| character(name).map(|c| (c, rest)));
        match known {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}
