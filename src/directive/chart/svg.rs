//! The canvas charts are drawn on: whole coordinates, text, lines and areas in the colours of an
//! [`Ink`]. It knows how SVG is written and nothing of charts.

use super::super::Outlet;
use crate::markup::Html;
use std::fmt::Write;

/// Width of every drawing, in units of its view box.
pub const WIDTH: i32 = 720;
/// Size of names and legends.
pub const TEXT: i32 = 20;
/// Size of the numbers of an axis and of values.
pub const SMALL: i32 = 18;

/// What a chart is drawn with.
#[derive(Clone, Debug, PartialEq)]
pub enum Ink {
    /// Series are groups of class `c1` to `c6`, for which a style sheet sets both `fill` and
    /// `color`; text on them has the class `on`; everything else has the colour of the text around.
    Classes,
    /// Colours `#rrggbb`, one for each series in turn. `ink` is for words and lines, `paper` for
    /// the ground; empty ones are left to whoever shows the drawing, and so is an empty `family`.
    Solid { colours: Vec<String>, family: String, ink: String, paper: String },
}

impl Ink {
    /// The concrete colours an edition has chosen.
    #[must_use]
    pub fn solid(to: &Outlet) -> Ink {
        Ink::Solid {
            colours: to.chart_colours.clone(),
            family: to.chart_family.clone(),
            ink: to.chart_ink.clone(),
            paper: to.chart_paper.clone(),
        }
    }

    fn colour(&self, series: usize) -> Option<&str> {
        match self {
            Ink::Classes => None,
            Ink::Solid { colours, .. } => series.checked_rem(colours.len()).and_then(|at| colours.get(at)).map(String::as_str),
        }
    }

    /// Ink or paper, whichever stands out more on the colour of `series`.
    fn on(&self, series: usize) -> Option<&str> {
        let Ink::Solid { ink, paper, .. } = self else { return None };
        let (ground, dark, light) = (luminance(self.colour(series)?)?, luminance(ink)?, luminance(paper)?);
        Some(if (ground - dark).abs() > (ground - light).abs() { ink } else { paper })
    }
}

/// Where text stands relative to its x.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// An SVG under construction.
pub struct Canvas<'a> {
    out: String,
    ink: &'a Ink,
}

impl<'a> Canvas<'a> {
    pub fn new(ink: &'a Ink) -> Canvas<'a> {
        Canvas { out: String::new(), ink }
    }

    /// One line of text whose base line is at `y`.
    pub fn text(&mut self, x: i32, y: i32, anchor: Anchor, size: i32, words: &str) {
        self.text_titled(x, y, anchor, size, words, None);
    }

    /// Text that stands for a longer one, shown when pointed at.
    pub fn text_titled(&mut self, x: i32, y: i32, anchor: Anchor, size: i32, words: &str, full: Option<&str>) {
        self.put_text(x, y, anchor, size, words, full, "");
    }

    /// Text on an area of `series`.
    pub fn text_on(&mut self, x: i32, y: i32, words: &str, series: usize) {
        let paint = match self.ink.on(series) {
            Some(colour) => format!(" fill=\"{}\"", Html::text(colour)),
            None => " class=\"on\"".to_string(),
        };
        self.put_text(x, y, Anchor::Middle, SMALL, words, None, &paint);
    }

    #[expect(clippy::too_many_arguments, reason = "one call for one element")]
    fn put_text(&mut self, x: i32, y: i32, anchor: Anchor, size: i32, words: &str, full: Option<&str>, paint: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let full = full.map(|full| format!("<title>{}</title>", Html::text(full))).unwrap_or_default();
        let words = Html::text(words);
        self.push(format_args!(
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" font-size=\"{size}\"{paint}>{full}{words}</text>"
        ));
    }

    /// A line of the grid.
    pub fn grid(&mut self, x1: i32, x2: i32, y: i32) {
        self.push(format_args!(
            "<line x1=\"{x1}\" y1=\"{y}\" x2=\"{x2}\" y2=\"{y}\" stroke=\"currentColor\" stroke-opacity=\"0.16\"/>"
        ));
    }

    /// The line values stand on.
    pub fn axis(&mut self, x1: i32, x2: i32, y: i32) {
        self.push(format_args!(
            "<line x1=\"{x1}\" y1=\"{y}\" x2=\"{x2}\" y2=\"{y}\" stroke=\"currentColor\" stroke-opacity=\"0.7\" stroke-width=\"2\"/>"
        ));
    }

    /// Draws `shapes` in the colour of a series.
    pub fn series(&mut self, series: usize, shapes: impl FnOnce(&mut Canvas<'a>)) {
        match self.ink.colour(series) {
            Some(colour) => {
                let colour = Html::text(colour);
                self.push(format_args!("<g fill=\"{colour}\" color=\"{colour}\">"));
            }
            None => self.push(format_args!("<g class=\"c{}\">", series % 6 + 1)),
        }
        shapes(self);
        self.out.push_str("</g>");
    }

    pub fn rect(&mut self, x: i32, y: i32, width: i32, height: i32, hint: &str) {
        let hint = Html::text(hint);
        self.push(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"><title>{hint}</title></rect>"
        ));
    }

    /// A small square of the legend.
    pub fn swatch(&mut self, series: usize, x: i32, y: i32) {
        self.series(series, |canvas| {
            canvas.push(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"16\" height=\"16\" rx=\"2\"/>"));
        });
    }

    pub fn polyline(&mut self, points: &[(i32, i32)]) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        self.push(format_args!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"3\" stroke-linejoin=\"round\"/>",
            points.join(" ")
        ));
    }

    pub fn dot(&mut self, x: i32, y: i32, radius: i32, hint: &str) {
        let hint = Html::text(hint);
        self.push(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"><title>{hint}</title></circle>"));
    }

    /// An area given by path data.
    pub fn path(&mut self, data: &str, hint: &str) {
        let hint = Html::text(hint);
        self.push(format_args!("<path d=\"{data}\"><title>{hint}</title></path>"));
    }

    /// The whole drawing with its title and description.
    pub fn finish(self, height: i32, title: &str, description: &str) -> String {
        let (title, description) = (Html::text(title), Html::text(description));
        let mut head = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-label=\"{title}\""
        );
        let mut ground = String::new();
        let mut put = |text: std::fmt::Arguments<'_>| {
            let _ = head.write_fmt(text);
        };
        put(format_args!(" fill=\"currentColor\""));
        if let Ink::Solid { family, ink, paper, .. } = self.ink {
            if !family.is_empty() {
                put(format_args!(" font-family=\"{}\"", Html::text(family)));
            }
            if !ink.is_empty() {
                put(format_args!(" color=\"{}\"", Html::text(ink)));
            }
            if !paper.is_empty() {
                let paper = Html::text(paper);
                ground = format!("<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"{paper}\"/>");
            }
        }
        format!("{head}><title>{title}</title><desc>{description}</desc>{ground}{}</svg>", self.out)
    }

    fn push(&mut self, text: std::fmt::Arguments<'_>) {
        let _ = self.out.write_fmt(text);
    }
}

/// Perceived brightness of `#rrggbb`, 0 to 255; None when it is not written so.
fn luminance(colour: &str) -> Option<i64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let value = i64::from_str_radix(digits, 16).ok()?;
    Some((299 * (value >> 16) + 587 * (value >> 8 & 255) + 114 * (value & 255)) / 1000)
}
