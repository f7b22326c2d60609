//! Several pictures on one sheet, and pictures laid on white.

use super::pixels::{self, Area, opaque};
use super::probe::{Format, probe};
use super::encode;
use image::{DynamicImage, Rgb, RgbImage, imageops};

/// JPEG quality of a sheet, and the least it is lowered to.
const QUALITY: u8 = 90;
const LEAST_QUALITY: u8 = 60;

/// Where a picture lies on a sheet, in pixels. It is stretched to that size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
}

/// A JPEG of `size_px` in the colour `ground` with `pictures` laid on it, of fewer than `max_bytes`.
///
/// # Errors
/// When a picture is broken, or the sheet cannot be made light enough.
pub fn sheet(size_px: (u32, u32), ground: [u8; 3], pictures: &[(Vec<u8>, Slot)], max_bytes: usize) -> Result<Vec<u8>, String> {
    let mut sheet = RgbImage::from_pixel(size_px.0, size_px.1, Rgb(ground));
    for (bytes, slot) in pictures {
        let probe = probe(bytes)?;
        let decoded = pixels::decode(bytes, &probe, probe.pixels().max(1))?;
        let area = Area { left: 0.0, top: 0.0, width: f64::from(decoded.image.width()), height: f64::from(decoded.image.height()) };
        let image = opaque(&decoded.scaled(area, slot.width, slot.height)?).to_rgb8();
        imageops::replace(&mut sheet, &image, i64::from(slot.left), i64::from(slot.top));
    }
    let sheet = DynamicImage::ImageRgb8(sheet);
    for quality in (LEAST_QUALITY..=QUALITY).rev().step_by(10) {
        let bytes = encode::jpeg(&sheet, quality)?;
        if bytes.len() < max_bytes {
            return Ok(bytes);
        }
    }
    Err("图片无法压缩到规定的大小，请换一张".to_string())
}

/// A PNG with nothing transparent: what was, is white. Other pictures stay as they are.
///
/// # Errors
/// When the picture is broken.
pub fn on_white(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let probe = probe(&bytes)?;
    if probe.format != Format::Png {
        return Ok(bytes);
    }
    match pixels::decode(&bytes, &probe, probe.pixels().max(1))?.image {
        image @ DynamicImage::ImageRgba8(_) => encode::png(&opaque(&image)),
        _ => Ok(bytes),
    }
}
