//! E1 1–4, 8, 23: a fragment with one bare root, known elements and attributes, no gaps, and a
//! fixed point of the cleaner.

use super::super::nodes::{Element, Node, Read};
use super::super::{cleaner, rules};
use super::{Fault, Tree, brief, style};

/// Deeper nesting than this is a sign of copied markup.
const DEPTH: usize = 6;

/// A style written more often than this is a sign of markup that was not made lean.
const REPEATED: usize = 40;

/// Parents between whose children no text may stand.
const FRAMES: &[&str] = &["section", "table", "thead", "tbody", "tr"];

const MARKUP_HELP: &str = "不要手工改动生成的文章；重新运行 kanxing build --edition wechat";

pub fn fragment(html: &str, read: &Read) -> Vec<Fault> {
    let error = |message: String| Fault::error("wechat-fragment", message, MARKUP_HELP);
    let mut found: Vec<Fault> = read.faults.iter().map(|fault| error(format!("微信正文的标记有误：{fault}"))).collect();
    if html.chars().any(rules::is_invisible) {
        found.push(error("微信正文里有看不见的字符（零宽空格、BOM 等）".to_string()));
    }
    let roots = read.nodes.iter().filter(|node| !matches!(node, Node::Text(text) if text.trim().is_empty())).count();
    let section = matches!(read.nodes.first(), Some(Node::Element(root)) if root.name == "section");
    if roots != 1 || !section {
        found.push(error("微信正文应当只有一个最外层的 section".to_string()));
    }
    found
}

pub fn elements(tree: &Tree, found: &mut Vec<Fault>) {
    for seen in tree.elements() {
        let Element { name, attributes, .. } = seen.element;
        let drawing = rules::is_shape(name) || rules::BAD_SHAPES.contains(&name.as_str());
        if !rules::TAGS.contains(&name.as_str()) && !drawing {
            let help = "列表、框和小标题由程序写成公众号保留的样子；请用正文写法和指令";
            found.push(Fault::error("wechat-tag", format!("公众号编辑器不保留 <{name}>"), help).about(&seen.element.text()));
        }
        for (attribute, _) in attributes.iter().filter(|_| !drawing) {
            if !rules::ATTRIBUTES.contains(&attribute.as_str()) {
                let message = format!("公众号编辑器不保留属性 {attribute}（<{name}>）");
                found.push(Fault::error("wechat-attribute", message, MARKUP_HELP).about(&seen.element.text()));
            }
        }
    }
}

pub fn blanks(tree: &Tree, found: &mut Vec<Fault>) {
    let mut error = |message: &str, words: &str| found.push(Fault::error("wechat-blank", message, MARKUP_HELP).about(words));
    for text in tree.texts() {
        let frame = text.around.last().is_none_or(|parent| FRAMES.contains(&parent.name.as_str()));
        let beside = text.around.last().is_some_and(|parent| parent.elements().any(Element::is_block));
        if text.text.trim_matches([' ', '\n', '\r', '\t']).is_empty() && (frame || beside) {
            error("段落之间有空白，编辑器会把它变成空行", "");
        } else if text.text.contains(['\n', '\r']) && !text.is_within("pre") {
            error("文字里有换行符，编辑器会把它变成空格", text.text);
        }
    }
    for seen in tree.elements() {
        let hollow = matches!(seen.element.name.as_str(), "p" | "section" | "span" | "strong" | "em" | "b");
        if hollow && seen.element.children.is_empty() {
            error(&format!("有空的 <{}>，编辑器会留下空行", seen.element.name), "");
        }
    }
}

pub fn root(tree: &Tree, found: &mut Vec<Fault>) {
    for root in tree.roots.iter().filter_map(Node::element) {
        if style(root).pairs().any(|(property, _)| property.starts_with("padding") || property.starts_with("background")) {
            let help = "底色和内边距写在样式的 body 之内的部件上";
            found.push(Fault::error("wechat-root", "最外层写了内边距或底色，粘贴时会被清掉", help));
        }
    }
    let elements = tree.elements();
    let blocks = |around: &[&Element]| around.iter().filter(|element| element.is_block()).count();
    if let Some(deep) = elements.iter().find(|seen| seen.element.name == "section" && blocks(&seen.around) >= DEPTH) {
        let message = format!("框套框超过 {DEPTH} 层：{}", brief(&deep.element.text()));
        let help = "少用引语里的引语、列表里的列表";
        found.push(Fault::warning("wechat-depth", message, help).about(&deep.element.text()));
    }
    repeated(tree, found);
}

/// A style that all blocks of a section repeat although it is one they would inherit.
fn repeated(tree: &Tree, found: &mut Vec<Fault>) {
    for seen in tree.elements().iter().filter(|seen| seen.element.name == "section") {
        let styles: Vec<_> = seen.element.elements().map(style).collect();
        let Some(first) = styles.first().filter(|_| styles.len() > REPEATED) else { continue };
        let all = |property: &str, value: &str| styles.iter().all(|style| style.get(property) == Some(value));
        let wasted = first.pairs().find(|(property, value)| super::super::css::is_inherited(property) && all(property, value));
        if let Some((property, _)) = wasted {
            let message = format!("{} 段各写一遍 {property}，写在外面的框上一遍就够", styles.len());
            found.push(Fault::warning("wechat-repeated", message, MARKUP_HELP));
        }
    }
}

/// What the cleaner would change.
pub fn fixed_point(html: &str) -> Option<Fault> {
    let cleaned = cleaner::cleaned(html);
    if cleaned == html {
        return None;
    }
    let same = html.chars().zip(cleaned.chars()).take_while(|(a, b)| a == b).count();
    let place: String = html.chars().skip(same.saturating_sub(12)).take(40).collect();
    let message = format!("编辑器保存时会改动这篇文章，从“{place}”起");
    Some(Fault::error("wechat-unstable", message, MARKUP_HELP))
}
