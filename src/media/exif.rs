//! The one thing wanted of EXIF: how the camera was held (tag 0x0112).

use super::raw::{be16, be32, le16, le32, part};

/// Orientation, 1 to 8, of a TIFF structure; 1 when it says nothing usable.
pub fn orientation(tiff: &[u8]) -> u8 {
    read(tiff).filter(|value| (1..=8).contains(value)).map_or(1, |value| value as u8)
}

fn read(tiff: &[u8]) -> Option<u16> {
    let little = match part(tiff, 0, 4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at| if little { le16(tiff, at) } else { be16(tiff, at) };
    let long = |at| if little { le32(tiff, at) } else { be32(tiff, at) };
    let directory = long(4)? as usize;
    let count = usize::from(short(directory)?);
    (0..count)
        .map(|index| directory + 2 + index * 12)
        .find(|at| short(*at) == Some(0x0112))
        .and_then(|at| short(at + 8))
}
