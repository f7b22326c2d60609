//! E1 5–7, 21: colours and properties the editor keeps, and type that can be read on a telephone.

use super::super::colour::Colour;
use super::super::{css, rules};
use super::{Fault, Tree, brief, style};

/// The least size of running text and of captions, in pixels.
const BODY_PX: u32 = 14;
const CAPTION_PX: u32 = 12;

/// A text of this many characters is read, not glanced at.
const READ_CHARS: usize = 40;

/// Properties whose value is a length.
const LENGTHS: &[&str] = &["font-size", "letter-spacing", "text-indent", "width", "max-width", "height", "border-radius"];

const LOOK_HELP: &str = "改 themes/<主题>/wechat/ 下的样式文件";

pub fn colours(tree: &Tree, found: &mut Vec<Fault>) {
    for text in tree.texts().iter().filter(|text| !text.text.trim().is_empty()) {
        let own = text.around.iter().skip(1).any(|element| style(element).get("color").is_some());
        if !own && !text.is_within("svg") {
            let message = format!("文字没有写明颜色：{}", brief(text.text));
            found.push(Fault::error("wechat-colour", message, "在样式的 body 里写 color").about(text.text));
        }
    }
    for seen in tree.elements() {
        if style(seen.element).get("color").is_some_and(rules::is_black) {
            let help = "用深灰；纯黑会被编辑器去掉";
            found.push(Fault::error("wechat-colour", "颜色写成了纯黑", help).about(&seen.element.text()));
        }
    }
}

pub fn values(tree: &Tree, found: &mut Vec<Fault>) {
    for seen in tree.elements() {
        let text = seen.element.get("style").unwrap_or("");
        let words = seen.element.text();
        if text.contains('"') {
            found.push(Fault::error("wechat-style", "样式里有双引号，编辑器会丢掉整条样式", LOOK_HELP).about(&words));
        }
        for (property, value) in style(seen.element).pairs() {
            let doubtful = rules::DOUBTFUL.contains(&property) || property == "display" && matches!(value, "flex" | "grid");
            let negative = property.starts_with("margin") && value.split(' ').any(|part| part.starts_with('-'));
            if doubtful || negative {
                let message = format!("{property}:{value} 粘贴后不一定保留");
                found.push(Fault::warning("wechat-layout", message, LOOK_HELP).about(&words));
            } else if !rules::PROPERTIES.contains(&property) {
                found.push(Fault::error("wechat-style", format!("编辑器不保留 {property}"), LOOK_HELP).about(&words));
            } else if let Some(why) = bad_value(property, value) {
                found.push(Fault::error("wechat-style", format!("{property}:{value} {why}"), LOOK_HELP).about(&words));
            }
        }
    }
}

/// What is wrong with a value.
fn bad_value(property: &str, value: &str) -> Option<&'static str> {
    if value.is_empty() || rules::is_bad_value(value) {
        return Some("编辑器不保留");
    }
    if property == "color" || property.ends_with("-color") {
        return Colour::read(value).is_none().then_some("颜色要写作 #rrggbb");
    }
    let words = || value.split_whitespace();
    if words().any(|word| word.starts_with('#') && Colour::read(word).is_none()) {
        return Some("颜色要写作 #rrggbb");
    }
    let spaced = property.starts_with("margin") || property.starts_with("padding");
    if (spaced || LENGTHS.contains(&property)) && !words().all(is_length) {
        return Some("长度要写 px、em 或 %");
    }
    None
}

fn is_length(word: &str) -> bool {
    let number = ["px", "em", "%"].iter().find_map(|unit| word.strip_suffix(unit)).unwrap_or(word);
    word == "auto" || number.parse::<f64>().is_ok()
}

pub fn type_size(tree: &Tree, found: &mut Vec<Fault>) {
    for text in tree.texts() {
        let size = text.inherited("font-size").and_then(|size| css::px(&size));
        let long = text.text.chars().count() >= READ_CHARS;
        let least = if long { BODY_PX } else { CAPTION_PX };
        if let Some(size) = size.filter(|size| *size < least) {
            let message = format!("{size} 像素的字太小：{}", brief(text.text));
            found.push(Fault::warning("wechat-type", message, "正文不小于 14 像素，图注不小于 12 像素").about(text.text));
        }
    }
    for seen in tree.elements() {
        let own = style(seen.element);
        let number = |property: &str| own.get(property).and_then(|value| value.trim_end_matches("px").parse::<f64>().ok());
        let mut warn = |wrong: bool, message: &str, help: &'static str| {
            if wrong {
                found.push(Fault::warning("wechat-type", message, help).about(&seen.element.text()));
            }
        };
        warn(number("line-height").is_some_and(|it| !(1.6..=2.0).contains(&it)), "行高不合适", "行高取 1.6 到 2.0");
        warn(number("letter-spacing").is_some_and(|it| !(0.0..=1.0).contains(&it)), "字距不合适", "字距取 0 到 1 像素");
        let indent = own.get("text-indent").filter(|value| !value.starts_with('-') && !matches!(*value, "0" | "2em"));
        warn(indent.is_some(), "段首缩进不是两字", "段首缩进写 2em，或不缩进");
    }
}
