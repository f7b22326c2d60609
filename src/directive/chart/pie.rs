//! A pie: slices clockwise from the top, with a list of names, values and shares beside it.

use super::super::stat::number;
use super::Plot;
use super::label::{width, wrap};
use super::svg::{Anchor, Canvas, SMALL, TEXT, WIDTH};
use std::f64::consts::TAU;

/// Radius of the pie.
const RADIUS: i32 = 130;
/// Its centre.
const CENTRE: (i32, i32) = (176, 180);
/// Where the list begins.
const LIST: i32 = 404;

/// A slice: its place in turns from the top, 0 to 1.
#[derive(Clone, Copy)]
struct Slice {
    from: f64,
    to: f64,
}

/// Draws the pie; returns the height of the drawing.
pub fn draw(canvas: &mut Canvas<'_>, plot: &Plot) -> i32 {
    let values: Vec<f64> = plot.series.first().map(|(_, values)| values.clone()).unwrap_or_default();
    let total: f64 = values.iter().map(|value| value.max(0.0)).sum();
    if total <= 0.0 {
        return 2 * CENTRE.1;
    }
    let mut from = 0.0;
    let rows = i32::try_from(plot.labels.len()).unwrap_or(1);
    let mut y = (CENTRE.1 - rows * 17 + 6).max(30);
    for (at, (label, value)) in plot.labels.iter().zip(&values).enumerate() {
        let to = from + value.max(0.0) / total;
        let share = percent(value.max(0.0) / total);
        let hint = format!("{label}：{}{}，占{share}", number(*value), plot.unit);
        canvas.series(at, |canvas| slice(canvas, Slice { from, to }, &hint));
        outside(canvas, Slice { from, to }, &share);
        y = row(canvas, at, y, label, &format!("{}{}　{share}", number(*value), plot.unit));
        from = to;
    }
    (2 * CENTRE.1).max(y + 4)
}

/// A slice, moved a little out of the centre so that neighbours stay apart.
fn slice(canvas: &mut Canvas<'_>, slice: Slice, hint: &str) {
    let turn = slice.to - slice.from;
    if turn <= 0.0 {
        return;
    }
    if turn > 0.9999 {
        return canvas.dot(CENTRE.0, CENTRE.1, RADIUS, hint);
    }
    let (cx, cy) = along(f64::midpoint(slice.from, slice.to), 2.0, CENTRE);
    let (x1, y1) = along(slice.from, f64::from(RADIUS), (cx, cy));
    let (x2, y2) = along(slice.to, f64::from(RADIUS), (cx, cy));
    let large = u8::from(turn > 0.5);
    let data = format!("M{cx} {cy}L{x1} {y1}A{RADIUS} {RADIUS} 0 {large} 1 {x2} {y2}Z");
    canvas.path(&data, hint);
}

/// The share beside a slice that is wide enough to point at.
fn outside(canvas: &mut Canvas<'_>, slice: Slice, share: &str) {
    if slice.to - slice.from < 0.04 {
        return;
    }
    let (x, y) = along(f64::midpoint(slice.from, slice.to), f64::from(RADIUS + 14), CENTRE);
    let anchor = match x - CENTRE.0 {
        -30..=30 => Anchor::Middle,
        ..-30 => Anchor::End,
        _ => Anchor::Start,
    };
    let drop = (y - CENTRE.1 + RADIUS) * SMALL / (2 * RADIUS);
    canvas.text(x, y + drop, anchor, SMALL, share);
}

/// One line of the list; returns where the next begins.
fn row(canvas: &mut Canvas<'_>, at: usize, y: i32, label: &str, value: &str) -> i32 {
    canvas.swatch(at, LIST, y - 15);
    let room = WIDTH - LIST - 28 - width(value, TEXT) - 16;
    let lines = wrap(label, room.max(4 * TEXT), TEXT);
    let full = lines.last().is_some_and(|line| line.ends_with('…')).then_some(label);
    let mut next = y;
    for line in &lines {
        canvas.text_titled(LIST + 26, next, Anchor::Start, TEXT, line, full);
        next += 26;
    }
    canvas.text(WIDTH - 8, y, Anchor::End, TEXT, value);
    next + 8
}

/// The point at `turn` from the top and `distance` from `centre`.
fn along(turn: f64, distance: f64, centre: (i32, i32)) -> (i32, i32) {
    let (sin, cos) = (turn * TAU).sin_cos();
    let round = |value: f64| value.round() as i32;
    (centre.0 + round(distance * sin), centre.1 - round(distance * cos))
}

/// `38.5%`; anything above zero is at least 0.1%.
fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round() / 10.0;
    let tenths = if share > 0.0 { tenths.max(0.1) } else { tenths };
    format!("{}%", number(tenths))
}
