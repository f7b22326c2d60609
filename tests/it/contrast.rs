//! The palette of the theme, read from its style sheet: few colours, and contrast in every mode
//! (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11).

use crate::house::root;
use std::collections::BTreeMap;

type Palette = BTreeMap<String, [u8; 3]>;

/// Words on their ground.
const WORDS: &[(&str, &str)] = &[
    ("ink", "paper"),
    ("ink", "paper-2"),
    ("ink", "paper-3"),
    ("ink-2", "paper"),
    ("ink-2", "paper-2"),
    ("red", "paper"),
    ("red", "paper-2"),
    ("on-band", "band"),
    ("on-band-2", "band"),
    ("on-label", "label"),
];

/// Marks that carry meaning, on their ground.
const MARKS: &[(&str, &str)] = &[("c1", "paper"), ("c2", "paper"), ("c3", "paper"), ("c4", "paper"), ("c5", "paper"), ("c6", "paper")];

#[test]
fn contrast_holds_in_every_mode() {
    let mut faults = Vec::new();
    for (mode, palette, least) in modes() {
        for (pairs, least) in [(WORDS, least), (MARKS, 3.0)] {
            for (front, ground) in pairs {
                let ratio = contrast(palette[*front], palette[*ground]);
                if ratio < least {
                    faults.push(format!("{mode}: --{front} on --{ground} is {ratio:.2}, not {least}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is no shade of grey, brown or paper is of one hue: red. Charts have colours of their own.
#[test]
fn red_is_the_only_hue() {
    for (mode, palette, _) in modes() {
        for (name, colour) in palette.iter().filter(|(name, _)| !is_chart(name)) {
            let (hue, chroma) = hue(*colour);
            assert!(chroma < 40 || !(20.0..=340.0).contains(&hue), "{mode}: --{name} is another hue: {colour:?}");
        }
    }
}

/// The dark palettes are written twice, for the system's wish and for the reader's.
#[test]
fn both_ways_to_the_dark_are_the_same() {
    let css = css();
    let blocks = blocks(&css);
    let dark: Vec<&Palette> =
        blocks.iter().filter(|(selector, _)| selector.contains("data-theme")).map(|(_, palette)| palette).collect();
    assert_eq!(dark.len(), 4, "two for ordinary readers, two for 长辈版");
    assert_eq!(dark[0], dark[1]);
    assert_eq!(dark[2], dark[3]);
}

fn is_chart(name: &str) -> bool {
    name.len() == 2 && name.starts_with('c')
}

/// Each mode, with all its colours and the contrast its words must have.
fn modes() -> Vec<(&'static str, Palette, f64)> {
    let css = css();
    let blocks = blocks(&css);
    let elder = |selector: &str| selector.contains("data-elder");
    let dark = |selector: &str| selector.contains("data-theme");
    let of = |want_elder: bool, want_dark: bool| {
        let fits = |selector: &str| elder(selector) == want_elder && dark(selector) == want_dark;
        blocks.iter().find(|(selector, _)| fits(selector)).map(|(_, palette)| palette.clone()).unwrap_or_default()
    };
    let over = |palettes: &[Palette]| palettes.iter().fold(Palette::new(), |mut all, one| {
        all.extend(one.clone());
        all
    });
    let (light, night, plain, plain_night) = (of(false, false), of(false, true), of(true, false), of(true, true));
    vec![
        ("light", light.clone(), 4.5),
        ("dark", over(&[light.clone(), night.clone()]), 4.5),
        ("长辈版", over(&[light.clone(), plain.clone()]), 7.0),
        ("长辈版, dark", over(&[light, night, plain, plain_night]), 7.0),
    ]
}

fn css() -> String {
    std::fs::read_to_string(root().join("themes/zhengxie/site/static/site.css")).expect("the style sheet")
}

/// Selector and colours of every rule on screen that sets the ground.
fn blocks(css: &str) -> Vec<(String, Palette)> {
    let screen = css.split("@media print").next().unwrap_or(css);
    let mut found = Vec::new();
    for (at, _) in screen.match_indices("--paper:#") {
        let open = screen[..at].rfind('{').expect("a rule");
        let from = screen[..open].rfind(['}', '{', '/']).map_or(0, |at| at + 1);
        let close = at + screen[at..].find('}').expect("its end");
        let colours = screen[open + 1..close].split(';').filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
            Some((name.to_string(), colour(value.strip_prefix('#')?)?))
        });
        found.push((screen[from..open].trim().to_string(), colours.collect()));
    }
    assert_eq!(found.len(), 6, "light, dark twice, 长辈版, 长辈版 in the dark twice");
    found
}

fn colour(hex: &str) -> Option<[u8; 3]> {
    let long: String = if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_string() };
    let part = |at: usize| u8::from_str_radix(long.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

fn luminance(colour: [u8; 3]) -> f64 {
    let line = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * line(colour[0]) + 0.7152 * line(colour[1]) + 0.0722 * line(colour[2])
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Degrees, and how far it is from grey.
fn hue(colour: [u8; 3]) -> (f64, i32) {
    let [r, g, b] = colour.map(i32::from);
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let chroma = most - least;
    if chroma == 0 {
        return (0.0, 0);
    }
    let degrees = if most == r {
        60.0 * f64::from(g - b) / f64::from(chroma)
    } else if most == g {
        60.0 * f64::from(b - r) / f64::from(chroma) + 120.0
    } else {
        60.0 * f64::from(r - g) / f64::from(chroma) + 240.0
    };
    (degrees.rem_euclid(360.0), chroma)
}
