//! What themes write in YAML: looks of the WeChat edition (`themes/<theme>/wechat/*.yaml`), and what
//! the pages of the site say in each language (`themes/<theme>/i18n/<language>.yaml`), and how it
//! shows pictures (`themes/<theme>/site/pictures.yaml`).

use super::yaml;
use crate::diag::{At, Diagnostic, Warned, nearest};
use crate::files::Files;
use crate::markup::{CutLook, Look, Looks, PictureLook, ROLES};
use crate::shape::{Field, Node, Reader, Value, read_shape};
use std::collections::BTreeMap;
use std::sync::Arc;

crate::shape! {
    /// A look as it is written.
    pub struct LookFile {
        pub name: String = "样式名称，site.yaml 的 wechat.look 用它",
        pub about: Option<String> = "一句话说明",
        pub font: String = "统计图和标题封面的字体，取 print/fonts 中的一种",
        pub chart: Vec<String> = "统计图各组的颜色，#rrggbb",
        pub chart_ink: String = "统计图文字和线条的颜色",
        pub chart_paper: String = "统计图的底色",
        pub cover: BTreeMap<String, String> = "标题封面（cover.svg）用到的颜色和尺寸",
        pub roles: BTreeMap<String, String> = "各部件的行内样式",
    }
}

crate::shape! {
    /// How pictures are shown, as it is written.
    pub struct PicturesFile {
        pub text: String = "正文图片显示多宽（HTML 的 sizes）",
        pub cuts: BTreeMap<String, CutFile> = "各处的裁法：card、hero、banner、gallery",
    }
}

crate::shape! {
    /// A proportion pictures are cut to, as it is written.
    pub struct CutFile {
        pub ratio: Vec<u32> = "宽和高之比，如 [16, 10]",
        pub widths: Vec<u32> = "生成哪些宽度（像素）",
        pub sizes: Option<String> = "显示多宽（HTML 的 sizes）；写在模板里的不必写",
    }
}

/// The looks of `files` (paths begin with `themes/` or `print/`). Of two looks with one name the
/// later file wins and the doubling is reported.
#[must_use]
pub fn looks(files: Files) -> Warned<Looks> {
    let mut wechat = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for (path, file) in files.under("themes/").filter(|(path, _)| is_look(path)) {
        let read = match file.bytes(path) {
            Ok(bytes) => look(path, &String::from_utf8_lossy(&bytes)),
            Err(why) => Warned::new(None, vec![Diagnostic::error("unreadable", At::top(path), why)]),
        };
        diagnostics.extend(read.diagnostics);
        let Some(look) = read.value else { continue };
        if let Some(old) = wechat.insert(look.name.clone(), look) {
            let message = format!("样式“{}”不止一份", old.name);
            let found = Diagnostic::error("duplicate-look", At::top(path), message);
            diagnostics.push(found.help("给其中一份换个名称"));
        }
    }
    let words = words(&files, &mut diagnostics);
    let pictures = pictures(&files, &mut diagnostics);
    Warned::new(Looks { files, wechat, pictures, words }, diagnostics)
}

/// How every theme shows pictures.
fn pictures(files: &Files, out: &mut Vec<Diagnostic>) -> BTreeMap<String, PictureLook> {
    let mut all = BTreeMap::new();
    for (path, file) in files.under("themes/") {
        let ["themes", theme, "site", "pictures.yaml"] = path.split('/').collect::<Vec<_>>()[..] else { continue };
        let text = file.bytes(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        let parsed = yaml::parse(path, &text, 0);
        let mut reader = Reader::new(path);
        reader.diagnostics = parsed.diagnostics;
        let read = parsed.value.and_then(|node| {
            let file: PicturesFile = read_shape(&node, &mut reader)?;
            let cuts = file.cuts.into_iter().filter_map(|(name, cut)| Some((name, cut_look(cut, &node, &mut reader)?)));
            Some(PictureLook { text_sizes: file.text, cuts: cuts.collect() })
        });
        out.append(&mut reader.diagnostics);
        all.extend(read.map(|look| (theme.to_string(), look)));
    }
    all
}

fn cut_look(mut cut: CutFile, file: &Node, reader: &mut Reader) -> Option<CutLook> {
    cut.widths.sort_unstable();
    cut.widths.dedup();
    match (&cut.ratio[..], cut.widths.first()) {
        (&[width, height], Some(1..)) if width > 0 && height > 0 => {
            Some(CutLook { ratio: (width, height), widths: cut.widths, sizes: cut.sizes.unwrap_or_default() })
        }
        _ => {
            let message = "ratio 应为两个正整数，widths 至少写一个宽度".to_string();
            reader.error("bad-value", file.get("cuts").map_or(file.span, |cuts| cuts.span), message, "例如 {ratio: [16, 10], widths: [320, 640]}");
            None
        }
    }
}

type Words = BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>;

/// The words of every theme. A language says what the theme's first language says: `zh-Hans`.
fn words(files: &Files, out: &mut Vec<Diagnostic>) -> Words {
    let mut all = Words::new();
    for (path, file) in files.under("themes/") {
        let parts: Vec<&str> = path.split('/').collect();
        let ["themes", theme, "i18n", name] = parts[..] else { continue };
        let Some(lang) = name.strip_suffix(".yaml") else { continue };
        let text = file.bytes(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        let parsed = yaml::parse(path, &text, 0);
        let mut reader = Reader::new(path);
        reader.diagnostics = parsed.diagnostics;
        let said = parsed.value.and_then(|node| BTreeMap::<String, String>::read(&node, &mut reader));
        out.append(&mut reader.diagnostics);
        all.entry(theme.to_string()).or_default().insert(lang.to_string(), said.unwrap_or_default());
    }
    for (theme, languages) in &all {
        let Some(first) = languages.get("zh-Hans") else { continue };
        for (lang, said) in languages {
            let path = format!("themes/{theme}/i18n/{lang}.yaml");
            for key in said.keys().filter(|key| !first.contains_key(*key)) {
                let found = Diagnostic::warning("unknown-word", At::top(&path), format!("界面用语没有“{key}”这一项"));
                out.push(match nearest(key, first.keys().map(String::as_str)) {
                    Some(near) => found.help(format!("你是不是想写“{near}”？")),
                    None => found.help("删去这一行，或在 zh-Hans.yaml 里也写上"),
                });
            }
        }
    }
    all
}

/// Whether `path` is `themes/<theme>/wechat/<look>.yaml`.
fn is_look(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts[..], ["themes", _, "wechat", file] if file.ends_with(".yaml"))
}

fn look(path: &Arc<str>, text: &str) -> Warned<Option<Look>> {
    let parsed = yaml::parse(path, text, 0);
    let mut reader = Reader::new(path);
    reader.diagnostics = parsed.diagnostics;
    let Some(node) = parsed.value else { return Warned::new(None, reader.diagnostics) };
    let look = read_shape::<LookFile>(&node, &mut reader).map(|file| Look {
        name: file.name,
        about: file.about.unwrap_or_default(),
        font: file.font,
        cover: file.cover,
        roles: file.roles,
        chart: file.chart,
        chart_ink: file.chart_ink,
        chart_paper: file.chart_paper,
    });
    if let Some(roles) = node.get("roles") {
        check_roles(roles, &mut reader);
    }
    Warned::new(look, reader.diagnostics)
}

/// Reports roles nothing asks for and roles that are not styled. A role may be empty: it then
/// looks like the text around it.
fn check_roles(roles: &Node, reader: &mut Reader) {
    let known = || ROLES.iter().map(|(role, _)| *role);
    let Value::Map(pairs) = &roles.value else { return };
    for (key, _) in pairs.iter().filter(|(key, _)| !known().any(|role| role == key.name)) {
        let found = Diagnostic::error("unknown-role", reader.at(key.span), format!("没有名为“{}”的部件", key.name));
        let near = nearest(&key.name, known());
        reader.push(match near {
            Some(near) => found.help(format!("你是不是想写“{near}”？")).fix(key.span, near),
            None => found.help("删去这一行，或核对部件名称"),
        });
    }
    let missing: Vec<&str> = known().filter(|role| roles.get(role).is_none()).collect();
    if !missing.is_empty() {
        let message = format!("样式没有写到这些部件：{}", missing.join("、"));
        let found = Diagnostic::warning("missing-role", reader.at(roles.span), message);
        reader.push(found.help("逐一补上；不需要样式的写作空串：\"\""));
    }
}
