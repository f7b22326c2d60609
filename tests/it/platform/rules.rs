//! What an article must keep to be taken: lengths in characters and bytes, elements, links, pictures,
//! the cover and its crops.

use super::World;
use super::calls::no;
use serde_json::Value;

const FIELDS: &[&str] = &[
    "article_type", "title", "author", "digest", "content", "content_source_url", "thumb_media_id", "need_open_comment",
    "only_fans_can_comment", "pic_crop_235_1", "pic_crop_1_1",
];
/// Elements that a text is not taken with.
const REFUSED: &[&str] =
    &["script", "style", "link", "meta", "iframe", "form", "input", "button", "object", "embed", "html", "body", "!doctype"];

/// Whether `article` may stand in a draft.
pub fn article(world: &World, article: &Value) -> Result<(), Value> {
    let fields = article.as_object().ok_or_else(|| no(47001, "data format error"))?;
    if let Some(key) = fields.keys().find(|key| !FIELDS.contains(&key.as_str())) {
        return Err(no(47001, &format!("data format error: {key}")));
    }
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let flag = |name: &str| fields.get(name).is_none_or(|value| matches!(value.as_u64(), Some(0 | 1)));
    if text("article_type") != "news" || !flag("need_open_comment") || !flag("only_fans_can_comment") {
        return Err(no(53400, "invalid article argument"));
    }
    let chars = |name: &str| text(name).chars().count();
    if text("title").is_empty() || chars("title") > 32 || text("title").contains('\n') {
        return Err(no(45003, "title size out of limit"));
    }
    if chars("author") > 16 {
        return Err(no(45110, "author size out of limit"));
    }
    if chars("digest") > 128 {
        return Err(no(45004, "description size out of limit"));
    }
    if text("content_source_url").len() > 1024 {
        return Err(no(45005, "url size out of limit"));
    }
    content(world, text("content"))?;
    cover(world, text("thumb_media_id"), text("pic_crop_235_1"), text("pic_crop_1_1"))
}

fn content(world: &World, content: &str) -> Result<(), Value> {
    if content.is_empty() {
        return Err(no(44004, "empty content"));
    }
    if content.chars().count() >= 20_000 || content.len() >= 1_000_000 {
        return Err(no(45002, "content size out of limit"));
    }
    for tag in content.split('<').skip(1) {
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '!').collect();
        let value = |attribute: &str| tag.split(&format!(" {attribute}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        let refused = match name.to_ascii_lowercase().as_str() {
            "a" => value("href").is_none_or(|href| !href.starts_with("https://mp.weixin.qq.com/")),
            "img" => value("src").is_none_or(|src| !is_known(world, &src.replace("&amp;", "&"))),
            name => REFUSED.contains(&name) || tag.contains(" onclick="),
        };
        if refused {
            return Err(no(45166, "invalid content"));
        }
    }
    Ok(())
}

/// Whether a picture is one the platform has, by its encrypted address.
fn is_known(world: &World, source: &str) -> bool {
    let plain = source.replacen("https://", "http://", 1);
    world.pictures.contains(source) || source != plain && world.materials.iter().any(|material| material.url == plain)
}

fn cover(world: &World, media_id: &str, wide: &str, square: &str) -> Result<(), Value> {
    let material = world.materials.iter().find(|material| material.media_id == media_id);
    let material = material.ok_or_else(|| no(40007, "invalid media_id"))?;
    let fits = |crop: &str, ratio: f64| {
        let parts: Vec<f64> = crop.split('_').filter_map(|part| part.parse().ok()).collect();
        let [x1, y1, x2, y2] = parts[..] else { return false };
        let inside = 0.0 <= x1 && x1 < x2 && x2 <= 1.0 && 0.0 <= y1 && y1 < y2 && y2 <= 1.0;
        let (width, height) = (f64::from(material.size_px.0), f64::from(material.size_px.1));
        let is = (x2 - x1) * width / ((y2 - y1) * height);
        inside && (is / ratio - 1.0).abs() <= 0.01
    };
    match fits(wide, 2.35) && fits(square, 1.0) {
        true => Ok(()),
        false => Err(no(53402, "cover crop failed")),
    }
}

/// `html` without the styles of one property.
pub fn without(html: &str, property: &str) -> String {
    let mut out = String::new();
    for (number, piece) in html.split("style=\"").enumerate() {
        if number == 0 {
            out.push_str(piece);
            continue;
        }
        let (style, rest) = piece.split_once('"').unwrap_or((piece, ""));
        let kept: Vec<&str> = style.split(';').filter(|rule| rule.split(':').next().map(str::trim) != Some(property)).collect();
        out.push_str(&format!("style=\"{}\"{rest}", kept.join(";")));
    }
    out
}
