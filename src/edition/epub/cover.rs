//! The cover: the picture the volume names, or a plate drawn from `epub/cover.svg` of the theme.

use super::plan::Plan;
use super::{front, look};
use super::pictures::fitting;
use crate::diag::Diagnostic;
use crate::files;
use crate::media::{Encoded, Encoding, Fit, Fonts, fit, svg};
use std::sync::Arc;
use tera::{Context, Kwargs, State, Tera};

/// Its name within the book.
pub const NAME: &str = "images/cover.jpg";

/// Width of a plate, in pixels.
const PLATE_PX: u32 = 1600;

/// Makes the cover; None after reporting why not.
pub fn make(plan: &Plan, out: &mut Vec<Diagnostic>) -> Option<Encoded> {
    let volume = plan.volume();
    let made = match art(plan) {
        Some(path) => plan.shop.fit(&path, &Fit { max_height_px: None, ..fitting(plan, Encoding::Jpeg) }),
        None => plate(plan),
    };
    made.map_err(|why| out.push(Diagnostic::error("bad-cover", volume.at(), format!("封面：{why}")))).ok()
}

/// Path of the picture the volume names, from `content/`.
pub fn art(plan: &Plan) -> Option<String> {
    let volume = plan.volume();
    let art = volume.file.cover.as_ref().and_then(|cover| cover.art.as_deref())?;
    files::resolve(&volume.path, art)
}

fn plate(plan: &Plan) -> Result<Encoded, String> {
    let (path, template) = look::file(plan.shop, "cover.svg").ok_or("主题缺少 epub/cover.svg")?;
    let template = String::from_utf8_lossy(&template).into_owned();
    let drawing = fill(plan, &template).map_err(|why| format!("{path}：{why}"))?;
    let png = svg::png(&drawing, PLATE_PX, &fonts(plan))?;
    fit(&png, &Fit { format: Encoding::Jpeg, quality: 90, ..Fit::default() })
}

fn fill(plan: &Plan, template: &str) -> Result<String, String> {
    let file = &plan.volume().file;
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".svg"]);
    tera.register_filter("lines", |text: &str, arguments: Kwargs, _: &State| -> tera::TeraResult<Vec<String>> {
        Ok(lines(text, arguments.must_get::<usize>("chars")?))
    });
    tera.add_raw_template("cover.svg", template).map_err(|error| error.to_string())?;
    let mut context = Context::new();
    context.insert("title", &file.title);
    context.insert("subtitle", &file.subtitle);
    context.insert("series", &file.series);
    context.insert("edition_no", &file.edition_no);
    context.insert("publisher", front::publisher(plan));
    context.insert("colour", &file.cover.as_ref().and_then(|cover| cover.colour.clone()));
    tera.render("cover.svg", &context).map_err(|error| error.to_string())
}

/// `text` in as few lines of at most `chars` characters as it needs, of about equal length.
fn lines(text: &str, chars: usize) -> Vec<String> {
    let all: Vec<char> = text.chars().collect();
    let rows = all.len().div_ceil(chars.max(1)).max(1);
    all.chunks(all.len().div_ceil(rows).max(1)).map(|line| line.iter().collect()).collect()
}

fn fonts(plan: &Plan) -> Fonts {
    let files = plan.shop.looks.files.under("print/fonts/");
    let fonts = files.filter(|(path, _)| path.ends_with(".otf") || path.ends_with(".ttf"));
    let bytes: Vec<Arc<[u8]>> = fonts.filter_map(|(path, file)| file.bytes(path).ok()).collect();
    Fonts::new(bytes.iter().map(|bytes| &**bytes))
}
