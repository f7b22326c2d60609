//! The title plate: a cover for articles without a picture, drawn from `wechat/cover.svg` of the
//! theme, which decides colours, sizes and places. Here the title is only broken into lines.

use super::cover::Crop;
use super::folder::Folder;
use crate::diag::Diagnostic;
use crate::files::{Hash, Hasher};
use crate::text::script::is_cjk;
use std::collections::BTreeMap;
use tera::Context;

/// Its name in the folder of the theme.
pub const TEMPLATE: &str = "cover.svg";

/// Marks that may not begin a line.
const NO_START: &str = "，。、；：！？）》」』】〕”’…—·%";
/// Marks that may not end a line.
const NO_END: &str = "（《「『【〔“‘";
/// Marks after which a title is gladly broken.
const GOOD_END: &str = "，。；：！？ 》」”—";

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
    let (width, height) = crop.size_px();
    let measure = match crop {
        Crop::Wide => "chars",
        Crop::Square => "chars_square",
    };
    let per_line = look.cover.get(measure).and_then(|text| text.parse().ok()).unwrap_or(12);
    let words = words(folder);
    let mut context = Context::new();
    context.insert("lines", &lines(words.get("title").map_or("", String::as_str), per_line));
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
    let own_title = entry.front.wechat.as_ref().and_then(|own| own.title.clone());
    BTreeMap::from([
        ("title", own_title.unwrap_or_else(|| entry.front.title.clone())),
        ("kicker", entry.front.kicker.clone().or(column).unwrap_or_default()),
        ("site", shop.catalog.site.short_name().to_string()),
        ("date", entry.front.date.chinese()),
    ])
}

/// Breaks a title into lines of about equal length, at most `per_line` full widths each, where a
/// reader would breathe: after a mark, never within a word or number, before a closing mark or
/// after an opening one.
fn lines(title: &str, per_line: usize) -> Vec<String> {
    let chars: Vec<char> = title.chars().collect();
    let mut lines = Vec::new();
    let mut from = 0;
    while from < chars.len() {
        let rest = chars.get(from..).unwrap_or_default();
        let end = from + line_end(rest, per_line.max(2));
        let line: String = chars.get(from..end).unwrap_or_default().iter().collect();
        lines.push(line.trim().to_string());
        from = end;
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// How many characters of `rest` make its first line.
fn line_end(rest: &[char], per_line: usize) -> usize {
    let total = halves(rest);
    let count = total.div_ceil(per_line * 2);
    if count <= 1 {
        return rest.len();
    }
    let fair = total.div_ceil(count);
    let fits = (1..rest.len()).take_while(|end| halves(rest.get(..*end).unwrap_or_default()) <= per_line * 2);
    let cost = |end: &usize| {
        let width = halves(rest.get(..*end).unwrap_or_default());
        let gladly = rest.get(end - 1).is_some_and(|c| GOOD_END.contains(*c));
        width.abs_diff(fair) + if gladly { 0 } else { 5 }
    };
    fits.filter(|end| breakable(rest, *end)).min_by_key(cost).unwrap_or_else(|| rest.len().min(per_line))
}

/// Whether a line may end before the character `at`.
fn breakable(chars: &[char], at: usize) -> bool {
    let (Some(before), Some(next)) = (chars.get(at - 1), chars.get(at)) else { return false };
    let joined = !is_cjk(*before) && !is_cjk(*next) && before.is_alphanumeric() && next.is_alphanumeric();
    let united = before.is_ascii_digit() && is_cjk(*next);
    !joined && !united && !NO_START.contains(*next) && !NO_END.contains(*before)
}

/// Width in half widths: a Latin letter is one, a Chinese character two.
fn halves(chars: &[char]) -> usize {
    chars.iter().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
