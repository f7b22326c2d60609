//! The segments of a JPEG (ITU-T T.81 annex B): what it is, and the same file without metadata.

use super::exif;
use super::raw::{CUT_SHORT, be16, part};

/// What the segments before the picture data say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Head {
    pub width_px: u32,
    pub height_px: u32,
    pub components: u8,
    pub orientation: u8,
}

/// One marker segment: its marker, where it begins (at 0xFF) and what it holds.
struct Segment<'a> {
    marker: u8,
    start: usize,
    body: &'a [u8],
}

impl Segment<'_> {
    fn end(&self) -> usize {
        self.start + 4 + self.body.len()
    }

    /// Frame headers, without DHT, JPG and DAC, which share their range.
    fn is_frame(&self) -> bool {
        (0xC0..=0xCF).contains(&self.marker) && !matches!(self.marker, 0xC4 | 0xC8 | 0xCC)
    }

    /// What a decoder needs: no application data but JFIF, ICC and Adobe's colour transform.
    fn is_needed(&self) -> bool {
        match self.marker {
            0xE0 => self.body.starts_with(b"JFIF\0"),
            0xE2 => self.body.starts_with(b"ICC_PROFILE\0"),
            0xEE => self.body.starts_with(b"Adobe"),
            0xE1..=0xEF | 0xFE => false,
            _ => true,
        }
    }
}

const SCAN: u8 = 0xDA;
const END: u8 = 0xD9;

/// Reads up to the frame header.
pub fn head(bytes: &[u8]) -> Result<Head, String> {
    let mut head = Head { orientation: 1, ..Head::default() };
    let mut at = 2;
    loop {
        let segment = segment(bytes, at).ok_or(CUT_SHORT)?;
        at = segment.end();
        if let Some(tiff) = (segment.marker == 0xE1).then(|| segment.body.strip_prefix(b"Exif\0\0")).flatten() {
            head.orientation = exif::orientation(tiff);
        }
        if segment.is_frame() {
            head.height_px = be16(segment.body, 1).ok_or(CUT_SHORT)?.into();
            head.width_px = be16(segment.body, 3).ok_or(CUT_SHORT)?.into();
            head.components = *segment.body.get(5).ok_or(CUT_SHORT)?;
            return Ok(head);
        }
        if segment.marker == SCAN || segment.marker == END {
            return Err("图片没有画面数据".to_string());
        }
    }
}

/// The same picture without EXIF, XMP, comments, embedded previews and whatever follows its end.
/// The data of the picture is copied, not decoded. A file without an end is an error.
pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(&[0xFF, 0xD8]);
    let mut at = 2;
    loop {
        let found = segment(bytes, at).ok_or(CUT_SHORT)?;
        let mut end = found.end();
        if found.marker == END {
            out.extend_from_slice(&[0xFF, END]);
            return Ok(out);
        }
        if found.marker == SCAN {
            end = scan_end(bytes, end).ok_or(CUT_SHORT)?;
        }
        if found.is_needed() {
            out.extend_from_slice(bytes.get(found.start..end).ok_or(CUT_SHORT)?);
        }
        at = end;
    }
}

/// The segment at `at`, fill bytes skipped. The end of the picture has no body and no length.
fn segment(bytes: &[u8], at: usize) -> Option<Segment<'_>> {
    let mut start = at;
    if *bytes.get(start)? != 0xFF {
        return None;
    }
    while *bytes.get(start + 1)? == 0xFF {
        start += 1;
    }
    let marker = *bytes.get(start + 1)?;
    if marker == END {
        return Some(Segment { marker, start, body: &[] });
    }
    let len = usize::from(be16(bytes, start + 2)?).checked_sub(2)?;
    Some(Segment { marker, start, body: part(bytes, start + 4, len)? })
}

/// Where the entropy-coded data that begins at `from` ends: at the next marker that is no restart.
fn scan_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        match *bytes.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}
