//! E1 16: list markers are literal, follow each other, and nest in the legal order 1. （1） ①.

use super::super::nodes::Element;
use super::{Fault, Tree, brief, style};

/// Lists within lists beyond this are lost on a reader.
const LEVELS: usize = 3;

/// A literal marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marker {
    /// `1. `
    Dotted(u32),
    /// `（1）`
    Bracketed(u32),
    /// `①`
    Circled(u32),
    Bullet,
}

impl Marker {
    fn number(self) -> Option<u32> {
        match self {
            Marker::Dotted(n) | Marker::Bracketed(n) | Marker::Circled(n) => Some(n),
            Marker::Bullet => None,
        }
    }

    /// 1 for the outermost numbers.
    fn rank(self) -> Option<u8> {
        match self {
            Marker::Dotted(_) => Some(1),
            Marker::Bracketed(_) => Some(2),
            Marker::Circled(_) => Some(3),
            Marker::Bullet => None,
        }
    }
}

pub fn order(tree: &Tree, found: &mut Vec<Fault>) {
    for seen in tree.elements().iter().filter(|seen| is_list(seen.element)) {
        let items: Vec<(String, Option<Marker>)> = items(seen.element);
        let lists: Vec<&&Element> = seen.around.iter().filter(|element| is_list(element)).collect();
        sequence(&items, found);
        let ranks = |element: &Element| items_of(element).find_map(|(_, marker)| marker.and_then(Marker::rank));
        let outer = lists.iter().filter_map(|list| ranks(list)).max();
        let own = items.iter().find_map(|(_, marker)| marker.and_then(Marker::rank));
        if let (Some(outer), Some(own)) = (outer, own)
            && own <= outer
        {
            let help = "编号的层次依次是 1. （1） ①";
            let words = items.first().map_or("", |(text, _)| text.as_str());
            found.push(Fault::error("wechat-list-order", format!("列表编号的层次倒了：{}", brief(words)), help).about(words));
        }
        if lists.len() + 1 >= LEVELS {
            let words = items.first().map_or("", |(text, _)| text.as_str());
            let message = format!("列表套了 {} 层：{}", lists.len() + 1, brief(words));
            found.push(Fault::warning("wechat-list-depth", message, "列表以两层为宜，再深请改为小标题").about(words));
        }
    }
}

fn sequence(items: &[(String, Option<Marker>)], found: &mut Vec<Fault>) {
    let mut last: Option<Marker> = None;
    for (text, marker) in items {
        let Some(marker) = marker else { continue };
        let broken = match (last.and_then(Marker::number), marker.number()) {
            (Some(before), Some(number)) => number != before + 1,
            (Some(_), None) => true,
            (None, number) => last.is_some() && number.is_some(),
        };
        if broken {
            let help = "列表的编号由程序写成，要依次增加";
            found.push(Fault::error("wechat-list-order", format!("列表的编号不连续：{}", brief(text)), help).about(text));
        }
        last = Some(*marker);
    }
}

/// A section whose lines hang out to the left.
fn is_list(element: &Element) -> bool {
    element.name == "section" && style(element).get("text-indent").is_some_and(|value| value.starts_with('-'))
}

fn items(list: &Element) -> Vec<(String, Option<Marker>)> {
    items_of(list).collect()
}

fn items_of(list: &Element) -> impl Iterator<Item = (String, Option<Marker>)> {
    list.elements().filter(|inner| inner.name == "p").map(|inner| {
        let text = inner.text();
        let marker = marker(&text);
        (text, marker)
    })
}

fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let digits: String = text.chars().skip_while(|c| *c == '（').take_while(char::is_ascii_digit).collect();
    let number = digits.parse().ok();
    if let Some(number) = number {
        let rest = text.trim_start_matches('（').get(digits.len()..).unwrap_or("");
        return match (first, rest.chars().next()) {
            ('（', Some('）')) => Some(Marker::Bracketed(number)),
            (_, Some('）')) => Some(Marker::Circled(number)),
            (_, Some('.')) if rest.starts_with(". ") => Some(Marker::Dotted(number)),
            _ => None,
        };
    }
    match first {
        '①'..='⑳' => Some(Marker::Circled(u32::from(first) - 0x245f)),
        '•' | '–' | '·' | '√' | '□' => Some(Marker::Bullet),
        _ => None,
    }
}
