//! Makes a picture fit: orientation, sRGB, crop, size, format, weight; all metadata gone.

use super::area::{Area, Cut, MIDDLE, Point};
use super::pixels::{self, Decoded};
use super::probe::{Format, Probe, probe};
use super::{encode, gif, jpeg, png, webp};
use image::DynamicImage;
use serde::Serialize;

/// What a picture shall fit into. Nothing is ever enlarged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fit {
    /// None: any width.
    pub max_width_px: Option<u32>,
    pub max_height_px: Option<u32>,
    /// Cut to this proportion (width, height) before it is made smaller.
    pub crop: Option<(u32, u32)>,
    /// Around this point; None: around the middle.
    pub focus: Option<Point>,
    pub format: Encoding,
    /// A picture with colours other than those of screens is not kept as it is.
    pub srgb: bool,
    /// JPEG quality, 1 to 100. Lowered, and then the picture made smaller, to meet `max_bytes`.
    pub quality: u8,
    pub max_bytes: Option<usize>,
    /// More pixels than this are refused before anything is decoded.
    pub max_pixels: u64,
}

/// What a picture is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Encoding {
    /// Its own format, and its own data where nothing but metadata must go. A GIF that must be made
    /// smaller becomes PNG.
    Keep,
    /// JPEG, transparency on white.
    Jpeg,
    /// PNG where there is transparency or there are few colours, JPEG otherwise.
    JpegOrPng,
}

impl Default for Fit {
    fn default() -> Fit {
        Fit {
            max_width_px: None,
            max_height_px: None,
            crop: None,
            focus: None,
            format: Encoding::Keep,
            srgb: false,
            quality: 82,
            max_bytes: None,
            max_pixels: 100_000_000,
        }
    }
}

/// A picture that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    pub bytes: Vec<u8>,
    pub width_px: u32,
    pub height_px: u32,
    /// `jpg`, `png`, `webp` or `gif`.
    pub extension: &'static str,
}

/// Makes `bytes` fit. Same bytes and [`Fit`], same result. An animated picture stays animated
/// with [`Encoding::Keep`], whatever its size; otherwise its first frame is taken.
///
/// # Errors
/// When the picture is broken, too large, in printing colours (CMYK) or cannot be made light enough.
pub fn fit(bytes: &[u8], to: &Fit) -> Result<Encoded, String> {
    fit_or_own(bytes, to).map(|(made, _)| made)
}

/// As [`fit`]; and whether the data of the picture is its own still.
///
/// # Errors
/// As [`fit`].
pub fn fit_or_own(bytes: &[u8], to: &Fit) -> Result<(Encoded, bool), String> {
    let probe = probe(bytes)?;
    check_pixels(&probe, to.max_pixels)?;
    let own = Encoded {
        bytes: strip(bytes, probe.format)?,
        width_px: probe.width_px,
        height_px: probe.height_px,
        extension: probe.format.extension(),
    };
    let plan = Plan::new(&probe, to);
    let animated = probe.animated && to.format == Encoding::Keep;
    let coloured = to.srgb && (probe.cmyk || pixels::has_profile(&own.bytes));
    if to.format == Encoding::Keep && (animated || plan.untouched(&probe) && !coloured) && to.allows(&own) {
        return Ok((own, true));
    }
    if animated {
        return Err(format!("动图有 {} KB，超过限度，请压缩或换成静止的图片", own.bytes.len().div_ceil(1024)));
    }
    check(&probe, to.max_pixels)?;
    let decoded = pixels::decode(bytes, &probe, to.max_pixels)?;
    let keep_own = plan.untouched(&probe) && decoded.is_plain() && to.may_be(probe.format);
    if keep_own && to.format == Encoding::Keep && to.allows(&own) {
        return Ok((own, true));
    }
    let made = plan.encode(&decoded, probe.format, to)?;
    let lighter = own.bytes.len() <= made.bytes.len() && own.width_px >= made.width_px;
    Ok(if keep_own && lighter && to.allows(&own) { (own, true) } else { (made, false) })
}

impl Fit {
    fn allows(&self, made: &Encoded) -> bool {
        self.max_bytes.is_none_or(|max| made.bytes.len() <= max)
    }

    /// Whether a picture of `format` may leave as it came.
    fn may_be(&self, format: Format) -> bool {
        match self.format {
            Encoding::Keep => true,
            Encoding::Jpeg => format == Format::Jpeg,
            Encoding::JpegOrPng => matches!(format, Format::Jpeg | Format::Png),
        }
    }
}

/// What is taken of the picture and how large it becomes, in pixels as the file has them (before
/// the picture is turned upright).
struct Plan {
    area: Area,
    width_px: f64,
    height_px: f64,
}

/// Each try makes the picture this much smaller, until it is light enough.
const SHRINK: f64 = 0.85;
const TRIES: i32 = 20;
/// The lowest quality, and the step towards it, before a picture is made smaller instead.
const LOWEST_QUALITY: u8 = 44;
const QUALITY_STEP: usize = 10;

impl Plan {
    fn new(probe: &Probe, to: &Fit) -> Plan {
        let turned = probe.orientation >= 5;
        let swap = |a, b| if turned { (b, a) } else { (a, b) };
        let whole = Area::whole(probe.width_px, probe.height_px);
        let cut = to.crop.filter(|(w, h)| *w > 0 && *h > 0).map(|ratio| Cut { ratio, focus: to.focus.or(Some(MIDDLE)) });
        let seen = cut.map_or(whole, |cut| whole.cut(cut));
        let area = seen.stored(probe.orientation, probe.width_px, probe.height_px);
        let (max_w, max_h) = swap(limit(to.max_width_px), limit(to.max_height_px));
        let scale = (max_w / area.width).min(max_h / area.height).min(1.0);
        Plan { area, width_px: area.width * scale, height_px: area.height * scale }
    }

    fn untouched(&self, probe: &Probe) -> bool {
        probe.orientation == 1
            && self.size(1.0) == (probe.width_px, probe.height_px)
    }

    fn size(&self, scale: f64) -> (u32, u32) {
        let whole = |px: f64| (px * scale).round().max(1.0) as u32;
        (whole(self.width_px), whole(self.height_px))
    }

    /// Lowers the quality, then the size, until the picture is light enough.
    fn encode(&self, decoded: &Decoded, from: Format, to: &Fit) -> Result<Encoded, String> {
        let drawing = to.format == Encoding::JpegOrPng && encode::is_drawing(&decoded.image);
        for step in 0..TRIES {
            let (width_px, height_px) = self.size(SHRINK.powi(step));
            let image = decoded.scaled(self.area, width_px, height_px)?;
            for quality in (LOWEST_QUALITY.min(to.quality)..=to.quality).rev().step_by(QUALITY_STEP) {
                let made = write(&image, from, to.format, drawing, quality)?;
                if to.allows(&made) {
                    return Ok(made);
                }
                if made.extension == Format::Png.extension() {
                    break;
                }
            }
        }
        Err("图片无法压缩到规定的大小，请换一张".to_string())
    }
}

fn limit(px: Option<u32>) -> f64 {
    px.map_or(f64::INFINITY, |px| f64::from(px.max(1)))
}

/// Whether a picture can be shown on screens at all.
///
/// # Errors
/// When it has more pixels than `max_pixels`, or printing colours.
pub fn check(probe: &Probe, max_pixels: u64) -> Result<(), String> {
    check_pixels(probe, max_pixels)?;
    match probe.cmyk {
        true => Err("这是印刷用的 CMYK 图片，屏幕上会偏色，请另存为 RGB 的 JPEG".to_string()),
        false => Ok(()),
    }
}

fn check_pixels(probe: &Probe, max_pixels: u64) -> Result<(), String> {
    if probe.pixels() <= max_pixels {
        return Ok(());
    }
    let (width, height) = (probe.width_px, probe.height_px);
    let most = if max_pixels < 10_000 { max_pixels.to_string() } else { format!("{} 万", max_pixels / 10_000) };
    Err(format!("图片有 {width}×{height} 像素，超过总共 {most}像素的上限，请先缩小"))
}

/// The same picture without metadata.
pub fn strip(bytes: &[u8], format: Format) -> Result<Vec<u8>, String> {
    match format {
        Format::Jpeg => jpeg::strip(bytes),
        Format::Png => png::strip(bytes),
        Format::Webp => webp::strip(bytes),
        Format::Gif => gif::strip(bytes),
    }
}

fn write(image: &DynamicImage, from: Format, to: Encoding, drawing: bool, quality: u8) -> Result<Encoded, String> {
    let (bytes, format) = match (to, from) {
        (Encoding::Keep, Format::Png | Format::Gif) => (encode::png(image)?, Format::Png),
        (Encoding::Keep, Format::Jpeg) | (Encoding::Jpeg, _) => (encode::jpeg(image, quality)?, Format::Jpeg),
        (Encoding::Keep, Format::Webp) => {
            (encode::webp(image, Some(quality)).ok_or("图片过大，无法写成 WebP")?, Format::Webp)
        }
        (Encoding::JpegOrPng, _) => encode::fitting(image, drawing, quality)?,
    };
    Ok(Encoded { bytes, width_px: image.width(), height_px: image.height(), extension: format.extension() })
}
