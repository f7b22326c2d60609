//! The title plate: a cover for articles without a picture, drawn from `wechat/cover.svg` of the
//! theme, which decides colours, sizes and places. Here the title is only broken into lines.

use super::breaking::lines;
use super::cover::Crop;
use super::folder::Folder;
use crate::diag::Diagnostic;
use crate::files::{Hash, Hasher};
use std::collections::BTreeMap;
use tera::Context;

/// Its name in the folder of the theme.
pub const TEMPLATE: &str = "cover.svg";

pub fn fingerprint(folder: &Folder) -> Hash {
    let mut hasher = Hasher::default();
    hasher.value(&words(folder)).hash(folder.studio.template_hash(TEMPLATE));
    hasher.value(&(&folder.studio.look.cover, &folder.studio.look.font));
    hasher.hash(folder.studio.font_hash(folder.shop));
    hasher.finish()
}

/// The plate as SVG.
pub fn svg(folder: &Folder, crop: Crop) -> Result<String, Diagnostic> {
    let look = &folder.studio.look;
    let (width, height) = match crop {
        Crop::Wide => (900, 383),
        Crop::Square => (500, 500),
    };
    let measure = match crop {
        Crop::Wide => "chars",
        Crop::Square => "chars_square",
    };
    let per_line = look.cover.get(measure).and_then(|text| text.parse().ok()).unwrap_or(12);
    let words = words(folder);
    let mut context = Context::new();
    let together = together(folder);
    context.insert("lines", &lines(words.get("title").map_or("", String::as_str), per_line, &together));
    for (name, value) in &words {
        context.insert(*name, value);
    }
    for (name, value) in &look.cover {
        context.insert(name.clone(), value);
    }
    context.insert("font", &look.font);
    context.insert("square", &(crop == Crop::Square));
    context.insert("width", &width);
    context.insert("height", &height);
    folder.studio.fill(TEMPLATE, &context)
}

/// What the plate says.
fn words(folder: &Folder) -> BTreeMap<&'static str, String> {
    let Folder { shop, entry, .. } = folder;
    let column = shop.catalog.column(&entry.column).map(|column| column.file.name.clone());
    let issue = folder.item.own.as_ref().and_then(|own| own.title.clone());
    let own_title = issue.or(entry.front.wechat.as_ref().and_then(|own| own.title.clone()));
    BTreeMap::from([
        ("title", own_title.unwrap_or_else(|| entry.front.title.clone())),
        ("kicker", entry.front.kicker.clone().or(column).unwrap_or_default()),
        ("site", shop.catalog.site.short_name().to_string()),
        ("date", entry.front.date.chinese()),
    ])
}

/// Names and phrases of the registers, which no line break divides.
fn together<'a>(folder: &Folder<'a>) -> Vec<&'a str> {
    let registers = &folder.shop.catalog.registers;
    let people = registers.people.iter().map(|it| it.name.as_str());
    let offices = registers.organizations.iter().flat_map(|it| [it.name.as_str()].into_iter().chain(it.short.iter().map(String::as_str)));
    let brands = registers.brands.iter().map(|it| it.name.as_str());
    let places = registers.places.iter().map(|it| it.name.as_str());
    let phrases = registers.terms.phrases.iter().map(String::as_str);
    people.chain(offices).chain(brands).chain(places).chain(phrases).collect()
}
