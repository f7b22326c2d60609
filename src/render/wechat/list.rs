//! Lists without list elements, which the editor mangles: a paragraph with a literal marker for
//! each item, what belongs to it indented below. Numbers go 1. then （1） then ①, the legal order
//! below 一、（一）.

use super::Writer;
use super::block::Setting;
use crate::markup::Html;
use crate::tree::{Item, List};

impl Writer<'_> {
    pub(super) fn list(&mut self, list: &List, at: Setting) -> Html {
        let inner = match list.start {
            Some(_) => Setting { numbered: at.numbered + 1, ..at },
            None => Setting { dotted: at.dotted + 1, ..at },
        };
        let numbers = list.start.unwrap_or(0)..;
        let items = list.items.iter().zip(numbers);
        let items: Html = items.map(|(item, number)| self.item(item, list.start.map(|_| number), at, inner)).collect();
        let role = match (list.start, at.numbered) {
            (Some(_), 0) => "list-number",
            (Some(_), 1) => "list-sub",
            (Some(_), _) | (None, _) => "list",
        };
        self.boxed(role, items)
    }

    fn item(&mut self, item: &Item, number: Option<u64>, at: Setting, inner: Setting) -> Html {
        let marker = match (item.task, number) {
            (Some(true), _) => "√ ".to_string(),
            (Some(false), _) => "□ ".to_string(),
            (None, Some(number)) => numbered(number, at.numbered),
            (None, None) => bullet(at.dotted).to_string(),
        };
        self.led_blocks(&Html::text(&marker), &item.blocks, "item", inner)
    }
}

fn numbered(number: u64, depth: usize) -> String {
    match depth {
        0 => format!("{number}. "),
        1 => format!("（{number}）"),
        _ => circled(number),
    }
}

/// ① to ⑳; beyond, the number in a bracket.
fn circled(number: u64) -> String {
    let circle = u32::try_from(number).ok().filter(|n| (1..=20).contains(n)).and_then(|n| char::from_u32(0x245f + n));
    circle.map_or_else(|| format!("{number}）"), String::from)
}

fn bullet(depth: usize) -> &'static str {
    match depth {
        0 => "• ",
        1 => "– ",
        _ => "· ",
    }
}
