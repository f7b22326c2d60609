//! E1 11–14: what the platform asks for beside the text: title, digest, author, source address,
//! length, covers, number of articles.

use super::super::limits::{
    ARTICLES, AUTHOR_CHARS, CONTENT_BYTES, CONTENT_CHARS, CONTENT_NEAR, DIGEST_CHARS, LIST_CHARS, SOURCE_BYTES, TITLE_CHARS, chars,
};
use super::Fault;

/// A digest shorter than this says nothing.
const DIGEST_LEAST: usize = 20;
/// What the platform takes for a digest when there is none.
const DIGEST_DEFAULT: usize = 54;
/// Characters of markup for each of text above which a long article wastes its room.
const INFLATED: f64 = 3.0;
/// The least pixels of the covers.
const WIDE_PX: (f64, f64) = (900.0, 383.0);
const SQUARE_PX: (f64, f64) = (500.0, 500.0);

/// Title, digest, author and source address as they will be sent; `portal` is the address of the
/// page on the portal, `text` the text of the article.
#[must_use]
pub fn card(fields: [&str; 3], source: Option<&str>, portal: Option<&str>, text: &str) -> Vec<Fault> {
    let [title, digest, author] = fields;
    let mut found = Vec::new();
    let help = "在稿件信息的 wechat 里另写 title、digest 或 author";
    let lined = |text: &str| text.chars().any(char::is_control);
    if title.trim().is_empty() || chars(title) > TITLE_CHARS || lined(title) {
        found.push(Fault::error("wechat-title", format!("微信标题应为 1 到 {TITLE_CHARS} 字，不换行：{title}"), help));
    } else if chars(title) > LIST_CHARS {
        let message = format!("微信标题有 {} 字，列表里超过 {LIST_CHARS} 字的部分看不到", chars(title));
        found.push(Fault::note("wechat-title", message, help));
    }
    if chars(digest) > DIGEST_CHARS || lined(digest) {
        found.push(Fault::error("wechat-digest", format!("微信摘要应在 {DIGEST_CHARS} 字以内，不换行"), help));
    } else if chars(digest) < DIGEST_LEAST {
        found.push(Fault::note("wechat-digest", format!("微信摘要只有 {} 字，读者看不出讲什么", chars(digest)), help));
    } else if text.chars().take(DIGEST_DEFAULT).eq(digest.chars()) {
        found.push(Fault::note("wechat-digest", "微信摘要就是正文开头的 54 字，等于没有写", help));
    }
    if chars(author) > AUTHOR_CHARS || lined(author) {
        found.push(Fault::error("wechat-author", format!("微信作者应在 {AUTHOR_CHARS} 字以内"), help));
    }
    let wrong = match source {
        Some(url) if !url.starts_with("https://") => Some("不是 https 地址"),
        Some(url) if url.len() > SOURCE_BYTES => Some("超过 1024 字节"),
        Some(url) if Some(url) != portal => Some("不是本站同一篇的地址"),
        None if portal.is_some() => Some("没有写"),
        Some(_) | None => None,
    };
    if let Some(why) = wrong {
        let message = format!("阅读原文的地址{why}：{}", source.unwrap_or(""));
        found.push(Fault::error("wechat-source", message, "核对 site.yaml 的 base_url，应以 https:// 开头"));
    }
    found
}

/// How long the whole is: characters and bytes with tags and styles, characters of text.
#[must_use]
pub fn length(html_chars: usize, bytes: usize, text_chars: usize) -> Option<Fault> {
    let help = "分成上、下两篇，或把长表格改成图片";
    if html_chars >= CONTENT_CHARS || bytes >= CONTENT_BYTES {
        let message = format!("微信正文连同样式共 {html_chars} 个字符，平台只收不到 {CONTENT_CHARS} 个");
        return Some(Fault::error("wechat-too-long", message, help));
    }
    if html_chars > CONTENT_NEAR {
        let message = format!("微信正文连同样式共 {html_chars} 个字符，接近 {CONTENT_CHARS} 个的上限");
        return Some(Fault::warning("wechat-too-long", message, help));
    }
    let ratio = html_chars as f64 / text_chars.max(1) as f64;
    (ratio > INFLATED && html_chars * 2 > CONTENT_CHARS).then(|| {
        let message = format!("样式用去的字符太多：每个字合 {ratio:.1} 个字符");
        Fault::warning("wechat-inflated", message, "减少表格和指令，长表格改成图片")
    })
}

/// The articles of one draft.
#[must_use]
pub fn issue(articles: usize) -> Option<Fault> {
    (!(1..=ARTICLES).contains(&articles)).then(|| {
        let message = format!("一次草稿应有 1 到 {ARTICLES} 篇，现有 {articles} 篇");
        Fault::error("wechat-parts", message, "减少篇数，或分成几次发布")
    })
}

/// The picture of the covers: its size in pixels, and the two crops as they will be sent.
#[must_use]
pub fn cover(size_px: (u32, u32), wide: &str, square: &str) -> Vec<Fault> {
    let checks = [(wide, 2.35, WIDE_PX, "2.35:1"), (square, 1.0, SQUARE_PX, "1:1")];
    let wrong = checks.into_iter().filter_map(|(crop, aspect, least, name)| {
        let why = crop_fault(size_px, crop, aspect, least)?;
        let message = format!("封面的 {name} 裁切 {crop} {why}");
        Some(Fault::error("wechat-cover", message, "换一张不小于 900×383 像素的封面图，或删去封面改用标题封面"))
    });
    wrong.collect()
}

fn crop_fault(size_px: (u32, u32), crop: &str, aspect: f64, least: (f64, f64)) -> Option<String> {
    let parts: Vec<f64> = crop.split('_').filter_map(|part| part.parse().ok()).collect();
    let [x1, y1, x2, y2] = parts[..] else { return Some("不是四个数".to_string()) };
    if !(0.0 <= x1 && x1 < x2 && x2 <= 1.0 && 0.0 <= y1 && y1 < y2 && y2 <= 1.0) {
        return Some("不在图内".to_string());
    }
    let (width, height) = ((x2 - x1) * f64::from(size_px.0), (y2 - y1) * f64::from(size_px.1));
    if (width / height / aspect - 1.0).abs() > 0.01 {
        return Some(format!("宽高比是 {:.2}", width / height));
    }
    (width.round() < least.0 || height.round() < least.1).then(|| format!("只有 {width:.0}×{height:.0} 像素"))
}
