//! QR codes small and quick enough to stand in every page: a picture of one pixel a module, as a
//! `data:` address of some 350 characters, enlarged by the style sheet.
//!
//! For one size of code and one mask, every module is a sum modulo 2 of bits of the message
//! (Reed–Solomon codes are linear). The code of an address is therefore the picture of the site's
//! own address, with a ready picture added for each bit of the rest that is set: about a microsecond.
//! The mask is fixed: a reader undoes any of the eight, and the standard picks the prettiest only
//! to help printed codes.

use qrcode::bits::Bits;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::construct_codewords;
use qrcode::{Color, EcLevel, Version};
use std::sync::OnceLock;

/// Bytes that fit into versions 1 to 10 at level L (ISO/IEC 18004, table 7).
const CAPACITY: [usize; 10] = [17, 32, 53, 78, 106, 134, 154, 192, 230, 271];
/// Seven percent can be lost: enough for a screen.
const LEVEL: EcLevel = EcLevel::L;
const MASK: MaskPattern = MaskPattern::DiagonalLines;

/// Codes of texts that mostly begin alike, with what is made once for each size and each length.
pub struct Stamps {
    prefix: String,
    sizes: [OnceLock<Option<Size>>; CAPACITY.len()],
    /// By the length of the text: the message of the prefix and zeros, and its picture.
    begun: Vec<OnceLock<(Vec<u8>, Vec<u8>)>>,
}

impl Stamps {
    /// Quickest for texts that begin with `prefix`; right for all.
    #[must_use]
    pub fn new(prefix: &str) -> Stamps {
        let most = CAPACITY.iter().copied().max().unwrap_or_default();
        let begun = (0..=most).map(|_| OnceLock::new()).collect();
        Stamps { prefix: prefix.to_string(), sizes: Default::default(), begun }
    }

    /// A `data:` address of the code of `text`, without a quiet zone; None when it is longer than
    /// 271 bytes.
    #[must_use]
    pub fn data_uri(&self, text: &str) -> Option<String> {
        let at = CAPACITY.iter().position(|capacity| text.len() <= *capacity)?;
        let version = Version::Normal(i16::try_from(at + 1).ok()?);
        let size = self.sizes.get(at)?.get_or_init(|| Size::new(version)).as_ref()?;
        let (begun, picture) = self.begun.get(text.len())?.get_or_init(|| {
            let mut known = self.prefix.clone().into_bytes();
            known.resize(text.len(), 0);
            let message = message(version, &known).unwrap_or_default();
            let picture = size.with(size.base.clone(), message.iter().copied());
            (message, picture)
        });
        let message = message(version, text.as_bytes())?;
        let picture = size.with(picture.clone(), message.iter().zip(begun).map(|(one, other)| one ^ other));
        Some(png(size.side, &picture))
    }
}

/// The codewords of a text before the correction is added.
fn message(version: Version, text: &[u8]) -> Option<Vec<u8>> {
    let mut bits = Bits::new(version);
    bits.push_byte_data(text).ok()?;
    bits.push_terminator(LEVEL).ok()?;
    Some(bits.into_bytes())
}

/// What all codes of one size share.
struct Size {
    /// Pixels of a side.
    side: usize,
    /// Bytes of the picture: for each row a filter byte and its pixels, one bit each, 1 is light.
    bytes: usize,
    /// The picture of the message of zeros.
    base: Vec<u8>,
    /// For each bit of the message the modules it turns, one picture after the other.
    turns: Vec<u8>,
}

impl Size {
    fn new(version: Version) -> Option<Size> {
        let side = usize::try_from(version.width()).ok()?;
        let bytes = side * (1 + side.div_ceil(8));
        let mut message = vec![0; message(version, &[])?.len()];
        let (data, correction) = construct_codewords(&message, version, LEVEL).ok()?;
        let base = picture(version, side, &data, &correction);
        let places = places(version, data.len(), correction.len());
        let mut turns = vec![0; message.len() * 8 * bytes];
        for (bit, turned) in turns.chunks_exact_mut(bytes).enumerate() {
            message[bit / 8] = 0x80 >> (bit % 8);
            let (data, correction) = construct_codewords(&message, version, LEVEL).ok()?;
            message[bit / 8] = 0;
            for (at, byte) in data.iter().chain(&correction).enumerate().filter(|(_, byte)| **byte != 0) {
                for set in (0..8).filter(|set| byte & (0x80 >> set) != 0) {
                    turn(turned, side, places[at * 8 + set]);
                }
            }
        }
        Some(Size { side, bytes, base, turns })
    }

    /// `picture` with the modules turned that the bits of `message` turn.
    fn with(&self, mut picture: Vec<u8>, message: impl Iterator<Item = u8>) -> Vec<u8> {
        for (at, byte) in message.enumerate() {
            let mut left = byte;
            while left != 0 {
                let bit = left.leading_zeros() as usize;
                left &= !(0x80 >> bit);
                let from = (at * 8 + bit) * self.bytes;
                let turned = &self.turns[from..from + self.bytes];
                picture.iter_mut().zip(turned).for_each(|(pixel, turn)| *pixel ^= turn);
            }
        }
        picture
    }
}

/// The picture of codewords under the fixed mask.
fn picture(version: Version, side: usize, data: &[u8], correction: &[u8]) -> Vec<u8> {
    let mut canvas = Canvas::new(version, LEVEL);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(data, correction);
    canvas.apply_mask(MASK);
    let mut picture = vec![0; side * (1 + side.div_ceil(8))];
    let light = canvas.into_colors().into_iter().enumerate().filter(|(_, colour)| *colour == Color::Light);
    light.for_each(|(place, _)| turn(&mut picture, side, place));
    picture
}

fn turn(picture: &mut [u8], side: usize, place: usize) {
    let (x, y) = (place % side, place / side);
    picture[y * (1 + side.div_ceil(8)) + 1 + x / 8] ^= 0x80 >> (x % 8);
}

/// The module of each bit of the codewords. The Nth drawing sets the bits whose number has its Nth
/// digit set, so that the drawings spell the number of each module's bit.
fn places(version: Version, data: usize, correction: usize) -> Vec<usize> {
    let count = (data + correction) * 8;
    let draw = |digit: Option<u32>| {
        let byte = |at: usize| (0..8).fold(0_u8, |byte, bit| {
            let set = digit.is_some_and(|digit| (at * 8 + bit + 1) >> digit & 1 == 1);
            byte | if set { 0x80 >> bit } else { 0 }
        });
        let words: Vec<u8> = (0..data + correction).map(byte).collect();
        let mut canvas = Canvas::new(version, LEVEL);
        canvas.draw_all_functional_patterns();
        canvas.draw_data(&words[..data], &words[data..]);
        canvas.into_colors()
    };
    let empty = draw(None);
    let mut numbers = vec![0_usize; empty.len()];
    for digit in 0..usize::BITS - count.leading_zeros() {
        let drawn = draw(Some(digit));
        for (number, (a, b)) in numbers.iter_mut().zip(drawn.iter().zip(&empty)) {
            *number |= usize::from(a != b) << digit;
        }
    }
    let mut places = vec![0; count];
    for (place, number) in numbers.into_iter().enumerate().filter(|(_, number)| *number > 0) {
        places[number - 1] = place;
    }
    places
}

/// A grey PNG of one bit a pixel, stored without compression (RFC 2083, RFC 1950), as a `data:` address.
fn png(side: usize, picture: &[u8]) -> String {
    let mut out = Vec::with_capacity(picture.len() + 80);
    out.extend(b"\x89PNG\r\n\x1a\n");
    let wide = u32::try_from(side).unwrap_or_default().to_be_bytes();
    chunk(&mut out, b"IHDR", &[&wide, &wide, &[1, 0, 0, 0, 0]]);
    let length = u16::try_from(picture.len()).unwrap_or_default();
    let (length, check) = (length.to_le_bytes(), (!length).to_le_bytes());
    chunk(&mut out, b"IDAT", &[&[0x78, 1, 1], &length, &check, picture, &adler(picture).to_be_bytes()]);
    chunk(&mut out, b"IEND", &[]);
    let mut uri = String::with_capacity(32 + out.len().div_ceil(3) * 4);
    uri.push_str("data:image/png;base64,");
    base64(&out, &mut uri);
    uri
}

fn chunk(out: &mut Vec<u8>, name: &[u8; 4], parts: &[&[u8]]) {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    out.extend(u32::try_from(length).unwrap_or_default().to_be_bytes());
    let from = out.len();
    out.extend(name);
    parts.iter().for_each(|part| out.extend(*part));
    let sum = crc(&out[from..]);
    out.extend(sum.to_be_bytes());
}

const CRC: [u32; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut value = at as u32;
        let mut turn = 0;
        while turn < 8 {
            value = if value & 1 == 1 { 0xedb8_8320 ^ (value >> 1) } else { value >> 1 };
            turn += 1;
        }
        table[at] = value;
        at += 1;
    }
    table
};

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum: u32, byte| CRC[((sum ^ u32::from(*byte)) & 0xff) as usize] ^ (sum >> 8))
}

/// Pictures are far shorter than 5,552 bytes, so the sums need no modulo before the end (RFC 1950).
fn adler(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1_u32, 0_u32), |(a, b), byte| (a + u32::from(*byte), b + a + u32::from(*byte)));
    (b % 65_521) << 16 | a % 65_521
}

/// The bytes of a picture as an address, `data:image/png;base64,…`.
#[must_use]
pub fn data_address(kind: &str, bytes: &[u8]) -> String {
    let mut out = format!("data:image/{kind};base64,");
    base64(bytes, &mut out);
    out
}

fn base64(bytes: &[u8], out: &mut String) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let value = (bits >> (18 - 6 * digit) & 63) as usize;
            out.push(if digit <= three.len() { char::from(DIGITS[value]) } else { '=' });
        }
    }
}
