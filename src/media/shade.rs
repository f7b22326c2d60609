//! How much of a picture with holes is dark, and would be lost on a dark ground.

use super::pixels;
use super::probe::probe;
use image::DynamicImage;

/// Parts darker than this, 0 to 255, are dark.
const DARK: u32 = 110;

/// The share of dark pixels among those that are not transparent; None when nothing is transparent
/// or the picture cannot be decoded.
#[must_use]
pub fn shade(bytes: &[u8]) -> Option<f64> {
    let probe = probe(bytes).ok()?;
    let DynamicImage::ImageRgba8(image) = pixels::decode(bytes, &probe, probe.pixels().max(1)).ok()?.image else { return None };
    let (mut seen, mut dark, mut holes) = (0_u64, 0_u64, false);
    for pixel in image.pixels() {
        let [r, g, b, a] = pixel.0.map(u32::from);
        if a < 128 {
            holes = true;
        } else {
            seen += 1;
            dark += u64::from((r * 299 + g * 587 + b * 114) / 1000 < DARK);
        }
    }
    (holes && seen > 0).then(|| dark as f64 / seen as f64)
}
