//! QR codes small enough for every page: the very modules an encoder draws that takes no short cut.

use kanxing::media::Stamps;
use qrcode::bits::Bits;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::construct_codewords;
use qrcode::{Color, EcLevel, Version};

#[test]
fn codes_are_those_of_the_long_way() {
    let stamps = Stamps::new("https://www.example.gov.cn");
    let long = format!("https://www.example.gov.cn/{}", "a".repeat(244));
    for text in ["x", "https://www.example.gov.cn/", "https://www.example.gov.cn/anli/202308/anli-guilinlu.html", &long[..130], &long] {
        let uri = stamps.data_uri(text).expect("it fits");
        let png = unbase64(uri.strip_prefix("data:image/png;base64,").expect("a picture"));
        let picture = image::load_from_memory(&png).expect("a PNG").into_luma8();
        let (side, expected) = long_way(text);
        assert_eq!(picture.dimensions(), (side, side), "{text}");
        let seen: Vec<bool> = picture.pixels().map(|pixel| pixel.0[0] < 128).collect();
        assert!(seen == expected, "{text}");
    }
    assert_eq!(stamps.data_uri(&"a".repeat(272)), None);
}

/// The smallest version that holds `text`, drawn by the encoder itself.
fn long_way(text: &str) -> (u32, Vec<bool>) {
    for number in 1..=40 {
        let version = Version::Normal(number);
        let mut bits = Bits::new(version);
        if bits.push_byte_data(text.as_bytes()).is_err() || bits.push_terminator(EcLevel::L).is_err() {
            continue;
        }
        let (data, correction) = construct_codewords(&bits.into_bytes(), version, EcLevel::L).expect("codewords");
        let mut canvas = Canvas::new(version, EcLevel::L);
        canvas.draw_all_functional_patterns();
        canvas.draw_data(&data, &correction);
        canvas.apply_mask(MaskPattern::DiagonalLines);
        let side = u32::try_from(version.width()).expect("a side");
        return (side, canvas.into_colors().into_iter().map(|colour| colour == Color::Dark).collect());
    }
    panic!("no version holds {text}");
}

fn unbase64(text: &str) -> Vec<u8> {
    let digit = |c: u8| "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".bytes().position(|d| d == c);
    let mut out = Vec::new();
    let (mut bits, mut have) = (0_u32, 0);
    for value in text.bytes().filter_map(digit) {
        bits = bits << 6 | u32::try_from(value).expect("six bits");
        have += 6;
        if have >= 8 {
            have -= 8;
            out.push((bits >> have & 0xff) as u8);
        }
    }
    out
}
