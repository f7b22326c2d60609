//! `meta.json`: what the platform asks for beside the texts, for people and for `wechat push`.

use super::article::{self, Counts};
use super::cover::{self, Crop};
use super::folder::Folder;
use super::limits::{AUTHOR_CHARS, DIGEST_CHARS, TITLE_CHARS, chars};
use super::package::Package;
use super::split::Piece;
use super::{Studio, lint, outlet, pictures};
use crate::diag::{Diagnostic, Warned};
use crate::edition::{Rendered, Shop};
use crate::files::{Hash, Hasher};
use crate::text::summary::summary;
use serde::Serialize;

/// What is said of an article outside its text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    /// The entry.
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

/// The whole file. The first article is told at the top too.
#[derive(Serialize)]
struct Meta {
    #[serde(flatten)]
    first: Option<Article>,
    /// The folder: an entry, or an issue.
    package: String,
    /// `article` or `digest` (多图文).
    package_kind: &'static str,
    /// Of all there is to send: the same hash, nothing to send.
    package_hash: String,
    articles: Vec<Article>,
}

/// One article of a draft. Files are named from the folder of the package.
#[derive(Clone, Serialize)]
pub struct Article {
    #[serde(flatten)]
    pub card: Card,
    pub file: String,
    pub covers: Vec<CoverFile>,
    pub images: Vec<ImageFile>,
    pub counts: Counts,
    /// Of the text, the card and the pictures.
    pub hash: String,
}

#[derive(Clone, Serialize)]
pub struct CoverFile {
    file: String,
    /// The parameter of draft/add its crop goes into.
    parameter: &'static str,
    /// `X1_Y1_X2_Y2` of the file, from 0 to 1.
    crop: String,
    /// Pixels of the crop.
    width_px: u32,
    height_px: u32,
    /// Of what it is made from: the same hash, the same picture.
    hash: String,
}

#[derive(Clone, Serialize)]
pub struct ImageFile {
    /// As the text names it.
    pub src: String,
    pub file: String,
    hash: String,
}

/// The card of an article, and what had to be cut to fit.
pub fn card(folder: &Folder, mark: &str) -> Warned<Card> {
    let mut diagnostics = Vec::new();
    let Folder { shop, entry, studio, item } = folder;
    let own = entry.front.wechat.as_ref();
    let issue = item.own.as_ref();
    let title = issue.and_then(|own| own.title.as_deref()).or(own.and_then(|own| own.title.as_deref()));
    let digest = issue.and_then(|own| own.digest.as_deref()).or(own.and_then(|own| own.digest.as_deref()));
    let author = own.and_then(|own| own.author.as_deref());
    let room = TITLE_CHARS - chars(mark);
    let limit = Limit { chars: room, ..TITLE };
    let card = Card {
        id: entry.id.to_string(),
        title: cut(folder, title.unwrap_or(&entry.front.title), &limit, &mut diagnostics) + mark,
        digest: match digest {
            Some(digest) => cut(folder, digest, &DIGEST, &mut diagnostics),
            None => summary(entry.summary(), DIGEST_CHARS),
        },
        author: match author {
            Some(author) => cut(folder, author, &AUTHOR, &mut diagnostics),
            None => default_author(folder),
        },
        content_source_url: shop.catalog.find(&entry.id).and_then(|ix| outlet::portal(shop, ix)),
        need_open_comment: u8::from(own.is_some_and(|own| own.comments)),
        original: own.is_some_and(|own| own.original),
        look: studio.look.name.clone(),
    };
    Warned::new(card, diagnostics)
}

pub fn fingerprint(package: &Package, shop: &Shop, studio: &Studio) -> Hash {
    let mut hasher = Hasher::default();
    hasher.value(&("wechat meta", &*package.id));
    for folder in package.folders(shop, studio) {
        hasher.value(&(card(&folder, "").value, folder.entry.front.wechat.as_ref(), &folder.item.own));
        hasher.hash(folder.text_hash()).hash(cover::fingerprint(&folder));
        pictures::of(shop, folder.entry).iter().for_each(|picture| {
            hasher.hash(folder.content_hash(&picture.source));
        });
    }
    hasher.finish()
}

pub fn render(package: &Package, shop: &Shop, studio: &Studio) -> Rendered {
    let mut diagnostics = Vec::new();
    let mut all: Vec<Article> = Vec::new();
    for folder in package.folders(shop, studio) {
        for (at, piece) in folder.compose().pieces.iter().enumerate() {
            let article = article(&folder, piece, at);
            all.push(article.value);
            if package.issue.is_none() {
                diagnostics.extend(article.diagnostics);
            }
        }
    }
    let hashes: Vec<&str> = all.iter().map(|article| article.hash.as_str()).collect();
    let meta = Meta {
        first: all.first().cloned(),
        package: package.id.to_string(),
        package_kind: if package.issue.is_some() { "digest" } else { "article" },
        package_hash: Hash::of_value(&hashes).to_string(),
        articles: all,
    };
    let json = serde_json::to_string_pretty(&meta).map(|json| (json + "\n").into_bytes());
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    Warned::new(json.ok().filter(|_| !failed), diagnostics)
}

/// What is sent of one article, and the faults of its card.
pub fn article(folder: &Folder, piece: &Piece, at: usize) -> Warned<Article> {
    let Warned { value: card, mut diagnostics } = card(folder, &piece.mark);
    let prefix = &folder.item.prefix;
    let images = images(folder, &piece.html);
    let cover_hash = cover::fingerprint(folder).to_string();
    let hashes: Vec<&str> = images.iter().map(|image| image.hash.as_str()).collect();
    let hash = Hash::of_value(&(&piece.html, &card, &hashes, &cover_hash)).to_string();
    let text = article::text(&piece.html);
    let portal = folder.shop.catalog.find(&folder.entry.id).and_then(|ix| outlet::portal(folder.shop, ix));
    let found = lint::card([&card.title, &card.digest, &card.author], card.content_source_url.as_deref(), portal.as_deref(), &text);
    diagnostics.extend(found.into_iter().map(|fault| folder.diagnostic(fault)));
    let covers = Crop::ALL.map(|crop| CoverFile {
        file: format!("{prefix}{}", cover::FILE),
        parameter: crop.parameter(),
        crop: crop.coordinates(),
        width_px: crop.slot().width,
        height_px: crop.slot().height,
        hash: cover_hash.clone(),
    });
    let file = format!("{prefix}{}", article::file(at));
    let counts = Counts::of(&piece.html);
    Warned::new(Article { card, file, covers: covers.into(), images, counts, hash }, diagnostics)
}

/// The pictures a text shows, in the order of its folder.
fn images(folder: &Folder, html: &str) -> Vec<ImageFile> {
    let text = folder.text_hash();
    let pictures = pictures::of(folder.shop, folder.entry).into_iter().map(|picture| (folder.content_hash(&picture.source), picture.name));
    let charts = (1..=folder.entry.digest.charts).map(|n| (Hash::of_value(&(text, n)), pictures::chart_name(n)));
    let shown = pictures.chain(charts).filter(|(_, src)| html.contains(&format!("src=\"{src}\"")));
    shown.map(|(hash, src)| ImageFile { file: format!("{}{src}", folder.item.prefix), hash: hash.to_string(), src }).collect()
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
