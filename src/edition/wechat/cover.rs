//! The cover: one picture with both crops on it, the wide one of lists above the square one of
//! sharing, cut from the entry's picture, or a title plate when there is none. The platform takes
//! one file and the coordinates of the two.

use super::colour::Colour;
use super::folder::Folder;
use super::limits::PICTURE_BYTES;
use super::{lint, pictures, plate};
use crate::diag::{Diagnostic, Severity, Warned};
use crate::edition::Rendered;
use crate::files::{self, Hash, Hasher};
use crate::media::{self, Encoding, Fit, Slot};

/// The name of its file.
pub const FILE: &str = "cover.jpg";

/// Its size in pixels.
pub const SIZE_PX: (u32, u32) = (1175, 1000);

/// JPEG quality of the two pictures before they are put together.
const QUALITY: u8 = 96;

/// One of the two crops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crop {
    /// 2.35:1.
    Wide,
    /// 1:1.
    Square,
}

impl Crop {
    pub const ALL: [Crop; 2] = [Crop::Wide, Crop::Square];

    /// Where it lies on the cover.
    pub fn slot(self) -> Slot {
        match self {
            Crop::Wide => Slot { left: 0, top: 0, width: 1175, height: 500 },
            Crop::Square => Slot { left: 0, top: 500, width: 500, height: 500 },
        }
    }

    /// The parameter of draft/add that takes its coordinates.
    pub fn parameter(self) -> &'static str {
        match self {
            Crop::Wide => "pic_crop_235_1",
            Crop::Square => "pic_crop_1_1",
        }
    }

    /// `X1_Y1_X2_Y2`, from 0 to 1 of the cover.
    pub fn coordinates(self) -> String {
        let Slot { left, top, width, height } = self.slot();
        let part = |px: u32, of: u32| {
            let text = format!("{:.6}", f64::from(px) / f64::from(of));
            text.trim_end_matches('0').trim_end_matches('.').to_string()
        };
        let (wide, high) = SIZE_PX;
        [part(left, wide), part(top, high), part(left + width, wide), part(top + height, high)].join("_")
    }
}

/// The picture the cover is cut from, by path from `content/`: what the issue says, `wechat.cover`,
/// else `cover`.
pub fn picture(folder: &Folder) -> Option<String> {
    let front = &folder.entry.front;
    let there = |path: String| folder.shop.catalog.files.get(&path).is_some().then_some(path);
    let issue = folder.item.own.as_ref().and_then(|own| own.cover.as_deref());
    if let Some(path) = issue.and_then(|cover| there(cover.trim_start_matches('/').to_string())) {
        return Some(path);
    }
    let own = front.wechat.as_ref().and_then(|wechat| wechat.cover.as_deref());
    let written = own.or(front.cover.as_ref().map(|cover| cover.src.as_str()))?;
    files::resolve(&folder.entry.path, written).and_then(there)
}

pub fn fingerprint(folder: &Folder) -> Hash {
    let mut hasher = Hasher::default();
    hasher.value(&("wechat cover", &folder.studio.look.cover));
    match picture(folder) {
        Some(picture) => hasher.value(&folder.shop.catalog.site.max_pixels()).hash(folder.content_hash(&picture)),
        None => hasher.hash(plate::fingerprint(folder)),
    };
    hasher.finish()
}

pub fn render(folder: &Folder) -> Rendered {
    let made = match picture(folder) {
        Some(picture) => from_picture(folder, &picture),
        None => from_plate(folder),
    };
    let laid = made.and_then(|(pictures, small)| {
        let pieces: Vec<(Vec<u8>, Slot)> = pictures.into_iter().zip(Crop::ALL.map(Crop::slot)).collect();
        let sheet = media::sheet(SIZE_PX, ground(folder), &pieces, PICTURE_BYTES);
        sheet.map(|bytes| (bytes, small)).map_err(|why| broken(folder, &why))
    });
    match laid {
        Ok((bytes, small)) => {
            let [wide, square] = Crop::ALL.map(Crop::coordinates);
            let mut found: Vec<Diagnostic> = small.into_iter().collect();
            found.extend(lint::cover(SIZE_PX, &wide, &square).into_iter().map(|fault| folder.diagnostic(fault)));
            let failed = found.iter().any(|found| found.severity == Severity::Error);
            Warned::new((!failed).then_some(bytes), found)
        }
        Err(found) => Warned::new(None, vec![found]),
    }
}

/// The two crops as pictures of their own, and what is to be said of them.
type Made = (Vec<Vec<u8>>, Option<Diagnostic>);

fn from_picture(folder: &Folder, picture: &str) -> Result<Made, Diagnostic> {
    let bad = |why: String| pictures::bad_picture(folder.entry, picture, &why);
    let source = folder.shop.catalog.files.bytes(picture).map_err(bad)?;
    let max_pixels = folder.shop.catalog.site.max_pixels();
    let (mut out, mut small) = (Vec::new(), None);
    for crop in Crop::ALL {
        let Slot { width, height, .. } = crop.slot();
        let fit = Fit {
            max_width_px: Some(width),
            crop: Some((width, height)),
            format: Encoding::Jpeg,
            quality: QUALITY,
            max_pixels,
            ..Fit::default()
        };
        let made = media::fit(&source, &fit).map_err(bad)?;
        if crop == Crop::Wide && (made.width_px < 900 || made.height_px < 383) {
            small = Some(too_small(folder, picture, (made.width_px, made.height_px)));
        }
        out.push(made.bytes);
    }
    Ok((out, small))
}

fn from_plate(folder: &Folder) -> Result<Made, Diagnostic> {
    let drawn = Crop::ALL.map(|crop| {
        let svg = plate::svg(folder, crop)?;
        media::svg::png(&svg, crop.slot().width, folder.studio.fonts(folder.shop)).map_err(|why| broken(folder, &why))
    });
    drawn.into_iter().collect::<Result<Vec<_>, _>>().map(|pictures| (pictures, None))
}

fn broken(folder: &Folder, why: &str) -> Diagnostic {
    let message = format!("封面画不出来：{why}");
    Diagnostic::error("bad-cover", folder.entry.at(), message).help("核对封面图片、cover.svg 和标题中的特殊字符")
}

/// The ground of the sheet, which no crop shows.
fn ground(folder: &Folder) -> [u8; 3] {
    let paper = folder.studio.look.cover.get("paper").and_then(|paper| Colour::read(paper));
    let Colour { r, g, b } = paper.unwrap_or(super::dark::LIGHT_GROUND);
    [r as u8, g as u8, b as u8]
}

fn too_small(folder: &Folder, picture: &str, made_px: (u32, u32)) -> Diagnostic {
    let message = format!(
        "封面 {picture} 裁成 2.35:1 后只有 {}×{} 像素，应不小于 900×383，放大后会模糊",
        made_px.0, made_px.1
    );
    let found = Diagnostic::warning("wechat-cover-small", folder.entry.at(), message);
    found.help("换一张大图，或删去封面，改用标题封面")
}
