//! The pictures of the book: JPEG or PNG, of a size tablets can show and readers can carry.

use super::outlet::Text;
use super::plan::Plan;
use crate::catalog::Mention;
use crate::diag::{At, Diagnostic};
use crate::directive::Picture;
use crate::files::Hash;
use crate::media::{Encoded, Encoding, Fit};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Longest side of a picture, in pixels.
const LONGEST_PX: u32 = 1600;

/// A picture as the book has it.
pub struct Made {
    /// Its name within the book.
    pub name: String,
    pub encoded: Encoded,
}

/// Pictures by their path from `content/`.
pub type Pictures = BTreeMap<String, Made>;

/// Makes every picture that a text of the book shows.
pub fn make(plan: &Plan, out: &mut Vec<Diagnostic>) -> Pictures {
    let mut wanted: BTreeMap<String, At> = BTreeMap::new();
    for text in texts(plan) {
        for (written, path) in text.pictures() {
            wanted.entry(path).or_insert_with(|| at(text, written));
        }
    }
    let wanted: Vec<(String, At)> = wanted.into_iter().collect();
    let made: Vec<Result<Made, String>> = wanted.par_iter().map(|(path, _)| one(plan, path)).collect();
    let mut pictures = Pictures::new();
    for ((path, at), made) in wanted.into_iter().zip(made) {
        match made {
            Ok(made) => {
                pictures.insert(path, made);
            }
            Err(why) => out.push(Diagnostic::error("bad-picture", at, format!("图片 {path}：{why}"))),
        }
    }
    pictures
}

/// The texts of the book in reading order, chapters first.
pub fn texts<'a>(plan: &Plan<'a>) -> Vec<Text<'a>> {
    let chapters = plan.chapters().map(|ix| Text::chapter(plan.entry(ix)));
    chapters.chain(plan.pages().map(Text::page)).collect()
}

/// What the writers need to know of each picture.
pub fn known(pictures: &Pictures) -> BTreeMap<String, Picture> {
    let picture = |made: &Made| Picture {
        src: made.name.clone(),
        width_px: made.encoded.width_px,
        height_px: made.encoded.height_px,
        ..Picture::default()
    };
    pictures.iter().map(|(path, made)| (path.clone(), picture(made))).collect()
}

/// How a picture of a book is made.
pub fn fitting(plan: &Plan, format: Encoding) -> Fit {
    Fit {
        max_width_px: Some(LONGEST_PX),
        max_height_px: Some(LONGEST_PX),
        format,
        max_pixels: plan.shop.catalog.site.max_pixels(),
        ..Fit::default()
    }
}

fn one(plan: &Plan, path: &str) -> Result<Made, String> {
    let encoded = plan.shop.fit(path, &fitting(plan, Encoding::JpegOrPng))?;
    let name = format!("images/{}.{}", Hash::of(path.as_bytes()).short(12), encoded.extension);
    Ok(Made { name, encoded })
}

fn at(text: Text, written: &str) -> At {
    let found: Option<&Mention> = text.digest.pictures.iter().rfind(|mention| mention.name == written);
    At { file: text.path.into(), span: found.map(|mention| mention.span).unwrap_or_default() }
}
