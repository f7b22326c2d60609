//! E1 9 and the second half of 10: a picture as a file the platform takes.

use super::super::limits::{GIF_BYTES, PICTURE_BYTES, PICTURE_LEAST_PX, PICTURE_PX};
use super::Fault;
use crate::media::{Format, probe, shade};

/// The share of dark pixels on nothing from which a picture is lost in the dark.
const LOST: f64 = 0.3;

const HELP: &str = "换一张 JPEG、PNG 或 GIF 图片";

/// What is wrong with the file called `name`.
#[must_use]
pub fn picture(name: &str, bytes: &[u8]) -> Vec<Fault> {
    if bytes.is_empty() {
        return vec![Fault::error("wechat-picture", format!("图片 {name} 是空文件"), HELP)];
    }
    let found = match probe(bytes) {
        Ok(found) => found,
        Err(why) => return vec![Fault::error("wechat-picture", format!("图片 {name} 不能用：{why}"), HELP)],
    };
    let mut faults = Vec::new();
    let right = match found.format {
        Format::Jpeg => name.ends_with(".jpg"),
        Format::Png => name.ends_with(".png"),
        Format::Gif => name.ends_with(".gif"),
        Format::Webp => false,
    };
    if !right {
        faults.push(Fault::error("wechat-picture", format!("图片 {name} 的内容不是扩展名所说的格式"), HELP));
    }
    let most = if found.format == Format::Gif { GIF_BYTES } else { PICTURE_BYTES };
    if bytes.len() >= most {
        let message = format!("图片 {name} 有 {} KB，超过 {} KB", bytes.len() / 1000, most / 1000);
        faults.push(Fault::error("wechat-picture", message, "压缩后再用"));
    }
    if found.orientation != 1 {
        faults.push(Fault::error("wechat-picture", format!("图片 {name} 的方向没有转正"), HELP));
    }
    let width = found.width_px;
    if !(PICTURE_LEAST_PX..=PICTURE_PX).contains(&width) {
        let message = format!("图片 {name} 宽 {width} 像素，宜在 {PICTURE_LEAST_PX} 到 {PICTURE_PX} 之间");
        faults.push(Fault::note("wechat-picture-size", message, "换一张更清楚的图片"));
    }
    if found.format == Format::Png && shade(bytes).is_some_and(|share| share > LOST) {
        let message = format!("图片 {name} 的底是透明的，线条是深色的，深色模式下看不见");
        faults.push(Fault::warning("wechat-picture-dark", message, "给图片铺上白底"));
    }
    faults
}
