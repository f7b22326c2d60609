//! E1 10, 11, 17–19: pictures, links, notes, tables, code, drawings.

use super::super::nodes::Element;
use super::super::{colour::Colour, rules};
use super::{Fault, Tree, brief, style};
use std::collections::BTreeSet;

/// More columns or rows than this are hard to read on a telephone.
const COLUMNS: usize = 4;
const ROWS: usize = 30;

const MARKUP_HELP: &str = "不要手工改动生成的文章；重新运行 kanxing build --edition wechat";

pub fn pictures(tree: &Tree, found: &mut Vec<Fault>) {
    for seen in tree.elements().iter().filter(|seen| seen.element.name == "img") {
        let src = seen.element.get("src").unwrap_or("");
        if seen.element.get("alt").is_none_or(|alt| alt.trim().is_empty()) {
            let help = "在图片上写 alt，说明画面内容";
            found.push(Fault::error("wechat-alt", format!("图片 {src} 没有文字说明"), help).about(src));
        }
        if style(seen.element).get("max-width") != Some("100%") {
            let help = "样式的 img 里写 max-width:100%";
            found.push(Fault::error("wechat-alt", format!("图片 {src} 没有限定宽度，会撑破屏幕"), help).about(src));
        }
    }
}

pub fn links(tree: &Tree, found: &mut Vec<Fault>) {
    for seen in tree.elements().iter().filter(|seen| seen.element.name == "a") {
        let url = seen.element.get("href").unwrap_or("");
        if !rules::is_linkable(url) {
            let message = format!("正文里的链接只能指向 mp.weixin.qq.com，这一个指向 {url}");
            found.push(Fault::error("wechat-link", message, "其他网址由程序写成文末的注").about(&seen.element.text()));
        }
    }
}

/// Marks `[n]` begin at 1 and leave none out; each has one note, and no two notes say the same.
pub fn notes(tree: &Tree, found: &mut Vec<Fault>) {
    let elements = tree.elements();
    let mut marks: Vec<u32> = Vec::new();
    for text in elements.iter().filter(|seen| seen.element.name == "sup").map(|seen| seen.element.text()) {
        let number = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).and_then(|rest| rest.parse().ok());
        marks.extend(number.filter(|number| !marks.contains(number)));
    }
    let lines: Vec<String> = elements.iter().filter(|seen| seen.element.name == "p").map(|seen| seen.element.text()).collect();
    let noted: Vec<(u32, &str)> = lines.iter().filter_map(|line| numbered(line)).collect();
    let mut error = |message: String| found.push(Fault::error("wechat-notes", message, MARKUP_HELP));
    if !marks.iter().copied().eq(1..=marks.len() as u32) {
        error(format!("注的编号没有从 1 起依次排列：{marks:?}"));
    }
    for mark in marks.iter().filter(|mark| !noted.iter().any(|(number, _)| number == *mark)) {
        error(format!("注[{mark}]在文末没有内容"));
    }
    let mut said = BTreeSet::new();
    for (number, words) in noted.iter().filter(|(number, _)| marks.contains(number)) {
        if !words.trim().is_empty() && !said.insert(words.trim()) {
            error(format!("注[{number}]与前面的注重复：{}", brief(words)));
        }
    }
}

/// The number of a note and what it says.
fn numbered(line: &str) -> Option<(u32, &str)> {
    let (number, words) = line.strip_prefix('[')?.split_once(']')?;
    Some((number.parse().ok()?, words))
}

pub fn tables(tree: &Tree, found: &mut Vec<Fault>) {
    for seen in tree.elements() {
        let Element { name, .. } = seen.element;
        let words = seen.element.text();
        if matches!(name.as_str(), "td" | "th") {
            let own = style(seen.element);
            let lacking: Vec<&str> =
                ["border", "padding", "text-align"].into_iter().filter(|wanted| own.get(wanted).is_none()).collect();
            if !lacking.is_empty() {
                let message = format!("单元格没有写 {}：{}", lacking.join("、"), brief(&words));
                found.push(Fault::error("wechat-table", message, "在样式的 th、td 里补上").about(&words));
            }
        }
        if name != "table" {
            continue;
        }
        if !seen.around.iter().any(|element| style(element).get("overflow-x") == Some("auto")) {
            let help = "样式的 table-scroll 里写 overflow-x:auto";
            found.push(Fault::error("wechat-table", "表格没有放在可以横向滑动的框里", help).about(&words));
        }
        let rows: Vec<&Element> = rows(seen.element);
        let columns = rows.iter().map(|row| row.elements().count()).max().unwrap_or(0);
        if columns > COLUMNS || rows.len() > ROWS {
            let message = format!("表格有 {columns} 列 {} 行，手机上不便看", rows.len());
            let help = "减到四列、三十行以内，或拆成几张表，或改用列表";
            found.push(Fault::warning("wechat-table-wide", message, help).about(&words));
        }
    }
}

fn rows(table: &Element) -> Vec<&Element> {
    let groups = table.elements().filter(|inner| matches!(inner.name.as_str(), "thead" | "tbody")).flat_map(Element::elements);
    table.elements().chain(groups).filter(|inner| inner.name == "tr").collect()
}

/// Line ends, tabs and runs of spaces in code are swallowed.
pub fn code(tree: &Tree, found: &mut Vec<Fault>) {
    for text in tree.texts() {
        let nowrap = text.around.iter().any(|element| style(element).get("white-space") == Some("nowrap"));
        if (nowrap || text.is_within("pre") || text.is_within("code")) && (text.text.contains(['\n', '\t']) || text.text.contains("  ")) {
            let message = format!("代码里的换行或空格会被吞掉：{}", brief(text.text));
            found.push(Fault::error("wechat-code", message, MARKUP_HELP).about(text.text));
        }
    }
}

pub fn drawings(tree: &Tree, found: &mut Vec<Fault>) {
    let mut error = |message: String| found.push(Fault::error("wechat-svg", message, "统计图由程序画成图片；不要在正文里放 SVG"));
    for seen in tree.elements() {
        let Element { name, attributes, .. } = seen.element;
        if rules::BAD_SHAPES.contains(&name.as_str()) {
            error(format!("SVG 里的 <{name}> 不被接受"));
        }
        if !rules::is_shape(name) {
            continue;
        }
        for (attribute, value) in attributes {
            if rules::NEVER.contains(&attribute.as_str()) && !(name == "svg" && attribute == "style") {
                error(format!("SVG 的 <{name}> 不能写 {attribute}"));
            }
            let paint = matches!(attribute.as_str(), "fill" | "stroke");
            let fixed = Colour::read(value).is_some_and(|ink| ink.brightness() < 100.0);
            if paint && fixed && !has_ground(&seen.around) {
                error(format!("SVG 的 {attribute} {value} 在深色模式下看不见，应写 currentColor 或先铺底色"));
            }
            if attribute == "attributename" && !rules::ANIMATED.contains(&value.to_lowercase().as_str()) && name != "animatetransform" {
                error(format!("SVG 动画不能改 {value}"));
            }
        }
        let sized = ["width", "height", "viewbox"].iter().all(|wanted| seen.element.get(wanted).is_some());
        let px = |name: &str| seen.element.get(name).is_some_and(|value| !value.contains('%'));
        if name == "svg" && !(sized && px("width") && px("height")) {
            error("SVG 要写明像素的 width、height 和 viewBox".to_string());
        }
    }
}

/// Whether the drawing around begins with a rectangle: its own ground.
fn has_ground(around: &[&Element]) -> bool {
    let drawing = around.iter().find(|element| element.name == "svg");
    drawing.is_some_and(|svg| svg.elements().next().is_some_and(|first| first.name == "rect"))
}
