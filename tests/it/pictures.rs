//! Pictures through the real binary: what is published, what is refused, and the folder that keeps
//! what was made: used by every output folder, mended when damaged, never the last word.

use crate::project::{Temp, build, kanxing, same, tree};
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

const SITE: &[&str] = &["--edition", "site"];

fn jpeg(width: u32, height: u32, tint: u8) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| {
        Rgb([(x * 255 / width) as u8, tint.wrapping_add(((x * 7 + y * 13) % 29) as u8), (y * 255 / height) as u8])
    });
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, 92).encode_image(&image).unwrap();
    out
}

/// A site with a cover, a figure and a gallery.
fn project(name: &str, images: &str) -> Temp {
    let temp = Temp::new(name);
    let site = format!(
        "name: 政协\nbase_url: https://www.example.gov.cn\nprofile: none\nsearch: false\nhome: {{lead: tu}}\nimages: {{widths: [120, 240, 480]{images}}}\n"
    );
    temp.write("content/site.yaml", site.as_bytes());
    temp.write("content/tu/_column.yaml", "name: 图\nkind: page\nlist: picture\n".as_bytes());
    let text = "---\ntitle: 会议\ndate: 2026-03-01\ncover: {src: a.jpg, alt: 会场, focus: [10, 20]}\n---\n\n\
        :::figure src=b.jpg alt=\"河\" focus=\"80,50\"\n河\n:::\n\n\
        ```gallery\ntitle: 现场\npictures:\n  - {src: b.jpg, alt: 河}\n  - {src: c.jpg, alt: 街, focus: [0, 0]}\n```\n";
    temp.write("content/tu/huiyi/index.md", text.as_bytes());
    for (file, width, height) in [("a", 600, 500), ("b", 500, 400), ("c", 400, 700)] {
        temp.write(&format!("content/tu/huiyi/{file}.jpg"), &jpeg(width, height, file.as_bytes()[0]));
    }
    temp
}

fn site(temp: &Temp) -> PathBuf {
    temp.join("out/site")
}

fn cache(temp: &Temp) -> PathBuf {
    temp.join(".kanxing/pictures")
}

/// The files that hold kept pictures.
fn kept(temp: &Temp) -> Vec<PathBuf> {
    crate::house::walk(&cache(temp)).into_iter().filter(|path| path.file_name().is_some_and(|name| name.len() == 32)).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// Every attribute `name` of `html`.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    html.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn pages_offer_what_is_there() {
    let temp = project("pictures-pages", "");
    build(temp.path(), SITE);
    let home = read(&site(&temp).join("index.html"));
    let article = read(&site(&temp).join("tu/202603/huiyi.html"));
    for (name, page) in [("home", &home), ("article", &article)] {
        assert!(page.contains("<source type=\"image/webp\""), "{name}: {page}");
        for address in attributes(page, "srcset").iter().flat_map(|set| set.split(", ")) {
            let (path, width) = address.split_once(' ').expect("a width");
            let bytes = std::fs::read(site(&temp).join(path.trim_start_matches('/'))).unwrap_or_else(|_| panic!("{name}: no {path}"));
            assert_eq!(format!("{}w", kanxing::media::probe(&bytes).unwrap().width_px), width, "{name}: {path}");
        }
        assert_eq!(page.matches("fetchpriority=\"high\"").count(), 1, "{name}: one picture at once");
        let later = page.matches("<img ").count() - page.matches("data:image").count() - page.matches("favicon").count() / 2;
        assert!(page.matches("loading=\"lazy\"").count() < later, "{name}");
    }
    let images = article.split("<img ").skip(1).filter(|rest| rest.starts_with("src=\"/images/")).collect::<Vec<_>>();
    assert_eq!(images.len(), 3);
    for image in &images {
        let tag = image.split('>').next().unwrap_or_default();
        assert!(["width=\"", "height=\"", "srcset=\"", "sizes=\"", "alt=\""].iter().all(|key| tag.contains(key)), "{tag}");
    }
    // The gallery is cut 4:3 around the point the figure names for the same picture; the whole is a click away.
    assert!(images[1].contains("width=\"500\" height=\"375\"") && images[2].contains("width=\"400\" height=\"300\""), "{images:?}");
    let published = tree(&site(&temp).join("images"));
    for path in attributes(&article, "href").iter().filter(|href| href.starts_with("/images/")) {
        assert!(published.contains_key(path.trim_start_matches("/images/")), "{path}");
    }
    let src = images[2].trim_start_matches("src=\"").split('"').next().unwrap_or_default();
    let image = image::open(site(&temp).join(src.trim_start_matches('/'))).unwrap().into_rgb8();
    let [_, _, blue] = image.get_pixel(image.width() / 2, image.height() - 4).0;
    assert!(blue < 120, "what is above is kept, {blue}");
}

#[test]
fn webp_can_be_left_out() {
    let temp = project("pictures-plain", ", webp: false");
    build(temp.path(), SITE);
    assert!(tree(&site(&temp)).keys().all(|path| !path.ends_with(".webp")));
    assert!(!read(&site(&temp).join("tu/202603/huiyi.html")).contains("<picture"));
}

#[test]
fn the_same_bytes_with_and_without_what_was_kept() {
    let temp = project("pictures-kept", "");
    build(temp.path(), SITE);
    let (cold, files) = (tree(&site(&temp)), kept(&temp));
    assert!(files.len() > 10, "{}", files.len());
    let times = crate::project::times(&cache(&temp));
    // Another output folder takes all of it from there.
    build(temp.path(), &["--edition", "site", "--out", temp.join("elsewhere").to_str().unwrap()]);
    same(&site(&temp), &temp.join("elsewhere/site"), "another folder");
    assert_eq!(crate::project::times(&cache(&temp)), times, "nothing was made again");
    // Without it, all is made again, and the same.
    std::fs::remove_dir_all(temp.join(".kanxing")).unwrap();
    std::fs::remove_dir_all(temp.join("out")).unwrap();
    build(temp.path(), SITE);
    assert_eq!(tree(&site(&temp)), cold);
    let said = kanxing(temp.path(), &["verify"]);
    assert_eq!(said.status, 0, "{}", said.all());
    let left = std::fs::read_dir(temp.join(".kanxing")).unwrap().filter_map(Result::ok);
    assert!(left.into_iter().all(|entry| !entry.file_name().to_string_lossy().starts_with("pictures-")), "verify leaves its own pictures behind");
}

#[test]
fn damage_is_made_again_and_never_published() {
    let temp = project("pictures-damage", "");
    build(temp.path(), SITE);
    let cold = tree(&site(&temp));
    for (number, path) in kept(&temp).iter().enumerate() {
        let mut bytes = std::fs::read(path).unwrap();
        match number % 4 {
            0 => bytes.truncate(bytes.len() / 2),
            1 => bytes.clear(),
            2 => *bytes.last_mut().unwrap() ^= 0x10,
            _ => bytes[3] ^= 1,
        }
        std::fs::write(path, bytes).unwrap();
    }
    std::fs::remove_dir_all(temp.join("out")).unwrap();
    build(temp.path(), SITE);
    assert_eq!(tree(&site(&temp)), cold);
    // One version lost while what is known of it is kept.
    let largest = kept(&temp).into_iter().max_by_key(|path| std::fs::metadata(path).unwrap().len()).unwrap();
    std::fs::remove_file(largest).unwrap();
    std::fs::remove_dir_all(temp.join("out")).unwrap();
    build(temp.path(), SITE);
    assert_eq!(tree(&site(&temp)), cold);
}

#[test]
fn a_killed_build_leaves_nothing_that_misleads() {
    let temp = project("pictures-killed", "");
    let clean = project("pictures-clean", "");
    build(clean.path(), SITE);
    for wait in [5, 20, 40, 80, 120] {
        let mut child = crate::project::command(temp.path(), &["build", "--as-of", crate::project::AS_OF, "--edition", "site"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        let _ = child.wait();
    }
    build(temp.path(), SITE);
    same(&site(&temp), &site(&clean), "after kills");
}

#[test]
fn what_is_long_unused_is_dropped() {
    let temp = project("pictures-bound", "");
    build(temp.path(), SITE);
    let first = kept(&temp);
    let picture = temp.join("content/tu/huiyi/a.jpg");
    for tint in 0..14_u8 {
        std::fs::write(&picture, jpeg(600, 500, 100 + tint)).unwrap();
        build(temp.path(), SITE);
    }
    let last = kept(&temp);
    assert!(last.len() < first.len() * 7, "{} files of {}", last.len(), first.len());
    let gone = first.iter().filter(|path| !last.contains(path)).count();
    assert!(gone > 0 && gone < first.len(), "{gone} of {}", first.len());
}

#[test]
fn limits_and_broken_pictures_are_named_with_their_file() {
    let temp = project("pictures-limits", ", max_bytes: 200000, max_pixels: 250000");
    let picture = temp.join("content/tu/huiyi/b.jpg");
    let fails = |about: &str, words: &[&str]| {
        for arguments in [&["check"][..], &["build", "--edition", "site"]] {
            let said = kanxing(temp.path(), arguments);
            assert_ne!(said.status, 0, "{about}: {}", said.all());
            assert!(words.iter().all(|word| said.all().contains(word)), "{about}: {}", said.all());
        }
    };
    fails("pixels", &["bad-picture", "a.jpg", "600×500", "先缩小"]);
    std::fs::write(temp.join("content/tu/huiyi/a.jpg"), jpeg(300, 200, 1)).unwrap();
    std::fs::write(temp.join("content/tu/huiyi/c.jpg"), jpeg(300, 200, 2)).unwrap();
    let mut heavy = jpeg(300, 200, 3);
    heavy.resize(210_000, 0);
    std::fs::write(&picture, heavy).unwrap();
    fails("bytes", &["too-large", "b.jpg", "0.21 MB", "max_bytes"]);
    let whole = jpeg(300, 200, 4);
    std::fs::write(&picture, &whole[..whole.len() / 2]).unwrap();
    fails("cut short", &["bad-picture", "b.jpg", "不完整"]);
    let mut printed = whole.clone();
    let frame = printed.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    printed[frame + 9] = 4;
    std::fs::write(&picture, printed).unwrap();
    fails("printing colours", &["bad-picture", "b.jpg", "CMYK", "RGB"]);
    let mut bomb = Vec::new();
    image::ImageEncoder::write_image(image::codecs::png::PngEncoder::new(&mut bomb), &[0; 3], 1, 1, image::ExtendedColorType::Rgb8).unwrap();
    bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    std::fs::write(&picture, bomb).unwrap();
    fails("a bomb", &["bad-picture", "b.jpg", "60000×60000"]);
    std::fs::write(&picture, &whole).unwrap();
    build(temp.path(), SITE);
}

#[test]
fn a_focal_point_is_two_numbers() {
    let temp = project("pictures-focus", "");
    let path = temp.join("content/tu/huiyi/index.md");
    let text = read(&path);
    for wrong in ["[10]", "[10, 101]", "左上", "[10, 20, 30]"] {
        std::fs::write(&path, text.replace("[10, 20]", wrong)).unwrap();
        let said = kanxing(temp.path(), &["check"]);
        assert!(said.status != 0 && said.all().contains("[30, 60]"), "{wrong}: {}", said.all());
    }
}
