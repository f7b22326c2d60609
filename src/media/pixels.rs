//! Decoded pictures: within limits, upright, in sRGB, cut and made smaller.

use super::area::Area;
use super::probe::{Format, Probe};
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use std::io::Cursor;

/// A decoded picture as the file has it: not yet turned upright, colours as its profile says.
pub struct Decoded {
    /// `Luma8`, `Rgb8`, or `Rgba8` where something is transparent.
    pub image: DynamicImage,
    /// The colour profile, when it is an RGB one other than sRGB.
    profile: Option<Box<ColorProfile>>,
    orientation: Orientation,
}

/// Decodes a picture (the first frame of an animated one) of at most `max_pixels`.
pub fn decode(bytes: &[u8], probe: &Probe, max_pixels: u64) -> Result<Decoded, String> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), image_format(probe.format));
    let mut limits = Limits::default();
    limits.max_alloc = Some(max_pixels.saturating_mul(8).saturating_add(1 << 20));
    reader.limits(limits);
    let broken = |_| "图片已损坏，无法解码，请换一份".to_string();
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let profile = decoder.icc_profile().ok().flatten().and_then(|icc| foreign_profile(&icc));
    let image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    let orientation = Orientation::from_exif(probe.orientation).unwrap_or(Orientation::NoTransforms);
    Ok(Decoded { image: plain(image), profile, orientation })
}

impl Decoded {
    /// Whether its pixels can be shown as they are: upright, in sRGB.
    pub fn is_plain(&self) -> bool {
        self.profile.is_none() && self.orientation == Orientation::NoTransforms
    }

    /// `area` of the picture, `width_px` by `height_px` (both before it is turned upright), in sRGB.
    pub fn scaled(&self, area: Area, width_px: u32, height_px: u32) -> Result<DynamicImage, String> {
        let mut out = DynamicImage::new(width_px, height_px, self.image.color());
        let options = ResizeOptions::new()
            .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
            .crop(area.left, area.top, area.width, area.height);
        Resizer::new().resize(&self.image, &mut out, &options).map_err(|_| "图片无法缩放".to_string())?;
        if let Some(profile) = &self.profile {
            out = to_srgb(out, profile);
        }
        out.apply_orientation(self.orientation);
        Ok(out)
    }
}

/// `image` on white.
pub fn opaque(image: &DynamicImage) -> DynamicImage {
    let DynamicImage::ImageRgba8(rgba) = image else { return image.clone() };
    let mut out = RgbImage::new(rgba.width(), rgba.height());
    for (to, from) in out.pixels_mut().zip(rgba.pixels()) {
        let [r, g, b, a] = from.0.map(u32::from);
        let on_white = |part: u32| ((part * a + 255 * (255 - a) + 127) / 255) as u8;
        to.0 = [on_white(r), on_white(g), on_white(b)];
    }
    DynamicImage::ImageRgb8(out)
}

/// Eight bits a channel; transparency only where there is some.
pub fn plain(image: DynamicImage) -> DynamicImage {
    if image.color().has_alpha() {
        let rgba = image.into_rgba8();
        return match rgba.pixels().any(|pixel| pixel.0[3] < 255) {
            true => DynamicImage::ImageRgba8(rgba),
            false => DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(rgba).into_rgb8()),
        };
    }
    match image.color().has_color() {
        true => DynamicImage::ImageRgb8(image.into_rgb8()),
        false => DynamicImage::ImageLuma8(image.into_luma8()),
    }
}

/// Whether the file brings a colour profile, whatever is in it.
pub fn has_profile(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    [&b"ICC_PROFILE\0"[..], b"iCCP", b"ICCP"].iter().any(|name| memchr::memmem::find(head, name).is_some())
}

fn image_format(format: Format) -> ImageFormat {
    match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::Webp => ImageFormat::WebP,
        Format::Gif => ImageFormat::Gif,
    }
}

/// The profile of an RGB space that is not sRGB; one that cannot be read is taken for sRGB.
fn foreign_profile(icc: &[u8]) -> Option<Box<ColorProfile>> {
    let profile = ColorProfile::new_from_slice(icc).ok()?;
    let srgb = ColorProfile::new_srgb();
    let near = |a: f64, b: f64| (a - b).abs() < 0.002;
    let pairs = [
        (profile.red_colorant, srgb.red_colorant),
        (profile.green_colorant, srgb.green_colorant),
        (profile.blue_colorant, srgb.blue_colorant),
    ];
    let same = pairs.iter().all(|(a, b)| near(a.x, b.x) && near(a.y, b.y) && near(a.z, b.z));
    (profile.color_space == DataColorSpace::Rgb && !same).then(|| Box::new(profile))
}

fn to_srgb(image: DynamicImage, profile: &ColorProfile) -> DynamicImage {
    let (layout, alpha) = match &image {
        DynamicImage::ImageRgb8(_) => (Layout::Rgb, false),
        DynamicImage::ImageRgba8(_) => (Layout::Rgba, true),
        _ => return image,
    };
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, options) else {
        return image;
    };
    let mut out = vec![0; image.as_bytes().len()];
    if transform.transform(image.as_bytes(), &mut out).is_err() {
        return image;
    }
    let (width, height) = (image.width(), image.height());
    let converted = match alpha {
        true => RgbaImage::from_raw(width, height, out).map(DynamicImage::ImageRgba8),
        false => RgbImage::from_raw(width, height, out).map(DynamicImage::ImageRgb8),
    };
    converted.unwrap_or(image)
}
