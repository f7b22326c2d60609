//! Bars: side by side for each label, or stacked.

use super::super::stat::number;
use super::label::{below, head, width};
use super::scale::Scale;
use super::svg::{Anchor, Canvas, SMALL, TEXT, WIDTH};
use super::Plot;

/// Height of the part with the bars.
pub const HEIGHT: i32 = 300;

/// The part of a drawing where values are, and its scale.
pub struct Field {
    pub left: i32,
    pub top: i32,
    /// Width of the strip of one label.
    pub band: i32,
    pub scale: Scale,
}

impl Field {
    /// Draws unit, legend, grid and ticks, and says what is left for the values.
    pub fn draw(canvas: &mut Canvas<'_>, plot: &Plot, scale: Scale) -> Field {
        let top = head(canvas, plot) + SMALL + 6;
        let left = scale.ticks().map(|tick| width(&number(tick), SMALL)).max().unwrap_or(0) + 16;
        let count = i32::try_from(plot.labels.len()).unwrap_or(1).max(1);
        let band = (WIDTH - 12 - left) / count;
        let field = Field { left, top, band, scale };
        let right = left + band * count;
        for tick in field.scale.ticks() {
            let y = field.y(tick);
            canvas.text(left - 10, y + 6, Anchor::End, SMALL, &number(tick));
            canvas.grid(left, right, y);
        }
        field
    }

    /// The height of `value` in the drawing.
    pub fn y(&self, value: f64) -> i32 {
        self.top + HEIGHT - self.scale.place(value, HEIGHT)
    }

    /// Draws the line of zero and the names below the axis; returns the height of the drawing.
    pub fn close(&self, canvas: &mut Canvas<'_>, plot: &Plot) -> i32 {
        let count = i32::try_from(plot.labels.len()).unwrap_or(1);
        let zero = self.y(0.0);
        canvas.axis(self.left, self.left + self.band * count, zero);
        let bottom = self.top + HEIGHT;
        bottom + below(canvas, &plot.labels, self.left, self.band, bottom + 2)
    }
}

/// Bars side by side; returns the height of the drawing.
pub fn grouped(canvas: &mut Canvas<'_>, plot: &Plot) -> i32 {
    let field = Field::draw(canvas, plot, Scale::over(plot.values(), true));
    let count = i32::try_from(plot.series.len()).unwrap_or(1).max(1);
    let thick = ((field.band * 7 / 10) / count).clamp(2, 72);
    let size = value_size(plot, if count == 1 { field.band } else { thick });
    for (series, (name, values)) in plot.series.iter().enumerate() {
        let shift = thick * (2 * i32::try_from(series).unwrap_or(0) - count) / 2;
        for ((at, value), label) in (0..).zip(values).zip(&plot.labels) {
            let x = field.left + field.band * at + field.band / 2 + shift;
            let (y, zero) = (field.y(*value), field.y(0.0));
            let hint = format!("{name}{}{label}：{}{}", if name.is_empty() { "" } else { " " }, number(*value), plot.unit);
            canvas.series(series, |canvas| canvas.rect(x, y.min(zero), thick - i32::from(count > 1), (y - zero).abs(), &hint));
            let words = if *value < 0.0 { y + SMALL } else { y - 6 };
            if let Some(size) = size {
                canvas.text(x + thick / 2, words, Anchor::Middle, size, &number(*value));
            }
        }
    }
    field.close(canvas, plot)
}

/// Bars on top of one another with their totals; returns the height of the drawing.
pub fn stacked(canvas: &mut Canvas<'_>, plot: &Plot) -> i32 {
    let value = |values: &[f64], at: usize| values.get(at).copied().unwrap_or(0.0).max(0.0);
    let total = |at: usize| plot.series.iter().map(|(_, values)| value(values, at)).sum::<f64>();
    let field = Field::draw(canvas, plot, Scale::over((0..plot.labels.len()).map(total), true));
    let thick = (field.band * 6 / 10).clamp(2, 96);
    for (at, label) in plot.labels.iter().enumerate() {
        let x = field.left + field.band * i32::try_from(at).unwrap_or(0) + (field.band - thick) / 2;
        let mut sum = 0.0;
        for (series, (name, values)) in plot.series.iter().enumerate() {
            let bottom = field.y(sum);
            let one = value(values, at);
            sum += one;
            let top = field.y(sum);
            let hint = format!("{label} {name}：{}{}", number(one), plot.unit);
            canvas.series(series, |canvas| canvas.rect(x, top, thick, (bottom - top - 1).max(0), &hint));
            let words = number(one);
            if bottom - top > TEXT + 4 && width(&words, SMALL) < thick - 4 {
                canvas.text_on(x + thick / 2, (top + bottom) / 2 + 6, &words, series);
            }
        }
        if plot.series.len() > 1 && width(&number(sum), SMALL) < field.band {
            canvas.text(x + thick / 2, field.y(sum) - 6, Anchor::Middle, SMALL, &number(sum));
        }
    }
    field.close(canvas, plot)
}

/// The size in which every value fits into `room`; None when they would be too small to read.
fn value_size(plot: &Plot, room: i32) -> Option<i32> {
    let widest = |size| plot.values().map(|value| width(&number(value), size)).max().unwrap_or(0);
    [SMALL, 16, 14].into_iter().find(|size| widest(*size) <= room + 4)
}
