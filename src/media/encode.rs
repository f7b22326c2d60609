//! Encoders: the same pixels and settings give the same bytes, without any metadata.

use super::pixels::opaque;
use super::probe::Format;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use std::collections::BTreeSet;

/// Grows whenever an encoder gives other bytes than before: what was kept is then made anew.
pub const VERSION: u32 = 1;

/// A picture of no more colours than this is a drawing, and better kept as PNG.
const FEW_COLOURS: usize = 256;

/// From this quality on colours are as fine as brightness: letters on a coloured ground stay sharp.
const FINE_COLOURS: u8 = 90;

/// Longest side a WebP can have, in pixels.
const WEBP_LONGEST_PX: u32 = 16_383;

/// How hard libwebp tries, 0 to 6. From 2 to 4 it takes 2.4 times as long and saves 4 bytes of 100.
const WEBP_EFFORT: i32 = 2;

/// JPEG of `quality` 1 to 100; transparency becomes white.
pub fn jpeg(image: &DynamicImage, quality: u8) -> Result<Vec<u8>, String> {
    let fault = || "图片无法写成 JPEG".to_string();
    let image = opaque(image);
    let colours = match &image {
        DynamicImage::ImageLuma8(_) => ColorType::Luma,
        _ => ColorType::Rgb,
    };
    let (width, height) = (u16::try_from(image.width()), u16::try_from(image.height()));
    let (Ok(width), Ok(height)) = (width, height) else { return Err(fault()) };
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_sampling_factor(if quality < FINE_COLOURS { SamplingFactor::F_2_2 } else { SamplingFactor::F_1_1 });
    encoder.encode(image.as_bytes(), width, height, colours).map_err(|_| fault())?;
    Ok(out)
}

pub fn png(image: &DynamicImage) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive)
        .write_image(image.as_bytes(), image.width(), image.height(), image.color().into())
        .map_err(|_| "图片无法写成 PNG".to_string())?;
    Ok(out)
}

/// WebP of `quality` 1 to 100, or without loss; None where the picture is too large for one.
pub fn webp(image: &DynamicImage, quality: Option<u8>) -> Option<Vec<u8>> {
    if image.width().max(image.height()) > WEBP_LONGEST_PX {
        return None;
    }
    let mut config = webp::WebPConfig::new().ok()?;
    config.method = WEBP_EFFORT;
    config.thread_level = 0;
    config.lossless = i32::from(quality.is_none());
    config.quality = quality.map_or(75.0, f32::from);
    let (width, height) = (image.width(), image.height());
    let made = match image {
        DynamicImage::ImageRgba8(rgba) => webp::Encoder::from_rgba(rgba, width, height).encode_advanced(&config),
        other => webp::Encoder::from_rgb(&other.to_rgb8(), width, height).encode_advanced(&config),
    };
    made.ok().map(|made| made.to_vec())
}

/// PNG for transparency; for a drawing, whichever of PNG and JPEG is lighter; JPEG otherwise.
pub fn fitting(image: &DynamicImage, drawing: bool, quality: u8) -> Result<(Vec<u8>, Format), String> {
    if image.color().has_alpha() {
        return png(image).map(|bytes| (bytes, Format::Png));
    }
    let photo = jpeg(image, quality)?;
    if drawing {
        let flat = png(image)?;
        if flat.len() <= photo.len() {
            return Ok((flat, Format::Png));
        }
    }
    Ok((photo, Format::Jpeg))
}

/// Whether a picture has so few colours that it must be a drawing or a screen shot.
pub fn is_drawing(image: &DynamicImage) -> bool {
    let width = match image {
        DynamicImage::ImageLuma8(_) => return false,
        DynamicImage::ImageRgba8(_) => 4,
        _ => 3,
    };
    let mut seen = BTreeSet::new();
    image.as_bytes().chunks_exact(width).all(|pixel| {
        seen.insert(pixel);
        seen.len() <= FEW_COLOURS
    })
}
