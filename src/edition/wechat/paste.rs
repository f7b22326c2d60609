//! `paste.html`: the articles of a package as they will be seen, by day and in the dark, with a
//! button that copies each as rich text, pictures included. A page of its own, to be opened from
//! the folder; its markup is the theme's.

use super::article::Counts;
use super::folder::Folder;
use super::package::Package;
use super::{Studio, dark_view, meta, pictures};
use crate::diag::{Diagnostic, Warned};
use crate::edition::{Rendered, Shop};
use crate::files::{Hash, Hasher};
use crate::media;
use serde::Serialize;
use std::collections::BTreeMap;
use tera::Context;

/// Its name in the folder of the theme, and in that of the package.
pub const TEMPLATE: &str = "paste.html";

/// One article as the page shows it.
#[derive(Serialize)]
struct Shown {
    card: meta::Card,
    counts: Counts,
    /// What is copied.
    source: String,
    /// What the telephones show.
    light: String,
    dark: String,
    cover: String,
    date: String,
    /// Pictures of the text, as `data:` addresses.
    #[serde(skip)]
    images: BTreeMap<String, String>,
}

pub fn fingerprint(package: &Package, shop: &Shop, studio: &Studio) -> Hash {
    let mut hasher = Hasher::default();
    hasher.value(&("wechat paste", account(shop), package.issue.is_some())).hash(meta::fingerprint(package, shop, studio));
    for folder in package.folders(shop, studio) {
        hasher.value(&folder.entry.front.date);
    }
    hasher.hash(studio.template_hash(TEMPLATE)).hash(studio.font_hash(shop));
    hasher.finish()
}

pub fn render(package: &Package, shop: &Shop, studio: &Studio) -> Rendered {
    let mut articles = Vec::new();
    for folder in package.folders(shop, studio) {
        match shown(&folder) {
            Ok(own) => articles.extend(own),
            Err(found) => return Warned::new(None, found),
        }
    }
    let mut context = Context::new();
    context.insert("articles", &articles);
    context.insert("pictures", &data(&articles));
    context.insert("account", &account(shop));
    context.insert("issue", &package.issue.is_some());
    match studio.fill(TEMPLATE, &context) {
        Ok(page) => Warned::clean(Some(page.into_bytes())),
        Err(found) => Warned::new(None, vec![found]),
    }
}

fn shown(folder: &Folder) -> Result<Vec<Shown>, Vec<Diagnostic>> {
    let mut out = Vec::new();
    for (at, piece) in folder.compose().pieces.iter().enumerate() {
        let meta::Article { card, counts, images, covers: _, .. } = meta::article(folder, piece, at).value;
        let mut data = BTreeMap::new();
        for image in images {
            let rendered = pictures::named_file(folder, &image.src);
            let Some(bytes) = rendered.value else { return Err(rendered.diagnostics) };
            let kind = if image.src.ends_with(".jpg") { "jpeg" } else { image.src.rsplit('.').next().unwrap_or("png") };
            let address = media::data_address(kind, &bytes);
            data.insert(image.src, address);
        }
        let prefix = &folder.item.prefix;
        let within = |html: &str| html.replace(" src=\"images/", &format!(" src=\"{prefix}images/"));
        out.push(Shown {
            card,
            counts,
            dark: within(&dark_view::darkened(&piece.html)),
            light: within(&piece.html),
            source: piece.html.clone(),
            cover: format!("{prefix}{}", super::cover::FILE),
            date: folder.entry.front.date.chinese(),
            images: data,
        });
    }
    Ok(out)
}

/// The pictures of every article as JSON that may stand within a script.
fn data(articles: &[Shown]) -> String {
    let images: Vec<&BTreeMap<String, String>> = articles.iter().map(|article| &article.images).collect();
    serde_json::to_string(&images).unwrap_or_default().replace("</", "<\\/")
}

fn account(shop: &Shop) -> String {
    let site = &shop.catalog.site;
    let account = site.wechat.as_ref().and_then(|wechat| wechat.account.clone());
    account.unwrap_or_else(|| site.short_name().to_string())
}
