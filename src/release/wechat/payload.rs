//! What is sent of an article: the limits it must keep, the way each picture goes, the body of the call.

use super::compare::plain;
use super::package::{Article, Package, Picture};
use super::state::{Mark, State};
use crate::diag::Diagnostic;
use crate::media::{self, Format};
use serde_json::{Value, json};

/// Articles of a draft (error 45008).
const MOST_ARTICLES: usize = 8;
/// Characters (errors 45003, 45110, 45004); what the edition takes may be less.
const TITLE_CHARS: usize = 32;
const AUTHOR_CHARS: usize = 16;
const DIGEST_CHARS: usize = 128;
/// The text, tags and styles included, is shorter than both (error 45002).
const CONTENT_CHARS: usize = 20_000;
const CONTENT_BYTES: usize = 1_000_000;
/// Characters of the address a picture is given, about: it takes the place of the name.
const ADDRESS_CHARS: usize = 140;
/// Bytes of 阅读原文 (error 45005).
const URL_BYTES: usize = 1_024;
/// Bytes of a picture that goes through uploadimg, and of one that becomes material.
const INLINE_BYTES: usize = 1_000_000;
const MATERIAL_BYTES: usize = 10_000_000;
/// Hosts of pictures that the platform has; the addresses of others are dropped by it.
const PICTURE_HOSTS: &[&str] = &["https://mmbiz.qpic.cn/", "https://mmbiz.qlogo.cn/"];

/// The way a picture goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// `media/uploadimg`: an address, and nothing in the library.
    Inline,
    /// `material/add_material`: an address and an id, and a place in the library.
    Material,
}

/// The way of a picture of a text: small JPEG and PNG go inline, animations and large ones become
/// material, as every cover does.
#[must_use]
pub fn way(picture: &Picture) -> Way {
    let format = media::probe(&picture.bytes).map(|probe| probe.format);
    match format {
        Ok(Format::Jpeg | Format::Png) if picture.bytes.len() < INLINE_BYTES => Way::Inline,
        Ok(Format::Jpeg | Format::Png | Format::Gif | Format::Webp) | Err(_) => Way::Material,
    }
}

/// The extension and media type of a picture, as its bytes say.
#[must_use]
pub fn kind(picture: &Picture) -> (&'static str, &'static str) {
    let format = media::probe(&picture.bytes).map_or(Format::Jpeg, |probe| probe.format);
    (format.extension(), format.media_type())
}

/// What the platform would refuse in `package`.
#[must_use]
pub fn faults(package: &Package) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut fault = |message: String, help: &str| {
        found.push(Diagnostic::error("wechat-limit", package.at.clone(), message).help(help));
    };
    let count = package.articles.len();
    if count == 0 || count > MOST_ARTICLES {
        fault(format!("一份草稿有 1 至 {MOST_ARTICLES} 篇文章，这里有 {count} 篇"), "分成几份");
    }
    for article in &package.articles {
        let name = format!("《{}》", article.title);
        let mut too_long = |what: &str, is: usize, most: usize, help: &str| {
            if is > most {
                fault(format!("{name}的{what}有 {is} 字，平台只收 {most} 字"), help);
            }
        };
        too_long("标题", chars(&article.title), TITLE_CHARS, "在稿件里写 wechat: {title: 短一些的标题}");
        too_long("作者", chars(&article.author), AUTHOR_CHARS, "在稿件里写 wechat: {author: 短一些的作者}");
        too_long("摘要", chars(&article.digest), DIGEST_CHARS, "在稿件里写 wechat: {digest: 短一些的摘要}");
        if article.title.trim().is_empty() {
            fault("有一篇文章没有标题".to_string(), "写上标题");
        }
        if article.source_url.len() > URL_BYTES {
            fault(format!("{name}的阅读原文网址超过 {URL_BYTES} 字节"), "缩短栏目文件夹名或稿件编号");
        }
        let addresses = article.pictures.len() * ADDRESS_CHARS;
        let long = chars(&article.html) + addresses;
        if long >= CONTENT_CHARS || article.html.len() + addresses >= CONTENT_BYTES {
            let message = format!("{name}连同样式和图片地址有 {long} 个字符，平台只收不到 {CONTENT_CHARS} 个");
            fault(message, "删减正文，或分成上、下两篇；大表格改成图片");
        }
        for picture in article.pictures.iter().chain([&article.cover]) {
            if let Err(why) = sendable(picture) {
                fault(format!("{name}的图片 {} {why}", picture.name), "换一张 JPEG 或 PNG 图片，小于 10 MB");
            }
        }
    }
    found
}

fn sendable(picture: &Picture) -> Result<(), String> {
    match media::probe(&picture.bytes).map(|probe| probe.format) {
        _ if picture.bytes.is_empty() => Err("是空文件".to_string()),
        Err(_) => Err("不是图片，或已损坏".to_string()),
        Ok(Format::Webp) => Err("是 WebP，平台不收".to_string()),
        Ok(Format::Jpeg | Format::Png | Format::Gif) if picture.bytes.len() >= MATERIAL_BYTES => {
            Err(format!("有 {:.1} MB，平台只收 10 MB 以内的", picture.bytes.len() as f64 / 1e6))
        }
        Ok(Format::Jpeg | Format::Png | Format::Gif) => Ok(()),
    }
}

/// The body of an article, its pictures at the addresses they have there; the name of a picture
/// that has none otherwise.
///
/// # Errors
/// The name of a picture that is not uploaded.
pub fn body(article: &Article, state: &State) -> Result<Value, String> {
    let mut html = article.html.clone();
    for picture in &article.pictures {
        let address = address(picture, state).ok_or_else(|| picture.name.clone())?;
        let address = address.replace('&', "&amp;");
        html = html.replace(&format!("src=\"{}\"", picture.name), &format!("src=\"{address}\""));
    }
    if let Some(left) = sources(&html).find(|source| !PICTURE_HOSTS.iter().any(|host| source.starts_with(host))) {
        return Err(left.to_string());
    }
    let cover = state.materials.get(&article.cover.hash).ok_or_else(|| article.cover.name.clone())?;
    Ok(json!({
        "article_type": "news",
        "title": article.title,
        "author": article.author,
        "digest": article.digest,
        "content": html,
        "content_source_url": article.source_url,
        "thumb_media_id": cover.media_id,
        "need_open_comment": u8::from(article.comments),
        "only_fans_can_comment": 0,
        "pic_crop_235_1": article.crop_wide,
        "pic_crop_1_1": article.crop_square,
    }))
}

/// The address of a picture of the text.
#[must_use]
pub fn address<'s>(picture: &Picture, state: &'s State) -> Option<&'s str> {
    match way(picture) {
        Way::Inline => state.pictures.get(&picture.hash).map(String::as_str),
        Way::Material => state.materials.get(&picture.hash).map(|material| material.url.as_str()),
    }
}

/// What articles that are sent as `bodies` are recognised by.
#[must_use]
pub fn marks(bodies: &[Value]) -> Vec<Mark> {
    bodies.iter().map(mark).collect()
}

/// The mark of an article as it is sent or as the platform shows it.
#[must_use]
pub fn mark(body: &Value) -> Mark {
    let field = |name: &str| plain(body.get(name).and_then(Value::as_str).unwrap_or_default());
    Mark { title: field("title"), cover: field("thumb_media_id") }
}

/// The `src` of every picture of a text.
fn sources(html: &str) -> impl Iterator<Item = &str> {
    html.split(" src=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

fn chars(text: &str) -> usize {
    text.chars().count()
}
