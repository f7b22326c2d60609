//! The blocks of a GIF 89a: what it is, and the same file without comments and foreign data.

use super::raw::{CUT_SHORT, le16, part};

/// What its blocks say.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    pub width_px: u32,
    pub height_px: u32,
    pub animated: bool,
}

enum Block {
    Image,
    /// With its label.
    Extension(u8),
    End,
}

/// Reads up to the second picture.
pub fn head(bytes: &[u8]) -> Result<Head, String> {
    let width_px = u32::from(le16(bytes, 6).ok_or(CUT_SHORT)?);
    let height_px = u32::from(le16(bytes, 8).ok_or(CUT_SHORT)?);
    let mut at = blocks_start(bytes).ok_or(CUT_SHORT)?;
    let mut images = 0;
    while let Some((block, end)) = block(bytes, at) {
        at = end;
        match block {
            Block::Image => images += 1,
            Block::Extension(_) => {}
            Block::End => break,
        }
        if images > 1 {
            break;
        }
    }
    Ok(Head { width_px, height_px, animated: images > 1 })
}

/// The same picture without comments and application data other than its looping.
pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut at = blocks_start(bytes).ok_or(CUT_SHORT)?;
    let mut out = bytes.get(..at).ok_or(CUT_SHORT)?.to_vec();
    loop {
        let (block, end) = block(bytes, at).ok_or(CUT_SHORT)?;
        let data = bytes.get(at..end).ok_or(CUT_SHORT)?;
        let needed = match block {
            Block::Image | Block::End => true,
            Block::Extension(0xFF) => part(data, 3, 11).is_some_and(|name| name == b"NETSCAPE2.0"),
            Block::Extension(label) => label == 0xF9,
        };
        if needed {
            out.extend_from_slice(data);
        }
        if matches!(block, Block::End) {
            return Ok(out);
        }
        at = end;
    }
}

/// After the header, the screen descriptor and the global colour table.
fn blocks_start(bytes: &[u8]) -> Option<usize> {
    Some(13 + table_len(*bytes.get(10)?))
}

fn table_len(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The block at `at` and where it ends.
fn block(bytes: &[u8], at: usize) -> Option<(Block, usize)> {
    match *bytes.get(at)? {
        0x2C => {
            let data = at + 10 + table_len(*bytes.get(at + 9)?) + 1;
            Some((Block::Image, after_sub_blocks(bytes, data)?))
        }
        0x21 => Some((Block::Extension(*bytes.get(at + 1)?), after_sub_blocks(bytes, at + 2)?)),
        0x3B => Some((Block::End, at + 1)),
        _ => None,
    }
}

fn after_sub_blocks(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let len = usize::from(*bytes.get(at)?);
        at += 1 + len;
        if len == 0 {
            return Some(at);
        }
    }
}
