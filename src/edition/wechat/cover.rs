//! The two covers: the wide one of the list, the square one of sharing. Cut from the entry's
//! picture, or a title plate when there is none.

use super::folder::Folder;
use super::limits::PICTURE_BYTES;
use super::{pictures, plate};
use crate::diag::{Diagnostic, Warned};
use crate::edition::Rendered;
use crate::files::{self, Hash, Hasher};
use crate::media::{self, Encoding, Fit, Point};

/// The crop of a file that is shown whole.
pub const WHOLE: &str = "0_0_1_1";

/// JPEG quality of covers: they hold large letters, which show every artefact.
const QUALITY: u8 = 90;

/// One of the two covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crop {
    /// 2.35:1, 900×383 pixels.
    Wide,
    /// 1:1, 500×500 pixels.
    Square,
}

impl Crop {
    pub fn file(self) -> &'static str {
        match self {
            Crop::Wide => "cover.jpg",
            Crop::Square => "cover-square.jpg",
        }
    }

    /// Width and height in pixels.
    pub fn size_px(self) -> (u32, u32) {
        match self {
            Crop::Wide => (900, 383),
            Crop::Square => (500, 500),
        }
    }

    /// The parameter of draft/add that takes its coordinates.
    pub fn parameter(self) -> &'static str {
        match self {
            Crop::Wide => "pic_crop_235_1",
            Crop::Square => "pic_crop_1_1",
        }
    }
}

/// The picture covers are cut from, by path from `content/`: `wechat.cover`, else `cover`.
pub fn picture(folder: &Folder) -> Option<String> {
    let front = &folder.entry.front;
    let own = front.wechat.as_ref().and_then(|wechat| wechat.cover.as_deref());
    let written = own.or(front.cover.as_ref().map(|cover| cover.src.as_str()))?;
    let path = files::resolve(&folder.entry.path, written)?;
    folder.shop.catalog.files.get(&path).is_some().then_some(path)
}

pub fn fingerprint(folder: &Folder, crop: Crop) -> Hash {
    let mut hasher = Hasher::default();
    hasher.value(&("wechat cover", crop.file()));
    match picture(folder) {
        Some(picture) => {
            let focus = focus(folder, &picture);
            hasher.value(&(folder.shop.catalog.site.max_pixels(), focus)).hash(folder.content_hash(&picture))
        }
        None => hasher.hash(plate::fingerprint(folder)),
    };
    hasher.finish()
}

pub fn render(folder: &Folder, crop: Crop) -> Rendered {
    match picture(folder) {
        Some(picture) => from_picture(folder, crop, &picture),
        None => from_plate(folder, crop),
    }
}

/// What the picture is about, where the entry says so.
fn focus(folder: &Folder, picture: &str) -> Option<Point> {
    folder.entry.focus(|name| files::resolve(&folder.entry.path, name).as_deref() == Some(picture))
}

fn from_picture(folder: &Folder, crop: Crop, picture: &str) -> Rendered {
    let max_pixels = folder.shop.catalog.site.max_pixels();
    let fitted = folder.shop.fit(picture, &Fit { max_pixels, focus: focus(folder, picture), ..fit(crop) });
    match fitted {
        Ok(made) => {
            let small = too_small(folder, crop, picture, (made.width_px, made.height_px));
            Warned::new(Some(made.bytes), small.into_iter().collect())
        }
        Err(why) => Warned::new(None, vec![pictures::bad_picture(folder.entry, picture, &why)]),
    }
}

fn from_plate(folder: &Folder, crop: Crop) -> Rendered {
    let drawn = plate::svg(folder, crop).and_then(|svg| {
        let png = media::svg::png(&svg, crop.size_px().0, folder.studio.fonts(folder.shop));
        let jpeg = png.and_then(|png| media::fit(&png, &fit(crop)));
        jpeg.map_err(|why| {
            let message = format!("标题封面画不出来：{why}");
            Diagnostic::error("bad-cover", folder.entry.at(), message).help("核对 cover.svg 和标题中的特殊字符")
        })
    });
    match drawn {
        Ok(jpeg) => Warned::clean(Some(jpeg.bytes)),
        Err(found) => Warned::new(None, vec![found]),
    }
}

fn fit(crop: Crop) -> Fit {
    let (width, height) = crop.size_px();
    Fit {
        max_width_px: Some(width),
        crop: Some((width, height)),
        format: Encoding::Jpeg,
        quality: QUALITY,
        max_bytes: Some(PICTURE_BYTES),
        ..Fit::default()
    }
}

/// A warning when the picture was too small for the crop. One cover speaks for both.
fn too_small(folder: &Folder, crop: Crop, picture: &str, made_px: (u32, u32)) -> Option<Diagnostic> {
    let wanted = crop.size_px();
    if crop != Crop::Wide || made_px.0 >= wanted.0 {
        return None;
    }
    let message = format!(
        "封面 {picture} 裁成 2.35:1 后只有 {}×{} 像素，应不小于 {}×{}",
        made_px.0, made_px.1, wanted.0, wanted.1
    );
    let found = Diagnostic::warning("wechat-cover-small", folder.entry.at(), message);
    Some(found.help("换一张大图，或删去封面，改用标题封面"))
}
