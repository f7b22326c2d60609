//! Lines: one for each series, with a dot at every value.

use super::super::stat::number;
use super::Plot;
use super::bars::Field;
use super::label::width;
use super::scale::Scale;
use super::svg::{Anchor, Canvas, SMALL};

/// Draws the lines; returns the height of the drawing.
pub fn draw(canvas: &mut Canvas<'_>, plot: &Plot) -> i32 {
    let field = Field::draw(canvas, plot, Scale::over(plot.values(), false));
    let places: Vec<Vec<(i32, i32)>> = plot.series.iter().map(|(_, values)| points(&field, values)).collect();
    for (series, ((name, values), points)) in plot.series.iter().zip(&places).enumerate() {
        canvas.series(series, |canvas| {
            canvas.polyline(points);
            for (((x, y), value), label) in points.iter().zip(values).zip(&plot.labels) {
                let hint = format!("{label} {name}：{}{}", number(*value), plot.unit);
                canvas.dot(*x, *y, 5, &hint);
            }
        });
    }
    for (series, (_, values)) in plot.series.iter().enumerate() {
        for (at, value) in values.iter().enumerate() {
            write_value(canvas, &field, &places, (series, at), *value);
        }
    }
    field.close(canvas, plot)
}

fn points(field: &Field, values: &[f64]) -> Vec<(i32, i32)> {
    let x = |at: i32| field.left + field.band * at + field.band / 2;
    (0..).zip(values).map(|(at, value)| (x(at), field.y(*value))).collect()
}

/// Writes a value above its dot, or below it at the bottom of a valley or where another line runs
/// close above. Where lines run too close for both it stays unwritten: the axis tells.
fn write_value(canvas: &mut Canvas<'_>, field: &Field, places: &[Vec<(i32, i32)>], at: (usize, usize), value: f64) {
    let Some((x, y)) = places.get(at.0).and_then(|points| points.get(at.1)).copied() else { return };
    let words = number(value);
    if width(&words, SMALL) > field.band {
        return;
    }
    let others = || {
        let rest = places.iter().enumerate().filter(move |(series, _)| *series != at.0);
        rest.filter_map(move |(_, points)| points.get(at.1)).map(move |(_, other)| other - y)
    };
    let free_above = others().all(|away| away > 0 || away < -40);
    let free_below = others().all(|away| away < 0 || away > 40) && y + 30 < field.y(f64::NEG_INFINITY);
    let valley = places.get(at.0).is_some_and(|points| is_valley(points, at.1));
    if free_above && !(valley && free_below) {
        canvas.text(x, y - 12, Anchor::Middle, SMALL, &words);
    } else if free_below {
        canvas.text(x, y + 26, Anchor::Middle, SMALL, &words);
    }
}

/// True when the line comes down to this point and goes up from it.
fn is_valley(points: &[(i32, i32)], at: usize) -> bool {
    let height = |at: Option<usize>| at.and_then(|at| points.get(at)).map(|(_, y)| *y);
    match (height(at.checked_sub(1)), height(Some(at)), height(at.checked_add(1))) {
        (Some(before), Some(here), Some(after)) => before < here && after < here,
        _ => false,
    }
}
