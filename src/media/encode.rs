//! Encoders: the same pixels and settings give the same bytes, without any metadata.

use super::pixels::opaque;
use super::probe::Format;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageEncoder};
use std::collections::BTreeSet;

/// A picture of no more colours than this is a drawing, and better kept as PNG.
const FEW_COLOURS: usize = 256;

/// JPEG of `quality` 1 to 100; transparency becomes white.
pub fn jpeg(image: &DynamicImage, quality: u8) -> Result<Vec<u8>, String> {
    let image = opaque(image);
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, quality)
        .write_image(image.as_bytes(), image.width(), image.height(), image.color().into())
        .map_err(|_| "图片无法写成 JPEG".to_string())?;
    Ok(out)
}

pub fn png(image: &DynamicImage) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive)
        .write_image(image.as_bytes(), image.width(), image.height(), image.color().into())
        .map_err(|_| "图片无法写成 PNG".to_string())?;
    Ok(out)
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
