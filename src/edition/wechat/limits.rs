//! What the platform takes (`reference/wechat.md` A9, A11, E1 12–14).

/// Characters of a title (draft/add, error 45003).
pub const TITLE_CHARS: usize = 32;

/// Characters of a title that lists show.
pub const LIST_CHARS: usize = 26;

/// Characters of a digest (the editor takes 120, the interface 128; error 45004).
pub const DIGEST_CHARS: usize = 120;

/// Characters of an author (error 45110).
pub const AUTHOR_CHARS: usize = 16;

/// The content must have fewer characters than this, tags and styles included (error 45002).
pub const CONTENT_CHARS: usize = 20_000;

/// From this many characters on an article is said to be near its limit.
pub const CONTENT_NEAR: usize = 18_000;

/// The content must have fewer bytes than this.
pub const CONTENT_BYTES: usize = 1_000_000;

/// Characters an address of the platform's picture store has, about: a picture in the text takes
/// this many once it is uploaded.
pub const PICTURE_ADDRESS_CHARS: usize = 140;

/// Articles of one draft (error 45008).
pub const ARTICLES: usize = 8;

/// Bytes of the address behind 阅读原文 (error 45005).
pub const SOURCE_BYTES: usize = 1024;

/// Bytes of a moving picture (material/add_material).
pub const GIF_BYTES: usize = 10_000_000;

/// Bytes of a picture within the text (media/uploadimg takes less than 1 MB).
pub const PICTURE_BYTES: usize = 1_000_000;

/// Pixels of the longer side of a picture: more is made smaller by the platform.
pub const PICTURE_PX: u32 = 1280;

/// Pixels below which a picture looks coarse in the column.
pub const PICTURE_LEAST_PX: u32 = 640;

/// Pixels of a chart: twice the width of a telephone's column.
pub const CHART_PX: u32 = 1280;

/// How many characters a text has.
pub fn chars(text: &str) -> usize {
    text.chars().count()
}
