//! The chunks of a PNG (W3C PNG 3): what it is, and the same file without metadata.

use super::exif;
use super::raw::{CUT_SHORT, be32, part};

pub const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What the chunks before the picture data say.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    pub width_px: u32,
    pub height_px: u32,
    pub animated: bool,
    pub orientation: u8,
}

/// What changes how the picture looks; the rest is metadata.
const NEEDED: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"pHYs",
    b"acTL", b"fcTL", b"fdAT",
];

/// Reads up to the picture data.
pub fn head(bytes: &[u8]) -> Result<Head, String> {
    let mut head = Head { width_px: 0, height_px: 0, animated: false, orientation: 1 };
    let mut at = SIGNATURE.len();
    loop {
        let (name, body, end) = chunk(bytes, at).ok_or(CUT_SHORT)?;
        match name {
            b"IHDR" => {
                head.width_px = be32(body, 0).ok_or(CUT_SHORT)?;
                head.height_px = be32(body, 4).ok_or(CUT_SHORT)?;
            }
            b"acTL" => head.animated = be32(body, 0).is_some_and(|frames| frames > 1),
            b"eXIf" => head.orientation = exif::orientation(body),
            b"IDAT" | b"IEND" => return Ok(head),
            _ => {}
        }
        at = end;
        // Headers alone are enough: a file that ends right after them is judged when decoded.
        if head.width_px > 0 && at >= bytes.len() {
            return Ok(head);
        }
    }
}

/// The same picture without text, time, EXIF and private chunks, nor anything after its end.
pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(SIGNATURE);
    let mut at = SIGNATURE.len();
    loop {
        let (name, _, end) = chunk(bytes, at).ok_or(CUT_SHORT)?;
        if NEEDED.iter().any(|needed| name == *needed) {
            out.extend_from_slice(bytes.get(at..end).ok_or(CUT_SHORT)?);
        }
        if name == b"IEND" {
            return Ok(out);
        }
        at = end;
    }
}

/// Name, contents and end of the chunk at `at`.
fn chunk(bytes: &[u8], at: usize) -> Option<(&[u8], &[u8], usize)> {
    let len = be32(bytes, at)? as usize;
    let name = part(bytes, at + 4, 4)?;
    let body = part(bytes, at + 8, len)?;
    part(bytes, at + 8 + len, 4)?;
    Some((name, body, at + 12 + len))
}
