//! What the platform takes (`reference/wechat.md` A9, A11, E1 12–14).

/// Characters of a title (draft/add, error 45003).
pub const TITLE_CHARS: usize = 32;

/// Characters of a digest (the editor takes 120, the interface 128; error 45004).
pub const DIGEST_CHARS: usize = 120;

/// Characters of an author (error 45110).
pub const AUTHOR_CHARS: usize = 16;

/// The content must have fewer characters than this, tags and styles included (error 45002).
pub const CONTENT_CHARS: usize = 20_000;

/// Bytes of a picture within the text (media/uploadimg takes less than 1 MB).
pub const PICTURE_BYTES: usize = 1_000_000;

/// Pixels of the longer side of a picture: more is made smaller by the platform.
pub const PICTURE_PX: u32 = 1280;

/// Pixels of a chart: twice the width of a telephone's column.
pub const CHART_PX: u32 = 1280;

/// How many characters a text has.
pub fn chars(text: &str) -> usize {
    text.chars().count()
}
