//! Versions of a picture for screens: several widths, each as JPEG or PNG and as WebP where that is
//! lighter. The picture is decoded once for all of them; none is larger than what it stands for.

use super::area::{Area, Cut};
use super::fit::{check, strip};
use super::pixels::{Decoded, decode};
use super::probe::{Format, Probe, probe};
use super::encode;
use image::DynamicImage;
use serde::{Deserialize, Serialize};

/// What versions are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    /// None: the whole picture.
    pub cut: Option<Cut>,
    /// In pixels, ascending. Nothing is enlarged; what is narrower than the widest of them has a
    /// version of its own width too.
    pub widths: Vec<u32>,
    /// WebP as well.
    pub webp: bool,
    /// Of JPEG and WebP, 1 to 100.
    pub quality: u8,
    pub webp_quality: u8,
    /// More pixels than this are refused before anything is decoded.
    pub max_pixels: u64,
}

/// One version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub width_px: u32,
    pub height_px: u32,
    pub format: Format,
    /// None: the picture itself, without metadata, is as good.
    pub bytes: Option<Vec<u8>>,
}

/// The versions of a picture, WebP after the others; none of an animated one, and none of a cut that
/// takes nothing away, which the whole serves as well. Same bytes and recipe, same versions. Without
/// WebP of the widest there is no WebP at all, since a browser that takes it takes it for every width.
///
/// # Errors
/// When the picture is broken, too large, or in printing colours (CMYK).
pub fn versions(bytes: &[u8], recipe: &Recipe) -> Result<(Probe, Vec<Version>), String> {
    let probe = probe(bytes)?;
    check(&probe, recipe.max_pixels)?;
    let whole = Area::whole(probe.width_px, probe.height_px);
    let area = recipe.cut.map_or(whole, |cut| whole.cut(cut));
    if probe.animated || recipe.cut.is_some() && area.is_nearly(whole) {
        return Ok((probe, Vec::new()));
    }
    let decoded = decode(bytes, &probe, recipe.max_pixels)?;
    let own = strip(bytes, probe.format)?;
    let usable = matches!(probe.format, Format::Jpeg | Format::Png) && decoded.is_plain();
    let bench = Bench {
        decoded: &decoded,
        probe: &probe,
        recipe,
        area,
        drawing: encode::is_drawing(&decoded.image),
        own: (usable && recipe.cut.is_none()).then_some(own.len()),
        most: if recipe.cut.is_none() { own.len() } else { usize::MAX },
    };
    let (mut all, mut webp) = (Vec::new(), Vec::new());
    let mut widest_is_webp = false;
    for width_px in bench.widths() {
        let made = bench.version(width_px)?;
        widest_is_webp = made.webp.is_some();
        all.extend(made.plain);
        webp.extend(made.webp);
    }
    if widest_is_webp {
        all.extend(webp);
    }
    Ok((probe, all))
}

/// What every version of one picture is made with.
struct Bench<'a> {
    decoded: &'a Decoded,
    probe: &'a Probe,
    recipe: &'a Recipe,
    area: Area,
    drawing: bool,
    /// Length of the picture itself in bytes, where browsers can show it as it is.
    own: Option<usize>,
    /// No version has more bytes.
    most: usize,
}

/// A width in both formats.
struct Made {
    plain: Option<Version>,
    webp: Option<Version>,
}

impl Bench<'_> {
    /// The widths to be made, ascending.
    fn widths(&self) -> Vec<u32> {
        let full = self.area.width as u32;
        let mut widths: Vec<u32> = self.recipe.widths.iter().copied().filter(|width| *width < full).collect();
        if widths.len() < self.recipe.widths.len() {
            widths.push(full);
        }
        widths
    }

    fn version(&self, width_px: u32) -> Result<Made, String> {
        let full = width_px == self.area.width as u32;
        let height_px = (self.area.height * f64::from(width_px) / self.area.width).round().max(1.0) as u32;
        let of = |bytes, format| Version { width_px, height_px, format, bytes };
        let image = self.image(width_px, height_px)?;
        let itself = self.own.filter(|_| full).map(|_| of(None, self.probe.format));
        let photo = !self.drawing && !image.color().has_alpha();
        let (plain, format, most) = match itself {
            Some(itself) if !photo || self.probe.format == Format::Jpeg => (Some(itself), self.probe.format, self.most),
            itself => {
                let (bytes, format) = self.plain(&image)?;
                let most = bytes.len().min(self.most);
                // A picture no browser shows as it is needs its version, however large.
                let kept = bytes.len() < self.most || self.own.is_none();
                (if kept { Some(of(Some(bytes), format)) } else { itself }, format, most)
            }
        };
        // Drawings lose nothing: their edges would blur.
        let flat = format == Format::Png && (self.drawing || image.color().has_alpha());
        let webp = self.recipe.webp.then(|| encode::webp(&image, (!flat).then_some(self.recipe.webp_quality)));
        let webp = webp.flatten().filter(|bytes| bytes.len() < most);
        Ok(Made { plain, webp: webp.map(|bytes| of(Some(bytes), Format::Webp)) })
    }

    /// PNG of a whole drawing, even where that is heavier than JPEG: then the drawing itself serves.
    fn plain(&self, image: &DynamicImage) -> Result<(Vec<u8>, Format), String> {
        match self.drawing && self.own.is_some() {
            true => encode::png(image).map(|bytes| (bytes, Format::Png)),
            false => encode::fitting(image, self.drawing, self.recipe.quality),
        }
    }

    fn image(&self, width_px: u32, height_px: u32) -> Result<DynamicImage, String> {
        let stored = self.area.stored(self.probe.orientation, self.probe.width_px, self.probe.height_px);
        let (width, height) = if self.probe.orientation >= 5 { (height_px, width_px) } else { (width_px, height_px) };
        self.decoded.scaled(stored, width, height)
    }
}
