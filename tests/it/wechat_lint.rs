//! The linter of the WeChat edition: every assertion has a page with a case that fails and one that
//! passes; the mapping to the dark is the measured one; looks are proven; the cleaner has vectors.

use crate::house::{root, walk};
use crate::page::{Case, Fence, Page};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use kanxing::diag::Severity;
use kanxing::edition::wechat::{self, Colour, Fault};
use kanxing::{builtin, load};
use std::collections::BTreeMap;
use std::io::Cursor;

/// Assertions of `reference/wechat.md` E1 that concern a build, and their codes. Those that are not
/// here (24, 25) concern the push.
const CODES: &[(u8, &[&str])] = &[
    (1, &["fragment"]),
    (2, &["tag"]),
    (3, &["attribute"]),
    (4, &["blank"]),
    (5, &["colour"]),
    (6, &["style"]),
    (7, &["layout"]),
    (8, &["root", "depth", "repeated"]),
    (9, &["picture", "picture-size"]),
    (10, &["alt", "picture-dark"]),
    (11, &["link", "notes", "source"]),
    (12, &["title", "author", "digest"]),
    (13, &["too-long", "inflated", "parts"]),
    (14, &["cover"]),
    (15, &["text-lost"]),
    (16, &["list-order", "list-depth"]),
    (17, &["table", "table-wide"]),
    (18, &["code"]),
    (19, &["svg"]),
    (20, &["dark"]),
    (21, &["type"]),
    (22, &["punctuation"]),
    (23, &["unstable"]),
];

/// What the linter says of a case of `tests/suite/lint/`; None when the case is no such one.
pub fn outcome(case: &Case) -> Option<String> {
    let found = faults(case)?;
    let lines = found.iter().map(|fault| {
        let severity = match fault.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        format!("{severity}[{}]: {}\n  建议：{}\n", fault.code, fault.message, fault.help)
    });
    Some(lines.collect())
}

fn faults(case: &Case) -> Option<Vec<Fault>> {
    let line = |fence: &Fence| fence.text.trim_end_matches('\n').to_string();
    if let Some(article) = case.block("article") {
        let html = line(article);
        let lost = case.block("wanted").and_then(|wanted| wechat::lint_text(&html, &line(wanted)));
        return Some(wechat::lint(&html).into_iter().chain(lost).collect());
    }
    if let Some(card) = case.block("card") {
        let fields = pairs(card);
        let get = |key: &str| fields.get(key).map(String::as_str);
        let texts = ["title", "digest", "author"].map(|key| get(key).unwrap_or(""));
        return Some(wechat::lint_card(texts, get("source"), get("portal"), ""));
    }
    if let Some(cover) = case.block("cover") {
        let fields = pairs(cover);
        let size = fields["size"].split_once('x').expect("a size");
        let size = (size.0.parse().expect("a width"), size.1.parse().expect("a height"));
        return Some(wechat::lint_cover(size, &fields["wide"], &fields["square"]));
    }
    if let Some(length) = case.block("length") {
        let fields = pairs(length);
        let number = |key: &str| fields[key].parse().expect("a number");
        return Some(wechat::lint_length(number("html"), number("bytes"), number("text")).into_iter().collect());
    }
    if let Some(issue) = case.block("issue") {
        return Some(wechat::lint_issue(line(issue).parse().expect("a number")).into_iter().collect());
    }
    let picture = case.block("picture")?;
    Some(wechat::lint_picture(&picture.rest, &drawn(&line(picture))))
}

fn pairs(fence: &Fence) -> BTreeMap<String, String> {
    let pairs = fence.text.lines().filter_map(|line| line.split_once(": "));
    pairs.map(|(key, value)| (key.to_string(), value.to_string())).collect()
}

/// A picture as `png 800x600 transparent` says.
fn drawn(order: &str) -> Vec<u8> {
    let words: Vec<&str> = order.split(' ').collect();
    let [format, size, ..] = words[..] else { return Vec::new() };
    let (width, height) = size.split_once('x').expect("a size");
    let (width, height) = (width.parse().expect("a width"), height.parse().expect("a height"));
    let hole = words.contains(&"transparent");
    let image = RgbaImage::from_fn(width, height, |x, _| match (x % 10 == 0, hole) {
        (true, _) => Rgba([30, 30, 30, 255]),
        (false, true) => Rgba([0, 0, 0, 0]),
        (false, false) => Rgba([255, 255, 255, 255]),
    });
    let mut bytes = Cursor::new(Vec::new());
    match format {
        "png" => DynamicImage::ImageRgba8(image).write_to(&mut bytes, ImageFormat::Png),
        _ => DynamicImage::ImageRgba8(image).to_rgb8().write_to(&mut bytes, ImageFormat::Jpeg),
    }
    .expect("a picture");
    bytes.into_inner()
}

#[test]
fn every_assertion_fails_and_passes() {
    let pages = walk(&root().join("tests/suite/lint"));
    let codes: Vec<&str> = CODES.iter().flat_map(|(_, codes)| codes.iter().copied()).collect();
    assert_eq!(pages.len(), codes.len(), "a page for each code, and no other");
    for code in codes {
        let text = std::fs::read_to_string(root().join(format!("tests/suite/lint/wechat-{code}.md"))).expect(code);
        let page = Page::read(&text).expect(code);
        let [bad, good] = &page.cases[..] else { panic!("{code}: a case that fails and one that passes") };
        let has = |case: &Case| faults(case).expect("a case of the linter").iter().any(|fault| fault.code == format!("wechat-{code}"));
        assert!(has(bad), "{code}: the bad case passes");
        assert!(!has(good), "{code}: the good case fails: {:?}", faults(good));
        assert!(kanxing::diag::page(&format!("wechat-{code}")).is_some(), "{code}: no page of the manual");
    }
}

/// Pairs measured with the official code (`reference/wechat.md` A13).
#[test]
fn the_dark_is_that_of_wechat() {
    let colour = |text: &str| Colour::read(text).expect("a colour");
    for (ink, ground, dark_ink, dark_ground) in [
        ("#333333", "#ffffff", "#a3a3a3", "#191919"),
        ("#666666", "#ffffff", "#666666", "#191919"),
        ("#c00000", "#ffffff", "#ff150d", "#191919"),
        ("#c8102e", "#ffffff", "#f21338", "#191919"),
        ("#8b0000", "#ffffff", "#ff4141", "#191919"),
        ("#1f3864", "#ffffff", "#7497d4", "#191919"),
        ("#0f4c81", "#ffffff", "#50a3eb", "#191919"),
        ("#ffffff", "#c00000", "#ffffff", "#c00000"),
        ("#333333", "#f7f7f7", "#b2b2b2", "#212121"),
        ("#333333", "#fff5f5", "#333333", "#c3bcbc"),
        ("#333333", "#fdf6ec", "#333333", "#c3bdb6"),
    ] {
        let pair = wechat::seen_pair(colour(ink), Some(colour(ground)));
        let near = |a: Colour, b: &str| {
            let b = colour(b);
            (a.r - b.r).abs() <= 1.0 && (a.g - b.g).abs() <= 1.0 && (a.b - b.b).abs() <= 1.0
        };
        assert!(near(pair.dark_ink, dark_ink), "{ink} on {ground}: {} for {dark_ink}", pair.dark_ink);
        assert!(near(pair.dark_ground, dark_ground), "{ground}: {} for {dark_ground}", pair.dark_ground);
    }
}

#[test]
fn looks_are_proven_and_a_bad_one_is_told_what_passes() {
    let looks = load::looks(builtin::files("themes/")).value.wechat;
    assert_eq!(looks.len(), 3);
    for look in looks.values() {
        let failing = wechat::failing(look);
        assert!(failing.is_empty(), "{}: {failing:?}", look.name);
    }
    let mut bad = looks["庄重红"].clone();
    for (role, style) in [
        ("caption", "font-size:14px;color:#666666"),
        ("heading3", "color:#e8a0a0"),
        ("callout", "padding:12px;background-color:#fdf6ec;color:#8b4513"),
    ] {
        bad.roles.insert(role.to_string(), style.to_string());
    }
    let failing = wechat::failing(&bad);
    let found = |role: &str| failing.iter().find(|it| it.role == role);
    assert!(found("caption").is_some_and(|it| it.better.is_some() && it.pair.dark_contrast() < 4.0), "{failing:?}");
    assert!(found("heading3").is_some_and(|it| it.pair.light_contrast() < 4.5), "{failing:?}");
    assert!(found("callout").is_some_and(|it| it.pair.glares()), "{failing:?}");
    for it in &failing {
        let better = it.better.unwrap_or_else(|| panic!("nothing better for {it:?}"));
        let ground = (it.pair.ground != Colour::grey(255)).then_some(it.pair.ground);
        let pair = if it.pair.glares() { wechat::seen_pair(it.pair.ink, Some(better)) } else { wechat::seen_pair(better, ground) };
        assert!(pair.light_contrast() >= 4.5 && pair.dark_contrast() >= 4.0, "{better} for {it:?}");
    }
}

/// Vectors both cleaners are held to: ours here, that of the browser in `tests/acceptance/85_paste.cjs`.
#[test]
fn the_cleaner_keeps_its_vectors() {
    let path = root().join("tests/acceptance/cleaner_vectors.json");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let vectors: Vec<[String; 2]> = serde_json::from_str(&text).expect("pairs of before and after");
    let fresh: Vec<[String; 2]> = vectors.iter().map(|[before, _]| [before.clone(), wechat::cleaned(before)]).collect();
    if std::env::var_os("BLESS").is_some() {
        let lines: Vec<String> = fresh.iter().map(|pair| serde_json::to_string(pair).expect("JSON")).collect();
        std::fs::write(&path, format!("[\n{}\n]\n", lines.join(",\n"))).expect("a file that can be written");
    } else {
        assert_eq!(vectors, fresh);
    }
    assert!(vectors.len() >= 20, "{} vectors", vectors.len());
    for [_, after] in &fresh {
        assert_eq!(wechat::cleaned(after), *after, "cleaned twice");
    }
}

/// Lines of a title end where a reader breathes; no line of one or two characters.
#[test]
fn titles_are_broken_at_phrases() {
    for (title, per_line, lines) in [
        ("市政协召开双月协商座谈会", 13, vec!["市政协召开双月协商座谈会"]),
        ("“船厂”是怎样变成吉林的", 8, vec!["“船厂”是", "怎样变成吉林的"]),
        ("关于推进老旧小区改造工作的建议", 8, vec!["关于推进", "老旧小区改造工作的建议"]),
        ("《建议案》是怎样一种文体", 13, vec!["《建议案》是怎样一种文体"]),
    ] {
        let broken = wechat::title_lines(title, per_line, &[]);
        assert_eq!(broken.concat(), title);
        assert!(broken.iter().all(|line| line.chars().count() >= 3), "{broken:?}");
        if lines.len() == 1 {
            assert_eq!(broken, lines);
        }
        for word in ["协商", "政协", "老旧小区", "怎样", "建议", "改造", "座谈会"].into_iter().filter(|word| title.contains(word)) {
            assert!(broken.iter().any(|line| line.contains(word)), "{word} is divided: {broken:?}");
        }
    }
    let kept = wechat::title_lines("关于某某江畔公园步道的提案", 8, &["某某江畔公园"]);
    assert!(kept.iter().any(|line| line.contains("某某江畔公园")), "{kept:?}");
}
