//! Pictures and charts of an article: JPEG or PNG, upright, without metadata, within the sizes
//! the platform takes.

use super::folder::Folder;
use super::limits::{CHART_PX, GIF_BYTES, PICTURE_BYTES, PICTURE_PX};
use super::lint;
use crate::catalog::Entry;
use crate::diag::{At, Diagnostic, Warned};
use crate::directive::{Chart, Directive, Ink};
use crate::edition::{Rendered, Shop};
use crate::files::{self, Hash, Hasher};
use crate::media::{self, Encoded, Encoding, Fit};
use crate::tree::{Block, BlockKind};

/// A picture of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Path from `content/`.
    pub source: String,
    /// Path within the article's folder.
    pub name: String,
}

/// The name of the nth chart, from 1.
pub fn chart_name(number: u32) -> String {
    format!("images/chart-{number}.png")
}

/// The pictures of an entry, each once, in the order of their first mention.
pub fn of(shop: &Shop, entry: &Entry) -> Vec<Named> {
    let mut unique: Vec<Named> = Vec::new();
    for (_, picture) in named(shop, entry) {
        if !unique.contains(&picture) {
            unique.push(picture);
        }
    }
    unique
}

/// Every picture as it is written in the text, with its file. Two files of one name are told
/// apart by a number.
pub fn named(shop: &Shop, entry: &Entry) -> Vec<(String, Named)> {
    let mut out: Vec<(String, Named)> = Vec::new();
    for mention in &entry.digest.pictures {
        let Some(source) = files::resolve(&entry.path, &mention.name) else { continue };
        if shop.catalog.files.get(&source).is_none() {
            continue;
        }
        let known = out.iter().find(|(_, known)| known.source == source).map(|(_, known)| known.clone());
        let picture = known.unwrap_or_else(|| Named { name: free_name(&source, &out), source });
        out.push((mention.name.clone(), picture));
    }
    out
}

/// `images/<stem>.<jpg, png or gif>`, with a number when another picture has that name.
fn free_name(source: &str, taken: &[(String, Named)]) -> String {
    let file = source.rsplit('/').next().unwrap_or(source);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let keep = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let stem: String = stem.chars().map(keep).collect();
    let stem = if stem.starts_with("chart-") { format!("p-{stem}") } else { stem };
    let extension = extension(source);
    let name = |n: u32| match n {
        1 => format!("images/{stem}.{extension}"),
        n => format!("images/{stem}-{n}.{extension}"),
    };
    let free = (1..).map(name).find(|name| taken.iter().all(|(_, picture)| picture.name != *name));
    free.unwrap_or_default()
}

/// What a picture becomes: PNG and SVG are drawings, with edges JPEG would smear; a GIF may move.
fn extension(source: &str) -> &'static str {
    match source.rsplit_once('.').map(|(_, own)| own.to_lowercase()).as_deref() {
        Some("png" | "svg") => "png",
        Some("gif") => "gif",
        _ => "jpg",
    }
}

fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(extension))
}

pub fn fingerprint(folder: &Folder, source: &str) -> Hash {
    let mut hasher = Hasher::default();
    hasher.value(&("wechat picture", source, folder.shop.catalog.site.max_pixels()));
    hasher.hash(folder.content_hash(source));
    if has_extension(source, "svg") {
        hasher.hash(folder.studio.font_hash(folder.shop));
    }
    hasher.finish()
}

/// The picture of `content/` called `source`, made to fit.
pub fn render(folder: &Folder, source: &str) -> Rendered {
    let bytes = folder.shop.catalog.files.bytes(source).and_then(|bytes| converted(folder, source, &bytes));
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(why) => return Warned::new(None, vec![bad_picture(folder.entry, source, &why)]),
    };
    let name = format!("{}.{}", source.rsplit_once('.').map_or(source, |(stem, _)| stem), extension(source));
    let found: Vec<Diagnostic> = lint::picture(&name, &bytes).into_iter().map(|fault| folder.diagnostic(fault)).collect();
    let failed = found.iter().any(Diagnostic::is_error);
    Warned::new((!failed).then_some(bytes), found)
}

/// The file a text names `src`.
pub fn named_file(folder: &Folder, src: &str) -> Rendered {
    let chart = (1..=folder.entry.digest.charts).find(|number| chart_name(*number) == src);
    match (chart, of(folder.shop, folder.entry).into_iter().find(|picture| picture.name == src)) {
        (Some(number), _) => render_chart(folder, number),
        (None, Some(picture)) => render(folder, &picture.source),
        (None, None) => Warned::new(None, vec![bad_picture(folder.entry, src, "没有这个文件")]),
    }
}

fn converted(folder: &Folder, source: &str, bytes: &[u8]) -> Result<Vec<u8>, String> {
    if has_extension(source, "svg") {
        let svg = String::from_utf8_lossy(bytes);
        return media::svg::png(&svg, PICTURE_PX, folder.studio.fonts(folder.shop)).and_then(media::on_white);
    }
    let wanted = extension(source);
    let moving = wanted == "gif";
    let format = if wanted == "jpg" { Encoding::Jpeg } else { Encoding::Keep };
    let fit = Fit {
        max_width_px: Some(PICTURE_PX),
        max_height_px: Some(PICTURE_PX),
        format,
        max_bytes: Some(if moving { GIF_BYTES } else { PICTURE_BYTES }),
        max_pixels: folder.shop.catalog.site.max_pixels(),
        ..Fit::default()
    };
    let encoded = if moving { still(bytes, &fit)? } else { media::fit(bytes, &fit)? };
    if encoded.extension != wanted {
        return Err(format!("扩展名是 .{wanted}，内容却是 {}；请改正扩展名", encoded.extension));
    }
    media::on_white(encoded.bytes)
}

/// A GIF with its own data: one that stands still is not made smaller either, because it would
/// become another format under the old name.
fn still(bytes: &[u8], to: &Fit) -> Result<Encoded, String> {
    media::fit(bytes, &Fit { max_width_px: None, max_height_px: None, ..to.clone() })
}

/// A fault of a picture, at the place where the text first names it.
pub fn bad_picture(entry: &Entry, source: &str, why: &str) -> Diagnostic {
    let mention = entry.digest.pictures.iter().find(|mention| {
        files::resolve(&entry.path, &mention.name).as_deref() == Some(source)
    });
    let at = mention.map_or_else(|| entry.at(), |mention| At::new(&entry.path, mention.span));
    let found = Diagnostic::error("bad-picture", at, format!("图片 {source} 不能用于微信：{why}"));
    found.help("换一张 JPEG、PNG、GIF 或 WebP 图片")
}

pub fn chart_fingerprint(folder: &Folder, number: u32) -> Hash {
    let mut hasher = Hasher::default();
    hasher.value(&("wechat chart", number)).hash(folder.text_hash());
    hasher.hash(folder.studio.font_hash(folder.shop));
    hasher.finish()
}

/// The nth chart of the text, drawn in the colours of the look.
pub fn render_chart(folder: &Folder, number: u32) -> Rendered {
    let document = folder.document();
    let mut charts = Vec::new();
    collect_charts(&document.value.blocks, &mut charts);
    document.value.notes.iter().for_each(|note| collect_charts(&note.blocks, &mut charts));
    let chart = charts.into_iter().find(|chart| chart.ordinal == number);
    let drawn = chart.ok_or_else(|| format!("正文没有第 {number} 幅统计图")).and_then(|chart| {
        let outlet = folder.outlet();
        let svg = chart.svg(&outlet, &Ink::solid(&outlet));
        media::svg::png(&svg, CHART_PX, folder.studio.fonts(folder.shop)).and_then(media::on_white)
    });
    match drawn {
        Ok(bytes) => Warned::clean(Some(bytes)),
        Err(why) => {
            let found = Diagnostic::error("bad-chart", folder.entry.at(), format!("第 {number} 幅统计图画不出来：{why}"));
            Warned::new(None, vec![found.help("核对统计图的数据")])
        }
    }
}

/// The charts among `blocks`.
fn collect_charts<'t>(blocks: &'t [Block], out: &mut Vec<&'t Chart>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Directive { directive, body } => {
                if let Directive::Chart(chart) = &**directive {
                    out.push(chart);
                }
                collect_charts(body, out);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| collect_charts(&item.blocks, out)),
            BlockKind::Quote(blocks) => collect_charts(blocks, out),
            BlockKind::Heading { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Rule => {}
        }
    }
}
