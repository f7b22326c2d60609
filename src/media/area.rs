//! The part of a picture that is taken: which, by proportion and focal point, and where it lies in
//! the file, whose pixels may be turned.

use serde::{Deserialize, Serialize};

/// A part of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// What a picture is about, in parts of a hundred of its width and height, from left and top, as it
/// is seen upright.
pub type Point = (u8, u8);

/// A cut to a proportion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Width and height.
    pub ratio: (u32, u32),
    /// As near the middle of the part as can be; None: [`MIDDLE`], and [`HEADS`] of a picture
    /// higher than wide.
    pub focus: Option<Point>,
}

/// What is taken where nothing is known of a picture.
pub const MIDDLE: Point = (50, 50);
/// In a picture higher than wide people stand, and their heads are what matters.
pub const HEADS: Point = (50, 38);

impl Area {
    /// The whole of a picture.
    pub fn whole(width_px: u32, height_px: u32) -> Area {
        Area { left: 0.0, top: 0.0, width: f64::from(width_px), height: f64::from(height_px) }
    }

    /// The largest part of the proportion of `cut`, in whole pixels.
    pub fn cut(self, cut: Cut) -> Area {
        let (w, h) = (f64::from(cut.ratio.0.max(1)), f64::from(cut.ratio.1.max(1)));
        let part = (self.width / w).min(self.height / h);
        let width = (w * part).round().clamp(1.0, self.width);
        let height = (h * part).round().clamp(1.0, self.height);
        let standing = if self.height > self.width { HEADS } else { MIDDLE };
        let (x, y) = cut.focus.unwrap_or(standing);
        let start = |whole: f64, part: f64, at: u8| (whole * f64::from(at) / 100.0 - part / 2.0).clamp(0.0, whole - part).floor();
        Area { left: start(self.width, width, x), top: start(self.height, height, y), width, height }
    }

    /// Whether it is `other` but for a pixel.
    pub fn is_nearly(self, other: Area) -> bool {
        (self.width - other.width).abs() <= 1.0 && (self.height - other.height).abs() <= 1.0
    }

    /// Where this part of a picture seen upright, `width_px` by `height_px`, lies in a file of an
    /// EXIF orientation (EXIF 2.3, tag 274).
    pub fn stored(self, orientation: u8, width_px: u32, height_px: u32) -> Area {
        let Area { left, top, width, height } = self;
        let right = f64::from(width_px) - left - width;
        let below = f64::from(height_px) - top - height;
        let upright = |left, top| Area { left, top, width, height };
        let turned = |left, top| Area { left, top, width: height, height: width };
        match orientation {
            2 => upright(right, top),
            3 => upright(right, below),
            4 => upright(left, below),
            5 => turned(top, left),
            6 => turned(top, right),
            7 => turned(below, right),
            8 => turned(below, left),
            _ => self,
        }
    }
}
