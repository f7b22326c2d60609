//! The chunks of a WebP (RIFF): what it is, and the same file without metadata.

use super::exif;
use super::raw::{CUT_SHORT, le16, le24, le32, part};

/// What its chunks say.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    pub width_px: u32,
    pub height_px: u32,
    pub animated: bool,
    pub orientation: u8,
}

/// Where the chunks begin: after `RIFF`, a length and `WEBP`.
const START: usize = 12;
const ANIMATED: u8 = 0x02;
/// XMP and EXIF in the flags of `VP8X`.
const METADATA: u8 = 0x04 | 0x08;

/// Reads chunk headers, and EXIF where the file announces it.
pub fn head(bytes: &[u8]) -> Result<Head, String> {
    let (name, body, _) = chunk(bytes, START).ok_or(CUT_SHORT)?;
    let still = |(width_px, height_px)| Head { width_px, height_px, animated: false, orientation: 1 };
    match name {
        b"VP8 " => lossy(body).map(still),
        b"VP8L" => lossless(body).map(still),
        b"VP8X" => extended(bytes, body),
        _ => None,
    }
    .ok_or_else(|| CUT_SHORT.to_string())
}

/// The same picture without EXIF and XMP.
pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = bytes.get(..START).ok_or(CUT_SHORT)?.to_vec();
    let whole = (le32(bytes, 4).ok_or(CUT_SHORT)? as usize).saturating_add(8);
    let mut at = START;
    while at < whole {
        let (name, _, end) = chunk(bytes, at).ok_or(CUT_SHORT)?;
        let flags_at = out.len() + 8;
        if name != b"EXIF" && name != b"XMP " {
            out.extend_from_slice(bytes.get(at..end).ok_or(CUT_SHORT)?);
        }
        if name == b"VP8X" && let Some(flags) = out.get_mut(flags_at) {
            *flags &= !METADATA;
        }
        at = end;
    }
    let len = u32::try_from(out.len() - 8).map_err(|_| "图片过大".to_string())?;
    out.splice(4..8, len.to_le_bytes());
    Ok(out)
}

fn extended(bytes: &[u8], body: &[u8]) -> Option<Head> {
    let flags = *body.first()?;
    let (width_px, height_px) = (le24(body, 4)? + 1, le24(body, 7)? + 1);
    let orientation = if flags & 0x08 == 0 { 1 } else { exif_orientation(bytes) };
    Some(Head { width_px, height_px, animated: flags & ANIMATED != 0, orientation })
}

fn exif_orientation(bytes: &[u8]) -> u8 {
    let mut at = START;
    while let Some((name, body, end)) = chunk(bytes, at) {
        if name == b"EXIF" {
            return exif::orientation(body.strip_prefix(b"Exif\0\0").unwrap_or(body));
        }
        at = end;
    }
    1
}

/// RFC 6386 §9.1: a key frame begins with three bytes, a start code and two 14-bit sizes.
fn lossy(body: &[u8]) -> Option<(u32, u32)> {
    (part(body, 3, 3)? == [0x9d, 0x01, 0x2a]).then_some(())?;
    Some((u32::from(le16(body, 6)? & 0x3fff), u32::from(le16(body, 8)? & 0x3fff)))
}

/// A signature byte, then width − 1 and height − 1 in 14 bits each.
fn lossless(body: &[u8]) -> Option<(u32, u32)> {
    (*body.first()? == 0x2f).then_some(())?;
    let bits = le32(body, 1)?;
    Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
}

/// Name, contents and end (padded to an even length) of the chunk at `at`.
fn chunk(bytes: &[u8], at: usize) -> Option<(&[u8], &[u8], usize)> {
    let name = part(bytes, at, 4)?;
    let len = le32(bytes, at + 4)? as usize;
    let body = part(bytes, at + 8, len)?;
    Some((name, body, (at + 8 + len + len % 2).min(bytes.len())))
}
