//! SVG to PNG, with our own fonts only and nothing from the disk: same bytes on every machine.

use super::{encode, pixels};
use image::{DynamicImage, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb::Database};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// Most pixels a drawing may have; a mistaken `viewBox` shall not fill the memory.
const MAX_PIXELS: u64 = 64_000_000;

/// The styles of Chinese type as family names end in them: 黑体, 宋体, 楷体.
const SANS: &str = "Hei";
const SERIF: &str = "Song";
const CURSIVE: &str = "Kai";

/// The fonts SVG text is set in. Cheap to clone; make it once.
#[derive(Clone)]
pub struct Fonts {
    database: Arc<Database>,
    /// The family of text that names none.
    plain: String,
    covered: Arc<BTreeSet<char>>,
}

impl Fonts {
    /// Fonts from the bytes of font files. `sans-serif` is the first family of them that is a Hei,
    /// `serif` a Song, `cursive` a Kai; text that names no family is set in the Hei.
    #[must_use]
    pub fn new<'f>(files: impl IntoIterator<Item = &'f [u8]>) -> Fonts {
        let mut database = Database::new();
        let mut covered = BTreeSet::new();
        for file in files {
            cover(file, &mut covered);
            database.load_font_data(file.to_vec());
        }
        let plain = family(&database, SANS);
        database.set_sans_serif_family(&plain);
        database.set_monospace_family(&plain);
        database.set_fantasy_family(&plain);
        database.set_serif_family(family(&database, SERIF));
        database.set_cursive_family(family(&database, CURSIVE));
        Fonts { database: Arc::new(database), plain, covered: Arc::new(covered) }
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fonts({} faces)", self.database.len())
    }
}

/// Adds the characters a font file has glyphs for.
fn cover(file: &[u8], covered: &mut BTreeSet<char>) {
    let Ok(face) = ttf_parser::Face::parse(file, 0) else { return };
    let tables = face.tables().cmap.iter().flat_map(|cmap| cmap.subtables);
    for table in tables.filter(ttf_parser::cmap::Subtable::is_unicode) {
        table.codepoints(|point| covered.extend(char::from_u32(point)));
    }
}

/// The first character of the words of `svg` that no font has.
fn missing(svg: &str, fonts: &Fonts) -> Option<char> {
    let words = svg.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words);
    words.flat_map(str::chars).find(|c| !c.is_control() && !c.is_whitespace() && !fonts.covered.contains(c))
}

/// Draws `svg` `width_px` wide; its height follows from its proportion. Pictures within it must be
/// `data:` addresses.
///
/// # Errors
/// When it is no well-formed SVG, would be too large, or holds a character no font has.
pub fn png(svg: &str, width_px: u32, fonts: &Fonts) -> Result<Vec<u8>, String> {
    if let Some(c) = missing(svg, fonts) {
        return Err(format!("字体里没有“{c}”（U+{:04X}）这个字，画出来会是空框", u32::from(c)));
    }
    let options = Options {
        fontdb: Arc::clone(&fonts.database),
        font_family: fonts.plain.clone(),
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

/// The first family whose name ends in `style`; the first of all when there is none.
fn family(database: &Database, style: &str) -> String {
    let names = || database.faces().flat_map(|face| face.families.iter().map(|(name, _)| name.as_str()));
    names().find(|name| name.ends_with(style)).or_else(|| names().next()).unwrap_or_default().to_string()
}
