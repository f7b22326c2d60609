//! What all articles of the edition share: the look, the templates, the fonts.

use crate::diag::{At, Diagnostic, Warned, nearest};
use crate::edition::Shop;
use crate::files::{Hash, Hasher};
use crate::markup::Look;
use crate::media::Fonts;
use std::sync::OnceLock;
use tera::{Context, Tera};

/// The look when `site.yaml` names none.
const DEFAULT_LOOK: &str = "庄重红";

/// Shared by all routes; fonts are read when something is drawn.
pub struct Studio {
    pub look: Look,
    folder: String,
    templates: Tera,
    template_hashes: Vec<(&'static str, Hash)>,
    look_hash: Hash,
    fonts: OnceLock<Fonts>,
    font_hash: OnceLock<Hash>,
}

impl Studio {
    /// The studio of the site's theme and look; None when something is missing or broken.
    pub fn open(shop: &Shop) -> Warned<Option<Studio>> {
        let look = match look(shop) {
            Ok(look) => look.clone(),
            Err(found) => return Warned::new(None, vec![found]),
        };
        let folder = format!("themes/{}/wechat/", shop.catalog.site.theme());
        let mut templates = Tera::default();
        templates.autoescape_on([".html", ".svg"]);
        let mut template_hashes = Vec::new();
        for name in [super::paste::TEMPLATE, super::plate::TEMPLATE] {
            let path = format!("{folder}{name}");
            let read = shop.looks.files.text(&path);
            let added = read.and_then(|text| {
                template_hashes.push((name, Hash::of(text.as_bytes())));
                templates.add_raw_template(name, &text).map_err(|error| error.to_string())
            });
            if let Err(why) = added {
                return Warned::new(None, vec![bad_template(&path, &why)]);
            }
        }
        let found = proven(shop, &look, &folder);
        if !found.is_empty() {
            return Warned::new(None, found);
        }
        let look_hash = Hash::of_value(&look);
        let (fonts, font_hash) = (OnceLock::new(), OnceLock::new());
        Warned::clean(Some(Studio { look, folder, templates, template_hashes, look_hash, fonts, font_hash }))
    }

    pub fn look_hash(&self) -> Hash {
        self.look_hash
    }

    pub fn template_hash(&self, name: &str) -> Hash {
        self.template_hashes.iter().find(|(known, _)| *known == name).map_or_else(Hash::default, |(_, hash)| *hash)
    }

    /// Fills the template `name`.
    pub fn fill(&self, name: &str, context: &Context) -> Result<String, Diagnostic> {
        let filled = self.templates.render(name, context);
        filled.map_err(|error| bad_template(&format!("{}{name}", self.folder), &error.to_string()))
    }

    /// The fonts of `print/fonts/`.
    pub fn fonts(&self, shop: &Shop) -> &Fonts {
        self.fonts.get_or_init(|| {
            let files: Vec<_> = font_files(shop).filter_map(|path| shop.looks.files.bytes(path).ok()).collect();
            Fonts::new(files.iter().map(|bytes| &**bytes))
        })
    }

    /// A hash of those fonts.
    pub fn font_hash(&self, shop: &Shop) -> Hash {
        *self.font_hash.get_or_init(|| {
            let mut hasher = Hasher::default();
            for path in font_files(shop) {
                let hash = shop.looks.files.get(path).and_then(|file| file.hash(path).ok());
                hasher.value(&path).hash(hash.unwrap_or_default());
            }
            hasher.finish()
        })
    }
}

fn font_files(shop: &Shop) -> impl Iterator<Item = &str> {
    let files = shop.looks.files.under("print/fonts/").map(|(path, _)| &**path);
    files.filter(|path| [".otf", ".ttf"].iter().any(|end| path.ends_with(end)))
}

/// The pairs of colours of a look that cannot be told apart.
fn proven(shop: &Shop, look: &Look, folder: &str) -> Vec<Diagnostic> {
    let name = format!("name: {}", look.name);
    let own = shop.looks.files.under(folder).map(|(path, _)| path).filter(|path| path.ends_with(".yaml"));
    let mut texts = own.filter_map(|path| shop.looks.files.text(path).ok().map(|text| (path, text)));
    let found = texts.find(|(_, text)| text.lines().any(|line| line.trim() == name));
    let (path, text) = found.map_or((folder.to_string(), String::new()), |(path, text)| (path.to_string(), text));
    super::proof::diagnostics(look, &path, &text)
}

fn look(shop: &Shop) -> Result<&Look, Diagnostic> {
    let chosen = shop.catalog.site.wechat.as_ref().and_then(|wechat| wechat.look.as_deref());
    let name = chosen.unwrap_or(DEFAULT_LOOK);
    let known = &shop.looks.wechat;
    known.get(name).ok_or_else(|| {
        let found = Diagnostic::error("unknown-look", At::top("site.yaml"), format!("没有名为“{name}”的微信样式"));
        let names = known.keys().map(String::as_str);
        match nearest(name, names.clone()) {
            Some(near) => found.help(format!("你是不是想写“{near}”？")),
            None => found.help(format!("可用的样式：{}", names.collect::<Vec<_>>().join("、"))),
        }
    })
}

fn bad_template(path: &str, why: &str) -> Diagnostic {
    let found = Diagnostic::error("bad-template", At::top(path), format!("模板有误：{why}"));
    found.help("对照内置主题中的同名文件改正")
}
