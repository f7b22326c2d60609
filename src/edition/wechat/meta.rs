//! `meta.json`: what the platform asks for beside the text.

use super::article::Counts;
use super::cover::{self, Crop};
use super::folder::Folder;
use super::limits::{AUTHOR_CHARS, DIGEST_CHARS, TITLE_CHARS, chars};
use super::{outlet, pictures};
use crate::diag::{Diagnostic, Warned};
use crate::edition::Rendered;
use crate::files::{Hash, Hasher};
use crate::text::summary::summary;
use serde::Serialize;

/// What is said of an article outside its text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    pub id: String,
    pub title: String,
    pub digest: String,
    pub author: String,
    /// 阅读原文: the page of the same entry on the portal.
    pub content_source_url: Option<String>,
    pub need_open_comment: u8,
    pub original: bool,
    pub look: String,
}

#[derive(Serialize)]
struct Meta {
    #[serde(flatten)]
    card: Card,
    covers: Vec<CoverFile>,
    images: Vec<ImageFile>,
    counts: Counts,
}

#[derive(Serialize)]
struct CoverFile {
    file: &'static str,
    /// The parameter of draft/add its crop goes into.
    parameter: &'static str,
    /// `X1_Y1_X2_Y2` of the file, from 0 to 1.
    crop: &'static str,
    width_px: u32,
    height_px: u32,
}

#[derive(Serialize)]
struct ImageFile {
    file: String,
    /// Of what it is made from: the same hash, the same picture.
    hash: String,
}

/// The card of an article, and what had to be cut to fit.
pub fn card(folder: &Folder) -> Warned<Card> {
    let mut diagnostics = Vec::new();
    let Folder { shop, entry, studio } = folder;
    let own = entry.front.wechat.as_ref();
    let title = own.and_then(|own| own.title.as_deref()).unwrap_or(&entry.front.title);
    let digest = own.and_then(|own| own.digest.as_deref());
    let author = own.and_then(|own| own.author.as_deref());
    let ix = shop.catalog.find(&entry.id);
    let card = Card {
        id: entry.id.to_string(),
        title: cut(folder, title, &TITLE, &mut diagnostics),
        digest: match digest {
            Some(digest) => cut(folder, digest, &DIGEST, &mut diagnostics),
            None => summary(entry.summary(), DIGEST_CHARS),
        },
        author: match author {
            Some(author) => cut(folder, author, &AUTHOR, &mut diagnostics),
            None => default_author(folder),
        },
        content_source_url: ix.and_then(|ix| outlet::portal(shop, ix)),
        need_open_comment: u8::from(own.is_some_and(|own| own.comments)),
        original: own.is_some_and(|own| own.original),
        look: studio.look.name.clone(),
    };
    Warned::new(card, diagnostics)
}

pub fn fingerprint(folder: &Folder) -> Hash {
    let mut hasher = Hasher::default();
    hasher.value(&("wechat meta", card(folder).value, folder.entry.front.wechat.as_ref()));
    hasher.hash(folder.text_hash());
    pictures::of(folder.shop, folder.entry).iter().for_each(|picture| {
        hasher.hash(folder.content_hash(&picture.source));
    });
    hasher.finish()
}

pub fn render(folder: &Folder) -> Rendered {
    let composed = folder.compose();
    let card = card(folder);
    let text = folder.text_hash();
    let pictures = pictures::of(folder.shop, folder.entry).into_iter().map(|picture| ImageFile {
        hash: folder.content_hash(&picture.source).to_string(),
        file: picture.name,
    });
    let charts = (1..=folder.entry.digest.charts).map(|n| ImageFile {
        file: pictures::chart_name(n),
        hash: Hash::of_value(&(text, n)).to_string(),
    });
    let meta = Meta {
        card: card.value,
        covers: [Crop::Wide, Crop::Square].map(cover_file).into(),
        images: pictures.chain(charts).collect(),
        counts: Counts::of(composed.html.as_str()),
    };
    let json = serde_json::to_string_pretty(&meta).map(|json| (json + "\n").into_bytes());
    Warned::new(json.ok(), card.diagnostics)
}

fn cover_file(crop: Crop) -> CoverFile {
    let (width_px, height_px) = crop.size_px();
    CoverFile { file: crop.file(), parameter: crop.parameter(), crop: cover::WHOLE, width_px, height_px }
}

/// The authors of the entry when their names fit, else the one the site names, else the office.
fn default_author(folder: &Folder) -> String {
    let site = &folder.shop.catalog.site;
    let names: Vec<&str> = folder.entry.front.authors.iter().map(|author| author.name.as_str()).collect();
    let together = names.join(" ");
    let house = site.wechat.as_ref().and_then(|wechat| wechat.author.as_deref());
    let choices = [Some(together.as_str()), names.first().copied(), house, Some(site.short_name())];
    let fits = |name: &&str| !name.is_empty() && chars(name) <= AUTHOR_CHARS;
    choices.into_iter().flatten().find(fits).unwrap_or_default().to_string()
}

/// A field of the card with its limit.
struct Limit {
    code: &'static str,
    name: &'static str,
    chars: usize,
    help: &'static str,
}

const TITLE: Limit = Limit {
    code: "wechat-title-too-long",
    name: "标题",
    chars: TITLE_CHARS,
    help: "在 wechat.title 另写一个不超过 32 字的标题",
};
const DIGEST: Limit = Limit {
    code: "wechat-digest-too-long",
    name: "摘要",
    chars: DIGEST_CHARS,
    help: "把 wechat.digest 改到 120 字以内",
};
const AUTHOR: Limit = Limit {
    code: "wechat-author-too-long",
    name: "作者",
    chars: AUTHOR_CHARS,
    help: "把 wechat.author 改到 16 字以内",
};

/// `text` if it fits; else a beginning of it, and a warning.
fn cut(folder: &Folder, text: &str, limit: &Limit, diagnostics: &mut Vec<Diagnostic>) -> String {
    let long = chars(text);
    if long <= limit.chars {
        return text.to_string();
    }
    let short = summary(text, limit.chars);
    let message = format!("微信{}有 {long} 字，超过 {} 字，现截为“{short}”", limit.name, limit.chars);
    diagnostics.push(Diagnostic::warning(limit.code, folder.entry.at(), message).help(limit.help));
    short
}
