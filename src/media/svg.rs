//! SVG to PNG, with our own fonts only and nothing from the disk: same bytes on every machine.

use super::{encode, pixels};
use image::{DynamicImage, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb::{Database, Family}};
use std::fmt;
use std::sync::Arc;

/// Most pixels a drawing may have; a mistaken `viewBox` shall not fill the memory.
const MAX_PIXELS: u64 = 64_000_000;

/// The fonts SVG text is set in. Cheap to clone; make it once.
#[derive(Clone)]
pub struct Fonts {
    database: Arc<Database>,
}

impl Fonts {
    /// Fonts from the bytes of font files. Text that names no family of theirs is set in the family
    /// of the first file: what is drawn names its fonts, as looks do.
    #[must_use]
    pub fn new<'f>(files: impl IntoIterator<Item = &'f [u8]>) -> Fonts {
        let mut database = Database::new();
        files.into_iter().for_each(|file| database.load_font_data(file.to_vec()));
        let first = database.faces().next().and_then(|face| face.families.first());
        let family = first.map_or_else(String::new, |(name, _)| name.clone());
        database.set_sans_serif_family(&family);
        database.set_monospace_family(&family);
        database.set_fantasy_family(&family);
        database.set_serif_family(&family);
        database.set_cursive_family(&family);
        Fonts { database: Arc::new(database) }
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fonts({} faces)", self.database.len())
    }
}

/// Draws `svg` `width_px` wide; its height follows from its proportion. Pictures within it must be
/// `data:` addresses.
///
/// # Errors
/// When it is no well-formed SVG or would be too large.
pub fn png(svg: &str, width_px: u32, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let options = Options {
        fontdb: Arc::clone(&fonts.database),
        font_family: fonts.database.family_name(&Family::SansSerif).to_string(),
        languages: vec!["zh".to_string()],
        image_href_resolver: ImageHrefResolver {
            resolve_string: Box::new(|_, _| None),
            ..ImageHrefResolver::default()
        },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| format!("SVG 无法解读：{error}"))?;
    let scale = width_px as f32 / tree.size().width();
    let height_px = (tree.size().height() * scale).round().max(1.0) as u32;
    if u64::from(width_px) * u64::from(height_px) > MAX_PIXELS {
        return Err(format!("SVG 画成 {width_px}×{height_px} 像素，过大"));
    }
    let mut canvas = Pixmap::new(width_px, height_px).ok_or("SVG 的宽为零")?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut canvas.as_mut());
    let image = RgbaImage::from_raw(width_px, height_px, canvas.take_demultiplied()).ok_or("SVG 无法画出")?;
    encode::png(&pixels::plain(DynamicImage::ImageRgba8(image)))
}
