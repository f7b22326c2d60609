//! What a picture is, from its headers alone.

use super::raw::part;
use super::{gif, jpeg, png, webp};
use serde::{Deserialize, Serialize};

/// The formats a picture can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    Jpeg,
    Png,
    Webp,
    Gif,
}

impl Format {
    /// Extension of its files, without a dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Format::Jpeg => "jpg",
            Format::Png => "png",
            Format::Webp => "webp",
            Format::Gif => "gif",
        }
    }

    /// The format whose files have this extension.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Format> {
        [Format::Jpeg, Format::Png, Format::Webp, Format::Gif].into_iter().find(|format| format.extension() == extension)
    }

    #[must_use]
    pub fn is_webp(self) -> bool {
        self == Format::Webp
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Jpeg => "image/jpeg",
            Format::Png => "image/png",
            Format::Webp => "image/webp",
            Format::Gif => "image/gif",
        }
    }
}

/// What the headers of a picture say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    pub format: Format,
    /// Pixels as seen: after orientation.
    pub width_px: u32,
    pub height_px: u32,
    pub animated: bool,
    /// EXIF orientation, 1 to 8; 1 when there is none.
    pub orientation: u8,
    /// A JPEG in printing colours.
    pub cmyk: bool,
}

/// What a picture is, reading only headers.
///
/// # Errors
/// When it is no JPEG, PNG, WebP or GIF, or its headers are broken.
pub fn probe(bytes: &[u8]) -> Result<Probe, String> {
    let format = format(bytes)?;
    let still = Probe { format, width_px: 0, height_px: 0, animated: false, orientation: 1, cmyk: false };
    let probe = match format {
        Format::Jpeg => jpeg::head(bytes).map(|head| Probe {
            cmyk: head.components == 4,
            ..still.seen(head.width_px, head.height_px, head.orientation)
        }),
        Format::Png => png::head(bytes).map(|head| Probe {
            animated: head.animated,
            ..still.seen(head.width_px, head.height_px, head.orientation)
        }),
        Format::Webp => webp::head(bytes).map(|head| Probe {
            animated: head.animated,
            ..still.seen(head.width_px, head.height_px, head.orientation)
        }),
        Format::Gif => gif::head(bytes).map(|head| Probe {
            animated: head.animated,
            ..still.seen(head.width_px, head.height_px, 1)
        }),
    }?;
    if probe.width_px == 0 || probe.height_px == 0 {
        return Err("图片的宽或高为零，文件已损坏".to_string());
    }
    Ok(probe)
}

impl Probe {
    fn seen(self, width_px: u32, height_px: u32, orientation: u8) -> Probe {
        let (width_px, height_px) = if orientation >= 5 { (height_px, width_px) } else { (width_px, height_px) };
        Probe { width_px, height_px, orientation, ..self }
    }

    /// How many pixels it has.
    #[must_use]
    pub fn pixels(&self) -> u64 {
        u64::from(self.width_px) * u64::from(self.height_px)
    }
}

fn format(bytes: &[u8]) -> Result<Format, String> {
    let brand = part(bytes, 4, 8).unwrap_or_default();
    match bytes {
        [] => Err("图片文件是空的".to_string()),
        [0xFF, 0xD8, 0xFF, ..] => Ok(Format::Jpeg),
        _ if bytes.starts_with(png::SIGNATURE) => Ok(Format::Png),
        _ if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") => Ok(Format::Gif),
        _ if bytes.starts_with(b"RIFF") && brand.ends_with(b"WEBP") => Ok(Format::Webp),
        _ if brand.starts_with(b"ftyp") => Err("这是苹果手机的 HEIC（或 AVIF）图片，请另存为 JPEG".to_string()),
        [b'B', b'M', ..] => Err("这是 BMP 图片，请另存为 JPEG 或 PNG".to_string()),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => {
            Err("这是 TIFF 图片，请另存为 JPEG 或 PNG".to_string())
        }
        _ => Err("认不出图片格式，只用 JPEG、PNG、WebP、GIF".to_string()),
    }
}
