//! Words in a drawing: how wide they are, how they are broken into lines, and the legend.

use super::Plot;
use super::svg::{Anchor, Canvas, TEXT, WIDTH};

/// Most lines a name below an axis may have.
const MOST_LINES: usize = 3;
/// Room between two entries of a legend.
const GAP: i32 = 24;
/// A square of the legend with the room after it.
const SQUARE: i32 = 24;

/// Estimated width of `text` set in `size`: Han characters are as wide as high, Latin ones 0.56.
pub fn width(text: &str, size: i32) -> i32 {
    let hundredths: i32 = text.chars().map(|c| if c.is_ascii() { 56 } else { 100 }).sum();
    hundredths * size / 100
}

/// `text` in lines not wider than `room`, as even as can be; the last one ends in … when there
/// would be more than three.
pub fn wrap(text: &str, room: i32, size: i32) -> Vec<String> {
    let wanted = (width(text, size) + room - 1) / room.max(1);
    let even = if wanted > 1 { (width(text, size) / wanted + size).min(room) } else { room };
    let mut lines = broken(text, even, size);
    if lines.len() > MOST_LINES {
        lines = broken(text, room, size);
    }
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            while width(last, size) + size > room && last.chars().count() > 1 {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// Names below the axis, centred on their bands; every nth only when there is no room for all.
/// Returns the height they take.
pub fn below(canvas: &mut Canvas<'_>, labels: &[String], left: i32, band: i32, y: i32) -> i32 {
    let every = ((2 * TEXT + band - 1) / band.max(1)).max(1);
    let room = (band * every - 8).max(TEXT);
    let mut lines = 1;
    for (at, label) in (0..).zip(labels) {
        if at % every != 0 {
            continue;
        }
        let x = left + band * at + band / 2;
        let wrapped = wrap(label, room, TEXT);
        let full = wrapped.last().is_some_and(|line| line.ends_with('…')).then_some(label.as_str());
        for (row, line) in (0..).zip(&wrapped) {
            canvas.text_titled(x, y + 24 + row * 24, Anchor::Middle, TEXT, line, full);
        }
        lines = lines.max(i32::try_from(wrapped.len()).unwrap_or(1));
    }
    lines * 24 + 12
}

/// The unit at the left and the legend at the right, or below it in rows when it is long.
/// Returns the height they take.
pub fn head(canvas: &mut Canvas<'_>, plot: &Plot) -> i32 {
    let unit = if plot.unit.is_empty() { String::new() } else { format!("单位：{}", plot.unit) };
    canvas_text_if(canvas, &unit);
    let names = plot.legend();
    let total: i32 = names.iter().map(|name| SQUARE + width(name, TEXT) + GAP).sum();
    if names.is_empty() {
        return if unit.is_empty() { 16 } else { 40 };
    }
    let used = width(&unit, TEXT);
    let beside = used + GAP + total < WIDTH;
    let (mut x, mut y) = if beside { (WIDTH - total, 24) } else { (4, if unit.is_empty() { 24 } else { 54 }) };
    for (series, name) in names.iter().enumerate() {
        let step = SQUARE + width(name, TEXT) + GAP;
        if x > 4 && x + step - GAP > WIDTH {
            (x, y) = (4, y + 30);
        }
        canvas.swatch(series, x, y - 15);
        canvas.text(x + SQUARE, y, Anchor::Start, TEXT, name);
        x += step;
    }
    y + 16
}

fn canvas_text_if(canvas: &mut Canvas<'_>, words: &str) {
    if !words.is_empty() {
        canvas.text(4, 24, Anchor::Start, TEXT, words);
    }
}

fn broken(text: &str, room: i32, size: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = width(&line, size) + width(c.encode_utf8(&mut [0; 4]), size);
        if next > room && !line.is_empty() && !"，。、；：）》”’%％".contains(c) {
            lines.push(std::mem::take(&mut line));
        }
        line.push(c);
        if chars.peek().is_none() {
            lines.push(std::mem::take(&mut line));
        }
    }
    lines
}
