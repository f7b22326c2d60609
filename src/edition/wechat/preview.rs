//! `preview.html`: the article in the frame of a telephone, with a button that copies it as rich
//! text. A page of its own, to be opened from the folder; its markup is the theme's.

use super::article::Counts;
use super::folder::Folder;
use super::meta;
use crate::diag::Warned;
use crate::edition::Rendered;
use crate::files::{Hash, Hasher};
use tera::Context;

/// Its name in the folder of the theme.
pub const TEMPLATE: &str = "preview.html";

pub fn fingerprint(folder: &Folder) -> Hash {
    let mut hasher = Hasher::default();
    hasher.value(&("wechat preview", meta::card(folder).value, account(folder), folder.entry.front.date));
    hasher.hash(folder.text_hash()).hash(folder.studio.template_hash(TEMPLATE));
    hasher.finish()
}

pub fn render(folder: &Folder) -> Rendered {
    let composed = folder.compose();
    let mut context = Context::new();
    context.insert("card", &meta::card(folder).value);
    context.insert("counts", &Counts::of(composed.html.as_str()));
    context.insert("account", &account(folder));
    context.insert("date", &folder.entry.front.date.chinese());
    context.insert("article", composed.html.as_str());
    match folder.studio.fill(TEMPLATE, &context) {
        Ok(page) => Warned::clean(Some(page.into_bytes())),
        Err(found) => Warned::new(None, vec![found]),
    }
}

fn account(folder: &Folder) -> String {
    let site = &folder.shop.catalog.site;
    let account = site.wechat.as_ref().and_then(|wechat| wechat.account.clone());
    account.unwrap_or_else(|| site.short_name().to_string())
}
