//! The space between blocks, in as few characters as possible.
//!
//! Margins that meet become one, the larger. So of two neighbours only one has to write it: the
//! paragraph after a heading, every other paragraph of a run. Which, is a shortest path over the
//! blocks of a section. The first block has no space above it and the last none below: that is
//! what the padding of the section around them is for.

use super::css::{Style, px};
use super::lean::{element_mut, style};
use super::nodes::{Element, Node};

/// What a style attribute costs before it says anything: ` style=""`.
const ATTRIBUTE: usize = 9;

/// The space a block asks for above and below, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Space {
    above: u32,
    below: u32,
}

/// A way to write the space of a block, and what the cheapest way to it costs.
#[derive(Clone, Copy)]
struct Step {
    space: Space,
    cost: usize,
    /// Which step of the block before it comes from.
    from: usize,
}

/// Rewrites the margins within `element` and all below it.
pub fn settle(element: &mut Element) {
    element.children.iter_mut().filter_map(element_mut).for_each(settle);
    if !is_flow(element) {
        return;
    }
    let styles: Vec<Style> = element.elements().map(style).collect();
    let asked: Vec<Option<Space>> = styles.iter().map(asked).collect();
    let spaces = chosen(&styles, &asked);
    for ((child, space), asked) in element.children.iter_mut().filter_map(element_mut).zip(spaces).zip(asked) {
        if asked.is_some() {
            let mut own = style(child);
            write(&mut own, space);
            child.set("style", &own.to_string());
        }
    }
}

/// Whether blocks stand in it one below the other.
fn is_flow(element: &Element) -> bool {
    let block = |node: &Node| {
        node.element().is_some_and(|inner| inner.is_block() && style(inner).get("display").is_none_or(|value| value == "block"))
    };
    element.name == "section" && !element.children.is_empty() && element.children.iter().all(block)
}

/// What a style asks for; None when it is written in a way this room does not read.
fn asked(style: &Style) -> Option<Space> {
    let mut space = Space::default();
    for (name, value) in style.pairs() {
        match name {
            "margin" => space = shorthand(value)?,
            "margin-top" => space.above = px(value)?,
            "margin-bottom" => space.below = px(value)?,
            "margin-left" | "margin-right" => return None,
            _ => {}
        }
    }
    Some(space)
}

/// `16px 0` or `24px 0 16px`.
fn shorthand(value: &str) -> Option<Space> {
    let parts: Vec<&str> = value.split_whitespace().collect();
    match parts[..] {
        ["0"] => Some(Space::default()),
        [both, "0"] => Some(Space { above: px(both)?, below: px(both)? }),
        [above, "0", below] => Some(Space { above: px(above)?, below: px(below)? }),
        _ => None,
    }
}

/// The space each block writes.
fn chosen(styles: &[Style], asked: &[Option<Space>]) -> Vec<Space> {
    let wish = |at: usize| asked.get(at).copied().flatten().unwrap_or_default();
    let gap = |at: usize| if at + 1 < asked.len() { wish(at).below.max(wish(at + 1).above) } else { 0 };
    let mut rows: Vec<Vec<Step>> = Vec::with_capacity(asked.len());
    for (at, style) in styles.iter().enumerate() {
        let above = if at == 0 { 0 } else { gap(at - 1) };
        let fixed = asked.get(at).is_some_and(Option::is_none);
        let choices = if fixed { vec![Space::default()] } else { choices(above, gap(at)) };
        let before = rows.last();
        let steps = choices.into_iter().filter_map(|space| {
            let own = if fixed { 0 } else { cost(style, space) };
            let Some(before) = before else { return Some(Step { space, cost: own, from: 0 }) };
            let meets = |step: &Step| step.space.below.max(space.above) == above;
            let best = before.iter().enumerate().filter(|(_, step)| meets(step)).min_by_key(|(_, step)| step.cost);
            best.map(|(from, step)| Step { space, cost: step.cost + own, from })
        });
        rows.push(steps.collect());
    }
    walk_back(&rows, asked)
}

/// The ways to write the space between a gap above and a gap below.
fn choices(above: u32, below: u32) -> Vec<Space> {
    let mut ways = vec![
        Space { above: 0, below: 0 },
        Space { above, below: 0 },
        Space { above: 0, below },
        Space { above, below },
    ];
    let both = above.min(below);
    ways.push(Space { above: both, below: both });
    ways.dedup();
    ways
}

/// From the cheapest last step to the first. A row without a step (neighbours that cannot agree)
/// leaves every block with what it asked for.
fn walk_back(rows: &[Vec<Step>], asked: &[Option<Space>]) -> Vec<Space> {
    let mut out = Vec::with_capacity(rows.len());
    let last = rows.last().and_then(|row| row.iter().enumerate().min_by_key(|(_, step)| step.cost));
    let mut at = last.map(|(at, _)| at);
    for row in rows.iter().rev() {
        let Some(step) = at.and_then(|at| row.get(at)) else {
            return asked.iter().map(|space| space.unwrap_or_default()).collect();
        };
        out.push(step.space);
        at = Some(step.from);
    }
    out.reverse();
    out
}

/// Characters the space of a block adds to its tag.
fn cost(style: &Style, space: Space) -> usize {
    let written = declaration(space).map_or(0, |(name, value)| name.len() + value.len() + 1);
    let other = style.pairs().any(|(name, _)| !name.starts_with("margin"));
    match (written, other) {
        (0, _) => 0,
        (n, true) => n + 1,
        (n, false) => n + ATTRIBUTE,
    }
}

fn declaration(space: Space) -> Option<(&'static str, String)> {
    match (space.above, space.below) {
        (0, 0) => None,
        (above, 0) => Some(("margin-top", format!("{above}px"))),
        (0, below) => Some(("margin-bottom", format!("{below}px"))),
        (above, below) if above == below => Some(("margin", format!("{above}px 0"))),
        (above, below) => Some(("margin", format!("{above}px 0 {below}px"))),
    }
}

fn write(style: &mut Style, space: Space) {
    style.retain(|(name, _)| !name.starts_with("margin"));
    if let Some((name, value)) = declaration(space) {
        style.lead(name, &value);
    }
}
