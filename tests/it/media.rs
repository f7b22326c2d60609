//! Pictures: what comes out of the media room, for pictures made here byte by byte.

use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, Frame, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};
use kanxing::builtin;
use kanxing::media::{self, Encoding, Fit, Fonts, Format};
use moxcms::ColorProfile;

/// Red above left, green above right, blue below left, white below right: tells every orientation.
fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => Rgb([220, 20, 20]),
        (false, true) => Rgb([20, 180, 20]),
        (true, false) => Rgb([20, 20, 220]),
        (false, false) => Rgb([240, 240, 240]),
    })
}

/// Something no encoder can make small.
fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 0x2545_F491_u32;
    RgbImage::from_fn(width, height, |_, _| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let [a, b, c, _] = state.to_le_bytes();
        Rgb([a, b, c])
    })
}

fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, 95).encode_image(image).unwrap();
    out
}

fn png(image: &DynamicImage) -> Vec<u8> {
    let mut out = Vec::new();
    PngEncoder::new(&mut out)
        .write_image(image.as_bytes(), image.width(), image.height(), image.color().into())
        .unwrap();
    out
}

/// A TIFF structure with the orientation and a GPS directory, big-endian.
fn exif(orientation: u16) -> Vec<u8> {
    let mut out = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    out.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1]);
    out.extend(orientation.to_be_bytes());
    out.extend([0, 0]);
    out.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0x26]);
    out.extend([0, 0, 0, 0]);
    out.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0GPSMARK");
    out
}

/// `jpeg` with a segment right after its start.
fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let mut out = vec![0xFF, 0xD8, 0xFF, marker];
    out.extend(u16::try_from(body.len() + 2).unwrap().to_be_bytes());
    out.extend(body);
    out.extend(&jpeg[2..]);
    out
}

fn to_width(width: u32) -> Fit {
    Fit { max_width_px: Some(width), format: Encoding::Jpeg, ..Fit::default() }
}

fn pixels(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().into_rgb8()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// `r`, `g`, `b` or `w` for the four corners, row by row.
fn corners(image: &RgbImage) -> String {
    let (w, h) = (image.width(), image.height());
    [(4, 4), (w - 5, 4), (4, h - 5), (w - 5, h - 5)]
        .map(|(x, y)| match image.get_pixel(x, y).0 {
            [r, g, b] if r > 150 && g > 150 && b > 150 => 'w',
            [r, g, b] if r > g && r > b => 'r',
            [_, g, b] if g > b => 'g',
            _ => 'b',
        })
        .iter()
        .collect()
}

#[test]
fn turns_every_orientation_upright() {
    // What a viewer shows for the corners r g / b w, by the table of EXIF 2.3, tag 274.
    let shown = ["rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb"];
    for (value, corners_shown) in (1..=8).zip(shown) {
        let source = with_segment(&jpeg(&quarters(120, 80)), 0xE1, &exif(value));
        let probe = media::probe(&source).unwrap();
        let size = if value >= 5 { (80, 120) } else { (120, 80) };
        assert_eq!((probe.width_px, probe.height_px), size, "orientation {value}");
        for format in [Encoding::Keep, Encoding::Jpeg, Encoding::JpegOrPng] {
            let made = media::fit(&source, &Fit { format, ..Fit::default() }).unwrap();
            let image = pixels(&made.bytes);
            assert_eq!((made.width_px, made.height_px), size);
            assert_eq!(image.dimensions(), size);
            assert_eq!(corners(&image), corners_shown, "orientation {value} as {format:?}");
            assert_eq!(media::probe(&made.bytes).unwrap().orientation, 1);
        }
    }
}

#[test]
fn removes_the_place_and_everything_else_a_camera_writes() {
    let plain = jpeg(&quarters(64, 64));
    let mut source = with_segment(&plain, 0xE1, &exif(1));
    source = with_segment(&source, 0xFE, b"a comment");
    source = with_segment(&source, 0xED, b"Photoshop 3.0\0caption");
    source.extend(b"a second picture after the end");
    for format in [Encoding::Keep, Encoding::Jpeg] {
        let made = media::fit(&source, &Fit { format, ..Fit::default() }).unwrap();
        for needle in [&b"GPSMARK"[..], b"Exif", b"a comment", b"Photoshop", b"second picture"] {
            assert!(!holds(&made.bytes, needle));
        }
    }
    // Nothing but metadata had to go: the data of the picture is untouched.
    assert_eq!(media::fit(&source, &Fit::default()).unwrap().bytes, plain);
}

#[test]
fn removes_text_from_png_without_touching_pixels() {
    let plain = png(&DynamicImage::ImageRgb8(quarters(40, 40)));
    let text = b"tEXtAuthor\0somebody";
    let mut source = plain[..33].to_vec();
    source.extend(u32::try_from(text.len() - 4).unwrap().to_be_bytes());
    source.extend(text);
    source.extend([0; 4]);
    source.extend(&plain[33..]);
    assert_eq!(media::fit(&source, &Fit::default()).unwrap().bytes, plain);
}

#[test]
fn refuses_a_bomb_before_decoding() {
    let mut bomb = png(&DynamicImage::ImageRgb8(quarters(8, 8)));
    bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    assert_eq!(media::probe(&bomb).unwrap().pixels(), 3_600_000_000);
    let message = media::fit(&bomb, &to_width(100)).unwrap_err();
    assert!(message.contains("60000×60000"), "{message}");
}

#[test]
fn names_what_is_broken() {
    let whole = jpeg(&noise(200, 200));
    for len in [whole.len() / 2, whole.len() - 2, 30, 3] {
        let message = media::fit(&whole[..len], &to_width(100)).unwrap_err();
        assert!(message.contains("不完整"), "{len}: {message}");
    }
    let drawing = png(&DynamicImage::ImageRgb8(noise(50, 50)));
    assert!(media::fit(&drawing[..drawing.len() - 20], &Fit::default()).unwrap_err().contains("不完整"));
    assert!(media::probe(b"").unwrap_err().contains("空"));
    assert!(media::probe(b"\0\0\0\x18ftypheic....").unwrap_err().contains("HEIC"));
    assert!(media::probe(b"%PDF-1.7 and so on").unwrap_err().contains("JPEG"));
}

#[test]
fn never_panics_on_damaged_headers() {
    let mut webp = Vec::new();
    WebPEncoder::new_lossless(&mut webp).encode(&quarters(9, 9), 9, 9, image::ExtendedColorType::Rgb8).unwrap();
    let samples = [with_segment(&jpeg(&quarters(16, 16)), 0xE1, &exif(6)), moving_gif(), webp];
    for sample in samples {
        for at in 0..sample.len() {
            for value in [0, 1, 0x7F, 0xFF] {
                let mut damaged = sample.clone();
                damaged[at] = value;
                let _ = media::probe(&damaged);
                let _ = media::fit(&damaged, &to_width(8));
                let _ = media::fit(&damaged[..at], &Fit::default());
            }
        }
    }
}

#[test]
fn gives_the_same_bytes_every_time() {
    let source = jpeg(&noise(300, 200));
    let fit = Fit { crop: Some((1, 1)), ..to_width(120) };
    let first = media::fit(&source, &fit).unwrap();
    assert_eq!((first.width_px, first.height_px), (120, 120));
    assert_eq!(first, media::fit(&source, &fit).unwrap());
}

#[test]
fn never_enlarges() {
    let source = jpeg(&quarters(90, 60));
    for format in [Encoding::Keep, Encoding::Jpeg, Encoding::JpegOrPng] {
        let made = media::fit(&source, &Fit { format, ..to_width(2000) }).unwrap();
        assert_eq!((made.width_px, made.height_px), (90, 60));
    }
    let cut = media::fit(&source, &Fit { crop: Some((2, 1)), ..to_width(2000) }).unwrap();
    assert_eq!((cut.width_px, cut.height_px), (90, 45));
}

#[test]
fn meets_a_limit_of_weight() {
    for max_bytes in [60_000, 12_000, 4_000] {
        for format in [Encoding::Keep, Encoding::Jpeg, Encoding::JpegOrPng] {
            let fit = Fit { max_bytes: Some(max_bytes), format, ..Fit::default() };
            let made = media::fit(&jpeg(&noise(400, 400)), &fit).unwrap();
            assert!(made.bytes.len() <= max_bytes);
            let made = media::fit(&png(&DynamicImage::ImageRgb8(noise(300, 300))), &fit).unwrap();
            assert!(made.bytes.len() <= max_bytes);
        }
    }
}

#[test]
fn reads_webp_and_gif() {
    let mut webp = Vec::new();
    WebPEncoder::new_lossless(&mut webp).encode(&quarters(60, 40), 60, 40, image::ExtendedColorType::Rgb8).unwrap();
    let probe = media::probe(&webp).unwrap();
    assert_eq!((probe.format, probe.width_px, probe.height_px), (Format::Webp, 60, 40));
    assert_eq!(corners(&pixels(&media::fit(&webp, &to_width(30)).unwrap().bytes)), "rgbw");
    assert_eq!(media::fit(&webp, &Fit::default()).unwrap().extension, "webp");

    let gif = moving_gif();
    let probe = media::probe(&gif).unwrap();
    assert!(probe.animated && probe.format == Format::Gif);
    let kept = media::fit(&gif, &Fit { max_width_px: Some(8), ..Fit::default() }).unwrap();
    assert_eq!((kept.extension, kept.width_px), ("gif", 32));
    assert!(media::probe(&kept.bytes).unwrap().animated);
    assert_eq!(media::fit(&gif, &to_width(16)).unwrap().extension, "jpg");
}

fn moving_gif() -> Vec<u8> {
    let mut gif = Vec::new();
    let frame = || Frame::new(DynamicImage::ImageRgb8(quarters(32, 32)).into_rgba8());
    GifEncoder::new(&mut gif).encode_frames([frame(), frame()]).unwrap();
    gif
}

#[test]
fn keeps_transparency_and_drawings_as_png() {
    let glass = RgbaImage::from_fn(50, 50, |x, _| Rgba([200, 0, 0, if x < 25 { 0 } else { 255 }]));
    let source = png(&DynamicImage::ImageRgba8(glass));
    let either = Fit { format: Encoding::JpegOrPng, ..Fit::default() };
    assert_eq!(media::fit(&source, &either).unwrap().extension, "png");
    let flat = media::fit(&source, &Fit { format: Encoding::Jpeg, ..Fit::default() }).unwrap();
    assert!(pixels(&flat.bytes).get_pixel(3, 3).0.iter().all(|part| *part > 250), "white where it was clear");
    let drawing = png(&DynamicImage::ImageRgb8(quarters(200, 200)));
    assert_eq!(media::fit(&drawing, &either).unwrap().extension, "png");
    assert_eq!(media::fit(&png(&DynamicImage::ImageRgb8(noise(200, 200))), &either).unwrap().extension, "jpg");
}

#[test]
fn converts_foreign_colours_to_srgb() {
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    let image = RgbImage::from_pixel(32, 32, Rgb([200, 100, 60]));
    let mut source = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut source, 100);
    encoder.set_icc_profile(profile).unwrap();
    encoder.encode_image(&image).unwrap();
    let made = media::fit(&source, &to_width(16)).unwrap();
    assert!(!holds(&made.bytes, b"ICC_PROFILE"));
    let [r, _, _] = pixels(&made.bytes).get_pixel(8, 8).0;
    assert!(r > 208, "Display P3 red 200 is about 213 in sRGB, was {r}");
    assert!(holds(&media::fit(&source, &Fit::default()).unwrap().bytes, b"ICC_PROFILE"), "kept data keeps its profile");
}

#[test]
fn refuses_printing_colours_by_name() {
    let mut source = jpeg(&quarters(16, 16));
    let frame = source.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    source[frame + 9] = 4;
    assert!(media::fit(&source, &to_width(8)).unwrap_err().contains("CMYK"));
}

#[test]
fn draws_svg_in_our_fonts_only() {
    let files = builtin::files("print/fonts/");
    let fonts: Vec<_> =
        files.iter().filter(|(path, _)| path.ends_with("tf")).map(|(path, file)| file.bytes(path).unwrap()).collect();
    let fonts = Fonts::new(fonts.iter().map(|bytes| &**bytes));
    let draw = |family: &str| {
        let svg = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect width="200" height="100" fill="#fff"/><text x="10" y="60" font-size="40" font-family="{family}">协商</text></svg>"##
        );
        media::svg::png(&svg, 400, &fonts).unwrap()
    };
    let image = pixels(&draw("Kanxing Hei"));
    assert_eq!(image.dimensions(), (400, 200));
    assert!(image.pixels().any(|pixel| pixel.0[0] < 60), "text is drawn");
    assert_eq!(draw("sans-serif"), draw("Kanxing Hei"));
    assert_eq!(draw("No Such Font, serif"), draw("Kanxing Song"));
    assert_ne!(draw("Kanxing Kai"), draw("Kanxing Song"));
    assert!(media::svg::png("<svg", 10, &fonts).is_err());
    let odd = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>\u{E000}</text></svg>";
    assert!(media::svg::png(odd, 10, &fonts).unwrap_err().contains("U+E000"));
}

#[test]
fn draws_qr_codes() {
    let svg = media::qr::svg("https://www.example.gov.cn/", "#000000").unwrap();
    assert!(svg.starts_with(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 37 37""#), "{svg}");
    assert!(svg.contains(r##"<path fill="#000000" d="M4 4h7v1h-7z"##));
    let png = pixels(&media::qr::png("https://www.example.gov.cn/", 380).unwrap());
    assert_eq!(png.dimensions(), (370, 370), "ten pixels a module");
    assert!(media::qr::svg(&"字".repeat(3000), "#000000").is_err());
}
