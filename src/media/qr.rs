//! QR codes: level M, a quiet zone of four modules (ISO/IEC 18004).

use super::encode;
use crate::markup::el;
use image::{DynamicImage, GrayImage, Luma};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// Light modules around the code.
const QUIET: usize = 4;

/// The code of `text` as an SVG of one unit a module, all dark ones one path filled with `fill`
/// (any SVG paint, such as `currentColor` or black for a print of one ink).
///
/// # Errors
/// When the text is too long for a QR code.
pub fn svg(text: &str, fill: &str) -> Result<String, String> {
    let code = Modules::new(text)?;
    let side = code.side();
    let path = el("path").attr("fill", fill).attr("d", &code.path()).done();
    let svg = el("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .attr("viewBox", &format!("0 0 {side} {side}"))
        .attr("shape-rendering", "crispEdges")
        .child(path);
    Ok(svg.done().into_string())
}

/// The code of `text` as a black and white PNG, as wide as whole modules allow within `width_px`.
///
/// # Errors
/// As [`svg`], or when `width_px` is less than a pixel a module.
pub fn png(text: &str, width_px: u32) -> Result<Vec<u8>, String> {
    let code = Modules::new(text)?;
    let module_px = width_px as usize / code.side();
    if module_px == 0 {
        return Err(format!("二维码至少要 {} 像素宽", code.side()));
    }
    let side_px = (module_px * code.side()) as u32;
    let image = GrayImage::from_fn(side_px, side_px, |x, y| {
        let dark = code.is_dark(x as usize / module_px, y as usize / module_px);
        Luma([if dark { 0 } else { 255 }])
    });
    encode::png(&DynamicImage::ImageLuma8(image))
}

struct Modules {
    code: QrCode,
}

impl Modules {
    fn new(text: &str) -> Result<Modules, String> {
        QrCode::with_error_correction_level(text, EcLevel::M)
            .map(|code| Modules { code })
            .map_err(|_| "内容太长，放不进一个二维码".to_string())
    }

    /// Modules of a side, quiet zone included.
    fn side(&self) -> usize {
        self.code.width() + 2 * QUIET
    }

    /// Counted from the corner of the quiet zone.
    fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = QUIET..QUIET + self.code.width();
        inside.contains(&x) && inside.contains(&y) && self.code[(x - QUIET, y - QUIET)] == Color::Dark
    }

    /// A rectangle for every run of dark modules in a row.
    fn path(&self) -> String {
        let side = self.side();
        let mut out = String::new();
        for y in 0..side {
            let mut x = 0;
            while x < side {
                let run = (x..side).take_while(|x| self.is_dark(*x, y)).count();
                if run > 0 {
                    let _ = write!(out, "M{x} {y}h{run}v1h-{run}z");
                }
                x += run.max(1);
            }
        }
        out
    }
}
