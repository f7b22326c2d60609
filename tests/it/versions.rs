//! Versions of pictures: formats, widths, cuts around a focal point, and that nothing of the camera,
//! no foreign colours and no turned pixels survive in any of them.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};
use kanxing::media::{self, Cut, Format, Recipe, Version};
use moxcms::ColorProfile;

/// Soft colours, as a photo has them: red to the left, blue below.
fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let wave = ((x * 7 + y * 13) % 29) as u8;
        Rgb([255 - (x * 255 / width) as u8, 90 + wave, (y * 255 / height) as u8])
    })
}

fn jpeg(image: &RgbImage, quality: u8) -> Vec<u8> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, quality).encode_image(image).unwrap();
    out
}

fn png(image: &DynamicImage) -> Vec<u8> {
    let mut out = Vec::new();
    let encoder = PngEncoder::new(&mut out);
    encoder.write_image(image.as_bytes(), image.width(), image.height(), image.color().into()).unwrap();
    out
}

/// An APP1 segment with an orientation and a place, after the start of a JPEG.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0x26, 0, 0, 0, 0]);
    exif.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0GPSMARK");
    let mut out = vec![0xFF, 0xD8, 0xFF, 0xE1];
    out.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    out.extend(exif);
    out.extend(&jpeg[2..]);
    out
}

fn recipe(widths: &[u32]) -> Recipe {
    Recipe { cut: None, widths: widths.to_vec(), webp: true, quality: 82, webp_quality: 75, max_pixels: 100_000_000 }
}

fn cut(ratio: (u32, u32), focus: Option<(u8, u8)>, width: u32) -> Recipe {
    Recipe { cut: Some(Cut { ratio, focus }), ..recipe(&[width]) }
}

fn made(bytes: &[u8], recipe: &Recipe) -> Vec<Version> {
    media::versions(bytes, recipe).unwrap().1
}

fn shape(versions: &[Version]) -> Vec<(u32, u32, Format, bool)> {
    versions.iter().map(|one| (one.width_px, one.height_px, one.format, one.bytes.is_none())).collect()
}

fn pixels(version: &Version) -> RgbImage {
    image::load_from_memory(version.bytes.as_deref().unwrap()).unwrap().into_rgb8()
}

fn middle(version: &Version) -> [u8; 3] {
    let image = pixels(version);
    image.get_pixel(image.width() / 2, image.height() / 2).0
}

#[test]
fn a_photo_has_widths_in_two_formats() {
    let versions = made(&jpeg(&photo(1000, 500), 95), &recipe(&[200, 400, 1600]));
    let (j, w) = (Format::Jpeg, Format::Webp);
    let expected = [(200, 100, j, false), (400, 200, j, false), (1000, 500, j, true)];
    assert_eq!(shape(&versions[..3]), expected, "the picture itself is the widest JPEG");
    assert_eq!(shape(&versions[3..]), [(200, 100, w, false), (400, 200, w, false), (1000, 500, w, false)]);
    for (jpeg, webp) in versions[..2].iter().zip(&versions[3..]) {
        let (jpeg, webp) = (jpeg.bytes.as_ref().unwrap(), webp.bytes.as_ref().unwrap());
        assert!(webp.len() < jpeg.len());
        assert_eq!((media::probe(jpeg).unwrap().format, media::probe(webp).unwrap().format), (j, w));
    }
    let far = |a: &RgbImage, b: &RgbImage| a.pixels().zip(b.pixels()).map(|(a, b)| u64::from(a.0[0].abs_diff(b.0[0]))).sum::<u64>();
    assert!(far(&pixels(&versions[1]), &pixels(&versions[4])) < 400 * 200 * 6, "both show the same");
}

#[test]
fn without_webp_there_is_none() {
    let plain = Recipe { webp: false, ..recipe(&[200]) };
    assert_eq!(shape(&made(&jpeg(&photo(400, 400), 90), &plain)), [(200, 200, Format::Jpeg, false)]);
}

#[test]
fn nothing_is_enlarged_and_the_largest_width_is_a_bound() {
    let source = jpeg(&photo(700, 700), 90);
    let widths = |recipe: &Recipe| made(&source, recipe).iter().filter(|one| !one.format.is_webp()).map(|one| one.width_px).collect::<Vec<_>>();
    assert_eq!(widths(&recipe(&[300, 600])), [300, 600], "the whole of it is for those who ask");
    assert_eq!(widths(&recipe(&[300, 900])), [300, 700]);
    assert_eq!(widths(&recipe(&[700])), [700]);
}

#[test]
fn no_version_is_larger_than_what_it_stands_for() {
    // So bare that JPEG at quality 2 beats anything made of it.
    let mut state = 0x2545_F491_u32;
    let noise = RgbImage::from_fn(900, 900, |_, _| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        Rgb([state as u8, (state >> 8) as u8, (state >> 16) as u8])
    });
    let source = jpeg(&noise, 2);
    let versions = made(&source, &recipe(&[880, 1600]));
    for version in &versions {
        assert!(version.bytes.as_ref().is_none_or(|bytes| bytes.len() < source.len()), "{:?}", shape(&versions));
    }
    assert!(versions.iter().any(|one| one.bytes.is_none()) && versions.iter().all(|one| !one.format.is_webp()));
}

#[test]
fn drawings_and_glass_stay_png_and_lossless() {
    let drawing = RgbImage::from_fn(300, 300, |x, y| if (x / 40 + y / 40) % 2 == 0 { Rgb([200, 0, 0]) } else { Rgb([255, 255, 255]) });
    let versions = made(&png(&DynamicImage::ImageRgb8(drawing.clone())), &recipe(&[300]));
    assert_eq!(versions[0].format, Format::Png);
    let webp = versions.iter().find(|one| one.format.is_webp()).expect("WebP is lighter");
    assert_eq!(pixels(webp), drawing, "not one pixel is lost");
    let glass = RgbaImage::from_fn(300, 300, |x, y| Rgba([10, (y / 3) as u8, 200, if x < 150 { 0 } else { 255 }]));
    let versions = made(&png(&DynamicImage::ImageRgba8(glass)), &recipe(&[100]));
    assert_eq!(versions[0].format, Format::Png);
    for version in &versions {
        let image = image::load_from_memory(version.bytes.as_ref().unwrap()).unwrap().into_rgba8();
        assert!(image.get_pixel(10, 50).0[3] == 0 && image.get_pixel(90, 50).0[3] == 255, "{:?}", version.format);
    }
}

#[test]
fn a_photo_in_png_becomes_jpeg() {
    let versions = made(&png(&DynamicImage::ImageRgb8(photo(600, 300))), &recipe(&[200, 900]));
    assert_eq!(shape(&versions[..2]), [(200, 100, Format::Jpeg, false), (600, 300, Format::Jpeg, false)]);
}

#[test]
fn every_orientation_is_upright_and_every_place_gone() {
    for orientation in 1..=8 {
        let plain = photo(240, 160);
        let upright = DynamicImage::ImageRgb8(plain.clone());
        // The file holds what the camera saw; turned as the tag says it must look like `upright`.
        let stored = match orientation {
            2 => upright.fliph(),
            3 => upright.rotate180(),
            4 => upright.flipv(),
            5 => upright.rotate90().fliph(),
            6 => upright.rotate270(),
            7 => upright.rotate270().fliph(),
            8 => upright.rotate90(),
            _ => upright,
        };
        let source = with_exif(&jpeg(&stored.into_rgb8(), 95), orientation);
        let cuts = [recipe(&[120]), cut((1, 1), Some((100, 100)), 80), cut((3, 1), Some((0, 0)), 80)];
        // What the middle of each must show: x and y of the whole, in hundredths.
        let places = [(0.5, 0.5), (1.0 - 80.0 / 240.0, 0.5), (0.5, 40.0 / 160.0)];
        for (recipe, (x, y)) in cuts.iter().zip(places) {
            for version in made(&source, recipe) {
                let bytes = version.bytes.as_ref().expect("a turned picture is made anew");
                let probe = media::probe(bytes).unwrap();
                assert_eq!((probe.orientation, probe.width_px, probe.height_px), (1, version.width_px, version.height_px));
                for needle in [&b"GPSMARK"[..], b"Exif", b"EXIF", b"XMP "] {
                    assert!(!bytes.windows(needle.len()).any(|window| window == needle), "{orientation} {:?}", version.format);
                }
                let [red, _, blue] = middle(&version).map(f64::from);
                let wanted = [255.0 - 255.0 * x, 255.0 * y];
                assert!((red - wanted[0]).abs() < 16.0 && (blue - wanted[1]).abs() < 16.0, "{orientation} {recipe:?}: {red} {blue}, not {wanted:?}");
            }
        }
    }
}

#[test]
fn cuts_keep_the_focal_point() {
    let source = jpeg(&photo(800, 400), 95);
    let left = |focus| 255.0 - f64::from(middle(&made(&source, &cut((1, 1), focus, 100))[0])[0]);
    let near = |value: f64, part: f64| (value - 255.0 * part).abs() < 10.0;
    assert!(near(left(None), 0.5) && near(left(Some((0, 50))), 0.25) && near(left(Some((60, 0))), 0.6) && near(left(Some((100, 9))), 0.75));
    let tall = jpeg(&photo(400, 800), 95);
    let top = |focus| f64::from(middle(&made(&tall, &cut((1, 1), focus, 100))[0])[2]);
    assert!(near(top(None), 0.38), "a little above the middle, {}", top(None));
    assert!(near(top(Some((50, 50))), 0.5) && near(top(Some((50, 5))), 0.25));
    let versions = made(&source, &cut((16, 10), None, 320));
    assert!(versions.iter().all(|one| (one.width_px, one.height_px) == (320, 200)));
    let small = made(&source, &Recipe { widths: vec![320, 1280], ..cut((16, 10), None, 1) });
    assert_eq!(small.iter().map(|one| one.width_px).collect::<Vec<_>>(), [320, 640, 320, 640], "no wider than what is cut");
}

#[test]
fn foreign_colours_become_srgb_in_every_version() {
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    let mut source = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut source, 100);
    encoder.set_icc_profile(profile).unwrap();
    encoder.encode_image(&RgbImage::from_pixel(64, 64, Rgb([200, 100, 60]))).unwrap();
    let versions = made(&source, &recipe(&[32, 64]));
    assert!(versions.iter().any(|one| one.format.is_webp()));
    for version in &versions {
        let bytes = version.bytes.as_ref().expect("the picture itself will not do");
        assert!(!bytes.windows(3).any(|window| window == b"ICC"));
        let [r, _, _] = middle(version);
        assert!(r > 206, "Display P3 red 200 is about 213 in sRGB, was {r} in {:?}", version.format);
    }
    let whole = media::fit(&source, &media::Fit { srgb: true, ..media::Fit::default() }).unwrap();
    assert!(!whole.bytes.windows(11).any(|window| window == b"ICC_PROFILE"));
}

#[test]
fn what_no_screen_shows_is_refused() {
    let fault = |bytes: &[u8], recipe: &Recipe| media::versions(bytes, recipe).unwrap_err();
    let source = jpeg(&photo(100, 100), 90);
    let few = Recipe { max_pixels: 9_999, ..recipe(&[50]) };
    assert!(fault(&source, &few).contains("100×100"));
    let mut bomb = png(&DynamicImage::ImageRgb8(photo(8, 8)));
    bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    assert!(fault(&bomb, &recipe(&[50])).contains("60000×60000"));
    let mut printed = source.clone();
    let frame = printed.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    printed[frame + 9] = 4;
    assert!(fault(&printed, &recipe(&[50])).contains("CMYK"));
    assert!(fault(&source[..source.len() / 2], &recipe(&[50])).contains("不完整") || fault(&source[..source.len() / 2], &recipe(&[50])).contains("损坏"));
    // A claim of few pixels with data of many: the decoder stops at what was claimed.
    let liar = png(&DynamicImage::ImageRgb8(photo(64, 64)));
    let _ = media::versions(&liar[..liar.len() - 30], &recipe(&[50])).unwrap_err();
}

#[test]
fn an_animation_has_no_versions() {
    let mut gif = Vec::new();
    let frame = || image::Frame::new(DynamicImage::ImageRgb8(photo(32, 32)).into_rgba8());
    image::codecs::gif::GifEncoder::new(&mut gif).encode_frames([frame(), frame()]).unwrap();
    assert!(made(&gif, &recipe(&[16])).is_empty());
}

#[test]
fn the_same_bytes_come_out_of_any_number_of_threads() {
    let source = jpeg(&photo(900, 700), 90);
    let first = made(&source, &recipe(&[300, 600]));
    let at_once: Vec<Vec<Version>> =
        std::thread::scope(|scope| (0..4).map(|_| scope.spawn(|| made(&source, &recipe(&[300, 600])))).collect::<Vec<_>>().into_iter().map(|one| one.join().unwrap()).collect());
    assert!(at_once.iter().all(|one| *one == first));
    // The encoders are the same on every machine; a change of theirs must raise `encode::VERSION`.
    let sum = first.iter().filter_map(|one| one.bytes.as_deref()).map(kanxing::files::Hash::of).map(|hash| hash.short(8)).collect::<Vec<_>>();
    assert_eq!(sum.join(" "), "72757e94 b2f52f53 5d6fde08 bf33fe18");
}
